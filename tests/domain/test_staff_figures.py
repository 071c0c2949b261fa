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
from maturity_app.domain.statistics.moments import variance
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
    assert (lead.told, lead.asked, lead.fewest) == (3, 3, 8)


def test_with_nothing_left_out_it_is_the_mean_of_peoples_own_scores() -> None:
    people = at_random({"": 20}, 5, 0)
    own = [score(SMALL, response.answers).nodes["try"].index or F(0) for response in people]
    tried = figures(release(survey_of(people, {})))["try"]
    assert tried.index == sum(own, F(0)) / len(own)


def test_the_spread_is_what_peoples_own_scores_lie_apart_at_most() -> None:
    for seed in range(2):
        people = at_random({"": 20}, seed, 0)
        found = figures(release(survey_of(people, {})))
        for node_id in ("lead", "try", "drive"):
            own = [score(SMALL, each.answers).nodes[node_id].index or F(0) for each in people]
            spread = found[node_id].spread
            assert spread is not None
            assert (spread / 100) ** 2 >= variance(own)
    alike = figures(release(survey_of(said_by("", *["NNNNNNN"] * 4, *["FFFFFFF"] * 6), {})))
    assert alike["drive"].spread == F(517, 10), "√(4 · 6 / (10 · 9)), upwards"
    none = figures(release(survey_of(said_by("", *["PPPPPPP"] * 9), {})))
    assert none["drive"].spread == 0


def test_of_a_node_that_is_no_weighted_mean_no_spread_is_told() -> None:
    lead = dimension("lead", (None,) * 3, rule=None, aggregate="min")
    definition = questionnaire(lead, headline=None)
    people = said_by("", *["NPF", "PLL", "LFL"] * 4, definition=definition)
    found = figures(release(survey_of(people, {}, definition=definition)))["lead"]
    assert (found.index is None, found.spread) == (False, None)


def test_a_role_of_six_lies_in_the_third_in_which_all_its_items_lie() -> None:
    managers = said_by("Manager", *["FFFFFFN"] * 3, *["FLFLFFL"] * 3)
    others = said_by("Staff", *["NPPPNPN", "LNFNLNP", "FLNFNFL", "PFLLFLF"] * 5)
    found = figures(release(survey_of([*managers, *others], {"Manager": 9, "Staff": 30})))
    assert found["lead"].thirds["Manager"] == "upper"
    assert "Manager" not in found["try"].thirds, "one of its items lies in the middle"
    assert "Manager" not in found["lead"].roles


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
    assert not told.items["try-4"].roles, "three managers answered"
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
    assert (few.difference, few.interval, few.is_beyond_chance) == (None, None, None)


def test_a_change_is_taken_on_items_that_are_told_in_both_waves() -> None:
    before = wave(said_by("", *["N_L__PL", "L_F__LN"] * 5))
    after = wave(said_by("", *["NPLFPPL", "LPFLFLN"] * 5))
    found = changes(before, after)
    assert (found["lead"].common, found["try"].common) == (2, 2), "nobody answered lead-2"
    assert found["try"].difference is None, "two of four are too few"
    assert found["lead"].difference is None, "two of three are below 70 %"
