"""Mapping files: what their authors say became of the items of an older version."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from maturity_app.domain.fault import Fault
from maturity_app.domain.mapping import MappedItem, VersionMapping
from maturity_app.domain.mapping_faults import forgotten, mapping_faults, misfits
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.storage.assembling import mapping_source
from maturity_app.storage.problems import InputError, Problem
from maturity_app.storage.validation import in_order, mapping_from, without_echoes
from maturity_app.storage.yaml_source import Source, as_list, as_mapping

_SAYS_SO = re.compile(rb"^from_version:", re.MULTILINE)
_MOST_LOOKED_AT = 65_536
_ENDS = ("questionnaire", "from_version", "to_version")


def is_mapping(path: Path) -> bool:
    """Return whether a file maps one version of a questionnaire to another."""
    if path.suffix not in (".yaml", ".yml") or not path.is_file():
        return False
    with path.open("rb") as file:
        return _SAYS_SO.search(file.read(_MOST_LOOKED_AT)) is not None


def ends_of(path: Path) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the versions a mapping file is between, each with the questionnaire's id.

    Raises:
        InputError: it does not say so, with all problems, each at its line.
        MachineError: it may not be read.

    """
    return _read(path).mapping.ends


def read_mapping(path: Path) -> VersionMapping:
    """Return the mapping in a file.

    Raises:
        InputError: with all problems, each at its line.
        MachineError: it may not be read.

    """
    read = _read(path)
    return read.unless(mapping_faults(read.mapping))


def fitting_mapping(path: Path, older: Questionnaire, newer: Questionnaire) -> VersionMapping:
    """Return the mapping in a file if it fits the two versions it is between.

    Raises:
        InputError: with all problems, each at its line.
        MachineError: it may not be read.

    """
    read = _read(path)
    return read.unless([*mapping_faults(read.mapping), *misfits(read.mapping, older, newer)])


def check_mapping(path: Path, older: Questionnaire, newer: Questionnaire) -> VersionMapping:
    """Return the mapping in a file if its author has nothing left to mend.

    Beyond what `fitting_mapping` refuses: items of which it forgets to say what became of them.

    Raises:
        InputError: with all problems, each at its line.
        MachineError: it may not be read.

    """
    read = _read(path)
    return read.unless([
        *mapping_faults(read.mapping),
        *misfits(read.mapping, older, newer),
        *forgotten(read.named, older, newer),
    ])  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Read:
    """A mapping file as far as it can be read, with what is wrong with the rest.

    `mapping` holds the entries that are sound by themselves, `numbers` where each of them stands
    among all; `named` holds besides, as dropped, the items that the other entries name.
    """

    source: Source
    mapping: VersionMapping
    numbers: Sequence[int]
    named: VersionMapping
    problems: Sequence[Problem] = ()

    def unless(self, found: Iterable[Fault]) -> VersionMapping:
        """Return the mapping if nothing is wrong with it: neither so far, nor what was found."""
        problems = [*self.problems, *map(self._placed, found)]
        if problems:
            raise InputError(in_order(problems))
        return self.mapping

    def _placed(self, fault: Fault) -> Problem:
        where = fault.where
        if where[0] == "items" and len(where) > 1:
            where = ("items", self.numbers[int(where[1])], *where[2:])
        file, place = self.source.locate(where)
        return Problem(file=file, place=place, what=fault.what, mend=fault.mend)


def _read(path: Path) -> _Read:
    source = mapping_source(path)
    try:
        mapping = mapping_from(source.data, source.locate)
    except InputError as wrong:
        return _read_in_part(source, wrong)
    numbers = range(len(mapping.items))
    return _Read(source=source, mapping=mapping, numbers=numbers, named=mapping,
                 problems=source.problems)  # fmt: skip


def _read_in_part(source: Source, wrong: InputError) -> _Read:
    """Return the entries that are sound by themselves, each checked alone.

    Raises:
        InputError: it is not known between which versions they are.

    """
    data = as_mapping(source.data)
    head = {key: data[key] for key in _ENDS if key in data}
    problems = tuple(without_echoes([*source.problems, *wrong.problems]))
    try:
        mapping = mapping_from(head, source.locate)
    except InputError as unknown:
        raise InputError(problems) from unknown
    sound: dict[int, MappedItem] = {}
    spoilt: list[str] = []
    for number, entry in enumerate(as_list(data.get("items"))):
        try:
            (sound[number],) = mapping_from({**head, "items": [entry]}, source.locate).items
        except InputError:
            ids = (as_list(as_mapping(entry).get(key)) for key in ("old", "new"))
            spoilt += [str(item_id) for named in ids for item_id in named]
    others = (MappedItem(how="dropped", old=tuple(spoilt)),) if spoilt else ()
    mapping = replace(mapping, items=tuple(sound.values()))
    return _Read(
        source=source,
        mapping=mapping,
        numbers=tuple(sound),
        named=replace(mapping, items=(*mapping.items, *others)),
        problems=problems,
    )
