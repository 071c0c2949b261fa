"""The level of a node on Calculation, read from Groups and Levels."""

from collections.abc import Iterator
from fractions import Fraction

from maturity_app.domain.questionnaire import Node
from maturity_app.domain.shown import shown_level
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.groups import LEVELS, Ladder, Reading
from maturity_app.reports.excel.node_columns import LEVEL_COLUMNS
from maturity_app.reports.excel.parts import At
from maturity_app.reports.excel.sheet import Cell, Live, number


def level_cells(basis: Basis, ladder: Ladder, node: Node, at: At) -> Iterator[Cell]:
    """Yield a node's level, the way to the next one and both bounds; nothing without a rule."""
    rule, score = basis.rule_of(node), basis.card.nodes[node.id]
    if rule is None:
        yield from [None] * len(LEVEL_COLUMNS)
        return
    yield number(rule.own)
    yield number(rule.lower)
    yield from _reading_cells(ladder, node, "low", at)
    yield from _reading_cells(ladder, node, "high", lambda name: at(f"{name}_high"))
    silent = f'{at("state")}="not_rated"'
    low, high = f"{at('reached')}+{at('way')}", f"{at('reached_high')}+{at('way_high')}"
    unsaid = f'OR({silent},{at("state")}="insufficient")'
    yield Live(f'IF({unsaid},"",{low})', score.level)
    yield Live(cut_to_tenth(at("level")), shown_as_level(score.level))
    yield Live(f'IF({silent},"",{low})', score.level_low)
    yield Live(f'IF({silent},"",{high})', score.level_high)
    yield Live(cut_to_tenth(at("level_high")), shown_as_level(score.level_high))


def _reading_cells(ladder: Ladder, node: Node, bound: str, at: At) -> Iterator[Cell]:
    if node.id not in ladder.groups:
        yield from (0, "", 0, 0, 0)
        return
    reading: Reading = ladder.read(node.id, bound)
    rows = ladder.level_rows[node.id]

    def span(column: str) -> str:
        return LEVELS.span(column, *rows)

    yield Live(f"MAX({span(f'met_{bound}')})", reading.reached)
    after = span(f"after_{bound}")
    yield Live(f'IF(COUNT({after})=0,"",MIN({after}))', reading.following)
    reached, following = at("reached"), at("next")
    missing = f"INDEX({span(f'missing_{bound}')},{following})"
    yield Live(f'IF({following}="",0,{missing})', reading.missing)
    asked = span("asked")
    met = f"IF({reached}=0,0,INDEX({asked},MAX(1,{reached})))"
    yield Live(f'IF({following}="",0,INDEX({asked},{following})-{met})', reading.asked)
    way = f"1-{at('missing')}/{at('asked')}"
    yield Live(f"IF(ROUND({at('asked')},12)=0,0,{way})", reading.way)


def cut_to_tenth(cell: str) -> str:
    """Return the formula of a level as shown; rounded first, or 2.9999… of 3 would show 2.9."""
    return f'IF(ISNUMBER({cell}),TRUNC(ROUND({cell},12),1),"")'


def shown_as_level(level: Fraction | None) -> Fraction | None:
    """Return a level as it is shown, as a number."""
    return None if level is None else Fraction(shown_level(level))
