"""Parts that go below each other where it is narrow, and come back where it is wide."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.key_button import KeyHints
from maturity_app.ui.widgets.survey_foot import SurveyFoot
from maturity_app.wording import ENGLISH


def test_what_is_hidden_where_it_is_narrow_comes_back_where_it_is_wide(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    foot = SurveyFoot(ENGLISH, LIGHT)
    foot.show_hints(4)
    column = QVBoxLayout(window)
    column.addWidget(QLabel("Above"))
    column.addWidget(foot)
    hints = foot.findChild(KeyHints)
    assert hints is not None
    seen = []
    for width in (260, 1200, 240, 1100):
        window.resize(width, 400)
        window.show()
        qtbot.waitExposed(window)
        seen.append(hints.isVisible())
    assert seen == [False, True, False, True]
