"""A problem names its place: exactly for commands, in words for the window."""

import pytest

from maturity_app.storage.problems import Problem
from maturity_app.wording import ENGLISH


@pytest.mark.parametrize(
    ("place", "exactly", "in_words"),
    [
        ("!Start!C13", "anna.xlsx!Start!C13", "anna.xlsx, cell C13 of sheet Start"),
        (
            "!1 Do it! Now!B7",
            "anna.xlsx!1 Do it! Now!B7",
            "anna.xlsx, cell B7 of sheet 1 Do it! Now",
        ),
        ("!Questions", "anna.xlsx!Questions", "anna.xlsx, sheet Questions"),
        ("#/answers/a", "anna.xlsx#/answers/a", "anna.xlsx#/answers/a"),
        ("12", "anna.xlsx:12", "anna.xlsx:12"),
        ("", "anna.xlsx", "anna.xlsx"),
    ],
)
def test_the_window_tells_a_place_in_a_workbook_in_words(
    place: str, exactly: str, in_words: str
) -> None:
    problem = Problem(file="anna.xlsx", place=place, what="there is no role `B`", mend="use A")
    assert str(problem) == f"{exactly}: there is no role `B`; use A"
    told = problem.worded(ENGLISH._replace(is_for_window=True))
    assert told == f"{in_words}: there is no role `B`; use A"
