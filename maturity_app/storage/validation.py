"""Files' content validated straight into the domain's values, every problem reported."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.staff import Response, StaffSurvey
from maturity_app.storage.problems import DataPath, InputError, Problem
from maturity_app.storage.refusals import wording_of
from maturity_app.storage.values import deepest_excess, loose_values

Locate = Callable[[DataPath], tuple[str, str]]
"""From a path in the data to (file, place)."""

_CONFIG = ConfigDict(extra="forbid", str_strip_whitespace=False)
_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    # The domain's values are plain dataclasses, which take their configuration from what
    # holds them; a tuple of one is the smallest holder there is.
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(tuple[kind], config=_CONFIG)  # type: ignore[valid-type]
    return _ADAPTERS[kind]


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


def staff_survey_from(data: object, locate: Locate) -> StaffSurvey:
    """Return the staff survey in parsed data.

    Raises:
        InputError: with every place where the data does not fit.

    """
    result: StaffSurvey = _validated(StaffSurvey, data, locate)
    return result


def mapping_from(data: object, locate: Locate) -> VersionMapping:
    """Return the mapping between versions in parsed data.

    Raises:
        InputError: with every place where the data does not fit.

    """
    result: VersionMapping = _validated(VersionMapping, data, locate)
    return result


def answer_from(data: object) -> Answer:
    """Return an answer the library stored.

    Raises:
        InputError: it does not fit, which only a changed library can bring about.

    """
    result: Answer = _validated(Answer, data, lambda path: ("library", _pointer(path)))
    return result


def plain(
    value: Answer | Assessment | Questionnaire | Response | StaffSurvey,
    *,
    defaults: bool = True,
    without: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Return a value as plain dictionaries, lists, texts and whole numbers.

    Exact numbers become texts such as "2/3". What is None is left out, what `without` names,
    and with `defaults=False` everything that is as it would be anyway.
    """
    dumped = _adapter(type(value)).dump_python(
        (value,),
        mode="json",
        exclude={0: set(without)},
        exclude_none=True,
        exclude_defaults=not defaults,
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


def without_echoes(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problem of each place; a second one there mostly follows from it."""
    seen: set[tuple[str, str]] = set()
    for problem in problems:
        if (problem.file, problem.place) not in seen:
            seen.add((problem.file, problem.place))
            yield problem


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems from the top of each file to its end."""
    listed = list(problems)
    files = list(dict.fromkeys(problem.file for problem in listed))
    return sorted(
        listed,
        key=lambda p: (files.index(p.file), int(p.place) if p.place.isdecimal() else 0),
    )


def _pointer(path: DataPath) -> str:
    return f"#{json_pointer(path)}"


def _validated(kind: type, data: object, locate: Locate) -> Any:  # noqa: ANN401 - the caller's kind
    too_deep = deepest_excess(data)
    if too_deep is not None:
        deep = said("entries are nested too deeply")
        raise InputError([_at(locate, too_deep, deep, said("use fewer levels of groups"))])
    loose = [] if kind is Answer else [_at(locate, *found) for found in loose_values(data)]
    result = None
    try:
        result = _adapter(kind).validate_python((data,))[0]
    except ValidationError as refused:
        for error in refused.errors(include_url=False, include_context=True):
            path = tuple(error["loc"][1:])
            what, mend = wording_of(error, path, in_json=locate(path)[1].startswith("#"))
            if what:
                loose.append(_at(locate, path, what, mend))
    if loose:
        raise InputError(in_order(without_echoes(loose)))
    return result


def _at(locate: Locate, path: DataPath, what: str, mend: str) -> Problem:
    file, place = locate(path)
    return Problem(file=file, place=place, what=what, mend=mend)
