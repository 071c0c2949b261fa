"""What became of common items between the sides: by a mapping, or by moving."""

from collections.abc import Iterator, Sequence

from maturity_app.domain.compared import ItemMove, Related
from maturity_app.domain.mapping import Way
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.readings import Whole


def related_in(parts: Sequence[Whole]) -> Iterator[Related]:
    """Yield what a mapping relates on the first and the last side."""
    for whole in parts:
        first, last = whole.sides[0], whole.sides[-1]
        if whole.is_common and whole.how != "same" and first and last:
            yield Related(items=last.given, earlier=first.given, how=whole.how)


def notes_in(way: Way) -> dict[str, str]:
    """Return what the author of mappings noted about items, by their ids in either version."""
    return {
        item_id: item.note
        for _, mapping in way
        for item in mapping.items
        if item.note
        for item_id in (*item.old, *item.became)
    }


def moves_in(
    older: Questionnaire, newer: Questionnaire, parts: Sequence[Whole]
) -> Iterator[ItemMove]:
    """Yield the common items that stand elsewhere in the newer questionnaire."""
    for whole in parts:
        first = whole.sides[0]
        if first is None or not whole.is_common:
            continue
        before, after = older.items[first.given[0]], newer.items[whole.items[0]]
        homes = [q.dimension_of(i.id) for q, i in ((older, before), (newer, after))]
        dimensions = [home.id if home else None for home in homes]
        if dimensions[0] != dimensions[1] or before.level != after.level:
            yield ItemMove(
                item=after.id,
                earlier_dimension=dimensions[0],
                later_dimension=dimensions[1],
                earlier_level=before.level,
                later_level=after.level,
            )
