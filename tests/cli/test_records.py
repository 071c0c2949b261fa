import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.domain.plan import Action, Plan
from maturity_app.storage.assessments import read_assessment, write_assessment
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    item,
    questionnaire,
)
from tests.cli.conftest import Given

# Each writes and reads a whole file, which takes a moment.
pytestmark = pytest.mark.long

Writer = Callable[..., Path]

ASSESSMENT_KEYS = (
    "unit", "wave", "status", "questionnaire", "headline", "drive", "safeguards", "pressure",
    "balance", "quadrant", "nodes", "items",
)  # fmt: skip
NODE_KEYS = (
    "id", "parent", "title", "kind", "value", "low", "high", "scale", "level", "level_low",
    "level_high", "coverage", "applicable", "answered", "not_applicable", "dont_know", "state",
)  # fmt: skip
NEW = ("new", "digital-culture", "--unit", "Unit B2", "--wave", "Autumn 2026")


# --- new ---------------------------------------------------------------------------------------


def test_new_writes_an_empty_assessment(given: Given, here: Path) -> None:
    ended = given(*NEW, "--date", "2026-10-16", "--headcount", "12", "-o", "a.assessment.json")
    assert (ended.code, ended.out, ended.err) == (0, "a.assessment.json\n", "")
    made = read_assessment(here / "a.assessment.json")
    assert (made.unit.id, made.unit.headcount) == ("unit-b2", 12)
    assert made.wave.date == date(2026, 10, 16)
    assert made.questionnaire.id == "digital-culture"
    assert not made.answers


def test_new_begins_with_the_targets_and_open_actions_of_the_last_wave(
    given: Given, here: Path
) -> None:
    started = given(*NEW, "--unit-id", "b2", "-o", "a.assessment.json")
    assert started.code == 0
    held, over = Action(id="a1", text="Rehearse"), Action(id="a2", text="Ask", state="done")
    plan = Plan(targets={"own-the-risks": 3}, actions=(held, over))
    write_assessment(
        here / "a.json", replace(read_assessment(here / "a.assessment.json"), plan=plan)
    )
    assert given(*NEW, "--previous", "a.json", "-o", "b.json").code == 0
    made = read_assessment(here / "b.json")
    assert made.plan == replace(plan, actions=(held,))
    assert made.unit.id == "b2", "the unit keeps the id it has"
    wrong = given(*NEW, "--unit-id", "b3", "--previous", "a.json", "-o", "c.json")
    assert (wrong.code, (here / "c.json").exists()) == (1, False)
    assert wrong.err.startswith("a.json: this is a record of Unit B2, another unit; name the last")


