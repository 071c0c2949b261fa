"""The parts a trace is put together from."""

from dataclasses import dataclass

from maturity_app.ui.models.figures import FigureTable


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
    """One step of an explanation: sentences, formulas, a table, in this order."""

    heading: str
    note: str = ""
    lines: tuple[str, ...] = ()
    table: FigureTable | None = None
    formulas: tuple[Formula, ...] = ()

    def as_text(self) -> str:
        """Return the section as plain text, cells of its table with tabs between them."""
        parts = [f"{self.heading} – {self.note}" if self.note else self.heading, *self.lines]
        if self.table is not None:
            parts.append(self.table.as_text())
        parts += [formula.as_text() for formula in self.formulas]
        return "\n".join(parts)
