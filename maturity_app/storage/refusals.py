"""A validator's refusals in words that tell an author what to do."""

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from maturity_app.domain import assessment, mapping, questionnaire, staff
from maturity_app.domain.said import Said, marked, said, said_plural
from maturity_app.storage.problems import DataPath, shortened

_LIST = marked("start each entry on a line of its own with a hyphen")
_KEYS = marked("write `key: value` lines below it")
_WHOLE = (marked("`{key}` is no whole number"), marked("write a number such as 1"))
_BOOLEAN = (marked("`{key}` is neither true nor false"), marked("write true or false"))
_DAY = (marked("`{key}` is no date"), marked("write it as year-month-day: 2026-10-16"))
_MOMENT = (marked("`{key}` is no point in time"), marked("write it as 2026-10-16T09:30:00Z"))
_HAS_NO_KEYS = (marked("`{key}` has no keys of its own"), _KEYS)
_NO_LIST = (marked("`{key}` is no list"), _LIST)

# By the validator's name for what it refused; {key}, {given} and its own numbers are filled in.
_REFUSED: Mapping[str, tuple[str, str]] = {
    "missing": (marked("`{key}` is missing"), marked("add it")),
    "string_type": (marked("`{key}` is no text"), marked("put it in quotes")),
    "string_unicode": (
        marked("`{key}` holds half a character"),
        marked("write that character anew"),
    ),
    "string_too_short": (marked("`{key}` is empty"), marked("write its text")),
    "too_short": (marked("`{key}` has too few entries"), marked("give it {min_length} or more")),
    "literal_error": (marked("`{key}` can't be `{given}`"), marked("use {expected}")),
    "greater_than": (marked("`{key}` is {given}"), marked("let it be more than {gt}")),
    "greater_than_equal": (marked("`{key}` is {given}"), marked("let it be {ge} or more")),
    "less_than": (marked("`{key}` is {given}"), marked("let it be less than {lt}")),
    "less_than_equal": (marked("`{key}` is {given}"), marked("let it be {le} or less")),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _BOOLEAN,
    "bool_parsing": _BOOLEAN,
    "fraction_type": (marked("`{key}` is no number"), marked("write it as 2, 0.5 or 2/3")),
    "fraction_parsing": (marked("`{key}` is no number"), marked("write it as 2, 0.5 or 2/3")),
    "tuple_type": _NO_LIST,
    "list_type": _NO_LIST,
    "dict_type": _HAS_NO_KEYS,
    "mapping_type": _HAS_NO_KEYS,
    "dataclass_type": _HAS_NO_KEYS,
    "dataclass_exact_type": _HAS_NO_KEYS,
    "recursion_loop": (
        marked("entries are nested too deeply"),
        marked("use fewer levels of groups"),
    ),
}
_BY_BEGINNING = {"datetime_": _MOMENT, "timezone_": _MOMENT, "date_": _DAY}
_IN_JSON = {_LIST: marked("write it as [ … ]"), _KEYS: marked('write it as {{ "key": value, … }}')}


def wording_of(error: ErrorDetails, path: DataPath, *, in_json: bool) -> tuple[str, str]:
    """Return (what, mend) for a refusal; two empty texts where it only follows from another."""
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    what, mend = _particular(error, key) or _template(error["type"])
    if error["type"] == "too_short" and _has_enough(error):
        return "", ""
    if not path:
        return said("there are no keys here"), said("write `key: value` lines")
    if not what:
        what = said("`{key}` does not fit: {why}", key=shortened(key), why=error["msg"])
        return what, said("see the guide for authors")
    filled = {"key": shortened(key), "given": shortened(error["input"]), **_numbers(error)}
    if in_json:
        mend = _IN_JSON.get(mend, mend)
    return _filled(what, filled), _filled(mend, filled)


def _filled(template: str, values: Mapping[str, object]) -> Said:
    return template if isinstance(template, Said) else Said(template, values)


def _particular(error: ErrorDetails, key: str) -> tuple[str, str] | None:
    """Return words for a refusal that depend on what was given."""
    given, kind = error["input"], error["type"]
    if given is None and kind != "missing":
        return marked("`{key}` is empty"), marked("write what belongs there, or remove the key")
    if kind == "unexpected_keyword_argument" and key in _KNOWN:
        mend = marked("move it to where it belongs, or remove it")
        return marked("`{key}` does not belong here"), mend
    if kind == "unexpected_keyword_argument":
        return marked("unknown key `{key}`"), _spelling(key)
    if kind == "string_too_long":
        return _too_long(key, len(given)), marked("use at most {max_length}")
    if kind == "string_type" and isinstance(given, dict | list):
        return marked("`{key}` is no text"), marked("write one text")
    return None


def _too_long(key: str, length: int) -> Said:
    return said_plural(
        "`{key}` is too long ({count} character)",
        "`{key}` is too long ({count} characters)",
        length,
        key=shortened(key),
    )


def _template(kind: str) -> tuple[str, str]:
    if kind in _REFUSED:
        return _REFUSED[kind]
    return next((told for begin, told in _BY_BEGINNING.items() if kind.startswith(begin)), ("", ""))


def _has_enough(error: ErrorDetails) -> bool:
    """Return whether a list is short only because some of its entries were refused."""
    given = error["input"]
    return isinstance(given, list | tuple) and len(given) >= error["ctx"]["min_length"]


def _numbers(error: ErrorDetails) -> dict[str, Any]:
    context = dict(error.get("ctx") or {})
    if "expected" in context:
        first, _, last = str(context["expected"]).replace("'", "").rpartition(" or ")
        context["expected"] = said("{first} or {last}", first=first, last=last) if first else last
    return context


def _spelling(key: str) -> Said:
    near = [name for name in get_close_matches(key, _KNOWN, 1, 0.75) if name != key]
    if not near:
        return said("check its spelling, or remove it")
    return said("write `{near}` if that is meant, or remove it", near=near[0])


_KNOWN = sorted({
    entry.name
    for module in (questionnaire, assessment, mapping, staff)
    for kind in vars(module).values()
    if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
    for entry in fields(kind)
})  # fmt: skip
