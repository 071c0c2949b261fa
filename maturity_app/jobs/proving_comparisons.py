"""A comparison that was written is held against its figures, before success is said."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.said import said
from maturity_app.domain.unit_scores import unit_scores
from maturity_app.jobs.proving import (
    Named,
    NotAsMeantError,
    csv_rows,
    hold,
    is_same,
    number_in,
    prove_opens,
    readable,
    sheet_rows,
)
from maturity_app.reports.content import ComparisonReport

_MOST_SCORED_AGAIN = 500
"""So many scorecards a comparison holds; the others would be scored once more."""


def prove_comparison(path: Path, report: ComparisonReport) -> None:
    """Hold a comparison that was written against what was compared; a PDF only opens.

    Raises:
        NotAsMeantError: it can't be opened, rows are missing, or a figure differs.

    """
    prove_opens(path)
    proofs = {".csv": _prove_csv, ".json": _prove_json, ".xlsx": _prove_workbook}
    if path.suffix.lower() in proofs:
        with readable():
            proofs[path.suffix.lower()](path, report)


def _prove_csv(path: Path, report: ComparisonReport) -> None:
    held = [((row["node"],), {"value": number_in(row["value"])}) for row in csv_rows(path)]
    meant = [row for pair in _pairs(report) for row in _figures(pair, -1)]
    if report.between is not None:
        sides = range(len(report.between.assessments))
        meant += [row for side in sides for row in _figures(report.between, side)]
    hold(held, meant)


def _prove_json(path: Path, report: ComparisonReport) -> None:
    held = json.loads(path.read_text("utf-8"))
    pairs = list(_pairs(report))
    has_sides = (held["between_units"] is None) == (report.between is None)
    if len(held["over_time"]) != len(pairs) or not has_sides:
        raise NotAsMeantError(said("rows are missing"))
    for written, pair in zip(held["over_time"], pairs, strict=True):
        _prove_sides(written, pair)
    if report.between is not None:
        _prove_sides(held["between_units"], report.between)


def _prove_sides(written: Mapping[str, Any], comparison: Comparison) -> None:
    if len(written["sides"]) != len(comparison.assessments):
        raise NotAsMeantError(said("rows are missing"))
    for side in range(len(comparison.assessments)):
        held = [((row["id"],), {"value": row["values"][side]}) for row in written["nodes"]]
        hold(held, list(_figures(comparison, side)))


def _prove_workbook(path: Path, report: ComparisonReport) -> None:
    from maturity_app.reports.excel.basis import shows_index
    from maturity_app.reports.excel.comparing import scored_waves

    (rows,) = sheet_rows(path, "Units")
    if len(rows) != sum(len(unit.assessments) for unit in report.units):
        raise NotAsMeantError(said("rows are missing"))
    scored = islice(scored_waves(report), _MOST_SCORED_AGAIN)
    for written, (record, card) in zip(rows, scored, strict=False):
        row = [cell for cell in written if isinstance(cell, int | float)]
        for node, figure in unit_scores(record, card).values.items():
            has_column = shows_index(card.questionnaire.nodes[node])
            if has_column and not any(is_same(cell, figure) for cell in row):
                raise NotAsMeantError(said("figures of {node}", node=node))


def _pairs(report: ComparisonReport) -> Iterator[Comparison]:
    return (pair for unit in report.units for pair in unit.pairs)


def _figures(comparison: Comparison, side: int) -> Iterator[Named]:
    """Yield each node with its index on its scale; None where it is not compared."""
    for node_id, node in comparison.nodes.items():
        index = node.indices[side]
        value = None if index is None else node.sides[side].scale.of(index)
        yield (node_id,), {"value": value}
