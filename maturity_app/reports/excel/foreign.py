"""What in a workbook of somebody else's openpyxl would drop or harm, so that it is left alone."""

import re
from collections.abc import Iterator
from typing import Final
from zipfile import ZipFile

from openpyxl.xml.functions import fromstring

from maturity_app.domain.said import marked

_KEPT_PARTS: Final = re.compile(
    r"""
    \[Content_Types\]\.xml | _rels/\.rels | docProps/(app|core|custom)\.xml
    | xl/workbook\.xml | xl/_rels/workbook\.xml\.rels | xl/styles\.xml | xl/sharedStrings\.xml
    | xl/theme/theme\d+\.xml | xl/worksheets/(sheet[^/]*\.xml|_rels/[^/]+\.rels)
    | xl/tables/table[^/]*\.xml
    # Made anew by whoever opens the file, or the settings of one printer.
    | xl/calcChain\.xml | xl/printerSettings/.*
    """,
    re.VERBOSE,
)

# The first that fits names a part; whatever nothing fits is named by its path.
_PARTS: Final = (
    (r"vbaProject|vbaData|macrosheets|dialogsheets", marked("macros")),
    (r"^xl/pivot", marked("pivot tables")),
    (r"^xl/(slicer|timeline)", marked("slicers or timelines")),
    (r"^xl/externalLinks/", marked("links to other workbooks")),
    (r"^xl/(ctrlProps|activeX)/", marked("form controls")),
    (r"^xl/(threadedComments|persons)/", marked("threaded comments")),
    (r"^xl/comments", marked("notes on cells")),
    (r"^xl/(charts|chartsheets)/", marked("charts")),
    (r"^xl/media/|^docProps/thumbnail", marked("pictures")),
    (r"^xl/(drawings|diagrams|ink)/", marked("drawings")),
    (r"^xl/embeddings/", marked("embedded objects")),
    (r"^customXml/", marked("custom XML")),
    (r"^xl/(connections\.xml|queryTables/|model/|customData/)", marked("data connections")),
    (r"^xl/(metadata\.xml|richData/)", marked("linked data types or dynamic arrays")),
    (r"^xl/(revisions|webextensions|volatileDependencies)", marked("shared editing or add-ins")),
    (r"^_xmlsignatures/", marked("a digital signature")),
)

# What stands in a sheet and is read and written again whole.
_KEPT_IN_SHEETS: Final = frozenset((
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection",
    "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "tableParts", "ignoredErrors", "phoneticPr",
    # Named by their parts above.
    "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "controls", "oleObjects",
    "webPublishItems",
))  # fmt: skip
_IN_SHEETS: Final = {
    "extLst": marked("newer features of a sheet, such as sparklines or data bars"),
    "scenarios": marked("scenarios"),
    "customSheetViews": marked("views of single users"),
    "protectedRanges": marked("ranges that single users may edit"),
    "sortState": marked("a kept order of rows"),
}
_EXTENDED: Final = re.compile(rb"<(?:\w+:)?extLst[\s>/]")
_ALTERNATIVE: Final = re.compile(rb"<(?:\w+:)?AlternateContent[\s>]")
_PHONETIC: Final = re.compile(rb"<(?:\w+:)?rPh[\s>]")
_ESCAPED_UNDERSCORE: Final = b"_x005F_"


def foreign_parts(package: ZipFile) -> list[str]:
    """Return what would not survive, each thing once; words to be said, and paths of parts."""
    found = [name for part in package.namelist() for name in _part(part)]
    for part in package.namelist():
        if re.match(r"xl/(worksheets|tables)/[^/]+\.xml$", part):
            found += _inside(package.read(part))
        elif part == "xl/sharedStrings.xml":
            found += _in_texts(package.read(part))
    return list(dict.fromkeys(found))


def _part(part: str) -> Iterator[str]:
    if part.endswith("/") or _KEPT_PARTS.fullmatch(part):
        return
    names = (name for pattern, name in _PARTS if re.search(pattern, part))
    yield next(names, part)


def _inside(content: bytes) -> Iterator[str]:
    """Yield what a sheet or table holds beside what is written again whole."""
    if _EXTENDED.search(content):
        yield _IN_SHEETS["extLst"]
    if _ALTERNATIVE.search(content):
        yield marked("form controls")
    for name in dict.fromkeys(_children(content)):
        if name in _IN_SHEETS:
            yield _IN_SHEETS[name]
        elif name not in _KEPT_IN_SHEETS:
            yield name


def _in_texts(content: bytes) -> Iterator[str]:
    if _PHONETIC.search(content):
        yield marked("readings above characters")
    if _ESCAPED_UNDERSCORE in content:
        yield marked("texts with escaped underscores")


def _children(content: bytes) -> list[str]:
    root = fromstring(content)
    if not root.tag.endswith("}worksheet"):
        return []
    return [str(child.tag).rpartition("}")[2] for child in root]
