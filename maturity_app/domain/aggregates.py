"""How a node's index and its bounds come from its parts: mean, min, share or sum."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from maturity_app.domain.exact import total, total_weighted, weighted_mean
from maturity_app.domain.questionnaire import Node, ShownScale
from maturity_app.domain.scorecard import Part

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Aggregated:
    """A node's index and bounds (0–1), None where there are none, and what they come from."""

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    scale: ShownScale
    parts: tuple[Part, ...]


def aggregated(node: Node, parts: Sequence[Part]) -> Aggregated:
    """Return what a node's aggregate makes of its parts.

    `value` is of the parts that are not excluded, the bounds of all that have bounds. A node
    without an aggregate has none of them. A sum has its natural scale: from Σ w·min to Σ w·max
    of all parts that apply.
    """
    if node.aggregate is None:
        return _Means(_weight_of).of(node.scale, parts, has_value=False)
    if node.aggregate == "mean":
        return _Means(_weight_of).of(node.scale, parts)
    if node.aggregate == "sum":
        applying = [part for part in parts if part.low is not None]
        low = total_weighted((part.scale.min, part.weight) for part in applying)
        high = total_weighted((part.scale.max, part.weight) for part in applying)
        return _Means(_points_of).of(ShownScale(min=low, max=high), parts)
    if node.aggregate == "min":
        return _least(node, parts)
    return _share(node, parts, _ONE if node.threshold is None else node.threshold)


class _Means:
    """The weighted mean, where `weight` says what a part weighs."""

    def __init__(self, weight: Callable[[Part], Fraction]) -> None:
        self._weight = weight

    def of(self, scale: ShownScale, parts: Sequence[Part], *, has_value: bool = True) -> Aggregated:
        weight = total(self._weight(part) for part in parts if part.excluded is None)
        shared = tuple(
            replace(part, share=self._weight(part) / weight)
            if weight and part.excluded is None
            else part
            for part in parts
        )
        if not has_value:
            return Aggregated(value=None, low=None, high=None, scale=scale, parts=shared)
        value = self._mean((p.index, p) for p in parts if p.excluded is None)
        is_closed = all(_is_closed(part) for part in parts)
        return Aggregated(
            value=value,
            low=value if is_closed else self._mean((p.low, p) for p in parts),
            high=value if is_closed else self._mean((p.high, p) for p in parts),
            scale=scale,
            parts=shared,
        )

    def _mean(self, pairs: Iterable[tuple[Fraction | None, Part]]) -> Fraction | None:
        """Return the mean of the values that are there, or None if none has weight."""
        return weighted_mean(
            (value, self._weight(part)) for value, part in pairs if value is not None
        )


def _is_closed(part: Part) -> bool:
    """Return whether nothing open lies below a part, so that its bounds are its index itself."""
    return part.index is part.low is part.high and (part.index is None or part.excluded is None)


def _weight_of(part: Part) -> Fraction:
    return part.weight


def _points_of(part: Part) -> Fraction:
    """Return how many points a part can add to a sum."""
    return part.weight * (part.scale.max - part.scale.min)


def _least(node: Node, parts: Sequence[Part]) -> Aggregated:
    """Return the smallest index among the parts; weights do not count."""
    value = _smallest(part.index for part in parts if part.excluded is None)
    return Aggregated(
        value=value,
        low=_smallest(part.low for part in parts),
        high=_smallest(part.high for part in parts),
        scale=node.scale,
        parts=tuple(
            replace(part, share=_ONE if part.index == value else _ZERO)
            if part.excluded is None
            else part
            for part in parts
        ),
    )


def _smallest(values: Iterable[Fraction | None]) -> Fraction | None:
    return min((value for value in values if value is not None), default=None)


def _share(node: Node, parts: Sequence[Part], threshold: Fraction) -> Aggregated:
    """Return how many parts stand at the threshold or above ÷ all, by count."""
    counted = [part for part in parts if part.excluded is None]
    return Aggregated(
        value=_share_of([part.index for part in counted], threshold),
        low=_share_of([part.low for part in parts], threshold),
        high=_share_of([part.high for part in parts], threshold),
        scale=node.scale,
        parts=tuple(
            replace(part, share=Fraction(1, len(counted))) if part.excluded is None else part
            for part in parts
        ),
    )


def _share_of(values: Sequence[Fraction | None], threshold: Fraction) -> Fraction | None:
    present = [value for value in values if value is not None]
    if not present:
        return None
    return Fraction(sum(value >= threshold for value in present), len(present))
