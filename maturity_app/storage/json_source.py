"""JSON texts read so that every number stays exact and every doubtful spot has its place."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maturity_app.domain.said import said
from maturity_app.storage.problems import (
    DataPath,
    InputError,
    Problem,
    problem_in,
    shortened,
)
from maturity_app.storage.validation import json_pointer


@dataclass(frozen=True, slots=True)
class _Flaw:
    """Stands in parsed data where something was wrong, until its place is known."""

    what: str
    mend: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FileKind:
    """What tells the files of a kind from others, and what is said where one is not as asked for.

    `key` is what at their top those of the kind alone have. `is_none` is said of a text that is
    no such file, `is_packed` of a ZIP; `name_one` is how to mend either. `is_taken_for` is said
    of a file of this kind where the other is asked for, `is_taken_by` which commands take it.
    """

    key: str
    is_none: str
    is_packed: str
    name_one: str
    is_taken_for: str
    is_taken_by: str


ASSESSMENT = FileKind(
    key="answers",
    is_none=said("this is no assessment"),
    is_packed=said("this is a workbook or a pack, not an assessment file"),
    name_one=said("name a file *.assessment.json"),
    is_taken_for=said("this is an assessment, not a staff survey"),
    is_taken_by=said(
        "`maturity-app report` reports on it, `maturity-app staff add` takes one person's answers "
        "into a survey"
    ),
)
STAFF_SURVEY = FileKind(
    key="responses",
    is_none=said("this is no staff survey"),
    is_packed=said("this is a workbook or a pack, not a staff survey"),
    name_one=said("name a file *.staff.json"),
    is_taken_for=said("this is a staff survey, not an assessment"),
    is_taken_by=said(
        "`maturity-app staff report` reports on it, `maturity-app staff add` takes responses "
        "into it"
    ),
)


def parsed(
    content: bytes, name: str, wanted: FileKind = ASSESSMENT
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the data of a file, and what JSON allows but this format does not.

    Raises:
        InputError: it is no JSON text with keys, or a file of another kind than is `wanted`.

    """
    if content.startswith(b"PK"):
        raise problem_in(name, wanted.is_packed, wanted.name_one)
    if not content.strip():
        raise problem_in(name, said("the file is empty"), said("take a copy made before"))
    data = _loaded(content, name)
    if not isinstance(data, dict):
        raise problem_in(name, wanted.is_none, wanted.name_one)
    for kind in (ASSESSMENT, STAFF_SURVEY):
        if kind.key in data and wanted.key not in data:
            raise problem_in(name, kind.is_taken_for, kind.is_taken_by)
    flaws = [
        Problem(file=name, place=f"#{json_pointer(path)}", what=flaw.what, mend=flaw.mend)
        for path, flaw in _flaws(data)
    ]
    return data, flaws


def _loaded(content: bytes, name: str) -> object:
    try:
        return json.loads(
            content,
            object_pairs_hook=_unique_pairs,
            # Numbers with a point stay texts, so that 0.1 is a tenth and not nearly one.
            parse_float=str,
            parse_int=_whole_number,
            parse_constant=lambda word: _Flaw(
                said("{word} is no number here", word=word), said("remove it")
            ),
        )
    except RecursionError as deep:
        mend = said("take a copy made before")
        raise problem_in(name, said("entries are nested too deeply"), mend) from deep
    except UnicodeDecodeError as wrong:
        raise problem_in(name, said("this is not UTF-8 text"), said("save it as UTF-8")) from wrong
    except json.JSONDecodeError as wrong:
        what = said(
            "the file is damaged from character {column} of this line on ({why})",
            column=wrong.colno,
            why=_why(wrong),
        )
        mend = said("take a copy made before, or export the assessment again")
        raise InputError(
            [Problem(file=name, place=str(wrong.lineno), what=what, mend=mend)]
        ) from wrong


def _why(wrong: json.JSONDecodeError) -> str:
    if not wrong.doc[wrong.pos :].strip():
        return said("the file ends too early")
    return _WHYS.get(wrong.msg, said("it goes on as no such file does"))


# What the parser says, in words for people who have never seen such a file from within.
_WHYS: Mapping[str, str] = {
    "Expecting value": said("a value is missing"),
    "Expecting ',' delimiter": said("a comma is missing"),
    "Expecting ':' delimiter": said("a colon is missing"),
    "Expecting property name enclosed in double quotes": said(
        "a name in quotation marks is missing"
    ),
    "Extra data": said("something follows after the end"),
    "Illegal trailing comma before end of array": said("a comma stands there too many"),
    "Illegal trailing comma before end of object": said("a comma stands there too many"),
    "Invalid \\escape": said("a backslash stands there that means nothing"),
    "Invalid \\uXXXX escape": said("a backslash stands there that means nothing"),
    "Invalid control character at": said("a line breaks off in the middle of a text"),
    "Unterminated string starting at": said("a text begins there and the file ends within it"),
}


def _whole_number(digits: str) -> int | str:
    # Longer ones fit no value here; as texts they are told at their place.
    return int(digits) if len(digits) < 16 else digits  # noqa: PLR2004 - exact in every program


def _unique_pairs(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in pairs:
        if key in result:
            what = said("the key `{key}` stands twice in one place", key=shortened(key))
            result[key] = _Flaw(what, said("remove one of them"))
        else:
            result[key] = value
    return result


def _flaws(data: dict[str, Any]) -> Iterator[tuple[DataPath, _Flaw]]:
    """Yield each flaw with its path, and let nothing stand where it stood."""
    steps: list[tuple[DataPath, Any]] = [((), data)]
    while steps:
        path, value = steps.pop()
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in list(pairs):
            place: DataPath = (*path, key)
            if isinstance(key, str) and not key.isascii() and not _is_whole_text(key):
                yield path, _Flaw(said("a key here holds half a character"), said("write it anew"))
            if isinstance(inner, _Flaw):
                value[key] = None
                yield place, inner
            elif isinstance(inner, dict | list):
                steps.append((place, inner))


def _is_whole_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
