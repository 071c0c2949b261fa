"""The method of a questionnaire, told once: screen, PDF and the authors' page set the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.questionnaire import Gate, LevelRule, Node, Questionnaire
from maturity_app.reports.examples import worked_examples
from maturity_app.reports.phrases import count_word
from maturity_app.wording import Wording

Fact = tuple[str, str]
"""A name and what is said of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodPart:
    """One part of the method: a heading, and facts below it."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """How a questionnaire's figures come about, with its rules as declared, and their limits."""

    title: str
    intro: str
    parts: tuple[MethodPart, ...]


def method_of(questionnaire: Questionnaire, w: Wording, *, units: int = 1) -> Method:
    """Return the method of a questionnaire, for a report on so many units."""
    intro = w.plural(
        "The figures come from the unit's own answers to {title}, version "
        "{version}, by the rules below and nothing else.",
        "The figures come from each unit's own answers to {title}, version "
        "{version}, by the rules below and nothing else.",
        units,
        title=questionnaire.title,
        version=questionnaire.version,
    )
    parts = [
        (w("From an answer to a figure"), _figures(questionnaire, w)),
        (w("When a figure may be said"), _thresholds(questionnaire, w)),
        (w("How a level is reached"), _levels(questionnaire, w)),
        (w("What stands apart"), _apart(questionnaire, w)),
        (w("Worked examples"), worked_examples(questionnaire, w)),
        (w("What the figures cannot tell"), _limits(w)),
    ]
    return Method(
        title=w("How this is scored"),
        intro=intro,
        parts=tuple(MethodPart(heading=h, facts=tuple(facts)) for h, facts in parts if facts),
    )


# --- from an answer to a figure ----------------------------------------------------------


def _figures(questionnaire: Questionnaire, w: Wording) -> list[Fact]:
    items = questionnaire.items.values()
    facts = [
        (name, _scale_words(questionnaire, scale, w))
        for scale, name in _scale_titles(questionnaire, w)
    ]
    if any(item.reversed for item in items):
        facts.append(
            (w("Reversed items"), w("The scale is read from its other end: the highest counts 0."))
        )
    facts += _index_facts(questionnaire, w)
    facts += [
        (w("Bounds"), w("The lowest and the highest figure that the open items still allow.")),
        (
            w("Non-answers"),
            w(
                "Not applicable: the ground the item accepts holds; a reason is given. Don't know "
                "and not yet answered: the item is open. The three are never mixed."
            ),
        ),
    ]
    if questionnaire.has_conditions:
        facts.append(
            (
                w("Conditions"),
                w(
                    "Some items are asked only after a certain answer to another. What is not "
                    "asked counts nowhere; its answer is kept. While the other answer is open, "
                    "so is the item."
                ),
            )
        )
    return facts


def _scale_titles(questionnaire: Questionnaire, w: Wording) -> list[tuple[str, str]]:
    used = {
        name
        for item in questionnaire.items.values()
        if item.type == "choice" and (name := questionnaire.scale_name(item))
    }
    names = [name for name in questionnaire.scales if name in used]
    if len(names) == 1:
        return [(names[0], w("Answers"))]
    return [(name, w("Answers, scale {number}", number=n)) for n, name in enumerate(names, 1)]


def _scale_words(questionnaire: Questionnaire, name: str, w: Wording) -> str:
    steps = questionnaire.scales[name]
    low = min(step.value for step in steps)
    width = max(step.value for step in steps) - low
    words = [
        f"{step.label} {(step.value - low) / width if width else Fraction(0)}" for step in steps
    ]
    return w("Each counts from 0 to 1: {steps}.", steps=", ".join(words))


