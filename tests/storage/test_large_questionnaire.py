"""A definition of 500 items with long texts: read, checked, answered, scored, saved."""

import time
from pathlib import Path

import pytest

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scoring import score
from maturity_app.storage.assessments import read_assessment, write_assessment
from maturity_app.storage.library import open_library
from maturity_app.storage.questionnaires import check_questionnaire
from tests.building import assessment, random_answers

HEAD = """\
format: 1
id: large
version: "1"
title: Large
scales:
  nplf:
    - {id: not, label: Not, value: 0}
    - {id: partially, label: Partially, value: 1}
    - {id: largely, label: Largely, value: 2}
    - {id: fully, label: Fully, value: 3}
tree:
  id: root
  title: Root
  answers: nplf
  aggregate: mean
  children:
"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    lines = [HEAD]
    for group in range(10):
        lines.append(
            f"    - id: g{group}\n      title: Group {group}\n      aggregate: mean\n"
            "      levels: {own: 2/3, lower: 5/6}\n      items:\n"
        )
        for number in range(50):
            text = (f"Item {number} of group {group} is so. " * 80)[:2000]
            lines.append(
                f"        - id: g{group}-{number}\n          level: {1 + number % 4}\n"
                f"          title: Item {number}\n          text: {text}\n          anchors:\n"
            )
            lines += [
                f"            {option}: {(option + ' is what one sees. ') * 9}\n"
                for option in ("not", "partially", "largely", "fully")
            ]
    (folder / "questionnaire.yaml").write_text("".join(lines), "utf-8")
    return folder


@pytest.fixture(scope="module")
def definition(large: Path) -> Questionnaire:
    return check_questionnaire(large)


def test_it_is_read_whole_and_in_little_time(large: Path) -> None:
    begin = time.process_time()
    read = check_questionnaire(large)
    assert time.process_time() - begin < 5
    assert len(read.items) == 500
    assert sum(len(item.text) for item in read.items.values()) > 900_000


def test_it_is_scored_while_one_waits(definition: Questionnaire) -> None:
    given = random_answers(definition, 1)
    begin = time.process_time()
    card = score(definition, given)
    assert time.process_time() - begin < 0.5
    assert card.root.counts.shown == 500


def test_it_is_saved_and_read_back(definition: Questionnaire, tmp_path: Path) -> None:
    record = assessment(definition, random_answers(definition, 1))
    path = tmp_path / "large.assessment.json"
    write_assessment(path, record)
    assert read_assessment(path) == record
    library = open_library(tmp_path / "data")
    library.add(record)
    assert library.assessment(record.id) == record
    library.close()
