"""The commands about the library: import and export."""

from pathlib import Path
from typing import Literal

import click

from maturity_app.cli.context import (
    Settings,
    codebook_option,
    data_option,
    language_option,
    opened_library,
    say_preview,
    share_options,
)
from maturity_app.cli.progress import Progress
from maturity_app.domain.assessment import Share
from maturity_app.domain.said import said
from maturity_app.jobs.assessing import earlier_waves
from maturity_app.jobs.batch import Imported
from maturity_app.jobs.exchange import ExportFormat, export_library, exported, importing
from maturity_app.jobs.incoming import number_of_files, passed_over
from maturity_app.jobs.tidy import export_tidy
from maturity_app.storage.library import FILE_NAME
from maturity_app.storage.places import data_folder
from maturity_app.storage.problems import InputError, problem_in
from maturity_app.wording import Wording


@click.command("import")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
@click.pass_obj
def import_command(settings: Settings, paths: tuple[Path, ...]) -> None:
    """Take assessment files, workbooks, packs, or folders of them, into the library.

    What came in before is passed over, so that an import that was stopped goes on when it is
    run again.
    """
    w = settings.w
    imported = Imported(total=number_of_files(paths))
    with opened_library(settings) as library, Progress(w) as progress:
        for result in importing(library, paths, progress, imported.total):
            imported.take(result)
            progress.say(result.worded(w), err=result.outcome == "failed")
    if progress.is_cancelled and imported.done < imported.total:
        progress.say(_stopped(imported, w), err=True)
        raise click.Abort
    if imported.last is None:
        raise problem_in(
            paths[0], said("there are no assessment files here"), said("name a folder with some")
        )
    imported.passed_over = passed_over(paths)
    if imported.done > 1 or any(imported.left(w)):
        progress.say(_summed_up(imported, w), err=True)
    if imported.outcomes["failed"]:
        # Each was said in its own line above, and of many once more at the end.
        raise InputError([])


def _summed_up(imported: Imported, w: Wording) -> str:
    """Return how many files came in, and again why others did not: that line is long gone."""
    facts = w.joined(imported.facts(w))
    refused = [result.worded(w) for result in imported.noted if result.outcome == "failed"]
    return "\n".join([w("{facts}:", facts=facts), *refused]) if refused else facts


def _stopped(imported: Imported, w: Wording) -> str:
    return w(
        "Stopped after {done} of {total}; what came in is kept, and the same command goes on"
        " from there",
        done=imported.done,
        total=imported.total,
    )


@click.command("export")
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path), help="Folder.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["json", "xlsx", "csv", "pack", "tidy"]),
    default="json",
    show_default=True,
    help="Assessment files, workbooks, tables, all in one pack, or long tables of everything.",
)
@click.option(
    "--parquet",
    "with_parquet",
    is_flag=True,
    help="Write the long tables of --format tidy as Parquet too.",
)
@share_options
@codebook_option
@language_option
@data_option
@click.pass_obj
def export_command(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    folder: Path,
    kind: ExportFormat | Literal["tidy"],
    with_parquet: bool,
    share: Share,
    preview: bool,
    with_codebook: bool,
    language: str,
) -> None:
    """Write every assessment of the library to a folder."""
    if with_parquet and kind != "tidy":
        raise click.UsageError(settings.w("--parquet goes with --format tidy."))
    library_file = data_folder(settings.data) / FILE_NAME
    if not library_file.exists():
        # Opening would make an empty one where someone has mistyped a folder.
        raise problem_in(
            library_file, said("there is no library here"), said("name its folder with --data")
        )
    with opened_library(settings) as library:
        if preview:
            compares = kind == "xlsx"
            say_preview(
                exported(library),
                share,
                settings.w,
                lambda record: earlier_waves(library, record) if compares else (),
            )
            return
        if kind == "tidy":
            paths = export_tidy(library, folder, language, share, with_parquet=with_parquet)
        else:
            paths = export_library(
                library, folder, kind, language, share, with_codebook=with_codebook
            )
        for path in paths:
            click.echo(path)
