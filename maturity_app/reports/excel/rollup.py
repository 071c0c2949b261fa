"""The roll-up as a workbook: every branch reckoned by formulas over one row a unit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from openpyxl.worksheet.datavalidation import DataValidation

from maturity_app.domain.rollup import HEADLINE, Measure, RollUp
from maturity_app.domain.spread import Spread
from maturity_app.domain.unit_scores import UnitScores
from maturity_app.reports.excel.dictionary import dictionary_of_tables
from maturity_app.reports.excel.scores import described_column
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, quoted
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.summary import format_states
from maturity_app.reports.excel.unit_rows import Figures, UnitRows, distinct
from maturity_app.reports.excel.writing import About, workbook_bytes
from maturity_app.reports.method import Fact
from maturity_app.reports.phrases import sentence
from maturity_app.reports.rollup import (
    RollUpRow,
    branch_name,
    made_how,
    name_of,
    rollup_columns,
    rollup_rows,
    rollup_values,
)
from maturity_app.wording import Wording

_MOST_RECKONED = 5_000_000
"""Up to how many units, over all rows of Branches, formulas look at; more would take minutes."""

_ANY_NUMBER = '">-1E+300"'
_FIRST = ("path", "title", "figure")
"""What a row is about: it stays in sight, and stands on every printed page."""

_ASIDE = ("number", "branch_id", "branch", "depth", "measure", "node", "kind")
"""What sorts and joins the rows: behind all that people read, and on no printed page."""

_QUARTERS = {"min": 0, "q1": 1, "median": 2, "q3": 3, "max": 4}
_FEWEST = {"q1": 4, "q3": 4}


def rollup_workbook(rollup: RollUp, w: Wording) -> bytes:
    """Return the workbook of a roll-up; the same roll-up gives the same bytes."""
    is_live = len(rollup.branches) * len(rollup.measures) * len(rollup.units) <= _MOST_RECKONED
    units = _units_sheet(rollup, w)
    branches = _branches_sheet(rollup, units, w, is_live=is_live)
    sheets = [branches, units]
    sheets.append(dictionary_of_tables(sheets, _notes(rollup, w, is_live=is_live), w))
    name = name_of(rollup, w)
    definition = rollup.questionnaire
    about = About(
        title=w.labelled(w("Roll-up"), name),
        subject=f"{definition.title} {', '.join(rollup.ground.versions)}",
        language=w.language,
        day=max(unit.wave.date for unit in rollup.units),
        is_draft=rollup.is_draft,
        header=name,
        draft_word=w("DRAFT"),
    )
    return workbook_bytes(sheets, about)


def _notes(rollup: RollUp, w: Wording, *, is_live: bool) -> tuple[Fact, ...]:
    if is_live:
        live = w(
            "Every number on Branches but drafts and overlap is a formula over Units, quartiles "
            "too. Write 0 under counts to leave a unit out: all follows. Units may be sorted."
        )
    else:
        live = w(
            "There are too many units and branches for formulas that reckon in good time: the "
            "numbers on Branches are values, and do not follow a change on Units."
        )
    empty = w("An empty cell means that there is no figure; 0 is a figure.")
    exact = w(
        "Levels are exact here, so that they can be reckoned with: 0.75, where the program shows "
        "0.7, as it cuts levels to one decimal."
    )
    return (
        *made_how(rollup, w),
        (w("Formulas"), live),
        (w("Exact levels"), exact),
        (w("Empty cells"), empty),
    )


# --- Units -------------------------------------------------------------------------------


def unit_table(rollup: RollUp, w: Wording) -> UnitRows:
    """Return the columns and rows of units, without those by which they count."""
    nodes = rollup.questionnaire.nodes
    figures: Figures = [
        (nodes[measure.node], measure.figure)
        for measure in rollup.measures
        if measure.node != HEADLINE
    ]
    return UnitRows.of(rollup.units, figures, w, has_exact_levels=True)


def _units_sheet(rollup: RollUp, w: Wording) -> Sheet:
    table = unit_table(rollup, w)
    numbers = {branch.id: number for number, branch in enumerate(rollup.branches)}
    sheet = Sheet(
        name="Units",
        meaning=w("One row a unit that counts, one column a score."),
        columns=distinct([*table.columns, *_counting_columns(w)]),
        rows=[(*table.row(unit), 1, _key(unit, numbers)) for unit in rollup.units],
        has_filter=True,
        frozen_columns=1,
    )
    format_states(sheet, "state", w)
    choice = DataValidation(type="list", formula1='"0,1"', allow_blank=False)
    choice.add(f"{sheet.grid.letter('counts')}2:{sheet.grid.letter('counts')}{sheet.last_row}")
    sheet.validations.append(choice)
    return sheet


def _counting_columns(w: Wording) -> tuple[Column, Column]:
    return (
        Column(
            id="counts",
            header="counts",
            style=Style.COUNT,
            width=9,
            meaning=w("1 where the unit counts on Branches; 0 leaves it out."),
        ),
        Column(
            id="branches",
            header="branches",
            width=14,
            meaning=w("The numbers of all branches the unit counts in, as on Branches."),
        ),
    )


def _key(unit: UnitScores, numbers: dict[str, int]) -> str:
    within = (numbers[branch.id] for branch in unit.unit.within)
    return f"|{'|'.join(map(str, (0, *within)))}|"


# --- Branches ----------------------------------------------------------------------------


def _branches_sheet(rollup: RollUp, units: Sheet, w: Wording, *, is_live: bool) -> Sheet:
    columns = branch_columns(rollup, w)
    numbers = {branch.id: position for position, branch in enumerate(rollup.branches)}
    top = rollup.questionnaire.top_level
    rows: list[Row] = []
    names = [described.name for described in rollup_columns(rollup, w)]
    grid = Grid("Branches", tuple(column.id for column in columns))
    for position, row in enumerate(rollup_rows(rollup, w), start=2):
        cells: dict[str, Cell] = dict(zip(names, rollup_values(row, w, top), strict=True))
        cells["number"] = numbers[row.branch.id]
        cells["path"] = cells["path"] or branch_name(row.branch, w)
        if is_live:
            cells |= _Formulas(grid, units, row, position, top).cells(w)
        rows.append(tuple(cells[name] for name in grid.ids))
    return Sheet(
        name="Branches",
        meaning=w("One row a branch and figure: how many units, and how they lie."),
        columns=columns,
        rows=rows,
        has_filter=True,
        frozen_columns=len(_FIRST),
        printed_columns=len(columns) - len(_ASIDE),
    )


def branch_columns(rollup: RollUp, w: Wording) -> tuple[Column, ...]:
    """Return the columns: what a row is about, its numbers, and then what machines ask for."""
    number = Column(
        id="number",
        header="number",
        style=Style.COUNT,
        width=10,
        meaning=w("The branch's number in this workbook, by which Units refers to it."),
    )
    columns = {each.name: described_column(each) for each in rollup_columns(rollup, w)}
    columns["number"] = number
    columns["path"] = replace(columns["path"], style=Style.LONG, width=36)
    for name, header in _headers(rollup, w).items():
        columns[name] = replace(columns[name], header=header)
    numbers = [name for name in columns if name not in (*_FIRST, *_ASIDE)]
    return tuple(columns[name] for name in (*_FIRST, *numbers, *_ASIDE))


def _headers(rollup: RollUp, w: Wording) -> dict[str, str]:
    """Return what stands over the columns that people read."""
    names = enumerate(rollup.questionnaire.level_names)
    return {
        "path": w("Branch, from the top down"),
        "title": w("Dimension or group"),
        "figure": w("Figure"),
        "drafts": w("Drafts"),
        "units": w("Units"),
        "with_value": w("With a value"),
        "single": sentence(w("single unit")),
        "mean": w("Mean"),
        "sd": w("Standard deviation"),
        "min": w("Lowest"),
        "q1": sentence(w("lower quartile")),
        "median": w("Median"),
        "q3": sentence(w("upper quartile")),
        "max": w("Highest"),
        **{f"level_{level}": f"{level} {name}" for level, name in names},
        "overlap": w("Overlap"),
        "note": w("Note"),
    }


@dataclass(frozen=True)
class _Formulas:
    """The formulas of one row of Branches."""

    grid: Grid
    units: Sheet
    row: RollUpRow
    position: int
    top_level: int

    def cells(self, w: Wording) -> Iterator[tuple[str, Live]]:
        """Yield the cells that are reckoned, by their columns."""
        spread = self.row.spread
        yield "units", Live(f"COUNTIFS({self._inside})", spread.units)
        counted = f"COUNTIFS({self._inside},{self._scores},{_ANY_NUMBER})"
        yield "with_value", Live(counted, spread.valued)
        sums = f"SUMIFS({self._scores},{self._inside})"
        yield "single", Live(f'IF({self._at("with_value")}=1,{sums},"")', spread.single)
        means = f"AVERAGEIFS({self._scores},{self._inside})"
        yield "mean", self._from(2, means, spread.mean)
        squares = f"SUMPRODUCT({self._mask}*({self._scores}-{self._at('mean')})^2)"
        yield "sd", self._from(2, f"SQRT({squares}/{self._at('with_value')})", spread.deviation)
        yield from self._quarters(spread)
        if self.row.measure.figure == "level":
            yield from self._levels(spread)
        if self.row.measure.is_comparable:
            yield "note", self._note(w)

    def _quarters(self, spread: Spread) -> Iterator[tuple[str, Live]]:
        values = (
            spread.low, spread.lower_quartile, spread.median, spread.upper_quartile, spread.high,
        )  # fmt: skip
        for (name, quarter), value in zip(_QUARTERS.items(), values, strict=True):
            # 17 is QUARTILE.INC, 6 passes over the errors that other rows become.
            found = f"_xlfn.AGGREGATE(17,6,{self._scores}/{self._mask},{quarter})"
            yield name, self._from(_FEWEST.get(name, 2), found, value)

    def _levels(self, spread: Spread) -> Iterator[tuple[str, Live]]:
        for level, count in enumerate(spread.at_level):
            asked = f'{self._scores},">={level}"'
            if level < self.top_level:
                asked += f',{self._scores},"<{level + 1}"'
            yield f"level_{level}", Live(f"COUNTIFS({self._inside},{asked})", count)

    def _note(self, w: Wording) -> Live:
        valued = self._at("with_value")
        one, none = quoted(w("one unit has no spread")), quoted(w("no unit has a value"))
        return Live(f'IF({valued}>1,"",IF({valued}=1,{one},{none}))', self.row.note)

    def _from(self, fewest: int, formula: str, value: Cell) -> Live:
        """Return a figure that is there from so many values on."""
        plain = None if isinstance(value, Live) else value
        return Live(f'IF({self._at("with_value")}>={fewest},{formula},"")', plain)

    def _at(self, column: str) -> str:
        return self.grid.here(column, self.position)

    @property
    def _scores(self) -> str:
        measure: Measure = self.row.measure
        return self.units.span("headline" if measure.node == HEADLINE else measure.id)

    @property
    def _inside(self) -> str:
        """The ranges and criteria that pick the units of the branch."""
        named = f'"*|"&{self._at("number")}&"|*"'
        return f"{self.units.span('branches')},{named},{self.units.span('counts')},1"

    @property
    def _mask(self) -> str:
        """1 for each unit of the branch that has the figure, 0 for every other."""
        named = f'FIND("|"&{self._at("number")}&"|",{self.units.span("branches")})'
        counts = f"({self.units.span('counts')}=1)"
        return f"(ISNUMBER({named})*{counts}*ISNUMBER({self._scores}))"
