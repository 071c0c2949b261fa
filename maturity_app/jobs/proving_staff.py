"""A staff survey's report that was written is held against its figures, before success is said."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, get_args

from maturity_app.domain.release import Release, ReleasedItem
from maturity_app.domain.staff_figures import NodeFigure
from maturity_app.domain.tally import Third
from maturity_app.jobs.proving import (
    Figure,
    Held,
    Named,
    csv_rows,
    hold,
    kept,
    number_in,
    prove_as,
    sheet_rows,
)
from maturity_app.reports.staff import (
    StaffReport,
    asked_items,
    change_ends,
    item_bounds,
    points,
    third_words,
    too_few,
)
from maturity_app.wording import Wording

_NODE = ("low", "high", "spread", "agreement", "n", "told", "asked", "gap")
_CHANGE = ("before", "after", "value", "low", "high", "p")
"""The numbers of a row of the workbook's sheets, without the mean of a node and of its roles."""

_SHEETS = ("Summary", "Roles", "Dimensions", "Items", "Distribution", "Change")
_Rows = Sequence[tuple[Any, ...]]


def prove_staff_report(path: Path, report: StaffReport, w: Wording) -> None:
    """Hold a report on a staff survey that was written against what is told; a PDF only opens.

    Raises:
        NotAsMeantError: it can't be opened, rows are missing, or a figure differs.

    """
    proofs: dict[str, Callable[[Path, StaffReport], None]] = {
        ".csv": _prove_csv,
        ".json": _prove_json,
        ".xlsx": partial(_prove_workbook, w=w),
    }
    prove_as(path, proofs, report)


def _prove_csv(path: Path, report: StaffReport) -> None:
    hold(path, list(_from_csv(path)), list(_meant(report, _roles(report))))


def _prove_json(path: Path, report: StaffReport) -> None:
    hold(path, list(_from_json(path, report.told)), list(_meant(report, _roles(report))))


def _prove_workbook(path: Path, report: StaffReport, w: Wording) -> None:
    # Roles of which nothing is told have no columns there.
    meant = list(_meant(report, report.told.told_roles))
    hold(path, list(_from_workbook(path, report, w)), meant)


def _roles(report: StaffReport) -> Sequence[str]:
    return [role.name for role in report.told.roles]


# --- what is meant -----------------------------------------------------------------------


def _meant(report: StaffReport, roles: Sequence[str]) -> Iterator[Named]:
    """Yield who took part, what all and some roles answered, and then what changed."""
    told = report.told
    yield ("survey", "", ""), _part_of(told.responses, told.headcount)
    for role in told.roles:
        yield ("survey", "", role.name), _part_of(role.responses, role.people)
    yield from _of_nodes(report, roles)
    yield from _of_items(told, roles)
    for change in report.changes:
        low, high = change_ends(change)
        indices = (change.before, change.after, change.difference)
        figures = (*map(points, indices), low, high, change.p)
        counts = {"items": change.all_items, "common": change.common}
        yield ("change", change.node.id, ""), {**dict(zip(_CHANGE, figures, strict=True)), **counts}


def _part_of(count: int | None, whole: int) -> Mapping[str, Figure]:
    share = None if count is None else Fraction(100 * count, whole)
    return {"people": whole, "n": count, "value": share}


def _of_nodes(report: StaffReport, roles: Sequence[str]) -> Iterator[Named]:
    for node in report.nodes:
        yield ("node", node.node.id, ""), _of_node(node)
        for role in roles:
            figures = {"value": points(node.roles.get(role)), "third": node.thirds.get(role)}
            yield ("node", node.node.id, role), figures


def _of_items(told: Release, roles: Sequence[str]) -> Iterator[Named]:
    for item, found in asked_items(told):
        low, high = map(points, item_bounds(told, found))
        yield ("item", item.id, ""), {**_of_item(found, ""), "low": low, "high": high}
        for role in roles:
            yield ("item", item.id, role), _of_item(found, role)
        for place, option in enumerate(told.questionnaire.options(item.id)):
            yield ("option", item.id, str(place)), _of_option(found, option.id)


def _of_node(node: NodeFigure) -> Mapping[str, Figure]:
    return {
        "n": None if node.index is None else node.fewest,
        "value": points(node.index),
        "low": points(node.low),
        "high": points(node.high),
        "third": node.thirds.get(""),
        "spread": node.spread,
        "agreement": node.agreement,
        "told": node.told,
        "asked": node.asked,
        "gap": points(node.gap),
    }


def _of_item(found: ReleasedItem, group: str) -> Mapping[str, Figure]:
    mean = found.mean(group)
    if mean is None:
        return {"third": found.thirds.get(group)}
    return {"n": mean.n, "value": points(mean.value)}


def _of_option(found: ReleasedItem, option: str) -> Mapping[str, Figure]:
    if found.counts is None or found.whole is None:
        return {}
    return _part_of(found.counts[option], found.whole.n)


# --- what is held ------------------------------------------------------------------------


