"""Printing a PDF: the desktop's own dialog, then page by page beside the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from maturity_app.domain.said import said
from maturity_app.jobs.incoming import Watch
from maturity_app.storage.problems import MachineError
from maturity_app.ui.pdf_pages import PdfPages

_POINTS_PER_INCH = 72
# Finer than this no text looks better, and a page would take half a gigabyte.
_MOST_DOTS_PER_INCH = 300


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is to be printed, and how, once a person has chosen that."""

    name: str
    print: Callable[[Watch], int]


def ask_to_print(parent: QWidget, pages: PdfPages, name: str) -> PrintJob | None:
    """Ask for a printer and pages; None if nothing is to be printed."""
    printer = printer_for(pages, name)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, len(pages))
    if not dialog.exec():
        return None
    numbers = chosen_pages(printer, len(pages))
    return PrintJob(name, lambda watch: print_pages(printer, pages, numbers, watch))


def printer_for(pages: PdfPages, name: str) -> QPrinter:
    """Return a printer set to the size and orientation of the first page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageOrientation(_orientation(pages.sizes[0]))
    upright = pages.sizes[0]
    if upright.width() > upright.height():
        upright = upright.transposed()
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point))
    return printer


def chosen_pages(printer: QPrinter, count: int) -> Sequence[int]:
    """Return the pages to print, from 0, in the order they leave the printer."""
    first = printer.fromPage() or 1
    last = min(printer.toPage() or count, count)
    pages = range(first - 1, last)
    is_backwards = printer.pageOrder() == QPrinter.PageOrder.LastPageFirst
    return list(reversed(pages)) if is_backwards else list(pages)


def print_pages(printer: QPrinter, pages: PdfPages, numbers: Sequence[int], watch: Watch) -> int:
    """Print pages, each turned as it is; return how many were sent to the printer.

    Raises:
        MachineError: the printer does not take them.

    """
    painter = QPainter()
    done = 0
    for number in numbers:
        if watch.is_cancelled:
            printer.abort()
            break
        watch.tell(done, len(numbers))
        printer.setPageOrientation(_orientation(pages.sizes[number]))
        is_taken = painter.begin(printer) if done == 0 else printer.newPage()
        if not is_taken:
            raise MachineError(said("the printer does not answer; see whether it is switched on"))
        _paint(painter, printer, pages, number)
        done += 1
    if painter.isActive():
        painter.end()
    return done


def _paint(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    """Paint a page as large as the paper lets it, margins of the printer included."""
    scale = min(printer.resolution(), _MOST_DOTS_PER_INCH) / _POINTS_PER_INCH
    picture = pages.picture(number, scale)
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    printed = printer.pageLayout().paintRectPixels(printer.resolution())
    size = pages.sizes[number]
    fitted = size.scaled(QSizeF(paper.size()), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, round(fitted.width()), round(fitted.height()))
    target.moveCenter(paper.center())
    # A painter's origin is the corner of what the printer can reach, not of the paper.
    painter.drawImage(target.translated(-printed.topLeft()), picture)


def _orientation(size: QSizeF) -> QPageLayout.Orientation:
    is_wide = size.width() > size.height()
    return QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
