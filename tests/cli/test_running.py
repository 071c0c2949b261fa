import errno
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from maturity_app.cli import reading, run
from tests.building import assessment, full_questionnaire
from tests.cli.conftest import Given

TOP = Path(__file__).parents[2]
Writer = Callable[..., Path]

NO_QT = """
import sys
from maturity_app.cli import run

for line in sys.stdin.read().splitlines():
    assert run(line.split(), open_window=print, test_window=print) in (0, 1), line
for name in sys.modules:
    assert name.split(".")[0] not in ("PySide6", "shiboken6"), name
"""


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "maturity_app", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(TOP), **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_without_a_command_the_window_opens_over_the_library(given: Given, here: Path) -> None:
    assert given().out == "window over data\n"
    assert given("--data", here / "other").out == "window over other\n"


def test_files_in_the_place_of_a_command_are_opened_in_the_window(
    given: Given, here: Path, answered: Writer
) -> None:
    file = answered("a.assessment.json")
    assert given(file, "gone.assessment.json").out == (
        "window over data\nwith a.assessment.json\nwith gone.assessment.json\n"
    )
    assert given("--data", here / "other", "a.assessment.json").out == (
        "window over other\nwith a.assessment.json\n"
    )


def test_a_folder_in_the_place_of_a_command_is_opened_in_the_window(
    given: Given, here: Path
) -> None:
    (here / "from the units").mkdir()
    assert given("from the units").out == "window over data\nwith from the units\n"


def test_a_mistyped_command_is_no_file(given: Given) -> None:
    ended = given("scoer", "a.assessment.json")
    assert ended.code == 2
    assert "No such command 'scoer'" in ended.err


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("--version",), ("score", "--help")])
def test_help_is_no_error(given: Given, arguments: tuple[str, ...]) -> None:
    ended = given(*arguments)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out


def test_a_defect_is_told_as_ours(
    given: Given, answered: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(reading, "read_record", broken)
    ended = given("score", answered("a.json"))
    assert (ended.code, ended.out) == (70, "")
    assert "ZeroDivisionError: oops" in ended.err
    assert ended.problems[-1].startswith("This is a defect of the program. Please report")


def test_an_interrupt_ends_without_a_traceback(
    given: Given, here: Path, answered: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answered("a.json").read_bytes()

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    ended = given("sign", "a.json", "--as", "Head")
    assert ended.code == 130
    assert "Traceback" not in ended.err
    assert (here / "a.json").read_bytes() == before
    assert [path.name for path in here.iterdir()] == ["a.json"]


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "the disk is full; make room and try again"),
        (errno.EROFS, "this place can be read but not written; choose another one"),
        (errno.EACCES, "this computer does not permit it; ask for access, or choose another place"),
    ],
)
def test_what_the_machine_refuses_is_told_in_one_line(
    given: Given,
    answered: Writer,
    monkeypatch: pytest.MonkeyPatch,
    *,
    number: int,
    message: str,
) -> None:
    file = answered("a.json")
    before = file.read_bytes()

    def refuse(_: int) -> None:
        raise OSError(number, "in the machine's words")

    monkeypatch.setattr(os, "fsync", refuse)
    ended = given("sign", "a.json", "--as", "Head")
    assert (ended.code, ended.problems) == (3, [f"a.json: {message}"])
    assert file.read_bytes() == before


@pytest.mark.long
def test_nobody_reading_on_is_no_error(answered: Writer) -> None:
    file = answered("a.json")
    for arguments in (("score", file), ("score", file, "--json")):
        with subprocess.Popen(
            [sys.executable, "-m", "maturity_app", *map(str, arguments)],
            env=os.environ | {"PYTHONPATH": str(TOP)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as started:
            assert started.stdout is not None
            assert started.stderr is not None
            started.stdout.close()
            assert started.stderr.read() == b""
        assert started.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_behind_stdout_is_the_machines_refusal(
    answered: Writer, unbuffered: str
) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "maturity_app", "score", answered("a.json")],
            env=os.environ | {"PYTHONPATH": str(TOP), "PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 3
    assert ended.stderr == b"output: the disk is full; make room and try again\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_names_in_any_script_are_printed_whatever_the_encoding(here: Path, encoding: str) -> None:
    from maturity_app.storage.assessments import write_assessment

    whole = assessment(full_questionnaire(), {}, unit="Ελλάδα → 中 😀")
    write_assessment(here / "a.json", whole)
    ended = program("score", "a.json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode().startswith("Ελλάδα → 中 😀, Autumn 2026")


def test_the_environment_places_the_library(here: Path, answered: Writer) -> None:
    ended = program("import", answered("a.json"), MATURITY_APP_DATA=str(here / "élan vital"))
    assert ended.returncode == 0
    assert (here / "élan vital" / "library.sqlite").is_file()


@pytest.mark.long
def test_no_command_loads_qt(here: Path, answered: Writer) -> None:
    answered("a.assessment.json")
    answered("b.json", 2, label="B")
    commands = """\
        questionnaires --json
        questionnaires remove absent
        new digital-culture --unit U --wave W -o n.json
        check a.assessment.json .
        score a.assessment.json --json
        report a.assessment.json -o r.pdf
        report a.assessment.json -o r.xlsx
        compare a.assessment.json b.json -o c.json
        sign b.json --as Head
        import a.assessment.json
        export --to out --format csv
        schema assessment"""
    ended = subprocess.run(
        [sys.executable, "-c", NO_QT],
        input=commands.encode(),
        env=os.environ | {"PYTHONPATH": str(TOP)},
        cwd=here,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()


@pytest.mark.long
def test_a_demo_is_written_and_says_how_to_open_it(
    given: Given, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maturity_app.jobs.demo.REPORT_SUFFIXES", (".csv",))
    monkeypatch.setattr("maturity_app.jobs.demo.COMPARISON_SUFFIXES", (".json",))
    (here / "bin").mkdir()
    (here / "bin/maturity-app").touch()
    monkeypatch.setattr("sys.argv", ["bin/maturity-app", "demo", "example"])
    ended = given("demo", "example")
    assert (ended.code, ended.err) == (0, "")
    *files, last = ended.out.splitlines()
    assert all((here / file).is_file() for file in files)
    command = shlex.join([f"{here}/bin/maturity-app", "--data", f"{here}/example/library"])
    assert last == f"To open the example in the window: {command}"
    assert (here / "example/Overview.txt").read_text("utf-8").endswith(f"{last}\n")
    document = json.loads(given("score", *files[:6], "--json").out)
    assert len(document["assessments"]) == 6
    assert not (here / "data").exists(), "the example has a library of its own"


def test_a_demo_over_a_file_is_usage(given: Given, here: Path) -> None:
    (here / "file").write_text("x", "utf-8")
    assert given("demo", "file").code == 2


@pytest.mark.long
def test_the_self_test_tells_what_works(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["--self-test"], open_window=lambda *_: 1, test_window=lambda _: "drawn")
    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[0] == "ok: questionnaire digital-culture"
    assert lines[-1] == "ok: window drawn"
    assert all(line.startswith("ok: ") for line in lines)
