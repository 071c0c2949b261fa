"""YAML files read with bounds, and with the line of everything in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from maturity_app.storage.problems import DataPath, InputError, Problem, read_bytes

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without its C library reads the same, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 1_048_576
MAX_DEPTH = 40
MAX_NODES = 100_000

_LOOSE_BOOLEANS = frozenset({"yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True)
class Source:
    """Parsed data with the place each part of it came from."""

    data: Any
    lines: dict[DataPath, tuple[str, int]] = field(default_factory=dict)

    def locate(self, path: DataPath) -> tuple[str, str]:
        """Return (file, line) of a path, or of the nearest thing above it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                file, line = self.lines[path[:length]]
                return file, str(line)
        return "", ""


def read_yaml(path: Path, shown_as: str) -> Source:
    """Return a file's data; numbers with a point stay texts, so that they stay exact.

    Raises:
        InputError: it can't be read, is no YAML, is too large, too deep, repeats a key or uses
            what this format does without (aliases, tags, loose booleans such as No).
        MachineError: it may not be read.

    """
    content = read_bytes(path, MAX_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise _error(shown_as, line, "this is not UTF-8 text", "save the file as UTF-8") from wrong
    try:
        _check_bounds(text, shown_as)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as wrong:
        raise _syntax_error(shown_as, wrong) from wrong
    except yaml.YAMLError as wrong:
        raise _error(shown_as, 1, f"this is no YAML ({wrong})", "see the format's guide") from wrong
    if root is None:
        raise _error(shown_as, 1, "the file is empty", "see the format's guide")
    reader = _Reader(shown_as)
    data = reader.value(root, ())
    if reader.problems:
        raise InputError(reader.problems)
    return Source(data, reader.lines)


def _check_bounds(text: str, file: str) -> None:
    """Refuse what could grow without bounds, before anything is built from it."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if count > MAX_NODES:
            raise _error(file, line, "the file holds too many entries", "split it")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            mend = "write the text out where it is used"
            raise _error(file, line, "aliases (& and *) are not part of this format", mend)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _error(file, line, "entries are nested too deeply", "check the indentation")


class _Reader:
    """Turns YAML nodes into data, and keeps the line of each."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.lines: dict[DataPath, tuple[str, int]] = {}
        self.problems: list[Problem] = []

    def value(self, node: yaml.Node, path: DataPath) -> Any:  # noqa: ANN401 - YAML holds anything
        self.lines.setdefault(path, (self._file, node.start_mark.line + 1))
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, n)) for n, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _pairs(self, node: yaml.MappingNode, path: DataPath) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(line, "a key must be a word", "put quotes around the text before it")
                continue
            key = key_node.value
            if key_node.tag.endswith(":bool") and not key_node.style:
                self._report(line, f"the key `{key}` is read as true or false", "put it in quotes")
            if key in seen:
                what = f"`{key}` stands here a second time (first in line {seen[key]})"
                self._report(line, what, "remove one of them")
                continue
            seen[key] = line
            self.lines[(*path, key)] = (self._file, line)
            yield key, self.value(value_node, (*path, key))

    def _scalar(self, node: yaml.Node, path: DataPath) -> Any:  # noqa: ANN401 - any scalar
        text: str = node.value
        tag = node.tag.removeprefix("tag:yaml.org,2002:")
        if tag == "bool":
            return self._boolean(node, text, path)
        if tag == "int":
            return self._whole_number(node, text)
        if tag == "null":
            return None
        if tag in ("str", "float", "timestamp"):
            return text
        self._report(node.start_mark.line + 1, f"`{node.tag}` is not part of this format",
                     "write a plain text")  # fmt: skip
        return text

    def _boolean(self, node: yaml.Node, text: str, path: DataPath) -> bool:
        if text.lower() in _LOOSE_BOOLEANS:
            key = next((part for part in reversed(path) if isinstance(part, str)), "")
            self._report(
                node.start_mark.line + 1,
                f"`{key}: {text}` is read as true or false",
                f'put the word in quotes: "{text}"',
            )
        return text.lower() in ("true", "yes", "on", "y")

    def _whole_number(self, node: yaml.Node, text: str) -> int | str:
        try:
            return int(text)
        except ValueError:
            self._report(node.start_mark.line + 1, f"`{text}` is no plain whole number",
                         "write it in decimal digits, or in quotes")  # fmt: skip
            return text

    def _report(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(file=self._file, place=str(line), what=what, mend=mend))


def merged(into: Source, path: DataPath, included: Source) -> None:
    """Put the lines of an included file at a path of the file that includes it."""
    for inner, place in included.lines.items():
        into.lines[path + inner] = place


def _error(file: str, line: int, what: str, mend: str) -> InputError:
    return InputError([Problem(file=file, place=str(line), what=what, mend=mend)])


def _syntax_error(file: str, wrong: yaml.MarkedYAMLError) -> InputError:
    mark = wrong.problem_mark or wrong.context_mark
    line = mark.line + 1 if mark else 1
    mend = "check the indentation, and put a text with a colon and a space in it in quotes"
    return _error(file, line, f"this is no YAML ({wrong.problem or wrong.context})", mend)


def as_mapping(value: object) -> Mapping[str, Any]:
    """Return a value if it has keys, an empty mapping if not."""
    return value if isinstance(value, dict) else {}
