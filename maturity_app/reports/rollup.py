"""What a roll-up says, once: its finding, what it counts, and one row a branch and figure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from maturity_app.domain.rollup import HEADLINE, BranchScores, Measure, RollUp
from maturity_app.domain.spread import Spread
from maturity_app.reports.method import Fact, counted_anyway
from maturity_app.reports.phrases import count_word
from maturity_app.reports.scores import KINDS, Described, Value, described
from maturity_app.wording import Wording

Number = Fraction | int | None

PATH = " > "
"""What stands between branches, from the top down, as in a list of units that is read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RollUpRow:
    """One branch and figure, as table and file hold it; `note` says why a figure is missing."""

    branch: BranchScores
    measure: Measure
    spread: Spread
    note: str

    @property
    def numbers(self) -> tuple[Number | float, ...]:
        """What the spread says, in the order of `SPREAD`."""
        return spread_numbers(self.spread)


SPREAD = ("units", "with_value", "single", "mean", "sd", "min", "q1", "median", "q3", "max")
"""The columns that say how values lie, by their permanent names."""


def spread_numbers(spread: Spread) -> tuple[Number | float, ...]:
    """Return what a spread says, in the order of `SPREAD`."""
    return (
        spread.units,
        spread.valued,
        spread.single,
        spread.mean,
        spread.deviation,
        spread.low,
        spread.lower_quartile,
        spread.median,
        spread.upper_quartile,
        spread.high,
    )


def rollup_rows(rollup: RollUp, w: Wording) -> Iterator[RollUpRow]:
    """Yield every figure of every branch, from the top down."""
    for branch in rollup.branches:
        for measure in rollup.measures:
            spread = branch.spreads[measure.id]
            yield RollUpRow(
                branch=branch,
                measure=measure,
                spread=spread,
                note=spread_note(measure, spread, w),
            )


def rollup_columns(rollup: RollUp, w: Wording) -> tuple[Described, ...]:
    """Return the columns of the table of branches; their names are the same in all languages."""
    return (*_branch_columns(w), *_spread_columns(w), *_level_columns(rollup, w), *described((
        ("overlap", "share", w("Items common to all versions ÷ all items."), ()),
        ("note", "text", w("Why a figure is missing; empty where none is."), ()),
    )))  # fmt: skip


def rollup_values(row: RollUpRow, w: Wording, top_level: int) -> tuple[Value | float | int, ...]:
    """Return a row as the table of branches holds it."""
    branch, measure = row.branch, row.measure
    levels: Iterable[int | None] = row.spread.at_level or (None,) * (top_level + 1)
    return (
        branch.id,
        branch_name(branch, w),
        PATH.join(branch.path),
        branch.depth,
        branch.drafts,
        measure.id,
        measure.node,
        measure_title(measure, w),
        measure.kind or "",
        measure.figure,
        *row.numbers,
        *levels,
        measure.overlap,
        row.note,
    )


def _branch_columns(w: Wording) -> tuple[Described, ...]:
    return described((
        ("branch_id", "text", w("Permanent id of the branch; empty for all units."), ()),
        ("branch", "text", w("The branch's name."), ()),
        ("path", "text", w("The names of all branches from the top down to it."), ()),
        ("depth", "count", w("How deep it lies; 0 for all units together."), ()),
        ("drafts", "count", w("How many of its units count with a draft."), ()),
        ("measure", "text", w("Permanent id of the figure."), ()),
        ("node", "text", w("Permanent id of the node; headline for the headline level."), ()),
        ("title", "text", w("Dimension or group."), ()),
        ("kind", "text", w("practice, safeguard, pressure, enabler or outcome."), KINDS),
        ("figure", "text", w("Whether it is an index or a level."), ("index", "level")),
    ))  # fmt: skip


def _spread_columns(w: Wording) -> tuple[Described, ...]:
    return described((
        ("units", "count", w("How many units lie in the branch, at whatever depth."), ()),
        ("with_value", "count", w("How many of them have this figure."), ()),
        ("single", "number", w("The one unit's own value, where only one has it."), ()),
        ("mean", "number", w("The mean over the units, from two on."), ()),
        ("sd", "number", w("The standard deviation over these units, which are no sample."), ()),
        ("min", "number", w("The lowest value, from two units on."), ()),
        ("q1", "number", w("The lower quartile, from four units on, as QUARTILE.INC has it."), ()),
        ("median", "number", w("The median, from two units on."), ()),
        ("q3", "number", w("The upper quartile, from four units on."), ()),
        ("max", "number", w("The highest value, from two units on."), ()),
    ))  # fmt: skip


