"""Assessment files: canonical JSON with the questionnaire inside."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from maturity_app.domain.assessment import Answer, Assessment, ChainPlace, SignOff
from maturity_app.domain.questionnaire import Item, Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.soundness import faults
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.canonical import canonical_json, fingerprint
from maturity_app.storage.definitions import Definition, KnownDefinitions, definition_data
from maturity_app.storage.json_source import parsed
from maturity_app.storage.problems import (
    DataPath,
    InputError,
    Problem,
    problem_in,
    read_bytes,
    shortened,
)
from maturity_app.storage.validation import (
    assessment_from,
    json_pointer,
    plain,
    without_echoes,
)

SUFFIX = ".assessment.json"
MAX_BYTES = 32 * 1_048_576


def read_assessment(path: Path, known: KnownDefinitions | None = None) -> Assessment:
    """Return the assessment in a file.

    Where many are read, `known` spares reading a questionnaire again that most of them hold.

    Raises:
        InputError: with all problems, each as `file#/pointer`; a signed record whose content is
            no longer what its fingerprint says is one.
        MachineError: the file may not be read.

    """
    return assessment_from_bytes(read_bytes(path, MAX_BYTES), str(path), known)


def assessment_from_bytes(
    content: bytes, name: str, known: KnownDefinitions | None = None
) -> Assessment:
    """Return the assessment in a file's content; `name` stands in its problems."""
    cut = known.cut(content) if known is not None else None
    if known is not None and cut is not None:
        # Damage is told by its line and column in the whole file, below.
        with suppress(InputError):
            data, problems = parsed(cut[0], name)
            if data.get("questionnaire") == known.stand_in:
                return _assessment(data, problems, name, cut[1])
    assessment = _assessment(*parsed(content, name), name)
    if known is not None:
        known.keep(content, assessment.questionnaire)
    return assessment


def _assessment(
    data: dict[str, Any],
    problems: list[Problem],
    name: str,
    definition: Definition | None = None,
) -> Assessment:
    """Return the assessment in parsed data, its questionnaire taken from `definition` if known."""
    if definition is not None:
        data["questionnaire"] = definition.questionnaire

    def locate(path: DataPath) -> tuple[str, str]:
        return name, f"#{json_pointer(path)}"

    try:
        assessment = assessment_from(_eased(data), locate)
    except InputError as wrong:
        raise InputError(without_echoes([*problems, *wrong.problems])) from wrong
    misfits = [*_misfits(assessment)]
    if definition is None:
        misfits = [*_unsound(assessment.questionnaire), *misfits]
    problems += [Problem(file=name, place=place, what=what, mend=mend)
                 for place, what, mend in misfits]  # fmt: skip
    if not problems and not assessment.is_draft:
        written = definition.canonical if definition else b""
        if fingerprint(data, written) != assessment.fingerprint:
            problems.append(_tampered(name))
    if problems:
        raise InputError(problems)
    return assessment


def _tampered(name: str) -> Problem:
    return Problem(
        file=name,
        place="#/fingerprint",
        what=said("the record was changed after it was signed off"),
        mend=said("ask its unit for the file as it was signed off"),
    )


def as_data(assessment: Assessment) -> dict[str, Any]:
    """Return an assessment as plain data, the form that is written and fingerprinted."""
    data = record_data(assessment)
    for part in ("answers", "orphaned"):
        given: Mapping[str, Answer] = getattr(assessment, part)
        data[part] = {
            item_id: {"state": answer.state, **plain(answer, defaults=False)}
            for item_id, answer in given.items()
        }
    return {**data, "questionnaire": definition_data(assessment.questionnaire)}


def record_data(assessment: Assessment) -> dict[str, Any]:
    """Return as plain data what an assessment holds besides its answers and questionnaire."""
    data = plain(assessment, without=frozenset({"answers", "orphaned", "questionnaire"}))
    # What the first records had no fields for is left out, so that theirs keep their bytes.
    if not data["fingerprint"]:
        del data["fingerprint"]
    if not any(data["plan"].values()):
        del data["plan"]
    if data["shared"] == "full":
        del data["shared"]
    if not data["sources"]:
        del data["sources"]
    if not data["unit"]["within"]:
        del data["unit"]["within"]
    return data


def as_bytes(assessment: Assessment) -> bytes:
    """Return an assessment as the content of its file."""
    return canonical_json(as_data(assessment)) + b"\n"


def write_assessment(path: Path, assessment: Assessment) -> None:
    """Write an assessment file, whole or not at all.

    Raises:
        MachineError: the disk is full or the place may not be written.

    """
    write_whole(path, as_bytes(assessment))


def signed(assessment: Assessment, signature: SignOff, place: ChainPlace) -> Assessment:
    """Return a draft as a signed-off record with its fingerprint.

    Raises:
        InputError: it is signed off already.

    """
    if not assessment.is_draft:
        raise problem_in(
            assessment.unit.name,
            said("this record is signed off already"),
            said("correct it instead"),
        )
    record = replace(assessment, status="signed_off", signed=signature, chain=place, fingerprint="")
    return replace(record, fingerprint=fingerprint(as_data(record)))


