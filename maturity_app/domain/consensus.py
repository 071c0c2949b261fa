"""What several people answered alone, side by side, and the draft of what they agree on."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from functools import cached_property

from maturity_app.domain.assessment import Answer, Assessment, Assessor, Source
from maturity_app.domain.conditions import visibility
from maturity_app.domain.questionnaire import Item, Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.scorecard import ItemState
from maturity_app.domain.statistics.agreement import Agreement, r_wg

_LONGEST = 20_000
"""How long a comment may be."""
_LONGEST_LINE = 1_000
_FEWEST = 2
"""One person's answers are nothing that people agree on."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """One person's own answers; `fingerprint` is the SHA-256 of the record's canonical JSON."""

    record: Assessment
    fingerprint: str

    @property
    def assessor(self) -> Assessor:
        """Whose answers these are."""
        return self.record.assessor or Assessor()

    @property
    def source(self) -> Source:
        """The record as a consensus remembers it."""
        given = self.record.answers.values()
        return Source(
            id=self.record.id,
            assessor=self.assessor,
            fingerprint=self.fingerprint,
            answered=sum(answer.state in ("answered", "not_applicable") for answer in given),
        )

    @property
    def changed_at(self) -> datetime | None:
        """When the last of its answers was given; None where no answer says so."""
        given = (answer.answered_at for answer in self.record.answers.values())
        return max(filter(None, given), default=None)


@dataclass(frozen=True, kw_only=True)
class View:
    """What one person said to an item; `x` is its place between lowest (0) and highest (1)."""

    assessor: Assessor
    answer: Answer
    state: ItemState
    x: Fraction | None = None


@dataclass(frozen=True, kw_only=True)
class Views:
    """What all said to one item, and the answer they share; None where not all share one.

    No answer is shared where anyone does not know it, has not given it, or was not asked; nor
    where there is nobody to share it with. `agreement` is r_wg over those who chose an option;
    None where fewer than two did.
    """

    item: str
    views: tuple[View, ...]
    agreed: Answer | None = None
    agreement: Agreement | None = None

    @cached_property
    def values(self) -> tuple[Fraction, ...]:
        """The places of the options that were chosen."""
        return tuple(view.x for view in self.views if view.x is not None)

    @property
    def spread(self) -> Fraction | None:
        """How far the options lie apart (0–1); None where fewer than two people chose one."""
        return max(self.values) - min(self.values) if len(self.values) > 1 else None

    def count(self, *states: ItemState) -> int:
        """Return how many are in one of these states."""
        return sum(view.state in states for view in self.views)


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """The own answers of a unit's people in one wave, each person's once, by their names.

    `items` are those that anyone was asked, in the order of the questionnaire.
    """

    owns: tuple[Own, ...]
    items: Mapping[str, Views] = field(default_factory=dict)

    @property
    def questionnaire(self) -> Questionnaire:
        """What all of them answered."""
        return self.owns[0].record.questionnaire

    @property
    def sources(self) -> tuple[Source, ...]:
        """The records as a consensus remembers them."""
        return tuple(own.source for own in self.owns)

    @cached_property
    def disagreements(self) -> tuple[Views, ...]:
        """The items on which not all agree: the widest apart first.

        Of those that lie as far apart, the ones come first on which people agree least by r_wg,
        then those that the most could not answer.
        """
        apart = (views for views in self.items.values() if views.agreed is None)
        return tuple(sorted(apart, key=_worst_first))


def _worst_first(views: Views) -> tuple[Fraction, Fraction, int]:
    lacking = views.count("dont_know", "not_answered", "hidden")
    agreement = views.agreement.raw if views.agreement else None
    return -(views.spread or Fraction(0)), Fraction(1) if agreement is None else agreement, -lacking


# --- what belongs together ---------------------------------------------------------------


def misfit(record: Assessment, other: Assessment | None = None) -> tuple[str, str] | None:
    """Return why a record can't be gathered, and how to mend it; None where it can.

    Given an `other` one it must be of the same unit, wave and questionnaire.
    """
    if record.assessor is None:
        return (
            said("it does not say whose answers these are"),
            said("begin one with the assessor's name for each person"),
        )
    if not record.assessor.is_named:
        return (
            said("this is an answer to a staff survey, which names nobody"),
            said("leave it out; only named answers are gathered"),
        )
    return None if other is None else apart(record, other)


