"""What several versions of a questionnaire have in common, so that many units may be summed up.

A comparison leaves out whatever one side has not answered. Of hundreds of units hardly an item
would be left; here an item counts where all versions ask it, and what a unit left open counts
by that unit's own coverage.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from maturity_app.domain.conditions import asked_items
from maturity_app.domain.questionnaire import Item, Node, Questionnaire
from maturity_app.domain.scoring import score

_Keys = frozenset[tuple[str, int]]


@dataclass(frozen=True, kw_only=True)
class CommonGround:
    """The questionnaire that all units are scored by, and how much of each node all share.

    With one version it is that one, whole. `overlaps` is common ÷ all items (id, revision);
    a node is in `comparable` or `levelled` where its index or level may be set side by side.
    """

    questionnaire: Questionnaire
    versions: tuple[str, ...]
    overlaps: Mapping[str, Fraction]
    comparable: frozenset[str]
    levelled: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """Whether all were asked the same, so that nothing is left out."""
        return all(overlap == 1 for overlap in self.overlaps.values())

    @property
    def has_headline(self) -> bool:
        """Whether every practice and safeguard may be set side by side by its level."""
        definition = self.questionnaire
        judged = (*definition.of_kind("practice"), *definition.of_kind("safeguard"))
        return bool(judged) and all(node.id in self.levelled for node in judged)


def common_ground(definitions: Sequence[Questionnaire]) -> CommonGround:
    """Return what definitions of one family, the newest last, have in common.

    Tree, weights and rules are those of the newest one; of a short form, if one is among them.
    """
    short = [definition for definition in definitions if definition.short_form_of]
    newest = short[-1] if short else definitions[-1]
    if len(definitions) == 1:
        return CommonGround(
            questionnaire=newest,
            versions=(newest.version,),
            overlaps={name: Fraction(1) for name in newest.nodes},
            comparable=frozenset(newest.nodes),
            levelled=frozenset() if short else frozenset(newest.nodes),
        )
    return _narrowed(definitions, newest)


def _narrowed(definitions: Sequence[Questionnaire], newest: Questionnaire) -> CommonGround:
    common = frozenset.intersection(*(_keys(each.items.values()) for each in definitions))
    kept = frozenset(item_id for item_id, _ in common)
    shared = replace(newest, tree=_restricted(newest.tree, kept))
    overlaps = {name: _overlap(name, definitions, newest, common) for name in newest.nodes}
    least = newest.thresholds.comparable_overlap
    comparable = frozenset(name for name, overlap in overlaps.items() if overlap >= least)
    levelled = frozenset(
        name
        for name in comparable
        if not newest.short_form_of and _levels_hold(name, definitions, kept)
    )
    return CommonGround(
        questionnaire=shared,
        versions=tuple(_named(definitions)),
        overlaps=overlaps,
        comparable=comparable,
        levelled=levelled,
    )


def _named(definitions: Sequence[Questionnaire]) -> list[str]:
    """Return each definition's version, with the id where that says more."""
    ids = {definition.id for definition in definitions}
    names = (each.version if len(ids) == 1 else f"{each.id} {each.version}" for each in definitions)
    return list(dict.fromkeys(names))


def _keys(items: Iterable[Item]) -> _Keys:
    return frozenset((item.id, item.revision) for item in items if item.type == "choice")


def _overlap(
    name: str, definitions: Sequence[Questionnaire], newest: Questionnaire, common: _Keys
) -> Fraction:
    union: _Keys = frozenset()
    for definition in definitions:
        if name in definition.nodes:
            union |= _keys(definition.nodes[name].all_items())
    if newest.short_form_of:
        # What a short form leaves out on purpose is not held against it.
        union = frozenset(key for key in union if key[0] in newest.items)
    return Fraction(len(union & common), len(union)) if union else Fraction(1)


def _levels_hold(name: str, definitions: Sequence[Questionnaire], kept: frozenset[str]) -> bool:
    """Return whether each group of a level's rule keeps a common item and every gate is common."""
    for definition in definitions:
        node = score(definition, {}).nodes.get(name)
        if node is None or node.levels is None:
            return False
        if not all(kept.intersection(group.items) for group in node.levels.groups):
            return False
    return True


def _restricted(node: Node, kept: frozenset[str]) -> Node:
    """Return a node with the items in `kept` alone, and no condition on any other."""
    items = tuple(
        replace(item, show_when=None)
        if item.show_when is not None and not kept.issuperset(asked_items(item.show_when))
        else item
        for item in node.items
        if item.id in kept
    )
    rule = node.levels
    if rule is not None:
        rule = replace(rule, gates=tuple(gate for gate in rule.gates if gate.item in kept))
    children = tuple(_restricted(child, kept) for child in node.children)
    return replace(node, items=items, levels=rule, children=children)
