"""What the chart of levels shows of each practice and safeguard, in figures and words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.plan import Plan
from maturity_app.domain.questionnaire import Kind
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.reports.phrases import (
    kind_word,
    level_text,
    not_comparable,
    state_reason,
    state_word,
    up_to,
)
from maturity_app.ui.models.charted import levelled_nodes
from maturity_app.ui.models.figures import Column, FigureTable, Row
from maturity_app.wording import Wording

_NO_PLAN = Plan()


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileEntry:
    """One node of the chart.

    `earlier` is last wave's level, only where the two may be compared; `note` says what the
    marks do not: why there is no level, or why there is no mark for last wave. `target` is the
    level the unit means to reach.
    """

    node: str
    label: str
    kind: Kind | None
    level: Fraction | None
    low: Fraction | None
    high: Fraction | None
    earlier: Fraction | None
    level_words: str
    up_to: str
    note: str
    is_binding: bool
    target: int | None = None

    def in_words(self, w: Wording) -> str:
        """Return all of it in a sentence for screen readers."""
        level = w("level {level}", level=self.level_words) if self.level is not None else ""
        then = (
            w("last wave {level}", level=w.level(self.earlier)) if self.earlier is not None else ""
        )
        aim = w("target {level}", level=self.target) if self.target is not None else ""
        held = w("holds the headline") if self.is_binding else ""
        said = [part for part in (level, self.up_to, then, aim, held, self.note) if part]
        return f"{self.label}: {', '.join(said)}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """The chart of levels: its name, its entries, its axis, and what holds for all of it."""

    title: str
    entries: tuple[ProfileEntry, ...]
    level_names: tuple[str, ...]
    earlier_name: str
    note: str

    @property
    def has_targets(self) -> bool:
        """Whether any entry has a target."""
        return any(entry.target is not None for entry in self.entries)

    @property
    def top_level(self) -> int:
        """The last number of the axis."""
        return len(self.level_names) - 1


def profile_of(
    card: Scorecard, comparison: Comparison | None, w: Wording, plan: Plan = _NO_PLAN
) -> Profile:
    """Return what the chart of levels shows; entries in questionnaire order."""
    nodes = levelled_nodes(card)
    earlier_name = comparison.assessments[0].wave.label if comparison else ""
    notes = {node.id: _then_note(node, comparison, w) for node in nodes}
    # One reason for all is said once, above the chart.
    shared = set(notes.values())
    common = shared.pop() if len(shared) == 1 and len(nodes) > 1 else ""
    binding = card.headline.binding if card.headline else ()
    entries = tuple(
        replace(
            _entry(node, comparison, "" if common else notes[node.id], node.id in binding, w),
            target=plan.targets.get(node.id),
        )
        for node in nodes
    )
    has_kinds = any(entry.kind for entry in entries)
    return Profile(
        title=w("Levels of practices and safeguards") if has_kinds else w("Levels"),
        entries=entries,
        level_names=card.questionnaire.level_names,
        earlier_name=earlier_name,
        note=common,
    )


def profile_table(profile: Profile, w: Wording) -> FigureTable:
    """Return the chart of levels as a table with the same figures."""
    has_kinds = any(entry.kind for entry in profile.entries)
    columns = [
        Column(name=w("Practice or safeguard") if has_kinds else w("Name"), takes_room=True),
        *([Column(name=w("Kind"))] if has_kinds else []),
        Column(name=w("Level"), is_number=True),
        Column(name=w("Still possible"), is_number=True),
        *([Column(name=w("Target"), is_number=True)] if profile.has_targets else []),
        Column(name=profile.earlier_name or w("Last wave"), is_number=True),
        Column(name=w("Note"), takes_room=True),
    ]
    return FigureTable(
        name=profile.title,
        columns=tuple(columns),
        rows=tuple(_table_rows(profile, has_kinds=has_kinds, w=w)),
    )


def _table_rows(profile: Profile, *, has_kinds: bool, w: Wording) -> Iterator[Row]:
    for entry in profile.entries:
        high = w.level(entry.high) if entry.high is not None and entry.up_to else "–"
        kind = kind_word(entry.kind, w) if entry.kind else ""
        yield Row(
            cells=(
                entry.label,
                *((kind,) if has_kinds else ()),
                entry.level_words,
                high,
                *((_target_cell(entry),) if profile.has_targets else ()),
                w.level(entry.earlier) if entry.earlier is not None else "–",
                entry.note,
            ),
            key=entry.node,
            is_strong=entry.is_binding,
        )


def _target_cell(entry: ProfileEntry) -> str:
    return "–" if entry.target is None else str(entry.target)


def _entry(
    node: NodeScore,
    comparison: Comparison | None,
    then_note: str,
    is_binding: bool,
    w: Wording,
) -> ProfileEntry:
    notes = [_level_note(node, w), then_note]
    compared = comparison.nodes.get(node.id) if comparison else None
    return ProfileEntry(
        node=node.id,
        label=node.short,
        kind=node.kind,
        level=node.level,
        low=node.level_low,
        high=node.level_high,
        earlier=compared.levels[0] if compared else None,
        level_words=level_text(node, w),
        up_to=up_to(node.level, node.level_high, w),
        note="; ".join(note for note in notes if note),
        is_binding=is_binding,
    )


def _level_note(node: NodeScore, w: Wording) -> str:
    if node.level is not None:
        return ""
    why = [state_word(node.state, w), state_reason(node, w)]
    return w("No level: {why}", why=", ".join(part for part in why if part))


def _then_note(node: NodeScore, comparison: Comparison | None, w: Wording) -> str:
    """Return why last wave has no mark beside a node's level; empty where it has one."""
    if comparison is None:
        return ""
    wave = comparison.assessments[0].wave.label
    compared = comparison.nodes.get(node.id)
    if compared is None or not compared.is_comparable:
        why = not_comparable(compared, w) if compared else w("not comparable")
        return f"{wave}: {why}"
    if compared.levels[0] is None:
        return w("{wave}: level not comparable, index only", wave=wave)
    return ""
