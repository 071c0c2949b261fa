"""All items of an assessment as one table."""

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.phrases import answer_word
from maturity_app.reports.rules import asked_word
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.figures import Column, FigureTable, Row, fraction_text
from maturity_app.wording import Wording


def item_table(model: AssessmentModel, w: Wording) -> FigureTable:
    """Return every item in questionnaire order: answer, value, weight, level, last wave."""
    assessment, card = model.told, model.card
    rows = []
    for item in assessment.questionnaire.items.values():
        score = card.items[item.id]
        is_choice = item.type == "choice"
        cells = (
            assessment.questionnaire.code(item.id),
            item.title,
            asked_word(card, item.id, assessment.answer(item.id), w),
            fraction_text(score.x) if score.x is not None else "–",
            fraction_text(score.weight) if is_choice else "–",
            str(score.level) if score.level is not None else "–",
            _then(model, item.id, w),
        )
        rows.append(
            Row(cells=cells, key=item.id, needs_attention=_is_open(assessment, card, item.id))
        )
    return FigureTable(
        name=w("All items"),
        columns=(
            Column(name=w("Item")),
            Column(name=w("Title"), takes_room=True),
            Column(name=w("Answer"), takes_room=True),
            Column(name=w("Value"), is_number=True),
            Column(name=w("Weight"), is_number=True),
            Column(name=w("Level"), is_number=True),
            Column(name=model.previous.wave.label if model.previous else w("Last wave")),
        ),
        rows=tuple(rows),
    )


def _then(model: AssessmentModel, item_id: str, w: Wording) -> str:
    """Return last wave's answer, or why there is none to show."""
    if model.previous is None:
        return "–"
    if item_id not in model.previous.questionnaire.items:
        return w("not asked")
    answer = model.previous_answer(item_id)
    if answer is None:
        return w("question changed")
    questionnaire = model.previous.questionnaire
    if questionnaire.items[item_id].type == "text":
        # A free text is as long as its writer wished; it stands in the report of its wave.
        return w("answered") if answer.text else "–"
    return answer_word(questionnaire, item_id, answer, w)


def _is_open(assessment: Assessment, card: Scorecard, item_id: str) -> bool:
    score = card.items[item_id]
    is_choice = assessment.questionnaire.items[item_id].type == "choice"
    if is_choice or score.state == "hidden" or score.is_pending:
        return score.state in ("not_answered", "dont_know")
    return assessment.answer(item_id).state in ("not_answered", "dont_know")
