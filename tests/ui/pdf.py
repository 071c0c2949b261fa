"""Small PDFs whose pages say their number."""

import io

from reportlab.pdfgen.canvas import Canvas

A4, WIDE = (595, 842), (842, 595)


def pdf(sizes: list[tuple[int, int]]) -> bytes:
    """Return a PDF with a page of each size in points."""
    content = io.BytesIO()
    canvas = Canvas(content)
    for number, size in enumerate(sizes, start=1):
        canvas.setPageSize(size)
        canvas.drawString(50, 50, f"This is page {number}")
        canvas.showPage()
    canvas.save()
    return content.getvalue()
