"""Writing reports and comparisons to files, whole or not at all."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final, TypeVar
from unicodedata import normalize

from maturity_app.domain.assessment import Assessment, Share
from maturity_app.domain.comparison import family_of
from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.sharing import without_own_items
from maturity_app.domain.translating import in_language
from maturity_app.jobs.proving import prove_opens, prove_report
from maturity_app.jobs.proving_comparisons import prove_comparison
from maturity_app.jobs.sharing import IN_FULL, Sharing, shared_comparison
from maturity_app.reports.content import ComparisonReport, Report
from maturity_app.reports.figures import side_name
from maturity_app.storage.assessments import SUFFIX, as_bytes
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.problems import InputError, problem_in, shortened
from maturity_app.wording import ENGLISH, Wording, is_unseen, wording_for

REPORT_SUFFIXES = (".pdf", ".xlsx", ".csv")
COMPARISON_SUFFIXES = (".pdf", ".xlsx", ".csv", ".json")

_T = TypeVar("_T")
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]+')
_BEFORE_COMMA = re.compile(r" +(?=[,;])")
_LONGEST_NAME = 120
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparing:
    """How assessments are compared and handed on.

    `rank` names what the units are put in the order of, if that is asked for. Beside the
    `mappings` given it goes by those in the questionnaires.
    """

    share: Share = "full"
    rank: str = ""
    mappings: Sequence[VersionMapping] = ()


IN_ALL: Final = Comparing()


def write_report(
    path: Path,
    assessment: Assessment,
    earlier: Sequence[Assessment] = (),
    language: str = "en",
    sharing: Sharing = IN_FULL,
) -> Path:
    """Write a report on an assessment and return where; the suffix says which: .pdf, .xlsx, .csv.

    `earlier` are the unit's earlier waves, with the last of which it is compared. What is not
    shared in full has that in its name.

    Raises:
        InputError: another suffix, or what is given as earlier is no earlier wave of the unit.
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    renderings: Mapping[str, Callable[[Report, Wording], bytes]] = {
        ".pdf": _pdf,
        ".xlsx": partial(_workbook, record=assessment),
        ".csv": _csv,
    }
    if sharing.preset == "scores_only":
        renderings = {".pdf": _scores_pdf, ".xlsx": _scores_workbook, ".csv": _scores_csv}
    render = chosen(renderings, path)
    check_earlier(assessment, earlier)
    spoken = all_in_language((assessment, *earlier), language)
    w, target = wording_for(language), sharing.placed(path)
    report = sharing.report_on(spoken[0], spoken[1:], w)
    is_copy = report.assessment.is_copy
    prove = prove_opens if is_copy else partial(prove_report, report=report, w=w)
    write_whole(target, render(report, w), prove)
    return target


def check_earlier(assessment: Assessment, earlier: Iterable[Assessment]) -> None:
    """Make sure that assessments are earlier waves of the same unit.

    Raises:
        InputError: one is not, and why.

    """
    for wave in earlier:
        what = _not_earlier(wave, assessment)
        if what:
            raise problem_in(Path(side_name(wave)), what, said("leave it out, or name another one"))


def write_comparison(
    path: Path,
    assessments: Sequence[Assessment],
    language: str = "en",
    how: Comparing = IN_ALL,
    on_compared: Callable[[ComparisonReport], None] | None = None,
) -> Path:
    """Write a comparison and return where; the suffix .pdf, .xlsx, .csv or .json says which.

    What is not shared in full has that in its name. `on_compared` is told the comparison first.

    Raises:
        InputError: another suffix, fewer than two assessments, more than such a file can tell
            of, different questionnaires, or nothing of that name to put units in the order of.
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    renderings: Mapping[str, Callable[[ComparisonReport, Wording], bytes]] = {
        ".pdf": _comparison_pdf,
        ".xlsx": _comparison_workbook,
        ".csv": _comparison_csv,
        ".json": _comparison_json,
    }
    render = chosen(renderings, path)
    if path.name.lower().endswith(SUFFIX):
        what = said("names ending in {suffix} are kept for assessment files", suffix=SUFFIX)
        raise problem_in(path, what, said("choose another name, such as comparison.json"))
    _check_room(path, assessments)
    spoken = all_in_language(assessments, language)
    w, target = wording_for(language), Sharing(preset=how.share).placed(path)
    report = compared(spoken, how, w)
    if on_compared is not None:
        on_compared(report)
    if how.rank:
        report = _ranked(report, how, w)
    write_whole(target, render(report, w), partial(prove_comparison, report=report))
    return target


def _check_room(path: Path, assessments: Sequence[Assessment]) -> None:
    """Refuse a kind of file that so many assessments would be too much for."""
    suffix, count = path.suffix.lower(), len(assessments)
    rows = sum(_ROWS_OF_A_NODE * (len(a.questionnaire.nodes) + 1) for a in assessments)
    if suffix == ".pdf" and count > _MOST_IN_PDF:
        what = said(
            "nobody reads {count:,} assessments side by side in a PDF; it takes {most:,} at most",
            count=count,
            most=_MOST_IN_PDF,
        )
        mend = said("write .xlsx, .csv or .json, or compare fewer")
        raise problem_in(path, what, mend)
    if suffix == ".xlsx" and (rows > _MOST_ROWS or count > _MOST_COLUMNS):
        what = said(
            "no sheet of a workbook holds the figures of {count:,} assessments", count=count
        )
        raise problem_in(path, what, said("write .csv or .json, or compare fewer"))


_MOST_IN_PDF = 500
_ROWS_OF_A_NODE = 9
_MOST_ROWS, _MOST_COLUMNS = 1_048_000, 16_000
"""What spreadsheets can hold, less what stands beside figures and answers."""


def write_codebook(
    table: Path, questionnaire: Questionnaire, language: str = "en", share: Share = "full"
) -> Path:
    """Write beside a report's table in CSV what its columns hold, and return where.

    Raises:
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    from maturity_app.reports.codebook import answer_columns
    from maturity_app.reports.scores import score_columns
    from maturity_app.reports.tabular import codebook_csv

    w = wording_for(language)
    shown = without_own_items(questionnaire) if share == "without_names" else questionnaire
    columns = score_columns(w) if share == "scores_only" else answer_columns(shown, w)
    return _beside(table, codebook_csv(columns, w))


