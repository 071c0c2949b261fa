"""Profile: each dimension beside the last wave, with a chart of indices."""

from collections.abc import Sequence
from fractions import Fraction

from maturity_app.domain.comparison import Comparison, NodeComparison
from maturity_app.domain.questionnaire import Node
from maturity_app.domain.scorecard import NodeScore
from maturity_app.domain.targets import gap_to
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import Basis, shows_index
from maturity_app.reports.excel.charts import Cells, Dots, Words, index_dots
from maturity_app.reports.excel.headline import shown_number
from maturity_app.reports.excel.level_cells import shown_as_level
from maturity_app.reports.excel.node_columns import CALCULATION
from maturity_app.reports.excel.outline import (
    Drawn,
    drawn_cells,
    drawn_of,
    has_own_scales,
    own_nodes,
    profile_nodes,
    scale_cells,
)
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Row, Sheet, quoted
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.summary import format_states, own_words, rounded, state_cell
from maturity_app.reports.excel.summary_chart import index_title
from maturity_app.wording import ENGLISH, Wording

_NOTHING = Fraction(-1)
"""Where a chart is to draw nothing: below its axis, shown by no digit."""


def _columns(w: Wording) -> tuple[Column, ...]:
    one, chart = Style.ONE, Style.HIDDEN_BELOW_ZERO
    described = (
        ("code", w("Id"), Style.TEXT, 7, w("The dimension's code.")),
        ("dimension", w("Dimension"), Style.LONG, 36, w("The dimension's title.")),
        ("kind", w("Kind"), Style.TEXT, 13,
         w("Practice, safeguard, pressure, enabler or outcome.")),
        ("state", w("State"), Style.TEXT, 18, w("Whether enough is answered.")),
        ("level", w("Level"), one, 9, w("The level of this wave.")),
        ("target", w("Target"), Style.COUNT, 9,
         w("The level the unit means to reach; write another one to see its gap.")),
        ("gap", w("Gap"), one, 9, w("What the level lacks for the target; 0 where it is reached.")),
        ("against", w("Against target"), Style.TEXT, 22,
         w("The gap in words: close within half a level, else far.")),
        ("index", w("Index"), one, 9, w("The index of this wave, from all its answers.")),
        ("low", w("Index low"), one, 9, w("The lowest index that open answers still allow.")),
        ("high", w("Index high"), one, 9, w("The highest index that open answers still allow.")),
        ("scale_from", w("Scale from"), Style.GENERAL, 9,
         w("The lowest value of the scale on which the index is shown.")),
        ("scale_to", w("Scale to"), Style.GENERAL, 9,
         w("The highest value of the scale on which the index is shown.")),
        ("last_level", w("Last wave: level"), one, 11,
         w("The last wave's level on the common items; empty where not comparable. A value.")),
        ("common_level", w("This wave: level on common items"), one, 15,
         w("This wave's level on the same items: what is open in either wave is left out of "
           "both. Compare it, not the level of this wave, with the last wave's. A value.")),
        ("last_index", w("Last wave: index"), one, 11,
         w("The last wave's index on the common items; empty where not comparable. A value.")),
        ("common_index", w("This wave: index on common items"), one, 15,
         w("This wave's index on the same items. A value.")),
        ("difference", w("Difference"), Style.SIGNED, 11,
         w("This wave less the last, on common items.")),
        ("said", w("What may be said"), Style.LONG, 40, w("The change in words.")),
        ("chart_label", w("Chart: name"), Style.TEXT, 22, w("The dimension's name in the chart.")),
        ("chart_index", w("Chart: index"), chart, 9,
         w("The dot in the chart; nothing where there is no index.")),
        ("chart_down", w("Chart: down"), chart, 9, w("The whisker downwards.")),
        ("chart_up", w("Chart: up"), chart, 9, w("The whisker upwards.")),
        ("chart_last", w("Chart: last wave"), chart, 9,
         w("The ring in the chart; nothing where not comparable.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


PROFILE = Grid("Profile", tuple(column.id for column in _columns(ENGLISH)))


def profile_sheet(basis: Basis, previous: Comparison | None) -> Sheet:
    """Return one row a dimension, beside the last wave where there is one."""
    nodes, own = profile_nodes(basis), own_nodes(basis)
    rows = _Rows(basis, previous, drawn_of(basis, nodes))
    listed = [rows.row(node, row) for row, node in enumerate(nodes, start=2)]
    heading = len(nodes) + 2
    if own:
        listed.append(rows.heading())
        listed += [rows.row(node, row) for row, node in enumerate(own, start=heading + 1)]
    sheet = Sheet(
        name="Profile",
        meaning=basis.w("Every dimension, beside the last wave where the two may be compared."),
        columns=_columns(basis.w),
        rows=listed,
        frozen_columns=2,
        strong_rows=frozenset({heading} if own else ()),
        printed_columns=PROFILE.ids.index("chart_label"),
        hidden=_unused(basis, [*nodes, *own]),
    )
    format_states(sheet, "state", basis.w)
    rows.add_chart(sheet, nodes)
    return sheet


def _unused(basis: Basis, nodes: Sequence[Node]) -> frozenset[str]:
    """Return the columns that no row fills."""
    unused: set[str] = set()
    if not basis.has_levels:
        unused |= {"level", "target", "gap", "against", "last_level", "common_level"}
    if not any(shows_index(node) for node in nodes):
        unused |= {"index", "low", "high", "last_index", "common_index", "difference"}
    if not has_own_scales(nodes):
        unused |= {"scale_from", "scale_to"}
    if not any(node.code for node in nodes):
        unused.add("code")
    if not any(node.kind for node in nodes):
        unused.add("kind")
    return frozenset(unused)


class _Rows:
    """The rows of the Profile and the chart drawn from them."""

    def __init__(
        self, basis: Basis, previous: Comparison | None, drawn: tuple[list[Node], Drawn] | None
    ) -> None:
        self._basis, self._previous, self._w = basis, previous, basis.w
        self._charted: list[Node] = drawn[0] if drawn else []
        self._drawn: Drawn | None = drawn[1] if drawn else None

    def row(self, node: Node, row: int) -> Row:
        """Return a node's row."""
        basis, at = self._basis, self._basis.node_rows[node.id]
        score, rule = basis.card.nodes[node.id], basis.rule_of(node)
        has_index = shows_index(node)
        figures = (("value", score.value), ("low", score.low), ("high", score.high))
        indices = [
            Live(rounded(CALCULATION.cell(column, at)), shown_number(value)) if has_index else None
            for column, value in figures
        ]
        level = Live(CALCULATION.cell("level_shown", at), shown_as_level(score.level))
        return (
            node.code,
            node.title,
            phrases.kind_word(node.kind, self._w) if node.kind else "",
            state_cell(basis, node),
            level if rule else None,
            *(self._target_cells(node, row) if rule else (None, None, "")),
            *indices,
            *scale_cells(basis, node),
            *_last_wave(self._previous, node, row, self._w),
            *self._chart_cells(node, row),
        )

    def _target_cells(self, node: Node, row: int) -> tuple[Cell, Cell, Cell]:
        """Return a node's target, the gap to it, and the gap in words."""
        w = self._w
        target = self._basis.assessment.plan.targets.get(node.id)
        gap = gap_to(target, self._basis.card.nodes[node.id].level)
        aim, level, short = (PROFILE.here(name, row) for name in ("target", "level", "gap"))
        # Level and target are shown with a tenth, and what is left of them is one too.
        lacking = f"ROUND(MAX(0,{aim}-{level}),1)"
        near, far = (quoted(word) for word in (w("▽ close:"), w("▼ far:")))
        words = f'IF({short}<=0.5,{near},{far})&" "&FIXED({short},1)'
        return (
            target,
            Live(f'IF(AND(ISNUMBER({aim}),ISNUMBER({level})),{lacking},"")', gap),
            Live(
                f'IF(ISNUMBER({short}),IF({short}=0,{quoted(w("✓ at target"))},{words}),"")',
                _against(gap, w),
            ),
        )

    def heading(self) -> Row:
        """Return the row above what the unit added itself."""
        known = {"dimension": self._w("Added by the unit"), "said": own_words(self._w)}
        return tuple(known.get(name, "" if name in _WORDS else None) for name in PROFILE.ids)

    def _chart_cells(self, node: Node, row: int) -> tuple[Cell, ...]:
        if self._drawn is None:
            return (node.short, None, None, None, None)
        last = PROFILE.here("last_index", row)
        earlier, formula = self._earlier(node), f"IF(ISNUMBER({last}),{last},-1)"
        nothing = _NOTHING if earlier is None else earlier
        is_value = not self._drawn.is_level and not self._drawn.is_per_cent
        return (
            node.short,
            *drawn_cells(self._basis, node, self._drawn),
            Live(formula, nothing) if is_value else nothing,
        )

    def _earlier(self, node: Node) -> Fraction | None:
        """Return the last wave's figure on the chart's scale; None where not comparable."""
        compared = self._previous.nodes.get(node.id) if self._previous else None
        if compared is None or self._drawn is None:
            return None
        if self._drawn.is_level:
            return compared.levels[0]
        if not self._drawn.is_per_cent:
            return common_values(compared)[0]
        index = compared.indices[0]
        return None if index is None else 100 * index

    def add_chart(self, sheet: Sheet, nodes: Sequence[Node]) -> None:
        """Draw a dot a node, with the last wave's behind it where there is one."""
        if self._drawn is None:
            return
        w, cards = self._w, self._basis.card.nodes
        # What has no index at the end, enablers and outcomes, would be empty places in the chart.
        last = 2 + max(number for number, node in enumerate(nodes) if node in self._charted)
        words = Words(title=self._title(), series=(w("This wave"), w("Last wave, on common items")))
        has_last = self._previous is not None
        dots = Dots(
            labels=Cells.of(sheet, "chart_label", 2, last),
            index=Cells.of(sheet, "chart_index", 2, last),
            down=Cells.of(sheet, "chart_down", 2, last),
            up=Cells.of(sheet, "chart_up", 2, last),
            last=Cells.of(sheet, "chart_last", 2, last) if has_last else None,
        )
        chart = index_dots(dots, self._drawn.scale, words)
        said = [f"{node.short} {self._spoken(cards[node.id])}" for node in self._charted]
        text = w("Chart of indices, a dot a dimension: {rows}.", rows="; ".join(said))
        if self._drawn.is_level:
            text = w("Chart of levels, a dot a group: {rows}.", rows="; ".join(said))
        sheet.charts.append((chart, f"B{sheet.last_row + 3}", text))

    def _title(self) -> str:
        if (
            self._basis.questionnaire.dimensions
            and self._drawn
            and self._drawn.columns[0] == "value"
        ):
            return self._w("Index of each dimension, with what open answers still allow")
        return index_title(self._drawn, self._w) if self._drawn else ""

    def _spoken(self, score: NodeScore) -> str:
        if self._drawn and self._drawn.is_level:
            return phrases.level_text(score, self._w)
        return phrases.value_text(score, self._w)


_WORDS = ("code", "dimension", "kind", "state", "against", "said", "chart_label")
_CLOSE = Fraction(1, 2)


def _against(gap: Fraction | None, w: Wording) -> str | None:
    """Return a gap in words, as the formula beside it says them."""
    if gap is None:
        return None
    if not gap:
        return w("✓ at target")
    # FIXED writes a point, or the comma of whoever opens the file; here it is that of the words.
    return f"{w('▽ close:') if gap <= _CLOSE else w('▼ far:')} {w.level(gap)}"


def _last_wave(
    previous: Comparison | None, node: Node, row: int, w: Wording
) -> tuple[Cell, Cell, Cell, Cell, Cell, Cell]:
    compared = previous.nodes.get(node.id) if previous else None
    if previous is None or compared is None:
        return None, None, None, None, None, ""
    last, now = PROFILE.here("last_index", row), PROFILE.here("common_index", row)
    earlier, later = common_values(compared) if shows_index(node) else (None, None)
    is_both = f"AND(ISNUMBER({last}),ISNUMBER({now}))"
    difference = None if earlier is None or later is None else later - earlier
    return (
        shown_as_level(compared.levels[0]),
        shown_as_level(compared.levels[-1]),
        earlier,
        later,
        Live(f'IF({is_both},{now}-{last},"")', difference),
        phrases.moved(compared, previous, w),
    )


def common_values(compared: NodeComparison) -> tuple[Fraction | None, Fraction | None]:
    """Return the first and last side's index on the node's scale; None where not comparable."""
    first, last = (
        None if index is None else side.scale.of(index)
        for index, side in (
            (compared.indices[0], compared.sides[0]),
            (compared.indices[-1], compared.sides[-1]),
        )
    )
    return first, last