def test_new_for_many_units(given: Given, here: Path) -> None:
    (here / "units.csv").write_text("unit_id,unit\nb2,Unit B2\nb3,Unit B3\n", "utf-8")
    many = ("new", "digital-culture", "--wave", "w", "--units", "units.csv", "--to", "start")
    ended = given(*many, "--date", "2026-10-16")
    assert ended.code == 0
    assert [Path(line).name for line in ended.out.splitlines()] == [
        "b2 w.assessment.json",
        "b3 w.assessment.json",
    ]
    assert all((here / line).is_file() for line in ended.out.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ("new",),
        ("new", "digital-culture"),
        ("new", "digital-culture", "--wave", "w"),
        ("new", "digital-culture", "--unit", "x", "--wave", "w"),
        ("new", "digital-culture", "--unit", "x", "-o", "f"),
        (*NEW, "-o", "f", "--date", "16.10.2026"),
        (*NEW, "-o", "f", "--date", "2026-02-30"),
        (*NEW, "-o", "f", "--headcount", "0"),
        (*NEW, "-o", "f", "--headcount", "many"),
        (*NEW, "--units", "u.csv", "--to", "d"),
        (
            "new",
            "digital-culture",
            "--wave",
            "w",
            "--units",
            "u.csv",
            "--to",
            "d",
            "--previous",
            "a.json",
        ),
        ("new", "digital-culture", "--wave", "w", "--units", "u.csv"),
        ("score",),
        ("report", "a.json"),
        ("report", "a.json", "-o", "x.pdf", "--to", "d"),
        ("report", "a.json", "b.json", "-o", "x.pdf"),
        ("report", "a.json", "--to", "d", "--previous", "b.json"),
        ("report", "a.json", "-o", "x.pdf", "--language", "tlh"),
        ("sign", "a.json"),
        ("compare", "a.json", "b.json"),
        ("import",),
        ("export",),
        ("export", "--to", "d", "--format", "doc"),
        ("schema", "answer"),
        ("questionnaires", "add"),
        ("demo",),
        ("nonsense",),
        ("--nonsense",),
    ],
)
def test_a_command_that_makes_no_sense_is_usage(
    given: Given, here: Path, arguments: tuple[str, ...]
) -> None:
    ended = given(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert "Try 'maturity-app" in ended.err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("new", "nix", "--unit", "x", "--wave", "w", "-o", "f"),
         "nix: there is no such questionnaire; name a folder, or one of those installed: digital-"),
        (("new", "digital-culture", "--unit", " ", "--wave", "w", "-o", "f"),
         "unit name: it is empty; write one"),
        (("new", "digital-culture", "--unit", "x", "--wave", "", "-o", "f"),
         "wave name: it is empty; write one"),
        (("new", "digital-culture", "--unit", "x" * 201, "--wave", "w", "-o", "f"),
         "unit name: it has 201 characters; use at most 200"),
        ((*NEW, "--unit-id", "../x", "-o", "f"), "unit id: `../x` can't be one; use letters, dig"),
        (("new", "digital-culture", "--wave", "w", "--units", "absent.csv", "--to", "d"),
         "absent.csv: there is no such file; check the name"),
    ],
)  # fmt: skip
def test_new_tells_what_is_wrong_and_writes_nothing(
    given: Given, here: Path, arguments: tuple[str, ...], message: str
) -> None:
    ended = given(*arguments)
    assert ended.code == 1
    (problem,) = ended.problems
    assert problem.startswith(message)
    assert list(here.iterdir()) == []


def test_new_replaces_no_file_with_content(given: Given, here: Path, answered: Writer) -> None:
    before = answered("a.assessment.json").read_bytes()
    (here / "notes.txt").write_text("mine", "utf-8")
    for name in ("a.assessment.json", "notes.txt"):
        ended = given(*NEW, "-o", name)
        assert ended.code == 1
        assert ended.problems[0].startswith(f"{name}: a file with content has this name; name")
    assert (here / "a.assessment.json").read_bytes() == before
    assert given(*NEW, "-o", "b.json").code == 0
    assert given(*NEW, "-o", "b.json").code == 0, "a blank one may be made anew"


# --- score -------------------------------------------------------------------------------------


def scored(given: Given, *files: Path) -> list[dict[str, Any]]:
    ended = given("score", *files, "--json")
    assert ended.code == 0
    document = json.loads(ended.out)
    assert list(document) == ["assessments"]
    listed: list[dict[str, Any]] = document["assessments"]
    return listed


def test_the_keys_of_score_as_json(given: Given, answered: Writer) -> None:
    (figures,) = scored(given, answered("a.assessment.json"))
    assert tuple(figures) == ASSESSMENT_KEYS
    assert tuple(figures["unit"]) == ("id", "name")
    assert tuple(figures["wave"]) == ("label", "date")
    assert tuple(figures["questionnaire"]) == ("id", "version")
    assert tuple(figures["headline"]) == ("level", "low", "high", "reason")
    for part in ("drive", "safeguards", "pressure"):
        assert tuple(figures[part]) == ("value", "low", "high")
    assert all(tuple(node) == NODE_KEYS for node in figures["nodes"])
    assert all(tuple(node["scale"]) == ("min", "max") for node in figures["nodes"])
    keys = ("id", "parent", "state", "option", "x", "weight")
    assert all(tuple(entry) == keys for entry in figures["items"])
    assert figures["nodes"][0]["id"] == "root"
    assert figures["nodes"][0]["parent"] is None
    assert len(figures["items"]) == len(full_questionnaire().items)


