"""A questionnaire that many files hold is read once, and each file is read as it was before."""

import json
from dataclasses import replace
from datetime import date

import pytest

from maturity_app.domain.assessment import Answer, Assessment, ChainPlace, SignOff
from maturity_app.storage.assessments import as_bytes, assessment_from_bytes, signed
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.problems import InputError
from tests.building import assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2)))
FULLY = Answer(state="answered", option="fully")
DRAFT = assessment(ONE, {"practice-1": FULLY})
OTHER = replace(DRAFT, id="other", answers={"practice-2": FULLY})
RECORD = signed(OTHER, SignOff(role="Head", date=date(2026, 10, 20)), ChainPlace(position=1))


def known_from(*contents: bytes) -> KnownDefinitions:
    """Return what is known once some files were read."""
    known = KnownDefinitions()
    for content in contents:
        assessment_from_bytes(content, "before", known)
    return known


def told(content: bytes, known: KnownDefinitions | None = None) -> list[str]:
    with pytest.raises(InputError) as refused:
        assessment_from_bytes(content, "a.json", known)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("whole", [DRAFT, OTHER, RECORD])
def test_files_of_one_round_share_a_questionnaire(whole: Assessment) -> None:
    known = known_from(as_bytes(DRAFT))
    read = [assessment_from_bytes(as_bytes(each), "a.json", known) for each in (DRAFT, whole)]
    assert read == [DRAFT, whole]
    assert read[0].questionnaire is read[1].questionnaire


def test_it_is_found_in_a_file_of_any_shape_and_not_taken_for_one_that_is_like_it() -> None:
    spaced = json.dumps(json.loads(as_bytes(DRAFT)), indent=2).encode()
    later = replace(OTHER, questionnaire=replace(ONE, version="2.0"))
    known = known_from(spaced)
    assert known.cut(spaced) is not None
    assert known.cut(as_bytes(later)) is None
    assert assessment_from_bytes(as_bytes(later), "a.json", known) == later


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"option":"fully"', b'"option":"utterly"'),
        (b'"date":"2026-10-16"', b'"date":20261016'),
        (b'"status":"draft"', b'"status":"draft",,'),
        (b'"status":"draft"', b'"status":"draft","status":"draft"'),
    ],
)
def test_what_is_wrong_is_told_as_in_a_file_read_alone(old: bytes, new: bytes) -> None:
    content = as_bytes(DRAFT).replace(old, new)
    assert told(content, known_from(as_bytes(DRAFT))) == told(content)


def test_a_record_that_was_changed_after_it_was_signed_is_told() -> None:
    content = as_bytes(RECORD).replace(b'"Head"', b'"Nobody"')
    (problem,) = told(content, known_from(as_bytes(DRAFT)))
    assert "the record was changed after it was signed off" in problem


def test_an_item_called_questionnaire_hides_nothing() -> None:
    item = replace(ONE.items["practice-1"], id="questionnaire")
    node = replace(ONE.tree, children=(replace(ONE.tree.children[0], items=(item,)),))
    odd = assessment(replace(ONE, tree=node), {"questionnaire": FULLY})
    known = known_from(as_bytes(odd), as_bytes(odd))
    assert assessment_from_bytes(as_bytes(odd), "a.json", known) == odd
    answer = json.loads(as_bytes(odd))["answers"]["questionnaire"]
    forged = {**json.loads(as_bytes(DRAFT)), "questionnaire": answer}
    content = json.dumps(forged, separators=(",", ":")).encode()
    assert told(content, known) == told(content)


def test_only_the_last_few_are_remembered() -> None:
    many = [replace(DRAFT, questionnaire=replace(ONE, version=f"{n}.0")) for n in range(20)]
    known = known_from(*map(as_bytes, many))
    assert [known.cut(as_bytes(each)) is not None for each in many] == [False] * 12 + [True] * 8
