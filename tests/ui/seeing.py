"""What is cut off or has no name, in a widget that is shown.

Text that Qt draws is measured against its widget; what the program paints itself is overheard
while it paints: each call that draws a text, with the room it was given.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QFont,
    QFontInfo,
    QFontMetrics,
    QImage,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from maturity_app.ui.theme import TYPE
from maturity_app.ui.widgets.drop_overlay import DropOverlay
from maturity_app.ui.widgets.painting import semibold, sized

LARGE, LARGE_BOLD = 24, 18.66
"""From these sizes on, in pixels, WCAG asks a ratio of 3 instead of 4.5."""

_EDGE = 4
_HEAD_PAD = 12
_NO_ROLE = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)


class Painted(NamedTuple):
    """A text that the program painted itself, in its widget's coordinates."""

    widget: QWidget
    text: str
    needed: QRectF
    room: QRectF | None
    ink: str
    is_large: bool


class Seen(NamedTuple):
    """A widget with all below it, as painted, and what was overheard meanwhile."""

    whole: QWidget
    image: QImage
    painted: list[Painted]
    shortened: list[str]


def seen(whole: QWidget) -> Seen:
    """Paint a widget once and listen."""
    # A view's painter knows the widget it paints on once Python does.
    viewports = [view.viewport() for view in whole.findChildren(QAbstractScrollArea)]
    with _overheard() as (painted, shortened):
        picture = whole.grab()
    del viewports
    picture.setDevicePixelRatio(1)
    return Seen(whole, picture.toImage(), painted, shortened)


@contextmanager
def _overheard() -> Iterator[tuple[list[Painted], list[str]]]:
    painted: list[Painted] = []
    shortened: list[str] = []
    draw, shorten = QPainter.drawText, QFontMetrics.elidedText

    def drawing(painter: QPainter, *given: Any) -> Any:  # noqa: ANN401 - Qt's own overloads
        device = painter.device()
        if isinstance(device, QWidget) and any(isinstance(each, str) and each for each in given):
            painted.append(_painted(painter, device, given))
        return draw(painter, *given)

    def shortening(metrics: QFontMetrics, text: str, *given: Any) -> str:  # noqa: ANN401 - as above
        shown = shorten(metrics, text, *given)
        if shown != text:
            shortened.append(f"{text!r} is shortened to {shown!r}")
        return shown

    QPainter.drawText = drawing  # type: ignore[assignment, method-assign]
    QFontMetrics.elidedText = shortening  # type: ignore[assignment, method-assign]
    try:
        yield painted, shortened
    finally:
        QPainter.drawText = draw  # type: ignore[method-assign]
        QFontMetrics.elidedText = shorten  # type: ignore[method-assign]


def _painted(painter: QPainter, widget: QWidget, given: tuple[Any, ...]) -> Painted:
    metrics = painter.fontMetrics()
    room: QRectF | None = None
    if isinstance(given[0], QPoint | QPointF):
        text = cast("str", given[1])
        needed = QRectF(metrics.boundingRect(text)).translated(QPointF(given[0]))
    else:
        room, flags, text = QRectF(given[0]), int(given[1]), cast("str", given[2])
        needed = QRectF(metrics.boundingRect(room.toAlignedRect(), flags, text))
    place = painter.worldTransform()
    return Painted(
        widget,
        text,
        place.mapRect(needed),
        place.mapRect(room) if room is not None else None,
        painter.pen().color().name(),
        is_large(painter.font()),
    )


def is_large(font: QFont) -> bool:
    """Return whether a text is so large that WCAG asks less of it."""
    shown = QFontInfo(font)
    return shown.pixelSize() >= (LARGE_BOLD if shown.bold() else LARGE)


# --- names -------------------------------------------------------------------------------


def unnamed(whole: QWidget) -> list[str]:
    """Return what one can tab to that a screen reader could not announce."""
    faults = []
    for widget in visible(whole):
        takes_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        if not takes_keys or widget.focusProxy() is not None or _is_inner(widget):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if not told.text(QAccessible.Text.Name).strip():
            faults.append(f"{called(widget)} has no name")
        # Qt has no role for a header by itself: the name it announces says what it does.
        if told.role() in _NO_ROLE and not isinstance(widget, QHeaderView):
            faults.append(f"{called(widget)} has no role")
    return faults


# --- cut off -----------------------------------------------------------------------------


def cut_off(look: Seen) -> list[str]:
    """Return what is not shown in full."""
    faults = list(look.shortened)
    for text in look.painted:
        faults += _cut_painted(text)
    for widget in visible(look.whole):
        faults += [f"{called(widget)}: {fault}" for fault in _cut(widget)]
    return faults


def _cut_painted(text: Painted) -> Iterator[str]:
    where = f"{type(text.widget).__name__} paints {text.text!r}"
    if text.text.endswith(" …"):
        yield f"{where}, which is shortened"
    if text.room is not None and not _holds(text.room, text.needed):
        yield f"{where}: needs {_size(text.needed)}, has {_size(text.room)}"
    if not _holds(QRectF(text.widget.rect()), text.needed) and not _scrolls(text.widget):
        yield f"{where} beyond the edge of its widget"


def _holds(room: QRectF, needed: QRectF) -> bool:
    wide, high = needed.width() - room.width(), needed.height() - room.height()
    beyond = max(room.left() - needed.left(), needed.right() - room.right())
    below = max(room.top() - needed.top(), needed.bottom() - room.bottom())
    # Bounding boxes are rounded up, and leave room for accents and tails that need not be there.
    return max(wide, beyond) <= 2 and max(high, below) <= 3


