"""People's own answers side by side, and what of them becomes the draft the team agrees on."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_app.domain.assessment import Answer, Assessment, Assessor, Wave
from maturity_app.domain.consensus import (
    Gathering,
    Own,
    absent,
    by_person,
    consensus,
    gather,
    misfit,
    newest,
    newly_apart,
)
from maturity_app.domain.questionnaire import Condition, Node
from tests.building import answers, assessment, dimension, item, questionnaire
from tests.questionnaires_at_random import cases

WORDS = Node(
    id="words", title="Words", kind="outcome",
    items=(
        item("words-1", type="text", anchors={}, next_steps={}),
        item("words-2", type="measure", anchors={}, next_steps={}, not_applicable="Not measured."),
    ),
)  # fmt: skip
ONE = questionnaire(dimension("practice", (1, 1, 2, 2, 3)), WORDS)


def own(name: str, letters: str = "", role: str = "", **given_answers: Answer) -> Own:
    """Return one person's answers to practice-1 and on, in letters, and others by their ids."""
    others = {key.replace("_", "-"): answer for key, answer in given_answers.items()}
    record = replace(
        assessment(ONE, {**answers(practice=letters), **others}),
        id=f"own-{name.lower()}",
        assessor=Assessor(name=name, role=role),
    )
    return Own(record=record, fingerprint=f"{hash((name, letters, *others)):064x}"[-64:])


def chosen(option: str, **remarks: str) -> Answer:
    return Answer(state="answered", option=option, **remarks)  # type: ignore[arg-type]  # texts


THREE = (own("Nowak", "FLDNF"), own("Berg", "FNLNF"), own("Roy", "FPLN_"))


def listed(gathering: Gathering) -> list[tuple[str, F | None]]:
    return [(views.item, views.spread) for views in gathering.disagreements]


def test_what_all_agree_on_is_filled_in_and_the_rest_is_listed_worst_first() -> None:
    gathering = gather(THREE)
    draft = consensus(gathering)
    assert {key: answer.option for key, answer in draft.answers.items()} == {
        "practice-1": "fully",
        "practice-4": "not",
    }
    # L, N and P lie two steps apart; a don't know and a blank come before what is in words.
    assert listed(gathering) == [
        ("practice-2", F(2, 3)),
        ("words-1", None),
        ("words-2", None),
        ("practice-3", F(0)),
        ("practice-5", F(0)),
    ]
    assert gathering.items["practice-3"].count("dont_know") == 1
    assert (draft.assessor, draft.status) == (None, "draft")
    assert [(s.assessor.name, s.answered) for s in draft.sources] == [
        ("Berg", 5), ("Nowak", 4), ("Roy", 4),
    ]  # fmt: skip


def test_of_items_as_far_apart_the_less_agreed_come_first() -> None:
    people = {"A": "FFN", "B": "NFN", "C": "NNN", "D": "NNP"}
    gathering = gather([own(name, letters) for name, letters in people.items()])
    told = [(v.item, v.spread, v.agreement and v.agreement.raw) for v in gathering.disagreements]
    # Two against two is a deeper rift than one against three.
    assert told[:3] == [
        ("practice-2", F(1), F(-7, 5)),
        ("practice-1", F(1), F(-4, 5)),
        ("practice-3", F(1, 3), F(4, 5)),
    ]


def test_a_dont_know_is_nothing_to_agree_on_and_a_reason_is_kept() -> None:
    none = Answer(state="not_applicable", reason="No such case.")
    other = replace(none, reason="Not here.")
    draft = consensus(gather([own("A", "D", words_2=none), own("B", "D", words_2=other)]))
    assert "practice-1" not in draft.answers
    assert draft.answer("words-2").reason == "A: No such case.\nB: Not here."


def test_what_was_written_beside_an_answer_goes_along_with_its_writer() -> None:
    draft = consensus(
        gather(
            [
                own("A", practice_1=chosen("fully", comment="Seen.", evidence="register\nnote")),
                own("B", practice_1=chosen("fully", comment=" Twice. ", evidence="register")),
                own("C", practice_1=chosen("fully")),
            ]
        )
    )
    assert draft.answer("practice-1").comment == "A: Seen.\nB: Twice."
    assert draft.answer("practice-1").evidence == "register\nnote"


def test_a_text_is_shared_only_where_all_wrote_the_same() -> None:
    same = [own(name, words_1=Answer(state="answered", text="More time")) for name in "AB"]
    assert consensus(gather(same)).answer("words-1").text == "More time"
    other = own("C", words_1=Answer(state="answered", text="Less noise"))
    assert "words-1" not in consensus(gather([*same, other])).answers


def test_who_was_not_asked_shares_no_answer() -> None:
    hanging = item("more-1", show_when=Condition(item="practice-1", options=("fully",)))
    node = dimension("more", (), rule=None, items=(hanging,))
    tree = questionnaire(dimension("practice", (1,)), node)
    some = []
    for name, first in (("a", "fully"), ("b", "not")):
        said = {"practice-1": chosen(first), "more-1": chosen("fully")}
        record = replace(assessment(tree, said), id=name, assessor=Assessor(name=name))
        some.append(Own(record=record, fingerprint=name * 64))
    views = gather(some).items["more-1"]
    assert (views.agreed, views.count("hidden"), views.count("answered")) == (None, 1, 1)


