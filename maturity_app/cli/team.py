"""The command about a team: merge, which gathers what its people answered alone."""

from collections.abc import Sequence
from pathlib import Path

import click

from maturity_app.cli.context import Settings, each, file_argument, language_option
from maturity_app.cli.reading import opened
from maturity_app.domain.said import said, said_plural
from maturity_app.jobs.merging import (
    Doubled,
    Merged,
    Placed,
    check_list,
    held_in,
    merged,
    write_disagreements,
)
from maturity_app.reports import phrases
from maturity_app.reports.disagreements import most_apart
from maturity_app.storage.assessments import write_assessment
from maturity_app.storage.problems import InputError, Problem, problem_in
from maturity_app.wording import Wording, visible

_NEWEST = "newest"


@click.command()
@file_argument("files", many=True)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path),
              help="The consensus file; one that is there is added to.")  # fmt: skip
@click.option(
    "--keep",
    multiple=True,
    help="Where somebody gave two answers: newest, or the FILE that counts; may be repeated.",
)
@click.option(
    "--disagreements",
    "listed",
    type=click.Path(path_type=Path),
    help="Write where the team differs, worst first: .csv or .xlsx.",
)
@language_option
@click.pass_obj
def merge(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    files: tuple[Path, ...],
    output: Path,
    keep: tuple[str, ...],
    listed: Path | None,
    language: str,
) -> None:
    """Merge what people answered alone into a consensus draft, filled in where all agree.

    FILE is an assessment file begun with --assessor, or a form that was filled in. What the
    consensus file holds already is never overwritten.
    """
    w = settings.w
    if listed is not None:
        check_list(listed)
    placed = _read(w, files)
    places = _places(keep, placed)
    held = held_in(output, files)
    found = merged(placed, held, keep=places, keeps_newest=_NEWEST in keep)
    if not isinstance(found, Merged):
        raise InputError(map(_doubled, found))
    _refuse_replacing(found, placed, places, keeps_newest=_NEWEST in keep)
    if found.has_changed:
        write_assessment(output, found.record)
    click.echo(output)
    for line in _told(found, w):
        click.echo(visible(line))
    if listed is not None:
        write_disagreements(listed, found, language)
        click.echo(listed)


def _read(w: Wording, files: Sequence[Path]) -> list[Placed]:
    """Return the records in files; one that can't be read leaves nobody out unnoticed."""
    placed: list[Placed] = []
    each(files, lambda path: placed.append((str(path), opened(w, path))), w)
    return placed


def _places(keep: Sequence[str], placed: Sequence[Placed]) -> list[str]:
    known = {Path(place).resolve(): place for place, _ in placed}
    wanted = [Path(name) for name in keep if name != _NEWEST]
    for path in wanted:
        if path.resolve() not in known:
            what = said("--keep names a file that is not among those to merge")
            raise problem_in(path, what, said("name it among the files too"))
    return [known[path.resolve()] for path in wanted]


def _doubled(doubled: Doubled) -> Problem:
    first, *others = doubled.places
    what = said("{name} gave other answers in {others}", name=doubled.name,
                others=", ".join(others))  # fmt: skip
    mend = said("say which counts: --keep newest, or --keep with the file")
    if not doubled.newest:
        mend = said("the files do not say which is newer; name the one that counts with --keep")
    return Problem(file=first, place="", what=what, mend=mend)


def _refuse_replacing(
    found: Merged, placed: Sequence[Placed], keep: Sequence[str], *, keeps_newest: bool
) -> None:
    """Refuse to put somebody's answers in the place of others before that is said to be meant."""
    problems = []
    for changed in () if keeps_newest else found.replaced:
        own, before = changed.own, changed.source
        file = next(place for place, record in placed if record is own.record)
        if file not in keep:
            what = said("{name} gave other answers than those merged before (answered then: "
                        "{before}, now: {now})", name=own.assessor.name,
                        before=before.answered, now=own.source.answered)  # fmt: skip
            if changed.items:
                codes = map(found.record.questionnaire.code, changed.items)
                what = said("{name} gave other answers than those merged before ({codes})",
                            name=own.assessor.name, codes=", ".join(codes))  # fmt: skip
            mend = said("if these are to count, say so: --keep newest, or --keep with the file")
            problems.append(Problem(file=file, place="", what=what, mend=mend))
    if problems:
        raise InputError(problems)


def _told(found: Merged, w: Wording) -> list[str]:
    """Return what came of merging, and what is to be settled first."""
    if not found.has_changed:
        lines = [w("Nothing has changed: these answers were merged before.")]
    else:
        whose = phrases.sentence(phrases.whose_words(found.record, w))
        filled = w.plural(
            "{count} question filled in where all agree",
            "{count} questions filled in where all agree",
            found.filled,
        )
        lines = [w.labelled(whose, filled)]
    if found.absent:
        names = w.listed(phrases.assessor_name(source.assessor, w) for source in found.absent)
        lines.append(
            w("Nothing more was filled in: the answers of {names} went into it before and are "
              "not among these files.", names=names)
        )  # fmt: skip
        return lines
    if found.newly_apart:
        codes = [found.record.questionnaire.code(views.item) for views in found.newly_apart]
        lines.append(
            w.plural(
                "{count} answer recorded before is no longer shared by all, and stays: {codes}",
                "{count} answers recorded before are no longer shared by all, and stay: {codes}",
                len(codes),
                codes=", ".join(codes),
            )
        )
    left = len(found.to_settle)
    settle = said_plural("{count} question to settle", "{count} questions to settle", left)
    lines.append(w.said(settle))
    lines += [f"  {line}" for line in most_apart(found.to_settle, found.record, w)]
    return lines
