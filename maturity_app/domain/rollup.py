"""The units of an organisation summed up, branch by branch: how many, and how their scores lie."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from maturity_app.domain.alphabet import alphabetical
from maturity_app.domain.assessment import Assessment, Branch
from maturity_app.domain.common_ground import CommonGround, common_ground
from maturity_app.domain.comparison import family_of, in_order
from maturity_app.domain.questionnaire import Kind, Node, Questionnaire, ShownScale
from maturity_app.domain.scoring import score
from maturity_app.domain.sharing import without_own_items
from maturity_app.domain.spread import Spread, spread_of
from maturity_app.domain.unit_scores import UnitScores, mode_of, unit_scores

Figure = Literal["index", "level"]

HEADLINE: Final = "headline"

_Line = tuple[Branch, ...]
_WHOLE: Final = ""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which waves are summed up: of each unit its latest among those that match."""

    wave: str = ""
    since: date | None = None
    until: date | None = None

    def takes(self, assessment: Assessment) -> bool:
        """Return whether a record's wave is one of those asked for."""
        day = assessment.wave.date
        if self.wave and assessment.wave.label.casefold() != self.wave.casefold():
            return False
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )


EVERY_LATEST: Final = Choice()


@dataclass(frozen=True, kw_only=True)
class NotCounted:
    """How many records were given and are not counted, by why."""

    personal: int = 0
    """One person's own answers; the consensus made of them counts."""
    replaced: int = 0
    """Records that a signed correction took the place of, and corrections not signed yet."""
    other_waves: int = 0
    """Earlier waves of a unit that counts with a later one, and waves not asked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """One figure that every unit may have: the index or level of a node, or the headline.

    Indices stand on `scale`, levels run from 0 to the top one. `overlap` is how much of it
    all versions share; without `is_comparable` its values are not set side by side.
    """

    id: str
    node: str
    title: str
    short: str
    code: str
    kind: Kind | None
    figure: Figure
    scale: ShownScale
    overlap: Fraction
    is_comparable: bool

    def of(self, unit: UnitScores) -> Fraction | None:
        """Return a unit's figure, if it has one."""
        if self.node == HEADLINE:
            return unit.headline
        return (unit.values if self.figure == "index" else unit.levels).get(self.node)


@dataclass(frozen=True, kw_only=True, slots=True)
class BranchScores:
    """A branch of the organisation, or all of it, with every unit in it and how they lie.

    `path` are the names from the top down to its own; it is empty for the whole. `units` are
    positions in the roll-up's units: all that lie within it, at whatever depth, each once.
    """

    id: str
    path: tuple[str, ...]
    units: tuple[int, ...]
    drafts: int
    spreads: Mapping[str, Spread]

    @property
    def depth(self) -> int:
        """How many branches lie above it, itself counted; 0 for the whole."""
        return len(self.path)


