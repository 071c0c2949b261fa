"""The parts of the installer's building that need no frozen program."""

import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import build_installer
from build_installer import SELF_TEST_LINES, commands
from maturity_app import __version__

SOUND = "\n".join(f"{line}as it should be" for line in SELF_TEST_LINES)


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_the_specification_is_a_program_for_every_system(system: str, tmp_path: Path) -> None:
    text = build_installer.specification(tmp_path, system)
    compile(text, "maturity-app.spec", "exec")
    assert "maturity_app/questionnaires" in text
    assert "maturity_app/assets" in text


def test_everything_pyinstaller_reads_is_written(tmp_path: Path) -> None:
    specification_file = build_installer.write_build_files(tmp_path / "build", sys.platform)
    written = [path for path in (tmp_path / "build").rglob("*") if path.is_file()]
    assert {path.name for path in written} == {
        "hook-PySide6.QtGui.py",
        "maturity-app.py",
        "maturity-app.spec",
    }
    assert str(tmp_path / "build" / "maturity-app.py") in specification_file.read_text("utf-8")


def test_a_double_click_on_windows_shows_no_console_and_a_terminal_shows_output() -> None:
    assert build_installer.windowing("win32") == {"console": True, "hide_console": "hide-early"}


def test_only_macos_builds_a_windowed_program_for_its_bundle() -> None:
    assert build_installer.windowing("darwin") == {"console": False}
    assert build_installer.windowing("linux") == {"console": True}


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "maturity_app/assets/translations/de.mo",
        "maturity_app/questionnaires/digital-culture/questionnaire.yaml",
    ],
)
def test_what_the_window_loads_is_kept(place: str) -> None:
    assert build_installer.is_needed(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/egldeviceintegrations/libqeglfs-x11-integration.so",
        "PySide6/Qt/translations/designer_de.qm",
        "PySide6/Qt/translations/qtdeclarative_fr.qm",
        "PySide6/opengl32sw.dll",
        "libcups.so.2",
        "libgnutls.so.30",
    ],
)
def test_what_the_window_never_loads_is_left_out(place: str) -> None:
    assert not build_installer.is_needed(place)


def test_entries_keep_their_order_and_their_kind() -> None:
    kept = ("PySide6/Qt/translations/qtbase_fr.qm", "/somewhere/qtbase_fr.qm", "DATA")
    left_out = ("PySide6/Qt/translations/linguist_fr.qm", "/somewhere/linguist_fr.qm", "DATA")
    assert build_installer.needed([left_out, kept]) == [kept]


def finished(stdout: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess(["maturity-app", "--self-test"], code, stdout, "")


def test_a_sound_self_test_has_no_faults() -> None:
    assert build_installer.faults_of(finished(SOUND)) == []


def test_silence_is_a_fault() -> None:
    assert build_installer.faults_of(finished(" \n")) == ["it printed nothing"]


def test_an_exit_code_is_a_fault_even_when_every_line_is_there() -> None:
    assert build_installer.faults_of(finished(SOUND, 70)) == ["it ended with exit code 70"]


@pytest.mark.parametrize("missing", SELF_TEST_LINES)
def test_every_missing_line_is_a_fault_of_its_own(missing: str) -> None:
    output = "\n".join(line for line in SOUND.splitlines() if not line.startswith(missing))
    assert build_installer.faults_of(finished(output)) == [f"it did not print `{missing}…`"]


def program(folder: Path, body: str) -> Path:
    """Return an executable file that runs some Python in place of the frozen program."""
    path = folder / "maturity-app"
    path.write_text(f"#!{sys.executable}\nimport os, sys\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


needs_shebang = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no #! lines")


@needs_shebang
def test_smoke_passes_a_sound_program(tmp_path: Path) -> None:
    sound = program(tmp_path, f"print({SOUND!r})")
    result = CliRunner().invoke(commands, ["smoke", "--program", str(sound)])
    assert result.exit_code == 0, result.output
    assert SOUND in result.output


@needs_shebang
def test_smoke_fails_loudly_and_shows_what_the_program_said(tmp_path: Path) -> None:
    broken = program(tmp_path, "print('ok: questionnaire one'); sys.exit('no font found')")
    result = CliRunner().invoke(commands, ["smoke", "--program", str(broken)])
    assert result.exit_code == 1
    assert "no font found" in result.output
    assert "it ended with exit code 1; it did not print `ok: scored …`" in result.output


@needs_shebang
def test_the_self_test_gets_no_screen_and_touches_nobodys_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("MATURITY_APP_DATA", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    names = ("QT_QPA_PLATFORM", "MATURITY_APP_DATA", "PYTHONPATH")
    shown = program(tmp_path, f"print(*map(os.environ.get, {names}), os.getcwd(), sep='\\n')")
    screen, data, python_path, cwd = build_installer.run_self_test(shown).stdout.splitlines()
    assert screen == "offscreen"
    assert python_path == "None"
    assert Path(data).parent.name == Path(cwd).name
    assert not Path(data).exists()
    assert not Path(cwd).exists()


@needs_shebang
def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_installer, "SELF_TEST_SECONDS", 0.2)
    hanging = program(tmp_path, "import time; time.sleep(60)")
    result = CliRunner().invoke(commands, ["smoke", "--program", str(hanging)])
    assert result.exit_code == 1
    assert "did not end within 0.2 seconds" in result.output


def test_smoke_says_what_to_do_first(tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["smoke", "--program", str(tmp_path / "none")])
    assert result.exit_code == 1
    assert "build it with `freeze` first" in result.output


def test_the_package_says_what_it_is_for() -> None:
    name = build_installer.package_name("win32", "AMD64")
    assert name == f"maturity-app-{__version__}-windows-amd64"


def test_a_package_for_linux_keeps_the_right_to_run_and_links(tmp_path: Path) -> None:
    folder = tmp_path / "maturity-app"
    folder.mkdir()
    program(folder, "")
    (folder / "link").symlink_to("maturity-app")
    with tarfile.open(build_installer.pack_program(tmp_path, "linux", "x86_64")) as package:
        assert package.getmember("maturity-app/maturity-app").mode & stat.S_IXUSR
        assert package.getmember("maturity-app/link").issym()


def test_a_package_for_windows_is_a_zip(tmp_path: Path) -> None:
    (tmp_path / "maturity-app").mkdir()
    (tmp_path / "maturity-app" / "maturity-app.exe").write_bytes(b"MZ")
    with zipfile.ZipFile(build_installer.pack_program(tmp_path, "win32", "AMD64")) as package:
        assert "maturity-app/maturity-app.exe" in package.namelist()


def test_a_package_for_macos_is_the_bundle(tmp_path: Path) -> None:
    (tmp_path / "maturity-app.app" / "Contents").mkdir(parents=True)
    with tarfile.open(build_installer.pack_program(tmp_path, "darwin", "arm64")) as package:
        assert "maturity-app.app/Contents" in package.getnames()


def test_the_size_of_a_folder_counts_a_linked_file_once(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to(tmp_path / "inner" / "file")
    assert build_installer.size_of(tmp_path) == 5
