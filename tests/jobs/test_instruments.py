import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from maturity_app.domain.questionnaire import Extension
from maturity_app.jobs.instruments import (
    add_questionnaire,
    find_questionnaire,
    installed,
    installed_names,
    name_of,
    newest_of,
    remove_questionnaire,
)
from maturity_app.storage.places import ADDED
from maturity_app.storage.problems import InputError, MachineError
from tests.building import dimension, questionnaire
from tests.storage.test_questionnaires import MORE, SMALL

ONE = questionnaire(dimension("practice", (1, 2)))

OWN = """\
format: 1
extends: small
id: our-own
version: "1"
title: What we add
children:
  - id: more-of-ours
    title: More of ours
    aggregate: mean
    items:
      - {id: extra, answers: nplf, title: Extra, text: It does more.}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "questionnaire.yaml").write_text(SMALL, "utf-8")
    (folder / "more.yaml").write_text(MORE, "utf-8")
    return folder


def test_an_added_questionnaire_is_found_by_its_id(source: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    added = add_questionnaire(source, data)
    assert find_questionnaire("small", data) == added
    assert {entry.path.name for entry in installed(data)} == {
        "digital-culture",
        "digital-culture-pulse",
        "small",
    }
    assert add_questionnaire(source / "questionnaire.yaml", data) == added


@pytest.mark.long
def test_a_units_own_items_are_added_beside_the_questionnaire(source: Path, tmp_path: Path) -> None:
    data, own = tmp_path / "data", tmp_path / "own.yaml"
    own.write_text(OWN, "utf-8")
    with pytest.raises(InputError, match="there is no questionnaire `small` to extend"):
        add_questionnaire(own, data)
    add_questionnaire(source, data)
    added = add_questionnaire(own, data)
    assert list(added.items) == ["one", "measured", "extra"]
    assert find_questionnaire("our-own", data) == added
    assert find_questionnaire("small", data).extension is None
    assert find_questionnaire(str(own), data) == added
    assert name_of(added) == "our-own"
    remove_questionnaire("our-own", data, used=False)
    with pytest.raises(InputError, match="no such questionnaire"):
        find_questionnaire("our-own", data)


def test_own_items_can_not_take_the_name_of_a_questionnaire(source: Path, tmp_path: Path) -> None:
    add_questionnaire(source, tmp_path)
    own = tmp_path / "own.yaml"
    own.write_text(OWN.replace("id: our-own", "id: small"), "utf-8")
    with pytest.raises(InputError, match="a questionnaire has this id already"):
        add_questionnaire(own, tmp_path)


def test_adding_again_takes_the_place_of_the_older_one(source: Path, tmp_path: Path) -> None:
    add_questionnaire(source, tmp_path)
    (source / "more.yaml").unlink()
    text = SMALL.replace("    - file: more.yaml\n", "").replace('"1.0"', '"1.1"')
    (source / "questionnaire.yaml").write_text(text, "utf-8")
    add_questionnaire(source, tmp_path)
    assert find_questionnaire("small", tmp_path).version == "1.1"
    assert [path.name for path in (tmp_path / ADDED).iterdir()] == ["small"]
    assert [path.name for path in (tmp_path / ADDED / "small").iterdir()] == ["questionnaire.yaml"]


def test_only_texts_of_the_folder_itself_are_copied(source: Path, tmp_path: Path) -> None:
    (source / "secret.md").symlink_to("/etc/hostname")
    (source / "program.py").write_text("x", "utf-8")
    (source / "README.md").write_text("x", "utf-8")
    os.mkfifo(source / "pipe.yaml")
    add_questionnaire(source, tmp_path)
    copied = {path.name for path in (tmp_path / ADDED / "small").iterdir()}
    assert copied == {"questionnaire.yaml", "more.yaml", "README.md"}


@pytest.mark.parametrize("name", ["../../evil", "..", ".hidden", "a/b", "A"])
def test_an_id_that_names_another_folder_is_not_added(
    source: Path, tmp_path: Path, name: str
) -> None:
    text = SMALL.replace("id: small", f"id: {name}")
    (source / "questionnaire.yaml").write_text(text, "utf-8")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match="has characters an id can't have"):
        add_questionnaire(source, tmp_path / "data")
    assert sorted(tmp_path.rglob("*")) == before


def test_what_has_problems_is_not_added_and_changes_nothing(source: Path, tmp_path: Path) -> None:
    add_questionnaire(source, tmp_path)
    (source / "more.yaml").write_text("title: No\n", "utf-8")
    with pytest.raises(InputError):
        add_questionnaire(source, tmp_path)
    assert "measured" in find_questionnaire("small", tmp_path).items


def test_a_copy_that_fails_leaves_the_older_one(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_questionnaire(source, tmp_path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(MachineError, match="the disk is full"):
        add_questionnaire(source, tmp_path)
    assert "measured" in find_questionnaire("small", tmp_path).items
    assert [path.name for path in (tmp_path / ADDED).iterdir()] == ["small"]


def test_a_file_that_is_no_questionnaire_does_not_drag_its_folder_along(source: Path) -> None:
    with pytest.raises(InputError, match="this is no questionnaire; name its folder"):
        add_questionnaire(source / "more.yaml", source.parent)


def test_a_folder_with_hundreds_of_texts_is_no_questionnaire(source: Path, tmp_path: Path) -> None:
    for number in range(401):
        (source / f"{number}.md").write_text("", "utf-8")
    with pytest.raises(InputError, match="there are more than 400 texts in this folder"):
        add_questionnaire(source, tmp_path)


def test_an_added_questionnaire_can_be_removed_unless_it_is_used(
    source: Path, tmp_path: Path
) -> None:
    add_questionnaire(source, tmp_path)
    with pytest.raises(InputError, match="records in the library use this questionnaire"):
        remove_questionnaire("small", tmp_path, used=True)
    remove_questionnaire("small", tmp_path, used=False)
    with pytest.raises(InputError, match="there is no such questionnaire"):
        find_questionnaire("small", tmp_path)


@pytest.mark.long
def test_what_others_build_on_stays(source: Path, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    add_questionnaire(source, tmp_path)
    add_questionnaire(tmp_path / "own.yaml", tmp_path)
    with pytest.raises(InputError, match="our-own builds on this questionnaire; remove that first"):
        remove_questionnaire("small", tmp_path, used=False)
    remove_questionnaire("our-own", tmp_path, used=False)
    remove_questionnaire("small", tmp_path, used=False)
    assert installed_names(tmp_path) == {"digital-culture", "digital-culture-pulse"}


@pytest.mark.parametrize("name", ["", ".", "..", "../source", "digital-culture", "absent"])
def test_nothing_else_can_be_removed(source: Path, tmp_path: Path, name: str) -> None:
    add_questionnaire(source, tmp_path / "data")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(InputError, match="no added questionnaire has this id"):
        remove_questionnaire(name, tmp_path / "data", used=False)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_called_like_a_questionnaire_does_not_stand_in_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "digital-culture").mkdir()
    assert find_questionnaire("digital-culture").id == "digital-culture"


def test_a_questionnaire_is_found_by_its_folder(source: Path) -> None:
    assert find_questionnaire(str(source)).id == "small"
    assert find_questionnaire(str(source / "questionnaire.yaml")).id == "small"


@pytest.mark.parametrize("name", ["absent", "x" * 5000])
def test_an_unknown_questionnaire_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(InputError, match="or one of those installed: digital-culture") as refused:
        find_questionnaire(name)
    assert len(str(refused.value)) < 250


def test_a_folder_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match="there is no such file"):
        find_questionnaire("some/where")


@pytest.mark.parametrize(
    ("versions", "newest"),
    [(("1.9", "1.10"), "1.10"), (("2", "1.9"), "2"), (("1.0", "1.0-beta"), "1.0"), (("1",), "1")],
)
def test_the_newest_version_is_found_by_its_numbers(versions: tuple[str, ...], newest: str) -> None:
    every = [replace(ONE, version=version) for version in versions]
    found = newest_of([*every, replace(ONE, id="other", version="9")], ONE.id)
    assert found is not None
    assert found.version == newest
    assert newest_of(every, "absent") is None


def test_an_extended_questionnaire_goes_by_the_name_of_what_extends_it() -> None:
    ours = replace(ONE, extension=Extension(id="ours", version="1", title="Ours"))
    assert newest_of([ONE, ours], "ours") == ours
    assert newest_of([ONE, ours], ONE.id) == ONE
