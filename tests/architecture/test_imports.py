"""Rooms import downwards only, the domain stands on nothing, and no command loads Qt."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

TOP = Path(__file__).parents[2]
DOMAIN_MAY_IMPORT = sys.stdlib_module_names | {"annotated_types", "maturity_app"}

FAIL_IF_QT_IS_LOADED = """
import sys

for name in {name.partition(".")[0] for name in sys.modules} & {"PySide6", "shiboken6"}:
    sys.exit(f"{name} was loaded")
"""

HELP_OF_EVERY_COMMAND = """
from maturity_app.cli import commands, run

for name in commands.commands:
    assert run([name, "--help"], open_window=print, test_window=print) == 0, name
"""

COMMANDS_GIVEN = """
import sys
from maturity_app.cli import run

for line in sys.argv[1:]:
    assert run(line.split(), open_window=print, test_window=print) == 0, line
"""

START_AS_A_PERSON_DOES = """
from maturity_app.__main__ import main

try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""


def run(code: str, *arguments: str, cwd: Path = TOP) -> subprocess.CompletedProcess[str]:
    """Run some Python in a process of its own, which fails if Qt was loaded on the way."""
    return subprocess.run(
        [sys.executable, "-c", code + FAIL_IF_QT_IS_LOADED, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(TOP)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_import_contracts_are_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TOP)
    code = lint_imports(config_filename=str(TOP / "pyproject.toml"), cache_dir=None)
    assert code == 0, capsys.readouterr().out


def modules_of(room: str) -> list[Path]:
    return sorted((TOP / "maturity_app" / room).rglob("*.py"))


def imported_by(path: Path) -> Iterator[str]:
    for statement in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            yield statement.module or "."


@pytest.mark.parametrize("path", modules_of("domain"), ids=lambda path: path.stem)
def test_the_domain_stands_on_the_standard_library_alone(path: Path) -> None:
    foreign = {name for name in imported_by(path) if name.split(".")[0] not in DOMAIN_MAY_IMPORT}
    assert not foreign


def test_the_help_of_no_command_loads_qt() -> None:
    result = run(HELP_OF_EVERY_COMMAND)
    assert result.returncode == 0, result.stderr


def test_starting_with_a_command_does_not_load_qt() -> None:
    result = run(START_AS_A_PERSON_DOES, "--help")
    assert result.returncode == 0, result.stderr
    assert "score" in result.stdout


@pytest.mark.long
def test_work_from_the_first_file_to_the_reports_does_not_load_qt(tmp_path: Path) -> None:
    result = run(
        COMMANDS_GIVEN,
        "questionnaires --json",
        "new digital-culture --unit Harbour --wave 2026 --date 2026-03-01 -o a.assessment.json",
        "score a.assessment.json",
        "report a.assessment.json -o a.pdf",
        "report a.assessment.json -o a.xlsx",
        cwd=tmp_path,
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "a.pdf").is_file()
    assert (tmp_path / "a.xlsx").is_file()


@pytest.mark.parametrize(
    "path", sorted((TOP / "maturity_app" / "domain").glob("*.py")), ids=lambda p: p.stem
)
def test_the_domain_knows_no_questionnaire_by_name(path: Path) -> None:
    """The shipped questionnaire is data: its practices and pressures are named in files alone."""
    shipped = re.compile(
        r"vuca|volatil|ambiguity|practice \d|own the risks|pioneer|digital.culture", re.IGNORECASE
    )
    assert shipped.findall(path.read_text("utf-8")) == []
