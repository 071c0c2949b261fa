"""Mapping files: what their authors say became of the items of an older version."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from maturity_app.domain.fault import Fault
from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.mapping_faults import forgotten, mapping_faults, misfits
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.assembling import mapping_source
from maturity_app.storage.problems import InputError, Problem
from maturity_app.storage.validation import mapping_from, without_echoes
from maturity_app.storage.yaml_source import Source

_SAYS_SO = re.compile(rb"^from_version:", re.MULTILINE)
_MOST_LOOKED_AT = 65_536


def is_mapping(path: Path) -> bool:
    """Return whether a file maps one version of a questionnaire to another."""
    if path.suffix not in (".yaml", ".yml") or not path.is_file():
        return False
    with path.open("rb") as file:
        return _SAYS_SO.search(file.read(_MOST_LOOKED_AT)) is not None


def read_mapping(path: Path) -> VersionMapping:
    """Return the mapping in a file.

    Raises:
        InputError: with all problems, each at its line.
        MachineError: it may not be read.

    """
    return _read(path)[0]


def fitting_mapping(path: Path, older: Questionnaire, newer: Questionnaire) -> VersionMapping:
    """Return the mapping in a file if it fits the two versions it is between.

    Raises:
        InputError: with all problems, each at its line.
        MachineError: it may not be read.

    """
    mapping, source = _read(path)
    _refuse(misfits(mapping, older, newer), source)
    return mapping


def check_mapping(path: Path, older: Questionnaire, newer: Questionnaire) -> VersionMapping:
    """Return the mapping in a file if its author has nothing left to mend.

    Beyond what `fitting_mapping` refuses: items of which it forgets to say what became of them.

    Raises:
        InputError: with all problems, each at its line.
        MachineError: it may not be read.

    """
    mapping, source = _read(path)
    _refuse([*misfits(mapping, older, newer), *forgotten(mapping, older, newer)], source)
    return mapping


def _read(path: Path) -> tuple[VersionMapping, Source]:
    source = mapping_source(path)
    try:
        mapping = mapping_from(source.data, source.locate)
    except InputError as wrong:
        raise InputError(without_echoes([*source.problems, *wrong.problems])) from wrong
    _refuse(mapping_faults(mapping), source, source.problems)
    return mapping, source


def _refuse(found: Iterable[Fault], source: Source, also: Iterable[Problem] = ()) -> None:
    problems = [*also, *_placed(found, source)]
    if problems:
        raise InputError(problems)


def _placed(found: Iterable[Fault], source: Source) -> Iterator[Problem]:
    for fault in found:
        file, place = source.locate(fault.where)
        yield Problem(file=file, place=place, what=fault.what, mend=fault.mend)
