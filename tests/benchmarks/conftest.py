"""Figures are printed at the end of a run, met or not."""

from collections.abc import Callable

import pytest

Hold = Callable[[str, float, float], None]

_lines = pytest.StashKey[list[str]]()


@pytest.fixture
def hold(request: pytest.FixtureRequest) -> Hold:
    """Return what notes a figure with its bar, and fails where the bar is not held."""

    def held(name: str, figure: float, bar: float) -> None:
        lines = request.config.stash.setdefault(_lines, [])
        lines.append(f"{name}: {figure:.2f} (bar {bar:g})")
        assert figure <= bar, lines[-1]

    return held


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    for line in terminalreporter.config.stash.get(_lines, []):
        terminalreporter.write_line(line)
