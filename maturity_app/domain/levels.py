"""How a node's level and the way to the next one are read from groups of its items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.exact import total, total_weighted, weighted_mean
from maturity_app.domain.questionnaire import Gate, LevelRule
from maturity_app.domain.scorecard import GroupScore, ItemScore, LevelScore

_ZERO, _ONE = Fraction(0), Fraction(1)
_OUT = ("not_applicable", "hidden")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Group:
    """Items judged together, with their mean at the lowest and at the highest."""

    level: int | None
    gate: Gate | None
    items: tuple[str, ...]
    low: Fraction
    high: Fraction
    weight: Fraction

    def asked(self, rule: LevelRule, level: int) -> Fraction:
        """Return what `level` asks of this group's mean; 0 where it asks nothing."""
        if self.gate is not None:
            return self.gate.at_least if level > self.gate.otherwise_level else _ZERO
        return _asked_of_items(rule, self.level, level)


def level_of(
    rule: LevelRule,
    items: Sequence[ItemScore],
    gates: Mapping[str, ItemScore],
    top_level: int,
) -> LevelScore:
    """Return the level of items under a rule, from 0 to `top_level`.

    Level and low take open items at their lowest, high at their highest. The way to the next
    level is `1 − Σ w·max(0, t′ − x) / Σ w·(t′ − t)` over all groups and gates, where t is what
    the level reached asks and t′ what the next one asks.
    """
    groups = [*_item_groups(rule, items), *_gate_groups(rule, gates)]
    levels = sorted({g.level for g in groups if g.gate is None and g.level}, key=int)
    levels = [level for level in levels if level <= top_level]
    reached, following, way = _read(rule, levels, [(group, group.low) for group in groups])
    low = high = reached + way
    if any(group.high is not group.low for group in groups):
        top, _, way_high = _read(rule, levels, [(group, group.high) for group in groups])
        high = top + way_high
    return LevelScore(
        reached=reached,
        way=way,
        next=following,
        groups=tuple(_scored(rule, group, reached, following) for group in groups),
        low=low,
        high=high,
    )


def asked_at(rule: LevelRule, group: GroupScore, level: int) -> Fraction:
    """Return what any level asks of a group's mean; 0 where it asks nothing."""
    if group.gate is None:
        return _asked_of_items(rule, group.level, level)
    gates = (gate for gate in rule.gates if gate.item == group.gate)
    return max((gate.at_least for gate in gates if level > gate.otherwise_level), default=_ZERO)


def _asked_of_items(rule: LevelRule, own: int | None, level: int) -> Fraction:
    """Return what a level asks of the items of the level `own`."""
    if own is None or own > level or level == 0:
        return _ZERO
    return rule.own if own == level else rule.lower


def _item_groups(rule: LevelRule, items: Sequence[ItemScore]) -> list[_Group]:
    applicable = [i for i in items if i.level and i.state not in _OUT and i.weight]
    if rule.by == "each":
        return [_group([item]) for item in sorted(applicable, key=lambda item: item.level or 0)]
    levels = sorted({item.level for item in applicable if item.level})
    return [_group([i for i in applicable if i.level == level]) for level in levels]


def _gate_groups(rule: LevelRule, gates: Mapping[str, ItemScore]) -> list[_Group]:
    return [
        _group([gates[gate.item]], gate)
        for gate in rule.gates
        if gates[gate.item].state not in _OUT
    ]


def _group(items: Sequence[ItemScore], gate: Gate | None = None) -> _Group:
    low = _mean(items, _ZERO)
    return _Group(
        level=None if gate else items[0].level,
        gate=gate,
        items=tuple(item.id for item in items),
        low=low,
        high=_mean(items, _ONE) if any(item.x is None for item in items) else low,
        weight=total(item.weight for item in items),
    )


def _mean(items: Sequence[ItemScore], missing: Fraction) -> Fraction:
    """Return the mean of items, what is open at `missing`."""
    values = [missing if item.x is None else item.x for item in items]
    mean = weighted_mean((x, item.weight) for x, item in zip(values, items, strict=True))
    # A gate asks its item whatever weight the item has.
    return total(values) / len(values) if mean is None else mean


def _read(
    rule: LevelRule, levels: Sequence[int], means: Sequence[tuple[_Group, Fraction]]
) -> tuple[int, int | None, Fraction]:
    """Return the level reached, the next that applies and the way to it (0–1)."""
    reached = next((n for n in reversed(levels) if _is_met(rule, n, means)), 0)
    following = next((level for level in levels if level > reached), None)
    if following is None:
        return reached, None, _ZERO
    targets = [(group, mean, group.asked(rule, following)) for group, mean in means]
    missing = total_weighted((t - mean, g.weight) for g, mean, t in targets if t > mean)
    asked = total_weighted((t - g.asked(rule, reached), g.weight) for g, _, t in targets if t)
    return reached, following, (1 - missing / asked if asked else _ZERO)


def _is_met(rule: LevelRule, level: int, means: Sequence[tuple[_Group, Fraction]]) -> bool:
    asked = ((mean, group.asked(rule, level)) for group, mean in means)
    return all(mean >= least for mean, least in asked if least)


def _scored(rule: LevelRule, group: _Group, reached: int, following: int | None) -> GroupScore:
    return GroupScore(
        level=group.level,
        gate=group.gate.item if group.gate else None,
        items=group.items,
        x=group.low,
        x_high=group.high,
        weight=group.weight,
        asked=group.asked(rule, reached),
        asked_next=None if following is None else group.asked(rule, following),
    )
