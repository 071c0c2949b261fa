"""The commands as a person gives them, in a folder of their own with a library of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from maturity_app.cli import run
from maturity_app.storage.assessments import write_assessment
from tests.building import assessment, full_questionnaire, random_answers


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        return self.err.splitlines()


Given = Callable[..., Ended]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder the commands are given in; the library is in `data` below it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MATURITY_APP_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def given(here: Path, capsys: pytest.CaptureFixture[str]) -> Given:
    def give(*arguments: str | Path) -> Ended:
        def window(data: Path, files: Sequence[Path]) -> int:
            print(f"window over {data.relative_to(here)}")  # noqa: T201 - seen by the test
            for file in files:
                print(f"with {file.relative_to(here)}")  # noqa: T201 - seen by the test
            return 0

        code = run([str(a) for a in arguments], open_window=window, test_window=str)
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return give


@pytest.fixture
def answered(here: Path) -> Callable[..., Path]:
    """Return a way to write an answered assessment to a file, different by its seed."""

    def write(name: str, seed: int = 1, **about: object) -> Path:
        definition = full_questionnaire()
        given = random_answers(definition, seed)
        whole = assessment(definition, given, **about)  # type: ignore[arg-type]  # as named there
        write_assessment(here / name, whole)
        return here / name

    return write
