"""A questionnaire's many files put together into the data of one."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from maturity_app.domain.said import said
from maturity_app.storage.includes import Includes
from maturity_app.storage.places import ENTRY
from maturity_app.storage.problems import DataPath, InputError, Problem, problem_in, shortened
from maturity_app.storage.yaml_source import Source, as_list, as_mapping, merged, read_yaml

TRANSLATIONS = "translations"
MAPPINGS = "mappings"
_MAX_TRANSLATIONS = 400
_MAX_MAPPINGS = 100
_MOST_BELOW = 2
"""An extension may build on a short form, and that on its long form."""
_BY_ID = ("nodes", "items", "scales")
_DRAWN = frozenset({"draw", "items", "children"})
_DRAWN_RULES = ("level_names", "thresholds", "missing", "quadrant")
_NOT_DRAWN = frozenset({"items", "children", "levels", "precision"})
_EXTENSION = frozenset({"format", "extends", "id", "version", "title", "scales", "children"})


def whole_source(entry: Path, places: tuple[Path, ...], *, has_mappings: bool = True) -> Source:
    """Return the data of a questionnaire, of all its files, with what is wrong so far.

    `entry` is its first file, or a file that extends another one with items of the unit's own.
    `places` are folders in which the questionnaires it builds on may lie.

    Raises:
        InputError: the first file, or one it builds on, can't be read.
        MachineError: a file may not be read.

    """
    return _whole(entry, places, _MOST_BELOW, has_mappings=has_mappings)


def _whole(
    entry: Path, places: tuple[Path, ...], below: int, *, has_mappings: bool = True
) -> Source:
    """Return a questionnaire's data; it may build on others, one on the other, so many."""
    source = read_yaml(entry, str(entry))
    if below == 0 and as_mapping(source.data).keys() & {"extends", "short_form_of"}:
        what = said("too many questionnaires build on one another")
        raise problem_in(entry, what, said("let one of them stand by itself"))
    if "extends" in as_mapping(source.data):
        return _extended(entry, source, places, below - 1)
    whole = as_mapping(source.data)
    Includes(entry, source).expand(whole.get("tree"), ("tree",))
    if isinstance(whole.get("short_form_of"), str):
        _draw(entry, source, places, below - 1)
    _inherit_answers(whole.get("tree"), None, as_mapping(whole.get("scales")))
    _translate(entry.parent / TRANSLATIONS, source)
    if has_mappings:
        _map(entry.parent / MAPPINGS, source)
    return source


def mapping_source(path: Path) -> Source:
    """Return the data of a mapping file; one id that stands by itself becomes a list.

    Raises:
        InputError: it can't be read.
        MachineError: it may not be read.

    """
    source = read_yaml(path, str(path))
    for item in as_list(as_mapping(source.data).get("items")):
        entry = as_mapping(item)
        for key in ("old", "new"):
            if isinstance(entry.get(key), str | int):
                entry[key] = [entry[key]]
    return source


def _report(source: Source, path: DataPath, what: str, mend: str) -> None:
    file, line = source.locate(path)
    source.problems.append(Problem(file=file, place=line, what=what, mend=mend))


def _entry_of(name: object, beside: Path, places: tuple[Path, ...]) -> Path | None:
    """Return the first file of an installed questionnaire, or of one that lies beside a file."""
    if not isinstance(name, str) or Path(name).name != name:
        return None
    known = (place / name / ENTRY for place in (beside, beside.parent, *places))
    return next((entry for entry in known if entry.is_file()), None)


# --- answer scales -----------------------------------------------------------------------


def _inherit_answers(node: object, scale: object, scales: Mapping[str, Any]) -> None:
    """Write the answer scale into each choice item, so that an item is whole by itself."""
    here = as_mapping(node)
    scale = here.get("answers", scale)
    for item in as_list(here.get("items")):
        # A scale that is not there is told once, where it is named.
        if isinstance(scale, str) and scale in scales and _is_choice(item):
            item.setdefault("answers", scale)
    for child in as_list(here.get("children")):
        _inherit_answers(child, scale, scales)


def _is_choice(item: object) -> bool:
    return isinstance(item, dict) and item.get("type", "choice") == "choice"


# --- translations ------------------------------------------------------------------------


def _translate(folder: Path, source: Source) -> None:
    """Add the texts of every language that has a folder of its own."""
    if not folder.is_dir() or not isinstance(source.data, dict):
        return
    files = sorted(path for path in folder.glob("*/**/*.yaml") if path.is_file())
    if len(files) > _MAX_TRANSLATIONS:
        what = said("there are more than {most} translation files", most=_MAX_TRANSLATIONS)
        _report(source, (), what, said("put some together"))
        return
    given = source.data.setdefault(TRANSLATIONS, {})
    for path in files:
        language = path.relative_to(folder).parts[0]
        try:
            texts = read_yaml(path, str(path))
        except InputError as wrong:
            source.problems.extend(wrong.problems)
        else:
            _put_texts(source, language, texts, given.setdefault(language, {}))


