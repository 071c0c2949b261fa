"""A staff survey's report for other programs: one long table in CSV, one document in JSON."""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from maturity_app.domain.release import Release, ReleasedItem
from maturity_app.domain.staff_change import StaffChange
from maturity_app.domain.staff_figures import NodeFigure
from maturity_app.domain.suppression import FEWEST_FOR_MEAN, FEWEST_FOR_THIRD
from maturity_app.domain.tally import Third
from maturity_app.reports.scores import Described, Value, described
from maturity_app.reports.staff import StaffReport, asked_items, change_ends, item_bounds, points
from maturity_app.reports.tabular import written_csv
from maturity_app.wording import Wording

_PARTS = ("survey", "node", "item", "option", "change")
_THIRDS = ("lower", "middle", "upper")


class _Figures(NamedTuple):
    """The figures of a row, those it has."""

    n: Fraction | None = None
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    spread: Fraction | None = None
    agreement: Fraction | None = None
    p: Fraction | None = None
    third: Third | None = None


def staff_csv(report: StaffReport, w: Wording) -> bytes:
    """Return a row a figure; those that are not told have a row without one."""
    return written_csv(staff_columns(w), _rows(report))


def staff_columns(w: Wording) -> tuple[Described, ...]:
    """Return the columns of the table; their names are the same in every language."""
    return described((
        ("unit_id", "text", w("Permanent id of the unit."), ()),
        ("unit", "text", w("The unit's name."), ()),
        ("wave", "text", w("The wave."), ()),
        ("date", "date", w("The wave's date."), ()),
        ("questionnaire", "text", w("Permanent id of the questionnaire."), ()),
        ("version", "text", w("Its version."), ()),
        ("part", "text", w("What the row is about: survey, node, item, option or change."),
         _PARTS),
        ("id", "text", w("Permanent id of the node or item."), ()),
        ("title", "text", w("Its title; the option's label."), ()),
        ("group", "text", w("The role; empty for all who took part."), ()),
        ("told", "text", w("Whether there is a figure or a third; nothing is told where not."),
         ("True", "False")),
        ("n", "number", w("How many answered; of a node, at least so many each item."), ()),
        ("value", "number", w("The mean from 0 to 100, unrounded; in per cent for survey and "
                              "option; of a change, later less earlier."), ()),
        ("low", "number", w("The value if all who did not answer had given the lowest; of a "
                            "change, where its interval begins."), ()),
        ("high", "number", w("The value if all who did not answer had given the highest; of a "
                             "change, where its interval ends."), ()),
        ("spread", "number", w("How far people's own indices lie apart at most: a "
                                   "standard deviation, in points."), ()),
        ("agreement", "share", w("How far all agree on a dimension, r_wg(J)."), ()),
        ("p", "share", w("How likely such a change is if nothing changed, adjusted by Holm."), ()),
        ("third", "text", w("The third of the scale in which the mean lies, where no mean is "
                            "told."), _THIRDS),
    ))  # fmt: skip


def staff_json(report: StaffReport) -> bytes:
    """Return the report as one document, its numbers unrounded; null where nothing is told."""
    return (json.dumps(_document(report), ensure_ascii=False, indent=1) + "\n").encode()


# --- the table ---------------------------------------------------------------------------


def _rows(report: StaffReport) -> Iterator[tuple[Value, ...]]:
    told = report.told
    about = (
        told.unit.id,
        told.unit.name,
        told.wave.label,
        told.wave.date,
        told.questionnaire.id,
        told.questionnaire.version,
    )
    parts = (_survey_rows, _node_rows, _item_rows, _change_rows)
    for row in chain.from_iterable(part(report) for part in parts):
        yield (*about, *row)


def _survey_rows(report: StaffReport) -> Iterator[tuple[Value, ...]]:
    told = report.told
    yield _row("survey", "", told.unit.name, "", _taking_part(told.responses, told.headcount))
    for role in told.roles:
        yield _row("survey", "", role.name, role.name, _taking_part(role.responses, role.people))


def _taking_part(responses: int | None, people: int) -> _Figures | None:
    if responses is None:
        return None
    return _Figures(Fraction(responses), Fraction(100 * responses, people))


def _node_rows(report: StaffReport) -> Iterator[tuple[Value, ...]]:
    for figure in report.nodes:
        node = figure.node
        yield _row("node", node.id, node.title, "", _node_cells(figure))
        for role in report.told.roles:
            index = figure.roles.get(role.name)
            cells = (
                _Figures(value=points(index)) if index is not None else _third(figure, role.name)
            )
            yield _row("node", node.id, node.title, role.name, cells)


def _node_cells(figure: NodeFigure) -> _Figures | None:
    if figure.index is None or figure.fewest is None:
        return _third(figure, "")
    return _Figures(
        n=Fraction(figure.fewest),
        value=points(figure.index),
        low=points(figure.low),
        high=points(figure.high),
        spread=figure.spread,
        agreement=figure.agreement,
    )


