"""An open draft brought to a newer version of its questionnaire: looked at, done, taken back."""

from collections.abc import Sequence
from pathlib import Path

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.migration import Migration, migrated
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.jobs.instruments import installed_as, name_of, newest_of
from maturity_app.storage.library import Library
from maturity_app.storage.problems import problem_in
from maturity_app.storage.transactions import LibraryError


def newer_version(draft: Assessment, data: Path) -> Questionnaire | None:
    """Return the version a draft can be brought to: one installed that is newer than its own."""
    found = installed_as(name_of(draft.questionnaire), data)
    return found if found is not None and _may_go(draft, found) else None


def migration_of(
    draft: Assessment, newer: Questionnaire, mappings: Sequence[VersionMapping] = ()
) -> Migration:
    """Return what a draft becomes under another version of its questionnaire.

    Raises:
        InputError: it is no draft, corrects a signed record, or answers another questionnaire.

    """
    _check_goes(draft, newer)
    return migrated(draft, newer, mappings)


def migrate(library: Library, migration: Migration) -> None:
    """Put the migrated draft in the place of the one in the library.

    Raises:
        LibraryError: that has changed since it was looked at, or is signed off.
        MachineError: the disk is full or read-only; nothing stored has changed.

    """
    _exchange(library, migration.before, migration.after)


def take_back(library: Library, migration: Migration) -> None:
    """Put a draft back as it was before.

    Raises:
        LibraryError: it has changed since, and would lose that.
        MachineError: the disk is full or read-only; nothing stored has changed.

    """
    _exchange(library, migration.after, migration.before)


def _exchange(library: Library, held: Assessment, wanted: Assessment) -> None:
    with library.alone():
        if library.assessment(held.id) != held:
            raise LibraryError(said("the draft has changed meanwhile; it stays as it is"))
        library.replace(wanted)


# --- what may be migrated ----------------------------------------------------------------


def _may_go(draft: Assessment, found: Questionnaire) -> bool:
    if not draft.is_draft or draft.is_correction:
        return False
    held = draft.questionnaire
    return newest_of([held, found], name_of(held)) is found


def _check_goes(draft: Assessment, newer: Questionnaire) -> None:
    name = f"{draft.unit.name}, {draft.wave.label}"
    if not draft.is_draft:
        what = said("this record is signed off and stays as it is")
        raise problem_in(name, what, said("name a draft"))
    if draft.is_correction:
        what = said("this draft corrects a signed record and goes by the questionnaire of that")
        raise problem_in(name, what, said("sign it off, and begin a new wave with the new version"))
    held = draft.questionnaire
    if name_of(held) != name_of(newer):
        what = said("it answers another questionnaire, `{id}`", id=name_of(held))
        raise problem_in(name, what, said("name a newer version of that"))
    if held == newer:
        what = said("it answers {id} {version} already", id=name_of(newer), version=newer.version)
        raise problem_in(name, what, said("leave it out"))
