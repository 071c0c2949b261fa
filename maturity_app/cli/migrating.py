"""The command that brings drafts to a newer version of their questionnaire."""

import os
from functools import partial
from pathlib import Path

import click

from maturity_app.cli.context import Settings, data_option, each, file_argument
from maturity_app.cli.reading import opened
from maturity_app.domain.migration import Migration
from maturity_app.domain.said import said
from maturity_app.jobs.instruments import find_questionnaire, name_of
from maturity_app.jobs.migrating import migration_of
from maturity_app.jobs.relating import mappings_between
from maturity_app.jobs.reporting import file_stem
from maturity_app.jobs.starting import check_replaceable
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.places import data_folder
from maturity_app.storage.problems import problem_in
from maturity_app.wording import Wording, visible


@click.command()
@file_argument("files", many=True)
@click.option(
    "--questionnaire",
    "wanted",
    metavar="QUESTIONNAIRE",
    help="The version to bring them to; the one that is installed if not given.",
)
@click.option(
    "--mapping",
    "mappings",
    type=click.Path(path_type=Path),
    multiple=True,
    help="What became of the older version's items, beside what the questionnaire says of it.",
)
@click.option("--preview", is_flag=True, help="Say what would become of the answers, no more.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Folder for many files.")
@data_option
@click.pass_obj
def migrate(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    files: tuple[Path, ...],
    wanted: str | None,
    mappings: tuple[Path, ...],
    preview: bool,
    output: Path | None,
    folder: Path | None,
) -> None:
    """Bring drafts to a newer version of their questionnaire.

    Answers go along where the same question is asked; all others are kept in the file.
    """
    w = settings.w
    if not preview and (output is None) == (folder is None):
        raise click.UsageError(w("Give -o for one file or --to for many, or --preview."))
    if output is not None and len(files) > 1:
        raise click.UsageError(w("-o writes one file; use --to for many."))
    target = None if preview else (output or folder)
    each(files, partial(_migrate, settings, (wanted, mappings), target, is_one=bool(output)), w)


def _migrate(
    settings: Settings,
    how: tuple[str | None, tuple[Path, ...]],
    target: Path | None,
    path: Path,
    *,
    is_one: bool,
) -> None:
    wanted, mappings = how
    draft = opened(settings.w, path)
    newer = find_questionnaire(wanted or name_of(draft.questionnaire), data_folder(settings.data))
    found = migration_of(draft, newer, mappings_between(mappings, draft.questionnaire, newer))
    _say(found, settings.w)
    if target is None:
        return
    place = target if is_one else target / f"{file_stem(draft)}{SUFFIX}"
    if os.path.realpath(place) == os.path.realpath(path):
        raise problem_in(place, said("this file is to be read"), said("choose another place"))
    check_replaceable(place)
    write_assessment(place, found.after)
    click.echo(place)


def _say(found: Migration, w: Wording) -> None:
    from maturity_app.reports.migration import fates

    before, after = found.before, found.after
    versions = f"{before.questionnaire.version} → {after.questionnaire.version}"
    name = f"{before.unit.name}, {before.wave.label}"
    click.echo(visible(w.labelled(name, f"{name_of(after.questionnaire)} {versions}")))
    for fate in fates(found, w):
        click.echo(visible(f"  {fate.told}"))
        for entry in fate.entries:
            click.echo(visible(f"    {entry}"))
