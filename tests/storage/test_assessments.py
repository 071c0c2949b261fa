import copy
import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from maturity_app.domain.assessment import Answer, Assessment, Branch, ChainPlace, SignOff
from maturity_app.domain.fields import Precision
from maturity_app.domain.plan import Action, Plan
from maturity_app.domain.questionnaire import Node
from maturity_app.storage.assessments import (
    as_bytes,
    as_data,
    assessment_from_bytes,
    read_assessment,
    signed,
    write_assessment,
)
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.canonical import canonical_json, fingerprint
from maturity_app.storage.problems import InputError, MachineError
from tests.building import assessment, dimension, item, questionnaire

FREE = Node(
    id="free", title="Free", kind="outcome",
    items=(
        item("free-1", type="text", anchors={}, next_steps={}),
        item("free-2", type="measure", anchors={}, next_steps={}, not_applicable="Not measured."),
    ),
)  # fmt: skip
ONE = questionnaire(dimension("practice", (1, 2)), FREE)
DRAFT = assessment(
    ONE,
    {
        "practice-1": Answer(
            state="answered", option="fully", comment="Größe ✓", evidence="a\nb",
            answered_at=datetime(2026, 10, 16, 9, 30, tzinfo=UTC), language="en",
        ),
        "practice-2": Answer(state="dont_know"),
        "free-1": Answer(state="answered", text="A list"),
        "free-2": Answer(state="not_applicable", reason="Nobody counted."),
    },
)  # fmt: skip
PLANNED = replace(
    DRAFT,
    unit=replace(DRAFT.unit, within=(Branch(id="top", name="Ministry"),)),
    plan=Plan(
        targets={"practice": 3},
        actions=(Action(id="a1", text="=1+1 <b>", owner="Head", due=date(2027, 1, 31)),),
    ),
)
SIGNED = signed(DRAFT, SignOff(role="Head", date=date(2026, 10, 20)), ChainPlace(position=1))

Change = Callable[[dict[str, Any]], object]


def data_of(whole: Assessment, change: Change | None = None) -> dict[str, Any]:
    data = copy.deepcopy(as_data(whole))
    if change is not None:
        change(data)
    return data


def told(content: bytes) -> list[str]:
    with pytest.raises(InputError) as refused:
        assessment_from_bytes(content, "f")
    return [str(problem) for problem in refused.value.problems]


def put(*path: str | int, value: object) -> Change:
    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return change


# --- canonical bytes -------------------------------------------------------------------------


def test_canonical_json_has_one_text_for_a_value() -> None:
    value = {"b": [1, True, None, "é\n\u2028\x7f"], "a": {"ß": "2/3", "B": ""}}
    expected = '{"a":{"B":"","ß":"2/3"},"b":[1,true,null,"é\\n\u2028\x7f"]}'
    assert canonical_json(value) == expected.encode()


def test_canonical_keys_stand_in_the_order_of_their_utf_16_units() -> None:
    # As Unicode code points the first one would stand behind the second.
    assert canonical_json({"\U0001f600": 1, "\ufb33": 2}) == '{"😀":1,"\ufb33":2}'.encode()


