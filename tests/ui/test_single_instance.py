"""The open window hears of a second start and comes forward."""

import threading
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from maturity_app.storage.claim import Claim, come_in
from maturity_app.ui.single_instance import SecondStarts, come_forward


def test_a_second_start_is_heard_with_its_files(qtbot: QtBot, tmp_path: Path) -> None:
    claim = come_in(tmp_path)
    assert claim is not None
    starts = SecondStarts(claim)
    starts.watch()
    came: list[Claim | None] = []
    file = tmp_path / "a.assessment.json"
    second = threading.Thread(target=lambda: came.append(come_in(tmp_path, [file])))
    with qtbot.waitSignal(starts.asked) as asked:
        second.start()
    second.join()
    assert asked.args == [[file]]
    assert came == [None]
    claim.release()


def test_who_asked_before_the_window_watched_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    claim = come_in(tmp_path)
    assert claim is not None
    second = threading.Thread(target=lambda: come_in(tmp_path))
    second.start()
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*/*.json"))))
    starts = SecondStarts(claim)
    with qtbot.waitSignal(starts.asked) as asked:
        starts.watch()
    second.join()
    assert asked.args == [[]]
    claim.release()


def test_a_minimised_window_comes_forward_as_it_was(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMaximized()
    window.showMinimized()
    come_forward(window)
    assert not window.isMinimized()
    assert window.isVisible()
