"""A questionnaire as frozen values: a tree of nodes with items, answer scales and rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, get_args

from annotated_types import Interval, Len, MinLen

from maturity_app.domain.fields import (
    Cell,
    Identifier,
    LanguageTag,
    LevelNumber,
    Precision,
    Share,
    ShortTitle,
    Text,
    Title,
    Weight,
)
from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.translation import Translation

Kind = Literal["practice", "safeguard", "pressure", "enabler", "outcome"]
ItemType = Literal["choice", "text", "measure"]
Aggregate = Literal["mean", "min", "share", "sum"]


@dataclass(frozen=True, kw_only=True)
class ScaleOption:
    """One step of an answer scale, as a questionnaire declares it once for many items."""

    label: Title
    value: Fraction
    id: Identifier | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One answer an item offers: the scale's option with the anchor written for the item.

    `x` is the option's place between the scale's lowest (0) and highest value (1); for a
    reversed item it runs the other way.
    """

    id: str
    label: str
    value: Fraction
    x: Fraction
    anchor: str
    next_step: str


@dataclass(frozen=True, kw_only=True)
class Condition:
    """When an item is shown: another item's answer, or several of them together.

    Either `item` with the `options` that show it, or `any`, or `all` of further conditions.
    """

    item: Identifier | None = None
    options: tuple[Identifier, ...] = ()
    any: tuple["Condition", ...] = ()
    all: tuple["Condition", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question with its answer scale.

    `answers` names one of the questionnaire's scales; None takes the one of the nearest node
    above that names one. `not_applicable` is the accepted ground for setting the item aside;
    None means that it can't be. `level` is the level whose group the item belongs to.
    """

    id: Identifier
    text: Annotated[str, Len(1, 2000)]
    title: Title
    revision: Annotated[int, Interval(ge=1, le=1_000_000)] = 1
    type: ItemType = "choice"
    level: LevelNumber | None = None
    weight: Weight = Fraction(1)
    reversed: bool = False
    frame: Text = ""
    why: Text = ""
    evidence: Text = ""
    not_applicable: Annotated[str, Len(1, 1000)] | None = None
    answers: Identifier | None = None
    anchors: Mapping[str, Text] = field(default_factory=dict)
    next_steps: Mapping[str, Text] = field(default_factory=dict)
    cell: Cell | None = None
    show_when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """An item without which no level above `otherwise_level` is reached."""

    item: Identifier
    at_least: Share = Fraction(2, 3)
    otherwise_level: LevelNumber = 1


@dataclass(frozen=True, kw_only=True)
class LevelRule:
    """What a level asks: `own` of its own group, `lower` of every group below it."""

    own: Annotated[Fraction, Interval(gt=0, le=1)]
    lower: Annotated[Fraction, Interval(gt=0, le=1)]
    by: Literal["mean", "each"] = "mean"
    gates: tuple[Gate, ...] = ()
    show: Literal["index", "level"] = "index"


@dataclass(frozen=True, kw_only=True)
class ShownScale:
    """The scale on which a node's index is shown, such as 0–100 or 0–3."""

    min: Fraction = Fraction(0)
    max: Fraction = Fraction(100)

    def of(self, index: Fraction) -> Fraction:
        """Return an index (0–1) on this scale, exactly."""
        return self.min + (self.max - self.min) * index


@dataclass(frozen=True, kw_only=True)
class Node:
    """A group of the tree; a node with a `kind` is a dimension.

    Without an `aggregate` a node has no value of its own, only counts and a state. `precision`
    tells which change of the index is reliable; None where it is not known. A `local` node was
    added by the unit itself: it is scored apart and counts in no node above it.
    """

    id: Identifier
    title: Title
    kind: Kind | None = None
    code: Annotated[str, Len(0, 8)] = ""
    short_title: ShortTitle = ""
    description: Text = ""
    weight: Weight = Fraction(1)
    scale: ShownScale = ShownScale()
    answers: Identifier | None = None
    aggregate: Aggregate | None = None
    threshold: Share | None = None
    levels: LevelRule | None = None
    precision: Precision | None = None
    local: bool = False
    children: tuple["Node", ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def short(self) -> str:
        """The title where room is scarce."""
        return self.short_title or self.title

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all nodes below it, in questionnaire order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all_items(self) -> Iterator[Item]:
        """Yield every item of this node and of the nodes below it, in questionnaire order."""
        yield from self.items
        for child in self.children:
            yield from child.all_items()


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """When a figure may be said; shares of items, or of weight for `rated_weight`."""

    not_applicable_above: Share = Fraction(3, 10)
    insufficient_below: Share = Fraction(1, 2)
    provisional_below: Share = Fraction(4, 5)
    rated_weight: Share = Fraction(7, 10)
    comparable_overlap: Share = Fraction(7, 10)


@dataclass(frozen=True, kw_only=True)
class HeadlineRule:
    """How the levels of practices and safeguards make the headline level.

    All practices but `may_trail` stand at it or above, those at most `by` below it, and no
    safeguard more than `safeguards_by` below it.
    """

    may_trail: Annotated[int, Interval(ge=0, le=100)] = 1
    by: LevelNumber = 1
    safeguards_by: LevelNumber = 1


@dataclass(frozen=True, kw_only=True)
class QuadrantRule:
    """From which index (0–100) upwards Pressure and Drive are called high."""

    high: Annotated[Fraction, Interval(gt=0, le=100)] = Fraction(50)


@dataclass(frozen=True, kw_only=True)
class Extension:
    """Which file of the unit's own added the local nodes of a questionnaire."""

    id: Identifier
    version: Annotated[str, Len(1, 40)]
    title: Title


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """A definition with id and version; equal definitions are equal values.

    A short form takes its items from the questionnaire named in `short_form_of` and has
    indices, but no levels. `mappings` say what became of the items of older versions; they go
    into its records, so that comparing those needs no more than their files.
    """

    id: Identifier
    version: Annotated[str, Len(1, 40)]
    title: Title
    tree: Node
    format: Literal[1] = 1
    language: LanguageTag = "en"
    description: Text = ""
    level_names: Annotated[tuple[Title, ...], MinLen(2)] = (
        "starting",
        "tried",
        "managed",
        "established",
        "learning",
    )
    scales: Mapping[str, Annotated[tuple[ScaleOption, ...], MinLen(2)]] = field(
        default_factory=dict
    )
    thresholds: Thresholds = Thresholds()
    missing: Literal["excluded", "lowest"] = "excluded"
    headline: HeadlineRule | None = None
    quadrant: QuadrantRule = QuadrantRule()
    short_form_of: Identifier | None = None
    extension: Extension | None = None
    translations: Mapping[LanguageTag, Translation] = field(default_factory=dict)
    # What is known of older versions makes no other questionnaire.
    mappings: tuple[VersionMapping, ...] = field(default=(), compare=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages all texts are there in, that of the definition first."""
        return (self.language, *self.translations)

    @property
    def top_level(self) -> int:
        """The highest level there is a name for."""
        return len(self.level_names) - 1

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node by its id, in questionnaire order."""
        return {node.id: node for node in self.tree.walk()}

    @cached_property
    def parents(self) -> Mapping[str, Node]:
        """The parent of each node, by the node's id; the root has none."""
        return {child.id: node for node in self.tree.walk() for child in node.children}

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item by its id, in questionnaire order."""
        return {item.id: item for item in self.tree.all_items()}

    @cached_property
    def homes(self) -> Mapping[str, Node]:
        """The node each item stands in, by the item's id."""
        return {item.id: node for node in self.tree.walk() for item in node.items}

    @cached_property
    def dimensions(self) -> tuple[Node, ...]:
        """The nodes that have a kind, in questionnaire order."""
        return tuple(node for node in self.tree.walk() if node.kind)

    @cached_property
    def local_nodes(self) -> frozenset[str]:
        """The ids of the nodes that the unit added, and of all below them."""
        return frozenset(
            below.id for node in self.tree.walk() if node.local for below in node.walk()
        )

    @cached_property
    def has_conditions(self) -> bool:
        """Whether any item is shown only under a condition."""
        return any(item.show_when is not None for item in self.items.values())

    @cached_property
    def spans(self) -> Mapping[str, ShownScale]:
        """The scale from an item's lowest to its highest value, by the item's id."""
        values = {
            key: [option.value for option in offered] for key, offered in self._options.items()
        }
        return {
            key: ShownScale(min=min(found), max=max(found))
            if found
            else ShownScale(max=Fraction(1))
            for key, found in values.items()
        }

    @cached_property
    def groups(self) -> frozenset[str]:
        """The ids of the nodes above dimensions, without regard to what a unit added to them."""
        return frozenset(
            node.id
            for node in self.tree.walk()
            for child in node.children
            if (not child.local or node.id in self.local_nodes)
            and any(below.kind for below in child.walk())
        )

    @cached_property
    def _options(self) -> Mapping[str, tuple[Option, ...]]:
        return {item.id: self._options_of(item) for item in self.items.values()}

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        # Items outside every dimension are numbered through the whole tree.
        return {
            item.id: f"{node.code}.{position}" if node.code else str(position)
            for node in (self.tree, *self.dimensions)
            for position, item in enumerate(node.all_items(), start=1)
        }

    def of_kind(self, kind: Kind) -> tuple[Node, ...]:
        """Return the dimensions of one kind, in questionnaire order, without the unit's own."""
        return tuple(
            node
            for node in self.dimensions
            if node.kind == kind and node.id not in self.local_nodes
        )

    def group_of(self, kind: Kind) -> Node | None:
        """Return the node that gathers all dimensions of a kind and nothing else, or None.

        Where several do, as in a questionnaire of practices alone, it is one with a value.
        """
        return self._gathering[kind]

    @cached_property
    def _gathering(self) -> Mapping[Kind, Node | None]:
        return {kind: self._gathering_of(kind) for kind in get_args(Kind)}

    def _gathering_of(self, kind: Kind) -> Node | None:
        wanted = {node.id for node in self.of_kind(kind)}
        gathering = [
            node
            for node in self.tree.walk()
            if node.id not in self.local_nodes
            and {below.kind for below in _shared(node) if below.kind} == {kind}
            and wanted <= {below.id for below in node.walk()}
        ]
        return next((node for node in gathering if node.aggregate), next(iter(gathering), None))

    def dimension_of(self, item_id: str) -> Node | None:
        """Return the dimension an item belongs to, or None outside all dimensions."""
        node: Node | None = self.homes[item_id]
        while node is not None and not node.kind:
            node = self.parents.get(node.id)
        return node

    def options(self, item_id: str) -> tuple[Option, ...]:
        """Return the options of an item from lowest to highest value; empty unless a choice."""
        return self._options[item_id]

    def option(self, item_id: str, option_id: str) -> Option | None:
        """Return one option of an item, or None if it offers no such option."""
        return next((o for o in self._options[item_id] if o.id == option_id), None)

    def code(self, item_id: str) -> str:
        """Return the item's number as people see it, such as "3.2"."""
        return self._codes[item_id]

    def scale_name(self, item: Item) -> str | None:
        """Return the name of the answer scale an item uses, its own or inherited."""
        node: Node | None = self.homes[item.id]
        name = item.answers
        while name is None and node is not None:
            name, node = node.answers, self.parents.get(node.id)
        return name

    def _options_of(self, item: Item) -> tuple[Option, ...]:
        steps = self.scales.get(self.scale_name(item) or "", ())
        if item.type != "choice" or not steps:
            return ()
        lowest = min(step.value for step in steps)
        width = max(step.value for step in steps) - lowest
        options = []
        for position, step in enumerate(steps):
            option_id = step.id or str(position)
            x = (step.value - lowest) / width if width else Fraction(0)
            options.append(
                Option(
                    id=option_id,
                    label=step.label,
                    value=step.value,
                    x=1 - x if item.reversed else x,
                    anchor=item.anchors.get(option_id, ""),
                    next_step=item.next_steps.get(option_id, ""),
                )
            )
        return tuple(options)


def _shared(node: Node) -> Iterator[Node]:
    """Yield a node and what is below it, without what the unit added."""
    if not node.local:
        yield node
        for child in node.children:
            yield from _shared(child)
