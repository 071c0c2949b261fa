"""The commands about the library: import and export."""

from pathlib import Path

import click

from maturity_app.cli.context import data_option, language_option, opened_library
from maturity_app.jobs.exchange import ExportFormat, export_library, import_paths
from maturity_app.storage.problems import InputError, problem_in


@click.command("import")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
@click.pass_context
def import_command(context: click.Context, paths: tuple[Path, ...], data: Path | None) -> None:
    """Take assessment files, packs, or folders of them, into the library."""
    with opened_library(context, data) as library:
        results = import_paths(library, paths)
    for result in results:
        click.echo(result.message, err=result.outcome == "failed")
    if not results:
        raise problem_in(paths[0], "there are no assessment files here", "name a folder with some")
    if any(result.outcome == "failed" for result in results):
        # Each was said in its own line above.
        raise InputError([])


@click.command("export")
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path), help="Folder.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["json", "xlsx", "csv", "pack"]),
    default="json",
    show_default=True,
    help="Assessment files, workbooks, tables, or all in one pack.",
)
@language_option
@data_option
@click.pass_context
def export_command(
    context: click.Context, folder: Path, kind: ExportFormat, language: str, data: Path | None
) -> None:
    """Write every assessment of the library to a folder."""
    with opened_library(context, data) as library:
        for path in export_library(library, folder, kind, language):
            click.echo(path)
