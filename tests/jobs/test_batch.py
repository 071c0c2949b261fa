"""Many files at a time: told step by step, ended early, and whole whatever one of them does."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Assessment, Share, Unit
from maturity_app.jobs import batch
from maturity_app.jobs.batch import Manner, import_each, read_each, write_each
from maturity_app.jobs.preview import pdf_from
from maturity_app.jobs.reporting import write_report
from maturity_app.storage.assessments import SUFFIX, read_assessment, write_assessment
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.problems import MachineError
from tests.building import answers, assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2)))
GIVEN = answers(practice="FFL")
CSV = Manner(suffix=".csv", language="en")


class Watch:
    """Keeps what it is told; wants the work to end once `enough` steps are told."""

    def __init__(self, enough: int = 1000) -> None:
        """Want all of the work, or only its first steps."""
        self.enough = enough
        self.told: list[tuple[int, int, str]] = []

    def tell(self, done: int, total: int, step: str = "") -> None:
        self.told.append((done, total, step))

    @property
    def is_cancelled(self) -> bool:
        return len(self.told) >= self.enough


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "data")
    yield opened
    opened.close()


def files(folder: Path, count: int) -> list[Path]:
    """Write one assessment file for each of some units."""
    paths = [folder / f"{number}{SUFFIX}" for number in range(count)]
    for number, path in enumerate(paths):
        write_assessment(path, assessment(ONE, GIVEN, unit=f"Unit {number}"))
    return paths


def held(library: Library, *units: str) -> list[str]:
    """Put a wave of each unit into the library; return their ids."""
    ids = []
    for number, unit in enumerate(units):
        record = assessment(ONE, GIVEN, unit=unit)
        record = replace(record, id=f"record-{number}", unit=Unit(id=f"unit-{number}", name=unit))
        library.add(record)
        ids.append(record.id)
    return ids


def test_an_import_tells_each_file_and_goes_past_a_bad_one(
    library: Library, tmp_path: Path
) -> None:
    paths = files(tmp_path, 3)
    paths[1].write_text("{", "utf-8")
    watch = Watch()
    imported = import_each(library, paths, watch)
    assert imported.outcomes == {"added": 2, "failed": 1}
    assert [result.path for result in imported.noted] == [paths[1]]
    names = [path.name for path in paths]
    assert watch.told == [(0, 3, names[0]), (1, 3, names[1]), (2, 3, names[2])]


def test_an_import_that_is_ended_keeps_what_came_in(library: Library, tmp_path: Path) -> None:
    import_each(library, files(tmp_path, 5), Watch(enough=2))
    assert [entry.unit.name for entry in library.entries()] == ["Unit 0", "Unit 1"]


def test_an_import_the_machine_ends_says_so_and_keeps_what_came_in(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = library.add

    def fills_up(given: Assessment) -> None:
        if given.unit.name == "Unit 2":
            raise MachineError("the disk is full")
        add(given)

    monkeypatch.setattr(library, "add", fills_up)
    imported = import_each(library, files(tmp_path, 5), Watch())
    assert str(imported.refused) == "the disk is full"
    assert (imported.done, imported.total) == (2, 5)
    assert [entry.unit.name for entry in library.entries()] == ["Unit 0", "Unit 1"]


def test_reports_have_names_of_their_own_and_none_is_written_over(
    library: Library, tmp_path: Path
) -> None:
    ids = held(library, "Harbour", "harbour", "Parks")
    (tmp_path / "Parks Autumn 2026.csv").write_text("an older one", "utf-8")
    written = write_each(library, ids, tmp_path, CSV, Watch())
    assert [report.path.name for report in written] == [
        "Harbour Autumn 2026.csv",
        "harbour Autumn 2026 2.csv",
        "Parks Autumn 2026 2.csv",
    ]
    assert all(report.path.is_file() and not report.failure for report in written)
    assert [report.is_renamed for report in written] == [False, False, True]
    assert (tmp_path / "Parks Autumn 2026.csv").read_text("utf-8") == "an older one"


def test_assessment_files_are_written_as_such(library: Library, tmp_path: Path) -> None:
    manner = Manner(suffix=SUFFIX, language="de")
    [written] = write_each(library, held(library, "Harbour"), tmp_path, manner, Watch())
    assert read_assessment(written.path).unit.name == "Harbour"


@pytest.mark.parametrize("share", ["without_names", "scores_only"])
def test_what_is_left_out_is_not_in_the_names_of_files_and_none_is_written_over(
    library: Library, tmp_path: Path, share: Share
) -> None:
    ids = held(library, "Harbour", "Parks")
    manner = Manner(suffix=".csv", language="de", share=share)
    first, second = (write_each(library, ids, tmp_path, manner, Watch()) for _ in range(2))
    names = sorted(report.path.name for report in (*first, *second))
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == names
    assert len(set(names)) == 4
    assert all(share.replace("_", "-") in name for name in names)
    assert any("Harbour" in name for name in names) == (share == "scores_only")


def test_without_answers_there_are_figures_and_no_assessment_file(
    library: Library, tmp_path: Path
) -> None:
    manner = Manner(suffix=".json", language="en", share="scores_only")
    [written] = write_each(library, held(library, "Harbour"), tmp_path, manner, Watch())
    [figures] = json.loads(written.path.read_bytes())["assessments"]
    assert figures["unit"]["name"] == "Harbour"
    assert not figures["items"]


@pytest.mark.parametrize("failure", [MachineError("the disk is full"), KeyError("a defect")])
def test_a_report_that_fails_stops_none_of_the_rest(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    ids = held(library, "Harbour", "Library", "Parks")

    def fails_once(path: Path, *given: object) -> None:
        if path.name.startswith("Library"):
            raise failure
        write_report(path, *given)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(batch, "write_report", fails_once)
    written = write_each(library, ids, tmp_path, CSV, Watch())
    assert [report.failure for report in written] == [None, failure, None]
    assert sorted(path.name[:4] for path in tmp_path.glob("*.csv")) == ["Harb", "Park"]


def test_a_folder_that_can_not_be_written_is_told_once(library: Library, tmp_path: Path) -> None:
    no_folder = tmp_path / "taken"
    no_folder.write_text("a file", "utf-8")
    watch = Watch()
    with pytest.raises(MachineError, match="taken"):
        write_each(library, held(library, "Harbour"), no_folder, CSV, watch)
    assert not watch.told


def test_a_batch_that_is_ended_leaves_whole_files(library: Library, tmp_path: Path) -> None:
    ids = held(library, "Harbour", "Library", "Parks")
    written = write_each(library, ids, tmp_path, CSV, Watch(enough=2))
    assert len(written) == 2
    assert len(list(tmp_path.glob("*.csv"))) == 2


def test_reading_for_a_comparison_ends_when_it_is_not_wanted(library: Library) -> None:
    ids = held(library, "Harbour", "Library", "Parks")
    watch = Watch(enough=2)
    assert [record.unit.name for record in read_each(library, ids, watch)] == ["Harbour", "Library"]
    assert watch.told[-1] == (2, 4, "Library, Autumn 2026")


def test_nothing_of_a_preview_stays_on_disk() -> None:
    paths: list[Path] = []

    def write(path: Path) -> None:
        paths.append(path)
        path.write_bytes(b"%PDF")
        assert path.parent.stat().st_mode & 0o077 == 0

    assert pdf_from(write) == b"%PDF"
    assert not paths[0].parent.exists()
