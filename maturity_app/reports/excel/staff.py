"""The workbook of a staff survey: values alone, and a word where there may be none."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from maturity_app.domain.questionnaire import Item
from maturity_app.domain.release import ReleasedItem
from maturity_app.domain.staff_figures import NodeFigure
from maturity_app.domain.tally import Third
from maturity_app.reports import staff as words
from maturity_app.reports.excel.dictionary import dictionary_sheet
from maturity_app.reports.excel.sheet import Cell, Column, Row, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.excel.unit_rows import distinct
from maturity_app.reports.excel.writing import About, workbook_bytes
from maturity_app.reports.phrases import kind_word
from maturity_app.reports.staff import StaffReport, asked_items, change_ends, item_bounds, points
from maturity_app.wording import Wording


def staff_workbook(report: StaffReport, w: Wording) -> bytes:
    """Return the workbook of a staff survey, made for formulas and pivots of one's own."""
    sheets = [
        _summary(report, w),
        _dimensions(report, w),
        _items(report, w),
        _distribution(report, w),
        _roles(report, w),
        *([_changes(report, w)] if report.earlier else []),
    ]
    sheets.append(dictionary_sheet(sheets, [], w))
    return workbook_bytes(sheets, _about(report, w))


def _about(report: StaffReport, w: Wording) -> About:
    told = report.told
    unit, wave = told.unit.name, told.wave.label
    return About(
        title=w("Staff survey of {unit}, {wave}", unit=unit, wave=wave),
        subject=f"{told.questionnaire.title} {told.questionnaire.version}",
        language=w.language,
        day=told.wave.date,
        is_draft=False,
        header=f"{unit} · {wave}",
        draft_word=w("DRAFT"),
    )


# --- the sheets --------------------------------------------------------------------------


def _summary(report: StaffReport, w: Wording) -> Sheet:
    told = report.told
    rows: list[Row] = [
        ("unit.id", w("Permanent id of the unit."), told.unit.id),
        ("unit.name", w("The unit's name."), told.unit.name),
        ("wave.label", w("The wave."), told.wave.label),
        ("wave.date", w("The wave's date."), told.wave.date),
        ("questionnaire.id", w("Permanent id of the questionnaire."), told.questionnaire.id),
        ("questionnaire.version", w("Its version."), told.questionnaire.version),
        ("people", w("How many people were asked."), told.headcount),
        ("responses", w("How many of them took part."), _or_word(told.responses, w)),
        ("response_rate", w("The share who took part, in per cent."), _rate(report, w)),
        ("figures", w("How the figures come about."), words.method_words(w)),
        ("rules", w("What is told and what is not."), words.rules_words(w)),
        ("too_few", w("What the word in a cell without a figure means."),
         f"{words.third_meaning(w)} {words.too_few_meaning(w)}"),
        ("kept", w("What is kept of a person's answers."), words.kept_words(w)),
    ]  # fmt: skip
    columns = (
        Column(id="id", header=w("Id"), width=24, meaning=w("Permanent id of the property.")),
        Column(id="meaning", header=w("Meaning"), width=44, meaning=w("What it holds.")),
        Column(
            id="value",
            header=w("Value"),
            style=Style.LONG,
            width=90,
            meaning=w("The value of a property or rule."),
        ),
    )
    meaning = w("Whose survey it is, how many took part, and the rules for small groups.")
    return Sheet(name="Summary", meaning=meaning, columns=columns, rows=rows)


def _dimensions(report: StaffReport, w: Wording) -> Sheet:
    roles = report.told.told_roles
    return Sheet(
        name="Dimensions",
        meaning=w("One row a dimension or group of them, 0 to 100."),
        columns=distinct(_dimension_columns(roles, w)),
        rows=[tuple(_dimension_cells(figure, roles, w)) for figure in report.nodes],
        has_filter=True,
        frozen_columns=2,
    )


