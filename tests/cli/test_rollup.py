import json
from collections.abc import Callable
from pathlib import Path

import pytest

from maturity_app.storage.assessments import read_assessment
from maturity_app.storage.library import FILE_NAME, open_library
from maturity_app.storage.packs import write_pack
from tests.cli.conftest import Given

Writer = Callable[..., Path]


@pytest.fixture
def folder(here: Path, answered: Writer) -> Path:
    (here / "in").mkdir()
    for number in range(3):
        answered(f"in/{number}.assessment.json", number, unit=f"Unit {number}")
    answered("in/old.assessment.json", 5, unit="Unit 1", label="Autumn 2020")
    return here / "in"


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx", "pdf"])
def test_a_folder_is_summed_up(given: Given, here: Path, folder: Path, suffix: str) -> None:
    ended = given("rollup", folder.name, "-o", f"out.{suffix}", "--language", "de")
    assert (ended.code, ended.out, ended.err) == (0, f"out.{suffix}\n", "")
    assert (here / f"out.{suffix}").stat().st_size > 1000


def test_a_pack_and_a_library_say_the_same(given: Given, here: Path, folder: Path) -> None:
    records = [(path.name[:1], read_assessment(path)) for path in sorted(folder.iterdir())]
    write_pack(here / "all.pack", records)
    given("import", "in")
    assert given("rollup", "all.pack", "-o", "pack.json").code == 0
    assert given("rollup", "-o", "library.json").code == 0
    documents = [json.loads((here / f"{n}.json").read_bytes()) for n in ("pack", "library")]
    assert documents[0] == documents[1]
    assert len(documents[0]["units"]) == 3
    assert documents[0]["not_counted"]["other_waves"] == 1


def test_waves_are_chosen(given: Given, here: Path, folder: Path) -> None:
    given("rollup", folder.name, "--wave", "Autumn 2020", "-o", "old.json")
    (unit,) = json.loads((here / "old.json").read_bytes())["units"]
    assert (unit["name"], unit["wave"]) == ("Unit 1", "Autumn 2020")
    ended = given("rollup", folder.name, "--from", "2030-01-01", "-o", "none.json")
    assert ended.code == 1
    (problem,) = ended.problems
    assert problem.startswith("roll-up: no record counts: none of a unit matches; look at --wave")


def test_a_bad_file_stops_no_other_and_is_told(given: Given, here: Path, folder: Path) -> None:
    (folder / "bad.assessment.json").write_bytes(b"")
    ended = given("rollup", folder.name, "-o", "out.json")
    assert (ended.code, ended.out) == (1, "out.json\n")
    assert ended.problems == ["in/bad.assessment.json: the file is empty; take a copy made before"]
    assert len(json.loads((here / "out.json").read_bytes())["units"]) == 3


@pytest.mark.parametrize("name", ["out.txt", "out.assessment.json"])
def test_a_name_nothing_is_written_under_is_told_before_reading(
    given: Given, here: Path, name: str
) -> None:
    ended = given("rollup", "absent", "-o", name)
    assert ended.code == 1
    assert ended.problems[0].startswith(f"{name}: ")
    assert list(here.iterdir()) == []


def test_without_a_library_none_is_made(given: Given, here: Path) -> None:
    ended = given("rollup", "-o", "out.json", "--data", "mistyped")
    assert ended.code == 1
    assert "there is no library here" in ended.problems[0]
    assert list(here.iterdir()) == []


def test_an_empty_library_or_folder_is_told_as_that(given: Given, here: Path) -> None:
    (here / "empty").mkdir()
    open_library(here / "data").close()
    assert given("rollup", "-o", "out.pdf").problems == [
        f"{here / 'data' / FILE_NAME}: the library is empty; import assessment files into it"
    ]
    assert given("rollup", "empty", "-o", "out.pdf").problems == [
        "empty: there are no assessment files here; name a folder with some"
    ]
    assert not (here / "out.pdf").exists()
