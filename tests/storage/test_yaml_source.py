import time
from pathlib import Path

import pytest

from maturity_app.storage.problems import InputError
from maturity_app.storage.yaml_source import MAX_BYTES, read_yaml


def read(tmp_path: Path, content: str | bytes) -> object:
    path = tmp_path / "file.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    source = read_yaml(path, "file.yaml")
    if source.problems:
        raise InputError(source.problems)
    return source.data


def told(tmp_path: Path, content: str | bytes) -> list[str]:
    with pytest.raises(InputError) as refused:
        read(tmp_path, content)
    return [str(problem) for problem in refused.value.problems]


def test_numbers_with_a_point_stay_texts_so_that_they_stay_exact(tmp_path: Path) -> None:
    data = read(tmp_path, "a: 0.1\nb: 2/3\nc: 3\nd: true\ne: 2026-10-16\nf: null\n")
    assert data == {"a": "0.1", "b": "2/3", "c": 3, "d": True, "e": "2026-10-16", "f": None}


@pytest.mark.parametrize("content", ["a: 1\r\nb: 2\r\n", "\ufeffa: 1\nb: 2\n", "a: 1\nb: 2"])
def test_line_ends_and_byte_order_marks_of_any_editor_are_read(
    tmp_path: Path, content: str
) -> None:
    assert read(tmp_path, content) == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "`a` stands here a second time (first in line 1)"),
        ("a: x\nb: No\n", 2, "`b: No` is read as true or false"),
        ("a:\n  - yes\n", 2, "`a: yes` is read as true or false"),
        ("x: 1\nno: text\n", 2, "the key `no` is read as true or false"),
        ("a: &x text\nb: *x\n", 1, "aliases (& and *) are not part of this format"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "tags such as"),
        ("a: 1\n\tb: 2\n", 2, "a tab stands here"),
        ("a: 1\nb:\t- 2\n", 2, "this is no YAML"),
        ("a: 1\nb: it does: this\n", 2, "a second `: ` stands here"),
        ('a: 1\nb: "open\nc: 2\n', 2, "has no closing quotation mark"),
        ("a: 1\n---\nb: 2\n", 2, "a second document begins here"),
        ("a: 1\nb: x\x1b[31m\n", 2, "a character that can't be seen stands here (U+001B)"),
        ("a: 1\nb: 2\nc: \x00\n", 3, "a character that can't be seen stands here (U+0000)"),
        (b"a: 1\nb: caf\xe9\n", 2, "this is not UTF-8 text"),
        ("a: 1".encode("utf-16"), 1, "this is not UTF-8 text"),
        ("", 1, "the file is empty"),
        ("# only a remark\n", 1, "the file is empty"),
        ("a: 1\n? [b, c]\n: 2\n", 2, "a key must be a word"),
        ("a: 1:30\n", 1, "`1:30` is no plain whole number"),
        ("a: 0x1F\n", 1, "`0x1F` is no plain whole number"),
        ("a: 012\n", 1, "`012` is no plain whole number"),
        ("a: " + "9" * 5000, 1, "is no plain whole number"),
        ("a: " + "[" * 50 + "]" * 50, 1, "entries are nested too deeply"),
        ("\n".join(" " * depth + "a:" for depth in range(60)), 41, "entries are nested too deeply"),
    ],
)
def test_a_problem_names_its_line(
    tmp_path: Path, content: str | bytes, line: int, what: str
) -> None:
    (message,) = told(tmp_path, content)
    assert message.startswith(f"file.yaml:{line}: ")
    assert what in message
    assert "; " in message, "how to mend it is missing"
    assert len(message) < 250
    assert "\n" not in message


def test_all_doubtful_spots_are_told_at_once(tmp_path: Path) -> None:
    messages = told(tmp_path, "a: No\nb: 1\nb: 2\nc: !x y\n")
    assert [message.split(":")[1] for message in messages] == ["1", "3", "4"]


def test_an_alias_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)
    )
    started = time.perf_counter()
    (message,) = told(tmp_path, bomb)
    assert "aliases" in message
    assert time.perf_counter() - started < 2


def test_what_is_too_large_or_too_much_is_refused(tmp_path: Path) -> None:
    assert "too large" in told(tmp_path, "a: " + "x" * MAX_BYTES)[0]
    assert "too many entries" in told(tmp_path, "[" + "1," * 110_000 + "]")[0]
    assert "nested too deeply" in told(tmp_path, "[" * 200_000)[0]
