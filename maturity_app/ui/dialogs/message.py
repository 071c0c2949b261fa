"""What could not be done, said politely; and a report to copy where the program is at fault."""

import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from maturity_app import __version__
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.wording import Wording

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

_MOST_LINES = 12


class MessageDialog(FormDialog):
    """Says something that is to be read before going on."""

    def __init__(self, parent: QWidget | None, w: Wording, title: str, text: str) -> None:
        """Show a title and a text of any length, of which the first lines are shown."""
        super().__init__(parent, w, title, w("Close"))
        lines = text.splitlines()
        shown = lines[:_MOST_LINES]
        if len(lines) > _MOST_LINES:
            more = len(lines) - _MOST_LINES
            shown.append(w.plural("and {count} more", "and {count} more", more))
        told = label("\n".join(shown), wraps=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(told)
        self.setAccessibleDescription("\n".join(shown))
        self.cancel_button.hide()
        self.accept_button.setFocus()


def tell(parent: QWidget | None, w: Wording, title: str, text: str) -> None:
    """Say something and wait until it was read."""
    MessageDialog(parent, w, title, text).exec()


def tell_written(parent: QWidget | None, w: Wording, path: Path) -> None:
    """Say that a file is written, where, and offer to open its folder."""
    dialog = MessageDialog(parent, w, w("Exported"), f"{path.name}\n{path.parent}")
    dialog.cancel_button.setText(w("Open folder"))
    dialog.cancel_button.show()
    dialog.cancel_button.clicked.connect(
        lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
    )
    dialog.exec()


def report_of(failure: BaseException) -> str:
    """Return where a fault of the program arose, to be copied.

    Neither values nor the failure's own text are in it, since they could quote an answer; of
    file names only those of the program are left whole.
    """
    program = f"Maturity survey {__version__}"
    machine = f"Qt {qVersion()}, {platform.system()} {platform.release()}"
    frames = traceback.extract_tb(failure.__traceback__)
    lines = [
        f"{program}, Python {platform.python_version()}, {machine}",
        *(f"  {_within(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames),
        type(failure).__name__,
    ]
    return "\n".join(lines)


def _within(name: str) -> str:
    package = Path(__file__).parents[2]
    path = Path(name)
    return path.relative_to(package.parent).as_posix() if package in path.parents else path.name


class CrashDialog(FormDialog):
    """Shows what is to be sent to whoever mends the program."""

    def __init__(self, parent: QWidget | None, w: Wording, report: str) -> None:
        """Show the report and offer to copy it."""
        super().__init__(parent, w, w("Something went wrong in the program"), w("Go on"))
        told = w(
            "This is a fault of the program, not yours. Every answer shown as saved is on disk."
            " The report below holds no answers; copy it for whoever looks after the program."
        )
        self.body.addWidget(label(told, wraps=True))
        self.body.addSpacing(8)
        self.report_field = QPlainTextEdit(report)
        self.report_field.setReadOnly(True)
        self.report_field.setMinimumHeight(180)
        self.report_field.setTabChangesFocus(True)
        self.report_field.setAccessibleName(w("Report of the fault"))
        self.body.addWidget(self.report_field)
        self.body.addWidget(button(w("Copy the report"), on_click=self._on_copy))
        self.cancel_button.hide()

    @classmethod
    def show_report(cls, parent: QWidget | None, w: Wording, report: str) -> None:
        """Show a report until it is closed."""
        cls(parent, w, report).exec()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report_field.toPlainText())

    @override
    def problem(self) -> str:
        return ""


def exception_hook(parent: QWidget | None, w: Wording) -> Hook:
    """Return what to do with a failure that nobody caught: polite words, or a report."""

    def told(
        kind: type[BaseException], failure: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, failure, trace)
        elif isinstance(failure, MaturityError):
            tell(parent, w, w("This could not be done"), failure.worded(w))
        else:
            sys.__excepthook__(kind, failure, trace)
            CrashDialog.show_report(parent, w, report_of(failure))

    return told
