"""Reading back forms that people filled in: each answer by the id of its row, wherever it stands.

A form is the draft of one person. The same person's form is the same assessment however often it
is read. An anonymous one is known by its file alone: one that was saved again in between counts
as another person's.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from maturity_app.domain.assessment import Answer, Assessment, Assessor, Unit, Wave
from maturity_app.domain.questionnaire import Item
from maturity_app.domain.said import said
from maturity_app.domain.translating import in_language
from maturity_app.jobs.assessing import fitting, id_from
from maturity_app.jobs.form_rows import FormRow, OpenedForm, open_form
from maturity_app.reports.form_parts import RECORD, START, Choice, choices_of, line
from maturity_app.storage.assessments import as_bytes, assessment_from_bytes
from maturity_app.storage.definitions import KnownDefinitions
from maturity_app.storage.problems import InputError, shortened

FORM_SHEET = RECORD
"""The hidden sheet by which a form is known."""

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_POINTER = re.compile(r"#/answers/([^/]*)(?:/([^/]*))?")
_COLUMNS = {"option": "answer", "state": "answer", "value": "answer", "text": "measured"}
"""The column in which a part of an answer stands; the others bear its name."""


def filled_form(content: bytes, path: Path, known: KnownDefinitions | None = None) -> Assessment:
    """Return the draft that a filled-in form holds, of which `content` are the bytes.

    Where many are read, `known` spares reading a questionnaire again that most of them hold.

    Raises:
        InputError: with all problems, each at its sheet and cell.

    """
    opened = open_form(content, path, known)
    answers = dict(_Answers(opened).all())
    draft = replace(_Front(opened).draft(), answers=answers)
    _check(opened, draft, known)
    if opened.problems:
        raise InputError(opened.problems)
    return replace(draft, id=_id(opened, draft, content))


def _id(opened: OpenedForm, draft: Assessment, content: bytes) -> str:
    form, wave = opened.form, draft.wave
    known = [form.id, draft.unit.id, wave.label, wave.date.isoformat()]
    if draft.assessor is not None and draft.assessor.is_named:
        known.append(draft.assessor.name.casefold())
    else:
        known.append(hashlib.sha256(content).hexdigest())
    digest = hashlib.sha256("\n".join(known).encode(errors="replace")).hexdigest()[:12]
    return f"{draft.unit.id[:40]}-{digest}"


def _check(opened: OpenedForm, draft: Assessment, known: KnownDefinitions | None) -> None:
    """Hold the draft against the questionnaire and the limits of a record."""
    try:
        assessment_from_bytes(as_bytes(draft), str(opened.path), known)
    except InputError as wrong:
        for problem in wrong.problems:
            found = _POINTER.match(problem.place)
            row = opened.items.get(found[1]) if found else None
            if found is None or row is None:
                opened.found.append(((-1, 0), problem))
                continue
            item = draft.questionnaire.items[found[1]]
            column = _COLUMNS.get(found[2], found[2])
            if item.type == "text" and found[2] == "text":
                column = "answer"
            opened.tell(row, column or "answer", problem.what, problem.mend)


# --- the first sheet -----------------------------------------------------------------------


class _Front:
    """Reads who filled the form in, and for which unit and wave."""

    def __init__(self, opened: OpenedForm) -> None:
        self._opened, self._form = opened, opened.form

    def draft(self) -> Assessment:
        """Return the assessment without its answers; what can't be read is noted."""
        form, blank = self._form, self._form.blank
        unit, wave = blank.unit, blank.wave
        if "unit" in form.asks:
            name = self._name("unit", said("the unit's name is missing")) or unit.name
            unit = Unit(id=id_from(name), name=name, headcount=unit.headcount)
        if "wave" in form.asks:
            label = self._name("wave", said("the wave's name is missing"))
            wave = Wave(label=label or wave.label, date=wave.date)
        if "date" in form.asks:
            day = self._day("date", said("the wave's date is missing"))
            wave = Wave(label=wave.label, date=day or wave.date)
        return replace(blank, unit=unit, wave=wave, assessor=self._assessor())

    def answered_at(self) -> datetime | None:
        """Return the day on which it was filled in, at noon, as the hour is not asked."""
        day = None if self._form.is_anonymous else self._day("answered_on", "")
        return datetime.combine(day, time(12), UTC) if day else None

    def _assessor(self) -> Assessor:
        if self._form.is_anonymous:
            return Assessor(role=self._role())
        name = self._name("assessor", said("the name of who filled it in is missing"))
        return Assessor(name=name, role=self._role())

    def _role(self) -> str:
        roles = self._form.roles
        if self._form.is_anonymous and not roles:
            return ""
        # Nobody could ask an unnamed person for the role that is missing.
        is_needed = roles and not self._form.is_anonymous
        given = self._name("role", said("the role is missing") if is_needed else "")
        if not given or not roles:
            return given
        by_words = {line(role).casefold(): role for role in roles}
        role = by_words.get(given.casefold())
        if role is None:
            what = said("there is no role `{role}`", role=shortened(given))
            mend = said("use one of {options}", options=", ".join(roles))
            self._tell("role", what, mend)
        return role or ""

    def _name(self, field: str, lacking: str) -> str:
        """Return a name as one line; empty and noted if it is missing or can't be one."""
        row = self._row(field)
        if row is None or self._opened.has_formula(row, "entry"):
            return ""
        text = row.text("entry")
        if not text.strip():
            if lacking:
                self._tell(field, lacking, said("fill it in"))
            return ""
        try:
            return fitting(text, "")
        except InputError as wrong:
            self._tell(field, wrong.problems[0].what, wrong.problems[0].mend)
        return ""

    def _day(self, field: str, lacking: str) -> date | None:
        row = self._row(field)
        if row is None or self._opened.has_formula(row, "entry"):
            return None
        text = row.text("entry").strip()
        if not text and not lacking:
            return None
        if not text:
            self._tell(field, lacking, _AS_DAY)
            return None
        iso, day_first = _DAY.fullmatch(text), _DAY_FIRST.fullmatch(text)
        parts = iso.groups() if iso else None
        # In English one cannot know which of 3/4/2026 is the day.
        if day_first and ("." in text or self._form.language != "en"):
            parts = day_first.groups()[::-1]
        try:
            if parts:
                return date(*map(int, parts))
        except ValueError:
            pass
        self._tell(field, said("`{key}` is no date", key=shortened(text)), _AS_DAY)
        return None

    def _row(self, field: str) -> FormRow | None:
        """Return a field's row; noted once if it is gone."""
        row = self._opened.fields.get(field)
        if row is None:
            what = said("rows are missing: {items}", items=field)
            self._opened.tell_at(START, 0, 0, what, said("copy the answers into a fresh form"))
        return row

    def _tell(self, field: str, what: str, mend: str) -> None:
        self._opened.tell(self._opened.fields[field], "entry", what, mend)


