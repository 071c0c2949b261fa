"""LibreOffice as the second reader of a workbook: it reckons every formula anew."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl

ALWAYS_RECKON = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def reckoned(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Let LibreOffice open workbooks, reckon every formula and save them again."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is not installed: soffice is missing"
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECKON, encoding="utf-8")
    given, made = folder / "given", folder / "made"
    given.mkdir()
    for name, data in files.items():
        (given / f"{name}.xlsx").write_bytes(data)
    command = [
        office, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless",
        "--convert-to", "xlsx", "--outdir", str(made), *map(str, sorted(given.iterdir())),
    ]  # fmt: skip
    patience = 120 + 15 * len(files)
    subprocess.run(command, check=True, capture_output=True, timeout=patience)
    return {name: made / f"{name}.xlsx" for name in files}


def differences(before: Path, after: Path) -> tuple[int, list[str]]:
    """Return how many formulas there are, and those whose result is not the one recorded."""
    formulas = openpyxl.load_workbook(before)
    recorded = openpyxl.load_workbook(before, data_only=True)
    now = openpyxl.load_workbook(after, data_only=True)
    count, found = 0, []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                old = recorded[sheet.title][cell.coordinate].value
                new = now[sheet.title][cell.coordinate].value
                if not _same(old, new):
                    found.append(f"{before.stem} {sheet.title}!{cell.coordinate}: {old!r} {new!r}")
    return count, found


def _same(old: object, new: object) -> bool:
    if isinstance(old, int | float) and isinstance(new, int | float):
        return abs(old - new) <= 1e-9
    return (old or "") == (new or "")