def _third(found: NodeFigure | ReleasedItem, group: str) -> _Figures | None:
    third = found.thirds.get(group)
    return _Figures(third=third) if third else None


def _item_rows(report: StaffReport) -> Iterator[tuple[Value, ...]]:
    told = report.told
    for item, found in asked_items(told):
        whole = found.whole
        yield _row(
            "item", item.id, item.title, "", _item_cells(found, "", item_bounds(told, found))
        )
        for role in told.roles:
            yield _row("item", item.id, item.title, role.name, _item_cells(found, role.name))
        for option in told.questionnaire.options(item.id):
            count = None if found.counts is None else found.counts[option.id]
            shares = None
            if count is not None and whole is not None:
                shares = _Figures(Fraction(count), Fraction(100 * count, whole.n))
            yield _row("option", item.id, option.label, "", shares)


def _item_cells(
    found: ReleasedItem,
    group: str,
    bounds: tuple[Fraction | None, Fraction | None] = (None, None),
) -> _Figures | None:
    mean = found.mean(group)
    if mean is None:
        return _third(found, group)
    low, high = map(points, bounds)
    return _Figures(Fraction(mean.n), points(mean.value), low, high)


def _change_rows(report: StaffReport) -> Iterator[tuple[Value, ...]]:
    for change in report.changes:
        cells = None
        if change.difference is not None:
            low, high = change_ends(change)
            p = None if change.p is None else Fraction(str(change.p))
            cells = _Figures(value=points(change.difference), low=low, high=high, p=p)
        yield _row("change", change.node.id, change.node.title, "", cells)


def _row(part: str, name: str, title: str, group: str, cells: _Figures | None) -> tuple[Value, ...]:
    return (part, name, title, group, str(cells is not None), *(cells or _Figures()))


# --- the document ------------------------------------------------------------------------


def _document(report: StaffReport) -> Mapping[str, object]:
    told = report.told
    return {
        "format": 1,
        "unit": {"id": told.unit.id, "name": told.unit.name},
        "wave": _wave(told),
        "questionnaire": {"id": told.questionnaire.id, "version": told.questionnaire.version},
        "rules": {
            "fewest_for_third": FEWEST_FOR_THIRD,
            "fewest_for_mean": FEWEST_FOR_MEAN,
            "fewest_for_distribution": FEWEST_FOR_MEAN,
        },
        "people": told.headcount,
        "responses": told.responses,
        "response_rate": _number(report.rate),
        "roles": [
            {"name": role.name, "people": role.people, "responses": role.responses}
            for role in told.roles
        ],
        "nodes": [_node(figure, told) for figure in report.nodes],
        "items": list(_items(told)),
        "earlier": None if report.earlier is None else _wave(report.earlier),
        "changes": [_change(change) for change in report.changes],
    }


def _wave(told: Release) -> Mapping[str, object]:
    return {"label": told.wave.label, "date": told.wave.date.isoformat()}


def _node(figure: NodeFigure, told: Release) -> Mapping[str, object]:
    return {
        "id": figure.node.id,
        "title": figure.node.title,
        "kind": figure.node.kind,
        "value": _number(points(figure.index)),
        "low": _number(points(figure.low)),
        "high": _number(points(figure.high)),
        "third": figure.thirds.get(""),
        "spread_at_most": _number(figure.spread),
        "agreement": _number(figure.agreement),
        "items": figure.asked,
        "items_told": figure.told,
        "roles": {role.name: _node_role(figure, role.name) for role in told.roles},
        "gap": _number(points(figure.gap)),
    }


def _node_role(figure: NodeFigure, role: str) -> Mapping[str, object] | None:
    if role in figure.roles:
        return {"value": _number(points(figure.roles[role]))}
    return {"third": figure.thirds[role]} if role in figure.thirds else None


def _items(told: Release) -> Iterator[Mapping[str, object]]:
    for item, found in asked_items(told):
        low, high = item_bounds(told, found)
        yield {
            "id": item.id,
            "revision": item.revision,
            "title": item.title,
            "n": found.whole.n if found.whole else None,
            "value": _number(points(found.whole.value)) if found.whole else None,
            "low": _number(points(low)),
            "high": _number(points(high)),
            "third": found.thirds.get(""),
            "roles": {role.name: _item_role(found, role.name) for role in told.roles},
            "counts": found.counts,
        }


def _change(change: StaffChange) -> Mapping[str, object]:
    low, high = change_ends(change)
    return {
        "id": change.node.id,
        "before": _number(points(change.before)),
        "after": _number(points(change.after)),
        "difference": _number(points(change.difference)),
        "low": _number(low),
        "high": _number(high),
        "p": change.p,
        "items": change.all_items,
        "common": change.common,
    }


def _item_role(found: ReleasedItem, role: str) -> Mapping[str, object] | None:
    mean = found.roles.get(role)
    if mean is not None:
        return {"n": mean.n, "value": _number(points(mean.value))}
    return {"third": found.thirds[role]} if role in found.thirds else None


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
