"""A workbook against openpyxl writing the same cells, and the check of it against the writing."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maturity_app.jobs.demo import example_assessments
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.proving import prove_workbook
from maturity_app.reports.content import Report, report_on
from maturity_app.reports.excel.management import management_workbook
from maturity_app.storage.assessments import as_bytes
from maturity_app.wording import ENGLISH
from tests.benchmarks.conftest import Hold
from tests.benchmarks.timing import ratio

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def report() -> Report:
    first, second, third, *_ = example_assessments(find_questionnaire("digital-culture"))
    return report_on(third, [first, second])


def written(report: Report) -> bytes:
    return management_workbook(report, ENGLISH, as_bytes(report.assessment).decode())


def test_a_workbook_against_openpyxl_writing_the_same_cells(report: Report, hold: Hold) -> None:
    # All of its cells with their formulas and formats are there, and are only written out.
    book = load_workbook(BytesIO(written(report)))
    assert sum(sheet.max_row * sheet.max_column for sheet in book) > 5000
    figure = ratio(lambda: written(report), lambda: book.save(BytesIO()), runs=3, rounds=2)
    hold("workbook ÷ the same cells by openpyxl", figure, 1.3)


def test_checking_a_workbook_against_writing_it(report: Report, tmp_path: Path, hold: Hold) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(written(report))
    figure = ratio(lambda: prove_workbook(path, report), lambda: written(report), runs=3, rounds=2)
    hold("checking a workbook ÷ writing it", figure, 1)
