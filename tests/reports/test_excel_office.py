"""The workbooks reckoned anew by LibreOffice: formulas and scorecard say the same."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction as F
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.rollup import roll_up
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.shown import shown_level
from maturity_app.reports import phrases
from maturity_app.reports.content import comparison_of, report_on
from maturity_app.reports.excel.comparing import comparison_workbook
from maturity_app.reports.excel.management import management_workbook
from maturity_app.reports.excel.rollup import rollup_workbook
from maturity_app.reports.rollup import SPREAD, rollup_rows
from maturity_app.wording import ENGLISH, wording_for
from tests.building import answers, assessment, dimension, full_questionnaire, questionnaire
from tests.reports.excel_models import MODELS, answered, drawn, mixed, model
from tests.reports.excel_models import edges as model_edges
from tests.reports.excel_reading import check_figures, records
from tests.reports.excel_samples import sample
from tests.reports.office import differences, reckoned
from tests.reports.organisation import organisation
from tests.reports.organisation import records as organisation_records
from tests.reports.planned import report as planned_report
from tests.reports.test_excel_inert import HOSTILE
from tests.reports.test_excel_inert import sample as hostile_sample
from tests.reports.test_excel_models import long_texts

pytestmark = pytest.mark.office


def edges() -> dict[str, Assessment]:
    """Return assessments that stand exactly on a threshold."""
    uneven = dimension("practice-1", (1, 1, 1, 2, 2, 2))
    letters = {
        "five_sixths": "FLFLLLLL",
        "just_below": "FLFPLLLL",
        "half_covered": "FFFF____",
        "four_fifths": "FFFFFF--_D",
        "all_aside": "--------",
        "three_tenths_aside": "FFFFFFF---",
        "nothing": "________",
        "top": "FFFFFFFF",
    }
    found = {
        name: assessment(_with_room(text), answers(practice_1=text))
        for name, text in letters.items()
    }
    third = questionnaire(
        replace(uneven, items=tuple(replace(i, weight=F(1, 3)) for i in uneven.items))
    )
    return found | {"thirds": assessment(third, answers(practice_1="FLLFLP"))}


def _with_room(text: str) -> Questionnaire:
    levels = (1, 1, 2, 2, 3, 3, 4, 4, 1, 1)
    return questionnaire(dimension("practice-1", levels[: len(text)]))


def test_formulas_give_the_scorecard(tmp_path: Path) -> None:
    given = {f"sample-{seed}": sample(seed) for seed in range(24)} | edges()
    files = {name: management_workbook(report_on(a), ENGLISH) for name, a in given.items()}
    made = reckoned(files, tmp_path)
    total, wrong = 0, []
    for name, path in made.items():
        count, found = differences(tmp_path / "given" / f"{name}.xlsx", path)
        total += count
        wrong += found
    assert not wrong
    assert total > 1000 * len(given) / 2


def test_models_and_whatever_is_mixed_are_reckoned_as_scored(tmp_path: Path) -> None:
    given = {f"{name}-{seed}": answered(model(name), seed) for name in MODELS for seed in range(2)}
    given |= model_edges() | {f"drawn-{n}": one for n, one in enumerate(drawn(30))}
    files = {name: management_workbook(report_on(a), ENGLISH) for name, a in given.items()}
    made = reckoned(files, tmp_path)
    wrong = []
    for name, path in made.items():
        wrong += differences(tmp_path / "given" / f"{name}.xlsx", path)[1]
        check_figures(openpyxl.load_workbook(path, data_only=True), given[name])
    assert not wrong


def test_other_answers_written_over_those_of_a_workbook_are_reckoned(tmp_path: Path) -> None:
    """Nothing stays as it was recorded: conditions, scales of sums, states and words follow."""
    files, given = {}, {}
    for seed in range(18):
        before = mixed(seed)
        after = answered(before.questionnaire, seed + 1000)
        workbook = openpyxl.load_workbook(BytesIO(management_workbook(report_on(before), ENGLISH)))
        _write_over(workbook, after)
        workbook.save(out := BytesIO())
        files[f"mixed-{seed}"], given[f"mixed-{seed}"] = out.getvalue(), after
    for name, path in reckoned(files, tmp_path).items():
        assert check_figures(openpyxl.load_workbook(path, data_only=True), given[name])


def _write_over(workbook: Workbook, after: Assessment) -> None:
    for row in workbook["Answers"].iter_rows(min_row=2):
        answer = after.answer(str(row[0].value))
        row[3].value, row[4].value = answer.state, answer.option
        row[5].value, row[6].value = answer.text, answer.value


def test_five_hundred_long_items_open(tmp_path: Path) -> None:
    given = long_texts()
    made = reckoned({"long": management_workbook(report_on(given), ENGLISH)}, tmp_path)["long"]
    assert check_figures(openpyxl.load_workbook(made, data_only=True), given)


def test_a_changed_answer_moves_levels_headline_and_words(tmp_path: Path) -> None:
    definition = full_questionnaire()
    letters = {f"practice_{n}": "FFLLLPPN" for n in range(1, 7)}
    letters |= {f"safeguard_{n}": "FFFLLLPP" for n in "ab"} | {"pressure": "12345_23"}
    before = assessment(definition, answers(**letters))
    moves = {
        "practice-1-1": Answer(state="answered", option="not"),
        "practice-3-3": Answer(state="answered", option="partially"),
        "practice-4-5": Answer(state="dont_know", option="largely"),
        "safeguard-a-1": Answer(state="not_answered"),
        "pressure-6": Answer(state="answered", option="weekly"),
        "practice-6-8": Answer(state="not_applicable"),
    }
    workbook = openpyxl.load_workbook(
        _saved(tmp_path / "before.xlsx", management_workbook(report_on(before), ENGLISH))
    )
    _change(workbook, moves)
    workbook.save(tmp_path / "changed.xlsx")
    data = (tmp_path / "changed.xlsx").read_bytes()
    made = reckoned({"changed": data}, tmp_path)["changed"]
    _check_follows(openpyxl.load_workbook(made, data_only=True), before, moves)


def _saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _change(workbook: Workbook, moves: Mapping[str, Answer]) -> None:
    sheet = workbook["Answers"]
    for row in sheet.iter_rows(min_row=2):
        answer = moves.get(str(row[0].value))
        if answer is not None:
            row[3].value, row[4].value = answer.state, answer.option


def _check_follows(workbook: Workbook, before: Assessment, moves: Mapping[str, Answer]) -> None:
    after = replace(before, answers={**before.answers, **moves})
    card = score_assessment(after)
    assert card.headline is not None
    assert card.headline.level != score_assessment(before).headline.level  # type: ignore[union-attr]
    summary = records(workbook["Summary"], workbook)
    assert summary[0]["level"] == float(shown_level(card.headline.level or F(0)))
    assert summary[0]["note"] == phrases.headline_reason(card, ENGLISH)
    rows = {row["node"]: row for row in records(workbook["Calculation"], workbook)}
    for node in card.nodes.values():
        assert rows[node.id]["state"] == node.state
        if node.value is not None:
            assert rows[node.id]["value"] == pytest.approx(float(node.value), abs=1e-9)
    items = {row["item_id"]: row for row in records(workbook["Items"], workbook)}
    assert items["practice-1-1"]["answer"] == "Not"
    assert items["practice-4-5"]["answer"] == "Don't know"
    chart = {row["measure"]: row["chart_label"] for row in summary}
    assert str(chart["Headline"]).startswith("Headline")


def test_lateness_and_gaps_are_reckoned_as_told(tmp_path: Path) -> None:
    files = {
        name: management_workbook(planned_report(), wording_for(name)) for name in ("en", "de")
    }
    for name, path in reckoned(files, tmp_path).items():
        _, wrong = differences(tmp_path / "given" / f"{name}.xlsx", path)
        # FIXED writes the decimal mark of whoever opens the file, not that of the report.
        assert [told for told in wrong if name == "en" or "Actions!" in told] == []


def test_a_roll_up_is_reckoned_as_summed_up_and_follows_a_unit_left_out(tmp_path: Path) -> None:
    data = rollup_workbook(organisation(), ENGLISH)
    workbook = openpyxl.load_workbook(BytesIO(data))
    left, *others = organisation_records()
    head, *body = workbook["Units"].iter_rows()
    place = {cell.value: number for number, cell in enumerate(head)}
    for row in body:
        if row[place["Unit id"]].value == left.unit.id:
            row[place["counts"]].value = 0
    workbook.save(out := BytesIO())
    files = {"whole": data, "without": out.getvalue()}
    made = reckoned(files, tmp_path)
    count, wrong = differences(tmp_path / "given" / "whole.xlsx", made["whole"])
    assert count > 500
    assert not wrong
    found = openpyxl.load_workbook(made["without"], data_only=True)
    rows = records(found["Branches"], found)
    for told, expected in zip(rows, rollup_rows(roll_up(others), ENGLISH), strict=True):
        wanted = (*expected.numbers, *expected.spread.at_level)
        names = (*SPREAD, *(f"level_{n}" for n in range(len(expected.spread.at_level))))
        assert [told[name] for name in names] == [
            "" if value is None else pytest.approx(float(value), abs=1e-9) for value in wanted
        ], (told["branch"], told["measure"])


def test_comparisons_and_hostile_texts_survive(tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if len(text) < 1000]
    given = hostile_sample(*texts, name="=1+1 & <x>")
    last = hostile_sample(*texts, name="=1+1 & <x>", label="2025")
    files = {
        "one": management_workbook(report_on(given, [last]), ENGLISH),
        "many": comparison_workbook(comparison_of([last, given]), ENGLISH),
    }
    made = reckoned(files, tmp_path)
    for name, path in made.items():
        count, wrong = differences(tmp_path / "given" / f"{name}.xlsx", path)
        assert count
        assert not wrong
    sheet = openpyxl.load_workbook(made["one"])["Answers"]
    told = [row[9].value for row in sheet.iter_rows(min_row=2)]
    assert told[:4] == texts[:4]
