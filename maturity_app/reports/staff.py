"""What the report on a staff survey says, computed once from what is released."""

from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.questionnaire import Item
from maturity_app.domain.release import Release, ReleasedItem
from maturity_app.domain.staff_figures import NodeFigure, bounds, node_figures
from maturity_app.domain.suppression import FEWEST_FOR_DISTRIBUTION, FEWEST_FOR_MEAN
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True)
class StaffReport:
    """The released table of a staff survey, and the figures of its nodes."""

    told: Release
    nodes: tuple[NodeFigure, ...]

    @property
    def rate(self) -> Fraction | None:
        """The share of those asked who took part."""
        responses = self.told.responses
        return None if responses is None else Fraction(responses, self.told.headcount)


def staff_report(told: Release) -> StaffReport:
    """Return what a report says of a staff survey."""
    return StaffReport(told=told, nodes=node_figures(told))


def points(index: Fraction | None) -> Fraction | None:
    """Return an index (0–1) in points of a hundred."""
    return None if index is None else 100 * index


def item_bounds(told: Release, item: ReleasedItem) -> tuple[Fraction, Fraction] | tuple[None, None]:
    """Return an item's lowest and highest mean, had all answered who did not."""
    if item.whole is None:
        return None, None
    low, high = bounds({"": item.whole}, told.headcount)
    return low[""], high[""]


def asked_items(told: Release) -> tuple[tuple[Item, ReleasedItem], ...]:
    """Return each choice item with what is told of it, in questionnaire order."""
    items = told.questionnaire.items
    return tuple((items[item_id], found) for item_id, found in told.items.items())


# --- in words ----------------------------------------------------------------------------


def too_few(w: Wording) -> str:
    """Return the one word for whatever is not told, which does not say for what reason."""
    return w("too few")


def told_number(value: Fraction | None, w: Wording) -> str:
    """Return a figure, or the word for one that is not told."""
    return too_few(w) if value is None else w.number(value)


def too_few_meaning(w: Wording) -> str:
    """Return what that word means."""
    return w(
        "Too few: fewer than {mean} people answered, or nearly all alike, or the figure would let "
        "that of so few be worked out. Which of these it is, is not said, because that would "
        "tell something too.",
        mean=FEWEST_FOR_MEAN,
    )


def rules_words(w: Wording) -> str:
    """Return the rules by which figures are told or kept back."""
    return w(
        "A mean is told where {mean} people or more answered and not all alike, how answers are "
        "distributed and how far they lie apart where {distribution} or more did. What could be "
        "worked out by subtraction counts as told. All reports on this survey, in whatever "
        "format, are made of the same table of means and counts, so that two of them tell no "
        "more than one.",
        mean=FEWEST_FOR_MEAN,
        distribution=FEWEST_FOR_DISTRIBUTION,
    )


def method_words(w: Wording) -> str:
    """Return how the figures come about."""
    return w(
        "An item's figure is the mean of all answers, from 0 (all gave the lowest) to 100 (all "
        "gave the highest). The figure of a dimension is made of those of its items that are "
        "told, by the questionnaire's own rule. Roles are compared on the items that are told of "
        "each of them."
    )


def bounds_words(w: Wording) -> str:
    """Return what the bounds mean."""
    return w(
        "The line shows how far the figure could move if everyone who did not answer had given "
        "the lowest, or the highest, answer."
    )


def kept_words(w: Wording) -> str:
    """Return what is kept of a person's answers."""
    return w(
        "Of each person only the chosen answers and the role are kept: no name, no time, no "
        "language, no comments and no answers in one's own words."
    )


def closed_words(w: Wording) -> str:
    """Return why nothing is added to a survey that was reported on."""
    return w(
        "The survey was closed before this report was written. With one more response, the "
        "difference between two reports would tell that person's answers."
    )


def response_words(report: StaffReport, w: Wording) -> str:
    """Return how many of those asked took part."""
    told = report.told
    if told.responses is None or report.rate is None:
        return too_few(w)
    return w(
        "{responses} of {people} people took part, {rate}",
        responses=told.responses,
        people=told.headcount,
        rate=w.percent(report.rate),
    )


def gap_words(figure: NodeFigure, w: Wording) -> str:
    """Return which role sees a node higher, and by how much."""
    if figure.gap is None:
        return too_few(w)
    if figure.ends is None:
        return w("no difference")
    high, low = figure.ends
    return w("{high} {points} above {low}", high=high, points=w.number(100 * figure.gap), low=low)
