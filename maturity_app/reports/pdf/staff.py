"""The PDF of a staff survey: who took part, all and roles side by side, every item, the rules."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from maturity_app.domain.questionnaire import Item, Node
from maturity_app.domain.release import ReleasedItem, Role
from maturity_app.domain.staff_figures import NodeFigure
from maturity_app.reports import staff as words
from maturity_app.reports.pdf.block import Block, spaced
from maturity_app.reports.pdf.charts import ROW_PAD, AxisHead, index_axis
from maturity_app.reports.pdf.document import Frame, pdf_of
from maturity_app.reports.pdf.facts import facts
from maturity_app.reports.pdf.fonts import register_fonts
from maturity_app.reports.pdf.heading import Heading, lead, note, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.marks import Key, KeyEntry, dot_key, whisker_key
from maturity_app.reports.pdf.staff_marks import (
    MOST_ROLES,
    DistributionBar,
    StaffMark,
    StaffPlot,
    option_key,
    role_key,
)
from maturity_app.reports.pdf.style import (
    BODY,
    COMMENT,
    KEY,
    LEAD,
    SECONDARY,
    STRONG,
    TEXT_WIDTH,
    Style,
)
from maturity_app.reports.pdf.table import Column, Row, Table, wash_row
from maturity_app.reports.pdf.text import Text, text_width
from maturity_app.reports.pdf.words import DASH, asked, coded
from maturity_app.reports.phrases import sentence
from maturity_app.reports.staff import StaffReport, asked_items, points
from maturity_app.wording import Wording

_NAME: Final = 142.0
_CHANGED: Final = 130.0
_NUMBER: Final = 44.0
_GAP: Final = 52.0
_NARROWEST, _WIDEST, _ALL_ROLES = 46.0, 86.0, 172.0
"""How wide a role's column is, and all of them together."""
_BAR: Final = 98.0
_CODE: Final = 26.0
_FIGURE: Final = 54.0
_FACT: Final = 96.0
_AXIS: Final = index_axis()


def staff_pdf(report: StaffReport, w: Wording) -> bytes:
    """Return the report on a staff survey as a PDF file; same survey, same bytes."""
    register_fonts()
    told = report.told
    frame = Frame(
        title=w("Staff survey of {unit}, {wave}", unit=told.unit.name, wave=told.wave.label),
        subject=told.questionnaire.title,
        running=w("Staff survey · {title}", title=told.questionnaire.title),
        footer=f"{told.unit.name} · {told.wave.label}",
        is_draft=False,
        dated=told.wave.date,
    )
    earlier = [_changes(report, report.earlier.wave.label, w)] if report.earlier else []
    sections = [_summary(report, w), *earlier, _items(report, w), _rules(w)]
    return pdf_of(sections, frame, w)


# --- page one ----------------------------------------------------------------------------


def _summary(report: StaffReport, w: Wording) -> Section:
    told = report.told
    day = w("dated {date}", date=w.day(told.wave.date))
    line = w("{wave} · {date} · anonymous staff survey", wave=told.wave.label, date=day)
    blocks: list[Block] = [
        title(told.unit.name),
        spaced(Text(line, LEAD.with_(colour=SECONDARY)), 1),
        lead(w("{who}. {kept}", who=words.response_words(report, w), kept=words.kept_words(w))),
    ]
    if told.roles:
        blocks += _taking_part(told.roles, w)
    blocks += _chart(report, w)
    blocks += _figures(report, w)
    return Section(key="summary", title=w("Summary"), blocks=blocks)


def _taking_part(roles: Sequence[Role], w: Wording) -> list[Block]:
    heads = (w("Took part"), w("People"), w("Share"))
    columns = [
        Column(width=TEXT_WIDTH - 3 * 90, head=w("Role")),
        *(Column(width=90, head=head, align="right") for head in heads),
    ]
    rows = []
    for role in roles:
        share = words.too_few(w) if role.share is None else w.percent(role.share)
        cells = (_number(role.responses, w), str(role.people), share)
        rows.append(_row(role.name, cells))
    return [Heading(w("Who took part")), Table(columns, rows)]


