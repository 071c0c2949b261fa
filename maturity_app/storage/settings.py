"""What a person prefers, kept beside the library."""

import json
from pathlib import Path
from typing import NamedTuple

FILE_NAME = "settings.json"
THEMES = ("system", "light", "dark")


class Settings(NamedTuple):
    """Language and colours of the window; empty and "system" follow the computer's."""

    language: str = ""
    theme: str = "system"


def read_settings(data: Path) -> Settings:
    """Return the settings in a data folder; what is missing or damaged is as usual."""
    try:
        stored = json.loads((data / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = stored if isinstance(stored, dict) else {}
    language, theme = known.get("language"), known.get("theme")
    return Settings(
        language=language if isinstance(language, str) else "",
        theme=theme if theme in THEMES else "system",
    )


def write_settings(data: Path, settings: Settings) -> None:
    """Keep settings in a data folder, whole or not at all.

    Raises:
        MachineError: the disk is full or the folder may not be written.

    """
    from maturity_app.storage.atomic import write_whole

    write_whole(data / FILE_NAME, json.dumps(settings._asdict(), indent=1).encode())
