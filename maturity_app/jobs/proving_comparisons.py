"""A comparison that was written is held against its figures, before success is said."""

import csv
import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.said import said
from maturity_app.domain.unit_scores import unit_scores
from maturity_app.jobs.proving import NotAsMeantError, is_same, prove_opens
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
        proofs[path.suffix.lower()](path, report)


def _prove_csv(path: Path, report: ComparisonReport) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [(row["node"], row["value"]) for row in csv.DictReader(file)]
    meant = [figure for pair in _pairs(report) for figure in _figures(pair, -1)]
    if report.between is not None:
        sides = range(len(report.between.assessments))
        meant += [figure for side in sides for figure in _figures(report.between, side)]
    if [node for node, _ in rows] != [node for node, _ in meant]:
        raise NotAsMeantError(said("rows are missing"))
    for (node, held), (_, figure) in zip(rows, meant, strict=True):
        _expect(node, float(held) if held else None, figure)


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
    rows = {row["id"]: row["values"] for row in written["nodes"]}
    is_whole = len(written["sides"]) == len(comparison.assessments)
    if not is_whole or list(rows) != list(comparison.nodes):
        raise NotAsMeantError(said("rows are missing"))
    for side in range(len(comparison.assessments)):
        for node, figure in _figures(comparison, side):
            _expect(node, rows[node][side], figure)


def _prove_workbook(path: Path, report: ComparisonReport) -> None:
    from openpyxl import load_workbook

    from maturity_app.reports.excel.basis import shows_index
    from maturity_app.reports.excel.comparing import scored_waves

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = [tuple(row) for row in book["Units"].iter_rows(min_row=2, values_only=True)]
    finally:
        book.close()
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


def _figures(comparison: Comparison, side: int) -> Iterator[tuple[str, Fraction | None]]:
    """Yield each node with its index on its scale; None where it is not compared."""
    for node_id, node in comparison.nodes.items():
        index = node.indices[side]
        yield node_id, None if index is None else node.sides[side].scale.of(index)


def _expect(node: str, held: object, figure: Fraction | None) -> None:
    if not is_same(held, figure):
        raise NotAsMeantError(said("figures of {node}", node=node))
