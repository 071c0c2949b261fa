"""What all commands share: where data is, and how a batch ends."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from maturity_app.domain.assessment import Assessment, Share
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.places import data_folder
from maturity_app.storage.problems import InputError, MachineError, Problem
from maturity_app.wording import ENGLISH, Wording, languages, visible

OpenWindow = Callable[[Path, Sequence[Path]], int]
"""Opens the window over a library's folder and takes files into it; returns the exit code."""

_T = TypeVar("_T")
_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


@dataclass
class Settings:
    """What the command line was given before the command, and how a window is opened.

    `w` is how the commands speak; what they write has a language of its own.
    """

    open_window: OpenWindow
    test_window: Callable[[Path], str]
    data: Path | None = None
    w: Wording = ENGLISH


def data_option(command: _Decorated) -> _Decorated:
    """Let `--data` be given behind a command as well as before it."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        callback=_keep_data,
        expose_value=False,
        help="Folder of the library; your own data folder if not given.",
    )(command)


def _keep_data(context: click.Context, _: click.Parameter, data: Path | None) -> None:
    if data is not None:
        context.obj.data = data


def language_option(command: _Decorated) -> _Decorated:
    """Let the language of what is written be chosen."""
    return click.option(
        "--language",
        type=click.Choice(languages()),
        default="en",
        show_default=True,
        help="Language of what is written.",
    )(command)


def share_options(command: _Decorated) -> _Decorated:
    """Let less than the whole record be handed on, and be looked at before."""
    command = click.option(
        "--preview",
        is_flag=True,
        help="Say what would be handed on and what would not, and write nothing.",
    )(command)
    return click.option(
        "--share",
        type=click.Choice([preset.replace("_", "-") for preset in get_args(Share)]),
        default="full",
        show_default=True,
        callback=lambda _context, _option, chosen: chosen.replace("-", "_"),
        help="What is handed on: comments, names, or all answers can be left out.",
    )(command)


def say_preview(
    assessments: Iterable[Assessment],
    share: Share,
    w: Wording,
    earlier: Callable[[Assessment], Sequence[Assessment]] = lambda _: (),
) -> None:
    """Say what of each assessment is handed on with a preset, and what is not.

    `earlier` returns the waves that a report on one compares with.
    """
    from maturity_app.jobs.sharing import preview_of

    for assessment in assessments:
        preview = preview_of(assessment, share, len(earlier(assessment)))
        name = f"{assessment.unit.name}, {assessment.wave.label}"
        click.echo(visible(w.labelled(name, share.replace("_", "-"))))
        for heading, listed in (
            (w("Goes along"), preview.goes),
            (w("Stays here"), preview.stays),
        ):
            words = w.joined(map(w.said, listed)) if listed else w("nothing")
            click.echo(visible(f"  {w.labelled(heading, words)}"))


def codebook_option(command: _Decorated) -> _Decorated:
    """Let what a CSV file's columns hold be written beside it."""
    return click.option(
        "--codebook",
        "with_codebook",
        is_flag=True,
        help="Beside each .csv also a .codebook.csv: what its columns hold.",
    )(command)


def file_argument(name: str, *, many: bool = False) -> Callable[[_Decorated], _Decorated]:
    """Return an argument that names a file; whether it exists is said by who reads it."""
    return click.argument(
        name,
        metavar="FILE…" if many else "FILE",
        type=click.Path(path_type=Path),
        nargs=-1 if many else 1,
        required=True,
    )


@contextmanager
def opened_library(settings: Settings) -> Iterator[Library]:
    """Open the library for a command and close it afterwards."""
    library = open_library(data_folder(settings.data))
    try:
        yield library
    finally:
        library.close()


def each(things: Iterable[_T], work: Callable[[_T], object], w: Wording) -> None:
    """Do what is good and list what is bad.

    Raises:
        InputError: with the problems of all that had any, after the others were done.
        MachineError: the machine refused the only one there was.

    """
    problems: list[Problem] = []
    has_failed = False
    listed = list(things)
    for thing in listed:
        try:
            work(thing)
        except InputError as wrong:
            problems.extend(wrong.problems)
        except MachineError as refused:
            if len(listed) == 1:
                raise
            click.echo(refused.worded(w), err=True)
            has_failed = True
    if problems or has_failed:
        raise InputError(problems)
