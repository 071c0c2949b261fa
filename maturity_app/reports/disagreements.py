"""Where people's own answers differ, the widest apart first: the list that leads a meeting."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.consensus import Gathering, View, Views
from maturity_app.reports.phrases import answer_state_word, answer_word, assessor_name
from maturity_app.reports.scores import Described, Entry, Value, described
from maturity_app.wording import Wording

_FIRST = 3
_MOST_TOLD = 8
_LONGEST_HEADER = 80


def disagreement_columns(gathering: Gathering, w: Wording) -> tuple[Described, ...]:
    """Return the columns of the list: each person's answer under the name, then the counts."""
    first: tuple[Entry, ...] = (
        ("rank", "number", w("The place in the list, the widest apart first."), ()),
        ("dimension", "text", w("The dimension it belongs to."), ()),
        ("code", "text", w("The item's number as people see it."), ()),
        ("item", "text", w("Permanent id of the item."), ()),
        ("statement", "text", w("The question's text."), ()),
    )
    last: tuple[Entry, ...] = (
        ("recorded", "text", w("What is recorded as agreed; empty if nothing is yet."), ()),
        ("comments", "text", w("What people wrote beside their answers."), ()),
        ("spread", "share", w("Highest less lowest answer, 0 to 1; empty under two answers."), ()),
        ("agreement", "share", w("r_wg, 0 (as by chance) to 1 (all the same)."), ()),
        ("answered", "number", w("How many people answered."), ()),
        ("dont_know", "number", w("How many do not know."), ()),
        ("not_applicable", "number", w("For how many the item is not applicable."), ()),
        ("not_answered", "number", w("How many have not answered, or were not asked."), ()),
    )
    names = [assessor_name(own.assessor, w) for own in gathering.owns]
    fixed = [name for name, *_ in (*first, *last)]
    taken = [*fixed, *(plain_header(name, w).casefold() for name in fixed)]
    headers = _headers([own.assessor.name for own in gathering.owns], taken)
    people: tuple[Entry, ...] = tuple(
        (header, "text", w("The answer of {name}.", name=name), ())
        for header, name in zip(headers, names, strict=True)
    )
    return described((*first, *people, *last))


def plain_header(column: str, w: Wording) -> str:
    """Return what people read above a column; a person's name is that already."""
    return {
        "rank": w("Rank"),
        "dimension": w("Dimension"),
        "code": w("Code"),
        "item": w("Item id"),
        "statement": w("Statement"),
        "recorded": w("Recorded"),
        "comments": w("Comments"),
        "spread": w("Spread"),
        "agreement": w("Agreement"),
        "answered": w("Answered"),
        "dont_know": w("Don't know"),
        "not_applicable": w("Not applicable"),
        "not_answered": w("Not answered"),
    }.get(column, column)


def _headers(names: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Return names as headers, of which no two are the same in one table."""
    known, headers = set(taken), []
    for name in names:
        header, number = name[:_LONGEST_HEADER], 2
        while header.casefold() in known:
            header, number = f"{name[:_LONGEST_HEADER]} {number}", number + 1
        known.add(header.casefold())
        headers.append(header)
    return headers


def disagreement_rows(
    gathering: Gathering, record: Assessment, w: Wording
) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each item on which not all agree; `record` is what they agree on so far.

    Its questionnaire gives the words, in whatever language it is.
    """
    questionnaire = record.questionnaire
    for rank, views in enumerate(gathering.disagreements, start=1):
        item = questionnaire.items[views.item]
        dimension = questionnaire.dimension_of(item.id)
        unanswered = views.count("not_answered", "hidden")
        counts = (views.count("answered"), views.count("dont_know"),
                  views.count("not_applicable"), unanswered)  # fmt: skip
        recorded = record.answer(item.id)
        is_recorded = recorded.state != "not_answered"
        yield (
            Fraction(rank),
            dimension.title if dimension else "",
            questionnaire.code(item.id),
            item.id,
            item.text,
            *(view_word(record, views, view, w) for view in views.views),
            answer_word(questionnaire, item.id, recorded, w) if is_recorded else "",
            "\n".join(comment_lines(views.views, w)),
            views.spread,
            views.agreement.value if views.agreement else None,
            *map(Fraction, counts),
        )


def most_apart(listed: Sequence[Views], record: Assessment, w: Wording) -> Iterator[str]:
    """Yield in a line each what the first items of a list are, and who said what."""
    questionnaire = record.questionnaire
    for views in listed[:_FIRST]:
        item = questionnaire.items[views.item]
        said = [
            w.labelled(view.assessor.name, view_word(record, views, view, w))
            for view in views.views[:_MOST_TOLD]
        ]
        if len(views.views) > _MOST_TOLD:
            others = len(views.views) - _MOST_TOLD
            said.append(w.plural("{count} other", "{count} others", others))
        name = f"{questionnaire.code(item.id)} {item.title or item.text}"
        yield f"{name} ({', '.join(said)})"


def view_word(record: Assessment, views: Views, view: View, w: Wording) -> str:
    """Return one person's answer in a few words."""
    if view.state == "hidden":
        return answer_state_word("hidden", w)
    return answer_word(record.questionnaire, views.item, view.answer, w)


def comment_lines(views: Sequence[View], w: Wording) -> list[str]:
    """Return what people wrote beside their answers, each with the name before it."""
    lines = []
    for view in views:
        answer = view.answer
        said = [part.strip() for part in (answer.reason, answer.comment) if part.strip()]
        if said:
            lines.append(w.labelled(view.assessor.name, " ".join(said)))
    return lines
