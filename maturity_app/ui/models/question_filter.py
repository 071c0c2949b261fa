"""Which questions a filter leaves: open, in doubt, set aside, commented, changed, in dispute."""

from typing import Literal, get_args

from maturity_app.domain.progress import is_done
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.questions import is_changed
from maturity_app.wording import Wording

Filter = Literal[
    "all", "open", "dont_know", "not_applicable", "commented", "evidenced", "changed", "differs"
]
FILTERS: tuple[Filter, ...] = get_args(Filter)


def matching(chosen: Filter, model: AssessmentModel) -> frozenset[str]:
    """Return the items that match; never one that is not asked."""
    asked = (item_id for item_id, seen in model.shown.items() if seen != "hidden")
    return frozenset(item_id for item_id in asked if _matches(chosen, item_id, model))


def filter_words(chosen: Filter, w: Wording) -> str:
    """Return what a filter is called."""
    return {
        "all": w("All questions"),
        "open": w("Not answered"),
        "dont_know": w("Don't know"),
        "not_applicable": w("Not applicable"),
        "commented": w("With a comment"),
        "evidenced": w("With evidence"),
        "changed": w("Changed since the last wave"),
        "differs": w("Where the team differs"),
    }[chosen]


def chosen_words(chosen: Filter, w: Wording) -> str:
    """Return what the filter that is chosen is called, where there is less room."""
    return w("Team differs") if chosen == "differs" else filter_words(chosen, w)


def counted_words(chosen: Filter, count: int, model: AssessmentModel, w: Wording) -> str:
    """Return how many questions a filter leaves, and whether the team has settled them all."""
    found = matching(chosen, model) if chosen == "differs" else ()
    items = model.spoken.items
    if found and all(is_done(items[item_id], model.answer(item_id)) for item_id in found):
        return w("{count}, all settled", count=count)
    return str(count)


def nothing_words(chosen: Filter, place: str, w: Wording) -> str:
    """Return that nothing matches in a place, such as a dimension."""
    return {
        "all": w("Nothing is asked in {place}.", place=place),
        "open": w("Nothing is left open in {place}.", place=place),
        "dont_know": w("Nothing is answered with don't know in {place}.", place=place),
        "not_applicable": w("No question is set aside as not applicable in {place}.", place=place),
        "commented": w("No question has a comment in {place}.", place=place),
        "evidenced": w("No answer has evidence in {place}.", place=place),
        "changed": w("No answer differs from the last wave in {place}.", place=place),
        "differs": w("The team agrees on everything in {place}.", place=place),
    }[chosen]


def _matches(chosen: Filter, item_id: str, model: AssessmentModel) -> bool:
    answer = model.answer(item_id)
    if chosen == "open":
        is_asked = model.shown[item_id] == "shown"
        return is_asked and not is_done(model.spoken.items[item_id], answer)
    if chosen in ("dont_know", "not_applicable"):
        return answer.state == chosen
    if chosen == "differs":
        return model.team is not None and item_id in model.team.differing
    if chosen in ("commented", "evidenced"):
        return bool((answer.comment if chosen == "commented" else answer.evidence).strip())
    return chosen == "all" or is_changed(item_id, model)