def test_the_worked_example_of_the_design(given: Given, here: Path) -> None:
    definition = questionnaire(dimension("own", (1, 1, 2, 2, 3, 4)))
    last = replace(definition.items["own-6"], not_applicable="No such case.")
    items = (*definition.nodes["own"].items[:5], last)
    definition = questionnaire(replace(definition.nodes["own"], items=items))
    write_assessment(here / "a.json", assessment(definition, answers(own="FFL_P-")))
    (figures,) = scored(given, here / "a.json")
    node = figures["nodes"][1]
    assert (node["value"], node["low"], node["high"]) == (75.0, 60.0, 80.0)
    assert (node["coverage"], node["state"]) == (0.8, "rated")
    assert (node["level"], node["level_low"]) == (1.6, 1.6)
    assert node["level_high"] == pytest.approx(2.6667, abs=1e-4)
    assert [entry["x"] for entry in figures["items"]] == [1, 1, 2 / 3, None, 1 / 3, None]
    states = [entry["state"] for entry in figures["items"]]
    assert states == [*["answered"] * 3, "not_answered", "answered", "not_applicable"]


def test_a_questionnaire_without_practices_has_no_headline(given: Given, here: Path) -> None:
    only = questionnaire(dimension("outcome", (None,), "enabler", rule=None))
    write_assessment(here / "a.json", assessment(only, {}))
    write_assessment(here / "b.json", assessment(questionnaire(), {}))
    for figures in scored(given, here / "a.json", here / "b.json"):
        assert figures["headline"] is None
        assert figures["drive"] is None
        assert figures["balance"] is None
        assert figures["quadrant"] is None
    for name in ("a.json", "b.json"):
        ended = given("score", name)
        assert ended.code == 0
        assert ended.out.startswith("Unit B2, Autumn 2026 (Draft)\n")


def test_items_outside_every_dimension_are_scored_and_reported(given: Given, here: Path) -> None:
    loose = item("loose-1", answers="nplf")
    tree = replace(questionnaire(dimension("practice", (1,))).tree, items=(loose,))
    definition = replace(questionnaire(), tree=tree)
    write_assessment(here / "a.json", assessment(definition, {}))
    for suffix in ("csv", "pdf", "xlsx"):
        ended = given("report", "a.json", "-o", f"r.{suffix}")
        assert (ended.code, ended.err) == (0, "")


def test_a_batch_scores_what_is_good_and_lists_what_is_bad(
    given: Given, here: Path, answered: Writer
) -> None:
    good = answered("good.json")
    (here / "bad.json").write_text("{", "utf-8")
    (here / "folder.json").mkdir()
    ended = given("score", "bad.json", good, "folder.json", "absent.json", "--json")
    assert ended.code == 1
    assert len(json.loads(ended.out)["assessments"]) == 1
    assert [problem.partition(": ")[0] for problem in ended.problems] == [
        "bad.json:1",
        "folder.json",
        "absent.json",
    ]


def test_the_text_of_a_score_cannot_steer_the_terminal(given: Given, here: Path) -> None:
    whole = assessment(full_questionnaire(), {}, unit="\x1b[2J\u202eevil", label="a\nb")
    write_assessment(here / "a.json", whole)
    ended = given("score", "a.json")
    assert ended.code == 0
    assert all(line.isprintable() for line in ended.out.splitlines())
    assert r"\u001b[2J\u202eevil" in ended.out


# --- report ------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "csv"])
def test_a_report_with_the_wave_before(given: Given, answered: Writer, suffix: str) -> None:
    now = answered("now.json", 1)
    then = answered("then.json", 2, label="Autumn 2025", day=date(2025, 10, 16))
    ended = given("report", now, "--previous", then, "-o", f"out/r.{suffix}")
    assert (ended.code, ended.out, ended.err) == (0, f"out/r.{suffix}\n", "")
    assert Path(f"out/r.{suffix}").stat().st_size > 1000


