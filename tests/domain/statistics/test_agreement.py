"""Agreement of raters: published examples, and what may change without changing it."""

from collections.abc import Sequence
from fractions import Fraction as F
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.domain.statistics.agreement import (
    Metric,
    krippendorff_alpha,
    r_wg,
    r_wg_j,
)

FIVE = (1, 2, 3, 4, 5)
NPLF = (F(0), F(1, 3), F(2, 3), F(1))

KRIPPENDORFF = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""Four coders, twelve units: Krippendorff (2011), part C."""
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval")

rows = st.lists(st.sampled_from([None, 1, 2, 3, 5]), min_size=6, max_size=6)
tables = st.lists(rows, min_size=2, max_size=5)


class TestRwg:
    def test_five_raters_on_five_points(self) -> None:
        found = r_wg((3, 3, 3, 4, 4), FIVE)
        assert found is not None
        assert found.raw == found.value == F(85, 100)

    def test_one_answer_is_full_agreement_and_an_even_spread_is_none(self) -> None:
        full, even = r_wg((4, 4, 4), FIVE), r_wg((1, 2, 3, 4, 5) * 1000, FIVE)
        assert full is not None
        assert full.value == 1
        assert even is not None
        assert even.raw == 1 - F(5000, 4999)

    def test_a_rift_is_below_zero_raw_and_zero_by_convention(self) -> None:
        found = r_wg((1, 1, 5, 5), FIVE)
        assert found is not None
        assert (found.raw, found.value) == (1 - F(16, 3) / 2, 0)

    def test_the_chance_of_unequal_steps_is_their_own(self) -> None:
        # 0, 1, 4: the mean is 5/3, and their variance (25 + 4 + 49)/9/3 = 26/9.
        found = r_wg((0, 1), (0, 1, 4))
        assert found is not None
        assert found.raw == 1 - F(1, 2) / F(26, 9)

    @given(st.lists(st.integers(0, 3), min_size=2, max_size=9), st.randoms())
    def test_ranks_or_x_forwards_or_reversed_in_any_order(
        self, ranks: list[int], chance: Random
    ) -> None:
        found = r_wg(ranks, range(4))
        assert r_wg([NPLF[rank] for rank in ranks], NPLF) == found
        assert r_wg([1 - NPLF[rank] for rank in ranks], NPLF) == found
        chance.shuffle(ranks)
        assert r_wg(ranks, range(4)) == found

    def test_of_one_rater_nothing_is_said(self) -> None:
        assert r_wg((3,), FIVE) is None
        assert r_wg((), FIVE) is None

    @pytest.mark.parametrize(("ratings", "options"), [((6, 6), FIVE), ((3, 3), (3, 3))])
    def test_what_is_no_choice_among_options_is_refused(
        self, ratings: Sequence[int], options: Sequence[int]
    ) -> None:
        with pytest.raises(ValueError, match=r"3, 3|6, 6"):
            r_wg(ratings, options)


class TestRwgJ:
    def test_items_support_each_other(self) -> None:
        found = r_wg_j([(3, 3, 3, 4, 4)] * 10, [FIVE] * 10)
        assert found is not None
        assert found.value == F(850, 865)

    def test_one_item_is_r_wg(self) -> None:
        assert r_wg_j([(2, 3, 5)], [FIVE]) == r_wg((2, 3, 5), FIVE)

    def test_items_may_have_scales_of_their_own(self) -> None:
        by_rank = r_wg_j([(1, 2, 4), (3, 3, 4)], [(1, 2, 3, 4), FIVE])
        by_x = r_wg_j([(F(0), F(1, 3), F(1)), (3, 3, 4)], [NPLF, FIVE])
        assert by_rank == by_x

    @pytest.mark.parametrize(
        ("ratings", "raw"),
        # The variances are 1, 5/3, 2 and 8/3 of chance: 2 (1 − q) / (2 − q) has a pole at 2.
        [((1, 3, 3, 5, 3), 0), ((1, 2, 4, 5), -4), ((1, 3, 5), None), ((1, 1, 5, 5), 5)],
    )
    def test_out_of_range_is_zero(self, ratings: Sequence[int], raw: int | None) -> None:
        found = r_wg_j([ratings] * 2, [FIVE] * 2)
        assert found is not None
        assert (found.raw, found.value) == (raw, 0)

    def test_an_item_of_one_rater_has_to_be_left_out(self) -> None:
        assert r_wg_j([(3, 3), (3,)], [FIVE, FIVE]) is None
        assert r_wg_j([], []) is None


class TestKrippendorff:
    @pytest.mark.parametrize(
        ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
    )
    def test_the_published_example_with_missing_cells(
        self, metric: Metric, published: float
    ) -> None:
        found = krippendorff_alpha(KRIPPENDORFF, metric)
        assert found is not None
        assert round(float(found), 3) == published

    def test_two_coders_of_yes_and_no(self) -> None:
        """Part A of the paper: ten units, and agreement little better than chance."""
        first = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0)
        second = (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
        found = krippendorff_alpha((first, second), "nominal")
        assert found is not None
        assert round(float(found), 3) == 0.095

    @pytest.mark.parametrize("metric", METRICS)
    def test_less_than_chance_is_below_zero_and_perfect_is_one(self, metric: Metric) -> None:
        assert krippendorff_alpha(((1, 2, 3), (1, 2, 3)), metric) == 1
        worse = krippendorff_alpha(((1, 2), (2, 1)), metric)
        assert worse is not None
        assert worse < 0

    @given(tables, st.randoms(), st.sampled_from(METRICS))
    def test_neither_order_nor_a_constant_changes_it(
        self, table: list[list[int | None]], chance: Random, metric: Metric
    ) -> None:
        found = krippendorff_alpha(table, metric)
        moved = [[None if cell is None else cell + 7 for cell in row] for row in table]
        chance.shuffle(moved)
        columns = list(zip(*moved, strict=True))
        chance.shuffle(columns)
        assert krippendorff_alpha(list(zip(*columns, strict=True)), metric) == found

    @given(tables)
    def test_ordinal_sees_only_the_order(self, table: list[list[int | None]]) -> None:
        stretched = [[None if cell is None else 3**cell for cell in row] for row in table]
        assert krippendorff_alpha(stretched, "ordinal") == krippendorff_alpha(table, "ordinal")

    @pytest.mark.parametrize(
        "table", [(), ((1, 2, 3),), ((1, None), (None, 2)), ((1, 1), (1, 1))],
        ids=["nobody", "one coder", "no pair", "no difference"],
    )  # fmt: skip
    def test_where_nothing_varies_nothing_is_said(self, table: tuple[tuple[int, ...], ...]) -> None:
        assert krippendorff_alpha(table, "interval") is None

    def test_rows_of_different_length_are_refused(self) -> None:
        with pytest.raises(ValueError, match="zip"):
            krippendorff_alpha(((1, 2), (1,)), "nominal")
