"""What the report on a staff survey says, computed once from what is released."""

from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.questionnaire import Item
from maturity_app.domain.release import Release, ReleasedItem
from maturity_app.domain.staff_change import StaffChange, staff_changes
from maturity_app.domain.staff_figures import NodeFigure, bounds, node_figures
from maturity_app.domain.suppression import FEWEST_FOR_MEAN, FEWEST_FOR_THIRD
from maturity_app.domain.tally import Third
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True)
class StaffReport:
    """The released table of a staff survey, the figures of its nodes, and how they changed.

    `changes` since `earlier`; empty where there is no earlier wave.
    """

    told: Release
    nodes: tuple[NodeFigure, ...]
    earlier: Release | None = None
    changes: tuple[StaffChange, ...] = ()

    @property
    def rate(self) -> Fraction | None:
        """The share of those asked who took part."""
        responses = self.told.responses
        return None if responses is None else Fraction(responses, self.told.headcount)


def staff_report(told: Release, earlier: Release | None = None) -> StaffReport:
    """Return what a report says of a staff survey, and of its change since an earlier wave."""
    return StaffReport(
        told=told,
        nodes=node_figures(told),
        earlier=earlier,
        changes=staff_changes(earlier, told) if earlier else (),
    )


def points(index: Fraction | None) -> Fraction | None:
    """Return an index (0–1) in points of a hundred."""
    return None if index is None else 100 * index


def change_ends(change: StaffChange) -> tuple[Fraction, Fraction] | tuple[None, None]:
    """Return the interval of a change in points, to one decimal in all outputs alike."""
    if change.interval is None:
        return None, None
    low, high = (round(1000 * end) for end in (change.interval.low, change.interval.high))
    return Fraction(low, 10), Fraction(high, 10)


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
    return w("not told")


def third_words(third: Third | None, w: Wording) -> str:
    """Return the third of the scale in which a mean lies, or the word for what is not told."""
    match third:
        case "lower":
            return w("lower")
        case "middle":
            return w("middle")
        case "upper":
            return w("upper")
        case None:
            return too_few(w)


def third_meaning(w: Wording) -> str:
    """Return what the words for thirds mean."""
    return w(
        "Lower, middle, upper: the third of the scale in which the mean lies, where the mean "
        "itself is not told."
    )


def told_number(value: Fraction | None, w: Wording, third: Third | None = None) -> str:
    """Return a figure, or its third of the scale, or the word for one that is not told."""
    return third_words(third, w) if value is None else w.number(value)


def too_few_meaning(w: Wording) -> str:
    """Return what that word means."""
    return w(
        "Not told: fewer than {third} people answered, or a figure would let that of fewer than "
        "{mean} be worked out. It never depends on what an untold group answered.",
        third=FEWEST_FOR_THIRD,
        mean=FEWEST_FOR_MEAN,
    )


def rules_words(w: Wording) -> str:
    """Return the rules by which figures are told or kept back."""
    return w(
        "Where {mean} people or more answered, their mean is told, and of all together how answers "
        "are distributed: also where everyone says the same. Of {third} to {most} people it is "
        "told at most in which third of the scale their mean lies (lower: below 33.3; upper: above "
        "66.7). What could be worked out by subtraction counts as told. All reports on this "
        "survey, in whatever format, are made of the same table, so that two of them tell no more "
        "than one.",
        mean=FEWEST_FOR_MEAN,
        third=FEWEST_FOR_THIRD,
        most=FEWEST_FOR_MEAN - 1,
    )


def spread_words(w: Wording) -> str:
    """Return what the spread of a dimension is."""
    return w(
        "Spread: how far people's own indices lie apart at most, as a standard deviation in "
        "points. It is the weighted mean of the items' standard deviations; single people's "
        "indices are not worked out."
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
        "The line shows how far the figure of all could move if everyone who did not answer had "
        "given the lowest, or the highest, answer; a role's mark may lie beside it."
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


def change_words(change: StaffChange, w: Wording) -> str:
    """Return what may be said of a change."""
    if change.difference is None:
        return w(
            "not comparable ({common} of {all} items)",
            common=change.common,
            all=change.all_items,
        )
    if change.is_beyond_chance is None:
        return w("not tested")
    return w("more than chance") if change.is_beyond_chance else w("within chance")


def interval_words(change: StaffChange, w: Wording) -> str:
    """Return the interval of a difference in points."""
    low, high = change_ends(change)
    if low is None or high is None:
        return too_few(w)
    return w("{low} to {high}", low=w.signed(low), high=w.signed(high))


def change_method_words(w: Wording) -> str:
    """Return how change is judged."""
    return w(
        "Both waves are taken on the items that are told in both. The interval holds at least "
        "95 % (Welch, corrected for how many were asked): it goes by the spread at most and by "
        "the item that the fewest answered, and treats the waves as independent, though many "
        "answered in both, and so is too wide rather than too narrow. More than chance: below "
        "0.05 after Holm's adjustment for all dimensions. It is worked out where {fewest} or more "
        "answered in each wave.",
        fewest=FEWEST_FOR_MEAN,
    )
