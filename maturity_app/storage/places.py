"""Where a person's library is, and the questionnaires."""

import os
from pathlib import Path

ENTRY = "questionnaire.yaml"
"""The first file of a questionnaire's folder."""

ADDED = "questionnaires"
"""The folder of added questionnaires below that of the library."""

_PACKAGE = Path(__file__).resolve().parent.parent

VARIABLE = "MATURITY_APP_DATA"


def data_folder(chosen: Path | None = None) -> Path:
    """Return the folder of the library: as chosen, as MATURITY_APP_DATA says, or the usual one."""
    named = os.environ.get(VARIABLE)
    if chosen is not None or named:
        return chosen or Path(named or "")
    import platformdirs

    return platformdirs.user_data_path("maturity-app", appauthor=False)


def shipped_folder() -> Path:
    """Return where the shipped questionnaires are: in the package, or beside it in a checkout."""
    inside = _PACKAGE / "questionnaires"
    return inside if inside.is_dir() else _PACKAGE.parent / "questionnaires"
