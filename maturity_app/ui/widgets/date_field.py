"""A date to choose, written as the window's language writes dates."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QDateEdit

from maturity_app.wording import Wording


class DateField(QDateEdit):
    """A date with a calendar to choose it from."""

    def __init__(self, w: Wording, day: date) -> None:
        """Show a day."""
        super().__init__(QDate(day.year, day.month, day.day))
        self.setCalendarPopup(True)
        for end in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            # In a red of Qt's own they would look like an alarm, and fade on a dark ground.
            self.calendarWidget().setWeekdayTextFormat(end, QTextCharFormat())
        self.setDisplayFormat(w.context("a date field", "d MMMM yyyy"))
        self.setMaximumWidth(220)

    def show_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def day(self) -> date:
        """Return the day that is shown."""
        return date.fromisoformat(self.date().toString("yyyy-MM-dd"))


def in_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month."""
    later = QDate(day.year, day.month, day.day).addMonths(months)
    return date(later.year(), later.month(), later.day())
