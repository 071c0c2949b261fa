"""A roll-up that was written is held against its figures, before success is said."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maturity_app.domain.rollup import HEADLINE, RollUp
from maturity_app.domain.spread import Spread
from maturity_app.jobs.proving import (
    Figure,
    Held,
    Named,
    csv_rows,
    hold,
    number_in,
    prove_as,
    sheet_rows,
)
from maturity_app.reports.rollup import SPREAD
from maturity_app.wording import ENGLISH

if TYPE_CHECKING:
    from maturity_app.reports.excel.sheet import Column

_FIGURES = (*SPREAD, "drafts", "overlap")

_LEVEL = f"{HEADLINE}.level"
"""The headline as a measure; its column on Units has a name of its own."""


def prove_rollup(path: Path, rollup: RollUp) -> None:
    """Hold a roll-up that was written against what was summed up; a PDF only opens.

    Raises:
        NotAsMeantError: it can't be opened, rows are missing, or a figure differs.

    """
    proofs = {".csv": _prove_csv, ".json": _prove_json, ".xlsx": _prove_workbook}
    prove_as(path, proofs, rollup)


def _prove_csv(path: Path, rollup: RollUp) -> None:
    names = (*_FIGURES, *_levels(rollup))
    held: list[Held] = [
        ((row["branch_id"], row["measure"]), {name: number_in(row[name]) for name in names})
        for row in csv_rows(path)
    ]
    hold(path, held, list(_of_branches(rollup)))


def _prove_json(path: Path, rollup: RollUp) -> None:
    document = json.loads(path.read_text("utf-8"))
    levels = _levels(rollup)
    held: list[Held] = [
        (
            (branch["id"], row["measure"]),
            _named(row | {"drafts": branch["drafts"]}, _FIGURES)
            | dict(zip(levels, row["at_level"] or [None] * len(levels), strict=True)),
        )
        for branch in document["branches"]
        for row in branch["figures"]
    ]
    hold(path, held, list(_of_branches(rollup)))
    measures = [measure.id for measure in rollup.measures]
    units = [((unit["id"],), _named(unit["figures"], measures)) for unit in document["units"]]
    hold(path, units, _of_units(rollup))
    not_counted = asdict(rollup.not_counted)
    left = _named(document["not_counted"], not_counted)
    hold(path, [(("not_counted",), left)], [(("not_counted",), not_counted)])


def _prove_workbook(path: Path, rollup: RollUp) -> None:
    from maturity_app.reports.excel.rollup import branch_columns, unit_table

    branches, units = sheet_rows(path, "Branches", "Units")
    names = (*_FIGURES, *_levels(rollup))
    hold(
        path,
        [
            ((str(cells["branch_id"] or ""), str(cells["measure"])), _named(cells, names))
            for cells in _cells(branches, branch_columns(rollup, ENGLISH))
        ],
        list(_of_branches(rollup)),
    )
    measures = [measure.id for measure in rollup.measures]
    hold(
        path,
        [
            ((str(cells["unit_id"]),), _named(cells | {_LEVEL: cells[HEADLINE]}, measures))
            for cells in _cells(units, unit_table(rollup, ENGLISH).columns)
        ],
        _of_units(rollup),
    )


def _cells(
    rows: Sequence[tuple[Any, ...]], columns: "Sequence[Column]"
) -> Iterator[dict[str, Any]]:
    """Yield each row by the ids of its columns, since their headers have a language."""
    ids = [column.id for column in columns]
    return (dict(zip(ids, row, strict=False)) for row in rows)


def _named(cells: Mapping[str, Any], names: Iterable[str]) -> dict[str, object]:
    return {name: cells[name] for name in names}


# --- what is meant -----------------------------------------------------------------------


def _of_branches(rollup: RollUp) -> Iterator[tuple[tuple[str, str], dict[str, Figure]]]:
    """Yield each branch and measure with how the values of its units lie."""
    levels = _levels(rollup)
    for branch in rollup.branches:
        for measure in rollup.measures:
            spread = branch.spreads[measure.id]
            counts = spread.at_level or (None,) * len(levels)
            figures = _lying(spread) | dict(zip(levels, counts, strict=True))
            figures |= {"drafts": branch.drafts, "overlap": measure.overlap}
            yield (branch.id, measure.id), figures


def _lying(spread: Spread) -> dict[str, Figure]:
    return {
        "units": spread.units,
        "with_value": spread.valued,
        "single": spread.single,
        "mean": spread.mean,
        "sd": spread.deviation,
        "min": spread.low,
        "q1": spread.lower_quartile,
        "median": spread.median,
        "q3": spread.upper_quartile,
        "max": spread.high,
    }


def _of_units(rollup: RollUp) -> list[Named]:
    return [
        ((unit.unit.id,), {measure.id: measure.of(unit) for measure in rollup.measures})
        for unit in rollup.units
    ]


def _levels(rollup: RollUp) -> tuple[str, ...]:
    return tuple(f"level_{level}" for level in range(rollup.questionnaire.top_level + 1))
