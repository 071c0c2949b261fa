"""Reports to be looked at before they are written anywhere."""

import tempfile
from collections.abc import Callable
from pathlib import Path


def pdf_from(write: Callable[[Path], object]) -> bytes:
    """Return the PDF that `write` writes where it is told to; no file of it stays.

    What leaves something out has that in its name, whatever it is told.
    The folder is readable for nobody else, and gone before the PDF is shown.
    """
    with tempfile.TemporaryDirectory(prefix="maturity-app-") as folder:
        write(Path(folder) / "preview.pdf")
        [written] = Path(folder).iterdir()
        return written.read_bytes()