def _level_columns(rollup: RollUp, w: Wording) -> Iterator[Described]:
    for level, name in enumerate(rollup.questionnaire.level_names):
        meaning = w("How many units stand at level {level}, {name}.", level=level, name=name)
        yield Described(name=f"level_{level}", meaning=meaning, type="count")


# --- in words ----------------------------------------------------------------------------


def branch_name(branch: BranchScores, w: Wording) -> str:
    """Return what a branch is called; the whole has no name of its own."""
    return branch.path[-1] if branch.path else w("All units")


def measure_title(measure: Measure, w: Wording) -> str:
    """Return what is measured."""
    return w("Headline level") if measure.node == HEADLINE else measure.title


def figure_title(measure: Measure, w: Wording) -> str:
    """Return what is measured and as what."""
    if measure.node == HEADLINE:
        return w("Headline level")
    if measure.figure == "level":
        return w("{name}: level", name=measure.short)
    return w("{name}: index", name=measure.short)


def leading_measure(rollup: RollUp) -> Measure | None:
    """Return the index that the report begins with: Drive, or the first one there is."""
    drive = rollup.questionnaire.group_of("practice")
    first = next((each for each in rollup.measures if each.figure == "index"), None)
    return (rollup.measure(f"{drive.id}.index") if drive else None) or first


def spread_note(measure: Measure, spread: Spread, w: Wording) -> str:
    """Return why there is no mean and spread; empty where there is one."""
    if not measure.is_comparable:
        share = w.percent(measure.overlap)
        return w("not comparable: {share} of the items are common to all versions", share=share)
    if spread.is_spread:
        return ""
    return w("one unit has no spread") if spread.valued else w("no unit has a value")


def name_of(rollup: RollUp, w: Wording) -> str:
    """Return what a roll-up is called: all units, and their wave if it is one."""
    waves = {unit.wave.label for unit in rollup.units}
    return w("All units, {wave}", wave=waves.pop()) if len(waves) == 1 else w("All units")


def opening(rollup: RollUp, w: Wording) -> str:
    """Return the finding as a sentence, with what it is of where that is a mean of practices."""
    said = f"{finding(rollup, w)}."
    measure, drive = leading_measure(rollup), rollup.questionnaire.group_of("practice")
    if measure is None or drive is None or measure.node != drive.id or drive.aggregate != "mean":
        return said
    count = len(rollup.questionnaire.of_kind("practice"))
    if count < 2 or len(drive.children) != count:  # noqa: PLR2004 - a mean is of two or more
        return said
    mean = w("{name} is the mean of {word} practices.", name=measure.short,
             word=count_word(count, w))  # fmt: skip
    return f"{said} {mean}"


def finding(rollup: RollUp, w: Wording) -> str:
    """Return the roll-up in a sentence: from where to where the units lie."""
    measure = leading_measure(rollup)
    spread = rollup.whole.spreads[measure.id] if measure else None
    units = w.plural("{count} unit", "{count} units", len(rollup.units))
    if measure is None or spread is None or not spread.is_spread:
        return w("{units}, branch by branch", units=units)
    return w(
        "{measure} runs from {low} to {high} across {units}; the median is {median}",
        measure=measure.short,
        low=w.number(spread.low or Fraction(0)),
        high=w.number(spread.high or Fraction(0)),
        units=w.plural("{count} unit", "{count} units", spread.valued),
        median=w.number(spread.median or Fraction(0)),
    )


def scope(rollup: RollUp, w: Wording) -> str:
    """Return which units count, with which waves and versions."""
    facts = [
        _with_waves(rollup, w),
        *_branches(rollup, w),
        *_drafts(rollup, w),
        _versions(rollup, w),
    ]
    listed = w.joined(facts)
    apart = w("Branches and units stand in alphabetical order; they are not ranked.")
    return f"{listed}. {apart}"


_MOST_NAMED = 4


def _with_waves(rollup: RollUp, w: Wording) -> str:
    """Return how many units there are, and how many of them count with which wave."""
    units = w.plural("{count} unit", "{count} units", len(rollup.units))
    newest = sorted(rollup.units, key=lambda unit: unit.wave.date, reverse=True)
    counts = Counter(unit.wave.label for unit in newest)
    waves = list(counts.items())
    if len(waves) == 1:
        return w.labelled(waves[0][0], units)
    named = waves if len(waves) <= _MOST_NAMED else waves[: _MOST_NAMED - 1]
    told = [w("{count} with {wave}", count=count, wave=wave) for wave, count in named]
    rest = waves[len(named) :]
    if rest:
        others = sum(count for _, count in rest)
        told.append(w("{count} with one of {waves} others", count=others, waves=len(rest)))
    return w.labelled(units, ", ".join(told))


