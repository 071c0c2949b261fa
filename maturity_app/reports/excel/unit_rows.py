"""One row a unit and wave, one column a score: the same in a comparison and in a roll-up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from maturity_app.domain.questionnaire import Node, Questionnaire
from maturity_app.domain.rollup import Figure
from maturity_app.domain.unit_scores import UnitScores
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import shows_index
from maturity_app.reports.excel.inert import inert
from maturity_app.reports.excel.level_cells import shown_as_level
from maturity_app.reports.excel.sheet import Cell, Column, Row
from maturity_app.reports.excel.styles import Style
from maturity_app.wording import Wording

Figures = Sequence[tuple[Node, Figure]]
"""Which figure of which node has a column, in the order of the columns."""


@dataclass(frozen=True, kw_only=True)
class UnitRows:
    """Columns and rows of units; `depth` is how many branches lie above the deepest one.

    Levels stand as they are shown, cut to one decimal, unless they are to be reckoned with.
    """

    figures: Figures
    depth: int
    w: Wording
    has_exact_levels: bool = False

    @classmethod
    def of(
        cls,
        units: Sequence[UnitScores],
        figures: Figures,
        w: Wording,
        *,
        has_exact_levels: bool = False,
    ) -> "UnitRows":
        """Return columns and rows for some units."""
        depth = max((len(unit.unit.within) for unit in units), default=0)
        return cls(figures=figures, depth=depth, w=w, has_exact_levels=has_exact_levels)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns, each with a header of its own."""
        figures = (_figure_column(node, figure, self) for node, figure in self.figures)
        return distinct([*_who(self.w), *self._branches(), *_record(self), *figures])

    @property
    def level_style(self) -> Style:
        """How a level is written."""
        return Style.FEW if self.has_exact_levels else Style.ONE

    def level_header(self, name: str) -> str:
        """Return a level's header, which says where it is not cut as everywhere else."""
        return self.w("{name}, exact", name=name) if self.has_exact_levels else name

    def row(self, scores: UnitScores) -> Row:
        """Return a unit's row."""
        w, unit, balance = self.w, scores.unit, scores.balance
        names = [branch.name for branch in unit.within]
        levels = (scores.headline, scores.headline_low, scores.headline_high)
        return (
            unit.name,
            unit.id,
            *names,
            *[None] * (self.depth - len(names)),
            scores.wave.label,
            scores.wave.date,
            phrases.status_word(scores.status, w),
            phrases.mode_word(scores.mode, w),
            scores.version,
            scores.coverage,
            phrases.state_word(scores.state, w),
            *map(self._level, levels),
            phrases.quadrant_word(scores.quadrant, w),
            phrases.verdict_word(balance.verdict, w) if balance else "",
            *(self._figure(scores, node, figure) for node, figure in self.figures),
        )

    def _figure(self, scores: UnitScores, node: Node, figure: Figure) -> Cell:
        if figure == "level":
            return self._level(scores.levels.get(node.id))
        return scores.values.get(node.id)

    def _level(self, level: Fraction | None) -> Cell:
        return level if self.has_exact_levels else shown_as_level(level)

    def _branches(self) -> Iterator[Column]:
        for number in range(1, self.depth + 1):
            yield Column(
                id=f"branch_{number}",
                header=self.w("Branch {number}", number=number),
                width=24,
                meaning=self.w("What the unit lies within, from the top of the organisation down."),
            )


def figures_of(definitions: Sequence[Questionnaire]) -> list[tuple[Node, Figure]]:
    """Return every figure that a node has in any version, the newest one's title last."""
    nodes = {
        node.id: node
        for definition in definitions
        for node in definition.nodes.values()
        if shows_index(node) or node.levels is not None
    }
    return [(node, figure) for node in nodes.values() for figure in _has(node)]


def _has(node: Node) -> Iterator[Figure]:
    if node.levels is not None:
        yield "level"
    if shows_index(node):
        yield "index"


def distinct(columns: Sequence[Column]) -> list[Column]:
    """Return columns whose headers differ, as a table asks; a like one gets its id added.

    Two ids may be alike too, as a cell holds them: such a column has a number behind it.
    """
    seen: set[str] = set()
    result = []
    for column in columns:
        header, number = column.header, 2
        if inert(header).casefold() in seen:
            header = named = f"{header} ({column.id})"
            while inert(header).casefold() in seen:
                header, number = f"{named} {number}", number + 1
        seen.add(inert(header).casefold())
        result.append(replace(column, header=header))
    return result


def _who(w: Wording) -> tuple[Column, ...]:
    return (
        Column(id="unit", header=w("Unit"), style=Style.LONG, width=28,
               meaning=w("The unit's name.")),
        Column(id="unit_id", header=w("Unit id"), width=16,
               meaning=w("Permanent id of the unit.")),
    )  # fmt: skip


def _record(table: UnitRows) -> tuple[Column, ...]:
    w, level = table.w, table.level_style
    described = (
        ("wave", w("Wave"), Style.TEXT, 16, w("The wave.")),
        ("date", w("Date"), Style.DAY, 12, w("The wave's date.")),
        ("status", w("Status"), Style.TEXT, 13, w("Whether the record is a draft or signed off.")),
        ("mode", w("Answered by"), Style.TEXT, 16,
         w("Whether the unit answered in one record, or a team agreed on its answers.")),
        ("version", w("Version"), Style.TEXT, 10, w("The questionnaire's version.")),
        ("coverage", w("Coverage"), Style.PERCENT, 11, w("Answered ÷ applicable items.")),
        ("state", w("State"), Style.TEXT, 18, w("The state of the whole.")),
        ("headline", table.level_header(w("Headline level")), level, 11, _headline_meaning(table)),
        ("headline_low", table.level_header(w("Headline low")), level, 11,
         w("The headline with open items at their lowest.")),
        ("headline_high", table.level_header(w("Headline high")), level, 11,
         w("The headline with open items at their highest.")),
        ("quadrant", w("Quadrant"), Style.TEXT, 18, w("Where Pressure and Drive meet.")),
        ("balance", w("Balance"), Style.TEXT, 24, w("Safeguards beside practices, from levels.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


def _headline_meaning(table: UnitRows) -> str:
    if table.has_exact_levels:
        return table.w("The headline level with the way to the next, unrounded.")
    return table.w("The headline level as shown.")


def _figure_column(node: Node, figure: Figure, table: UnitRows) -> Column:
    w = table.w
    if figure == "index":
        return Column(
            id=f"{node.id}.index",
            header=w("{name}: index", name=node.short),
            style=Style.ONE,
            width=12,
            meaning=w("The index of {name} on its scale.", name=node.title),
        )
    return Column(
        id=f"{node.id}.level",
        header=table.level_header(w("{name}: level", name=node.short)),
        style=table.level_style,
        width=12,
        meaning=w("The level of {name} with the way to the next, unrounded.", name=node.title)
        if table.has_exact_levels
        else w("The level of {name} as shown.", name=node.title),
    )
