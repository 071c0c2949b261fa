"""The commands about staff surveys, as a programme office gives them."""

import json
from dataclasses import replace
from pathlib import Path

from maturity_app.domain.assessment import Assessment, Assessor
from maturity_app.storage.assessments import read_assessment, write_assessment
from maturity_app.storage.staff import read_staff_survey
from tests.cli.conftest import Given
from tests.staffing import at_random

NEW = ("staff", "new", "digital-culture-pulse", "--unit", "Unit B2", "--wave", "Autumn 2026",
       "--date", "2026-10-16", "--headcount", "20", "--role", "Manager=6", "--role", "Staff=14",
       "-o", "b2.staff.json")  # fmt: skip


def answered(here: Path) -> list[Path]:
    """Write a file for each of eleven people."""
    survey = read_staff_survey(here / "b2.staff.json")
    people = at_random({"Manager": 5, "Staff": 6}, 4, 0.05, survey.questionnaire)
    paths = []
    for number, response in enumerate(people):
        paths.append(here / f"{number}.assessment.json")
        own = Assessment(
            id=f"own-{number}",
            unit=survey.unit,
            wave=survey.wave,
            questionnaire=survey.questionnaire,
            answers=response.answers,
            assessor=Assessor(role=response.role),
        )
        write_assessment(paths[-1], own)
    return paths


def test_a_survey_is_begun_gathered_closed_and_reported(here: Path, given: Given) -> None:
    assert given(*NEW).out == "b2.staff.json\n"
    files = answered(here)
    added = given("staff", "add", *files, "--to", "b2.staff.json")
    assert (added.code, added.err) == (0, "")
    assert added.out.startswith("11 responses of 20 people")
    again = given("staff", "add", files[0], "--to", "b2.staff.json")
    assert "was taken in before" in again.err
    report = ("staff", "report", "b2.staff.json", "-o", "b2.json")
    refused = given(*report)
    assert refused.code == 1
    assert "closes the survey for good" in refused.err
    assert not (here / "b2.json").exists()
    assert given(*report, "--close").code == 0
    document = json.loads((here / "b2.json").read_text("utf-8"))
    assert (document["people"], document["responses"]) == (20, 11)
    late = given("staff", "add", files[0], "--to", "b2.staff.json")
    assert late.code == 1
    assert "was closed when its report was written" in late.err
    assert given(*report, "--language", "de").code == 0, "once closed it is not asked again"


def test_good_responses_are_taken_in_and_bad_ones_listed(here: Path, given: Given) -> None:
    given(*NEW)
    first, second, *_ = answered(here)
    second.write_text("{}", "utf-8")
    ended = given("staff", "add", first, second, "--to", "b2.staff.json")
    assert ended.code == 1
    assert all(problem.startswith(f"{second}#") for problem in ended.problems)
    assert len(read_staff_survey(here / "b2.staff.json").responses) == 1


def test_nothing_is_written_over_and_odd_names_are_told(here: Path, given: Given) -> None:
    given(*NEW)
    assert given(*NEW).problems == ["b2.staff.json: a file has this name; name another one"]
    odd = given(*NEW[:-1], "b2.json")
    assert odd.problems == ["b2.json: a staff survey's name ends in .staff.json; name it so"]
    assert given(*NEW[:-1], "c.staff.json", "--role", "Manager").code == 2
    small = given(*NEW[:-1], "c.staff.json", "--headcount", "30", "--role", "Aide=4")
    assert small.problems == ["Aide: too few people have this role for any figure of it"]
    assert "two have one name" in given(*NEW[:-1], "d.staff.json", "--role", "staff=1").err
    assert "nothing may be told" in given(*NEW[:-1], "d.staff.json", "--headcount", "4").err
    for name in ("b2.txt", "other.staff.json"):
        assert given("staff", "report", "b2.staff.json", "--close", "-o", name).code == 1
    assert not read_staff_survey(here / "b2.staff.json").closed
    assert "more than 10,000,000" in given(*NEW[:-1], "e.staff.json", "--headcount", "2" * 8).err
    assert not (here / "e.staff.json").exists()
    assert given(*NEW[:-1], "F.STAFF.JSON").code == 0, "a name is one in capitals too"


