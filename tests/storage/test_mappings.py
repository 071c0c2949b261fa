"""Mapping files: read by themselves, as part of a questionnaire, and held against both versions."""

import json
from collections.abc import Callable
from fractions import Fraction as F
from pathlib import Path

import jsonschema
import pytest
import yaml

from maturity_app.domain.mapping import MappedItem, VersionMapping
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.assessments import as_data, read_assessment, write_assessment
from maturity_app.storage.mappings import check_mapping, fitting_mapping, is_mapping, read_mapping
from maturity_app.storage.problems import InputError
from maturity_app.storage.questionnaires import check_questionnaire, read_questionnaire
from maturity_app.storage.schemas import schema_of
from tests.building import FREQUENCY, assessment, dimension, group, item, questionnaire

ANCHORS = {option.id or "": option.label for option in FREQUENCY}
OLDER = questionnaire(group("drive", dimension("p", (1, 1, 2, 2))), version="1")
NEWER = questionnaire(
    group(
        "drive",
        dimension("p", (), items=(item("p-1", 1), item("p-2a", 1), item("p-2b", 1),
                                  item("p-3", 2, answers="frequency", revision=2,
                                       anchors=ANCHORS, next_steps=ANCHORS))),
    ),
    version="2",
)  # fmt: skip
GOOD = """\
format: 1
questionnaire: test
from_version: "1"
to_version: "2"
items:
  - how: split
    old: p-2
    new: [p-2a, p-2b]
  - how: rescaled
    old: p-3
    options: {not: never, partially: yearly, fully: weekly}
    values: {largely: 3.5}
    note: Seen in the register of cases.
  - how: dropped
    old: p-4
"""


def told(read: Callable[[], object], file: Path) -> list[str]:
    with pytest.raises(InputError) as refused:
        read()
    return [str(problem).replace(str(file), "m") for problem in refused.value.problems]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "1-to-2.yaml"
    path.write_text(GOOD, "utf-8")
    return path


def test_a_file_is_read_as_its_author_wrote_it(file: Path) -> None:
    assert is_mapping(file)
    assert check_mapping(file, OLDER, NEWER) == VersionMapping(
        questionnaire="test",
        from_version="1",
        to_version="2",
        items=(
            MappedItem(how="split", old=("p-2",), new=("p-2a", "p-2b")),
            MappedItem(
                how="rescaled",
                old=("p-3",),
                options={"not": "never", "partially": "yearly", "fully": "weekly"},
                values={"largely": F(7, 2)},
                note="Seen in the register of cases.",
            ),
            MappedItem(how="dropped", old=("p-4",)),
        ),
    )


def test_all_problems_of_a_file_are_told_with_their_lines(file: Path) -> None:
    file.write_text(GOOD.replace("how: split", "how: splitted").replace("note:", "notes:"), "utf-8")
    assert told(lambda: read_mapping(file), file) == [
        "m:6: `how` can't be `splitted`; use same, reworded, rescaled, merged, split or dropped",
        "m:13: unknown key `notes`; write `note` if that is meant, or remove it",
    ]
    file.write_text(
        GOOD.replace("new: [p-2a, p-2b]", "new: p-2a")
        .replace("old: p-4", "old: [p-4, p-3]\n    options: {not: never}"),
        "utf-8",
    )  # fmt: skip
    assert told(lambda: read_mapping(file), file) == [
        (
            "m:8: `how: split` does not go with 1 item in `new`; name one old item and two or more "
            "new ones"
        ),
        "m:15: `p-3` has an entry already; say in one entry what became of it",
        (
            "m:16: only what was rescaled has a table of options; write `how: rescaled`, or remove "
            "the table"
        ),
    ]


def test_a_wrong_entry_hides_nothing_that_is_wrong_with_the_others(file: Path) -> None:
    file.write_text(
        GOOD.replace("how: dropped", "how: drop").replace("new: [p-2a, p-2b]", "new: p-2a")
        .replace("not: never", "none: nevr").replace("3.5", "7") + "  - {how: same, old: p-11}\n",
        "utf-8",
    )  # fmt: skip
    wanted = [
        (
            "m:8: `how: split` does not go with 1 item in `new`; name one old item and two or more "
            "new ones"
        ),
        "m:11: the table leaves out not; say for each old option where it stands on the new scale",
        "m:11: version 1 has no option `none` there; use not, partially, largely, fully",
        "m:11: version 2 has no option `nevr` there; use never, yearly, quarterly, monthly, weekly",
        "m:12: 7 is not on the new scale; use a value from 1 to 5",
        "m:14: `how` can't be `drop`; use same, reworded, rescaled, merged, split or dropped",
        "m:16: version 1 has no item `p-11`; write `p-1` if that is meant, or remove it",
        "m:16: version 2 has no item `p-11`; write `p-1` if that is meant, or remove it",
    ]
    assert told(lambda: fitting_mapping(file, OLDER, NEWER), file) == wanted
    # The entry that can't be read names p-4, which is then not forgotten.
    assert told(lambda: check_mapping(file, OLDER, NEWER), file) == wanted
    assert told(lambda: read_mapping(file), file) == [wanted[0], wanted[5]]