def _index_facts(questionnaire: Questionnaire, w: Wording) -> list[Fact]:
    words = {
        "mean": w("The mean of the answered items, by weight, from 0 to 1, on the scale shown."),
        "min": w("The smallest index of those below; weights do not count."),
        "share": w("The share of those below that stand at the threshold or above, by count."),
        "sum": w(
            "The points of those below, each times its weight, added up; the scale runs from the "
            "fewest to the most points of what applies."
        ),
    }
    names = {
        "mean": w("Index: mean"),
        "min": w("Index: weakest"),
        "share": w("Index: share"),
        "sum": w("Index: sum"),
    }
    nodes = questionnaire.nodes.values()
    used = [kind for kind in words if any(node.aggregate == kind for node in nodes)]
    if used == ["mean"]:
        names["mean"] = w("Index")
    facts = [(names[kind], words[kind]) for kind in used]
    open_items = w(
        "Items not applicable leave every figure; open items leave the index until they are "
        "answered."
    )
    if questionnaire.missing == "lowest":
        open_items = w(
            "Items not applicable leave every figure; an open item counts as its lowest answer, "
            "as this model has it."
        )
    return [*facts, (w("Items left out"), open_items)] if facts else []


# --- when a figure may be said -----------------------------------------------------------


def _thresholds(questionnaire: Questionnaire, w: Wording) -> list[Fact]:
    limits = questionnaire.thresholds
    facts = [
        (
            w("Not rated"),
            w(
                "More than {share} of the items are not applicable: no index, no bounds, no level.",
                share=w.percent(limits.not_applicable_above),
            ),
        )
    ]
    if questionnaire.missing != "lowest":
        words = w(
            "Less than {share} of the items that apply are answered: no index and no level; the "
            "bounds stay.",
            share=w.percent(limits.insufficient_below),
        )
        counted = counted_anyway(questionnaire, w)
        facts.append((w("Insufficient"), f"{words} {counted}".rstrip()))
    share = w.percent(limits.provisional_below)
    facts.append((w("Provisional"), w("Less than {share} are answered.", share=share)))
    if questionnaire.dimensions:
        words = w(
            "A group of dimensions is rated if those that can be rated carry {share} of its "
            "weight.",
            share=w.percent(limits.rated_weight),
        )
        facts.append((w("Groups"), words))
    comparable = w(
        "Two records share {share} of their items or more, with the same meaning; both are "
        "computed anew on the items answered in both.",
        share=w.percent(limits.comparable_overlap),
    )
    counted = w(
        "A question with a new meaning counts as two, one of each record: of 8 questions of which "
        "2 have a new meaning, 6 of 10 are common."
    )
    difference = w(
        "Taken from the exact figures and then rounded: it may be 0.1 away from the difference "
        "of two figures as shown."
    )
    return [*facts, (w("Comparable"), f"{comparable} {counted}"), (w("Difference"), difference)]


def counted_anyway(questionnaire: Questionnaire, w: Wording) -> str:
    """Return that Drive counts what its practices do not show; empty where that can't be."""
    drive = questionnaire.group_of("practice")
    if drive is None or drive.kind or not drive.aggregate or questionnaire.missing == "lowest":
        return ""
    return w(
        "{name} counts the answers of insufficient practices too, which show no index of their "
        "own.",
        name=drive.short,
    )


# --- levels ------------------------------------------------------------------------------


def _levels(questionnaire: Questionnaire, w: Wording) -> list[Fact]:
    if questionnaire.short_form_of:
        return [(w("Short form"), w("It yields indices and no levels: too few items for a level."))]
    levelled = [node for node in questionnaire.nodes.values() if node.levels is not None]
    rules = {
        (node.levels.own, node.levels.lower, node.levels.by): node.levels
        for node in levelled
        if node.levels is not None
    }
    facts = [(w("Level"), _rule_words(rule, w)) for rule in rules.values()]
    facts += [
        (w("Gate"), _gate_words(questionnaire, node, gate, w))
        for node in levelled
        if node.levels is not None
        for gate in node.levels.gates
    ]
    if levelled:
        facts.append((w("Decimal"), _decimal_words(w)))
    if questionnaire.headline is not None:
        facts.append((w("Headline level"), _headline_words(questionnaire, w)))
    return facts


def _decimal_words(w: Wording) -> str:
    return w(
        "The way to the next level: what its groups have of what they lack. It is cut, not "
        "rounded, so that no level shows before it is reached. A level takes open items at "
        "their lowest."
    )


