"""The files of a staff survey: responses taken in, blank ones to hand out, a report written."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from maturity_app.domain.assessment import Assessor
from maturity_app.domain.said import said, said_plural
from maturity_app.domain.staff import StaffSurvey
from maturity_app.jobs.assessing import new_assessment
from maturity_app.jobs.incoming import Watch, files_in
from maturity_app.jobs.reporting import distinct_names, safe_name
from maturity_app.jobs.staff import (
    check_earlier_survey,
    check_report_name,
    closing,
    write_staff_report,
)
from maturity_app.jobs.staff_intake import Intake, check_open
from maturity_app.jobs.starting import check_replaceable
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.problems import MachineError, MaturityError, is_file, problem_in
from maturity_app.storage.staff import (
    STAFF_SUFFIX,
    holds_staff_survey,
    is_staff_survey,
    mark_of,
    read_staff_survey,
    write_staff_survey,
)
from maturity_app.storage.staff_lock import alone_with


def check_new_place(path: Path) -> None:
    """Refuse a place for a survey that begins where a file is: responses may be in it.

    Raises:
        InputError: a file has the name, or it is no staff survey's.

    """
    if not is_staff_survey(path):
        what = said("a staff survey's name ends in {suffix}", suffix=STAFF_SUFFIX)
        raise problem_in(path, what, said("name it so"))
    if path.exists():
        raise problem_in(path, said("a file has this name"), said("name another one"))


def _check_unchanged(path: Path, mark: str) -> None:
    """Refuse to write over what was written since, by a program that waited for no turn."""
    if mark_of(path) != mark:
        what = said("another program changed this file meanwhile, so it was left as it is")
        raise problem_in(path, what, said("try again"))


# --- taking in ---------------------------------------------------------------------------


class Gathering:
    """A survey's file while responses are taken in one by one; `keep` writes it once.

    Whoever gathers is alone with the file from beginning to end. `survey` is what the file
    holds; `known` are the files that were taken in before, `refused` why others were not.
    """

    def __init__(self, path: Path, files: Sequence[Path]) -> None:
        """Read the survey as it is now; `files` are those to be taken in.

        Raises:
            InputError: it is no survey, or nothing may be added to it any more.
            MachineError: it may not be read.

        """
        self._mark = mark_of(path)
        self.survey = read_staff_survey(path)
        check_open(path, self.survey)
        self.files = files
        self.known: list[Path] = []
        self.refused: list[MaturityError] = []
        self._path = path
        self._intake = Intake(self.survey)

    def take(self, path: Path) -> bool:
        """Take a file in; return whether it is a new one.

        Raises:
            InputError: it holds no unnamed person's answers to this survey.
            MachineError: it may not be read.

        """
        is_new = self._intake.take(path)
        if not is_new:
            self.known.append(path)
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
        return self._intake.added

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
        """How many the file holds, and what is not kept of them."""
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
        grown = self._intake.grown()
        _check_unchanged(self._path, self._mark)
        write_staff_survey(self._path, grown)
        self.survey = grown


def take_in(path: Path, files: Sequence[Path], watch: Watch) -> Gathering:
    """Take people's own answers into the survey in a file, those of folders named as well.

    Where it is cancelled, or a fault of the program ends it, what was taken in by then is kept.

    Raises:
        InputError: nothing may be added to it, or another program is at it.
        MachineError: it may not be read or written.

    """
    listed = list(files_in(files, watch))
    with alone_with(path):
        # Stopped while they were looked through, they are still to be: not all are listed.
        gathering = Gathering(path, files if watch.is_cancelled else listed)
        try:
            for number, file in enumerate(listed):
                if watch.is_cancelled:
                    break
                watch.tell(number, len(listed), file.name)
                gathering.try_to_take(file)
            else:
                watch.tell(len(listed), len(listed), path.name)
        finally:
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
        InputError: nobody agreed to close it, too few took part, a file is none that fits, or
            another program is at it.
        MachineError: a file may not be read or written; the survey is closed only if it says so.

    """
    check_report_name(output)
    _check_no_survey(output, [path, *([previous] if previous else [])])
    with ExitStack() as turn:
        turn.enter_context(alone_with(path))
        mark = mark_of(path)
        survey = read_staff_survey(path)
        if survey.closed:
            # It stays as it is, and nobody need wait for a report on it.
            turn.close()
        earlier = earlier_survey(previous, survey) if previous else None
        closed = closing(path, survey, agreed=agreed)
        write = partial(write_staff_report, output, closed, earlier, language)
        if survey.closed:
            write()
        else:
            _close_and_write(path, mark, closed, write)
    return closed


def _check_no_survey(output: Path, read: Sequence[Path]) -> None:
    """Refuse a report the place of a survey: all its responses would be lost."""
    if not is_file(output):
        return
    is_read = any(is_file(path) and output.samefile(path) for path in read)
    if is_read or holds_staff_survey(output):
        what = said("this file is a staff survey, and all its responses would be lost")
        raise problem_in(output, what, said("choose another name"))


def _close_and_write(
    path: Path, mark: str, closed: StaffSurvey, write: Callable[[Callable[[], None]], None]
) -> None:
    """Close a survey between the proof of its report and the moment from which that can be seen.

    Before, a report that fails would leave it closed in vain; after, something could be added.
    """
    is_closed = False

    def close() -> None:
        nonlocal is_closed
        _check_unchanged(path, mark)
        write_staff_survey(path, closed)
        is_closed = True

    try:
        write(close)
    except MachineError as refused:
        if not is_closed:
            raise
        what = said(
            "{problem}; the survey is closed by now, and its report can be written again",
            problem=refused.text,
        )
        raise MachineError(what) from refused
