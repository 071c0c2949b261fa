"""Rules and Texts: the thresholds that formulas refer to, and the words they show."""

from collections.abc import Iterator

from maturity_app.domain.scorecard import QuadrantName, State, Verdict
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.sheet import Cell, Column, Sheet, number
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.phrases import waiting_word
from maturity_app.wording import Wording

STATES: tuple[State, ...] = ("rated", "provisional", "insufficient", "not_rated")
_VERDICTS: tuple[Verdict | None, ...] = (
    "drive_outruns_safeguards",
    "controls_outrun_use",
    "in_step",
    None,
)
_QUADRANTS: tuple[QuadrantName | None, ...] = (
    "exposed",
    "prepared",
    "calm_and_new",
    "capacity_in_hand",
    "on_the_line",
    None,
)


def rules_sheet(basis: Basis) -> Sheet:
    """Return the thresholds and rules of the questionnaire, one a row; each has a name."""
    w = basis.w
    return Sheet(
        name="Rules",
        meaning=w("The questionnaire's thresholds and rules; every formula refers to these cells."),
        columns=(
            Column(
                id="rule",
                header=w("Rule"),
                width=30,
                meaning=w("Name of the rule, which is also the defined name of its cell."),
            ),
            Column(
                id="value",
                header=w("Value"),
                width=14,
                style=Style.GENERAL,
                meaning=w("The value as the questionnaire declares it."),
            ),
            Column(
                id="meaning",
                header=w("Meaning"),
                width=90,
                style=Style.LONG,
                meaning=w("What the rule decides."),
            ),
        ),
        rows=tuple(_rules(basis)),
        is_machinery=True,
    )


def rule_names(sheet: Sheet) -> dict[str, str]:
    """Return the defined names of the rules with the cells they stand for."""
    return {str(row[0]): sheet.grid.cell("value", index) for index, row in enumerate(sheet.rows, 2)}


def _rules(basis: Basis) -> Iterator[tuple[Cell, ...]]:
    w, definition = basis.w, basis.questionnaire
    limits = definition.thresholds
    yield (
        "rule_not_applicable_above",
        number(limits.not_applicable_above),
        w("Above this share of items not applicable, a node is not rated."),
    )
    yield (
        "rule_insufficient_below",
        number(limits.insufficient_below),
        w("Below this coverage a node is insufficient: no value and no level."),
    )
    yield (
        "rule_provisional_below",
        number(limits.provisional_below),
        w("Below this coverage a node is provisional."),
    )
    yield (
        "rule_rated_weight",
        number(limits.rated_weight),
        w("A parent needs this share of its children's weight to be rated."),
    )
    yield (
        "rule_comparable_overlap",
        number(limits.comparable_overlap),
        w("Below this share of common items two assessments are not compared."),
    )
    yield (
        "rule_missing",
        definition.missing,
        w("What an open item counts as in a value: excluded, or lowest."),
    )
    yield "rule_top_level", definition.top_level, w("The highest level.")
    yield (
        "rule_quadrant_high",
        number(definition.quadrant.high),
        w("From this index upwards Pressure and Drive are called high."),
    )
    if definition.headline is not None:
        rule = definition.headline
        yield "rule_may_trail", rule.may_trail, w("How many practices may trail the headline.")
        yield "rule_trails_by", rule.by, w("How many levels a practice may trail it by.")
        yield (
            "rule_safeguards_by",
            rule.safeguards_by,
            w("How many levels a safeguard may stand below the headline."),
        )


def texts_sheet(basis: Basis) -> Sheet:
    """Return the words that formulas show, each by its code."""
    w = basis.w
    return Sheet(
        name="Texts",
        meaning=w("Words that formulas show, so that they follow a changed answer."),
        columns=(
            Column(id="code", header=w("Code"), width=36, meaning=w("Name of the text.")),
            Column(
                id="text",
                header=w("Text"),
                width=100,
                style=Style.LONG,
                meaning=w("The text; a name in braces is filled in by the formula."),
            ),
        ),
        rows=tuple(texts(basis).items()),
        is_machinery=True,
    )


