"""A node's index and its bounds as they are computed: as mean, weakest, share or sum."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from maturity_app.domain.questionnaire import ShownScale
from maturity_app.domain.scorecard import NodeScore, Part, Scorecard
from maturity_app.reports.phrases import state_reason
from maturity_app.reports.rules import index_rule
from maturity_app.ui.models.figures import bounds_of, cuts_for, fraction_text, value_of
from maturity_app.ui.models.trace_parts import Formula, Section, mean_text, sum_text
from maturity_app.wording import Wording

_ZERO, _ONE = Fraction(0), Fraction(1)
_Pairs = Sequence[tuple[Part, Fraction]]
"""Parts with the index (0–1) each counts with."""


def index_section(card: Scorecard, node: NodeScore, w: Wording) -> Iterator[Section]:
    """Yield how a node's index and its bounds come about, by rule and as computed.

    Nothing where the level is shown instead and no node above counts the index.
    """
    rule = index_rule(card.questionnaire.nodes[node.id], node, w)
    if card.questionnaire.nodes[node.id].aggregate is None:
        yield Section(heading=w("Index"), lines=(rule,))
        return
    above = card.questionnaire.parents.get(node.id)
    if node.shows_level and (above is None or above.aggregate is None):
        return
    yield Section(
        heading=_heading(card, node, w),
        note=state_reason(node, w),
        lines=(rule, *_scale_words(card, node, w)),
        formulas=tuple(_formulas(card, node, w)),
    )


def _heading(card: Scorecard, node: NodeScore, w: Wording) -> str:
    if node.shows_level:
        return w("Index, not shown: counted by what stands above")
    bounds, value = bounds_of(card, node, w), value_of(card, node, w)
    if node.low is None:
        return w("No index and no bounds")
    if node.value is None:
        return w("No index, bounds {bounds}", bounds=bounds)
    if node.low == node.high:
        return w("Index {value}, none open", value=value)
    return w("Index {value}, bounds {bounds}", value=value, bounds=bounds)


def _scale_words(card: Scorecard, node: NodeScore, w: Wording) -> Iterator[str]:
    """Yield the scale a value is shown on, unless it is the usual one or the rule names it."""
    aggregate = card.questionnaire.nodes[node.id].aggregate
    if node.scale != ShownScale() and aggregate != "sum" and not node.shows_level:
        low, high = fraction_text(node.scale.min), fraction_text(node.scale.max)
        yield w("Shown on a scale from {low} to {high}.", low=low, high=high)


def _formulas(card: Scorecard, node: NodeScore, w: Wording) -> Iterator[Formula]:
    cuts = cuts_for(card, node)
    counted = [(part, part.index) for part in node.parts if part.excluded is None]
    pairs = [(part, index) for part, index in counted if index is not None]
    if node.value is not None and pairs:
        word = w("of what is answered")
        if card.questionnaire.missing == "lowest" and node.low != node.high:
            word = w("open items at their lowest")
        yield _formula(card, node, pairs, (w.number(node.value, cuts), word), w)
    if node.low is None or node.high is None or node.low == node.high:
        return
    applying = [(part, part.low, part.high) for part in node.parts]
    lows = [(part, low) for part, low, _ in applying if low is not None]
    highs = [(part, high) for part, _, high in applying if high is not None]
    lowest, highest = w("open items at their lowest"), w("at their highest")
    if node.low != node.value or card.questionnaire.missing != "lowest":
        yield _formula(card, node, lows, (w.number(node.low, cuts), lowest), w)
    yield _formula(card, node, highs, (w.number(node.high, cuts), highest), w)


def _formula(
    card: Scorecard, node: NodeScore, pairs: _Pairs, said: tuple[str, str], w: Wording
) -> Formula:
    """Return one computation; `said` is its result as shown and what it is of."""
    definition = card.questionnaire.nodes[node.id]
    result, note = said
    if definition.aggregate == "sum":
        return Formula(text=_sum(node, pairs), result=result, note=note)
    if definition.aggregate == "min":
        least = ", ".join(fraction_text(index) for _, index in pairs)
        return Formula(text=_scaled(node, f"min({least})"), result=result, note=note)
    if definition.aggregate == "share":
        threshold = _ONE if definition.threshold is None else definition.threshold
        count = sum(index >= threshold for _, index in pairs)
        reached = w("{count} of {total} at {threshold} or above",
                    count=count, total=len(pairs), threshold=fraction_text(threshold))  # fmt: skip
        text = _scaled(node, f"{count} ÷ {len(pairs)}")
        return Formula(text=w.labelled(reached, text), result=result, note=note)
    mean = mean_text([(part.weight, index) for part, index in pairs])
    return Formula(text=_scaled(node, mean), result=result, note=note)


def _scaled(node: NodeScore, index: str) -> str:
    scale = node.scale
    width = fraction_text(scale.max - scale.min)
    if scale.min:
        return f"{fraction_text(scale.min)} + {width} × {index}"
    return index if width == "1" else f"{width} × {index}"


def _sum(node: NodeScore, pairs: _Pairs) -> str:
    """Return points added up; what is open leaves the others to stand for the whole range."""
    points = [(part.weight, part.scale.of(index)) for part, index in pairs]
    applying = [part for part in node.parts if part.low is not None]
    if len(pairs) == len(applying):
        return sum_text(points)
    above = [(part.weight, part.scale.of(index) - part.scale.min) for part, index in pairs]
    most = sum((part.weight * (part.scale.max - part.scale.min) for part, _ in pairs), _ZERO)
    return _scaled(node, f"({sum_text(above)}) ÷ {fraction_text(most)}")
