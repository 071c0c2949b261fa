"""Saving a chart as a picture: in dots for every program, or in lines that stay sharp."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QWidget

from maturity_app.jobs.reporting import safe_name
from maturity_app.storage.atomic import write_whole
from maturity_app.ui.theme import TYPE, Palette
from maturity_app.ui.widgets.painting import draw_wrapped, semibold, sized, wrapped_height
from maturity_app.wording import Wording

_EDGE = 16
_BELOW_TITLE = 8
_SCALE = 2
"""How many dots a picture has for each one of the window, so that it is sharp in print."""


class Picture:
    """A chart with its title, as it is on the screen; `told` are its figures in words.

    `source` says below the title of whom and when they are, since a picture goes about alone.
    """

    def __init__(
        self, title: str, source: str, chart: QWidget, told: str, palette: Palette
    ) -> None:
        """Measure the chart as it is shown."""
        self._title, self._source, self._chart, self._told = title, source, chart, told
        self._palette = palette
        self._small = sized(chart.font(), TYPE.caption)
        self._font = semibold(sized(chart.font(), TYPE.body))
        high = wrapped_height(self._font, title, chart.width())
        self._head = QRect(_EDGE, _EDGE, chart.width(), high)
        said = wrapped_height(self._small, source, chart.width()) if source else 0
        self._foot = QRect(_EDGE, self._head.bottom() + 1, chart.width(), said)
        below = high + said + _BELOW_TITLE + chart.height()
        self.size = QSize(chart.width() + 2 * _EDGE, below + 2 * _EDGE)

    def as_png(self) -> bytes:
        """Return the picture in dots."""
        image = QImage(self.size * _SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        image.setText("Title", self._title)
        image.setText("Source", self._source)
        image.setText("Description", self._told)
        self._paint_on(image)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub says that it is bytes
        return bytes(buffer.data().data())

    def as_svg(self) -> bytes:
        """Return the picture in lines."""
        buffer = QBuffer()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self.size)
        generator.setViewBox(QRect(QPoint(0, 0), self.size))
        generator.setTitle(self._title)
        generator.setDescription(f"{self._source}\n{self._told}")
        self._paint_on(generator)
        return bytes(buffer.data().data())

    def _paint_on(self, device: QImage | QSvgGenerator) -> None:
        painter = QPainter(device)
        painter.fillRect(QRect(QPoint(0, 0), self.size), QColor(self._palette.raised))
        painter.setFont(self._font)
        painter.setPen(QColor(self._palette.text))
        draw_wrapped(painter, self._head, self._title)
        if self._source:
            painter.setFont(self._small)
            painter.setPen(QColor(self._palette.muted))
            draw_wrapped(painter, self._foot, self._source)
        place = QPoint(_EDGE, self._foot.bottom() + 1 + _BELOW_TITLE)
        # Its children alone: the page behind it is no part of a picture.
        flags = QWidget.RenderFlag.DrawChildren
        self._chart.render(painter, place, QRegion(), flags)
        painter.end()


def save_picture(
    parent: QWidget, w: Wording, picture: Picture, folder: Path, name: str
) -> Path | None:
    """Ask where a picture is to be kept, in `folder` if nothing else is said, and keep it there.

    Raises:
        MachineError: it can't be written.

    """
    path, suffix = ask_place(parent, w, folder, name)
    if path is not None:
        write_whole(path, picture.as_svg() if suffix == ".svg" else picture.as_png())
    return path


def ask_place(parent: QWidget, w: Wording, folder: Path, name: str) -> tuple[Path | None, str]:
    """Return where a picture goes and of which kind it is; None where it is not wanted."""
    kinds = {
        f"{w('Picture, for every program')} (*.png)": ".png",
        f"{w('Drawing, sharp in any size')} (*.svg)": ".svg",
    }
    start = folder / f"{safe_name(name)}.png"
    chosen, kind = QFileDialog.getSaveFileName(
        parent, w("Save picture as"), str(start), ";;".join(kinds)
    )
    if not chosen:
        return None, ""
    typed = Path(chosen).suffix.lower()
    suffix = typed if typed in kinds.values() else kinds.get(kind, ".png")
    return (Path(chosen) if typed == suffix else Path(chosen + suffix)), suffix
