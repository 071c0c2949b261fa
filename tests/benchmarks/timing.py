"""Two pieces of work timed in turn, so that a machine's moods meet both alike."""

import statistics
import time
from collections.abc import Callable


def ratio(
    work: Callable[[], object], floor: Callable[[], object], runs: int = 15, rounds: int = 3
) -> float:
    """Return the median of work ÷ the median of floor, timed one after the other.

    The quietest of several rounds counts: what else a machine does only ever adds.
    """
    work()
    floor()
    return min(_round(work, floor, runs) for _ in range(rounds))


def _round(work: Callable[[], object], floor: Callable[[], object], runs: int) -> float:
    pairs = [(_seconds(work), _seconds(floor)) for _ in range(runs)]
    return statistics.median(p[0] for p in pairs) / statistics.median(p[1] for p in pairs)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
