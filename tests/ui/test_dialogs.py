"""Dialogs: what they ask, what they refuse, and that the keyboard alone does."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QRadioButton,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from maturity_app.domain.questionnaire import Extension, Questionnaire
from maturity_app.storage.entries import UnitName
from maturity_app.ui.dialogs.crash import CrashDialog, report_of
from maturity_app.ui.dialogs.export import ExportDialog, ask_place, report_kinds
from maturity_app.ui.dialogs.new_assessment import (
    NewAssessment,
    NewAssessmentDialog,
    Offer,
    season_of,
)
from maturity_app.ui.dialogs.sign_off import Signing, SignOffDialog
from maturity_app.ui.theme import DARK, LIGHT, Palette, style_sheet
from maturity_app.wording import ENGLISH
from tests.building import dimension, full_questionnaire, questionnaire

FULL = full_questionnaire()
HARBOUR = UnitName("harbour", "Harbour", 34)
TODAY = date(2026, 10, 16)


def offer(unit: UnitName | None = None) -> Offer:
    return Offer(
        units=[HARBOUR],
        questionnaires=[FULL],
        taken={("harbour", "Autumn 2026")},
        today=TODAY,
        unit=unit,
    )


def opened(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitActive(dialog)


@pytest.mark.parametrize(
    ("month", "season"), [(1, "Winter"), (3, "Spring"), (6, "Summer"), (9, "Autumn")]
)
def test_a_wave_is_named_after_its_season(month: int, season: str) -> None:
    assert season_of(date(2026, month, 1), ENGLISH) == f"{season} 2026"


def test_a_new_unit_by_keyboard_alone(qtbot: QtBot) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, offer())
    opened(qtbot, dialog)
    QTest.keyClicks(dialog.focusWidget(), "Parks")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.value() == NewAssessment(
        unit_id="",
        unit_name="Parks",
        wave_label="Autumn 2026",
        day=TODAY,
        headcount=None,
        questionnaire=FULL,
    )


def test_a_known_unit_is_recognised_by_its_name(qtbot: QtBot) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, offer())
    opened(qtbot, dialog)
    dialog.unit_field.setEditText(" harbour ")
    assert dialog.value().unit_id == "harbour"
    assert dialog.value().headcount == 34


def test_the_one_of_two_units_that_is_chosen_gets_the_wave(qtbot: QtBot) -> None:
    other = UnitName("quay", HARBOUR.name, 12)
    dialog = NewAssessmentDialog(None, ENGLISH, replace(offer(), units=[HARBOUR, other]))
    opened(qtbot, dialog)
    dialog.unit_field.setCurrentIndex(1)
    assert (dialog.value().unit_id, dialog.value().headcount) == ("quay", 12)
    assert dialog.value().unit_name == HARBOUR.name


def test_a_units_headcount_does_not_stay_for_another_unit(qtbot: QtBot) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, offer())
    opened(qtbot, dialog)
    dialog.unit_field.setEditText("Harbour")
    dialog.unit_field.setEditText("Harbour pilots")
    assert dialog.value().headcount is None
    dialog.headcount_field.setText("12")
    dialog.unit_field.setEditText("Harbour")
    assert dialog.value().headcount == 12, "what was typed stays"


def test_a_wave_that_is_there_is_refused_in_words(qtbot: QtBot) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, offer(HARBOUR))
    opened(qtbot, dialog)
    dialog.wave_field.setText("Autumn 2026")
    dialog.accept_button.click()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert "a wave called Autumn 2026 already" in dialog.problem()
    dialog.wave_field.setText("Autumn 2027")
    assert not dialog.problem()


def test_the_next_wave_of_a_unit_has_a_name_that_is_free(qtbot: QtBot) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, offer(HARBOUR))
    opened(qtbot, dialog)
    assert dialog.value().wave_label == "Autumn 2026 (2)"
    assert dialog.problem() == ""


def test_what_was_wrong_is_taken_back_once_it_is_mended(qtbot: QtBot) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, offer(HARBOUR))
    opened(qtbot, dialog)
    dialog.wave_field.setText("Autumn 2026")
    QTest.keyClick(dialog.accept_button, Qt.Key.Key_Space)
    told = [one for one in dialog.findChildren(QLabel) if one.property("role") == "error"]
    assert told[0].isVisible()
    dialog.wave_field.setText("Autumn 2026, again")
    assert not told[0].isVisible()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_calendar_can_be_read(qtbot: QtBot, palette: Palette) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, offer())
    dialog.setStyleSheet(style_sheet(palette))
    opened(qtbot, dialog)
    field = dialog.date_field
    arrow = QPoint(field.width() - 12, field.height() // 2)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=arrow)
    calendar = field.calendarWidget()
    qtbot.waitUntil(calendar.isVisible)
    days = calendar.findChild(QTableView)
    assert days is not None
    picture = calendar.grab().toImage()
    head = days.visualRect(days.model().index(0, 1))
    head.moveTopLeft(days.viewport().mapTo(calendar, head.topLeft()))
    ground = picture.pixelColor(head.left() + 1, head.center().y())
    # A name cut down to three dots has nothing above the middle.
    upper = [picture.pixelColor(x, head.center().y() - 3) for x in range(head.left(), head.right())]
    assert any(contrast(pixel, ground) > 3 for pixel in upper)
    title = calendar.findChild(QToolButton, "qt_calendar_monthbutton")
    assert title is not None
    inks = title.grab().toImage()
    bar = inks.pixelColor(1, 1)
    written = [inks.pixelColor(x, y) for x in range(inks.width()) for y in range(inks.height())]
    assert max(contrast(pixel, bar) for pixel in written) > 4.5
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        # Qt paints them in a red of its own, which stands for loss here.
        assert not calendar.weekdayTextFormat(day).hasProperty(QTextFormat.Property.ForegroundBrush)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG defines it."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05

    return max(light(one), light(other)) / min(light(one), light(other))


def test_a_unit_without_a_name_is_refused(qtbot: QtBot) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, offer())
    opened(qtbot, dialog)
    dialog.unit_field.setEditText("   ")
    assert dialog.problem() == "Write the name of the unit."


# --- which questionnaire -----------------------------------------------------------------

OURS = replace(FULL, extension=Extension(id="ours", version="1", title="Ours"))
PULSE = questionnaire(
    dimension("practice-1", (1, 2)), id="pulse", title="Pulse", short_form_of=FULL.id
)


def several(proposed: Questionnaire | None = None) -> Offer:
    return replace(offer(), questionnaires=[FULL, OURS, PULSE], proposed=proposed)


def test_questionnaires_are_named_so_that_one_can_choose(qtbot: QtBot) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, several())
    opened(qtbot, dialog)
    field = dialog.questionnaire_field
    count = len(FULL.items)
    assert [field.itemText(at) for at in range(field.count())] == [
        f"Test 1.0: {count} questions",
        f"Test 1.0 + Ours: {count} questions",
        "Pulse 1.0: short form of Test, 2 questions",
    ]
    field.setCurrentIndex(2)
    assert dialog.about_field.text() == "Short form of Test, 2 questions"
    assert field.accessibleDescription() == "short form of Test, 2 questions"
    assert dialog.value().questionnaire is PULSE


@pytest.mark.parametrize("proposed", [FULL, OURS, PULSE])
def test_what_is_proposed_is_chosen(qtbot: QtBot, proposed: Questionnaire) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, several(proposed))
    opened(qtbot, dialog)
    assert dialog.value().questionnaire is proposed


def test_one_questionnaire_is_no_choice(qtbot: QtBot) -> None:
    dialog = NewAssessmentDialog(None, ENGLISH, offer())
    opened(qtbot, dialog)
    assert not dialog.questionnaire_field.isVisible()


SIGNING = Signing(
    unit="Harbour", wave="Autumn 2026", open_items=2, dont_know=1, level="1.6 tried",
    is_correction=False,
)  # fmt: skip


def test_signing_needs_a_role(qtbot: QtBot) -> None:
    dialog = SignOffDialog(None, ENGLISH, SIGNING)
    opened(qtbot, dialog)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.result() != QDialog.DialogCode.Accepted
    QTest.keyClicks(dialog.focusWidget(), "Head of unit")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.role() == "Head of unit"


def test_the_chosen_kind_decides_the_name_of_the_file(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ExportDialog(None, ENGLISH, "Harbour", report_kinds(ENGLISH))
    opened(qtbot, dialog)
    workbook = dialog.findChildren(QRadioButton)[1]
    workbook.setFocus()
    QTest.keyClick(workbook, Qt.Key.Key_Space)
    assert dialog.kind().suffix == ".xlsx"
    proposed: list[str] = []

    def chosen(_parent: QWidget, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        proposed.append(name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    path = ask_place(None, ENGLISH, dialog.kind(), tmp_path / "Harbour 1.5")
    assert proposed == [str(tmp_path / "Harbour 1.5.xlsx")]
    assert path == tmp_path / "mine.xlsx"


def test_a_name_without_suffix_overwrites_nothing_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.pdf").touch()
    typed = iter([tmp_path / "mine", tmp_path / "mine.pdf"])
    proposed: list[str] = []

    def chosen(*asked: object) -> tuple[str, str]:
        proposed.append(str(asked[2]))
        return str(next(typed)), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    kind = report_kinds(ENGLISH)[0]
    assert ask_place(None, ENGLISH, kind, tmp_path / "Harbour") == tmp_path / "mine.pdf"
    assert proposed == [str(tmp_path / "Harbour.pdf"), str(tmp_path / "mine.pdf")]


def test_a_report_of_a_fault_holds_no_answer(qtbot: QtBot) -> None:
    said = "what was answered"
    with pytest.raises(ValueError, match=said) as caught:
        int(said)
    report = report_of(caught.value)
    assert "ValueError" in report
    assert said not in report
    dialog = CrashDialog(None, ENGLISH, report)
    opened(qtbot, dialog)
    assert dialog.report_field.toPlainText() == report


@pytest.mark.parametrize(
    "make",
    [
        lambda: NewAssessmentDialog(None, ENGLISH, offer()),
        lambda: SignOffDialog(None, ENGLISH, SIGNING),
        lambda: ExportDialog(None, ENGLISH, "Harbour", report_kinds(ENGLISH)),
        lambda: CrashDialog(None, ENGLISH, "report"),
    ],
    ids=["new", "sign", "export", "crash"],
)
def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot, make: object) -> None:
    assert callable(make)
    dialog = make()
    opened(qtbot, dialog)
    assert not unnamed(dialog)


def unnamed(window: QWidget) -> list[str]:
    """Return the widgets one can tab to that a screen reader could not announce."""
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.focusProxy() is None
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    ]