@pytest.mark.long
def test_reports_on_many_files(given: Given, here: Path, answered: Writer) -> None:
    files = [answered("a.json", 1), answered("b.json", 2, label="B", day=date(2027, 1, 1))]
    (here / "bad.json").write_text("{", "utf-8")
    ended = given("report", *files, "bad.json", "--to", "out")
    assert ended.code == 1
    assert sorted(path.name for path in (here / "out").iterdir()) == [
        "Unit B2 Autumn 2026.pdf",
        "Unit B2 Autumn 2026.xlsx",
        "Unit B2 B.pdf",
        "Unit B2 B.xlsx",
    ]
    assert len(ended.problems) == 1


@pytest.mark.parametrize(
    ("output", "code", "message"),
    [
        ("r.doc", 1, "r.doc: there is no report of the kind `.doc`; end the name in .pdf, .xlsx"),
        ("a.json", 1, "a.json: there is no report of the kind `.json`; end the name in .pdf"),
        ("folder.csv", 1, "folder.csv: a folder has this name; name a file"),
        ("a.json/r.csv", 3, "a.json/r.csv: a part of the path is a file and no folder; choose"),
        (f"{'x' * 300}.csv", 3, f"{'x' * 80}…: the name is too long for this computer"),
    ],
)
def test_a_report_that_has_no_place_is_told(  # noqa: PLR0913 - three fixtures, three values
    given: Given, here: Path, answered: Writer, *, output: str, code: int, message: str
) -> None:
    before = answered("a.json").read_bytes()
    (here / "folder.csv").mkdir()
    ended = given("report", "a.json", "-o", output)
    assert ended.code == code
    (problem,) = ended.problems
    assert problem.startswith(message)
    assert (here / "a.json").read_bytes() == before


def test_a_wave_of_another_unit_is_no_wave_before(given: Given, answered: Writer) -> None:
    now = answered("now.json")
    other = answered("other.json", unit="Unit C", day=date(2025, 1, 1))
    ended = given("report", now, "--previous", other, "-o", "r.csv")
    assert ended.code == 1
    assert "it is of another unit (unit-c, not unit-b2)" in ended.err


# --- sign --------------------------------------------------------------------------------------


def test_signed_files_follow_each_other(given: Given, answered: Writer) -> None:
    first = answered("first.json", 1, label="2025", day=date(2025, 10, 1))
    second = answered("second.json", 2)
    ended = given("sign", first, "--as", "Head of unit", "--date", "2025-10-20")
    assert ended.code == 0
    assert ended.out.startswith(f"{first}: Signed off 20 October 2025, ")
    assert given("sign", second, "--as", "Head of unit", "--previous", first).code == 0
    record = read_assessment(second)
    assert record.chain is not None
    assert (record.chain.position, record.chain.previous) == (2, read_assessment(first).fingerprint)


def test_what_is_not_signed_stays_as_it_is(given: Given, here: Path, answered: Writer) -> None:
    draft, other = answered("draft.json"), answered("other.json", unit="Unit C")
    before = draft.read_bytes()
    refusals = [
        (given("sign", draft, "--as", " "), "role: it is empty; write one"),
        (given("sign", draft, "--as", "x" * 201), "role: it has 201 characters; use at most 200"),
        (given("sign", draft, "--as", "Head", "--previous", other),
         f"{other}: this is no signed record of the same unit; name its last one"),
        (given("sign", draft, "--as", "Head", "--previous", "absent"),
         "absent: there is no such file; check the name"),
    ]  # fmt: skip
    for ended, message in refusals:
        assert (ended.code, ended.problems) == (1, [message])
    assert draft.read_bytes() == before
    assert given("sign", draft, "--as", "Head").code == 0
    signed = draft.read_bytes()
    again = given("sign", draft, "--as", "Head")
    assert again.code == 1
    assert again.problems == [
        f"{draft}: this record is signed off already; correct it by a new record"
    ]
    assert draft.read_bytes() == signed
    draft.write_bytes(signed.replace(b"Unit B2", b"Unit B3"))
    ended = given("score", draft)
    assert ended.code == 1
    assert "the record was changed after it was signed off" in ended.err
    assert here.exists()


# --- compare -----------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "csv", "json"])
def test_a_comparison_of_waves_and_units(given: Given, answered: Writer, suffix: str) -> None:
    files = [
        answered("a.json", 1),
        answered("b.json", 2, label="2025", day=date(2025, 10, 1)),
        answered("c.json", 3, unit="Unit C"),
    ]
    ended = given("compare", *files, "-o", f"all.{suffix}")
    assert (ended.code, ended.out, ended.err) == (0, f"all.{suffix}\n", "")
    assert Path(f"all.{suffix}").stat().st_size > 1000


