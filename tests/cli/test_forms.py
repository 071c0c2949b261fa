"""A form is made, filled in, and taken wherever an assessment file is."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Given
from tests.jobs.filling import fill, put

ROUND = ("--unit", "Unit B2", "--wave", "Autumn 2026", "--date", "2026-10-16")


def test_a_filled_form_is_checked_scored_reported_and_imported(given: Given, here: Path) -> None:
    made = given(
        "form", "digital-culture-pulse", "-o", "form.xlsx", *ROUND, "--unit-id", "b2",
        "--headcount", "40", "--assessor", "A. Person", "--role", "Manager", "--role", "Colleague",
        "--language", "fr",
    )  # fmt: skip
    assert (made.code, made.out, made.err) == (0, "form.xlsx\n", "")
    ended = given("check", "form.xlsx")
    assert ended.code == 1
    assert ended.problems == ["form.xlsx!Start!C14: the role is missing; fill it in"]

    fill(here / "form.xlsx", put("role", "entry", "Manager"))
    sound = "form.xlsx: Unit B2, Autumn 2026, own answers of A. Person: no problems\n"
    assert given("check", "form.xlsx").out == sound
    scored = json.loads(given("score", "form.xlsx", "--json").out)["assessments"][0]
    assert (scored["unit"]["id"], scored["status"]) == ("b2", "draft")
    assert given("report", "form.xlsx", "-o", "report.csv").code == 0
    added = "form.xlsx: added Unit B2, Autumn 2026, own answers of A. Person\n"
    assert given("import", "form.xlsx").out == added
    assert given("import", ".").out.endswith("is in the library already\n")


@pytest.mark.long
def test_the_forms_of_two_people_are_merged(given: Given, here: Path) -> None:
    for name, answer in (("Ada", "Fully"), ("Ben", "Largely")):
        made = given("form", "digital-culture-pulse", "-o", f"{name}.xlsx", *ROUND)
        assert made.code == 0
        fill(
            here / f"{name}.xlsx",
            put("assessor", "entry", name),
            put("lead-set-time", "answer", answer),
            put("risks-rehearsal", "answer", "Fully"),
        )
    merged = given("merge", "Ada.xlsx", "Ben.xlsx", "-o", "team.assessment.json")
    assert (merged.code, merged.err) == (0, "")
    team = json.loads((here / "team.assessment.json").read_text("utf-8"))
    assert [source["assessor"]["name"] for source in team["sources"]] == ["Ada", "Ben"]
    assert list(team["answers"]) == ["risks-rehearsal"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("-o", "f.pdf", *ROUND), "is for everybody"),
        (("-o", "f.xlsx", "--unit-id", "b2"), "go with --unit"),
        (("-o", "f.xlsx", "--assessor", "A", "--anonymous"), "give one"),
    ],
)
def test_what_does_not_go_together_is_refused(
    given: Given, here: Path, options: tuple[str, ...], says: str
) -> None:
    ended = given("form", "digital-culture-pulse", *options)
    assert ended.code == 2
    assert says in ended.err
    assert not list(here.glob("f.*"))
