"""Balance and quadrant: how practices, safeguards and pressure stand to each other."""

from collections.abc import Iterator

from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.headline_rows import HeadlineRows, figure_row
from maturity_app.reports.excel.node_columns import CALCULATION
from maturity_app.reports.excel.sheet import Cell, Live, Row


class BalanceFormulas:
    """The rows below the headline, with their formulas and recorded results."""

    def __init__(self, basis: Basis, rows: HeadlineRows) -> None:
        """Take the assessment and where the nodes judged stand."""
        self._basis, self._rows, self._w = basis, rows, basis.w
        self._card = basis.card

    def figures(self) -> Iterator[Row]:
        """Yield the balance and what it is read from, then the quadrant."""
        yield from self._balance_rows()
        yield self._quadrant_row()

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
            yield figure_row(name, self._w, result=verdict)
        first, second = rows.here("balance_low", "result"), rows.here("balance_high", "result")
        either = f'IF({first}="","none",IF({first}={second},{first},"open"))'
        code = "none" if balance is None else balance.verdict or "open"
        yield figure_row("balance", self._w, result=Live(either, code))
        yield figure_row("points", self._w, level=self._points())

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
        said = f'{self._rows.here("balance", "result")}<>"none"'
        said = f"AND({said},ISNUMBER({drive}),ISNUMBER({guard}))"
        points = card.balance.points if card.balance else None
        return Live(f'IF({said},100*({drive}-{guard}),"")', points)

    def _quadrant_row(self) -> Row:
        card = self._card
        if card.drive is None or card.pressure is None:
            return figure_row("quadrant", self._w, result="none")
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
        return figure_row("quadrant", self._w, result=Live(formula, card.quadrant or "none"))