def _eased(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with numbers as texts where other programs like to write numbers."""
    answers = data.get("answers")
    if not isinstance(answers, dict):
        return data
    return {**data, "answers": {key: _eased_answer(value) for key, value in answers.items()}}


def _eased_answer(answer: object) -> object:
    if not isinstance(answer, dict):
        return answer
    numbers = {
        key: str(answer[key])
        for key in ("option", "value", "text")
        if isinstance(answer.get(key), int) and not isinstance(answer.get(key), bool)
    }
    return {**answer, **numbers}


def _unsound(questionnaire: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """Yield (place, what, mend) for what is wrong with the questionnaire itself."""
    for fault in faults(questionnaire):
        there = said("{part}: {what}", part=part_of(fault.where), what=fault.what)
        yield "#/questionnaire", there, fault.mend


def _misfits(assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    """Yield (place, what, mend) for what fits the schema but not its own questionnaire."""
    questionnaire = assessment.questionnaire
    yield from _misfit_signing(assessment)
    yield from _misfit_plan(assessment)
    for item_id, answer in assessment.answers.items():
        place = f"#{json_pointer(('answers', item_id))}"
        item = questionnaire.items.get(item_id)
        if item is None:
            yield (
                place,
                said("the questionnaire has no such item"),
                said("check the id, or remove the answer"),
            )
            continue
        for key, what, mend in _misfit(questionnaire, item, answer):
            yield f"{place}/{key}", what, mend


def part_of(where: tuple[str | int, ...]) -> str:
    """Return the part of a questionnaire in which a fault is."""
    if where[0] == "node":
        return said("node {id}", id=where[1])
    if where[0] == "item":
        return said("item {id}", id=where[1])
    return " ".join(str(part) for part in where[:2])


def _misfit_signing(assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    if not assessment.is_draft:
        if assessment.assessor is not None:
            what = said("the record holds one person's own answers, which are never signed off")
            yield "#/assessor", what, said("sign off what the team agrees on")
        if not (assessment.signed and assessment.chain and assessment.fingerprint):
            what = said(
                "the status is {status}, but the record was never signed off",
                status=assessment.status,
            )
            yield "#/status", what, said('write "draft", and sign it off with the program')
        return
    for key in ("fingerprint", "signed", "chain"):
        if getattr(assessment, key):
            yield f"#/{key}", said("a draft has no `{key}`", key=key), said("remove it")


def _misfit_plan(assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    plan, tree = assessment.plan, assessment.questionnaire
    for node_id, level in plan.targets.items():
        place = f"#{json_pointer(('plan', 'targets', node_id))}"
        node = tree.nodes.get(node_id)
        if node is None or node.levels is None:
            what = said("the questionnaire has no levels for `{node}`", node=shortened(node_id))
            yield place, what, said("name a node with levels, or remove the target")
        elif level > tree.top_level:
            yield place, said("there is no such level"), said("use a level the questionnaire has")
    unit = assessment.unit
    above = [branch.id for branch in unit.within]
    if len({unit.id, *above}) <= len(above):
        what = said("a part of the organisation lies within itself")
        yield "#/unit/within", what, said("name each branch once, from the top down")
    ids = [action.id for action in plan.actions]
    for number, action_id in enumerate(ids):
        if action_id in ids[:number]:
            place = f"#{json_pointer(('plan', 'actions', number, 'id'))}"
            yield place, said("the id is used twice"), said("give each action its own")


def _misfit(
    questionnaire: Questionnaire, item: Item, answer: Answer
) -> Iterator[tuple[str, str, str]]:
    if answer.state == "not_answered" and _says_something(answer):
        yield (
            "state",
            said("something was answered, but the state says otherwise"),
            said("write `answered`"),
        )
    elif answer.state == "answered" and item.type == "choice":
        options = [option.id for option in questionnaire.options(item.id)]
        if answer.option is None:
            yield (
                "option",
                said("the answer names no option"),
                said("use one of {options}", options=", ".join(options)),
            )
        elif answer.option not in options:
            what = said("there is no option `{option}`", option=shortened(answer.option))
            yield "option", what, said("use one of {options}", options=", ".join(options))
    elif answer.option is not None:
        yield "option", said("only an answered choice item has an option"), said("remove it")
    if answer.state == "not_applicable":
        if item.not_applicable is None:
            yield "state", said("this item can't be set aside"), said("answer it, or use dont_know")
        elif not answer.reason.strip():
            yield "reason", said("not applicable needs its reason"), said("say why in `reason`")


def _says_something(answer: Answer) -> bool:
    """Return whether there is an answer, and not only a comment that came before it."""
    return bool(answer.option or answer.text or answer.value or answer.source)
