"""The chart of the Summary: levels as bars or, where there are none, indices with whiskers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from maturity_app.domain.questionnaire import Node
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import Basis, shows_index
from maturity_app.reports.excel.charts import Bars, Cells, Words, index_bars, level_bars
from maturity_app.reports.excel.level_cells import shown_as_level
from maturity_app.reports.excel.outline import Drawn, charted_nodes, drawn_cells, drawn_of
from maturity_app.reports.excel.sheet import Cell, Grid, Live, Plain, Sheet
from maturity_app.reports.excel.styles import DRIVE, INK, SAFEGUARD
from maturity_app.wording import Wording


@dataclass(frozen=True)
class SummaryChart:
    """What the chart of a Summary draws, and the cells it draws it from."""

    basis: Basis
    grid: Grid
    nodes: Sequence[Node]
    """All nodes of the Summary in their order, those drawn first."""

    @cached_property
    def charted(self) -> list[Node]:
        """The nodes drawn."""
        return charted_nodes(self.basis, self.nodes)

    @cached_property
    def drawn(self) -> Drawn | None:
        """How indices are drawn; None where levels are, or nothing is."""
        if not self.charted or self.basis.rule_of(self.charted[0]):
            return None
        found = drawn_of(self.basis, self.charted)
        return found[1] if found else None

    @property
    def unused(self) -> frozenset[str]:
        """The columns that another kind of chart would need."""
        if self.drawn is None:
            return frozenset({"chart_index", "chart_down", "chart_up"})
        return frozenset({"chart_up_to"})

    # --- cells ---------------------------------------------------------------------------

    def headline_cells(self, row: int, otherwise: str) -> dict[str, Cell]:
        """Return the cells from which the headline is drawn; `otherwise` says there is none."""
        if self.drawn is not None:
            return {}
        headline, w = self.basis.card.headline, self.basis.w
        level = shown_as_level(headline.level if headline else None)
        high = shown_as_level(headline.high if headline else None)
        label = _label_value(w("Headline"), level, w("No level"))
        return self._level_cells(row, otherwise, label, (level, high))

    def cells(self, node: Node, row: int) -> dict[str, Cell]:
        """Return the cells from which a node is drawn; none where the chart leaves it out."""
        score, w, drawn = self.basis.card.nodes[node.id], self.basis.w, self.drawn
        state, word = self.grid.here("state", row), phrases.state_word(score.state, w)
        if drawn is None:
            if self.basis.rule_of(node) is None:
                return {}
            level, high = shown_as_level(score.level), shown_as_level(score.level_high)
            return self._level_cells(
                row, state, _label_value(node.title, level, word), (level, high)
            )
        if not shows_index(node):
            return {}
        index, down, up = drawn_cells(self.basis, node, drawn)
        named = _label_value(node.title, drawn.figures(score)[0], word)
        formula = self._label(row, f"{self.grid.here('chart_index', row)}>=0", "chart_index", state)
        label = Live(formula, named)
        return {"chart_label": label, "chart_index": index, "chart_down": down, "chart_up": up}

    def _level_cells(
        self, row: int, otherwise: str, label: str, shown: tuple[Fraction | None, Fraction | None]
    ) -> dict[str, Cell]:
        level, high = shown
        is_there = f"ISNUMBER({self.grid.here('level', row)})"
        up_to = self.grid.here("up_to", row)
        length = high if high not in (level, None) else -1
        return {
            "chart_label": Live(self._label(row, is_there, "level", otherwise), label),
            # Below the axis nothing is drawn, where an empty text would count as nought.
            "chart_up_to": Live(f"IF(ISNUMBER({up_to}),{up_to},-1)", length),
        }

    def _label(self, row: int, is_there: str, column: str, otherwise: str) -> str:
        """Return a bar's name, with the word for it where a bar has no length."""
        name, figure = self.grid.here("measure", row), self.grid.here(column, row)
        nought = f'IF({figure}=0,{name}&" ("&FIXED(0,1)&")",{name})'
        return f'IF({is_there},{nought},{name}&" ("&{otherwise}&")")'

    # --- the chart -----------------------------------------------------------------------

    def add_to(self, sheet: Sheet) -> None:
        """Draw the nodes, below the headline where there is one."""
        has_headline = self.basis.card.headline is not None
        first = 3 if has_headline and self.drawn else 2
        last = 1 + has_headline + len(self.charted)
        if not self.charted and not has_headline:
            return
        tones = [self._tone(node) for node in self.charted]
        if self.drawn is None:
            self._add_levels(sheet, last, [*[INK] * has_headline, *tones])
        else:
            self._add_indices(sheet, (first, last), tones, self.drawn)

    def _add_levels(self, sheet: Sheet, last: int, tones: list[str]) -> None:
        w, top = self.basis.w, self.basis.questionnaire.top_level
        title = w("Level reached, and how far open answers could lift it")
        series = (w("Level reached"), w("Up to, with open answers"))
        words = Words(title=self._drafted(title), series=series)
        bars = Bars(
            labels=Cells.of(sheet, "chart_label", 2, last),
            levels=Cells.of(sheet, "level", 2, last),
            up_to=Cells.of(sheet, "chart_up_to", 2, last),
            tones=tones,
        )
        labels, levels = (sheet.values(name, 2, last) for name in ("chart_label", "level"))
        said = [f"{name} {_spoken(level, w)}" for name, level in zip(labels, levels, strict=True)]
        text = w("Bar chart of levels from 0 to {top}: {rows}.", top=top, rows="; ".join(said))
        sheet.charts.append((level_bars(bars, top, words), f"B{len(sheet.rows) + 4}", text))

    def _add_indices(
        self, sheet: Sheet, rows: tuple[int, int], tones: list[str], drawn: Drawn
    ) -> None:
        w = self.basis.w
        title = index_title(drawn, w)
        words = Words(title=self._drafted(title), series=(w("Index"),))
        names = ("label", "index", "down", "up")
        cells = {name: Cells.of(sheet, f"chart_{name}", *rows) for name in names}
        chart = index_bars(cells, tones, drawn.scale, words)
        said = [
            f"{node.short} {phrases.value_text(self.basis.card.nodes[node.id], w)}"
            for node in self.charted
        ]
        text = w("Bar chart of indices: {rows}.", rows="; ".join(said))
        sheet.charts.append((chart, f"B{len(sheet.rows) + 4}", text))

    def _drafted(self, title: str) -> str:
        if not self.basis.assessment.is_draft:
            return title
        return f"{title} ({phrases.status_word('draft', self.basis.w)})"

    def _tone(self, node: Node) -> str:
        if node.kind == "safeguard":
            return SAFEGUARD
        is_group = self.drawn is not None and any(child in self.charted for child in node.children)
        return INK if is_group else DRIVE


def index_title(drawn: Drawn, w: Wording) -> str:
    """Return the title of a chart of indices, which says on what scale they are drawn."""
    if drawn.is_level:
        return w("Level of each group, with what open answers still allow")
    if drawn.is_per_cent:
        return w("Index in per cent of each one's own scale, with what open answers still allow")
    return w("Index of each group, with what open answers still allow")


def _label_value(name: str, figure: Plain, otherwise: str) -> str:
    if figure is None:
        return f"{name} ({otherwise})"
    return name if figure else f"{name} (0.0)"


def _spoken(level: Plain, w: Wording) -> str:
    return w.level(level) if isinstance(level, Fraction) else w("no level")
