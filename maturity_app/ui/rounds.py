"""The waves that are under way: what people of a unit answer alone for."""

from collections.abc import Iterable
from dataclasses import dataclass

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.jobs.instruments import name_of
from maturity_app.storage.entries import WaveName
from maturity_app.storage.library import Entry, Library
from maturity_app.storage.problems import MaturityError


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """A wave and what is asked in it; None where that can't be read."""

    wave: WaveName
    questionnaire: Questionnaire | None

    def asks(self, questionnaire: Questionnaire) -> bool:
        """Return whether it is this very questionnaire that is asked."""
        return self.questionnaire is None or is_same(self.questionnaire, questionnaire)


class Rounds:
    """Finds the newest wave of each unit in which nothing is signed off yet."""

    def __init__(self, library: Library, entries: Iterable[Entry]) -> None:
        """Look through the entries of a library."""
        self._library = library
        listed = list(entries)
        signed = {(entry.unit.id, entry.wave) for entry in listed if entry.status != "draft"}
        drafts = [entry for entry in listed if (entry.unit.id, entry.wave) not in signed]
        # Where there are both, people's own answers say best what the next one is to be asked.
        drafts.sort(key=lambda entry: (entry.wave.date, entry.wave.label, entry.is_own))
        self._open = {entry.unit.id: entry for entry in drafts}

    def of(self, unit_id: str) -> Round | None:
        """Return the wave of a unit that is under way; None if none is."""
        entry = self._open.get(unit_id)
        if entry is None:
            return None
        try:
            found = self._library.assessment(entry.id).questionnaire
        except MaturityError:
            found = None
        return Round(wave=entry.wave, questionnaire=found)


def is_same(one: Questionnaire, other: Questionnaire) -> bool:
    """Return whether two questionnaires are the same version of the same."""
    return (name_of(one), one.version) == (name_of(other), other.version)