def apart(record: Assessment, other: Assessment) -> tuple[str, str] | None:
    """Return why two records are not of the same round; None where they are."""
    if record.unit.id != other.unit.id:
        what = said("it is of another unit ({unit}, not {other})",
                    unit=record.unit.name, other=other.unit.name)  # fmt: skip
        return what, said("gather the answers of one unit")
    if record.wave != other.wave:
        what = said("it is of another wave ({wave}, not {other})",
                    wave=_dated(record), other=_dated(other))  # fmt: skip
        return what, said("gather the answers of one wave")
    if _asked(record.questionnaire) != _asked(other.questionnaire):
        what = said("it answers another questionnaire ({id} {version}, not {other} {newer})",
                    id=record.questionnaire.id, version=record.questionnaire.version,
                    other=other.questionnaire.id, newer=other.questionnaire.version)  # fmt: skip
        return what, said("let all answer the same version, with the same questions of your own")
    return None


def _dated(record: Assessment) -> str:
    return f"{record.wave.label}, {record.wave.date.isoformat()}"


def _asked(questionnaire: Questionnaire) -> tuple[object, ...]:
    """Return what makes two questionnaires the same, in whatever language they are told."""
    items = [
        (item.id, item.revision, item.type, [(o.id, o.x) for o in questionnaire.options(item.id)])
        for item in questionnaire.items.values()
    ]
    return questionnaire.id, questionnaire.version, items


def same_person(one: Assessor, other: Assessor) -> bool:
    """Return whether two records name the same person, however the name is spaced."""
    return _who(one) == _who(other)


def _who(assessor: Assessor) -> str:
    return " ".join(assessor.name.split()).casefold()


def by_person(owns: Iterable[Own]) -> list[tuple[Own, ...]]:
    """Return the records of each person, by name; those that say the same stand there once.

    More than one for a person are different answers, of which people must say which counts.
    """
    groups: dict[str, list[Own]] = {}
    names: dict[str, str] = {}
    for own in sorted(owns, key=_order):
        # A record is one person's, also where the name in it was mended meanwhile.
        who = names.setdefault(own.record.id, _who(own.assessor))
        group = groups.setdefault(who, [])
        if not any(_says_the_same(own, other) for other in group):
            group.append(own)
    return [tuple(group) for group in groups.values()]


def _order(own: Own) -> tuple[str, ...]:
    assessor = own.assessor
    return _who(assessor), assessor.role, assessor.name, own.record.id, own.fingerprint


def _says_the_same(one: Own, other: Own) -> bool:
    is_copy = one.record.answers == other.record.answers and same_person(
        one.assessor, other.assessor
    )
    return one.fingerprint == other.fingerprint or is_copy


def newest(owns: Sequence[Own]) -> Own | None:
    """Return the one of a person's records that was changed last; None where that is not said."""
    dated = [(own.changed_at, own) for own in owns if own.changed_at is not None]
    if len(dated) < len(owns):
        return None
    last = max(moment for moment, _ in dated)
    found = [own for moment, own in dated if moment == last]
    return found[0] if len(found) == 1 else None


# --- side by side ------------------------------------------------------------------------


def gather(owns: Iterable[Own]) -> Gathering:
    """Return people's answers side by side; in whatever order they come, it is the same.

    Raises:
        ValueError: there are none, one does not belong with the others, or somebody gave two
            different answers.

    """
    people = by_person(owns)
    listed = tuple(records[0] for records in people)
    if not listed or any(len(records) > 1 for records in people):
        raise ValueError("each person's answers are wanted once")
    if any(misfit(own.record, listed[0].record) for own in listed):
        raise ValueError("answers of one unit, wave and questionnaire are wanted")
    seen = [visibility(own.record.questionnaire, own.record.answers) for own in listed]
    items: dict[str, Views] = {}
    for item in listed[0].record.questionnaire.items.values():
        views = tuple(
            _view(own, item, is_asked=shown[item.id] != "hidden")
            for own, shown in zip(listed, seen, strict=True)
        )
        if any(view.state != "hidden" for view in views):
            items[item.id] = Views(
                item=item.id,
                views=views,
                agreed=_agreed(item, views),
                agreement=_agreement(listed[0].record.questionnaire, item, views),
            )
    return Gathering(owns=listed, items=items)


def _agreement(questionnaire: Questionnaire, item: Item, views: Sequence[View]) -> Agreement | None:
    places = [option.x for option in questionnaire.options(item.id)]
    chosen = [view.x for view in views if view.x is not None]
    return r_wg(chosen, places) if len(set(places)) > 1 else None


def _view(own: Own, item: Item, *, is_asked: bool) -> View:
    answer = own.record.answer(item.id)
    if not is_asked:
        return View(assessor=own.assessor, answer=answer, state="hidden")
    chosen = answer.option if answer.state == "answered" else None
    option = own.record.questionnaire.option(item.id, chosen) if chosen else None
    x = option.x if option else None
    return View(assessor=own.assessor, answer=answer, state=answer.state, x=x)


