"""Reports to be looked at before they are written anywhere."""

import tempfile
from collections.abc import Callable
from pathlib import Path


def pdf_from(write: Callable[[Path], object]) -> bytes:
    """Return the PDF that `write` writes to the path it is given; no file of it stays.

    The folder is readable for nobody else, and gone before the PDF is shown.
    """
    with tempfile.TemporaryDirectory(prefix="maturity-app-") as folder:
        path = Path(folder) / "preview.pdf"
        write(path)
        return path.read_bytes()
