"""The panel below a page: long work, how far it is, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from maturity_app.ui.background import LongWork
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, button, label
from maturity_app.wording import Wording

_BAR_WIDTH = 180
_ROW_HIGH = 48
_LEAST_WIDE, _MOST_HIGH = 240, 240


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of long work: a sentence, a line for each thing of note, what can be opened.

    Where the work was stopped, `go_on` does the rest of it, and `to_go_on` says so on a button.
    What `is_refused` stays to be read until it is hidden, as does what has details.
    """

    told: str
    details: tuple[str, ...] = ()
    file: Path | None = None
    folder: Path | None = None
    go_on: Callable[[], object] | None = None
    to_go_on: str = ""
    is_refused: bool = False

    @property
    def stays(self) -> bool:
        """Whether there is more to it than that it is done."""
        return self.is_refused or bool(self.details)


class WorkRow(QWidget):
    """One piece of long work: its name, a bar and a way to stop it, then its outcome."""

    hidden = Signal(object)
    file_requested = Signal(object)
    folder_requested = Signal(object)
    details_requested = Signal(object)

    def __init__(self, w: Wording, work: LongWork, *, speaks: bool = True) -> None:
        """Follow work that begins; where it `speaks`, screen readers hear what came of it."""
        super().__init__()
        self._w, self.work, self._speaks = w, work, speaks
        self.has_ended = self.stays = False
        self.setMinimumHeight(_ROW_HIGH)
        self.told = label(work.name, wraps=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName(work.name)
        self.stop_button = button(w("Stop"), "row", on_click=self._on_stop, tip=w("Ctrl+."))
        self.stop_button.setAccessibleName(w("Stop: {name}", name=work.name))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 6, 0, 6)
        self._row.setSpacing(12)
        self._row.addWidget(self.told, 1)
        self._row.addWidget(self.bar)
        self._row.addWidget(self.stop_button)
        work.moved.connect(self._on_moved)
        work.ended.connect(self._on_ended)

    def _on_moved(self, done: int, total: int, step: str) -> None:
        if self.has_ended or self.work.is_cancelled:
            return
        w, name = self._w, self.work.name
        if total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            name = w("{name}: {done} of {total}", name=name, done=done, total=total)
        self.told.setText(f"{name}\n{step}" if step else name)

    def _on_stop(self) -> None:
        # The button stays as it is: one that can't be pressed would lose the keyboard.
        self.work.cancel()
        self.told.setText(self._w("{name}: ends after this step", name=self.work.name))

    def _on_ended(self, outcome: object) -> None:
        self.has_ended = True
        self.bar.hide()
        had_focus = self.stop_button.hasFocus()
        self.stop_button.hide()
        if not isinstance(outcome, Outcome):
            self.hidden.emit(self)
            return
        self.stays = outcome.stays
        self.told.setText(outcome.told)
        if self._speaks:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.told, outcome.told))
        made = self._buttons(outcome)
        for choice in made:
            self._row.addWidget(choice)
            # Shown by the layout alone, it could not take the keyboard yet.
            choice.show()
        if had_focus:
            made[0].setFocus()

    def _buttons(self, outcome: Outcome) -> list[QPushButton]:
        """Return what can be done with an outcome, and at last a way to hide it."""
        w, made = self._w, []
        if outcome.go_on is not None:
            made.append(button(outcome.to_go_on, "row", on_click=outcome.go_on))
        if outcome.details:
            tell = partial(self.details_requested.emit, outcome)
            made.append(button(w("Details…"), "row", on_click=tell))
        if outcome.file is not None:
            open_file = partial(self.file_requested.emit, outcome.file)
            made.append(button(w.context("a link", "Open"), "row", on_click=open_file))
        if outcome.folder is not None:
            show = partial(self.folder_requested.emit, outcome.folder)
            made.append(button(w("Show in folder"), "row", on_click=show))
        made.append(button(w("Hide"), "row", on_click=partial(self.hidden.emit, self)))
        return made


class WorkPanel(QScrollArea):
    """Shows a row for each piece of long work until its outcome is hidden; many rows scroll.

    `file_requested` and `folder_requested` carry a path, `details_requested` an outcome.
    """

    file_requested = Signal(object)
    folder_requested = Signal(object)
    details_requested = Signal(object)

    def __init__(self, w: Wording, parent: QWidget | None = None, *, speaks: bool = True) -> None:
        """Show nothing yet; of two panels that show the same work only one `speaks`."""
        super().__init__(parent)
        self._w, self._speaks = w, speaks
        self.setProperty("role", "foot")
        self.setAccessibleName(w("Work under way"))
        self.rows: list[WorkRow] = []
        """What is shown, the oldest work first."""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._inside = QWidget()
        self._inside.setProperty("role", "clear")
        self.setWidget(self._inside)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(PAGE_MARGIN, 0, PAGE_MARGIN, 0)
        self._column.setSpacing(0)
        self.hide()

    def add(self, work: LongWork) -> None:
        """Show work that begins, in the place of what ended."""
        for row in list(self.rows):
            if row.has_ended:
                self._remove(row)
        row = WorkRow(self._w, work, speaks=self._speaks)
        row.hidden.connect(self._on_hidden)
        row.file_requested.connect(self.file_requested)
        row.folder_requested.connect(self.folder_requested)
        row.details_requested.connect(self.details_requested)
        self.rows.append(row)
        self._column.addWidget(row)
        self.show()
        # A step may take a second line, and what came of the work a third.
        for told in (work.moved, work.ended):
            told.connect(self.updateGeometry)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        needed = self._inside.heightForWidth(self.width()) + 1
        return QSize(_LEAST_WIDE, min(needed, _MOST_HIGH))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDE, min(self.sizeHint().height(), _ROW_HIGH))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def forget_done(self, *, is_about_other: bool = False) -> None:
        """Show no more what ended well, nor anything that ended where it is about another thing."""
        for row in list(self.rows):
            if row.has_ended and (is_about_other or not row.stays):
                self._on_hidden(row)

    def stop(self) -> None:
        """Stop what is being done now; what waits behind it is begun."""
        for row in self.rows:
            if not row.has_ended and not row.work.is_cancelled:
                row.stop_button.click()
                return

    def _on_hidden(self, row: WorkRow) -> None:
        self._remove(row)
        self.setVisible(bool(self.rows))

    def _remove(self, row: WorkRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.updateGeometry()
