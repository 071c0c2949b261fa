"""A staff survey in the window: begun, handed out, gathered, reported and closed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from maturity_app.domain.assessment import Assessor
from maturity_app.storage.assessments import SUFFIX, read_assessment, write_assessment
from maturity_app.storage.staff import STAFF_SUFFIX, read_staff_survey, write_staff_survey
from maturity_app.ui.actions import Actions
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.help import HelpWindow
from maturity_app.ui.dialogs.message import MessageDialog
from maturity_app.ui.dialogs.new_staff import NewStaffDialog
from maturity_app.ui.dialogs.staff_report import StaffFormDialog, StaffReportDialog
from maturity_app.ui.dialogs.staff_start import StaffStartDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.models.help_topics import TopicId
from tests.building import assessment
from tests.jobs.filling import fill, put
from tests.staffing import SMALL, at_random, survey_of
from tests.ui.gathering import (
    NOTHING,
    ROLES,
    Answering,
    accept,
    begun,
    drop,
    filled_in,
    shown,
    told,
)


def begin(dialog: NewStaffDialog) -> None:
    """Fill the fields in, the second questionnaire chosen, and go on."""
    dialog.unit_field.setEditText("Unit B2")
    dialog.wave_field.setText("Autumn 2026")
    field = dialog.questionnaire_field
    names = [field.itemData(place).questionnaire.id for place in range(field.count())]
    field.setCurrentIndex(names.index("digital-culture-pulse"))
    dialog.headcount_field.setText("20")
    for name, people in ROLES.items():
        row = dialog.role_table.add()
        row.name_field.setText(name)
        row.count_field.setText(str(people))
    dialog.accept_button.click()


# --- from its beginning to its report ----------------------------------------------------


def test_a_survey_is_begun_from_the_menu(
    window: MainWindow, tmp_path: Path, answer: Answering, files: list[Path], qtbot: QtBot
) -> None:
    path = tmp_path / "b2.staff.json"
    answer(StaffStartDialog, lambda dialog: dialog.begin_button.click())
    answer(NewStaffDialog, begin)
    files.append(path)
    actions = window.findChild(Actions)
    assert actions is not None
    actions.staff.trigger()
    dialog = shown(window, qtbot)
    survey = read_staff_survey(path)
    assert (survey.headcount, survey.roles, survey.unit.name) == (20, ROLES, "Unit B2")
    assert survey.questionnaire.id == "digital-culture-pulse"
    assert dialog.responses.text().startswith("0 of 20 people took part")
    assert not dialog.report_button.isEnabled()
    assert dialog.report_button.accessibleDescription() == dialog.reporting.text()

    dialog.close_button.click()
    answer(StaffStartDialog, lambda box: box.recent_buttons[0].focusProxy().click())
    actions.staff.trigger()
    assert shown(window, qtbot) is dialog


def test_a_form_goes_out_and_is_gathered_with_all_that_comes_back(
    window: MainWindow, tmp_path: Path, answer: Answering, files: list[Path], qtbot: QtBot
) -> None:
    form, path = tmp_path / "form.xlsx", begun(tmp_path)
    drop(window, path)
    dialog, survey = shown(window, qtbot), read_staff_survey(path)
    answer(StaffFormDialog, accept)
    files.append(form)
    dialog.form_button.click()
    qtbot.waitUntil(form.is_file, timeout=20_000)
    assert told(dialog, qtbot) == "form.xlsx is written"
    first = next(iter(survey.questionnaire.items))
    option = survey.questionnaire.options(first)[0].label
    fill(form, put(first, "answer", option), put("role", "entry", "Manager"))

    came = filled_in(survey, tmp_path, 8)
    bad = tmp_path / "bad.assessment.json"
    bad.write_text("{}", "utf-8")
    files += [form, *came, bad, came[0]]
    dialog.files_button.click()
    qtbot.waitUntil(lambda: len(dialog.work.rows) == 1 and not files)
    assert told(dialog, qtbot) == (
        "9 responses added; 1 taken in before; 1 refused; "
        "9 responses of 20 people; comments and free texts are not kept"
    )
    assert dialog.responses.text().startswith("9 of 20 people took part, 45")

    details: list[str] = []
    dialog.work.details_requested.disconnect()
    dialog.work.details_requested.connect(lambda came: details.extend(came.details))
    [button] = [each for each in dialog.work.findChildren(QPushButton) if each.text() == "Details…"]
    button.click()
    refused, known = details
    assert "bad.assessment.json" in refused
    assert known == f"{came[0]}: this file was taken in before; passed over"


def test_the_first_report_closes_the_survey_once_that_is_agreed_to(
    window: MainWindow, tmp_path: Path, answer: Answering, files: list[Path], qtbot: QtBot
) -> None:
    path, pdf = tmp_path / "b2.staff.json", tmp_path / "b2.pdf"
    write_staff_survey(path, survey_of(at_random({"Staff": 9}, 1, 0), ROLES, headcount=20))
    drop(window, path)
    dialog = shown(window, qtbot)
    answer(StaffReportDialog, accept)
    asked: list[str] = []

    def agree(box: ConfirmDialog) -> None:
        asked.append(box.accessibleDescription())
        box.accept()

    answer(ConfirmDialog, agree)
    files.append(pdf)
    dialog.report_button.click()
    qtbot.waitUntil(lambda: read_staff_survey(path).closed, timeout=20_000)
    qtbot.waitUntil(lambda: dialog.report_button.isEnabled() and pdf.is_file(), timeout=20_000)
    assert "closes the survey for good" in asked[0]
    assert pdf.read_bytes().startswith(b"%PDF")
    assert dialog.state.text() == "Closed: nothing can be added any more."
    assert not dialog.files_button.isEnabled()
    assert not dialog.folder_button.isEnabled()
    assert "the survey was closed when its report was written" in dialog.adding.text()


def test_a_file_that_is_there_is_never_replaced(
    window: MainWindow, tmp_path: Path, answer: Answering, files: list[Path], qtbot: QtBot
) -> None:
    there, free = tmp_path / "there.staff.json", tmp_path / "free.staff.json"
    there.write_text("somebody's answers", "utf-8")
    refused: list[str] = []
    answer(MessageDialog, lambda dialog: refused.append(dialog.accessibleDescription()))
    answer(StaffStartDialog, lambda dialog: dialog.begin_button.click())
    answer(NewStaffDialog, begin)
    files += [there, free]
    window.staff_tasks.start()
    shown(window, qtbot)
    assert "a file has this name" in refused[0]
    assert there.read_text("utf-8") == "somebody's answers"
    assert read_staff_survey(free).unit.name == "Unit B2"


# --- coming to one -----------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of a survey that nobody has answered yet."""
    return begun(tmp_path)


