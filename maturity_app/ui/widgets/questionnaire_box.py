"""Choosing a questionnaire: listed in full, shown by its name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.ui.models.instruments import Choice, choices
from maturity_app.ui.overriding import override
from maturity_app.wording import Wording

_LIST_EDGE = 32
_LIST_WIDEST = 960


class QuestionnaireBox(QComboBox):
    """Lists questionnaires in full and shows the chosen one by its name."""

    def __init__(
        self,
        w: Wording,
        questionnaires: Sequence[Questionnaire],
        proposed: Questionnaire | None = None,
    ) -> None:
        """List questionnaires; chosen is the one proposed, or the first."""
        super().__init__()
        # Wide titles do not widen the dialog: what is chosen is told in full below.
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        for number, choice in enumerate(choices(questionnaires, w)):
            self.addItem(choice.in_full, choice)
            if choice.questionnaire is proposed:
                self.setCurrentIndex(number)
        view = self.view()
        view.setTextElideMode(Qt.TextElideMode.ElideNone)
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + _LIST_EDGE, _LIST_WIDEST))
        view.setAccessibleName(w("Questionnaire"))

    @property
    def choice(self) -> Choice | None:
        """What is chosen; None where there is nothing to choose."""
        found: Choice | None = self.currentData()
        return found

    @override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        if self.choice is not None:
            option.currentText = self.choice.name
