"""What is asked about a staff survey, and what is told of its roles."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from maturity_app.domain.release import release
from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.staff import new_survey
from maturity_app.storage.entries import UnitName
from maturity_app.ui.dialogs.new_assessment import NewAssessmentDialog, Offer
from maturity_app.ui.dialogs.new_staff import NewStaff, NewStaffDialog, StaffOffer
from maturity_app.ui.models.staff import role_lines
from maturity_app.ui.widgets.role_table import RoleTable
from maturity_app.wording import ENGLISH
from tests.staffing import SMALL, at_random, said_by, survey_of
from tests.ui.gathering import DAY, NOTHING

# --- what is told ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sizes", "answered", "told"),
    [
        ({}, "fewer than 5", "nothing so far"),
        ({"Staff": 9}, "not told", NOTHING),
        ({"Staff": 9, "Manager": 4}, "not told", NOTHING),
        ({"Staff": 4, "": 8}, "not told", NOTHING),
        ({"Staff": 7, "": 8}, "7", "coarse: at most a third of the scale"),
        ({"Staff": 9, "": 5}, "9", "coarse: at most a third of the scale, of some items"),
        ({"Staff": 9, "Manager": 4, "": 4}, "9", "figures"),
    ],
)
def test_a_role_is_told_as_a_report_tells_it(
    sizes: dict[str, int], answered: str, told: str
) -> None:
    survey = survey_of(at_random(sizes, 2, 0), {"Staff": 40, "Manager": 9})
    staff = role_lines(survey, ENGLISH)[0]
    assert (staff.answered, staff.told) == (answered, told)
    released = release(survey)
    assert (released.roles[0].responses is not None) == answered.isdecimal()
    items = released.items.values()
    assert any(item.roles for item in items) == (told == "figures")
    assert told != NOTHING or not any("Staff" in item.thirds for item in items)


def test_a_third_is_told_of_a_role_that_is_too_large_to_be_taken_off_all() -> None:
    """Nine answered, beside five without a role: no mean of theirs, but of some items a third."""
    given = [*said_by("Staff", *["NNNN"] * 7, *["____"] * 2), *said_by("", *["NNNN"] * 5)]
    items = release(survey_of(given, {"Staff": 40})).items.values()
    assert any("Staff" in item.thirds for item in items)


# --- what is asked -----------------------------------------------------------------------


def test_roles_say_at_once_how_little_can_be_told_of_them(qtbot: QtBot) -> None:
    table = RoleTable(ENGLISH)
    qtbot.addWidget(table)
    table.show()
    table.show_headcount(10)
    first, second = table.add(), table.add()
    for row, name, people in ((first, "Manager", "4"), (second, "Aide", "7")):
        row.name_field.setText(name)
        row.count_field.setText(people)
    assert first.hint.text() == "Too few people have this role for any figure of it."
    assert second.hint.text().startswith("Coarse only")
    assert table.excess.text() == "The roles have 11 people, but only 10 are asked."
    assert table.excess.isVisible()
    first.remove_button.click()
    assert table.roles == (("Aide", 7),)
    assert second.name_field.accessibleName() == "Role 1: name"
    assert table.told.text() == "7 of 10 people have one of these roles."
    second.name_field.clear()
    assert not table.is_complete


HARBOUR = UnitName("harbour", "Harbour", 34)


def _made(asked: NewStaff) -> StaffSurvey:
    name, heads = asked.unit.name, asked.headcount
    return new_survey(SMALL, name, asked.wave, asked.day, headcount=heads, roles=asked.roles)


OFFER = StaffOffer(units=[HARBOUR], questionnaires=[SMALL], today=DAY, make=_made)


def test_what_is_wrong_is_said_before_a_place_is_asked_for(qtbot: QtBot) -> None:
    dialog = NewStaffDialog(None, ENGLISH, OFFER)
    qtbot.addWidget(dialog)
    assert dialog.problem() == "Write the name of the unit."
    dialog.unit_field.setEditText("harbour")
    assert dialog.headcount_field.text() == "34", "what the library knows of a unit comes along"
    row = dialog.role_table.add()
    row.name_field.setText("Manager")
    assert dialog.problem().startswith("Write of each role its name")
    row.count_field.setText("35")
    assert "the roles have more people than the unit" in dialog.problem()
    row.count_field.setText("12")
    dialog.headcount_field.setText("+")
    assert dialog.problem() == "Write how many people are asked, as a whole number."
    dialog.headcount_field.setText("4")
    assert dialog.problem().startswith("Headcount: of fewer than 5 people nothing may be told")
    dialog.headcount_field.setText("20")
    dialog.accept_button.click()
    assert dialog.survey().roles == {"Manager": 12}
    assert dialog.survey().unit.name == "Harbour"


def test_without_a_questionnaire_nothing_can_be_begun(qtbot: QtBot) -> None:
    for dialog in (
        NewStaffDialog(None, ENGLISH, replace(OFFER, questionnaires=[])),
        NewAssessmentDialog(
            None, ENGLISH, Offer(units=[HARBOUR], questionnaires=[], taken=(), today=DAY)
        ),
    ):
        qtbot.addWidget(dialog)
        dialog.unit_field.setEditText("Harbour")
        assert dialog.problem().startswith("There is no questionnaire.")