def text_names(sheet: Sheet) -> dict[str, str]:
    """Return the defined names under which formulas look texts up."""
    return {"text_codes": sheet.span("code"), "text_words": sheet.span("text")}


def text_of(code: str) -> str:
    """Return the formula that looks a text up; `code` is itself a formula."""
    return f"INDEX(text_words,MATCH({code},text_codes,0))"


def filled(code: str, values: dict[str, str]) -> str:
    """Return the formula of a text with its names filled in by other formulas."""
    formula = text_of(f'"{code}"')
    for name, value in values.items():
        formula = f'SUBSTITUTE({formula},"{{{name}}}",{value})'
    return formula


def texts(basis: Basis) -> dict[str, str]:
    """Return the words that formulas show; names in braces are left for them to fill in."""
    w = basis.w
    found = {f"state.{state}": phrases.state_word(state, w) for state in STATES}
    for answer in ("answered", "not_applicable", "dont_know", "not_answered"):
        found[f"answer.{answer}"] = phrases.answer_state_word(answer, w)
    if basis.questionnaire.has_conditions:
        found["answer.hidden"] = phrases.answer_state_word("hidden", w)
        found["answer.waiting"] = waiting_word(w)
    found |= _reason_texts(w)
    practices = len(basis.questionnaire.of_kind("practice"))
    judged = practices + len(basis.questionnaire.of_kind("safeguard"))
    if judged:
        found |= _headline_texts(w, practices) | _lacking_texts(w, judged) | _balance_texts(w)
    return found


def _headline_texts(w: Wording, practices: int) -> dict[str, str]:
    """Return the parts of the headline's reason, as phrases.headline_reason puts them."""
    open_ = {name: f"{{{name}}}" for name in ("level", "nodes", "low", "high", "first", "last")}
    level, nodes = open_["level"], open_["nodes"]
    found = {
        "headline.held": w("Held at {level} by {nodes}.", level=level, nodes=nodes),
        "headline.none": w("No level: {nodes}", nodes=nodes),
        "headline.bounds": w(
            "{low} to {high} with what is answered", low=open_["low"], high=open_["high"]
        ),
        "headline.no_rule": w("This questionnaire has no headline level."),
        "headline.no_level": w("No level"),
        "list.two": w("{first} and {last}", first=open_["first"], last=open_["last"]),
        "standing.0": w("No practice stands at {level}.", level=level),
    }
    for count in range(1, practices):
        text = w.plural(
            "{word} of {total} practices stands at {level}.",
            "{word} of {total} practices stand at {level}.",
            count,
            word=phrases.count_word(count, w),
            total=phrases.count_word(practices, w),
            level=level,
        )
        found[f"standing.{count}"] = phrases.sentence(text)
    found[f"standing.{practices}"] = w("All practices stand at {level}.", level=level)
    return found


def _lacking_texts(w: Wording, judged: int) -> dict[str, str]:
    found = {
        "lacking.some": w("{count} {state}", count="{count}", state="{state}"),
        "lacking.all": w(
            "of {total} practices and safeguards, {counted}", counted="{counted}", total="{total}"
        ),
    }
    return found | {f"count.{n}": phrases.count_word(n, w) for n in range(judged + 1)}


def _balance_texts(w: Wording) -> dict[str, str]:
    found = {
        "points": w("{points} points apart, no verdict on points", points="{points}"),
        "points.none": w("no difference in points: an index is missing"),
        "balance.none": w("Not said: a practice or safeguard has no bounds."),
    }
    for verdict in _VERDICTS:
        found[f"verdict.{verdict or 'open'}"] = phrases.verdict_word(verdict, w)
    for quadrant in _QUADRANTS:
        found[f"quadrant.{quadrant or 'none'}"] = phrases.quadrant_word(quadrant, w)
    return found


def _reason_texts(w: Wording) -> dict[str, str]:
    return {
        "reason.nothing": w("nothing to score"),
        "reason.parts": w("too many of its parts are not rated"),
        "reason.not_applicable": w("{share} not applicable", share="{share}"),
        "reason.answered": w(
            "{answered} of {applicable} answered", answered="{answered}", applicable="{applicable}"
        ),
    }
