"""A staff survey in the window as a test goes about it: shown, answered by people, told of."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Assessment, Assessor
from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.staff import new_survey
from maturity_app.storage.assessments import write_assessment
from maturity_app.storage.staff import write_staff_survey
from maturity_app.ui.dialogs.staff import StaffDialog
from maturity_app.ui.main_window import MainWindow
from tests.staffing import SMALL, at_random

DAY = date(2026, 10, 16)
ROLES = {"Manager": 9, "Staff": 11}
NOTHING = "nothing so far: too few of it or of the others answered"

Answering = Callable[[type[QDialog], Callable[..., object]], None]
"""Says what a person does in a kind of dialog."""


def begun(folder: Path, name: str = "c3", unit: str = "Unit C3") -> Path:
    """Write a survey that nobody has answered yet, and return its file."""
    path = folder / f"{name}.staff.json"
    survey = new_survey(
        SMALL, unit, "Autumn 2026", DAY, headcount=20, roles=list(ROLES.items()), unit_id="c3"
    )
    write_staff_survey(path, survey)
    return path


def accept(dialog: QDialog) -> None:
    dialog.accept()


def shown(window: MainWindow, qtbot: QtBot) -> StaffDialog:
    """Return the survey's own view, once it is shown."""

    def is_shown() -> bool:
        found = window.findChild(StaffDialog)
        return found is not None and found.isVisible()

    qtbot.waitUntil(is_shown)
    dialog = window.findChild(StaffDialog)
    assert dialog is not None
    return dialog


def told(dialog: StaffDialog, qtbot: QtBot) -> str:
    """Return what came of the work that is shown in a dialog."""
    row = dialog.work.rows[-1]
    qtbot.waitUntil(lambda: row.has_ended and dialog.files_button.isEnabled(), timeout=20_000)
    return row.told.text()


def filled_in(survey: StaffSurvey, folder: Path, many: int) -> list[Path]:
    """Write the file of each of so many people, without their names."""
    sizes = {"Manager": 2, "Staff": many - 2}
    paths = []
    for number, response in enumerate(at_random(sizes, 4, 0.05, survey.questionnaire)):
        own = Assessment(
            id=f"own-{number}", unit=survey.unit, wave=survey.wave, answers=response.answers,
            questionnaire=survey.questionnaire, assessor=Assessor(role=response.role),
        )  # fmt: skip
        paths.append(folder / f"{number}.assessment.json")
        write_assessment(paths[-1], own)
    return paths


def drop(window: MainWindow | StaffDialog, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    ))  # fmt: skip
