"""What the home page shows of an assessment, kept in the library so that it need not score."""

from dataclasses import asdict, dataclass
from fractions import Fraction


@dataclass(frozen=True, kw_only=True)
class Summary:
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
            for name, value in asdict(self).items()
        }

    @staticmethod
    def from_data(data: dict[str, object]) -> "Summary":
        """Return a stored summary."""
        exact = {
            key: None if data[key] is None else Fraction(str(data[key]))
            for key in ("coverage", "level", "high")
        }
        return Summary(**{**data, **exact})  # type: ignore[arg-type]  # what as_data has written
