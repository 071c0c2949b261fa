"""An answer to what the questionnaire no longer asks, in a few words."""

from maturity_app.domain.assessment import Answer
from maturity_app.reports.phrases import answer_state_word
from maturity_app.wording import Wording


def orphaned_words(answer: Answer, w: Wording) -> str:
    """Return all that was said; of an option its id is left, since its label is gone."""
    parts = (
        answer.option or answer_state_word(answer.state, w),
        answer.text,
        answer.value,
        answer.source,
        answer.reason,
        answer.comment,
        *answer.evidence.splitlines(),
    )
    return " · ".join(part.strip() for part in parts if part.strip())
