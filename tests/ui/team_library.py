"""A library with a team in it whose people have answered alone."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from maturity_app.domain.assessment import Answer, Assessor
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.jobs.assessing import store_summary
from maturity_app.jobs.merging import Merged, gather_in_library
from maturity_app.storage.library import open_library
from tests.building import assessment, random_answers

NAMES = (("Anna Nowak", "Head of unit"), ("Bernd Berg-Lindemann", "Case officer"), ("C. Roy", ""))
TEAM = "Office for Harbour Licences"
UNIT = "office-for-harbour-licences"
WAVE, DAY = "Autumn 2026", date(2026, 10, 16)
OWN = f"{UNIT}-own-0"
TWICE = f"{UNIT}-own-again"


def add_team(folder: Path, questionnaire: Questionnaire) -> None:
    """Add three people's own answers, gathered, and a second answer of one of them."""
    library = open_library(folder)
    shared = random_answers(questionnaire, 1, open_share=0.0)
    ids = []
    for number, (name, role) in enumerate(NAMES):
        own = random_answers(questionnaire, number + 5, open_share=0.2)
        given = {key: own.get(key, Answer()) if _is_apart(key, number) else a
                 for key, a in shared.items()}  # fmt: skip
        when = datetime(2026, 10, 12 + number, 9, 30, tzinfo=UTC)
        record = replace(
            assessment(questionnaire, {}, unit=TEAM, label=WAVE, day=DAY),
            id=f"{UNIT}-own-{number}",
            answers={k: replace(a, answered_at=when) for k, a in given.items() if a != Answer()},
            assessor=Assessor(name=name, role=role),
        )  # fmt: skip
        library.add(record)
        store_summary(library, record)
        ids.append(record.id)
    gathered = gather_in_library(library, ids)
    assert isinstance(gathered, Merged)
    again = replace(library.assessment(ids[0]), id=TWICE, answers=shared)
    library.add(again)
    store_summary(library, again)
    library.close()


def _is_apart(item_id: str, number: int) -> bool:
    """Return whether somebody answers an item as nobody else does."""
    return (sum(map(ord, item_id)) + number) % 4 == 0