@settings(deadline=None, max_examples=10)
@given(cases(), st.lists(st.integers(0, 2), min_size=2, max_size=5), st.randoms())
def test_in_whatever_order_they_come_it_is_the_same(
    case: tuple[object, dict[str, Answer]], picks: list[int], chance: object
) -> None:
    definition, given_answers = case
    ids = sorted(given_answers)
    owns = [
        Own(
            record=replace(
                assessment(definition, {key: given_answers[key] for key in ids[pick:]}),  # type: ignore[arg-type]  # a questionnaire
                id=f"own-{number}",
                assessor=Assessor(name=f"Person {number}"),
            ),
            fingerprint=f"{number:064x}",
        )
        for number, pick in enumerate(picks)
    ]
    mixed = list(owns)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # random.Random
    assert consensus(gather(mixed)) == consensus(gather(owns))
    assert gather(mixed).disagreements == gather(owns).disagreements


def test_the_same_answers_again_change_nothing() -> None:
    draft = consensus(gather(THREE))
    assert consensus(gather([*THREE, THREE[1]]), draft) == draft
    assert consensus(gather(THREE)).id == draft.id


def test_what_the_team_recorded_is_never_overwritten() -> None:
    draft = consensus(gather(THREE[:2]))
    settled = draft.with_answer("practice-1", chosen("not", dissent="Nowak holds Fully."))
    settled = settled.with_answer("practice-2", Answer(comment="To be looked up"))
    later = consensus(gather(THREE), settled)
    assert later.answer("practice-1") == settled.answer("practice-1")
    assert later.answer("practice-2").comment == "To be looked up"
    assert [source.assessor.name for source in later.sources] == ["Berg", "Nowak", "Roy"]


def test_an_answer_that_no_longer_all_share_stays_and_is_told() -> None:
    draft = consensus(gather(THREE[:2]))
    other = own("Wolf", "NLDNF")
    gathering = gather([*THREE[:2], other])
    later = consensus(gathering, draft)
    assert later.answer("practice-1").option == "fully"
    assert [views.item for views in newly_apart(draft, gathering)] == ["practice-1"]


def test_nothing_is_filled_in_while_somebodys_answers_are_not_at_hand() -> None:
    draft = consensus(gather(THREE[:2]))
    gathering = gather([THREE[2], own("Wolf", "FPLNF")])
    assert [source.assessor.name for source in absent(draft, gathering)] == ["Berg", "Nowak"]
    later = consensus(gathering, draft)
    assert later.answers == draft.answers
    assert len(later.sources) == 4


def test_two_answers_of_one_person_stand_side_by_side_until_somebody_chooses() -> None:
    spaced = own(" berg ", "FNLNN")
    people = by_person([*THREE, spaced, THREE[1]])
    assert [[o.assessor.name for o in records] for records in people] == [
        [" berg ", "Berg"], ["Nowak"], ["Roy"],
    ]  # fmt: skip
    with pytest.raises(ValueError, match="wanted once"):
        gather([*THREE, spaced])


def test_the_newest_of_two_answers_is_known_only_where_both_say_when() -> None:
    def at(day: int | None) -> Own:
        when = datetime(2026, 10, day, tzinfo=UTC) if day else None
        return own("A", practice_1=replace(chosen("fully"), answered_at=when))

    assert newest([at(2), at(5), at(3)]) == at(5)
    assert newest([at(2), at(None)]) is None
    assert newest([at(2), at(2)]) is None


def changed(**changes: object) -> Assessment:
    return replace(THREE[0].record, **changes)  # type: ignore[arg-type]  # the test names fields


@pytest.mark.parametrize(
    ("record", "what"),
    [
        (changed(assessor=None), "it does not say whose answers these are"),
        (changed(assessor=Assessor(role="Staff")), "this is an answer to a staff survey"),
        (assessment(ONE, {}, unit="Unit C"), "it is of another unit (Unit C, not Unit B2)"),
        (changed(wave=Wave(label="Autumn 2026", date=date(2026, 10, 17))),
         "it is of another wave (Autumn 2026, 2026-10-17, not Autumn 2026, 2026-10-16)"),
        (changed(questionnaire=replace(ONE, version="2.0")),
         "it answers another questionnaire (test 2.0, not test 1.0)"),
    ],
)  # fmt: skip
def test_what_does_not_belong_with_the_others_is_refused_with_its_reason(
    record: Assessment, what: str
) -> None:
    named = record if record.assessor is not None or "whose" in what else replace(
        record, assessor=Assessor(name="Wolf"))  # fmt: skip
    refused = misfit(named, THREE[1].record)
    assert refused is not None
    assert refused[0].startswith(what)
    assert misfit(THREE[0].record, THREE[1].record) is None
