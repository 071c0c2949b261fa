"""The pace of answering: the middle gap between answers, and what it foretells."""

from datetime import UTC, datetime, timedelta

from maturity_app.domain.assessment import Answer
from maturity_app.domain.pace import pace, time_left
from tests.building import assessment, full_questionnaire

MORNING = datetime(2026, 10, 16, 9, 0, tzinfo=UTC)


def moments(*gaps: int) -> list[datetime]:
    """Return moments so many seconds apart."""
    result = [MORNING]
    for gap in gaps:
        result.append(result[-1] + timedelta(seconds=gap))
    return result


def test_the_middle_gap_is_the_pace_whatever_single_answers_took() -> None:
    assert pace(moments(10, 20, 20, 20, 30, 30, 30, 240, 40)) == timedelta(seconds=30)


def test_nothing_is_said_before_there_are_enough_answers() -> None:
    assert pace(moments(*[30] * 7)) is None
    assert pace(moments(*[30] * 8)) == timedelta(seconds=30)


def test_no_question_is_reckoned_to_take_less_than_it_takes_to_read_it() -> None:
    assert pace(moments(*[2] * 30)) == timedelta(seconds=15)


def test_a_break_counts_neither_as_slow_nor_as_an_answer() -> None:
    night, lunch = 15 * 3600, 300
    assert pace(moments(*[30] * 4, night, *[30] * 3, lunch)) is None
    assert pace(moments(*[30] * 4, night, *[30] * 4)) == timedelta(seconds=30)


def test_answers_that_came_all_at_once_are_no_pace() -> None:
    assert pace([MORNING] * 80) is None


def test_time_left_is_the_pace_times_what_is_open() -> None:
    given = {
        f"practice-1-{n}": Answer(state="answered", option="fully", answered_at=moment)
        for n, moment in enumerate(moments(*[30] * 7), start=1)
    }
    record = assessment(full_questionnaire(), given)
    assert time_left(record, 20) is None
    ninth = Answer(state="dont_know", answered_at=moments(*[30] * 8)[-1])
    assert time_left(record.with_answer("practice-2-1", ninth), 20) == timedelta(minutes=10)
