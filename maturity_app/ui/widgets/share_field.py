"""How much of a record is handed on, and what that is, before it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from maturity_app.domain.assessment import Share
from maturity_app.jobs.sharing import Preview
from maturity_app.ui.widgets.pieces import label
from maturity_app.wording import Wording

_GAP = 8


class ShareField(QWidget):
    """A choice of presets with what goes along and what stays here; `chosen` says it changed."""

    chosen = Signal()

    def __init__(self, w: Wording, parent: QWidget | None = None) -> None:
        """Offer the presets, everything chosen."""
        super().__init__(parent)
        self._w = w
        self.field = QComboBox()
        presets: tuple[tuple[Share, str], ...] = (
            ("full", w("Everything")),
            ("without_comments", w("No comments")),
            ("without_names", w("No names or comments")),
            ("scores_only", w("Scores only")),
        )
        for share, name in presets:
            self.field.addItem(name, share)
        self.told = label("", "muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(label(w("&What goes along"), "strong", buddy=self.field))
        column.addWidget(self.field)
        column.addWidget(self.told)
        self.tell(None)
        self.field.currentIndexChanged.connect(self.chosen)

    @property
    def share(self) -> Share:
        """The chosen preset."""
        share: Share = self.field.currentData()
        return share

    def tell(self, preview: Preview | None, name: str = "") -> None:
        """Say what goes along and what stays here; None where that is everything.

        `name` says of which record, where there are many.
        """
        w = self._w
        lines: list[str] = []
        if preview is not None:
            lines += [w("Of {name}:", name=name)] if name else []
            for heading, things in (
                (w("Stays here"), preview.stays),
                (w("Goes along"), preview.goes),
            ):
                words = w.joined(map(w.said, things)) if things else w("nothing")
                lines.append(w.labelled(heading, words))
        self.say("\n".join(lines))

    def say(self, text: str) -> None:
        """Say in words what the choice means; nothing where the text is empty."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.field.setAccessibleDescription(text)
