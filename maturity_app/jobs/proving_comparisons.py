"""A comparison that was written is held against its figures, before success is said."""

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from maturity_app.domain.compared import Comparison, NodeComparison
from maturity_app.domain.said import said
from maturity_app.domain.scorecard import NodeScore
from maturity_app.domain.unit_scores import unit_scores
from maturity_app.jobs.proving import (
    Held,
    Named,
    NotAsMeantError,
    csv_rows,
    hold,
    number_in,
    prove_as,
    sheet_rows,
)
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.figures import side_name
from maturity_app.wording import ENGLISH

_WHOSE = ("unit", "side", "compared_with", "node")
_PAIR = ("value", "earlier_value", "difference", "level", "earlier_level", "overlap")
_WHOLE = ("overlap", "common", "union", "used", "difference", "comparable", "beyond_one_step")

_MOST_SCORED_AGAIN = 500
"""So many scorecards a comparison holds; the others would be scored once more."""


def prove_comparison(path: Path, report: ComparisonReport) -> None:
    """Hold a comparison that was written against what was compared; a PDF only opens.

    Raises:
        NotAsMeantError: it can't be opened, rows are missing, or a figure differs.

    """
    proofs = {".csv": _prove_csv, ".json": _prove_json, ".xlsx": _prove_workbook}
    prove_as(path, proofs, report)


def _prove_csv(path: Path, report: ComparisonReport) -> None:
    held: list[Held] = [
        (tuple(row[name] for name in _WHOSE), {name: number_in(row[name]) for name in _PAIR})
        for row in csv_rows(path)
    ]
    meant = [row for unit in report.units for pair in unit.pairs for row in _of_pair(pair)]
    if report.between is not None:
        records = report.between.assessments
        for record, rows in zip(records, _of_sides(report.between), strict=True):
            whose = (record.unit.name, side_name(record), "")
            meant += [((*whose, *key), cells) for key, cells in rows]
    hold(path, held, meant)


def _prove_json(path: Path, report: ComparisonReport) -> None:
    held = json.loads(path.read_text("utf-8"))
    pairs = [pair for unit in report.units for pair in unit.pairs]
    has_sides = (held["between_units"] is None) == (report.between is None)
    if len(held["over_time"]) != len(pairs) or not has_sides:
        raise NotAsMeantError(said("rows are missing"))
    for written, pair in zip(held["over_time"], pairs, strict=True):
        _prove_sides(path, written, pair)
    if report.between is not None:
        _prove_sides(path, held["between_units"], report.between)


def _prove_sides(path: Path, written: Mapping[str, Any], comparison: Comparison) -> None:
    sides = [side_name(record) for record in comparison.assessments]
    hold(path, [((side,), {}) for side in written["sides"]], [((side,), {}) for side in sides])
    counts = {"answers_up": comparison.up, "answers_down": comparison.down}
    told = {name: written[name] for name in counts}
    hold(path, [(("answers",), told)], [(("answers",), counts)])
    levels = written["headline"] or [None] * len(sides)
    held: list[Held] = [(("headline",), {"level": level}) for level in levels]
    hold(path, held, list(_headlines(comparison)))
    held = [((row["id"],), {name: row[name] for name in _WHOLE}) for row in written["nodes"]]
    hold(path, held, list(_of_whole(comparison)))
    for side, meant in enumerate(_of_sides(comparison)):
        held = [
            ((row["id"],), {"value": row["values"][side], "level": row["levels"][side]})
            for row in written["nodes"]
        ]
        hold(path, held, meant)


def _prove_workbook(path: Path, report: ComparisonReport) -> None:
    from maturity_app.reports.excel.comparing import scored_waves
    from maturity_app.reports.excel.unit_rows import UnitRows, figures_of

    (rows,) = sheet_rows(path, "Units")
    records = [record for unit in report.units for record in unit.assessments]
    if len(rows) != len(records):
        raise NotAsMeantError(said("rows are missing"))
    figures = figures_of([record.questionnaire for record in records])
    depth = max(len(record.unit.within) for record in records)
    ids = [column.id for column in UnitRows(figures=figures, depth=depth, w=ENGLISH).columns]
    indices = {node.id: f"{node.id}.index" for node, figure in figures if figure == "index"}
    scored = list(islice(scored_waves(report), _MOST_SCORED_AGAIN))
    meant: list[Named] = []
    for record, card in scored:
        values = unit_scores(record, card).values
        named = {column: values.get(node) for node, column in indices.items()}
        meant.append(((record.unit.id, record.wave.label), named))
    hold(path, list(_held(rows[: len(scored)], ids, list(indices.values()))), meant)


def _held(
    rows: Sequence[tuple[Any, ...]], ids: Sequence[str], names: Sequence[str]
) -> Iterator[Held]:
    for row in rows:
        cells = dict(zip(ids, row, strict=False))
        yield (cells["unit_id"], cells["wave"]), {name: cells[name] for name in names}


# --- what is meant -----------------------------------------------------------------------


def _of_pair(pair: Comparison) -> Iterator[Named]:
    """Yield each node with its figures in both waves, by the columns of the table."""
    first, last = pair.assessments[0], pair.assessments[-1]
    whose = (last.unit.name, last.wave.label, first.wave.label)
    for node_id, node in pair.nodes.items():
        figures = {
            "value": _value(node.sides[-1], node.indices[-1]),
            "earlier_value": _value(node.sides[0], node.indices[0]),
            "difference": _difference(node),
            "level": node.levels[-1],
            "earlier_level": node.levels[0],
            "overlap": node.overlap,
        }
        yield (*whose, node_id), figures


def _of_sides(comparison: Comparison) -> Iterator[list[Named]]:
    """Yield for each side its nodes with their figures; None where they are not compared."""
    # What all sides have of a node is worked out once: there may be thousands of sides.
    nodes = [(node, node.indices, node.levels, node.overlap) for node in comparison.nodes.values()]
    for side in range(len(comparison.assessments)):
        yield [
            (
                (node.id,),
                {
                    "value": _value(node.sides[side], indices[side]),
                    "level": levels[side],
                    "overlap": overlap,
                },
            )
            for node, indices, levels, overlap in nodes
        ]


def _of_whole(comparison: Comparison) -> Iterator[Named]:
    for node_id, node in comparison.nodes.items():
        figures = {
            "overlap": node.overlap,
            "common": node.common,
            "union": node.union,
            "used": node.used,
            "difference": _difference(node),
            "comparable": node.is_comparable,
            "beyond_one_step": node.is_beyond_one_step,
        }
        yield (node_id,), figures


def _headlines(comparison: Comparison) -> Iterator[Named]:
    told = comparison.headline_obstacle is None
    for headline in comparison.headlines:
        yield ("headline",), {"level": headline.level if headline and told else None}


def _value(side: NodeScore, index: Fraction | None) -> Fraction | None:
    """Return an index on its scale."""
    return None if index is None else side.scale.of(index)


def _difference(node: NodeComparison) -> Fraction | None:
    scale = node.sides[-1].scale
    return None if node.difference is None else node.difference * (scale.max - scale.min)
