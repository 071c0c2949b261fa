"""What all commands share: where data is, and how a batch ends."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click
import platformdirs

from maturity_app.storage.library import Library, open_library
from maturity_app.storage.problems import InputError, Problem
from maturity_app.wording import languages

_T = TypeVar("_T")
_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


@dataclass
class Settings:
    """What the command line was given before the command, and how a window is opened."""

    open_window: Callable[[Path], int]
    test_window: Callable[[Path], str]
    data: Path | None = None


def data_folder(chosen: Path | None) -> Path:
    """Return where the library is: as chosen, or the computer's place for such data."""
    return chosen or platformdirs.user_data_path("maturity-app", appauthor=False)


def data_option(command: _Decorated) -> _Decorated:
    """Let `--data` be given behind a command as well as before it."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder of the library; your own data folder if not given.",
    )(command)


def language_option(command: _Decorated) -> _Decorated:
    """Let the language of what is written be chosen."""
    return click.option(
        "--language",
        type=click.Choice(languages()),
        default="en",
        show_default=True,
        help="Language of what is written.",
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


def chosen_data(context: click.Context, data: Path | None) -> Path:
    """Return the data folder from behind or before the command."""
    settings: Settings = context.obj
    return data_folder(data or settings.data)


@contextmanager
def opened_library(context: click.Context, data: Path | None) -> Iterator[Library]:
    """Open the library for a command and close it afterwards."""
    library = open_library(chosen_data(context, data))
    try:
        yield library
    finally:
        library.close()


def each(things: Iterable[_T], work: Callable[[_T], object]) -> None:
    """Do what is good and list what is bad.

    Raises:
        InputError: with the problems of all that had any, after the others were done.

    """
    problems: list[Problem] = []
    for thing in things:
        try:
            work(thing)
        except InputError as wrong:
            problems.extend(wrong.problems)
    if problems:
        raise InputError(problems)
