"""One window for each library: who has it, and how a second start asks it to come forward.

The window holds a lock that the system takes from it when it ends, however it ends. A second
start leaves a request beside the library and is done once the window has taken it. Where locks
do not work, where the window belongs to somebody else or does not answer, a second one opens: the
library itself stands several.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from maturity_app.storage.locks import lock

if TYPE_CHECKING:
    from collections.abc import Sequence

LOCK_NAME = "window.lock"
REQUESTS_NAME = "window-asked"
_ANSWER_SECONDS = 5.0
_LOOK_SECONDS = 0.03


class Claim:
    """What the window of a library holds as long as it is open."""

    def __init__(self, data: Path, lock: IO[str] | None = None) -> None:
        """Keep an open, locked file; without one nobody can ask for the window."""
        self.requests = data / REQUESTS_NAME
        self._lock = lock

    @property
    def is_known(self) -> bool:
        """Whether a second start would find this window."""
        return self._lock is not None

    def taken(self) -> list[list[Path]]:
        """Return the files named by each start that asked for the window, and take the requests."""
        found = []
        with suppress(OSError):
            for path in sorted(self.requests.glob("*.json")):
                named = _read(path).get("files")
                path.unlink()
                files = named if isinstance(named, list) else []
                found.append([Path(file) for file in files if isinstance(file, str)])
        return found

    def release(self) -> None:
        """Let another window have the library."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def come_in(data: Path, files: Sequence[Path] = ()) -> Claim | None:
    """Claim a library for a window; None where its window is open and has taken the request."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        claim = _claimed(data)
        if claim is not None or not _is_ours(data):
            return claim or Claim(data)
        return _ask(data, files)
    except OSError:
        # Whoever opens the library says what is wrong with the place.
        return Claim(data)


def _claimed(data: Path) -> Claim | None:
    """Return a claim; None where another process has it."""
    file = (data / LOCK_NAME).open("a+", encoding="utf-8")
    try:
        is_free = lock(file)
    except OSError:
        file.close()
        raise
    if not is_free:
        file.close()
        return None
    file.truncate(0)
    file.write(json.dumps(_whose()))
    file.flush()
    return Claim(data, file)


def _ask(data: Path, files: Sequence[Path]) -> Claim | None:
    """Ask the window to come forward, until it does, ends, or has not answered for long."""
    request = data / REQUESTS_NAME / f"{os.getpid()}-{time.monotonic_ns()}.json"
    request.parent.mkdir(exist_ok=True)
    unready = request.with_suffix(".writing")
    unready.write_text(json.dumps({"files": [str(file) for file in files]}), "utf-8")
    unready.rename(request)
    claim, until = None, time.monotonic() + _ANSWER_SECONDS
    while request.exists() and claim is None and time.monotonic() < until:
        time.sleep(_LOOK_SECONDS)
        claim = _claimed(data)
    try:
        request.unlink()
    except FileNotFoundError:
        if claim is None:
            return None
    return claim or Claim(data)


def _is_ours(data: Path) -> bool:
    """Return whether the window is this person's, on this screen: another can't be raised."""
    return _read(data / LOCK_NAME) in (_whose(), {})


def _whose() -> dict[str, object]:
    names = os.environ
    if sys.platform == "win32":
        host, screen = names.get("COMPUTERNAME", ""), names.get("SESSIONNAME", "")
        user = names.get("USERNAME", "")
    else:
        host, user = os.uname().nodename, str(os.getuid())
        screen = names.get("WAYLAND_DISPLAY") or names.get("DISPLAY") or ""
    return {"host": host, "user": user, "screen": screen}


def _read(path: Path) -> dict[str, object]:
    try:
        held = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