def _dimension_columns(roles: Sequence[str], w: Wording) -> list[Column]:
    return [
        Column(id="id", header=w("Id"), width=20, meaning=w("Permanent id of the node.")),
        Column(id="title", header=w("Dimension or group"), width=34, meaning=w("Its title.")),
        Column(
            id="kind",
            header=w("Kind"),
            width=14,
            meaning=w("practice, safeguard, pressure, enabler or outcome."),
        ),
        *_value_columns(w),
        _number("spread", w("Spread at most"), words.spread_words(w)),
        Column(
            id="agreement",
            header=w("Agreement"),
            style=Style.FEW,
            width=12,
            meaning=w("How far all agree on a dimension, r_wg(J)."),
        ),
        _count("fewest", w("Answered at least"), w("At least so many answered each of its items.")),
        _count("told", w("Items told"), w("How many of its items have a figure.")),
        _count("asked", w("Items asked"), w("How many items it has.")),
        *(_role_mean(role, w) for role in roles),
        _number("gap", w("Distance"), w("What lies between the highest and the lowest role.")),
    ]


def _dimension_cells(figure: NodeFigure, roles: Sequence[str], w: Wording) -> Iterator[Cell]:
    node = figure.node
    yield from (node.id, node.title, kind_word(node.kind, w) if node.kind else "")
    yield _or_word(points(figure.index), w, figure.thirds.get(""))
    for index in (figure.low, figure.high):
        yield _or_word(points(index), w)
    yield _or_word(figure.spread, w)
    yield _or_word(figure.agreement, w) if node.kind else None
    yield _or_word(figure.fewest if figure.index is not None else None, w)
    yield from (figure.told, figure.asked)
    for role in roles:
        yield _or_word(points(figure.roles.get(role)), w, figure.thirds.get(role))
    yield _or_word(points(figure.gap), w)


def _items(report: StaffReport, w: Wording) -> Sheet:
    told = report.told
    roles = told.told_roles
    columns = [
        Column(id="id", header=w("Id"), width=24, meaning=w("Permanent id of the item.")),
        Column(id="code", header=w("No."), width=8, meaning=w("Its number as people see it.")),
        Column(id="dimension", header=w("Dimension"), width=28, meaning=w("Where it belongs.")),
        Column(id="text", header=w("Question"), style=Style.LONG, width=60, meaning=w("Its text.")),
        _count("n", w("Answered"), w("How many answered it.")),
        *_value_columns(w),
    ]
    for role in roles:
        meaning = w("How many of the role answered it.")
        columns += [
            _role_mean(role, w),
            _count(f"n {role}", w("{role}, answers", role=role), meaning),
        ]
    rows = [_item_row(report, item, found, w) for item, found in asked_items(told)]
    meaning = w("One row an item: the mean of all and of each role, 0 to 100.")
    return Sheet(
        name="Items",
        meaning=meaning,
        columns=distinct(columns),
        rows=rows,
        has_filter=True,
        frozen_columns=2,
    )


def _item_row(report: StaffReport, item: Item, found: ReleasedItem, w: Wording) -> Row:
    told = report.told
    dimension = told.questionnaire.dimension_of(item.id)
    whole, answered = _mean_cells(found, "", w)
    by_role = (_mean_cells(found, role, w) for role in told.told_roles)
    return (
        item.id,
        told.questionnaire.code(item.id),
        dimension.title if dimension else "",
        item.text,
        answered,
        whole,
        *(_or_word(points(bound), w) for bound in item_bounds(told, found)),
        *chain.from_iterable(by_role),
    )


def _distribution(report: StaffReport, w: Wording) -> Sheet:
    columns = (
        Column(id="id", header=w("Id"), width=24, meaning=w("Permanent id of the item.")),
        Column(id="code", header=w("No."), width=8, meaning=w("Its number as people see it.")),
        Column(id="option", header=w("Option id"), width=18, meaning=w("Id of the option.")),
        Column(id="label", header=w("Answer"), width=26, meaning=w("The option's label.")),
        _count("count", w("Answers"), w("How many chose it.")),
        Column(
            id="share",
            header=w("Share"),
            style=Style.PERCENT,
            width=12,
            meaning=w("How many chose it ÷ how many answered the item."),
        ),
    )
    meaning = w("One row an option of an item: how many of all chose it.")
    return Sheet(
        name="Distribution",
        meaning=meaning,
        columns=columns,
        rows=list(_option_rows(report, w)),
        has_filter=True,
        frozen_columns=2,
    )


