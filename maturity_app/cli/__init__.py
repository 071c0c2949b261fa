"""The commands, which never import Qt: what a person types, what is printed, how it ends."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from maturity_app import __version__
from maturity_app.cli.context import OpenWindow, Settings, data_option
from maturity_app.cli.files import charts, form
from maturity_app.cli.instruments import check, questionnaires, schema
from maturity_app.cli.library import export_command, import_command
from maturity_app.cli.migrating import migrate
from maturity_app.cli.records import compare, new, report, score, sign
from maturity_app.cli.rollup import rollup
from maturity_app.cli.show import demo, self_test
from maturity_app.cli.staff import staff
from maturity_app.cli.team import merge
from maturity_app.domain.said import said
from maturity_app.storage.assessments import SUFFIX
from maturity_app.storage.packs import PACK_SUFFIX
from maturity_app.storage.places import data_folder
from maturity_app.storage.problems import InputError, MachineError, MaturityError, machine_error
from maturity_app.wording import ENGLISH, Wording

DONE, HAS_PROBLEMS, USAGE, REFUSED, DEFECT, INTERRUPTED = 0, 1, 2, 3, 70, 130


class _FilesOrCommand(click.Group):
    """Takes files to open in the window where a command could stand, as a double click does."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named, or the one that opens what is named."""
        name = args[0]
        if self.get_command(ctx, name) is None and _is_file(name):
            return open_files.name, open_files, args
        return super().resolve_command(ctx, args)


def _is_file(name: str) -> bool:
    """Return whether a word is a file or folder to open rather than a mistyped command."""
    return name.endswith((SUFFIX, PACK_SUFFIX)) or Path(name).exists()


@click.command("open")
@click.argument("files", metavar="FILE…", nargs=-1, type=click.Path(path_type=Path))
@data_option
@click.pass_context
def open_files(context: click.Context, files: tuple[Path, ...]) -> None:
    """Open the window and take files into its library."""
    settings: Settings = context.obj
    whole = [path.absolute() for path in files]
    context.exit(settings.open_window(data_folder(settings.data), whole))


@click.group(
    cls=_FilesOrCommand,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="maturity-app")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the library; your own data folder if not given.",
)
@click.option("--self-test", "wants_self_test", is_flag=True, hidden=True)
@click.pass_context
def commands(context: click.Context, data: Path | None, *, wants_self_test: bool) -> None:
    """Take stock of a unit's culture change, offline. Without a command the window opens.

    Files named in the place of a command are taken into its library.

    FILE is an assessment file (*.assessment.json), QUESTIONNAIRE an id or a folder.
    """
    settings: Settings = context.obj
    settings.data = data if data is not None else settings.data
    if wants_self_test:
        self_test(settings.test_window)
    elif context.invoked_subcommand is None:
        context.exit(settings.open_window(data_folder(data), ()))


for _command in (
    new,
    score,
    report,
    sign,
    compare,
    staff,
    migrate,
    rollup,
    charts,
    form,
    merge,
    import_command,
    export_command,
    questionnaires,
    check,
    schema,
    demo,
):
    commands.add_command(_command)


def run(
    arguments: Sequence[str],
    *,
    open_window: OpenWindow,
    test_window: Callable[[Path], str],
    w: Wording = ENGLISH,
) -> int:
    """Run a command, or open the window, and return the exit code; messages are said by `w`.

    0 done, 1 the input has problems, 2 usage, 3 the machine refused, 70 a defect of ours.
    """
    settings = Settings(open_window=open_window, test_window=test_window, w=w)
    try:
        result = commands.main(
            list(arguments), prog_name="maturity-app", standalone_mode=False, obj=settings
        )
        # What is still to be written is refused here rather than after the end.
        sys.stdout.flush()
    except click.ClickException as wrong:
        wrong.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except SystemExit:
        # The way click ends when nobody reads its output any more.
        return _unread()
    except Exception as fault:  # noqa: BLE001 - the one place where a fault becomes an exit code
        return _ended(fault, w)
    return result if isinstance(result, int) else DONE


def _ended(fault: Exception, w: Wording) -> int:
    """Say what went wrong on stderr and return the exit code for it."""
    if isinstance(fault, InputError):
        for problem in fault.problems:
            click.echo(problem.worded(w), err=True)
        return HAS_PROBLEMS
    if isinstance(fault, BrokenPipeError):
        return _unread()
    if isinstance(fault, OSError):
        _discard_output()
        fault = machine_error(fault.filename or said("output"), fault)
    if isinstance(fault, MaturityError):
        click.echo(fault.worded(w), err=True)
        return REFUSED if isinstance(fault, MachineError) else HAS_PROBLEMS
    traceback.print_exception(fault)
    click.echo(w("This is a defect of the program. Please report the lines above."), err=True)
    return DEFECT


def _unread() -> int:
    """End quietly where whoever read our output has seen enough, as `head` has."""
    _discard_output()
    return DONE


def _discard_output() -> None:
    """Let what is still in the buffer go nowhere, or Python would complain at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
