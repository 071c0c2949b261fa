"""Which version of a questionnaire is installed, read without the rest of it."""

import re
from pathlib import Path

from maturity_app.storage.places import ADDED, ENTRY, shipped_folder

_VERSION = re.compile(r"""^version:\s*["']?([^"'\s#]+)""", re.MULTILINE)
_MOST_LOOKED_AT = 65_536


def installed_version(questionnaire_id: str, data: Path) -> str:
    """Return the version of the questionnaire installed under an id; empty if there is none."""
    for place in (data / ADDED, shipped_folder()):
        try:
            with (place / questionnaire_id / ENTRY).open(encoding="utf-8") as file:
                found = _VERSION.search(file.read(_MOST_LOOKED_AT))
        except (OSError, UnicodeDecodeError):
            continue
        return found[1] if found else ""
    return ""
