"""A chart with its title, its table and ways to copy it and to save it as a picture."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from maturity_app.ui.dialogs.picture import Picture
from maturity_app.ui.models.figures import FigureTable
from maturity_app.ui.ready_icons import icon
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.data_table import DataTable
from maturity_app.ui.widgets.pieces import GAP, button, label
from maturity_app.wording import Wording


def tool_button(name: str, in_words: str, palette: Palette) -> QToolButton:
    """Return an icon button that says what it does."""
    made = QToolButton()
    made.setProperty("role", "icon")
    made.setIcon(icon(name, palette, size=16))
    made.setIconSize(QSize(16, 16))
    made.setToolTip(in_words)
    made.setAccessibleName(in_words)
    return made


class ChartBlock(QWidget):
    """A chart under its title; "as table" shows its figures as a table in the same place.

    `row_chosen` tells the key of a row opened in the table, `explained` that the link beside
    the title was used, `picture_requested` carries a picture to be saved and what it is of.
    """

    row_chosen = Signal(str)
    explained = Signal()
    picture_requested = Signal(object, str)

    def __init__(
        self, title: str, chart: QWidget, w: Wording, palette: Palette, how: str = ""
    ) -> None:
        """Make a block around a chart; `how` is the text of a link to its trace."""
        super().__init__()
        self._w, self._palette = w, palette
        self.title, self.source = title, ""
        self.chart = chart
        self.chart.setAccessibleName(title)
        self.table = DataTable(w, palette)
        self.table.hide()
        self.heading = label(title, "strong", wraps=True)
        self.caption = label("", "muted", wraps=True)
        self.caption.hide()
        self.as_table = tool_button("table", w("{title}: as table", title=title), palette)
        self.as_table.setCheckable(True)
        self.copy = tool_button("copy", w("{title}: copy as picture", title=title), palette)
        in_words = w("{title}: save as picture…", title=title)
        self.save = tool_button("save", in_words, palette)
        self.link = button(how, "link")
        self.link.setAccessibleName(f"{title}: {how}")
        self.link.setVisible(bool(how))
        self._build()
        self.as_table.toggled.connect(self._on_toggled)
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self._on_save)
        self.link.clicked.connect(self.explained)
        self.table.row_chosen.connect(self.row_chosen)

    def show_table(self, table: FigureTable) -> None:
        """Keep the table in step with the chart."""
        self.table.show_table(table)

    def show_caption(self, text: str) -> None:
        """Show a line below the title; none for an empty text."""
        self.caption.setText(text)
        self.caption.setVisible(bool(text))
        self.chart.setAccessibleDescription(text)

    def show_source(self, source: str) -> None:
        """Say of whom and when the figures are: it stands in pictures, which go about alone."""
        self.source = source

    def set_title(self, title: str) -> None:
        """Show another title, one that says the finding."""
        self.heading.setText(title)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.heading, 1)
        head.addWidget(self.as_table)
        head.addWidget(self.copy)
        head.addWidget(self.save)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(GAP)
        body.addLayout(head)
        said = QHBoxLayout()
        said.setSpacing(GAP)
        said.addWidget(self.caption, 1)
        said.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        body.addLayout(said)
        body.addWidget(self.chart)
        body.addWidget(self.table)
        body.addStretch(1)

    def _on_toggled(self, is_table: bool) -> None:
        self.chart.setVisible(not is_table)
        self.table.setVisible(is_table)

    @property
    def _shown(self) -> QWidget:
        return self.table if self.as_table.isChecked() else self.chart

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setPixmap(self._shown.grab())

    def _on_save(self) -> None:
        title, told = self.heading.text(), self.table.table.as_text()
        picture = Picture(title, self.source, self._shown, told, self._palette)
        name = ", ".join(part for part in (self.source, self.title) if part)
        self.picture_requested.emit(picture, name)
