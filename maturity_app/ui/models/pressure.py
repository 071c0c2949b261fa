"""What the grid of pressure and the quadrant show, in figures and words."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import Comparison
from maturity_app.domain.questionnaire import Item
from maturity_app.domain.scorecard import NodeScore, QuadrantName, Scorecard
from maturity_app.reports.findings import wave_names
from maturity_app.reports.phrases import answer_word, cuts_of, quadrant_word
from maturity_app.ui.models.figures import Column, FigureTable, Row, bounds_of, value_of
from maturity_app.wording import Wording


@dataclass(frozen=True, kw_only=True, slots=True)
class PressureCell:
    """One item of the grid: how many of its steps are filled, and the word."""

    item: str
    row: str
    column: str
    title: str
    word: str
    filled: int | None
    steps: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PressureGridData:
    """The cells with the names of rows and columns in their order."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[PressureCell, ...]

    def cell(self, row: str, column: str) -> PressureCell | None:
        """Return the cell at a place."""
        found = (c for c in self.cells if c.row == row and c.column == column)
        return next(found, None)


@dataclass(frozen=True, kw_only=True, slots=True)
class QuadrantPoint:
    """A wave's place (0–1 each) in the quadrant."""

    name: str
    pressure: Fraction
    drive: Fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class QuadrantData:
    """Where Pressure and Drive meet; `now` is None while an index is missing.

    Bounds are low and high of Pressure, then of Drive.
    """

    now: QuadrantPoint | None
    then: QuadrantPoint | None
    bounds: tuple[Fraction, Fraction, Fraction, Fraction] | None
    cut: Fraction
    name: QuadrantName | None
    drive_name: str
    pressure_name: str
    sentence: str
    table: FigureTable


def pressure_grid(assessment: Assessment, card: Scorecard, w: Wording) -> PressureGridData:
    """Return the grid of the pressure items; one without a cell becomes a row of its own."""
    items = [
        item
        for node in card.questionnaire.of_kind("pressure")
        for item in node.all_items()
        if item.type == "choice"
    ]
    cells = tuple(_cell(assessment, card, item, w) for item in items)
    return PressureGridData(
        rows=tuple(dict.fromkeys(cell.row for cell in cells)),
        columns=tuple(dict.fromkeys(cell.column for cell in cells)),
        cells=cells,
    )


def pressure_table(grid: PressureGridData, w: Wording) -> FigureTable:
    """Return the grid as a table, a line for each cell."""
    return FigureTable(
        name=w("Pressure"),
        columns=(
            Column(name=w("Where"), takes_room=True),
            Column(name=w("What happened"), takes_room=True),
            Column(name=w("How often")),
        ),
        rows=tuple(
            Row(
                cells=(", ".join(n for n in (c.row, c.column) if n), c.title, c.word),
                key=c.item,
            )
            for c in grid.cells
        ),
    )


def quadrant_data(
    assessment: Assessment, card: Scorecard, comparison: Comparison | None, w: Wording
) -> QuadrantData | None:
    """Return where Pressure and Drive meet; None for a questionnaire without one of them."""
    pressure, drive = card.pressure, card.drive
    if pressure is None or drive is None:
        return None
    sides = comparison.assessments if comparison else (assessment,)
    names = wave_names([side.wave for side in sides])
    return QuadrantData(
        now=_point(names[-1], pressure.index, drive.index),
        then=_then(pressure, drive, comparison, names[0]),
        bounds=_bounds(pressure, drive),
        cut=cuts_of(card)[0] / 100,
        name=card.quadrant,
        drive_name=drive.short,
        pressure_name=pressure.short,
        sentence=_sentence(card, pressure, drive, w),
        table=_table(card, (pressure, drive), comparison, w),
    )


def _cell(assessment: Assessment, card: Scorecard, item: Item, w: Wording) -> PressureCell:
    options = card.questionnaire.options(item.id)
    ordered = sorted(options, key=lambda option: option.x)
    chosen = card.items[item.id].option
    filled = next((i for i, option in enumerate(ordered) if option.id == chosen), None)
    return PressureCell(
        item=item.id,
        row=item.cell.row if item.cell else item.title,
        column=item.cell.column if item.cell else "",
        title=f"{card.questionnaire.code(item.id)} {item.title}",
        word=answer_word(card.questionnaire, item.id, assessment.answer(item.id), w),
        filled=filled,
        steps=len(ordered) - 1,
    )


def _point(name: str, pressure: Fraction | None, drive: Fraction | None) -> QuadrantPoint | None:
    if pressure is None or drive is None:
        return None
    return QuadrantPoint(name=name, pressure=pressure, drive=drive)


def _then(
    pressure: NodeScore, drive: NodeScore, comparison: Comparison | None, name: str
) -> QuadrantPoint | None:
    if comparison is None:
        return None
    both = [comparison.nodes.get(node.id) for node in (pressure, drive)]
    first = [compared.indices[0] if compared else None for compared in both]
    return _point(name, first[0], first[1])


def _bounds(
    pressure: NodeScore, drive: NodeScore
) -> tuple[Fraction, Fraction, Fraction, Fraction] | None:
    if pressure.index_low is None or pressure.index_high is None:
        return None
    if drive.index_low is None or drive.index_high is None:
        return None
    return pressure.index_low, pressure.index_high, drive.index_low, drive.index_high


def _sentence(card: Scorecard, pressure: NodeScore, drive: NodeScore, w: Wording) -> str:
    """Return the quadrant in words, or what is missing for it."""
    missing = [node.short for node in (pressure, drive) if node.index is None]
    if card.quadrant is None:
        return w("Not said: {nodes} has no bounds.", nodes=w.listed(missing))
    word = quadrant_word(card.quadrant, w)
    if missing:
        return w("{quadrant}; no mark: {nodes} has no value.", quadrant=word[:1].upper() + word[1:],
                 nodes=w.listed(missing))  # fmt: skip
    values = {
        "pressure": value_of(card, pressure, w),
        "drive": value_of(card, drive, w),
        "quadrant": word[:1].upper() + word[1:],
    }
    return w("{quadrant}: pressure {pressure}, drive {drive}.", **values)


def _table(
    card: Scorecard, nodes: Sequence[NodeScore], comparison: Comparison | None, w: Wording
) -> FigureTable:
    rows = []
    for node in nodes:
        compared = comparison.nodes.get(node.id) if comparison else None
        then = compared.indices[0] if compared else None
        rows.append(
            Row(
                cells=(
                    node.short,
                    value_of(card, node, w),
                    bounds_of(card, node, w),
                    "–" if then is None else w.number(node.scale.of(then)),
                ),
                key=node.id,
            )
        )
    return FigureTable(
        name=w("Pressure and drive"),
        columns=(
            Column(name=w("Index 0 to 100"), takes_room=True),
            Column(name=w("Value"), is_number=True),
            Column(name=w("Bounds"), is_number=True),
            Column(name=w("Last wave"), is_number=True),
        ),
        rows=tuple(rows),
    )
