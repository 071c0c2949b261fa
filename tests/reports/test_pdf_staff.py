from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maturity_app.domain.assessment import Unit, Wave
from maturity_app.jobs.demo_staff import STAFF_QUESTIONNAIRE, write_staff_example
from maturity_app.jobs.instruments import find_questionnaire
from tests.reports.pdf_reading import pages_of


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the example's reports on a staff survey by their suffixes."""
    unit, wave = Unit(id="ports", name="Ports"), Wave(label="Autumn", date=date(2026, 10, 16))
    pulse = find_questionnaire(STAFF_QUESTIONNAIRE)
    paths = write_staff_example(tmp_path_factory.mktemp("staff"), pulse, unit, wave, "en")
    return {path.suffix: path for path in paths}


def test_the_bounds_are_said_to_be_those_of_all(written: dict[str, Path]) -> None:
    first, _ = pages_of(written[".pdf"].read_bytes())
    assert "bounds for all, with those who did not answer" in first
    assert "a role's mark may lie beside it" in first


def test_what_is_kept_back_of_a_large_group_is_not_called_few(written: dict[str, Path]) -> None:
    _, second = pages_of(written[".pdf"].read_bytes())
    assert "Work stopped or turned round 7 10 6 48.9 23 middle not told" in second
    assert "Not told: fewer than 5 people answered, or" in second
    assert "too few" not in second


def test_pdf_and_workbook_tell_alike_how_many_answered(written: dict[str, Path]) -> None:
    first, _ = pages_of(written[".pdf"].read_bytes())
    head, drive, *_ = load_workbook(written[".xlsx"])["Dimensions"].iter_rows(values_only=True)
    answered, spread = head.index("Answered at least"), head.index("Spread at most")
    assert "Answered at least" in first
    assert f"Drive 48.7 28.0 70.3 {drive[spread]:.1f} – {drive[answered]} 6 of 6" in first
