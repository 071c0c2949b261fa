"""Questionnaire folders: found, read whole, and checked beyond what a schema can say."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.soundness import faults
from maturity_app.storage.problems import DataPath, InputError, Problem, problem_in, shortened
from maturity_app.storage.validation import questionnaire_from, without_echoes
from maturity_app.storage.yaml_source import MAX_DEPTH, Source, as_mapping, merged, read_yaml

ENTRY = "questionnaire.yaml"
_MAX_FILES = 200
_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_folder() -> Path:
    """Return where the shipped questionnaires are: in the package, or beside it in a checkout."""
    inside = _PACKAGE / "questionnaires"
    return inside if inside.is_dir() else _PACKAGE.parent / "questionnaires"


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


def read_questionnaire(path: Path) -> Questionnaire:
    """Return the questionnaire in a folder, or in its `questionnaire.yaml`.

    Raises:
        InputError: with all problems, each at its file and line.
        MachineError: a file may not be read.

    """
    entry = path / ENTRY if path.is_dir() else path
    if path.is_dir() and not entry.exists():
        raise problem_in(
            path,
            said("there is no {entry} in this folder", entry=ENTRY),
            said("name a questionnaire folder"),
        )
    source = _read_whole(entry)
    try:
        questionnaire = questionnaire_from(source.data, source.locate)
    except InputError as wrong:
        raise InputError(without_echoes([*source.problems, *wrong.problems])) from wrong
    problems = [*source.problems, *check(questionnaire, source)]
    if problems:
        raise InputError(problems)
    return questionnaire


def check(questionnaire: Questionnaire, source: Source) -> Iterator[Problem]:
    """Yield what is wrong with a questionnaire that fits its schema."""
    paths = _paths_by_id(source.data)
    for fault in faults(questionnaire):
        file, place = source.locate(_path_of(paths, fault.where))
        yield Problem(file=file, place=place, what=fault.what, mend=fault.mend)


def _read_whole(entry: Path) -> Source:
    source = read_yaml(entry, str(entry))
    tree = as_mapping(source.data).get("tree")
    _Includes(entry, source).expand(tree, ("tree",))
    whole = as_mapping(source.data)
    _inherit_answers(whole.get("tree"), None, as_mapping(whole.get("scales")))
    return source


class _Includes:
    """Replaces `file: NAME` entries of a tree by what stands in the files."""

    def __init__(self, entry: Path, source: Source) -> None:
        self._folder = entry.parent
        self._inside = entry.parent.resolve()
        self._source = source
        self._read = {entry.resolve()}

    def expand(self, node: object, path: DataPath) -> None:
        children = as_mapping(node).get("children")
        if not isinstance(children, list):
            return
        if len(path) > MAX_DEPTH:
            # Files that name files could lead on without an end.
            self._report(
                path, said("entries are nested too deeply"), said("use fewer levels of groups")
            )
            children.clear()
            return
        for number, child in enumerate(children):
            place = (*path, "children", number)
            if isinstance(child, dict) and "file" in child:
                children[number] = self._included(child, place)
            self.expand(children[number], place)

    def _included(self, child: Mapping[str, Any], place: DataPath) -> Any:  # noqa: ANN401 - YAML
        if len(child) > 1:
            self._report(
                place, said("an entry with `file` has no other keys"), said("move them to the file")
            )
        name = str(child["file"])
        target = self._target(name)
        what, mend = self._refusal(name, target)
        if what or target is None:
            self._report(place, what, mend)
        else:
            self._read.add(target)
            try:
                included = read_yaml(target, str(self._folder / name))
            except InputError as wrong:
                self._source.problems.extend(wrong.problems)
            else:
                merged(self._source, place, included)
                return included.data
        # What stands in the place of a file that can't be read raises no further problem.
        return {"id": f"unread-{len(self._source.problems)}", "title": "Unread"}

    def _refusal(self, name: str, target: Path | None) -> tuple[str, str]:
        """Return why a file is not read, and how to mend it; two empty texts if it is."""
        if target is None:
            what = said("`{name}` is no YAML file in this folder", name=shortened(name))
            return what, said("name one that lies in it, such as practices/first.yaml")
        if not target.exists():
            what = said("there is no file `{name}`", name=shortened(name))
            return what, said("check the name")
        if target in self._read:
            return said("`{name}` is named twice", name=name), said("name each file once")
        if len(self._read) >= _MAX_FILES:
            what = said("more than {most} files are named", most=_MAX_FILES)
            return what, said("put some together")
        return "", ""

    def _target(self, name: str) -> Path | None:
        """Return where a file of that name would be in this folder, links followed."""
        try:
            target = (self._folder / name).resolve()
            target.exists()
        except (OSError, RuntimeError, ValueError):
            # Too long a name, links in a circle, characters no name can have.
            return None
        inside = target.is_relative_to(self._inside) and target.suffix in (".yaml", ".yml")
        return target if inside else None

    def _report(self, path: DataPath, what: str, mend: str) -> None:
        file, line = self._source.locate(path)
        self._source.problems.append(Problem(file=file, place=line, what=what, mend=mend))


def _inherit_answers(node: object, scale: object, scales: Mapping[str, Any]) -> None:
    """Write the answer scale into each choice item, so that an item is whole by itself."""
    here = as_mapping(node)
    scale = here.get("answers", scale)
    items = here.get("items")
    for item in items if isinstance(items, list) else ():
        # A scale that is not there is told once, where it is named.
        if isinstance(scale, str) and scale in scales and _is_choice(item):
            item.setdefault("answers", scale)
    children = here.get("children")
    for child in children if isinstance(children, list) else ():
        _inherit_answers(child, scale, scales)


def _is_choice(item: object) -> bool:
    return isinstance(item, dict) and item.get("type", "choice") == "choice"


_Paths = dict[tuple[str, str], list[DataPath]]


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
