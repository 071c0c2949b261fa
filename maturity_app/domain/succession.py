"""What a new version of a questionnaire does to the answers given to an older one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from maturity_app.domain.fault import Fault
from maturity_app.domain.mapping_faults import forgotten, misfits
from maturity_app.domain.questionnaire import Item, Questionnaire
from maturity_app.domain.said import said

_RENAMED, _REWRITTEN = 0.8, 0.6


@dataclass(frozen=True, kw_only=True)
class Changes:
    """The ids of items that a newer version adds, drops, gives a new revision, or words anew.

    Answers to what was only worded anew stay comparable; those to a new revision do not.
    """

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    revised: tuple[str, ...]
    reworded: tuple[str, ...]


def changes_between(older: Questionnaire, newer: Questionnaire) -> Changes:
    """Return what a newer version of a questionnaire does to its items."""
    common = [item for item in newer.items.values() if item.id in older.items]
    revised = [item for item in common if item.revision != older.items[item.id].revision]
    reworded = [item for item in common if item != older.items[item.id] and item not in revised]
    return Changes(
        added=tuple(name for name in newer.items if name not in older.items),
        dropped=tuple(name for name in older.items if name not in newer.items),
        revised=tuple(item.id for item in revised),
        reworded=tuple(item.id for item in reworded),
    )


def succession_faults(older: Questionnaire, newer: Questionnaire) -> Iterator[Fault]:
    """Yield ids that look renamed and meanings that changed without a new revision.

    Texts are held against each other by the share of characters they have in common
    (Ratcliff and Obershelp): from 0.8 two items ask the same, under 0.6 one asks something else.
    """
    if older.id != newer.id:
        yield Fault(
            where=("id",),
            what=said("the older version is of `{id}`, another questionnaire", id=older.id),
            mend=said("keep the id, or leave the older version out"),
        )
        return
    if older.version == newer.version and older != newer:
        yield Fault(
            where=("version",),
            what=said("the questionnaire changed, but its version is still `{version}`",
                      version=newer.version),
            mend=said("raise `version`"),
        )  # fmt: skip
    mapping = next((one for one in newer.mappings if one.leads(older, newer)), None)
    named = mapping.named if mapping else frozenset()
    added = [item for item in newer.items.values() if item.id not in (*older.items, *named)]
    for item in older.items.values():
        if item.id not in newer.items and item.id not in named:
            yield from _renamed(item, added)
    for item in newer.items.values():
        before = older.items.get(item.id)
        if before is not None:
            yield from _revised(older, newer, before, item)
    if mapping is not None:
        at = ("mappings", newer.mappings.index(mapping))
        found = [*misfits(mapping, older, newer), *forgotten(mapping, older, newer)]
        yield from (replace(fault, where=(*at, *fault.where)) for fault in found)


def _renamed(gone: Item, added: list[Item]) -> Iterator[Fault]:
    for item in added:
        if _alike(gone.text, item.text) >= _RENAMED:
            yield Fault(
                where=("item", item.id, 0, "id"),
                what=said(
                    "`{new}` asks what `{old}` asked, so earlier answers would be lost to it",
                    new=item.id,
                    old=gone.id,
                ),
                mend=said("keep the id `{old}`", old=gone.id),
            )
            return


def _revised(
    older: Questionnaire, newer: Questionnaire, before: Item, now: Item
) -> Iterator[Fault]:
    if now.revision < before.revision:
        yield Fault(
            where=("item", now.id, 0, "revision"),
            what=said("the revision went down from {old}", old=before.revision),
            mend=said("let it be {old} or more", old=before.revision),
        )
    if now.revision != before.revision:
        return
    scales = [
        [(option.id, option.x) for option in questionnaire.options(now.id)]
        for questionnaire in (older, newer)
    ]
    what = ""
    if scales[0] != scales[1] or before.type != now.type:
        what = said("the answers of `{item}` changed, but not its revision", item=now.id)
    elif _alike(before.text, now.text) < _REWRITTEN:
        what = said("the text of `{item}` changed much, but not its revision", item=now.id)
    elif any(
        _alike(anchor, now.anchors.get(option, "")) < _REWRITTEN
        for option, anchor in before.anchors.items()
    ):
        what = said("an anchor of `{item}` changed much, but not its revision", item=now.id)
    if what:
        mend = said("write `revision: {next}`, so that old and new are not taken for the same",
                    next=before.revision + 1)  # fmt: skip
        yield Fault(where=("item", now.id, 0), what=what, mend=mend)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
