"""One window for each library: it is found, it is asked, and nothing it leaves behind blocks."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from maturity_app.storage import claim as claims
from maturity_app.storage.claim import LOCK_NAME, Claim, come_in

HOLD = """
import sys, time
from pathlib import Path
from maturity_app.storage.claim import come_in
claim = come_in(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def second_start(data: Path, *files: Path) -> tuple[threading.Thread, list[Claim | None]]:
    """Start once more, as another process would while the window works on."""
    came: list[Claim | None] = []
    start = threading.Thread(target=lambda: came.append(come_in(data, files)))
    start.start()
    return start, came


def test_a_second_start_hands_its_files_to_the_window_and_is_done(tmp_path: Path) -> None:
    window = come_in(tmp_path)
    assert window is not None
    assert window.is_known
    start, came = second_start(tmp_path, tmp_path / "a.assessment.json")
    taken: list[list[Path]] = []
    while not taken:
        taken = window.taken()
    start.join()
    assert taken == [[tmp_path / "a.assessment.json"]]
    assert came == [None]
    assert list(window.requests.iterdir()) == []
    window.release()


def test_libraries_in_other_places_have_windows_of_their_own(tmp_path: Path) -> None:
    here, there = come_in(tmp_path / "here"), come_in(tmp_path / "there")
    assert here is not None
    assert there is not None
    assert here.is_known
    assert there.is_known
    here.release()
    there.release()


def test_a_killed_program_blocks_nobody(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"held\n"
        program.kill()
        program.wait()
    window = come_in(tmp_path)
    assert window is not None
    assert window.is_known
    window.release()


def test_a_window_that_ends_meanwhile_leaves_its_place(tmp_path: Path) -> None:
    window = come_in(tmp_path)
    assert window is not None
    start, came = second_start(tmp_path)
    while not window.requests.is_dir():
        time.sleep(0)
    window.release()
    start.join()
    [second] = came
    assert second is not None
    assert second.is_known
    assert second.taken() == []
    second.release()


def test_a_window_that_does_not_answer_blocks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "_ANSWER_SECONDS", 0.05)
    window = come_in(tmp_path)
    assert window is not None
    second = come_in(tmp_path)
    assert second is not None
    assert not second.is_known
    assert window.taken() == []
    window.release()


def test_the_window_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    window = come_in(tmp_path)
    assert window is not None
    whose = json.loads((tmp_path / LOCK_NAME).read_text("utf-8"))
    (tmp_path / LOCK_NAME).write_text(json.dumps({**whose, "host": "another"}), "utf-8")
    second = come_in(tmp_path)
    assert second is not None
    assert not second.is_known
    assert window.taken() == []
    window.release()


@pytest.mark.parametrize(
    ("owner", "name", "refusal"),
    [
        (claims, "lock", OSError("no locks on this disk")),
        (Path, "open", PermissionError("read-only")),
    ],
)
def test_where_locks_do_not_work_the_program_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, refusal: OSError
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise refusal

    monkeypatch.setattr(owner, name, refuse)
    window = come_in(tmp_path)
    assert window is not None
    assert not window.is_known


def test_a_place_that_is_no_folder_is_left_to_the_library(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    window = come_in(tmp_path / "file" / "data")
    assert window is not None
    assert not window.is_known
