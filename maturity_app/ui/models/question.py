"""A question as survey and meeting show it."""

from dataclasses import dataclass

from maturity_app.domain.assessment import Answer
from maturity_app.domain.progress import is_done
from maturity_app.domain.questionnaire import Item, Option, Questionnaire
from maturity_app.reports.phrases import answer_word
from maturity_app.wording import Wording


@dataclass(frozen=True, slots=True)
class Question:
    """What is shown of one item, apart from the answer, which changes."""

    item: Item
    number: str
    options: tuple[Option, ...]
    earlier: Answer | None
    earlier_words: str

    @staticmethod
    def of(
        questionnaire: Questionnaire, item_id: str, number: str, earlier: Answer | None, w: Wording
    ) -> "Question":
        """Return the question of an item; `earlier` is the last wave's answer, if comparable."""
        item = questionnaire.items[item_id]
        said = earlier is not None and is_done(item, earlier)
        words = answer_word(questionnaire, item_id, earlier, w) if earlier and said else ""
        options = questionnaire.options(item_id)
        return Question(item, number, options, earlier if said else None, words)

    def differs(self, answer: Answer) -> bool:
        """Return whether both waves chose an option, and not the same."""
        return (
            self.earlier is not None
            and self.earlier.state == answer.state == "answered"
            and self.item.type == "choice"
            and self.earlier.option != answer.option
        )

    def is_same(self, answer: Answer) -> bool:
        """Return whether both waves say the same."""
        now = (answer.state, answer.option, answer.text, answer.value)
        then = self.earlier
        return then is not None and (then.state, then.option, then.text, then.value) == now