@pytest.mark.parametrize("value", [1.5, [0.0], {"a": float("nan")}])
def test_floating_point_has_no_canonical_text(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize("whole", [DRAFT, SIGNED, PLANNED], ids=["draft", "signed", "planned"])
def test_a_file_gives_back_what_was_written(tmp_path: Path, whole: Assessment) -> None:
    path = tmp_path / "a.assessment.json"
    write_assessment(path, whole)
    assert read_assessment(path) == whole
    assert as_bytes(read_assessment(path)) == path.read_bytes()
    assert path.read_bytes().endswith(b"}\n")


def test_a_record_without_a_plan_keeps_the_bytes_of_the_first_ones() -> None:
    assert b'"plan"' not in as_bytes(SIGNED)
    assert b'"within"' not in as_bytes(SIGNED)
    assert b'"assessor"' not in as_bytes(SIGNED)
    assert b'"sources"' not in as_bytes(SIGNED)
    assert b'"precision"' not in as_bytes(SIGNED)


def test_a_declared_precision_is_kept_exactly() -> None:
    precise = Precision(reliability=Fraction("0.84"), sd=Fraction("0.12"))
    node = dimension("practice", (1, 2), precision=precise)
    content = as_bytes(assessment(questionnaire(node), {}))
    assert b'"precision":{"reliability":"21/25","sd":"3/25"}' in content
    assert assessment_from_bytes(content, "f").questionnaire.nodes["practice"].precision == precise


def test_the_order_of_answers_leaves_the_bytes_as_they_are() -> None:
    turned = dict(reversed(list(DRAFT.answers.items())))
    again = assessment(ONE, turned)
    assert as_bytes(again) == as_bytes(DRAFT)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_editors_make_of_a_file_is_read(encoding: str) -> None:
    text = json.dumps(data_of(DRAFT), indent=2).replace("\n", "\r\n")
    assert assessment_from_bytes(text.encode(encoding), "f") == DRAFT


# --- misfits ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "place", "what"),
    [
        (put("answers", "practice-1", value={"state": "answered"}),
         "/answers/practice-1/option", "the answer names no option; use one of not, partially"),
        (put("answers", "practice-1", value={"state": "answered", "option": "FULLY"}),
         "/answers/practice-1/option", "there is no option `FULLY`; use one of not, partially"),
        (put("answers", "practice-1", value={"state": "answered", "option": True}),
         "/answers/practice-1/option", "`option` is no text; put it in quotes"),
        (put("answers", "practice-1", value={"option": "fully"}),
         "/answers/practice-1/state", "something was answered, but the state says otherwise"),
        (put("answers", "practice-1", value={"state": "done"}),
         "/answers/practice-1/state", "`state` can't be `done`; use answered, not_applicable"),
        (put("answers", "practice-1", value={"state": "{x}"}),
         "/answers/practice-1/state", "`state` can't be `{x}`; use answered"),
        (put("answers", "practice-1", value={"state": "dont_know", "option": "fully"}),
         "/answers/practice-1/option", "only an answered choice item has an option; remove it"),
        (put("answers", "practice-1", value={"state": "not_applicable", "reason": "x"}),
         "/answers/practice-1/state", "this item can't be set aside; answer it, or use dont_know"),
        (put("answers", "free-2", value={"state": "not_applicable", "reason": " "}),
         "/answers/free-2/reason", "not applicable needs its reason; say why in `reason`"),
        (put("answers", "a/b~c", value={"state": "dont_know"}),
         "/answers/a~1b~0c", "the questionnaire has no such item; check the id, or remove"),
        (put("answers", "practice-1", value="fully"),
         "/answers/practice-1", "`practice-1` has no keys of its own; write it as {"),
        (put("answers", "practice-1", value=None), "/answers/practice-1", "`practice-1` is empty"),
        (put("answers", value=[]), "/answers", "`answers` has no keys of its own; write it as {"),
        (put("answers", "practice-1", "comment", value=7),
         "/answers/practice-1/comment", "`comment` is no text; put it in quotes"),
        (put("answers", "practice-1", "comment", value="x" * 20_001),
         "/answers/practice-1/comment", "`comment` is too long (20001 characters); use at most"),
        (put("answers", "practice-1", "comment", value="\ud800"),
         "/answers/practice-1/comment", "`comment` holds half a character; write that"),
        (put("answers", "practice-1", "answered_at", value="yesterday"),
         "/answers/practice-1/answered_at", "`answered_at` is no point in time; write it as"),
        (put("answers", "practice-1", "colour", value="red"),
         "/answers/practice-1/colour", "unknown key `colour`; check its spelling, or remove it"),
        (put("unit", "name", value=""), "/unit/name", "`name` is empty; write its text"),
        (put("unit", "headcount", value=0), "/unit/headcount", "`headcount` is 0; let it be 1 or"),
        (put("unit", "headcount", value=True), "/unit/headcount", "`headcount` is no whole number"),
        (put("unit", "headcount", value=10**30), "/unit/headcount", "`headcount` is no whole"),
        (put("unit", "headcount", value=10**9), "/unit/headcount", "`headcount` is 1000000000"),
        (put("wave", "date", value="16.10.2026"), "/wave/date", "`date` is no date: 16.10.2026; "),
        (put("wave", "date", value=86400), "/wave/date", "`date` is no date: 86400; write it as"),
        (put("wave", "date", value="2026-02-30"), "/wave/date", "`date` is no date; write it as"),
        (put("format", value=2), "/format", "`format` can't be `2`; use 1"),
        (put("questionnaire", value=None), "/questionnaire", "`questionnaire` is empty; write"),
        (put("questionnaire", "tree", "children", 0, "weight", value="1e400"),
         "/questionnaire/tree/children/0/weight", "`weight` is no number: 1e400; write it as 2,"),
        (put("questionnaire", "tree", "children", 0, "weight", value=True),
         "/questionnaire/tree/children/0/weight", "`weight` is no number: True; write it as 2,"),
        (put("questionnaire", "id", value="../x"), "/questionnaire", "id: the id `../x` has"),
        (put("status", value="signed_off"), "/status", "the status is signed_off, but the record"),
        (put("status", value="superseded"), "/status", "the status is superseded, but the record"),
        (put("chain", value={"position": 9}), "/chain", "a draft has no `chain`; remove it"),
        (put("signed", value={"role": "x", "date": "2026-01-01"}), "/signed", "a draft has no"),
        (put("fingerprint", value="ab"), "/fingerprint", "a draft has no `fingerprint`; remove it"),
        (put("plan", value={"targets": {"nowhere": 2}}),
         "/plan/targets/nowhere", "the questionnaire has no levels for `nowhere`; name a node"),
        (put("plan", value={"targets": {"practice": 5}}),
         "/plan/targets/practice", "there is no such level; use a level the questionnaire has"),
        (put("plan", value={"actions": [{"id": "a", "text": "One"}, {"id": "a", "text": "Two"}]}),
         "/plan/actions/1/id", "the id is used twice; give each action its own"),
        (put("plan", value={"actions": [{"id": "a", "text": "One", "state": "late"}]}),
         "/plan/actions/0/state", "`state` can't be `late`; use planned, under_way, done"),
        (put("plan", value={"actions": [{"id": "a", "text": ""}]}),
         "/plan/actions/0/text", "`text` is empty; write its text"),
        (put("unit", "within", value=[{"id": "top", "name": "A"}, {"id": "top", "name": "B"}]),
         "/unit/within", "a part of the organisation lies within itself; name each branch once"),
        (lambda data: data.pop("wave"), "/wave", "`wave` is missing; add it"),
    ],
)  # fmt: skip
def test_a_misfit_has_its_pointer_and_its_remedy(change: Change, place: str, what: str) -> None:
    (message,) = told(json.dumps(data_of(DRAFT, change)).encode())
    assert message.startswith(f"f#{place}: {what}")
    assert "; " in message
    assert len(message) < 250


