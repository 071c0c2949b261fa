"""How much of a questionnaire has been dealt with."""

from dataclasses import dataclass

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.conditions import visibility
from maturity_app.domain.questionnaire import Item


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many of the items asked have been dealt with; text and measure items count too."""

    done: int
    total: int
    dont_know: int

    @property
    def open(self) -> int:
        """Items not yet answered."""
        return self.total - self.done


def is_done(item: Item, answer: Answer) -> bool:
    """Return whether an item needs no further visit: answered, set aside or don't know."""
    if answer.state == "answered":
        return answer.option is not None if item.type == "choice" else True
    return answer.state in ("not_applicable", "dont_know")


def progress(assessment: Assessment, items: tuple[Item, ...] | None = None) -> Progress:
    """Count what has been dealt with among `items`, or among all items of the questionnaire.

    An item hidden by its condition is not asked; one whose condition is still open is not done.
    """
    shown = visibility(assessment.questionnaire, assessment.answers)
    every = tuple(assessment.questionnaire.items.values()) if items is None else items
    asked = [item for item in every if shown[item.id] != "hidden"]
    given = [(item, assessment.answer(item.id)) for item in asked if shown[item.id] == "shown"]
    return Progress(
        done=sum(is_done(item, answer) for item, answer in given),
        total=len(asked),
        dont_know=sum(answer.state == "dont_know" for _, answer in given),
    )
