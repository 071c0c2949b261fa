"""Page one: what the head of a unit reads in two minutes."""

from fractions import Fraction
from typing import Final

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.lift import Step, gaps
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.content import Report
from maturity_app.reports.findings import (
    balance_finding,
    balance_meaning,
    gaps_finding,
    pressure_finding,
    quadrant_meaning,
)
from maturity_app.reports.pdf.balance import BalanceLine
from maturity_app.reports.pdf.block import Block, Columns, Stack, spaced
from maturity_app.reports.pdf.context import answers_key, has_cells, pressure_grid
from maturity_app.reports.pdf.dimensions import dimension_chart
from maturity_app.reports.pdf.heading import Heading, small_heading, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.marks import AnswerLine, ShareBar
from maturity_app.reports.pdf.method import CHECKING
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.plan import who_and_when
from maturity_app.reports.pdf.sources import whose_line
from maturity_app.reports.pdf.style import (
    BODY,
    COMMENT,
    FRAME_HEIGHT,
    INK,
    LEAD,
    MARK_LABEL,
    NOTE,
    SECONDARY,
    SECTION_SPACE,
    STRONG,
    TEXT_WIDTH,
    THIRD,
)
from maturity_app.reports.pdf.summary import summary
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import PageText, Run, Text, clipped
from maturity_app.reports.pdf.words import (
    ARROW,
    DASH,
    asked,
    coded,
    evidence_lines,
    kind_of,
    next_step_run,
    option_of,
    scale_of,
)
from maturity_app.reports.phrases import (
    count_word,
    cuts_of,
    has_levels,
    index_bounds,
    points_text,
    record_line,
    sentence,
    value_text,
)
from maturity_app.wording import Wording

_MOST_GAPS: Final = 5
_FEWEST_GAPS: Final = 3
_WHO: Final = 84.0
_SPACES: Final = (SECTION_SPACE, SECTION_SPACE - 5, SECTION_SPACE - 9)
"""How far the sections are set apart: the more, the more room there is."""

_WAYS: Final[tuple[tuple[int, int | None, float], ...]] = (
    *((most, None, _SPACES[1]) for most in range(_MOST_GAPS, _FEWEST_GAPS - 1, -1)),
    *((most, None, _SPACES[2]) for most in (_FEWEST_GAPS, _FEWEST_GAPS - 1)),
    *((_FEWEST_GAPS, lines, _SPACES[2]) for lines in (4, 3, 2)),
)
"""How many gaps, how many lines of a next step, and how close: from the best on."""


def director_section(report: Report, w: Wording) -> Section:
    """Return page one; as many gaps as it has room for, at most five and at least three.

    It rather shows two gaps, set closer, than cut a next step short.
    """
    above = [*_head(report, w), *summary(report, w), *dimension_chart(report, w)]
    above += _thirds(report, w)
    foot = _record_foot(report, w)
    room = FRAME_HEIGHT - (foot.measure(TEXT_WIDTH) + SECTION_SPACE / 2 if foot else 0)
    blocks: list[Block] = []
    for most, lines, space in _WAYS:
        blocks = [*above, *_gap_list(report, most, lines, w)]
        if _fits(blocks, room, space):
            break
    for space in _SPACES:
        if _fits(blocks, room, space):
            break
    return Section(key="summary", title=w("Summary for management"), blocks=blocks, foot=foot)


def _fits(blocks: list[Block], room: float, space: float) -> bool:
    """Set the page's sections apart by a space and return whether they fit into a height."""
    _set_apart(blocks, space)
    return Stack(blocks).measure(TEXT_WIDTH) <= room


def _set_apart(blocks: list[Block], space: float) -> None:
    for block in blocks:
        if block.space_before in _SPACES:
            block.space_before = space


def _head(report: Report, w: Wording) -> list[Block]:
    assessment = report.assessment
    day = w("dated {date}", date=w.day(assessment.wave.date))
    parts = [assessment.wave.label, day]
    if assessment.unit.headcount:
        parts.append(
            w.plural("unit of {count} person", "unit of {count} people", assessment.unit.headcount)
        )
    if report.previous is not None:
        wave = report.previous.assessments[0].wave.label
        root = report.previous.nodes[report.card.root.id]
        parts.append(
            w.plural(
                "compared with {wave} on {count} common answer",
                "compared with {wave} on {count} common answers",
                root.used,
                wave=wave,
            )
        )
    if report.assessment.questionnaire.short_form_of:
        parts.append(w("a short form: indices, no level"))
    line = Text(" · ".join(parts), LEAD.with_(colour=SECONDARY))
    head = [title(assessment.unit.name), spaced(line, 1)]
    return [*head, *whose_line(assessment, w), *copy_line(assessment, w)]


def copy_line(assessment: Assessment, w: Wording) -> list[Block]:
    """Return what a copy leaves out, in a line of its own; nothing for the record itself."""
    if not assessment.is_copy:
        return []
    words = w(
        "{status}. This is a copy: it carries no fingerprint, and can't be checked against the "
        "record.",
        status=record_line(assessment, w),
    )
    return [spaced(Text(words, LEAD.with_(face="semibold")), 4)]


