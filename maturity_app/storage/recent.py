"""Which files were opened lately, kept beside the settings; nothing but names, and only here."""

import json
from collections.abc import Sequence
from pathlib import Path

FILE_NAME = "recent.json"
MOST = 8


def read_recent(data: Path) -> list[Path]:
    """Return the files opened lately that are still there, the newest first."""
    try:
        stored = json.loads((data / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return []
    names = stored if isinstance(stored, list) else []
    return [Path(name) for name in names if isinstance(name, str) and _is_there(Path(name))]


def note_recent(data: Path, paths: Sequence[Path]) -> None:
    """Note files as opened just now; those that are gone drop out.

    Raises:
        MachineError: the disk is full or the folder may not be written.

    """
    from maturity_app.storage.atomic import write_whole

    newest = [path.absolute() for path in reversed(paths)]
    kept = list(dict.fromkeys([*newest, *read_recent(data)]))[:MOST]
    content = json.dumps([str(path) for path in kept], indent=1)
    write_whole(data / FILE_NAME, content.encode())


def clear_recent(data: Path) -> None:
    """Forget which files were opened.

    Raises:
        MachineError: the folder may not be written.

    """
    from maturity_app.storage.problems import machine_error

    try:
        (data / FILE_NAME).unlink(missing_ok=True)
    except OSError as refused:
        raise machine_error(data / FILE_NAME, refused) from refused


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
