"""Which program this is, what it is made of, under which licences, and where the library is."""

import platform
from importlib import metadata
from pathlib import Path

import PySide6
from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from maturity_app import __version__
from maturity_app.ui.models.reading import Look, Paragraph
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import button
from maturity_app.ui.widgets.reading_view import ReadingView
from maturity_app.wording import Wording

_SIZE = QSize(600, 560)
_EDGE = QSize(48, 96)
LICENCES = {
    "annotated-types": "MIT",
    "click": "BSD-3-Clause",
    "openpyxl": "MIT",
    "pikepdf": "MPL-2.0",
    "platformdirs": "MIT",
    "pydantic": "MIT",
    "pypdfium2": "BSD-3-Clause, with PDFium under BSD-3-Clause",
    "PyYAML": "MIT",
    "reportlab": "BSD-3-Clause",
}
"""The libraries the program asks for beside Qt, and the licence of each."""


class AboutDialog(QDialog):
    """Tells it as a text that can be copied whole."""

    def __init__(self, parent: QWidget | None, w: Wording, library: Path) -> None:
        """Tell of the program and of the library it has open."""
        super().__init__(parent)
        self.setWindowTitle(w("About Maturity survey"))
        self._paragraphs = about_paragraphs(w, library)
        self.view = ReadingView(w("About Maturity survey"), self._paragraphs)
        self.copy_button = button(w("Copy"), "tall", on_click=self._on_copy)
        self.close_button = button(w("Close"), "primary", on_click=self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(12)
        whole.addWidget(self.view, 1)
        whole.addLayout(foot)
        self.close_button.setFocus()

    @classmethod
    def tell(cls, parent: QWidget | None, w: Wording, library: Path) -> None:
        """Show it until it is closed."""
        cls(parent, w, library).exec()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(text for _, text in self._paragraphs))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        room = self.screen().availableSize() - _EDGE
        self.resize((_SIZE * font_scale(self)).boundedTo(room))
        super().showEvent(event)


def about_paragraphs(w: Wording, library: Path) -> list[Paragraph]:
    """Return what is said of the program."""
    told = [
        (Look.TITLE, w("Maturity survey")),
        (Look.BODY, w("Version {version}", version=__version__)),
        (Look.BODY, w("It may be used, changed and passed on under the MIT licence.")),
        (Look.HEADING, w("The library")),
        (Look.BODY, str(library)),
        (Look.HEADING, w("Made with")),
        (Look.NAME, f"Qt {qVersion()}, PySide6 {PySide6.__version__}"),
        (Look.BODY, _qt_words(w)),
        (Look.NAME, f"Python {platform.python_version()}"),
        (Look.BODY, w("Python Software Foundation licence, version 2")),
        (Look.NAME, w("Libraries")),
        *(
            (Look.POINT, w.labelled(f"{name} {_version(name)}".strip(), licence))
            for name, licence in LICENCES.items()
        ),
        (Look.NAME, w("Fonts of the reports")),
        (Look.BODY, w("Source Sans 3, © Adobe, under the SIL Open Font License, version 1.1")),
    ]
    return [Paragraph(look, text) for look, text in told]


def _qt_words(w: Wording) -> str:
    return w(
        "Used under the GNU Lesser General Public License, version 3, as libraries of their own: "
        "you may replace them with a changed version of yours, and study this program as far as "
        "that needs. The licence and the source are at qt.io/licensing and code.qt.io."
    )


def _version(name: str) -> str:
    """Return a library's version; empty where the packed program left the record of it out."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
