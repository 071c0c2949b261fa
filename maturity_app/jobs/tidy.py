"""The library as long tables for anybody's own tools, written record by record.

Beside the tables stand a dictionary for people and a data package for programs.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

from maturity_app.domain.assessment import Assessment, Share
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.sharing import hashed_unit
from maturity_app.domain.translating import in_language
from maturity_app.domain.unit_scores import mode_of
from maturity_app.jobs.csv_table import CsvTable, csv_bytes
from maturity_app.jobs.sharing import Sharing, neutral_words, sharings, without_own
from maturity_app.reports.tidy import (
    DICTIONARY_COLUMNS,
    Row,
    Table,
    answers_table,
    data_package,
    dictionary_rows,
    items_table,
    scores_table,
    units_table,
)
from maturity_app.reports.tidy_rows import Told, UnitRow, answer_rows, item_rows, score_rows
from maturity_app.storage.atomic import try_folder, whole_file, write_whole
from maturity_app.storage.entries import Entry
from maturity_app.storage.library import Library
from maturity_app.wording import Wording, wording_for

_ONE_BY_ONE: Final = frozenset[Share]({"full", "without_comments"})
"""What of a person's own answers may be told at all; without names one would still be known."""


class Sink(Protocol):
    """What takes the rows of a table, and must be closed after the last one."""

    def put(self, row: Row) -> None:
        """Write a row."""

    def close(self) -> None:
        """Write what is left."""


@dataclass(frozen=True, kw_only=True)
class _Open:
    """The tables of an export while they are written."""

    sinks: Mapping[str, Sequence[Sink]]
    share: Share
    w: Wording
    items_known: set[tuple[str, str, str, int]] = field(default_factory=set)

    def put(self, table: str, rows: Iterator[Row]) -> None:
        """Write rows to a table, if the export has it."""
        sinks = self.sinks.get(table)
        if sinks is None:
            return
        for row in rows:
            for sink in sinks:
                sink.put(row)

    def take(self, told: Told) -> None:
        """Write what there is of one record."""
        self.put("scores", score_rows(told))
        self.put("answers", answer_rows(told, self.w))
        self.put("items", self._new_items(told.record.questionnaire))

    def _new_items(self, definition: Questionnaire) -> Iterator[Row]:
        for row in item_rows(definition):
            key = (str(row[0]), str(row[1]), str(row[2]), int(str(row[3])))
            if key not in self.items_known:
                self.items_known.add(key)
                yield row


def export_tidy(
    library: Library,
    folder: Path,
    language: str = "en",
    share: Share = "full",
    *,
    with_parquet: bool = False,
) -> list[Path]:
    """Write the library as long tables to a folder and return the files.

    One record after the other is read and written, so that memory does not grow with their
    number. Every file takes its place at the end, or none does. A person's own answers go along
    only by name, as in a team, and an unnamed one's never.

    Raises:
        InputError: Parquet is asked for and nothing here can write it.
        MachineError: the folder can't be written.

    """
    if with_parquet:
        from maturity_app.jobs.parquet import check_parquet

        check_parquet()
    try_folder(folder)
    w = wording_for(language)
    tables, entries = _tables(share, w), library.entries()
    placed = Sharing(preset=share).placed
    paths = {table.name: placed(folder / f"{table.name}.csv") for table in tables}
    with ExitStack() as stack:
        sinks, written = _opened(stack, tables, paths, with_parquet=with_parquet)
        ways = sharings((entry.unit.id for entry in entries), share)
        _fill(_Open(sinks=sinks, share=share, w=w), library, entries, ways, language)
    return [*written, *_described(folder, tables, paths, placed, w)]


def _fill(
    tables: _Open,
    library: Library,
    entries: Sequence[Entry],
    ways: Mapping[str, Sharing],
    language: str,
) -> None:
    """Write every record to the tables, then the units with how many they have there."""
    counted: dict[str, int] = {}
    for entry in entries:
        told = _told(library, entry, ways[entry.unit.id], language, tables.w)
        if told is not None:
            tables.take(told)
            counted[entry.unit.id] = counted.get(entry.unit.id, 0) + 1
    told_of = _unit_rows if tables.share in _ONE_BY_ONE else _shared_unit_rows
    tables.put("units", told_of(library, counted, ways, tables.w))


