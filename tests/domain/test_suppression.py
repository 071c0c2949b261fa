"""The small-group rules one by one; tests/reports/test_staff_attack.py attacks what comes out."""

from fractions import Fraction as F

import pytest

from maturity_app.domain.suppression import (
    tells_distribution,
    tells_mean,
    told_groups,
    told_sizes,
)
from maturity_app.domain.tally import Tally, is_settled_among


def tally(*counts: int) -> Tally:
    """Return how often Not, Partially, Largely and Fully were chosen."""
    return Tally(values=(F(0), F(1, 3), F(2, 3), F(1)), counts=counts)


MANY = tally(20, 20, 20, 20)


@pytest.mark.parametrize(
    ("counts", "mean", "distribution"),
    [
        ((1, 1, 1, 1), False, False),
        ((1, 2, 1, 1), True, False),
        ((1, 2, 2, 2), True, False),
        ((1, 2, 2, 3), True, True),
        ((0, 0, 0, 30), False, False),
        ((0, 30, 0, 0), False, False),
        ((29, 1, 0, 0), True, True),
    ],
)
def test_five_make_a_mean_and_eight_a_distribution_unless_all_say_the_same(
    counts: tuple[int, ...], *, mean: bool, distribution: bool
) -> None:
    assert tells_mean(tally(*counts)) is mean
    assert tells_distribution(tally(*counts)) is distribution


def test_a_mean_of_few_that_leaves_one_way_to_answer_is_their_distribution() -> None:
    assert not tells_mean(tally(5, 1, 0, 0)), "one Partially, five Not: nothing else fits"
    assert tells_mean(tally(4, 2, 0, 0)), "or one Largely, five Not"
    assert tells_mean(tally(7, 1, 0, 0)), "of eight the distribution may be told"


def test_means_do_not_give_away_a_distribution_beside_that_of_all() -> None:
    six, ten = tally(4, 2, 0, 0), tally(5, 5, 0, 0)
    assert is_settled_among(six, [ten]), "nobody said Largely"
    assert told_groups({"a": six, "b": ten}, "ab", six.with_(ten)) == frozenset()
    others = tally(0, 0, 2, 4), tally(6, 5, 1, 0)
    assert is_settled_among(tally(0, 0, 2, 4), others), "all who said Fully are in two groups"
    assert not is_settled_among(tally(1, 1, 2, 2), [tally(2, 2, 3, 3), MANY])


def test_what_is_left_over_is_held_to_the_rules_too() -> None:
    some = tally(2, 2, 1, 1)
    groups = {"a": tally(1, 1, 1, 0), "b": some, "c": MANY}
    whole = tally(23, 23, 22, 21)
    assert told_groups(groups, groups, whole) == {"c"}, "all less b and c would be a"
    four = {**groups, "d": tally(1, 1, 0, 0)}
    assert told_groups(four, four, tally(24, 24, 22, 21)) == {"b", "c"}, "a and d are five"
    assert told_groups({"b": some, "c": MANY}, ["b", "c"], tally(22, 22, 21, 21)) == {"b", "c"}


def test_a_group_all_alike_is_not_worked_out_either() -> None:
    groups = {"a": tally(0, 0, 0, 9), "b": tally(3, 3, 3, 1), "c": tally(5, 4, 3, 2)}
    assert told_groups(groups, groups, tally(8, 7, 6, 12)) == {"c"}
    assert not told_groups(groups, groups, tally(0, 0, 0, 33)), "nothing of an item all agree on"


def test_how_many_took_part_is_not_told_of_few_nor_worked_out() -> None:
    assert told_sizes({"a": 3, "b": 9, "c": 30}, "abc") == {"c"}
    assert told_sizes({"a": 3, "b": 9, "c": 30, "": 2}, "abc") == {"b", "c"}
    assert told_sizes({"a": 0, "b": 9}, "ab") == frozenset(), "nobody of a took part"
    assert told_sizes({"a": 5, "b": 9}, "ab") == {"a", "b"}
    assert told_sizes({"a": 5, "b": 9, "": 1}, "ab") == {"b"}
