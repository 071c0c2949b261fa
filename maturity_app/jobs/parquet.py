"""A Parquet file written portion by portion, with types of its own and every text as it is."""

from datetime import date
from fractions import Fraction
from importlib.util import find_spec
from typing import Any, BinaryIO, Final

from maturity_app.domain.said import said
from maturity_app.reports.scores import Typed
from maturity_app.reports.tidy import VERSION, Row, Table, Value
from maturity_app.storage.problems import problem_in

_PORTION: Final = 20_000
"""How many rows are held until they are written."""


def check_parquet() -> None:
    """Make sure that Parquet can be written here.

    Raises:
        InputError: it can't, and what to do.

    """
    if find_spec("pyarrow") is None:
        what = said("Parquet files need pyarrow, which this program does not bring along")
        mend = said("install it with pip install 'maturity-app[parquet]', or use the CSV files")
        raise problem_in("--parquet", what, mend)


class ParquetTable:
    """Rows of a table, written to an open file in portions."""

    def __init__(self, file: BinaryIO, table: Table) -> None:
        """Begin a file that stays open."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._schema = pa.schema(
            [
                pa.field(column.name, _type(column.type), metadata={"meaning": column.meaning})
                for column in table.columns
            ],
            metadata={"table": table.name, "version": str(VERSION)},
        )
        self._writer = pq.ParquetWriter(file, self._schema)
        self._rows: list[Row] = []

    def put(self, row: Row) -> None:
        """Take a row in."""
        self._rows.append(row)
        if len(self._rows) >= _PORTION:
            self._write()

    def close(self) -> None:
        """Write what is left and leave the file open."""
        self._write()
        self._writer.close()

    def _write(self) -> None:
        import pyarrow as pa

        columns = zip(*self._rows, strict=True) if self._rows else ([] for _ in self._schema)
        arrays = [
            pa.array([_plain(cell) for cell in cells], type=each.type)
            for each, cells in zip(self._schema, columns, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows.clear()


def _type(kind: Typed) -> Any:  # noqa: ANN401 - pyarrow declares no types
    import pyarrow as pa

    return {
        "text": pa.string(),
        "date": pa.date32(),
        "count": pa.int64(),
        "number": pa.float64(),
        "share": pa.float64(),
    }[kind]


def _plain(cell: Value) -> str | date | int | float | None:
    """Return a value as the file holds it; an empty text is nothing."""
    if isinstance(cell, Fraction):
        return float(cell)
    return None if cell == "" else cell