def _opened(
    stack: ExitStack, tables: Sequence[Table], paths: Mapping[str, Path], *, with_parquet: bool
) -> tuple[dict[str, list[Sink]], list[Path]]:
    """Begin every file of the export; they take their places where the stack ends."""
    sinks = {table.name: [_csv(stack, paths[table.name], table)] for table in tables}
    written = list(paths.values())
    for table in tables if with_parquet else ():
        target = paths[table.name].with_suffix(".parquet")
        sinks[table.name].append(_parquet(stack, target, table))
        written.append(target)
    return sinks, written


def _tables(share: Share, w: Wording) -> list[Table]:
    scores = [units_table(w), scores_table(w)]
    return scores if share == "scores_only" else [*scores, items_table(w), answers_table(w)]


def _csv(stack: ExitStack, path: Path, table: Table) -> Sink:
    file = stack.enter_context(whole_file(path))
    sink = CsvTable(file, [column.name for column in table.columns])
    stack.callback(sink.close)
    return sink


def _parquet(stack: ExitStack, path: Path, table: Table) -> Sink:
    from maturity_app.jobs.parquet import ParquetTable

    file = stack.enter_context(whole_file(path))
    sink = ParquetTable(file, table)
    stack.callback(sink.close)
    return sink


# --- records and units -------------------------------------------------------------------


def _told(
    library: Library, entry: Entry, sharing: Sharing, language: str, w: Wording
) -> Told | None:
    """Return what of a record is handed on; None where nothing of it may be."""
    whole = library.organisation.as_listed(library.assessment(entry.id), entry.unit.id)
    mode = mode_of(whole)
    if whole.assessor is not None and not (
        whole.assessor.is_named and sharing.preset in _ONE_BY_ONE
    ):
        return None
    whole = replace(whole, questionnaire=in_language(whole.questionnaire, language))
    copy = sharing.copy_of(whole, w)
    return Told(record=copy, card=score_assessment(_scored(whole, sharing)), mode=mode)


def _scored(whole: Assessment, sharing: Sharing) -> Assessment:
    """Return the answers that scores come from, without the questions left out of a copy."""
    return whole if sharing.preset in _ONE_BY_ONE else without_own(whole)


def _unit_rows(
    library: Library, counted: Mapping[str, int], ways: Mapping[str, Sharing], w: Wording
) -> Iterator[Row]:
    """Yield every unit and branch, those without records too."""
    del ways, w
    for unit in library.units():
        above = tuple(branch.name for branch in library.organisation.above(unit.id))
        yield UnitRow(
            id=unit.id,
            name=unit.name,
            parent=unit.parent or "",
            above=above,
            headcount=unit.headcount,
            records=counted.get(unit.id, 0),
        ).values


def _shared_unit_rows(
    library: Library, counted: Mapping[str, int], ways: Mapping[str, Sharing], w: Wording
) -> Iterator[Row]:
    """Yield the units that have records, without what is left out of a copy."""
    for unit in library.units():
        records = counted.get(unit.id, 0)
        if not records:
            continue
        shared = UnitRow(id=unit.id, name=unit.name, records=records)
        if ways[unit.id].preset == "without_names":
            name = neutral_words(w, ways[unit.id].number).unit
            shared = replace(shared, id=hashed_unit(unit.id), name=name)
        yield shared.values


# --- dictionary --------------------------------------------------------------------------


def _described(
    folder: Path,
    tables: Sequence[Table],
    paths: Mapping[str, Path],
    placed: Callable[[Path], Path],
    w: Wording,
) -> list[Path]:
    """Write what the tables hold, for people and for programs, and return where."""
    dictionary = placed(folder / "dictionary.csv")
    notes = w(
        "Tables of a library of the Maturity survey. UTF-8; empty where there is nothing. In the "
        "CSV files a text that a spreadsheet would take for a formula has an apostrophe before it."
    )
    write_whole(dictionary, csv_bytes(DICTIONARY_COLUMNS, dictionary_rows(tables, notes)))
    package = data_package(tables, {name: path.name for name, path in paths.items()}, notes)
    content = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    target = placed(folder / "datapackage.json")
    write_whole(target, content.encode())
    return [dictionary, target]
