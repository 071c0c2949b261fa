"""What a mapping between versions does, line by line, before it is used."""

from collections.abc import Iterator
from typing import get_args

from maturity_app.domain.mapping import How, MappedItem, VersionMapping
from maturity_app.domain.mapping_faults import forgotten_items
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.phrases import not_comparable
from maturity_app.wording import Wording


def how_word(how: How, w: Wording) -> str:
    """Return what became of an item between two versions."""
    return {
        "same": w("the same"),
        "reworded": w("reworded"),
        "rescaled": w("rescaled"),
        "merged": w("merged"),
        "split": w("split"),
        "dropped": w("dropped"),
    }[how]


def mapping_lines(
    mapping: VersionMapping,
    older: Questionnaire | None,
    newer: Questionnaire | None,
    w: Wording,
) -> Iterator[str]:
    """Yield what a mapping does: how many items of each kind, each item, and what it leaves.

    Without both versions it is not known what is left.
    """
    hows = [item.how for item in mapping.items]
    counted = [f"{hows.count(how)} {how_word(how, w)}" for how in get_args(How) if how in hows]
    versions = f"{mapping.questionnaire} {mapping.from_version} → {mapping.to_version}"
    yield w.labelled(versions, ", ".join(counted) or w("nothing"))
    for item in mapping.items:
        yield f"  {w.labelled(how_word(item.how, w), _relation(item, w))}"
        if item.how == "rescaled":
            yield f"    {_table(item, older, newer, w)}"
    if older is not None and newer is not None:
        yield from _left(mapping, older, newer, w)


def overlap_lines(report: ComparisonReport, w: Wording) -> Iterator[str]:
    """Yield how much of each dimension is common in each comparison, and what is not compared."""
    pairs = [pair for unit in report.units for pair in unit.pairs]
    for pair in [*pairs, *([report.between] if report.between else [])]:
        yield w.joined(f"{a.unit.name}, {a.wave.label}" for a in pair.assessments)
        for node in pair.scorecards[-1].questionnaire.dimensions:
            compared = pair.nodes[node.id]
            if not compared.union:
                continue
            words = w(
                "{common} of {union} questions common",
                common=compared.common,
                union=compared.union,
            )
            if not compared.is_comparable:
                words = not_comparable(compared, w)
            yield f"  {w.labelled(node.short, words)}"


def _relation(item: MappedItem, w: Wording) -> str:
    old = w.listed(item.old)
    if not item.became or item.became == item.old:
        return old
    return f"{old} → {w.listed(item.became)}"


def _table(
    item: MappedItem, older: Questionnaire | None, newer: Questionnaire | None, w: Wording
) -> str:
    """Return where each old option stands on the new scale, by labels where these are known."""
    old, new = item.old[0], item.became[0]
    before = {o.id: o.label for o in older.options(old)} if older and old in older.items else {}
    after = {o.id: o.label for o in newer.options(new)} if newer and new in newer.items else {}
    told = {key: after.get(to, to) for key, to in item.options.items()}
    told |= {key: w.number(value, digits=2) for key, value in item.values.items()}
    order = [key for key in before if key in told] or list(told)
    return ", ".join(f"{before.get(key, key)} → {told[key]}" for key in order)


def _left(
    mapping: VersionMapping, older: Questionnaire, newer: Questionnaire, w: Wording
) -> Iterator[str]:
    """Yield what a mapping says nothing of."""
    lost = forgotten_items(mapping, older, newer)
    by_id = [
        i for i in older.items if i in newer.items and i not in mapping.named and i not in lost
    ]
    reached = {new for item in mapping.items for new in item.became}
    fresh = [i for i in newer.items if i not in reached and i not in by_id]
    for name, items in (
        (w("by id and revision"), by_id),
        (w("new"), fresh),
        (w("nothing answers to it"), lost),
    ):
        if items:
            many = w.plural("{count} item", "{count} items", len(items))
            listed = many if items is by_id else f"{many} ({', '.join(items)})"
            yield f"  {w.labelled(name, listed)}"
