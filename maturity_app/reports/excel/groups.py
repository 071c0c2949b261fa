"""Groups and Levels: which items a level asks together, and what each level asks of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from maturity_app.domain.questionnaire import Gate, Item, LevelRule, Node
from maturity_app.domain.scorecard import ItemScore
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, called, number
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.value_columns import VALUES
from maturity_app.wording import ENGLISH, Wording

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Group:
    """Items judged together, or a gate, with what the answers make of it."""

    node: Node
    rule: LevelRule
    items: tuple[Item, ...]
    scores: tuple[ItemScore, ...]
    gate: Gate | None = None

    @property
    def kind(self) -> str:
        """How the group is judged: mean, each or gate."""
        return "gate" if self.gate else self.rule.by

    @property
    def level(self) -> int | None:
        """The level the group belongs to; a gate belongs to none."""
        return None if self.gate else self.items[0].level

    @property
    def first_asked(self) -> int:
        """The lowest level that asks anything of the group."""
        return self.gate.otherwise_level + 1 if self.gate else self.level or 0

    @cached_property
    def weight(self) -> Fraction:
        """The weight of the items that are applicable."""
        return sum((i.weight for i in self._applicable), _ZERO)

    @property
    def applies(self) -> bool:
        """Whether anything is asked of the group at all."""
        return bool(self._applicable) if self.gate else bool(self.weight)

    def mean(self, open_as: Fraction) -> Fraction:
        """Return the weighted mean with open items counted as `open_as`; 0 without items."""
        xs = [open_as if i.x is None else i.x for i in self._applicable]
        if self.gate:
            return xs[0] if xs else _ZERO
        total = sum((i.weight * x for i, x in zip(self._applicable, xs, strict=True)), _ZERO)
        return total / self.weight if self.weight else _ZERO

    def asked(self, level: int) -> Fraction:
        """Return what a level asks of the group's mean."""
        if level < self.first_asked:
            return _ZERO
        if self.gate:
            return self.gate.at_least
        return self.rule.own if level == self.first_asked else self.rule.lower

    @property
    def _applicable(self) -> tuple[ItemScore, ...]:
        return tuple(s for s in self.scores if s.state not in ("not_applicable", "hidden"))


@dataclass(frozen=True)
class LevelRow:
    """What one level asks of a node's groups, and what they lack for it."""

    level: int
    applies: bool
    asked: Fraction
    missing: Mapping[str, Fraction]
    unmet: Mapping[str, int]

    def reached(self, bound: str) -> int:
        """Return the level if it is met with open items at `bound`, else 0."""
        return self.level if self.applies and not self.unmet[bound] else 0


@dataclass(frozen=True)
class Reading:
    """A level read from its rows, with open items at one bound."""

    reached: int
    following: int | None
    missing: Fraction
    asked: Fraction

    @property
    def way(self) -> Fraction:
        """The way to the next level, 0 to 1."""
        return 1 - self.missing / self.asked if self.asked else _ZERO


class Ladder:
    """All groups and levels of a questionnaire with the rows they take on their sheets."""

    def __init__(self, basis: Basis) -> None:
        """Gather the groups of every node that has a rule for levels."""
        self._basis = basis
        self.groups: dict[str, tuple[Group, ...]] = {}
        self.group_rows: dict[str, tuple[int, int]] = {}
        self.level_rows: dict[str, tuple[int, int]] = {}
        row = level_row = 2
        top = basis.questionnaire.top_level
        for node in basis.questionnaire.nodes.values():
            groups = tuple(_groups(basis, node))
            if not groups:
                continue
            self.groups[node.id] = groups
            self.group_rows[node.id] = (row, row + len(groups) - 1)
            self.level_rows[node.id] = (level_row, level_row + top - 1)
            row, level_row = row + len(groups), level_row + top

    def levels(self, node_id: str) -> tuple[LevelRow, ...]:
        """Return what each level asks of a node, from level 1 up."""
        top = self._basis.questionnaire.top_level
        return tuple(_level_row(self.groups[node_id], level) for level in range(1, top + 1))

    def read(self, node_id: str, bound: str) -> Reading:
        """Return the level a node reaches with open items at `bound`, "low" or "high"."""
        rows = self.levels(node_id)
        reached = max(row.reached(bound) for row in rows)
        after = [row for row in rows if row.applies and row.level > reached]
        if not after:
            return Reading(reached, None, _ZERO, _ZERO)
        met = rows[reached - 1].asked if reached else _ZERO
        return Reading(reached, after[0].level, after[0].missing[bound], after[0].asked - met)


