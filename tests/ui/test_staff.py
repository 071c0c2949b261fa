"""A staff survey in the window: begun, handed out, gathered, reported and closed."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.assessment import Assessment, Assessor
from maturity_app.domain.release import release
from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.staff import new_survey
from maturity_app.storage.assessments import read_assessment, write_assessment
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import open_library
from maturity_app.storage.staff import read_staff_survey, write_staff_survey
from maturity_app.ui.actions import Actions
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.help import HelpWindow
from maturity_app.ui.dialogs.message import MessageDialog
from maturity_app.ui.dialogs.new_staff import NewStaff, NewStaffDialog, StaffOffer
from maturity_app.ui.dialogs.staff import StaffDialog
from maturity_app.ui.dialogs.staff_report import StaffFormDialog, StaffReportDialog
from maturity_app.ui.dialogs.staff_start import StaffStartDialog
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.models.help_topics import TopicId
from maturity_app.ui.models.staff import role_lines
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.role_table import RoleTable
from maturity_app.wording import ENGLISH
from tests.building import assessment
from tests.jobs.filling import fill, put
from tests.staffing import SMALL, at_random, survey_of

DAY = date(2026, 10, 16)
ROLES = {"Manager": 9, "Staff": 11}
NOTHING = "nothing so far: too few of it or of the others answered"

Answer = Callable[[type[QDialog], Callable[..., object]], None]


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    library = open_library(tmp_path / "library")
    made = app.window_over(library, tmp_path / "library", LIGHT, ENGLISH)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.close()
    made.close()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Return a function that says what a person does in a kind of dialog, which then closes."""

    def say(kind: type[QDialog], do: Callable[..., object]) -> None:
        def shown(dialog: QDialog) -> int:
            dialog.show()
            do(dialog)
            return dialog.result()

        monkeypatch.setattr(kind, "exec", shown)

    return say


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return a list from which dialogs for files take what a person picks, the first one first."""
    picked: list[Path] = []

    def one(*_: object) -> tuple[str, str]:
        return str(picked.pop(0)), ""

    def many(*_: object) -> tuple[list[str], str]:
        chosen = [str(path) for path in picked]
        picked.clear()
        return chosen, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", one)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", one)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(picked.pop(0)))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", many)
    return picked


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


# --- from its beginning to its report ----------------------------------------------------


def test_a_survey_is_begun_handed_out_gathered_reported_and_closed(
    window: MainWindow, tmp_path: Path, answer: Answer, files: list[Path], qtbot: QtBot
) -> None:
    path, form, pdf = (tmp_path / name for name in ("b2.staff.json", "form.xlsx", "b2.pdf"))
    answer(StaffStartDialog, lambda dialog: dialog.begin_button.click())
    answer(NewStaffDialog, begin)
    files.append(path)
    actions = window.findChild(Actions)
    assert actions is not None
    actions.staff.trigger()
    dialog = shown(window, qtbot)
    survey = read_staff_survey(path)
    assert (survey.headcount, survey.roles, survey.unit.name) == (20, ROLES, "Unit B2")
    assert dialog.responses.text().startswith("0 of 20 people took part")
    assert not dialog.report_button.isEnabled()
    assert dialog.report_button.accessibleDescription() == dialog.reporting.text()

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
    assert "the survey was closed when its report was written" in dialog.adding.text()

    dialog.accept_button.click()
    answer(StaffStartDialog, lambda box: box.recent_buttons[0].focusProxy().click())
    actions.staff.trigger()
    assert shown(window, qtbot) is dialog
    assert not dialog.folder_button.isEnabled()


def test_a_file_that_is_there_is_never_replaced(
    window: MainWindow, tmp_path: Path, answer: Answer, files: list[Path], qtbot: QtBot
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
def begun(tmp_path: Path) -> Path:
    """Return the file of a survey that nobody has answered yet."""
    path = tmp_path / "c3.staff.json"
    survey = new_survey(SMALL, "Unit C3", "Autumn 2026", DAY, headcount=20,
                        roles=list(ROLES.items()))  # fmt: skip
    write_staff_survey(path, survey)
    return path


def test_a_dropped_survey_opens_after_what_is_taken_into_the_library(
    window: MainWindow, tmp_path: Path, begun: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "zoo.assessment.json"
    write_assessment(own, assessment(SMALL, {}, unit="Zoo"))
    drop(window, begun, own)
    dialog = shown(window, qtbot)
    assert dialog.about.text() == "Unit C3, Autumn 2026"
    assert window.listing.count == 1
    assert begun in window.services.recent_files()
    drop(dialog, begun)
    assert "1 refused" in told(dialog, qtbot)
    dialog.close()
    window.tasks.open_again(begun)
    assert shown(window, qtbot) is dialog
    assert len(dialog.work.rows) == 1, "what was refused stays to be read"
    other = begun.with_name("other.staff.json")
    write_staff_survey(other, read_staff_survey(begun).as_closed())
    window.tasks.open_again(other)
    qtbot.waitUntil(lambda: "other.staff.json" in dialog.place.text())
    assert not dialog.work.rows


def test_responses_dropped_on_a_survey_are_added_until_it_is_closed(
    window: MainWindow, tmp_path: Path, begun: Path, qtbot: QtBot
) -> None:
    drop(window, begun)
    dialog = shown(window, qtbot)
    survey = read_staff_survey(begun)
    first, *others = filled_in(survey, tmp_path, 3)
    drop(dialog, first)
    assert told(dialog, qtbot).startswith("1 response added; 1 response of 20 people")
    dialog.show_survey(begun, survey.as_closed())
    drop(dialog, *others)
    assert len(dialog.work.rows) == 1


def test_what_somebody_else_added_or_closed_is_seen_before_anything_is_asked(
    window: MainWindow, begun: Path, files: list[Path], qtbot: QtBot
) -> None:
    drop(window, begun)
    dialog = shown(window, qtbot)
    survey = read_staff_survey(begun)
    other = survey_of(at_random({"Staff": 9}, 1, 0), ROLES, headcount=20)
    write_staff_survey(begun, other.as_closed())
    files.append(begun)
    dialog.files_button.click()
    qtbot.waitUntil(lambda: not dialog.files_button.isEnabled())
    assert dialog.responses.text().startswith("9 of 20")
    assert files == [begun], "no file was asked for"
    assert survey.unit.name != other.unit.name
    assert dialog.about.text() == "Unit B2, Autumn 2026"


def test_start_files_a_folder_and_help_by_keyboard(
    window: MainWindow, begun: Path, files: list[Path], answer: Answer, qtbot: QtBot
) -> None:
    drop(window, begun)
    dialog = shown(window, qtbot)
    qtbot.waitUntil(dialog.isActiveWindow)
    folder = begun.parent / "came back"
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
    filled_in(read_staff_survey(begun), folder, 6)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.files_button.setFocus()
    QTest.keyClick(dialog.files_button, Qt.Key.Key_Tab)
    assert dialog.folder_button.hasFocus()
    files.append(folder)
    QTest.keyClick(dialog.folder_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not files)
    assert told(dialog, qtbot).startswith("6 responses added; 2 refused")
    assert f"Manager: too few of 9 answered; {NOTHING}" in dialog.accessibleDescription()
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    found = window.findChild(HelpWindow)
    assert found is not None
    assert found.topic == TopicId.STAFF


# --- what is told ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sizes", "answered", "told"),
    [
        ({}, "fewer than 5", "nothing so far"),
        ({"Staff": 9}, "too few", NOTHING),
        ({"Staff": 9, "Manager": 4}, "too few", NOTHING),
        ({"Staff": 4, "": 8}, "too few", NOTHING),
        ({"Staff": 7, "": 8}, "7", "coarse: at most a third of the scale"),
        ({"Staff": 9, "": 5}, "9", NOTHING),
        ({"Staff": 9, "Manager": 4, "": 4}, "9", "figures"),
    ],
)
def test_a_role_is_told_as_a_report_tells_it(
    sizes: dict[str, int], answered: str, told: str
) -> None:
    survey = survey_of(at_random(sizes, 2, 0), {"Staff": 40, "Manager": 9})
    staff = role_lines(survey, ENGLISH)[0]
    assert (staff.answered, staff.told) == (answered, told)
    released = release(survey)
    assert (released.roles[0].responses is not None) == answered.isdecimal()
    assert any(item.roles for item in released.items.values()) == (told == "figures")


# --- what is asked -----------------------------------------------------------------------


def test_roles_say_at_once_how_little_can_be_told_of_them(qtbot: QtBot) -> None:
    table = RoleTable(ENGLISH)
    qtbot.addWidget(table)
    table.show()
    table.show_headcount(10)
    first, second = table.add(), table.add()
    for row, name, people in ((first, "Manager", "4"), (second, "Aide", "7")):
        row.name_field.setText(name)
        row.count_field.setText(people)
    assert first.hint.text() == "Too few people have this role for any figure of it."
    assert second.hint.text().startswith("Coarse only")
    assert table.excess.text() == "The roles have 11 people, but only 10 are asked."
    assert table.excess.isVisible()
    first.remove_button.click()
    assert table.roles == (("Aide", 7),)
    assert second.name_field.accessibleName() == "Role 1: name"
    assert table.told.text() == "7 of 10 people have one of these roles."
    second.name_field.clear()
    assert not table.is_complete


def test_what_is_wrong_is_said_before_a_place_is_asked_for(qtbot: QtBot) -> None:
    def make(asked: NewStaff) -> StaffSurvey:
        name, heads = asked.unit.name, asked.headcount
        return new_survey(SMALL, name, asked.wave, asked.day, headcount=heads, roles=asked.roles)

    offer = StaffOffer(
        units=[UnitName("harbour", "Harbour", 34)], questionnaires=[SMALL], today=DAY, make=make
    )
    dialog = NewStaffDialog(None, ENGLISH, offer)
    qtbot.addWidget(dialog)
    assert dialog.problem() == "Write the name of the unit."
    dialog.unit_field.setEditText("harbour")
    assert dialog.headcount_field.text() == "34", "what the library knows of a unit comes along"
    row = dialog.role_table.add()
    row.name_field.setText("Manager")
    assert dialog.problem().startswith("Write of each role its name")
    row.count_field.setText("35")
    assert "the roles have more people than the unit" in dialog.problem()
    row.count_field.setText("12")
    dialog.headcount_field.setText("4")
    assert dialog.problem().startswith("Headcount: of fewer than 5 people nothing may be told")
    dialog.headcount_field.setText("20")
    dialog.accept_button.click()
    assert dialog.survey().roles == {"Manager": 12}
    assert dialog.survey().unit.name == "Harbour"