def _chart(report: StaffReport, w: Wording) -> list[Block]:
    """Return all and the first roles on one axis, their numbers on the same rows."""
    widths = _role_widths(report)
    roles = tuple(widths)
    numbers = list(widths.items())
    has_gap = any(figure.gap is not None for figure in report.nodes)
    numbers += [(w("Distance"), _GAP)] if has_gap else []
    plot = TEXT_WIDTH - _NAME - _NUMBER - sum(width for _, width in numbers)
    columns = [
        Column(width=_NAME, gap=6),
        Column(width=plot, gap=8, head=AxisHead(_AXIS)),
        Column(width=_NUMBER, head=w("All"), align="right"),
        *(Column(width=width, head=head, align="right") for head, width in numbers),
    ]
    rows = [
        Row(cells=tuple(_chart_cells(figure, roles, w, has_gap=has_gap)), pad=ROW_PAD, rule="none")
        for figure in report.nodes
    ]
    further = [role for role in report.told.told_roles if role not in widths]
    notes = [words.bounds_words(w)]
    if any(figure.thirds for figure in report.nodes):
        notes.append(words.third_meaning(w))
    if further:
        listed = w.listed(further)
        notes.append(w("Without a mark here, but in the workbook: {roles}.", roles=listed))
    return [
        Heading(_finding(report, w)),
        Key(_key(roles, w)),
        spaced(Table(columns, rows, is_chart=True), 2),
        note(" ".join(notes)),
    ]


def _chart_cells(
    figure: NodeFigure, roles: Sequence[str], w: Wording, *, has_gap: bool
) -> Iterator[Block]:
    value, low, high = (points(index) for index in (figure.index, figure.low, figure.high))
    by_role = [(role, points(figure.roles.get(role))) for role in roles]
    bounds = None if low is None or high is None else (low, high)
    mark = StaffMark(value=value, bounds=bounds, roles=by_role)
    yield Text(coded(figure.node.code, figure.node.short), _name_style(figure.node))
    yield StaffPlot(_AXIS, figure.node.kind, mark)
    for group, number in (("", value), *by_role):
        yield _right(words.told_number(number, w, figure.thirds.get(group)))
    if has_gap:
        yield _right(words.told_number(points(figure.gap), w))


def _key(roles: Sequence[str], w: Wording) -> list[KeyEntry]:
    marks = [role_key(place, role) for place, role in enumerate(roles)]
    return [
        dot_key(w("all who answered")),
        *marks,
        whisker_key(w("bounds for all, with those who did not answer")),
    ]


def _finding(report: StaffReport, w: Wording) -> str:
    """Return where roles stand furthest apart, or what the chart shows."""
    apart = [(figure.gap, figure) for figure in report.nodes if figure.node.kind and figure.gap]
    if not apart:
        return w("How those who answered see it")
    widest = max(apart, key=lambda pair: pair[0])[1]
    gap = words.gap_words(widest, w)
    return w("Roles are furthest apart on {node}: {gap}", node=widest.node.short, gap=gap)


def _figures(report: StaffReport, w: Wording) -> list[Block]:
    heads = (w("Index"), w("Lowest"), w("Highest"), w("Spread at most"), w("Agreement"),
             w("Answered at least"), w("Items told"))  # fmt: skip
    columns = [
        Column(width=TEXT_WIDTH - _FIGURE * len(heads), head=w("Dimension or group")),
        *(Column(width=_FIGURE, head=head, align="right", gap=6) for head in heads),
    ]
    rows = []
    for figure in report.nodes:
        cells = (
            words.told_number(points(figure.index), w, figure.thirds.get("")),
            *(words.told_number(points(bound), w) for bound in (figure.low, figure.high)),
            words.told_number(figure.spread, w),
            _agreement(figure, w),
            _people(figure, w),
            w("{told} of {asked}", told=figure.told, asked=figure.asked),
        )
        name = coded(figure.node.code, figure.node.short)
        rows.append(_row(name, cells, _name_style(figure.node)))
    agreement = w(
        "Agreement: r_wg(J), 1 where all say the same, 0 where they say what chance would."
    )
    told = note(f"{words.spread_words(w)} {agreement}")
    return [Heading(w("Every dimension in figures")), Table(columns, rows), told]


def _agreement(figure: NodeFigure, w: Wording) -> str:
    """Return how far all agree on a dimension; of a group of them it is not asked."""
    if figure.agreement is not None:
        return w.number(figure.agreement, digits=2)
    return words.too_few(w) if figure.node.kind else DASH


def _changes(report: StaffReport, earlier: str, w: Wording) -> Section:
    heads = (earlier, report.told.wave.label, w("Difference"), w("Interval"))
    widths = (66, 66, 66, 92)
    columns = [
        Column(width=_CHANGED, head=w("Dimension")),
        *(
            Column(width=width, head=head, align="right", gap=14)
            for head, width in zip(heads, widths, strict=True)
        ),
        Column(width=TEXT_WIDTH - _CHANGED - sum(widths), head=w("Change in words"), gap=0),
    ]
    rows = []
    for change in report.changes:
        name = Text(coded(change.node.code, change.node.short), BODY)
        indices = [words.told_number(points(i), w) for i in (change.before, change.after)]
        difference = change.difference
        moved = words.too_few(w) if difference is None else w.signed(100 * difference)
        cells = map(_right, (*indices, moved, words.interval_words(change, w)))
        said = Text(sentence(words.change_words(change, w)), BODY)
        rows.append(Row(cells=(name, *cells, said), pad=2.6))
    since = w("Since {wave}", wave=earlier)
    table = Table(columns, rows)
    blocks = [Heading(since), table, note(words.change_method_words(w))]
    return Section(key="changes", title=since, blocks=blocks)


