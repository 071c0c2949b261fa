"""The commands that make files to hand round: form, charts."""

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
from maturity_app.jobs.forms import write_form
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.sharing import Sharing
from maturity_app.storage.places import data_folder


@click.command()
@click.argument("questionnaire")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="The .pdf to write.")  # fmt: skip
@language_option
@data_option
@click.pass_obj
def form(settings: Settings, questionnaire: str, output: Path, language: str) -> None:
    """Write QUESTIONNAIRE as a form to print and fill in by hand."""
    definition = find_questionnaire(questionnaire, data_folder(settings.data))
    write_form(output, definition, language)
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
    if preview:
        say_preview([assessment], share, settings.w)
        return
    if folder is None:
        raise click.UsageError(settings.w("Give --to, the folder for the charts."))
    earlier = [opened(settings.w, wave) for wave in previous]
    kinds = [kind] if kind else list(get_args(ChartFormat))
    sharing = Sharing(preset=share)
    for written in write_charts(folder, assessment, kinds, earlier, language, sharing=sharing):
        click.echo(written)
