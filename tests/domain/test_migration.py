"""A draft under a newer version of its questionnaire: what goes along, what is kept aside."""

from dataclasses import replace
from fractions import Fraction as F

from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_app.domain.assessment import Answer
from maturity_app.domain.mapping import How, MappedItem, VersionMapping
from maturity_app.domain.migration import Carried, migrated
from maturity_app.domain.plan import Plan
from maturity_app.domain.questionnaire import Node, Questionnaire
from maturity_app.domain.scoring import score_assessment
from tests.building import answers, assessment, dimension, item, questionnaire
from tests.questionnaires_at_random import Case, cases

OLD = questionnaire(dimension("p", (1, 1, 2, 2, 3, 3)), version="1")
NEW = questionnaire(
    dimension("p", (), items=(
        item("p-1", 1), item("second", 1), item("p-3", 2, answers="frequency", revision=2),
        item("p-4", 2, revision=2), item("five", 3), item("extra", 3),
    )),
    version="2",
)  # fmt: skip
SAYS = VersionMapping(
    questionnaire="test", from_version="1", to_version="2",
    items=(
        MappedItem(how="reworded", old=("p-2",), new=("second",)),
        MappedItem(how="rescaled", old=("p-3",), options={"not": "never", "fully": "weekly"},
                   values={"partially": F(2), "largely": F(7, 2)}),
        MappedItem(how="merged", old=("p-5", "p-6"), new=("five",)),
    ),
)  # fmt: skip
DRAFT = assessment(OLD, answers(p="FLPNFF"))


def test_an_answer_goes_along_where_the_same_is_asked() -> None:
    found = migrated(DRAFT, NEW, [SAYS])
    assert found.carried == (
        Carried(old="p-1", new="p-1", how="same"),
        Carried(old="p-2", new="second", how="reworded"),
        Carried(old="p-3", new="p-3", how="rescaled"),
    )
    # Partially is 2 on the new scale, and that is Yearly.
    assert {key: answer.option for key, answer in found.after.answers.items()} == {
        "p-1": "fully", "second": "largely", "p-3": "yearly",
    }  # fmt: skip
    assert found.opened == ("p-4", "five", "extra")


def test_what_answers_to_nothing_is_kept_under_a_key_of_its_own() -> None:
    found = migrated(DRAFT, NEW, [SAYS])
    # p-4 is asked anew in another meaning, so that its old answer needs another name.
    assert found.orphaned == ("p-4@1", "p-5", "p-6")
    assert found.after.orphaned["p-4@1"] == DRAFT.answer("p-4")
    assert found.parted == (SAYS.items[2],)


def test_a_value_between_two_options_is_no_answer() -> None:
    found = migrated(DRAFT.with_answer("p-3", DRAFT.answer("p-2")), NEW, [SAYS])
    assert "p-3" not in found.after.answers
    assert found.after.orphaned["p-3@1"].option == "largely"


def test_not_applicable_goes_along_only_where_that_is_allowed() -> None:
    aside = Answer(state="not_applicable", reason="No such case.", comment="Asked twice.")
    draft = DRAFT.with_answer("p-1", aside)
    assert migrated(draft, NEW).after.orphaned["p-1@1"] == aside
    allowing = questionnaire(
        dimension("p", (), items=(item("p-1", 1, not_applicable="No such case."),)), version="2"
    )
    assert migrated(draft, allowing).after.answers["p-1"] == aside


def test_without_a_mapping_id_and_revision_decide() -> None:
    found = migrated(DRAFT, NEW)
    assert [carried.new for carried in found.carried] == ["p-1"]
    assert set(found.orphaned) == {"p-2", "p-3@1", "p-4@1", "p-5", "p-6"}


def test_a_target_without_levels_is_given_up_and_told() -> None:
    flat = questionnaire(dimension("p", (None,), rule=None), version="2")
    found = migrated(replace(DRAFT, plan=Plan(targets={"p": 3})), flat)
    assert (found.targets, found.after.plan.targets) == (("p",), {})
    assert found.before.plan.targets == {"p": 3}


hows: st.SearchStrategy[How | None] = st.sampled_from(["same", "reworded", "dropped", None, None])


@settings(deadline=None, max_examples=15)
@given(cases(), st.data())
def test_nothing_is_lost_and_what_goes_along_counts_as_before(
    case: Case, data: st.DataObject
) -> None:
    definition, said = case
    draft = assessment(definition, said)
    newer = replace(definition, version="2", tree=_changed(definition.tree, data))
    names = data.draw(st.lists(st.sampled_from([*definition.items]), unique=True))
    says = VersionMapping(
        questionnaire="q", from_version="1", to_version="2",
        items=tuple(MappedItem(how=how, old=(name,)) for name in names
                    if (how := data.draw(hows)) is not None and name in newer.items),
    )  # fmt: skip
    found = migrated(draft, newer, [says])
    kept = {key.partition("@")[0]: answer for key, answer in found.after.orphaned.items()}
    taken = {carried.old: found.after.answers[carried.new] for carried in found.carried}
    assert {**kept, **taken} == said
    assert len(kept) + len(taken) == len(said)
    before, after = score_assessment(draft), score_assessment(found.after)
    for carried in found.carried:
        was, now = before.items[carried.old], after.items[carried.new]
        # What a condition hid before is asked now that there are none.
        assert was.x in (now.x, None)


def _changed(node: Node, data: st.DataObject) -> Node:
    """Return a node with some items gone and some of another meaning."""
    kept = [
        replace(one, revision=data.draw(st.sampled_from([1, 1, 1, 2])), show_when=None)
        for one in node.items
        if data.draw(st.integers(0, 3))
    ]
    inside = tuple(_changed(child, data) for child in node.children)
    return replace(node, items=tuple(kept), children=inside, levels=None)


def test_migrating_twice_keeps_both_old_answers() -> None:
    third = _with_revision(NEW, "p-4", 3)
    second = migrated(DRAFT, NEW, [SAYS]).after
    again = migrated(
        second.with_answer("p-4", Answer(state="answered", option="fully")), third
    ).after
    assert again.orphaned["p-4@1"].option == "not"
    assert again.orphaned["p-4@2"].option == "fully"


def _with_revision(definition: Questionnaire, item_id: str, revision: int) -> Questionnaire:
    node = definition.nodes["p"]
    items = tuple(
        replace(one, revision=revision) if one.id == item_id else one for one in node.items
    )
    tree = replace(definition.tree, children=(replace(node, items=items),))
    return replace(definition, version="3", tree=tree)
