"""An organisation summed up: which records count, where, and on what they are compared."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from maturity_app.domain.assessment import (
    Answer,
    Assessment,
    Assessor,
    Branch,
    Source,
    Unit,
    Wave,
)
from maturity_app.domain.mapping import MappedItem, VersionMapping
from maturity_app.domain.questionnaire import Node, Questionnaire
from maturity_app.domain.rollup import BranchScores, Choice, RollUp, roll_up
from maturity_app.domain.scoring import score_assessment
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    group,
    item,
    questionnaire,
    random_answers,
)

ONE = questionnaire(group("drive", dimension("practice", (1, 1, 2, 2))))
TOP, NORTH, SOUTH = (Branch(id=name.lower(), name=name) for name in ("Top", "North", "South"))


def record(
    unit: str,
    letters: str = "FFNN",
    *within: Branch,
    year: int = 2026,
    definition: Questionnaire = ONE,
    **changes: object,
) -> Assessment:
    whole = replace(
        assessment(definition, answers(practice=letters)),
        id=f"{unit}-{year}",
        unit=Unit(id=unit, name=unit.title(), within=within),
        wave=Wave(label=f"Spring {year}", date=date(year, 4, 1)),
        status="signed_off",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # the caller names the fields


def branch(rollup: RollUp, name: str) -> BranchScores:
    return next(each for each in rollup.branches if each.id == name)


def names(rollup: RollUp, within: BranchScores) -> list[str]:
    return [rollup.units[position].unit.id for position in within.units]


# --- the tree ----------------------------------------------------------------------------


def test_a_unit_counts_once_in_every_branch_above_it() -> None:
    rollup = roll_up([
        record("c", "FFNN", TOP, NORTH),
        record("a", "FFFF", TOP, NORTH),
        record("b", "NNNN", TOP),
        record("d", "FFFN"),
    ])  # fmt: skip
    assert [each.path for each in rollup.branches] == [(), ("Top",), ("Top", "North")]
    assert [each.depth for each in rollup.branches] == [0, 1, 2]
    assert names(rollup, branch(rollup, "")) == ["d", "b", "a", "c"]
    assert names(rollup, branch(rollup, "top")) == ["b", "a", "c"]
    north = branch(rollup, "north").spreads["drive.index"]
    assert (north.units, north.valued, north.low, north.high, north.mean) == (2, 2, 50, 100, 75)
    assert branch(rollup, "top").spreads["drive.index"].mean == F(50)


def test_a_branch_that_answered_itself_counts_in_itself() -> None:
    rollup = roll_up([record("north", "FFFF", TOP), record("a", "NNNN", TOP, NORTH)])
    assert names(rollup, branch(rollup, "north")) == ["a", "north"]
    assert names(rollup, branch(rollup, "top")) == ["a", "north"]


def test_a_branch_lies_where_the_newest_record_says() -> None:
    old = record("a", "FFFF", TOP, NORTH, year=2024)
    moved = record("b", "FFFF", SOUTH, NORTH, year=2026)
    rollup = roll_up([moved, old])
    assert branch(rollup, "north").path == ("South", "North")
    assert names(rollup, branch(rollup, "south")) == ["a", "b"]
    assert "top" not in {each.id for each in rollup.branches}


def test_branches_that_lie_in_each_other_end_somewhere() -> None:
    rollup = roll_up([
        record("a", "FFFF", NORTH, SOUTH, year=2024),
        record("b", "FFFF", SOUTH, TOP, year=2025),
        record("c", "FFFF", TOP, NORTH, year=2026),
        record("north", "FFFF", year=2026),
    ])  # fmt: skip
    assert len(rollup.whole.units) == 4
    assert branch(rollup, "north").path == ("Top", "North")


# --- which records count -----------------------------------------------------------------


def test_the_latest_wave_counts_and_persons_and_replaced_records_do_not() -> None:
    corrected = record("a", "NNNN", id="a-new", supersedes="a-2026")
    rollup = roll_up([
        record("a", "FFFF"),
        corrected,
        record("a", "FFFF", year=2024),
        record("b", "FFFF"),
        record("b", "NNNN", id="b-correction", supersedes="b-2026", status="draft"),
        record("c", "FFFF", assessor=Assessor(name="Somebody")),
        record("c", "FFNN", id="c-team", status="draft",
               sources=(Source(id="c-2026", assessor=Assessor(), fingerprint="0" * 64),)),
    ])  # fmt: skip
    found = {unit.unit.id: (unit.record, unit.mode) for unit in rollup.units}
    assert found == {
        "a": ("a-new", "unit"),
        "b": ("b-2026", "unit"),
        "c": ("c-team", "consensus"),
    }
    left = rollup.not_counted
    assert (left.personal, left.replaced, left.other_waves) == (1, 2, 1)
    assert rollup.is_draft
    assert rollup.whole.drafts == 1


def test_a_record_given_twice_counts_once() -> None:
    rollup = roll_up([record("a"), record("a"), record("b")])
    assert len(rollup.units) == 2
    assert rollup.not_counted.other_waves == 0


@pytest.mark.parametrize(
    ("choice", "counted"),
    [
        (Choice(), ["a-2026", "b-2025"]),
        (Choice(wave="spring 2025"), ["a-2025", "b-2025"]),
        (Choice(since=date(2026, 1, 1)), ["a-2026"]),
        (Choice(until=date(2025, 4, 1)), ["a-2025", "b-2025"]),
    ],
)
def test_waves_are_chosen_by_name_or_day(choice: Choice, counted: list[str]) -> None:
    records = [record("a", year=2025), record("a", year=2026), record("b", year=2025)]
    assert [unit.record for unit in roll_up(records, choice).units] == counted


def test_where_nothing_counts_or_nothing_is_shared_it_is_refused() -> None:
    other = replace(ONE, id="other")
    for records in ([], [record("a"), record("b", definition=other)]):
        with pytest.raises(ValueError):  # noqa: PT011 - whoever asks says why
            roll_up(records)


# --- on what they are compared -----------------------------------------------------------


def test_of_one_version_every_figure_is_that_of_the_units_own_scorecard() -> None:
    whole = full_questionnaire()
    records = [
        assessment(whole, random_answers(whole, n, open_share=0.3), unit=f"Unit {n}")
        for n in range(12)
    ]
    rollup = roll_up(records)
    assert rollup.ground.is_whole
    for unit in rollup.units:
        card = score_assessment(next(each for each in records if each.id == unit.record))
        assert unit.headline == (card.headline.level if card.headline else None)
        for name, node in card.nodes.items():
            assert unit.values.get(name) == node.value
            assert unit.levels.get(name) == node.level
    headline = rollup.whole.spreads["headline.level"]
    without = sum(unit.headline is None for unit in rollup.units)
    assert without > 0
    assert sum(headline.at_level) == headline.valued == len(records) - without


def test_versions_are_scored_on_what_they_have_in_common() -> None:
    """Of four items one has a new revision: what a unit answered to it counts nowhere."""
    newer = replace(ONE, version="2.0", tree=_revised(ONE.tree, "practice-4"))
    rollup = roll_up([
        record("a", "FFNF"),
        record("b", "NNNF", definition=newer),
        record("c", "FF_F", definition=newer),
    ])  # fmt: skip
    assert rollup.ground.versions == ("1.0", "2.0")
    assert rollup.ground.overlaps["practice"] == F(3, 5)
    measure = rollup.measure("practice.index")
    assert measure is not None
    assert not measure.is_comparable, "three of five items are under 70 %"
    assert rollup.whole.spreads["practice.index"].valued == 0


def test_a_unit_that_left_an_item_open_takes_it_from_no_other() -> None:
    eight = questionnaire(group("drive", dimension("practice", (1, 1, 2, 2, 3, 3, 4, 4))))
    newer = replace(eight, version="2.0", tree=_revised(eight.tree, "practice-8"))
    rollup = roll_up([
        record("a", "FFFFFFFN", definition=eight),
        record("b", "_FFFFFNF", definition=newer),
        record("c", "F_FFFFFF", definition=newer),
    ])  # fmt: skip
    values = {unit.unit.id: unit.values["practice"] for unit in rollup.units}
    assert values == {"a": 100, "b": F(500, 6), "c": 100}
    level = rollup.measure("practice.level")
    assert level is not None
    assert level.is_comparable, "each group keeps a common item"


def test_what_a_mapping_relates_is_common() -> None:
    """An item got another id, and another was split: the newer version says so itself."""
    four = dimension("practice", (1, 1, 2, 2))
    renamed = replace(four.items[0], id="practice-first")
    halved = ("practice-4a", "practice-4b")
    halves = [replace(four.items[3], id=name) for name in halved]
    newer = replace(
        questionnaire(group("drive", replace(four, items=(renamed, *four.items[1:3], *halves)))),
        version="2.0",
        mappings=(
            VersionMapping(
                questionnaire="test",
                from_version="1.0",
                to_version="2.0",
                items=(
                    MappedItem(how="same", old=("practice-1",), new=("practice-first",)),
                    MappedItem(
                        how="split", old=("practice-4",), new=("practice-4a", "practice-4b")
                    ),
                ),
            ),
        ),
    )
    given = {
        "practice-first": "fully", "practice-2": "not", "practice-3": "not",
        "practice-4a": "fully", "practice-4b": "not",
    }  # fmt: skip
    told = {key: Answer(state="answered", option=option) for key, option in given.items()}
    rollup = roll_up([
        record("a", "FNNF"),
        record("b", definition=newer, answers=told, year=2027),
    ])  # fmt: skip
    assert rollup.ground.overlaps["practice"] == 1
    values = {unit.unit.id: unit.values["practice"] for unit in rollup.units}
    assert values == {"a": F(300, 5), "b": F(200, 5)}, "the split one weighs as its parts do"


def test_what_a_unit_added_itself_parts_no_version_from_another() -> None:
    own = Node(id="own", title="Own", local=True, answers="nplf", items=(item("own-1"),))
    extended = replace(ONE, tree=replace(ONE.tree, children=(*ONE.tree.children, own)))
    rollup = roll_up([record("a"), record("b", definition=extended)])
    assert rollup.ground.is_whole
    assert "own" not in rollup.questionnaire.nodes


def test_with_a_short_form_there_are_indices_and_no_levels() -> None:
    short = replace(ONE, id="pulse", short_form_of="test", tree=_only(ONE.tree, "practice-1"))
    rollup = roll_up([record("a", "FFNN"), record("b", "N", definition=short)])
    assert [measure.id for measure in rollup.measures] == ["drive.index", "practice.index"]
    values = [unit.values["practice"] for unit in rollup.units]
    assert values == [100, 0]


def _revised(node: Node, item_id: str) -> Node:
    items = tuple(replace(i, revision=2) if i.id == item_id else i for i in node.items)
    return replace(node, items=items, children=tuple(_revised(c, item_id) for c in node.children))


def _only(node: Node, item_id: str) -> Node:
    items = tuple(each for each in node.items if each.id == item_id)
    return replace(node, items=items, children=tuple(_only(c, item_id) for c in node.children))
