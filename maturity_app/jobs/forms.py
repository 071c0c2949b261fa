"""Forms of a questionnaire that are filled in outside the program."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.form import FORM_VERSION, Asked, Form
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said
from maturity_app.domain.translating import in_language, language_of
from maturity_app.jobs.assessing import fitting, new_assessment
from maturity_app.jobs.reporting import in_its_language
from maturity_app.storage.assessments import as_data
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.canonical import canonical_json
from maturity_app.storage.problems import problem_in
from maturity_app.wording import wording_for

SUFFIXES = (".xlsx", ".pdf")
_UNKNOWN, _NO_DAY = "unknown", date(1980, 1, 1)
"""What stands in a blank where the form asks for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """Whom a form is for: the unit and wave it answers for, and who is asked.

    What is left empty the form asks for itself. An anonymous one asks for a role at most.
    """

    unit: str = ""
    unit_id: str = ""
    headcount: int | None = None
    wave: str = ""
    day: date | None = None
    assessor: str = ""
    roles: tuple[str, ...] = ()
    is_anonymous: bool = False


_ANYBODY = Invitation()


def write_form(
    path: Path, questionnaire: Questionnaire, language: str = "en", to: Invitation = _ANYBODY
) -> None:
    """Write a questionnaire as a form: .xlsx to fill in and be read back, .pdf to print.

    What stands around the questions speaks as they do: a form in two languages helps nobody.
    The printable one is for everybody, whoever is invited.

    Raises:
        InputError: another suffix, or a name that can't be one.
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    suffix, spoken = path.suffix.lower(), language_of(questionnaire, language)
    if suffix == ".pdf":
        from maturity_app.reports.pdf.form import form_pdf

        write_whole(path, form_pdf(in_language(questionnaire, spoken), wording_for(spoken)))
    elif suffix == ".xlsx":
        from maturity_app.jobs.proving import prove_form

        form = form_for(questionnaire, spoken, to)
        write_whole(path, form_content(form), partial(prove_form, form=form))
    else:
        what = said("there is no form of the kind `{kind}`", kind=suffix or path.name)
        raise problem_in(path, what, said("end the name in {suffixes}", suffixes=_LISTED))


_LISTED = ", ".join(SUFFIXES)


def form_for(questionnaire: Questionnaire, language: str, to: Invitation) -> Form:
    """Return the form of a questionnaire for those invited.

    The same invitation makes the same form, in whatever language, so that what comes back from
    one person is the same assessment however often it is read.

    Raises:
        InputError: a name can't be one.

    """
    asks: list[Asked] = []
    if not to.unit:
        asks.append("unit")
    if not to.wave:
        asks.append("wave")
    if to.day is None:
        asks.append("date")
    blank = new_assessment(
        questionnaire,
        to.unit or _UNKNOWN,
        to.wave or _UNKNOWN,
        to.day or _NO_DAY,
        unit_id=to.unit_id,
        headcount=to.headcount,
    )
    blank = replace(blank, id="form")
    if to.is_anonymous and all(item.type != "choice" for item in questionnaire.items.values()):
        what = said("it asks only for one's own words, which are not kept of unnamed people")
        raise problem_in(questionnaire.id, what, said("ask for names"))
    told = canonical_json([as_data(blank), list(asks), to.is_anonymous])
    return Form(
        id=hashlib.sha256(told).hexdigest()[:16],
        blank=blank,
        language=language,
        asks=tuple(asks),
        roles=tuple(dict.fromkeys(fitting(role, said("role")) for role in to.roles)),
        is_anonymous=to.is_anonymous,
        assessor=fitting(to.assessor, said("assessor")) if to.assessor else "",
    )


def form_content(form: Form, filled: Assessment | None = None) -> bytes:
    """Return the workbook of a form; with what it is `filled` in with, if anything."""
    # Half a second of imports, for those who write workbooks only.
    from maturity_app.reports.excel.form import form_structure, form_workbook
    from maturity_app.reports.excel.form_layout import FormLayout

    spoken = in_its_language(filled or form.blank, form.language)
    layout = FormLayout(form, spoken, wording_for(form.language))
    content: dict[str, Any] = {
        "form": FORM_VERSION,
        "id": form.id,
        "language": form.language,
        "asks": list(form.asks),
        "roles": list(form.roles),
        "is_anonymous": form.is_anonymous,
        "assessor": form.assessor,
        **form_structure(layout),
        "assessment": as_data(form.blank),
    }
    return form_workbook(layout, canonical_json(content).decode())
