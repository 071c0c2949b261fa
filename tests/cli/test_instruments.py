import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Assessor
from maturity_app.storage.assessments import write_assessment
from maturity_app.storage.packs import write_pack
from maturity_app.storage.places import ADDED
from tests.building import assessment, questionnaire
from tests.cli.conftest import Given
from tests.jobs.test_instruments import OWN
from tests.storage.test_questionnaires import MORE, SMALL
from tests.storage.test_unpacking import packed

Writer = Callable[..., Path]


@pytest.fixture
def source(here: Path) -> Path:
    (here / "source").mkdir()
    (here / "source/questionnaire.yaml").write_text(SMALL, "utf-8")
    (here / "source/more.yaml").write_text(MORE, "utf-8")
    return here / "source"


def test_the_questionnaires_as_json(given: Given) -> None:
    ended = given("questionnaires", "--json")
    assert (ended.code, ended.err) == (0, "")
    entry, pulse = json.loads(ended.out)
    assert (pulse["id"], sum(d["items"] for d in pulse["dimensions"])) == (
        "digital-culture-pulse",
        12,
    )
    assert tuple(entry) == ("id", "version", "title", "languages", "dimensions")
    assert entry["id"] == "digital-culture"
    assert entry["languages"] == ["en", "de", "fr"]
    assert all(tuple(d) == ("id", "kind", "title", "items") for d in entry["dimensions"])
    kinds = [dimension["kind"] for dimension in entry["dimensions"]]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    assert counts == {"practice": 6, "safeguard": 2, "pressure": 1, "enabler": 1, "outcome": 1}
    assert sum(dimension["items"] for dimension in entry["dimensions"]) == 82


@pytest.mark.parametrize(
    "command",
    [
        ("questionnaires", "add", "source", "--data", "mine"),
        ("questionnaires", "--data", "mine", "add", "source"),
        ("--data", "mine", "questionnaires", "add", "source"),
    ],
)
@pytest.mark.usefixtures("source")
def test_a_questionnaire_is_added_where_it_was_said(
    given: Given, here: Path, command: tuple[str, ...]
) -> None:
    ended = given(*command)
    assert (ended.code, ended.out) == (0, "small 1.0: added\n")
    assert (here / "mine" / ADDED / "small" / "more.yaml").is_file()
    assert not (here / "data").exists()
    assert given("questionnaires", "--data", "mine").out.splitlines()[2].startswith("small 1.0: ")
    new = ("new", "small", "--unit", "x", "--wave", "w", "-o", "a.json")
    assert given("--data", "mine", *new).code == 0


def test_a_zip_of_a_questionnaire_is_added(given: Given, here: Path) -> None:
    files = {"any/questionnaire.yaml": SMALL, "any/more.yaml": MORE}
    ended = given("questionnaires", "add", packed(here / "a.zip", files))
    assert (ended.code, ended.out) == (0, "small 1.0: added\n")
    assert (here / "data" / ADDED / "small" / "more.yaml").is_file()
    ended = given("questionnaires", "add", packed(here / "b.zip", {"../any.yaml": SMALL}))
    assert ended.code == 1
    assert ended.problems[0].endswith(
        "b.zip!../any.yaml: this name leads out of the folder;"
        " pack the texts of the questionnaire alone"
    )


@pytest.mark.usefixtures("source")
def test_a_questionnaire_is_removed_unless_a_record_uses_it(given: Given) -> None:
    given("questionnaires", "add", "source")
    given("new", "small", "--unit", "x", "--wave", "w", "-o", "a.json")
    given("import", "a.json")
    ended = given("questionnaires", "remove", "small")
    assert ended.code == 1
    assert ended.problems == [
        "small: records in the library use this questionnaire; it is kept for them"
    ]
    given("questionnaires", "add", "source", "--data", "unused")
    ended = given("questionnaires", "remove", "small", "--data", "unused")
    assert (ended.code, ended.out) == (0, "small: removed\n")
    assert given("questionnaires", "remove", "small", "--data", "unused").code == 1


def test_one_questionnaire_with_problems_does_not_hide_the_others(
    given: Given, here: Path, source: Path
) -> None:
    given("questionnaires", "add", source)
    (here / "data" / ADDED / "small" / "more.yaml").write_text("a: No\n", "utf-8")
    ended = given("questionnaires", "--json")
    assert ended.code == 1
    ids = [entry["id"] for entry in json.loads(ended.out)]
    assert ids == ["digital-culture", "digital-culture-pulse"]
    assert "more.yaml:1: " in ended.problems[0]


@pytest.mark.long
def test_a_units_own_items_are_listed_and_asked_for_by_their_own_id(
    given: Given, here: Path, source: Path
) -> None:
    given("questionnaires", "add", source)
    (here / "own.yaml").write_text(OWN, "utf-8")
    assert given("questionnaires", "add", "own.yaml").out == "our-own 1: added\n"
    listed = given("questionnaires").out.splitlines()
    assert listed[-1] == "our-own 1: Small + What we add, 2 dimensions, 3 items"
    last = json.loads(given("questionnaires", "--json").out)[-1]
    assert (last["id"], last["extension"]["id"]) == ("small", "our-own")
    given("new", "our-own", "--unit", "x", "--wave", "w", "-o", "a.json")
    given("import", "a.json")
    scores = json.loads(given("score", "a.json", "--json").out)["assessments"][0]
    assert scores["questionnaire"] == {"id": "small", "version": "1.0"}
    assert "extra" in [item["id"] for item in scores["items"]]
    assert given("questionnaires", "remove", "our-own").code == 1


