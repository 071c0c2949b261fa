"""An anonymous survey of a unit's staff: many people's answers, none of them anyone's by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Final, Literal

from annotated_types import Interval, Len

from maturity_app.domain.assessment import Answer, Assessment, Name, Unit, Wave
from maturity_app.domain.fields import Identifier
from maturity_app.domain.questionnaire import Questionnaire

MOST_PEOPLE: Final = 10_000_000
MOST_RESPONSES: Final = 100_000

NonAnswer = Literal["dont_know", "not_applicable"]
People = Annotated[int, Interval(ge=1, le=MOST_PEOPLE)]
Fingerprint = Annotated[str, Len(64, 64)]


@dataclass(frozen=True, kw_only=True)
class Response:
    """What one person answered, and in which of the roles that the survey tells apart.

    No name, no time, no language, no comment, reason or evidence, and no answer in one's own
    words: each could tell who it was. `chosen` are the options of choice items by item.
    """

    role: Annotated[str, Len(0, 200)] = ""
    chosen: Mapping[Identifier, Identifier] = field(default_factory=dict)
    open: Mapping[Identifier, NonAnswer] = field(default_factory=dict)

    @property
    def answers(self) -> Mapping[str, Answer]:
        """The answers as they are scored."""
        given = {
            key: Answer(state="answered", option=option) for key, option in self.chosen.items()
        }
        return {**given, **{key: Answer(state=state) for key, state in self.open.items()}}


@dataclass(frozen=True, kw_only=True)
class StaffSurvey:
    """The responses of a unit's staff in one wave, with the questionnaire they answer inside.

    `headcount` is how many people were asked, `roles` how many of them in each role that is
    told apart. `taken` are fingerprints of the files that were taken in, so that none is taken
    twice; responses and fingerprints are each in an order of their own, which tells nothing of
    when they came or which belongs to which. Once `closed` the survey takes in nothing more:
    two reports that differ by one person would tell that person's answers.
    """

    id: Identifier
    unit: Unit
    wave: Wave
    questionnaire: Questionnaire
    headcount: People
    roles: Mapping[Name, People] = field(default_factory=dict)
    responses: Annotated[tuple[Response, ...], Len(0, MOST_RESPONSES)] = ()
    taken: Annotated[tuple[Fingerprint, ...], Len(0, MOST_RESPONSES)] = ()
    closed: bool = False
    format: Literal[1] = 1

    @property
    def role_counts(self) -> Mapping[str, int]:
        """How many took part in each role; those without one under an empty name."""
        counts = dict.fromkeys(self.roles, 0)
        for response in self.responses:
            counts[response.role] = counts.get(response.role, 0) + 1
        return counts

    def with_responses(self, responses: Iterable[Response], taken: Iterable[str]) -> "StaffSurvey":
        """Return the survey with more responses, in an order that only the answers decide."""
        return replace(
            self,
            responses=tuple(sorted((*self.responses, *responses), key=_content)),
            taken=tuple(sorted((*self.taken, *taken))),
        )

    def as_closed(self) -> "StaffSurvey":
        """Return the survey as one that takes in nothing more and forgets what it took in."""
        return replace(self, closed=True, taken=())


def response_of(assessment: Assessment, roles: Mapping[str, int]) -> Response:
    """Return the part of a person's own answers that a staff survey keeps.

    A role that the survey does not tell apart is not kept: it could be one person's alone.
    """
    given = assessment.assessor.role.strip().casefold() if assessment.assessor else ""
    known = {role.casefold(): role for role in roles}
    chosen: dict[str, str] = {}
    unanswered: dict[str, NonAnswer] = {}
    for item_id, item in assessment.questionnaire.items.items():
        answer = assessment.answer(item_id)
        if item.type != "choice":
            continue
        if answer.state == "answered" and answer.option is not None:
            chosen[item_id] = answer.option
        elif answer.state in ("dont_know", "not_applicable"):
            unanswered[item_id] = answer.state
    return Response(role=known.get(given, ""), chosen=chosen, open=unanswered)


def _content(response: Response) -> tuple[object, ...]:
    return (response.role, sorted(response.chosen.items()), sorted(response.open.items()))
