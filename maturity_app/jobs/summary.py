"""What the home page shows of an assessment, kept in the library so that it need not score."""

from fractions import Fraction
from typing import NamedTuple


class Summary(NamedTuple):
    """What the home page shows of an assessment without scoring it.

    Levels and coverage are exact; `level` is None where there is none yet, and `state` is then
    the worst that keeps it away ("insufficient" or "not_rated"). `level_names` is the level's
    name by language, that of the questionnaire first. `seconds_left` is what the open questions
    take at the pace so far; None where it can't be told, as in what an older version stored.
    """

    done: int
    total: int
    dont_know: int
    coverage: Fraction | None
    level: Fraction | None
    high: Fraction | None
    level_names: dict[str, str]
    top_level: int
    state: str
    holding_back: int
    seconds_left: int | None = None

    def level_name(self, language: str) -> str:
        """Return the level's name in a language, or else in that of the questionnaire."""
        return self.level_names.get(language) or next(iter(self.level_names.values()), "")

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
            names = {str(key): str(name) for key, name in dict(data["level_names"]).items()}  # type: ignore[call-overload]  # as written
            return Summary(**{**data, **exact, "level_names": names})  # type: ignore[arg-type]  # as written
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            return None
