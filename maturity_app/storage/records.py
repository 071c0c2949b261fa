"""An assessment taken apart for the library's tables, and put together again."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from maturity_app.domain.assessment import Answer, Assessment, Status
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.assessments import record_data
from maturity_app.storage.canonical import canonical_json
from maturity_app.storage.problems import DataPath
from maturity_app.storage.validation import answer_from, assessment_from, questionnaire_from


def record_text(assessment: Assessment) -> str:
    """Return an assessment without its answers and questionnaire, which have rows of their own."""
    return canonical_json(record_data(assessment)).decode()


def assessment_from_parts(
    record: str,
    status: str,
    questionnaire: Questionnaire,
    answers: Mapping[str, str],
    orphaned: Mapping[str, str],
) -> Assessment:
    """Put an assessment together from the library's rows.

    Raises:
        InputError: a row does not fit, which only a changed library can bring about.

    """
    data = {**json.loads(record), "questionnaire": questionnaire}
    whole = assessment_from(data, _in_library)
    return replace(
        whole,
        status=cast("Status", status),
        answers=_answers(answers, questionnaire),
        orphaned=_answers(orphaned, questionnaire),
    )


def questionnaire_from_body(body: str) -> Questionnaire:
    """Return the questionnaire in a row of the library.

    Raises:
        InputError: the row does not fit, which only a changed library can bring about.

    """
    return questionnaire_from(json.loads(body), _in_library)


def _in_library(path: DataPath) -> tuple[str, str]:
    return "library", "/".join(map(str, path))


def _answers(rows: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, Answer]:
    order = {item_id: position for position, item_id in enumerate(questionnaire.items)}
    ids = sorted(rows, key=lambda item_id: (order.get(item_id, len(order)), item_id))
    return {item_id: answer_from(json.loads(rows[item_id])) for item_id in ids}
