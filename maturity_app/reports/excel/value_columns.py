"""The columns of Values, in the order in which an item comes to count."""

from maturity_app.reports.excel.sheet import Column, Grid
from maturity_app.reports.excel.styles import Style
from maturity_app.wording import ENGLISH, Wording

_Described = tuple[str, str, Style, float, str]


def columns(w: Wording) -> tuple[Column, ...]:
    """Return the columns with their headers and what they hold."""
    described = (*_item(w), *_answer(w), *_counting(w), *_adding(w))
    return tuple(
        Column(id=name, header=header, style=style, width=width, meaning=meaning)
        for name, header, style, width, meaning in described
    )


def _item(w: Wording) -> tuple[_Described, ...]:
    general = Style.GENERAL
    return (
        ("item_id", w("Item id"), Style.TEXT, 20, w("Permanent id of the item.")),
        ("code", w("Code"), Style.TEXT, 8, w("The item's number as people see it.")),
        ("node", w("Node"), Style.TEXT, 18, w("Id of the node the item stands in.")),
        ("weight", w("Weight"), general, 9, w("The item's weight.")),
        ("level", w("Level group"), Style.COUNT, 9,
         w("The level whose group the item belongs to.")),
        ("scale_min", w("Scale from"), general, 9, w("The lowest value of its options.")),
        ("scale_max", w("Scale to"), general, 9, w("The highest value of its options.")),
    )  # fmt: skip


def _answer(w: Wording) -> tuple[_Described, ...]:
    return (
        ("condition", w("Condition"), Style.GENERAL, 10,
         w("1 if its condition on Conditions is met, 0 if it fails, 0.5 while it hangs on an open "
           "answer; empty without one.")),
        ("shown", w("Shown"), Style.COUNT, 9, w("1 if the item is asked, 0 if it is hidden.")),
        ("said", w("State as given"), Style.TEXT, 16, w("The state on Answers.")),
        ("option", w("Option"), Style.TEXT, 14, w("The option on Answers.")),
        ("x", w("x"), Style.EXACT, 9, w("What the option counts, 0 to 1; empty without an answer "
                                        "and where the condition is not met.")),
        ("state", w("State"), Style.TEXT, 16,
         w("The state that counts: without a valid option, or while its condition is open, an "
           "item is not answered; hidden where it is not asked.")),
    )  # fmt: skip


def _counting(w: Wording) -> tuple[_Described, ...]:
    count, exact = Style.COUNT, Style.EXACT
    return (
        ("applicable", w("Applicable"), count, 11, w("1 if shown and not set aside.")),
        ("answered", w("Answered"), count, 11, w("1 if applicable with a valid option.")),
        ("dont_know", w("Don't know"), count, 11, w("1 if nobody knew.")),
        ("x_low", w("x, lowest"), exact, 10, w("x; an open item at its lowest, 0.")),
        ("x_high", w("x, highest"), exact, 10, w("x; an open item at its highest, 1.")),
        (
            "level_weight",
            w("Weight in levels"),
            Style.GENERAL,
            11,
            w("The weight where the item is applicable, else 0."),
        ),
    )


def _adding(w: Wording) -> tuple[_Described, ...]:
    exact, general = Style.EXACT, Style.GENERAL
    return (
        ("weighs", w("Weighs"), general, 10,
         w("What the item weighs in its node where it counts: in a mean its weight, in a sum that "
           "times the width of its scale, in a share or minimum 1.")),
        ("counts", w("Counts in value"), exact, 10,
         w("x where the item is answered, or 0 if open and the rule on missing says lowest; in a "
           "share 1 from the threshold upwards, else 0; empty where it does not count.")),
        ("counts_low", w("Counts, lowest"), exact, 10,
         w("The same for all that applies, an open item at its lowest.")),
        ("counts_high", w("Counts, highest"), exact, 10,
         w("The same for all that applies, an open item at its highest.")),
        ("value_weight", w("Weight in value"), general, 11,
         w("What it weighs, where it counts in the value.")),
        ("value_sum", w("Sum in value"), exact, 10, w("What it weighs × what it counts.")),
        ("bound_weight", w("Weight in bounds"), general, 11,
         w("What it weighs, where it counts in the bounds.")),
        ("low_sum", w("Sum, lowest"), exact, 10, w("What it weighs × what it counts, lowest.")),
        ("high_sum", w("Sum, highest"), exact, 10, w("What it weighs × what it counts, highest.")),
        ("scale_low", w("Points, least"), general, 10,
         w("In a sum: weight × lowest value, where the item applies.")),
        ("scale_high", w("Points, most"), general, 10,
         w("In a sum: weight × highest value, where the item applies.")),
    )  # fmt: skip


VALUES = Grid("Values", tuple(column.id for column in columns(ENGLISH)))
