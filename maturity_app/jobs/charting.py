"""The charts of a report as files of their own, for slides and web pages."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from maturity_app.domain.assessment import Assessment
from maturity_app.jobs.reporting import check_earlier, file_stem, in_its_language
from maturity_app.jobs.sharing import IN_FULL, Sharing
from maturity_app.storage.atomic import write_whole
from maturity_app.wording import Wording, wording_for

if TYPE_CHECKING:
    from maturity_app.reports.pdf.single import Chart

ChartFormat = Literal["svg", "png"]
DOTS_PER_INCH: Final = 300
_POINTS_PER_INCH: Final = 72


def write_charts(  # noqa: PLR0913 - what, where to, and how
    folder: Path,
    assessment: Assessment,
    kinds: Sequence[ChartFormat],
    earlier: Sequence[Assessment] = (),
    language: str = "en",
    *,
    sharing: Sharing = IN_FULL,
) -> list[Path]:
    """Write each chart of the management report to a folder and return the files.

    `earlier` are the unit's earlier waves; without any there is no trend. What is not shared in
    full has that in its name.

    Raises:
        InputError: what is given as earlier is no earlier wave of the unit.
        MachineError: the folder can't be written.

    """
    from maturity_app.reports.pdf.single import charts_of

    check_earlier(assessment, earlier)
    w = wording_for(language)
    spoken = [in_its_language(record, language) for record in (assessment, *earlier)]
    report = sharing.report_on(spoken[0], spoken[1:], w)
    stem = file_stem(report.assessment)
    written = []
    for chart in charts_of(report, w):
        for kind in kinds:
            path = sharing.placed(folder / f"{stem} {chart.name}.{kind}")
            write_whole(path, _rendered(chart, kind, w))
            written.append(path)
    return written


def _rendered(chart: "Chart", kind: ChartFormat, w: Wording) -> bytes:
    from maturity_app.reports.pdf.single import chart_pdf, chart_svg

    return chart_svg(chart, w) if kind == "svg" else _png(chart, chart_pdf(chart, w))


def _png(chart: "Chart", page: bytes) -> bytes:
    """Return a page as a picture that knows its resolution and carries its words."""
    import pypdfium2
    from PIL.PngImagePlugin import PngInfo

    with pypdfium2.PdfDocument(page) as document:
        picture = document[0].render(scale=DOTS_PER_INCH / _POINTS_PER_INCH).to_pil()
    words = PngInfo()
    words.add_itxt("Title", chart.title)
    words.add_itxt("Description", chart.description)
    out = BytesIO()
    dots = (DOTS_PER_INCH, DOTS_PER_INCH)
    picture.save(out, "PNG", dpi=dots, pnginfo=words, optimize=True)
    return out.getvalue()
