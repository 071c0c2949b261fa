"""A staff survey: how far it is, and what can be done with it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QPushButton, QWidget

from maturity_app.domain.staff import StaffSurvey
from maturity_app.domain.suppression import FEWEST_FOR_THIRD
from maturity_app.domain.translating import in_language, language_of
from maturity_app.ui.background import LongWork
from maturity_app.ui.dialogs.form import ClosingDialog
from maturity_app.ui.models.help_topics import TopicId
from maturity_app.ui.models.staff import (
    adding_text,
    asking_text,
    report_text,
    responses_text,
    role_lines,
    state_text,
)
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import Card, button, label
from maturity_app.ui.widgets.work_panel import WorkPanel
from maturity_app.wording import Wording, visible

_WIDTH = 720


class StaffDialog(ClosingDialog):
    """Shows a survey in three steps: ask, gather, report; below them what is being done.

    It asks nothing itself, and stays while it is shown another state of the survey. `dropped`
    carries the files and folders that were let go over it.
    """

    topic = TopicId.STAFF

    form_requested = Signal()
    files_requested = Signal()
    folder_requested = Signal()
    report_requested = Signal()
    dropped = Signal(object)

    def __init__(self, parent: QWidget | None, w: Wording) -> None:
        """Show no survey yet."""
        super().__init__(parent, w, w("Staff survey…"))
        self.want_width(_WIDTH)
        self.setAcceptDrops(True)
        self.about = label("", "panel", wraps=True)
        self.place = label("", "muted", wraps=True)
        self.responses, self.state = label("", "strong", wraps=True), label("", wraps=True)
        self.roles = QWidget()
        self._grid = QGridLayout(self.roles)
        self.form_button = button(w("Form for everyone…"), on_click=self.form_requested.emit)
        self.files_button = button(w("Add responses…"), on_click=self.files_requested.emit)
        self.folder_button = button(w("Add a folder…"), on_click=self.folder_requested.emit)
        self.report_button = button(w("Write the report…"), on_click=self.report_requested.emit)
        self.asking, self.adding, self.reporting = (
            label("", "muted", wraps=True) for _ in range(3)
        )
        self._steps = {
            self.form_button: self.asking, self.files_button: self.adding,
            self.folder_button: self.adding, self.report_button: self.reporting,
        }  # fmt: skip
        # The window behind shows the same work, and tells what came of it also once this is closed.
        self.work = WorkPanel(w, speaks=False)
        self._survey: StaffSurvey | None = None
        self._under_way = 0
        self._held: QWidget | None = None
        self._is_held = False
        self._build()
        stop = QShortcut(QKeySequence("Ctrl+."), self)
        stop.activated.connect(self.work.stop)

    def _build(self) -> None:
        w = self._w
        self.body.addWidget(self.about)
        self.body.addWidget(self.place)
        self.body.addSpacing(8)
        card = Card()
        card.body.setSpacing(4)
        card.body.addWidget(self.responses)
        card.body.addWidget(self.state)
        self.roles.setProperty("role", "clear")
        self._grid.setContentsMargins(0, 8, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(3, 3)
        card.body.addWidget(self.roles)
        self.body.addWidget(card)
        self._add_step(w("Ask everyone"), [self.form_button], self.asking)
        self._add_step(
            w("Gather what comes back"), [self.files_button, self.folder_button], self.adding
        )
        self._add_step(w("Report"), [self.report_button], self.reporting)
        self.below.addWidget(self.work)

    def _add_step(self, title: str, buttons: list[QPushButton], told: QWidget) -> None:
        self.body.addSpacing(12)
        self.body.addWidget(label(title, "strong"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in buttons:
            row.addWidget(each)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addWidget(told)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # There is more to do here than to close: Enter presses the button where one is.
        focused: QWidget | None = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    # --- showing ---------------------------------------------------------------------

    def show_survey(self, path: Path, survey: StaffSurvey) -> None:
        """Show a survey as it is in its file now."""
        w, asked = self._w, survey.questionnaire
        spoken = in_language(asked, language_of(asked, w.language))
        unit, wave = visible(survey.unit.name), visible(survey.wave.label)
        self.about.setText(w("{unit}, {wave}", unit=unit, wave=wave))
        questions = f"{spoken.title} {asked.version}"
        kept = w("Each person's answers are in this file: keep it to yourself.")
        self.place.setText(f"{questions}\n{visible(str(path))}\n{kept}")
        self.responses.setText(responses_text(survey, w))
        self.state.setText(state_text(survey, w))
        self._show_roles(survey)
        self.asking.setText(asking_text(survey, w))
        self.adding.setText(adding_text(survey, w))
        self.reporting.setText(report_text(survey, w))
        for each, told in self._steps.items():
            each.setAccessibleDescription(told.text())
        self._tell_whole(survey)
        self._survey = survey
        self._allow()

    def _show_roles(self, survey: StaffSurvey) -> None:
        while (entry := self._grid.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        w, lines = self._w, role_lines(survey, self._w)
        self.roles.setVisible(bool(lines))
        heads = (w("Role"), w("People"), w("Answered"), w("A report tells"))
        for column, head in enumerate(heads):
            self._grid.addWidget(label(head, "strong-caption"), 0, column)
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(lines, start=1):
            for column, text in enumerate(line):
                self._grid.addWidget(label(text, "dense", wraps=column in (0, 3)), row, column, top)

    def _tell_whole(self, survey: StaffSurvey) -> None:
        """Say all that stands above the buttons to those who do not see it."""
        w = self._w
        said = [self.about.text(), self.responses.text(), self.state.text()]
        for name, people, answered, told in role_lines(survey, w):
            facts = w("{people} asked, answered: {answered}", people=people, answered=answered)
            said.append(w.labelled(name, w.joined([facts, told])))
        self.setAccessibleDescription("\n".join(said))

    def _allow(self) -> None:
        """Switch on what can be done now, and lead the keyboard there where it is nowhere."""
        survey = self._survey
        is_free = survey is not None and not (self._under_way or self._is_held)
        for each in (self.form_button, self.files_button, self.folder_button):
            each.setEnabled(is_free and not (survey and survey.closed))
        is_enough = survey is not None and len(survey.responses) >= FEWEST_FOR_THIRD
        self.report_button.setEnabled(is_free and is_enough)
        focused: QWidget | None = self.focusWidget()
        if focused is None or not (focused.isEnabled() and focused.isVisibleTo(self)):
            first = self.files_button if survey and survey.responses else self.form_button
            able = (first, self.report_button, self.close_button)
            next(each for each in able if each.isEnabled()).setFocus()

    def hold(self) -> None:
        """Let nothing be asked for while the survey is read anew."""
        focused: QWidget | None = self.focusWidget()
        self._held, self._is_held = focused if focused in self._steps else None, True
        self._allow()

    def release(self) -> None:
        """Let it be asked for again, the keyboard where it was."""
        self._is_held = False
        self._allow()
        if self._held is not None and self._held.isEnabled():
            self._held.setFocus()

    # --- dropping --------------------------------------------------------------------

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.files_button.isEnabled():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths and self.files_button.isEnabled():
            event.acceptProposedAction()
            self.dropped.emit(paths)

    # --- work ------------------------------------------------------------------------

    def follow(self, work: LongWork) -> None:
        """Show work that begins, and what comes of it."""
        self.work.add(work)
        self._under_way += 1
        self.work.rows[-1].stop_button.setFocus()
        self._allow()
        work.moved.connect(self._fit)
        work.ended.connect(self._on_work_ended)
        self._fit()

    def _on_work_ended(self, _outcome: object) -> None:
        self._under_way -= 1
        self._allow()
        self._fit()
