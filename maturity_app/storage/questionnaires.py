"""Questionnaire folders: found, read whole, and checked beyond what a schema can say."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.soundness import faults
from maturity_app.storage.problems import DataPath, InputError, Problem, problem_in
from maturity_app.storage.validation import questionnaire_from
from maturity_app.storage.yaml_source import Source, as_mapping, merged, read_yaml

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
        raise problem_in(path, f"there is no {ENTRY} in this folder", "name a questionnaire folder")
    source = _read_whole(entry)
    questionnaire = questionnaire_from(source.data, source.locate)
    problems = list(check(questionnaire, source))
    if problems:
        raise InputError(problems)
    return questionnaire


def check(questionnaire: Questionnaire, source: Source) -> Iterator[Problem]:
    """Yield what is wrong with a questionnaire that fits its schema."""
    for fault in faults(questionnaire):
        file, place = source.locate(_path_of(source.data, fault.where))
        yield Problem(file=file, place=place, what=fault.what, mend=fault.mend)


def _read_whole(entry: Path) -> Source:
    source = read_yaml(entry, str(entry))
    problems: list[Problem] = []
    tree = as_mapping(source.data).get("tree")
    _Includes(entry.parent, source, problems).expand(tree, ("tree",))
    if problems:
        raise InputError(problems)
    _inherit_answers(as_mapping(source.data).get("tree"), None)
    return source


class _Includes:
    """Replaces `file: NAME` entries of a tree by what stands in the files."""

    def __init__(self, folder: Path, source: Source, problems: list[Problem]) -> None:
        self._shown = folder
        self._folder = folder.resolve()
        self._source = source
        self._problems = problems
        self._read: set[Path] = set()

    def expand(self, node: object, path: DataPath) -> None:
        children = as_mapping(node).get("children")
        if not isinstance(children, list):
            return
        for number, child in enumerate(children):
            place = (*path, "children", number)
            if isinstance(child, dict) and "file" in child:
                children[number] = self._included(child, place)
            self.expand(children[number], place)

    def _included(self, child: Mapping[str, Any], place: DataPath) -> Any:  # noqa: ANN401 - YAML
        name = child["file"]
        if len(child) > 1:
            self._report(place, "an entry with `file` has no other keys", "move them to the file")
        target = (self._folder / str(name)).resolve()
        if not target.is_relative_to(self._folder) or target.suffix not in (".yaml", ".yml"):
            self._report(place, f"`{name}` is no YAML file of this folder", "name one inside it")
            return {}
        if target in self._read or len(self._read) >= _MAX_FILES:
            self._report(place, f"`{name}` is named twice", "name each file once")
            return {}
        self._read.add(target)
        try:
            included = read_yaml(target, str(self._shown / str(name)))
        except InputError as wrong:
            self._problems.extend(wrong.problems)
            return {}
        merged(self._source, place, included)
        return included.data

    def _report(self, path: DataPath, what: str, mend: str) -> None:
        file, line = self._source.locate(path)
        self._problems.append(Problem(file=file, place=line, what=what, mend=mend))


def _inherit_answers(node: object, scale: object) -> None:
    """Write the answer scale into each choice item, so that an item is whole by itself."""
    here = as_mapping(node)
    scale = here.get("answers", scale)
    items = here.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and item.get("type", "choice") == "choice" and scale:
            item.setdefault("answers", scale)
    children = here.get("children")
    for child in children if isinstance(children, list) else ():
        _inherit_answers(child, scale)


def _path_of(data: object, where: tuple[str | int, ...]) -> DataPath:
    """Return the path in the data of a node or item named by its id, with what follows it."""
    if not where or where[0] not in ("node", "item"):
        return where
    kind, wanted, occurrence, *rest = where
    found = [path for path, is_item in _ids(data, wanted) if is_item == (kind == "item")]
    position = int(occurrence)
    return (*found[position], *rest) if position < len(found) else ()


def _ids(data: object, wanted: object) -> Iterator[tuple[DataPath, bool]]:
    def walk(node: object, path: DataPath) -> Iterator[tuple[DataPath, bool]]:
        here = as_mapping(node)
        if here.get("id") == wanted:
            yield path, False
        for number, item in enumerate(here.get("items") or ()):
            if as_mapping(item).get("id") == wanted:
                yield (*path, "items", number), True
        for number, child in enumerate(here.get("children") or ()):
            yield from walk(child, (*path, "children", number))

    yield from walk(as_mapping(data).get("tree"), ("tree",))
