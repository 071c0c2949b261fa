"""Questions that a mapping relates across versions: compared, but not asked in the same way."""

from typing import get_args

from maturity_app.domain.compared import Comparison, Related
from maturity_app.domain.mapping import How
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.reports.mapping import how_word
from maturity_app.reports.pdf.block import Block, spaced
from maturity_app.reports.pdf.heading import Heading
from maturity_app.reports.pdf.style import BODY, STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.words import ARROW
from maturity_app.reports.phrases import sentence
from maturity_app.wording import Wording


def related_blocks(pair: Comparison, w: Wording) -> list[Block]:
    """Return the questions compared by a mapping and those that moved, if there are any."""
    rows = [_row(sentence(how_word(how, w)), _names(pair, how, w)) for how in get_args(How)
            if any(one.how == how for one in pair.related)]  # fmt: skip
    moved = w.listed(_moves(pair, w))
    if moved:
        rows.append(_row(w("Moved"), moved))
    if not rows:
        return []
    columns = [Column(width=66, gap=8), Column(width=TEXT_WIDTH - 66, gap=0)]
    table = spaced(Table(columns, rows, rule_above=True), 0)
    return [Heading(w("Compared across versions of the questionnaire")), table]


def _row(name: str, words: str) -> Row:
    return Row(cells=(Text(name, STRONG), Text(words, BODY)), pad=2.6)


def _names(pair: Comparison, how: How, w: Wording) -> str:
    words = {
        "reworded": w("Asked in other words; the author says that the meaning is the same."),
        "rescaled": w("Answered on another scale; the earlier answers are put on the new one."),
        "merged": w("The mean of the earlier answers stands against the new one."),
        "split": w("The earlier answer stands against the mean of the new ones."),
    }.get(how, "")
    names = "; ".join(_name(pair, one) for one in pair.related if one.how == how)
    return f"{names}. {words}".strip()


def _name(pair: Comparison, one: Related) -> str:
    older, newer = pair.own[0].questionnaire, pair.own[-1].questionnaire
    before, after = _codes(older, one.earlier), _codes(newer, one.items)
    if len(one.items) == len(one.earlier) == 1:
        title = newer.items[one.items[0]].title
        return f"{after} {title}" if before == after else f"{before} {ARROW} {after} {title}"
    return f"{before} {ARROW} {after}"


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