def write_comparison_codebook(table: Path, language: str = "en") -> Path:
    """Write beside a comparison in CSV what its columns hold, and return where.

    Raises:
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    from maturity_app.reports.codebook import comparison_columns
    from maturity_app.reports.tabular import codebook_csv

    w = wording_for(language)
    return _beside(table, codebook_csv(comparison_columns(w), w))


def _beside(table: Path, content: bytes) -> Path:
    target = table.with_suffix(".codebook.csv")
    write_whole(target, content)
    return target


def all_in_language(assessments: Sequence[Assessment], language: str) -> list[Assessment]:
    """Return assessments whose questionnaires speak a language; what they share stays shared."""
    spoken: dict[int, Questionnaire] = {}
    told = []
    for assessment in assessments:
        own = assessment.questionnaire
        if id(own) not in spoken:
            spoken[id(own)] = in_language(own, language)
        told.append(replace(assessment, questionnaire=spoken[id(own)]))
    return told


def in_its_language(assessment: Assessment, language: str) -> Assessment:
    """Return an assessment whose questionnaire speaks a language, if it has it; same scores."""
    return replace(assessment, questionnaire=in_language(assessment.questionnaire, language))


def compared(
    assessments: Sequence[Assessment], how: Comparing = IN_ALL, w: Wording = ENGLISH
) -> ComparisonReport:
    """Return the comparison of what is shared of assessments, in alphabetical order.

    Raises:
        InputError: they can't be compared, and why.

    """
    sides = list(_distinct(assessments))
    if len(sides) < 2:  # noqa: PLR2004 - two sides
        raise _not_comparable(said("a comparison needs two assessments"), said("name two or more"))
    for own in sides:
        if own.assessor is not None:
            what = said("{side} holds the own answers of {name}, which are no wave of the unit",
                        side=side_name(own), name=own.assessor.name or "–")  # fmt: skip
            raise _not_comparable(what, said("compare what the team agreed on"))
    ids = sorted({assessment.questionnaire.id for assessment in assessments})
    if len({family_of(assessment.questionnaire) for assessment in assessments}) > 1:
        what = said("the assessments answer different questionnaires ({ids})", ids=", ".join(ids))
        raise _not_comparable(what, said("compare those of one questionnaire"))
    return shared_comparison(sides, how.share, w, how.mappings)


def _ranked(report: ComparisonReport, how: Comparing, w: Wording) -> ComparisonReport:
    from maturity_app.reports.side_by_side import node_named, rankable_nodes, ranked

    node = node_named(report, how.rank)
    if node is not None:
        return ranked(report, node.id, how.mappings)
    if report.between is None:
        what = said("units can be put in order only where there are several")
        raise _not_comparable(what, said("name assessments of two units or more"))
    names = w.listed(node.id for node in rankable_nodes(report))
    if not names:
        what = said("nothing is comparable, so there is nothing to order by")
        raise _not_comparable(what, said("compare fewer, or leave out the units with most gaps"))
    what = said("there is no comparable dimension `{name}`", name=shortened(how.rank))
    raise _not_comparable(what, said("choose one of these: {names}", names=names))


def file_stem(assessment: Assessment) -> str:
    """Return a file name for an assessment, without suffix, that every system accepts."""
    whose = f" {assessment.assessor.name}" if assessment.assessor else ""
    return safe_name(f"{assessment.unit.name} {assessment.wave.label}{whose}")


def safe_name(text: str) -> str:
    """Return a text as a file name: no path, no reserved name, nothing unseen, not too long."""
    seen = "".join(" " if is_unseen(char) else char for char in normalize("NFC", text))
    name = " ".join(_NOT_IN_NAMES.sub(" ", seen).split())
    # A name that begins with a point is hidden, one that begins with a dash is an option.
    name = _BEFORE_COMMA.sub("", name).lstrip("-., ").rstrip(". ")
    # File systems count bytes, 255 of them; room is left for a number and a suffix.
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(". ")
    if not name or _RESERVED.fullmatch(name):
        return f"unit {name}".strip()
    return name


def distinct_stems(assessments: Iterable[Assessment]) -> list[str]:
    """Return a file name for each assessment, no two the same on any system."""
    return distinct_names(map(file_stem, assessments))


def distinct_names(names: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Return each name, with a number where it is taken already on any system."""
    known = {name.casefold() for name in taken}
    distinct = []
    for name in names:
        free, number = name, 2
        while free.casefold() in known:
            free, number = f"{name} {number}", number + 1
        known.add(free.casefold())
        distinct.append(free)
    return distinct


