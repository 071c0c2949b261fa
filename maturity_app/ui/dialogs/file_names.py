"""Asks for files of which only the names are wanted."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from maturity_app.wording import Wording


def ask_file_names(parent: QWidget, w: Wording) -> list[str]:
    """Return the names of files a person picks; no file is opened, and no folder is told."""
    title = w("Add file names: the files stay where they are")
    chosen, _ = QFileDialog.getOpenFileNames(parent, title)
    return [Path(path).name for path in chosen]
