"""The sides of a comparison read one by one, so that thousands of them take little memory."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from maturity_app.domain.cards import OwnCards, without_trace
from maturity_app.domain.mapping import VersionMapping, Way, known_mappings, route
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.readings import Reading, carried, readings_of
from maturity_app.domain.scorecard import Scorecard

AskedGroup = tuple[int | None, str | None, tuple[str, ...]]
"""What a level's rule asks: the level or the gate, and the items."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SidesRead:
    """What all sides say to the items of the reference, and what is asked of them.

    `kinds` are the positions of sides unlike any before them in what they ask and can be read.
    `levels` holds by node what its rule asks of sides of a kind, each once in their order; None
    where there is no level. Where all answer all that the reference asks, `figures` are each
    side's own, and those on the common items too; else there are none. `way` is that from the
    first side's version to the reference.
    """

    readings: Sequence[Sequence[Reading]]
    kinds: Sequence[int]
    levels: Mapping[str, Sequence[tuple[int, tuple[AskedGroup, ...] | None]]]
    figures: Sequence[Scorecard]
    way: Way


def read_sides(
    own: OwnCards, reference: Questionnaire, mappings: Sequence[VersionMapping]
) -> SidesRead:
    """Read each side by the reference; no scorecard is needed any more then."""
    definitions = _definitions(own)
    ways = known_mappings(definitions, mappings)
    same: dict[Reading, Reading] = {}
    kinds: dict[Hashable, int] = {}
    levels: dict[str, dict[tuple[int, tuple[AskedGroup, ...] | None], None]]
    levels = {node_id: {} for node_id in reference.nodes}
    told: list[tuple[Reading, ...]] = []
    figures: list[Scorecard] = []
    for number, card in enumerate(own):
        found = _read_by(reference, card, definitions, ways)
        told.append(tuple(same.setdefault(reading, reading) for reading in found))
        can_be_read = tuple((reading.items, reading.given) for reading in told[-1])
        kind = kinds.setdefault((id(card.questionnaire), can_be_read), number)
        for node_id, known in levels.items():
            known.setdefault((kind, _groups(card, node_id)))
        if len(figures) == number and _is_whole(card, reference):
            figures.append(without_trace(card))
        else:
            figures.clear()
    return SidesRead(
        readings=told,
        kinds=tuple(kinds.values()),
        levels={node_id: tuple(known) for node_id, known in levels.items()},
        figures=figures,
        way=_way(reference, own[0], definitions, ways),
    )


def _definitions(own: OwnCards) -> list[Questionnaire]:
    """Return the questionnaires of all sides, each once; the newest of a version is the last."""
    newest_first = (each.questionnaire for each in reversed(own.assessments))
    return list({id(definition): definition for definition in newest_first}.values())[::-1]


def _read_by(
    reference: Questionnaire,
    card: Scorecard,
    definitions: Sequence[Questionnaire],
    mappings: Sequence[VersionMapping],
) -> tuple[Reading, ...]:
    """Return what a side says to the items of the reference, by way of the versions between."""
    readings, here = readings_of(card), card.questionnaire
    for there, mapping in _way(reference, card, definitions, mappings):
        readings, here = carried(readings, here, there, mapping), there
    return readings if here is reference else carried(readings, here, reference)


def _way(
    reference: Questionnaire,
    card: Scorecard,
    definitions: Sequence[Questionnaire],
    mappings: Sequence[VersionMapping],
) -> Way:
    """Return the way from a side's version to the reference, step by step."""
    known = definitions if mappings else ()
    return route(card.questionnaire, reference, mappings, known)


def _is_whole(card: Scorecard, reference: Questionnaire) -> bool:
    """Return whether a side answers all that the reference asks, and is asked nothing else."""
    asked = (item for item in reference.items.values() if item.type == "choice")
    return card.questionnaire is reference and all(
        card.items[item.id].x is not None for item in asked
    )


def _groups(card: Scorecard, node_id: str) -> tuple[AskedGroup, ...] | None:
    node = card.nodes.get(node_id)
    if node is None or node.levels is None:
        return None
    return tuple((group.level, group.gate, group.items) for group in node.levels.groups)
