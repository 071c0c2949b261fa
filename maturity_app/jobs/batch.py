"""Work on many files at a time: told step by step, ended early if wished, whole at every step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from maturity_app.domain.assessment import Assessment, Share
from maturity_app.jobs.assessing import earlier_waves
from maturity_app.jobs.exchange import ImportResult, files_in, importing
from maturity_app.jobs.reporting import distinct_names, file_stem, safe_name, write_report
from maturity_app.jobs.sharing import IN_FULL, Sharing, sharings, write_copy
from maturity_app.storage.atomic import try_folder
from maturity_app.storage.library import Entry, Library
from maturity_app.storage.problems import MaturityError
from maturity_app.wording import wording_for


class Watch(Protocol):
    """Who waits for long work: is told how far it is, and may want it to end."""

    def tell(self, done: int, total: int, step: str = "") -> None:
        """Take in the steps done, the steps in all, and the step it is in."""

    @property
    def is_cancelled(self) -> bool:
        """Whether the work is to end after the step it is in."""


@dataclass(kw_only=True, slots=True)
class Imported:
    """What became of an import: of how many files, and what ended it early if the machine did."""

    total: int
    done: int = 0
    results: list[ImportResult] = field(default_factory=list)
    refused: MaturityError | None = None


def import_each(library: Library, paths: Sequence[Path], watch: Watch) -> Imported:
    """Take files into the library one by one; what came in before an early end stays."""
    files = list(files_in(paths))
    imported = Imported(total=len(files))
    try:
        for path in files:
            watch.tell(imported.done, imported.total, path.name)
            for result in importing(library, [path]):
                imported.results.append(result)
                if watch.is_cancelled:
                    break
            imported.done += 1
            if watch.is_cancelled:
                break
    except MaturityError as refused:
        imported.refused = refused
    return imported


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """One report of a batch: whose it is, its file, and why there is none if there is none."""

    name: str
    path: Path
    failure: Exception | None = None
    is_renamed: bool = False
    """Whether its file has another name because one of that name was there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How reports are written: as which kind of file, in which language, how much of a record."""

    suffix: str
    language: str
    share: Share = "full"


def write_each(
    library: Library, record_ids: Sequence[str], folder: Path, manner: Manner, watch: Watch
) -> list[Written]:
    """Write a report on each record to a folder; a failing one stops none of the rest.

    No file that stands in the folder already is written over.

    Raises:
        MachineError: nothing can be written to the folder.

    """
    try_folder(folder)
    suffix = manner.suffix
    entries = [library.entry(record_id) for record_id in record_ids]
    ways = sharings((entry.unit.id for entry in entries), manner.share)
    wanted = [_stem(library, entry, ways[entry.unit.id], manner) for entry in entries]
    standing = (path.name.removesuffix(suffix) for path in folder.glob(f"*{suffix}"))
    stems = distinct_names(wanted, standing)
    written: list[Written] = []
    for entry, stem, usual in zip(entries, stems, distinct_names(wanted), strict=True):
        if watch.is_cancelled:
            return written
        name = f"{entry.unit.name}, {entry.wave.label}"
        watch.tell(len(written), len(entries), name)
        path = folder / f"{stem}{suffix}"
        report = Written(name=name, path=path, is_renamed=stem != usual)
        sharing = ways[entry.unit.id]
        written.append(_written(library, entry.id, report, manner.language, sharing))
    return written


def _stem(library: Library, entry: Entry, sharing: Sharing, manner: Manner) -> str:
    """Return a file's name without suffix, which tells no more than what is in the file."""
    stem = safe_name(f"{entry.unit.name} {entry.wave.label} {entry.assessor or ''}")
    if sharing.preset == "without_names":
        copy = sharing.copy_of(library.assessment(entry.id), wording_for(manner.language))
        stem = file_stem(copy)
    return sharing.placed(Path(f"{stem}{manner.suffix}")).name.removesuffix(manner.suffix)


def _written(
    library: Library, record_id: str, report: Written, language: str, sharing: Sharing
) -> Written:
    try:
        write_one(library, record_id, report.path, language, sharing)
    except Exception as failure:  # noqa: BLE001 - handed over; the rest is still to be written
        return replace(report, failure=failure)
    return report


def write_one(
    library: Library, record_id: str, path: Path, language: str, sharing: Sharing = IN_FULL
) -> None:
    """Write a record as the kind of file the suffix says: a report or a file for programs.

    Raises:
        InputError: another suffix.
        LibraryError: there is no such record.
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    assessment = library.assessment(record_id)
    if path.suffix == ".json":
        write_copy(path, assessment, sharing, wording_for(language))
    else:
        write_report(path, assessment, earlier_waves(library, assessment), language, sharing)


def read_each(
    library: Library, record_ids: Sequence[str], watch: Watch | None = None
) -> Iterator[Assessment]:
    """Yield the records to be compared, one by one, until that is no longer wanted."""
    for done, record_id in enumerate(record_ids):
        if watch is not None and watch.is_cancelled:
            return
        whole = library.compared(record_id)
        yield whole
        if watch is not None:
            # The comparison itself is one step more.
            watch.tell(done + 1, len(record_ids) + 1, f"{whole.unit.name}, {whole.wave.label}")