def _agreed(item: Item, views: Sequence[View]) -> Answer | None:
    """Return the answer that all share, with what each of them wrote beside it."""
    if len(views) < _FEWEST or len({essence(item, v.state, v.answer) for v in views}) != 1:
        return None
    first = views[0]
    if first.state not in ("answered", "not_applicable"):
        return None
    languages = {view.answer.language for view in views}
    moments = [view.answer.answered_at for view in views if view.answer.answered_at]
    sources = dict.fromkeys(view.answer.source.strip() for view in views)
    return Answer(
        state=first.state,
        option=first.answer.option,
        text=first.answer.text.strip(),
        value=first.answer.value.strip(),
        source="; ".join(filter(None, sources))[:_LONGEST_LINE],
        reason=_told([(view, view.answer.reason) for view in views]),
        comment=_told([(view, view.answer.comment) for view in views]),
        evidence=_lines(view.answer.evidence for view in views),
        answered_at=max(moments, default=None),
        language=languages.pop() if len(languages) == 1 else "",
    )


def essence(item: Item, state: ItemState, answer: Answer) -> tuple[str | None, ...]:
    """Return what makes two answers to an item the same, whatever is written beside them."""
    if state != "answered" or item.type == "choice":
        return state, answer.option
    return state, answer.text.strip(), answer.value.strip()


def _told(texts: Sequence[tuple[View, str]]) -> str:
    """Return what people wrote, each with the name before it; once, where all wrote the same."""
    written = [(view.assessor.name.strip(), text.strip()) for view, text in texts]
    if len({text for _, text in written}) == 1:
        return written[0][1]
    return "\n".join(f"{name}: {text}" for name, text in written if text)[:_LONGEST]


def _lines(texts: Iterable[str]) -> str:
    """Return every piece of evidence once; a link with a name before it would be none."""
    pieces = (line.strip() for text in texts for line in text.splitlines())
    return "\n".join(dict.fromkeys(filter(None, pieces)))[:_LONGEST]


# --- the draft ---------------------------------------------------------------------------


def consensus(gathering: Gathering, held: Assessment | None = None) -> Assessment:
    """Return the draft of what all agree on, which remembers whose answers it was made of.

    Added to the one that is `held` already, every answer recorded there stays as it is, and
    nothing more is filled in while answers of somebody whom it was made of are not at hand.
    """
    draft = blank(gathering) if held is None else held
    answers = dict(draft.answers)
    if not absent(draft, gathering):
        for item_id, views in gathering.items.items():
            given = draft.answer(item_id)
            if views.agreed is not None and given.state == "not_answered":
                answers[item_id] = _beside(views.agreed, given)
    in_order = {item: answers[item] for item in draft.questionnaire.items if item in answers}
    return replace(draft, answers=in_order | answers, sources=_sources(draft, gathering))


def blank(gathering: Gathering) -> Assessment:
    """Return the draft before anything is filled in; of one round it has always the same id."""
    record = gathering.owns[0].record
    definition = record.questionnaire
    parts = (record.unit.id, _dated(record), definition.id, definition.version)
    digest = hashlib.sha256("\n".join(parts).encode(errors="replace")).hexdigest()[:12]
    return Assessment(
        id=f"{record.unit.id[:40]}-team-{digest}",
        unit=record.unit,
        wave=record.wave,
        questionnaire=definition,
    )


def _beside(agreed: Answer, given: Answer) -> Answer:
    """Return what all agree on with what was written here before there was an answer."""
    return replace(
        agreed,
        comment=given.comment or agreed.comment,
        evidence=given.evidence or agreed.evidence,
        dissent=given.dissent,
    )


def absent(record: Assessment, gathering: Gathering) -> tuple[Source, ...]:
    """Return of whom a consensus was made whose answers are not among those gathered."""
    known = {own.record.id for own in gathering.owns}
    return tuple(
        source
        for source in record.sources
        if source.id not in known and not _is_among(source.assessor, gathering.sources)
    )


def newly_apart(record: Assessment, gathering: Gathering) -> tuple[Views, ...]:
    """Return the items with an answer recorded that all shared before others were added."""
    found = []
    for views in gathering.disagreements:
        before = [v for v in views.views if _is_among(v.assessor, record.sources)]
        item = gathering.questionnaire.items[views.item]
        is_recorded = record.answer(item.id).state != "not_answered"
        if is_recorded and len(before) < len(views.views) and _agreed(item, before) is not None:
            found.append(views)
    return tuple(found)


def _sources(record: Assessment, gathering: Gathering) -> tuple[Source, ...]:
    """Return whose answers a consensus is made of by now, by name; newer ones replace older."""
    every = (*absent(record, gathering), *gathering.sources)
    return tuple(sorted(every, key=lambda source: (_who(source.assessor), source.id)))


def _is_among(assessor: Assessor, sources: Iterable[Source]) -> bool:
    return any(same_person(assessor, source.assessor) for source in sources)
