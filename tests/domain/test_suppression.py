"""The small-group rules one by one; two tests in tests/reports attack what comes out of them."""

from collections.abc import Mapping
from fractions import Fraction as F

import pytest

from maturity_app.domain.suppression import Told, told_of, told_sizes
from maturity_app.domain.tally import Tally, third_of


def tally(*counts: int) -> Tally:
    """Return how often Not, Partially, Largely and Fully were chosen."""
    return Tally(values=(F(0), F(1, 3), F(2, 3), F(1)), counts=counts)


def told(groups: Mapping[str, Tally]) -> Told:
    """Return what is told where every role with a name may be."""
    return told_of(groups, [role for role in groups if role])


MANY = tally(20, 20, 20, 20)


@pytest.mark.parametrize(
    ("counts", "third"),
    [((4, 0, 0, 0), None), ((1, 1, 1, 1), None), ((5, 0, 0, 0), "lower"), ((1, 2, 1, 1), "middle"),
     ((0, 0, 0, 7), "upper"), ((0, 7, 0, 0), "middle"), ((2, 4, 0, 1), "middle")],
)  # fmt: skip
def test_of_five_to_seven_only_the_third_of_the_scale_is_told(
    counts: tuple[int, ...], third: str | None
) -> None:
    assert told({"a": tally(*counts)}) == Told(whole=third)  # type: ignore[arg-type]  # one of three


@pytest.mark.parametrize("counts", [(1, 2, 2, 3), (0, 0, 0, 8), (0, 8, 0, 0), (7, 1, 0, 0)])
def test_of_eight_all_is_told_even_where_they_say_the_same(counts: tuple[int, ...]) -> None:
    assert told({"a": tally(*counts)}) == Told(whole=tally(*counts), exact=frozenset("a"))


@pytest.mark.parametrize("n", [5, 6, 7, 8, 12])
def test_each_third_leaves_two_sums_of_two_answers(n: int) -> None:
    thirds = [third_of(F(total, n)) for total in range(n + 1)]
    assert thirds == sorted(thirds, key=("lower", "middle", "upper").index)
    assert min(thirds.count(third) for third in ("lower", "middle", "upper")) >= 2


def test_what_is_left_over_is_eight_or_more_too() -> None:
    three, six, nine = tally(1, 1, 1, 0), tally(2, 2, 1, 1), tally(3, 2, 2, 2)
    assert told({"a": three, "b": MANY}).exact == frozenset(), "all less b would be a"
    assert told({"a": three, "b": MANY, "": six}).exact == {"b"}
    assert told({"a": six, "b": nine, "c": MANY}).exact == {"c"}
    assert told({"b": nine, "c": MANY}).exact == {"b", "c"}
    assert told({"a": tally(0, 0, 0, 0), "b": nine, "c": MANY}).exact == {"b", "c"}


def test_a_third_is_told_only_where_it_could_not_tell_more_whatever_they_said() -> None:
    six = tally(2, 2, 1, 1)
    assert told({"a": six, "b": MANY}).thirds["a"] == "middle"
    nearly = told({"a": tally(6, 0, 0, 0), "b": tally(28, 0, 0, 2)})
    assert nearly.thirds["b"] == "lower", "this follows from all alike"
    assert "a" not in nearly.thirds, "two Fully would be one of two edges"


def test_a_third_that_follows_from_the_whole_is_told() -> None:
    alike = told({"a": tally(0, 0, 0, 5), "b": tally(0, 0, 0, 4)})
    assert (alike.whole, alike.thirds) == (tally(0, 0, 0, 9), {"a": "upper"})


def test_how_many_took_part_is_not_told_of_few_nor_worked_out() -> None:
    assert told_sizes({"a": 3, "b": 9, "c": 30}, "abc") == {"c"}
    assert told_sizes({"a": 3, "b": 9, "c": 30, "": 2}, "abc") == {"b", "c"}
    assert told_sizes({"a": 0, "b": 9}, "ab") == frozenset(), "nobody of a took part"
    assert told_sizes({"a": 5, "b": 9}, "ab") == {"a", "b"}
    assert told_sizes({"a": 5, "b": 9, "": 1}, "ab") == {"b"}