def test_the_method_is_printed_as_a_page(given: Given) -> None:
    ended = given("questionnaires", "method", "digital-culture")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("# Digital culture: how this is scored\n")
    assert "5/6 or more" in ended.out


# --- check -------------------------------------------------------------------------------------


def test_check_tells_what_is_sound(given: Given, here: Path, answered: Writer) -> None:
    answered("a.assessment.json")
    write_pack(here / "p.pack", [("a", assessment(questionnaire(), {}))])
    (here / "source").mkdir()
    (here / "source/questionnaire.yaml").write_text(SMALL, "utf-8")
    (here / "source/more.yaml").write_text(MORE, "utf-8")
    ended = given("check", "a.assessment.json", "p.pack", "source", "source/more.yaml", ".")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "a.assessment.json: Unit B2, Autumn 2026: no problems",
        "p.pack!a.assessment.json: Unit B2, Autumn 2026: no problems",
        "source: small 1.0: 2 items, no problems",
        "source/more.yaml: small 1.0: 2 items, no problems",
        "a.assessment.json: Unit B2, Autumn 2026: no problems",
        "p.pack!a.assessment.json: Unit B2, Autumn 2026: no problems",
        "source/questionnaire.yaml: small 1.0: 2 items, no problems",
    ]


def test_check_descends_into_folders_as_import_does(given: Given, here: Path) -> None:
    (here / "all" / "of-2026" / "north").mkdir(parents=True)
    write_assessment(here / "all/of-2026/north/a.assessment.json", assessment(questionnaire(), {}))
    ended = given("check", "all")
    assert (ended.code, ended.err) == (0, "")
    north = Path("all/of-2026/north/a.assessment.json")
    assert ended.out == f"{north}: Unit B2, Autumn 2026: no problems\n"


def test_check_tells_whose_own_answers_a_file_holds(given: Given, here: Path) -> None:
    own = replace(assessment(questionnaire(), {}), assessor=Assessor(name="Ines"))
    write_assessment(here / "a.assessment.json", own)
    told = "a.assessment.json: Unit B2, Autumn 2026, own answers of Ines: no problems\n"
    assert given("check", "a.assessment.json").out == told


def test_check_tells_what_was_renamed_since_an_older_version(
    given: Given, here: Path, source: Path
) -> None:
    (here / "newer").mkdir()
    text = SMALL.replace("id: one", "id: uno").replace('version: "1.0"', 'version: "1.1"')
    (here / "newer/questionnaire.yaml").write_text(text, "utf-8")
    (here / "newer/more.yaml").write_text(MORE, "utf-8")
    assert given("check", "newer").code == 0
    ended = given("check", "newer", "--since", source)
    assert ended.code == 1
    (problem,) = ended.problems
    assert problem.startswith(f"newer{os.sep}questionnaire.yaml:20: `uno` asks what `one` asked,")
    assert problem.endswith("; keep the id `one`")


def test_check_tells_every_problem_of_every_file(given: Given, here: Path, source: Path) -> None:
    text = SMALL.replace("text: It does one.", "text: No").replace("kind: practice", "kind: habit")
    (source / "questionnaire.yaml").write_text(text, "utf-8")
    (here / "a.json").write_text('{"id": NaN, "id": 1}', "utf-8")
    (here / "notes.txt").write_text("x", "utf-8")
    names = ("a.json", "source", "notes.txt", "absent.yaml", "source/absent.yaml", "absent")
    ended = given("check", *names)
    assert (ended.code, ended.out) == (1, "")
    assert [problem.partition(": ")[0] for problem in ended.problems] == [
        "a.json#/id",
        "a.json#/unit",
        "a.json#/wave",
        "a.json#/questionnaire",
        "source/questionnaire.yaml:23",
        "source/questionnaire.yaml:14",
        "notes.txt",
        "absent.yaml",
        "source/absent.yaml",
        "absent",
    ]
    assert all("; " in problem for problem in ended.problems)


def test_check_of_a_folder_with_nothing_in_it(given: Given, here: Path) -> None:
    (here / "empty").mkdir()
    ended = given("check", "empty")
    assert ended.code == 1
    assert ended.problems[0].startswith("empty: there is neither a questionnaire.yaml nor an ")


@pytest.mark.parametrize("name", ["x" * 5000, "half\udcff", "a\nb"])
def test_a_name_no_file_has_is_told_in_one_line(given: Given, name: str) -> None:
    for command in ("check", "score", "import"):
        ended = given(command, name)
        assert ended.code in (1, 3)
        (problem,) = ended.problems
        assert problem.isprintable()
        assert len(problem) < 200


# --- schema ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("questionnaire", "tree"),
        ("assessment", "answers"),
        ("scorecard", "assessments"),
        ("staff", "responses"),
    ],
)
def test_a_schema_is_json_schema(given: Given, kind: str, key: str) -> None:
    ended = given("schema", kind)
    assert ended.code == 0
    schema = json.loads(ended.out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    top = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    assert key in top["properties"]
    used = {part.partition('"')[0] for part in ended.out.split('"#/$defs/')[1:]}
    assert used <= set(schema["$defs"])