def test_a_comparison_never_replaces_an_assessment(
    given: Given, here: Path, answered: Writer
) -> None:
    first, second = answered("a.assessment.json", 1), answered("b.assessment.json", 2, unit="C")
    before = first.read_bytes()
    ended = given("compare", first, second, "-o", "c.assessment.json")
    assert ended.code == 1
    assert "are kept for assessment files; choose another name" in ended.err
    renamed = here / "a.json"
    renamed.write_bytes(before)
    ended = given("compare", renamed, second, "-o", renamed)
    assert ended.code == 1
    assert ended.problems == [f"{renamed}: this file is to be read; choose another name to write"]
    assert renamed.read_bytes() == before


def test_units_are_ranked_only_if_asked_and_the_caution_goes_along(
    given: Given, here: Path, answered: Writer
) -> None:
    files = [str(answered(f"{seed}.json", seed, unit=f"Unit {seed}")) for seed in (1, 2, 3)]
    assert given("compare", *files, "-o", "plain.json").code == 0
    assert json.loads((here / "plain.json").read_text("utf-8"))["rank"] is None
    assert given("compare", *files, "--rank", "practice-1", "-o", "r.json").code == 0
    ranked = json.loads((here / "r.json").read_text("utf-8"))
    nodes = {node["id"]: node["values"] for node in ranked["between_units"]["nodes"]}
    assert nodes["practice-1"] == sorted(nodes["practice-1"], reverse=True)
    assert "no judgement of a unit" in ranked["order"]
    wrong = given("compare", *files, "--rank", "charm", "-o", "w.json")
    assert wrong.code == 1
    assert "there is no comparable dimension `charm`; choose one of these: drive" in wrong.err


@pytest.fixture
def gaps(here: Path) -> list[Path]:
    """Return files of five units of which one left half of the questions open."""
    definition = questionnaire(dimension("practice", (1,) * 10))
    files = []
    for name in "ABCDE":
        letters = "FFFFF_____" if name == "C" else "FFFFFFFFF_" if name == "D" else "F" * 10
        files.append(here / f"{name}.json")
        whole = assessment(definition, answers(practice=letters), unit=f"Unit {name}")
        write_assessment(files[-1], whole)
    return files


def test_units_that_cost_a_comparison_most_are_named_and_left_out_on_request(
    given: Given, here: Path, gaps: list[Path]
) -> None:
    told = given("compare", *gaps, "-o", "all.json")
    assert told.problems == [
        "Leave out 1 unit and 9 of 10 questions are answered by all: Unit C.",
        "--leave-out-incomplete does that.",
    ]
    ended = given("compare", *gaps, "--leave-out-incomplete", "-o", "most.json")
    assert (ended.out, ended.problems) == ("most.json\n", ["Left out: Unit C"])
    sides = [json.loads((here / name).read_text("utf-8"))["between_units"]["nodes"][-1]["used"]
             for name in ("all.json", "most.json")]  # fmt: skip
    assert sides == [5, 9]
    again = given("compare", *gaps[:2], "--leave-out-incomplete", "-o", "two.json")
    assert again.problems[0].startswith("No unit is left out")


def test_where_nothing_is_comparable_there_is_nothing_to_order_by(
    given: Given, gaps: list[Path]
) -> None:
    definition = questionnaire(dimension("practice", (1,) * 10))
    for file in gaps[:2]:
        name = file.stem
        letters = "F" * 5 + "_" * 5 if name == "A" else "_" * 5 + "F" * 5
        whole = assessment(definition, answers(practice=letters), unit=f"Unit {name}")
        write_assessment(file, whole)
    ended = given("compare", *gaps[:2], "--rank", "practice", "-o", "r.json")
    assert ended.code == 1
    assert "nothing is comparable, so there is nothing to order by; compare fewer" in ended.err


