"""A node's index from the means of its items, and how far people's own lie apart at most."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import isqrt
from typing import Final

from maturity_app.domain.aggregates import aggregated
from maturity_app.domain.questionnaire import Node, Questionnaire, ShownScale
from maturity_app.domain.release import Release
from maturity_app.domain.scorecard import Part

Means = Mapping[str, Fraction]
"""What a group's answers count on average (0–1), by item."""

_ZERO: Final = Fraction(0)
_FINE: Final = 10**6
"""Roots are taken to so many parts, and never too small."""


def choice_items(questionnaire: Questionnaire, node: Node) -> tuple[str, ...]:
    """Return the items a node's index is made of, without those the unit added elsewhere."""
    local = questionnaire.local_nodes
    return tuple(
        item.id
        for item in node.all_items()
        if item.type == "choice"
        and (node.id in local or questionnaire.homes[item.id].id not in local)
    )


def index_of(questionnaire: Questionnaire, node: Node, means: Means) -> Fraction | None:
    """Return what a node's aggregate makes of means; None where too few of its items have one."""
    items = choice_items(questionnaire, node)
    told = sum(item_id in means for item_id in items)
    if not told or Fraction(told, len(items)) < questionnaire.thresholds.insufficient_below:
        return None
    return index_of_told(questionnaire, node, means)


def index_of_told(questionnaire: Questionnaire, node: Node, means: Means) -> Fraction | None:
    """Return what a node's aggregate makes of means, however few they are."""
    return aggregated(node, list(_parts(questionnaire, node, means))).value


def _parts(questionnaire: Questionnaire, node: Node, means: Means) -> Iterator[Part]:
    """Yield what a node is made of, without what is not told."""
    for item in node.items:
        if item.id in means:
            values = [option.value for option in questionnaire.options(item.id)]
            scale = ShownScale(min=min(values), max=max(values))
            yield _part(item.id, means[item.id], item.weight, scale, is_item=True)
    for child in node.children:
        if child.local and node.id not in questionnaire.local_nodes:
            continue
        index = index_of_told(questionnaire, child, means)
        if index is not None:
            yield _part(child.id, index, child.weight, child.scale, is_item=False)


def _part(
    part_id: str, index: Fraction, weight: Fraction, scale: ShownScale, *, is_item: bool
) -> Part:
    return Part(
        id=part_id,
        is_item=is_item,
        index=index,
        low=index,
        high=index,
        weight=weight,
        scale=scale,
        share=_ZERO,
        excluded=None,
    )


# --- spread ------------------------------------------------------------------------------


def spread_at_most(
    told: Release, questionnaire: Questionnaire, node: Node, items: Iterable[str]
) -> Fraction | None:
    """Return how far people's own indices on some items lie apart at most, in points.

    Their standard deviation is not worked out, as it would tell how single people answered. That
    of a weighted mean is no greater than the weighted mean of its parts' (Cauchy and Schwarz), and
    those follow from how answers are distributed. One decimal, upwards, in all outputs alike. None
    where no item is told, or where the index is no weighted mean. The weights are those of a
    questionnaire that may be a later wave's.
    """
    means: dict[str, Fraction] = {}
    deviations: dict[str, Fraction] = {}
    for item_id in items:
        found = told.items[item_id]
        if found.whole and found.counts:
            options = told.questionnaire.options(item_id)
            counted = [(option.x, found.counts[option.id]) for option in options]
            means[item_id] = found.whole.value
            deviations[item_id] = _deviation(counted, found.whole.value)
    spread = _weighted(questionnaire, node, means, deviations) if means else None
    return None if spread is None else Fraction(-(-1000 * spread // 1), 10)


def keeps_thirds(node: Node) -> bool:
    """Return whether a node whose items all lie in one third of the scale lies in it too."""
    return node.aggregate != "share" and all(map(keeps_thirds, node.children))


def _weighted(
    questionnaire: Questionnaire, node: Node, means: Means, deviations: Means
) -> Fraction | None:
    if node.aggregate not in ("mean", "sum"):
        return None
    spread = _ZERO
    for part in aggregated(node, list(_parts(questionnaire, node, means))).parts:
        own = (
            deviations[part.id]
            if part.is_item
            else _weighted(questionnaire, questionnaire.nodes[part.id], means, deviations)
        )
        if own is None:
            return None
        spread += part.share * own
    return spread


def _deviation(counted: Iterable[tuple[Fraction, int]], mean: Fraction) -> Fraction:
    """Return the standard deviation of answers, with n − 1 as divisor, or a little more."""
    pairs = list(counted)
    squares = sum(((value - mean) ** 2 * count for value, count in pairs), _ZERO)
    variance = squares / (sum(count for _, count in pairs) - 1)
    root = Fraction(isqrt(int(variance * _FINE**2)), _FINE)
    return root if root**2 == variance else root + Fraction(1, _FINE)
