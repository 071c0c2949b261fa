"""The files of a staff survey: taken in one by one, and blank ones to hand out."""

import errno
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment, Assessor
from maturity_app.domain.staff import Response, StaffSurvey, response_of
from maturity_app.jobs import staff_files, staff_intake
from maturity_app.jobs.staff import new_survey
from maturity_app.jobs.staff_files import Gathering, report_on, take_in, write_start_files
from maturity_app.reports import staff_tables
from maturity_app.reports.staff import StaffReport
from maturity_app.storage import staff_lock
from maturity_app.storage.assessments import read_assessment, write_assessment
from maturity_app.storage.problems import InputError, MachineError
from maturity_app.storage.staff import read_staff_survey, write_staff_survey
from maturity_app.wording import ENGLISH, Wording
from tests.jobs.test_batch import Watch
from tests.staffing import SMALL, said_by

ROLES = [("Manager", 6), ("Staff", 20)]
TEXTS = ("NPLFNPL", "FFFFPPP", "LLLLNNN", "PPPPLLL", "NNNNFFF", "FLPNFLP")
BUSY = "{path}: another program is adding to this survey or closing it; try again in a moment"


@pytest.fixture
def survey() -> StaffSurvey:
    day = date(2026, 10, 16)
    return new_survey(SMALL, "Unit B2", "Autumn 2026", day, headcount=26, roles=ROLES)


@pytest.fixture
def path(survey: StaffSurvey, tmp_path: Path) -> Path:
    """Return the file of a survey that nobody has answered yet."""
    written = tmp_path / "b2.staff.json"
    write_staff_survey(written, survey)
    return written


def filled_in(survey: StaffSurvey, folder: Path, *texts: str) -> Iterator[Path]:
    """Yield a file for each text, which a manager answered."""
    for number, text in enumerate(texts):
        own = Assessment(
            id=f"own-{number}", unit=survey.unit, wave=survey.wave, questionnaire=SMALL,
            answers=said_by("", text)[0].answers, assessor=Assessor(role="Manager"),
        )  # fmt: skip
        yield folder / f"{number}.assessment.json"
        write_assessment(folder / f"{number}.assessment.json", own)


