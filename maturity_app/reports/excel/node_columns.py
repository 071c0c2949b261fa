"""The columns of Calculation, in the order in which a figure is reckoned."""

from maturity_app.reports.excel.sheet import Column, Grid
from maturity_app.reports.excel.styles import Style
from maturity_app.wording import ENGLISH, Wording


def columns(w: Wording) -> tuple[Column, ...]:
    """Return the columns with their headers and what they hold."""
    described = (*_identity(w), *_counts(w), *_indices(w), *_levels(w), *_for_parents(w))
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


_Described = tuple[str, str, Style, float, str]


def _identity(w: Wording) -> tuple[_Described, ...]:
    return (
        ("node", w("Node"), Style.TEXT, 18, w("Permanent id of the node.")),
        ("title", w("Measure"), Style.TEXT, 34, w("The node's title.")),
        ("parent", w("Parent"), Style.TEXT, 14, w("Id of the node above.")),
        ("code", w("Code"), Style.TEXT, 8, w("The dimension's code.")),
        ("kind", w("Kind"), Style.TEXT, 12,
         w("practice, safeguard, pressure, enabler or outcome; empty for a group.")),
        ("local", w("Own"), Style.COUNT, 8,
         w("1 if the unit added the node itself: it counts in no node above.")),
        ("weight", w("Weight"), Style.GENERAL, 9, w("The node's weight in its parent.")),
        ("aggregate", w("Aggregate"), Style.TEXT, 11,
         w("How the index is formed: mean, the lowest (min), the share at or above a threshold, or "
           "a sum of points; empty: it has none.")),
        ("threshold", w("Threshold"), Style.GENERAL, 10,
         w("In a share: from which index a part counts as 1.")),
        ("scale_min", w("Scale from"), Style.GENERAL, 9,
         w("Lowest value of the shown scale; in a sum the least points of all that applies.")),
        ("scale_max", w("Scale to"), Style.GENERAL, 9,
         w("Highest value of the shown scale; in a sum the most points of all that applies.")),
    )  # fmt: skip


def _counts(w: Wording) -> tuple[_Described, ...]:
    count = Style.COUNT
    return (
        ("shown", w("Shown"), count, 9, w("Choice items shown.")),
        ("applicable", w("Applicable"), count, 11, w("Shown less not applicable.")),
        ("not_applicable", w("Not applicable"), count, 11, w("Items set aside.")),
        ("answered", w("Answered"), count, 11, w("Items answered.")),
        ("dont_know", w("Don't know"), count, 10, w("Items nobody knew.")),
        ("coverage", w("Coverage"), Style.PERCENT, 10, w("Answered ÷ applicable, 0 to 1.")),
        ("state", w("State"), Style.TEXT, 13, w("rated, provisional, insufficient or not_rated.")),
    )


def _indices(w: Wording) -> tuple[_Described, ...]:
    exact = Style.EXACT
    return (
        ("value_weight", w("Weight in value"), Style.GENERAL, 10,
         w("What all that counts in the value weighs: weights in a mean, points in a sum, 1 each "
           "in a share or minimum.")),
        ("value_sum", w("Sum in value"), exact, 10,
         w("Σ of what each weighs × what it counts; empty in a minimum.")),
        ("answered_index", w("Index of answers"), exact, 10,
         w("The index (0 to 1) of what is answered, even where that is too little to be said; "
           "the parent uses it.")),
        ("bound_weight", w("Weight in bounds"), Style.GENERAL, 10,
         w("What all that counts in the bounds weighs.")),
        ("low_sum", w("Sum, lowest"), exact, 10,
         w("Σ of what each weighs × the least it counts; empty in a minimum.")),
        ("high_sum", w("Sum, highest"), exact, 10,
         w("Σ of what each weighs × the most it counts; empty in a minimum.")),
        ("index", w("Index (0 to 1)"), exact, 10, w("The index, unrounded.")),
        ("index_low", w("Index (0 to 1), low"), exact, 10,
         w("The index with open items at their lowest.")),
        ("index_high", w("Index (0 to 1), high"), exact, 10,
         w("The index with open items at their highest.")),
        ("value", w("Index"), exact, 10, w("The index on the node's scale, unrounded.")),
        ("low", w("Index low"), exact, 10, w("The lowest value that open items still allow.")),
        ("high", w("Index high"), exact, 10, w("The highest value that open items still allow.")),
    )  # fmt: skip


