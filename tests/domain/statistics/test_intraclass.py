"""Intraclass correlations of a published table, and of groups that differ in size."""

from fractions import Fraction as F
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.domain.statistics.intraclass import grouped, rated_targets

SHROUT_FLEISS = (
    (9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7),
)  # fmt: skip
"""Six targets, four judges: Shrout and Fleiss (1979), table 2."""

tables = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=6)


def test_the_published_table() -> None:
    found = rated_targets(SHROUT_FLEISS)
    assert found is not None
    singles = (found.icc_1_1, found.icc_2_1, found.icc_3_1)
    means = (found.icc_1_k, found.icc_2_k, found.icc_3_k)
    assert [round(float(icc or 0), 4) for icc in singles] == [0.1657, 0.2898, 0.7148]
    assert [round(float(icc or 0), 4) for icc in means] == [0.4428, 0.6201, 0.9093]


@given(tables, st.integers(-5, 5), st.randoms())
def test_neither_order_nor_a_constant_changes_them(
    table: list[list[int]], constant: int, chance: Random
) -> None:
    moved = [[cell + constant for cell in row] for row in table]
    chance.shuffle(moved)
    columns = list(zip(*moved, strict=True))
    chance.shuffle(columns)
    assert rated_targets(list(zip(*columns, strict=True))) == rated_targets(table)


@given(tables)
def test_groups_of_one_size_are_targets_of_other_judges_each(table: list[list[int]]) -> None:
    groups, targets = grouped(table), rated_targets(table)
    assert groups is not None
    assert targets is not None
    assert (groups.icc_1, groups.icc_2, groups.size) == (targets.icc_1_1, targets.icc_1_k, 3)


def test_groups_of_unequal_size() -> None:
    # Means 2, 5 and 16/5: between 3 · 36/25 + 2 · 81/25 = 54/5, within 4/3, size 5 − 13/5.
    found = grouped(((1, 2, 3), (4, 6)))
    assert found is not None
    between, within, size = F(54, 5), F(4, 3), F(12, 5)
    assert found.size == size
    assert found.icc_1 == (between - within) / (between + (size - 1) * within)
    assert found.icc_2 == (between - within) / between


def test_one_person_counts_between_groups_but_not_within() -> None:
    found = grouped(((1, 3), (2,), ()))
    assert found is not None
    assert (found.icc_1, found.icc_2) == (-3, None), "the means are alike, the people are not"


def test_where_nothing_varies_nothing_is_said() -> None:
    alike, equal = rated_targets(((2, 2), (2, 2))), grouped(((2, 2), (2, 2)))
    assert alike is not None
    assert {alike.icc_1_1, alike.icc_2_1, alike.icc_3_1, alike.icc_1_k} == {None}
    assert equal is not None
    assert (equal.icc_1, equal.icc_2) == (None, None)


@pytest.mark.parametrize("table", [(), ((1, 2),), ((1,), (2,))])
def test_too_little_is_no_answer(table: tuple[tuple[int, ...], ...]) -> None:
    assert rated_targets(table) is None
    assert grouped(table) is None
