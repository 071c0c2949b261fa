"""Slow work: done beside the window, told in the window's thread."""

import threading

from pytestqt.qtbot import QtBot

from maturity_app.ui.background import Background


def test_what_comes_of_work_is_told_in_the_windows_thread(qtbot: QtBot) -> None:
    background = Background()
    told: list[object] = []
    here = threading.get_ident()

    def work() -> str:
        assert threading.get_ident() != here
        return "done"

    def on_success(result: str) -> None:
        told.append((result, threading.get_ident() == here))

    background.run_in_background(work, on_success, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("done", True)]
    background.finish()


def test_a_failure_is_told_too_and_the_next_work_still_done(qtbot: QtBot) -> None:
    background = Background()
    told: list[object] = []

    def fails() -> None:
        raise OSError("full")

    with qtbot.waitSignals([background.busy, background.busy]):
        background.run_in_background(fails, told.append, lambda why: told.append(str(why)))
    background.run_in_background(lambda: 7, told.append, told.append)
    qtbot.waitUntil(lambda: told == ["full", 7])
    background.finish()


def test_nothing_is_told_once_the_window_has_closed(qtbot: QtBot) -> None:
    background = Background()
    told: list[object] = []
    begun = threading.Event()
    background.run_in_background(begun.set, told.append, told.append)
    assert begun.wait(5)
    background.finish()
    qtbot.wait(20)
    assert not told
