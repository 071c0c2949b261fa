"""A walk through every page and dialog: named, readable and whole, in each language and theme."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from itertools import cycle, groupby, product
from operator import attrgetter
from typing import NamedTuple

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea
from pytestqt.qtbot import QtBot

from maturity_app.colours import CONTRAST, CONTRAST_DARK, DARK, LIGHT, Palette
from maturity_app.jobs import preview
from maturity_app.ui import dialogs
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.form import ClosingDialog, FormDialog, Frame
from maturity_app.wording import Wording, languages, wording_for
from tests.ui.contrast import hard_to_read
from tests.ui.pdf import A4, pdf
from tests.ui.pseudo import PSEUDO
from tests.ui.seeing import cut_off, seen, unnamed
from tests.ui.staging import Libraries, Stage, View, built, dressed, settle, shown, staged
from tests.ui.views import VIEWS

USUAL = QSize(1280, 800)
SMALL = QSize(1024, 700)
# What is left of a screen of 1920 x 1080, without its bar, when everything is twice as large.
AT_200 = QSize(960, 516)
_TITLE_BAR = 40


class Way(NamedTuple):
    """How a walk is gone: in which language and colours, on how much room."""

    w: Wording
    palette: Palette
    size: QSize


QUICK = Way(PSEUDO, DARK, AT_200)
THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST, "contrast-dark": CONTRAST_DARK}
# Each language on each room, in one theme after the other; each theme in the longest texts.
ALL = {
    f"{language}-{name}-{size.width()}": Way(wording_for(language), THEMES[name], size)
    for (language, size), name in zip(
        product(languages(), (USUAL, SMALL, AT_200)), cycle(THEMES), strict=False
    )
} | {f"pseudo-{name}": Way(PSEUDO, palette, AT_200) for name, palette in THEMES.items()}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Libraries:
    return built(tmp_path_factory.mktemp("views"))


def faults_on(way: Way, libraries: Libraries) -> Iterator[str]:
    """Yield what is wrong with each view."""
    for library, views in groupby(VIEWS, attrgetter("library")):
        with staged(libraries, library, way.w, way.palette, way.size) as stage:
            for view in views:
                yield from (f"{view.name}: {fault}" for fault in _faults(stage, view, way))


def _faults(stage: Stage, view: View, way: Way) -> Iterator[str]:
    widget = shown(stage, view)
    look = seen(widget)
    least = 4.5 if way.palette.has_tints else 7.0
    room = widget.size().expandedTo(way.size)
    if room != way.size:
        yield f"takes {widget.width()} x {widget.height()}"
    if isinstance(widget, Frame) and widget.height() + _TITLE_BAR < way.size.height():
        area = widget.findChild(QScrollArea)
        if area is not None and area.verticalScrollBar().maximum() > 0:
            yield "scrolls, although the screen has room"
    yield from unnamed(widget)
    yield from cut_off(look)
    yield from hard_to_read(look, least)
    if isinstance(widget, QDialog):
        widget.close()
        widget.deleteLater()


Walk = Callable[[Way], list[str]]


@pytest.fixture
def application(qtbot: QtBot) -> QApplication:
    del qtbot
    made = QApplication.instance()  # noqa: TID251 - the one pytest-qt made
    assert isinstance(made, QApplication)
    return made


@pytest.fixture
def walk(application: QApplication, libraries: Libraries, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """Return a function that walks a way and tells what is wrong on it."""

    def go(way: Way) -> list[str]:
        monkeypatch.setattr(QScreen, "availableSize", lambda _: way.size)
        # A report is looked at as a picture; the making of it would take a third of the walk.
        monkeypatch.setattr(preview, "pdf_from", lambda _: pdf([A4, A4]))
        with dressed(application, way.palette):
            return list(dict.fromkeys(faults_on(way, libraries)))

    return go


@pytest.mark.gallery
def test_every_page_and_dialog_is_accessible(walk: Walk) -> None:
    assert walk(QUICK) == []


def test_home_fits_a_small_screen_in_german_at_twice_the_size(
    application: QApplication, libraries: Libraries
) -> None:
    german = wording_for("de")
    with (
        dressed(application, LIGHT),
        staged(libraries, "example", german, LIGHT, AT_200) as stage,
    ):
        window = stage.at(Page.HOME)
        settle()
        assert window.minimumSizeHint().width() <= 1024 / 2


@pytest.mark.gallery
@pytest.mark.parametrize("way", ALL.values(), ids=ALL)
def test_they_are_in_every_language_and_theme(way: Way, walk: Walk) -> None:
    assert walk(way) == []


# --- the list ----------------------------------------------------------------------------


def test_no_page_is_missing_in_the_list() -> None:
    assert {view.shows for view in VIEWS if isinstance(view.shows, Page)} == set(Page)


def test_no_dialog_is_missing_in_the_list() -> None:
    there = set()
    for module in pkgutil.iter_modules(dialogs.__path__):
        found = importlib.import_module(f"{dialogs.__name__}.{module.name}")
        there |= {
            each
            for _, each in inspect.getmembers(found, inspect.isclass)
            if issubclass(each, QDialog) and each.__module__ == found.__name__
        }
    assert there - {Frame, FormDialog, ClosingDialog} - {view.shows for view in VIEWS} == set()
    assert len({view.name for view in VIEWS}) == len(VIEWS)
