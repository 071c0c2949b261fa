"""What a questionnaire is found to be before it is added, and what it changes for its records."""

from dataclasses import dataclass
from pathlib import Path

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.succession import Changes, changes_between
from maturity_app.jobs.instruments import added_places, installed_as, name_of, opened, readable
from maturity_app.storage.problems import InputError, Problem
from maturity_app.storage.questionnaires import check_questionnaire


@dataclass(frozen=True, kw_only=True)
class Examined:
    """A questionnaire that was looked at: what it is, or what keeps it from being added.

    `remarks` are what its author should mend, though it can be used as it is. `older` is what it
    would take the place of, `changes` what it does to the items of that.
    """

    source: Path
    questionnaire: Questionnaire | None = None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    older: Questionnaire | None = None
    changes: Changes | None = None


def examine(source: Path, data: Path) -> Examined:
    """Look at what could be added to a data folder; nothing is changed.

    Raises:
        MachineError: it may not be read.

    """
    try:
        with opened(source) as path:
            found = readable(path, data)
    except InputError as wrong:
        return Examined(source=source, problems=wrong.problems)
    older = installed_as(name_of(found), data)
    return Examined(
        source=source,
        questionnaire=found,
        remarks=_remarks(source, data, older),
        older=older,
        changes=changes_between(older, found) if older else None,
    )


def _remarks(source: Path, data: Path, older: Questionnaire | None) -> tuple[Problem, ...]:
    try:
        # Opened anew, because what goes wrong inside is told of the ZIP on the way out.
        with opened(source) as path:
            check_questionnaire(path, added_places(data), older)
    except InputError as wrong:
        return wrong.problems
    return ()