def _rule_words(rule: LevelRule, w: Wording) -> str:
    if rule.by == "each":
        return w(
            "Each item of a level stands at {own} or more, each of a lower level at "
            "{lower} or more.",
            own=rule.own,
            lower=rule.lower,
        )
    return w(
        "The items of a level average {own} or more, those of every lower level "
        "{lower} or more. The level is the highest for which this holds.",
        own=rule.own,
        lower=rule.lower,
    )


def _gate_words(questionnaire: Questionnaire, node: Node, gate: Gate, w: Wording) -> str:
    item = questionnaire.items[gate.item]
    return w(
        "{item}: without {least} here, {node} stays at level {level}.",
        item=f"{questionnaire.code(gate.item)} {item.title}",
        least=gate.at_least,
        node=node.short,
        level=gate.otherwise_level,
    )


def _headline_words(questionnaire: Questionnaire, w: Wording) -> str:
    rule = questionnaire.headline
    if rule is None:
        return ""
    words = w.plural(
        "All practices but {word} stand at it or above, that one at most {by} below.",
        "All practices but {word} stand at it or above, those at most {by} below.",
        rule.may_trail,
        word=count_word(rule.may_trail, w),
        by=rule.by,
    )
    if not questionnaire.of_kind("safeguard"):
        return words
    guard = w(
        "No safeguard stands more than {by} below it. Safeguards bound the "
        "practices and are never averaged with them.",
        by=rule.safeguards_by,
    )
    return f"{words} {guard}"


# --- what stands apart -------------------------------------------------------------------


def _apart(questionnaire: Questionnaire, w: Wording) -> Sequence[Fact]:
    facts: list[Fact] = []
    if questionnaire.of_kind("pressure"):
        words = w(
            "Pressure and Drive are each high from {high} upwards. Pressure is context: higher is "
            "harder, not worse, and it never enters a level.",
            high=w.number(questionnaire.quadrant.high, digits=0),
        )
        facts.append((w("Pressure"), words))
    enablers = questionnaire.of_kind("enabler")
    if enablers:
        words = w("Shown question by question.")
        if not any(node.aggregate or node.levels for node in enablers):
            words = w("Shown question by question; they have no index and no level.")
        facts.append((w("Enablers"), words))
    if questionnaire.of_kind("outcome"):
        words = w("Figures measured elsewhere, with their source; never part of a score.")
        facts.append((w("Outcomes"), words))
    if questionnaire.extension is not None:
        words = w(
            "Added by the unit: {title}. Scored by the same rules, shown apart, part of no other "
            "figure, and compared only with records that have it too.",
            title=questionnaire.extension.title,
        )
        facts.append((w("The unit's own items"), words))
    return facts


# --- limits ------------------------------------------------------------------------------


def _limits(w: Wording) -> list[Fact]:
    return [
        (
            w("Self-assessment"),
            w(
                "A unit judges itself. Evidence named beside an answer was not examined "
                "for this report."
            ),
        ),
        (
            w("Not testable"),
            w(
                "One agreed record for a wave has no known error. Whether a difference "
                "between two records is chance cannot be tested; what changed, and why, "
                "is therefore listed answer by answer."
            ),
        ),
        (
            w("Not for ranking"),
            w(
                "Units differ in task, size and pressure. The figures serve a unit's "
                "next steps and are not made for ranking units or people."
            ),
        ),
        (
            w("No cause"),
            w(
                "Outcomes stand beside the levels. Nothing here says that one brought "
                "about the other."
            ),
        ),
    ]


# --- as a page ---------------------------------------------------------------------------


def method_markdown(questionnaire: Questionnaire, w: Wording) -> str:
    """Return the method as a Markdown page; nothing in a questionnaire's texts is mark-up."""
    method = method_of(questionnaire, w)
    lines = [f"# {_plain(questionnaire.title)}: {method.title[:1].lower()}{method.title[1:]}", ""]
    lines += [_plain(method.intro), ""]
    for part in method.parts:
        lines += [f"## {_plain(part.heading)}", ""]
        lines += [f"- **{_plain(name)}.** {_plain(text)}" for name, text in part.facts]
        lines.append("")
    return "\n".join(lines)


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))


_MARKS = re.compile(r"[\\`*_\[\]<>#|]")
