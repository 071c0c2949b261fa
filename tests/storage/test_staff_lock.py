"""One program at a time changes a survey; nothing that was left behind keeps others from it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest

from maturity_app.storage import staff_lock
from maturity_app.storage.problems import InputError
from maturity_app.storage.staff_lock import alone_with

HOLD = """
import sys, time
from pathlib import Path
from maturity_app.storage.staff_lock import alone_with
with alone_with(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "b2.staff.json"
    path.write_text("0", "utf-8")
    return path


def test_who_comes_second_is_asked_to_try_again_by_whatever_name(
    survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_lock, "_WAIT_SECONDS", 0.05)
    link = survey.with_name("link.staff.json")
    link.symlink_to(survey)
    for second in (survey, link):
        with (
            alone_with(survey),
            pytest.raises(InputError, match="is adding to this survey or closing it; try again"),
            alone_with(second),
        ):
            pass
    with alone_with(link), alone_with(survey.with_name("other.staff.json")):
        pass
    assert sorted(survey.parent.iterdir()) == [survey, link]


def test_each_waits_for_its_turn(survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_lock, "_LOOK_SECONDS", 0.001)

    def add(_: int) -> None:
        with alone_with(survey):
            survey.write_text(str(int(survey.read_text("utf-8")) + 1), "utf-8")

    with ThreadPoolExecutor(4) as programs:
        list(programs.map(add, range(200)))
    assert survey.read_text("utf-8") == "200"
    assert list(survey.parent.iterdir()) == [survey]


def test_a_killed_program_blocks_nobody(survey: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_lock, "_WAIT_SECONDS", 0.05)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(survey)], stdout=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == b"held\n"
        with pytest.raises(InputError, match="another program"), alone_with(survey):
            pass
        program.kill()
        program.wait()
    assert len(list(survey.parent.iterdir())) == 2, "its lock's file is still there"
    with alone_with(survey):
        pass


def test_a_file_left_by_somebody_else_is_locked_as_well(
    survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_lock, "_WAIT_SECONDS", 0.05)
    survey.with_name(".b2.staff.json.lock").touch()
    opened = Path.open

    def refuse_to_write(path: Path, mode: str = "r", *rest: Any, **more: Any) -> IO[Any]:  # noqa: ANN401 - as open's
        if mode == "ab":
            raise PermissionError
        return opened(path, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", refuse_to_write)
    with (
        alone_with(survey),
        pytest.raises(InputError, match="another program"),
        alone_with(survey),
    ):
        pass


def test_where_there_are_no_locks_the_work_goes_on(
    survey: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> bool:
        raise OSError

    with alone_with(survey.with_name("no folder") / "b2.staff.json"):
        pass
    monkeypatch.setattr(staff_lock, "lock", refuse)
    with alone_with(survey), alone_with(survey):
        pass
