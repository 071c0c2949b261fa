"""The commands that make files to hand round: form, charts."""

from datetime import datetime
from pathlib import Path
from typing import get_args

import click

from maturity_app.cli.context import (
    Settings,
    data_option,
    file_argument,
    language_option,
    say_preview,
    share_options,
)
from maturity_app.cli.reading import opened
from maturity_app.domain.assessment import Share
from maturity_app.jobs.charting import ChartFormat, write_charts
from maturity_app.jobs.forms import Invitation, write_form
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.sharing import Sharing
from maturity_app.storage.places import data_folder


@click.command()
@click.argument("questionnaire")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="The .xlsx to fill in and read back, or the .pdf to print.")  # fmt: skip
@click.option("--unit", default="", help="The unit's name; the form asks for it if not given.")
@click.option(
    "--unit-id", default="", help="The unit's permanent id; made from its name if not given."
)
@click.option("--headcount", type=click.IntRange(min=1), help="How many people the unit has.")
@click.option("--wave", default="", help="The wave's name; the form asks for it if not given.")
@click.option("--date", "day", type=click.DateTime(formats=["%Y-%m-%d"]),
              help="The wave's date, YYYY-MM-DD; the form asks for it if not given.")  # fmt: skip
@click.option("--assessor", default="", help="The name of the person who is to fill it in.")
@click.option("--role", "roles", multiple=True, help="A role to choose from; give each of them.")
@click.option("--anonymous", "is_anonymous", is_flag=True, help="Ask for no name, only for a role.")
@language_option
@data_option
@click.pass_obj
def form(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    questionnaire: str,
    output: Path,
    unit: str,
    unit_id: str,
    headcount: int | None,
    wave: str,
    day: datetime | None,
    assessor: str,
    roles: tuple[str, ...],
    is_anonymous: bool,
    language: str,
) -> None:
    """Write QUESTIONNAIRE as a form: a workbook to fill in and import, or a PDF to print.

    What a form asks besides its questions, such as the unit, is left out where it is given here.
    """
    w = settings.w
    invitation = Invitation(
        unit=unit, unit_id=unit_id, headcount=headcount, wave=wave, day=day and day.date(),
        assessor=assessor, roles=roles, is_anonymous=is_anonymous,
    )  # fmt: skip
    if output.suffix.lower() == ".pdf" and invitation != Invitation():
        raise click.UsageError(w("A form to print is for everybody: name only the questionnaire."))
    if (unit_id or headcount) and not unit:
        raise click.UsageError(w("--unit-id and --headcount go with --unit."))
    if assessor and is_anonymous:
        raise click.UsageError(w("--assessor names whom --anonymous leaves unnamed; give one."))
    definition = find_questionnaire(questionnaire, data_folder(settings.data))
    write_form(output, definition, language, invitation)
    click.echo(output)


@click.command()
@file_argument("path")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Folder for the files.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(get_args(ChartFormat)),
    help="Only one kind; both SVG and PNG if not given.",
)
@click.option(
    "--previous",
    "previous",
    type=click.Path(path_type=Path),
    multiple=True,
    help="An earlier wave, for the trend; may be given several times.",
)
@share_options
@language_option
@click.pass_obj
def charts(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    path: Path,
    folder: Path | None,
    kind: ChartFormat | None,
    previous: tuple[Path, ...],
    share: Share,
    preview: bool,
    language: str,
) -> None:
    """Write each chart of the report on FILE as a file of its own."""
    assessment = opened(settings.w, path)
    earlier = [opened(settings.w, wave) for wave in previous]
    if preview:
        say_preview([assessment], share, settings.w, lambda _: earlier)
        return
    if folder is None:
        raise click.UsageError(settings.w("Give --to, the folder for the charts."))
    kinds = [kind] if kind else list(get_args(ChartFormat))
    sharing = Sharing(preset=share)
    for written in write_charts(folder, assessment, kinds, earlier, language, sharing=sharing):
        click.echo(written)
