"""Reports as long tables in CSV: UTF-8 with a byte-order mark, as spreadsheets expect it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.comparison import Comparison, NodeComparison
from maturity_app.domain.consensus import Gathering
from maturity_app.domain.rollup import RollUp
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports import phrases
from maturity_app.reports.codebook import answer_columns, codebook_rows, comparison_columns
from maturity_app.reports.content import ComparisonReport, Report
from maturity_app.reports.disagreements import disagreement_columns, disagreement_rows
from maturity_app.reports.figures import side_name
from maturity_app.reports.inert_cells import inert_cell
from maturity_app.reports.rollup import rollup_columns, rollup_rows, rollup_values
from maturity_app.reports.scores import Described, Value, score_columns, score_rows
from maturity_app.wording import Wording

_CODEBOOK_COLUMNS = ("column", "meaning", "type", "allowed")


def report_csv(report: Report, w: Wording) -> bytes:
    """Return one row an item with its answer and what it counts."""
    columns = answer_columns(None, w)
    return _csv(_names(columns), _answer_rows(report.assessment, report.card, w))


def scores_csv(report: Report, w: Wording) -> bytes:
    """Return one row a node with its figures, where no answer is shared."""
    return written_csv(score_columns(w), score_rows(report.assessment, report.card))


def comparison_csv(report: ComparisonReport, w: Wording) -> bytes:
    """Return one row a node and pair of waves, then one a node and unit on common items."""
    return _csv(_names(comparison_columns(w)), _comparison_rows(report, w))


def rollup_csv(rollup: RollUp, w: Wording) -> bytes:
    """Return one row a branch and figure, with how its units lie."""
    top = rollup.questionnaire.top_level
    rows = (rollup_values(row, w, top) for row in rollup_rows(rollup, w))
    names = _names(rollup_columns(rollup, w))
    return _csv(names, ([written(cell) for cell in row] for row in rows))


def disagreements_csv(gathering: Gathering, record: Assessment, w: Wording) -> bytes:
    """Return one row an item on which people do not agree, the widest apart first."""
    rows = disagreement_rows(gathering, record, w)
    columns = disagreement_columns(gathering, w)
    return _csv(_names(columns), ([_counted(cell) for cell in row] for row in rows))


def codebook_csv(columns: Sequence[Described], w: Wording) -> bytes:
    """Return one row a column of another table: what it means, its type, and allowed values."""
    return _csv(_CODEBOOK_COLUMNS, codebook_rows(columns, w))


def written_csv(columns: Sequence[Described], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table of values under its columns' names."""
    return _csv(_names(columns), ([written(cell) for cell in row] for row in rows))


def _answer_rows(assessment: Assessment, card: Scorecard, w: Wording) -> Iterator[Sequence[object]]:
    questionnaire = assessment.questionnaire
    about = (
        assessment.unit.id,
        assessment.unit.name,
        assessment.wave.label,
        assessment.wave.date.isoformat(),
        assessment.status,
        questionnaire.id,
        questionnaire.version,
    )
    for item in questionnaire.items.values():
        answer, scored = assessment.answer(item.id), card.items[item.id]
        dimension = questionnaire.dimension_of(item.id)
        yield (
            *about,
            dimension.id if dimension else "",
            questionnaire.code(item.id),
            item.id,
            item.revision,
            item.text,
            scored.state,
            scored.option or "",
            phrases.said_word(questionnaire, answer, scored, w),
            "" if scored.x is None else float(scored.x),
            float(item.weight),
            item.level or "",
            answer.text,
            answer.value,
            answer.source,
            answer.reason,
            answer.comment,
            answer.evidence,
            answer.dissent,
            assessment.assessor.name if assessment.assessor else "",
        )


def _comparison_rows(report: ComparisonReport, w: Wording) -> Iterator[Sequence[object]]:
    pairs = [pair for unit in report.units for pair in unit.pairs]
    for comparison in pairs:
        yield from _pair_rows(comparison, w)
    if report.between:
        # Of each node once for all units: a library may hold thousands.
        nodes = [(node, node.indices, node.levels) for node in report.between.nodes.values()]
        for position, assessment in enumerate(report.between.assessments):
            for node, indices, levels in nodes:
                figures = node.sides[position], indices[position], levels[position]
                yield _side_row(assessment, node, figures, w)


def _pair_rows(comparison: Comparison, w: Wording) -> Iterator[Sequence[object]]:
    first, last = comparison.assessments[0], comparison.assessments[-1]
    for node in comparison.nodes.values():
        scale = node.sides[-1].scale
        values = [None if index is None else scale.of(index) for index in node.indices]
        difference = node.difference
        yield (
            last.unit.name,
            last.wave.label,
            first.wave.label,
            node.id,
            node.sides[-1].title,
            node.sides[-1].kind or "",
            _float(values[-1]),
            _float(values[0]),
            _float(None if difference is None else difference * (scale.max - scale.min)),
            _float(node.levels[-1]),
            _float(node.levels[0]),
            float(node.overlap),
            node.is_comparable,
            phrases.moved(node, comparison, w),
        )


def _side_row(
    assessment: Assessment,
    node: NodeComparison,
    figures: tuple[NodeScore, Fraction | None, Fraction | None],
    w: Wording,
) -> Sequence[object]:
    side, index, level = figures
    return (
        assessment.unit.name,
        side_name(assessment),
        "",
        node.id,
        side.title,
        side.kind or "",
        _float(None if index is None else side.scale.of(index)),
        "",
        "",
        _float(level),
        "",
        float(node.overlap),
        node.is_comparable,
        "" if node.is_comparable else phrases.not_comparable(node, w),
    )


def written(value: Value | float) -> object:
    """Return a value as a CSV file holds it, nothing rounded."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float) else _float(value)


def _counted(value: Value) -> object:
    """Return a value with whole numbers as such, where most are counts."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return int(value)
    return written(value)


def _float(value: Fraction | None) -> float | str:
    return "" if value is None else float(value)


def _names(columns: Sequence[Described]) -> list[str]:
    return [column.name for column in columns]


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    content = io.BytesIO()
    with io.TextIOWrapper(content, encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        # A header may hold a name that a person typed, as a cell may.
        writer.writerow([inert_cell(column) for column in columns])
        writer.writerows([inert_cell(cell) for cell in row] for row in rows)
        text.flush()
        return content.getvalue()