@dataclass(frozen=True, kw_only=True)
class RollUp:
    """All units counted, in the order of the tree, and every branch from the top down."""

    ground: CommonGround
    measures: tuple[Measure, ...]
    units: tuple[UnitScores, ...]
    branches: tuple[BranchScores, ...]
    not_counted: NotCounted

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire by which every unit is scored."""
        return self.ground.questionnaire

    @property
    def is_draft(self) -> bool:
        """Whether any unit counts with a draft."""
        return any(unit.is_draft for unit in self.units)

    @property
    def has_branches(self) -> bool:
        """Whether any unit lies in a branch, so that there is more than the whole."""
        return len(self.branches) > 1

    @property
    def whole(self) -> BranchScores:
        """All units together."""
        return self.branches[0]

    def measure(self, measure_id: str) -> Measure | None:
        """Return a measure by its id, or None if the questionnaire has none of it."""
        return next((each for each in self.measures if each.id == measure_id), None)


def roll_up(assessments: Sequence[Assessment], choice: Choice = EVERY_LATEST) -> RollUp:
    """Return the units of an organisation summed up; each record that counts is scored once.

    A unit counts once in every branch above it, and in itself where it is a branch. Where a
    branch lies is read from the newest record that tells.

    Raises:
        ValueError: nothing counts, or the records are of questionnaires that share nothing.

    """
    counted, left = _counted(assessments, choice)
    families = {family_of(assessment.questionnaire) for assessment in counted}
    if len(families) != 1:
        raise ValueError(sorted(families))
    definitions = _definitions(counted)
    ground = common_ground(definitions)
    places = _Places.of(counted)
    units = sorted((places.placed(_scored(each, ground)) for each in counted), key=_in_tree)
    measures = tuple(_measures(ground))
    return RollUp(
        ground=ground,
        measures=measures,
        units=tuple(units),
        branches=tuple(_branches(units, measures, ground.questionnaire.top_level)),
        not_counted=left,
    )


def _definitions(assessments: Sequence[Assessment]) -> list[Questionnaire]:
    """Return the different questionnaires without what units added, the newest last."""
    shared = {id(each.questionnaire): without_own_items(each.questionnaire) for each in assessments}
    found: list[Questionnaire] = []
    for each in sorted(assessments, key=_newness, reverse=True):
        definition = shared[id(each.questionnaire)]
        if not any(definition is known or definition == known for known in found):
            found.append(definition)
    return found[::-1]


def _newness(assessment: Assessment) -> tuple[date, str, str]:
    return assessment.wave.date, assessment.wave.label, assessment.questionnaire.version


# --- which records count -----------------------------------------------------------------


def _counted(
    assessments: Sequence[Assessment], choice: Choice
) -> tuple[list[Assessment], NotCounted]:
    # A record may be given twice, as its file and as the workbook of its report.
    given = {each.id: each for each in sorted(assessments, key=lambda a: not a.is_draft)}
    of_units = [each for each in given.values() if mode_of(each) != "assessor"]
    signed = {each.id for each in of_units if not each.is_draft}
    replaced = {each.supersedes for each in of_units if not each.is_draft}
    standing = [
        each
        for each in of_units
        if each.status != "superseded"
        and each.id not in replaced
        and not (each.is_draft and each.supersedes in signed)
    ]
    latest: dict[str, Assessment] = {}
    # Of two records of one wave the signed one counts.
    for each in sorted(standing, key=lambda a: (a.wave.date, a.wave.label, not a.is_draft, a.id)):
        if choice.takes(each):
            latest[each.unit.id] = each
    return list(latest.values()), NotCounted(
        personal=len(given) - len(of_units),
        replaced=len(of_units) - len(standing),
        other_waves=len(standing) - len(latest),
    )


def _scored(assessment: Assessment, ground: CommonGround) -> UnitScores:
    """Return a record's figures on what all have in common, those alone that may be compared."""
    definition = ground.questionnaire
    scores = unit_scores(assessment, ground.card_of(assessment))
    scores = replace(
        scores,
        values={key: value for key, value in scores.values.items() if key in ground.comparable},
        levels={key: level for key, level in scores.levels.items() if key in ground.levelled},
    )
    if not ground.has_headline:
        scores = replace(scores, headline=None, headline_low=None, headline_high=None, balance=None)
    crossed = (definition.group_of("pressure"), definition.group_of("practice"))
    if any(node is None or node.id not in ground.comparable for node in crossed):
        scores = replace(scores, quadrant=None)
    return scores


# --- measures ----------------------------------------------------------------------------


