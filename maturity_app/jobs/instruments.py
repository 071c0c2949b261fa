"""The questionnaires a computer has: shipped ones and those that were added."""

import contextlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.versions import version_order
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.places import ADDED
from maturity_app.storage.problems import (
    InputError,
    is_file,
    is_folder,
    machine_error,
    problem_in,
    shortened,
)
from maturity_app.storage.questionnaires import (
    ENTRY,
    folders,
    is_extension,
    read_questionnaire,
    shipped_folder,
)
from maturity_app.storage.unpacking import TEXTS, is_zip, unpacked

EXTENSIONS = "extensions"
_MAX_FILES = 400


@dataclass(frozen=True, kw_only=True)
class Installed:
    """One questionnaire: what is in its folder or file, or what is wrong with it."""

    path: Path
    questionnaire: Questionnaire | None
    error: InputError | None = None

    @property
    def name(self) -> str:
        """The id by which it is asked for and removed, even where it can't be read."""
        return _name_at(self.path)

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the program."""
        return self.path.parent == shipped_folder()

    @property
    def hides_shipped(self) -> bool:
        """Whether one that came with the program comes to light again once this is removed."""
        return not self.is_shipped and (shipped_folder() / self.name).is_dir()


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """All that is installed, and how many records of a library use each, by its id."""

    entries: tuple[Installed, ...]
    uses: Mapping[str, int]


def installed(data: Path | None = None) -> Iterator[Installed]:
    """Yield the shipped questionnaires, those added below a data folder, and what extends them."""
    for path in _paths(data):
        yield _at(path, data)


def installed_names(data: Path) -> set[str]:
    """Return the ids of what is installed, without reading any of it."""
    return {_name_at(path) for path in _paths(data)}


def installed_as(name: str, data: Path) -> Questionnaire | None:
    """Return what is installed under an id; None if nothing is, or it has problems."""
    path = next((path for path in _paths(data) if _name_at(path) == name), None)
    return _at(path, data).questionnaire if path else None


def _paths(data: Path | None) -> list[Path]:
    return [*folders(_known_places(data)), *_extensions(data)]


def _name_at(path: Path) -> str:
    return path.stem if path.suffix else path.name


def _at(path: Path, data: Path | None) -> Installed:
    try:
        return Installed(path=path, questionnaire=read_questionnaire(path, added_places(data)))
    except InputError as wrong:
        return Installed(path=path, questionnaire=None, error=wrong)


def name_of(questionnaire: Questionnaire) -> str:
    """Return the id by which a questionnaire is asked for: its own, or that of what extends it."""
    return questionnaire.extension.id if questionnaire.extension else questionnaire.id


def base_of(questionnaire: Questionnaire) -> str | None:
    """Return the id of the questionnaire that one builds on; None where it stands by itself."""
    return questionnaire.id if questionnaire.extension else questionnaire.short_form_of


def newest_of(questionnaires: Iterable[Questionnaire], name: str) -> Questionnaire | None:
    """Return the newest version among questionnaires of a name; None if there is none."""
    named = [questionnaire for questionnaire in questionnaires if name_of(questionnaire) == name]
    return max(named, key=_version, default=None)


def _version(questionnaire: Questionnaire) -> tuple[list[tuple[int, str]], ...]:
    extension = questionnaire.extension
    own = extension.version if extension else ""
    return version_order(questionnaire.version), version_order(own)


def find_questionnaire(name: str, data: Path | None = None) -> Questionnaire:
    """Return a questionnaire by its id or that of an extension, or from a folder or file.

    Raises:
        InputError: there is none of that name, or it has problems.

    """
    places = added_places(data)
    # A folder that happens to be called like a questionnaire does not stand in its way.
    if _is_questionnaire(Path(name)) or Path(name).name != name:
        return read_questionnaire(Path(name), places)
    for folder in folders(_known_places(data)):
        if folder.name == name:
            return read_questionnaire(folder, places)
    known = [entry.questionnaire for entry in installed(data) if entry.questionnaire]
    for questionnaire in known:
        if name_of(questionnaire) == name:
            return questionnaire
    ids = ", ".join(map(name_of, known))
    mend = said("name a folder, or one of those installed: {ids}", ids=ids)
    raise problem_in(Path(shortened(name)), said("there is no such questionnaire"), mend)


def added_places(data: Path | None) -> tuple[Path, ...]:
    """Return where the added questionnaires are, on which others may build."""
    return (data / ADDED,) if data else ()


def _known_places(data: Path | None) -> tuple[Path, ...]:
    return (shipped_folder(), *added_places(data))


def _extensions(data: Path | None) -> Iterator[Path]:
    if data and (data / EXTENSIONS).is_dir():
        yield from sorted((data / EXTENSIONS).glob("*.yaml"))


def _is_questionnaire(path: Path) -> bool:
    return is_file(path) or is_file(path / ENTRY)


def add_questionnaire(source: Path, data: Path) -> Questionnaire:
    """Copy a questionnaire folder, a ZIP of one, or a file that extends one, to the added ones.

    It can be used as it is, though a translation may lag behind. An older version of the same
    id is replaced; records keep the one they were answered with.

    Raises:
        InputError: it has problems; nothing is changed.
        MachineError: it can't be copied.

    """
    with opened(source) as path:
        questionnaire = readable(path, data)
        if is_extension(path):
            _keep_file(path, data / EXTENSIONS / f"{name_of(questionnaire)}.yaml")
        else:
            _keep_folder(path, data / ADDED / questionnaire.id)
    return questionnaire


@contextlib.contextmanager
def opened(source: Path) -> Iterator[Path]:
    """Yield the folder or file that can be added from a path; a ZIP is unpacked meanwhile.

    Raises:
        InputError: there is no questionnaire in it.

    """
    if is_zip(source) and is_file(source):
        with unpacked(source) as path:
            yield path
    elif is_folder(source) or is_extension(source):
        yield source
    elif source.name == ENTRY:
        yield source.parent
    else:
        mend = said("name its folder, or its {entry}", entry=ENTRY)
        raise problem_in(source, said("this is no questionnaire"), mend)


def readable(path: Path, data: Path) -> Questionnaire:
    """Return the questionnaire at a path if it may be added.

    Raises:
        InputError: it has problems, or the id of an extension is a questionnaire's already.

    """
    questionnaire = read_questionnaire(path, added_places(data))
    taken = {folder.name for folder in folders(_known_places(data))}
    if questionnaire.extension and questionnaire.extension.id in taken:
        what = said("a questionnaire has this id already")
        raise problem_in(path, what, said("give the file an id of its own"))
    return questionnaire


def _keep_file(source: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, source.read_bytes())
    except OSError as refused:
        raise machine_error(target, refused) from refused


def _keep_folder(folder: Path, target: Path) -> None:
    fresh = target.with_name(f".{target.name}.new")
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


def _written_by_hand(folder: Path) -> Iterator[Path]:
    """Yield the texts of a questionnaire folder; links lead elsewhere and are left out."""
    for path in folder.rglob("*"):
        if path.suffix in TEXTS and path.is_file() and not path.is_symlink():
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
    # Only what lies there directly: `..` is no questionnaire.
    added = {folder.name: folder for folder in folders((data / ADDED,))}
    added |= {file.stem: file for file in _extensions(data)}
    target = added.get(questionnaire_id)
    if target is None:
        what = said("no added questionnaire has this id")
        raise problem_in(
            Path(questionnaire_id), what, said("see `questionnaires`; shipped ones stay")
        )
    if used:
        what = said("records in the library use this questionnaire")
        raise problem_in(Path(questionnaire_id), what, said("it is kept for them"))
    # Where a shipped one of this id comes to light again, others go on building on that.
    is_hiding = (shipped_folder() / questionnaire_id).is_dir()
    building = [] if is_hiding else _building_on(questionnaire_id, data)
    if building:
        what = said("{names} builds on this questionnaire", names=", ".join(building))
        raise problem_in(Path(questionnaire_id), what, said("remove that first"))
    try:
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
    except OSError as refused:
        raise machine_error(target, refused) from refused


def _building_on(questionnaire_id: str, data: Path) -> list[str]:
    found = ((entry.name, entry.questionnaire) for entry in installed(data))
    return [name for name, one in found if one and base_of(one) == questionnaire_id]
