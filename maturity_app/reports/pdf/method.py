"""How a report's figures come about: the rules the questionnaire declares, and their limits."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Gate, LevelRule, Questionnaire
from maturity_app.domain.version import SCORING_VERSION
from maturity_app.reports.pdf.block import Block
from maturity_app.reports.pdf.facts import facts
from maturity_app.reports.pdf.heading import Heading, lead, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.style import TEXT_WIDTH
from maturity_app.reports.pdf.text import Run
from maturity_app.reports.pdf.words import coded
from maturity_app.reports.phrases import count_word
from maturity_app.wording import Wording

CHECKING: Final = "checking"
"""The anchor of what says how a signed record is checked."""

_NAMES: Final = 118.0
Pairs = list[tuple[str, Sequence[Run] | str]]


def method_section(
    questionnaire: Questionnaire, record: Assessment | None, w: Wording, *, units: int = 1
) -> Section:
    """Return the page on the method; with a record also how to check its fingerprint."""
    intro = w.plural(
        "The figures come from the unit's own answers to {title}, version "
        "{version}, by the rules below and nothing else.",
        "The figures come from each unit's own answers to {title}, version "
        "{version}, by the rules below and nothing else.",
        units,
        title=questionnaire.title,
        version=questionnaire.version,
    )
    blocks: list[Block] = [title(w("How this is scored")), lead(intro)]
    blocks += _part(w("From an answer to a figure"), _figures(questionnaire, w))
    blocks += _part(w("When a figure may be said"), _thresholds(questionnaire, w))
    rules = _levels(questionnaire, w)
    if rules:
        blocks += _part(w("How a level is reached"), rules)
    blocks += _part(w("What the figures cannot tell"), _limits(w))
    if record is not None and record.signed is not None:
        checking = _part(w("How to check this record"), _checking(record, w))
        checking[0].anchor = CHECKING
        blocks += checking
    return Section(key="method", title=w("How this is scored"), blocks=blocks, follows=True)


def _part(heading: str, pairs: Pairs) -> list[Block]:
    return [Heading(heading), facts(pairs, TEXT_WIDTH, _NAMES)]


def _figures(questionnaire: Questionnaire, w: Wording) -> Pairs:
    pairs: Pairs = [
        (title_words, _scale_words(questionnaire, name, w))
        for name, title_words in _scale_titles(questionnaire, w)
    ]
    index = w(
        "The weighted mean of the answered items, from 0 to 100. Items not applicable leave it; "
        "open items leave it until they are answered."
    )
    if questionnaire.missing == "lowest":
        index = w(
            "The weighted mean of all items that apply, from 0 to 100; an open item counts as "
            "its lowest answer."
        )
    bounds = w("The lowest and the highest figure that the open items still allow.")
    non_answers = w(
        "Not applicable: the ground the item accepts holds; a reason is given. Don't know and "
        "not yet answered: the item is open. The three are never mixed."
    )
    return [
        *pairs,
        (w("Index"), index),
        (w("Bounds"), bounds),
        (w("Non-answers"), non_answers),
    ]


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


def _thresholds(questionnaire: Questionnaire, w: Wording) -> Pairs:
    limits = questionnaire.thresholds
    not_rated = w(
        "More than {share} of the items are not applicable: no index, no bounds, no level.",
        share=w.percent(limits.not_applicable_above),
    )
    insufficient = w(
        "Less than {share} of the items that apply are answered: no index and no level; the "
        "bounds stay.",
        share=w.percent(limits.insufficient_below),
    )
    provisional = w("Less than {share} are answered.", share=w.percent(limits.provisional_below))
    groups = w(
        "A group of dimensions is rated if those that can be rated carry {share} of its weight.",
        share=w.percent(limits.rated_weight),
    )
    comparable = w(
        "Two records share {share} of their items or more, with the same meaning; both are "
        "computed anew on the items answered in both.",
        share=w.percent(limits.comparable_overlap),
    )
    pairs: Pairs = [(w("Not rated"), not_rated)]
    if questionnaire.missing != "lowest":
        pairs.append((w("Insufficient"), insufficient))
    return [
        *pairs,
        (w("Provisional"), provisional),
        (w("Groups"), groups),
        (w("Comparable"), comparable),
        (
            w("Difference"),
            w(
                "Taken from the exact figures and then rounded: it may be 0.1 away "
                "from the difference of two figures as shown."
            ),
        ),
    ]


# --- levels ------------------------------------------------------------------------------


def _levels(questionnaire: Questionnaire, w: Wording) -> Pairs:
    rules = {
        (node.levels.own, node.levels.lower, node.levels.by): node.levels
        for node in questionnaire.nodes.values()
        if node.levels is not None
    }
    pairs: Pairs = [(w("Level"), _rule_words(rule, w)) for rule in rules.values()]
    gates = [
        (node.short, gate)
        for node in questionnaire.nodes.values()
        if node.levels is not None
        for gate in node.levels.gates
    ]
    pairs += [(w("Gate"), _gate_words(questionnaire, name, gate, w)) for name, gate in gates]
    if pairs:
        pairs.append((w("Decimal"), _decimal_words(w)))
    if questionnaire.headline is not None:
        pairs.append((w("Headline level"), _headline_words(questionnaire, w)))
    if questionnaire.of_kind("pressure"):
        words = w(
            "Either is high from {high} upwards. Pressure is context: it never enters a level.",
            high=w.number(questionnaire.quadrant.high, digits=0),
        )
        pairs.append((w("Pressure and Drive"), words))
    return pairs


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


def _gate_words(questionnaire: Questionnaire, name: str, gate: Gate, w: Wording) -> str:
    item = questionnaire.items[gate.item]
    return w(
        "{item}: without {least} here, {node} stays at level {level}.",
        item=coded(questionnaire.code(gate.item), item.title),
        least=gate.at_least,
        node=name,
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
    if questionnaire.of_kind("safeguard"):
        words += " " + w(
            "No safeguard stands more than {by} below it. Safeguards bound the "
            "practices and are never averaged with them.",
            by=rule.safeguards_by,
        )
    return words


# --- limits and checking -----------------------------------------------------------------


def _limits(w: Wording) -> Pairs:
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


def _checking(record: Assessment, w: Wording) -> Pairs:
    pairs: Pairs = [
        (
            w("Fingerprint"),
            w(
                "SHA-256 over the signed record, its questionnaire and its place in the "
                "unit's chain. The program's verify command regenerates this report from "
                "the record and says whether both still agree."
            ),
        )
    ]
    if record.fingerprint:
        pairs.append((w("This record"), record.fingerprint))
    if record.chain is not None and record.chain.previous:
        pairs.append((w("Record before it"), record.chain.previous))
    pairs.append(
        (
            w("What it shows"),
            w(
                "That the record was not changed by accident or by someone who cannot "
                "rewrite the whole chain. Whoever can is caught only by a fingerprint "
                "kept elsewhere. It is no qualified signature."
            ),
        )
    )
    pairs.append((w("Scoring rules"), w("Version {number}", number=SCORING_VERSION)))
    return pairs
