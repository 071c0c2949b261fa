"""What comes into a staff survey: unnamed people's own answers, from no file twice."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said, said_plural
from maturity_app.domain.staff import MOST_RESPONSES, Response, StaffSurvey, response_of
from maturity_app.domain.suppression import told_sizes
from maturity_app.jobs.reading import content_of, record_in
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.problems import problem_in, shortened


def check_open(path: Path, survey: StaffSurvey) -> None:
    """Refuse to add to a survey that was reported on.

    Raises:
        InputError: it is closed, and why nothing may be added any more.

    """
    if survey.closed:
        what = said(
            "this survey was closed when its report was written; with one more response, the "
            "difference between two reports would tell that person's answers"
        )
        raise problem_in(path, what, said("keep the file for the next wave"))


class Intake:
    """The responses on their way into a survey.

    They are put in their places once, all together: one by one, each would move all others.
    """

    def __init__(self, survey: StaffSurvey) -> None:
        """Begin with nothing but what the survey holds."""
        self._survey = survey
        self._responses: list[Response] = []
        self._marks: list[str] = []
        self._known_marks = set(survey.taken)
        self._sizes = dict(survey.role_counts)
        self._definitions = KnownDefinitions()

    @property
    def added(self) -> int:
        """How many responses came in."""
        return len(self._responses)

    def grown(self) -> StaffSurvey:
        """Return the survey with all that came in."""
        return self._survey.with_responses(self._responses, self._marks)

    def take(self, path: Path) -> bool:
        """Take in the response in a file; return whether it is a new one.

        Raises:
            InputError: the file holds no unnamed person's answers to this survey.
            MachineError: it may not be read.

        """
        content = content_of(path)
        # Of the whole file, since copies of one start file share their id.
        mark = hashlib.sha256(self._survey.id.encode() + b"\0" + content).hexdigest()
        if mark in self._known_marks:
            return False
        assessment = record_in(content, path, self._definitions).assessment
        _check_own(path, assessment)
        _check_same(path, self._survey, assessment)
        response = response_of(assessment, self._survey.roles)
        if not response.chosen:
            raise problem_in(path, said("nothing is answered in it"), said("leave it out"))
        self._check_room(path, response.role)
        self._responses.append(response)
        self._marks.append(mark)
        self._known_marks.add(mark)
        self._sizes[response.role] = self._sizes.get(response.role, 0) + 1
        return True

    def _check_room(self, path: Path, role: str) -> None:
        """Refuse more answers than there are people, in all or in a role."""
        count = len(self._survey.responses) + self.added
        people = self._survey.roles.get(role)
        is_role_full = people is not None and self._sizes[role] >= people
        if is_role_full or count >= self._survey.headcount:
            mend = said("find out whether someone answered twice")
            raise problem_in(path, self._full(role if is_role_full else ""), mend)
        if count >= MOST_RESPONSES:
            what = said("a survey can't hold more than {most:,} responses", most=MOST_RESPONSES)
            raise problem_in(path, what, said("survey parts of the unit"))

    def _full(self, role: str) -> str:
        """Return that there is no room; of a role only where a report tells how many answered."""
        if role not in told_sizes(self._sizes, self._survey.roles):
            return said("there are as many responses as people already, in all or in its role")
        return said_plural(
            "the role {role} has {count:,} person, and as many responses already",
            "the role {role} has {count:,} people, and as many responses already",
            self._survey.roles[role],
            role=role,
        )


def _check_own(path: Path, assessment: Assessment) -> None:
    if assessment.assessor is not None and assessment.assessor.is_named:
        what = said("this file says who answered; a staff survey takes in unnamed answers only")
        raise problem_in(path, what, said("have the name left empty"))
    if assessment.sources or not assessment.is_draft:
        what = said("this is a unit's record, not one person's own answers")
        raise problem_in(path, what, said("leave it out"))


def _check_same(path: Path, survey: StaffSurvey, assessment: Assessment) -> None:
    """Refuse answers to another unit's survey, of another wave or to other questions."""
    if assessment.unit.id != survey.unit.id:
        what = said(
            "it is of another unit ({other}, not {unit})",
            other=shortened(assessment.unit.id),
            unit=shortened(survey.unit.id),
        )
        raise problem_in(path, what, said("leave it out"))
    if assessment.wave.label != survey.wave.label:
        what = said("it is of another wave ({wave})", wave=shortened(assessment.wave.label))
        raise problem_in(path, what, said("leave it out"))
    if _items(assessment.questionnaire) != _items(survey.questionnaire):
        what = said("it answers another questionnaire, or another version of it")
        raise problem_in(path, what, said("have the survey's own questionnaire answered"))


def _items(questionnaire: Questionnaire) -> tuple[str, Mapping[str, object]]:
    """Return what must be alike for answers to be counted together: items and their options."""
    asked = {
        item.id: (
            item.revision,
            [(option.id, option.value) for option in questionnaire.options(item.id)],
        )
        for item in questionnaire.items.values()
    }
    return questionnaire.id, asked
