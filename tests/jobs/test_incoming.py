"""Thousands of files: found folder by folder, none read twice, none of them in the others' way."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from maturity_app.domain.assessment import Answer, Assessment, Unit
from maturity_app.jobs import incoming
from maturity_app.jobs.exchange import import_paths
from maturity_app.jobs.incoming import files_in, number_of_files
from maturity_app.jobs.reporting import write_report
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.packs import write_pack
from maturity_app.wording import ENGLISH
from tests.building import answers, assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2)))
NOT = Answer(state="answered", option="not")


def units(count: int) -> list[Assessment]:
    """Return the wave of each of some units."""
    whole = assessment(ONE, answers(practice="FFL"))
    return [
        replace(whole, id=f"record-{n}", unit=Unit(id=f"unit-{n}", name=f"Unit {n}"))
        for n in range(count)
    ]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds a wave of three units, each in a folder of its own."""
    for whole in units(3):
        write_assessment(tmp_path / "in" / whole.unit.id / f"a{SUFFIX}", whole)
    return tmp_path / "in"


def outcomes(library: Library, *paths: Path) -> list[str]:
    return [result.outcome for result in import_paths(library, paths)]


def no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test fail where a file is read that came in before."""

    def read(*_: object) -> None:
        pytest.fail("this was read already")

    monkeypatch.setattr(incoming, "record_in", read)


def test_folders_are_walked_in_order_and_what_is_no_assessment_is_passed_over(
    folder: Path,
) -> None:
    write_report(folder / "b.xlsx", units(1)[0])
    Workbook().save(folder / "list.xlsx")
    for name in ("~$b.xlsx", "damaged.xlsx", "notes.json"):
        (folder / name).write_bytes(b"no workbook")
    (folder / f"Z{SUFFIX.upper()}").write_bytes(b"{")
    found = [path.relative_to(folder).as_posix() for path in files_in([folder])]
    inner = [f"unit-{n}/a{SUFFIX}" for n in range(3)]
    assert found == [f"Z{SUFFIX.upper()}", "b.xlsx", "damaged.xlsx", *inner]
    write_pack(folder / "c.pack", [(whole.id, whole) for whole in units(7)])
    assert number_of_files([folder]) == 3 + 4 + 7, "the list is counted, and then passed over"


def test_what_came_in_is_not_read_again_whatever_it_is_called_then(
    library: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(folder / "b.xlsx", units(4)[3])
    assert outcomes(library, folder) == ["added"] * 4
    write_pack(tmp_path / "all.pack", [(whole.id, whole) for whole in units(3)])
    folder = folder.rename(tmp_path / "elsewhere")
    no_reading(monkeypatch)
    assert outcomes(library, folder, tmp_path / "all.pack") == ["known"] * 7
    last = import_paths(library, [tmp_path / "all.pack"])[-1]
    assert last.worded(ENGLISH).endswith("Unit 2, Autumn 2026 is in the library already")
    assert last.assessment_id == "record-2"


def test_a_draft_that_was_gone_on_with_is_compared_with_its_file_anew(
    library: Library, folder: Path
) -> None:
    outcomes(library, folder)
    library.save_answer("record-1", "practice-2", NOT)
    assert outcomes(library, folder) == ["known", "second_entry", "known"]
    assert outcomes(library, folder) == ["known", "known", "known"]
    assert len(library.entries("unit-1")) == 2


def test_a_draft_that_was_set_aside_comes_back_with_its_file(
    library: Library, folder: Path
) -> None:
    outcomes(library, folder)
    library.archive("record-1")
    assert outcomes(library, folder) == ["known", "known", "known"]
    assert not library.entry("record-1").is_archived


def test_a_folder_that_may_not_be_listed_is_told_and_stops_no_other(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path).name == "unit-1":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    results = import_paths(library, [folder])
    assert [result.outcome for result in results] == ["added", "added", "failed"]
    assert "unit-1: this computer does not permit it; ask for access" in str(results[-1].news)


def test_the_unread_file_among_many_takes_none_of_the_others_along(
    library: Library, folder: Path
) -> None:
    taken = replace(units(1)[0], answers={"practice-1": NOT})
    (folder / f"0{SUFFIX}").write_bytes(b"{")
    (folder / f"1{SUFFIX}").write_bytes(b"\xff")
    write_assessment(folder / f"2{SUFFIX}", taken)
    assert outcomes(library, folder) == [
        "failed",
        "failed",
        "added",
        "second_entry",
        "added",
        "added",
    ]
