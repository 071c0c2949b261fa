"""The language of the desktop, and Qt's own texts in the window's language."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def desktop_language() -> str:
    """Return the language of the desktop, such as "fr"."""
    return QLocale.system().name().partition("_")[0]


class QtsOwnTexts:
    """Lets Qt's own buttons, dates and calendars be in a language."""

    def __init__(self, application: QApplication) -> None:
        """Change nothing yet."""
        self._application = application
        self._translator: QTranslator | None = None

    def speak(self, language: str) -> None:
        """Take the texts of a language; English ones are built in and have no file."""
        QLocale.setDefault(QLocale(language))
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        self._translator = QTranslator(self._application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(f"qtbase_{language}", folder):
            self._application.installTranslator(self._translator)
