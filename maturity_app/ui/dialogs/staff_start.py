"""Where a staff survey starts: one begins, or a file that there is goes on."""

from collections.abc import Sequence
from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from maturity_app.domain.suppression import FEWEST_FOR_THIRD
from maturity_app.ui.dialogs.form import ClosingDialog
from maturity_app.ui.models.help_topics import TopicId
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.wording import Wording, visible


class StaffWay(Enum):
    """The ways to a staff survey that are none of the files used lately."""

    BEGIN = auto()
    OPEN = auto()


class StaffStartDialog(ClosingDialog):
    """Says what a staff survey is, and asks for one."""

    topic = TopicId.STAFF

    def __init__(self, parent: QWidget | None, w: Wording, recent: Sequence[Path]) -> None:
        """Offer two ways, and the files used lately."""
        super().__init__(parent, w, w("Staff survey…"))
        self.way: StaffWay | Path | None = None
        told = w(
            "Many people answer without their names, and a report says what they answered "
            "together. Of fewer than {fewest} people nothing is ever told.",
            fewest=FEWEST_FOR_THIRD,
        )
        self.body.addWidget(label(told, wraps=True))
        self.setAccessibleDescription(told)
        self.begin_button = self._add_way(
            w("&Begin a staff survey…"),
            w("Say whom you ask, and choose the one file in which all answers will be gathered."),
            StaffWay.BEGIN,
        )
        self.open_button = self._add_way(
            w("&Open its file…"),
            w("Go on with a survey that was begun: add responses, or write its report."),
            StaffWay.OPEN,
        )
        self.recent_buttons = [self._recent(path) for path in recent]
        if recent:
            self.body.addSpacing(12)
            self.body.addWidget(label(w("Used lately"), "strong"))
            for each in self.recent_buttons:
                self.body.addWidget(each)
        self.begin_button.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, w: Wording, recent: Sequence[Path]
    ) -> StaffWay | Path | None:
        """Return a way or the file of a survey; None if neither is wanted."""
        dialog = cls(parent, w, recent)
        return dialog.way if dialog.exec() else None

    def _add_way(self, text: str, told: str, way: StaffWay) -> QWidget:
        made = button(text, "choose", on_click=partial(self._on_chosen, way))
        made.setAutoDefault(True)
        made.setAccessibleDescription(told)
        self.body.addSpacing(12)
        self.body.addWidget(made)
        self.body.addWidget(label(told, "muted", wraps=True))
        return made

    def _recent(self, path: Path) -> QWidget:
        """Return a button with a file's name above the folder it is in."""
        made = QWidget()
        made.setProperty("role", "clear")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        folder = visible(str(path.parent))
        named = button(
            visible(path.name).replace("&", "&&"), "link", on_click=partial(self._on_chosen, path)
        )
        named.setAutoDefault(True)
        named.setAccessibleDescription(folder)
        made.setFocusProxy(named)
        column.addWidget(named)
        column.addWidget(label(folder, "muted", wraps=True))
        return made

    def _on_chosen(self, way: StaffWay | Path) -> None:
        self.way = way
        self.accept()
