"""How commands read the files they were given: what was changed by hand is told."""

from collections.abc import Sequence
from pathlib import Path

import click

from maturity_app.cli.context import each
from maturity_app.domain.assessment import Assessment
from maturity_app.jobs.reading import read_record
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.problems import InputError, Problem
from maturity_app.wording import Wording, visible


def read_all(w: Wording, files: Sequence[Path]) -> tuple[list[Assessment], list[Problem]]:
    """Return the assessments in files, and what is wrong with those that hold none."""
    read: list[Assessment] = []
    known = KnownDefinitions()
    try:
        each(files, lambda path: read.append(opened(w, path, known)), w)
    except InputError as wrong:
        return read, list(wrong.problems)
    return read, []


def opened(w: Wording, path: Path, known: KnownDefinitions | None = None) -> Assessment:
    """Return the assessment in a file; what was changed by hand in a workbook is told."""
    found = read_record(path, known)
    for change in found.changes:
        click.echo(visible(f"{path}: {w.said(change)}"), err=True)
    return found.assessment
