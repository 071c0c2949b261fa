"""Preferences: chosen, kept, and worn at once without losing one's place."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.colours import CONTRAST, CONTRAST_DARK
from maturity_app.storage.library import open_library
from maturity_app.storage.settings import Settings, read_settings
from maturity_app.ui.dialogs.export import ExportDialog
from maturity_app.ui.dialogs.preferences import PreferencesDialog
from maturity_app.ui.theme import LIGHT, Palette, contrast_of
from maturity_app.wording import ENGLISH, Wording, wording_for
from tests.building import assessment, full_questionnaire

SWITCH = """
import sys
from pathlib import Path

from maturity_app import app
from maturity_app.colours import CONTRAST
from maturity_app.jobs.assessing import store_summary
from maturity_app.storage.library import open_library
from maturity_app.storage.settings import Settings, write_settings
from maturity_app.ui.actions import Page
from maturity_app.ui.application import Application
from tests.building import assessment, full_questionnaire

data = Path(sys.argv[1])
library = open_library(data)
record = assessment(full_questionnaire(), {})
library.add(record)
store_summary(library, record)
library.close()
write_settings(data, Settings(language="de", theme="light"))
application = Application([])
shell = app._Shell(application, data)
shell.open()
first = shell._shown()
assert first.windowTitle() == shell.w("Maturity survey") != "Maturity survey"
first.open_assessment(record.id)
first.show_page(Page.SURVEY)
write_settings(data, Settings(language="fr", theme="contrast"))
first.made_anew.emit()
second = shell._shown()
assert second is not first and second.isVisible() and not first.isVisible()
assert (second.page, second.open_record) == (Page.SURVEY, record.id)
assert shell.w.language == "fr" and application.colours == CONTRAST
assert second.windowTitle().startswith("Unit B2, Autumn 2026 - ")
second.show_page(Page.COMPARE)
second.made_anew.emit()
third = shell._shown()
assert (third.page, third.open_record) == (Page.COMPARE, record.id)
third.close()
print("switched")
"""


def dialog_over(qtbot: QtBot, settings: Settings, w: Wording = ENGLISH) -> PreferencesDialog:
    """Return the dialog over settings, the library in a folder that is nowhere."""
    dialog = PreferencesDialog(None, w, settings, Path("/library"))
    qtbot.addWidget(dialog)
    return dialog


def offered(field: QComboBox) -> list[str]:
    return [field.itemText(number) for number in range(field.count())]


def test_what_is_chosen_is_returned(qtbot: QtBot, tmp_path: Path) -> None:
    before = Settings("de", "dark", 150, single_keys=False, folder=str(tmp_path))
    dialog = dialog_over(qtbot, before)
    assert dialog.settings() == before
    usual = "As this computer has it"
    assert offered(dialog.language_field) == [usual, "English", "Deutsch", "Français"]
    assert offered(dialog.theme_field) == [usual, "Light", "Dark", "High contrast"]
    assert [text[:-2] for text in offered(dialog.size_field)] == ["100", "125", "150", "175", "200"]
    dialog.language_field.setCurrentText("Français")
    dialog.theme_field.setCurrentText("High contrast")
    dialog.size_field.setCurrentIndex(4)
    dialog.keys_field.click()
    dialog.folder_field.clear()
    assert dialog.settings() == Settings("fr", "contrast", 200, single_keys=True, folder="")


def test_a_setting_this_version_does_not_know_is_as_the_computer_has_it(qtbot: QtBot) -> None:
    dialog = dialog_over(qtbot, Settings("tlh", "light"), wording_for("de"))
    assert dialog.settings() == Settings("", "light")


def test_a_folder_is_browsed_for_and_must_be_there(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = dialog_over(qtbot, Settings())
    dialog.folder_field.setText(str(tmp_path / "gone"))
    dialog.accept_button.click()
    assert dialog.result() != QDialog.DialogCode.Accepted
    assert "There is no such folder" in dialog.problem()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.browse_button.click()
    assert dialog.problem() == ""
    dialog.accept_button.click()
    assert dialog.settings().folder == str(tmp_path)


def test_reports_are_offered_where_one_prefers(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    library = open_library(tmp_path)
    record = assessment(full_questionnaire(), {})
    library.add(record)
    window = app.window_over(library, tmp_path, LIGHT, ENGLISH)
    qtbot.addWidget(window)
    starts: list[Path] = []
    monkeypatch.setattr(ExportDialog, "ask", lambda *asked: starts.append(asked[-1]))
    chosen = Settings(folder=str(reports))
    monkeypatch.setattr(PreferencesDialog, "ask", lambda *_: chosen)
    # Where files are offered changes nothing that is seen, so the window stays.
    assert not window.tasks.ask_preferences()
    window.tasks.export(record.id)
    assert starts[0].parent == reports
    assert read_settings(tmp_path) == chosen
    monkeypatch.setattr(PreferencesDialog, "ask", lambda *_: chosen._replace(single_keys=False))
    assert window.tasks.ask_preferences()
    window.close()


# --- high contrast -----------------------------------------------------------------------


def system(ground: str, text: str, accent: str, on_accent: str) -> QPalette:
    """Return a desktop's colours."""
    made = QPalette()
    role = QPalette.ColorRole
    for each, colour in (
        (role.Window, ground), (role.WindowText, text),
        (role.Highlight, accent), (role.HighlightedText, on_accent),
    ):  # fmt: skip
        made.setColor(each, QColor(colour))
    return made


def test_high_contrast_takes_the_desktops_own_colours() -> None:
    desktop = system("#2D3236", "#FFFFFF", "#75E9FC", "#101010")
    worn = contrast_of(desktop, is_desktops=True, is_dark=True)
    assert (worn.surface, worn.raised, worn.selected) == ("#2d3236",) * 3
    assert (worn.text, worn.muted, worn.drive) == ("#ffffff",) * 3
    assert (worn.accent, worn.on_accent, worn.line) == ("#75e9fc", "#101010", 2)


@pytest.mark.parametrize("palette", [CONTRAST, CONTRAST_DARK], ids=["light", "dark"])
def test_high_contrast_has_colours_where_the_desktop_has_none(palette: Palette) -> None:
    is_dark = palette == CONTRAST_DARK
    desktop = system("#EFEFEF", "#000000", "#308CC6", "#FFFFFF")
    assert contrast_of(desktop, is_desktops=False, is_dark=is_dark) == palette
    # What calls itself high contrast and is not is not followed.
    pale = system("#EFEFEF", "#777777", "#308CC6", "#FFFFFF")
    assert contrast_of(pale, is_desktops=True, is_dark=is_dark) == palette


def test_a_pale_accent_of_the_desktop_gives_way_to_its_text() -> None:
    desktop = system("#FFFFFF", "#000000", "#B0C4DE", "#FFFFFF")
    worn = contrast_of(desktop, is_desktops=True, is_dark=False)
    assert (worn.accent, worn.on_accent) == ("#000000", "#ffffff")


@pytest.mark.long
def test_a_window_in_the_other_language_takes_the_place_of_the_first(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SWITCH, str(tmp_path)],
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert ended.stdout == "switched\n", ended.stderr
    assert read_settings(tmp_path).language == "fr"
