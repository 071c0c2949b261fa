"""What was written is opened again and held against what was meant, before success is said."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from maturity_app.domain.form import Form
from maturity_app.domain.said import said
from maturity_app.jobs.form_rows import open_form
from maturity_app.jobs.reading import content_of, read_record
from maturity_app.reports import phrases
from maturity_app.reports.content import Report
from maturity_app.reports.findings import judged_nodes
from maturity_app.storage.problems import MachineError, MaturityError
from maturity_app.wording import Wording

_CLOSE = Fraction(1, 10**9)

Figure = Fraction | float | str | None
Named = tuple[tuple[str, ...], Mapping[str, Figure]]
"""What a row is of, and the figures it is to hold by their names."""
Held = tuple[tuple[str, ...], Mapping[str, object]]
"""What a row is of, and what stands in it by the same names."""


class NotAsMeantError(MachineError):
    """A file does not hold what was to be written; it takes no other file's place."""

    def __init__(self, what: str) -> None:
        """Say what differs."""
        super().__init__(
            said(
                "the file does not read back as it was written ({what}); nothing was replaced;"
                " try again, or another disk",
                what=what,
            )
        )


def prove_report(path: Path, report: Report, w: Wording) -> None:
    """Hold a report that was written against the record and its scorecard.

    Raises:
        NotAsMeantError: it can't be opened, or an answer or figure differs.

    """
    proofs = {".pdf": prove_pdf, ".xlsx": prove_workbook, ".csv": prove_csv}
    proofs[path.suffix.lower()](path, report, w)


def prove_pdf(path: Path, report: Report, w: Wording) -> None:
    """Hold the words of a management PDF against the scorecard.

    Raises:
        NotAsMeantError: it can't be opened, or lacks a figure.

    """
    card = report.card
    pages = pdf_words(path)
    judged = [node for node in judged_nodes(card) if node.value is not None]
    wanted = [phrases.value_text(node, w) for node in judged if not node.shows_level]
    if card.headline is not None and card.headline.level is not None:
        _expect(pages[:1], [w.level(card.headline.level)])
    if report.assessment.fingerprint:
        _expect(pages[:1], [report.assessment.fingerprint[:8]])
    _expect(pages, wanted)


def prove_workbook(path: Path, report: Report, _w: Wording) -> None:
    """Hold the answers and figures of a workbook against the record and its scorecard.

    Raises:
        NotAsMeantError: it can't be opened, or an answer or figure differs.

    """
    try:
        read = read_record(path)
        figures = dict(_calculated(path))
    except MaturityError as wrong:
        raise NotAsMeantError(wrong.text) from wrong
    if read.changes or read.assessment.answers != report.assessment.answers:
        raise NotAsMeantError(said("answers"))
    nodes = report.card.nodes
    if list(figures) != list(nodes):
        raise NotAsMeantError(said("rows are missing"))
    for node_id, cells in figures.items():
        node = nodes[node_id]
        for cell, figure in zip(cells, (node.value, node.level), strict=True):
            if not is_same(cell, figure):
                raise NotAsMeantError(said("figures of {node}", node=node_id))


def prove_form(path: Path, form: Form) -> None:
    """Open a form again as if it came back, and hold it against what was to be asked.

    Raises:
        NotAsMeantError: it can't be opened, or asks something else.

    """
    try:
        opened = open_form(content_of(path), path)
    except MaturityError as wrong:
        raise NotAsMeantError(wrong.text) from wrong
    if opened.form != form or opened.problems:
        raise NotAsMeantError(said("questions"))


def prove_csv(path: Path, report: Report, _w: Wording) -> None:
    """Hold the rows of a CSV file against the scorecard.

    Raises:
        NotAsMeantError: a row is missing, or a state or figure differs.

    """
    rows = csv_rows(path)
    items = report.card.items
    if [row["item"] for row in rows] != list(items):
        raise NotAsMeantError(said("rows are missing"))
    written = Counter((row["item"], row["state"]) for row in rows)
    if written != Counter((item.id, item.state) for item in items.values()):
        raise NotAsMeantError(said("answers"))
    for row in rows:
        if not is_same(number_in(row["x"]), items[row["item"]].x):
            raise NotAsMeantError(said("figures of {node}", node=row["item"]))


