"""A staff survey in words: how many answered, and how much a report can say of each role."""

from fractions import Fraction
from typing import NamedTuple

from maturity_app.domain.staff import StaffSurvey
from maturity_app.domain.suppression import (
    FEWEST_FOR_MEAN,
    FEWEST_FOR_THIRD,
    told_means,
    told_sizes,
)
from maturity_app.wording import Wording


class RoleLine(NamedTuple):
    """A role: how many people have it, how many of them answered, and what can be told of it."""

    name: str
    people: str
    answered: str
    told: str


def role_lines(survey: StaffSurvey, w: Wording) -> list[RoleLine]:
    """Return a line for each role, by how many answered alone, as a report decides it.

    A role of which a report will not tell how many answered looks the same here whether it has
    fewer than five or is kept back so that another one of fewer can't be worked out.
    """
    sizes = survey.role_counts
    counted = told_sizes(sizes, survey.roles)
    exact = told_means(sizes, counted)
    nothing, few = w("nothing so far: too few of it or of the others answered"), w("not told")
    if len(survey.responses) < FEWEST_FOR_THIRD:
        nothing, few = w("nothing so far"), w("fewer than {fewest}", fewest=FEWEST_FOR_THIRD)
    lines = []
    for role, people in survey.roles.items():
        answered = str(sizes[role]) if role in counted else few
        if people < FEWEST_FOR_THIRD:
            told = w("nothing: too few have it")
        elif role in exact:
            told = w("figures")
        elif role in counted and sizes[role] < FEWEST_FOR_MEAN:
            told = w("coarse: at most a third of the scale")
        elif role in counted:
            # Of an item that not all of them answered a third may be told.
            told = w("coarse: at most a third of the scale, of some items")
        else:
            told = nothing
        lines.append(RoleLine(role, str(people), answered, told))
    return lines


def role_hint(people: int, w: Wording) -> str:
    """Return how little can be told of a role that so many have; empty where it is enough."""
    if people < FEWEST_FOR_THIRD:
        return w("Too few people have this role for any figure of it.")
    if people < FEWEST_FOR_MEAN:
        return w("Coarse only: a third of the scale, never a figure.")
    return ""


def responses_text(survey: StaffSurvey, w: Wording) -> str:
    """Return how many of those asked have answered."""
    count = len(survey.responses)
    return w(
        "{responses} of {people} people took part, {rate}",
        responses=count,
        people=survey.headcount,
        rate=w.percent(Fraction(count, survey.headcount)),
    )


def state_text(survey: StaffSurvey, w: Wording) -> str:
    """Return whether responses can still be added."""
    if survey.closed:
        return w("Closed: nothing can be added any more.")
    return w("Open: responses can be added.")


def asking_text(survey: StaffSurvey, w: Wording) -> str:
    """Return what the form asks of people, or why it is of no use any more."""
    if survey.closed:
        return w("Off, because what comes back could not be added any more.")
    return w("It asks for the role at most, and nobody for a name.")


def adding_text(survey: StaffSurvey, w: Wording) -> str:
    """Return what becomes of responses that are added, or why none can be."""
    if survey.closed:
        return w(
            "Off, because the survey was closed when its report was written. With one more "
            "response, the difference between two reports would tell that person's answers."
        )
    return w(
        "They can be dropped here too. A file that was taken in before is passed over, one that "
        "names who answered is refused. Comments and free texts are not kept."
    )


def report_text(survey: StaffSurvey, w: Wording) -> str:
    """Return what a report does to the survey, or why there can be none yet."""
    if len(survey.responses) < FEWEST_FOR_THIRD:
        return w("Once {fewest} people have answered there can be a report.",
                 fewest=FEWEST_FOR_THIRD)  # fmt: skip
    if survey.closed:
        return w("However many reports are written of this file, they tell no more than one.")
    return w("The first report closes the survey for good.")
