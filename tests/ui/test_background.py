"""Slow work: done beside the window, told in the window's thread."""

import threading

from pytestqt.qtbot import QtBot

from maturity_app.ui.background import Background, LongWork


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


def test_long_work_says_how_far_it_is_and_what_came_of_it(qtbot: QtBot) -> None:
    background = Background()
    begun: list[LongWork] = []
    moved: list[tuple[int, int, str]] = []
    background.begun.connect(begun.append)

    is_heard = threading.Event()

    def work(watch: LongWork) -> int:
        is_heard.wait(5)
        for step in range(4):
            watch.tell(step, 4, f"file {step}")
        watch.tell(4, 4)
        return 4

    long = background.run_long("Counting", work, lambda count: f"{count} done", str)
    long.moved.connect(lambda *told: moved.append(told))
    is_heard.set()
    with qtbot.waitSignal(long.ended) as ended:
        assert background.under_way == (long,)
    assert begun == [long]
    # Steps that follow each other closely are passed over; the first and the last are not.
    assert moved[0] == (0, 4, "file 0")
    assert moved[-1] == (4, 4, "")
    assert ended.args == ["4 done"]
    assert background.under_way == ()
    background.finish()


def test_cancelled_work_ends_after_its_step_and_keeps_what_is_done(qtbot: QtBot) -> None:
    background = Background()
    went_on = threading.Event()
    done: list[int] = []

    def work(watch: LongWork) -> list[int]:
        for step in range(100):
            if watch.is_cancelled:
                break
            done.append(step)
            if step == 1:
                assert went_on.wait(5)
        return done

    long = background.run_long("Counting", work, list, str)
    with qtbot.waitSignal(long.ended) as ended:
        long.cancel()
        went_on.set()
    assert ended.args is not None
    assert ended.args[0] in ([], [0], [0, 1])
    background.finish()


def test_a_defect_in_long_work_leaves_none_under_way(qtbot: QtBot) -> None:
    background = Background()

    def breaks(_: LongWork) -> None:
        raise KeyError("unit")

    def reraise(failure: Exception) -> None:
        raise failure

    with qtbot.captureExceptions() as caught:
        long = background.run_long("Breaking", breaks, str, reraise)
        with qtbot.waitSignal(long.ended):
            pass
    assert [kind for kind, *_ in caught] == [KeyError]
    assert background.under_way == ()
    background.finish()


def test_once_it_is_finished_nothing_is_begun_any_more(qtbot: QtBot) -> None:
    background = Background()
    done: list[str] = []

    def work() -> None:
        done.append("work")

    background.finish()
    with qtbot.assertNotEmitted(background.busy):
        background.run_in_background(work, str, str)
    background.finish()
    assert done == []