def test_all_misfits_are_told_at_once() -> None:
    def spoil(data: dict[str, Any]) -> None:
        data["answers"]["practice-1"] = {"state": "answered"}
        data["answers"]["free-2"]["reason"] = ""
        data["answers"]["nowhere"] = {"state": "dont_know"}

    assert len(told(json.dumps(data_of(DRAFT, spoil)).encode())) == 3


def test_what_cannot_be_scored_is_told_of_the_questionnaire_inside() -> None:
    change = put("questionnaire", "tree", "children", 0, "aggregate", value="share")
    (message,) = told(json.dumps(data_of(DRAFT, change)).encode())
    assert message.startswith("f#/questionnaire: node practice: `aggregate: share` does not say")


def test_another_program_may_write_numbers_where_texts_belong() -> None:
    anchors = {"0": "none", "1": "all"}
    plain = item("practice-1", 1, answers="plain", anchors=anchors, next_steps=anchors)
    steps = tuple({"label": name, "value": n} for n, name in enumerate(("None", "All")))
    definition = questionnaire(dimension("practice", (1,), items=(plain,)), FREE)
    data = as_data(assessment(definition, {}))
    data["questionnaire"]["scales"]["plain"] = list(steps)
    data["answers"] = {
        "practice-1": {"state": "answered", "option": 1},
        "free-2": {"state": "answered", "value": 12, "text": 2026},
    }
    read = assessment_from_bytes(json.dumps(data).encode(), "f")
    assert read.answer("practice-1").option == "1"
    assert (read.answer("free-2").value, read.answer("free-2").text) == ("12", "2026")


