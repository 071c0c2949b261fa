"""Where a person's library is."""

import os
from pathlib import Path

VARIABLE = "MATURITY_APP_DATA"


def data_folder(chosen: Path | None = None) -> Path:
    """Return the folder of the library: as chosen, as MATURITY_APP_DATA says, or the usual one."""
    named = os.environ.get(VARIABLE)
    if chosen is not None or named:
        return chosen or Path(named or "")
    import platformdirs

    return platformdirs.user_data_path("maturity-app", appauthor=False)