# --- three columns -----------------------------------------------------------------------


def _thirds(report: Report, w: Wording) -> list[Block]:
    card = report.card
    columns = [_rest_on(report, w)]
    if card.pressure is not None:
        columns.insert(0, _pressure(card, w))
    if card.of_kind("safeguard") and card.of_kind("practice") and has_levels(card):
        columns.insert(0, _balance(card, w))
    width = THIRD if len(columns) == 3 else (TEXT_WIDTH - 18 * (len(columns) - 1)) / len(columns)  # noqa: PLR2004 - the page has three columns at most
    return [spaced(Columns(columns, [width] * len(columns), 18), SECTION_SPACE)]


def _balance(card: Scorecard, w: Wording) -> Block:
    parts: list[Block] = [small_heading(balance_finding(card, w))]
    if card.balance is not None:
        if card.balance.verdict is not None:
            parts.append(BalanceLine(card, w))
        meaning = balance_meaning(card, w)
        words = f"{meaning} " if meaning else ""
    else:
        words = w("Not said: a practice or safeguard has no bounds.") + " "
    if card.drive is not None and card.safeguards is not None:
        words += w(
            "Indices: {drive} {first}, {safeguards} {second}; ",
            drive=card.drive.short,
            first=value_text(card.drive, w, cuts_of(card)),
            safeguards=card.safeguards.short,
            second=value_text(card.safeguards, w),
        )
        words += points_text(card, w) + "."
    parts.append(spaced(Text(words, COMMENT), 2))
    return Stack(parts)


def _pressure(card: Scorecard, w: Wording) -> Block:
    parts: list[Block] = [small_heading(pressure_finding(card, w))]
    node = card.questionnaire.nodes[card.pressure.id] if card.pressure else None
    if node is not None and has_cells(node):
        parts.append(pressure_grid(card, node, THIRD, w))
    key = answers_key(card, node, w) if node is not None and has_cells(node) else ""
    words = f"{key} {w('Higher is harder, not worse.')} "
    words += quadrant_meaning(card.quadrant, card.questionnaire.quadrant.high, w)
    if card.pressure is not None and card.pressure.low != card.pressure.high:
        words += f" {sentence(index_bounds(card.pressure, w, cuts_of(card)))}."
    parts.append(spaced(Text(words.strip(), COMMENT), 3))
    return Stack(parts)


def _rest_on(report: Report, w: Wording) -> Block:
    card = report.card
    counts = card.root.counts
    parts: list[Block] = [small_heading(w("What the figures rest on"))]
    coverage = counts.coverage or Fraction(0)
    cuts = (card.questionnaire.thresholds.insufficient_below,
            card.questionnaire.thresholds.provisional_below)  # fmt: skip
    share = w("{part} of {whole} · {share}", part=counts.answered, whole=counts.applicable,
              share=w.percent(coverage, cuts))  # fmt: skip
    parts.append(ShareBar(w("Coverage"), share, coverage))
    answered = [i for i, score in card.items.items() if score.x is not None]
    proved = sum(bool(evidence_lines(report.assessment.answer(i))) for i in answered)
    part = Fraction(proved, len(answered)) if answered else Fraction(0)
    share = w("{part} of {whole} · {share}", part=proved, whole=len(answered),
              share=w.percent(part))  # fmt: skip
    parts.append(spaced(ShareBar(w("Evidence attached"), share, part), 2))
    parts.append(spaced(Text(_open_runs(report, w), COMMENT), 4))
    return Stack(parts)


def _open_runs(report: Report, w: Wording) -> list[Run]:
    """Return which items are open, and which are newly not applicable."""
    card = report.card
    runs: list[Run] = []
    if report.previous is not None:
        newly = [left.item for left in report.previous.left_out if left.newly_not_applicable]
        if newly:
            word = sentence(count_word(len(newly), w))
            runs.append(Run(w("{word} newly not applicable:", word=word) + " ", "semibold"))
            runs.append(Run(_codes(card, newly) + "\n"))
    left = [
        i for i, score in card.items.items()
        if score.x is None and score.state not in ("not_applicable", "hidden")
        and card.questionnaire.items[i].type == "choice"
    ]  # fmt: skip
    if not left:
        return [*runs, Run(w("No question is open."))]
    word = sentence(count_word(len(left), w))
    return [
        *runs,
        Run(w("{word} open:", word=word) + " ", "semibold"),
        Run(_codes(card, left)),
    ]


def _codes(card: Scorecard, items: list[str]) -> str:
    return clipped(", ".join(card.questionnaire.code(item) for item in items) + ".", 110)


# --- gaps --------------------------------------------------------------------------------


