"""Headline: what the headline, the balance and the quadrant are read from, as live formulas."""

from collections.abc import Iterator
from fractions import Fraction

from maturity_app.domain.scorecard import NodeScore
from maturity_app.domain.shown import shown_level, shown_value
from maturity_app.reports import phrases
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.nodes import CALCULATION, cut_to_tenth
from maturity_app.reports.excel.rules import text_of
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Live, Plain, Row, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.wording import ENGLISH, Wording

_TERMS = ("trailing", "weakest", "safeguards")
_HAIR = "0.0000000000005"
"""Less than this is no difference; a text is never smaller than a number, so it needs no test."""


def _columns(w: Wording) -> tuple[Column, ...]:
    exact, count = Style.EXACT, Style.COUNT
    described = (
        ("id", w("Id"), Style.TEXT, 24, w("Id of the node or figure.")),
        ("measure", w("Measure"), Style.LONG, 44, w("What the row is.")),
        ("kind", w("Kind"), Style.TEXT, 12, w("practice or safeguard; empty for other rows.")),
        ("level", w("Level, exact"), exact, 10, w("The exact level or figure.")),
        ("low", w("Low"), exact, 10, w("The same with open items at their lowest.")),
        ("high", w("High"), exact, 10, w("The same with open items at their highest.")),
        ("shown", w("Level"), Style.ONE, 9, w("The level as shown, cut to one decimal.")),
        ("practice_low", w("Practice, low"), exact, 10, w("The lowest level, for practices only.")),
        ("practice_high", w("Practice, high"), exact, 10, w("The highest level, for practices only.")),
        ("safeguard_low", w("Safeguard, low"), exact, 10, w("The lowest level, for safeguards only.")),
        ("safeguard_high", w("Safeguard, high"), exact, 10, w("The highest level, for safeguards only.")),
        ("named", w("Named"), count, 9,
         w("1 if the reason names the node: it holds the headline or has no level.")),
        ("order", w("Order"), count, 9, w("How many nodes are named up to here.")),
        ("words", w("Words"), Style.LONG, 40, w("The node as the reason names it.")),
        ("list", w("List"), Style.LONG, 40, w("The nodes named up to here, but the last one.")),
        ("result", w("Result"), Style.LONG, 70, w("A word or sentence; codes for the balance.")),
    )  # fmt: skip
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


HEADLINE = Grid("Headline", tuple(column.id for column in _columns(ENGLISH)))


class HeadlineRows:
    """In which row of the sheet each figure stands."""

    def __init__(self, basis: Basis) -> None:
        """Number the rows: the nodes judged in questionnaire order, then the figures."""
        self.judged: tuple[NodeScore, ...] = tuple(
            node for node in basis.card.nodes.values() if node.kind in ("practice", "safeguard")
        )
        self.practices = len(basis.card.of_kind("practice"))
        self.safeguards = len(basis.card.of_kind("safeguard"))
        names = (
            *_TERMS, "headline", "beyond", "behind", "standing", "named_all", "reason",
            "balance_low", "balance_high", "balance", "points", "quadrant",
        )  # fmt: skip
        first = len(self.judged) + 2
        self._rows = {name: row for row, name in enumerate(names, start=first)}

    def cell(self, name: str, column: str = "result") -> str:
        """Return the cell of a figure, as any sheet refers to it."""
        return HEADLINE.cell(column, self._rows[name])

    def here(self, name: str, column: str) -> str:
        """Return the cell of a figure, as this sheet refers to it."""
        return HEADLINE.here(column, self._rows[name])

    def span(self, column: str) -> str:
        """Return a column over all nodes judged."""
        letter = HEADLINE.letter(column)
        return f"{letter}$2:{letter}${max(2, len(self.judged) + 1)}"


def headline_sheet(basis: Basis) -> Sheet:
    """Return the nodes judged and everything read from them."""
    rows = HeadlineRows(basis)
    writer = _Formulas(basis, rows)
    return Sheet(
        name="Headline",
        meaning=basis.w("Step 5: headline level, its reason, balance and quadrant."),
        columns=_columns(basis.w),
        rows=(*writer.judged(), *writer.figures()),
        is_machinery=True,
        frozen_columns=2,
    )


