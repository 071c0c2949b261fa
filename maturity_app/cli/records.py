"""The commands about assessments: new, score, report, sign, compare."""

import json
import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from maturity_app.cli.context import (
    Settings,
    codebook_option,
    file_argument,
    language_option,
    say_preview,
    share_options,
)
from maturity_app.cli.leaving_out import say_leaving_out, without_incomplete
from maturity_app.cli.reading import opened, read_all
from maturity_app.domain.assessment import Assessment, Assessor, Share
from maturity_app.domain.comparison import family_of
from maturity_app.domain.said import said
from maturity_app.jobs.assessing import carrying_on, new_assessment, signed_off
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.reading import is_workbook
from maturity_app.jobs.relating import mappings_for, relating
from maturity_app.jobs.reporting import (
    Comparing,
    compared,
    distinct_stems,
    in_its_language,
    write_codebook,
    write_comparison,
    write_comparison_codebook,
    write_report,
)
from maturity_app.jobs.sharing import Sharing, sharings
from maturity_app.jobs.starting import check_replaceable, start_files
from maturity_app.reports import phrases
from maturity_app.storage.assessments import read_assessment, write_assessment
from maturity_app.storage.places import data_folder
from maturity_app.storage.problems import InputError, problem_in
from maturity_app.wording import Wording, visible, wording_for

_DAY = click.DateTime(formats=["%Y-%m-%d"])


def _today() -> date:
    return datetime.now().astimezone().date()


@click.command()
@click.argument("questionnaire")
@click.option("--unit", help="The unit's name.")
@click.option("--wave", required=True, help='The wave\'s name, such as "Autumn 2026".')
@click.option("--date", "day", type=_DAY, help="The wave's date, YYYY-MM-DD; today if not given.")
@click.option(
    "--unit-id", default="", help="The unit's permanent id; made from its name if not given."
)
@click.option("--headcount", type=click.IntRange(min=1), help="How many people the unit has.")
@click.option("--assessor", help="Whose own answers it is for, to be merged with the others'.")
@click.option(
    "--role",
    help="The assessor's role, such as Manager; alone for an unnamed person's own answers.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write.")
@click.option(
    "--units",
    type=click.Path(path_type=Path),
    help='CSV file: unit_id, unit, headcount, branch, such as "Ministry > Directorate".',
)
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Folder for --units.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    help="The unit's last wave, whose targets and open actions are carried on.",
)
@click.pass_obj
def new(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    questionnaire: str,
    unit: str | None,
    wave: str,
    day: datetime | None,
    unit_id: str,
    headcount: int | None,
    assessor: str | None,
    role: str | None,
    output: Path | None,
    units: Path | None,
    folder: Path | None,
    previous: Path | None,
) -> None:
    """Write an empty assessment of QUESTIONNAIRE, or one for each unit of a list."""
    definition = find_questionnaire(questionnaire, data_folder(settings.data))
    when = day.date() if day else _today()
    own = None if assessor is role is None else Assessor(name=assessor or "", role=role or "")
    if units is not None:
        if own is not None:
            raise click.UsageError(settings.w("--assessor and --role go with --unit and -o."))
        if folder is None or unit or output:
            raise click.UsageError(settings.w("--units goes with --to, and without --unit and -o."))
        if previous is not None:
            raise click.UsageError(settings.w("--previous goes with --unit and -o."))
        for path in start_files(definition, units, folder, wave, when):
            click.echo(path)
        return
    if not unit or output is None:
        raise click.UsageError(settings.w("Give --unit and -o, or --units and --to."))
    last = opened(settings.w, previous) if previous else None
    own_id = unit_id or (last.unit.id if last else "")
    assessment = new_assessment(
        definition, unit, wave, when, unit_id=own_id, headcount=headcount, assessor=own
    )
    if previous is not None and last is not None:
        _check_goes_on(previous, last, assessment)
    check_replaceable(output)
    write_assessment(output, carrying_on(assessment, last))
    click.echo(output)


def _check_goes_on(path: Path, last: Assessment, draft: Assessment) -> None:
    """Refuse a record that a new wave can't go on from."""
    if last.unit.id != draft.unit.id:
        what = said("this is a record of {unit}, another unit", unit=last.unit.name)
        raise problem_in(path, what, said("name the last wave of the same unit"))
    if family_of(last.questionnaire) != family_of(draft.questionnaire):
        what = said("this record answers another questionnaire, `{id}`", id=last.questionnaire.id)
        raise problem_in(path, what, said("name a record of the same one"))


