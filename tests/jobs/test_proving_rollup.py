"""A roll-up that tells another figure takes no other file's place."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Assessment, Branch
from maturity_app.domain.rollup import EVERY_LATEST, RollUp
from maturity_app.jobs.proving import NotAsMeantError
from maturity_app.jobs.proving_rollup import prove_rollup
from maturity_app.jobs.rollup import rolled_up, write_rollup
from maturity_app.reports import rollup_document, tabular
from maturity_app.reports.excel import rollup as workbook
from tests.building import answers, assessment, dimension, group, questionnaire

ONE = questionnaire(group("drive", dimension("practice", (1, 1, 2, 2))))
ANSWERED = {"Port": "FFLP", "=Quay": "FLPN", "Yard": "NNPN", "Dock": "LLFF", "Pier": "____"}


def record(unit: str, text: str) -> Assessment:
    whole = assessment(ONE, answers(practice=text), unit=unit)
    within = () if unit == "Yard" else (Branch(id="-north", name="=North"),)
    return replace(whole, id=unit, unit=replace(whole.unit, within=within))


SUMMED_UP = rolled_up([record(unit, text) for unit, text in ANSWERED.items()], EVERY_LATEST)

RENDERERS = {
    ".csv": (tabular, "rollup_csv"),
    ".json": (rollup_document, "rollup_document"),
    ".xlsx": (workbook, "rollup_workbook"),
}


def spread(told: RollUp, measure: str, **changes: object) -> RollUp:
    """Return a roll-up in which the values of a measure lie otherwise in the last branch."""
    *others, last = told.branches
    other = replace(last.spreads[measure], **changes)  # type: ignore[arg-type]  # as named
    changed = replace(last, spreads={**last.spreads, measure: other})
    return replace(told, branches=(*others, changed))


def unit(told: RollUp, values: Mapping[str, F]) -> RollUp:
    """Return a roll-up in which the last unit has other values."""
    *others, last = told.units
    return replace(told, units=(*others, replace(last, values=values)))


LIES: dict[str, Callable[[RollUp], RollUp]] = {
    "a mean": lambda told: spread(told, "drive.index", mean=F(1, 7)),
    "a median": lambda told: spread(told, "practice.index", median=F(1, 7)),
    "units at a level": lambda told: spread(told, "practice.level", at_level=(4, 0, 0, 0, 0)),
    "a unit less": lambda told: spread(told, "drive.index", valued=1),
    "a branch twice": lambda told: replace(told, branches=(*told.branches, told.branches[-1])),
    "its drafts": lambda told: replace(
        told, branches=(replace(told.branches[0], drafts=1), *told.branches[1:])
    ),
    "a unit's value": lambda told: unit(told, {"practice": F(1, 7)}),
}


# The table of the CSV file has branches alone.
@pytest.mark.parametrize(
    ("suffix", "lie"),
    [
        (kind, lie)
        for kind in RENDERERS
        for lie in LIES
        if (kind, lie) != (".csv", "a unit's value")
    ],
)
def test_a_figure_that_is_not_as_meant_is_noticed_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, lie: str
) -> None:
    module, name = RENDERERS[suffix]
    right = getattr(module, name)
    monkeypatch.setattr(module, name, lambda rollup, w: right(LIES[lie](rollup), w))
    with pytest.raises(NotAsMeantError, match="does not read back"):
        write_rollup(tmp_path / f"r{suffix}", SUMMED_UP)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", RENDERERS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_as_meant_is_written(tmp_path: Path, suffix: str, language: str) -> None:
    write_rollup(tmp_path / f"r{suffix}", SUMMED_UP, language)
    assert [path.name for path in tmp_path.iterdir()] == [f"r{suffix}"]


@pytest.mark.parametrize("suffix", RENDERERS)
def test_a_file_that_lacks_a_part_is_noticed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"r{suffix}"
    write_rollup(path, SUMMED_UP)
    for other in (path.read_bytes()[:400], b"{}", b"", b"[1]", b"3"):
        path.write_bytes(other)
        with pytest.raises(NotAsMeantError, match="does not read back"):
            prove_rollup(path, SUMMED_UP)


def test_units_without_their_figures_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    write_rollup(path, SUMMED_UP)
    document = json.loads(path.read_text("utf-8"))
    for unit_told in document["units"]:
        unit_told["figures"] = {}
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(NotAsMeantError, match="does not read back"):
        prove_rollup(path, SUMMED_UP)
