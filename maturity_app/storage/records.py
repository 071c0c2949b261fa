"""An assessment taken apart for the library's tables, and put together again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from maturity_app.domain.assessment import Answer, Assessment, Status
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.assessments import as_data
from maturity_app.storage.canonical import canonical_json
from maturity_app.storage.validation import answer_from, assessment_from


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """An assessment without answers and questionnaire, and the questionnaire by its hash."""

    record: Mapping[str, Any]
    body: str
    questionnaire_hash: str


def record_parts(assessment: Assessment) -> Parts:
    """Take an assessment apart; many waves share one stored questionnaire."""
    data = as_data(replace(assessment, answers={}, orphaned={}))
    questionnaire = canonical_json(data.pop("questionnaire"))
    return Parts(
        record={key: value for key, value in data.items() if key not in ("answers", "orphaned")},
        body=questionnaire.decode(),
        questionnaire_hash=hashlib.sha256(questionnaire).hexdigest(),
    )


def assessment_from_parts(
    record: str,
    status: str,
    body: str,
    answers: Mapping[str, str],
    orphaned: Mapping[str, str],
) -> Assessment:
    """Put an assessment together from the library's rows.

    Raises:
        InputError: a row does not fit, which only a changed library can bring about.

    """
    data = {**json.loads(record), "questionnaire": json.loads(body)}
    whole = assessment_from(data, lambda path: ("library", "/".join(map(str, path))))
    return replace(
        whole,
        status=cast("Status", status),
        answers=_answers(answers, whole.questionnaire),
        orphaned=_answers(orphaned, whole.questionnaire),
    )


def _answers(rows: Mapping[str, str], questionnaire: Questionnaire) -> dict[str, Answer]:
    order = {item_id: position for position, item_id in enumerate(questionnaire.items)}
    ids = sorted(rows, key=lambda item_id: (order.get(item_id, len(order)), item_id))
    return {item_id: answer_from(json.loads(rows[item_id])) for item_id in ids}
