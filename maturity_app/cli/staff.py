"""The commands about anonymous staff surveys: staff new, staff add, staff report."""

from datetime import datetime
from pathlib import Path

import click

from maturity_app.cli.context import Settings, data_option, each, file_argument, language_option
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.staff import new_survey, small_roles
from maturity_app.jobs.staff_files import Gathering, check_new_place, report_on
from maturity_app.storage.places import data_folder
from maturity_app.storage.staff import write_staff_survey
from maturity_app.storage.staff_lock import alone_with
from maturity_app.wording import Wording, visible

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def staff() -> None:
    """Survey a unit's staff anonymously: begin, gather the responses, report."""


@staff.command("new")
@click.argument("questionnaire")
@click.option("--unit", required=True, help="The unit's name.")
@click.option("--wave", required=True, help='The wave\'s name, such as "Autumn 2026".')
@click.option("--date", "day", type=_DAY, help="The wave's date, YYYY-MM-DD; today if not given.")
@click.option(
    "--unit-id", default="", help="The unit's permanent id; made from its name if not given."
)
@click.option(
    "--headcount", required=True, type=click.IntRange(min=1), help="How many people are asked."
)
@click.option(
    "--role",
    "roles",
    metavar="NAME=COUNT",
    multiple=True,
    help="A role told apart, and how many people have it; may be given several times.",
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="The .staff.json to write.")  # fmt: skip
@data_option
@click.pass_obj
def new_staff(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    questionnaire: str,
    unit: str,
    wave: str,
    day: datetime | None,
    unit_id: str,
    headcount: int,
    roles: tuple[str, ...],
    output: Path,
) -> None:
    """Write a staff survey with QUESTIONNAIRE that nobody has answered yet."""
    check_new_place(output)
    survey = new_survey(
        find_questionnaire(questionnaire, data_folder(settings.data)),
        unit,
        wave,
        (day or datetime.now().astimezone()).date(),
        headcount=headcount,
        roles=[_role(settings.w, role) for role in roles],
        unit_id=unit_id,
    )
    write_staff_survey(output, survey)
    for role in small_roles(survey):
        hint = settings.w("{role}: too few people have this role for any figure of it", role=role)
        click.echo(visible(hint), err=True)
    click.echo(output)


def _role(w: Wording, text: str) -> tuple[str, int]:
    name, _, count = text.rpartition("=")
    if not name.strip() or not count.strip().isdecimal() or not int(count):
        raise click.UsageError(w("Give a role as NAME=COUNT, such as Manager=12."))
    return name, int(count)


@staff.command("add")
@file_argument("files", many=True)
@click.option("--to", "path", required=True, type=click.Path(path_type=Path),
              help="The .staff.json that takes them in.")  # fmt: skip
@click.pass_obj
def add_responses(settings: Settings, files: tuple[Path, ...], path: Path) -> None:
    """Take people's own answers into a staff survey; each FILE is one person's."""
    w = settings.w

    def take(file: Path) -> None:
        if not gathering.take(file):
            told = w("{file}: this file was taken in before; passed over", file=file)
            click.echo(visible(told), err=True)

    with alone_with(path):
        gathering = Gathering(path, files)
        try:
            each(files, take, w)
        finally:
            gathering.keep()
            click.echo(visible(w.said(gathering.told)))


@staff.command("report")
@file_argument("path")
@click.option("--previous", type=click.Path(path_type=Path),
              help="The .staff.json of an earlier wave that was reported on.")  # fmt: skip
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="The .pdf, .xlsx, .csv or .json to write.")  # fmt: skip
@click.option("--close", "agreed", is_flag=True,
              help="Close the survey for good, which its first report asks for.")  # fmt: skip
@language_option
def report_staff(
    path: Path, *, previous: Path | None, output: Path, agreed: bool, language: str
) -> None:
    """Report on a staff survey; nothing can be added to it from then on."""
    report_on(path, output, previous, language, agreed=agreed)
    click.echo(output)