@click.command()
@file_argument("files", many=True)
@click.option("--json", "as_json", is_flag=True, help="Print every figure, unrounded.")
@language_option
@click.pass_obj
def score(settings: Settings, files: tuple[Path, ...], language: str, *, as_json: bool) -> None:
    """Print the scores of assessment files."""
    w = wording_for(language)
    read, failed = read_all(settings.w, files)
    if as_json:
        from dataclasses import asdict

        from maturity_app.reports.figures import score_document

        document = asdict(score_document(read, w))
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        from maturity_app.reports.text import score_text

        spoken = [in_its_language(assessment, language) for assessment in read]
        click.echo("\n".join(score_text(assessment, w) for assessment in spoken), nl=False)
    if failed:
        raise InputError(failed)


@click.command()
@file_argument("files", many=True)
@click.option("--previous", type=click.Path(path_type=Path), help="The wave to compare with.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The .pdf, .xlsx or .csv.")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Folder for many reports.")
@click.option(
    "--append",
    "tracker",
    type=click.Path(path_type=Path),
    help="Workbook of yours whose sheet Tracker gets the scores; made if it is missing.",
)
@share_options
@codebook_option
@language_option
@click.pass_obj
def report(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    files: tuple[Path, ...],
    previous: Path | None,
    output: Path | None,
    folder: Path | None,
    tracker: Path | None,
    share: Share,
    preview: bool,
    with_codebook: bool,
    language: str,
) -> None:
    """Write a report on FILE, or a PDF and a workbook for each of many files.

    With --append the scores of all files go into a workbook of your own instead.
    """
    w = settings.w
    if preview:
        named = [opened(w, previous)] if previous else []
        _preview(w, files, share, lambda read, record: named or _earlier_among(read, record))
        return
    if [output, folder, tracker].count(None) != 2:  # noqa: PLR2004 - one of the three is given
        raise click.UsageError(
            w("Give one of these: -o for one report, --to for many, --append for a tracker.")
        )
    if previous is not None and output is None:
        raise click.UsageError(w("--previous goes with -o; with --to name all waves as files."))
    if tracker is not None:
        _append(w, files, tracker, share, language)
    elif output is not None:
        earlier = [opened(w, previous)] if previous else []
        _report_one(w, files, output, (earlier, share, language, with_codebook))
    else:
        _report_many(w, files, folder or Path(), share, language)


def _preview(
    w: Wording,
    files: Sequence[Path],
    share: Share,
    earlier: Callable[[Sequence[Assessment], Assessment], Sequence[Assessment]] = lambda *_: (),
) -> None:
    read, failed = read_all(w, files)
    say_preview(read, share, w, partial(earlier, read))
    if failed:
        raise InputError(failed)


def _append(w: Wording, files: Sequence[Path], tracker: Path, share: Share, language: str) -> None:
    from maturity_app.jobs.tracking import append_to_tracker

    if share != "full":
        raise click.UsageError(w("--append goes without --share: a tracker holds scores alone."))
    read, failed = read_all(w, files)
    if failed:
        raise InputError(failed)
    spoken = [in_its_language(assessment, language) for assessment in read]
    for line in append_to_tracker(tracker, spoken):
        click.echo(visible(w.said(line)))


def _report_one(
    w: Wording,
    files: Sequence[Path],
    output: Path,
    how: tuple[Sequence[Assessment], Share, str, bool],
) -> None:
    earlier, share, language, with_codebook = how
    if len(files) > 1:
        raise click.UsageError(w("-o writes one report; use --to for many."))
    assessment = opened(w, files[0])
    written = write_report(output, assessment, earlier, language, Sharing(preset=share))
    click.echo(written)
    if with_codebook and written.suffix.lower() == ".csv":
        click.echo(write_codebook(written, assessment.questionnaire, language, share))


