"""The first sheet of a form: what to do, who fills it in and for what, and how far it is."""

from collections.abc import Iterator
from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from maturity_app.domain.suppression import FEWEST_FOR_THIRD
from maturity_app.reports.excel.form_layout import FormLayout
from maturity_app.reports.excel.form_questions import progress
from maturity_app.reports.excel.form_state import roles_span
from maturity_app.reports.excel.sheet import (
    Cell,
    Column,
    EnteredDay,
    Grid,
    Live,
    Row,
    Sheet,
    Styled,
    quoted,
    sheet_reference,
)
from maturity_app.reports.excel.styles import Style
from maturity_app.reports.form_parts import START, START_COLUMNS, line

_GRID = Grid(START, START_COLUMNS)
_FIRST_DAY, _LAST_DAY = "36526", "73050"
"""The first day of 2000 and the last of 2099, as spreadsheets count days."""

_TEXT, _ENTRY, _DAY = Style.LONG, Style.ENTRY, Style.ENTRY_DAY


class StartSheet:
    """Gathers the rows of the sheet, and what hangs on the place of each."""

    def __init__(self, layout: FormLayout) -> None:
        """Lay the sheet out from its top."""
        self._layout, self._w = layout, layout.w
        self._rows: list[Row] = []
        self._links: list[tuple[str, str]] = []
        self._validations: list[DataValidation] = []
        self._starts_at = ""
        if layout.form.is_anonymous:
            self._say_what_is_kept()
        self._say_what_to_do()
        self._ask()
        self._tell_progress()

    def sheet(self) -> Sheet:
        """Return the sheet."""
        w = self._w
        title = w("Form: {title}", title=line(self._layout.questionnaire.title))
        headers = ("field", w("Step"), title, w("Note"))
        widths, styles = (12, 26, 64, 34), (Style.TEXT, _TEXT, _TEXT, _TEXT)
        columns = [
            Column(id=name, header=header, width=width, style=style, meaning="")
            for name, header, width, style in zip(
                START_COLUMNS, headers, widths, styles, strict=True
            )
        ]
        sheet = Sheet(
            name=START, meaning="", columns=columns, rows=self._rows,
            hidden=frozenset(("field",)), is_protected=True, starts_at=self._starts_at,
        )  # fmt: skip
        sheet.links += self._links
        sheet.validations += self._validations
        return sheet

    # --- what becomes of it ------------------------------------------------------------------

    def _say_what_is_kept(self) -> None:
        w = self._w
        self._head(w("This survey is anonymous"))
        told = w(
            "Only those who gather the answers see your form. No report tells what one person"
            " answered."
        )
        self._add("", w("Who sees it"), told)
        told = w("Of fewer than {fewest} people nothing is told.", fewest=FEWEST_FOR_THIRD)
        self._add("", w("Small groups"), told)
        told = (
            w("The answers you choose, and your role. No name and no free text is kept.")
            if self._layout.form.roles
            else w("The answers you choose. No name and no free text is kept.")
        )
        self._add("", w("What is kept"), told)

    # --- what to do --------------------------------------------------------------------------

    def _say_what_to_do(self) -> None:
        layout, w = self._layout, self._w
        self._head(w("How to answer"))
        for number, text in enumerate(self._steps(), start=1):
            self._add("", str(number), text)
        if layout.questionnaire.description:
            self._add("", w("What it is about"), layout.questionnaire.description)

    def _steps(self) -> Iterator[str]:
        w, form = self._w, self._layout.form
        if not form.is_anonymous:
            yield w("Fill in the framed fields below.")
        elif form.roles or form.asks:
            yield w("Fill in the framed fields below. Your name is not asked; write it nowhere.")
        else:
            yield w("Your name is not asked; write it nowhere.")
        yield w(
            "Go through the sheets, by the names below or the tabs at the bottom. Choose for each"
            " question, under Your answer, the one that is seen to be true."
        )
        yield self._if_nobody_can_tell()
        if form.is_anonymous:
            yield w("Save, stop and go on whenever you like.")
        else:
            yield w(
                "Add comments and evidence where they help, without names of people. Save, stop and"
                " go on whenever you like."
            )
        yield w(
            "Once all is done, save the file as a workbook (.xlsx) and send it back. Leave rows,"
            " columns and sheets as they are."
        )

    def _if_nobody_can_tell(self) -> str:
        w, words = self._w, self._layout.words
        if all(item.not_applicable is None for item in self._layout.items.values()):
            return w(
                "Nobody can tell? Choose “{dont_know}”: better than a guess.",
                dont_know=words["dont_know"],
            )
        if self._layout.form.is_anonymous:
            return w(
                "Nobody can tell? Choose “{dont_know}”: better than a guess. “{not_applicable}” is"
                " there where it may fit.",
                dont_know=words["dont_know"],
                not_applicable=words["not_applicable"],
            )
        return w(
            "Nobody can tell? Choose “{dont_know}”: better than a guess. “{not_applicable}” is"
            " there where it may fit, and needs a reason.",
            dont_know=words["dont_know"],
            not_applicable=words["not_applicable"],
        )

    # --- who and for what --------------------------------------------------------------------

    def _ask(self) -> None:
        form, record, w = self._layout.form, self._layout.record, self._w
        self._head(w("This form") if form.is_anonymous else w("You and this form"))
        if "unit" in form.asks:
            self._field("unit", w("Unit"), w("The unit's name is missing."))
        else:
            self._add("", w("Unit"), record.unit.name)
        if "wave" in form.asks:
            self._field("wave", w("Wave"), w("The wave's name is missing."))
        else:
            self._add("", w("Wave"), record.wave.label)
        if "date" in form.asks:
            self._field("date", w("Date of the wave"), w("The date is missing."), style=_DAY)
        else:
            self._add("", w("Date of the wave"), w.day(record.wave.date))
        if not form.is_anonymous:
            self._field("assessor", w("Your name"), w("Your name is missing."))
        self._ask_role()
        if not form.is_anonymous:
            self._field("answered_on", w("Filled in on"), w("If you like."), style=_DAY)

    def _ask_role(self) -> None:
        form, w = self._layout.form, self._w
        if form.roles:
            may_lack = form.is_anonymous
            note = w("If you like.") if may_lack else w("Your role is missing.")
            place = self._field("role", w("Your role"), note)
            rule = DataValidation(type="list", formula1=roles_span(self._layout), allow_blank=True)
            rule.errorTitle = w("None of the roles")
            rule.error = w("Choose one from the list: Alt and the arrow down open it.")
            self._validate(rule, place)
        elif not form.is_anonymous:
            self._field("role", w("Your role"), w("If you like."))

    def _field(self, name: str, title: str, lacking: str, style: Style = _ENTRY) -> str:
        """Add a field to fill in, and return its cell; `lacking` is told while it is empty."""
        place = _GRID.here("entry", len(self._rows) + 2)
        odd = self._odd_day(place) if style is _DAY else '""'
        given = self._layout.fields.get(name, "")
        told = Live(f'IF(TRIM({place})="",{quoted(lacking)},{odd})', "" if given else lacking)
        entry = Styled(given, style) if isinstance(given, str) else _entered(given)
        self._rows.append((name, Styled(title), entry, told))
        self._starts_at = self._starts_at or place
        if style is _DAY:
            self._validate_day(place)
        return place

    def _validate_day(self, place: str) -> None:
        rule = DataValidation(type="date", operator="between", allow_blank=True)
        rule.formula1, rule.formula2 = _FIRST_DAY, _LAST_DAY
        rule.errorTitle = self._w("No date")
        rule.error = self._how_to_write_days
        self._validate(rule, place)

    def _odd_day(self, place: str) -> str:
        """Return what tells beside a cell that it holds no date, for what was pasted into it."""
        is_day = f"N({place})>={_FIRST_DAY},N({place})<={_LAST_DAY}"
        return f'IF(AND({is_day}),"",{quoted(self._how_to_write_days)})'

    @property
    def _how_to_write_days(self) -> str:
        return self._w("Write a date, such as 2026-10-16.")

    def _validate(self, rule: DataValidation, place: str) -> None:
        rule.showErrorMessage = True
        rule.sqref = place
        self._validations.append(rule)

    # --- how far it is -----------------------------------------------------------------------

    def _tell_progress(self) -> None:
        layout, w = self._layout, self._w
        self._head(w("How far you are"))
        for section in layout.sections:
            place = _GRID.here("step", len(self._rows) + 2)
            target = section.grid.here("answer", next(row for row, _ in section.items))
            self._links.append((place, f"{sheet_reference(section.name)}!{target}"))
            items = [item.id for _, item in section.items]
            name = Styled(section.name, Style.LINK)
            told = Live(*progress(layout, items, section.node.id))
            self._rows.append(("", name, section.node.title, told))
        whole = Live(*progress(layout, layout.items), Style.HEADING)
        self._rows.append(("", *(Styled(text, Style.HEADING) for text in (w("All"), "")), whole))

    def _head(self, text: str) -> None:
        cells = (Styled(part, Style.HEADING) for part in (text, "", ""))
        self._rows.append(("", *cells))

    def _add(self, field: str, step: str, text: Cell) -> None:
        self._rows.append((field, Styled(step), text, ""))


def _entered(day: date) -> EnteredDay:
    return EnteredDay(day.year, day.month, day.day)