def test_a_number_is_a_plain_one(file: Path) -> None:
    file.write_text(GOOD.replace("3.5", "1e9"), "utf-8")
    (problem,) = told(lambda: read_mapping(file), file)
    assert problem == "m:12: `value` is no number: 1e9; write it as 2, 0.5 or 2/3"


def test_a_file_is_held_against_both_versions(file: Path) -> None:
    file.write_text(
        GOOD.replace("old: p-2", "old: p-22").replace("not: never", "none: nevr")
        .replace("3.5", "7"),
        "utf-8",
    )  # fmt: skip
    assert told(lambda: fitting_mapping(file, OLDER, NEWER), file) == [
        "m:7: version 1 has no item `p-22`; write `p-2` if that is meant, or remove it",
        "m:11: the table leaves out not; say for each old option where it stands on the new scale",
        "m:11: version 1 has no option `none` there; use not, partially, largely, fully",
        "m:11: version 2 has no option `nevr` there; use never, yearly, quarterly, monthly, weekly",
        "m:12: 7 is not on the new scale; use a value from 1 to 5",
    ]


def test_its_author_is_told_what_it_forgets(file: Path) -> None:
    file.write_text(GOOD[: GOOD.index("  - how: rescaled")], "utf-8")
    assert fitting_mapping(file, OLDER, NEWER).items
    assert told(lambda: check_mapping(file, OLDER, NEWER), file) == [
        (
            "m:5: nothing says what the new revision of `p-3` means for old answers; add an entry "
            "for it; `how: dropped` if nothing answers to it any more"
        ),
        (
            "m:5: nothing says what became of `p-4`; add an entry for it; `how: dropped` if "
            "nothing answers to it any more"
        ),
    ]


def test_the_schema_accepts_what_is_read() -> None:
    schema = schema_of(VersionMapping)
    jsonschema.validate(yaml.safe_load(GOOD), schema)
    assert not jsonschema.Draft202012Validator(schema).is_valid({"questionnaire": "test"})


SMALL = """\
format: 1
id: test
version: "2"
title: Small
scales:
  nplf:
    - {id: not, label: Not, value: 0}
    - {id: fully, label: Fully, value: 1}
tree:
  id: root
  title: Root
  answers: nplf
  items:
    - {id: p-1, title: One, text: It does one., anchors: {not: a, fully: b}}
"""
RENAMED = """\
questionnaire: test
from_version: "1"
to_version: "2"
items:
  - {how: reworded, old: one, new: p-1}
"""


class TestInAFolder:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        (tmp_path / "mappings").mkdir()
        (tmp_path / "questionnaire.yaml").write_text(SMALL, "utf-8")
        (tmp_path / "mappings" / "from-1.yaml").write_text(RENAMED, "utf-8")
        return tmp_path

    def test_a_questionnaire_and_its_records_hold_its_mappings(
        self, folder: Path, tmp_path: Path
    ) -> None:
        found = read_questionnaire(folder)
        (mapping,) = found.mappings
        assert (mapping.from_version, mapping.items[0].became) == ("1", ("p-1",))
        write_assessment(tmp_path / "a.assessment.json", assessment(found, {}))
        again = read_assessment(tmp_path / "a.assessment.json")
        assert again.questionnaire.mappings == found.mappings

    def test_a_record_without_any_keeps_its_bytes(self) -> None:
        assert "mappings" not in json.dumps(as_data(assessment(OLDER, {})))

    def test_what_is_wrong_is_told_at_its_line(self, folder: Path) -> None:
        file = folder / "mappings" / "from-1.yaml"
        file.write_text(RENAMED.replace("new: p-1", "new: p-11"), "utf-8")
        assert told(lambda: read_questionnaire(folder), file) == [
            "m:5: version 2 has no item `p-11`; write `p-1` if that is meant, or remove it"
        ]

    def test_what_it_relates_is_no_lost_answer(self, folder: Path) -> None:
        older = self._older(folder)
        assert check_questionnaire(folder, (), older).version == "2"
        (folder / "mappings" / "from-1.yaml").unlink()
        (problem,) = told(lambda: check_questionnaire(folder, (), older), folder)
        assert "`p-1` asks what `one` asked" in problem

    def test_what_it_forgets_is_told_against_an_older_version(self, folder: Path) -> None:
        older = self._older(folder)
        file = folder / "mappings" / "from-1.yaml"
        file.write_text(RENAMED.partition("items:")[0] + "items: []\n", "utf-8")
        problems = told(lambda: check_questionnaire(folder, (), older), file)
        assert any("m:4: nothing says what became of `one`" in problem for problem in problems)

    @staticmethod
    def _older(folder: Path) -> Questionnaire:
        entry = folder / "old.yaml"
        entry.write_text(SMALL.replace("p-1", "one").replace('"2"', '"1"'), "utf-8")
        mappings = folder / "mappings"
        mappings.rename(folder / "aside")
        older = read_questionnaire(entry)
        (folder / "aside").rename(mappings)
        return older
