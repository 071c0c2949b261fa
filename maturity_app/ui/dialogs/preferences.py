"""Preferences: how the window speaks and looks, how it is used, and where files are."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QWidget

from maturity_app.storage.settings import TEXT_SIZES, Settings
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import GAP, button, label
from maturity_app.wording import Wording, languages, native_name


class PreferencesDialog(FormDialog):
    """Asks how the window should speak, look and be used."""

    def __init__(
        self, parent: QWidget | None, w: Wording, settings: Settings, library: Path
    ) -> None:
        """Show the settings as they are; `library` is the folder the library is in."""
        super().__init__(parent, w, w("Preferences…"), w("Apply"))
        self._settings = settings
        self._library = library
        self._build_looks()
        self._build_keys()
        self._build_places()
        self.language_field.setFocus()

    @classmethod
    def ask(
        cls, parent: QWidget | None, w: Wording, settings: Settings, library: Path
    ) -> Settings | None:
        """Return the settings as chosen; None if nothing is to change."""
        dialog = cls(parent, w, settings, library)
        if not dialog.exec() or dialog.settings() == settings:
            return None
        return dialog.settings()

    # --- building --------------------------------------------------------------------

    def _build_looks(self) -> None:
        w, settings = self._w, self._settings
        usual = {"": w("As this computer has it")}
        names = usual | {language: native_name(language) for language in languages()}
        self.language_field = _choice(names, settings.language)
        hint = w(
            "Of the window and of the reports it writes. Questions have a choice of their own."
        )
        self.add_field(w("&Language"), self.language_field, hint)
        names = {
            "system": w("As this computer has it"),
            "light": w("Light"),
            "dark": w("Dark"),
            "contrast": w("High contrast"),
        }
        self.theme_field = _choice(names, settings.theme)
        self.add_field(w("&Colours"), self.theme_field)
        sizes = {size: w.percent(Fraction(size, 100)) for size in TEXT_SIZES}
        self.size_field = _choice(sizes, settings.text_size)
        hint = w("Of everything in the window, which opens anew at the same place.")
        self.add_field(w("&Text size"), self.size_field, hint)

    def _build_keys(self) -> None:
        w = self._w
        self.keys_field = QCheckBox(w("Answer with single &keys"))
        self.keys_field.setChecked(self._settings.single_keys)
        hint = w(
            "A digit chooses an answer, and letters such as N or D do the rest. Switch this off"
            " if you dictate or touch keys by mistake."
        )
        self.keys_field.setAccessibleDescription(hint)
        self.body.addSpacing(GAP)
        self.body.addWidget(self.keys_field)
        self.body.addWidget(label(hint, "muted", wraps=True))

    def _build_places(self) -> None:
        w = self._w
        self.folder_field = QLineEdit(self._settings.folder)
        self.folder_field.setPlaceholderText(w("Your documents folder"))
        self.folder_field.textChanged.connect(self.recheck)
        self.browse_button = button(w("&Browse…"), on_click=self._on_browse)
        hint = w("Where reports are offered to be written.")
        self.add_field(w("&Folder for reports"), self.folder_field, hint, self.browse_button)
        place = QLineEdit(str(self._library))
        place.setReadOnly(True)
        place.setCursorPosition(0)
        self.show_button = button(w("&Show in folder"), on_click=self._on_show)
        self.add_field(w("The library is &in"), place, beside=self.show_button)

    # --- what happens ----------------------------------------------------------------

    def _on_browse(self) -> None:
        start = self.folder_field.text() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self._w("Folder for reports"), start)
        if chosen:
            self.folder_field.setText(str(Path(chosen)))

    def _on_show(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._library)))

    @override
    def problem(self) -> str:
        folder = self.folder_field.text().strip()
        if not folder or Path(folder).is_dir():
            return ""
        return self._w("There is no such folder: {folder}. Choose another one.", folder=folder)

    def settings(self) -> Settings:
        """Return what is chosen."""
        return self._settings._replace(
            language=self.language_field.currentData(),
            theme=self.theme_field.currentData(),
            text_size=self.size_field.currentData(),
            single_keys=self.keys_field.isChecked(),
            folder=self.folder_field.text().strip(),
        )


def _choice(names: Mapping[str, str] | Mapping[int, str], value: str | int) -> QComboBox:
    """Return a list to choose from; the first entry where the value is none of them."""
    made = QComboBox()
    for each, name in names.items():
        made.addItem(name, each)
    made.setCurrentIndex(max(0, made.findData(value)))
    return made
