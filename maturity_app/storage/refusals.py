"""A validator's refusals in words that tell an author what to do."""

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from maturity_app.domain import assessment, questionnaire
from maturity_app.storage.problems import DataPath, shortened

_LIST = "start each entry on a line of its own with a hyphen"
_KEYS = "write `key: value` lines below it"
_WHOLE = ("`{key}` is no whole number", "write a number such as 1")
_BOOLEAN = ("`{key}` is neither true nor false", "write true or false")
_DAY = ("`{key}` is no date", "write it as year-month-day: 2026-10-16")
_MOMENT = ("`{key}` is no point in time", "write it as 2026-10-16T09:30:00Z")
_HAS_NO_KEYS = ("`{key}` has no keys of its own", _KEYS)
_NO_LIST = ("`{key}` is no list", _LIST)

# By the validator's name for what it refused; {key}, {given} and its own numbers are filled in.
_SAID: Mapping[str, tuple[str, str]] = {
    "missing": ("`{key}` is missing", "add it"),
    "string_type": ("`{key}` is no text", "put it in quotes"),
    "string_unicode": ("`{key}` holds half a character", "write that character anew"),
    "string_too_short": ("`{key}` is empty", "write its text"),
    "string_too_long": (
        "`{key}` is too long ({length} characters)",
        "use at most {max_length}",
    ),
    "too_short": ("`{key}` has too few entries", "give it {min_length} or more"),
    "literal_error": ("`{key}` can't be `{given}`", "use {expected}"),
    "greater_than": ("`{key}` is {given}", "let it be more than {gt}"),
    "greater_than_equal": ("`{key}` is {given}", "let it be {ge} or more"),
    "less_than": ("`{key}` is {given}", "let it be less than {lt}"),
    "less_than_equal": ("`{key}` is {given}", "let it be {le} or less"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _BOOLEAN,
    "bool_parsing": _BOOLEAN,
    "fraction_type": ("`{key}` is no number", "write it as 2, 0.5 or 2/3"),
    "fraction_parsing": ("`{key}` is no number", "write it as 2, 0.5 or 2/3"),
    "tuple_type": _NO_LIST,
    "list_type": _NO_LIST,
    "dict_type": _HAS_NO_KEYS,
    "mapping_type": _HAS_NO_KEYS,
    "dataclass_type": _HAS_NO_KEYS,
    "dataclass_exact_type": _HAS_NO_KEYS,
    "recursion_loop": ("entries are nested too deeply", "use fewer levels of groups"),
}
_BY_BEGINNING = {"datetime_": _MOMENT, "timezone_": _MOMENT, "date_": _DAY}
_IN_JSON = {_LIST: "write it as [ … ]", _KEYS: 'write it as { "key": value, … }'}


def wording_of(error: ErrorDetails, path: DataPath, *, in_json: bool) -> tuple[str, str]:
    """Return (what, mend) for a refusal; two empty texts where it only follows from another."""
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    what, mend = _particular(error, key) or _template(error["type"])
    if error["type"] == "too_short" and _has_enough(error):
        return "", ""
    if not path:
        return "there are no keys here", "write `key: value` lines"
    if not what:
        return f"`{shortened(key)}` does not fit: {error['msg']}", "see the guide for authors"
    filled = {"key": shortened(key), "given": shortened(error["input"]), **_numbers(error)}
    if in_json and mend in _IN_JSON:
        return what.format(**filled), _IN_JSON[mend]
    return what.format(**filled), mend.format(**filled)


def _particular(error: ErrorDetails, key: str) -> tuple[str, str] | None:
    """Return words for a refusal that depend on what was given."""
    given, kind = error["input"], error["type"]
    if given is None and kind != "missing":
        return "`{key}` is empty", "write what belongs there, or remove the key"
    if kind == "unexpected_keyword_argument" and key in _KNOWN:
        return "`{key}` does not belong here", "move it to where it belongs, or remove it"
    if kind == "unexpected_keyword_argument":
        return "unknown key `{key}`", _spelling(key)
    if kind == "string_type" and isinstance(given, dict | list):
        return "`{key}` is no text", "write one text"
    return None


def _template(kind: str) -> tuple[str, str]:
    if kind in _SAID:
        return _SAID[kind]
    return next((said for begin, said in _BY_BEGINNING.items() if kind.startswith(begin)), ("", ""))


def _has_enough(error: ErrorDetails) -> bool:
    """Return whether a list is short only because some of its entries were refused."""
    given = error["input"]
    return isinstance(given, list | tuple) and len(given) >= error["ctx"]["min_length"]


def _numbers(error: ErrorDetails) -> dict[str, Any]:
    context = dict(error.get("ctx") or {})
    context["length"] = len(error["input"]) if isinstance(error["input"], str) else 0
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace("'", "")
    return context


def _spelling(key: str) -> str:
    near = [name for name in get_close_matches(key, _KNOWN, 1, 0.75) if name != key]
    return (
        f"write `{near[0]}` if that is meant, or remove it"
        if near
        else "check its spelling, or remove it"
    )


_KNOWN = sorted({
    entry.name
    for module in (questionnaire, assessment)
    for kind in vars(module).values()
    if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
    for entry in fields(kind)
})  # fmt: skip
