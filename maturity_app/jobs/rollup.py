"""Rolling up an organisation: reading any number of records, and writing what they say together."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Final

from maturity_app.domain.assessment import Answer, AnswerState, Assessment
from maturity_app.domain.comparison import family_of
from maturity_app.domain.plan import Plan
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.rollup import EVERY_LATEST, Choice, RollUp, roll_up
from maturity_app.domain.said import said
from maturity_app.domain.translating import in_language
from maturity_app.jobs.incoming import Watch, files_in
from maturity_app.jobs.proving_rollup import prove_rollup
from maturity_app.jobs.reading import read_record
from maturity_app.storage.assessments import SUFFIX
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.entries import standing
from maturity_app.storage.library import Library
from maturity_app.storage.packs import is_pack, read_pack
from maturity_app.storage.problems import InputError, MaturityError, problem_in
from maturity_app.wording import Wording, wording_for

SUFFIXES: Final = (".xlsx", ".csv", ".json", ".pdf")


class Kept:
    """Records as a roll-up needs them: many thousands in little memory.

    Of an answer only state and option are kept; equal questionnaires are one, in the language of
    the report if they speak it.
    """

    def __init__(self, language: str, questionnaire: str = "") -> None:
        """Keep those of one questionnaire alone, or of its short form, if one is named."""
        self.records: list[Assessment] = []
        self._language, self._questionnaire = language, questionnaire
        self._known: dict[tuple[str, str], list[tuple[Questionnaire, Questionnaire]]] = {}

    def take(self, assessment: Assessment) -> None:
        """Keep what of a record is needed."""
        definition = assessment.questionnaire
        if self._questionnaire not in ("", definition.id, family_of(definition)):
            return
        answers = {key: _slim(a.state, a.option) for key, a in assessment.answers.items()}
        self.records.append(
            replace(
                assessment,
                questionnaire=self._spoken(definition),
                answers=answers,
                orphaned={},
                plan=_NO_PLAN,
            )
        )

    def _spoken(self, definition: Questionnaire) -> Questionnaire:
        same = self._known.setdefault((definition.id, definition.version), [])
        for known, spoken in same:
            if known == definition:
                return spoken
        same.append((definition, in_language(definition, self._language)))
        return same[-1][1]


def records_in(paths: Sequence[Path]) -> Iterator[Assessment | MaturityError]:
    """Yield each assessment in files, packs and folders, or what is wrong with one."""
    definitions = KnownDefinitions()
    for path in files_in(paths):
        try:
            if is_pack(path):
                yield from (found for _, found in read_pack(path))
            else:
                yield read_record(path, definitions).assessment
        except MaturityError as wrong:
            yield wrong


def records_of(library: Library, watch: Watch | None = None) -> Iterator[Assessment]:
    """Yield every record of a library that stands, as one of its unit by present name and place.

    `watch` is told how far it is, and may end it.
    """
    entries = standing(library.entries())
    for done, entry in enumerate(entries):
        if watch is not None:
            if watch.is_cancelled:
                return
            watch.tell(done, len(entries), f"{entry.unit.name}, {entry.wave.label}")
        whole = library.assessment(entry.id)
        yield library.organisation.as_listed(whole, entry.unit.id)


def most_answered(records: Sequence[Assessment], choice: Choice = EVERY_LATEST) -> list[Assessment]:
    """Return the records of the questionnaire that most of those chosen answer.

    Its short form is included.
    """
    counts = Counter(family_of(each.questionnaire) for each in records if choice.takes(each))
    most = max(counts, key=lambda family: (counts[family], family), default="")
    return [record for record in records if family_of(record.questionnaire) == most]


def rolled_up(records: Sequence[Assessment], choice: Choice) -> RollUp:
    """Return records summed up.

    Raises:
        InputError: none counts, or they are of several questionnaires.

    """
    families = sorted({family_of(record.questionnaire) for record in records})
    if len(families) > 1:
        what = said("the records answer several questionnaires ({ids})", ids=", ".join(families))
        raise _refused(what, said("choose one with --questionnaire"))
    try:
        return roll_up(records, choice)
    except ValueError as nothing:
        what = said("no record counts: none of a unit matches")
        mend = said("look at --wave, --from, --until and --questionnaire")
        raise _refused(what, mend) from nothing


def check_suffix(path: Path) -> None:
    """Make sure that a roll-up can be written under a name, before many files are read.

    Raises:
        InputError: it can't.

    """
    if path.name.lower().endswith(SUFFIX):
        what = said("names ending in {suffix} are kept for assessment files", suffix=SUFFIX)
        raise problem_in(path, what, said("choose another name, such as rollup.json"))
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        what = said("there is no report of the kind `{kind}`", kind=suffix or path.name)
        raise problem_in(
            path, what, said("end the name in {suffixes}", suffixes=", ".join(SUFFIXES))
        )


def write_rollup(path: Path, rollup: RollUp, language: str = "en") -> None:
    """Write a roll-up; the suffix .xlsx, .csv, .json or .pdf says as what.

    Raises:
        InputError: another suffix.
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    check_suffix(path)
    renderings: Mapping[str, Callable[[RollUp, Wording], bytes]] = {
        ".xlsx": _workbook,
        ".csv": _csv,
        ".json": _json,
        ".pdf": _pdf,
    }
    render = renderings[path.suffix.lower()]
    write_whole(path, render(rollup, wording_for(language)), partial(prove_rollup, rollup=rollup))


_NO_PLAN: Final = Plan()


@cache
def _slim(state: AnswerState, option: str | None) -> Answer:
    return Answer(state=state, option=option)


def _refused(what: str, mend: str) -> InputError:
    return problem_in(said("roll-up"), what, mend)


# The renderings are imported when one is asked for, as those of reports are.


def _pdf(rollup: RollUp, w: Wording) -> bytes:
    from maturity_app.reports.pdf.rollup import rollup_pdf

    return rollup_pdf(rollup, w)


def _workbook(rollup: RollUp, w: Wording) -> bytes:
    from maturity_app.reports.excel.rollup import rollup_workbook

    return rollup_workbook(rollup, w)


def _csv(rollup: RollUp, w: Wording) -> bytes:
    from maturity_app.reports.tabular import rollup_csv

    return rollup_csv(rollup, w)


def _json(rollup: RollUp, w: Wording) -> bytes:
    from dataclasses import asdict

    from maturity_app.reports.rollup_document import rollup_document

    document = asdict(rollup_document(rollup, w))
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