def _from_csv(path: Path) -> Iterator[Held]:
    place = -1
    for row in csv_rows(path):
        # The option is told by its label, which another may share.
        place = place + 1 if row["part"] == "option" else -1
        group = str(place) if place >= 0 else row["group"]
        numbers = ("n", "value", "low", "high", "spread", "agreement", "p")
        cells = {name: number_in(row[name]) for name in numbers}
        yield (row["part"], row["id"], group), {**cells, "third": row["third"]}


def _from_json(path: Path, told: Release) -> Iterator[Held]:
    whole = json.loads(path.read_text("utf-8"))
    yield (
        ("survey", "", ""),
        {"people": whole["people"], "n": whole["responses"],
         "value": _percent(whole["response_rate"])},
    )  # fmt: skip
    for role in whole["roles"]:
        yield ("survey", "", role["name"]), {"people": role["people"], "n": role["responses"]}
    for node in whole["nodes"]:
        cells = {name: node[name] for name in ("value", "low", "high", "third", "agreement", "gap")}
        cells |= {"spread": node["spread_at_most"], "told": node["items_told"]}
        yield ("node", node["id"], ""), {**cells, "asked": node["items"]}
        for role, figures in node["roles"].items():
            yield ("node", node["id"], role), _keyed(figures, "value", "third")
    for item in whole["items"]:
        yield ("item", item["id"], ""), _keyed(item, "n", "value", "low", "high", "third")
        for role, figures in item["roles"].items():
            yield ("item", item["id"], role), _keyed(figures, "n", "value", "third")
        for place, option in enumerate(told.questionnaire.options(item["id"])):
            yield ("option", item["id"], str(place)), {"n": (item["counts"] or {}).get(option.id)}
    for change in whole["changes"]:
        cells = _keyed(change, "before", "after", "low", "high", "p", "items", "common")
        yield ("change", change["id"], ""), {**cells, "value": change["difference"]}


def _keyed(figures: Mapping[str, object] | None, *names: str) -> dict[str, object]:
    return {name: (figures or {}).get(name) for name in names}


def _from_workbook(path: Path, report: StaffReport, w: Wording) -> Iterator[Held]:
    # The sheet of changes is there where an earlier wave is.
    names = _SHEETS if report.earlier else _SHEETS[:-1]
    summary, asked, dimensions, items, options, *changes = sheet_rows(path, *names)
    about = {row[0]: _number(row[2], w) for row in summary}
    yield ("survey", "", ""), {"people": about["people"], "n": about["responses"]}
    for role, people, count, share in _filled(asked):
        took_part = {"n": _number(count, w), "value": _percent(_number(share, w))}
        yield ("survey", "", role), {"people": people, **took_part}
    roles = [kept(path, role) for role in report.told.told_roles]
    yield from _nodes_in(dimensions, roles, w)
    yield from _items_in(items, options, roles, w)
    for node, _, *cells, _ in _filled(*changes):
        numbers = (_number(cell, w) for cell in cells)
        yield ("change", node, ""), dict(zip(_CHANGE, numbers, strict=True))


def _nodes_in(rows: _Rows, roles: Sequence[str], w: Wording) -> Iterator[Held]:
    for node, _, _, value, *cells in _filled(rows):
        numbers = (_number(cell, w) for cell in (*cells[:7], cells[-1]))
        yield ("node", node, ""), {**_mean(value, w), **dict(zip(_NODE, numbers, strict=True))}
        for role, mean in zip(roles, cells[7:-1], strict=True):
            yield ("node", node, role), _mean(mean, w)


def _items_in(rows: _Rows, options: _Rows, roles: Sequence[str], w: Wording) -> Iterator[Held]:
    for item, _, _, _, count, value, low, high, *cells in _filled(rows):
        bounds = {"low": _number(low, w), "high": _number(high, w)}
        yield ("item", item, ""), {"n": _number(count, w), **_mean(value, w), **bounds}
        for role, mean, n in zip(roles, cells[::2], cells[1::2], strict=True):
            yield ("item", item, role), {"n": _number(n, w), **_mean(mean, w)}
        of_item = (row for row in options if row[0] == item)
        for place, (_, _, _, _, chosen, share) in enumerate(of_item):
            figures = {"n": _number(chosen, w), "value": _percent(_number(share, w))}
            yield ("option", item, str(place)), figures


def _filled(rows: _Rows = ()) -> _Rows:
    """Return rows without the empty one that a table has at least."""
    return [row for row in rows if row[0] is not None]


def _number(cell: object, w: Wording) -> object:
    """Return a cell, or nothing where it holds the word for what is not told."""
    return None if cell == too_few(w) else cell


def _mean(cell: object, w: Wording) -> Mapping[str, object]:
    """Return the mean in a cell, or the third of the scale whose word stands there instead."""
    thirds = {third_words(third, w): third for third in (None, *get_args(Third))}
    if isinstance(cell, str) and cell in thirds:
        return {"value": None, "third": thirds[cell]}
    return {"value": cell, "third": None}


def _percent(share: object) -> object:
    return 100 * share if isinstance(share, int | float) else share
