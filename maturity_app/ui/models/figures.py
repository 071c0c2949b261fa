"""Figures of a scorecard as short texts, and tables of such texts that any chart can be read as."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.inert_cells import inert_cell
from maturity_app.reports.phrases import cuts_of, value_text
from maturity_app.wording import Wording

Mark = Literal["", "up", "down", "within", "planned", "under_way", "done", "dropped", "late"]
FigureKind = Literal["headline", "node", "balance", "quadrant"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that can be traced: the headline, a node's figures, balance or quadrant."""

    kind: FigureKind
    node: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column of a table; numbers stand right, and `takes_room` is the one that wraps."""

    name: str
    is_number: bool = False
    takes_room: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row of a table; `key` says what it speaks of, `opens` what each cell opens, if any."""

    cells: tuple[str, ...]
    key: str = ""
    is_strong: bool = False
    needs_attention: bool = False
    marks: tuple[Mark, ...] = ()
    opens: tuple[object, ...] = ()

    def opened_by(self, column: int) -> object:
        """Return what a cell opens; None where it opens nothing."""
        return self.opens[column] if column < len(self.opens) else None

    def mark(self, column: int) -> Mark:
        """Return the mark beside a cell's text."""
        return self.marks[column] if column < len(self.marks) else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureTable:
    """A table of texts under a name that screen readers say."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def as_text(self) -> str:
        """Return the table with tabs between cells, as spreadsheets paste it."""
        lines = ["\t".join(_inert(column.name) for column in self.columns)]
        lines += ["\t".join(self._pasted(row)) for row in self.rows]
        return "\n".join(lines)

    def _pasted(self, row: Row) -> list[str]:
        """Return a row's cells; what may hold a name or another text is never a formula."""
        cells = zip(self.columns, row.cells, strict=True)
        return [cell if column.is_number else _inert(cell) for column, cell in cells]


def _inert(text: str) -> str:
    return text if _SIGNED.fullmatch(text) else str(inert_cell(text))


_SIGNED = re.compile(r"[+-][\d.,]+")


def fraction_text(value: Fraction) -> str:
    """Return an exact number as it is computed: 1, 2/3, 10/7."""
    if value.denominator == 1:
        return str(value.numerator).replace("-", "\N{MINUS SIGN}")
    return f"{value.numerator}/{value.denominator}".replace("-", "\N{MINUS SIGN}")


def cuts_for(card: Scorecard, node: NodeScore) -> tuple[Fraction, ...]:
    """Return where a node's shown value may not change sides; only Drive and Pressure have any."""
    is_in_quadrant = any(one is not None and one.id == node.id for one in _in_quadrant(card))
    return cuts_of(card) if is_in_quadrant else ()


def has_levels(card: Scorecard, node: NodeScore) -> bool:
    """Return whether a node is one to have a level, even if nothing can be said of it now."""
    is_short = bool(card.questionnaire.short_form_of)
    return card.questionnaire.nodes[node.id].levels is not None and not is_short


def value_of(card: Scorecard, node: NodeScore, w: Wording) -> str:
    """Return a node's value as shown; a dash where it has none or its level is shown instead."""
    return value_text(node, w, cuts_for(card, node))


def bounds_of(card: Scorecard, node: NodeScore, w: Wording) -> str:
    """Return the bounds of what `value_of` shows: "41.7 to 54.2", "none open", or a dash."""
    if node.low is None or node.high is None or node.shows_level:
        return "–"
    if node.low == node.high:
        return w("none open")
    cuts = cuts_for(card, node)
    return w("{low} to {high}", low=w.number(node.low, cuts), high=w.number(node.high, cuts))


def _in_quadrant(card: Scorecard) -> tuple[NodeScore | None, ...]:
    return card.drive, card.pressure
