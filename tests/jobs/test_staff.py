"""A staff survey from its beginning to its reports, as files."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from maturity_app.domain.staff import MOST_PEOPLE, Response, StaffSurvey
from maturity_app.jobs.staff import (
    check_earlier_survey,
    closing,
    new_survey,
    write_staff_report,
)
from maturity_app.storage.problems import InputError
from maturity_app.storage.staff import read_staff_survey, write_staff_survey
from maturity_app.wording import languages
from tests.reports.pdf_reading import pages_of
from tests.reports.test_pdf_tags import faults
from tests.staffing import SMALL, at_random, said_by, survey_of

DAY = date(2026, 10, 16)


def begun(headcount: int, *roles: tuple[str, int]) -> StaffSurvey:
    return new_survey(SMALL, "Unit B2", "Autumn 2026", DAY, headcount=headcount, roles=roles)


@pytest.fixture
def survey() -> StaffSurvey:
    return begun(26, ("Manager", 6), ("Staff", 20))


@pytest.mark.parametrize(
    ("headcount", "roles", "told"),
    [
        (4, [], "nothing may be told"),
        (MOST_PEOPLE + 1, [], "headcount: a survey can't be of more than 10,000,000 people"),
        (26, [("Manager", 6), ("Staff", 21)], "the roles have more people than the unit"),
        (26, [("Manager", 0)], "role: one has no people"),
        (26, [("Manager", 6), ("manager", 2)], "two have one name"),
    ],
)
def test_no_survey_begins_of_which_nothing_could_be_told_or_its_file_not_read(
    headcount: int, roles: list[tuple[str, int]], told: str
) -> None:
    with pytest.raises(InputError) as refused:
        begun(headcount, *roles)
    assert told in str(refused.value)


def test_the_largest_survey_is_read_back(tmp_path: Path) -> None:
    write_staff_survey(tmp_path / "s.staff.json", begun(MOST_PEOPLE, ("Staff", MOST_PEOPLE)))
    assert read_staff_survey(tmp_path / "s.staff.json").headcount == MOST_PEOPLE


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"responses": [{"role": "Boss"}]}, "#/responses/0/role: the survey tells no role"),
        ({"responses": [{"chosen": {"x": "not"}}]}, "#/responses/0/chosen/x: the questionnaire"),
        ({"responses": [{"chosen": {"try-1": "x"}}]}, "no option `x`"),
        ({"responses": [{"name": "Ann"}]}, "#/responses/0/name"),
        ({"headcount": 0}, "#/headcount"),
    ],
)
def test_a_changed_file_is_told_place_by_place(
    survey: StaffSurvey, tmp_path: Path, change: dict[str, object], told: str
) -> None:
    path = tmp_path / "s.staff.json"
    write_staff_survey(path, survey)
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, **change}), "utf-8")
    with pytest.raises(InputError) as refused:
        read_staff_survey(path)
    assert told in str(refused.value)


# --- reporting ---------------------------------------------------------------------------


def test_a_survey_closes_only_when_it_is_agreed_and_enough_took_part() -> None:
    path = Path("s.staff.json")
    few = survey_of(said_by("", *["NPLFNPL"] * 4), {})
    with pytest.raises(InputError, match="nothing may be told"):
        closing(path, few, agreed=True)
    enough = survey_of(at_random({"": 9}, 1, 0), {})
    with pytest.raises(InputError, match="add --close"):
        closing(path, enough, agreed=False)
    closed = closing(path, enough, agreed=True)
    assert closed.closed
    assert closing(path, closed, agreed=False) is closed


def test_an_earlier_wave_must_have_been_reported_on() -> None:
    path = Path("s.staff.json")
    before = survey_of(at_random({"": 9}, 1, 0), {}, label="Spring 2026", day=date(2026, 4, 1))
    now = survey_of(at_random({"": 9}, 2, 0), {})
    with pytest.raises(InputError, match="not closed"):
        check_earlier_survey(path, before, now)
    check_earlier_survey(path, before.as_closed(), now)
    with pytest.raises(InputError, match="no earlier wave"):
        check_earlier_survey(path, now.as_closed(), now)


@pytest.fixture(scope="module")
def waves() -> tuple[StaffSurvey, StaffSurvey]:
    roles = {"Manager": 9, "Staff": 25, "Aide": 6}
    people = {"Manager": 7, "Staff": 16, "Aide": 3, "": 2}
    before = survey_of(at_random(people, 3, 0.05), roles, label="Spring 2026", day=date(2026, 4, 1))
    return before.as_closed(), survey_of(at_random(people, 8, 0.05), roles).as_closed()


@pytest.mark.parametrize("language", languages())
def test_pdf_and_workbook_are_sound_in_each_language(
    waves: tuple[StaffSurvey, StaffSurvey], tmp_path: Path, language: str
) -> None:
    before, now = waves
    for suffix in (".pdf", ".xlsx"):
        write_staff_report(tmp_path / f"r{suffix}", now, before, language)
    assert not faults((tmp_path / "r.pdf").read_bytes())
    book = load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == [
        "Summary", "Dimensions", "Items", "Distribution", "Roles", "Change", "Dictionary",
    ]  # fmt: skip
    assert all(len(sheet.tables) == 1 for sheet in book)


def test_few_are_never_counted_and_the_same_survey_gives_the_same_bytes(
    waves: tuple[StaffSurvey, StaffSurvey], tmp_path: Path
) -> None:
    before, now = waves
    for name in ("one", "two"):
        for suffix in (".pdf", ".csv", ".json"):
            write_staff_report(tmp_path / f"{name}{suffix}", now, before)
    for suffix in (".pdf", ".csv", ".json"):
        one, two = ((tmp_path / f"{name}{suffix}").read_bytes() for name in ("one", "two"))
        assert one == two
    words = " ".join(pages_of((tmp_path / "one.pdf").read_bytes()))
    assert "Aide not told 6 not told" in words
    document = json.loads((tmp_path / "one.json").read_text("utf-8"))
    roles = {role["name"]: role["responses"] for role in document["roles"]}
    assert roles == {"Manager": 7, "Staff": 16, "Aide": None}
    assert document["changes"][0]["low"] < document["changes"][0]["difference"]


def test_a_response_has_no_field_that_could_name_anyone() -> None:
    assert set(Response.__dataclass_fields__) == {"role", "chosen", "open"}
