"""The parts of openpyxl's writer that lack something, replaced; everything else stays its own.

It keeps no result beside a formula, sets the clock's time, and has no place for a chart's
alternative text.
"""

# mypy: disable-error-code="attr-defined,misc"
# The published types leave out the private names that are overridden here.

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_WORKBOOK
from openpyxl.xml.functions import tostring

from maturity_app.reports.excel.inert import inert
from maturity_app.reports.excel.sheet import Sheet

_EPOCH = (1980, 1, 1, 0, 0, 0)
_NO_ROWS = b"<sheetData></sheetData>"
# With lxml installed, openpyxl leaves the blank before a closing slash out.
_LABEL_FORMAT = re.compile(rb'<numFmt formatCode="0\.0;;" ?/>')
_OWN_FORMAT = b'<numFmt formatCode="0.0;;" sourceLinked="0" />'


class TimelessZip(ZipFile):
    """A ZIP file whose members all carry the same time.

    Where it is `unnamed`, the workbook in it asks spreadsheets to leave out who saves it.
    """

    unnamed = False

    def writestr(self, name: Any, data: Any, *rest: Any) -> None:  # noqa: ANN401 - ZipFile's own
        """Write one member."""
        if self.unnamed and name == ARC_WORKBOOK:
            data = data.replace(b"<workbookPr", b'<workbookPr filterPrivacy="1"', 1)
        info = ZipInfo(name, _EPOCH)
        info.compress_type = ZIP_DEFLATED
        super().writestr(info, data, *rest)

    def write(self, filename: Any, arcname: Any = None, *rest: Any) -> None:  # noqa: ANN401 - as above
        """Write one member from a file."""
        self.writestr(arcname or filename, Path(filename).read_bytes(), *rest)


class _Drawing(SpreadsheetDrawing):
    """A sheet's charts, each with the alternative text that openpyxl has no place for."""

    # openpyxl gathers these for each class anew, and a subclass would write nothing.
    __elements__ = SpreadsheetDrawing.__elements__
    descriptions: Sequence[str] = ()

    def _chart_frame(self, idx: int) -> Any:  # noqa: ANN401 - openpyxl is untyped here
        frame = super()._chart_frame(idx)
        frame.nvGraphicFramePr.cNvPr.descr = self.descriptions[idx - 1]
        return frame


class _SheetWriter(WorksheetWriter):
    """Writes a sheet around its rows, which are put in as they are."""

    def __init__(self, worksheet: Worksheet, reference: str) -> None:
        super().__init__(worksheet, out=BytesIO())
        self._reference = reference

    def write_dimensions(self) -> None:
        self.xf.send(SheetDimension(self._reference).to_tree())


class PackageWriter(ExcelWriter):
    """Writes the parts of a workbook into an archive."""

    def __init__(
        self,
        workbook: Workbook,
        archive: ZipFile,
        rows: Mapping[str, bytes],
        sheets: Mapping[str, Sheet],
    ) -> None:
        """Take the rows of each sheet as they stand in the file, and the sheets themselves."""
        super().__init__(workbook, archive)
        self._rows = rows
        self._sheets = sheets

    def _write_charts(self) -> None:
        """Write the charts; a label's format is its own, not that of the cells drawn."""
        for chart in self._charts:
            tree = tostring(chart._write())  # noqa: SLF001 - no public way
            tree = _LABEL_FORMAT.sub(_OWN_FORMAT, tree)
            self._archive.writestr(chart.path[1:], tree)
            self.manifest.append(chart)

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write a sheet: what openpyxl makes of it, with the rows put in."""
        sheet = self._sheets[ws.title]
        drawing = _Drawing()
        drawing.charts, drawing.images = ws._charts, ws._images  # noqa: SLF001 - no public way
        drawing.descriptions = [inert(text) for _, _, text in sheet.charts]
        ws._drawing = drawing  # noqa: SLF001
        last = f"{get_column_letter(len(sheet.columns))}{sheet.last_row}"
        writer = _SheetWriter(ws, f"A1:{last}")
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        frame = writer.read()
        if frame.count(_NO_ROWS) != 1:
            raise ValueError(ws.title)
        self._archive.writestr(ws.path[1:], frame.replace(_NO_ROWS, self._rows[ws.title]))
        self.manifest.append(ws)