def _gap_list(report: Report, most: int, lines: int | None, w: Wording) -> list[Block]:
    """Return the gaps with so many lines of their next step at most, and what is open besides."""
    card = report.card
    every = gaps(card, len(card.items))
    known = [step for step in every if step.now is not None]
    steps = known[:most]
    # What is not answered yet is no gap that anyone could name a next step for.
    waiting = [step.item for step in every if step.now is None]
    if not every:
        return []
    if not steps:
        return [Heading(w("No gap can be named yet")), _waiting_note(card, waiting, w)]
    has_headline = card.headline is not None and bool(card.headline.binding)
    heading = Heading(gaps_finding((len(steps), len(known)), is_headline=has_headline, w=w))
    who = {step.item: who_and_when(report, step.item, w) for step in steps}
    # Who does it stands beside the step only where anyone does.
    wide = _WHO if any(who.values()) else 0.0
    columns = [
        Column(width=14, gap=4),
        Column(width=206 - wide * 3 / 4, head=w("What is asked"), gap=10),
        Column(width=106, head=w("Now {arrow} asked", arrow=ARROW), gap=8),
        Column(width=TEXT_WIDTH - 326 - wide / 4, head=w("Next step"), gap=10 if wide else 0),
        *([Column(width=wide, head=w("Who, by when"), gap=0)] if wide else []),
    ]
    rows = [
        _gap_row(card, (number, lines), step, w, who[step.item] if wide else None)
        for number, step in enumerate(steps, start=1)
    ]
    # Where there are gaps enough, what is open stands among what the figures rest on.
    is_short = bool(waiting) and len(known) < _MOST_GAPS
    note = [spaced(_waiting_note(card, waiting, w), 4)] if is_short else []
    return [heading, Table(columns, rows), *note]


def _waiting_note(card: Scorecard, items: list[str], w: Wording) -> Block:
    """Say which open questions stand on the way to the next levels."""
    words = w.plural(
        "One open question stands on the way to a next level: {codes}",
        "{count} open questions stand on the way to the next levels: {codes}",
        len(items),
        codes=_codes(card, items),
    )
    return Text(words, COMMENT)


def _gap_row(
    card: Scorecard, place: tuple[int, int | None], step: Step, w: Wording, who: str | None
) -> Row:
    """Return a gap's row; `place` is its number and how many lines a next step may take."""
    number, lines = place
    item = card.questionnaire.items[step.item]
    option = card.questionnaire.option(step.item, step.asked)
    name = coded(card.questionnaire.code(step.item), card.nodes[step.node].short)
    if step.is_gate:
        name = w("{name} (gate)", name=name)
    what = asked(item.title, card.questionnaire, w)
    question = Stack([Text(name, STRONG, most=1), Text(what, BODY, most=2)])
    mark = AnswerLine(
        scale_of(card, item, asked=option.x if option else None), kind_of(card, step.item)
    )
    move = f"{_now_word(card, step.item, w)} {ARROW} {option.label if option else ''}"
    cells = (
        Text(str(number), STRONG),
        question,
        Stack([mark, Text(move, MARK_LABEL, most=2)]),
        Text(next_step_run(card, step.item, w), COMMENT, most=lines),
        *(() if who is None else (_lines(who or DASH),)),
    )
    return Row(cells=cells, pad=1.6)


def _lines(text: str) -> Block:
    return Stack([Text(line, COMMENT, most=1) for line in text.split("\n")])


def _now_word(card: Scorecard, item_id: str, w: Wording) -> str:
    option = option_of(card, item_id)
    if option is not None:
        return option.label
    return w("Don't know") if card.items[item_id].state == "dont_know" else w("Open")


# --- the record --------------------------------------------------------------------------


def _record_foot(report: Report, w: Wording) -> Block | None:
    """Return the line that says where a signed record stands; None for a draft or copy."""
    record = report.assessment
    if record.signed is None or record.is_copy:
        return None
    words = ""
    if record.chain is not None:
        words = w("Record {position} of the unit's chain.", position=record.chain.position) + " "
    lines: list[Block] = [
        _RecordLine(f"{record_line(record, w)}. ", words, w),
    ]
    if record.fingerprint:
        pairs = [record.fingerprint[at : at + 8] for at in range(0, len(record.fingerprint), 8)]
        lines.append(spaced(Text(f"SHA-256  {' '.join(pairs)}", NOTE), 2))
    return Stack(lines)


class _RecordLine(Block):
    """What a signature is worth, with the page that says more."""

    def __init__(self, strong: str, words: str, w: Wording) -> None:
        """Keep what is to be set."""
        super().__init__()
        style = NOTE.with_(face="semibold", colour=INK)
        self._strong = Text(strong, style, role="Span")
        self._strong.runs_on = True
        self._rest = PageText(
            lambda page: (
                words
                + w(
                    "Tamper-evident, not a qualified signature; how to check: page {page}.",
                    page=page,
                )
            ),
            CHECKING,
            NOTE,
        )

    def measure(self, width: float) -> float:
        """Return the height of the words beside the status."""
        return self._rest.measure(width - self._strong.natural_width() - 4)

    def paint(self, pen: Pen, box: Box) -> None:
        """Write status and words in one line."""
        indent = self._strong.natural_width() + 4
        with pen.paragraph():
            self._strong.paint(pen, box)
            self._rest.paint(pen, Box(box.x + indent, box.top, box.width - indent, box.height))