def _scrolls(widget: QWidget) -> bool:
    """Return whether a widget is what is seen of a view that scrolls."""
    return isinstance(widget.parentWidget(), QAbstractScrollArea)


def _cut(widget: QWidget) -> Iterator[str]:
    yield from _out_of_place(widget)
    for kinds, check in _CHECKS:
        if isinstance(widget, kinds):
            yield from check(widget)


def _out_of_place(widget: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _scrolls(parent) or _scrolls(widget):
        return
    if type(widget).__name__ == "_Ring" or widget.objectName().startswith("qt_"):
        return
    over = widget.geometry().united(parent.rect())
    if over != parent.rect():
        beyond = over.width() - parent.width(), over.height() - parent.height()
        if max(beyond) > 1 and not widget.visibleRegion().isEmpty():
            yield f"stands {beyond[0]} x {beyond[1]} beyond {type(parent).__name__}"


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if label.wordWrap():
        least = label.minimumSizeHint().width()
        high = label.heightForWidth(label.width())
        if label.height() < high - 1:
            yield f"needs a height of {high}, has {label.height()}"
        longest = max(label.text().split() or [""], key=len)
        word = label.fontMetrics().horizontalAdvance(longest)
        if word > label.contentsRect().width() and least > label.width():
            yield f"the word {longest!r} needs {word}, has {label.width()}"
    else:
        yield from _too_small(label)


def _cut_button(button: QAbstractButton) -> Iterator[str]:
    if button.text():
        yield from _too_small(button)


def _cut_hint(field: QLineEdit) -> Iterator[str]:
    hint, room = field.placeholderText(), field.contentsRect().width() - 2 * _EDGE
    if hint and not field.text() and field.fontMetrics().horizontalAdvance(hint) > room:
        yield f"the hint {hint!r} needs more than {room}"


def _cut_sideways(area: QAbstractScrollArea) -> Iterator[str]:
    # A report of a fault has lines of code, which do not wrap.
    if isinstance(area, QHeaderView | QPlainTextEdit):
        return
    if area.horizontalScrollBar().maximum() > 0:
        yield f"scrolls sideways by {area.horizontalScrollBar().maximum()}"


def _too_small(widget: QWidget) -> Iterator[str]:
    hint = widget.sizeHint()
    if isinstance(widget, QPushButton | QToolButton):
        # Padding may give way; the text may not.
        hint = QSize(widget.fontMetrics().horizontalAdvance(_plain(widget.text())) + 4, 0)
    if widget.width() < hint.width() - 1 or widget.height() < hint.height() - 1:
        yield f"needs {hint.width()} x {hint.height()}, has {widget.width()} x {widget.height()}"


def _cut_combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    kind = QStyle.ComplexControl.CC_ComboBox
    room = combo.style().subControlRect(kind, option, part, combo).width()
    needed = combo.fontMetrics().horizontalAdvance(option.currentText)
    if needed > room and not combo.isEditable():
        yield f"{option.currentText!r} needs {needed}, has {room}"


def _cut_header(header: QHeaderView) -> Iterator[str]:
    model, side = header.model(), header.orientation()
    # The style sheet's font of a section is known to Qt alone.
    metrics = QFontMetrics(semibold(sized(header.font(), TYPE.caption)))
    for section in range(header.count()):
        if header.isSectionHidden(section):
            continue
        text = str(model.headerData(section, side, Qt.ItemDataRole.DisplayRole) or "")
        needed, has = metrics.horizontalAdvance(text) + _HEAD_PAD, header.sectionSize(section)
        if text and needed > has:
            yield f"the head {text!r} needs {needed}, has {has}"


_CHECKS: tuple[tuple[Any, Callable[[Any], Iterator[str]]], ...] = (
    (QLabel, _cut_label),
    (QPushButton | QToolButton | QCheckBox | QRadioButton, _cut_button),
    (QComboBox, _cut_combo),
    (QLineEdit, _cut_hint),
    (QHeaderView, _cut_header),
    (QMenuBar, _too_small),
    (QAbstractScrollArea, _cut_sideways),
)
"""How each kind of widget cuts off its text."""


# --- widgets -----------------------------------------------------------------------------


def visible(whole: QWidget) -> list[QWidget]:
    """Return the widgets that can be seen, other windows left out, and what lies under a veil."""
    if any(veil.isVisible() for veil in whole.findChildren(DropOverlay)):
        return []
    return [
        widget
        for widget in whole.findChildren(QWidget)
        if widget.window() is whole and not widget.visibleRegion().isEmpty()
    ]


def paints_itself(widget: QWidget) -> bool:
    """Return whether the program itself paints a button, text and all."""
    return type(widget).__module__.startswith("maturity_app") and not isinstance(
        widget, QPushButton | QToolButton
    )


def _is_inner(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)


def _plain(text: str) -> str:
    return text.replace("&", "")


def _size(rect: QRectF) -> str:
    return f"{rect.width():.0f} x {rect.height():.0f}"


def called(widget: QWidget) -> str:
    text = getattr(widget, "text", str)()
    said = text if isinstance(text, str) and text else widget.accessibleName()
    return f"{type(widget).__name__} {said[:60]!r} in {type(widget.parentWidget()).__name__}"
