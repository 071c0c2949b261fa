"""How many people there are, as a whole number to write."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit

from maturity_app.domain.staff import MOST_PEOPLE


class HeadcountField(QLineEdit):
    """A number of people from 1 on; digits are all it lets through."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        # One language's separator of thousands is another one's decimal point.
        digits = QLocale.c()
        digits.setNumberOptions(QLocale.NumberOption.RejectGroupSeparator)
        validator = QIntValidator(1, MOST_PEOPLE, self)
        validator.setLocale(digits)
        self.setValidator(validator)

    @property
    def people(self) -> int | None:
        """How many people; None where nothing is written that says it."""
        return int(self.text()) if self.hasAcceptableInput() else None
