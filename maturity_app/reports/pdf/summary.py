"""The two figures at the top of page one: the headline level and the Drive index."""

from fractions import Fraction
from typing import Final

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.content import Report
from maturity_app.reports.findings import wave_names
from maturity_app.reports.pdf.block import NOTHING, Block, Stack, spaced
from maturity_app.reports.pdf.changes import NOT_COMPARED
from maturity_app.reports.pdf.charts import HeadlineBar, LevelMark
from maturity_app.reports.pdf.heading import note
from maturity_app.reports.pdf.marks import arrow
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.plane import scale_name
from maturity_app.reports.pdf.style import (
    DRIVE_NUMBER,
    HEADLINE,
    KEY,
    LEAD,
    LEVEL_NAME,
    MARK_LABEL,
    NOTE,
    RULE,
    TEXT_WIDTH,
)
from maturity_app.reports.pdf.text import Run, Text, text_width
from maturity_app.reports.pdf.trend import TrendLine, trend_of
from maturity_app.reports.phrases import (
    count_word,
    cuts_of,
    headline_reason,
    index_bounds,
    level_name,
    moved,
    state_word,
    up_to,
)
from maturity_app.wording import Wording

_LEFT: Final = 292.0
_RIGHT: Final = 176.0
_DIVIDER: Final = 312.0


def summary(report: Report, w: Wording) -> list[Block]:
    """Return headline and Drive side by side; one alone, or neither, where there is none.

    A questionnaire without either is summed up by the index of its root.
    """
    card = report.card
    index = _index_of(card)
    drive = _DriveBlock(report, index, w) if index is not None else None
    if card.headline is None:
        return [spaced(drive, 12)] if drive is not None else []
    headline = _HeadlineBlock(report, w)
    if drive is None:
        return [spaced(headline, 12)]
    return [spaced(_Pair(headline, drive), 12)]


def _index_of(card: Scorecard) -> NodeScore | None:
    """Return what the index on page one is of; None where there is none."""
    return card.drive or (card.root if card.questionnaire.tree.aggregate else None)


class _Pair(Block):
    """Two blocks with a hairline between them."""

    def __init__(self, left: Block, right: Block) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._left, self._right = left, right

    def measure(self, width: float) -> float:
        """Return the height of the higher one."""
        del width
        return max(self._left.measure(_LEFT), self._right.measure(_RIGHT))

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw both and the line."""
        self._left.paint(pen, Box(box.x, box.top, _LEFT, box.height))
        x = box.x + _DIVIDER
        pen.line((x, box.top), (x, box.top - box.height), RULE, 0.6)
        left = box.x + TEXT_WIDTH - _RIGHT
        self._right.paint(pen, Box(left, box.top, _RIGHT, box.height))


class _HeadlineBlock(Block):
    """The level in large, its name, why it stands there, and the scale with all names."""

    def __init__(self, report: Report, w: Wording) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._card, self._w = report.card, w
        self._reason = Text(_reason_runs(report.card, w), LEAD, even=True)
        self._before = _NotCompared(report.previous, w)
        top = report.card.questionnaire.top_level
        self._label = Text(w("Headline level, 0–{top}", top=top), KEY)
        self._bar = self._headline_bar(report)

    def measure(self, width: float) -> float:
        """Return the height of words and scale."""
        return 14 + self._words_height(width) + 4 + self._bar.measure(width)

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw number, name, reason and scale."""
        self._label.paint(pen, Box(box.x, box.top, box.width, 10))
        top = box.top - 14
        indent = self._indent()
        headline = self._card.headline
        name = self._w("No level")
        if headline is not None and headline.level is not None:
            name = level_name(self._card.questionnaire, headline.level)
        with pen.content("P"):
            if headline is not None and headline.level is not None:
                pen.text(box.x - 2, top - 44, f"{self._w.level(headline.level)} ", HEADLINE)
            pen.text(box.x + indent, top - 14, name, LEVEL_NAME)
        end = box.x + indent + text_width(name, LEVEL_NAME) + 12
        self._before.paint(pen, Box(end, top - 4, box.right - end, 0))
        reason = Box(box.x + indent, top - 21, box.width - indent, 0)
        self._reason.paint(pen, reason)
        below = top - self._words_height(box.width) - 4
        self._bar.paint(pen, Box(box.x, below, box.width, self._bar.measure(box.width)))

    def _indent(self) -> float:
        headline = self._card.headline
        if headline is None or headline.level is None:
            return 0
        return text_width(self._w.level(headline.level), HEADLINE) + 12

    def _words_height(self, width: float) -> float:
        words = 21 + self._reason.measure(width - self._indent())
        return max(words, 54 if self._indent() else 0)

    def _headline_bar(self, report: Report) -> HeadlineBar:
        card, w = report.card, self._w
        headline = card.headline
        names = card.questionnaire.level_names
        if headline is None:
            return HeadlineBar(names, LevelMark(level=None))
        low, high = headline.low, headline.high
        label = up_to(headline.level, high, w)
        if headline.level is None and low is not None and high is not None:
            label = w("{low} to {high}", low=w.level(low), high=w.level(high))
        before = _level_before(report.previous)
        wave = (
            wave_names([a.wave for a in report.previous.assessments])[0] if report.previous else ""
        )
        mark = LevelMark(
            level=headline.level,
            low=low,
            high=high,
            label=label,
            before=before,
            before_label="" if before is None else w.labelled(wave, w.level(before)),
        )
        return HeadlineBar(names, mark)


