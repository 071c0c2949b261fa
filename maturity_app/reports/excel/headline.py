"""Headline: what the headline, the balance and the quadrant are read from, as live formulas."""

from collections.abc import Iterator
from fractions import Fraction

from maturity_app.domain.scorecard import NodeScore
from maturity_app.domain.shown import shown_value
from maturity_app.reports import phrases
from maturity_app.reports.excel.balance import BalanceFormulas
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.headline_rows import (
    HEADLINE,
    TERMS,
    HeadlineRows,
    columns,
    figure_row,
)
from maturity_app.reports.excel.lacking import lacking_rows
from maturity_app.reports.excel.level_cells import cut_to_tenth, shown_as_level
from maturity_app.reports.excel.node_columns import CALCULATION
from maturity_app.reports.excel.rules import filled, text_of
from maturity_app.reports.excel.sheet import Cell, Live, Plain, Row, Sheet

_HAIR = "0.0000000000005"
"""Less than this is no difference; a text is never smaller than a number, so it needs no test."""


def headline_sheet(basis: Basis) -> Sheet:
    """Return the nodes judged and everything read from them."""
    rows = HeadlineRows(basis)
    headline, balance = _HeadlineFormulas(basis, rows), BalanceFormulas(basis, rows)
    return Sheet(
        name="Headline",
        meaning=basis.w("Step 5: headline level, its reason, balance and quadrant."),
        columns=columns(basis.w),
        rows=(*headline.judged(), *headline.figures(), *balance.figures()),
        is_machinery=True,
        frozen_columns=2,
    )


