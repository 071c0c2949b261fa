"""What the home page shows of an assessment, kept in the library so that it need not score."""

from fractions import Fraction
from typing import NamedTuple


class Summary(NamedTuple):
    """What the home page shows of an assessment without scoring it.

    Levels and coverage are exact; `level` is None where there is none yet, and `state` is then
    the worst that keeps it away ("insufficient" or "not_rated").
    """

    done: int
    total: int
    dont_know: int
    coverage: Fraction | None
    level: Fraction | None
    high: Fraction | None
    level_name: str
    top_level: int
    state: str
    holding_back: int

    def as_data(self) -> dict[str, object]:
        """Return the summary as the library stores it."""
        return {
            name: str(value) if isinstance(value, Fraction) else value
            for name, value in self._asdict().items()
        }

    @staticmethod
    def from_data(data: dict[str, object]) -> "Summary | None":
        """Return a stored summary; None where it is not what `as_data` writes."""
        try:
            exact = {
                key: None if data[key] is None else Fraction(str(data[key]))
                for key in ("coverage", "level", "high")
            }
            return Summary(**{**data, **exact})  # type: ignore[arg-type]  # as written
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            return None