class _NotCompared(Block):
    """That the headline of the wave before is not compared, and on which page it says why."""

    def __init__(self, previous: Comparison | None, w: Wording) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._w = w
        self._wave = ""
        if previous is not None and not previous.headline_comparable:
            self._wave = wave_names([a.wave for a in previous.assessments])[0]

    def measure(self, width: float) -> float:
        """Return no height: it stands beside the level's name."""
        del width
        return 0

    def paint(self, pen: Pen, box: Box) -> None:
        """Write it at the right edge, with the page that says why if there is one."""
        if not self._wave:
            return
        page = pen.pages.get(NOT_COMPARED)
        words = self._w("{wave}: not compared", wave=self._wave)
        if page is not None:
            words = self._w("{wave}: not compared (page {page})", wave=self._wave, page=page)
        text = Text(words, NOTE, role="Span")
        width = text.natural_width()
        if width < box.width:
            place = Box(box.right - width, box.top, width + NOTHING, text.measure(box.width))
            with pen.paragraph(), pen.link(NOT_COMPARED, words, place):
                text.paint(pen, place)


def _level_before(previous: Comparison | None) -> Fraction | None:
    """Return the headline of the wave before, on the common items, where it may be compared."""
    if previous is None or not previous.headline_comparable:
        return None
    headline = previous.scorecards[0].headline
    return headline.level if headline else None


def _reason_runs(card: Scorecard, w: Wording) -> list[Run]:
    """Return the reason with its first sentence, which names what holds, in bold."""
    reason = headline_reason(card, w)
    headline = card.headline
    if headline is None or not (headline.binding or headline.unlevelled):
        return [Run(reason)]
    last = (headline.binding or headline.unlevelled)[-1]
    at = reason.find(". ", reason.rfind(card.nodes[last].short))
    if at < 0:
        return [Run(reason, "semibold")]
    return [Run(reason[: at + 2], "semibold"), Run(reason[at + 2 :])]


def _is_mean_of_practices(card: Scorecard, node: NodeScore) -> bool:
    """Return whether a node is the mean of the practices and of nothing else."""
    practices = {practice.id for practice in card.of_kind("practice")}
    is_mean = card.questionnaire.nodes[node.id].aggregate == "mean"
    return is_mean and practices == {part.id for part in node.parts if part.excluded != "local"}


class _DriveBlock(Block):
    """The Drive index, or another node's, with its change, its bounds, and how it went."""

    def __init__(self, report: Report, drive: NodeScore, w: Wording) -> None:
        """Keep what is to be set."""
        super().__init__()
        self._drive, self._w = drive, w
        self._previous = report.previous
        cuts = cuts_of(report.card)
        scale = scale_name(drive.scale, w)
        name = w("{name}, {scale}", name=drive.short, scale=scale)
        if _is_mean_of_practices(report.card, drive):
            count = len(report.card.of_kind("practice"))
            name = w.plural(
                "{name} index, of {word} practice, {scale}",
                "{name} index, mean of {word} practices, {scale}",
                count,
                name=drive.short,
                word=count_word(count, w),
                scale=scale,
            )
        self._number = w.number(drive.value, cuts) if drive.value is not None else "–"
        bounds = index_bounds(drive, w, cuts)
        if drive.state != "rated":
            bounds = w.joined([bounds, state_word(drive.state, w)])
        self._label = Text(name, KEY)
        self._bounds = Text(bounds, MARK_LABEL)
        parts: list[Block] = []
        if report.trend:
            trend = trend_of(report.trend, drive.id, scale=drive.scale)
            parts.append(TrendLine(trend, "practice", w, cuts))
            end = trend.segments[-1].after
            if end is not None and w.number(end, cuts) != self._number:
                parts.append(note(w("The line: only answers common to the waves")))
        self._below = Stack(parts)

    def measure(self, width: float) -> float:
        """Return the height of number, words and trend."""
        words = self._label.measure(width) + 38 + self._bounds.measure(width)
        return words + 4 + self._below.measure(width)

    def paint(self, pen: Pen, box: Box) -> None:
        """Draw number, change, bounds and trend."""
        height = self._label.measure(box.width)
        self._label.paint(pen, Box(box.x, box.top, box.width, height))
        baseline = box.top - height - 29
        pen.text(box.x, baseline, self._number, DRIVE_NUMBER)
        with pen.paragraph():
            self._paint_change(pen, box.x + text_width(self._number, DRIVE_NUMBER) + 10, baseline)
        top = baseline - 9
        height = self._bounds.measure(box.width)
        self._bounds.paint(pen, Box(box.x, top, box.width, height))
        self._below.paint(pen, Box(box.x, top - height - 4, box.width, 0))

    def _paint_change(self, pen: Pen, x: float, baseline: float) -> None:
        node = self._previous.nodes.get(self._drive.id) if self._previous else None
        if node is None or self._previous is None:
            return
        strong = LEAD.with_(face="semibold")
        if node.difference is None:
            pen.text(x, baseline + 6, self._w("not comparable"), MARK_LABEL)
            return
        slope, width = 0, self._drive.scale.max - self._drive.scale.min
        if node.is_beyond_one_step:
            slope = 1 if node.difference > 0 else -1
        with pen.mark(f"{moved(node, self._previous, self._w)} "):
            arrow(pen, x + 2, baseline + 8, slope)
        pen.text(x + 26, baseline + 11, f"{self._w.signed(width * node.difference)} ", strong)
        pen.text(x + 26, baseline + 0.5, self._w("not testable"), MARK_LABEL)
