"""How the window was left, kept beside the settings."""

import json
from pathlib import Path
from typing import NamedTuple

FILE_NAME = "window.json"


class WindowState(NamedTuple):
    """Place and size as Qt writes them, the page that was shown and the record it was about.

    `question` is the item the survey was at, `language` the one last chosen for questions.
    """

    place: str = ""
    page: str = ""
    record: str = ""
    question: str = ""
    language: str = ""


def read_window_state(data: Path) -> WindowState:
    """Return how the window was left; what is missing or damaged is left out."""
    try:
        stored = json.loads((data / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return WindowState()
    known = stored if isinstance(stored, dict) else {}
    texts = (known.get(name) for name in WindowState._fields)
    return WindowState(*(text if isinstance(text, str) else "" for text in texts))


def write_window_state(data: Path, state: WindowState) -> None:
    """Keep how the window was left, whole or not at all.

    Raises:
        MachineError: the disk is full or the folder may not be written.

    """
    from maturity_app.storage.atomic import write_whole

    write_whole(data / FILE_NAME, json.dumps(state._asdict(), indent=1).encode())
