"""Assessments into the library and out of it; nothing in the library is overwritten."""

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Literal

from maturity_app.domain.assessment import Assessment, Share
from maturity_app.domain.said import Said, said
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.sharing import as_draft
from maturity_app.jobs.assessing import earlier_waves, store_summary
from maturity_app.jobs.incoming import Incoming, Watch, incoming
from maturity_app.jobs.reading import ReadBack, is_workbook, name_of
from maturity_app.jobs.reporting import distinct_stems, write_codebook, write_report
from maturity_app.jobs.sharing import Sharing, sharings, write_copy
from maturity_app.storage.assessments import SUFFIX, read_assessment
from maturity_app.storage.library import Library
from maturity_app.storage.packs import PACK_SUFFIX, is_pack, write_pack
from maturity_app.storage.problems import MaturityError, is_folder, problem_in
from maturity_app.storage.receipts import Receipt
from maturity_app.wording import Wording, visible, wording_for

Outcome = Literal["added", "known", "second_entry", "failed"]
ExportFormat = Literal["json", "xlsx", "csv", "pack"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportResult:
    """What became of one file, and what is to be said about it."""

    path: Path
    assessment_id: str | None
    outcome: Outcome
    news: MaturityError | Said
    changes: tuple[Said, ...] = ()
    """What in a workbook was changed by hand since it was written."""

    def worded(self, w: Wording) -> str:
        """Return what became of the file, and a line for each change by hand."""
        news = self.news
        told = visible(w.said(news)) if isinstance(news, str) else news.worded(w)
        return "\n".join([told, *(visible(w.said(change)) for change in self.changes)])


def import_paths(library: Library, paths: Sequence[Path]) -> list[ImportResult]:
    """Take assessment files, packs, workbooks of reports, or folders of them, into the library.

    A bad one stops no other.
    A record that is there already changes nothing. Where its id is there with other content,
    the file becomes a second entry beside it, so that no answer is ever lost.

    Raises:
        LibraryError: the library is damaged.
        MachineError: the library can't be written; what was imported before is kept.

    """
    return list(importing(library, paths))


def importing(
    library: Library, paths: Sequence[Path], watch: Watch | None = None, total: int = 0
) -> Iterator[ImportResult]:
    """Do as `import_paths`, and yield each result once its record is saved.

    `watch` is told how many of the `total` are read, and may end it.
    A few are saved together. What is killed in between loses none of them for good: done again,
    an import passes over what came in and goes on.
    """
    waiting: list[Incoming] = []
    since = time.monotonic()
    for each in incoming(library, paths, watch, total):
        waiting.append(each)
        if len(waiting) == _TOGETHER or time.monotonic() - since > _SECONDS_TOGETHER:
            yield from _saved(library, waiting)
            waiting, since = [], time.monotonic()
    yield from _saved(library, waiting)


_TOGETHER, _SECONDS_TOGETHER = 20, 1.0
"""So many at most, or read in so short a time, wait for the disk once."""


def export_library(  # noqa: PLR0913 - each is a word of the command line
    library: Library,
    folder: Path,
    kind: ExportFormat,
    language: str = "en",
    share: Share = "full",
    *,
    with_codebook: bool = False,
) -> list[Path]:
    """Write every assessment of the library to a folder and return the files.

    As a "pack" they become one file, which tells what is in it. With a codebook each table
    in CSV has what its columns hold beside it.

    Raises:
        InputError: a pack of scores is asked for, which is none of assessment files.
        MachineError: the folder can't be written.

    """
    assessments = exported(library)
    ways, w = sharings((each.unit.id for each in assessments), share), wording_for(language)
    copies = [ways[each.unit.id].copy_of(each, w) for each in assessments]
    stems = distinct_stems(copies)
    if kind == "pack":
        return [_exported_pack(folder, share, list(zip(stems, copies, strict=True)))]
    written: list[Path] = []
    for assessment, copy, stem in zip(assessments, copies, stems, strict=True):
        sharing = ways[assessment.unit.id]
        if kind == "json":
            target = _free_place(folder, stem, copy, sharing)
            written.append(write_copy(target, assessment, sharing, w))
            continue
        earlier, target = earlier_waves(library, assessment), folder / f"{stem}.{kind}"
        written.append(write_report(target, assessment, earlier, language, sharing))
        if with_codebook and kind == "csv":
            definition = assessment.questionnaire
            written.append(write_codebook(written[-1], definition, language, share))
    return written


def can_open(path: Path) -> bool:
    """Return whether a file is of a kind that is taken into the library, by its name."""
    is_json = path.suffix.casefold() == PurePath(SUFFIX).suffix
    return is_folder(path) or is_json or is_pack(path) or is_workbook(path)


def exported(library: Library) -> list[Assessment]:
    """Return what an export of the library writes, one after the other."""
    return [library.assessment(entry.id) for entry in library.entries()]


def _exported_pack(folder: Path, share: Share, named: Sequence[tuple[str, Assessment]]) -> Path:
    target = Sharing(preset=share).placed(folder / f"assessments{PACK_SUFFIX}")
    if share == "scores_only":
        what = said("a pack holds assessment files, and scores alone are none")
        raise problem_in(target, what, said("choose another format, such as json or xlsx"))
    members = named if share == "full" else [(stem, as_draft(copy)) for stem, copy in named]
    write_pack(target, members)
    return target


def _free_place(folder: Path, stem: str, copy: Assessment, sharing: Sharing) -> Path:
    """Return where an assessment may be written without replacing another one's file."""
    target, number = sharing.placed(folder / f"{stem}{SUFFIX}"), 2
    while target.exists() and not _holds(target, copy.id):
        target, number = sharing.placed(folder / f"{stem} {number}{SUFFIX}"), number + 1
    return target


def _holds(path: Path, assessment_id: str) -> bool:
    try:
        return read_assessment(path).id == assessment_id
    except MaturityError:
        return False


def _saved(library: Library, files: Sequence[Incoming]) -> Iterator[ImportResult]:
    """Yield what became of some files, saved together if the library can take them all."""
    cards = [_card(each) for each in files]
    try:
        with library.alone():
            results = [_result_of(library, *each) for each in zip(files, cards, strict=True)]
    except MaturityError:
        # Each by itself: what there is room for is kept, up to the one that is refused.
        yield from map(partial(_result_of, library), files, cards)
    else:
        yield from results


def _card(file: Incoming) -> Scorecard | None:
    """Return the figures of what a file holds, reckoned before others are kept out."""
    return score_assessment(file.held.assessment) if isinstance(file.held, ReadBack) else None


def _result_of(library: Library, file: Incoming, card: Scorecard | None) -> ImportResult:
    held = file.held
    if isinstance(held, MaturityError):
        return _failed(file.path, held)
    if isinstance(held, Receipt):
        return _result(file.path, f"{held.unit}, {held.wave}", held.assessment_id, "known")
    with library.alone():
        result = _imported(library, file.path, held.assessment, card)
        if result.assessment_id and not held.changes:
            library.receipts.note(file.sha256, result.assessment_id)
    return replace(result, changes=held.changes)


def _failed(path: Path, why: MaturityError) -> ImportResult:
    return ImportResult(path=path, assessment_id=None, outcome="failed", news=why)


def _imported(
    library: Library, path: Path, assessment: Assessment, card: Scorecard | None
) -> ImportResult:
    name = name_of(assessment)
    twin = _twin(library, assessment)
    if twin is not None:
        return _result(path, name, twin, "known")
    if not library.holds(assessment.id):
        _add(library, assessment, card)
        return _result(path, name, assessment.id, "added")
    if assessment.is_draft:
        second = replace(assessment, id=_second_id(assessment))
        _add(library, second, card)
        return _result(path, name, second.id, "second_entry")
    # A signed record keeps its id, which its fingerprint covers; the draft moves.
    return _sign_over(library, path, assessment, card)


def _result(path: Path, name: str, held: str, outcome: Outcome) -> ImportResult:
    if outcome == "known":
        news = said("{path}: {name} is in the library already", path=path, name=name)
    elif outcome == "added":
        news = said("{path}: added {name}", path=path, name=name)
    else:
        news = said(
            "{path}: {name} differs from the one in the library; both are kept",
            path=path,
            name=name,
        )
    return ImportResult(path=path, assessment_id=held, outcome=outcome, news=news)


def _add(library: Library, assessment: Assessment, card: Scorecard | None = None) -> None:
    library.add(assessment)
    store_summary(library, assessment, card)


def _twin(library: Library, assessment: Assessment) -> str | None:
    """Return the id of the entry that holds just what a file holds, if there is one."""
    unit_id = assessment.unit.id
    for entry in [*library.entries(unit_id), *library.entries(unit_id, archived=True)]:
        if (entry.wave.label, entry.wave.date) != (assessment.wave.label, assessment.wave.date):
            continue
        held = library.assessment(entry.id)
        if replace(held, id=assessment.id, unit=assessment.unit, status=assessment.status) == (
            assessment
        ):
            if entry.is_archived:
                # Whoever opens its file wants it back.
                library.restore(entry.id)
            return entry.id
    return None


def _sign_over(
    library: Library, path: Path, record: Assessment, card: Scorecard | None
) -> ImportResult:
    held = library.assessment(record.id)
    name = f"{record.unit.name}, {record.wave.label}"
    if not held.is_draft:
        what = said("another record of {name} with this id is signed off in the library", name=name)
        return _failed(path, problem_in(path, what, said("ask its unit which one holds")))
    if not _is_in(held, record):
        _add(library, replace(held, id=_second_id(held)))
    library.replace(record)
    store_summary(library, record, card)
    news = said("{path}: added the signed record of {name}", path=path, name=name)
    return ImportResult(path=path, assessment_id=record.id, outcome="added", news=news)


def _is_in(draft: Assessment, record: Assessment) -> bool:
    """Return whether a record holds all that a draft does, so that the draft may go."""
    same = (draft.unit.id, draft.wave, draft.questionnaire, draft.orphaned) == (
        record.unit.id,
        record.wave,
        record.questionnaire,
        record.orphaned,
    )
    has_plan = draft.plan.is_empty or draft.plan == record.plan
    has_answers = all(record.answers.get(item) == a for item, a in draft.answers.items())
    return same and has_plan and has_answers


def _second_id(assessment: Assessment) -> str:
    return f"{assessment.unit.id[:40]}-{uuid.uuid4().hex[:12]}"
