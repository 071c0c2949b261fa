"""Questionnaires as people choose among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translating import in_language, language_of
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One questionnaire: what it is called, what tells it from the others, both in one line."""

    questionnaire: Questionnaire
    name: str
    about: str
    in_full: str


def choices(questionnaires: Sequence[Questionnaire], w: Wording) -> tuple[Choice, ...]:
    """Return what there is to choose from, in the same order, in the window's language."""
    titles = {
        entry.id: _told(entry, w).title for entry in questionnaires if entry.extension is None
    }
    return tuple(_choice(entry, titles, w) for entry in questionnaires)


def _choice(questionnaire: Questionnaire, titles: dict[str, str], w: Wording) -> Choice:
    name, about = _name(questionnaire, w), _about(questionnaire, titles, w)
    in_full = w.labelled(name, about)
    return Choice(questionnaire=questionnaire, name=name, about=about, in_full=in_full)


def _told(questionnaire: Questionnaire, w: Wording) -> Questionnaire:
    return in_language(questionnaire, language_of(questionnaire, w.language))


def _name(questionnaire: Questionnaire, w: Wording) -> str:
    title = f"{_told(questionnaire, w).title} {questionnaire.version}"
    if questionnaire.extension is None:
        return title
    return w("{title} + {extension}", title=title, extension=questionnaire.extension.title)


def _about(questionnaire: Questionnaire, titles: dict[str, str], w: Wording) -> str:
    count = w.plural("{count} question", "{count} questions", len(questionnaire.items))
    long = questionnaire.short_form_of
    if not long:
        return count
    return w("short form of {title}, {count}", title=titles.get(long, long), count=count)
