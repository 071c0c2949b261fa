"""How three people of an example unit answer alone and then agree; all of it is made up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from maturity_app.domain.assessment import Answer, Assessment, Assessor, Wave
from maturity_app.jobs.assessing import carrying_on
from maturity_app.jobs.forms import Invitation, form_content, form_for
from maturity_app.jobs.merging import Merged, merged, write_disagreements
from maturity_app.jobs.reading import WORKBOOK_SUFFIX, read_record
from maturity_app.jobs.reporting import file_stem, write_report
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.atomic import write_whole

TEAM_SUFFIXES = (".pdf",)

_WAVE: Final = Wave(label="Spring 2027", date=date(2027, 4, 12))
_MOMENT: Final = datetime.combine(_WAVE.date, time(12), UTC)
_TEAM: Final = (
    Assessor(name="Ines", role="Head of section"),
    Assessor(name="Marek", role="Case officer"),
    Assessor(name="Sofia", role="Front office"),
)
_WITH_FORM: Final = "Marek"
"""Who has no program, and fills in a form as a workbook."""

# What each of them answers otherwise than in the wave before, in their order: the position of the
# option from 0, D don't know.
_VIEWS: Final[Mapping[str, str]] = {
    "lead-days-away": "211",
    "lead-staff-view": "201",
    "voice-readers-view": "121",
    "risks-rehearsal": "320",
    "risks-answered-in-public": "112",
    "pioneers-time": "231",
    "pioneers-choice": "1D1",
    "proof-criteria": "211",
    "open-contact": "120",
    "open-replies": "D11",
    "account-return": "221",
    "equity-offline": "231",
    "pressure-uncertainty-internal": "134",
    "enablers-willingness": "211",
    "proof-methods": "111",
    "open-help-used": "111",
    "open-invitations": "000",
}
_MEASURED: Final[Mapping[str, Answer]] = {
    "outcomes-involvement": Answer(
        state="answered", text="People who took part in a consultation for the first time",
        value="310", source="Consultation register",
    ),
    "outcomes-speed": Answer(
        state="answered", text="Median time from question to published answer",
        value="4 working days", source="Case system",
    ),
}  # fmt: skip
_REMARKS: Final[Mapping[tuple[str, str], str]] = {
    ("Ines", "lead-staff-view"): "Asked in both meetings this year.",
    ("Marek", "lead-staff-view"): "I remember no meeting in which it was asked.",
    ("Ines", "risks-rehearsal"): "Every new colleague had one.",
    ("Sofia", "risks-rehearsal"): "I have been here for a year and was not asked to one.",
    ("Marek", "equity-offline"): "The telephone line is as fast as the portal.",
    ("Sofia", "equity-offline"): "Not on Mondays.",
}
# What the meeting settled, and who sees it otherwise; the rest is still to be looked up.
_SETTLED: Final[Mapping[str, str]] = {
    "lead-days-away": "1",
    "lead-staff-view": "1",
    "voice-readers-view": "1",
    "risks-rehearsal": "2",
    "risks-answered-in-public": "1",
    "pioneers-time": "2",
    "proof-criteria": "1",
    "open-contact": "1",
    "account-return": "2",
    "equity-offline": "2",
    "pressure-uncertainty-internal": "3",
    "enablers-willingness": "1",
}
_DISSENT: Final[Mapping[str, str]] = {
    "risks-rehearsal": "Sofia: not before the front office has had its own.",
    "pressure-uncertainty-internal": "Ines: counted by case, not by week, it is far less.",
}


def write_team_example(folder: Path, last: Assessment, language: str) -> list[Path]:
    """Write three people's own answers, where they differ, what they agree on, and its report.

    They answer one wave after the `last` one of their unit, whose answers they mostly repeat.

    Raises:
        MachineError: the folder can't be written.

    """
    owns = [_own(last, assessor, place) for place, assessor in enumerate(_TEAM)]
    written = [_write_own(folder, own, language) for own in owns]
    found = merged([(str(path), read_record(path).assessment) for path in written])
    if not isinstance(found, Merged):
        # Nobody of them answered twice.
        raise TypeError(found)
    agreed = carrying_on(_agreed(found.record, last), last)
    stem = file_stem(agreed)
    written.append(folder / f"{stem} disagreements{WORKBOOK_SUFFIX}")
    write_disagreements(written[-1], found, language)
    written.append(folder / f"{stem}{SUFFIX}")
    write_assessment(written[-1], agreed)
    for suffix in TEAM_SUFFIXES:
        written.append(folder / f"{stem}{suffix}")
        write_report(written[-1], agreed, [last], language)
    return written


# --- what each answers alone -------------------------------------------------------------


def _own(last: Assessment, assessor: Assessor, place: int) -> Assessment:
    answers = {**last.answers, **_MEASURED}
    for item, digits in _VIEWS.items():
        answers[item] = _chosen(last, item, digits[place])
    return Assessment(
        id=f"{last.unit.id}-{_WAVE.date.year}-{assessor.name.casefold()}",
        unit=last.unit,
        wave=_WAVE,
        questionnaire=last.questionnaire,
        answers={
            item: _given(answer, assessor.name, _REMARKS.get((assessor.name, item), ""))
            for item, answer in answers.items()
        },
        assessor=assessor,
    )


def _chosen(last: Assessment, item: str, digit: str) -> Answer:
    if digit == "D":
        return Answer(state="dont_know")
    option = last.questionnaire.options(item)[int(digit)].id
    return replace(last.answer(item), state="answered", option=option)


def _given(answer: Answer, name: str, comment: str) -> Answer:
    """Return an answer as somebody gave it now; what was said in the wave before is past."""
    return replace(answer, comment=comment, change=None, answered_by=name, answered_at=_MOMENT,
                   language="en")  # fmt: skip


def _write_own(folder: Path, own: Assessment, language: str) -> Path:
    name = own.assessor.name if own.assessor else ""
    if name == _WITH_FORM:
        path = folder / f"{file_stem(own)}{WORKBOOK_SUFFIX}"
        write_whole(path, form_content(form_for(own.questionnaire, language, _invited(own)), own))
    else:
        path = folder / f"{file_stem(own)}{SUFFIX}"
        write_assessment(path, own)
    return path


# --- a form that is filled in ------------------------------------------------------------


def _invited(own: Assessment) -> Invitation:
    unit, wave = own.unit, own.wave
    return Invitation(
        unit=unit.name,
        unit_id=unit.id,
        headcount=unit.headcount,
        wave=wave.label,
        day=wave.date,
        assessor=own.assessor.name if own.assessor else "",
    )


# --- what they agree on ------------------------------------------------------------------


def _agreed(record: Assessment, last: Assessment) -> Assessment:
    """Return what all said alike with what the meeting settled, some of it otherwise than last."""
    for item, digit in _SETTLED.items():
        answer = _given(_chosen(record, item, digit), "Facilitator", "")
        then = last.answer(item).option
        is_new = then is not None and then != answer.option
        answer = replace(
            answer,
            dissent=_DISSENT.get(item, ""),
            change="judged_differently" if is_new else None,
        )
        record = record.with_answer(item, answer)
    return record
