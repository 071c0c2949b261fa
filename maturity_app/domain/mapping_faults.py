"""What is wrong with a mapping between versions: by itself, and held against both of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fractions import Fraction

from maturity_app.domain.fault import Fault
from maturity_app.domain.mapping import How, MappedItem, VersionMapping
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import Said, marked, said, said_plural

_MANY = 50
# Of each kind the fewest and most old ids, then new ones, and what to write instead.
_NUMBERS: dict[How, tuple[int, int, int, int, str]] = {
    "same": (1, 1, 0, 1, marked("name one old item, and one new one if its id is another")),
    "reworded": (1, 1, 0, 1, marked("name one old item, and one new one if its id is another")),
    "rescaled": (1, 1, 0, 1, marked("name one old item, and one new one if its id is another")),
    "split": (1, 1, 2, _MANY, marked("name one old item and two or more new ones")),
    "merged": (2, _MANY, 1, 1, marked("name two or more old items and one new one")),
    "dropped": (1, _MANY, 0, 0, marked("name what was dropped in `old`, and no `new`")),
}


def mapping_faults(mapping: VersionMapping) -> Iterator[Fault]:
    """Yield what keeps a mapping from being used whatever the two versions hold."""
    if mapping.from_version == mapping.to_version:
        yield Fault(
            where=("to_version",),
            what=said("both versions are `{version}`", version=mapping.to_version),
            mend=said("name the older one in `from_version` and the newer one in `to_version`"),
        )
    for number, item in enumerate(mapping.items):
        yield from _numbers(number, item)
        yield from _table(number, item)
    yield from _twice(mapping)


def own_faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield what is wrong with the mappings a questionnaire holds, without the older versions."""
    for number, mapping in enumerate(questionnaire.mappings):
        found = list(mapping_faults(mapping))
        if mapping.questionnaire != questionnaire.id:
            what = said("this mapping is of `{other}`", other=mapping.questionnaire)
            mend = said("write `questionnaire: {id}`", id=questionnaire.id)
            found.append(Fault(where=("questionnaire",), what=what, mend=mend))
        elif mapping.to_version == questionnaire.version:
            for position, item in enumerate(mapping.items):
                key = "new" if item.new else "old"
                found += _unknown(position, key, item.became, questionnaire)
        yield from (replace(fault, where=("mappings", number, *fault.where)) for fault in found)


def misfits(mapping: VersionMapping, older: Questionnaire, newer: Questionnaire) -> Iterator[Fault]:
    """Yield where a mapping does not fit the two versions it is between."""
    for number, item in enumerate(mapping.items):
        unknown = [
            *_unknown(number, "old", item.old, older),
            *_unknown(number, "new", item.new, newer),
            *_unknown(number, "old", () if item.new else item.became, newer),
        ]
        yield from unknown
        if not unknown and item.became:
            yield from _types(number, item, older, newer)
            yield from _options(number, item, older, newer)
            yield from _homes(number, item, older, newer)


def forgotten(
    mapping: VersionMapping, older: Questionnaire, newer: Questionnaire
) -> Iterator[Fault]:
    """Yield the items of the older version of which nothing says what became of them."""
    for item_id in forgotten_items(mapping, older, newer):
        what = said("nothing says what became of `{item}`", item=item_id)
        if item_id in newer.items:
            what = said("nothing says what the new revision of `{item}` means for old answers",
                        item=item_id)  # fmt: skip
        mend = said("add an entry for it; `how: dropped` if nothing answers to it any more")
        yield Fault(where=("items",), what=what, mend=mend)


def forgotten_items(
    mapping: VersionMapping, older: Questionnaire, newer: Questionnaire
) -> list[str]:
    """Return the older version's items that have no successor and that a mapping does not name."""
    revisions = {item.id: item.revision for item in newer.items.values()}
    return [
        item.id
        for item in older.items.values()
        if item.id not in mapping.named and revisions.get(item.id) != item.revision
    ]


def _numbers(number: int, item: MappedItem) -> Iterator[Fault]:
    fewest_old, most_old, fewest_new, most_new, mend = _NUMBERS[item.how]
    for key, ids, fewest, most in (
        ("old", item.old, fewest_old, most_old),
        ("new", item.new, fewest_new, most_new),
    ):
        if not fewest <= len(ids) <= most:
            what = said_plural(
                "`how: {how}` does not go with {count} item in `{key}`",
                "`how: {how}` does not go with {count} items in `{key}`",
                len(ids),
                how=item.how,
                key=key,
            )
            yield Fault(where=("items", number, key), what=what, mend=Said(mend))


