"""What was found in a questionnaire, to be read before it is added."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from maturity_app.jobs.examining import Examined
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.models.examined import examined_paragraphs, name_in_full, problem_lines
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.ui.widgets.reading_view import ReadingView
from maturity_app.wording import Wording

_WIDE, _HIGH = 640, 300


class AddQuestionnaireDialog(FormDialog):
    """Asks whether to add what was found; where it has problems it can only be closed."""

    def __init__(self, parent: QWidget | None, w: Wording, examined: Examined) -> None:
        """Show what was found."""
        found = examined.questionnaire
        title = w("This can't be added") if found is None else name_in_full(found, w)
        super().__init__(parent, w, title, _accept_words(examined, w))
        self._examined = examined
        told = _told(examined, w)
        self.body.addWidget(label(told, wraps=True))
        self.body.addSpacing(8)
        self.view = ReadingView(w("What was found"), examined_paragraphs(examined, w))
        self.view.setMinimumHeight(_HIGH)
        self.setMinimumWidth(round(_WIDE * font_scale(self)))
        self.body.addWidget(self.view, 1)
        self.copy_button = button(w("Copy"), on_click=self._on_copy)
        noted = examined.problems or examined.remarks
        self.copy_button.setVisible(bool(noted))
        self.copy_button.setAccessibleName(w("Copy the problems"))
        self.body.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleDescription(told)
        self.cancel_button.setVisible(found is not None)
        self.accept_button.setFocus()

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, examined: Examined) -> bool:
        """Return whether it is to be added."""
        return bool(cls(parent, w, examined).exec()) and examined.questionnaire is not None

    def _on_copy(self) -> None:
        noted = self._examined.problems or self._examined.remarks
        QGuiApplication.clipboard().setText(problem_lines(noted, self._w))


def _accept_words(examined: Examined, w: Wording) -> str:
    if examined.questionnaire is None:
        return w("Close")
    if examined.older is None:
        return w("Add")
    older = examined.older.extension or examined.older
    return w("Replace version {version}", version=older.version)


def _told(examined: Examined, w: Wording) -> str:
    name = examined.source.name
    if examined.questionnaire is None:
        return w.plural(
            "{name} has {count} problem. Nothing was changed.",
            "{name} has {count} problems. Nothing was changed.",
            len(examined.problems),
            name=name,
        )
    if examined.older is not None:
        return w("{name} was checked. It takes the place of the version here.", name=name)
    return w("{name} was checked. It can be added.", name=name)
