"""Questions compared across versions of a questionnaire, and those that are not, in words."""

from collections.abc import Iterator
from typing import get_args

from maturity_app.domain.compared import Comparison, Related
from maturity_app.domain.mapping import How
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.mapping import how_word
from maturity_app.reports.phrases import sentence
from maturity_app.wording import Wording


def related_heading(w: Wording) -> str:
    """Return what stands above the rows of `related_rows`."""
    return w("Compared across versions of the questionnaire")


def related_rows(pair: Comparison, w: Wording) -> list[tuple[str, str]]:
    """Return the two versions, and what a mapping relates and what moved; none within one."""
    older, newer = pair.own[0].questionnaire, pair.own[-1].questionnaire
    rows = []
    if older.id == newer.id and older.version != newer.version:
        rows.append((w("Versions"), f"{older.version} → {newer.version}"))
    rows += [
        (sentence(how_word(how, w)), _names(pair, how, w))
        for how in get_args(How)
        if any(one.how == how for one in pair.related)
    ]
    moved = w.listed(_moves(pair, w))
    return [*rows, (w("Moved"), moved)] if moved else rows


def related_name(pair: Comparison, one: Related) -> str:
    """Return the codes of what a mapping relates, before and after; of a single item its title."""
    older, newer = pair.own[0].questionnaire, pair.own[-1].questionnaire
    before, after = _codes(older, one.earlier), _codes(newer, one.items)
    if len(one.items) == len(one.earlier) == 1:
        title = newer.items[one.items[0]].title
        return f"{after} {title}" if before == after else f"{before} → {after} {title}"
    return f"{before} → {after}"


def why_not_common(pair: Comparison, item_id: str, w: Wording) -> str:
    """Return why an item is not common to both waves, with what the author of a mapping noted."""
    having = [a for a in pair.assessments if item_id in a.questionnaire.items]
    if len(having) == len(pair.assessments):
        version = pair.assessments[-1].questionnaire.version
        words = w("Another meaning since version {version}.", version=version)
    else:
        words = w("Asked in {waves} only.", waves=w.listed(a.wave.label for a in having))
    return f"{words} {pair.notes.get(item_id, '')}".strip()


def _names(pair: Comparison, how: How, w: Wording) -> str:
    words = {
        "reworded": w("Asked in other words; the author says that the meaning is the same."),
        "rescaled": w("Answered on another scale; the earlier answers are put on the new one."),
        "merged": w("The mean of the earlier answers stands against the new one."),
        "split": w("The earlier answer stands against the mean of the new ones."),
    }.get(how, "")
    found = [one for one in pair.related if one.how == how]
    names = "; ".join(related_name(pair, one) for one in found)
    return " ".join([f"{names}. {words}".strip(), *_notes(pair, found, w)])


def _notes(pair: Comparison, found: list[Related], w: Wording) -> Iterator[str]:
    newer = pair.own[-1].questionnaire
    for one in found:
        note = pair.notes.get(one.items[0], "")
        if note:
            yield w.labelled(_codes(newer, one.items), note)


def _codes(questionnaire: Questionnaire, items: tuple[str, ...]) -> str:
    return ", ".join(questionnaire.code(item_id) for item_id in items)


def _moves(pair: Comparison, w: Wording) -> list[str]:
    """Return each question that stands in another dimension or at another level than before."""
    older, newer = pair.own[0].questionnaire, pair.scorecards[-1].questionnaire
    told = []
    for move in pair.moves:
        code = pair.own[-1].questionnaire.code(move.item)
        if move.earlier_dimension != move.later_dimension:
            was, now = older.nodes.get(move.earlier_dimension or ""), move.later_dimension
            told.append(w("{code} from {earlier} to {later}", code=code,
                          earlier=was.short if was else "–",
                          later=newer.nodes[now].short if now else "–"))  # fmt: skip
        else:
            told.append(w("{code} from level {earlier} to {later}", code=code,
                          earlier=move.earlier_level or "–",
                          later=move.later_level or "–"))  # fmt: skip
    return told
