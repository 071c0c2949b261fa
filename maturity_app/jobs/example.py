"""Example data in a person's own library: made up, marked as such, and gone again at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.storage.entries import UnitName

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_app.domain.assessment import Assessment
    from maturity_app.storage.library import Library

EXAMPLE_BRANCH = "example-data"
"""The branch in which the example's units lie; while it is there, the example is."""


def add_example(library: Library, branch_name: str) -> str:
    """Add the example's units in a branch of their own and return the newest assessment's id.

    A record that the library holds by then stays as it is.

    Raises:
        MachineError: the library can't be written.

    """
    from maturity_app.jobs.assessing import store_summary
    from maturity_app.jobs.demo import QUESTIONNAIRE, example_assessments
    from maturity_app.jobs.instruments import find_questionnaire

    made = example_assessments(find_questionnaire(QUESTIONNAIRE))
    with library.alone():
        if EXAMPLE_BRANCH not in {unit.id for unit in library.units()}:
            library.organisation.add(UnitName(EXAMPLE_BRANCH, branch_name))
        for assessment in made:
            if not library.holds(assessment.id):
                library.add(assessment)
                store_summary(library, assessment)
                library.organisation.move(assessment.unit.id, EXAMPLE_BRANCH)
    return max(made, key=lambda assessment: assessment.wave.date).id


def remove_example(library: Library) -> int:
    """Delete the example's records and return how many waves a person added stay.

    A signed record goes if it is, to the letter, what the example makes, and the example's own
    draft with what was tried out in it; nothing else does. Units that are left then, and what was
    put into the example's branch, move to the top.

    Raises:
        MachineError: the library can't be written.

    """
    from maturity_app.jobs.demo import QUESTIONNAIRE, example_assessments
    from maturity_app.jobs.instruments import find_questionnaire

    made = example_assessments(find_questionnaire(QUESTIONNAIRE))
    units = {assessment.unit.id for assessment in made}
    with library.alone():
        for held in _held_of(library, made):
            library.discard(held)
        stay = sum(_count(library, unit_id) for unit_id in units)
        _clear_away(library, units)
    return stay


def _held_of(library: Library, made: Sequence[Assessment]) -> Iterator[Assessment]:
    """Yield what the library holds of an example and nobody has made something else of."""
    from dataclasses import replace

    from maturity_app.jobs.demo import example_assessments

    by_id = {assessment.id: assessment for assessment in made}
    questionnaire = made[0].questionnaire
    for record_id in tuple(by_id):
        if not library.holds(record_id):
            continue
        held = library.assessment(record_id)
        if held.questionnaire != questionnaire:
            # An earlier version of the program asked other questions.
            questionnaire = held.questionnaire
            by_id = {made.id: made for made in example_assessments(questionnaire)}
        example = by_id[record_id]
        # A correction that a person began may have superseded it.
        is_same = replace(held, status=example.status) == example
        is_its_draft = held.is_draft and example.is_draft and held.unit.id == example.unit.id
        if is_same or is_its_draft:
            yield held


def _count(library: Library, unit_id: str) -> int:
    """Return how many waves a unit has; none where it was found to be another one."""
    if library.organisation.listed_id(unit_id) != unit_id:
        return 0
    return len(library.entries(unit_id)) + len(library.entries(unit_id, archived=True))


def _clear_away(library: Library, units: set[str]) -> None:
    """Remove the example's branch and its units, where nothing is left in them."""
    for unit in library.units():
        if unit.parent == EXAMPLE_BRANCH:
            library.organisation.move(unit.id, None)
    for unit_id in (*units, EXAMPLE_BRANCH):
        if not library.organisation.holds_something(unit_id):
            library.organisation.remove_empty(unit_id)
