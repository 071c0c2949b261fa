"""A CSV file written row by row: RFC 4180, UTF-8 with a byte-order mark, no cell a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from maturity_app.reports.inert_cells import inert_cell
from maturity_app.reports.tabular import written
from maturity_app.reports.tidy import Row


class CsvTable:
    """Rows under a header, written to an open file as they come."""

    def __init__(self, file: BinaryIO, names: Sequence[str]) -> None:
        """Write the header to a file that stays open."""
        self._text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._text)
        self._writer.writerow(map(inert_cell, names))

    def put(self, row: Row) -> None:
        """Write a row."""
        self._writer.writerow([inert_cell(written(cell)) for cell in row])

    def close(self) -> None:
        """Write what is left and leave the file open."""
        self._text.detach()


def csv_bytes(names: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a whole table."""
    file = io.BytesIO()
    table = CsvTable(file, names)
    for row in rows:
        table.put(row)
    table.close()
    return file.getvalue()
