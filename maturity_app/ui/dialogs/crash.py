"""A fault of the program: said once however often it strikes, with a report to copy."""

import errno
import platform
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from maturity_app import __version__
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.dialogs.message import tell
from maturity_app.ui.widgets.pieces import button, label
from maturity_app.wording import Wording

_FIELD_HIGH = 180
_MOST_OTHERS = 20
# The messages of these name what stands in the program, never what a person wrote.
_TELLING = (
    AttributeError, NameError, UnboundLocalError, IndexError, ModuleNotFoundError,
    RecursionError, ZeroDivisionError,
)  # fmt: skip


def report_of(failure: BaseException) -> str:
    """Return where a fault of the program arose, to be copied.

    No values are in it, and of the failure's own text only what can't quote an answer; of file
    names only those of the program are left whole.
    """
    program = f"Maturity survey {__version__}"
    machine = f"{platform.system()} {platform.release()}, {platform.machine()}"
    screen = f"{QGuiApplication.platformName()}, {platform.python_implementation()}"
    versions = f"Python {platform.python_version()}, Qt {qVersion()}"
    return f"{program}, {versions}, {machine}, {screen}\n{arising(failure)}"


def arising(failure: BaseException) -> str:
    """Return where a failure arose, and what had led to it."""
    return "\n".join(line for one in _chain(failure) for line in _lines(one))


def _chain(failure: BaseException) -> Iterator[BaseException]:
    """Yield what led to a failure, then the failure."""
    before = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
    if before is not None:
        yield from _chain(before)
    yield failure


def _lines(failure: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(failure.__traceback__):
        yield f"  {_within(frame.filename)}:{frame.lineno} {frame.name}"
    name = type(failure).__name__
    if type(failure) in _TELLING:
        yield f"{name}: {failure}"
    elif isinstance(failure, OSError):
        yield f"{name}: {errno.errorcode.get(failure.errno or 0, 'no number')}"
    else:
        yield name


def _within(name: str) -> str:
    package = Path(__file__).parents[2]
    path = Path(name)
    return path.relative_to(package.parent).as_posix() if package in path.parents else path.name


class CrashDialog(FormDialog):
    """Shows what is to be sent to whoever mends the program, and offers to go on or to close."""

    def __init__(self, parent: QWidget | None, w: Wording, report: str) -> None:
        """Show the report and offer to copy it."""
        super().__init__(parent, w, w("Something went wrong in the program"), w("Go on"))
        self._others: list[str] = []
        self.wants_close = False
        told = w(
            "This is a fault of the program, not yours. Every answer shown as saved is on disk."
            " The report below holds no answers; copy it for whoever looks after the program."
        )
        self.body.addWidget(label(told, wraps=True))
        self.body.addSpacing(8)
        self.report_field = QPlainTextEdit(report)
        self.report_field.setReadOnly(True)
        self.report_field.setMinimumHeight(_FIELD_HIGH)
        self.report_field.setTabChangesFocus(True)
        self.report_field.setAccessibleName(w("Report of the fault"))
        self.body.addWidget(self.report_field)
        self._again = label("", "muted", wraps=True)
        self._again.hide()
        self.body.addWidget(self._again)
        self.body.addSpacing(4)
        copy = button(w("Copy the report"), on_click=self._on_copy)
        self.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.cancel_button.setText(w("Close safely"))
        self.cancel_button.setToolTip(w("Saves what is being typed and closes the window"))
        self.cancel_button.clicked.connect(self._on_close)
        self._more = 0

    def add(self, failure: BaseException) -> None:
        """Take in another fault that struck while this one is being read."""
        self._more += 1
        other, known = arising(failure), self.report_field.toPlainText()
        if other not in known and len(self._others) < _MOST_OTHERS:
            self._others.append(other)
            self.report_field.setPlainText(f"{known}\n\n{other}")
        more = self._more
        told = self._w.plural("It struck once more.", "It struck {count} more times.", more)
        self._again.setText(told)
        self._again.show()
        self._fit()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report_field.toPlainText())

    def _on_close(self) -> None:
        self.wants_close = True


class FaultBox:
    """Tells failures that nobody caught: polite words, or one report for all of them."""

    def __init__(self, window: QWidget | None, w: Wording, close: Callable[[], object]) -> None:
        """Stand before `window`; `close` saves and closes it."""
        self._window, self._w, self._close = window, w, close
        self._shown: CrashDialog | None = None
        self._polite: list[str] = []

    def tell(self, failure: BaseException) -> None:
        """Tell a failure, or add it to what is being told."""
        if isinstance(failure, MaturityError):
            self._tell_politely(failure.worded(self._w))
        elif self._shown is not None:
            self._shown.add(failure)
        else:
            self._shown = CrashDialog(self._window, self._w, report_of(failure))
            self._shown.exec()
            wants_close, self._shown = self._shown.wants_close, None
            if wants_close:
                self._close()

    def _tell_politely(self, why: str) -> None:
        """Tell known errors one after the other, the same one once."""
        if why in self._polite:
            return
        self._polite.append(why)
        if len(self._polite) > 1:
            return
        while self._polite:
            tell(self._window, self._w, self._w("This could not be done"), self._polite[0])
            self._polite.pop(0)
