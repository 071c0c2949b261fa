"""The answers a question offers: one radio group, worked by mouse, arrows and number keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGroupBox, QVBoxLayout

from maturity_app.domain.questionnaire import Item, Option
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.option_row import OptionRow
from maturity_app.ui.widgets.painting import RING
from maturity_app.ui.widgets.pieces import GAP

_KEYS = "123456789"
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


class OptionList(QGroupBox):
    """Rows of which one may be chosen.

    `chosen` asks for an option; the rows show it once `show_option` says so. `committed` says
    that the person has settled: by a click, by Enter, or by moving on.
    """

    chosen = Signal(str)
    committed = Signal()

    def __init__(
        self, item: Item, options: Sequence[Option], palette: Palette, *, numbered: bool = True
    ) -> None:
        """Make a row for each option; the group is named by the question's statement.

        Where rows are not `numbered`, no key is shown at them.
        """
        super().__init__()
        self.setProperty("role", "options")
        self.setFlat(True)
        self.setAccessibleName(item.text)
        self.setAccessibleDescription(item.frame)
        self.is_editable = True
        column = QVBoxLayout(self)
        column.setContentsMargins(RING, RING, RING, RING)
        column.setSpacing(GAP)
        labels = [option.label for option in options]
        keys = _KEYS if numbered else ""
        self.rows = [
            OptionRow(option, keys[at : at + 1], labels, palette)
            for at, option in enumerate(options)
        ]
        for row in self.rows:
            row.clicked.connect(self._on_clicked)
            row.focus_lost.connect(self._on_focus_lost)
            column.addWidget(row)
        self._set_tab_stop()

    def show_option(self, option_id: str | None) -> None:
        """Check the row of an option; None checks none."""
        for row in self.rows:
            # Qt keeps one of a group checked for good, but an answer can be taken back.
            row.setAutoExclusive(False)
            row.setChecked(row.option.id == option_id)
            row.setAutoExclusive(True)
        self._set_tab_stop()

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the chosen row, or to the first."""
        stop = self._stop()
        if stop is not None:
            stop.setFocus(reason)

    def choose(self, position: int) -> None:
        """Ask for the option at a position, counted from 0, and move the focus there."""
        if not 0 <= position < len(self.rows):
            return
        row = self.rows[position]
        if self.has_row_focus():
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.is_editable:
            self.chosen.emit(row.option.id)

    def has_row_focus(self) -> bool:
        """Return whether one of the rows has the focus."""
        return any(row.hasFocus() for row in self.rows)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            focused = next((at for at, row in enumerate(self.rows) if row.hasFocus()), None)
            if focused is not None:
                self.choose(focused + _STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.committed.emit()
        else:
            event.ignore()

    def _on_clicked(self) -> None:
        row = self.sender()
        if not isinstance(row, OptionRow) or not self.is_editable:
            return
        row.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(row.option.id)
        self.committed.emit()

    def _on_focus_lost(self) -> None:
        gone_to = QApplication.focusWidget()
        if gone_to not in self.rows:
            self.committed.emit()

    def _stop(self) -> OptionRow | None:
        checked = next((row for row in self.rows if row.isChecked()), None)
        return checked or (self.rows[0] if self.rows else None)

    def _set_tab_stop(self) -> None:
        # As in any radio group, Tab comes to one row and arrows go to the others.
        stop = self._stop()
        for row in self.rows:
            row.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus
            )
