"""The questionnaires a computer has: shipped ones and those that were added."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.problems import InputError, machine_error, problem_in
from maturity_app.storage.questionnaires import ENTRY, folders, read_questionnaire, shipped_folder

ADDED = "questionnaires"
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
    if Path(name).exists():
        return read_questionnaire(Path(name))
    for folder in folders((shipped_folder(), *([data / ADDED] if data else []))):
        if folder.name == name:
            return read_questionnaire(folder)
    for entry in installed(data):
        if entry.questionnaire and entry.questionnaire.id == name:
            return entry.questionnaire
    raise problem_in(Path(name), "there is no such questionnaire", "name an id or a folder")


def add_questionnaire(source: Path, data: Path) -> Questionnaire:
    """Copy a questionnaire folder to the added ones once it has no problems.

    An older version of the same id is replaced; records keep the one they were answered with.

    Raises:
        InputError: the folder has problems; nothing is changed.
        MachineError: it can't be copied.

    """
    folder = source if source.is_dir() else source.parent
    questionnaire = read_questionnaire(folder)
    target = data / ADDED / questionnaire.id
    fresh = target.with_name(f".{questionnaire.id}.new")
    try:
        files = [path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml", ".md")]
        if len(files) > _MAX_FILES:
            raise problem_in(folder, "too many files for a questionnaire", f"keep {ENTRY} alone")
        shutil.rmtree(fresh, ignore_errors=True)
        for path in files:
            copy = fresh / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        if target.exists():
            shutil.rmtree(target)
        fresh.rename(target)
    except OSError as refused:
        raise machine_error(target, refused) from refused
    return questionnaire


def remove_questionnaire(questionnaire_id: str, data: Path, used: bool) -> None:  # noqa: FBT001 - read as a sentence
    """Remove an added questionnaire that no record uses.

    Raises:
        InputError: it is shipped, unknown, or still used.

    """
    target = data / ADDED / questionnaire_id
    if used:
        raise problem_in(Path(questionnaire_id), "records use this questionnaire", "it is kept")
    if not questionnaire_id or not (target / ENTRY).is_file():
        what = "no added questionnaire has this id"
        raise problem_in(Path(questionnaire_id), what, "see `questionnaires`; shipped ones stay")
    try:
        shutil.rmtree(target)
    except OSError as refused:
        raise machine_error(target, refused) from refused