class _HeadlineFormulas:
    """The nodes judged, the headline and its reason, with formulas and recorded results."""

    def __init__(self, basis: Basis, rows: HeadlineRows) -> None:
        self._basis, self._rows, self._w = basis, rows, basis.w
        self._card, self._headline = basis.card, basis.card.headline

    # --- nodes judged --------------------------------------------------------------------

    def judged(self) -> Iterator[Row]:
        named: list[str] = []
        for row, node in enumerate(self._rows.judged, start=2):
            words = f"{node.short} ({self._said(node)})"
            is_named = self._is_named(node)
            named += [words] * is_named
            yield (
                node.id,
                node.short,
                node.kind or "",
                Live(CALCULATION.cell("state", self._basis.node_rows[node.id]), node.state),
                *self._levels(node, row),
                *self._by_kind(node, row),
                Live(self._naming(node, row), is_named),
                Live(
                    f"SUM({HEADLINE.letter('named')}$2:{HEADLINE.here('named', row)})", len(named)
                ),
                Live(self._words(row), words),
                Live(self._list(row), self._listed(named)),
                "",
            )

    def _said(self, node: NodeScore) -> str:
        if node.level is None:
            return phrases.state_word(node.state, self._w)
        return phrases.level_text(node, self._w)

    def _is_named(self, node: NodeScore) -> int:
        if self._headline is None:
            return 0
        return int(node.id in (*self._headline.binding, *self._headline.unlevelled))

    def _levels(self, node: NodeScore, row: int) -> Iterator[Cell]:
        at = self._basis.node_rows[node.id]
        yield Live(_or_empty(CALCULATION.cell("level", at)), node.level)
        yield Live(_or_empty(CALCULATION.cell("level_low", at)), node.level_low)
        yield Live(_or_empty(CALCULATION.cell("level_high", at)), node.level_high)
        yield Live(cut_to_tenth(HEADLINE.here("level", row)), shown_as_level(node.level))

    @staticmethod
    def _by_kind(node: NodeScore, row: int) -> Iterator[Cell]:
        for kind in ("practice", "safeguard"):
            for bound, value in (("low", node.level_low), ("high", node.level_high)):
                mine = f'{HEADLINE.here("kind", row)}="{kind}"'
                formula = f'IF({mine},{HEADLINE.here(bound, row)},"")'
                yield Live(formula, value if node.kind == kind else None)

    def _naming(self, node: NodeScore, row: int) -> str:
        """Return whether the node holds the headline or, where there is none, lacks a level."""
        if self._headline is None:
            return "0"
        here, rows = HEADLINE.here("level", row), self._rows
        beyond, level = rows.here("beyond", "level"), f"ROUND({here},12)"
        lacking = f"IF(ISNUMBER({here}),0,1)"
        if node.kind == "safeguard":
            binds = f"{level}<{beyond}-rule_safeguards_by"
        else:
            trails = f"AND({level}<{beyond},{rows.here('behind', 'level')}>rule_may_trail)"
            binds = f"OR({level}<{beyond}-rule_trails_by,{trails})"
        held = f"IF({beyond}>rule_top_level,0,IF({binds},1,0))"
        return f"IF(ISNUMBER({beyond}),{held},{lacking})"

    def _words(self, row: int) -> str:
        level, shown = HEADLINE.here("level", row), HEADLINE.here("shown", row)
        word = text_of(f'"state."&{HEADLINE.here("state", row)}')
        said = f"IF(ISNUMBER({level}),FIXED({shown},1),{word})"
        return f'{HEADLINE.here("measure", row)}&" ("&{said}&")"'

    def _list(self, row: int) -> str:
        """Return the list so far: a name joins it when it is not the last one named."""
        before = '""' if row == 2 else HEADLINE.here("list", row - 1)  # noqa: PLR2004 - first row
        order = HEADLINE.here("order", row)
        is_inner = f"AND({HEADLINE.here('named', row)}=1,{order}<MAX({self._rows.span('order')}))"
        comma = f'IF({order}=1,"",", ")'
        joined = f"{comma}&{HEADLINE.here('words', row)}"
        return f'{before}&IF({is_inner},{joined},"")'

    def _listed(self, named: list[str]) -> str:
        total = sum(map(self._is_named, self._rows.judged))
        return ", ".join(named[: total - 1] if total else [])

    # --- figures -------------------------------------------------------------------------

    def figures(self) -> Iterator[Row]:
        if self._headline is None:
            yield from self._without_headline()
        else:
            yield from self._terms()
            yield self._headline_row()
            yield from self._reason_rows()

    def _without_headline(self) -> Iterator[Row]:
        for name in (*TERMS, "headline", "beyond", "behind", "standing", "named_all"):
            yield figure_row(name, self._w)
        yield from lacking_rows(self._basis, self._rows)
        reason = Live(text_of('"headline.no_rule"'), phrases.headline_reason(self._card, self._w))
        yield figure_row("reason", self._w, result=reason)

    def _terms(self) -> Iterator[Row]:
        lows, highs = self._bounded_terms("low"), self._bounded_terms("high")
        for name, low, high in zip(TERMS, lows, highs, strict=True):
            yield figure_row(name, self._w, low=low, high=high)

    def _bounded_terms(self, bound: str) -> Iterator[Live]:
        """Yield trailing, weakest and safeguards with open items at one bound."""
        rows = self._rows
        practices, guards = rows.span(f"practice_{bound}"), rows.span(f"safeguard_{bound}")
        trailing = f"SMALL({practices},rule_may_trail+1)"
        formulas = (
            f'IF({rows.practices}>rule_may_trail,{trailing},"")',
            f"MIN({practices})+rule_trails_by",
            f"MIN({guards})+rule_safeguards_by" if rows.safeguards else '""',
        )
        whole = f"COUNT({practices})+COUNT({guards})={len(rows.judged)}"
        for formula, value in zip(formulas, self._recorded_terms(bound), strict=True):
            yield Live(f'IF({whole},{formula},"")', value)

    def _recorded_terms(self, bound: str) -> tuple[Plain, Plain, Plain]:
        rule = self._basis.questionnaire.headline
        levels = [getattr(n, f"level_{bound}") for n in self._card.of_kind("practice")]
        guarded = [getattr(n, f"level_{bound}") for n in self._card.of_kind("safeguard")]
        if rule is None or None in levels or None in guarded or not levels:
            return None, None, None
        ordered = sorted(levels)
        trailing = ordered[rule.may_trail] if len(ordered) > rule.may_trail else None
        guard = min(guarded) + rule.safeguards_by if guarded else None
        return trailing, ordered[0] + rule.by, guard

    def _headline_row(self) -> Row:
        rows, headline = self._rows, self._headline
        bounds = []
        for bound in ("low", "high"):
            first, last = rows.here("trailing", bound), rows.here("safeguards", bound)
            terms = f"{first}:{last}"
            smallest = f"MAX(0,MIN(rule_top_level,{terms}))"
            value = getattr(headline, bound)
            bounds.append(Live(f'IF(COUNT({terms})=0,"",{smallest})', value))
        levelled = f"COUNT({rows.span('level')})={len(rows.judged)}"
        level = headline.level if headline else None
        exact = Live(f'IF({levelled},{rows.here("headline", "low")},"")', level)
        shown = Live(cut_to_tenth(rows.here("headline", "level")), shown_as_level(level))
        return figure_row("headline", self._w,
            level=exact, low=bounds[0], high=bounds[1], shown=shown,
        )  # fmt: skip

    def _reason_rows(self) -> Iterator[Row]:
        rows = self._rows
        level = self._headline.level if self._headline else None
        beyond = None if level is None else int(level) + 1
        held = rows.here("headline", "level")
        after = f'IF(ISNUMBER({held}),INT(ROUND({held},12))+1,"")'
        yield figure_row("beyond", self._w, level=Live(after, beyond))
        practices = self._card.of_kind("practice")
        top = self._basis.questionnaire.top_level
        cell, lows = rows.here("beyond", "level"), rows.span("practice_low")
        levels = [node.level for node in practices if node.level is not None]
        behind = sum(level < beyond for level in levels) if beyond is not None else None
        below = f"SUMPRODUCT(--({lows}<{cell}-{_HAIR}))"
        formula = f'IF(ISNUMBER({cell}),{below},"")'
        yield figure_row("behind", self._w, level=Live(formula, behind))
        standing = None
        if beyond is not None:
            standing = sum(level >= min(beyond, top) for level in levels)
        reach = f"MIN({cell},rule_top_level)"
        below = f"SUMPRODUCT(--({lows}<{reach}-{_HAIR}))"
        formula = f'IF(ISNUMBER({cell}),{rows.practices}-{below},"")'
        yield figure_row("standing", self._w, level=Live(formula, standing))
        yield figure_row("named_all", self._w, result=self._named_all())
        yield from lacking_rows(self._basis, self._rows)
        reason = phrases.headline_reason(self._card, self._w)
        yield figure_row("reason", self._w, result=Live(self._reason(), reason))

    def _named_all(self) -> Live:
        rows, w = self._rows, self._w
        named = [f"{n.short} ({self._said(n)})" for n in rows.judged if self._is_named(n)]
        total = f"MAX({rows.span('order')})"
        last = f"INDEX({rows.span('words')},MATCH({total},{rows.span('order')},0))"
        inner = HEADLINE.here("list", len(rows.judged) + 1)
        two = filled("list.two", {"first": inner, "last": last})
        return Live(f'IF({total}=0,"",IF({total}=1,{last},{two}))', w.listed(named))

    def _reason(self) -> str:
        rows = self._rows
        names, level = rows.here("named_all", "result"), rows.here("headline", "level")
        low, high = rows.here("headline", "low"), rows.here("headline", "high")
        whole, beyond = f"INT(ROUND({level},12))", rows.here("beyond", "level")
        held = filled("headline.held", {"level": whole, "nodes": names})
        reach = f"MIN({beyond},rule_top_level)"
        code = f'"standing."&{rows.here("standing", "level")}'
        standing = f'SUBSTITUTE({text_of(code)},"{{level}}",{reach})'
        with_level = f'IF({names}="",{standing},{held}&" "&{standing})'
        tenths = {
            name: f"FIXED(TRUNC(ROUND({cell},12),1),1)"
            for name, cell in (("low", low), ("high", high))
        }
        bounds = f'IF(ISNUMBER({low}),"; "&{filled("headline.bounds", tenths)},"")'
        many = f"COUNTIF({rows.span('named')},1)>{phrases.MOST_NAMED}"
        lacking = f"IF({many},{rows.here('lacking_all', 'result')},{names})"
        without = f'{filled("headline.none", {"nodes": lacking})}&{bounds}&"."'
        return f"IF(ISNUMBER({level}),{with_level},{without})"


def _or_empty(cell: str) -> str:
    return f'IF(ISNUMBER({cell}),{cell},"")'


def shown_number(value: Fraction | None, cuts: tuple[Fraction, ...] = ()) -> Plain:
    """Return a value as it is shown, as a number."""
    return None if value is None else Fraction(shown_value(value, cuts))
