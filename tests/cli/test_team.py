"""merge: what people answered alone becomes the draft of what they agree on."""

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maturity_app.domain.assessment import Answer, Assessor
from maturity_app.storage.assessments import read_assessment, write_assessment
from tests.building import answers, assessment, dimension, questionnaire
from tests.cli.conftest import Given

ONE = questionnaire(dimension("practice", (1, 1, 2)))
Writer = Callable[..., Path]


@pytest.fixture
def own(here: Path) -> Writer:
    """Return a way to write what one person answered alone, in letters."""

    def write(name: str, letters: str, file: str = "", **about: str) -> Path:
        path = here / f"{file or name}.assessment.json"
        record = replace(
            assessment(ONE, answers(practice=letters), **about),  # type: ignore[arg-type]  # texts
            id=f"own-{name}",
            assessor=Assessor(name=name),
        )
        write_assessment(path, record)
        return path.relative_to(here)

    return write


def test_three_peoples_answers_become_one_draft(given: Given, own: Writer) -> None:
    files = [own("Nowak", "FLD"), own("Berg", "FNF"), own("Roy", "FPF")]
    ended = given("merge", *files, "-o", "team.json", "--disagreements", "list.csv")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "team.json",
        "Consensus of 3 assessors: 1 question filled in where all agree",
        "2 questions to settle",
        "  E.2 What practice-2 asks (Berg: Not, Nowak: Largely, Roy: Partially)",
        "  E.3 What practice-3 asks (Berg: Fully, Nowak: Don't know, Roy: Fully)",
        "list.csv",
    ]  # fmt: skip
    with Path("list.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["item"], row["dont_know"], row["Roy"]) for row in rows] == [
        ("practice-2", "0", "Partially"),
        ("practice-3", "1", "Fully"),
    ]
    held = Path("team.json").read_bytes()
    ended = given("merge", *files[::-1], files[0], "-o", "team.json")
    assert "Nothing has changed" in ended.out
    assert Path("team.json").read_bytes() == held


def test_the_list_as_a_workbook_tells_its_columns(given: Given, own: Writer) -> None:
    files = [own("item", "FL"), own("=cmd()", "FN")]
    ended = given("merge", *files, "-o", "t.json", "--disagreements", "l.xlsx", "--language", "de")
    assert (ended.code, ended.err) == (0, "")
    sheet = load_workbook("l.xlsx")["Disagreements"]
    head = [cell.value for cell in sheet[1]]
    assert head[:8] == ["Rang", "Dimension", "Code", "Frage-ID", "Aussage", "=cmd()",
                        "item 2", "Festgehalten"]  # fmt: skip
    assert head[-1] == "Nicht beantwortet"
    assert sheet.page_setup.fitToWidth == 1
    assert all(cell.data_type == "s" for cell in sheet[1])
    assert [cell.quotePrefix for cell in sheet[1]][5:7] == [True, False]


@pytest.mark.parametrize("command", [("report", "-o", "x.pdf"), ("check",), ("import",)])
def test_the_list_is_read_and_not_opened(
    given: Given, own: Writer, command: tuple[str, ...]
) -> None:
    given("merge", own("Roy", "FL"), own("Berg", "FN"), "-o", "t.json", "--disagreements", "l.xlsx")
    ended = given(command[0], "l.xlsx", *command[1:])
    assert ended.code == 1
    (problem,) = ended.problems
    what, _, mend = problem.partition("; ")
    assert what == "l.xlsx: this is the list of what a team disagreed on: it is read, not opened"
    assert mend == "open the assessors' own files"


