"""What was written is opened again and held against what was meant, before success is said."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import partial
from itertools import chain
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from zipfile import BadZipFile, ZipFile

from maturity_app.domain.form import Form
from maturity_app.domain.said import said
from maturity_app.jobs.form_rows import open_form
from maturity_app.jobs.reading import WORKBOOK_SUFFIX, content_of, is_workbook, read_record
from maturity_app.jobs.workbooks import unescaped
from maturity_app.reports import phrases
from maturity_app.reports.content import Report
from maturity_app.reports.excel.inert import inert
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.inert_cells import inert_cell
from maturity_app.storage.problems import MachineError, MaturityError
from maturity_app.wording import ENGLISH, Wording

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_Meant = TypeVar("_Meant")
Row = tuple[Any, ...]
"""The cells of a row of a sheet."""

_CLOSE = 1e-9
"""How far a number in a file may lie from the exact one, measured by that one where it is large."""

_TEXTS = ("text", "value", "source", "reason", "comment", "evidence", "dissent")
"""What people wrote with an answer."""

_LONGEST_CELL = 2**31 - 1
"""What many people wrote stands in one cell of a table, which may be longer than is usual."""

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


def prove_as(
    path: Path, proofs: Mapping[str, Callable[[Path, _Meant], object]], meant: _Meant
) -> None:
    """Hold a file against what was meant as its kind asks; one without a proof only opens.

    Raises:
        NotAsMeantError: it can't be opened, or is not as it was meant.

    """
    proof = proofs.get(path.suffix.lower())
    if proof is None:
        prove_opens(path)
        return
    with readable():
        if is_workbook(path):
            _unpack(path)
        proof(path, meant)


def prove_report(path: Path, report: Report, w: Wording) -> None:
    """Hold a report that was written against the record and its scorecard.

    Raises:
        NotAsMeantError: it can't be opened, or an answer or figure differs.

    """
    proofs: dict[str, Callable[[Path, Report], None]] = {
        ".pdf": partial(_prove_pdf, w=w),
        ".xlsx": prove_workbook,
        ".csv": _prove_csv,
    }
    prove_as(path, proofs, report)


def prove_workbook(path: Path, report: Report) -> None:
    """Hold the answers and figures of a workbook against the record and its scorecard.

    Raises:
        InputError: it can't be opened.
        NotAsMeantError: an answer or figure differs.

    """
    read = read_record(path)
    if read.changes or read.assessment.answers != report.assessment.answers:
        raise NotAsMeantError(said("answers"))
    meant: list[Named] = [
        ((node.id,), {"value": node.value, "level": node.level})
        for node in report.card.nodes.values()
    ]
    hold(path, list(_calculated(path)), meant)


def prove_form(path: Path, form: Form) -> None:
    """Open a form again as if it came back, and hold it against what was to be asked.

    Raises:
        NotAsMeantError: it can't be opened, or asks something else.

    """
    prove_as(path, {WORKBOOK_SUFFIX: _prove_form}, form)


def _prove_form(path: Path, form: Form) -> None:
    opened = open_form(content_of(path), path)
    if opened.form != form or opened.problems:
        raise NotAsMeantError(said("questions"))


def _prove_pdf(path: Path, report: Report, w: Wording) -> None:
    """Hold the words of a management PDF against the scorecard."""
    card = report.card
    pages = _pdf_words(path)
    judged = [node for node in judged_nodes(card) if node.value is not None]
    wanted = [phrases.value_text(node, w) for node in judged if not node.shows_level]
    if card.headline is not None and card.headline.level is not None:
        _expect(pages[:1], [w.level(card.headline.level)])
    if report.assessment.fingerprint:
        _expect(pages[:1], [report.assessment.fingerprint[:8]])
    _expect(pages, wanted)


def _prove_csv(path: Path, report: Report) -> None:
    """Hold the rows of a CSV file against the record and its scorecard."""
    held: list[Held] = []
    for row in csv_rows(path):
        numbers = {name: number_in(row[name]) for name in ("x", "weight")}
        texts = {name: row[name] for name in ("option", *_TEXTS)}
        held.append(((row["item"], row["state"]), {**numbers, **texts}))
    meant: list[Named] = []
    for item in report.card.items.values():
        answer = report.assessment.answer(item.id)
        texts = {name: getattr(answer, name) for name in _TEXTS}
        counted = {"x": item.x, "weight": item.weight, "option": item.option}
        meant.append(((item.id, item.state), {**counted, **texts}))
    hold(path, held, meant)


def prove_opens(path: Path) -> None:
    """Open a file again, whatever its kind, and see that it is not empty.

    Raises:
        NotAsMeantError: it can't be opened, or there is nothing in it.

    """
    openers = {".pdf": _pdf_words, ".xlsx": _cells_of, ".csv": _lines_below, ".json": _keys_of}
    with readable():
        held = openers[path.suffix.lower()](path)
        if not held:
            raise NotAsMeantError(said("it is empty"))


@contextmanager
def readable() -> Iterator[None]:
    """Take whatever can't be read as it was written for a file that is not as it was meant.

    A damaged file fails in whatever part of a library meets the damage first.

    Raises:
        NotAsMeantError: it can't be opened, or a part of it is missing or something else.

    """
    try:
        yield
    except NotAsMeantError:
        raise
    except MaturityError as wrong:
        raise NotAsMeantError(wrong.text) from wrong
    except Exception as wrong:
        raise NotAsMeantError(str(wrong) or type(wrong).__name__) from wrong


def _pdf_words(path: Path) -> list[str]:
    """Return the words of each page of a PDF file, blanks left out."""
    # A library of several megabytes, for those who write PDFs only.
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def _expect(pages: Sequence[str], wanted: Sequence[str]) -> None:
    whole = "\n".join(pages)
    for text in wanted:
        if "".join(text.split()) not in whole:
            raise NotAsMeantError(said("the figure {figure} is missing", figure=text))


def _calculated(path: Path) -> Iterator[Held]:
    """Yield each node with its value and level as the workbook keeps them beside the formulas."""
    from maturity_app.reports.excel.node_columns import columns

    ids = [column.id for column in columns(ENGLISH)]
    (rows,) = sheet_rows(path, "Calculation")
    for row in rows:
        cells = dict(zip(ids, row, strict=False))
        yield (str(cells["node"]),), {name: cells[name] for name in ("value", "level")}


def hold(path: Path, held: Sequence[Held], meant: Sequence[Named]) -> None:
    """Hold rows of a file against those that were meant, in their order.

    Of each row the figures are looked at that it holds: one format tells more than another.

    Raises:
        NotAsMeantError: a row is missing, or a figure differs.

    """
    keys = [tuple(kept(path, part) for part in key) for key, _ in meant]
    if [key for key, _ in held] != keys:
        raise NotAsMeantError(said("rows are missing"))
    for (key, cells), (_, figures) in zip(held, meant, strict=True):
        if not all(_is_same(path, cell, figures.get(name)) for name, cell in cells.items()):
            raise NotAsMeantError(said("figures of {node}", node=" ".join(filter(None, key))))


def kept(path: Path, text: str) -> str:
    """Return a text as a file of the kind keeps it, where some texts can't stand as they are."""
    match path.suffix.lower():
        case ".xlsx":
            return inert(text)
        case ".csv":
            return str(inert_cell(text))
        case _:
            return text


