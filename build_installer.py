"""Build the program that runs without Python: `freeze` it, `smoke`-test it, `pack` it to hand on.

Each system builds its own: run this on Linux for Linux, on Windows for Windows, on macOS for macOS.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePath

import click

from maturity_app import __version__

TOP = Path(__file__).resolve().parent
NAME = "maturity-app"
BUILD = TOP / "build"
DIST = TOP / "dist"

DATA = (
    ("questionnaires", "maturity_app/questionnaires"),
    ("maturity_app/assets", "maturity_app/assets"),
)
"""Folders the program reads, and where it finds them in its own folder."""

EXCLUDED_MODULES = (
    # The program opens no network connection.
    "PySide6.QtNetwork",
    # Python's other toolkit, an image format and coloured consoles: libraries use them if present.
    "tkinter",
    "PIL._avif",
    "pygments",
    "rich",
    # pikepdf reads metadata with it, openpyxl writes with it if present; the program does neither.
    "lxml",
    # Parquet is for those who install the program with Python; it would more than double the size.
    "pyarrow",
    # What only developers need.
    "hypothesis",
    "mypy",
    "pip",
    "pytest",
    "setuptools",
)

UNNEEDED_FILES = (
    # The on-screen keyboard: it alone would bring the whole of QtQuick and QtQml.
    "*/platforminputcontexts/*virtualkeyboard*",
    # GTK and all it stands on; colours and file dialogs come from the desktop's portal.
    "*/platformthemes/*gtk3*",
    # Screens and input devices that desktops do not have.
    "*/platforms/*eglfs*",
    "*/platforms/*linuxfb*",
    "*/platforms/*minimal*",
    "*/platforms/*vkkhrdisplay*",
    "*/platforms/*vnc*",
    "*/egldeviceintegrations/*",
    "*/plugins/generic/*",
    # What talks to printers, and all that stands on: a computer that prints has its own and keeps
    # it safe; on any other the print dialog offers a file. What packages bring lies in folders.
    "libcups.so*",
    "libavahi-*",
    "libgssapi_krb5.so*",
    "libkrb5*",
    "libk5crypto.so*",
    "libcom_err.so*",
    "libkeyutils.so*",
    "libgnutls.so*",
    "libhogweed.so*",
    "libnettle.so*",
    "libgmp.so*",
    "libtasn1.so*",
    "libp11-kit.so*",
    "libidn2.so*",
    "libunistring.so*",
    # OpenGL in software, which widgets do not use.
    "*opengl32sw.dll",
    # The texts of Qt's own tools and of QtQuick; those of dialogs and buttons are in qtbase.
    "*PySide6/*translations/[!q]*",
    "*PySide6/*translations/qt[!b]*",
)
"""Patterns of what comes along because something could need it, and the window never loads."""

LAUNCHER = """\
import sys

from maturity_app.__main__ import main

sys.exit(main())
"""

HOOK_NAME = "hook-PySide6.QtGui.py"
HOOK = """\
from PyInstaller.utils.hooks.qt import add_qt6_dependencies

from build_installer import is_needed

hiddenimports, found, datas = add_qt6_dependencies(__file__)
binaries = [(source, target) for source, target in found if is_needed(source)]
"""
"""Takes PyInstaller's own hook's place: a plugin left out here does not bring its libraries."""

SPEC = """\
import sys

from PyInstaller.utils.hooks import collect_submodules

sys.path.insert(0, {top!r})
from build_installer import needed

analysis = Analysis(
    [{launcher!r}],
    pathex=[{top!r}],
    datas={data!r},
    hiddenimports=collect_submodules("maturity_app"),
    excludes={excluded!r},
    hookspath=[{hooks!r}],
)
program = EXE(
    PYZ(analysis.pure),
    analysis.scripts,
    exclude_binaries=True,
    name={name!r},
    upx=False,
    **{window!r},
)
folder = COLLECT(
    program,
    needed(analysis.binaries),
    needed(analysis.datas),
    name={name!r},
    # Names for a debugger can be three quarters of Python's own library; elsewhere it has none.
    strip=sys.platform == "linux",
    upx=False,
)
if sys.platform == "darwin":
    BUNDLE(folder, name={name!r} + ".app", version={version!r})
"""

SELF_TEST_LINES = (
    "ok: questionnaire ",
    "ok: scored ",
    "ok: report.pdf ",
    "ok: report.xlsx ",
    "ok: window ",
    "preview: ",
)
"""How the lines begin that `--self-test` prints, one for each thing it did."""

SELF_TEST_SECONDS = 180
LARGEST_PACKAGE = 60_000_000
"""Bytes. What a person downloads stays small enough to be sent around."""


def specification(build: Path, system: str) -> str:
    """Return what PyInstaller is told to build on a system, as `sys.platform` names it."""
    return SPEC.format(
        top=str(TOP),
        launcher=str(build / f"{NAME}.py"),
        hooks=str(build / "hooks"),
        data=[(str(TOP / source), target) for source, target in DATA],
        excluded=list(EXCLUDED_MODULES),
        name=NAME,
        version=__version__,
        window=windowing(system),
    )


def write_build_files(build: Path, system: str) -> Path:
    """Write what PyInstaller reads; return the file it starts from."""
    hooks = build / "hooks"
    hooks.mkdir(parents=True, exist_ok=True)
    (hooks / HOOK_NAME).write_text(HOOK, encoding="utf-8")
    (build / f"{NAME}.py").write_text(LAUNCHER, encoding="utf-8")
    specification_file = build / f"{NAME}.spec"
    specification_file.write_text(specification(build, system), encoding="utf-8")
    return specification_file


def windowing(system: str) -> dict[str, object]:
    """Return what lets one program be both a window and a set of commands."""
    if system == "win32":
        # A console program, so that commands print; started by a double click it has a console to
        # itself, and hides it.
        return {"console": True, "hide_console": "hide-early"}
    # A bundle must be windowed on macOS; there and on Linux every program can print.
    return {"console": system != "darwin"}


def needed(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return PyInstaller's entries (target, source, kind) that belong into the frozen folder."""
    return [entry for entry in entries if is_needed(entry[0])]


