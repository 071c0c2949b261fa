"""Scoring, saving, importing and comparing against the work that can't be avoided."""

import sqlite3
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.domain.comparison import compare
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


def test_comparing_many_grows_no_faster_than_their_number(
    definition: Questionnaire, hold: Hold
) -> None:
    one = assessment(definition, random_answers(definition, 1))
    sides = [
        replace(one, id=str(n), wave=replace(one.wave, date=date(2026, 1, 1))) for n in range(200)
    ]
    # Ten times as many may take ten times as long; half as much again is noise.
    figure = ratio(lambda: compare(sides), lambda: compare(sides[:20]), runs=3)
    hold("comparing 200 ÷ comparing 20", figure, 15)
