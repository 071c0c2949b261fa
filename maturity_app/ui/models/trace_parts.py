"""The parts a trace is put together from."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.ui.models.figures import FigureTable, fraction_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Formula:
    """A computation with its result as shown, and what it is of."""

    text: str
    result: str = ""
    note: str = ""
    is_strong: bool = True

    def as_text(self) -> str:
        """Return the formula as one line."""
        result = f" → {self.result}" if self.result else ""
        note = f"  ({self.note})" if self.note else ""
        return f"{self.text}{result}{note}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One step of an explanation: sentences, a table, formulas, what follows, in this order."""

    heading: str
    note: str = ""
    lines: tuple[str, ...] = ()
    table: FigureTable | None = None
    formulas: tuple[Formula, ...] = ()
    after: tuple[str, ...] = ()

    def as_text(self) -> str:
        """Return the section as plain text, cells of its table with tabs between them."""
        parts = [f"{self.heading} – {self.note}" if self.note else self.heading, *self.lines]
        if self.table is not None:
            parts.append(self.table.as_text())
        parts += [formula.as_text() for formula in self.formulas]
        return "\n".join([*parts, *self.after])


def mean_text(pairs: Sequence[tuple[Fraction, Fraction]]) -> str:
    """Return a mean of (weight, value) as computed; weights are left out where all are equal."""
    if len(pairs) == 1:
        return fraction_text(pairs[0][1])
    if len({weight for weight, _ in pairs}) <= 1:
        return f"({' + '.join(fraction_text(value) for _, value in pairs)}) ÷ {len(pairs)}"
    total = sum((weight for weight, _ in pairs), Fraction(0))
    return f"({sum_text(pairs)}) ÷ {fraction_text(total)}"


def sum_text(pairs: Sequence[tuple[Fraction, Fraction]]) -> str:
    """Return a sum of weight × value as computed; weights of 1 are left out."""
    if {weight for weight, _ in pairs} <= {1}:
        return " + ".join(fraction_text(value) for _, value in pairs)
    return " + ".join(
        f"{fraction_text(weight)} × {fraction_text(value)}" for weight, value in pairs
    )