class _Formulas:
    """The rows of the sheet with their formulas and recorded results."""

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
                *self._levels(node, row),
                *self._by_kind(node, row),
                Live(self._naming(node, row), is_named),
                Live(f"SUM({HEADLINE.letter('named')}$2:{HEADLINE.here('named', row)})", len(named)),
                Live(self._words(node, row), words),
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
        yield Live(cut_to_tenth(HEADLINE.here("level", row)), _shown(node.level))

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

    def _words(self, node: NodeScore, row: int) -> str:
        state = CALCULATION.cell("state", self._basis.node_rows[node.id])
        level, shown = HEADLINE.here("level", row), HEADLINE.here("shown", row)
        word = text_of(f'"state."&{state}')
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
        yield from self._balance_rows()
        yield self._quadrant_row()

    def _without_headline(self) -> Iterator[Row]:
        names = (*_TERMS, "headline", "beyond", "behind", "standing", "named_all")
        for name in names:
            yield _figure(name, self._measure(name))
        reason = Live(text_of('"headline.no_rule"'), phrases.headline_reason(self._card, self._w))
        yield _figure("reason", self._measure("reason"), result=reason)

    def _measure(self, name: str) -> str:
        w = self._w
        return {
            "trailing": w("Weakest practice but those that may trail"),
            "weakest": w("Weakest practice plus what it may trail by"),
            "safeguards": w("Weakest safeguard plus what it may stand below"),
            "headline": w("Headline: the smallest of the three"),
            "beyond": w("The whole level after the headline"),
            "behind": w("Practices below that level"),
            "standing": w("Practices at that level or above"),
            "named_all": w("The nodes named, as a list"),
            "reason": w("Reason"),
            "balance_low": w("Balance, safeguards lowest and practices highest"),
            "balance_high": w("Balance, safeguards highest and practices lowest"),
            "balance": w("Balance"),
            "points": w("Drive less Safeguards, in points"),
            "quadrant": w("Quadrant of Pressure and Drive"),
        }[name]

    def _terms(self) -> Iterator[Row]:
        rows, card = self._rows, self._card
        recorded = {
            bound: {
                name: value
                for name, value in zip(_TERMS, _term_values(card.of_kind("practice"), card.of_kind("safeguard"), bound, self._basis), strict=True)
            }
            for bound in ("low", "high")
        }  # fmt: skip
        for name in _TERMS:
            cells = []
            for bound in ("low", "high"):
                practices, guards = rows.span(f"practice_{bound}"), rows.span(f"safeguard_{bound}")
                value = {
                    "trailing": f'IF({rows.practices}>rule_may_trail,SMALL({practices},rule_may_trail+1),"")',
                    "weakest": f"MIN({practices})+rule_trails_by",
                    "safeguards": f"MIN({guards})+rule_safeguards_by" if rows.safeguards else '""',
                }[name]
                whole = f"COUNT({practices})+COUNT({guards})={len(rows.judged)}"
                cells.append(Live(f'IF({whole},{value},"")', recorded[bound][name]))
            yield _figure(name, self._measure(name), low=cells[0], high=cells[1])

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
        shown = Live(cut_to_tenth(rows.here("headline", "level")), _shown(level))
        return _figure(
            "headline", self._measure("headline"),
            level=exact, low=bounds[0], high=bounds[1], shown=shown,
        )  # fmt: skip

    def _reason_rows(self) -> Iterator[Row]:
        rows = self._rows
        level = self._headline.level if self._headline else None
        beyond = None if level is None else int(level) + 1
        held = rows.here("headline", "level")
        after = f'IF(ISNUMBER({held}),INT(ROUND({held},12))+1,"")'
        yield _figure("beyond", self._measure("beyond"), level=Live(after, beyond))
        practices = self._card.of_kind("practice")
        top = self._basis.questionnaire.top_level
        cell, lows = rows.here("beyond", "level"), rows.span("practice_low")
        levels = [node.level for node in practices if node.level is not None]
        behind = sum(level < beyond for level in levels) if beyond is not None else None
        below = f"SUMPRODUCT(--({lows}<{cell}-{_HAIR}))"
        formula = f'IF(ISNUMBER({cell}),{below},"")'
        yield _figure("behind", self._measure("behind"), level=Live(formula, behind))
        standing = None
        if beyond is not None:
            standing = sum(level >= min(beyond, top) for level in levels)
        reach = f"MIN({cell},rule_top_level)"
        below = f"SUMPRODUCT(--({lows}<{reach}-{_HAIR}))"
        formula = f'IF(ISNUMBER({cell}),{rows.practices}-{below},"")'
        yield _figure("standing", self._measure("standing"), level=Live(formula, standing))
        yield _figure("named_all", self._measure("named_all"), result=self._named_all())
        reason = phrases.headline_reason(self._card, self._w)
        yield _figure("reason", self._measure("reason"), result=Live(self._reason(), reason))

    def _named_all(self) -> Live:
        rows, w = self._rows, self._w
        named = [f"{n.short} ({self._said(n)})" for n in rows.judged if self._is_named(n)]
        total = f"MAX({rows.span('order')})"
        last = f"INDEX({rows.span('words')},MATCH({total},{rows.span('order')},0))"
        inner = HEADLINE.here("list", len(rows.judged) + 1)
        two = _filled("list.two", {"first": inner, "last": last})
        return Live(f'IF({total}=0,"",IF({total}=1,{last},{two}))', w.listed(named))

    def _reason(self) -> str:
        rows = self._rows
        names, level = rows.here("named_all", "result"), rows.here("headline", "level")
        low, high = rows.here("headline", "low"), rows.here("headline", "high")
        whole, beyond = f"INT(ROUND({level},12))", rows.here("beyond", "level")
        held = _filled("headline.held", {"level": whole, "nodes": names})
        reach = f"MIN({beyond},rule_top_level)"
        code = f'"standing."&{rows.here("standing", "level")}'
        standing = f'SUBSTITUTE({text_of(code)},"{{level}}",{reach})'
        with_level = f'IF({names}="",{standing},{held}&" "&{standing})'
        tenths = {
            name: f"FIXED(TRUNC(ROUND({cell},12),1),1)"
            for name, cell in (("low", low), ("high", high))
        }
        bounds = f'IF(ISNUMBER({low}),"; "&{_filled("headline.bounds", tenths)},"")'
        without = f'{_filled("headline.none", {"nodes": names})}&{bounds}&"."'
        return f"IF(ISNUMBER({level}),{with_level},{without})"

    # --- balance and quadrant ------------------------------------------------------------

    def _balance_rows(self) -> Iterator[Row]:
        rows, balance = self._rows, self._card.balance
        possible = bool(rows.practices and rows.safeguards)
        for name, guard, practice in (
            ("balance_low", "low", "high"),
            ("balance_high", "high", "low"),
        ):
            verdict = Live('""', None)
            if possible:
                verdict = Live(self._verdict(guard, practice), self._recorded(guard, practice))
            yield _figure(name, self._measure(name), result=verdict)
        first, second = rows.here("balance_low", "result"), rows.here("balance_high", "result")
        either = f'IF({first}="","none",IF({first}={second},{first},"open"))'
        code = "none" if balance is None else balance.verdict or "open"
        yield _figure("balance", self._measure("balance"), result=Live(either, code))
        yield _figure("points", self._measure("points"), level=self._points())

    def _verdict(self, guard: str, practice: str) -> str:
        rows = self._rows
        all_guards = [rows.span(f"safeguard_{bound}") for bound in ("low", "high")]
        all_practices = [rows.span(f"practice_{bound}") for bound in ("low", "high")]
        counts = "+".join(f"COUNT({span})" for span in (*all_guards, *all_practices))
        weakest = f"INT(ROUND(MIN({rows.span(f'safeguard_{guard}')}),12))"
        middle = (rows.practices - 1) // 2 + 1
        median = f"INT(ROUND(SMALL({rows.span(f'practice_{practice}')},{middle}),12))"
        ahead = f"{weakest}-{median}"
        named = f'IF({ahead}>1,"controls_outrun_use","in_step")'
        verdict = f'IF({ahead}<0,"drive_outruns_safeguards",{named})'
        return f'IF({counts}={2 * len(rows.judged)},{verdict},"")'

    def _recorded(self, guard: str, practice: str) -> str | None:
        if self._card.balance is None:
            return None
        guards = [getattr(n, f"level_{guard}") for n in self._card.of_kind("safeguard")]
        practices = sorted(getattr(n, f"level_{practice}") for n in self._card.of_kind("practice"))
        ahead = int(min(guards)) - int(practices[(len(practices) - 1) // 2])
        if ahead < 0:
            return "drive_outruns_safeguards"
        return "controls_outrun_use" if ahead > 1 else "in_step"

    def _points(self) -> Cell:
        card = self._card
        if card.drive is None or card.safeguards is None:
            return None
        drive, guard = (
            CALCULATION.cell("index", self._basis.node_rows[node.id])
            for node in (card.drive, card.safeguards)
        )
        said = f'AND({self._rows.here("balance", "result")}<>"none",ISNUMBER({drive}),ISNUMBER({guard}))'
        points = card.balance.points if card.balance else None
        return Live(f'IF({said},100*({drive}-{guard}),"")', points)

    def _quadrant_row(self) -> Row:
        card, label = self._card, self._measure("quadrant")
        if card.drive is None or card.pressure is None:
            return _figure("quadrant", label, result="none")
        bounds = [
            CALCULATION.cell(f"index_{bound}", self._basis.node_rows[node.id])
            for node in (card.pressure, card.drive)
            for bound in ("low", "high")
        ]
        cut = "ROUND(rule_quadrant_high/100,12)"
        highs = [f"ROUND({bounds[index]},12)>={cut}" for index in (0, 2)]
        lows = [f"ROUND({bounds[index]},12)<{cut}" for index in (1, 3)]
        under_pressure = f'IF({highs[1]},"prepared",IF({lows[1]},"exposed","on_the_line"))'
        in_calm = f'IF({highs[1]},"capacity_in_hand",IF({lows[1]},"calm_and_new","on_the_line"))'
        named = f'IF({highs[0]},{under_pressure},IF({lows[0]},{in_calm},"on_the_line"))'
        formula = f'IF(COUNT({",".join(bounds)})<4,"none",{named})'
        return _figure("quadrant", label, result=Live(formula, card.quadrant or "none"))


def _term_values(
    practices: tuple[NodeScore, ...], guards: tuple[NodeScore, ...], bound: str, basis: Basis
) -> tuple[Plain, Plain, Plain]:
    """Return trailing, weakest and safeguards with open items at `bound`."""
    rule = basis.questionnaire.headline
    levels = [getattr(node, f"level_{bound}") for node in practices]
    guarded = [getattr(node, f"level_{bound}") for node in guards]
    if rule is None or None in levels or None in guarded or not levels:
        return None, None, None
    ordered = sorted(levels)
    trailing = ordered[rule.may_trail] if len(ordered) > rule.may_trail else None
    return trailing, ordered[0] + rule.by, min(guarded) + rule.safeguards_by if guarded else None


def _figure(name: str, measure: str, **cells: Cell) -> Row:
    known: dict[str, Cell] = {"id": name, "measure": measure, **cells}
    return tuple(known.get(column, "" if column in _WORDS else None) for column in HEADLINE.ids)


_WORDS = ("kind", "words", "list", "result")


def _filled(code: str, values: dict[str, str]) -> str:
    """Return the formula of a text with its names filled in."""
    formula = text_of(f'"{code}"')
    for name, value in values.items():
        formula = f'SUBSTITUTE({formula},"{{{name}}}",{value})'
    return formula


def _or_empty(cell: str) -> str:
    return f'IF(ISNUMBER({cell}),{cell},"")'


def _shown(level: Fraction | None) -> Plain:
    return None if level is None else Fraction(shown_level(level))


def shown_number(value: Fraction | None, cuts: tuple[Fraction, ...] = ()) -> Plain:
    """Return a value as it is shown, as a number."""
    return None if value is None else Fraction(shown_value(value, cuts))
