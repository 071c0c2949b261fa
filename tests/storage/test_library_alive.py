"""The library between programs: one is killed, many start at once."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from maturity_app.storage.library import open_library
from tests.building import assessment, dimension, questionnaire

TOP = Path(__file__).parents[2]

ANSWERS_WITHOUT_END = """
import sys
from itertools import count
from pathlib import Path
from maturity_app.domain.assessment import Answer
from maturity_app.storage.library import open_library

library = open_library(Path(sys.argv[1]))
for number in count():
    answer = Answer(state="answered", option="fully", comment=f"answer {number}")
    library.save_answer("unit-b2-autumn-2026", f"practice-{number % 3 + 1}", answer)
    print(number, flush=True)
"""


@pytest.mark.kill
def test_every_answer_announced_as_saved_survives_a_kill(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    whole = assessment(questionnaire(dimension("practice", (1, 1, 2))), {})
    library.add(whole)
    for last in (0, 3, 11, 40):
        announced = killed_after(tmp_path, last)
        kept = library.assessment(whole.id)
        comments = {answer.comment for answer in kept.answers.values()}
        newest = {f"answer {number}" for number in range(max(0, announced - 2), announced + 1)}
        # The answer on its way when the program was killed may have taken an older one's place.
        assert len(newest - comments) <= 1
        assert f"answer {announced}" in comments
    library.close()


def killed_after(folder: Path, last: int) -> int:
    """Return the number of the last answer a program announced before it was killed."""
    with subprocess.Popen(
        [sys.executable, "-c", ANSWERS_WITHOUT_END, str(folder)],
        stdout=subprocess.PIPE,
        cwd=TOP,
        encoding="utf-8",
    ) as program:
        lines = program.stdout
        assert lines is not None
        announced = next(number for number in map(int, lines) if number >= last)
        program.send_signal(signal.SIGKILL)
        rest = [int(line) for line in lines]
    return max([announced, *rest])


@pytest.mark.parametrize("attempt", range(15))
def test_many_that_open_at_once_make_one_library(tmp_path: Path, attempt: int) -> None:
    together = Barrier(6)

    def open_together(_: int) -> int:
        together.wait()
        library = open_library(tmp_path / f"{attempt}")
        try:
            return len(library.entries())
        finally:
            library.close()

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(open_together, range(6))) == [0] * 6
