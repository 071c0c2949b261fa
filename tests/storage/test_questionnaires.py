import json
import os
from pathlib import Path

import pytest

from maturity_app.storage.problems import InputError, MachineError
from maturity_app.storage.questionnaires import folders, read_questionnaire

SMALL = """\
format: 1
id: small
version: "1.0"
title: Small
scales:
  nplf:
    - {id: not, label: Not, value: 0}
    - {id: fully, label: Fully, value: 1}
tree:
  id: root
  title: Root
  children:
    - id: practice
      kind: practice
      title: Practice
      answers: nplf
      aggregate: mean
      levels: {own: 2/3, lower: 5/6}
      items:
        - id: one
          level: 1
          title: One
          text: It does one.
          anchors: {not: a, fully: b}
          next_steps: {not: a, fully: b}
    - file: more.yaml
"""
MORE = """\
id: outcome
kind: outcome
title: Outcome
items:
  - id: measured
    type: measure
    title: Measured
    text: It is measured.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "questionnaire.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "more.yaml").write_text(MORE, "utf-8")
    return tmp_path


def told(folder: Path) -> list[str]:
    with pytest.raises(InputError) as refused:
        read_questionnaire(folder)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in refused.value.problems]


def changed(folder: Path, old: str, new: str, name: str = "questionnaire.yaml") -> list[str]:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return told(folder)


def line_of(text: str, sought: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), start=1) if sought in line)


def test_a_folder_and_its_first_file_are_the_same_questionnaire(folder: Path) -> None:
    questionnaire = read_questionnaire(folder)
    assert list(questionnaire.items) == ["one", "measured"]
    assert read_questionnaire(folder / "questionnaire.yaml") == questionnaire


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: Small", "title: Small\ntitle: Again",
         "5: `title` stands here a second time (first in line 4); remove one of them"),
        ("title: Small", "title: Small\ndescribtion: x",
         "5: unknown key `describtion`; write `description` if that is meant, or remove it"),
        ("title: Small", "title: Small\nwhatever: 1",
         "5: unknown key `whatever`; check its spelling, or remove it"),
        ("text: It does one.", "text: No", "23: `text: No` is read as true or false"),
        ("text: It does one.", "text: 12", "23: `text` is no text; put it in quotes"),
        ("text: It does one.", "text:", "23: `text` is empty; write what belongs there"),
        ("text: It does one.", 'text: ""', "23: `text` is empty; write its text"),
        ("title: One", "title: [One]", "22: `title` is no text; write one text"),
        ("title: One", f"title: {'x' * 201}", "22: `title` is too long (201 characters)"),
        ("anchors: {not: a, fully: b}", "anchors: {not: a}", "24: no anchor for `fully`; write"),
        ("          anchors: {not: a, fully: b}\n", "", "20: no anchor for `not`, `fully`; write"),
        ("anchors: {not: a, fully: b}", "anchors: {not: a, fully: b, always: c}",
         "24: there is no option `always` in the item's answer scale; use not, fully"),
        ("next_steps: {not: a, fully: b}", "next_steps: {not: a}", "25: no next step for `fully`"),
        ("kind: practice", "kind: habit", "14: `kind` can't be `habit`; use practice, safeguard"),
        ("kind: practice", 'kind: "{oops}"', "14: `kind` can't be `{oops}`; use practice"),
        ("answers: nplf", "answers: nlpf", "16: there is no answer scale `nlpf`; declare it"),
        ("      answers: nplf\n", "", "19: the item has no answer scale; name one with `answers`"),
        ("value: 1}", "value: 0}", "8: `Fully` is not above `Not`; give the options increasing"),
        ("value: 1}", "value: -1}", "8: `Fully` is not above `Not`; give the options increasing"),
        ("value: 1}", "value: .inf}", "8: `value` is no number: .inf; write it as 2, 0.5 or 2/3"),
        ("    - {id: fully, label: Fully, value: 1}\n", "", "6: `nplf` has too few entries; give"),
        ("own: 2/3", "own: 1/0", "18: `own` is no number: 1/0; write it as 2, 0.5 or 2/3"),
        ("own: 2/3", "own: true", "18: `own` is no number: True; write it as 2, 0.5 or 2/3"),
        ("own: 2/3", "own: 1e99999999", "18: `own` is no number: 1e99999999; write it as"),
        ("own: 2/3", "own: 0", "18: `own` is 0; let it be more than 0"),
        ("own: 2/3", "own: 9/10", "18: `lower` is below `own`; ask at least as much of lower"),
        ("value: 1}", f"value: {'9' * 400}}}", "8: `9999"),
        ("lower: 5/6}", "lower: 5/6, gates: [{item: none}]}",
         "18: the gate's item `none` is no choice item of this dimension; name one of its items"),
        ("level: 1", "level: 7", "21: there is no level 7 an item could belong to; use 1 to 4"),
        ("level: 1", "level: 77", "21: `level` is 77; let it be 9 or less"),
        ("level: 1", "level: yes", "21: `level: yes` is read as true or false; put the word in"),
        ("level: 1", "level: true", "21: `level` is no whole number: True; write a number such"),
        ("level: 1", "level: 1.5", "21: `level` is no whole number: 1.5; write a number such"),
        ("level: 1", "level: 1\n          show_when: {item: one, options: [not]}",
         "22: conditions hang on each other in a circle: one → one; let one of them stand without"),
        ("level: 1", "level: 1\n          show_when: {item: two, options: [not]}",
         "22: there is no item `two`; check the id"),
        ("level: 1", "level: 1\n          show_when: {item: measured, options: [not]}",
         "22: `measured` has no options to choose from; let the condition look at a choice item"),
        ("level: 1", "level: 1\n          show_when: {options: [not]}",
         "22: a condition names an item, or has `any`, or has `all`; one of the three"),
        ("level: 1", "level: 1\n          not_applicable: No juniors.",
         "22: items of safeguards and of level 1 can't be set aside; remove `not_applicable`"),
        ("          level: 1\n", "", "18: none of the items below belongs to a level; give each"),
        ("aggregate: mean", "aggregate: share", "17: `aggregate: share` does not say from which"),
        ("aggregate: mean", "aggregate: mean\n      threshold: 1/2",
         "18: `threshold` has no meaning without `aggregate: share`; remove it"),
        ("aggregate: mean", "precision: {reliability: 0.84, sd: 0.12}",
         "17: `precision` has no meaning without `aggregate`; remove it, or add `aggregate`"),
        ("aggregate: mean", "aggregate: mean\n      precision: {reliability: 0.84}",
         "18: `sd` is missing; add it"),
        ("aggregate: mean", "aggregate: mean\n      precision: {reliability: 1, sd: 0.12}",
         "18: `reliability` is 1; let it be less than 1"),
        ("aggregate: mean", "aggregate: mean\n      precision: {reliability: 0.84, sd: 12}",
         "18: `sd` is 12; let it be 1 or less"),
        ("aggregate: mean", "aggregate: mean\n      precision: {reliability: 0.84, sd: 1e-3000}",
         "18: `sd` is no number: 1e-3000; write it as 2, 0.5 or 2/3"),
        ("level: 1", "level: 1\n          weight: 0",
         "17: the weights of what stands below add up to nothing; give at least one of them"),
        ("lower: 5/6}", "lower: 5/6, gates: [{item: one, otherwise_level: 4}]}",
         "18: the gate holds nothing: no level is above 4; let `otherwise_level` be lower"),
        ("id: one", "id: One!", "20: the id `One!` has characters an id can't have; use small"),
        ("id: small", "id: ../../evil", "2: the id `../../evil` has characters an id can't have"),
        ("- id: one", "- id: one\n          revision: 0", "21: `revision` is 0; let it be 1 or"),
        ("format: 1", "format: 2", "1: `format` can't be `2`; use 1"),
        ("      items:\n        - id: one", "      items:\n          id: one",
         "19: `items` is no list; start each entry on a line of its own with a hyphen"),
        ("file: more.yaml", "file: absent.yaml", "26: there is no file `absent.yaml`; check the"),
        ("file: more.yaml", "file: ../more.yaml", "26: `../more.yaml` is no YAML file in this"),
        ("file: more.yaml", "file: /etc/passwd", "26: `/etc/passwd` is no YAML file in this"),
        ("file: more.yaml", 'file: "a\\0b.yaml"', r"26: `a\u0000b.yaml` is no YAML file in this"),
        ("file: more.yaml", f"file: {'x' * 3000}.yaml", "26: `xxx"),
        ("file: more.yaml", "file: questionnaire.yaml", "26: `questionnaire.yaml` is named twice"),
        ("file: more.yaml", "file: more.yaml\n    - file: more.yaml", "27: `more.yaml` is named"),
        ("file: more.yaml", "file: more.yaml\n      title: Other", "26: an entry with `file` has"),
        ("file: more.yaml", "file: more.yaml\n    - {id: practice, title: Again}",
         "27: the id `practice` is used 2 times; give each its own id"),
    ],
)  # fmt: skip
def test_a_problem_names_line_and_remedy(folder: Path, old: str, new: str, expected: str) -> None:
    (message,) = changed(folder, old, new)
    assert message.startswith(f"questionnaire.yaml:{expected}")
    assert "; " in message
    assert len(message) < 250


def test_what_follows_from_a_problem_may_be_told_beside_it(folder: Path) -> None:
    assert changed(folder, "id: fully,", "id: not,")[0].startswith(
        "questionnaire.yaml:6: the option id `not` is used 2 times in scale `nplf`; give each"
    )


def test_a_misspelt_key_is_told_beside_the_one_that_is_missing(folder: Path) -> None:
    assert changed(folder, "title: Small", "titel: Small") == [
        "questionnaire.yaml:1: `title` is missing; add it",
        "questionnaire.yaml:4: unknown key `titel`; write `title` if that is meant, or remove it",
    ]


def test_an_id_used_twice_is_told_where_it_stands_again(folder: Path) -> None:
    (message,) = changed(folder, "id: measured", "id: one", "more.yaml")
    assert message == "more.yaml:5: the id `one` is used 2 times; give each its own id"


def test_problems_of_all_files_are_told_at_once_from_top_to_bottom(folder: Path) -> None:
    changed(folder, "text: It is measured.", "text: Yes\n    colour: red", "more.yaml")
    changed(folder, "title: Root", "title:")
    messages = changed(folder, "kind: practice", "kind: habit")
    assert [message.partition(": ")[0] for message in messages] == [
        "more.yaml:8",
        "questionnaire.yaml:11",
        "questionnaire.yaml:14",
        "more.yaml:9",
    ]


def test_a_damaged_file_raises_no_further_problem_where_it_is_named(folder: Path) -> None:
    (folder / "more.yaml").write_text('id: "open\n', "utf-8")
    (message,) = told(folder)
    assert message.startswith("more.yaml:1: the text that begins here has no closing quotation")


@pytest.mark.parametrize("content", ["", "# nothing\n"])
def test_an_empty_file_is_told_as_empty(folder: Path, content: str) -> None:
    (folder / "more.yaml").write_text(content, "utf-8")
    assert told(folder)[0].startswith("more.yaml:1: the file is empty; ")


@pytest.mark.parametrize("content", ["- a\n- b\n", "only a word", "17"])
def test_a_file_without_keys_is_told_so(folder: Path, content: str) -> None:
    (folder / "questionnaire.yaml").write_text(content, "utf-8")
    assert told(folder) == [
        "questionnaire.yaml:1: there are no keys here; write `key: value` lines"
    ]


def test_files_that_name_files_end_somewhere(folder: Path) -> None:
    for number in range(150):
        node: dict[str, object] = {"file": f"f{number + 1}.yaml"}
        for depth in range(12):
            node = {"id": f"n{number}-{depth}", "title": "Node", "children": [node]}
        (folder / f"f{number}.yaml").write_text(json.dumps(node), "utf-8")
    (message,) = changed(folder, "more.yaml", "f0.yaml")
    assert "entries are nested too deeply" in message


def test_links_lead_neither_out_of_the_folder_nor_round_in_a_circle(folder: Path) -> None:
    outside = folder.parent / f"{folder.name}-outside.yaml"
    outside.write_text(MORE, "utf-8")
    (folder / "out.yaml").symlink_to(outside)
    (folder / "round.yaml").symlink_to(folder / "again.yaml")
    (folder / "again.yaml").symlink_to(folder / "round.yaml")
    assert "is no YAML file in this folder" in changed(folder, "more.yaml", "out.yaml")[0]
    assert "is no YAML file in this folder" in changed(folder, "out.yaml", "round.yaml")[0]


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    assert "this is no ordinary file" in changed(folder, "more.yaml", "pipe.yaml")[0]


def test_a_file_the_computer_does_not_let_read_is_the_machines_refusal(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(MachineError, match="does not permit it"):
        read_questionnaire(folder)


def test_a_missing_folder_and_a_folder_without_questionnaire_are_told_apart(folder: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        read_questionnaire(folder / "absent")
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match=r"there is no questionnaire\.yaml in this folder"):
        read_questionnaire(folder / "empty")


def test_the_smallest_questionnaire_has_nothing_in_it(folder: Path) -> None:
    text = 'format: 1\nid: nothing\nversion: "1"\ntitle: Nothing\ntree: {id: all, title: All}\n'
    (folder / "questionnaire.yaml").write_text(text, "utf-8")
    assert not read_questionnaire(folder).items


def test_folders_that_begin_with_a_dot_are_unfinished_copies(tmp_path: Path) -> None:
    for name in ("one", ".two.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "questionnaire.yaml").write_text(SMALL, "utf-8")
    assert [path.name for path in folders((tmp_path,))] == ["one"]


@pytest.mark.long
def test_thousands_of_faults_are_told_in_a_moment(folder: Path) -> None:
    items = "".join(f"  - {{id: Bad{n}, type: text, title: t, text: t}}\n" for n in range(3000))
    (folder / "more.yaml").write_text(MORE.partition("  - id")[0] + items, "utf-8")
    assert len(told(folder)) == 3000
