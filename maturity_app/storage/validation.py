"""Files' content validated straight into the domain's values, every problem reported."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.problems import DataPath, InputError, Problem

Locate = Callable[[DataPath], tuple[str, str]]
"""From a path in the data to (file, place)."""

_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=False)

_MENDS: Mapping[str, tuple[str, str]] = {
    "missing": ("`{key}` is missing", "add it"),
    "unexpected_keyword_argument": ("unknown key `{key}`", "check its spelling, or remove it"),
    "string_type": ("`{key}` is no text", "put it in quotes"),
    "int_type": ("`{key}` is no whole number", "write a number such as 1"),
    "int_parsing": ("`{key}` is no whole number", "write a number such as 1"),
    "int_from_float": ("`{key}` is no whole number", "write a number such as 1"),
    "bool_type": ("`{key}` is neither true nor false", "write true or false"),
    "bool_parsing": ("`{key}` is neither true nor false", "write true or false"),
    "fraction_parsing": ("`{key}` is no number", "write it as 2, 0.5 or 2/3"),
    "tuple_type": ("`{key}` is no list", "start each entry on a line of its own with a hyphen"),
    "list_type": ("`{key}` is no list", "start each entry on a line of its own with a hyphen"),
    "dict_type": ("`{key}` has no keys of its own", "write `key: value` lines below it"),
    "mapping_type": ("`{key}` has no keys of its own", "write `key: value` lines below it"),
    "dataclass_type": ("`{key}` has no keys of its own", "write `key: value` lines below it"),
    "dataclass_exact_type": ("`{key}` has no keys", "write `key: value` lines below it"),
}


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    # The domain's values are plain dataclasses, which take their configuration from what
    # holds them; a tuple of one is the smallest holder there is.
    return TypeAdapter(tuple[kind], config=_STRICT)  # type: ignore[valid-type]


def questionnaire_from(data: object, locate: Locate) -> Questionnaire:
    """Return the questionnaire in parsed data.

    Raises:
        InputError: with every place where the data does not fit.

    """
    result: Questionnaire = _validated(Questionnaire, data, locate)
    return result


def assessment_from(data: object, locate: Locate) -> Assessment:
    """Return the assessment in parsed data.

    Raises:
        InputError: with every place where the data does not fit.

    """
    result: Assessment = _validated(Assessment, data, locate)
    return result


def answer_from(data: object) -> Answer:
    """Return an answer the library stored.

    Raises:
        InputError: it does not fit, which only a changed library can bring about.

    """
    result: Answer = _validated(Answer, data, lambda path: ("library", _pointer(path)))
    return result


def plain(value: Answer | Assessment, *, defaults: bool = True) -> dict[str, Any]:
    """Return a value as plain dictionaries, lists, texts and whole numbers.

    Exact numbers become texts such as "2/3". What is None is left out, and with
    `defaults=False` everything that is as it would be anyway.
    """
    kind: type = type(value)
    dumped = _adapter(kind).dump_python(
        (value,), mode="json", exclude_none=True, exclude_defaults=not defaults
    )
    result: dict[str, Any] = dumped[0]
    return result


def json_schema(kind: type) -> dict[str, Any]:
    """Return the JSON Schema of a value's file form."""
    schema = _adapter(kind).json_schema()
    first: dict[str, Any] = schema.pop("prefixItems")[0]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **first,
        "$defs": schema.get("$defs", {}),
    }


def json_pointer(path: Iterable[str | int]) -> str:
    """Return a path as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def _pointer(path: DataPath) -> str:
    return f"#{json_pointer(path)}"


def _validated(kind: type, data: object, locate: Locate) -> Any:  # noqa: ANN401 - the caller's kind
    try:
        return _adapter(kind).validate_python((data,))[0]
    except ValidationError as refused:
        errors = refused.errors(include_url=False, include_context=True)
        raise InputError(_problem(error, locate) for error in errors) from refused


def _problem(error: ErrorDetails, locate: Locate) -> Problem:
    path = tuple(error["loc"][1:])
    file, place = locate(path)
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")
    what, mend = _MENDS.get(error["type"], ("", ""))
    if not what:
        message = error["msg"]
        what = f"`{key}`: {message[:1].lower()}{message[1:]}"
        given = error["input"]
        if isinstance(given, str | int) and len(str(given)) < 60:  # noqa: PLR2004 - fits a line
            what += f", not {given!r}"
    return Problem(file=file, place=place, what=what.format(key=key), mend=mend)
