from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maturity_app.domain.assessment import Unit, Wave
from maturity_app.jobs import demo, demo_staff, demo_team
from maturity_app.jobs.demo import example_assessments, write_demo
from maturity_app.jobs.demo_staff import write_staff_example
from maturity_app.jobs.demo_team import write_team_example
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.reading import read_record
from maturity_app.storage.assessments import read_assessment
from maturity_app.storage.library import open_library
from maturity_app.storage.staff import read_staff_survey
from tests.reports.pdf_reading import pages_of


@pytest.fixture
def no_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes the most time where a test does not look at it."""
    monkeypatch.setattr(demo, "REPORT_SUFFIXES", ())
    monkeypatch.setattr(demo, "COMPARISON_SUFFIXES", ())
    monkeypatch.setattr(demo, "ROLLUP_SUFFIXES", ())
    monkeypatch.setattr(demo, "write_team_example", lambda *_: [])
    monkeypatch.setattr(demo, "write_staff_example", lambda *_: [])


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


@pytest.mark.long
@pytest.mark.usefixtures("no_reports")
def test_every_assessment_has_a_file_and_is_in_the_library(tmp_path: Path) -> None:
    records = example_assessments(find_questionnaire("digital-culture"))
    *files, overview = write_demo(tmp_path)
    assert [read_assessment(path) for path in files] == records
    assert write_demo(tmp_path) == [*files, overview], "made again, it adds nothing"
    library = open_library(tmp_path / "library")
    assert {entry.id for entry in library.entries()} == {record.id for record in records}
    assert all(entry.summary for entry in library.entries())
    library.close()


@pytest.mark.long
@pytest.mark.usefixtures("no_reports")
def test_the_overview_says_which_assessment_is_a_draft(tmp_path: Path) -> None:
    records = example_assessments(find_questionnaire("digital-culture"))
    (draft,) = (record for record in records if record.is_draft)
    told = " ".join(write_demo(tmp_path)[-1].read_text("utf-8").split())
    assert f"all signed off but the newest of the {draft.unit.name}, which is a draft." in told


@pytest.mark.long
def test_a_team_answers_alone_one_of_them_in_a_form_and_agrees_on_all_but_two_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_team, "TEAM_SUFFIXES", ())
    last = example_assessments(find_questionnaire("digital-culture"))[5]
    *own, listed, agreed = write_team_example(tmp_path, last, "de")
    assert [path.suffix for path in (*own, listed)] == [".json", ".xlsx", ".json", ".xlsx"]
    people = [read_record(path).assessment for path in own]
    assert [each.assessor and each.assessor.name for each in people] == ["Ines", "Marek", "Sofia"]
    assert all(each.answers.keys() == last.questionnaire.items.keys() for each in people)
    record = read_assessment(agreed)
    assert len(record.sources) == 3
    left = [item for item in record.questionnaire.items if record.answer(item).is_empty]
    assert left == ["pioneers-choice", "open-replies"]
    rows = list(load_workbook(listed)["Disagreements"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == 14
    assert rows[0][3] == "risks-rehearsal", "the widest apart comes first"


@pytest.mark.long
def test_the_report_on_a_teams_wave_compares_it_with_the_one_before(tmp_path: Path) -> None:
    last = example_assessments(find_questionnaire("digital-culture"))[5]
    *_, report = write_team_example(tmp_path, last, "en")
    first, second, *_ = pages_of(report.read_bytes())
    assert "compared with Autumn 2026 on" in first
    assert "Judged differently 6" in second


def test_the_staff_are_asked_and_the_survey_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_staff, "STAFF_SUFFIXES", ())
    unit, wave = Unit(id="ports", name="Ports"), Wave(label="Autumn", date=date(2026, 10, 16))
    pulse = find_questionnaire("digital-culture-pulse")
    (path,) = write_staff_example(tmp_path, pulse, unit, wave, "en")
    survey = read_staff_survey(path)
    assert survey.closed
    assert (len(survey.responses), survey.headcount) == (24, 41)
    assert survey.role_counts == {"Manager": 8, "Staff": 16}


@pytest.mark.long
def test_the_same_example_has_the_same_bytes(tmp_path: Path) -> None:
    last = example_assessments(find_questionnaire("digital-culture"))[5]
    one, two = (write_team_example(tmp_path / name, last, "en") for name in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


@pytest.mark.long
def test_every_report_and_comparison_is_written(tmp_path: Path) -> None:
    paths = write_demo(tmp_path)
    assert all(path.stat().st_size for path in paths)
    overview = paths.pop().read_text("utf-8")
    folders = [line for line in overview.splitlines() if line.endswith("/")]
    assert sorted(folders) == sorted(f"{folder.name}/" for folder in tmp_path.glob("*/"))
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
        "rollup.pdf": 1,
        "rollup.xlsx": 1,
        "staff.json": 1,
        "staff.pdf": 1,
        "staff.xlsx": 1,
        "team.json": 3,
        "team.pdf": 1,
        "team.xlsx": 2,
    }
