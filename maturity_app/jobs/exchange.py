"""Assessments into the library and out of it; nothing in the library is overwritten."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from maturity_app.domain.assessment import Assessment
from maturity_app.jobs.assessing import earlier_waves, store_summary
from maturity_app.jobs.reporting import distinct_stems, write_report
from maturity_app.storage.assessments import SUFFIX, read_assessment, write_assessment
from maturity_app.storage.library import Library
from maturity_app.storage.packs import PACK_SUFFIX, is_pack, read_pack, write_pack
from maturity_app.storage.problems import MaturityError

Outcome = Literal["added", "known", "second_entry", "failed"]
ExportFormat = Literal["json", "xlsx", "csv", "pack"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportResult:
    """What became of one file; `message` says it to a person."""

    path: Path
    assessment_id: str | None
    outcome: Outcome
    message: str


def import_paths(library: Library, paths: Sequence[Path]) -> list[ImportResult]:
    """Take assessment files, packs, or folders of them, into the library.

    A bad one stops no other.
    A record that is there already changes nothing. Where its id is there with other content,
    the file becomes a second entry beside it, so that no answer is ever lost.
    """
    return [result for path in _files(paths) for result in _import_file(library, path)]


def export_library(
    library: Library, folder: Path, kind: ExportFormat, language: str = "en"
) -> list[Path]:
    """Write every assessment of the library to a folder and return the files.

    As a "pack" they become one file, which tells what is in it.

    Raises:
        MachineError: the folder can't be written.

    """
    assessments = [library.assessment(entry.id) for entry in library.entries()]
    stems = distinct_stems(assessments)
    if kind == "pack":
        target = folder / f"assessments{PACK_SUFFIX}"
        write_pack(target, list(zip(stems, assessments, strict=True)))
        return [target]
    written = []
    for assessment, stem in zip(assessments, stems, strict=True):
        if kind == "json":
            target = folder / f"{stem}{SUFFIX}"
            write_assessment(target, assessment)
        else:
            target = folder / f"{stem}.{kind}"
            write_report(target, assessment, earlier_waves(library, assessment), language)
        written.append(target)
    return written


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted([*path.rglob(f"*{SUFFIX}"), *path.rglob(f"*{PACK_SUFFIX}")])
        else:
            yield path


def _import_file(library: Library, path: Path) -> Iterator[ImportResult]:
    try:
        if not is_pack(path):
            yield _import_one(library, path, read_assessment(path))
            return
        for name, found in read_pack(path):
            inside = path / name
            if isinstance(found, Assessment):
                yield _import_one(library, inside, found)
            else:
                yield _failed(inside, found)
    except MaturityError as refused:
        yield _failed(path, refused)


def _failed(path: Path, why: MaturityError) -> ImportResult:
    return ImportResult(path=path, assessment_id=None, outcome="failed", message=str(why))


def _import_one(library: Library, path: Path, assessment: Assessment) -> ImportResult:
    outcome: Outcome = "added"
    name = f"{assessment.unit.name}, {assessment.wave.label}"
    message = f"{path}: added {name}"
    twin = _twin(library, assessment)
    if twin is not None:
        message = f"{path}: {name} is in the library already"
        return ImportResult(path=path, assessment_id=twin, outcome="known", message=message)
    if library.holds(assessment.id):
        if not assessment.is_draft:
            # A signed record keeps its id, which its fingerprint covers; the draft moves.
            return _sign_over(library, path, assessment)
        outcome = "second_entry"
        message = f"{path}: {name} differs from the one in the library; both are kept"
        assessment = replace(assessment, id=_second_id(assessment))
    library.add(assessment)
    store_summary(library, assessment)
    return ImportResult(path=path, assessment_id=assessment.id, outcome=outcome, message=message)


def _twin(library: Library, assessment: Assessment) -> str | None:
    """Return the id of the entry that holds just what a file holds, if there is one."""
    for entry in library.entries(assessment.unit.id):
        held = library.assessment(entry.id)
        if replace(held, id=assessment.id, unit=assessment.unit, status=assessment.status) == (
            assessment
        ):
            return entry.id
    return None


def _sign_over(library: Library, path: Path, record: Assessment) -> ImportResult:
    held = library.assessment(record.id)
    name = f"{record.unit.name}, {record.wave.label}"
    if not held.is_draft:
        message = f"{path}: another record of {name} with this id is signed off here already"
        return ImportResult(path=path, assessment_id=None, outcome="failed", message=message)
    if any(record.answers.get(item) != answer for item, answer in held.answers.items()):
        second = replace(held, id=_second_id(held))
        library.add(second)
        store_summary(library, second)
    library.replace(record)
    store_summary(library, record)
    message = f"{path}: added the signed record of {name}"
    return ImportResult(path=path, assessment_id=record.id, outcome="added", message=message)


def _second_id(assessment: Assessment) -> str:
    return f"{assessment.unit.id[:40]}-{uuid.uuid4().hex[:12]}"
