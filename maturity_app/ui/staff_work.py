"""What is done with a staff survey that is shown: a form written, responses taken in, a report."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.forms import Invitation
from maturity_app.jobs.reporting import safe_name
from maturity_app.jobs.staff_files import (
    Gathering,
    earlier_survey,
    report_on,
    take_in,
    write_start_files,
)
from maturity_app.storage.problems import MaturityError
from maturity_app.storage.staff import read_staff_survey
from maturity_app.ui.background import Background, LongWork
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.export import ask_place
from maturity_app.ui.dialogs.message import tell, tell_details
from maturity_app.ui.dialogs.staff import StaffDialog
from maturity_app.ui.dialogs.staff_report import StaffFormDialog, StaffOrder, StaffReportDialog
from maturity_app.ui.outcomes import (
    failed_outcome,
    gathering_outcome,
    start_files_outcome,
    written_outcome,
)
from maturity_app.ui.services import Services
from maturity_app.ui.tasks import Tasks
from maturity_app.ui.widgets.work_panel import Outcome
from maturity_app.wording import Wording


class StaffWork(QObject):
    """Asks what is needed, has it done beside the window, and shows the survey as it is then.

    Each task reads the survey's file anew: others may have added to it meanwhile, or closed it.
    """

    def __init__(
        self, w: Wording, services: Services, background: Background, window: QWidget
    ) -> None:
        """Show nothing yet; the dialog stands before `window`."""
        super().__init__(window)
        self._w = w
        self._services = services
        self._background = background
        self._path = Path()
        self._written_to = Path()
        self._gathered_from: Path | None = None
        self._previous: Path | None = None
        self._window = window
        self._dialog: StaffDialog | None = None

    def show(self, path: Path, survey: StaffSurvey) -> None:
        """Show the survey of a file, and wait for what is wished to be done with it."""
        dialog = self._shown()
        dialog.work.forget_done(is_about_other=path != self._path)
        if path != self._path:
            self._written_to, self._gathered_from, self._previous = path.parent, None, None
        self._path = path
        dialog.show_survey(path, survey)
        dialog.open()

    def _shown(self) -> StaffDialog:
        if self._dialog is None:
            self._dialog = dialog = StaffDialog(self._window, self._w)
            dialog.form_requested.connect(partial(self._with_survey, self._ask_form))
            dialog.files_requested.connect(partial(self._with_survey, self._ask_files))
            dialog.folder_requested.connect(partial(self._with_survey, self._ask_folder))
            dialog.dropped.connect(lambda paths: self._take_in(self._path, paths))
            dialog.report_requested.connect(partial(self._with_survey, self._ask_report))
            dialog.work.file_requested.connect(Tasks.open_file)
            dialog.work.folder_requested.connect(Tasks.open_file)
            dialog.work.details_requested.connect(self._tell_details)
        return self._dialog

    # --- forms -----------------------------------------------------------------------

    def _ask_form(self, path: Path, survey: StaffSurvey) -> None:
        order = StaffFormDialog.ask(self._shown(), self._w, survey)
        if order is None:
            return
        if order.kind.suffix == ".xlsx":
            self._write_form(path, survey, order)
        else:
            self._write_start_files(path, survey)

    def _write_form(self, path: Path, survey: StaffSurvey, order: StaffOrder) -> None:
        w, services = self._w, self._services
        stem = w("Form: {title}", title=f"{survey.unit.name} {survey.wave.label}")
        form = self._place(order, stem)
        if form is None:
            return
        unit, wave = survey.unit, survey.wave
        to = Invitation(
            unit=unit.name, unit_id=unit.id, headcount=survey.headcount, wave=wave.label,
            day=wave.date, roles=tuple(survey.roles), is_anonymous=True,
        )  # fmt: skip
        self._run(
            path,
            w("Writing {name}", name=form.name),
            lambda _: services.write_form(form, survey.questionnaire, order.language, to),
            lambda _: written_outcome(form, w),
        )

    def _write_start_files(self, path: Path, survey: StaffSurvey) -> None:
        w = self._w
        folder = self._folder(w("Folder for the start files"), self._written_to)
        if folder is None:
            return
        self._written_to = folder
        self._run(
            path,
            w("Writing start files"),
            lambda _: write_start_files(survey, folder, w("Staff")),
            lambda paths: start_files_outcome(paths, folder, w),
        )

    # --- responses -------------------------------------------------------------------

    def _ask_files(self, path: Path, survey: StaffSurvey) -> None:
        if survey.closed:
            return
        w, start = self._w, self._gathered_from or path.parent
        kinds = f"{w('Responses')} (*.xlsx *.assessment.json);;{w('All files')} (*)"
        title = w("Add responses")
        chosen, _ = QFileDialog.getOpenFileNames(self._shown(), title, str(start), kinds)
        if chosen:
            self._gathered_from = Path(chosen[0]).parent
            self._take_in(path, [Path(name) for name in chosen])

    def _ask_folder(self, path: Path, survey: StaffSurvey) -> None:
        if survey.closed:
            return
        title = self._w("A folder of responses")
        folder = self._folder(title, self._gathered_from or path.parent)
        if folder is not None:
            self._gathered_from = folder
            self._take_in(path, [folder])

    def _take_in(self, path: Path, files: Sequence[Path]) -> None:
        def told(gathering: Gathering) -> Outcome:
            self._show_again(path, gathering.survey)
            rest = gathering.rest
            return gathering_outcome(gathering, self._w, lambda: self._take_in(path, rest))

        self._run(path, self._w("Adding responses"), partial(take_in, path, files), told)

    # --- the report ------------------------------------------------------------------

    def _ask_report(self, path: Path, survey: StaffSurvey) -> None:
        w = self._w

        def check(earlier: Path, told: Callable[[str], object]) -> None:
            self._background.run_in_background(
                lambda: earlier_survey(earlier, survey),
                lambda _: told(""),
                lambda failure: self._tell_refused(failure, told),
            )

        order = StaffReportDialog.ask(self._shown(), w, path.parent, check, self._previous)
        if order is None:
            return
        # Each kind of report asks anew, and all of them are to say the same.
        self._previous = order.previous
        if not (survey.closed or self._agrees(survey)):
            return
        output = self._place(order, f"{survey.unit.name} {survey.wave.label}")
        if output is not None:
            self._write_report(path, output, order, agreed=not survey.closed)

    def _agrees(self, survey: StaffSurvey) -> bool:
        w = self._w
        text = w(
            "{responses} of {people} people have answered. The first report closes the survey for "
            "good: nothing can be added any more. With a response added later, the difference "
            "between two reports would tell that person's answers.",
            responses=len(survey.responses), people=survey.headcount,
        )  # fmt: skip
        title = w("Close the survey for good?")
        return ConfirmDialog.ask(self._shown(), w, title, text, w("Close it and report"))

    def _write_report(self, path: Path, output: Path, order: StaffOrder, *, agreed: bool) -> None:
        w = self._w

        def written(survey: StaffSurvey) -> Outcome:
            self._show_again(path, survey)
            return written_outcome(output, w)

        self._run(
            path,
            w("Writing {name}", name=output.name),
            lambda _: report_on(path, output, order.previous, order.language, agreed=agreed),
            written,
        )

    # --- places ----------------------------------------------------------------------

    def _place(self, order: StaffOrder, stem: str) -> Path | None:
        path = ask_place(self._shown(), self._w, order.kind, self._written_to / safe_name(stem))
        if path is not None:
            self._written_to = path.parent
        return path

    def _folder(self, title: str, start: Path) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self._shown(), title, str(start))
        return Path(chosen) if chosen else None

    # --- beside the window -----------------------------------------------------------

    def _with_survey(self, go_on: Callable[[Path, StaffSurvey], None]) -> None:
        """Read the survey anew, show it as it is, and go on with it where it is still shown."""
        path, dialog = self._path, self._shown()
        dialog.hold()

        def read(survey: StaffSurvey) -> None:
            self._show_again(path, survey)
            dialog.release()
            if self._is_shown(path):
                go_on(path, survey)

        def failed(failure: Exception) -> None:
            dialog.release()
            self._tell_refused(failure, partial(self._refuse, path))

        self._background.run_in_background(lambda: read_staff_survey(path), read, failed)

    def _is_shown(self, path: Path) -> bool:
        return path == self._path and self._shown().isVisible()

    def _show_again(self, path: Path, survey: StaffSurvey) -> None:
        """Show what became of a survey, unless another one is shown by now."""
        if path == self._path:
            self._shown().show_survey(path, survey)

    def _run(
        self,
        path: Path,
        name: str,
        work: Callable[[LongWork], object],
        told: Callable[..., Outcome],
    ) -> None:
        """Do long work on a survey, which its view follows unless another one is shown in it."""

        def failed(failure: Exception) -> Outcome:
            # What was begun may have changed the file before it failed, or somebody else has.
            self._background.run_in_background(
                lambda: read_staff_survey(path),
                partial(self._show_again, path),
                lambda unread: self._tell_refused(unread, lambda _: None),
            )
            return failed_outcome(failure, self._w)

        begun = self._background.run_long(name, work, told, failed)
        if path == self._path:
            self._shown().follow(begun)

    def _refuse(self, path: Path, why: str) -> None:
        if self._is_shown(path):
            tell(self._shown(), self._w, self._w("This could not be done"), why)

    def _tell_refused(self, failure: Exception, told: Callable[[str], object]) -> None:
        """Hand on in words why something is refused; what is a fault of ours is one everywhere."""
        if not isinstance(failure, MaturityError):
            raise failure
        told(failure.worded(self._w))

    def _tell_details(self, outcome: Outcome) -> None:
        tell_details(self._shown(), self._w, outcome.told, outcome.details)
