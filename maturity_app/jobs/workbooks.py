"""Workbooks that were in somebody's hands: opened with care, their cells as they were typed."""

import io
import re
import warnings
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from maturity_app.domain.said import said
from maturity_app.storage.problems import InputError, Problem, problem_in

_MAX_UNPACKED = 512 * 1_048_576
_MAX_LISTED = 4 * 1_048_576
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MIDNIGHT = datetime.min.time()

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
"""The rows of each sheet by its name."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell in which something is reckoned."""

    text: str


def read_sheets(content: bytes, path: Path, wanted: Collection[str] = ()) -> Rows:
    """Return the rows of the sheets that are wanted and there; of all of them if none is named.

    Raises:
        InputError: it is no workbook, or a hostile one.

    """
    try:
        return _rows(content, wanted)
    except Exception as wrong:
        # A damaged workbook fails in whatever part of the library meets the damage first.
        what = said("this is no workbook, or a damaged one")
        raise problem_in(path, what, said("ask for it again")) from wrong


def sheet_list(workbook: Path | BinaryIO) -> bytes:
    """Return the part of a workbook that names its sheets; nothing if it is no workbook."""
    try:
        with zipfile.ZipFile(workbook) as package:
            listed = package.getinfo("xl/workbook.xml")
            return package.read(listed) if listed.file_size <= _MAX_LISTED else b""
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return b""


def _rows(content: bytes, wanted: Collection[str]) -> Rows:
    # Half a second of imports, for those who read workbooks only.
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        unpacked = sum(info.file_size for info in package.infolist())
    if unpacked > _MAX_UNPACKED:
        raise ValueError(unpacked)
    with warnings.catch_warnings():
        # Told is what would be lost on saving, such as lists in Excel's newer way; nothing is.
        warnings.simplefilter("ignore")
        # Formulas as such: what somebody reckons in an answer's cell is no answer.
        book = load_workbook(io.BytesIO(content), read_only=True)
        return {
            sheet.title: [tuple(map(_plain, row)) for row in sheet.iter_rows()]
            for sheet in book.worksheets
            if not wanted or sheet.title in wanted
        }


def _plain(cell: Any) -> object:  # noqa: ANN401 - openpyxl's cells have no common type
    if getattr(cell, "data_type", "") == "f":
        return Formula(str(cell.value))
    return unescaped(cell.value)


def unescaped(cell: object) -> object:
    """Return a cell with escapes such as _x000D_ as the characters they are."""
    if not isinstance(cell, str) or not _ESCAPE.search(cell):
        return cell
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), cell)
    # Two halves make a character; one alone is none, and could not be written again.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def typed(cell: object) -> str:
    """Return what stands in a cell as it would be typed."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == _MIDNIGHT else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def parts_joined(path: Path, sheet: str, rows: Sequence[tuple[Any, ...]], mend: str) -> str:
    """Return the text that a hidden sheet holds in numbered parts; `mend` is for missing ones.

    Raises:
        InputError: parts are missing.

    """
    parts = [row[:2] for row in rows[1:] if row and row[0] is not None]
    try:
        numbered = sorted((int(number), str(part)) for number, part in parts)
    except (TypeError, ValueError) as odd:
        raise _wrong(path, sheet, said("the parts have no numbers"), mend) from odd
    if not numbered or [number for number, _ in numbered] != list(range(1, len(numbered) + 1)):
        raise _wrong(path, sheet, said("parts of the record are missing"), mend)
    return "".join(part for _, part in numbered)


def _wrong(path: Path, sheet: str, what: str, mend: str) -> InputError:
    return InputError([Problem(file=str(path), place=f"!{sheet}!A2", what=what, mend=mend)])
