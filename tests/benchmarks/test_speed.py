"""Scoring and saving against the work that can't be avoided."""

import sqlite3
from itertools import cycle
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scoring import score_assessment
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.storage.assessments import as_bytes, assessment_from_bytes
from maturity_app.storage.library import open_library
from tests.benchmarks.conftest import Hold
from tests.benchmarks.timing import ratio
from tests.building import assessment, random_answers

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def definition() -> Questionnaire:
    return find_questionnaire("digital-culture")


def test_scoring_against_reading_the_file(definition: Questionnaire, hold: Hold) -> None:
    given = assessment(definition, random_answers(definition, 1))
    content = as_bytes(given)
    figure = ratio(
        lambda: score_assessment(given), lambda: assessment_from_bytes(content, "a.json")
    )
    hold("scoring ÷ parsing and validating", figure, 3)


def test_saving_an_answer_against_a_bare_upsert(
    definition: Questionnaire, tmp_path: Path, hold: Hold
) -> None:
    given = assessment(definition, random_answers(definition, 1))
    library = open_library(tmp_path)
    library.add(given)
    bare = sqlite3.connect(tmp_path / "bare.sqlite")
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE answers (assessment, item, body, PRIMARY KEY (assessment, item))")
    body = '{"state": "answered", "option": "fully"}'
    items = cycle(definition.items)

    def save() -> None:
        library.save_answer(given.id, next(items), Answer(state="answered", option="fully"))

    def upsert() -> None:
        with bare:
            bare.execute("INSERT OR REPLACE INTO answers VALUES (1, ?, ?)", (next(items), body))

    figure = ratio(save, upsert, runs=400)
    library.close()
    bare.close()
    hold("saving ÷ bare upsert", figure, 1.5)
