"""What a person prefers, kept beside the library."""

import json
from pathlib import Path
from typing import NamedTuple

FILE_NAME = "settings.json"
THEMES = ("system", "light", "dark", "contrast")
TEXT_SIZES = (100, 125, 150, 175, 200)


class Settings(NamedTuple):
    """How the window speaks, looks and is used; empty and "system" follow the computer's.

    `text_size` is in percent of the usual size. `single_keys` says whether letters and digits
    answer a question by themselves. `folder` is where files are offered to be written.
    """

    language: str = ""
    theme: str = "system"
    text_size: int = 100
    single_keys: bool = True
    folder: str = ""


def read_settings(data: Path) -> Settings:
    """Return the settings in a data folder; what is missing or damaged is as usual."""
    try:
        stored = json.loads((data / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    known = stored if isinstance(stored, dict) else {}
    usual = Settings()
    theme, text_size = known.get("theme"), known.get("text_size")
    return Settings(
        language=_text(known.get("language")),
        theme=theme if theme in THEMES else usual.theme,
        text_size=text_size if text_size in TEXT_SIZES else usual.text_size,
        single_keys=known.get("single_keys") is not False,
        folder=_text(known.get("folder")),
    )


def _text(stored: object) -> str:
    return stored if isinstance(stored, str) else ""


def write_settings(data: Path, settings: Settings) -> None:
    """Keep settings in a data folder, whole or not at all.

    Raises:
        MachineError: the disk is full or the folder may not be written.

    """
    from maturity_app.storage.atomic import write_whole

    write_whole(data / FILE_NAME, json.dumps(settings._asdict(), indent=1).encode())
