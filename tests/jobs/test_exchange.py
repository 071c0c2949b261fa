import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment, Unit
from maturity_app.domain.plan import Action, Plan
from maturity_app.jobs.assessing import signed_off
from maturity_app.jobs.exchange import ExportFormat, export_library, import_paths, importing
from maturity_app.storage.assessments import (
    SUFFIX,
    as_bytes,
    read_assessment,
    write_assessment,
)
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.packs import write_pack
from maturity_app.storage.problems import MachineError
from maturity_app.wording import ENGLISH
from tests.building import assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2)))
FULLY, NOT = (Answer(state="answered", option=option) for option in ("fully", "not"))
DRAFT = assessment(ONE, {"practice-1": FULLY})
DAY = date(2026, 10, 20)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Assessment], Path]:
    def write(whole: Assessment) -> Path:
        path = tmp_path / "files" / f"{len(list(tmp_path.rglob('*')))}{SUFFIX}"
        write_assessment(path, whole)
        return path

    return write


Writer = Callable[[Assessment], Path]


def outcomes(library: Library, *paths: Path) -> list[str]:
    return [result.outcome for result in import_paths(library, paths)]


def held(library: Library) -> list[Assessment]:
    return [library.assessment(entry.id) for entry in library.entries()]


def test_the_plan_comes_back_as_it_was_edited_elsewhere_and_neither_one_is_lost(
    library: Library, file: Writer, tmp_path: Path
) -> None:
    planned = replace(DRAFT, plan=Plan(actions=(Action(id="a1", text="Rehearse"),)))
    library.add(planned)
    (out,) = export_library(library, tmp_path / "out", "json")
    data = json.loads(out.read_bytes())
    data["plan"]["actions"][0] |= {"state": "done", "outcome": "Three held", "due": "2026-03-01"}
    data["plan"]["targets"] = {"practice": 3}
    out.write_text(json.dumps(data), "utf-8")
    assert outcomes(library, out) == ["second_entry"]
    edited = next(record for record in held(library) if record.id != planned.id)
    (action,) = edited.plan.actions
    assert (action.state, action.outcome, action.due) == ("done", "Three held", date(2026, 3, 1))
    assert edited.plan.targets == {"practice": 3}
    assert library.assessment(planned.id) == planned
    signed = signed_off(planned, "Head", DAY, (0, ""))
    assert signed.plan == planned.plan
    assert outcomes(library, file(replace(signed, answers={}))) == ["failed"], (
        "it was tampered with"
    )
    assert outcomes(library, file(signed)) == ["added"]


def test_a_plan_of_the_draft_is_kept_beside_a_signed_record_without_it(
    library: Library, file: Writer
) -> None:
    library.add(replace(DRAFT, plan=Plan(actions=(Action(id="a1", text="Rehearse"),))))
    assert outcomes(library, file(signed_off(DRAFT, "Head", DAY, (0, "")))) == ["added"]
    assert sorted(len(record.plan.actions) for record in held(library)) == [0, 1]


def test_a_file_is_added_with_its_summary_and_known_the_next_time(
    library: Library, file: Writer
) -> None:
    path = file(DRAFT)
    assert outcomes(library, path, path) == ["added", "known"]
    assert held(library) == [DRAFT]
    assert library.entry(DRAFT.id).summary is not None


def test_other_content_under_the_same_id_becomes_a_second_entry(
    library: Library, file: Writer
) -> None:
    changed = DRAFT.with_answer("practice-1", NOT)
    assert outcomes(library, file(DRAFT), file(changed)) == ["added", "second_entry"]
    assert outcomes(library, file(changed), file(DRAFT)) == ["known", "known"]
    kept = {whole.id: whole.answers for whole in held(library)}
    assert kept.pop(DRAFT.id) == DRAFT.answers
    assert list(kept.values()) == [changed.answers]


def test_a_renamed_unit_makes_no_second_entry(library: Library, file: Writer) -> None:
    renamed = replace(DRAFT, unit=replace(DRAFT.unit, name="New name"))
    assert outcomes(library, file(DRAFT), file(renamed)) == ["added", "known"]


def test_the_signed_record_takes_the_place_of_its_own_draft(library: Library, file: Writer) -> None:
    record = signed_off(DRAFT, "Head", DAY, (0, ""))
    assert outcomes(library, file(DRAFT), file(record), file(record)) == ["added", "added", "known"]
    assert held(library) == [record]
    assert outcomes(library, file(DRAFT)) == ["second_entry"]


@pytest.mark.parametrize(
    "draft",
    [
        DRAFT.with_answer("practice-2", NOT),
        replace(DRAFT, orphaned={"gone": FULLY}),
        replace(DRAFT, unit=Unit(id="other", name="Other unit")),
        replace(DRAFT, wave=replace(DRAFT.wave, label="Spring")),
        replace(DRAFT, questionnaire=replace(ONE, version="2"), answers={}),
    ],
    ids=["answer", "orphaned", "unit", "wave", "questionnaire"],
)
def test_a_draft_that_holds_more_than_the_signed_record_stays_beside_it(
    library: Library, file: Writer, draft: Assessment
) -> None:
    record = signed_off(DRAFT, "Head", DAY, (0, ""))
    outcomes(library, file(draft), file(record))
    kept = {whole.id: whole for whole in held(library)}
    assert kept.pop(record.id) == record
    (moved,) = kept.values()
    assert replace(moved, id=draft.id) == draft