def _people(figure: NodeFigure, w: Wording) -> str:
    """Return how many people at least answered each of a node's items."""
    return _number(None if figure.index is None else figure.fewest, w)


# --- items -------------------------------------------------------------------------------


def _items(report: StaffReport, w: Wording) -> Section:
    told = report.told
    role_widths = _role_widths(report)
    numbers = [w("All"), w("Answered"), *role_widths]
    widths = [46.0, 58.0, *role_widths.values()]
    columns = [
        Column(width=_CODE, gap=4),
        Column(width=TEXT_WIDTH - _CODE - _BAR - sum(widths), head=w("Item")),
        Column(width=_BAR, gap=10, head=w("Answers of all")),
        *(
            Column(width=width, head=head, align="right")
            for width, head in zip(widths, numbers, strict=True)
        ),
    ]
    by_dimension = groupby(
        asked_items(told), lambda pair: told.questionnaire.dimension_of(pair[0].id)
    )
    rows: list[Row] = []
    for dimension, pairs in by_dimension:
        if dimension is not None:
            rows.append(
                wash_row(
                    Text(
                        asked(coded(dimension.code, dimension.title), told.questionnaire, w), STRONG
                    )
                )
            )
        rows += [_item_row(report, item, found, w) for item, found in pairs]
    table = Table(columns, rows, named_by=2)
    blocks: list[Block] = [Heading(w("Every item")), *_option_keys(report), table]
    return Section(key="items", title=w("Every item"), blocks=blocks)


def _item_row(report: StaffReport, item: Item, found: ReleasedItem, w: Wording) -> Row:
    questionnaire = report.told.questionnaire
    bar: Block = Text(words.too_few(w), COMMENT.with_(colour=SECONDARY))
    if found.counts is not None:
        options = questionnaire.options(item.id)
        bar = DistributionBar([(option.label, found.counts[option.id]) for option in options])
    groups = ["", *_role_widths(report)]
    whole, *by_role = (_told_mean(found, group, w) for group in groups)
    answered = _number(found.whole.n if found.whole else None, w)
    cells = (_right(text) for text in (whole, answered, *by_role))
    code = Text(questionnaire.code(item.id), BODY.with_(colour=SECONDARY))
    return Row(cells=(code, Text(asked(item.title, questionnaire, w), BODY), bar, *cells), pad=3.0)


def _told_mean(found: ReleasedItem, group: str, w: Wording) -> str:
    mean = found.mean(group)
    return words.told_number(points(mean.value if mean else None), w, found.thirds.get(group))


def _option_keys(report: StaffReport) -> list[Block]:
    """Return what the parts of the bars mean, a line for each answer scale in use."""
    questionnaire = report.told.questionnaire
    labels = dict.fromkeys(
        tuple(option.label for option in questionnaire.options(item_id))
        for item_id in report.told.items
    )
    return [
        Key([option_key(place, len(scale), label) for place, label in enumerate(scale)])
        for scale in labels
    ]


# --- rules -------------------------------------------------------------------------------


def _rules(w: Wording) -> Section:
    pairs = [
        (w("Figures"), words.method_words(w)),
        (w("Bounds"), words.bounds_words(w)),
        (w("Small groups"), words.rules_words(w)),
        (w("No figure"), f"{words.third_meaning(w)} {words.too_few_meaning(w)}"),
        (w("Closed"), words.closed_words(w)),
    ]
    blocks = [
        Heading(w("How nobody's own answers can be worked out")),
        facts(pairs, TEXT_WIDTH, _FACT),
    ]
    return Section(key="rules", title=w("Rules for small groups"), blocks=blocks, follows=True)


# --- cells -------------------------------------------------------------------------------


def _role_widths(report: StaffReport) -> Mapping[str, float]:
    """Return the roles that have a mark and a column, as many as have room, with their widths."""
    widths: dict[str, float] = {}
    for role in report.told.told_roles[:MOST_ROLES]:
        longest = max(text_width(word, KEY) for word in role.split())
        width = min(_WIDEST, max(_NARROWEST, longest + 10))
        if sum(widths.values()) + width > _ALL_ROLES:
            break
        widths[role] = width
    return widths


def _row(name: str, cells: Sequence[str], style: Style = BODY) -> Row:
    return Row(cells=(Text(name, style), *map(_right, cells)), pad=2.6)


def _right(text: str) -> Text:
    return Text(text, BODY.with_(align="right"))


def _number(number: int | None, w: Wording) -> str:
    return words.too_few(w) if number is None else str(number)


def _name_style(node: Node) -> Style:
    return BODY if node.kind else STRONG
