"""What came of bringing files in and of gathering a team's answers, in the words of the window."""

from collections.abc import Iterator, Mapping, Sequence

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.consensus import apart, misfit
from maturity_app.domain.differing import differing
from maturity_app.jobs.exchange import ImportResult
from maturity_app.jobs.merging import Merged
from maturity_app.reports.phrases import answer_word
from maturity_app.wording import Wording, visible

_MOST_TOLD = 3


def gathered_text(found: Merged, w: Wording) -> str:
    """Return what came of gathering: what was filled in, what changed, and what is to settle."""
    questionnaire = found.record.questionnaire
    if found.absent:
        names = w.listed(source.assessor.name for source in found.absent)
        return w(
            "Nothing was filled in: the answers of {names} are not in this library", names=names
        )
    filled = w.plural(
        "{count} question filled in where all agree",
        "{count} questions filled in where all agree",
        found.filled,
    )
    parts = [filled if found.has_changed else w("Nothing has changed")]
    for each in found.replaced:
        name = each.own.assessor.name
        told = w("{name} answers otherwise than before; what is recorded stays", name=name)
        answers = found.record.answers
        recorded = [i for i in each.items or () if i in answers and not answers[i].is_empty]
        if recorded:
            codes = ", ".join(map(questionnaire.code, recorded))
            told = w("{name} answers otherwise than before: look at {codes}; what is recorded "
                     "stays", name=name, codes=codes)  # fmt: skip
        parts.append(told)
    left = len(found.to_settle)
    parts.append(w.plural("{count} question to settle", "{count} questions to settle", left))
    if found.newly_apart:
        codes = ", ".join(questionnaire.code(views.item) for views in found.newly_apart)
        parts.append(w("no longer shared by all, and kept: {codes}", codes=codes))
    return w.joined(parts)


def brought_in_text(
    results: Sequence[ImportResult], records: Mapping[str, Assessment], here: Assessment, w: Wording
) -> str:
    """Return for each file that is in the library now whether its answers belong to `here`."""
    lines = []
    for result in results:
        record = records.get(result.assessment_id or "")
        if record is None:
            continue
        file = visible(result.path.name)
        wrong = _elsewhere(record, here, w)
        if wrong:
            lines.append(w("{file}: {what}. It is in the library, but not in this list.",
                           file=file, what=wrong))  # fmt: skip
        elif result.outcome == "known":
            lines.append(w("{file} is here already.", file=file))
        else:
            name = record.assessor.name if record.assessor else ""
            lines.append(w("{file}: the answers of {name} are in the library now, and stay there "
                           "if you cancel.", file=file, name=name))  # fmt: skip
    return "\n".join(lines)


def refused_text(results: Sequence[ImportResult], w: Wording) -> str:
    """Return for each file that was refused why it was."""
    refused = (result for result in results if result.outcome == "failed")
    return "\n".join(
        w("{file} was not added: {why}", file=visible(result.path.name), why=result.worded(w))
        for result in refused
    )


def _elsewhere(record: Assessment, here: Assessment, w: Wording) -> str:
    """Return why a record's answers are none of a wave; empty where they are."""
    wave, other = record.wave, here.wave
    wrong = misfit(record) or apart(record, here)
    if wrong is None:
        return ""
    is_named_alike = record.unit.id == here.unit.id and wave.label == other.label
    if record.assessor is not None and is_named_alike and wave.date != other.date:
        return w("dated {day}, and this wave is of {other}",
                 day=w.day(wave.date), other=w.day(other.date))  # fmt: skip
    what, _ = wrong
    return w.said(what)


def said_apart(records: Sequence[Assessment], w: Wording) -> list[str]:
    """Return for each of one person's records what it says where they differ."""
    first = records[0]
    items = dict.fromkeys(item for other in records[1:] for item in differing(first, other))
    return [_said(record, list(items), w) for record in records]


def _said(record: Assessment, items: Sequence[str], w: Wording) -> str:
    if not items:
        return w("the same answers, other comments")
    return w.joined(_in_words(record, items, w))


def _in_words(record: Assessment, items: Sequence[str], w: Wording) -> Iterator[str]:
    questionnaire = record.questionnaire
    for item in items[:_MOST_TOLD]:
        word = answer_word(questionnaire, item, record.answer(item), w)
        yield w.labelled(questionnaire.code(item), word)
    if len(items) > _MOST_TOLD:
        others = len(items) - _MOST_TOLD
        yield w.plural("{count} other", "{count} others", others)