def test_numbers_with_a_point_stay_exact() -> None:
    change = put("questionnaire", "tree", "children", 0, "weight", value=0.1)
    read = assessment_from_bytes(json.dumps(data_of(DRAFT, change)).encode(), "f")
    assert str(read.questionnaire.tree.children[0].weight) == "1/10"


# --- damaged and hostile files ---------------------------------------------------------------


BROKEN = "f:1: the file is damaged from character"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "f: the file is empty; take a copy made before"),
        (b" \n", "f: the file is empty; take a copy made before"),
        (b"[]", "f: this is no assessment; name a file *.assessment.json"),
        (b"null", "f: this is no assessment; name a file *.assessment.json"),
        (b'"x"', "f: this is no assessment; name a file *.assessment.json"),
        (b"PK\x03\x04....", "f: this is a workbook or a pack, not an assessment file; name a file"),
        (as_bytes(DRAFT)[:300], "f:1: the file is damaged from character "),
        (b'{\n"id": "x",\n}', "f:3: the file is damaged from character 1 of this line on"),
        (b'{"id": "Har', f"{BROKEN} 8 of this line on (a text begins there and the file ends"),
        (b'{"id": "x"', f"{BROKEN} 11 of this line on (the file ends too early)"),
        (b'{"id" "x"}', f"{BROKEN} 7 of this line on (a colon is missing)"),
        (b'{"id": "a\nb"}', f"{BROKEN} 10 of this line on (a line breaks off in the middle"),
        (b'{"id": "\xe9"}', "f: this is not UTF-8 text; save it as UTF-8"),
        (b"[" * 100_000, "f: entries are nested too deeply; take a copy made before"),
        (b'{"a":' * 100_000, "f: entries are nested too deeply; take a copy made before"),
    ],
)
def test_a_damaged_file_gets_one_clear_message(content: bytes, expected: str) -> None:
    (message,) = told(content)
    assert message.startswith(expected)
    assert len(message) < 250


@pytest.mark.parametrize(
    ("old", "new", "place", "what"),
    [
        (b'{"answers":', b'{"id":"x","answers":', "/id", "the key `id` stands twice in one place"),
        (b'"option":"fully"', b'"option":"not","option":"fully"',
         "/answers/practice-1/option", "the key `option` stands twice in one place"),
        (b'"weight":"1"', b'"weight":NaN',
         "/questionnaire/tree/children/0/items/0/weight", "NaN is no number here; remove it"),
        (b'"weight":"1"', b'"weight":-Infinity',
         "/questionnaire/tree/children/0/items/0/weight", "-Infinity is no number here; remove"),
        (b'"weight":"1"', b'"weight":' + b"9" * 5000,
         "/questionnaire/tree/children/0/items/0/weight", "`weight` is no number: 9999999"),
        (b'"weight":"1"', b'"weight":1e99999999',
         "/questionnaire/tree/children/0/items/0/weight", "`weight` is no number: 1e99999999; "),
    ],
)  # fmt: skip
def test_doubtful_json_is_told_at_its_place(old: bytes, new: bytes, place: str, what: str) -> None:
    content = as_bytes(DRAFT)
    assert old in content
    messages = told(content.replace(old, new, 1))
    assert messages[0].startswith(f"f#{place}: {what}")


