"""A staff survey's report that tells another figure takes no other file's place."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maturity_app.domain.release import release
from maturity_app.jobs.proving import NotAsMeantError
from maturity_app.jobs.proving_staff import prove_staff_report
from maturity_app.jobs.staff import write_staff_report
from maturity_app.reports import staff_tables
from maturity_app.reports.excel import staff as workbook
from maturity_app.reports.staff import StaffReport, staff_report
from maturity_app.wording import ENGLISH, wording_for
from tests.staffing import at_random, survey_of

STAFF = '_x0041_ "Staff";\n=1'
ROLES = {"=Manager": 12, STAFF: 25, "Aide": 6}
PEOPLE = {"=Manager": 9, STAFF: 16, "Aide": 3, "": 2}
BEFORE = survey_of(
    at_random(PEOPLE, 3, 0.05), ROLES, label="Spring 2026", day=date(2026, 4, 1)
).as_closed()
NOW = survey_of(at_random(PEOPLE, 8, 0.05), ROLES).as_closed()
REPORT = staff_report(release(NOW), release(BEFORE))

Change = Callable[[StaffReport], StaffReport]

RENDERERS = {
    ".csv": (staff_tables, "staff_csv"),
    ".json": (staff_tables, "staff_json"),
    ".xlsx": (workbook, "staff_workbook"),
}


def item_told(report: StaffReport, **changes: object) -> StaffReport:
    """Return a report in which something else is told of the first item."""
    first, *_ = report.told.items
    other = replace(report.told.items[first], **changes)  # type: ignore[arg-type]  # as named
    return replace(report, told=replace(report.told, items={**report.told.items, first: other}))


def node_told(report: StaffReport, **changes: object) -> StaffReport:
    """Return a report in which something else is told of the first node."""
    first = replace(report.nodes[0], **changes)  # type: ignore[arg-type]  # as named
    return replace(report, nodes=(first, *report.nodes[1:]))


FIRST = next(iter(REPORT.told.items.values()))
LIES: dict[str, Change] = {
    "a node's mean": lambda told: node_told(told, index=F(1, 7)),
    "counts": lambda told: item_told(told, counts=dict.fromkeys(FIRST.counts or (), 2)),
    "a mean for a third": lambda told: item_told(told, roles={}, thirds={STAFF: "middle"}),
    "who took part": lambda told: replace(told, told=replace(told.told, responses=29)),
    "a change": lambda told: replace(
        told, changes=(replace(told.changes[0], after=F(1, 7)), *told.changes[1:])
    ),
    "a row less": lambda told: replace(told, nodes=told.nodes[1:]),
}


@pytest.mark.parametrize("suffix", RENDERERS)
@pytest.mark.parametrize("lie", LIES)
def test_a_figure_that_is_not_as_meant_is_noticed_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, lie: str
) -> None:
    module, name = RENDERERS[suffix]
    right = getattr(module, name)
    monkeypatch.setattr(module, name, lambda report, *rest: right(LIES[lie](report), *rest))
    with pytest.raises(NotAsMeantError, match="does not read back"):
        write_staff_report(tmp_path / f"r{suffix}", NOW, BEFORE)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", RENDERERS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_as_meant_is_written(tmp_path: Path, suffix: str, language: str) -> None:
    path = tmp_path / f"r{suffix}"
    write_staff_report(path, NOW, BEFORE, language)
    prove_staff_report(path, REPORT, wording_for(language))
    alone = survey_of(at_random({"": 6}, 3, 0.05), {}).as_closed()
    write_staff_report(path, alone, language=language)


def test_a_bit_that_is_not_as_written_is_noticed_or_changes_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    write_staff_report(path, NOW, BEFORE)
    right, cells = path.read_bytes(), cells_of(path)
    chance, unnoticed = random.Random(7), 0  # noqa: S311 - test data, not a secret
    for _ in range(80):
        wrong = bytearray(right)
        wrong[chance.randrange(len(right))] ^= 1 << chance.randrange(8)
        path.write_bytes(wrong)
        try:
            prove_staff_report(path, REPORT, ENGLISH)
        except NotAsMeantError:
            continue
        # A date in the list of parts, say, or how it was packed.
        assert cells_of(path) == cells
        unnoticed += 1
    assert unnoticed < 20


@pytest.mark.parametrize("content", [b"[1]", b"3", b"null", b'{"people": Infinity}', b"\xff", b"{"])
def test_other_documents_are_noticed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(content)
    with pytest.raises(NotAsMeantError, match="does not read back"):
        prove_staff_report(path, REPORT, ENGLISH)


def test_a_figure_beyond_all_numbers_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    write_staff_report(path, NOW, BEFORE)
    path.write_text(path.read_text("utf-8-sig").replace(",True,30.0,", ",True,inf,"), "utf-8")
    with pytest.raises(NotAsMeantError, match="does not read back"):
        prove_staff_report(path, REPORT, ENGLISH)


def cells_of(path: Path) -> list[list[tuple[object, ...]]]:
    book = load_workbook(path, read_only=True, data_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book]
