from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any, get_args, get_type_hints

import pytest

from maturity_app.domain import assessment, questionnaire
from maturity_app.domain import fields as kinds
from maturity_app.storage import values
from maturity_app.storage.values import loose_values

# Answers hold texts, options are computed, and `by` is a word in one of its rules.
NOT_READ = (assessment.Answer, questionnaire.Option)
AMBIGUOUS = {"by", "format"}


def named(kind: type) -> Iterator[str]:
    """Yield the names of the domain's fields that hold a kind of value, or None."""
    for module in (assessment, kinds, questionnaire):
        for holder in vars(module).values():
            if _is_read(holder) and holder.__module__ == module.__name__:
                hints = get_type_hints(holder)
                yield from (f.name for f in fields(holder) if kind in _alternatives(hints[f.name]))


def _is_read(holder: object) -> bool:
    return isinstance(holder, type) and is_dataclass(holder) and holder not in NOT_READ


def _alternatives(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a type as typing has it
    return get_args(hint) or (hint,)


@pytest.mark.parametrize(
    ("kind", "known"),
    [(Fraction, values._EXACT), (int, values._WHOLE), (date, values._DAYS)],  # noqa: SLF001
)
def test_every_number_and_date_of_the_domain_is_looked_at(
    kind: type, known: frozenset[str]
) -> None:
    assert set(named(kind)) - AMBIGUOUS == known


@pytest.mark.parametrize("good", [1, 0, "2/3", "0.1", "-5", "+1", "999999999999", "1/3000"])
def test_numbers_people_write_are_taken(good: object) -> None:
    assert list(loose_values({"weight": good})) == []


@pytest.mark.parametrize("bad", [True, "1e9", "1/0", " 1", "", "nan", "1_000", 10**15, "1" * 13])
def test_what_is_no_number_or_endless_is_told(bad: object) -> None:
    ((path, what, _),) = loose_values({"tree": {"weight": bad}})
    assert path == ("tree", "weight")
    assert what.startswith("`weight` is no number: ")


def test_texts_called_like_numbers_are_left_alone() -> None:
    data = {
        "answers": {"x": {"value": "1e9", "date": "soon"}},
        "questionnaire": {"tree": {"items": [{"anchors": {"value": "much", "min": "little"}}]}},
    }
    assert list(loose_values(data)) == []
