"""A report that does not read back as it was meant takes no other file's place."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maturity_app.domain.assessment import Answer, Assessment, Unit
from maturity_app.jobs import reporting
from maturity_app.jobs.proving import NotAsMeantError, prove_opens, prove_report
from maturity_app.jobs.proving_comparisons import prove_comparison
from maturity_app.jobs.reporting import write_comparison, write_report
from maturity_app.reports.content import comparison_of, report_on
from maturity_app.wording import ENGLISH
from tests.building import answers, assessment, dimension, item, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2, 2)))
FULLY, PARTLY = (Answer(state="answered", option=option) for option in ("fully", "partially"))
MEANT = assessment(ONE, {"practice-1": FULLY, "practice-2": PARTLY, "practice-3": FULLY})
OTHER = assessment(ONE, {"practice-1": PARTLY, "practice-2": PARTLY, "practice-3": FULLY})

Writer = Callable[..., bytes]


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "csv"])
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_what_is_as_meant_is_written(tmp_path: Path, suffix: str, language: str) -> None:
    path = tmp_path / f"report.{suffix}"
    write_report(path, MEANT, language=language)
    assert path.stat().st_size > 100
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("suffix", "writer"), [("pdf", "_pdf"), ("xlsx", "_workbook"), ("csv", "_csv")]
)
def test_the_figures_of_another_record_are_noticed_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, writer: str
) -> None:
    path = tmp_path / f"report.{suffix}"
    path.write_bytes(b"the old report")
    right: Writer = getattr(reporting, writer)

    def wrong(_report: object, *rest: object, **named: object) -> bytes:
        if "record" in named:
            named["record"] = OTHER
        return right(report_on(OTHER, ()), *rest, **named)

    monkeypatch.setattr(reporting, writer, wrong)
    with pytest.raises(NotAsMeantError, match="does not read back"):
        write_report(path, MEANT)
    assert path.read_bytes() == b"the old report"
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("suffix", "writer"), [("pdf", "_pdf"), ("xlsx", "_workbook"), ("csv", "_csv")]
)
def test_a_file_cut_short_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, writer: str
) -> None:
    right: Writer = getattr(reporting, writer)

    def cut(*given: object, **named: object) -> bytes:
        whole = right(*given, **named)
        return whole[: len(whole) // 3]

    monkeypatch.setattr(reporting, writer, cut)
    with pytest.raises(NotAsMeantError):
        write_report(tmp_path / f"report.{suffix}", MEANT)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "csv", "json"])
def test_comparisons_are_opened_again_too(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"comparison.{suffix}"
    write_comparison(path, [MEANT, _later(OTHER)])
    prove_opens(path)
    path.write_bytes(b"")
    with pytest.raises(NotAsMeantError):
        prove_opens(path)


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "json"])
@pytest.mark.parametrize("units", [1, 2])
def test_the_figures_of_another_comparison_are_noticed(
    tmp_path: Path, suffix: str, units: int
) -> None:
    path = tmp_path / f"comparison.{suffix}"
    beside = [replace(MEANT, id="b", unit=Unit(id="b", name="B"))] if units > 1 else []
    meant, other = ([MEANT, *beside, _later(now)] for now in (OTHER, MEANT))
    write_comparison(path, meant)
    prove_comparison(path, comparison_of(meant))
    for wrong in (other, [*meant, replace(MEANT, id="c", unit=Unit(id="c", name="C"))]):
        with pytest.raises(NotAsMeantError, match="does not read back"):
            prove_comparison(path, comparison_of(wrong))


def test_two_states_of_one_record_stand_side_by_side_with_their_own_figures(
    tmp_path: Path,
) -> None:
    path = write_comparison(tmp_path / "states.xlsx", [MEANT, OTHER])
    rows = list(load_workbook(path, data_only=True)["Units"].iter_rows(values_only=True))
    found = {round(cell, 1) for row in rows for cell in row if isinstance(cell, float)}
    assert {77.8, 55.6} <= found


@pytest.mark.parametrize(
    "column", ["value", "earlier_value", "difference", "level", "earlier_level", "overlap"]
)
def test_every_figure_in_the_table_of_a_comparison_is_looked_at(
    tmp_path: Path, column: str
) -> None:
    meant = [OTHER, _later(MEANT)]
    path = write_comparison(tmp_path / "comparison.csv", meant)
    _write_in_csv(path, column)
    with pytest.raises(NotAsMeantError, match="does not read back"):
        prove_comparison(path, comparison_of(meant))


@pytest.mark.parametrize(
    "figure", ["values", "levels", "difference", "overlap", "common", "answers_up", "headline"]
)
def test_every_figure_in_the_document_of_a_comparison_is_looked_at(
    tmp_path: Path, figure: str
) -> None:
    meant = [OTHER, _later(MEANT)]
    path = write_comparison(tmp_path / "comparison.json", meant)
    document = json.loads(path.read_text("utf-8"))
    (pair,) = document["over_time"]
    place = pair if figure in pair else pair["nodes"][-1]
    place[figure] = [7, 7] if isinstance(place[figure], list) else 7
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(NotAsMeantError, match="does not read back"):
        prove_comparison(path, comparison_of(meant))


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_figures_under_another_name_are_noticed(tmp_path: Path, suffix: str) -> None:
    meant = [
        replace(MEANT, id=name, unit=Unit(id=name, name=name), answers=record.answers)
        for name, record in {"North": MEANT, "South": OTHER}.items()
    ]
    path = write_comparison(tmp_path / f"comparison.{suffix}", meant)
    path.write_text(path.read_text("utf-8").replace("North", "South"), "utf-8")
    with pytest.raises(NotAsMeantError, match="does not read back"):
        prove_comparison(path, comparison_of(meant))


def test_figures_in_each_others_columns_are_noticed(tmp_path: Path) -> None:
    two = questionnaire(dimension("practice", (1, 2)), dimension("other", (1, 2)))
    units = {"a": answers(practice="FF", other="NN"), "b": answers(practice="NN", other="FF")}
    meant, wrong = (
        [
            replace(assessment(two, units[given], unit=name), id=name)
            for name, given in zip("ab", order, strict=True)
        ]
        for order in ("ab", "ba")
    )
    path = write_comparison(tmp_path / "comparison.xlsx", wrong)
    with pytest.raises(NotAsMeantError, match="does not read back"):
        prove_comparison(path, comparison_of(meant))


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_numbers_too_large_for_all_their_digits_are_as_meant(tmp_path: Path, suffix: str) -> None:
    heavy = tuple(item(f"sum-{n}", weight=10**12 - F(n, 7)) for n in (1, 2))
    summed = dimension("sum", (), rule=None, aggregate="sum", items=heavy)
    whole = assessment(questionnaire(summed, headline=None), answers(sum="FP"))
    assert write_report(tmp_path / f"report.{suffix}", whole).exists()


@pytest.mark.parametrize("column", ["option", "comment", "weight", "x", "state"])
def test_another_answer_in_a_table_is_noticed(tmp_path: Path, column: str) -> None:
    path = write_report(tmp_path / "report.csv", MEANT)
    _write_in_csv(path, column)
    with pytest.raises(NotAsMeantError, match="does not read back"):
        prove_report(path, report_on(MEANT, ()), ENGLISH)


def _write_in_csv(path: Path, column: str) -> None:
    """Write something else into the last cell of a column."""
    names, *rows = csv.reader(path.read_text("utf-8-sig").splitlines())
    rows[-1][names.index(column)] = "7"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])


def _later(whole: Assessment) -> Assessment:
    return replace(whole, id="later", wave=replace(whole.wave, label="Later"))
