"""What was found in a questionnaire before it is added, in words."""

from collections.abc import Iterator, Sequence

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.succession import Changes
from maturity_app.domain.translating import in_language, language_of
from maturity_app.jobs.examining import Examined
from maturity_app.storage.problems import Problem
from maturity_app.ui.models.reading import Look, Paragraph
from maturity_app.ui.widgets.sections import sections_of
from maturity_app.wording import Wording, native_name

_MOST_NAMED = 12


def examined_paragraphs(examined: Examined, w: Wording) -> list[Paragraph]:
    """Return what a questionnaire holds and changes, or all that is wrong with it."""
    found = examined.questionnaire
    if found is None:
        return [Paragraph(Look.POINT, text) for text in _lines(examined.problems, w)]
    spoken = in_language(found, language_of(found, w.language))
    told: list[Paragraph] = []
    if examined.older is not None and examined.changes is not None:
        told.append(Paragraph(Look.HEADING, _against(examined.older, w)))
        told += _changed(examined.older, found, examined.changes, w)
    if examined.remarks:
        told.append(Paragraph(Look.HEADING, w("What its author should mend")))
        told.append(Paragraph(Look.BODY, w("It can be used all the same.")))
        told += [Paragraph(Look.POINT, text) for text in _lines(examined.remarks, w)]
    if told:
        told.append(Paragraph(Look.HEADING, w("What it holds")))
    return [*told, *_holds(spoken, w)]


def problem_lines(problems: Sequence[Problem], w: Wording) -> str:
    """Return problems to be copied, a line for each."""
    return "\n".join(_lines(problems, w))


def name_in_full(questionnaire: Questionnaire, w: Wording) -> str:
    """Return title and version; of own items theirs."""
    spoken = in_language(questionnaire, language_of(questionnaire, w.language))
    own = spoken.extension or spoken
    return w("{title} {version}", title=own.title, version=own.version)


def _lines(problems: Sequence[Problem], w: Wording) -> list[str]:
    return [problem.worded(w) for problem in problems]


def _holds(spoken: Questionnaire, w: Wording) -> Iterator[Paragraph]:
    if spoken.description and spoken.extension is None:
        yield Paragraph(Look.BODY, spoken.description)
    languages = w.listed(native_name(name) for name in spoken.languages)
    if spoken.extension is None:
        yield Paragraph(Look.BODY, w.labelled(w("Languages"), languages))
    for section in sections_of(spoken, w):
        is_own = section.id in spoken.local_nodes
        if spoken.extension is None or is_own:
            count = w.plural("{count} question", "{count} questions", len(section.items))
            name = f"{section.code} {section.title}".strip()
            yield Paragraph(Look.POINT, w.labelled(name, count))


def _against(older: Questionnaire, w: Wording) -> str:
    version = older.extension.version if older.extension else older.version
    return w("Against version {version}, which is here now", version=version)


def _changed(
    older: Questionnaire, newer: Questionnaire, changes: Changes, w: Wording
) -> Iterator[Paragraph]:
    parts = [
        (w("New questions"), newer, changes.added),
        (w("Questions left out"), older, changes.dropped),
        (w("With a new meaning; old answers are not compared"), newer, changes.revised),
        (w("Worded anew; answers stay comparable"), newer, changes.reworded),
    ]
    for name, where, ids in parts:
        if ids:
            yield Paragraph(Look.NAME, w.labelled(name, str(len(ids))))
            for item_id in ids[:_MOST_NAMED]:
                title = where.items[item_id].title
                yield Paragraph(Look.POINT, f"{where.code(item_id)} {title}")
            if len(ids) > _MOST_NAMED:
                more = len(ids) - _MOST_NAMED
                yield Paragraph(Look.POINT, w.plural("and {count} more", "and {count} more", more))
    if not any(ids for _, _, ids in parts):
        yield Paragraph(Look.BODY, w("Every question is as it was."))
    kept = w("Assessments keep the version they were answered with.")
    yield Paragraph(Look.BODY, kept)