def _levels(w: Wording) -> tuple[_Described, ...]:
    count, exact = Style.COUNT, Style.EXACT
    return (
        ("level_own", w("Level asks of its own group"), exact, 12,
         w("What a level asks of the mean of its own group.")),
        ("level_lower", w("Level asks of lower groups"), exact, 12,
         w("What a level asks of the mean of every group below it.")),
        ("reached", w("Whole level"), count, 9,
         w("The level reached, open items at their lowest.")),
        ("next", w("Next level"), count, 9, w("The next level that applies.")),
        ("missing", w("Missing"), exact, 10,
         w("What the groups lack for the next level, weighted.")),
        ("asked", w("Asked"), exact, 10,
         w("What the next level asks beyond the one reached, weighted.")),
        ("way", w("Way"), exact, 10, w("The way to the next level: 1 − missing ÷ asked.")),
        ("reached_high", w("Whole level, high"), count, 9,
         w("The level reached, open items at their highest.")),
        ("next_high", w("Next level, high"), count, 9, w("The next level after it.")),
        ("missing_high", w("Missing, high"), exact, 10, w("Missing, open items at their highest.")),
        ("asked_high", w("Asked, high"), exact, 10, w("Asked, open items at their highest.")),
        ("way_high", w("Way, high"), exact, 10, w("The way, open items at their highest.")),
        ("level", w("Level, exact"), exact, 10,
         w("Whole level and way; empty where insufficient or not rated.")),
        ("level_shown", w("Level"), Style.ONE, 9,
         w("The level as shown: cut to one decimal, never rounded up.")),
        ("level_low", w("Level low"), exact, 10, w("The level with open items at their lowest.")),
        ("level_high", w("Level high"), exact, 10,
         w("The level with open items at their highest.")),
        ("level_high_shown", w("Level high, shown"), Style.ONE, 10,
         w("The highest level as shown.")),
    )  # fmt: skip


def _for_parents(w: Wording) -> tuple[_Described, ...]:
    exact, general, count = Style.EXACT, Style.GENERAL, Style.COUNT
    return (
        ("weighs", w("For the parent: weighs"), general, 12,
         w("What the node weighs in its parent where it counts: in a mean its weight, in a sum "
           "that times the width of its scale, in a share or minimum 1.")),
        ("counts", w("For the parent: counts in value"), exact, 12,
         w("Its index of answers; in a share 1 from the threshold upwards, else 0; empty where it "
           "does not count.")),
        ("counts_low", w("For the parent: counts, lowest"), exact, 12,
         w("The same of its lowest index.")),
        ("counts_high", w("For the parent: counts, highest"), exact, 12,
         w("The same of its highest index.")),
        ("part_weight", w("For the parent: weight in value"), general, 12,
         w("What it weighs, where it counts in its parent's value.")),
        ("part_sum", w("For the parent: weight × index"), exact, 12,
         w("What it weighs × what it counts there.")),
        ("part_bound_weight", w("For the parent: weight in bounds"), general, 12,
         w("What it weighs, where it counts in its parent's bounds.")),
        ("part_low", w("For the parent: weight × lowest"), exact, 12,
         w("What it weighs × the least it counts there.")),
        ("part_high", w("For the parent: weight × highest"), exact, 12,
         w("What it weighs × the most it counts there.")),
        ("part_min", w("For the parent: points, least"), general, 12,
         w("In a sum: weight × the lowest value of its scale, where it applies.")),
        ("part_max", w("For the parent: points, most"), general, 12,
         w("In a sum: weight × the highest value of its scale, where it applies.")),
        ("applying_weight", w("For the parent: weight applying"), general, 12,
         w("The weight where anything is applicable.")),
        ("left_weight", w("For the parent: weight rated"), general, 12,
         w("The weight where it is also rated in some way.")),
        ("left", w("For the parent: is rated in some way"), count, 12,
         w("1 where anything is applicable and the state is not not_rated.")),
        ("left_rated", w("For the parent: is rated"), count, 12,
         w("1 where the state is rated as well.")),
        ("left_insufficient", w("For the parent: is insufficient"), count, 12,
         w("1 where the state is insufficient.")),
    )  # fmt: skip


CALCULATION = Grid("Calculation", tuple(column.id for column in columns(ENGLISH)))
LEVEL_COLUMNS = tuple(name for name, *_ in _levels(ENGLISH))
"""Those of them that only a node with a rule for levels fills."""
PARENT_COLUMNS = tuple(name for name, *_ in _for_parents(ENGLISH))
"""Those of them that only a node that counts in another one fills."""
