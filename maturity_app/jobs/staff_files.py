"""The files of a staff survey: responses taken in, blank ones to hand out, a report written."""

from collections.abc import Sequence
from pathlib import Path

from maturity_app.domain.assessment import Assessor
from maturity_app.domain.said import said, said_plural
from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.assessing import new_assessment
from maturity_app.jobs.incoming import Watch, files_in
from maturity_app.jobs.reporting import distinct_names, safe_name
from maturity_app.jobs.staff import (
    check_earlier_survey,
    check_open,
    check_report_name,
    closing,
    taken_in,
    write_staff_report,
)
from maturity_app.jobs.starting import check_replaceable
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.problems import MaturityError, problem_in
from maturity_app.storage.staff import STAFF_SUFFIX, read_staff_survey, write_staff_survey


def check_new_place(path: Path) -> None:
    """Refuse a place for a survey that begins where a file is: responses may be in it.

    Raises:
        InputError: a file has the name, or it is no staff survey's.

    """
    if not path.name.endswith(STAFF_SUFFIX):
        what = said("a staff survey's name ends in {suffix}", suffix=STAFF_SUFFIX)
        raise problem_in(path, what, said("name it so"))
    if path.exists():
        raise problem_in(path, said("a file has this name"), said("name another one"))


# --- taking in ---------------------------------------------------------------------------


class Gathering:
    """A survey's file while responses are taken in one by one; `keep` writes it once.

    `known` are the files that were taken in before, `refused` why others were not.
    """

    def __init__(self, path: Path, files: Sequence[Path]) -> None:
        """Read the survey as it is now; `files` are those to be taken in.

        Raises:
            InputError: it is no survey, or nothing may be added to it any more.
            MachineError: it may not be read.

        """
        self.survey = self._before = read_staff_survey(path)
        check_open(path, self.survey)
        self.files = files
        self.known: list[Path] = []
        self.refused: list[MaturityError] = []
        self._path = path
        self._definitions = KnownDefinitions()

    def take(self, path: Path) -> bool:
        """Take a file in; return whether it is a new one.

        Raises:
            InputError: it holds no unnamed person's answers to this survey.
            MachineError: it may not be read.

        """
        grown = taken_in(self.survey, path, self._definitions)
        is_new = grown is not self.survey
        if not is_new:
            self.known.append(path)
        self.survey = grown
        return is_new

    def try_to_take(self, path: Path) -> None:
        """Take a file in, or note why it is refused."""
        try:
            self.take(path)
        except MaturityError as refused:
            self.refused.append(refused)

    @property
    def added(self) -> int:
        """How many responses came in."""
        return len(self.survey.responses) - len(self._before.responses)

    @property
    def done(self) -> int:
        """How many files were done with."""
        return self.added + len(self.known) + len(self.refused)

    @property
    def rest(self) -> Sequence[Path]:
        """The files that were not come to, because the work was ended early."""
        return self.files[self.done :]

    @property
    def told(self) -> str:
        """How many there are now, and what is not kept of them."""
        return said_plural(
            "{count:,} response of {people:,} people; comments and free texts are not kept",
            "{count:,} responses of {people:,} people; comments and free texts are not kept",
            len(self.survey.responses),
            people=self.survey.headcount,
        )

    def keep(self) -> None:
        """Write the survey if anything came in.

        Raises:
            InputError: somebody changed the file meanwhile; a closed survey would be open again.
            MachineError: it may not be written.

        """
        if not self.added:
            return
        if read_staff_survey(self._path) != self._before:
            what = said("another program changed this file meanwhile, so nothing was added to it")
            raise problem_in(self._path, what, said("add the responses again"))
        write_staff_survey(self._path, self.survey)


def take_in(path: Path, files: Sequence[Path], watch: Watch) -> Gathering:
    """Take people's own answers into the survey in a file, those of folders named as well.

    Where it is cancelled, what was taken in by then is kept.

    Raises:
        InputError: nothing may be added to it.
        MachineError: it may not be read or written.

    """
    listed = list(files_in(files))
    gathering = Gathering(path, listed)
    for number, file in enumerate(listed):
        if watch.is_cancelled:
            break
        watch.tell(number, len(listed), file.name)
        gathering.try_to_take(file)
    gathering.keep()
    return gathering


# --- handing out -------------------------------------------------------------------------


def write_start_files(survey: StaffSurvey, folder: Path, whoever: str) -> list[Path]:
    """Write an empty assessment that names nobody for each role, and return the files.

    Where no role is told apart there is one, for the role `whoever`, which is not kept.

    Raises:
        InputError: a file that may hold answers has one of the names.
        MachineError: the folder can't be written.

    """
    roles = tuple(survey.roles) or (whoever,)
    about = f"{survey.unit.name} {survey.wave.label}"
    names = distinct_names(safe_name(f"{about} {role}") for role in roles)
    paths = [folder / f"{name}{SUFFIX}" for name in names]
    for path in paths:
        check_replaceable(path)
    for path, role in zip(paths, roles, strict=True):
        blank = new_assessment(
            survey.questionnaire,
            survey.unit.name,
            survey.wave.label,
            survey.wave.date,
            unit_id=survey.unit.id,
            headcount=survey.headcount,
            assessor=Assessor(role=role),
        )
        write_assessment(path, blank)
    return paths


# --- reporting ---------------------------------------------------------------------------


def earlier_survey(path: Path, survey: StaffSurvey) -> StaffSurvey:
    """Return the survey in a file, which is an earlier wave that was reported on.

    Raises:
        InputError: it is not, and why.
        MachineError: it may not be read.

    """
    earlier = read_staff_survey(path)
    check_earlier_survey(path, earlier, survey)
    return earlier


def report_on(
    path: Path, output: Path, previous: Path | None, language: str, *, agreed: bool
) -> StaffSurvey:
    """Write a report on the survey in a file, and return the survey, which is closed by then.

    Raises:
        InputError: nobody agreed to close it, too few took part, or a file is none that fits.
        MachineError: a file may not be read or written.

    """
    check_report_name(output)
    survey = read_staff_survey(path)
    earlier = earlier_survey(previous, survey) if previous else None
    closed = closing(path, survey, agreed=agreed)
    if closed != survey:
        # Before the report: once that is out, nothing may be added.
        write_staff_survey(path, closed)
    write_staff_report(output, closed, earlier, language)
    return closed
