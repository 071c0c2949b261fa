"""What a workbook says, held against the scorecard: indices to 1e-9, everything else exactly."""

from fractions import Fraction as F

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.shown import shown_level
from maturity_app.reports import phrases
from maturity_app.reports.phrases import said_word
from maturity_app.wording import ENGLISH

Record = dict[str, object]
_INDICES = ("index", "index_low", "index_high", "value", "low", "high", "answered_index")
_LEVELS = ("level", "level_low", "level_high")


def records(sheet: Worksheet, workbook: Workbook) -> list[Record]:
    """Return a sheet's rows by column id, which the dictionary gives for each header."""
    entries = [[cell.value for cell in row] for row in workbook["Dictionary"].iter_rows(min_row=2)]
    ids = [str(entry[2]) for entry in entries if entry[0] == "column" and entry[1] == sheet.title]
    return [
        dict(zip(ids, ("" if cell.value is None else cell.value for cell in row), strict=True))
        for row in sheet.iter_rows(min_row=2)
    ]


def check_figures(workbook: Workbook, given: Assessment) -> int:
    """Hold every figure of a workbook against the scorecard; return how many there were."""
    card = score_assessment(given)
    nodes = {str(row["node"]): row for row in records(workbook["Calculation"], workbook)}
    assert list(nodes) == list(card.nodes)
    count = sum(_check_node(nodes[node.id], node) for node in card.nodes.values())
    count += _check_items(workbook, given, card)
    _check_summary(workbook, card)
    return count + _check_headline(workbook, card)


def close(value: F | int | None) -> object:
    """Return what a cell with this figure holds; nothing is an empty text."""
    return "" if value is None else pytest.approx(float(value), rel=0, abs=1e-9)


def _check_node(row: Record, node: NodeScore) -> int:
    counts = node.counts
    assert row["state"] == node.state, node.id
    found = [row[name] for name in ("shown", "applicable", "not_applicable", "answered")]
    assert found == [counts.shown, counts.applicable, counts.not_applicable, counts.answered]
    assert row["dont_know"] == counts.dont_know
    assert row["coverage"] == close(counts.coverage)
    for name in _INDICES:
        assert row[name] == close(getattr(node, name)), (node.id, name)
    for name in _LEVELS:
        assert row[name] == close(getattr(node, name)), (node.id, name)
    assert (row["scale_min"], row["scale_max"]) == (close(node.scale.min), close(node.scale.max))
    for name, level in (("level_shown", node.level), ("level_high_shown", node.level_high)):
        assert row[name] == ("" if level is None else float(F(shown_level(level)))), node.id
    return len(_INDICES) + len(_LEVELS) + 11


def _check_items(workbook: Workbook, given: Assessment, card: Scorecard) -> int:
    definition = given.questionnaire
    for row in records(workbook["Values"], workbook):
        scored = card.items[str(row["item_id"])]
        assert row["state"] == scored.state, scored.id
        assert row["x"] == close(scored.x), scored.id
    rows = records(workbook["Items"], workbook)
    assert {row["item_id"] for row in rows} == set(definition.items)
    for row in rows:
        scored = card.items[str(row["item_id"])]
        assert row["answer"] == said_word(definition, given.answer(scored.id), scored, ENGLISH)
    return 2 * len(rows)


def _check_summary(workbook: Workbook, card: Scorecard) -> None:
    rows = records(workbook["Summary"], workbook)
    titles = [node.title for node in card.nodes.values()]
    for node in card.nodes.values():
        of_it = [row for row in rows if row["measure"] == node.title]
        if titles.count(node.title) != 1 or len(of_it) != 1:
            continue
        (row,) = of_it
        assert row["state"] == phrases.state_word(node.state, ENGLISH)
        assert row["note"] == phrases.state_reason(node, ENGLISH)
        if node.shows_level:
            assert row["index"] == ""
        level = "" if node.level is None else float(F(shown_level(node.level)))
        assert row["level"] == level, node.id


def _check_headline(workbook: Workbook, card: Scorecard) -> int:
    judged = (*card.of_kind("practice"), *card.of_kind("safeguard"))
    assert ("Headline" in workbook.sheetnames) == bool(judged)
    if not judged:
        return 0
    rows = {row["id"]: row for row in records(workbook["Headline"], workbook)}
    assert rows["reason"]["result"] == phrases.headline_reason(card, ENGLISH)
    assert rows["quadrant"]["result"] == (card.quadrant or "none")
    if card.headline is not None:
        for name in ("level", "low", "high"):
            assert rows["headline"][name] == close(getattr(card.headline, name))
    verdict = "none" if card.balance is None else card.balance.verdict or "open"
    assert rows["balance"]["result"] == verdict
    return 6
