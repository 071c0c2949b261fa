"""Preferences: the window's language and colours."""

from PySide6.QtWidgets import QComboBox, QWidget

from maturity_app.storage.settings import Settings
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.wording import Wording, languages, native_name


class PreferencesDialog(FormDialog):
    """Asks how the window should speak and look."""

    def __init__(self, parent: QWidget | None, w: Wording, settings: Settings) -> None:
        """Show the settings as they are."""
        super().__init__(parent, w, w("Preferences…"), w("Apply"))
        self._settings = settings
        self.language_field = QComboBox()
        self.language_field.addItem(w("As this computer has it"), "")
        for language in languages():
            self.language_field.addItem(native_name(language), language)
        hint = w(
            "Of the window and of the reports it writes. Questions have a choice of their own."
        )
        self.add_field(w("&Language"), self.language_field, hint)
        self.theme_field = QComboBox()
        names = {
            "system": w("As this computer has it"),
            "light": w("Light"),
            "dark": w("Dark"),
        }
        for theme, name in names.items():
            self.theme_field.addItem(name, theme)
        self.add_field(w("&Colours"), self.theme_field)
        for field, value in (
            (self.language_field, settings.language),
            (self.theme_field, settings.theme),
        ):
            field.setCurrentIndex(max(0, field.findData(value)))
        self.language_field.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, settings: Settings) -> Settings | None:
        """Return the settings as chosen; None if nothing is to change."""
        dialog = cls(parent, w, settings)
        if not dialog.exec() or dialog.settings() == settings:
            return None
        return dialog.settings()

    def settings(self) -> Settings:
        """Return what is chosen."""
        return self._settings._replace(
            language=self.language_field.currentData(), theme=self.theme_field.currentData()
        )
