"""The commands about questionnaires and file formats: questionnaires, check, schema."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from maturity_app.cli.context import (
    Settings,
    data_option,
    each,
    language_option,
    opened_library,
)
from maturity_app.domain.assessment import Assessment
from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.staff import StaffSurvey
from maturity_app.domain.translating import in_language
from maturity_app.jobs.instruments import (
    add_questionnaire,
    find_questionnaire,
    installed,
    remove_questionnaire,
)
from maturity_app.jobs.reading import (
    WORKBOOK_SUFFIX,
    holds_record,
    is_workbook,
    name_of,
    read_record,
)
from maturity_app.jobs.relating import examine_mapping
from maturity_app.storage.assessments import SUFFIX
from maturity_app.storage.mappings import is_mapping
from maturity_app.storage.packs import PACK_SUFFIX, is_pack, read_pack
from maturity_app.storage.places import ADDED, data_folder
from maturity_app.storage.problems import InputError, is_file, is_folder, problem_in
from maturity_app.storage.questionnaires import (
    ENTRY,
    check_questionnaire,
    is_extension,
    read_questionnaire,
)
from maturity_app.storage.staff import STAFF_SUFFIX, is_staff_survey, read_staff_survey
from maturity_app.wording import Wording, visible, wording_for


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print what programs can read.")
@data_option
@click.pass_context
def questionnaires(context: click.Context, *, as_json: bool) -> None:
    """List the installed questionnaires; add or remove one."""
    if context.invoked_subcommand is not None:
        return
    entries = list(installed(data_folder(context.obj.data)))
    found = [entry.questionnaire for entry in entries if entry.questionnaire]
    if as_json:
        click.echo(json.dumps([_listed(q) for q in found], ensure_ascii=False, indent=1))
    else:
        w = context.obj.w
        for q in found:
            click.echo(visible(_line(q, w)))
    problems = [problem for e in entries if e.error for problem in e.error.problems]
    if problems:
        raise InputError(problems)


@questionnaires.command()
@click.argument("path", type=click.Path(path_type=Path))
@data_option
@click.pass_obj
def add(settings: Settings, path: Path) -> None:
    """Install the questionnaire in the folder PATH once it has no problems.

    PATH may also be a ZIP of such a folder, or a file with a unit's own items, which extends a
    questionnaire.
    """
    if not is_folder(path) and not is_file(path):
        raise problem_in(path, said("there is no such folder"), said("check the name"))
    added = add_questionnaire(path, data_folder(settings.data))
    own = added.extension or added
    told = settings.w("{id} {version}: added", id=own.id, version=own.version)
    click.echo(visible(told))


@questionnaires.command()
@click.argument("questionnaire_id", metavar="ID")
@data_option
@click.pass_obj
def remove(settings: Settings, questionnaire_id: str) -> None:
    """Remove an added questionnaire; it is kept where a record uses it."""
    with opened_library(settings) as library:
        used = questionnaire_id in library.questionnaire_uses()
    remove_questionnaire(questionnaire_id, data_folder(settings.data), used)
    click.echo(visible(settings.w("{id}: removed", id=questionnaire_id)))


@questionnaires.command()
@click.argument("name", metavar="QUESTIONNAIRE")
@data_option
@language_option
@click.pass_obj
def method(settings: Settings, name: str, language: str) -> None:
    """Print how a questionnaire is scored, with its rules and worked examples, as Markdown."""
    from maturity_app.reports.method import method_markdown

    found = find_questionnaire(name, data_folder(settings.data))
    click.echo(method_markdown(in_language(found, language), wording_for(language)), nl=False)


@click.command()
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--since",
    type=click.Path(path_type=Path),
    help="An older version: what was renamed since, or no mapping relates, is told.",
)
@data_option
@click.pass_obj
def check(settings: Settings, paths: tuple[Path, ...], since: Path | None) -> None:
    """Check questionnaires, assessment files, workbooks, packs, staff surveys: list all problems.

    Of a mapping file it says too what it does.
    """
    places = (data_folder(settings.data) / ADDED,)
    older = None if since is None else read_questionnaire(since, places)
    each(
        paths,
        partial(_check, _Checking(settings.w, places, older, data_folder(settings.data))),
        settings.w,
    )


_FORMATS = ("questionnaire", "assessment", "scorecard", "mapping", "staff")


@click.command()
@click.argument("kind", type=click.Choice(_FORMATS))
def schema(kind: str) -> None:
    """Print the JSON Schema of a file format."""
    from maturity_app.reports.figures import ScoreDocument
    from maturity_app.storage.schemas import schema_of

    kinds: dict[str, type] = {
        "questionnaire": Questionnaire,
        "assessment": Assessment,
        "scorecard": ScoreDocument,
        "mapping": VersionMapping,
        "staff": StaffSurvey,
    }
    click.echo(json.dumps(schema_of(kinds[kind]), ensure_ascii=False, indent=1))


@dataclass(frozen=True)
class _Checking:
    """What a check is made with: where questionnaires are, and the version before if given."""

    w: Wording
    places: tuple[Path, ...]
    older: Questionnaire | None
    data: Path


def _check(checking: _Checking, path: Path) -> None:
    """Check what is in one place as the first kind asks that it is of."""
    check = next((check for is_one, check in _KINDS if is_one(path)), _refuse)
    check(checking, path)


def _is_collection(path: Path) -> bool:
    return is_folder(path) and not (path / ENTRY).exists()


def _check_collection(checking: _Checking, path: Path) -> None:
    inside = [
        *path.rglob(ENTRY),
        *path.rglob(f"*{SUFFIX}"),
        *path.rglob(f"*{STAFF_SUFFIX}"),
        *path.rglob(f"*{PACK_SUFFIX}"),
        *(book for book in path.rglob(f"*{WORKBOOK_SUFFIX}") if holds_record(book)),
    ]
    if not inside:
        what = said("there is neither a {entry} nor an assessment file in this folder", entry=ENTRY)
        raise problem_in(path, what, said("name another one"))
    each(sorted(inside), partial(_check, checking), checking.w)


def _is_definition(path: Path) -> bool:
    return is_folder(path) or path.suffix in (".yaml", ".yml")


def _check_definition(checking: _Checking, path: Path) -> None:
    w = checking.w
    found = check_questionnaire(_folder_of(path), checking.places, checking.older)
    own = found.extension or found
    name, size = f"{own.id} {own.version}", _item_count(found, w)
    told = w("{path}: {name}: {size}, no problems", path=path, name=name, size=size)
    click.echo(visible(told))


def _check_mapping(checking: _Checking, path: Path) -> None:
    from maturity_app.reports.mapping import mapping_lines

    found, w = examine_mapping(path, checking.data, checking.older), checking.w
    click.echo(visible(w("{path}: no problems", path=path)))
    for version, one in (
        (found.mapping.from_version, found.older),
        (found.mapping.to_version, found.newer),
    ):
        if one is None:
            told = w("not held against version {version}, which is not at hand", version=version)
            click.echo(visible(f"{path}: {told}"))
    for line in mapping_lines(found.mapping, found.older, found.newer, w):
        click.echo(visible(line))


def _check_pack(checking: _Checking, path: Path) -> None:
    each(read_pack(path), partial(_check_packed, checking.w, path), checking.w)


def _check_packed(w: Wording, path: Path, member: tuple[str, Assessment | InputError]) -> None:
    name, found = member
    if isinstance(found, InputError):
        raise found
    _say_sound(w, f"{path}!{name}", found)


def _check_staff(checking: _Checking, path: Path) -> None:
    survey, w = read_staff_survey(path), checking.w
    name = f"{survey.unit.name}, {survey.wave.label}"
    size = w.plural(
        "{count:,} response of {people:,} people",
        "{count:,} responses of {people:,} people",
        len(survey.responses),
        people=survey.headcount,
    )
    click.echo(visible(w("{path}: {name}: {size}, no problems", path=path, name=name, size=size)))


def _is_record(path: Path) -> bool:
    return path.suffix.lower() == ".json" or is_workbook(path) or not is_file(path)


def _check_record(checking: _Checking, path: Path) -> None:
    read, w = read_record(path), checking.w
    for change in read.changes:
        click.echo(visible(f"{path}: {w.said(change)}"))
    _say_sound(w, str(path), read.assessment)


def _refuse(_checking: _Checking, path: Path) -> None:
    what = said("this version can't check files of this kind")
    mend = said("name a questionnaire folder, an assessment file, a workbook or a pack")
    raise problem_in(path, what, mend)


_KINDS: Sequence[tuple[Callable[[Path], bool], Callable[[_Checking, Path], None]]] = (
    (_is_collection, _check_collection),
    (is_mapping, _check_mapping),
    (_is_definition, _check_definition),
    (is_pack, _check_pack),
    (is_staff_survey, _check_staff),
    (_is_record, _check_record),
)
"""How each kind of file is known, and checked."""


def _say_sound(w: Wording, place: str, found: Assessment) -> None:
    name = w.said(name_of(found))
    click.echo(visible(w("{path}: {name}: no problems", path=place, name=name)))


def _item_count(questionnaire: Questionnaire, w: Wording) -> str:
    return w.plural("{count} item", "{count} items", len(questionnaire.items))


def _folder_of(path: Path) -> Path:
    """Return the questionnaire a file belongs to; the path itself if it is none's."""
    if is_folder(path) or path.name == ENTRY or not is_file(path) or is_extension(path):
        return path
    return next((folder for folder in path.parents if (folder / ENTRY).exists()), path)


def _line(questionnaire: Questionnaire, w: Wording) -> str:
    count = len(questionnaire.dimensions)
    dimensions = w.plural("{count} dimension", "{count} dimensions", count)
    size = f"{dimensions}, {_item_count(questionnaire, w)}"
    own = questionnaire.extension
    if own is None:
        return f"{questionnaire.id} {questionnaire.version}: {questionnaire.title}, {size}"
    # Asked for by its own id: the questionnaire with what a unit added.
    return f"{own.id} {own.version}: {questionnaire.title} + {own.title}, {size}"


def _listed(questionnaire: Questionnaire) -> dict[str, object]:
    own = questionnaire.extension
    added = {} if own is None else {"id": own.id, "version": own.version, "title": own.title}
    return {
        "id": questionnaire.id,
        **({"extension": added} if added else {}),
        "version": questionnaire.version,
        "title": questionnaire.title,
        "languages": list(questionnaire.languages),
        "dimensions": [
            {
                "id": node.id,
                "kind": node.kind,
                "title": node.title,
                "items": sum(1 for _ in node.all_items()),
            }
            for node in questionnaire.dimensions
        ],
    }