def _groups(basis: Basis, node: Node) -> Iterator[Group]:
    rule = basis.rule_of(node)
    if rule is None:
        return
    items = [item for item in basis.items_below(node) if item.level and item.weight]
    if rule.by == "each":
        batches = [[item] for item in sorted(items, key=lambda item: item.level or 0)]
    else:
        levels = sorted({item.level or 0 for item in items})
        batches = [[item for item in items if item.level == level] for level in levels]
    scores = basis.card.items
    for batch in batches:
        yield Group(node, rule, tuple(batch), tuple(scores[item.id] for item in batch))
    for gate in rule.gates:
        item = basis.questionnaire.items[gate.item]
        yield Group(node, rule, (item,), (scores[item.id],), gate)


def _level_row(groups: Sequence[Group], level: int) -> LevelRow:
    means = {
        "low": [group.mean(_ZERO) for group in groups],
        "high": [group.mean(_ONE) for group in groups],
    }
    asked = [group.asked(level) for group in groups]
    return LevelRow(
        level=level,
        applies=any(group.level == level and group.applies for group in groups),
        asked=sum((g.weight * t for g, t in zip(groups, asked, strict=True)), _ZERO),
        missing={
            bound: sum(
                (g.weight * max(_ZERO, t - x) for g, t, x in zip(groups, asked, xs, strict=True)),
                _ZERO,
            )
            for bound, xs in means.items()
        },
        unmet={
            bound: sum(g.applies and x < t for g, t, x in zip(groups, asked, xs, strict=True))
            for bound, xs in means.items()
        },
    )


# --- sheet Groups ------------------------------------------------------------------------


def _group_columns(w: Wording, top: int) -> tuple[Column, ...]:
    count, exact = Style.COUNT, Style.EXACT
    described = [
        ("node", w("Node"), Style.TEXT, 18, w("Id of the node whose level is read.")),
        ("kind", w("Judged by"), Style.TEXT, 11,
         w("mean: the items of one level together; each: every item alone; gate: an item "
           "without which no higher level is reached.")),
        ("level", w("Level group"), count, 9,
         w("The level the group belongs to; empty for a gate.")),
        ("item", w("Item"), Style.TEXT, 18, w("The one item judged, for a gate or by each.")),
        ("first_asked", w("Asked from level"), count, 10,
         w("The lowest level that asks anything of the group.")),
        ("own", w("Asked at its level"), exact, 10, w("What that level asks of the group's mean.")),
        ("above", w("Asked above"), exact, 10, w("What every higher level asks of it.")),
        ("applies", w("Applies"), count, 9, w("1 if anything in the group is applicable.")),
        ("weight", w("Weight"), Style.GENERAL, 9, w("The weight of its applicable items.")),
        ("mean_low", w("Mean, lowest"), exact, 10,
         w("The weighted mean, open items at their lowest.")),
        ("mean_high", w("Mean, highest"), exact, 10,
         w("The weighted mean, open items at their highest.")),
    ]  # fmt: skip
    described += [
        (f"asks_{level}", w("Level {level} asks", level=level), exact, 10,
         w("What level {level} asks of the group's mean; 0 where nothing.", level=level))
        for level in range(1, top + 1)
    ]  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