def _table(number: int, item: MappedItem) -> Iterator[Fault]:
    has_table = bool(item.options or item.values)
    if item.how == "rescaled" and not has_table:
        yield Fault(
            where=("items", number, "how"),
            what=said("there is no table from the old options to the new scale"),
            mend=said("write `options:` with old and new options, or `values:` on the new scale"),
        )
    if item.how != "rescaled" and has_table:
        yield Fault(
            where=("items", number, "options" if item.options else "values"),
            what=said("only what was rescaled has a table of options"),
            mend=said("write `how: rescaled`, or remove the table"),
        )
    for option in sorted(item.options.keys() & item.values.keys()):
        yield Fault(
            where=("items", number, "values", option),
            what=said("`{option}` stands among the options too", option=option),
            mend=said("keep one of them"),
        )


def _twice(mapping: VersionMapping) -> Iterator[Fault]:
    for key in ("old", "new"):
        entries = [
            (number, item_id)
            for number, item in enumerate(mapping.items)
            for item_id in (item.old if key == "old" else item.became)
        ]
        seen: Counter[str] = Counter()
        for number, item_id in entries:
            seen[item_id] += 1
            if seen[item_id] == 2:  # noqa: PLR2004 - told once, at the second place
                yield Fault(
                    where=("items", number, key),
                    what=said("`{item}` has an entry already", item=item_id),
                    mend=said("say in one entry what became of it"),
                )


def _unknown(number: int, key: str, ids: Sequence[str], version: Questionnaire) -> Iterator[Fault]:
    for item_id in ids:
        if item_id not in version.items:
            yield Fault(
                where=("items", number, key),
                what=said("version {version} has no item `{item}`", version=version.version,
                          item=item_id),
                mend=_spelling(item_id, version),
            )  # fmt: skip


def _spelling(item_id: str, version: Questionnaire) -> Said:
    near = get_close_matches(item_id, version.items, 1, 0.75)
    if not near:
        return said("check its spelling, or remove it")
    return said("write `{near}` if that is meant, or remove it", near=near[0])


def _types(
    number: int, item: MappedItem, older: Questionnaire, newer: Questionnaire
) -> Iterator[Fault]:
    types = {older.items[i].type for i in item.old} | {newer.items[i].type for i in item.became}
    if len(types) > 1 or (item.how in ("rescaled", "split", "merged") and types != {"choice"}):
        yield Fault(
            where=("items", number, "how"),
            what=said("these items are not answered in a way that can be related so"),
            mend=said("relate choices with choices, and the others as same or reworded"),
        )


def _options(
    number: int, item: MappedItem, older: Questionnaire, newer: Questionnaire
) -> Iterator[Fault]:
    old, new = item.old[0], item.became[0]
    if item.how in ("same", "reworded"):
        steps = [[(o.id, o.x) for o in q.options(i)] for q, i in ((older, old), (newer, new))]
        if steps[0] != steps[1]:
            yield Fault(
                where=("items", number, "how"),
                what=said("`{item}` has other answers in version {version}", item=new,
                          version=newer.version),
                mend=said("write `how: rescaled` with a table of the options"),
            )  # fmt: skip
    if item.how == "rescaled":
        yield from _rescaling(number, item, older, newer)


def _rescaling(
    number: int, item: MappedItem, older: Questionnaire, newer: Questionnaire
) -> Iterator[Fault]:
    given = [option.id for option in older.options(item.old[0])]
    offered = {option.id: option.value for option in newer.options(item.became[0])}
    missing = [o for o in given if o not in item.options and o not in item.values]
    if missing and (item.options or item.values):
        yield Fault(
            where=("items", number, "options" if item.options else "values"),
            what=said("the table leaves out {options}", options=", ".join(missing)),
            mend=said("say for each old option where it stands on the new scale"),
        )
    for key, table in (("options", item.options), ("values", item.values)):
        for option in table:
            if option not in given:
                yield Fault(
                    where=("items", number, key, option),
                    what=said("version {version} has no option `{option}` there",
                              version=older.version, option=option),
                    mend=said("use {expected}", expected=", ".join(given)),
                )  # fmt: skip
    for option, new in item.options.items():
        if new not in offered:
            yield Fault(
                where=("items", number, "options", option),
                what=said("version {version} has no option `{option}` there",
                          version=newer.version, option=new),
                mend=said("use {expected}", expected=", ".join(offered)),
            )  # fmt: skip
    low, high = (
        min(offered.values(), default=Fraction(0)),
        max(offered.values(), default=Fraction(0)),
    )
    for option, value in item.values.items():
        if not low <= value <= high:
            yield Fault(
                where=("items", number, "values", option),
                what=said("{value} is not on the new scale", value=value),
                mend=said("use a value from {low} to {high}", low=low, high=high),
            )


def _homes(
    number: int, item: MappedItem, older: Questionnaire, newer: Questionnaire
) -> Iterator[Fault]:
    for key, ids, version in (("old", item.old, older), ("new", item.became, newer)):
        homes = {home.id if (home := version.dimension_of(i)) else "" for i in ids}
        if len(homes) > 1:
            yield Fault(
                where=("items", number, key),
                what=said("these items stand in different dimensions"),
                mend=said("relate items of one dimension"),
            )