def _branches(rollup: RollUp, w: Wording) -> Iterator[str]:
    if rollup.has_branches:
        yield w.plural("{count} branch", "{count} branches", len(rollup.branches) - 1)


def _drafts(rollup: RollUp, w: Wording) -> Iterator[str]:
    if rollup.is_draft:
        yield w.plural("{count} of them a draft", "{count} of them drafts", rollup.whole.drafts)


def _versions(rollup: RollUp, w: Wording) -> str:
    ground = rollup.ground
    if ground.is_whole:
        return w("all scored on every item of version {version}",
                 version=", ".join(ground.versions))  # fmt: skip
    return w("versions {versions}, scored on the items they have in common",
             versions=w.listed(ground.versions))  # fmt: skip


def made_how(rollup: RollUp, w: Wording) -> tuple[Fact, ...]:
    """Return how units are counted and figures summed up, each rule under its name."""
    return (
        (w("What counts"), _what_counts(rollup, w)),
        (w("Mean and spread"),
         w("A mean stands only beside its standard deviation (SD), both over all units of the "
           "branch that have the figure; they are no sample. A single unit has neither: its own "
           "value is given, as its own.")),
        (w("Median and quartiles"),
         w("Half of the units lie between the quartiles. They are given from four units on and "
           "run straight between two neighbours, as spreadsheets reckon QUARTILE.INC.")),
        (w("Levels"),
         w("Levels are steps: units are counted by the whole level they stand at. A unit without "
           "a level is counted apart, never at 0.")),
        *_insufficient(rollup, w),
        (w("Comparability"), _comparability(rollup, w)),
        (w("Whose answers"), _whose(rollup, w)),
        (w("Small numbers"),
         w("Units are shown one by one: no figure here is a person's, so nothing is held back "
           "for small numbers.")),
    )  # fmt: skip


def _what_counts(rollup: RollUp, w: Wording) -> str:
    left = rollup.not_counted
    words = w(
        "Each unit counts with its latest wave among those chosen, once in every branch above it; "
        "a branch that answered itself counts in itself."
    )
    facts = [
        w.plural("{count} other wave", "{count} other waves", left.other_waves),
        w.plural(
            "{count} record that a correction replaces or that is a correction not yet signed",
            "{count} records that a correction replaces or that are corrections not yet signed",
            left.replaced,
        ),
    ]
    counts = (left.other_waves, left.replaced)
    given = [fact for fact, count in zip(facts, counts, strict=True) if count]
    return f"{words} {w('Not counted: {facts}.', facts=w.joined(given))}" if given else words


def _insufficient(rollup: RollUp, w: Wording) -> Iterator[Fact]:
    counted = counted_anyway(rollup.questionnaire, w)
    if counted:
        yield (w("Insufficient"), counted)


def _comparability(rollup: RollUp, w: Wording) -> str:
    ground = rollup.ground
    if ground.is_whole:
        return w("All units were asked the same items, so every figure is that of the unit's own "
                 "scorecard.")  # fmt: skip
    limit = w.percent(ground.questionnaire.thresholds.comparable_overlap)
    return w(
        "Versions {versions} differ: every unit is scored on the items common to all, by id and "
        "revision or as a mapping relates them. What a unit left open counts by its own coverage. "
        "Where fewer than {limit} of a dimension's items are common it is not summed up.",
        versions=w.listed(ground.versions),
        limit=limit,
    )


def _whose(rollup: RollUp, w: Wording) -> str:
    agreed = sum(unit.mode == "consensus" for unit in rollup.units)
    words = [w("One person's own answers never count; what a team agreed on does.")]
    if agreed and agreed < len(rollup.units):
        words.append(
            w.plural(
                "{count} unit answered by consensus of a team, the others in one record: read "
                "differences between the two with care.",
                "{count} units answered by consensus of a team, the others in one record: read "
                "differences between the two with care.",
                agreed,
            )
        )
    if rollup.not_counted.personal:
        words.append(
            w.plural(
                "{count} record of one person was left out.",
                "{count} records of one person each were left out.",
                rollup.not_counted.personal,
            )
        )
    return " ".join(words)
