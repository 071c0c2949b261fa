"""Choosing a language, each by the name that it has for itself."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from maturity_app.wording import native_name


class LanguageBox(QComboBox):
    """Lists languages of a form or report."""

    def __init__(self, languages: Iterable[str], chosen: str) -> None:
        """List languages by their codes, one of them chosen."""
        super().__init__()
        for language in languages:
            self.addItem(native_name(language), language)
        self.setCurrentIndex(self.findData(chosen))

    @property
    def language(self) -> str:
        """The code of the language that is chosen."""
        code: str = self.currentData()
        return code
