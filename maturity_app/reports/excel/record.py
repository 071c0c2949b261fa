"""Record: the assessment file as it was, so that the program can read its workbook back."""

from collections.abc import Iterator

from maturity_app.reports.excel.inert import UNWRITABLE
from maturity_app.reports.excel.sheet import Column, Row, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.wording import Wording

NAME = "Record"
_PART = 16_000
"""Characters in a cell: half of what one may hold, as some characters count twice."""


def record_sheet(content: str, w: Wording) -> Sheet:
    """Return a hidden sheet with an assessment file's content, cut to the length of cells."""
    return Sheet(
        name=NAME,
        meaning=w("The assessment file as it was written, hidden; the program reads it back."),
        columns=(
            Column(id="part", header="part", style=Style.COUNT, meaning=w("The part's number.")),
            Column(
                id="content",
                header="content",
                width=60,
                style=Style.TEXT,
                meaning=w("All parts one after the other are the file."),
            ),
        ),
        rows=tuple(_parts(content)),
        is_machinery=True,
        is_hidden=True,
    )


def _parts(content: str) -> Iterator[Row]:
    # What no cell may hold stands in JSON's own way of writing it, which reads back the same.
    content = UNWRITABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", content)
    starts = range(0, len(content), _PART)
    for number, start in enumerate(starts, start=1):
        yield (number, content[start : start + _PART])
