"""Where the figures of sheet Headline stand, and what each is called."""

from maturity_app.domain.scorecard import NodeScore
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.rules import STATES
from maturity_app.reports.excel.sheet import Cell, Column, Grid, Row
from maturity_app.reports.excel.styles import Style
from maturity_app.wording import ENGLISH, Wording

TERMS = ("trailing", "weakest", "safeguards")


def columns(w: Wording) -> tuple[Column, ...]:
    """Return the columns with their headers and what they hold."""
    exact, count = Style.EXACT, Style.COUNT
    described = (
        ("id", w("Id"), Style.TEXT, 24, w("Id of the node or figure.")),
        ("measure", w("Measure"), Style.LONG, 44, w("What the row is.")),
        ("kind", w("Kind"), Style.TEXT, 12, w("practice or safeguard; empty for other rows.")),
        ("state", w("State"), Style.TEXT, 13, w("The state on Calculation.")),
        ("level", w("Level, exact"), exact, 10, w("The exact level or figure.")),
        ("low", w("Low"), exact, 10, w("The same with open items at their lowest.")),
        ("high", w("High"), exact, 10, w("The same with open items at their highest.")),
        ("shown", w("Level"), Style.ONE, 9, w("The level as shown, cut to one decimal.")),
        ("practice_low", w("Practice, low"), exact, 10, w("The lowest level, for practices only.")),
        ("practice_high", w("Practice, high"), exact, 10,
         w("The highest level, for practices only.")),
        ("safeguard_low", w("Safeguard, low"), exact, 10,
         w("The lowest level, for safeguards only.")),
        ("safeguard_high", w("Safeguard, high"), exact, 10,
         w("The highest level, for safeguards only.")),
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


HEADLINE = Grid("Headline", tuple(column.id for column in columns(ENGLISH)))


def judged_nodes(basis: Basis) -> tuple[NodeScore, ...]:
    """Return practices and safeguards in questionnaire order, without what the unit added."""
    return tuple(
        node
        for node in basis.card.nodes.values()
        if node.kind in ("practice", "safeguard") and not node.is_local
    )


class HeadlineRows:
    """In which row of the sheet each figure stands."""

    def __init__(self, basis: Basis) -> None:
        """Give each node judged its row, in questionnaire order, and then each figure."""
        self.judged = judged_nodes(basis)
        self.practices = len(basis.card.of_kind("practice"))
        self.safeguards = len(basis.card.of_kind("safeguard"))
        names = (
            *TERMS, "headline", "beyond", "behind", "standing", "named_all",
            *(f"lacking_{state}" for state in STATES), "lacking_all", "reason",
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


def figure_row(name: str, w: Wording, **cells: Cell) -> Row:
    """Return the row of a figure; columns that are not named stay empty."""
    known: dict[str, Cell] = {"id": name, "measure": _measure(name, w), **cells}
    return tuple(known.get(column, "" if column in _WORDS else None) for column in HEADLINE.ids)


_WORDS = ("kind", "state", "words", "list", "result")


def _measure(name: str, w: Wording) -> str:
    return {
        "trailing": w("Weakest practice but those that may trail"),
        "weakest": w("Weakest practice plus what it may trail by"),
        "safeguards": w("Weakest safeguard plus what it may stand below"),
        "headline": w("Headline: the smallest of the three"),
        "beyond": w("The whole level after the headline"),
        "behind": w("Practices below that level"),
        "standing": w("Practices at that level or above"),
        "named_all": w("The nodes named, as a list"),
        "lacking_rated": w("Without a level, rated"),
        "lacking_provisional": w("Without a level, provisional"),
        "lacking_insufficient": w("Without a level, insufficient"),
        "lacking_not_rated": w("Without a level, not rated"),
        "lacking_all": w("Those without a level, counted by state"),
        "reason": w("Reason"),
        "balance_low": w("Balance, safeguards lowest and practices highest"),
        "balance_high": w("Balance, safeguards highest and practices lowest"),
        "balance": w("Balance"),
        "points": w("Drive less Safeguards, in points"),
        "quadrant": w("Quadrant of Pressure and Drive"),
    }[name]
