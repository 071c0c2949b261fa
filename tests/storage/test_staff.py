import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from maturity_app.storage.assessments import as_bytes, assessment_from_bytes
from maturity_app.storage.canonical import canonical_json
from maturity_app.storage.problems import InputError
from maturity_app.storage.staff import as_data, read_staff_survey, write_staff_survey
from tests.building import assessment
from tests.staffing import SMALL, said_by, survey_of

ROLES = {"Manager": 6, "Staff": 20}
SURVEY = survey_of(said_by("Manager", "NPLFNPL", "FFLL_PP"), ROLES, headcount=26)

Spoil = Callable[[dict[str, Any]], object]


def told(path: Path, spoil: Spoil) -> list[str]:
    """Return what is said of a file in which something was changed by hand."""
    data = json.loads(canonical_json(as_data(SURVEY)))
    spoil(data)
    path.write_text(json.dumps(data), "utf-8")
    with pytest.raises(InputError) as refused:
        read_staff_survey(path)
    return [f"{each.place}: {each.what}" for each in refused.value.problems]


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda data: data["responses"][0]["open"].update(x="dont_know"),
         "#/responses/0/open/x: the questionnaire has no such item"),
        (lambda data: data["responses"][0]["open"].update({"lead-1": "dont_know"}),
         "#/responses/0/open/lead-1: the item is answered and left open"),
        (lambda data: data["roles"].update(Manager=1),
         "#/roles/Manager: the role Manager has more responses than people"),
        (lambda data: [data["roles"].update(Manager=5),
                       data.update(responses=data["responses"] * 3)],
         "#/roles/Manager: the role Manager has more responses than people"),
        (lambda data: [data["roles"].update(Staff=4), data["responses"].extend(
             [{"role": "Manager"}] * 4 + [{"role": "Staff"}] * 5)],
         "#/roles/Staff: the role Staff has more responses than people"),
        (lambda data: [data["roles"].update(Manager=5), data["responses"].extend(
             [{"role": "Manager"}] * 4 + [{"role": "Staff"}] * 5)],
         "#/roles/Manager: the role Manager has 5 people, but 6 responses"),
        (lambda data: data["roles"].update(Staff=21),
         "#/roles: the roles have more people than the unit"),
        (lambda data: data.update(headcnt=26),
         "#/headcnt: unknown key `headcnt`"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_at_its_place(
    tmp_path: Path, spoil: Spoil, expected: str
) -> None:
    assert told(tmp_path / "s.staff.json", spoil) == [expected]


def test_single_responses_are_nobody_elses_to_read_unless_it_was_so_wished(tmp_path: Path) -> None:
    path = tmp_path / "s.staff.json"
    write_staff_survey(path, SURVEY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o640)
    write_staff_survey(path, SURVEY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "s.staff.json"
    text = canonical_json(as_data(SURVEY)).decode()
    path.write_text(text.replace('"headcount":26', '"headcount":NaN,"a":1,"a":2', 1), "utf-8")
    with pytest.raises(InputError) as refused:
        read_staff_survey(path)
    assert {problem.place for problem in refused.value.problems} == {"#/headcount", "#/a"}


def test_a_survey_and_an_assessment_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        assessment_from_bytes(canonical_json(as_data(SURVEY)), "s.json")
    assert str(refused.value) == (
        "s.json: this is a staff survey, not an assessment; `maturity-app staff report` reports"
        " on it, `maturity-app staff add` takes responses into it"
    )
    own = tmp_path / "own.staff.json"
    own.write_bytes(as_bytes(assessment(SMALL, {})))
    with pytest.raises(InputError) as refused:
        read_staff_survey(own)
    assert str(refused.value) == (
        f"{own}: this is an assessment, not a staff survey; `maturity-app report` reports on it,"
        " `maturity-app staff add` takes one person's answers into a survey"
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"PK\x03\x04....", "this is a workbook or a pack, not a staff survey; name a file *"),
        (b"[]", "this is no staff survey; name a file *.staff.json"),
        (b"", "the file is empty; take a copy made before"),
    ],
)
def test_what_is_no_survey_is_told_in_one_message(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    path = tmp_path / "s.staff.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        read_staff_survey(path)
    assert str(refused.value).startswith(f"{path}: {expected}")
