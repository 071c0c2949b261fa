"""The files of an import: found in folders, read one by one, none twice that came in before."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from maturity_app.jobs.reading import (
    WORKBOOK_SUFFIX,
    ReadBack,
    content_of,
    is_others_workbook,
    is_workbook,
    record_in,
)
from maturity_app.storage.assessments import SUFFIX
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.library import Library
from maturity_app.storage.packs import PACK_SUFFIX, is_pack, number_in, packed
from maturity_app.storage.problems import MaturityError, is_folder, machine_error
from maturity_app.storage.receipts import Receipt
from maturity_app.storage.staff import STAFF_SUFFIX

_SUFFIXES = (SUFFIX, PACK_SUFFIX, WORKBOOK_SUFFIX)
_MARK_OF_OPEN = "~$"
"""What Excel puts beside a workbook, under its name, while that is open."""


class Watch(Protocol):
    """Who waits for long work: is told how far it is, and may want it to end."""

    def tell(self, done: int, total: int, step: str = "") -> None:
        """Take in the steps done, the steps in all, and the step it is in."""

    @property
    def is_cancelled(self) -> bool:
        """Whether the work is to end after the step it is in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PassedOver:
    """How many files of folders an import leaves where they are, as they hold no record."""

    surveys: int = 0
    workbooks: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """One file, or one in a pack: what it holds, and the hash of the bytes it was read from.

    It is an assessment, the receipt of one that came in before, or what is wrong with the file.
    """

    path: Path
    held: ReadBack | Receipt | MaturityError
    sha256: str = ""


def incoming(
    library: Library, paths: Sequence[Path], watch: Watch | None = None, total: int = 0
) -> Iterator[Incoming]:
    """Yield what is in the files of an import, each as soon as it is read.

    `watch` is told how many of the `total` are done with, and may end it.
    """
    known, done = KnownDefinitions(), 0
    for path in files_in(paths):
        for place, content in _contents(path):
            if watch is not None:
                if watch.is_cancelled:
                    return
                watch.tell(done, total, place.name)
            done += 1
            yield _read(library, place, content, known)


def files_in(paths: Sequence[Path], watch: Watch | None = None) -> Iterator[Path]:
    """Yield the files that an import of paths reads: those named, and those of folders named.

    A folder within them that can't be listed is yielded itself, so that reading tells why.
    `watch` is told which folder is looked through, and may end it: workbooks are opened for it.
    """
    for path in paths:
        if not is_folder(path):
            yield path
            continue
        if watch is not None:
            watch.tell(0, 0, path.name)
        for file in _listed(path):
            if watch is not None and watch.is_cancelled:
                return
            # Comparisons and whatever else people keep in workbooks are no assessments.
            if not (is_workbook(file) and is_others_workbook(file)):
                yield file


def passed_over(paths: Sequence[Path]) -> PassedOver:
    """Return what is in folders of an import but not taken in."""
    folders = [path for path in paths if is_folder(path)]
    named = (file for folder in folders for file in _listed(folder, (STAFF_SUFFIX,)))
    surveys = sum(not is_folder(file) for file in named)
    books = (book for folder in folders for book in _listed(folder, (WORKBOOK_SUFFIX,)))
    others = sum(is_workbook(book) and is_others_workbook(book) for book in books)
    return PassedOver(surveys=surveys, workbooks=others)


def number_of_files(paths: Sequence[Path]) -> int:
    """Return how many files an import reads at most, those in packs counted one by one."""
    files = (file for path in paths for file in (_listed(path) if is_folder(path) else [path]))
    return sum(number_in(file) if is_pack(file) else 1 for file in files)


def _listed(folder: Path, suffixes: tuple[str, ...] = _SUFFIXES) -> Iterator[Path]:
    """Yield the files of a folder whose names are those of files to import, folder by folder.

    Folders that can't be listed come last.
    """
    refused: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders.sort()
        for name in sorted(names):
            if name.casefold().endswith(suffixes) and not name.startswith(_MARK_OF_OPEN):
                yield Path(place, name)
    yield from (Path(each.filename) for each in refused)


def _contents(path: Path) -> Iterator[tuple[Path, bytes | MaturityError]]:
    """Yield the bytes of a file, or of each file of a pack, with its place."""
    try:
        if is_folder(path):
            # One that can be listed is never read as a file.
            os.scandir(path).close()
        if is_pack(path):
            for name, content in packed(path):
                yield path / name, content
        else:
            yield path, content_of(path)
    except MaturityError as wrong:
        yield path, wrong
    except OSError as refused:
        yield path, machine_error(path, refused)


def _read(
    library: Library, place: Path, content: bytes | MaturityError, known: KnownDefinitions
) -> Incoming:
    if isinstance(content, MaturityError):
        return Incoming(path=place, held=content)
    sha256 = hashlib.sha256(content).hexdigest()
    receipt = library.receipts.of(sha256)
    if receipt is not None:
        return Incoming(path=place, held=receipt)
    try:
        return Incoming(path=place, held=record_in(content, place, known), sha256=sha256)
    except MaturityError as wrong:
        return Incoming(path=place, held=wrong)
