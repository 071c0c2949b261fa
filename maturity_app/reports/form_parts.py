"""What a form and whoever reads it back agree on: its sheets, columns, and answers to choose."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from maturity_app.domain.questionnaire import Item, Questionnaire
from maturity_app.reports.excel.inert import inert

START, STATE, LISTS, RECORD = "Start", "FormState", "FormLists", "FormRecord"

START_COLUMNS = ("field", "step", "entry", "note")
QUESTION_COLUMNS = (
    "item_id", "code", "question", "choices", "answer", "status", "measured", "source", "reason",
    "comment", "evidence", "state",
)  # fmt: skip
UNNAMED_COLUMNS = (*QUESTION_COLUMNS[:6], QUESTION_COLUMNS[-1])
"""The columns where nobody's name is asked: without those for one's own words, which could tell."""

FIXED = ("code", "question", "choices")
"""The columns whose texts say what was asked."""

ENTRIES = ("answer", "measured", "source", "reason", "comment", "evidence")
"""The columns that are filled in."""

Aside = Literal["dont_know", "not_applicable"]
"""The answers that say why there is none."""


class Choice(NamedTuple):
    """One text to choose: an option by its id, or one of the two non-answers."""

    text: str
    option: str = ""
    aside: Aside | None = None


def choices_of(
    questionnaire: Questionnaire, item: Item, words: Mapping[Aside, str]
) -> tuple[Choice, ...]:
    """Return what may be chosen for an item, no two texts alike but for capitals and blanks.

    `words` say what the two non-answers are called; the second is offered only where the item
    allows it.
    """
    options = questionnaire.options(item.id)
    labels = [line(option.label) for option in options]
    count = Counter(label.casefold() for label in (*labels, *words.values()))
    found = [
        Choice(label if count[label.casefold()] == 1 else f"{label} ({option.id})", option.id)
        for label, option in zip(labels, options, strict=True)
    ]
    found.append(Choice(words["dont_know"], aside="dont_know"))
    if item.not_applicable is not None:
        found.append(Choice(words["not_applicable"], aside="not_applicable"))
    return tuple(found)


def line(text: str) -> str:
    """Return a text as one line with single blanks, as spreadsheets compare it."""
    return " ".join(text.split())


def fingerprint_of(texts: Iterable[str]) -> str:
    """Return a short hash of what stands in locked cells, blanks of any kind taken as one."""
    joined = "\n".join(line(inert(text)) for text in texts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
