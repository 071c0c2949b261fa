"""Questionnaire folders: found, read whole, and checked beyond what a schema can say."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from maturity_app.domain.fault import Fault
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.soundness import authors_faults, faults
from maturity_app.domain.succession import succession_faults
from maturity_app.storage.assembling import TRANSLATIONS, whole_source
from maturity_app.storage.places import ENTRY, shipped_folder
from maturity_app.storage.problems import DataPath, InputError, Problem, problem_in
from maturity_app.storage.validation import questionnaire_from, without_echoes
from maturity_app.storage.yaml_source import Source, as_mapping

__all__ = ["ENTRY", "check_questionnaire", "folders", "is_extension", "read_questionnaire",
           "shipped_folder"]  # fmt: skip


def folders(places: tuple[Path, ...]) -> Iterator[Path]:
    """Yield each questionnaire folder in `places`, by name; a later one of a name wins."""
    found = {
        entry.parent.name: entry.parent
        for place in places
        if place.is_dir()
        for entry in sorted(place.glob(f"*/{ENTRY}"))
        if not entry.parent.name.startswith(".")
    }
    yield from (found[name] for name in sorted(found))


def is_extension(path: Path) -> bool:
    """Return whether a file adds a unit's own items to a questionnaire."""
    if path.suffix not in (".yaml", ".yml") or not path.is_file():
        return False
    with path.open("rb") as file:
        return _EXTENDS.search(file.read(_MOST_LOOKED_AT)) is not None


_EXTENDS = re.compile(rb"^extends:", re.MULTILINE)
_MOST_LOOKED_AT = 65_536


def read_questionnaire(
    path: Path, places: tuple[Path, ...] = (), *, has_mappings: bool = True
) -> Questionnaire:
    """Return the questionnaire in a folder, in its `questionnaire.yaml`, or as a file extends it.

    `places` are folders of questionnaires it may build on, besides the shipped ones. Without
    its mappings it is read where one of these is yet to be checked.

    Raises:
        InputError: with all problems, each at its file and line.
        MachineError: a file may not be read.

    """
    return _read(path, places, has_mappings=has_mappings)[0]


def check_questionnaire(
    path: Path, places: tuple[Path, ...] = (), since: Questionnaire | None = None
) -> Questionnaire:
    """Return the questionnaire at a path if its author has nothing left to mend.

    Beyond what `read_questionnaire` refuses: items that are never shown, translations that lag,
    and, against an older version, ids that were renamed and meanings that changed unsaid.

    Raises:
        InputError: with all problems, each at its file and line.
        MachineError: a file may not be read.

    """
    questionnaire, source = _read(path, places)
    found = list(authors_faults(questionnaire))
    if since is not None:
        found += succession_faults(since, questionnaire)
    problems = list(_placed(found, source))
    if problems:
        raise InputError(problems)
    return questionnaire


def _read(
    path: Path, places: tuple[Path, ...], *, has_mappings: bool = True
) -> tuple[Questionnaire, Source]:
    entry = path / ENTRY if path.is_dir() else path
    if path.is_dir() and not entry.exists():
        raise problem_in(
            path,
            said("there is no {entry} in this folder", entry=ENTRY),
            said("name a questionnaire folder"),
        )
    source = whole_source(entry, (*places, shipped_folder()), has_mappings=has_mappings)
    try:
        questionnaire = questionnaire_from(source.data, source.locate)
    except InputError as wrong:
        raise InputError(without_echoes([*source.problems, *wrong.problems])) from wrong
    problems = [*source.problems, *_placed(faults(questionnaire), source)]
    if problems:
        raise InputError(problems)
    return questionnaire, source


_ENTRY_DEPTH = 4
_Paths = dict[tuple[str, str], list[DataPath]]


def _placed(found: Iterable[Fault], source: Source) -> Iterator[Problem]:
    """Yield faults of a questionnaire as problems of the files it stands in."""
    paths = _paths_by_id(source.data)
    ends = _ends_of_translations(source)
    for fault in found:
        path = _path_of(paths, fault.where)
        file, place = source.locate(path)
        wanted = _belongs_in(path, paths, source)
        if wanted in ends:
            file, place = wanted, str(ends[wanted])
        yield Problem(file=file, place=place, what=fault.what, mend=fault.mend)


def _ends_of_translations(source: Source) -> dict[str, int]:
    """Return the last line that has an entry, of each file of translations."""
    ends: dict[str, int] = {}
    for path, (file, line) in source.lines.items():
        if path[:1] == (TRANSLATIONS,):
            ends[file] = max(line, ends.get(file, 0))
    return ends


def _belongs_in(path: DataPath, paths: _Paths, source: Source) -> str:
    """Return the file of a translation that is missing: called as that of what it translates.

    Empty where nothing is missing.
    """
    if len(path) != _ENTRY_DEPTH or path[0] != TRANSLATIONS or path in source.lines:
        return ""
    _, language, kind, name = path
    found = paths.get((str(kind).removesuffix("s"), str(name)), [])
    original = Path(source.locate(found[0] if found else ())[0])
    folder = next((above for above in original.parents if (above / ENTRY).is_file()), None)
    if folder is None:
        return ""
    return str(folder / TRANSLATIONS / str(language) / original.relative_to(folder))


def _path_of(paths: _Paths, where: tuple[str | int, ...]) -> DataPath:
    """Return the path in the data of a node or item named by its id, with what follows it."""
    if not where or where[0] not in ("node", "item"):
        return where
    kind, wanted, occurrence, *rest = where
    found = paths.get((str(kind), str(wanted)), [])
    position = int(occurrence)
    return (*found[position], *rest) if position < len(found) else ()


def _paths_by_id(data: object) -> _Paths:
    """Return where each id stands, as a node's and as an item's, in the order of the file."""
    found: _Paths = {}

    def walk(node: object, path: DataPath) -> None:
        here = as_mapping(node)
        found.setdefault(("node", str(here.get("id"))), []).append(path)
        for number, item in enumerate(here.get("items") or ()):
            place = (*path, "items", number)
            found.setdefault(("item", str(as_mapping(item).get("id"))), []).append(place)
        for number, child in enumerate(here.get("children") or ()):
            walk(child, (*path, "children", number))

    walk(as_mapping(data).get("tree"), ("tree",))
    return found
