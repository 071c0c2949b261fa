"""Numbers, dates and lists as each language writes them."""

from datetime import date
from fractions import Fraction as F

import pytest

from maturity_app.domain.said import said, said_plural
from maturity_app.wording import ENGLISH, Wording, wording_for

GERMAN = Wording("de", ",", ".")
FRENCH = Wording("fr", ",", "\N{NARROW NO-BREAK SPACE}")


@pytest.mark.parametrize(("w", "shown"), [(ENGLISH, "66.7"), (GERMAN, "66,7"), (FRENCH, "66,7")])
def test_a_value_has_the_decimal_mark_of_its_language(w: Wording, shown: str) -> None:
    assert w.number(F(200, 3)) == shown
    assert w.number(-F(200, 3)) == f"\N{MINUS SIGN}{shown}"
    assert w.signed(F(200, 3)) == f"+{shown}"
    assert w.level(F(8, 3)) == shown.replace("66", "2").replace("7", "6")
    assert w.percent(F(2, 3)) == "67\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("w", "shown"),
    [(ENGLISH, "12,345"), (GERMAN, "12.345"), (FRENCH, "12\N{NARROW NO-BREAK SPACE}345")],
)
def test_large_counts_are_grouped_in_the_way_of_a_language(w: Wording, shown: str) -> None:
    assert w.said(said_plural("{count:,} one", "{count:,} many", 12345)) == f"{shown} many"
    assert w.said(said("at most {most:,} of {name}", most=12345, name="1,5")) == (
        f"at most {shown} of 1,5"
    )


def test_dates_and_lists_are_in_words() -> None:
    assert ENGLISH.day(date(2026, 10, 1)) == "1 October 2026"
    assert ENGLISH.listed(["a", "b", "c"]) == "a, b and c"
    assert ENGLISH.listed(["a"]) == "a"


def test_a_language_there_is_none_of_is_english() -> None:
    assert wording_for("tlh") is ENGLISH
    assert wording_for("en") is ENGLISH
