"""The example, and the program's test of itself."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from maturity_app.cli.context import Settings, language_option
from maturity_app.domain.scoring import score_assessment
from maturity_app.jobs.demo import QUESTIONNAIRE, example_assessments, opening_command, write_demo
from maturity_app.jobs.instruments import find_questionnaire, installed
from maturity_app.jobs.reporting import write_report
from maturity_app.reports import phrases
from maturity_app.wording import wording_for


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@language_option
@click.pass_obj
def demo(settings: Settings, folder: Path, language: str) -> None:
    """Write two example units over three waves, a team and a staff survey, with every report.

    DIR/Overview.txt says what is what.
    """
    program = _as_called()
    for path in write_demo(folder, language, program):
        click.echo(path)
    command = opening_command(folder, program)
    click.echo(settings.w("To open the example in the window: {command}", command=command))


def _as_called() -> list[str]:
    """Return the words this program was called by, from whatever folder they are typed."""
    called = Path(sys.argv[0]).absolute()
    if called.name == "__main__.py":
        return [sys.executable, "-m", called.parent.name]
    return [str(called) if called.exists() else sys.argv[0]]


def self_test(test_window: Callable[[Path], str]) -> None:
    """Load, score, report and open the window, with a line for each that works."""
    for entry in installed():
        if entry.error:
            raise entry.error
        if entry.questionnaire:
            click.echo(f"ok: questionnaire {entry.questionnaire.id}")
    newest = example_assessments(find_questionnaire(QUESTIONNAIRE))[2]
    card = score_assessment(newest)
    click.echo(f"ok: scored {phrases.headline_level(card, wording_for('en'))}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for suffix in (".pdf", ".xlsx"):
            write_report(folder / f"report{suffix}", newest)
            size = (folder / f"report{suffix}").stat().st_size
            click.echo(f"ok: report{suffix} {size} bytes")
        click.echo(f"ok: window {test_window(folder / 'data')}")