def test_a_dropped_survey_opens_after_what_is_taken_into_the_library(
    window: MainWindow, tmp_path: Path, path: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "zoo.assessment.json"
    write_assessment(own, assessment(SMALL, {}, unit="Zoo"))
    drop(window, path, own)
    dialog = shown(window, qtbot)
    assert dialog.about.text() == "Unit C3, Autumn 2026"
    assert window.listing.count == 1
    assert path in window.services.recent_files()
    drop(dialog, path)
    assert "1 refused" in told(dialog, qtbot)
    dialog.close()
    window.tasks.open_again(path)
    assert shown(window, qtbot) is dialog
    assert len(dialog.work.rows) == 1, "what was refused stays to be read"
    other = path.with_name("other.staff.json")
    write_staff_survey(other, read_staff_survey(path).as_closed())
    window.tasks.open_again(other)
    qtbot.waitUntil(lambda: "other.staff.json" in dialog.place.text())
    assert not dialog.work.rows


def test_no_file_at_all_opens_nothing(window: MainWindow) -> None:
    came: list[object] = []
    window.tasks.staff_surveys_came.disconnect()
    window.tasks.staff_surveys_came.connect(came.append)
    window.tasks.import_files([])
    assert not came


def test_what_the_dialog_for_files_lists_is_what_files_are_called(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[str] = []

    def none(*given: str) -> tuple[list[str], str]:
        listed.append(given[-1])
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", none)
    window.tasks.open_files()
    all_that_can_be = listed[0].split(";;")[0]
    assert all(f"*{suffix}" in all_that_can_be for suffix in (SUFFIX, STAFF_SUFFIX))


def test_responses_dropped_on_a_survey_are_added_until_it_is_closed(
    window: MainWindow, tmp_path: Path, path: Path, qtbot: QtBot
) -> None:
    drop(window, path)
    dialog = shown(window, qtbot)
    survey = read_staff_survey(path)
    first, *others = filled_in(survey, tmp_path, 3)
    drop(dialog, first)
    assert told(dialog, qtbot).startswith("1 response added; 1 response of 20 people")
    dialog.show_survey(path, survey.as_closed())
    drop(dialog, *others)
    assert len(dialog.work.rows) == 1


def test_what_somebody_else_added_or_closed_is_seen_before_anything_is_asked(
    window: MainWindow, path: Path, files: list[Path], qtbot: QtBot
) -> None:
    drop(window, path)
    dialog = shown(window, qtbot)
    survey = read_staff_survey(path)
    other = survey_of(at_random({"Staff": 9}, 1, 0), ROLES, headcount=20)
    write_staff_survey(path, other.as_closed())
    files.append(path)
    dialog.files_button.click()
    qtbot.waitUntil(lambda: dialog.state.text().startswith("Closed"))
    assert dialog.responses.text().startswith("9 of 20")
    assert files == [path], "no file was asked for"
    assert survey.unit.name != other.unit.name
    assert dialog.about.text() == "Unit B2, Autumn 2026"


def test_start_files_are_written_by_keyboard(
    window: MainWindow, path: Path, files: list[Path], answer: Answering, qtbot: QtBot
) -> None:
    drop(window, path)
    dialog = shown(window, qtbot)
    qtbot.waitUntil(dialog.isActiveWindow)
    folder = path.parent / "to hand out"
    folder.mkdir()

    def choose(box: StaffFormDialog) -> None:
        qtbot.waitUntil(box.isActiveWindow)
        QTest.keyClick(box.focusWidget(), Qt.Key.Key_Down)
        QTest.keyClick(box, Qt.Key.Key_Return)

    answer(StaffFormDialog, choose)
    files.append(folder)
    dialog.form_button.setFocus()
    QTest.keyClick(dialog.form_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(list(folder.iterdir())) == 2)
    assert told(dialog, qtbot) == "2 start files written"
    blank = read_assessment(folder / "Unit C3 Autumn 2026 Staff.assessment.json")
    assert blank.assessor == Assessor(role="Staff")


def test_a_folder_is_added_and_help_is_got_by_keyboard(
    window: MainWindow, path: Path, files: list[Path], qtbot: QtBot
) -> None:
    drop(window, path)
    dialog = shown(window, qtbot)
    qtbot.waitUntil(dialog.isActiveWindow)
    folder = path.parent / "came back"
    folder.mkdir()
    filled_in(read_staff_survey(path), folder, 6)
    dialog.files_button.setFocus()
    QTest.keyClick(dialog.files_button, Qt.Key.Key_Tab)
    assert dialog.folder_button.hasFocus()
    files.append(folder)
    QTest.keyClick(dialog.folder_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not files)
    assert told(dialog, qtbot).startswith("6 responses added; 6 responses of 20 people")
    assert f"Manager: 9 asked, answered: not told; {NOTHING}" in dialog.accessibleDescription()
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    found = window.findChild(HelpWindow)
    assert found is not None
    assert found.topic == TopicId.STAFF
