"""A new version held against the one before."""

from dataclasses import replace

from maturity_app.domain.questionnaire import Item, Questionnaire
from maturity_app.domain.succession import succession_faults
from tests.building import dimension, item, questionnaire

BEFORE = item("p-1", text="Notes of each weekly meeting are open to everyone within two days.")


def version(*items: Item, **changes: object) -> Questionnaire:
    return questionnaire(dimension("p", (), items=items), **changes)


def told(older: Questionnaire, newer: Questionnaire) -> list[str]:
    later = replace(newer, version="1.1")
    return [f"{fault.what}; {fault.mend}" for fault in succession_faults(older, later)]


def test_the_same_and_a_corrected_typo_are_fine() -> None:
    typo = replace(BEFORE, text=BEFORE.text.replace("weekly", "weekly,"))
    assert told(version(BEFORE), version(typo)) == []


def test_a_renamed_id_is_recognised_by_its_text() -> None:
    renamed = replace(BEFORE, id="notes", text=BEFORE.text.replace("two", "three"))
    assert told(version(BEFORE), version(renamed)) == [
        "`notes` asks what `p-1` asked, so earlier answers would be lost to it; keep the id `p-1`"
    ]


def test_a_dropped_and_a_new_item_are_fine() -> None:
    other = item("q-1", text="A manager answers for what juniors do in public.")
    assert told(version(BEFORE), version(other)) == []


def test_another_meaning_needs_another_revision() -> None:
    other = replace(BEFORE, text="A manager answers for what juniors do in public.")
    (message,) = told(version(BEFORE), version(other))
    assert message.startswith("the text of `p-1` changed much, but not its revision; write")
    assert told(version(BEFORE), version(replace(other, revision=2))) == []


def test_another_scale_needs_another_revision() -> None:
    (message,) = told(version(BEFORE), version(replace(BEFORE, answers="frequency")))
    assert message.startswith("the answers of `p-1` changed, but not its revision; write `revision")


def test_a_revision_never_goes_down() -> None:
    (message,) = told(version(replace(BEFORE, revision=3)), version(BEFORE))
    assert message == "the revision went down from 3; let it be 3 or more"


def test_versions_of_another_questionnaire_are_not_held_against_each_other() -> None:
    (message,) = told(version(BEFORE, id="other"), version(BEFORE))
    assert message.startswith("the older version is of `other`, another questionnaire")


def test_another_anchor_needs_another_revision() -> None:
    other = replace(BEFORE, anchors={**BEFORE.anchors, "fully": "The moon is full tonight."})
    (message,) = told(version(BEFORE), version(other))
    assert message.startswith("an anchor of `p-1` changed much, but not its revision; write")


def test_a_change_needs_another_version() -> None:
    heavier = replace(BEFORE, weight=BEFORE.weight * 2)
    (fault,) = succession_faults(version(BEFORE), version(heavier))
    assert fault.what == "the questionnaire changed, but its version is still `1.0`"
    assert list(succession_faults(version(BEFORE), version(BEFORE))) == []
