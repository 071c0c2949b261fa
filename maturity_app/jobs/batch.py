"""Work on many files at a time: told step by step, ended early if wished, whole at every step."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from maturity_app.domain.assessment import Assessment, Share
from maturity_app.jobs.assessing import earlier_waves
from maturity_app.jobs.exchange import ImportResult, Outcome, importing
from maturity_app.jobs.incoming import PassedOver, Watch, number_of_files, passed_over
from maturity_app.jobs.reporting import distinct_names, file_stem, safe_name, write_report
from maturity_app.jobs.sharing import IN_FULL, Sharing, sharings, write_copy
from maturity_app.storage.atomic import try_folder
from maturity_app.storage.library import Entry, Library
from maturity_app.storage.problems import MaturityError
from maturity_app.wording import Wording, wording_for


@dataclass(kw_only=True, slots=True)
class Imported:
    """What became of an import: of how many files, and what ended it early if the machine did.

    Of what merely came in there may be thousands: they are counted, and the last one is kept.
    """

    total: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    changed: int = 0
    noted: list[ImportResult] = field(default_factory=list)
    """Those that did not come in as they are, or of which there is more to say."""
    last: ImportResult | None = None
    newest_id: str = ""
    """The id of the record that a file held last; empty where none held one."""
    refused: MaturityError | None = None
    passed_over: PassedOver = field(default_factory=PassedOver)

    @property
    def done(self) -> int:
        """How many files were done with."""
        return self.outcomes.total()

    def take(self, result: ImportResult) -> None:
        """Count what became of one file."""
        self.outcomes[result.outcome] += 1
        self.changed += bool(result.changes)
        is_news = result.outcome != "added" or bool(result.changes)
        if is_news and not (result.outcome == "known" and len(self.noted) >= _MOST_KNOWN):
            self.noted.append(result)
        self.last = result
        self.newest_id = result.assessment_id or self.newest_id

    def facts(self, w: Wording) -> list[str]:
        """Return in words how many files came in, and how many did otherwise."""
        count = self.outcomes
        facts = [w.plural("{count} assessment added", "{count} assessments added", count["added"])]
        if count["known"]:
            facts.append(w.plural("{count} here already", "{count} here already", count["known"]))
        if count["second_entry"]:
            facts.append(
                w.plural(
                    "{count} kept as a second entry",
                    "{count} kept as second entries",
                    count["second_entry"],
                )
            )
        if self.changed:
            facts.append(
                w.plural(
                    "{count} was changed by hand", "{count} were changed by hand", self.changed
                )
            )
        if count["failed"]:
            facts.append(
                w.plural(
                    "{count} file could not be opened",
                    "{count} files could not be opened",
                    count["failed"],
                )
            )
        return [*facts, *self.left(w)]

    def left(self, w: Wording) -> Iterator[str]:
        """Yield in words what was in the folders and is not taken in, and why."""
        surveys, workbooks = self.passed_over.surveys, self.passed_over.workbooks
        if surveys:
            yield w.plural(
                "{count} staff survey not taken in, as it is opened by itself",
                "{count} staff surveys not taken in, as each is opened by itself",
                surveys,
            )
        if workbooks:
            yield w.plural(
                "{count} workbook not taken in, as it holds no assessment",
                "{count} workbooks not taken in, as they hold no assessment",
                workbooks,
            )


_MOST_KNOWN = 200
"""Of more files that came in before than anyone would read, only the number is told."""


def import_each(library: Library, paths: Sequence[Path], watch: Watch) -> Imported:
    """Take files into the library one by one; what came in before an early end stays."""
    imported = Imported(total=number_of_files(paths))
    try:
        for result in importing(library, paths, watch, imported.total):
            imported.take(result)
    except MaturityError as refused:
        imported.refused = refused
    if imported.refused is None and not watch.is_cancelled:
        # Workbooks in a folder that hold no record were counted, and passed over.
        imported.total = imported.done
        imported.passed_over = passed_over(paths)
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
