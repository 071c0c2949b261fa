"""Packs: a ZIP of assessment files with a manifest of what each file's bytes hash to."""

import hashlib
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.said import said
from maturity_app.storage.assessments import (
    MAX_BYTES,
    SUFFIX,
    as_bytes,
    assessment_from_bytes,
)
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.canonical import canonical_json
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.problems import (
    InputError,
    MaturityError,
    Problem,
    opened,
    problem_in,
    too_large,
)

PACK_SUFFIX = ".pack"
MANIFEST = "manifest.json"
_FORMAT = 1
_MAX_PACK_BYTES = 512 * 1_048_576
_MAX_FILES = 20_000
# What unpacking damaged bytes may end in, whichever way they were packed.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
)
# The oldest date a ZIP can hold: the same assessments give the same bytes.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def write_pack(path: Path, assessments: Sequence[tuple[str, Assessment]]) -> None:
    """Write assessments, each under its file name without suffix, to a pack.

    Raises:
        MachineError: the disk is full or the place may not be written.

    """
    files = [(f"{stem}{SUFFIX}", as_bytes(assessment)) for stem, assessment in assessments]
    entries = [
        {
            "file": name,
            "sha256": hashlib.sha256(content).hexdigest(),
            "unit": assessment.unit.id,
            "wave": assessment.wave.label,
            "status": assessment.status,
            "fingerprint": assessment.fingerprint,
        }
        for (name, content), (_, assessment) in zip(files, assessments, strict=True)
    ]
    manifest = canonical_json({"format": _FORMAT, "files": entries}) + b"\n"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in ((MANIFEST, manifest), *files):
            pack.writestr(zipfile.ZipInfo(name, _NO_DATE), content, zipfile.ZIP_DEFLATED)
    write_whole(path, buffer.getvalue())


def read_pack(path: Path) -> Iterator[tuple[str, Assessment | InputError]]:
    """Yield (name, assessment or what is wrong with it) for each file of a pack.

    One bad file stops no other; a pack that is damaged as a whole yields nothing.

    Raises:
        InputError: it is no pack, or its manifest does not tell what is in it.
        MachineError: it may not be read.

    """
    known = KnownDefinitions()
    for name, content in packed(path):
        if isinstance(content, InputError):
            yield name, content
            continue
        try:
            yield name, assessment_from_bytes(content, _named(path, name), known)
        except InputError as wrong:
            yield name, wrong


def packed(path: Path) -> Iterator[tuple[str, bytes | InputError]]:
    """Yield (name, content or what is wrong with it) for each file of a pack, as `read_pack`."""
    try:
        # Read from the disk file by file: a pack of thousands need not fit into memory.
        with opened(path) as file:
            if file.seek(0, io.SEEK_END) > _MAX_PACK_BYTES:
                raise too_large(path, _MAX_PACK_BYTES)
            with zipfile.ZipFile(file) as pack:
                yield from _files(pack, path)
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as damaged:
        raise problem_in(
            path, said("this is no pack, or a damaged one"), said("ask for it again")
        ) from damaged


def number_in(path: Path) -> int:
    """Return how many files there are in a pack; 1 where it is none, which is told once."""
    try:
        with opened(path) as file, zipfile.ZipFile(file) as pack:
            return max(1, len(pack.infolist()) - 1)
    except (MaturityError, UnicodeDecodeError, *DAMAGED):
        return 1


def is_pack(path: Path) -> bool:
    """Return whether a file's name says that it is a pack."""
    return path.suffix.lower() in (PACK_SUFFIX, ".zip")


def _files(pack: zipfile.ZipFile, path: Path) -> Iterator[tuple[str, bytes | InputError]]:
    declared = _manifest(pack, path)
    present = {info.filename: info for info in pack.infolist() if info.filename != MANIFEST}
    for name in [*declared, *(name for name in present if name not in declared)]:
        info = present.get(name)
        try:
            yield name, _file(pack, info, _named(path, name), declared.get(name))
        except InputError as wrong:
            yield name, wrong


def _file(
    pack: zipfile.ZipFile, info: zipfile.ZipInfo | None, name: str, expected: str | None
) -> bytes:
    if info is None:
        raise _wrong(name, said("the manifest names this file, but the pack lacks it"))
    if expected is None:
        raise _wrong(name, said("the manifest does not name this file"))
    if info.file_size > MAX_BYTES:
        raise _wrong(name, said("the file is too large"))
    try:
        content = pack.read(info)
    except DAMAGED as damaged:
        raise _wrong(
            name, said("the file can't be unpacked ({damaged})", damaged=str(damaged))
        ) from damaged
    if hashlib.sha256(content).hexdigest() != expected:
        raise _wrong(name, said("the file was changed after the pack was made"))
    return content


def _manifest(pack: zipfile.ZipFile, path: Path) -> Mapping[str, str]:
    """Return the hash of each file's content by the file's name."""
    place = _named(path, MANIFEST)
    try:
        info = pack.getinfo(MANIFEST)
        if info.file_size > MAX_BYTES:
            raise _wrong(place, said("the manifest is too large"))
        data = json.loads(pack.read(info))
        entries: Iterable[Mapping[str, Any]] = data["files"]
        hashes = {str(entry["file"]): str(entry["sha256"]) for entry in entries}
    except KeyError as missing:
        raise _wrong(place, said("the pack has no manifest that names its files")) from missing
    except (ValueError, TypeError, *DAMAGED) as damaged:
        raise _wrong(place, said("the manifest is damaged")) from damaged
    if data.get("format") != _FORMAT:
        raise _wrong(place, said("another version of the program made this pack"))
    if len(hashes) > _MAX_FILES:
        raise _wrong(place, said("the pack holds too many files"))
    return hashes


def _named(path: Path, name: str) -> str:
    return f"{path}!{name}"


def _wrong(name: str, what: str) -> InputError:
    return InputError(
        [Problem(file=name, place="", what=what, mend=said("ask for the pack again"))]
    )
