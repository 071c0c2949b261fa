"""YAML files read with bounds, and with the line of everything in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from maturity_app.domain.said import said
from maturity_app.storage.problems import DataPath, InputError, Problem, read_bytes, shortened

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without its C library reads the same, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 4 * 1_048_576
MAX_DEPTH = 40
MAX_NODES = 100_000

_LOOSE_BOOLEANS = frozenset({"yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True)
class Source:
    """Parsed data with the place each part of it came from, and what was wrong on the way.

    Data with problems can still be checked further, so that all of them are told at once.
    """

    data: Any
    lines: dict[DataPath, tuple[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def locate(self, path: DataPath) -> tuple[str, str]:
        """Return (file, line) of a path, or of the nearest thing above it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                file, line = self.lines[path[:length]]
                return file, str(line)
        return "", ""


def read_yaml(path: Path, shown_as: str) -> Source:
    """Return a file's data; numbers with a point stay texts, so that they stay exact.

    Keys given twice, loose booleans such as No and tags are among the problems of the result.

    Raises:
        InputError: it can't be read, is no YAML, is too large, too deep or has aliases.
        MachineError: it may not be read.

    """
    content = read_bytes(path, MAX_BYTES)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        raise _error(
            shown_as, line, said("this is not UTF-8 text"), said("save the file as UTF-8")
        ) from wrong
    try:
        _check_bounds(text, shown_as)
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as wrong:
        raise _syntax_error(shown_as, wrong) from wrong
    except yaml.YAMLError as wrong:
        raise _unseen_character(shown_as, text) from wrong
    if root is None:
        mend = said("a questionnaire begins with `format: 1`; the guide for authors shows one")
        raise _error(shown_as, 1, said("the file is empty"), mend)
    reader = _Reader(shown_as)
    data = reader.value(root, ())
    return Source(data, reader.lines, reader.problems)


def _check_bounds(text: str, file: str) -> None:
    """Refuse what could grow without bounds, before anything is built from it."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_Loader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if count > MAX_NODES:
            raise _error(file, line, said("the file holds too many entries"), said("split it"))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            mend = said("write the text out where it is used")
            raise _error(file, line, said("aliases (& and *) are not part of this format"), mend)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _error(
                file, line, said("entries are nested too deeply"), said("check the indentation")
            )


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
                self._report(line, said("a key must be a word"), said("write `key: value`"))
                continue
            key = key_node.value
            if key_node.tag.endswith(":bool") and not key_node.style:
                self._report(
                    line,
                    said("the key `{key}` is read as true or false", key=key),
                    said("put it in quotes"),
                )
            if key in seen:
                what = said(
                    "`{key}` stands here a second time (first in line {first})",
                    key=key,
                    first=seen[key],
                )
                self._report(line, what, said("remove one of them"))
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
        line = node.start_mark.line + 1
        what = said("tags such as `{tag}` are not part of this format", tag=shortened(node.tag))
        self._report(line, what, said("write a plain text"))
        return text

    def _boolean(self, node: yaml.Node, text: str, path: DataPath) -> bool | str:
        if text.lower() not in _LOOSE_BOOLEANS:
            return text.lower() == "true"
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        self._report(
            node.start_mark.line + 1,
            said("`{key}: {text}` is read as true or false", key=key, text=text),
            said(
                'put the word in quotes ("{text}"), or write true or false if that is meant',
                text=text,
            ),
        )
        return text

    def _whole_number(self, node: yaml.Node, text: str) -> int | str:
        if _WHOLE.fullmatch(text):
            return int(text)
        what = said("`{text}` is no plain whole number", text=shortened(text))
        mend = said("write at most 15 digits, or put it in quotes if it is a text")
        self._report(node.start_mark.line + 1, what, mend)
        return text

    def _report(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(file=self._file, place=str(line), what=what, mend=mend))


def merged(into: Source, path: DataPath, included: Source) -> None:
    """Put lines and problems of an included file at a path of the file that includes it."""
    for inner, place in included.lines.items():
        into.lines[path + inner] = place
    into.problems.extend(included.problems)


def _error(file: str, line: int, what: str, mend: str) -> InputError:
    return InputError([Problem(file=file, place=str(line), what=what, mend=mend)])


def _syntax_error(file: str, wrong: yaml.MarkedYAMLError) -> InputError:
    told = str(wrong.problem or wrong.context or "")
    # Where a quotation mark is missing, the line where it opened helps, not the file's end.
    is_open = "while scanning a quoted scalar" in str(wrong.context or "")
    mark = (wrong.context_mark if is_open else None) or wrong.problem_mark or wrong.context_mark
    line = mark.line + 1 if mark else 1
    for part, what, mend in _SYNTAX:
        if part in told or (is_open and part == "quote"):
            return _error(file, line, what, mend)
    mend = said("check the indentation, and that each line above is complete")
    return _error(file, line, said("this is no YAML ({why})", why=told), mend)


def _unseen_character(file: str, text: str) -> InputError:
    """Return an error about the first character that YAML does not allow in a text."""
    number, line = next(
        ((n, line) for n, line in enumerate(text.split("\n"), start=1) if _UNSEEN.search(line)),
        (1, ""),
    )
    found = _UNSEEN.search(line)
    if found is None:
        what = said("a character that can't be seen stands here")
    else:
        code = f"U+{ord(found[0]):04X}"
        what = said("a character that can't be seen stands here ({code})", code=code)
    return _error(file, number, what, said("remove it"))


_WHOLE = re.compile(r"[+-]?(0|[1-9][0-9]{0,14})")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SYNTAX = (
    # What the reader of newer releases stops at by itself, older ones leave to us.
    ("maximum nesting depth", said("entries are nested too deeply"),
     said("check the indentation")),
    ("tab character", said("a tab stands here"),
     said("indent with blanks")),
    ("cannot start any token", said("a character stands here that can't begin a text"),
     said("indent with blanks and not with tabs, and put the text in quotes")),
    ("mapping values are not allowed", said("a second `: ` stands here"),
     said("put a text with a colon and a blank in it in quotes, and check the indentation")),
    ("could not find expected ':'", said("this line is no `key: value`"),
     said("write `key: value`, and indent further lines of a text")),
    ("did not find expected key", said("this line does not fit the lines above it"),
     said("indent it as much as the other keys there, and close every quotation mark")),
    ("another document", said("a second document begins here"),
     said("remove the line with `---` and keep one questionnaire in the file")),
    ("quote", said("the text that begins here has no closing quotation mark"),
     said("close it")),
)  # fmt: skip


def as_mapping(value: object) -> dict[str, Any]:
    """Return a value if it has keys, an empty mapping if not."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[Any]:
    """Return a value if it is a list, an empty one if not."""
    return value if isinstance(value, list) else []