def _measures(ground: CommonGround) -> Iterator[Measure]:
    definition = ground.questionnaire
    if definition.headline is not None and not definition.short_form_of:
        yield Measure(
            id=f"{HEADLINE}.level",
            node=HEADLINE,
            title="",
            short="",
            code="",
            kind=None,
            figure="level",
            scale=ShownScale(max=Fraction(definition.top_level)),
            overlap=min(ground.overlaps.values(), default=Fraction(0)),
            is_comparable=ground.has_headline,
        )
    scales = {name: node.scale for name, node in score(definition, {}).nodes.items()}
    for node in _summed_up(definition.tree):
        if node.levels is not None and not definition.short_form_of:
            top = ShownScale(max=Fraction(definition.top_level))
            yield _measure(node, "level", top, ground)
        if node.aggregate is not None and not (node.levels and node.levels.show == "level"):
            yield _measure(node, "index", scales[node.id], ground)


def _summed_up(node: Node) -> Iterator[Node]:
    """Yield the nodes down to the dimensions; where there are none, every node."""
    yield node
    if node.kind is None:
        for child in node.children:
            yield from _summed_up(child)


def _measure(node: Node, figure: Figure, scale: ShownScale, ground: CommonGround) -> Measure:
    return Measure(
        id=f"{node.id}.{figure}",
        node=node.id,
        title=node.title,
        short=node.short,
        code=node.code,
        kind=node.kind,
        figure=figure,
        scale=scale,
        overlap=ground.overlaps[node.id],
        is_comparable=node.id in (ground.comparable if figure == "index" else ground.levelled),
    )


# --- the tree ----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Places:
    """Where every branch and unit lies, as the newest record that tells it has it.

    No circle can come about: each record that tells sets a whole line, from the top down.
    """

    parents: dict[str, str | None] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    branches: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, assessments: Sequence[Assessment]) -> "_Places":
        """Return the places that records tell, the newest last."""
        places = cls()
        for assessment in in_order(assessments):
            unit, above = assessment.unit, None
            for branch in unit.within:
                if branch.id != unit.id:
                    places.parents[branch.id], above = above, branch.id
                    places.names[branch.id] = branch.name
                    places.branches.add(branch.id)
            places.names[unit.id] = unit.name
            if above is None:
                # A record that names no branch does not take its unit out of one.
                places.parents.setdefault(unit.id, None)
            else:
                places.parents[unit.id] = above
        return places

    def placed(self, scores: UnitScores) -> UnitScores:
        """Return a unit's figures with every branch it counts in, from the top down."""
        found: list[str] = []
        place = scores.unit.id if scores.unit.id in self.branches else self._above(scores.unit.id)
        while place is not None and place not in found:
            found.append(place)
            place = self._above(place)
        within = tuple(Branch(id=key, name=self.names[key]) for key in reversed(found))
        return replace(scores, unit=replace(scores.unit, within=within))

    def _above(self, place: str) -> str | None:
        return self.parents.get(place)


def _in_tree(unit: UnitScores) -> tuple[object, ...]:
    """Return a unit's place in the order of the tree: a branch's own first, all by name."""
    line = tuple((alphabetical(branch.name), branch.id) for branch in unit.unit.within)
    return line, alphabetical(unit.unit.name), unit.unit.id


def _branches(
    units: Sequence[UnitScores], measures: Sequence[Measure], top_level: int
) -> Iterator[BranchScores]:
    inside: dict[str, list[int]] = {_WHOLE: list(range(len(units)))}
    lines: dict[str, _Line] = {_WHOLE: ()}
    for position, unit in enumerate(units):
        for depth, branch in enumerate(unit.unit.within, start=1):
            inside.setdefault(branch.id, []).append(position)
            lines.setdefault(branch.id, unit.unit.within[:depth])
    for key, positions in inside.items():
        within = [units[position] for position in positions]
        yield BranchScores(
            id=key,
            path=tuple(branch.name for branch in lines[key]),
            units=tuple(positions),
            drafts=sum(unit.is_draft for unit in within),
            spreads={each.id: _spread(each, within, top_level) for each in measures},
        )


def _spread(measure: Measure, units: Sequence[UnitScores], top_level: int) -> Spread:
    found = (measure.of(unit) for unit in units)
    values = [value for value in found if value is not None]
    return spread_of(values, len(units), top_level if measure.figure == "level" else None)