def prove_opens(path: Path) -> None:
    """Open a comparison again, whatever its kind, and see that it is not empty.

    Raises:
        NotAsMeantError: it can't be opened, or there is nothing in it.

    """
    openers = {".pdf": _words_of, ".xlsx": _cells_of, ".csv": _lines_of, ".json": _keys_of}
    with readable():
        held = openers[path.suffix.lower()](path)
    if not held:
        raise NotAsMeantError(said("it is empty"))


@contextmanager
def readable() -> Iterator[None]:
    """Take whatever can't be read as it was written for a file that is not as it was meant.

    Raises:
        NotAsMeantError: it can't be opened, or a part of it is missing or something else.

    """
    try:
        yield
    except NotAsMeantError:
        raise
    except (MaturityError, LookupError, ValueError, BadZipFile) as wrong:
        raise NotAsMeantError(str(wrong)) from wrong


def pdf_words(path: Path) -> list[str]:
    """Return the words of each page of a PDF file, blanks left out.

    Raises:
        NotAsMeantError: it can't be opened.

    """
    # A library of several megabytes, for those who write PDFs only.
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    except pypdfium2.PdfiumError as wrong:
        raise NotAsMeantError(str(wrong)) from wrong


def _expect(pages: Sequence[str], wanted: Sequence[str]) -> None:
    whole = "\n".join(pages)
    for text in wanted:
        if "".join(text.split()) not in whole:
            raise NotAsMeantError(said("the figure {figure} is missing", figure=text))


def _calculated(path: Path) -> Iterator[tuple[str, tuple[object, object]]]:
    """Yield each node with its value and level as the workbook keeps them beside the formulas."""
    from openpyxl import load_workbook

    from maturity_app.reports.excel.node_columns import columns
    from maturity_app.wording import ENGLISH

    ids = [column.id for column in columns(ENGLISH)]
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        for row in book["Calculation"].iter_rows(min_row=2, values_only=True):
            held = dict(zip(ids, row, strict=False))
            yield str(held["node"]), (held["value"], held["level"])
    finally:
        book.close()


def hold(held: Sequence[Held], meant: Sequence[Named]) -> None:
    """Hold rows of a file against those that were meant, in their order.

    Of each row the figures are looked at that it holds: one format tells more than another.

    Raises:
        NotAsMeantError: a row is missing, or a figure differs.

    """
    if [key for key, _ in held] != [key for key, _ in meant]:
        raise NotAsMeantError(said("rows are missing"))
    for (key, cells), (_, figures) in zip(held, meant, strict=True):
        if not all(is_same(cell, figures.get(name)) for name, cell in cells.items()):
            raise NotAsMeantError(said("figures of {node}", node=" ".join(filter(None, key))))


def is_same(cell: object, figure: Figure) -> bool:
    """Return whether a cell holds a figure, or nothing where there is none."""
    if figure is None or cell in (None, ""):
        return figure is None and cell in (None, "")
    if isinstance(figure, str):
        return cell == figure
    return isinstance(cell, int | float) and abs(Fraction(cell) - Fraction(figure)) <= _CLOSE


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file by its columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number_in(text: str) -> object:
    """Return the number a text is; the text itself if it is none, and None if it is empty."""
    try:
        return float(text) if text else None
    except ValueError:
        return text


def sheet_rows(path: Path, *names: str) -> list[list[tuple[Any, ...]]]:
    """Return the rows below the header of sheets, formulas by the values kept beside them."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        return [
            [tuple(row) for row in book[name].iter_rows(min_row=2, values_only=True)]
            for name in names
        ]
    finally:
        book.close()


def _words_of(path: Path) -> str:
    return "".join(pdf_words(path))


def _cells_of(path: Path) -> list[object]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = (sheet.iter_rows(min_row=2, values_only=True) for sheet in book)
        return [cell for row in chain.from_iterable(rows) for cell in row if cell is not None]
    finally:
        book.close()


def _lines_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def _keys_of(path: Path) -> object:
    return json.loads(path.read_text("utf-8"))
