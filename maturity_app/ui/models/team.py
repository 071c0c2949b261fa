"""What a team's people answered alone, in the words in which survey and meeting show it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from maturity_app.domain.assessment import Source
from maturity_app.domain.consensus import Gathering, View, Views
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.phrases import answer_state_word, answer_word, assessor_name
from maturity_app.ui.models.votes import DONT_KNOW
from maturity_app.wording import Wording

LEAST_FOR_FIGURE = 5
"""Of how few people the agreement as a figure says nothing: their answers are counted instead."""


class Told(NamedTuple):
    """What one person answered to a question; `number` is the option's key, 0 without one."""

    name: str
    answer: str
    number: int
    comment: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class Team:
    """People's own answers as a consensus was made of them, and whose are not here any more."""

    gathering: Gathering
    missing: tuple[Source, ...] = ()

    @cached_property
    def differing(self) -> tuple[str, ...]:
        """The items on which not all agree, the widest apart first."""
        return tuple(views.item for views in self.gathering.disagreements)

    def views(self, item_id: str) -> Views | None:
        """Return what all answered to an item; None where nobody was asked it."""
        return self.gathering.items.get(item_id)

    def votes(self, item_id: str) -> list[str]:
        """Return the options people chose, and for each who does not know that it is so."""
        views = self.views(item_id)
        cast = [_vote(view) for view in views.views] if views else []
        return [vote for vote in cast if vote is not None]

    def named(self, item_id: str, questionnaire: Questionnaire, w: Wording) -> str:
        """Return who answered what to an item, in a line; empty where nobody was asked it."""
        views = self.views(item_id)
        told = told_of(views, questionnaire, w) if views else []
        return w.joined(w.labelled(each.name, each.answer) for each in told)

    def remarks(self, item_id: str, questionnaire: Questionnaire, w: Wording) -> list[str]:
        """Return what was written beside people's answers to an item, a line for each of them."""
        views = self.views(item_id)
        told = told_of(views, questionnaire, w) if views else []
        return [
            w.labelled(each.name, " ".join(each.comment.split())) for each in told if each.comment
        ]


def _vote(view: View) -> str | None:
    if view.state == "dont_know":
        return DONT_KNOW
    return view.answer.option if view.x is not None else None


def told_of(views: Views, questionnaire: Questionnaire, w: Wording) -> list[Told]:
    """Return what each person answered, in the order of their names."""
    options = [option.id for option in questionnaire.options(views.item)]
    told = []
    for view in views.views:
        answer = view.answer
        words = answer_state_word("hidden", w)
        if view.state != "hidden":
            words = answer_word(questionnaire, views.item, answer, w)
        number = options.index(answer.option or "") + 1 if view.x is not None else 0
        said = [part.strip() for part in (answer.reason, answer.source, answer.comment)]
        pieces = [line.strip() for line in answer.evidence.splitlines()]
        told.append(
            Told(
                name=assessor_name(view.assessor, w),
                answer=words,
                number=number,
                comment="\n".join(filter(None, said)),
                evidence=w.joined(filter(None, pieces)),
            )
        )
    return told


def apart_words(views: Views, questionnaire: Questionnaire, w: Wording) -> str:
    """Return how far people's answers lie apart, and how far they agree."""
    if views.agreed is not None:
        return w("All agree")
    if len(views.views) < LEAST_FOR_FIGURE and questionnaire.options(views.item):
        return _counted(told_of(views, questionnaire, w), w)
    options = [option for option in questionnaire.options(views.item) if option.x in views.values]
    unknown = views.count("dont_know")
    parts = []
    if len(options) > 1:
        parts.append(w("{lowest} to {highest}", lowest=options[0].label, highest=options[-1].label))
    if views.agreement is not None:
        value = w.number(views.agreement.value, digits=2)
        parts.append(w("agreement {value}", value=value))
    if unknown:
        parts.append(w.plural("{count} don't know", "{count} don't know", unknown))
    return w.joined(parts) if parts else w("Not all agree")


def _counted(people: Sequence[Told], w: Wording) -> str:
    """Return how many gave each answer, the one most gave first."""
    (answer, most), *others = Counter(each.answer for each in people).most_common()
    first = w("{count} of {total}: {answer}", count=most, total=len(people), answer=answer)
    return w.joined([first, *(w.labelled(str(count), other) for other, count in others)])