_AS_DAY = said("write it as year-month-day: 2026-10-16")


# --- answers -------------------------------------------------------------------------------


class _Answers:
    """Reads what was answered, item by item."""

    def __init__(self, opened: OpenedForm) -> None:
        self._opened, form = opened, opened.form
        self._spoken = in_language(form.blank.questionnaire, form.language)
        moment = _Front(opened).answered_at()
        self._stamp = Answer(
            answered_at=moment, language="" if form.is_anonymous else form.language
        )

    def all(self) -> Iterator[tuple[str, Answer]]:
        """Yield each item of which anything is said, with its answer."""
        for item in self._spoken.items.values():
            row = self._opened.items.get(item.id)
            answer = self._answer(item, row) if row else Answer()
            if not answer.is_empty:
                stamp = self._stamp
                yield (
                    item.id,
                    replace(answer, answered_at=stamp.answered_at, language=stamp.language),
                )

    def _answer(self, item: Item, row: FormRow) -> Answer:
        columns = ["answer", "comment", "evidence"]
        columns += ["measured", "source"] if item.type == "measure" else []
        columns += ["reason"] if item.not_applicable is not None else []
        texts = {
            column: "" if self._opened.has_formula(row, column) else row.text(column)
            for column in columns
        }
        said_so = texts.pop("answer")
        answer = Answer(
            text=_kept(texts.get("measured", "")),
            source=_kept(texts.get("source", "")),
            reason=_kept(texts.get("reason", "")),
            comment=_kept(texts["comment"]),
            evidence=_kept(texts["evidence"]),
        )
        if not said_so.strip():
            if answer.text or answer.source:
                what = said("the value is missing")
                word = self._opened.words["dont_know"]
                self._opened.tell(
                    row, "answer", what, said("write it, or choose {word}", word=word)
                )
            return answer
        return self._with_answer(item, row, said_so, answer)

    def _with_answer(self, item: Item, row: FormRow, said_so: str, answer: Answer) -> Answer:
        choices = choices_of(self._spoken, item, self._opened.words)
        choice = _chosen(said_so, choices)
        if choice is not None and choice.aside == "not_applicable":
            return self._set_aside(item, row, answer)
        if choice is not None and choice.aside:
            return replace(answer, state=choice.aside)
        if item.type == "measure":
            return replace(answer, state="answered", value=_kept(said_so))
        if item.type == "text":
            return replace(answer, state="answered", text=_kept(said_so))
        if choice is not None:
            return replace(answer, state="answered", option=choice.option)
        self._refuse(row, said_so, choices)
        return answer

    def _set_aside(self, item: Item, row: FormRow, answer: Answer) -> Answer:
        """Return an answer as not applicable, with its reason or the ground that is accepted."""
        reason = answer.reason
        if "reason" not in self._opened.headers:
            # As its author wrote it: the form's language could tell who answered.
            reason = self._opened.form.items[item.id].not_applicable or ""
        elif not reason:
            mend = said("say why under {column}", column=self._opened.headers["reason"])
            self._opened.tell(row, "reason", said("not applicable needs its reason"), mend)
            return answer
        return replace(answer, state="not_applicable", reason=reason)

    def _refuse(self, row: FormRow, said_so: str, choices: Sequence[Choice]) -> None:
        texts = [choice.text for choice in choices]
        what = said("`{text}` is none of the answers", text=shortened(said_so))
        mend = said("use one of {options}", options=", ".join(texts))
        if line(said_so).casefold() == self._opened.words["not_applicable"].casefold():
            what = said("this item can't be set aside")
        self._opened.tell(row, "answer", what, mend)


def _chosen(said_so: str, choices: Sequence[Choice]) -> Choice | None:
    """Return what was chosen by its text, its option's id, or its first letter if that will do."""
    given = line(said_so).casefold()
    ways = (
        [choice for choice in choices if choice.text.casefold() == given],
        [choice for choice in choices if choice.option and choice.option.casefold() == given],
        [choice for choice in choices if choice.option and choice.text[:1].casefold() == given],
    )
    return next((found[0] for found in ways if len(found) == 1), None)


def _kept(text: str) -> str:
    """Return a text as it is to be kept, without blanks around it."""
    return text.strip()