def _put_texts(source: Source, language: str, texts: Source, given: dict[str, Any]) -> None:
    """Put one file's texts to those of its language that other files gave."""
    place = (TRANSLATIONS, language)
    clash = [path for path in _entries(texts.data) if _at(given, path) is not None]
    for path in clash:
        file, line = texts.locate(path)
        what = said("`{name}` is translated in another file too", name=path[-1])
        texts.problems.append(
            Problem(file=file, place=line, what=what, mend=said("remove one of them"))
        )
    for key, value in as_mapping(texts.data).items():
        if key in _BY_ID and isinstance(value, dict):
            given[key] = {**value, **as_mapping(given.get(key))}
        else:
            given.setdefault(key, value)
    merged(source, place, texts)


def _entries(texts: object) -> Iterator[DataPath]:
    """Yield the path of each text of a translation file, entries of nodes and items as one."""
    for key, value in as_mapping(texts).items():
        if key in _BY_ID:
            yield from ((key, name) for name in as_mapping(value))
        else:
            yield (key,)


def _at(data: object, path: DataPath) -> object:
    for key in path:
        data = as_mapping(data).get(str(key))
    return data


# --- mappings ----------------------------------------------------------------------------


def _map(folder: Path, source: Source) -> None:
    """Add what became of the items of older versions, a file for each of these."""
    files = sorted(path for path in folder.glob("*.yaml") if path.is_file())
    if not files or not isinstance(source.data, dict):
        return
    if len(files) > _MAX_MAPPINGS:
        what = said("there are more than {most} mapping files", most=_MAX_MAPPINGS)
        _report(source, (), what, said("keep those from the last versions"))
        return
    given = source.data.setdefault(MAPPINGS, [])
    for path in files:
        try:
            mapping = mapping_source(path)
        except InputError as wrong:
            source.problems.extend(wrong.problems)
        else:
            merged(source, (MAPPINGS, len(given)), mapping)
            given.append(mapping.data)


# --- short forms -------------------------------------------------------------------------


def _draw(entry: Path, source: Source, places: tuple[Path, ...], below: int) -> None:
    """Put nodes and items of the long form where the short one names them."""
    name = source.data["short_form_of"]
    long_entry = _entry_of(name, entry.parent.parent, places)
    if long_entry is None:
        what = said("there is no questionnaire `{name}` to draw from", name=shortened(name))
        _report(source, ("short_form_of",), what, said("install it first, or check the id"))
        # All else would only follow from it.
        raise InputError(source.problems)
    if long_entry.resolve() == entry.resolve():
        what = said("a questionnaire can't be its own short form")
        _report(source, ("short_form_of",), what, said("name the long form"))
        return
    long = _whole(long_entry, places, below)
    source.problems.extend(long.problems)
    source.data["tree"] = _Drawing(source, long).drawn(source.data.get("tree"), ("tree",))
    for key in _DRAWN_RULES:
        if key not in source.data and key in long.data:
            source.data[key] = long.data[key]
    if source.data.get("level_names") is long.data.get("level_names"):
        for language, texts in as_mapping(long.data.get(TRANSLATIONS)).items():
            own = source.data.setdefault(TRANSLATIONS, {}).setdefault(language, {})
            own["level_names"] = as_mapping(texts).get("level_names", [])


