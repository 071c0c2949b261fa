"""How one comes to a staff survey: where it starts, as it goes on, and what is asked about it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog

from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.staff import new_survey
from maturity_app.storage.problems import MachineError
from maturity_app.ui.background import LongWork
from maturity_app.ui.dialogs.new_staff import NewStaff, NewStaffDialog, StaffOffer
from maturity_app.ui.dialogs.staff import StaffDialog
from maturity_app.ui.dialogs.staff_report import StaffFormDialog, StaffReportDialog
from maturity_app.ui.dialogs.staff_start import StaffStartDialog
from maturity_app.ui.outcomes import refused_outcome
from tests.staffing import at_random, survey_of
from tests.ui.staging import LONG, TODAY, Stage

FILE = Path("/media/surveys/Programme office/Parks and Cemeteries Autumn 2026.staff.json")
ROLES = {"Manager": 9, "Case officer in the field": 40, "Board": 3, "Trainee": 6}


def _survey(stage: Stage, sizes: dict[str, int]) -> StaffSurvey:
    asked = stage.questionnaire
    survey = survey_of(at_random(sizes, 4, 0.05, asked), ROLES, definition=asked)
    return replace(survey, unit=replace(survey.unit, name=LONG))


def start(stage: Stage) -> QDialog:
    recent = [FILE, FILE.with_name("ports.staff.json")]
    return StaffStartDialog(stage.window, stage.w, recent)


def _new(stage: Stage) -> NewStaffDialog:
    def make(asked: NewStaff) -> StaffSurvey:
        heads, roles = asked.headcount, asked.roles
        return new_survey(asked.questionnaire, "B2", "W", TODAY, headcount=heads, roles=roles)

    pulse = replace(stage.questionnaire, id="pulse", title="Pulse", short_form_of="digital-culture")
    offer = StaffOffer(
        units=stage.library.units(), questionnaires=[stage.questionnaire, pulse], today=TODAY,
        make=make,
    )  # fmt: skip
    return NewStaffDialog(stage.window, stage.w, offer)


def new(stage: Stage) -> QDialog:
    return _new(stage)


def new_refused(stage: Stage) -> QDialog:
    dialog = _new(stage)
    dialog.unit_field.setEditText(LONG)
    dialog.headcount_field.setText("60")
    for name, people in ROLES.items():
        row = dialog.role_table.add()
        row.name_field.setText(name)
        row.count_field.setText(str(people + 2))
    dialog.show()
    dialog.accept_button.click()
    return dialog


def begun(stage: Stage) -> QDialog:
    dialog = StaffDialog(stage.window, stage.w)
    dialog.show_survey(FILE, _survey(stage, {}))
    return dialog


def _gathering(stage: Stage) -> tuple[StaffDialog, LongWork]:
    dialog = StaffDialog(stage.window, stage.w)
    sizes = {"Manager": 4, "Case officer in the field": 21, "Trainee": 5, "": 2}
    dialog.show_survey(FILE, _survey(stage, sizes))
    work = LongWork(stage.w("Adding responses"), dialog)
    dialog.follow(work)
    dialog.show()
    return dialog, work


def gathering(stage: Stage) -> QDialog:
    dialog, work = _gathering(stage)
    work.tell(5, 32, "Umfrage-Rücklauf-0005.xlsx")
    return dialog


def gathering_refused(stage: Stage) -> QDialog:
    dialog, work = _gathering(stage)
    work.ended.emit(refused_outcome(MachineError(f"{FILE}: no space left on device"), stage.w))
    return dialog


def closed(stage: Stage) -> QDialog:
    dialog = StaffDialog(stage.window, stage.w)
    sizes = {"Manager": 8, "Case officer in the field": 21, "Trainee": 5}
    dialog.show_survey(FILE, _survey(stage, sizes).as_closed())
    return dialog


def form(stage: Stage) -> QDialog:
    return StaffFormDialog(stage.window, stage.w, _survey(stage, {}))


def report(stage: Stage) -> StaffReportDialog:
    return StaffReportDialog(stage.window, stage.w, FILE.parent, lambda _, told: told(""))


def report_reading(stage: Stage) -> QDialog:
    dialog = StaffReportDialog(stage.window, stage.w, FILE.parent, lambda *_: None)
    dialog.choose(FILE.with_name("Parks and Cemeteries Spring 2026.staff.json"))
    return dialog


def report_since(stage: Stage) -> QDialog:
    dialog = report(stage)
    dialog.choose(FILE.with_name("Parks and Cemeteries Spring 2026.staff.json"))
    return dialog