def _is_same(path: Path, cell: object, figure: Figure) -> bool:
    """Return whether a cell holds a figure, or nothing where there is none."""
    if figure is None or isinstance(figure, str):
        return ("" if cell is None else cell) == kept(path, figure or "")
    return isinstance(cell, int | float) and isclose(cell, figure, rel_tol=_CLOSE, abs_tol=_CLOSE)


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file by its columns."""
    names, *rows = csv_lines(path)
    return [dict(zip(names, row, strict=True)) for row in rows]


def csv_lines(path: Path) -> list[list[str]]:
    """Return the rows of a CSV file, its header first."""
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    finally:
        # It is one for the whole program, and what others wrote is read with less patience.
        csv.field_size_limit(usual)


def number_in(text: str) -> object:
    """Return the number a text is; the text itself if it is none, and None if it is empty."""
    try:
        return float(text) if text else None
    except ValueError:
        return text


def sheet_rows(path: Path, *names: str, first: int = 2) -> list[list[Row]]:
    """Return the rows below the header of sheets, formulas by the values kept beside them.

    Every cell is there, since this program wrote the workbook; to read it as one of anybody's
    would take longer than it took to write.
    """
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    listed = book.sheetnames
    book.close()
    with ZipFile(path) as package:
        parts = [f"xl/worksheets/sheet{listed.index(name) + 1}.xml" for name in names]
        return [list(_rows_in(package, part))[first - 1 :] for part in parts]


def _rows_in(package: ZipFile, part: str) -> Iterator[Row]:
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    row, value = f"{{{SHEET_MAIN_NS}}}row", f"{{{SHEET_MAIN_NS}}}v"
    with package.open(part) as sheet:
        for _, element in iterparse(sheet):
            if element.tag == row:
                yield tuple(_in_cell(cell, value) for cell in element)
                element.clear()


def _in_cell(cell: "Element", value: str) -> object:
    kind = cell.get("t")
    if kind == "inlineStr":
        return unescaped("".join(cell.itertext()))
    text = cell.findtext(value)
    if not text:
        return None
    return unescaped(text) if kind == "str" else float(text)


def _unpack(path: Path) -> None:
    """Unpack every part of a workbook, since damage to one without figures harms it too.

    Raises:
        BadZipFile: a part is not what it was when it was packed.

    """
    with ZipFile(path) as package:
        damaged = package.testzip()
    if damaged:
        raise BadZipFile(damaged)


def _cells_of(path: Path) -> list[object]:
    from openpyxl import load_workbook

    _unpack(path)
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = (sheet.iter_rows(min_row=2, values_only=True) for sheet in book)
        return [cell for row in chain.from_iterable(rows) for cell in row if cell is not None]
    finally:
        book.close()


def _lines_below(path: Path) -> list[list[str]]:
    return csv_lines(path)[1:]


def _keys_of(path: Path) -> object:
    return json.loads(path.read_text("utf-8"))