def is_needed(place: str) -> bool:
    """Return whether a file belongs into the frozen folder, by its path here or there."""
    path = PurePath(place).as_posix()
    return not any(fnmatch(path, pattern) for pattern in UNNEEDED_FILES)


def frozen_program(dist: Path = DIST, system: str = sys.platform) -> Path:
    """Return where the frozen program stands once it is built."""
    return dist / NAME / (f"{NAME}.exe" if system == "win32" else NAME)


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder, links not counted."""
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def megabytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{size / 1_000_000:.1f} MB"


def run_self_test(program: Path) -> subprocess.CompletedProcess[str]:
    """Run a program's self-test without a screen, in a folder that is thrown away afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"{NAME}-smoke-") as scratch:
        inherited = {key: value for key, value in os.environ.items() if key[:6] != "PYTHON"}
        data = str(Path(scratch, "data"))
        return subprocess.run(
            [str(program), "--self-test"],
            cwd=scratch,
            env=inherited | {"QT_QPA_PLATFORM": "offscreen", "MATURITY_APP_DATA": data},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SELF_TEST_SECONDS,
            check=False,
        )


def faults_of(result: subprocess.CompletedProcess[str]) -> list[str]:
    """Return everything that is wrong with a finished self-test, nothing if it is sound."""
    faults = []
    if result.returncode != 0:
        faults.append(f"it ended with exit code {result.returncode}")
    if result.stdout.strip():
        faults += [f"it did not print `{line}…`" for line in missing_lines(result.stdout)]
    else:
        faults.append("it printed nothing")
    return faults


def missing_lines(output: str) -> list[str]:
    """Return which lines of the self-test do not stand in its output."""
    lines = output.splitlines()
    return [
        expected
        for expected in SELF_TEST_LINES
        if not any(line.startswith(expected) for line in lines)
    ]


def package_name(system: str, machine: str) -> str:
    """Return what the package is called, without its ending: program, version, system, machine."""
    readable = {"win32": "windows", "darwin": "macos"}.get(system, system)
    return f"{NAME}-{__version__}-{readable}-{machine.lower()}"


def pack_program(dist: Path, system: str, machine: str) -> Path:
    """Pack what a person needs of dist/ into one file: on macOS the .app, elsewhere the folder."""
    return Path(
        shutil.make_archive(
            str(dist / package_name(system, machine)),
            # A ZIP keeps neither links nor the right to run a file, a tar does.
            "zip" if system == "win32" else "xztar",
            root_dir=dist,
            base_dir=f"{NAME}.app" if system == "darwin" else NAME,
        )
    )


def check_built(program: Path) -> None:
    """Refuse to go on without a built program."""
    if not program.is_file():
        raise click.ClickException(f"{program} does not exist; build it with `freeze` first.")


@click.group()
def commands() -> None:
    """Build, try and pack the program that runs without Python."""


@commands.command()
def freeze() -> None:
    """Build the program as one folder, in dist/."""
    specification_file = write_build_files(BUILD, sys.platform)
    options = ["--noconfirm", "--clean", "--log-level=WARN"]
    folders = [f"--distpath={DIST}", f"--workpath={BUILD}"]
    finished = subprocess.run(
        [sys.executable, "-m", "PyInstaller", *options, *folders, str(specification_file)],
        cwd=TOP,
        check=False,
    )
    if finished.returncode != 0:
        raise click.ClickException("PyInstaller failed; its messages stand above.")
    click.echo(f"{DIST / NAME}: {megabytes(size_of(DIST / NAME))}")


@commands.command()
@click.option(
    "--program",
    type=click.Path(path_type=Path),
    default=frozen_program(),
    help="The program to try; without this, the one in dist/.",
)
def smoke(program: Path) -> None:
    """Run the built program's self-test; fail unless every part of it is ok."""
    check_built(program)
    try:
        result = run_self_test(program)
    except subprocess.TimeoutExpired:
        message = f"The self-test of {program} did not end within {SELF_TEST_SECONDS} seconds."
        raise click.ClickException(message) from None
    click.echo(result.stdout, nl=False)
    click.echo(result.stderr, nl=False, err=True)
    if faults := faults_of(result):
        raise click.ClickException(f"The self-test of {program} failed: {'; '.join(faults)}.")


@commands.command()
def pack() -> None:
    """Pack the built program into one file to hand on, in dist/."""
    check_built(frozen_program())
    package = pack_program(DIST, sys.platform, platform.machine())
    size = package.stat().st_size
    click.echo(f"{package}: {megabytes(size)}")
    if size > LARGEST_PACKAGE:
        raise click.ClickException(
            f"{package.name} is larger than {megabytes(LARGEST_PACKAGE)}; look at what it holds "
            "and add to UNNEEDED_FILES what the window never loads."
        )


if __name__ == "__main__":
    commands()
