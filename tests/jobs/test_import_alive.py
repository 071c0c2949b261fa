"""An import that is killed, or ended by the keyboard: what came in stays, and it goes on."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Unit
from maturity_app.storage.assessments import SUFFIX, as_bytes
from maturity_app.storage.library import open_library
from tests.building import assessment, full_questionnaire, random_answers

pytestmark = pytest.mark.kill

TOP = Path(__file__).parents[2]
FILES = 200


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files of many units."""
    definition = full_questionnaire()
    whole = assessment(definition, random_answers(definition, 1))
    made = tmp_path_factory.mktemp("in")
    for n in range(FILES):
        one = replace(whole, id=f"record-{n}", unit=Unit(id=f"unit-{n}", name=f"Unit {n}"))
        (made / f"{n:03}{SUFFIX}").write_bytes(as_bytes(one))
    return made


@contextmanager
def importing(folder: Path, data: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-u", "-m", "maturity_app", "import", str(folder)]
    with subprocess.Popen(
        [*command, "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=TOP,
        encoding="utf-8",
    ) as program:
        yield program


def ended_after(
    folder: Path, data: Path, lines: int, how: signal.Signals
) -> tuple[list[str], str, int]:
    """Return what an import told of each file until it was ended, its last words, and its code."""
    with importing(folder, data) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        told = [line for _, line in zip(range(lines), program.stdout, strict=False)]
        program.send_signal(how)
        told += program.stdout
        last_words = program.stderr.read()
    return told, last_words, program.returncode


def held(data: Path) -> set[str]:
    library = open_library(data)
    try:
        return {entry.unit.name for entry in library.entries()}
    finally:
        library.close()


@pytest.mark.parametrize("lines", [1, 47])
def test_what_was_told_as_added_survives_a_kill_and_the_next_import_goes_on(
    folder: Path, tmp_path: Path, lines: int
) -> None:
    told, _, _ = ended_after(folder, tmp_path, lines, signal.SIGKILL)
    # The last line may be cut off.
    added = {line.partition(": added ")[2].partition(",")[0] for line in told[:-1]}
    kept = held(tmp_path)
    assert added <= kept
    assert lines <= len(kept) < FILES
    with importing(folder, tmp_path) as program:
        out, err = program.communicate()
    told_sum = f"{FILES - len(kept)} assessments added; {len(kept)} here already\n"
    assert (program.returncode, err) == (0, told_sum)
    assert out.count("is in the library already") == len(kept)
    assert out.count(": added ") == FILES - len(kept)
    assert len(held(tmp_path)) == FILES


def test_the_keyboard_ends_it_with_a_word_on_how_far_it_came(folder: Path, tmp_path: Path) -> None:
    told, last_words, code = ended_after(folder, tmp_path, 30, signal.SIGINT)
    assert code == 130
    done = len(told)
    assert f"Stopped after {done} of {FILES}; what came in is kept" in last_words
    assert 30 <= len(held(tmp_path)) == done < FILES
