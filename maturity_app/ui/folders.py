"""Where dialogs for files begin: where one was last, or as one prefers."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from maturity_app.ui.services import Services


def offered(preferred: str) -> Path:
    """Return where files are offered to be written: as preferred, while that folder is there."""
    folder = Path(preferred)
    return folder if preferred and folder.is_dir() else _documents()


def opened_last(services: Services) -> Path:
    """Return where a file was last opened from, in an earlier session too."""
    recent = services.recent_files()
    return recent[0].parent if recent else offered(services.settings().folder)


def _documents() -> Path:
    """Return where people keep what they write, which a new account may not have yet."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place))
    return folder if folder.is_dir() else Path.home()
