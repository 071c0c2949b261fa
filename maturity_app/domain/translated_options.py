"""Translated items whose texts go by other options than their scale: it changed since."""

from collections.abc import Iterator, Mapping

from maturity_app.domain.fault import Fault
from maturity_app.domain.said import said, said_plural
from maturity_app.domain.translation import ItemTexts

BY_OPTION = ("anchors", "next_steps")
"""The texts of an item of which there is one for each option."""

Changed = dict[tuple[str, str], list[str]]
"""The ids of items by the options their texts go by and those of their scale, in words."""


def other_options(
    wanted: Mapping[str, Mapping[str, object]], given: Mapping[str, ItemTexts]
) -> Changed:
    """Return the items all of whose translated texts go by the same other options."""
    found: Changed = {}
    for item_id, texts in wanted.items():
        translated = given.get(item_id)
        pairs = [
            (list(getattr(translated, key)), list(texts[key]))  # type: ignore[call-overload]
            for key in BY_OPTION
            if translated is not None and key in texts
        ]
        # One that was merely forgotten or misspelt is missing in one of the two, or among others.
        is_one = len({(frozenset(there), frozenset(here)) for there, here in pairs}) == 1
        for there, here in pairs[:1]:
            is_another = set(there) != set(here) and (len(pairs) > 1 or not {*there} & {*here})
            if is_one and there and is_another:
                found.setdefault((_named(there), _named(here)), []).append(item_id)
    return found


def options_told(where: tuple[str | int, ...], changed: Changed) -> Iterator[Fault]:
    """Yield one fault for each change of scale, at the first of its items."""
    for (there, here), items in changed.items():
        what = said_plural(
            "the texts of `{item}` are for {given}, but its scale has {wanted}",
            "the texts of {count} items, `{item}` the first, are for {given}, but their scale has "
            "{wanted}",
            len(items),
            item=items[0],
            given=there,
            wanted=here,
        )
        mend = said("write `anchors` and `next_steps` for the options of the scale")
        yield Fault(where=(*where, items[0]), what=what, mend=mend)


def _named(options: list[str]) -> str:
    return ", ".join(f"`{option}`" for option in options)
