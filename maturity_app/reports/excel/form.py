"""A questionnaire as a workbook that one person fills in without the program."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from maturity_app.reports.excel.form_layout import FormLayout
from maturity_app.reports.excel.form_questions import (
    fingerprints,
    question_columns,
    question_sheet,
)
from maturity_app.reports.excel.form_start import StartSheet
from maturity_app.reports.excel.form_state import lists_sheet, state_sheet
from maturity_app.reports.excel.record import record_sheet
from maturity_app.reports.excel.sheet import Sheet
from maturity_app.reports.excel.writing import About, workbook_bytes
from maturity_app.reports.form_parts import RECORD

_DAY: Final = date(1980, 1, 1)
"""A form is of no day; the file carries the oldest date there is, as the printable one does."""


def form_workbook(layout: FormLayout, content: str) -> bytes:
    """Return the workbook of a form; `content` is what the program needs to read it back."""
    sheets = [
        StartSheet(layout).sheet(),
        *(question_sheet(layout, each, n) for n, each in enumerate(layout.sections, start=1)),
        *_machinery(layout),
        replace(record_sheet(content, layout.w), name=RECORD, is_protected=True),
    ]
    return workbook_bytes(sheets, _about(layout))


def form_structure(layout: FormLayout) -> Mapping[str, object]:
    """Return what of a form must still be there when it comes back, as plain data."""
    return {
        "words": dict(layout.words),
        "headers": [column.header for column in question_columns(layout)],
        "sheets": {item: section.name for item, (section, _) in layout.places.items()},
        "fingerprints": dict(fingerprints(layout)),
    }


def _machinery(layout: FormLayout) -> list[Sheet]:
    conditions = replace(layout.conditions.sheet(), is_hidden=True, is_protected=True)
    return [
        state_sheet(layout),
        *([conditions] if layout.questionnaire.has_conditions else []),
        lists_sheet(layout),
    ]


def _about(layout: FormLayout) -> About:
    w, questionnaire, form = layout.w, layout.questionnaire, layout.form
    name = w("Form: {title}", title=questionnaire.title)
    known = [
        text
        for asked, text in (("unit", layout.record.unit.name), ("wave", layout.record.wave.label))
        if asked not in form.asks
    ]
    version = w("Version {number}", number=questionnaire.version)
    return About(
        title=name,
        subject=f"{questionnaire.title} {questionnaire.version}",
        language=w.language,
        day=_DAY,
        is_draft=False,
        header=" · ".join((*known, f"{questionnaire.id} · {version}")),
        draft_word="",
        is_unnamed=form.is_anonymous,
    )
