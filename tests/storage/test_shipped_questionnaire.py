"""The questionnaire that comes with the program keeps the promises made to those who answer it."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from maturity_app.domain.questionnaire import Item, Kind, Node, Questionnaire
from maturity_app.domain.translating import in_language
from maturity_app.storage.questionnaires import (
    check_questionnaire,
    read_questionnaire,
    shipped_folder,
)

JUDGED = {
    "lead-by-doing": "1",
    "do-it-yourself": "2",
    "own-the-risks": "3",
    "self-selected-pioneers": "4",
    "no-expectation-before-proof": "5",
    "open-experimentation": "6",
    "accountability": "A",
    "equity": "B",
}
GATE = "risks-rehearsal"
LONGEST = {"statement": 30, "anchor": 45, "next step": 45, "frame": 50}

# Names that date an item or fit one country, and words that grade by feeling or by rank.
BANNED = re.compile(
    r"\b(Twitter|Facebook|LinkedIn|Instagram|YouTube|TikTok|WhatsApp|Mastodon|Slack|Teams|blogs?"
    r"|tweets?|followers|likes|Congress|Parliament|Senate|Bundestag|FOIA|ministry|minister"
    r"|civil servants?|directorate|superiors?|subordinates?|bosses|boss|hierarchy"
    r"|often|sometimes|rarely|usually|regularly|adequately|appropriate|appropriately|effective"
    r"|sufficiently|excellent|good|properly|he|she|his|her|him)\b",
    re.IGNORECASE,
)
NEGATIVE = re.compile(
    r"\b(not|never|no|none|nobody|nothing|without|cannot|\w+n't)\b", re.IGNORECASE
)


@cache
def shipped() -> Questionnaire:
    return read_questionnaire(shipped_folder() / "digital-culture")


def judged_items() -> Iterator[tuple[Node, Item]]:
    for name in JUDGED:
        node = shipped().nodes[name]
        yield from ((node, item) for item in node.items)


def read_by_people(item: Item) -> Iterator[tuple[str, str]]:
    """Yield (which, text) for what a person reads before choosing an answer or a next step."""
    yield "statement", item.text
    yield "frame", item.frame
    for option in shipped().options(item.id):
        yield "anchor", option.anchor
        yield "next step", option.next_step


def words(text: str) -> int:
    return len(text.split())


def every_item() -> list[Item]:
    return list(shipped().items.values())


def of_kind(kind: Kind) -> list[Item]:
    return [item for node in shipped().of_kind(kind) for item in node.items]


def test_there_are_six_practices_and_two_safeguards_under_their_codes() -> None:
    judged = shipped().of_kind("practice") + shipped().of_kind("safeguard")
    assert {node.id: node.code for node in judged} == JUDGED
    assert len(every_item()) == 82


@pytest.mark.parametrize("name", JUDGED)
def test_eight_items_two_for_each_level_in_order(name: str) -> None:
    node = shipped().nodes[name]
    assert [item.level for item in node.items] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert {item.type for item in node.items} == {"choice"}
    assert node.levels is not None


def test_rehearsal_is_the_only_gate_and_stands_in_group_two() -> None:
    gates = [
        (node.id, gate.item, gate.otherwise_level)
        for node in shipped().dimensions
        if node.levels
        for gate in node.levels.gates
    ]
    assert gates == [("own-the-risks", GATE, 1)]
    assert shipped().items[GATE].level == 2


def test_first_steps_gates_and_safeguards_cannot_be_set_aside() -> None:
    asked_of_all = [
        item.id
        for node, item in judged_items()
        if node.kind == "safeguard" or item.level == 1 or item.id == GATE
    ]
    assert len(asked_of_all) == 16 + 12 + 1
    assert [i for i in asked_of_all if shipped().items[i].not_applicable] == []


@pytest.mark.parametrize("name", JUDGED)
def test_accepted_grounds_alone_leave_every_dimension_and_level_ratable(name: str) -> None:
    items = shipped().nodes[name].items
    aside = [item for item in items if item.not_applicable]
    limit = shipped().thresholds.not_applicable_above * len(items)
    assert len(aside) <= limit
    assert max(Counter(item.level for item in aside).values(), default=0) <= 1


def test_pressure_has_eight_different_cells() -> None:
    cells = [(item.cell.row, item.cell.column) for item in of_kind("pressure") if item.cell]
    rows = ("Volatility", "Uncertainty", "Complexity", "Ambiguity")
    assert sorted(cells) == sorted((r, c) for r in rows for c in ("External", "Internal"))
    assert len(of_kind("pressure")) == 8


def test_enablers_are_five_choices_and_one_open_question_and_all_apply() -> None:
    assert [item.type for item in of_kind("enabler")] == ["choice"] * 5 + ["text"]
    assert not any(item.not_applicable for item in of_kind("enabler"))


def test_the_four_outcomes_can_say_that_nothing_was_measured() -> None:
    outcomes = of_kind("outcome")
    assert [item.type for item in outcomes] == ["measure"] * 4
    assert all("not measured" in item.text for item in outcomes)
    assert all((item.not_applicable or "").startswith("Not measured") for item in outcomes)


@pytest.mark.parametrize("item", every_item(), ids=lambda item: item.id)
def test_no_two_answers_of_an_item_say_the_same(item: Item) -> None:
    for texts in (item.anchors, item.next_steps):
        said = [text.casefold().rstrip(".") for text in texts.values()]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("item", every_item(), ids=lambda item: item.id)
def test_every_text_can_be_read_in_a_breath(item: Item) -> None:
    too_long = [
        (which, words(text), text)
        for which, text in read_by_people(item)
        if words(text) > LONGEST[which]
    ]
    assert too_long == []
    assert 1 <= words(item.title) <= 6


@pytest.mark.parametrize("item", every_item(), ids=lambda item: item.id)
def test_no_text_names_a_platform_a_country_a_rank_or_a_feeling(item: Item) -> None:
    found = [(which, m[0]) for which, t in read_by_people(item) for m in BANNED.finditer(t)]
    assert found == []


@pytest.mark.parametrize("item", [i for _, i in judged_items()], ids=lambda item: item.id)
def test_statements_are_facts_said_without_a_negative(item: Item) -> None:
    assert item.text.endswith(".")
    assert NEGATIVE.search(item.text) is None
    assert item.why
    assert item.evidence


@pytest.mark.parametrize("item", [i for _, i in judged_items()], ids=lambda item: item.id)
def test_an_anchor_is_a_sentence_of_its_own(item: Item) -> None:
    for text in item.anchors.values():
        assert text[0].isupper()
        assert text.endswith(".")
        assert words(text) >= 3


def test_statements_and_titles_are_used_once() -> None:
    for texts in ([i.text for i in every_item()], [i.title for i in every_item()]):
        assert [text for text, count in Counter(texts).items() if count > 1] == []


@pytest.mark.parametrize("name", ["digital-culture", "digital-culture-pulse"])
def test_all_is_there_in_three_languages_and_none_lags(name: str) -> None:
    assert check_questionnaire(shipped_folder() / name).languages == ("en", "de", "fr")


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_anchors_of_an_item_are_four_different_answers(language: str) -> None:
    spoken = in_language(shipped(), language)
    for node in spoken.dimensions:
        for entry in node.all_items():
            anchors = [option.anchor for option in spoken.options(entry.id) if option.anchor]
            assert len({anchor.casefold() for anchor in anchors}) == len(anchors), entry.id


def test_the_pulse_asks_twelve_questions_of_every_practice_safeguard_and_kind_of_pressure() -> None:
    pulse = read_questionnaire(shipped_folder() / "digital-culture-pulse")
    assert len(pulse.items) == 12
    for item_id, item in pulse.items.items():
        assert item == shipped().items[item_id]
    counted = Counter(node.kind for node in pulse.dimensions for _ in node.all_items())
    assert counted == {"practice": 6, "safeguard": 2, "pressure": 4}
    assert pulse.short_form_of == "digital-culture"
