from pathlib import Path

import pytest

from maturity_app.jobs import demo
from maturity_app.jobs.demo import example_assessments, write_demo
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.storage.assessments import read_assessment
from maturity_app.storage.library import open_library


@pytest.fixture
def no_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes the most time where a test does not look at it."""
    monkeypatch.setattr(demo, "REPORT_SUFFIXES", ())
    monkeypatch.setattr(demo, "COMPARISON_SUFFIXES", ())


def test_two_units_over_three_waves_form_two_chains() -> None:
    records = example_assessments(find_questionnaire("digital-culture"))
    assert [record.status for record in records] == ["signed_off"] * 5 + ["draft"]
    for earlier, later in ((records[0], records[1]), (records[1], records[2])):
        assert later.chain is not None
        assert later.chain.previous == earlier.fingerprint


def test_each_wave_begins_with_the_open_actions_of_the_last_and_says_what_became_of_them() -> None:
    questionnaire = find_questionnaire("digital-culture")
    records = example_assessments(questionnaire)
    for earlier, later in ((0, 1), (1, 2), (3, 4), (4, 5)):
        then, now = records[earlier].plan, records[later].plan
        held = [action.id for action in then.carried_on().actions]
        assert held == [action.id for action in now.actions if then.action(action.id)]
    for record in records:
        assert {action.item for action in record.plan.actions} <= {"", *questionnaire.items}
        over = [action for action in record.plan.actions if not action.is_open]
        assert all(action.outcome for action in over)


@pytest.mark.usefixtures("no_reports")
def test_every_assessment_has_a_file_and_is_in_the_library(tmp_path: Path) -> None:
    records = example_assessments(find_questionnaire("digital-culture"))
    files = write_demo(tmp_path)
    assert [read_assessment(path) for path in files] == records
    assert write_demo(tmp_path) == files, "made again, it adds nothing"
    library = open_library(tmp_path / "library")
    assert {entry.id for entry in library.entries()} == {record.id for record in records}
    assert all(entry.summary for entry in library.entries())
    library.close()


@pytest.mark.long
def test_every_report_and_comparison_is_written(tmp_path: Path) -> None:
    paths = write_demo(tmp_path)
    assert all(path.stat().st_size for path in paths)
    kinds = [f"{path.parent.name}{path.suffix}" for path in paths]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "assessments.json": 6,
        "comparisons.csv": 3,
        "comparisons.json": 3,
        "comparisons.pdf": 3,
        "comparisons.xlsx": 3,
        "reports.csv": 6,
        "reports.pdf": 6,
        "reports.xlsx": 6,
    }
