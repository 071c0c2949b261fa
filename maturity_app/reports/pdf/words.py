"""Small texts that several pages of the PDF say: names of waves, codes, shortened comments."""

from fractions import Fraction
from typing import Final

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.lift import lift
from maturity_app.domain.questionnaire import Item, Kind, Option, Questionnaire
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.translating import language_of
from maturity_app.reports.pdf.marks import Scale
from maturity_app.reports.pdf.text import Run
from maturity_app.reports.phrases import item_word, share_word, status_word, whose_words
from maturity_app.wording import Wording

DASH: Final = "–"
ARROW: Final = "→"


def footer_words(assessment: Assessment, w: Wording) -> str:
    """Return unit, wave and status; a draft's status stands before them in bold."""
    parts = [assessment.unit.name, assessment.wave.label]
    if not assessment.is_draft:
        status = status_word(assessment.status, w)
        parts.append(status[:1].lower() + status[1:])
    if assessment.assessor is not None:
        parts.append(whose_words(assessment, w))
    if assessment.is_copy:
        parts.append(share_word(assessment.shared, w))
    return " · ".join(parts)


def evidence_lines(answer: Answer) -> list[str]:
    """Return the pieces of evidence of an answer."""
    return [line.strip() for line in answer.evidence.splitlines() if line.strip()]


def asked(words: str, questionnaire: Questionnaire, w: Wording) -> Run:
    """Return words of a questionnaire, with their language if it is not the report's."""
    language = language_of(questionnaire, w.language)
    return Run(words, language="" if language == w.language else language)


def answer_run(card: Scorecard, item_id: str, answer: Answer, w: Wording) -> Run:
    """Return what was answered: an option's label is in the language of the questionnaire."""
    words = item_word(card, item_id, answer, w)
    option = option_of(card, item_id)
    is_label = option is not None and option.label == words
    return asked(words, card.questionnaire, w) if is_label else Run(words)


def option_of(card: Scorecard, item_id: str) -> Option | None:
    """Return the option chosen for an item, or None while there is none."""
    return card.questionnaire.option(item_id, card.items[item_id].option or "")


def next_step_of(card: Scorecard, item_id: str, w: Wording) -> str:
    """Return what can be done next, from the answer given; never blank."""
    score = card.items[item_id]
    option = option_of(card, item_id)
    if option is not None:
        return option.next_step or w("None yet")
    if score.state == "not_applicable":
        return w("None while not applicable")
    if score.state == "hidden":
        return w("None while not asked")
    if score.is_pending:
        return w("Answer first what it waits for.")
    if score.state == "dont_know":
        return w("Find out, then answer.")
    return w("Answer the question.")


def next_step_run(card: Scorecard, item_id: str, w: Wording) -> Run:
    """Return what can be done next: an option's step is in the language of the questionnaire."""
    words = next_step_of(card, item_id, w)
    option = option_of(card, item_id)
    is_step = option is not None and option.next_step == words
    return asked(words, card.questionnaire, w) if is_step else Run(words)


def scale_of(
    card: Scorecard,
    item: Item,
    *,
    before: Fraction | None = None,
    asked: Fraction | None = None,
) -> Scale:
    """Return an item's answer on its stops, with the wave before and what is asked."""
    score = card.items[item.id]
    options = card.questionnaire.options(item.id)
    return Scale(
        stops=tuple(sorted({option.x for option in options})),
        answer=score.x,
        before=before,
        asked=asked,
        is_set_aside=score.state == "not_applicable",
    )


def number_in_scale(questionnaire: Questionnaire, item_id: str, option: Option) -> int:
    """Return an option's place in its scale, counted from 1."""
    ids = [each.id for each in questionnaire.options(item_id)]
    return ids.index(option.id) + 1


def asked_by_lift(card: Scorecard, node_id: str) -> dict[str, Option]:
    """Return, by item, the options that the fewest steps to the next level ask."""
    asked = {step.item: step.asked for step in lift(card, node_id)}
    options = {item: card.questionnaire.option(item, option) for item, option in asked.items()}
    return {item: option for item, option in options.items() if option is not None}


def kind_of(card: Scorecard, item_id: str) -> Kind | None:
    """Return the kind of the dimension an item belongs to."""
    node = card.questionnaire.dimension_of(item_id)
    return node.kind if node else None


def coded(code: str, words: str) -> str:
    """Return words after a code, if there is one."""
    return f"{code} {words}" if code else words