def test_a_name_over_a_column_is_no_formula_either(given: Given, own: Writer) -> None:
    files = [own("=Müller", "FL"), own("Berg", "FN")]
    ended = given("merge", *files, "-o", "t.json", "--disagreements", "l.csv")
    assert (ended.code, ended.err) == (0, "")
    with Path("l.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[5:7] == ["'=Müller", "Berg"]


def test_two_answers_of_one_person_are_asked_about(given: Given, own: Writer) -> None:
    files = [own("Nowak", "FLF"), own("Nowak", "NNN", "again"), own("Berg", "FNF")]
    ended = given("merge", *files, "-o", "team.json")
    assert ended.code == 1
    told = f"{files[0]}: Nowak gave other answers in {files[1]}; the files do not say which"
    assert [line[: len(told)] for line in ended.problems] == [told]
    assert not Path("team.json").exists()
    assert given("merge", *files, "-o", "team.json", "--keep", files[1]).code == 0
    assert list(read_assessment(Path("team.json")).answers) == ["practice-2"]
    ended = given("merge", *files, "-o", "x.json", "--keep", "other.json")
    assert "other.json: --keep names a file that is not among those to merge" in ended.err


def test_answers_merged_before_are_not_replaced_unasked(given: Given, own: Writer) -> None:
    first, berg = own("=Müller", "FLF"), own("Berg", "FNF")
    given("merge", first, berg, "-o", "team.json")
    held = Path("team.json").read_bytes()
    second = own("=Müller", "FN", "again")
    ended = given("merge", second, "-o", "team.json")
    assert ended.code == 1
    told = f"{second}: =Müller gave other answers than those merged before (answered then: 3, now:"
    assert told in ended.err
    assert Path("team.json").read_bytes() == held
    assert given("merge", second, "-o", "team.json", "--keep", second).code == 0
    source = next(s for s in read_assessment(Path("team.json")).sources if s.answered == 2)
    assert source.assessor.name == "=Müller"
    # Back again, with the one that stands now beside it.
    ended = given("merge", first, second, "-o", "team.json", "--keep", first)
    assert (ended.code, ended.err) == (0, "")


def test_what_is_recorded_stays_and_people_are_added(given: Given, own: Writer) -> None:
    files = [own("Nowak", "FLF"), own("Berg", "FNF"), own("Roy", "NPF")]
    given("merge", *files[:2], "-o", "team.json")
    draft = read_assessment(Path("team.json"))
    settled = Answer(state="answered", option="largely", dissent="Berg holds Not.")
    write_assessment(Path("team.json"), draft.with_answer("practice-2", settled))
    ended = given("merge", *files, "-o", "team.json")
    assert "1 answer recorded before is no longer shared by all, and stays: E.1" in ended.out
    team = read_assessment(Path("team.json"))
    assert team.answer("practice-2") == settled
    assert len(team.sources) == 3
    ended = given("merge", own("Wolf", "FFF"), "-o", "team.json")
    assert "the answers of Berg, Nowak and Roy went into it before" in ended.out


def test_what_can_not_be_merged_is_told_file_by_file(given: Given, own: Writer) -> None:
    plain = Path("unit.json")
    write_assessment(plain, assessment(ONE, {}))
    files = [own("Nowak", "FLF"), plain, own("Berg", "F", unit="Unit C")]
    ended = given("merge", *files, "-o", "team.json")
    assert ended.code == 1
    assert [line.partition(";")[0] for line in ended.problems] == [
        "unit.json: it does not say whose answers these are",
        "Berg.assessment.json: it is of another unit (Unit C, not Unit B2)",
    ]
    for arguments, what in (
        ((files[0], "-o", "team.json"), "the answers of Nowak alone are no consensus"),
        ((files[0], files[2], "-o", files[0]), "this file is to be read"),
        ((files[0], "-o", files[2]), "it holds one person's own answers"),
    ):
        assert f": {what}; " in given("merge", *arguments).err


def test_one_persons_answers_are_begun_by_name_and_are_no_wave(given: Given, here: Path) -> None:
    about = ("--unit", "Unit B2", "--wave", "Autumn 2026")
    begun = given("new", "digital-culture", *about, "--assessor", " A.  Nowak", "--role", "Head",
                  "-o", "own.json")  # fmt: skip
    assert begun.code == 0
    assert read_assessment(Path("own.json")).assessor == Assessor(name="A. Nowak", role="Head")
    assert "own answers of A. Nowak (Head)" in given("score", "own.json").out
    assert "never signed off" in given("sign", "own.json", "--as", "Head").problems[0]
    own = read_assessment(Path("own.json"))
    write_assessment(Path("unit.json"), replace(own, id="unit", assessor=None))
    ended = given("compare", "own.json", "unit.json", "-o", "c.csv")
    assert "holds the own answers of A. Nowak, which are no wave of the unit" in ended.err
    ended = given("report", "unit.json", "--previous", "own.json", "-o", "r.csv")
    assert "own answers are no wave of the unit" in ended.err
    assert not (here / "c.csv").exists()
