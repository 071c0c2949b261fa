"""A PDF in the window: painted where it is seen, by key from page to page, and printed."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from maturity_app.storage.problems import MachineError
from maturity_app.ui.pdf_pages import PdfPages
from maturity_app.ui.printing import chosen_pages, print_pages, printer_for
from maturity_app.ui.theme import LIGHT
from maturity_app.ui.widgets.page_view import PageView
from maturity_app.ui.widgets.pdf_preview import PdfPreview
from maturity_app.wording import ENGLISH
from tests.ui.pdf import A4, WIDE, pdf

FIVE = pdf([A4] * 5)


def inked(picture: QImage) -> list[tuple[float, float]]:
    """Return where a picture is dark, in shares of its size."""
    small = picture.scaled(100, 140, mode=Qt.TransformationMode.SmoothTransformation)
    places = [(x, y) for x in range(100) for y in range(140)]
    return [(x / 100, y / 140) for x, y in places if small.pixelColor(x, y).lightness() < 225]


@pytest.fixture
def preview(qtbot: QtBot) -> PdfPreview:
    made = PdfPreview(ENGLISH, LIGHT)
    qtbot.addWidget(made, before_close_func=PdfPreview.finish)
    made.resize(700, 600)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def view(preview: PdfPreview, qtbot: QtBot) -> PageView:
    """Return the view of five pages, the first of them painted."""
    preview.show_made("Harbour", lambda: FIVE)
    qtbot.waitUntil(lambda: bool(preview.view.sheets) and preview.view.sheets[0].scale > 0)
    return preview.view


# --- looking -----------------------------------------------------------------------------


def test_pages_are_painted_when_seen_and_read_out_with_their_words(
    view: PageView, qtbot: QtBot
) -> None:
    first, last = view.sheets[0], view.sheets[-1]
    assert (first.accessibleName(), last.accessibleName()) == ("Page 1 of 5", "Page 5 of 5")
    assert first.accessibleDescription() == "This is page 1"
    assert first.image.width() == pytest.approx(first.width() * first.devicePixelRatioF(), abs=1)
    assert inked(first.image)
    assert last.image.isNull()
    view.go_to(4)
    qtbot.waitUntil(lambda: last.accessibleDescription() == "This is page 5")
    assert first.image.isNull()


def test_what_nobody_looked_at_is_painted_once_it_is_seen(view: PageView, qtbot: QtBot) -> None:
    view.hide()
    view.go_to(3)
    qtbot.wait(20)
    assert view.sheets[3].image.isNull()
    view.show()
    qtbot.waitUntil(lambda: not view.sheets[3].image.isNull())


def test_the_pages_keys_lead_through_the_report(view: PageView) -> None:
    view.sheets[0].setFocus()
    for key, page in (
        (Qt.Key.Key_PageDown, 1), (Qt.Key.Key_End, 4), (Qt.Key.Key_PageUp, 3),
        (Qt.Key.Key_Home, 0),
    ):  # fmt: skip
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        assert view.current == page
        assert view.sheets[page].hasFocus()
        top = view.sheets[page].mapTo(view.viewport(), QPoint(0, 0)).y()
        assert 0 <= top < view.viewport().height()
    stops = [s for s in view.sheets if s.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [stop for stop in stops if stop.focusPolicy() == Qt.FocusPolicy.StrongFocus] == [
        view.sheets[0]
    ]


def test_zooming_paints_anew_at_that_size(
    view: PageView, preview: PdfPreview, qtbot: QtBot
) -> None:
    sheet, field = view.sheets[0], preview.zoom_field
    before = sheet.image.width()
    field.setCurrentIndex(field.findData(200))
    field.activated.emit(0)
    qtbot.waitUntil(lambda: sheet.image.width() == round(595 * 96 / 72 * 2))
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert (view.zoom, field.currentData()) == (150, 150)
    QTest.keyClick(view, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: sheet.image.width() == before)


def test_only_what_was_asked_for_last_is_shown(preview: PdfPreview, qtbot: QtBot) -> None:
    go_on, made = threading.Event(), []

    def slow() -> bytes:
        assert go_on.wait(5)
        return FIVE

    def never() -> bytes:
        made.append("never")
        return FIVE

    preview.show_made("first", slow)
    preview.show_made("second", never)
    preview.show_made("third", lambda: pdf([WIDE]))
    go_on.set()
    qtbot.waitUntil(lambda: preview.pages is not None)
    assert len(preview.view.sheets) == 1
    assert made == []


def test_what_can_not_be_made_is_said_in_its_place(preview: PdfPreview, qtbot: QtBot) -> None:
    def refuse() -> bytes:
        raise MachineError("the disk is full")

    preview.show_made("Harbour", refuse)
    qtbot.waitUntil(lambda: preview.message.text() == "the disk is full")
    assert preview.message.isVisible()
    assert not preview.print_button.isEnabled()


# --- printing ----------------------------------------------------------------------------


class Watch:
    """Wants the work to end once `enough` steps are told."""

    def __init__(self, enough: int = 1000) -> None:
        """Want all of the work, or only its first steps."""
        self.told, self.enough = 0, enough

    def tell(self, *_: object) -> None:
        self.told += 1

    @property
    def is_cancelled(self) -> bool:
        return self.told >= self.enough


def printer_to(path: Path, pages: PdfPages) -> QPrinter:
    made = printer_for(pages, "Harbour")
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    made.setResolution(96)
    return made


@pytest.mark.usefixtures("qtbot")
def test_pages_are_printed_in_their_range_each_turned_as_it_is(tmp_path: Path) -> None:
    pages = PdfPages(pdf([A4, A4, WIDE, A4]))
    printer = printer_to(tmp_path / "printed.pdf", pages)
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Portrait
    printer.setFromTo(2, 3)
    numbers = chosen_pages(printer, len(pages))
    assert list(numbers) == [1, 2]
    assert print_pages(printer, pages, numbers, Watch()) == 2
    printed = PdfPages((tmp_path / "printed.pdf").read_bytes())
    assert [size.width() > size.height() for size in printed.sizes] == [False, True]
    # The words stand where they stood, near the lower left corner.
    marks = inked(printed.picture(0, 1.0))
    assert marks
    assert all(0.07 < x < 0.25 and 0.91 < y < 0.96 for x, y in marks)


@pytest.mark.usefixtures("qtbot")
def test_printing_can_be_stopped(tmp_path: Path) -> None:
    pages = PdfPages(FIVE)
    printer = printer_to(tmp_path / "printed.pdf", pages)
    assert print_pages(printer, pages, [0, 1, 2], Watch(enough=1)) == 1


@pytest.mark.usefixtures("qtbot")
def test_the_last_page_is_printed_first_where_that_is_asked(tmp_path: Path) -> None:
    pages = PdfPages(FIVE)
    printer = printer_to(tmp_path / "printed.pdf", pages)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert list(chosen_pages(printer, 5)) == [4, 3, 2, 1, 0]


@pytest.mark.parametrize("way", ["left and come back to", "made wider"])
def test_the_whole_width_is_seen(preview: PdfPreview, qtbot: QtBot, way: str) -> None:
    if way == "made wider":
        preview.show_made("Harbour", lambda: FIVE)
        qtbot.waitUntil(lambda: bool(preview.view.sheets))
        preview.resize(1100, 600)
    else:
        preview.hide()
        preview.show_made("Harbour", lambda: FIVE)
        qtbot.waitUntil(lambda: bool(preview.view.sheets))
        preview.show()
    view, sheet = preview.view, preview.view.sheets[0]
    qtbot.waitUntil(lambda: sheet.width() > view.viewport().width() - 60)
    qtbot.waitUntil(lambda: sheet.scale > 0)
    left = sheet.mapTo(view.viewport(), QPoint(0, 0)).x()
    assert left >= 0
    assert left + sheet.width() <= view.viewport().width()
    inside = view.widget()
    assert inside is not None
    assert inside.width() > sheet.width()
