"""Packs hold what their manifest says, and say so where they do not."""

import json
import zipfile
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Assessment
from maturity_app.storage.packs import MANIFEST, read_pack, write_pack
from maturity_app.storage.problems import InputError
from tests.building import assessment, full_questionnaire, random_answers


@pytest.fixture
def two() -> list[tuple[str, Assessment]]:
    definition = full_questionnaire()
    return [
        (name, assessment(definition, random_answers(definition, seed), unit=name))
        for seed, name in enumerate(("Unit A", "Μονάδα B"))
    ]


def rewritten(pack: Path, changes: dict[str, bytes | None]) -> Path:
    """Return a copy of a pack with files changed, added, or (None) taken out."""
    copy = pack.with_name("changed.pack")
    with zipfile.ZipFile(pack) as old, zipfile.ZipFile(copy, "w") as new:
        for name in {*old.namelist(), *changes}:
            content = changes.get(name, old.read(name) if name in old.namelist() else None)
            if content is not None:
                new.writestr(name, content)
    return copy


def test_what_goes_in_comes_out(two: list[tuple[str, Assessment]], tmp_path: Path) -> None:
    path = tmp_path / "units.pack"
    write_pack(path, two)
    assert [found for _, found in read_pack(path)] == [one for _, one in two]
    before = path.read_bytes()
    write_pack(path, two)
    assert path.read_bytes() == before


def test_each_bad_file_is_named_and_stops_no_other(
    two: list[tuple[str, Assessment]], tmp_path: Path
) -> None:
    path = tmp_path / "units.pack"
    write_pack(path, two)
    changes: dict[str, bytes | None] = {
        "Unit A.assessment.json": b"{}",
        "extra.assessment.json": b"{}",
    }
    found = dict(read_pack(rewritten(path, changes)))
    assert "was changed after the pack was made" in str(found["Unit A.assessment.json"])
    assert "does not name this file" in str(found["extra.assessment.json"])
    assert found["Μονάδα B.assessment.json"] == two[1][1]
    lacking = dict(read_pack(rewritten(path, {"Unit A.assessment.json": None})))
    assert "the pack lacks it" in str(lacking["Unit A.assessment.json"])


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (None, "no manifest"),
        (b"not json", "damaged"),
        (b"[]", "damaged"),
        (json.dumps({"format": 2, "files": []}).encode(), "another version"),
    ],
)
def test_a_pack_needs_its_manifest(
    manifest: bytes | None, said: str, two: list[tuple[str, Assessment]], tmp_path: Path
) -> None:
    path = tmp_path / "units.pack"
    write_pack(path, two)
    with pytest.raises(InputError, match=said):
        list(read_pack(rewritten(path, {MANIFEST: manifest})))


def test_no_zip_at_all(tmp_path: Path) -> None:
    path = tmp_path / "units.pack"
    path.write_bytes(b"PK but no more")
    with pytest.raises(InputError, match="no pack"):
        list(read_pack(path))


def test_bytes_damaged_anywhere_are_told(two: list[tuple[str, Assessment]], tmp_path: Path) -> None:
    path = tmp_path / "all.pack"
    write_pack(path, two)
    whole = path.read_bytes()
    told = 0
    for place in range(0, len(whole), len(whole) // 60):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            told += any(isinstance(found, InputError) for _, found in read_pack(path))
        except InputError:
            told += 1
    assert told > 50
