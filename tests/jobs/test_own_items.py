"""A unit's own items: typed, checked as files are, kept under ids for ever, edited again."""

from dataclasses import replace
from pathlib import Path

import pytest

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.jobs.instruments import EXTENSIONS, add_questionnaire, find_questionnaire
from maturity_app.jobs.own_items import (
    OwnItem,
    OwnItems,
    check_own_items,
    keep_own_items,
    next_version,
    own_items_of,
    revised,
)
from maturity_app.storage.places import ADDED
from maturity_app.storage.problems import InputError
from tests.jobs.test_instruments import OWN
from tests.storage.test_questionnaires import MORE, SMALL

CHOICE = OwnItem(
    title="Archive: open",
    text='Old "papers" are open to all: today.',
    evidence="A list # of what is open",
    anchors={
        "not": "No paper is.", "partially": "One is.", "largely": "Most are.", "fully": "No",
    },
)  # fmt: skip
FIGURE = OwnItem(type="measure", title="Visits", text="How many people came?")
OURS = OwnItems(extends="small", title="Unser Archiv: Übersicht", items=(CHOICE, FIGURE))


FOUR = SMALL.replace(
    "    - {id: fully, label: Fully, value: 1}",
    """\
    - {id: partially, label: Partially, value: 1}
    - {id: largely, label: Largely, value: 2}
    - {id: fully, label: Fully, value: 3}""",
).replace("{not: a, fully: b}", "{not: a, partially: b, largely: c, fully: d}")


def installed_in(data: Path, text: str = FOUR) -> Path:
    folder = data / ADDED / "small"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "questionnaire.yaml").write_text(text, "utf-8")
    (folder / "more.yaml").write_text(MORE, "utf-8")
    return data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return installed_in(tmp_path)


def again(questionnaire: Questionnaire) -> OwnItems:
    found = own_items_of(questionnaire)
    assert found is not None
    return found


def test_they_are_kept_beside_the_questionnaire_and_read_as_typed(data: Path) -> None:
    assert check_own_items(OURS, data) == []
    assert not (data / EXTENSIONS).exists()
    kept = keep_own_items(OURS, data)
    assert [path.name for path in (data / EXTENSIONS).iterdir()] == ["unser-archiv-ubersicht.yaml"]
    found = again(find_questionnaire("unser-archiv-ubersicht", data))
    assert found == again(kept)
    assert (found.extends, found.version, found.title) == ("small", "1", OURS.title)
    assert [replace(item, id="") for item in found.items] == [CHOICE, FIGURE]
    assert [item.id for item in found.items] == [
        "unser-archiv-ubersicht-1-1",
        "unser-archiv-ubersicht-1-2",
    ]


def test_a_later_version_keeps_ids_and_gives_new_ones_never_given(data: Path) -> None:
    first = keep_own_items(OURS, data)
    before = again(first)
    other = replace(CHOICE, title="Other", text="Something else is open.")
    second = replace(before, version=next_version(before.version), items=(before.items[0],))
    keep_own_items(second, data)
    third = replace(second, version="3", items=(*second.items, other))
    assert check_own_items(third, data, keep_own_items(second, data)) == []
    ids = [item.id for item in again(keep_own_items(third, data)).items]
    assert ids == ["unser-archiv-ubersicht-1-1", "unser-archiv-ubersicht-3-1"]


@pytest.mark.parametrize(
    ("changed", "called", "revision"),
    [
        (replace(CHOICE, evidence="More", title="Other"), "a change", 1),
        (replace(CHOICE, text="Old papers are open."), "a change", 2),
        (replace(CHOICE, text="Old papers are open."), "a correction", 1),
        (replace(CHOICE, anchors={**CHOICE.anchors, "fully": "All"}), "a change", 2),
    ],
)
def test_a_changed_meaning_is_a_new_revision(changed: OwnItem, called: str, revision: int) -> None:
    before = replace(CHOICE, id="ours-1-1")
    made = revised(changed, before, is_correction=called == "a correction")
    assert (made.id, made.revision) == ("ours-1-1", revision)


def test_what_is_called_a_correction_and_is_none_is_told(data: Path) -> None:
    older = keep_own_items(OURS, data)
    before = again(older)
    text = "Journalists get replies within two working days."
    changed = replace(before.items[0], text=text)
    own = replace(before, version="2", items=(changed, before.items[1]))
    (lack,) = check_own_items(own, data, older)
    assert lack.position == 0
    assert "changed much, but not its revision" in lack.what


@pytest.mark.parametrize(
    ("own", "position", "told"),
    [
        (replace(OURS, title=" "), None, "the group has no name"),
        (replace(OURS, items=()), None, "there is no question yet"),
        (replace(OURS, items=(FIGURE, replace(CHOICE, text=""))), 1, "there is no statement"),
        (replace(OURS, items=(replace(CHOICE, title=""),)), 0, "there is no short name"),
        (replace(OURS, items=(FIGURE, replace(CHOICE, anchors={"not": "None"}))), 1, "3"),
        (
            replace(OURS, items=(replace(CHOICE, anchors=dict.fromkeys(CHOICE.anchors, "a")),)),
            0,
            "two answers mean the same",
        ),
        (replace(OURS, items=(CHOICE, replace(FIGURE, title="x" * 201))), 1, "too long (201"),
        (replace(OURS, title="x" * 201), None, "too long (201"),
        (replace(OURS, extends="absent"), None, "no questionnaire `absent`"),
    ],
)
def test_what_is_wrong_is_told_of_the_item(
    data: Path, own: OwnItems, position: int | None, told: str
) -> None:
    lack = check_own_items(own, data)[0]
    assert (lack.position, told in lack.what) == (position, True), lack


def test_items_of_a_questionnaire_without_the_scale_bring_it_along(data: Path) -> None:
    installed_in(data, SMALL.replace("title: Small", "language: de\ntitle: Klein"))
    kept = keep_own_items(OURS, data)
    item = again(kept).items[0]
    assert [option.id for option in kept.options(item.id)] == list(CHOICE.anchors)


def test_what_was_written_by_hand_and_says_more_is_not_edited_here(data: Path) -> None:
    (data / "own.yaml").write_text(OWN, "utf-8")
    assert own_items_of(add_questionnaire(data / "own.yaml", data)) is None


def test_nothing_is_kept_that_has_problems(data: Path) -> None:
    with pytest.raises(InputError):
        keep_own_items(replace(OURS, extends="absent"), data)
    assert not (data / EXTENSIONS).exists()
