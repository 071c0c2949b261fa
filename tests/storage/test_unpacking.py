"""A ZIP is unpacked only as far as it can't do harm, and its problems are told as its own."""

import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from maturity_app.storage import unpacking
from maturity_app.storage.problems import InputError
from maturity_app.storage.questionnaires import read_questionnaire
from maturity_app.storage.unpacking import unpacked
from tests.storage.test_questionnaires import MORE, SMALL

FILES = {"mine/questionnaire.yaml": SMALL, "mine/more.yaml": MORE}


def packed(path: Path, files: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as refused, unpacked(path) as found:
        read_questionnaire(found)
    assert str(path.parent.parent) in str(refused.value)
    return str(refused.value).replace(f"{path.parent}/", "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for ZIPs; what is unpacked goes into one beside it."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "zips").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path / "zips"


@pytest.mark.parametrize(
    "files",
    [
        FILES,
        {"questionnaire.yaml": SMALL, "more.yaml": MORE},
        {**FILES, "__MACOSX/mine/._more.yaml": "", "mine/.DS_Store": "", "mine/a.exe": "MZ"},
        {**FILES, "mine/translations/de/questionnaire.yaml": "title: Klein\n"},
    ],
)
def test_the_questionnaire_in_a_zip_is_read_and_nothing_stays(
    folder: Path, files: dict[str, str]
) -> None:
    with unpacked(packed(folder / "a.zip", files)) as found:
        assert read_questionnaire(found).id == "small"
        assert not list(found.rglob("*.exe"))
    assert not list((folder.parent / "temporary").iterdir())


def test_problems_are_told_of_the_zip(folder: Path) -> None:
    told = refusal(packed(folder / "a.zip", {**FILES, "mine/more.yaml": "title: No\n"}))
    assert told.startswith("a.zip!mine/more.yaml:1: ")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"../evil.yaml": "a: 1"}, "a.zip!../evil.yaml: this name leads out of the folder"),
        ({"/etc/evil.yaml": "a: 1"}, "a.zip!/etc/evil.yaml: this name leads out"),
        ({"C:/evil.yaml": "a: 1"}, "a.zip!C:/evil.yaml: this name leads out"),
        ({"a\\..\\evil.yaml": "a: 1"}, "this name leads out of the folder"),
        ({f"{'a' * 201}.yaml": "a: 1"}, "this name is too long"),
        ({"Mine/More.yaml": "a: 1", **FILES}, "a.zip!mine/more.yaml: two files of the ZIP have"),
        ({f"{n}.txt": "" for n in range(2001)}, "there are more than 2000 files in this ZIP"),
        ({"a.yaml": "x" * 33_554_433}, "its texts are larger than 33,554,432 bytes"),
        ({"notes.md": "nothing"}, "there is no questionnaire.yaml in this ZIP"),
        ({**FILES, "other/questionnaire.yaml": SMALL}, "more than one questionnaire in this ZIP"),
    ],
)
def test_a_zip_that_could_do_harm_is_refused(
    folder: Path, files: dict[str, str], told: str
) -> None:
    before = sorted(folder.parent.rglob("*"))
    path = packed(folder / "a.zip", files)
    assert told in refusal(path)
    assert sorted(folder.parent.rglob("*")) == sorted([*before, path])


def test_a_link_is_refused(folder: Path) -> None:
    info = zipfile.ZipInfo("more.yaml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/hostname")
    assert "this is a link, which leads out of the ZIP" in refusal(folder / "a.zip")


def test_what_is_larger_than_it_claims_to_be_is_not_unpacked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(folder / "a.zip", {"a.yaml": "x" * 70_000})
    whole = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = whole.index(mark) + place
        whole[at : at + 4] = (10).to_bytes(4, "little")
    path.write_bytes(whole)
    monkeypatch.setattr(unpacking, "_MAX_BYTES", 1_000)
    assert "this is no ZIP, or a damaged one" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 5000])
def test_what_is_no_zip_is_told(folder: Path, content: bytes) -> None:
    (folder / "a.zip").write_bytes(content)
    assert "a.zip: this is no ZIP, or a damaged one" in refusal(folder / "a.zip")


def test_a_zip_that_is_too_large_is_not_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "_MAX_ZIP_BYTES", 10)
    assert "the file is too large (more than 10 bytes)" in refusal(packed(folder / "a.zip", FILES))
