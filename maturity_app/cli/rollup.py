"""The command that sums the units of an organisation up, branch by branch."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from maturity_app.cli.context import Settings, data_option, language_option, opened_library
from maturity_app.domain.rollup import Choice
from maturity_app.domain.said import said
from maturity_app.jobs.rollup import (
    Kept,
    check_suffix,
    records_in,
    records_of,
    rolled_up,
    write_rollup,
)
from maturity_app.storage.library import FILE_NAME
from maturity_app.storage.places import data_folder
from maturity_app.storage.problems import InputError, MaturityError, Problem, problem_in

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("paths", metavar="[PATH…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="The .pdf, .xlsx, .csv or .json to write.")  # fmt: skip
@click.option("--wave", default="", help="Only waves of this name.")
@click.option("--from", "since", type=_DAY, help="Only waves of this day or later, YYYY-MM-DD.")
@click.option("--until", type=_DAY, help="Only waves of this day or earlier, YYYY-MM-DD.")
@click.option(
    "--questionnaire", default="", help="Only records of this questionnaire or its short form."
)
@language_option
@data_option
@click.pass_obj
def rollup(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    paths: tuple[Path, ...],
    output: Path,
    wave: str,
    since: datetime | None,
    until: datetime | None,
    questionnaire: str,
    language: str,
) -> None:
    """Sum units up, branch by branch: how many, and how their scores lie.

    PATH is an assessment file, a pack or a folder of them; without one the library is read.
    Each unit counts with its latest wave.
    """
    check_suffix(output)
    kept = Kept(language, questionnaire)
    wrong = _read(settings, paths, output, kept)
    choice = Choice(
        wave=wave,
        since=since.date() if since else None,
        until=until.date() if until else None,
    )
    if kept.records or not wrong:
        write_rollup(output, rolled_up(kept.records, choice), language)
        click.echo(output)
    _end(settings, wrong)


def _end(settings: Settings, wrong: Sequence[MaturityError]) -> None:
    """Say what was wrong with files, after what is good was done."""
    problems: list[Problem] = []
    for each in wrong:
        if isinstance(each, InputError):
            problems.extend(each.problems)
        else:
            click.echo(each.worded(settings.w), err=True)
    if wrong:
        raise InputError(problems)


def _read(
    settings: Settings, paths: Sequence[Path], output: Path, kept: Kept
) -> list[MaturityError]:
    """Take in every record there is and return what is wrong with the others."""
    if not paths:
        _read_library(settings, kept)
        return []
    if os.path.realpath(output) in map(os.path.realpath, paths):
        raise problem_in(
            output, said("this file is to be read"), said("choose another name to write")
        )
    wrong: list[MaturityError] = []
    is_empty = True
    for found in records_in(paths):
        is_empty = False
        if isinstance(found, MaturityError):
            wrong.append(found)
        else:
            kept.take(found)
    if is_empty:
        raise problem_in(
            paths[0], said("there are no assessment files here"), said("name a folder with some")
        )
    return wrong


def _read_library(settings: Settings, kept: Kept) -> None:
    library_file = data_folder(settings.data) / FILE_NAME
    if not library_file.exists():
        # Opening would make an empty one where someone has mistyped a folder.
        raise problem_in(
            library_file, said("there is no library here"), said("name its folder with --data")
        )
    is_empty = True
    with opened_library(settings) as library:
        for record in records_of(library):
            is_empty = False
            kept.take(record)
    if is_empty:
        raise problem_in(
            library_file, said("the library is empty"), said("import assessment files into it")
        )
