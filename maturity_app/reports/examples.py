"""Worked examples of a questionnaire's own rules, their numbers computed by scoring."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Item, Node, Option, Questionnaire
from maturity_app.domain.scorecard import GroupScore, NodeScore, Scorecard
from maturity_app.domain.scoring import score
from maturity_app.reports.phrases import headline_level, headline_reason, state_word, value_text
from maturity_app.wording import Wording

_Answers = Mapping[str, Answer]


def worked_examples(questionnaire: Questionnaire, w: Wording) -> list[tuple[str, str]]:
    """Return the examples as (name, text): one dimension's index and level, then a headline.

    Both follow the questionnaire's rules as declared, so their numbers change with them.
    Nothing where no dimension has levels.
    """
    levelled = [node for node in questionnaire.nodes.values() if _has_levels(questionnaire, node)]
    if not levelled:
        return []
    return [*_dimension(questionnaire, levelled[0], w), *_headline(questionnaire, w)]


def example_answers(questionnaire: Questionnaire, node: Node) -> _Answers:
    """Return the answers of the first example, by the item's place in its level.

    Level 1 is answered at the highest; of level 2 the first item at the second highest, the
    others are open; level 3 has the second lowest, what is above it the lowest.
    """
    seen: dict[int, int] = {}
    given = {}
    for item in _choices(node):
        level = item.level or 0
        seen[level] = seen.get(level, 0) + 1
        option = _example_option(questionnaire, item, level, seen[level])
        if option is not None:
            given[item.id] = Answer(state="answered", option=option.id)
    return given


def headline_answers(questionnaire: Questionnaire) -> _Answers:
    """Return the answers of the second example.

    Practices have level 3 at the highest and nothing above, the last one level 2, and the first
    safeguard level 1.
    """
    practices, guards = questionnaire.of_kind("practice"), questionnaire.of_kind("safeguard")
    up_to = {node.id: 3 for node in (*practices, *guards)}
    up_to[practices[-1].id] = 2
    if guards:
        up_to[guards[0].id] = 1
    given = {}
    for node in (*practices, *guards):
        for item in _choices(node):
            options = _ascending(questionnaire, item)
            option = options[-1] if (item.level or 0) <= up_to[node.id] else options[0]
            given[item.id] = Answer(state="answered", option=option.id)
    return given


# --- one dimension -----------------------------------------------------------------------


def _dimension(questionnaire: Questionnaire, node: Node, w: Wording) -> Iterator[tuple[str, str]]:
    card = score(questionnaire, example_answers(questionnaire, node))
    scored = card.nodes[node.id]
    yield w("Answers to {node}", node=node.short), _answers_text(card, node, w)
    if scored.value is not None and scored.low is not None and scored.high is not None:
        index = w(
            "The {answered} answered items average {mean}: {value}. With the open ones at their "
            "lowest {low}, at their highest {high}; {coverage} answered, {state}.",
            answered=scored.counts.answered,
            mean=scored.index,
            value=value_text(scored, w),
            low=w.number(scored.low),
            high=w.number(scored.high),
            coverage=w.percent(scored.counts.coverage or Fraction(0)),
            state=state_word(scored.state, w),
        )
        yield w("Index"), index
    if scored.levels is not None:
        yield w("Groups"), w.joined(_group_text(group, w) for group in _groups(scored)) + "."
        yield w("Level"), _level_text(scored, w)


def _answers_text(card: Scorecard, node: Node, w: Wording) -> str:
    questionnaire = card.questionnaire
    by_level: dict[int, list[str]] = {}
    for item in _choices(node):
        option = questionnaire.option(item.id, card.items[item.id].option or "")
        words = option.label if option else w("Not yet answered")
        by_level.setdefault(item.level or 0, []).append(words)
    parts = [
        w("level {level}: {answers}", level=level, answers=", ".join(words))
        for level, words in sorted(by_level.items())
    ]
    return w.joined(parts) + "."


def _groups(scored: NodeScore) -> Sequence[GroupScore]:
    return scored.levels.groups if scored.levels else ()


def _group_text(group: GroupScore, w: Wording) -> str:
    name = w("the gate") if group.gate else w("level {level}", level=group.level)
    if not group.asked_next:
        return w("{group} averages {mean}, nothing asked yet", group=name, mean=group.x)
    if group.missing:
        return w(
            "{group} averages {mean} of {asked} asked, {missing} missing",
            group=name,
            mean=group.x,
            asked=group.asked_next,
            missing=group.missing,
        )
    return w("{group} averages {mean} of {asked} asked", group=name, mean=group.x,
             asked=group.asked_next)  # fmt: skip


def _level_text(scored: NodeScore, w: Wording) -> str:
    levels = scored.levels
    if levels is None:
        return ""
    if levels.next is None:
        return w("Level {level}, the highest that applies.", level=levels.reached)
    missing = sum((group.weight * group.missing for group in levels.groups), Fraction(0))
    added = [(g.weight, (g.asked_next or Fraction(0)) - g.asked) for g in levels.groups]
    asked = sum((weight * further for weight, further in added), Fraction(0))
    return w(
        "Level {reached} is reached. To level {next}, {missing} is missing of {asked} asked beyond "
        "it, by weight: {reached} + 1 − {missing} ÷ {asked} = {exact}, shown as {shown}; with the "
        "open items at their highest {high}.",
        reached=levels.reached,
        next=levels.next,
        missing=missing,
        asked=asked,
        exact=levels.exact,
        shown=w.level(levels.exact),
        high=w.level(levels.high),
    )


# --- headline ----------------------------------------------------------------------------


def _headline(questionnaire: Questionnaire, w: Wording) -> Iterator[tuple[str, str]]:
    if questionnaire.headline is None or not questionnaire.of_kind("practice"):
        return
    card = score(questionnaire, headline_answers(questionnaire))
    judged = (*card.of_kind("practice"), *card.of_kind("safeguard"))
    if card.headline is None or card.headline.level is None:
        return
    levels = ", ".join(f"{node.short} {w.level(node.level or Fraction(0))}" for node in judged)
    yield w("Levels of another unit"), f"{levels}."
    words = w(
        "Headline {level}: the smallest of {terms}. {reason}",
        level=headline_level(card, w),
        terms=w.listed(w.level(term.value) for term in card.headline.terms),
        reason=headline_reason(card, w),
    )
    yield w("Headline"), words


# --- answers -----------------------------------------------------------------------------


def _has_levels(questionnaire: Questionnaire, node: Node) -> bool:
    if node.levels is None or questionnaire.short_form_of or node.id in questionnaire.local_nodes:
        return False
    return bool(_choices(node))


def _choices(node: Node) -> list[Item]:
    return [item for item in node.all_items() if item.type == "choice" and not item.show_when]


def _ascending(questionnaire: Questionnaire, item: Item) -> list[Option]:
    return sorted(questionnaire.options(item.id), key=lambda option: option.x)


def _example_option(
    questionnaire: Questionnaire, item: Item, level: int, place: int
) -> Option | None:
    options = _ascending(questionnaire, item)
    if level <= 1:
        return options[-1]
    if level == 2:  # noqa: PLR2004 - the second level is the one with something open
        return options[-2] if place == 1 else None
    return options[1] if level == 3 else options[0]  # noqa: PLR2004 - the third is begun
