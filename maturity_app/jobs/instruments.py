"""The questionnaires a computer has: shipped ones and those that were added."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.storage.problems import (
    InputError,
    is_file,
    is_folder,
    machine_error,
    problem_in,
    shortened,
)
from maturity_app.storage.questionnaires import ENTRY, folders, read_questionnaire, shipped_folder

ADDED = "questionnaires"
_TEXTS = (".yaml", ".yml", ".md")
_MAX_FILES = 400


@dataclass(frozen=True, kw_only=True)
class Installed:
    """One questionnaire folder: what is in it, or what is wrong with it."""

    folder: Path
    questionnaire: Questionnaire | None
    error: InputError | None = None


def installed(data: Path | None = None) -> Iterator[Installed]:
    """Yield the shipped questionnaires and those added below a data folder."""
    places = (shipped_folder(), *([data / ADDED] if data else []))
    for folder in folders(places):
        try:
            yield Installed(folder=folder, questionnaire=read_questionnaire(folder))
        except InputError as wrong:
            yield Installed(folder=folder, questionnaire=None, error=wrong)


def find_questionnaire(name: str, data: Path | None = None) -> Questionnaire:
    """Return a questionnaire by its id, or from a folder.

    Raises:
        InputError: there is none of that name, or it has problems.

    """
    # A folder that happens to be called like a questionnaire does not stand in its way.
    if _is_questionnaire(Path(name)) or Path(name).name != name:
        return read_questionnaire(Path(name))
    for folder in folders((shipped_folder(), *([data / ADDED] if data else []))):
        if folder.name == name:
            return read_questionnaire(folder)
    for entry in installed(data):
        if entry.questionnaire and entry.questionnaire.id == name:
            return entry.questionnaire
    ids = ", ".join(entry.questionnaire.id for entry in installed(data) if entry.questionnaire)
    mend = said("name a folder, or one of those installed: {ids}", ids=ids)
    raise problem_in(Path(shortened(name)), said("there is no such questionnaire"), mend)


def _is_questionnaire(path: Path) -> bool:
    return is_file(path) or is_file(path / ENTRY)


def add_questionnaire(source: Path, data: Path) -> Questionnaire:
    """Copy a questionnaire folder to the added ones once it has no problems.

    An older version of the same id is replaced; records keep the one they were answered with.

    Raises:
        InputError: the folder has problems; nothing is changed.
        MachineError: it can't be copied.

    """
    if not is_folder(source) and source.name != ENTRY:
        raise problem_in(
            source,
            said("this is no questionnaire"),
            said("name its folder, or its {entry}", entry=ENTRY),
        )
    folder = source if is_folder(source) else source.parent
    questionnaire = read_questionnaire(folder)
    target = data / ADDED / questionnaire.id
    fresh = target.with_name(f".{questionnaire.id}.new")
    files = list(islice(_written_by_hand(folder), _MAX_FILES + 1))
    if len(files) > _MAX_FILES:
        what = said("there are more than {most} texts in this folder", most=_MAX_FILES)
        raise problem_in(folder, what, said("give the questionnaire a folder of its own"))
    try:
        _copy(folder, files, fresh)
        _put_in_place(fresh, target)
    except OSError as refused:
        raise machine_error(target, refused) from refused
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return questionnaire


def _written_by_hand(folder: Path) -> Iterator[Path]:
    """Yield the texts of a questionnaire folder; links lead elsewhere and are left out."""
    for path in folder.rglob("*"):
        if path.suffix in _TEXTS and path.is_file() and not path.is_symlink():
            yield path


def _copy(folder: Path, files: Iterable[Path], to: Path) -> None:
    shutil.rmtree(to, ignore_errors=True)
    for path in files:
        copy = to / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _put_in_place(fresh: Path, target: Path) -> None:
    """Let a finished copy take the place of an older one, which is there until then."""
    older = target.with_name(f".{target.name}.old")
    shutil.rmtree(older, ignore_errors=True)
    if target.exists():
        target.rename(older)
    try:
        fresh.rename(target)
    except OSError:
        if older.exists():
            older.rename(target)
        raise
    shutil.rmtree(older, ignore_errors=True)


def remove_questionnaire(questionnaire_id: str, data: Path, used: bool) -> None:  # noqa: FBT001 - read as a sentence
    """Remove an added questionnaire that no record uses.

    Raises:
        InputError: it is shipped, unknown, or still used.

    """
    target = data / ADDED / questionnaire_id
    # Only what lies there directly: `..` is no questionnaire.
    added = {folder.name for folder in folders((data / ADDED,))}
    if questionnaire_id not in added:
        what = said("no added questionnaire has this id")
        raise problem_in(
            Path(questionnaire_id), what, said("see `questionnaires`; shipped ones stay")
        )
    if used:
        what = said("records in the library use this questionnaire")
        raise problem_in(Path(questionnaire_id), what, said("it is kept for them"))
    try:
        shutil.rmtree(target)
    except OSError as refused:
        raise machine_error(target, refused) from refused