def _option_rows(report: StaffReport, w: Wording) -> Iterator[Row]:
    questionnaire = report.told.questionnaire
    for item, found in asked_items(report.told):
        code = questionnaire.code(item.id)
        for option in questionnaire.options(item.id):
            count = None if found.counts is None else found.counts[option.id]
            share = None if count is None or not found.whole else Fraction(count, found.whole.n)
            cells = (_or_word(count, w), _or_word(share, w))
            yield (item.id, code, option.id, option.label, *cells)


def _roles(report: StaffReport, w: Wording) -> Sheet:
    told = report.told
    columns = (
        Column(id="role", header=w("Role"), width=30, meaning=w("A role that is told apart.")),
        _count("people", w("People"), w("How many were asked.")),
        _count("responses", w("Took part"), w("How many of them took part.")),
        Column(
            id="rate",
            header=w("Share"),
            style=Style.PERCENT,
            width=12,
            meaning=w("How many took part ÷ how many were asked."),
        ),
    )
    rows: list[Row] = [
        (role.name, role.people, _or_word(role.responses, w), _or_word(role.share, w))
        for role in told.roles
    ]
    return Sheet(
        name="Roles", meaning=w("One row a role: who took part."), columns=columns, rows=rows
    )


def _changes(report: StaffReport, w: Wording) -> Sheet:
    columns = (
        Column(id="id", header=w("Id"), width=20, meaning=w("Permanent id of the node.")),
        Column(id="title", header=w("Dimension"), width=34, meaning=w("Its title.")),
        _number("before", w("Earlier"), w("The earlier wave on the items told in both.")),
        _number("after", w("Later"), w("The later wave on the items told in both.")),
        _number("difference", w("Difference"), w("Later less earlier.")),
        _number("low", w("Lowest"), w("Where the interval of the difference begins.")),
        _number("high", w("Highest"), w("Where the interval of the difference ends.")),
        Column(
            id="p",
            header=w("Probability"),
            style=Style.EXACT,
            width=14,
            meaning=w("How likely such a change is if nothing changed, adjusted by Holm."),
        ),
        Column(
            id="words", header=w("Change in words"), width=40, meaning=w("What may be said of it.")
        ),
    )
    rows: list[Row] = []
    for change in report.changes:
        numbers = (
            *(points(index) for index in (change.before, change.after, change.difference)),
            *change_ends(change),
            None if change.p is None else Fraction(str(change.p)),
        )
        cells = (_or_word(number, w) for number in numbers)
        said = words.change_words(change, w)
        rows.append((change.node.id, change.node.title, *cells, said))
    return Sheet(name="Change", meaning=words.change_method_words(w), columns=columns, rows=rows)


# --- cells and columns -------------------------------------------------------------------


def _or_word(value: int | Fraction | None, w: Wording, third: Third | None = None) -> Cell:
    return words.third_words(third, w) if value is None else value


def _mean_cells(found: ReleasedItem, group: str, w: Wording) -> tuple[Cell, Cell]:
    mean = found.mean(group)
    if mean is None:
        return words.third_words(found.thirds.get(group), w), words.too_few(w)
    return points(mean.value), mean.n


def _rate(report: StaffReport, w: Wording) -> Cell:
    # Beside texts a column has no number format of its own.
    return _or_word(None if report.rate is None else Fraction(round(1000 * report.rate), 10), w)


def _value_columns(w: Wording) -> tuple[Column, ...]:
    return (
        _number("value", w("Value"), w("The mean from 0 to 100.")),
        _number("low", w("Lowest"), w("The value if all who did not answer had given the lowest.")),
        _number(
            "high", w("Highest"), w("The value if all who did not answer had given the highest.")
        ),
    )


def _role_mean(role: str, w: Wording) -> Column:
    meaning = w("The mean of the role from 0 to 100.")
    return _number(f"mean {role}", w("{role}, mean", role=role), meaning)


def _number(name: str, header: str, meaning: str) -> Column:
    return Column(id=name, header=header, style=Style.ONE, width=12, meaning=meaning)


def _count(name: str, header: str, meaning: str) -> Column:
    return Column(id=name, header=header, style=Style.COUNT, width=12, meaning=meaning)
