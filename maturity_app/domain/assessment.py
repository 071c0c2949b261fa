"""One unit's answers in one wave, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Annotated, Literal

from annotated_types import Interval, Len

from maturity_app.domain.fields import Identifier
from maturity_app.domain.plan import Plan
from maturity_app.domain.questionnaire import Questionnaire

AnswerState = Literal["answered", "not_applicable", "dont_know", "not_answered"]
"""`not_answered` stands in a record only where a comment or evidence came before an answer."""

Status = Literal["draft", "signed_off", "superseded"]
ChangeReason = Literal["practice_changed", "judged_differently", "corrects_error"]
Share = Literal["full", "without_comments", "without_names", "scores_only"]
"""How much of a record is handed on."""

Name = Annotated[str, Len(1, 200)]
Line = Annotated[str, Len(0, 1000)]
LongText = Annotated[str, Len(0, 20000)]


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A part of the organisation that holds units; it may answer as a unit of its own."""

    id: Identifier
    name: Name


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A directorate, agency team or the like; it is its id and may be renamed.

    `within` are the branches above it, from the top of the organisation down.
    """

    id: Identifier
    name: Name
    headcount: Annotated[int, Interval(ge=1, le=10_000_000)] | None = None
    within: Annotated[tuple[Branch, ...], Len(0, 12)] = ()


@dataclass(frozen=True, kw_only=True)
class Wave:
    """A dated round of answering."""

    label: Name
    date: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What was said to one item.

    `option` is the option's id (choice items), `text`, `value` and `source` belong to text
    and measure items, `reason` is the ground for "not applicable". `evidence` holds one piece
    a line: a text, a link or a file name. `change` says why it differs from the last wave,
    `dissent` what those hold who do not share what the team agreed.
    """

    state: AnswerState = "not_answered"
    option: Identifier | None = None
    text: LongText = ""
    value: Line = ""
    source: Line = ""
    reason: LongText = ""
    comment: LongText = ""
    evidence: LongText = ""
    dissent: LongText = ""
    change: ChangeReason | None = None
    answered_by: Line = ""
    answered_at: datetime | None = None
    language: Annotated[str, Len(0, 12)] = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was said, so that the answer need not be kept."""
        said = (self.text, self.value, self.source, self.reason, self.comment, self.evidence,
                self.dissent)  # fmt: skip
        return self.state == "not_answered" and not any(said)


@dataclass(frozen=True, kw_only=True)
class Assessor:
    """Whose own answers a record holds: a named person's, or a staff survey's unnamed one's.

    `role` is one of those the round tells apart, such as "Manager"; empty where it tells none.
    """

    name: Line = ""
    role: Line = ""

    @property
    def is_named(self) -> bool:
        """Whether the others may know whose answers these are."""
        return bool(self.name.strip())


@dataclass(frozen=True, kw_only=True)
class Source:
    """An assessor's record that a consensus was made of, as it was then.

    `fingerprint` is the SHA-256 of its canonical JSON, `answered` its number of answers
    without those that say "don't know".
    """

    id: Identifier
    assessor: Assessor
    fingerprint: Annotated[str, Len(64, 64)]
    answered: Annotated[int, Interval(ge=0, le=100_000)] = 0


@dataclass(frozen=True, kw_only=True)
class SignOff:
    """Who signed a record off, in which role and when."""

    role: Name
    date: date


@dataclass(frozen=True, kw_only=True)
class ChainPlace:
    """A signed record's place in its unit's chain: 1, 2, 3 … and the hash before it."""

    position: Annotated[int, Interval(ge=1, le=1_000_000)]
    previous: Annotated[str, Len(0, 64)] = ""


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """One unit's answers in one wave, with the questionnaire they answer inside.

    Answers to items the questionnaire no longer has are kept in `orphaned`, never dropped.
    `plan` is what the unit means to reach and to do; it changes no score.
    `assessor` is set where the answers are one person's own, `sources` where they are what a
    team agreed on after each of them had answered alone.
    `fingerprint` is the SHA-256 of the signed record's canonical JSON without this field.
    `shared` says what a copy that was handed on leaves out; a copy is never the record.
    """

    id: Identifier
    unit: Unit
    wave: Wave
    questionnaire: Questionnaire
    answers: Mapping[str, Answer] = field(default_factory=dict)
    orphaned: Mapping[str, Answer] = field(default_factory=dict)
    plan: Plan = field(default_factory=Plan)
    format: Literal[1] = 1
    status: Status = "draft"
    supersedes: Identifier | None = None
    signed: SignOff | None = None
    chain: ChainPlace | None = None
    fingerprint: Annotated[str, Len(0, 64)] = ""
    shared: Share = "full"
    assessor: Assessor | None = None
    sources: Annotated[tuple[Source, ...], Len(0, 1000)] = ()

    @property
    def is_copy(self) -> bool:
        """Whether something was left out of it when it was handed on."""
        return self.shared != "full"

    @property
    def is_draft(self) -> bool:
        """Whether the record may still change."""
        return self.status == "draft"

    @property
    def is_correction(self) -> bool:
        """Whether it is a draft that is to take a signed record's place."""
        return self.is_draft and self.supersedes is not None

    def answer(self, item_id: str) -> Answer:
        """Return the answer to an item; an empty one where nothing was said."""
        return self.answers.get(item_id, _EMPTY)

    def with_answer(self, item_id: str, answer: Answer) -> "Assessment":
        """Return the same assessment with one answer replaced."""
        return replace(self, answers={**self.answers, item_id: answer})


_EMPTY = Answer()