def chosen(renderings: Mapping[str, _T], path: Path) -> _T:
    """Return what makes the kind of report a name ends in.

    Raises:
        InputError: there is none of the kind.

    """
    suffix = path.suffix.lower()
    if suffix not in renderings:
        what = said("there is no report of the kind `{kind}`", kind=suffix or path.name)
        raise problem_in(
            path, what, said("end the name in {suffixes}", suffixes=", ".join(renderings))
        )
    return renderings[suffix]


def _not_earlier(wave: Assessment, now: Assessment) -> str:
    """Return why a wave is no earlier one of the same unit; empty if it is."""
    if wave.assessor is not None or now.assessor is not None:
        return said("one person's own answers are no wave of the unit, and compare with none")
    if family_of(wave.questionnaire) != family_of(now.questionnaire):
        return said("it answers another questionnaire")
    if wave.unit.id != now.unit.id:
        return said(
            "it is of another unit ({other}, not {unit})",
            other=shortened(wave.unit.id),
            unit=shortened(now.unit.id),
        )
    if wave.id == now.id:
        return said("it is the same assessment")
    if (wave.wave.date, wave.wave.label) > (now.wave.date, now.wave.label):
        return said("it is later than {wave}", wave=now.wave.label)
    return ""


def _distinct(assessments: Iterable[Assessment]) -> Iterator[Assessment]:
    """Yield each assessment once, however often its file was named."""
    known: dict[str, list[Assessment]] = {}
    for assessment in assessments:
        same = known.setdefault(assessment.id, [])
        if assessment not in same:
            same.append(assessment)
            yield assessment


def _not_comparable(what: str, mend: str) -> InputError:
    return problem_in(said("comparison"), what, mend)


# The renderings are imported when one is asked for: reportlab and openpyxl each cost as much
# to import as a window to open.


def _pdf(report: Report, w: Wording) -> bytes:
    from maturity_app.reports.pdf.management import management_pdf

    return management_pdf(report, w)


def _workbook(report: Report, w: Wording, record: Assessment) -> bytes:
    from maturity_app.reports.excel.management import management_workbook

    return management_workbook(report, w, as_bytes(record).decode())


def _csv(report: Report, w: Wording) -> bytes:
    from maturity_app.reports.tabular import report_csv

    return report_csv(report, w)


def _scores_pdf(report: Report, w: Wording) -> bytes:
    from maturity_app.reports.pdf.scores import scores_pdf

    return scores_pdf(report, w)


def _scores_workbook(report: Report, w: Wording) -> bytes:
    from maturity_app.reports.excel.scores import scores_workbook

    return scores_workbook(report, w)


def _scores_csv(report: Report, w: Wording) -> bytes:
    from maturity_app.reports.tabular import scores_csv

    return scores_csv(report, w)


def _comparison_pdf(report: ComparisonReport, w: Wording) -> bytes:
    from maturity_app.reports.pdf.comparing import comparison_pdf

    return comparison_pdf(report, w)


def _comparison_workbook(report: ComparisonReport, w: Wording) -> bytes:
    from maturity_app.reports.excel.comparing import comparison_workbook

    return comparison_workbook(report, w)


def _comparison_csv(report: ComparisonReport, w: Wording) -> bytes:
    from maturity_app.reports.tabular import comparison_csv

    return comparison_csv(report, w)


def _comparison_json(report: ComparisonReport, w: Wording) -> bytes:
    from dataclasses import asdict

    from maturity_app.reports.figures import comparison_document

    document = asdict(comparison_document(report, w))
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