def test_a_second_signed_record_under_one_id_is_refused(library: Library, file: Writer) -> None:
    first = signed_off(DRAFT, "Head", DAY, (0, ""))
    other = signed_off(DRAFT.with_answer("practice-1", NOT), "Head", DAY, (0, ""))
    assert outcomes(library, file(first), file(other)) == ["added", "failed"]
    assert held(library) == [first]


def test_a_folder_is_read_whole_and_bad_files_stop_no_others(
    library: Library, file: Writer, tmp_path: Path
) -> None:
    path = file(DRAFT)
    folder = path.parent
    (folder / f"a-damaged{SUFFIX}").write_text("{", "utf-8")
    (folder / f"b-folder{SUFFIX}").mkdir()
    (folder / f"c-dangling{SUFFIX}").symlink_to(tmp_path / "absent")
    (folder / "ignored.json").write_text("{", "utf-8")
    inner = replace(DRAFT, id="inner", wave=replace(DRAFT.wave, label="Inner"))
    write_assessment(folder / f"b-folder{SUFFIX}" / f"inner{SUFFIX}", inner)
    results = {result.path.name: result for result in import_paths(library, [folder])}
    assert {name: result.outcome for name, result in results.items()} == {
        path.name: "added",
        f"a-damaged{SUFFIX}": "failed",
        f"c-dangling{SUFFIX}": "failed",
        f"inner{SUFFIX}": "added",
    }
    assert "the file is damaged" in results[f"a-damaged{SUFFIX}"].worded(ENGLISH)
    assert len(held(library)) == 2


def test_a_pack_inside_a_folder_is_read_too(library: Library, tmp_path: Path) -> None:
    other = replace(DRAFT, id="other", wave=replace(DRAFT.wave, label="Other"))
    write_pack(tmp_path / "in" / "all.pack", [("a", DRAFT), ("b", other)])
    assert outcomes(library, tmp_path / "in") == ["added", "added"]


def test_a_file_that_may_not_be_read_stops_no_others(
    library: Library, file: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, closed = file(DRAFT), file(DRAFT)
    real = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied")
        return real(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    assert outcomes(library, closed, good) == ["failed", "added"]


def test_a_full_disk_ends_the_import_and_keeps_what_was_saved(
    library: Library, file: Writer
) -> None:
    heavy = {f"practice-{n}": Answer(comment="x" * 20_000) for n in (1, 2, 3)}
    second = replace(DRAFT, id="second", wave=replace(DRAFT.wave, label="2"), answers=heavy)
    results = importing(library, [file(DRAFT), file(second)])
    connection = library._connection  # noqa: SLF001 - its disk is made small
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 8:d}")
    assert next(results).outcome == "added"
    with pytest.raises(MachineError, match="the disk is full"):
        next(results)
    assert held(library) == [DRAFT]


def test_a_name_cannot_steer_the_terminal(library: Library, file: Writer) -> None:
    steering = replace(DRAFT, unit=Unit(id="x", name="\x1b[2J\u202egnp.\n"))
    (result,) = import_paths(library, [file(steering)])
    assert result.outcome == "added"
    assert result.worded(ENGLISH).isprintable()


def test_an_export_can_be_imported_again(library: Library, tmp_path: Path, file: Writer) -> None:
    record = signed_off(DRAFT, "Head", DAY, (0, ""))
    other = assessment(ONE, {"practice-1": NOT}, unit="Ελλάδα/../x")
    outcomes(library, file(record), file(other))
    kinds: tuple[ExportFormat, ...] = ("json", "pack")
    for kind in kinds:
        written = export_library(library, tmp_path / kind, kind)
        fresh = open_library(tmp_path / f"fresh-{kind}")
        assert set(outcomes(fresh, *written)) == {"added"}
        assert held(fresh) == held(library)
        fresh.close()


def test_an_export_replaces_its_own_files_and_no_others(library: Library, tmp_path: Path) -> None:
    library.add(DRAFT)
    (first,) = export_library(library, tmp_path / "out", "json")
    library.save_answer(DRAFT.id, "practice-2", NOT)
    assert export_library(library, tmp_path / "out", "json") == [first]
    assert read_assessment(first) == library.assessment(DRAFT.id)
    stranger = replace(DRAFT, id="stranger")
    first.write_bytes(as_bytes(stranger))
    (second,) = export_library(library, tmp_path / "out", "json")
    assert second.name == f"Unit B2 Autumn 2026 2{SUFFIX}"
    assert read_assessment(first) == stranger


def test_tables_of_every_assessment(library: Library, tmp_path: Path) -> None:
    library.add(DRAFT)
    library.add(assessment(ONE, {}, label="Autumn 2027", day=date(2027, 10, 1)))
    written = export_library(library, tmp_path, "csv")
    assert [path.name for path in written] == ["Unit B2 Autumn 2026.csv", "Unit B2 Autumn 2027.csv"]
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbfunit_id,") for path in written)
