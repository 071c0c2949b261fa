"""The published schemas accept what the program reads and refuse what it refuses."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.staff import StaffSurvey
from maturity_app.storage import staff
from maturity_app.storage.assessments import as_data
from maturity_app.storage.questionnaires import shipped_folder
from maturity_app.storage.schemas import schema_of
from tests.building import assessment, full_questionnaire, random_answers
from tests.storage.test_assembling import OWN
from tests.storage.test_questionnaires import MORE, SMALL
from tests.storage.test_staff import SURVEY

DEFINITIONS = Path(__file__).parent.parent / "definitions"
FILES = [
    *sorted(shipped_folder().glob("*/**/*.yaml")),
    *sorted(DEFINITIONS.glob("*/questionnaire.yaml")),
]


def problems(data: Any, part: str = "Questionnaire") -> list[str]:  # noqa: ANN401 - YAML
    schema = {**schema_of(Questionnaire), "$ref": f"#/$defs/{part}"}
    found = jsonschema.Draft202012Validator(schema).iter_errors(data)
    return [f"{error.json_path}: {error.message}" for error in found]


def part_of(path: Path) -> str:
    if "translations" in path.parts:
        return "Translation"
    return "Questionnaire" if path.name == "questionnaire.yaml" else "Node"


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_file_that_ships_fits_the_schema(path: Path) -> None:
    assert problems(yaml.safe_load(path.read_text("utf-8")), part_of(path)) == []


def test_a_file_of_own_items_fits() -> None:
    assert problems(yaml.safe_load(OWN), "OwnItems") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: practice", "kind: habit"),
        ("title: Small", "describtion: x"),
        ("level: 1", "level: 77"),
        ("file: more.yaml", "file: more.yaml\n      title: x"),
        ("own: 2/3", "own: 2"),
        ("aggregate: mean", "aggregate: mean\n      precision: {sd: 0.12}"),
        ("revision: 1", "revision: 0"),
    ],
)
def test_what_the_program_refuses_is_refused(old: str, new: str) -> None:
    text = SMALL.replace("level: 1", "level: 1\n          revision: 1", 1)
    assert problems(yaml.safe_load(text)) == []
    assert old in text
    assert problems(yaml.safe_load(text.replace(old, new, 1))) != []


def test_a_node_in_a_file_of_its_own_fits() -> None:
    assert problems(yaml.safe_load(MORE), "Node") == []


def test_an_assessment_file_fits_its_schema() -> None:
    whole = full_questionnaire()
    data = as_data(assessment(whole, random_answers(whole, 1)))
    jsonschema.validate(json.loads(json.dumps(data)), schema_of(Assessment))


def test_a_staff_survey_fits_its_schema_until_something_is_added_to_it() -> None:
    data = json.loads(json.dumps(staff.as_data(SURVEY)))
    jsonschema.validate(data, schema_of(StaffSurvey))
    data["responses"][0]["name"] = "Ann"
    (problem,) = jsonschema.Draft202012Validator(schema_of(StaffSurvey)).iter_errors(data)
    assert problem.json_path == "$.responses[0]"
