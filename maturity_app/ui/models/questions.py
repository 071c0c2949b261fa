"""What the survey's lines say of questions: answers in words, and what a question waits for."""

from collections.abc import Mapping

from maturity_app.domain.progress import is_done
from maturity_app.reports.phrases import answer_state_word, answer_word
from maturity_app.reports.rules import condition_text
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.widgets.question_line import Said
from maturity_app.ui.widgets.sections import Section, Shown
from maturity_app.wording import Wording

_MARKS = {"dont_know": "help", "not_applicable": "dash"}


def said_in(
    section: Section, model: AssessmentModel, in_view: Shown, w: Wording
) -> Mapping[str, Said]:
    """Return what is said of every question of a section, by the item's id.

    `in_view` hides those that a filter leaves out besides those that are not asked.
    """
    return {item.id: _said_of(item.id, model, in_view, w) for item in section.items}


def _said_of(item_id: str, model: AssessmentModel, in_view: Shown, w: Wording) -> Said:
    seen = in_view[item_id]
    if seen == "pending":
        return Said(w("Not asked yet"), "clock", waits=waits_for(item_id, model, w))
    words, mark = _answered(item_id, model, w)
    waits = w("Differs from the last wave, reason not given yet")
    return Said(words, mark, waits if lacks_reason(item_id, model) else "", seen == "hidden")


def lacks_reason(item_id: str, model: AssessmentModel) -> bool:
    """Return whether both waves chose an option, not the same, and nobody has said why yet."""
    now, then = model.answer(item_id), model.previous_answer(item_id)
    if then is None or not model.is_editable or model.spoken.items[item_id].type != "choice":
        return False
    both_chose = now.state == then.state == "answered"
    return both_chose and now.option != then.option and now.change is None


def is_changed(item_id: str, model: AssessmentModel) -> bool:
    """Return whether both waves dealt with an item, and not in the same way."""
    item, now, then = (
        model.spoken.items[item_id],
        model.answer(item_id),
        model.previous_answer(item_id),
    )
    if then is None or not (is_done(item, now) and is_done(item, then)):
        return False
    return (now.state, now.option, now.text, now.value) != (
        then.state,
        then.option,
        then.text,
        then.value,
    )


def waits_for(item_id: str, model: AssessmentModel, w: Wording) -> str:
    """Return what an item waits for before it is asked; empty unless it does."""
    questionnaire = model.spoken
    condition = questionnaire.items[item_id].show_when
    if condition is None or model.shown[item_id] != "pending":
        return ""
    return w("Asked if {condition}", condition=condition_text(questionnaire, condition, w))


def _answered(item_id: str, model: AssessmentModel, w: Wording) -> tuple[str, str]:
    questionnaire = model.spoken
    answer, item = model.answer(item_id), questionnaire.items[item_id]
    if not is_done(item, answer):
        return answer_state_word("not_answered", w), ""
    if item.type == "choice":
        words = answer_word(questionnaire, item_id, answer, w)
    elif item.type == "measure" and answer.state == "not_applicable":
        # In the word of the button that says it.
        words = w("Not measured")
    else:
        words = answer_state_word(answer.state, w)
    return words, _MARKS.get(answer.state, "check")
