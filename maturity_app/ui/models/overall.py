"""What a result amounts to as a whole: its headline, or what stands in the place of one."""

from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.questionnaire import ShownScale
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.findings import node_finding
from maturity_app.reports.phrases import (
    headline_reason,
    index_bounds,
    level_name,
    sentence,
    state_reason,
    state_word,
    up_to,
    way_text,
)
from maturity_app.reports.rules import index_rule
from maturity_app.ui.models.figures import Figure, fraction_text, has_levels
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Overall:
    """The result in a title, how far it is, and why; `figure` is what its trace explains.

    `level` and `high` are for its shape, which is left out where there are no levels.
    """

    title: str
    way: str = ""
    reason: str = ""
    level: Fraction | None = None
    high: Fraction | None = None
    has_shape: bool = False
    figure: Figure | None = None

    @property
    def in_words(self) -> str:
        """Title and way as one text for screen readers."""
        return ". ".join(part for part in (self.title, self.way) if part)


def overall_of(card: Scorecard, w: Wording) -> Overall | None:
    """Return what a result amounts to; None where the questionnaire says nothing of a whole."""
    if card.questionnaire.short_form_of:
        said = w("What it asks is too little for a level; its indices stand for themselves.")
        return Overall(title=w("A short form yields indices and no level"), reason=said)
    if card.headline is not None:
        return _headline(card, w)
    root = card.root
    if has_levels(card, root):
        return _level(card, root, w)
    if card.questionnaire.tree.aggregate is not None:
        return _value(card, root, w)
    return None


def _headline(card: Scorecard, w: Wording) -> Overall:
    headline = card.headline
    level = headline.level if headline else None
    return Overall(
        title=_headline_title(card, w),
        way=_headline_way(card, w),
        reason=headline_reason(card, w),
        level=level,
        high=headline.high if headline else None,
        has_shape=True,
        figure=Figure("headline"),
    )


def _headline_title(card: Scorecard, w: Wording) -> str:
    headline = card.headline
    if headline is None or headline.level is None:
        unlevelled = headline.unlevelled if headline else ()
        states = {card.nodes[node].state for node in unlevelled}
        return w("Not rated") if states == {"not_rated"} else w("No level yet")
    return _level_title(card, headline.level, w)


def _headline_way(card: Scorecard, w: Wording) -> str:
    headline = card.headline
    if headline is None or headline.level is None:
        return ""
    judged = (*card.of_kind("practice"), *card.of_kind("safeguard"))
    count = sum(node.counts.open for node in judged)
    return _way(card, headline.level, headline.high, count, w)


def _level(card: Scorecard, node: NodeScore, w: Wording) -> Overall:
    title, way = w("No level yet"), ""
    if node.state == "not_rated":
        title = w("Not rated")
    elif node.level is not None:
        title = _level_title(card, node.level, w)
        way = _way(card, node.level, node.level_high, node.counts.open, w)
    first, second = node_finding(card.questionnaire, node, w)
    return Overall(
        title=title,
        way=way,
        reason=second if node.level is not None else f"{first} {second}".strip(),
        level=node.level,
        high=node.level_high,
        has_shape=True,
        figure=Figure("node", node.id),
    )


def _value(card: Scorecard, node: NodeScore, w: Wording) -> Overall:
    title = w("{node}: no value", node=node.short)
    if node.value is not None:
        title = w("{node}: {value}", node=node.short, value=w.number(node.value))
    way = sentence(index_bounds(node, w))
    if node.scale != ShownScale():
        low, high = fraction_text(node.scale.min), fraction_text(node.scale.max)
        way = w("On a scale from {low} to {high}; {bounds}",
                low=low, high=high, bounds=index_bounds(node, w))  # fmt: skip
    why = state_reason(node, w)
    state = sentence(state_word(node.state, w))
    if why:
        state = w("{state}: {reason}", state=state, reason=why)
    rule = index_rule(card.questionnaire.nodes[node.id], node, w)
    return Overall(
        title=title,
        way=f"{way}.",
        reason=w("{state}. {rule}", state=state, rule=rule),
        figure=Figure("node", node.id),
    )


def _level_title(card: Scorecard, level: Fraction, w: Wording) -> str:
    name = level_name(card.questionnaire, level)
    return w("Level {level} – {name}", level=w.level(level), name=name)


def _way(card: Scorecard, level: Fraction, most: Fraction | None, count: int, w: Wording) -> str:
    """Return how far the next level is, and what open answers still allow."""
    way = way_text(card.questionnaire, level, w)
    if not count:
        return w("{way}; nothing open.", way=way)
    opened = w.plural("{count} open answer", "{count} open answers", count)
    high = up_to(level, most, w)
    if not high:
        return w("{way}; the same with {opened}.", way=way, opened=opened)
    return w("{way}; {high} with {opened}.", way=way, high=high, opened=opened)
