"""What a roll-up says in words, as a table and for programs."""

import csv
import io
import json
from dataclasses import asdict, replace
from datetime import date

from maturity_app.domain.assessment import Wave
from maturity_app.domain.rollup import roll_up
from maturity_app.reports.rollup import finding, made_how, scope
from maturity_app.reports.rollup_document import rollup_document
from maturity_app.reports.tabular import rollup_csv
from maturity_app.wording import ENGLISH
from tests.reports.organisation import LONE, organisation, records


def rows() -> list[dict[str, str]]:
    content = rollup_csv(organisation(), ENGLISH)
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets take it for another encoding"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_a_branch_and_figure_and_never_a_mean_without_its_spread() -> None:
    rollup, table = organisation(), rows()
    assert len(table) == len(rollup.branches) * len(rollup.measures)
    for row in table:
        assert bool(row["mean"]) == bool(row["sd"]) == (int(row["with_value"]) > 1)
        assert bool(row["q1"]) == (int(row["with_value"]) > 3)
        assert bool(row["note"]) == (not row["mean"])
    whole = next(row for row in table if row["measure"] == "drive.index")
    spread = rollup.whole.spreads["drive.index"]
    assert (whole["branch"], whole["depth"]) == ("All units", "0")
    assert float(whole["mean"]) == float(spread.mean or -1)
    assert float(whole["sd"]) == spread.deviation


def test_a_single_unit_is_told_by_its_own_value_and_why() -> None:
    lone = next(r for r in rows() if r["branch_id"] == "lone" and r["measure"] == "drive.index")
    assert lone["branch"].startswith("'="), "no spreadsheet takes it for a formula"
    assert (lone["mean"], lone["min"], lone["note"]) == ("", "", "one unit has no spread")
    unit = next(each for each in organisation().units if each.unit.within[:1] == (LONE,))
    assert float(lone["single"]) == float(unit.values["drive"])


def test_levels_are_counted_and_units_without_one_are_no_zero() -> None:
    row = next(row for row in rows() if row["measure"] == "headline.level")
    counted = sum(int(row[f"level_{level}"]) for level in range(5))
    assert counted == int(row["with_value"]) < int(row["units"])
    index = next(row for row in rows() if row["measure"] == "drive.index")
    assert index["level_0"] == ""


def test_programs_get_the_same_figures_unrounded() -> None:
    rollup = organisation()
    document = json.loads(json.dumps(asdict(rollup_document(rollup, ENGLISH))))
    assert [branch["id"] for branch in document["branches"]] == ["", "lone", "top", "north"]
    for branch, told in zip(rollup.branches, document["branches"], strict=True):
        assert len(told["units"]) == len(branch.units)
        for figure in told["figures"]:
            spread = branch.spreads[figure["measure"]]
            assert figure["mean"] == (None if spread.mean is None else float(spread.mean))
            assert figure["at_level"] == list(spread.at_level)
    assert document["units"][0]["figures"]["drive.index"] is not None


def test_it_says_what_it_counts_and_on_what() -> None:
    rollup = organisation()
    assert finding(rollup, ENGLISH).startswith("Drive runs from ")
    assert "14 units; 3 branches; all scored on every item of version 1.0" in scope(rollup, ENGLISH)
    told = dict(made_how(rollup, ENGLISH))
    assert "no figure here is a person's" in told["Small numbers"]
    assert told["Insufficient"].startswith("Drive counts the answers of insufficient practices")


def test_it_says_how_many_units_count_with_which_wave() -> None:
    autumn, spring, *older = (
        Wave(label=label, date=day)
        for label, day in (
            ("Autumn 2026", date(2026, 10, 1)),
            ("Frühjahr 2026", date(2026, 4, 1)),
            ("2025", date(2025, 4, 1)),
            ("2024", date(2024, 4, 1)),
            ("2023", date(2023, 4, 1)),
        )
    )
    told = []
    for waves in ([autumn] * 4, [autumn] * 3 + [spring], [autumn, autumn, spring, *older]):
        units = [replace(r, wave=wave) for r, wave in zip(records(len(waves)), waves, strict=True)]
        told.append(scope(roll_up(units), ENGLISH).split(";")[0])
    assert told == [
        "Autumn 2026: 4 units",
        "4 units: 3 with Autumn 2026, 1 with Frühjahr 2026",
        "6 units: 2 with Autumn 2026, 1 with Frühjahr 2026, 1 with 2025, 2 with one of 2 others",
    ]


def test_different_versions_and_drafts_are_said() -> None:
    definition = organisation().questionnaire
    drive, *others = definition.tree.children
    shorter = replace(drive, children=drive.children[1:])
    newer = replace(
        definition, version="2.0", tree=replace(definition.tree, children=(shorter, *others))
    )
    first, *rest = records(6)
    mixed = roll_up([replace(first, questionnaire=newer, status="draft"), *rest])
    words = scope(mixed, ENGLISH)
    assert "1 of them a draft" in words
    assert "versions 1.0 and 2.0, scored on the items they have in common" in words
    assert "fewer than 70 %" in dict(made_how(mixed, ENGLISH))["Comparability"].replace("\xa0", " ")