def test_a_survey_under_another_name_is_not_replaced_by_its_report(
    here: Path, given: Given
) -> None:
    given(*NEW)
    given("staff", "add", *answered(here), "--to", "b2.staff.json")
    whole = (here / "b2.staff.json").read_bytes()
    (here / "b2.json").write_bytes(whole)
    ended = given("staff", "report", "b2.json", "-o", "b2.json", "--close")
    assert ended.code == 1
    what = "this file is a staff survey, and all its responses would be lost"
    assert ended.problems == [f"b2.json: {what}; choose another name"]
    assert (here / "b2.json").read_bytes() == whole


def test_a_start_file_of_an_unnamed_person_is_taken_in_with_its_role(
    here: Path, given: Given
) -> None:
    given(*NEW)
    begun = given("new", "digital-culture-pulse", "--unit", "Unit B2", "--wave", "Autumn 2026",
                  "--date", "2026-10-16", "--role", "Staff", "-o", "own.json")  # fmt: skip
    assert begun.code == 0
    blank = read_assessment(here / "own.json")
    assert blank.assessor == Assessor(role="Staff")
    person = at_random({"Staff": 1}, 4, 0, blank.questionnaire)[0]
    write_assessment(here / "own.json", replace(blank, answers=person.answers))
    assert given("staff", "add", "own.json", "--to", "b2.staff.json").code == 0
    assert read_staff_survey(here / "b2.staff.json").responses == (person,)
    units = ("--units", "u.csv", "--to", ".", "--wave", "W", "--role", "Staff")
    assert given("new", "digital-culture", *units).code == 2
    about = ("--unit", "Unit B2", "--wave", "W", "-o", "x.json")
    for empty in (("--role", ""), ("--role", " "), ("--assessor", " ", "--role", "Staff")):
        assert given("new", "digital-culture", *about, *empty).code == 1


def test_check_tells_whether_a_survey_is_sound(here: Path, given: Given) -> None:
    given(*NEW)
    sound = "Unit B2, Autumn 2026: 0 responses of 20 people, no problems"
    assert given("check", "b2.staff.json", ".").out.splitlines() == [f"b2.staff.json: {sound}"] * 2
    data = json.loads((here / "b2.staff.json").read_text("utf-8"))
    odd = [{"role": "Boss", "chosen": {"nowhere": "fully"}}]
    (here / "b2.staff.json").write_text(json.dumps({**data, "responses": odd}), "utf-8")
    ended = given("check", "b2.staff.json")
    assert (ended.code, ended.out) == (1, "")
    mend = "use what the questionnaire and the survey have"
    assert ended.problems == [
        f"b2.staff.json#/responses/0/role: the survey tells no role `Boss` apart; {mend}",
        f"b2.staff.json#/responses/0/chosen/nowhere: the questionnaire has no such item; {mend}",
    ]


def test_where_an_assessment_is_asked_for_a_survey_is_named(given: Given) -> None:
    given(*NEW)
    for command in (
        ("score", "b2.staff.json"),
        ("report", "b2.staff.json", "-o", "r.pdf"),
        ("import", "b2.staff.json"),
        ("sign", "b2.staff.json", "--as", "Head of unit"),
        ("compare", "b2.staff.json", "-o", "c.pdf"),
        ("rollup", "b2.staff.json", "-o", "r.pdf"),
        ("merge", "b2.staff.json", "-o", "m.assessment.json"),
        ("migrate", "b2.staff.json", "--preview"),
        ("charts", "b2.staff.json", "--to", "charts"),
        ("staff", "add", "b2.staff.json", "--to", "b2.staff.json"),
    ):
        ended = given(*command)
        assert ended.code == 1
        (problem,) = ended.problems
        assert problem.startswith("b2.staff.json: this is a staff survey, not an assessment; ")
