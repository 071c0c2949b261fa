"""Mapping files named by hand: held against the versions they relate, and said in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.mapping import VersionMapping, known_mappings
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.jobs.instruments import installed
from maturity_app.storage.mappings import check_mapping, ends_of, fitting_mapping, read_mapping
from maturity_app.storage.places import ENTRY
from maturity_app.storage.problems import InputError, problem_in
from maturity_app.storage.questionnaires import read_questionnaire


@dataclass(frozen=True, kw_only=True)
class Examined:
    """A mapping without problems, and the versions it was held against as far as found."""

    mapping: VersionMapping
    older: Questionnaire | None
    newer: Questionnaire | None


def mappings_for(
    files: Iterable[Path], assessments: Sequence[Assessment]
) -> tuple[VersionMapping, ...]:
    """Return the mappings in files by which assessments are to be compared.

    Raises:
        InputError: one has problems, or relates no two versions that are answered.

    """
    known = [assessment.questionnaire for assessment in assessments]
    return tuple(_fitting(path, known) for path in files)


def mappings_between(
    files: Iterable[Path], older: Questionnaire, newer: Questionnaire
) -> list[VersionMapping]:
    """Return those of the mappings in files that lead from one version to the other.

    Raises:
        InputError: one has problems, or does not fit the two.

    """
    leading = [path for path in files if read_mapping(path).leads(older, newer)]
    return [fitting_mapping(path, older, newer) for path in leading]


def relating(
    assessments: Sequence[Assessment], given: Sequence[VersionMapping] = ()
) -> Iterator[Examined]:
    """Yield each mapping, given or in a questionnaire, that relates versions of assessments."""
    known = [assessment.questionnaire for assessment in assessments]
    for mapping in known_mappings(known, given):
        older, newer = (_version(end, known) for end in mapping.ends)
        if older is not None and newer is not None:
            yield Examined(mapping=mapping, older=older, newer=newer)


def examine_mapping(path: Path, data: Path, since: Questionnaire | None = None) -> Examined:
    """Return a mapping that was held against both versions, where they are at hand.

    They are looked for in `since`, the questionnaire whose folder it stands in, and those
    installed.

    Raises:
        InputError: it has problems, each at its line.

    """
    known = [*([since] if since else []), *_beside(path)]
    known += [entry.questionnaire for entry in installed(data) if entry.questionnaire]
    older, newer = (_version(end, known) for end in ends_of(path))
    if older is None or newer is None:
        return Examined(mapping=read_mapping(path), older=older, newer=newer)
    return Examined(mapping=check_mapping(path, older, newer), older=older, newer=newer)


def _fitting(path: Path, known: Sequence[Questionnaire]) -> VersionMapping:
    ends = ends_of(path)
    older, newer = (_version(end, known) for end in ends)
    if older is None or newer is None:
        missing, version = ends[0] if older is None else ends[1]
        what = said("none of the assessments answers {id} {version}", id=missing, version=version)
        raise problem_in(path, what, said("leave the mapping out, or name such an assessment"))
    return fitting_mapping(path, older, newer)


def _version(end: tuple[str, str], known: Iterable[Questionnaire]) -> Questionnaire | None:
    return next((one for one in known if (one.id, one.version) == end), None)


def _beside(path: Path) -> list[Questionnaire]:
    folder = path.absolute().parent.parent
    if not (folder / ENTRY).is_file():
        return []
    try:
        return [read_questionnaire(folder, has_mappings=False)]
    except InputError:
        # What else is wrong with the questionnaire is told when that is checked.
        return []