@click.command()
@file_argument("path")
@click.option("--as", "role", required=True, help="The role that signs, such as Head of unit.")
@click.option("--date", "day", type=_DAY, help="Date of signing, YYYY-MM-DD; today if not given.")
@click.option("--previous", type=click.Path(path_type=Path), help="The unit's last signed file.")
@click.pass_obj
def sign(
    settings: Settings, path: Path, role: str, day: datetime | None, previous: Path | None
) -> None:
    """Sign an assessment file off; it can't change from then on."""
    if is_workbook(path):
        what = said("a workbook can't be signed off")
        raise problem_in(path, what, said("import it and sign the record it becomes"))
    draft = read_assessment(path)
    if not draft.is_draft:
        raise problem_in(
            path, said("this record is signed off already"), said("correct it by a new record")
        )
    chain_end = (0, "")
    if previous is not None:
        last = opened(settings.w, previous)
        if last.chain is None or last.unit.id != draft.unit.id:
            what = said("this is no signed record of the same unit")
            raise problem_in(previous, what, said("name its last one"))
        chain_end = (last.chain.position, last.fingerprint)
    record = signed_off(draft, role, day.date() if day else _today(), chain_end)
    write_assessment(path, record)
    click.echo(f"{path}: {phrases.record_line(record, settings.w)}, {record.fingerprint}")


@click.command()
@file_argument("files", many=True)
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="The .pdf, .xlsx, .csv or .json to write.")  # fmt: skip
@click.option(
    "--rank",
    default="",
    metavar="DIMENSION",
    help="Put units in the order of a dimension; in the alphabet if not given.",
)
@click.option(
    "--mapping",
    "mappings",
    type=click.Path(path_type=Path),
    multiple=True,
    help="What became of an older version's items, beside what the questionnaire says of it.",
)
@click.option(
    "--leave-out-incomplete",
    "is_thinned",
    is_flag=True,
    help="Leave out the units without which far more questions are answered by all.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Say what the mappings do and how much is common, and write nothing.",
)
@share_options
@codebook_option
@language_option
@click.pass_obj
def compare(  # noqa: PLR0913 - each is an option
    settings: Settings,
    *,
    files: tuple[Path, ...],
    output: Path | None,
    rank: str,
    mappings: tuple[Path, ...],
    is_thinned: bool,
    share: Share,
    preview: bool,
    explain: bool,
    language: str,
    with_codebook: bool,
) -> None:
    """Compare assessment files: waves of a unit over time, units side by side."""
    if preview:
        _preview(settings.w, files, share)
        return
    if explain:
        _explain(settings.w, files, mappings)
        return
    if output is None:
        raise click.UsageError(settings.w("Give -o, or --explain."))
    if os.path.realpath(output) in map(os.path.realpath, files):
        what = said("this file is to be read")
        raise problem_in(output, what, said("choose another name to write"))
    read, failed = read_all(settings.w, files)
    if failed:
        raise InputError(failed)
    how = Comparing(share=share, rank=rank, mappings=mappings_for(mappings, read))
    if is_thinned:
        read = without_incomplete(settings.w, read, how.mappings)
    tell = None if is_thinned else partial(say_leaving_out, settings.w)
    written = write_comparison(output, read, language, how, tell)
    click.echo(written)
    if with_codebook and written.suffix.lower() == ".csv":
        click.echo(write_comparison_codebook(written, language))


def _explain(w: Wording, files: Sequence[Path], mappings: Sequence[Path]) -> None:
    from maturity_app.reports.mapping import mapping_lines, overlap_lines

    read, failed = read_all(w, files)
    if failed:
        raise InputError(failed)
    spoken = [in_its_language(record, w.language) for record in read]
    given = mappings_for(mappings, spoken)
    for found in relating(spoken, given):
        for line in mapping_lines(found.mapping, found.older, found.newer, w):
            click.echo(visible(line))
    for line in overlap_lines(compared(spoken, Comparing(mappings=given)), w):
        click.echo(visible(line))


def _report_many(
    w: Wording, files: Sequence[Path], folder: Path, share: Share, language: str
) -> None:
    read, failed = read_all(w, files)
    ways, spoken = sharings((each.unit.id for each in read), share), wording_for(language)
    copies = [ways[each.unit.id].copy_of(each, spoken) for each in read]
    for assessment, stem in zip(read, distinct_stems(copies), strict=True):
        earlier = _earlier_among(read, assessment)
        for suffix in (".pdf", ".xlsx"):
            path = folder / f"{stem}{suffix}"
            sharing = ways[assessment.unit.id]
            click.echo(write_report(path, assessment, earlier, language, sharing))
    if failed:
        raise InputError(failed)


def _earlier_among(read: Sequence[Assessment], assessment: Assessment) -> list[Assessment]:
    """Return the earlier waves of an assessment's unit among those that were read."""
    return [
        other
        for other in read
        if other.assessor is assessment.assessor is None
        and other.unit.id == assessment.unit.id
        and family_of(other.questionnaire) == family_of(assessment.questionnaire)
        and (other.wave.date, other.wave.label) < (assessment.wave.date, assessment.wave.label)
    ]
