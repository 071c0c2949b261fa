"""What a person prefers is kept, and a damaged file is no reason not to start."""

from pathlib import Path

import pytest

from maturity_app.storage.problems import MachineError
from maturity_app.storage.settings import FILE_NAME, Settings, read_settings, write_settings


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    chosen = Settings("fr", "contrast", text_size=150, single_keys=False, folder="/reports")
    write_settings(tmp_path / "new", chosen)
    assert read_settings(tmp_path / "new") == chosen


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"language": 3, "theme": ["dark"]}',
        b'{"theme": "pink"}',
        b'{"text_size": 900, "single_keys": "no", "folder": 7}',
        b'{"text_size": [100]}',
    ],
)
def test_what_is_damaged_is_as_usual(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert read_settings(tmp_path) == Settings()


def test_without_a_file_all_is_as_usual(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "absent") == Settings("", "system")


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(MachineError):
        write_settings(tmp_path / "file", Settings())
