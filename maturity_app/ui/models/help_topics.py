"""What there is help on, and which topic a page wants."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from maturity_app.ui.models import help_texts as texts
from maturity_app.ui.models.help_texts import Menus
from maturity_app.ui.models.reading import Look, Paragraph
from maturity_app.wording import Wording


class TopicId(StrEnum):
    """What there is help on, in the order of the list."""

    BEGIN = "begin"
    ANSWER = "answer"
    TEAM = "team"
    ALONE = "alone"
    STAFF = "staff"
    KEYS = "keys"
    OPEN = "open"
    RESULTS = "results"
    PLAN = "plan"
    REPORTS = "reports"
    COMPARE = "compare"
    UNITS = "units"
    QUESTIONNAIRES = "questionnaires"
    DATA = "data"
    SIGN_OFF = "sign_off"
    ACCESS = "access"
    WORDS_ASKED = "words_asked"
    WORDS_FOUND = "words_found"


class Topic(NamedTuple):
    """One topic: a title and what is said on it."""

    id: TopicId
    title: str
    paragraphs: tuple[Paragraph, ...]

    def has(self, words: Sequence[str]) -> bool:
        """Return whether every one of these words stands in it, in capitals or not."""
        whole = "\n".join((self.title, *(text for _, text in self.paragraphs))).casefold()
        return all(word.casefold() in whole for word in words)


_TOPICS_OF_PAGES = {
    "HOME": TopicId.BEGIN,
    "SURVEY": TopicId.ANSWER,
    "MEETING": TopicId.TEAM,
    "RESULTS": TopicId.RESULTS,
    "PLAN": TopicId.PLAN,
    "COMPARE": TopicId.COMPARE,
    "REPORTS": TopicId.REPORTS,
    "QUESTIONNAIRES": TopicId.QUESTIONNAIRES,
}


def topic_of_page(page: str) -> TopicId:
    """Return what help a page wants, by its name; a meeting counts as a page."""
    return _TOPICS_OF_PAGES[page]


def topics(w: Wording, menus: Menus) -> tuple[Topic, ...]:
    """Return all topics."""
    entries = menus.entries
    told = {
        TopicId.BEGIN: (w("Begin an assessment"), texts.begin(w, entries)),
        TopicId.ANSWER: (w("Answer the questions"), texts.answer(w)),
        TopicId.TEAM: (w("With the team"), texts.team(w, entries)),
        TopicId.ALONE: (w("Each alone, then together"), texts.alone(w, entries)),
        TopicId.STAFF: (w("Ask the staff, anonymously"), texts.staff(w, entries)),
        TopicId.KEYS: (w("Keys"), texts.keys(w, menus.keys)),
        TopicId.OPEN: (w("Don't know and not applicable"), texts.non_answers(w)),
        TopicId.RESULTS: (w("Results, and why they are so"), texts.results(w, entries)),
        TopicId.PLAN: (w("Targets and actions"), texts.plan(w)),
        TopicId.REPORTS: (w("Reports and files"), texts.reports(w, entries)),
        TopicId.COMPARE: (w("Comparing waves and units"), texts.compare(w)),
        TopicId.UNITS: (w("Units and the organisation"), texts.units(w, entries)),
        TopicId.QUESTIONNAIRES: (w("Questionnaires"), texts.questionnaires(w)),
        TopicId.DATA: (w("Where your data is"), texts.data(w, entries)),
        TopicId.SIGN_OFF: (w("Signing off and correcting"), texts.sign_off(w, entries)),
        TopicId.ACCESS: (w("Reading, listening and typing"), texts.access(w, entries)),
        TopicId.WORDS_ASKED: (w("Words: what is asked"), texts.words_asked(w)),
        TopicId.WORDS_FOUND: (w("Words: what comes of it"), texts.words_found(w)),
    }
    return tuple(
        Topic(topic, title, (Paragraph(Look.TITLE, title), *paragraphs))
        for topic, (title, paragraphs) in told.items()
    )