class _Drawing:
    """Replaces `{draw: NODE, items: [ITEM, …]}` by the node and items of the long form.

    Levels are left behind: a short form has none. So is the precision, which is that of all items.
    """

    def __init__(self, source: Source, long: Source) -> None:
        self._source = source
        self._long = long
        self._nodes: dict[str, DataPath] = {}
        self._items: dict[str, DataPath] = {}
        self._find(as_mapping(long.data).get("tree"), ("tree",))

    def drawn(self, node: object, path: DataPath) -> object:
        """Return a node of the short form with all that it draws."""
        if not isinstance(node, dict):
            return node
        children = [
            self.drawn(child, (*path, "children", number))
            for number, child in enumerate(as_list(node.get("children")))
        ]
        if "draw" not in node:
            return {**node, "children": children} if children else node
        return {
            **self._node(node, path),
            "children": children,
            "items": list(self._items_of(node, path)),
        }

    def _find(self, node: object, path: DataPath) -> None:
        here = as_mapping(node)
        self._nodes[str(here.get("id"))] = path
        for number, item in enumerate(as_list(here.get("items"))):
            self._items[str(as_mapping(item).get("id"))] = (*path, "items", number)
        for number, child in enumerate(as_list(here.get("children"))):
            self._find(child, (*path, "children", number))

    def _node(self, node: dict[str, Any], place: DataPath) -> dict[str, Any]:
        for key in node.keys() - _DRAWN:
            what = said("an entry with `draw` has `items` or `children` and no other keys")
            _report(self._source, (*place, key), what, said("remove `{key}`", key=key))
        name = str(node["draw"])
        if not node.keys() & {"items", "children"}:
            what = said("`{node}` is drawn, but nothing of it is", node=shortened(name))
            _report(self._source, (*place, "draw"), what, said("name its `items` or `children`"))
        at = self._nodes.get(name)
        if at is None:
            self._unknown((*place, "draw"), name)
            return {"id": name, "title": name}
        self._take_texts("nodes", name)
        kept = {key: value for key, value in self._value(at).items() if key not in _NOT_DRAWN}
        for key in kept:
            self._take_lines((*at, key), (*place, key))
        self._take_scale(kept.get("answers"))
        return kept

    def _items_of(self, node: dict[str, Any], place: DataPath) -> Iterator[dict[str, Any]]:
        for number, name in enumerate(as_list(node.get("items"))):
            at = self._items.get(str(name))
            if at is None:
                self._unknown((*place, "items", number), str(name))
                continue
            if not self._stands_below(at, str(node["draw"])):
                what = said("`{item}` is no item of `{node}` in the long form",
                            item=shortened(name), node=shortened(node["draw"]))  # fmt: skip
                mend = said("draw it below the node it stands in")
                _report(self._source, (*place, "items", number), what, mend)
            item = self._value(at)
            self._take_scale(item.get("answers"))
            self._take_texts("items", str(name))
            self._take_lines(at, (*place, "items", number))
            yield dict(item)

    def _stands_below(self, at: DataPath, node: str) -> bool:
        above = self._nodes.get(node)
        return above is None or at[: len(above)] == above

    def _value(self, path: DataPath) -> dict[str, Any]:
        value = self._long.data
        for key in path:
            value = value[key]
        return dict(value)

    def _take_scale(self, name: object) -> None:
        scales = as_mapping(as_mapping(self._long.data).get("scales"))
        if isinstance(name, str) and name in scales:
            own = self._source.data.setdefault("scales", {})
            if isinstance(own, dict) and name not in own:
                own[name] = scales[name]
                for language, texts in self._translations():
                    labels = _at(texts, ("scales", name))
                    if labels is not None:
                        self._own(language).setdefault("scales", {})[name] = labels

    def _take_texts(self, key: str, name: str) -> None:
        for language, texts in self._translations():
            found = _at(texts, (key, name))
            if found is not None:
                self._own(language).setdefault(key, {})[name] = found
                texts_at = (TRANSLATIONS, language, key, name)
                self._take_lines(texts_at, texts_at)

    def _take_lines(self, at: DataPath, place: DataPath) -> None:
        """Let what is wrong with something drawn be told where it stands, in the long form."""
        for path, line in self._long.lines.items():
            if path[: len(at)] == at:
                self._source.lines[(*place, *path[len(at) :])] = line

    def _translations(self) -> Iterator[tuple[str, object]]:
        yield from as_mapping(as_mapping(self._long.data).get(TRANSLATIONS)).items()

    def _own(self, language: str) -> dict[str, Any]:
        everything = self._source.data.setdefault(TRANSLATIONS, {})
        own: dict[str, Any] = everything.setdefault(language, {})
        return own

    def _unknown(self, path: DataPath, name: str) -> None:
        what = said("the long form has no `{name}`", name=shortened(name))
        _report(self._source, path, what, said("check the id"))


# --- the unit's own items ----------------------------------------------------------------


def _extended(entry: Path, own: Source, places: tuple[Path, ...], below: int) -> Source:
    """Return the questionnaire that a file extends, with the file's nodes added apart."""
    base_entry = _entry_of(own.data["extends"], entry.parent, places)
    if base_entry is None:
        file, line = own.locate(("extends",))
        name = shortened(own.data["extends"])
        what = said("there is no questionnaire `{name}` to extend", name=name)
        mend = said("install it first, or check the id")
        raise InputError([*own.problems, Problem(file=file, place=line, what=what, mend=mend)])
    base = _whole(base_entry, places, below)
    children = as_mapping(as_mapping(base.data).get("tree")).get("children")
    if base.problems or not isinstance(children, list):
        raise (
            InputError(base.problems)
            if base.problems
            else problem_in(
                base_entry, said("its tree has no groups to add to"), said("use another one")
            )
        )
    for key in own.data.keys() - _EXTENSION:
        what = said("`{key}` does not belong in a file that extends another", key=key)
        _report(own, (key,), what, said("remove it"))
    for key in ("id", "version", "title", "children"):
        if key not in own.data:
            _report(own, (), said("`{key}` is missing", key=key), said("add it"))
    place = ("tree", "children", len(children))
    merged(base, place, own)
    named = {key: own.data[key] for key in ("id", "version", "title") if key in own.data}
    children.append(
        {**{key: named[key] for key in ("id", "title") if key in named}, "local": True,
         "children": own.data.get("children", [])}
    )  # fmt: skip
    base.data["extension"] = named
    for key in named:
        base.lines[("extension", key)] = base.lines[(*place, key)]
    _add_scales(base, own, place)
    _inherit_answers(children[-1], None, as_mapping(base.data.get("scales")))
    return base


def _add_scales(base: Source, own: Source, place: DataPath) -> None:
    scales = base.data.setdefault("scales", {})
    for name, steps in as_mapping(own.data.get("scales")).items():
        if name in scales:
            what = said("the questionnaire has an answer scale `{name}` already", name=name)
            _report(base, (*place, "scales", name), what, said("choose another name"))
            continue
        scales[name] = steps
        for path, line in own.lines.items():
            if path[:2] == ("scales", name):
                base.lines[path] = line
