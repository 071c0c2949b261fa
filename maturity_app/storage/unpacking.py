"""A ZIP of a questionnaire: unpacked within bounds, nothing of it anywhere but where it is told."""

import contextlib
import re
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from maturity_app.domain.said import said
from maturity_app.storage.packs import DAMAGED
from maturity_app.storage.problems import InputError, Problem, machine_error, problem_in
from maturity_app.storage.questionnaires import ENTRY, is_extension

TEXTS = (".yaml", ".yml", ".md")
"""The suffixes of what people write by hand; nothing else belongs to a questionnaire."""

_MAX_ZIP_BYTES = 16 * 1_048_576
_MAX_BYTES = 32 * 1_048_576
_MAX_ENTRIES = 2_000
_MAX_NAME = 200
_ENCRYPTED = 0x1
# What file managers put into every ZIP they make.
_PASSED_OVER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_zip(path: Path) -> bool:
    """Return whether a file's name says that it is a ZIP."""
    return path.suffix.lower() == ".zip"


@contextlib.contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Unpack a ZIP into a folder that is gone afterwards; yield the questionnaire in it.

    That is its folder, or the one file that extends another questionnaire. What is found wrong
    with it meanwhile is told of the ZIP, as `file.zip!name:line`.

    Raises:
        InputError: it is no ZIP, is made to do harm, or there is no questionnaire in it.
        MachineError: it may not be read, or there is no room to unpack it.

    """
    with contextlib.ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="maturity-")))
            _unpack(path, folder)
        except OSError as refused:
            raise machine_error(path, refused) from refused
        try:
            yield _questionnaire_in(folder, path)
        except InputError as wrong:
            raise InputError(_renamed(wrong.problems, folder, path)) from wrong


def _unpack(path: Path, folder: Path) -> None:
    if path.stat().st_size > _MAX_ZIP_BYTES:
        what = said("the file is too large (more than {limit:,} bytes)", limit=_MAX_ZIP_BYTES)
        raise problem_in(path, what, said("pack the texts of the questionnaire alone"))
    try:
        with zipfile.ZipFile(path) as archive:
            entries = _wanted(archive, path)
            room = _MAX_BYTES
            for info in entries:
                # A declared size is a claim; what comes out is counted.
                with archive.open(info) as packed:
                    content = packed.read(room + 1)
                room -= len(content)
                if room < 0:
                    raise _too_much(path)
                target = folder.joinpath(*PurePosixPath(info.filename).parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
    except _FORMAT_FAULTS as damaged:
        what = said("this is no ZIP, or a damaged one")
        raise problem_in(path, what, said("pack the folder again")) from damaged


# An OSError may be the disk's as well, and is told as such.
_FORMAT_FAULTS = (*(kind for kind in DAMAGED if kind is not OSError), UnicodeDecodeError)


def _wanted(archive: zipfile.ZipFile, path: Path) -> Sequence[zipfile.ZipInfo]:
    """Return the texts to be unpacked, once every entry was found harmless."""
    infos = [info for info in archive.infolist() if not _is_passed_over(info.filename)]
    if len(infos) > _MAX_ENTRIES:
        what = said("there are more than {most} files in this ZIP", most=_MAX_ENTRIES)
        raise problem_in(path, what, said("pack the folder of the questionnaire alone"))
    for info in infos:
        _refuse_harm(info, path)
    texts = [i for i in infos if not i.is_dir() and PurePosixPath(i.filename).suffix in TEXTS]
    names = [info.filename.casefold() for info in texts]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise _refused(path, twice, said("two files of the ZIP have this name"))
    if sum(info.file_size for info in texts) > _MAX_BYTES:
        raise _too_much(path)
    return texts


def _is_passed_over(name: str) -> bool:
    return name.startswith(_PASSED_OVER[0]) or PurePosixPath(name).name in _PASSED_OVER


def _refuse_harm(info: zipfile.ZipInfo, path: Path) -> None:
    name = info.filename
    parts = PurePosixPath(name).parts
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _refused(path, name, said("this is a link, which leads out of the ZIP"))
    if not parts or ".." in parts or name.startswith("/") or _UNSAFE.search(name):
        raise _refused(path, name, said("this name leads out of the folder"))
    if len(name) > _MAX_NAME:
        raise _refused(path, name, said("this name is too long"))
    if info.flag_bits & _ENCRYPTED:
        raise _refused(path, name, said("this file has a password"))


_UNSAFE = re.compile(r"[\\:\x00-\x1f]")


def _questionnaire_in(folder: Path, path: Path) -> Path:
    """Return the one questionnaire among unpacked texts."""
    every = {entry.parent for entry in folder.rglob(ENTRY)}
    # A file of translations may be called like the first one of the questionnaire it is part of.
    found = sorted(place for place in every if every.isdisjoint(place.parents))
    if not found:
        found = [file for file in sorted(folder.rglob("*.y*ml")) if is_extension(file)]
    if not found:
        what = said("there is no {entry} in this ZIP", entry=ENTRY)
        raise problem_in(path, what, said("pack the folder of a questionnaire"))
    if len(found) > 1:
        what = said("there is more than one questionnaire in this ZIP")
        raise problem_in(path, what, said("pack each one by itself"))
    return found[0]


def _renamed(problems: Sequence[Problem], folder: Path, path: Path) -> Iterator[Problem]:
    """Yield problems of unpacked files as those of the ZIP they came from."""
    for problem in problems:
        file = Path(problem.file)
        if file.is_relative_to(folder):
            name = file.relative_to(folder).as_posix()
            yield problem._replace(file=f"{path}!{name}" if name != "." else str(path))
        else:
            yield problem


def _refused(path: Path, name: str, what: str) -> InputError:
    mend = said("pack the texts of the questionnaire alone")
    return InputError([Problem(file=f"{path}!{name[:_MAX_NAME]}", place="", what=what, mend=mend)])


def _too_much(path: Path) -> InputError:
    what = said("its texts are larger than {limit:,} bytes", limit=_MAX_BYTES)
    return problem_in(path, what, said("pack the texts of the questionnaire alone"))
