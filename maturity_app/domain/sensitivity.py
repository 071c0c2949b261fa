"""How much a result hangs on the items that were set aside as not applicable."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.scoring import score


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitivity:
    """The results on either way to read "not applicable".

    `as_lowest` counts such an answer as the item's lowest option, `left_out` leaves it out
    whatever share of the items it is: no node is then not rated because of it.
    """

    as_lowest: Scorecard
    left_out: Scorecard

    def of(self, node_id: str) -> tuple[NodeScore, NodeScore]:
        """Return a node counted as lowest, and left out."""
        return self.as_lowest.nodes[node_id], self.left_out.nodes[node_id]


def sensitivity(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Sensitivity:
    """Score answers twice more: not applicable as lowest, and left out without a limit."""
    return Sensitivity(
        as_lowest=score(questionnaire, _as_lowest(questionnaire, answers)),
        left_out=score(_without_limit(questionnaire), answers),
    )


def _as_lowest(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Mapping[str, Answer]:
    lowest = dict(answers)
    for item_id, answer in answers.items():
        options = questionnaire.options(item_id) if item_id in questionnaire.items else ()
        if answer.state == "not_applicable" and options:
            option = min(options, key=lambda option: option.x)
            lowest[item_id] = Answer(state="answered", option=option.id)
    return lowest


def _without_limit(questionnaire: Questionnaire) -> Questionnaire:
    free = replace(
        questionnaire.thresholds, not_applicable_above=Fraction(1), rated_weight=Fraction(0)
    )
    return replace(questionnaire, thresholds=free)
