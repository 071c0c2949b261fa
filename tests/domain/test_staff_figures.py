"""What is released of a survey, and the figures and changes that are worked out from it."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

from maturity_app.domain.questionnaire import Condition
from maturity_app.domain.release import Release, release
from maturity_app.domain.scoring import score
from maturity_app.domain.staff import Response
from maturity_app.domain.staff_change import StaffChange, staff_changes
from maturity_app.domain.staff_figures import NodeFigure, node_figures
from tests.building import dimension, item, questionnaire
from tests.staffing import SMALL, at_random, said_by, survey_of


def figures(told: Release) -> dict[str, NodeFigure]:
    return {figure.node.id: figure for figure in node_figures(told)}


def test_a_dimension_is_the_mean_of_its_items_and_says_how_far_those_missing_could_move_it() -> (
    None
):
    people = said_by("", *["NPFLLLL"] * 4, *["FFLPPPP"] * 4)
    told = release(survey_of(people, {}, headcount=10))
    lead = figures(told)["lead"]
    assert [told.items[f"lead-{n}"].whole for n in (1, 2, 3)] != [None] * 3
    assert lead.index == F(F(1, 2) + F(2, 3) + F(5, 6), 3)
    assert (lead.low, lead.high) == (F(8, 10) * lead.index, F(8, 10) * lead.index + F(2, 10))
    assert (lead.told, lead.asked, lead.fewest, lead.most) == (3, 3, 8, 8)


def test_with_nothing_left_out_it_is_the_mean_of_peoples_own_scores() -> None:
    people = at_random({"": 20}, 5, 0)
    own = [score(SMALL, response.answers).nodes["try"].index or F(0) for response in people]
    told = release(survey_of(people, {}))
    assert figures(told)["try"].index == sum(own, F(0)) / len(own)
    mean = sum(own, F(0)) / 20
    variance = sum(((x - mean) ** 2 for x in own), F(0)) / 19
    points = told.spreads["try"].points
    assert abs(points**2 - variance * 100**2) <= 2 * points * F(5, 100) + 1


def test_a_dimension_of_which_half_is_not_told_has_no_figure() -> None:
    people = said_by("", *["NPL__PL"] * 4, *["LPF__LP"] * 5)
    told = figures(release(survey_of(people, {})))
    assert told["try"].index is not None, "two of four"
    few = said_by("", *["NPL___L"] * 4, *["LPF___P"] * 5)
    assert figures(release(survey_of(few, {})))["try"].index is None


def test_roles_are_compared_on_what_is_told_of_each() -> None:
    managers = said_by("Manager", *["FLFLLFF"] * 3, *["LFLFFL_"] * 4, "FFLLFF_")
    others = said_by("Staff", *["NPPPNPN"] * 6, *["PNNNPNL"] * 6)
    told = release(survey_of([*managers, *others], {"Manager": 9, "Staff": 20}))
    tried = figures(told)["try"]
    assert "Manager" not in told.items["try-4"].roles, "three answered"
    assert (tried.common, tried.ends) == (3, ("Manager", "Staff"))
    assert tried.roles["Staff"] == F(1, 6)
    assert tried.gap == tried.roles["Manager"] - F(1, 6)


def test_how_many_saw_an_item_does_not_tell_the_answer_that_shows_it() -> None:
    shown = Condition(item="lead-1", options=("fully",))
    asked = item("lead-2", answers="nplf", show_when=shown)
    node = dimension("lead", (None,), rule=None)
    definition = questionnaire(replace(node, items=(*node.items, asked)), headline=None)

    def survey(first: str) -> Release:
        people = [
            Response(chosen={"lead-1": one, "lead-2": two})
            for one, two in zip(
                [first, *["fully"] * 6], ["not", "largely"] * 3 + ["not"], strict=True
            )
        ]
        return release(survey_of(people, {}, definition=definition))

    assert survey("partially").items["lead-1"].counts is None, "seven answered"
    assert survey("partially").items["lead-2"].whole is None, "six of them, so all but one: Fully"


# --- two waves ---------------------------------------------------------------------------


def changes(earlier: Release, later: Release) -> dict[str, StaffChange]:
    return {change.node.id: change for change in staff_changes(earlier, later)}


def wave(people: list[Response], **about: object) -> Release:
    return release(survey_of(people, {}, **about))  # type: ignore[arg-type]  # as named there


def test_a_change_has_an_interval_where_eight_answered_in_each_wave() -> None:
    low = said_by("", *["NPNPNPN", "PNPNPNP", "NNPPNNL"] * 5)
    high = said_by("", *["FLFLFLF", "LFLFLFL", "FFLLFFP"] * 5)
    before = wave(low, label="Spring 2026", day=date(2026, 4, 1))
    change = changes(before, wave(high))["try"]
    assert change.interval is not None
    assert change.interval.low < change.difference < change.interval.high  # type: ignore[operator]  # there is one
    assert change.is_beyond_chance
    few = changes(before, wave(high[:7]))["try"]
    assert few.difference is not None
    assert (few.interval, few.is_beyond_chance) == (None, None)


def test_a_change_is_taken_on_items_that_are_told_in_both_waves() -> None:
    before = wave(said_by("", *["NPL__PL", "LPF__LN"] * 5))
    after = wave(said_by("", *["NPLFPPL", "LPFLFLN"] * 5))
    found = changes(before, after)
    assert (found["lead"].common, found["try"].common) == (2, 2), "all say Partially to lead-2"
    assert found["try"].difference is None, "two of four are too few"
    assert found["lead"].difference is None, "two of three are below 70 %"
