"""Finding questions by words of their statement, their answers, comments and evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from maturity_app.domain.alphabet import folded
from maturity_app.ui.assessment_model import AssessmentModel
from maturity_app.ui.models.searching import words_of
from maturity_app.wording import Wording

Place = Literal["statement", "answers", "written", "comment", "evidence"]


@dataclass(frozen=True, slots=True)
class Found:
    """A question in which all words were found, and in which part of it."""

    item_id: str
    place: Place


def found_in(model: AssessmentModel, order: Sequence[str], text: str) -> list[Found]:
    """Return the questions that hold every word of a text, in the order given.

    What is not asked is not found. A word may stand inside another; accents and capitals do
    not count.
    """
    words = words_of(text)
    if not words:
        return []
    shown = (item_id for item_id in order if model.shown[item_id] != "hidden")
    found = ((item_id, _place(model, item_id, words)) for item_id in shown)
    return [Found(item_id, place) for item_id, place in found if place]


def place_words(place: Place, w: Wording) -> str:
    """Return where something was found; nothing of the statement, which one reads anyway."""
    return {
        "statement": "",
        "answers": w("in the answers to choose from"),
        "written": w("in the answer"),
        "comment": w("in the comment"),
        "evidence": w("in the evidence"),
    }[place]


def _place(model: AssessmentModel, item_id: str, words: list[str]) -> Place | None:
    """Return the part that holds all words, or the first with one if only all parts together do."""
    parts = [(place, folded(text)) for place, text in _parts(model, item_id)]
    whole = "\n".join(text for _, text in parts)
    if not all(word in whole for word in words):
        return None
    in_one = (place for place, text in parts if all(word in text for word in words))
    in_some = (place for place, text in parts if any(word in text for word in words))
    return next(in_one, None) or next(in_some)


def _parts(model: AssessmentModel, item_id: str) -> Iterator[tuple[Place, str]]:
    item = model.spoken.items[item_id]
    yield "statement", f"{model.spoken.code(item_id)} {item.title}\n{item.text}\n{item.frame}"
    options = model.spoken.options(item_id)
    yield "answers", "\n".join(f"{option.label} {option.anchor}" for option in options)
    answer = model.answer(item_id)
    yield "written", f"{answer.text}\n{answer.value}\n{answer.source}\n{answer.reason}"
    yield "comment", answer.comment
    yield "evidence", answer.evidence