_MOST_LEVELS = 30
GROUPS = Grid("Groups", tuple(column.id for column in _group_columns(ENGLISH, _MOST_LEVELS)))


def groups_sheet(basis: Basis, ladder: Ladder, rule_cells: Mapping[str, tuple[str, str]]) -> Sheet:
    """Return every group and gate; `rule_cells` are each node's cells for own and lower."""
    top = basis.questionnaire.top_level
    rows: list[Row] = []
    for node_id, groups in ladder.groups.items():
        for group in groups:
            row = len(rows) + 2
            rows.append(_group_row(basis, group, row, rule_cells[node_id]))
    return Sheet(
        name="Groups",
        meaning=basis.w("Step 2: the groups of items and gates from which levels are read."),
        columns=_group_columns(basis.w, top),
        rows=rows,
        is_machinery=True,
        frozen_columns=1,
    )


def _group_row(basis: Basis, group: Group, row: int, own_and_lower: tuple[str, str]) -> Row:
    one = group.items[0] if group.gate or group.rule.by == "each" else None
    asks = _rule_cells(group, own_and_lower)
    weight, applies, means = _group_formulas(basis, group, row, one)
    tops = range(1, basis.questionnaire.top_level + 1)
    return (
        group.node.id,
        group.kind,
        group.level,
        one.id if one else "",
        group.first_asked,
        *asks,
        Live(applies, int(group.applies)),
        Live(weight, group.weight),
        Live(means[0], group.mean(_ZERO)),
        Live(means[1], group.mean(_ONE)),
        *(Live(_asks(row, level), group.asked(level)) for level in tops),
    )


def _rule_cells(group: Group, own_and_lower: tuple[str, str]) -> tuple[Cell, Cell]:
    if group.gate:
        return number(group.gate.at_least), number(group.gate.at_least)
    return Live(own_and_lower[0], group.rule.own), Live(own_and_lower[1], group.rule.lower)


def _group_formulas(
    basis: Basis, group: Group, row: int, one: Item | None
) -> tuple[str, str, tuple[str, str]]:
    """Return the formulas of weight, applies and the two means."""
    weight_cell, applies_cell = GROUPS.here("weight", row), GROUPS.here("applies", row)
    if one is not None:
        at = basis.value_rows[one.id]
        weight = VALUES.cell("level_weight", at)
        applies = VALUES.cell("applicable", at) if group.gate else f"IF({weight_cell}>0,1,0)"
        low, high = VALUES.cell("x_low", at), VALUES.cell("x_high", at)
        return weight, applies, (f"{applies_cell}*{low}", f"{applies_cell}*{high}")

    def total(*columns: str) -> str:
        terms = []
        for run in basis.rows_below(group.node):
            of_level = f"({VALUES.span('level', *run)}={GROUPS.here('level', row)})"
            factors = [of_level, *(VALUES.span(column, *run) for column in columns)]
            terms.append(f"SUMPRODUCT({'*'.join(factors)})")
        return called("SUM", terms) if len(terms) > 1 else terms[0]

    def mean(column: str) -> str:
        return f"IF({applies_cell}=1,{total('level_weight', column)}/{weight_cell},0)"

    applies = f"IF({weight_cell}>0,1,0)"
    return total("level_weight"), applies, (mean("x_low"), mean("x_high"))


def _asks(row: int, level: int) -> str:
    first = GROUPS.here("first_asked", row)
    own, above = GROUPS.here("own", row), GROUPS.here("above", row)
    return f"IF({first}={level},{own},IF({first}<{level},{above},0))"


# --- sheet Levels ------------------------------------------------------------------------


