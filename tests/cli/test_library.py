from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from maturity_app.storage.library import FILE_NAME
from tests.cli.conftest import Given

Writer = Callable[..., Path]


def test_what_is_imported_is_exported_again(given: Given, here: Path, answered: Writer) -> None:
    (here / "in").mkdir()
    original = answered("in/a.assessment.json").read_bytes()
    ended = given("import", "in")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "in/a.assessment.json: added Unit B2, Autumn 2026\n"
    assert "is in the library already" in given("import", "in").out
    ended = given("export", "--to", "out")
    assert (ended.code, ended.out) == (0, "out/Unit B2 Autumn 2026.assessment.json\n")
    assert (here / ended.out.strip()).read_bytes() == original


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx", "pack"])
def test_an_export_of_each_kind(given: Given, answered: Writer, kind: str) -> None:
    given("import", answered("a.json", 1), answered("b.json", 2, unit="=1+1/../x"))
    ended = given("export", "--to", "out", "--format", kind)
    assert (ended.code, ended.err) == (0, "")
    files = ended.out.splitlines()
    assert len(files) == (1 if kind == "pack" else 2)
    assert all(Path(file).parent == Path("out") and Path(file).stat().st_size for file in files)


def test_a_bad_file_stops_no_other_and_is_told_on_stderr(
    given: Given, here: Path, answered: Writer
) -> None:
    good = answered("good.json")
    (here / "bad.json").write_bytes(b"")
    ended = given("import", "bad.json", good, "absent.json")
    assert ended.code == 1
    assert ended.out == f"{good}: added Unit B2, Autumn 2026\n"
    told = [
        "bad.json: the file is empty; take a copy made before",
        "absent.json: there is no such file; check the name",
    ]
    assert ended.problems == [
        *told,
        "1 assessment added; 2 files could not be opened:",
        *told,
    ]


def test_an_import_of_many_ends_with_its_sum(given: Given, answered: Writer) -> None:
    files = [
        answered("in/a.assessment.json", 1, unit="Harbour"),
        answered("in/b.assessment.json", 2, unit="Parks"),
    ]
    assert given("import", *files[:1]).err == ""
    ended = given("import", "in")
    assert ended.err == "1 assessment added; 1 here already\n"


def test_what_a_folder_holds_besides_is_told_and_why_it_is_not_taken_in(
    given: Given, here: Path, answered: Writer
) -> None:
    (here / "in" / "deeper").mkdir(parents=True)
    answered("in/a.assessment.json")
    (here / "in/deeper/x.staff.json").write_text("{}", "utf-8")
    Workbook().save(here / "in/list.xlsx")
    ended = given("import", "in")
    assert ended.code == 0
    assert ended.err == (
        "1 assessment added; 1 staff survey not taken in, as it is opened by itself; "
        "1 workbook not taken in, as it holds no assessment\n"
    )


def test_a_folder_without_assessments_is_told(given: Given, here: Path) -> None:
    (here / "empty").mkdir()
    ended = given("import", "empty")
    assert ended.code == 1
    assert ended.problems == ["empty: there are no assessment files here; name a folder with some"]


def test_an_export_makes_no_library_where_there_is_none(given: Given, here: Path) -> None:
    ended = given("export", "--to", "out", "--data", "mistyped")
    assert ended.code == 1
    assert ended.problems[0].startswith(f"mistyped/{FILE_NAME}: there is no library here; name")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize("content", [b"x" * 5000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_library_is_told_and_left_as_it_is(
    given: Given, here: Path, answered: Writer, content: bytes
) -> None:
    (here / "data").mkdir()
    (here / "data" / FILE_NAME).write_bytes(content)
    for ended in (given("import", answered("a.json")), given("export", "--to", "out")):
        assert ended.code == 1
        (problem,) = ended.problems
        assert "the library is damaged" in problem
        assert "put back a copy" in problem
    assert (here / "data" / FILE_NAME).read_bytes() == content


def test_a_library_that_cannot_be_written_is_the_machines_refusal(
    given: Given, here: Path, answered: Writer
) -> None:
    (here / "data" / FILE_NAME).mkdir(parents=True)
    ended = given("import", answered("a.json"))
    assert ended.code == 3
    (problem,) = ended.problems
    assert "does not let the library be written; nothing was changed" in problem


def test_the_data_folder_may_stand_before_or_behind_a_command(
    given: Given, here: Path, answered: Writer
) -> None:
    file = answered("a.json")
    assert given("--data", "before", "import", file).code == 0
    assert given("import", "--data", "behind", file).code == 0
    assert given("--data", "unused", "import", "--data", "behind", file).code == 0
    assert given("import", file).code == 0
    folders = {path.parent.name for path in here.rglob(FILE_NAME)}
    assert folders == {"before", "behind", "data"}
    (here / "file").write_text("x", "utf-8")
    assert given("--data", "file", "import", file).code == 2


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("json", ["Unit 1 Autumn 2026.without-names.assessment.json"]),
        ("pack", ["assessments.without-names.pack"]),
        ("csv", ["Unit 1 Autumn 2026.without-names.csv",
                 "Unit 1 Autumn 2026.without-names.codebook.csv"]),
    ],
)  # fmt: skip
def test_a_library_is_exported_without_names(
    given: Given, here: Path, answered: Writer, kind: str, expected: list[str]
) -> None:
    given("import", answered("a.json"))
    ended = given(
        "export", "--to", "out", "--format", kind, "--share", "without-names", "--codebook"
    )
    assert (ended.code, ended.err) == (0, "")
    assert [Path(line).name for line in ended.out.splitlines()] == expected
    for path in (here / "out").iterdir():
        assert b"Unit B2" not in path.read_bytes()
    if kind != "csv":
        assert given("check", *(here / "out").iterdir()).code == 0


def test_scores_alone_are_no_pack_and_a_preview_writes_nothing(
    given: Given, here: Path, answered: Writer
) -> None:
    given("import", answered("a.json"))
    refused = given("export", "--to", "out", "--format", "pack", "--share", "scores-only")
    assert refused.code == 1
    assert "scores alone are none" in refused.err
    ended = given("export", "--to", "out", "--share", "scores-only")
    assert ended.out == "out/Unit B2 Autumn 2026.scores-only.json\n"
    shown = given("export", "--to", "elsewhere", "--preview")
    assert "Stays here: nothing" in shown.out
    assert not (here / "elsewhere").exists()
