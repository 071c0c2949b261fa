"""Differences of two waves, several tests at once, and the error of one measure."""

import math
from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_app.domain.fields import Precision
from maturity_app.domain.statistics.change import (
    Lacking,
    Sample,
    critical_change,
    holm,
    measurement_error,
    reliable_change,
    sample_of,
    welch_difference,
)

# Student's sleep data (1908), hours gained with either drug; R's t.test(extra ~ group, sleep).
FIRST = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
SECOND = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)

waves = st.lists(st.integers(0, 10), min_size=2, max_size=12)


class TestWelch:
    def test_a_textbook_example(self) -> None:
        found = welch_difference(sample_of(FIRST), sample_of(SECOND))
        assert found.interval is not None
        assert float(found.difference or 0) == pytest.approx(1.58)
        assert found.df == pytest.approx(17.776474, abs=1e-6)
        assert found.p == pytest.approx(0.07939414, abs=1e-8)
        assert found.interval.low == pytest.approx(-0.2054832, abs=1e-7)
        assert found.interval.high == pytest.approx(3.3654832, abs=1e-7)

    def test_half_of_the_people_by_hand(self) -> None:
        # s² is 5/2 and 10; over 5, and times 1 − 5/10, that is 1/4 and 1.
        found = welch_difference(sample_of((1, 2, 3, 4, 5), 10), sample_of((3, 5, 7, 9, 11), 10))
        assert found.difference == 4
        assert found.df == pytest.approx((5 / 4) ** 2 / (1 / 64 + 1 / 4))
        assert found.interval is not None
        half = (found.interval.high - found.interval.low) / 2
        # Student's t for 5.882353 degrees of freedom is 2.458824 at 0.975.
        assert half == pytest.approx(2.458824 * math.sqrt(5 / 4), abs=1e-6)

    def test_where_everyone_answered_the_difference_is_known(self) -> None:
        found = welch_difference(sample_of((1, 2, 3), 3), sample_of((2, 2, 4, 4), 4))
        assert found.interval is not None
        assert (found.interval.low, found.interval.high) == (1, 1)
        assert (found.p, found.df, found.lacking) == (None, None, None)

    @settings(deadline=None, max_examples=50)
    @given(waves, waves, st.integers(-5, 5))
    def test_a_constant_moves_only_the_difference(
        self, earlier: list[int], later: list[int], constant: int
    ) -> None:
        found = welch_difference(sample_of(earlier, 40), sample_of(later, 40))
        moved = welch_difference(
            sample_of(earlier, 40), sample_of([value + constant for value in later], 40)
        )
        assert moved.difference == (found.difference or 0) + constant
        assert (moved.df, moved.lacking) == (found.df, found.lacking)

    @settings(deadline=None, max_examples=50)
    @given(waves, waves)
    def test_half_of_all_people_make_it_narrower_by_the_root_and_all_of_them_nothing(
        self, earlier: list[int], later: list[int]
    ) -> None:
        def width(times: int | None) -> float | None:
            first, second = (
                sample_of(wave, times and times * len(wave)) for wave in (earlier, later)
            )
            found = welch_difference(first, second).interval
            return None if found is None else found.high - found.low

        endless, twice = width(None), width(2)
        assert (twice is None) == (endless is None)
        if twice is not None and endless is not None:
            assert twice == pytest.approx(endless * math.sqrt(1 / 2))
        assert width(1) == 0

    @pytest.mark.parametrize(
        ("earlier", "later", "lacking"),
        [
            (sample_of(()), sample_of((1, 2)), "too_few"),
            (sample_of((1,), 1), sample_of((1, 2)), "too_few"),
            (sample_of((1, 2, 2), 2), sample_of((1, 2)), "more_than_population"),
            (sample_of((2, 2, 2), 9), sample_of((3, 3, 3), 9), "no_spread"),
            (sample_of((1, 2, 3), 3), sample_of((3, 3, 3), 9), "no_spread"),
        ],
    )
    def test_why_there_is_no_interval(
        self, earlier: Sample, later: Sample, lacking: Lacking
    ) -> None:
        found = welch_difference(earlier, later)
        assert (found.lacking, found.interval, found.p, found.df) == (lacking, None, None, None)
        assert (found.difference is None) == (earlier.n == 0)

    def test_one_wave_without_spread_leaves_that_of_the_other(self) -> None:
        found = welch_difference(sample_of((2, 2, 2)), sample_of((1, 3, 5, 7)))
        assert found.df == pytest.approx(3)

    @pytest.mark.parametrize("confidence", [0, 1, 95])
    def test_a_confidence_is_a_share(self, confidence: float) -> None:
        with pytest.raises(ValueError, match=str(confidence)):
            welch_difference(sample_of((1, 2)), sample_of((1, 2)), confidence)


class TestHolm:
    def test_the_example_of_r(self) -> None:
        # Its p.adjust, of method "holm", for the same five.
        assert holm((0.01, 0.02, 0.03, 0.04, 0.05)) == pytest.approx((0.05, 0.08, 0.09, 0.09, 0.09))

    def test_each_stays_in_its_place_and_what_was_not_tested_does_not_count(self) -> None:
        assert holm((0.04, None, 0.01, 0.9, 0.03)) == (
            pytest.approx(0.09), None, pytest.approx(0.04), 0.9, pytest.approx(0.09),
        )  # fmt: skip
        assert holm(()) == ()

    @given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
    def test_none_gets_smaller_and_the_order_stays(self, given_values: list[float]) -> None:
        adjusted = [p or 0 for p in holm(given_values)]
        assert all(q >= p for p, q in zip(given_values, adjusted, strict=True))
        assert max(adjusted) <= 1
        by_given = sorted(range(len(adjusted)), key=lambda place: given_values[place])
        assert [adjusted[place] for place in by_given] == sorted(adjusted)

    def test_what_is_no_probability_is_refused(self) -> None:
        for wrong in (1.5, math.nan):
            with pytest.raises(ValueError, match=str(wrong)):
                holm((0.1, wrong))


class TestReliableChange:
    PRECISION = Precision(reliability=F("0.84"), sd=F("0.12"))

    def test_the_critical_change(self) -> None:
        assert measurement_error(0.7, 0.84) == pytest.approx(0.28)
        assert critical_change(0.7, 0.84) == pytest.approx(0.77612, abs=1e-6)

    @pytest.mark.parametrize(
        ("later", "verdict"), [("0.74", True), ("0.73", False), ("0.46", True), ("0.6", False)]
    )
    def test_a_difference_is_held_against_it_either_way(self, later: str, *, verdict: bool) -> None:
        found = reliable_change(F("0.6"), F(later), self.PRECISION)
        assert found.critical == pytest.approx(1.96 * math.sqrt(2) * 0.12 * 0.4)
        assert found.difference == F(later) - F("0.6")
        assert found.is_reliable is verdict

    def test_it_is_decided_exactly_on_the_border(self) -> None:
        # √2 · √(1 − 1/2) is 1, so that the critical change is 0.196 and not a digit more.
        precise = Precision(reliability=F(1, 2), sd=F(1, 10))
        assert not reliable_change(F(0), F("0.196"), precise).is_reliable
        assert reliable_change(F(0), F("0.1960000000000000000001"), precise).is_reliable

    @pytest.mark.parametrize(("sd", "reliability"), [(-1, 0.5), (1, 1.5), (1, -0.1)])
    def test_what_cannot_be_is_refused(self, sd: float, reliability: float) -> None:
        with pytest.raises(ValueError, match=str(reliability)):
            critical_change(sd, reliability)