def _level_columns(w: Wording) -> tuple[Column, ...]:
    count, exact = Style.COUNT, Style.EXACT
    described = (
        ("node", w("Node"), Style.TEXT, 18, w("Id of the node whose level is read.")),
        ("level", w("Level"), count, 8, w("The level asked about.")),
        ("applies", w("Applies"), count, 9,
         w("1 if a group of this level has an applicable item.")),
        ("asked", w("Asked"), exact, 10, w("What the level asks of all groups, weighted.")),
        ("missing_low", w("Missing, lowest"), exact, 10,
         w("What the groups lack for it, weighted, open items at their lowest.")),
        ("missing_high", w("Missing, highest"), exact, 10,
         w("What the groups lack for it, weighted, open items at their highest.")),
        ("unmet_low", w("Unmet, lowest"), count, 9,
         w("How many groups or gates fall short, open items at their lowest.")),
        ("unmet_high", w("Unmet, highest"), count, 9,
         w("How many groups or gates fall short, open items at their highest.")),
        ("met_low", w("Reached, lowest"), count, 10,
         w("The level if it applies and is met, else 0; open items at their lowest.")),
        ("met_high", w("Reached, highest"), count, 10,
         w("The level if it applies and is met, else 0; open items at their highest.")),
        ("after_low", w("Next, lowest"), count, 10,
         w("The level if it applies and lies above the one reached; open items at their lowest.")),
        ("after_high", w("Next, highest"), count, 10,
         w("The level if it applies and lies above the one reached; open items at their highest.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


LEVELS = Grid("Levels", tuple(column.id for column in _level_columns(ENGLISH)))


def levels_sheet(basis: Basis, ladder: Ladder) -> Sheet:
    """Return what every level asks of every node that has levels."""
    rows: list[Row] = []
    for node_id in ladder.groups:
        readings = {bound: ladder.read(node_id, bound) for bound in ("low", "high")}
        first = ladder.level_rows[node_id][0]
        rows.extend(
            _level_cells(ladder, node_id, level, readings, row)
            for row, level in enumerate(ladder.levels(node_id), start=first)
        )
    return Sheet(
        name="Levels",
        meaning=basis.w("Step 3: what each level asks of all groups, and what is missing for it."),
        columns=_level_columns(basis.w),
        rows=rows,
        is_machinery=True,
        frozen_columns=2,
    )


def _level_cells(
    ladder: Ladder, node_id: str, level: LevelRow, readings: Mapping[str, Reading], row: int
) -> Row:
    first, last = ladder.group_rows[node_id]

    def span(column: str) -> str:
        return GROUPS.span(column, first, last)

    asks, weights, applies = span(f"asks_{level.level}"), span("weight"), span("applies")
    own = f"({span('level')}={LEVELS.here('level', row)})"
    cells: list[Cell] = [
        node_id,
        level.level,
        Live(f'IF(SUMPRODUCT({own}*({span("kind")}<>"gate")*{applies})>0,1,0)', int(level.applies)),
        Live(f"SUMPRODUCT({weights},{asks})", level.asked),
    ]
    means = {bound: span(f"mean_{bound}") for bound in ("low", "high")}
    for bound, mean in means.items():
        short = f"({asks}>{mean})*({asks}-{mean})"
        cells.append(Live(f"SUMPRODUCT({weights},{short})", level.missing[bound]))
    for bound, mean in means.items():
        unmet = f"SUMPRODUCT({applies}*(ROUND({mean},12)<ROUND({asks},12)))"
        cells.append(Live(unmet, level.unmet[bound]))
    here = LEVELS.here("level", row)
    applying = f"{LEVELS.here('applies', row)}=1"
    for bound in means:
        met = f"IF(AND({applying},{LEVELS.here(f'unmet_{bound}', row)}=0),{here},0)"
        cells.append(Live(met, level.reached(bound)))
    for bound, reading in readings.items():
        rows = ladder.level_rows[node_id]
        reached = f"MAX({LEVELS.span(f'met_{bound}', *rows)})"
        beyond = level.applies and level.level > reading.reached
        formula = f'IF(AND({applying},{here}>{reached}),{here},"")'
        cells.append(Live(formula, level.level if beyond else None))
    return tuple(cells)