def test_good_files_of_a_folder_come_in_and_others_are_listed(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "came back"
    folder.mkdir()
    first, second, third = filled_in(survey, folder, "NPLFNPL", "FFFFPPP", "LLLLNNN")
    second.write_text("{}", "utf-8")
    watch = Watch()
    gathering = take_in(path, [folder, third], watch)
    assert (gathering.added, gathering.known, gathering.done) == (2, [third], 4)
    assert [str(second) in refused.worded(ENGLISH) for refused in gathering.refused] == [True]
    names = (first.name, second.name, third.name, third.name)
    assert watch.told == [
        (0, 0, "came back"), *((number, 4, name) for number, name in enumerate(names)),
        (4, 4, "b2.staff.json"),
    ]  # fmt: skip
    assert len(read_staff_survey(path).responses) == 2
    assert ENGLISH.said(gathering.told).startswith("2 responses of 26 people")


def test_what_was_taken_in_is_kept_when_it_is_stopped(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    files = list(filled_in(survey, tmp_path, "NPLFNPL", "FFFFPPP", "LLLLNNN"))
    gathering = take_in(path, files, Watch(enough=2))
    assert list(gathering.rest) == files[2:]
    assert len(read_staff_survey(path).responses) == 2
    assert take_in(path, gathering.rest, Watch()).added == 1


def test_a_folder_is_looked_through_only_as_long_as_it_is_wished(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "came back"
    folder.mkdir()
    list(filled_in(survey, folder, "NPLFNPL", "FFFFPPP"))
    gathering = take_in(path, [folder], Watch(enough=1))
    assert (gathering.done, list(gathering.rest)) == (0, [folder])
    assert take_in(path, gathering.rest, Watch()).added == 2


def test_a_fault_of_the_program_takes_nothing_along_that_came_in_before(
    survey: StaffSurvey, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = list(filled_in(survey, tmp_path, "NPLFNPL", "FFFFPPP", "LLLLNNN"))

    def fail_at_last(own: Assessment, roles: Mapping[str, int]) -> Response:
        if own.id == "own-2":
            raise ZeroDivisionError
        return response_of(own, roles)

    monkeypatch.setattr(staff_intake, "response_of", fail_at_last)
    with pytest.raises(ZeroDivisionError):
        take_in(path, files, Watch())
    assert len(read_staff_survey(path).responses) == 2


# --- several programs at a time ----------------------------------------------------------


class Meanwhile(Watch):
    """Does something else once a response is in, while the gathering goes on."""

    def __init__(self, work: Callable[[], object]) -> None:
        """Do `work` after the first response."""
        super().__init__()
        self._work = work

    def tell(self, done: int, total: int, step: str = "") -> None:
        super().tell(done, total, step)
        if done == 1:
            self._work()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_lock, "_WAIT_SECONDS", 0.05)


@pytest.mark.usefixtures("impatient")
def test_nobody_adds_to_a_survey_or_closes_it_while_responses_are_added(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    *files, last = filled_in(survey, tmp_path, *TEXTS)
    refused: list[str] = []

    def be_refused() -> None:
        for work in (
            lambda: take_in(path, [last], Watch()),
            lambda: report_on(path, tmp_path / "b2.csv", None, "en", agreed=True),
        ):
            with pytest.raises(InputError) as error:
                work()
            refused.append(str(error.value))

    assert take_in(path, files, Meanwhile(be_refused)).added == 5
    assert refused == [BUSY.format(path=path)] * 2
    assert take_in(path, [last], Watch()).added == 1
    assert len(read_staff_survey(path).responses) == 6


@pytest.mark.usefixtures("impatient")
def test_nobody_adds_to_a_survey_while_a_report_closes_it(
    survey: StaffSurvey, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *files, last = filled_in(survey, tmp_path, *TEXTS)
    take_in(path, files, Watch())
    refused: list[str] = []

    def be_refused(report: StaffReport, w: Wording) -> bytes:
        with pytest.raises(InputError) as error:
            take_in(path, [last], Watch())
        refused.append(str(error.value))
        return right(report, w)

    right = staff_tables.staff_csv
    monkeypatch.setattr(staff_tables, "staff_csv", be_refused)
    report_on(path, tmp_path / "b2.csv", None, "en", agreed=True)
    assert refused == [BUSY.format(path=path)]
    report_on(path, tmp_path / "again.csv", None, "en", agreed=False)
    assert "was closed when its report was written" in refused[1], "nobody is waited for any more"
    assert len(read_staff_survey(path).responses) == 5


def test_what_a_program_added_without_waiting_is_not_lost_to_a_report(
    survey: StaffSurvey, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(path, list(filled_in(survey, tmp_path, *TEXTS)), Watch())
    before = read_staff_survey(path)
    more = before.with_responses(said_by("Staff", "NNNNNNN"), ["f" * 64])
    right = staff_tables.staff_csv

    def written_meanwhile(report: StaffReport, w: Wording) -> bytes:
        write_staff_survey(path, more)
        return right(report, w)

    monkeypatch.setattr(staff_tables, "staff_csv", written_meanwhile)
    with pytest.raises(InputError, match="another program changed this file"):
        report_on(path, tmp_path / "b2.csv", None, "en", agreed=True)
    assert read_staff_survey(path) == more
    assert not (tmp_path / "b2.csv").exists()


def test_a_survey_closed_by_somebody_else_meanwhile_stays_closed(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    (own,) = filled_in(survey, tmp_path, "NPLFNPL")
    gathering = Gathering(path, [own])
    assert gathering.take(own)
    write_staff_survey(path, survey.as_closed())
    with pytest.raises(InputError, match="another program changed this file"):
        gathering.keep()
    assert read_staff_survey(path) == survey.as_closed()
    with pytest.raises(InputError, match="was closed when its report was written"):
        take_in(path, [own], Watch())


# --- reports -----------------------------------------------------------------------------


@pytest.fixture
def answered(survey: StaffSurvey, path: Path, tmp_path: Path) -> Path:
    """Return the file of a survey that enough have answered."""
    take_in(path, list(filled_in(survey, tmp_path, *TEXTS)), Watch())
    return path


def test_a_report_that_is_not_as_meant_closes_nothing(
    answered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_tables, "staff_csv", lambda *_: b"part,id\n")
    with pytest.raises(MachineError, match="nothing was replaced"):
        report_on(answered, tmp_path / "b2.csv", None, "en", agreed=True)
    assert not read_staff_survey(answered).closed
    assert not (tmp_path / "b2.csv").exists()


def test_no_report_is_seen_before_its_survey_is_closed(
    answered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def refuse(path: Path, _: StaffSurvey) -> None:
        seen.append((tmp_path / "b2.csv").exists())
        raise MachineError(f"{path}: the disk is full")

    monkeypatch.setattr(staff_files, "write_staff_survey", refuse)
    with pytest.raises(MachineError) as refused:
        report_on(answered, tmp_path / "b2.csv", None, "en", agreed=True)
    assert str(refused.value) == f"{answered}: the disk is full"
    assert (seen, (tmp_path / "b2.csv").exists()) == ([False], False)


def test_it_is_told_that_a_survey_is_closed_whose_report_could_not_take_its_place(
    answered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output, replaced = tmp_path / "b2.csv", Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target == output:
            raise PermissionError(errno.EACCES, "")
        return replaced(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(MachineError) as refused:
            report_on(answered, output, None, "en", agreed=True)
    assert str(refused.value).startswith(f"{output}: this computer does not permit it")
    assert str(refused.value).endswith(
        "; the survey is closed by now, and its report can be written again"
    )
    assert read_staff_survey(answered).closed
    report_on(answered, output, None, "en", agreed=False)
    assert output.exists()


def test_no_report_takes_the_place_of_a_survey(answered: Path, tmp_path: Path) -> None:
    now, earlier, other = (tmp_path / f"{name}.json" for name in ("now", "earlier", "other"))
    for copy in (now, earlier, other):
        copy.write_bytes(answered.read_bytes())
    other.write_bytes(other.read_bytes()[:-2])
    link = tmp_path / "link.json"
    link.symlink_to(now)
    for output in (now, link, earlier, other):
        whole = output.read_bytes()
        with pytest.raises(InputError, match="this file is a staff survey, and all its responses"):
            report_on(now, output, earlier, "en", agreed=True)
        assert output.read_bytes() == whole
    report = tmp_path / "report.json"
    for _ in range(2):
        report_on(answered, report, None, "en", agreed=True)


def test_a_report_on_too_few_closes_nothing(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    take_in(path, list(filled_in(survey, tmp_path, *["NPLFNPL"] * 4)), Watch())
    with pytest.raises(InputError, match="nothing may be told"):
        report_on(path, tmp_path / "b2.csv", None, "en", agreed=True)
    assert not read_staff_survey(path).closed


def test_start_files_name_nobody_and_replace_no_answers(
    survey: StaffSurvey, path: Path, tmp_path: Path
) -> None:
    manager, staff = write_start_files(survey, tmp_path, "Staff")
    blank = read_assessment(manager)
    assert (blank.assessor, blank.unit.id) == (Assessor(role="Manager"), survey.unit.id)
    answered = replace(blank, answers={"try-1": Answer(state="answered", option="fully")})
    write_assessment(manager, answered)
    assert take_in(path, [manager], Watch()).survey.role_counts["Manager"] == 1
    with pytest.raises(InputError, match="a file with content has this name"):
        write_start_files(survey, tmp_path, "Staff")
    assert read_assessment(manager) == answered
    assert not read_assessment(staff).answers
    (whoever,) = write_start_files(replace(survey, roles={}), tmp_path, "Anyone")
    assert read_assessment(whoever).assessor == Assessor(role="Anyone")
