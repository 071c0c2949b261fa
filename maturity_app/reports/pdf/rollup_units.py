"""Every unit of a roll-up with its own figures, below the branch it lies in."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from maturity_app.domain.rollup import HEADLINE, Measure, RollUp
from maturity_app.domain.unit_scores import UnitScores
from maturity_app.reports.pdf.block import Block, spaced
from maturity_app.reports.pdf.heading import note, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.style import BODY, KEY, STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table, wash_row
from maturity_app.reports.pdf.text import Text, text_width
from maturity_app.reports.pdf.words import DASH
from maturity_app.reports.phrases import status_word
from maturity_app.reports.rollup import figure_title
from maturity_app.wording import Wording

MOST_LISTED: Final = 150
"""Up to how many units are listed one by one; more are left to the workbook."""

_WAVES: Final = 84.0
_STATUS: Final = 66.0
_LEAST: Final = 44.0
_GAP: Final = 8.0
_MOST_FIGURES: Final = 4


def units_listed(rollup: RollUp, w: Wording) -> Section:
    """Return the page on each unit's own figures, in the order of the tree."""
    name = w("Each unit's own figures")
    return Section(key="units", title=name, blocks=[title(name), _listed(rollup, w)])


def _listed(rollup: RollUp, w: Wording) -> Block:
    if len(rollup.units) > MOST_LISTED:
        words = w(
            "The {count} units are too many for a page; the workbook of this roll-up has them all.",
            count=len(rollup.units),
        )
        return note(words)
    measures = _figures(rollup)
    return spaced(Table(_columns(measures, w), list(_rows(rollup, measures, w))), 6)


def _figures(rollup: RollUp) -> list[Measure]:
    """Return the figures that say most: the headline, Drive, safeguards and pressure."""
    definition = rollup.questionnaire
    groups = (definition.group_of(kind) for kind in ("practice", "safeguard", "pressure"))
    wanted = [f"{HEADLINE}.level", *(f"{group.id}.index" for group in groups if group)]
    found = [each for each in map(rollup.measure, wanted) if each is not None]
    return found or list(rollup.measures[:_MOST_FIGURES])


def _columns(measures: list[Measure], w: Wording) -> list[Column]:
    heads = _heads(measures, w)
    # A head is as wide as its words: some languages have one long one where others have two.
    widths = [max(_LEAST, text_width(head, KEY) + _GAP + 1) for head in heads]
    return [
        Column(width=TEXT_WIDTH - _WAVES - _STATUS - sum(widths), head=w("Unit"), gap=10),
        Column(width=_WAVES, head=w("Wave"), gap=10),
        Column(width=_STATUS, head=w("Status"), gap=_GAP),
        *(
            Column(width=width, head=head, align="right", gap=_GAP)
            for width, head in zip(widths, heads, strict=True)
        ),
    ]


def _heads(measures: list[Measure], w: Wording) -> list[str]:
    """Return what is measured, and as what where a node has both."""
    short = [measure.short or figure_title(measure, w) for measure in measures]
    if len(set(short)) == len(short):
        return short
    return [figure_title(measure, w) for measure in measures]


def _rows(rollup: RollUp, measures: list[Measure], w: Wording) -> Iterator[Row]:
    for line, units in groupby(rollup.units, key=lambda unit: unit.unit.within):
        if line:
            words = " › ".join(branch.name for branch in line)
            yield wash_row(Text(words, STRONG))
        for unit in units:
            yield _row(unit, measures, w)


def _row(unit: UnitScores, measures: list[Measure], w: Wording) -> Row:
    right = BODY.with_(align="right")
    status = status_word(unit.status, w)
    return Row(
        cells=(
            Text(unit.unit.name, BODY),
            Text(unit.wave.label, BODY),
            Text(status.upper() if unit.is_draft else status, BODY),
            *(Text(_said(measure, unit, w), right) for measure in measures),
        ),
        pad=2.4,
    )


def _said(measure: Measure, unit: UnitScores, w: Wording) -> str:
    value = measure.of(unit)
    if value is None:
        return DASH
    return w.level(value) if measure.figure == "level" else w.number(value)
