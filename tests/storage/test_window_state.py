"""How the window was left: kept, read back, and left out where it is damaged."""

from pathlib import Path

import pytest

from maturity_app.storage.window_state import (
    FILE_NAME,
    WindowState,
    read_window_state,
    write_window_state,
)


def test_what_is_kept_is_read_back(tmp_path: Path) -> None:
    state = WindowState(place="AdnQ", page="survey", record="harbour-autumn-2026")
    write_window_state(tmp_path, state)
    assert read_window_state(tmp_path) == state


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[1]", b'{"place": 3, "page": null}'])
def test_what_is_damaged_is_as_if_nothing_was_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert read_window_state(tmp_path) == WindowState()
