"""How a person comes to an anonymous staff survey from the window: begun, opened, dropped."""

import contextlib
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.organising import free_unit_id
from maturity_app.jobs.reporting import safe_name
from maturity_app.jobs.staff import new_survey
from maturity_app.jobs.staff_files import check_new_place
from maturity_app.storage.problems import MaturityError
from maturity_app.storage.staff import (
    STAFF_SUFFIX,
    is_staff_survey,
    read_staff_survey,
    write_staff_survey,
)
from maturity_app.ui.dialogs.export import Kind, ask_place
from maturity_app.ui.dialogs.new_staff import NewStaff, NewStaffDialog, StaffOffer
from maturity_app.ui.dialogs.staff_start import StaffStartDialog, StaffWay
from maturity_app.ui.folders import opened_last
from maturity_app.ui.polite import LibraryTasks
from maturity_app.ui.staff_work import StaffWork


class StaffTasks(LibraryTasks):
    """Asks which staff survey it is about, and has it shown."""

    @cached_property
    def _work(self) -> StaffWork:
        return StaffWork(self._w, self._services, self._background, self._window)

    def start(self) -> None:
        """Ask which survey it is about: a new one, one in a file, or one used lately."""
        recent = [path for path in self._services.recent_files() if is_staff_survey(path)]
        way = StaffStartDialog.ask(self._window, self._w, recent)
        if way is StaffWay.BEGIN:
            self._begin()
        elif way is StaffWay.OPEN:
            self._ask_file()
        elif isinstance(way, Path):
            self._open(way)

    def open_files(self, paths: Sequence[Path]) -> None:
        """Show the survey in a file; where there are several, let one be chosen."""
        if len(paths) == 1:
            self._open(paths[0])
        else:
            self._note(paths)
            self.start()

    # --- opening ---------------------------------------------------------------------

    def _open(self, path: Path) -> None:
        def show(survey: StaffSurvey) -> None:
            self._note([path])
            self._work.show(path, survey)

        self._background.run_in_background(lambda: read_staff_survey(path), show, self._on_failed)

    def _ask_file(self) -> None:
        w, start = self._w, opened_last(self._services)
        kinds = f"{w('Staff surveys')} (*{STAFF_SUFFIX});;{w('All files')} (*)"
        title = w("Open a staff survey")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(start), kinds)
        if chosen:
            self._open(Path(chosen))

    def _note(self, paths: Sequence[Path]) -> None:
        # That a file was opened is no less true where it can't be noted.
        with contextlib.suppress(MaturityError):
            self._services.note_recent(paths)

    # --- beginning -------------------------------------------------------------------

    def _begin(self) -> None:
        dialog = NewStaffDialog(self._window, self._w, self._offer())
        # Without a place one is back at what was written, and nothing of it is lost.
        while dialog.exec():
            survey = dialog.survey()
            path = self._new_place(survey)
            if path is not None:
                self._open(path)
                return

    def _offer(self) -> StaffOffer:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            questionnaires = self._services.questionnaires()
        finally:
            QGuiApplication.restoreOverrideCursor()
        return StaffOffer(
            units=self._library.units(),
            questionnaires=questionnaires,
            today=datetime.now().astimezone().date(),
            make=self._made,
        )

    def _made(self, asked: NewStaff) -> StaffSurvey:
        unit = asked.unit
        return new_survey(
            asked.questionnaire,
            unit.name,
            asked.wave,
            asked.day,
            headcount=asked.headcount,
            roles=asked.roles,
            unit_id=unit.id or free_unit_id(self._library, unit.name),
        )

    def _new_place(self, survey: StaffSurvey) -> Path | None:
        """Ask where a survey is to be kept until it can be, and write it there."""
        w = self._w
        kind = Kind(suffix=STAFF_SUFFIX, name=w("Staff survey"), told="")
        name = safe_name(f"{survey.unit.name} {survey.wave.label}")
        start = opened_last(self._services) / name
        while (path := ask_place(self._window, w, kind, start)) is not None:
            try:
                check_new_place(path)
                write_staff_survey(path, survey)
            except MaturityError as refused:
                self._on_failed(refused)
            else:
                return path
        return None