def test_a_comparison_can_leave_names_out_and_says_beforehand_what_stays(
    given: Given, here: Path, answered: Writer
) -> None:
    files = [str(answered(f"{unit}.json", unit=unit)) for unit in ("Alpha", "Beta")]
    told = given("compare", *files, "--share", "without-names", "--preview")
    assert (told.code, "the unit's name and id: Alpha" in told.out) == (0, True)
    ended = given("compare", *files, "--share", "without-names", "-o", "c.csv")
    assert ended.out == "c.without-names.csv\n"
    table = (here / "c.without-names.csv").read_text("utf-8-sig")
    assert "Alpha" not in table
    assert "Unit 1" in table


def test_what_cannot_be_compared_is_told(given: Given, here: Path, answered: Writer) -> None:
    file = answered("a.json")
    write_assessment(here / "o.json", assessment(questionnaire(id="other"), {"x": Answer()}))
    write_assessment(here / "p.json", assessment(questionnaire(id="other"), {}))
    alone = given("compare", file, "-o", "c.csv")
    assert alone.problems == ["comparison: a comparison needs two assessments; name two or more"]
    bad = given("compare", file, "o.json", "-o", "c.csv")
    assert bad.problems[0].startswith("o.json#/answers/x: the questionnaire has no such item")
    other = given("compare", file, "p.json", "-o", "c.csv")
    assert "different questionnaires (other, test); compare those of one" in other.err
    assert {alone.code, bad.code, other.code} == {1}
    assert not (here / "c.csv").exists()


# --- handing on --------------------------------------------------------------------------------


def test_a_report_is_shared_with_its_name_saying_so(given: Given, answered: Writer) -> None:
    path = answered("a.assessment.json")
    ended = given("report", path, "-o", "r.csv", "--share", "scores-only", "--codebook")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == ["r.scores-only.csv", "r.scores-only.codebook.csv"]
    ended = given("report", path, "--to", "out", "--share", "without-names")
    names = [Path(line).name for line in ended.out.splitlines()]
    assert names == [f"Unit 1 Autumn 2026.without-names{s}" for s in (".pdf", ".xlsx")]


def test_a_preview_writes_nothing(given: Given, here: Path, answered: Writer) -> None:
    path = answered("a.assessment.json")
    ended = given("report", path, "--share", "without-names", "--preview")
    assert (ended.code, ended.err) == (0, "")
    head, goes, stays = ended.out.splitlines()
    assert head == "Unit B2, Autumn 2026: without-names"
    assert goes.startswith("  Goes along: scores, levels and coverage; the wave's name")
    assert "the unit's name and id: Unit B2" in stays
    assert list(here.iterdir()) == [path]


def test_scores_are_appended_to_a_tracker(given: Given, answered: Writer) -> None:
    first, second = answered("a.json"), answered("b.json", 2, unit="B")
    ended = given("report", first, second, "--append", "tracker.xlsx")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "tracker.xlsx: added Unit B2, Autumn 2026",
        "tracker.xlsx: added B, Autumn 2026",
    ]
    assert given("report", first, "--append", "tracker.csv").code == 1
    assert given("report", first, "--append", "t.xlsx", "--share", "scores-only").code == 2
    assert given("report", first, "--append", "t.xlsx", "-o", "r.pdf").code == 2


def test_a_form_and_charts_are_written(given: Given, answered: Writer) -> None:
    ended = given("form", "digital-culture-pulse", "-o", "form.pdf", "--language", "de")
    assert (ended.code, ended.out) == (0, "form.pdf\n")
    ended = given("charts", answered("a.json"), "--to", "charts", "--format", "svg")
    assert ended.code == 0
    assert [Path(line).suffix for line in ended.out.splitlines()] == [".svg"] * 4


@pytest.mark.parametrize("command", [("score",), ("compare", "-o", "c.json")])
def test_a_folder_is_told_how_its_files_are_named(
    given: Given, here: Path, command: tuple[str, ...]
) -> None:
    (here / "in").mkdir()
    ended = given(command[0], "in", *command[1:])
    assert ended.code == 1
    example = Path("in", "*")
    told = f"in: this is a folder; name the files in it, as in {example}"
    assert ended.problems == [told]