@pytest.mark.parametrize("depth", [60, 240, 400])
def test_a_tree_too_deep_is_told_instead_of_followed(depth: int) -> None:
    node: dict[str, object] = {"id": "leaf", "title": "Leaf"}
    for number in range(depth):
        node = {"id": f"n{number}", "title": "Node", "children": [node]}
    change = put("questionnaire", "tree", "children", 1, value=node)
    (message,) = told(json.dumps(data_of(DRAFT, change)).encode())
    assert "entries are nested too deeply" in message
    assert len(message) < 200


def test_a_name_cannot_steer_the_terminal_through_a_message() -> None:
    (message,) = told(json.dumps(data_of(DRAFT, put("unit", "\x1b[2J\n", value=1))).encode())
    assert message.isprintable()


@pytest.mark.parametrize("kind", ["folder", "pipe", "absent", "circle"])
def test_what_is_no_file_is_told_in_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.assessment.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "circle":
        path.symlink_to(path)
    with pytest.raises((InputError, MachineError)) as refused:
        read_assessment(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert "Errno" not in str(refused.value)


# --- signed records --------------------------------------------------------------------------


def test_a_signed_record_carries_the_hash_of_all_the_rest() -> None:
    data = as_data(SIGNED)
    assert data["fingerprint"] == fingerprint({k: data[k] for k in data if k != "fingerprint"})
    assert fingerprint({**data, "status": "superseded"}) == data["fingerprint"]


@pytest.mark.parametrize(
    "change",
    [
        put("answers", "practice-1", "option", value="not"),
        put("unit", "name", value="Other"),
        put("signed", "role", value="Someone else"),
        put("chain", "position", value=2),
        put("questionnaire", "title", value="Other"),
        put("fingerprint", value="0" * 64),
        lambda data: data["answers"].pop("practice-2"),
    ],
)
def test_a_signed_record_that_was_changed_is_told(change: Change) -> None:
    (message,) = told(json.dumps(data_of(SIGNED, change)).encode())
    assert message.startswith("f#/fingerprint: the record was changed after it was signed off; ")


def test_a_signed_record_may_be_laid_out_anew() -> None:
    assert assessment_from_bytes(json.dumps(as_data(SIGNED), indent=4).encode(), "f") == SIGNED


def test_a_signed_record_is_not_signed_again() -> None:
    with pytest.raises(InputError, match="signed off already"):
        signed(SIGNED, SignOff(role="Head", date=date(2026, 1, 1)), ChainPlace(position=2))


# --- writing ---------------------------------------------------------------------------------


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.assessment.json"
    write_assessment(path, DRAFT)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(MachineError, match="the disk is full; make room and try again"):
        write_assessment(path, SIGNED)
    assert read_assessment(path) == DRAFT
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_write_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


def test_writing_makes_folders_follows_links_and_keeps_permissions(tmp_path: Path) -> None:
    real = tmp_path / "new" / "folder" / "real"
    write_whole(real, b"1")
    real.chmod(0o600)
    link = tmp_path / "link"
    link.symlink_to(real)
    write_whole(link, b"2")
    assert link.is_symlink()
    assert real.read_bytes() == b"2"
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_neither_folders_nor_pipes_nor_closed_files_are_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="this is no ordinary file"):
        write_whole(tmp_path / "pipe", b"x")
    with pytest.raises(InputError, match="a folder has this name"):
        write_whole(tmp_path, b"x")
    (tmp_path / "file").write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(MachineError, match="does not permit it"):
        write_whole(tmp_path / "file", b"x")
    assert (tmp_path / "file").read_bytes() == b"old"
