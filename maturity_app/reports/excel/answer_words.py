"""What was answered, in words: also that an item is not asked, or waits for another answer."""

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scorecard import ItemScore
from maturity_app.reports import phrases
from maturity_app.wording import Wording


def waiting_word(w: Wording) -> str:
    """Return the word for an item whose condition hangs on an answer that is still open."""
    return w("Waits for another answer")


def said_word(questionnaire: Questionnaire, answer: Answer, score: ItemScore, w: Wording) -> str:
    """Return what was answered to an item in a few words.

    What was answered before a condition hid the item is kept on Answers, and not said here.
    """
    if score.state == "hidden":
        return phrases.answer_state_word("hidden", w)
    if score.is_pending:
        return waiting_word(w)
    return phrases.answer_word(questionnaire, score.id, answer, w)
