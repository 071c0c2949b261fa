"""Files opened lately."""

from pathlib import Path

import pytest

from maturity_app.storage.recent import FILE_NAME, MOST, clear_recent, note_recent, read_recent


def files(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text("{}")
    return [folder / name for name in names]


def test_the_newest_comes_first_and_only_once(tmp_path: Path) -> None:
    a, b, c = files(tmp_path, "a", "b", "c")
    note_recent(tmp_path, [a, b])
    note_recent(tmp_path, [c])
    note_recent(tmp_path, [a])
    assert read_recent(tmp_path) == [a, c, b]


def test_no_more_than_a_few_are_kept_and_those_that_are_gone_drop_out(tmp_path: Path) -> None:
    made = files(tmp_path, *(f"file-{number}" for number in range(MOST + 2)))
    note_recent(tmp_path, made)
    assert read_recent(tmp_path) == made[:1:-1]
    made[-1].unlink()
    assert read_recent(tmp_path) == made[-2:1:-1]
    note_recent(tmp_path, [])
    assert made[-1].name not in (tmp_path / FILE_NAME).read_text()


@pytest.mark.parametrize("content", ["", "{", "{}", "[1, null]", '["\\u0000"]'])
def test_a_damaged_list_is_an_empty_one(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert read_recent(tmp_path) == []


def test_the_list_can_be_cleared(tmp_path: Path) -> None:
    note_recent(tmp_path, files(tmp_path, "a"))
    clear_recent(tmp_path)
    clear_recent(tmp_path)
    assert read_recent(tmp_path) == []
