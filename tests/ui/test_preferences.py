"""Language and colours: chosen, kept, and worn at once without losing one's place."""

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from maturity_app.storage.settings import Settings, read_settings
from maturity_app.ui.dialogs.preferences import PreferencesDialog
from maturity_app.wording import ENGLISH, wording_for

SWITCH = """
import sys
from pathlib import Path

from maturity_app import app
from maturity_app.jobs.assessing import store_summary
from maturity_app.storage.library import open_library
from maturity_app.storage.settings import Settings, write_settings
from maturity_app.ui.actions import Page
from maturity_app.ui.application import Application
from maturity_app.ui.theme import DARK
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
write_settings(data, Settings(language="fr", theme="dark"))
first.made_anew.emit()
second = shell._shown()
assert second is not first and second.isVisible() and not first.isVisible()
assert (second.page, second.open_record) == (Page.SURVEY, record.id)
assert shell.w.language == "fr" and application.colours == DARK
assert second.windowTitle().startswith("Unit B2, Autumn 2026 - ")
second.close()
print("switched")
"""


def test_what_is_chosen_is_returned(qtbot: QtBot) -> None:
    dialog = PreferencesDialog(None, ENGLISH, Settings("de", "dark"))
    qtbot.addWidget(dialog)
    assert dialog.settings() == Settings("de", "dark")
    names = [dialog.language_field.itemText(n) for n in range(dialog.language_field.count())]
    assert names == ["As this computer has it", "English", "Deutsch", "Français"]
    dialog.language_field.setCurrentText("Français")
    dialog.theme_field.setCurrentIndex(0)
    assert dialog.settings() == Settings("fr", "system")


def test_a_setting_this_version_does_not_know_is_as_the_computer_has_it(qtbot: QtBot) -> None:
    dialog = PreferencesDialog(None, wording_for("de"), Settings("tlh", "light"))
    qtbot.addWidget(dialog)
    assert dialog.settings() == Settings("", "light")


def test_every_field_has_a_name(qtbot: QtBot) -> None:
    dialog = PreferencesDialog(None, ENGLISH, Settings())
    qtbot.addWidget(dialog)
    for field in (dialog.language_field, dialog.theme_field):
        assert field.focusPolicy()
    dialog.show()
    assert dialog.language_field.accessibleDescription()


def test_a_window_in_the_other_language_takes_the_place_of_the_first(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SWITCH, str(tmp_path)],
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert ended.stdout == "switched\n", ended.stderr
    assert read_settings(tmp_path).language == "fr"
