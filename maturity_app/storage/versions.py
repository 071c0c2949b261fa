"""Which version of a questionnaire is installed, read without the rest of it."""

from pathlib import Path

from maturity_app.storage.places import ADDED, ENTRY, shipped_folder

_KEY = "version:"
_MOST_LOOKED_AT = 65_536


def installed_version(questionnaire_id: str, data: Path) -> str:
    """Return the version of the questionnaire installed under an id; empty if there is none."""
    for place in (data / ADDED, shipped_folder()):
        try:
            with (place / questionnaire_id / ENTRY).open(encoding="utf-8") as file:
                return _version_in(file.read(_MOST_LOOKED_AT))
        except (OSError, UnicodeDecodeError):
            continue
    return ""


def _version_in(text: str) -> str:
    # A pattern, compiled for one line, would take a hundredth of the start.
    for line in text.splitlines():
        if line.startswith(_KEY):
            value = line.removeprefix(_KEY).partition("#")[0]
            return value.strip().strip("\"'")
    return ""
