"""Beginning, signing and correcting an assessment."""

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from maturity_app.domain.assessment import (
    Answer,
    Assessment,
    Assessor,
    ChainPlace,
    SignOff,
    Unit,
    Wave,
)
from maturity_app.domain.comparison import family_of
from maturity_app.domain.pace import time_left
from maturity_app.domain.progress import progress
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.said import said, said_plural
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.translating import level_names_in
from maturity_app.domain.version import SCORING_VERSION
from maturity_app.jobs.summary import Summary
from maturity_app.storage.library import Library
from maturity_app.storage.problems import problem_in, shortened
from maturity_app.wording import is_unseen


def new_assessment(  # noqa: PLR0913 - each is a word of the command line
    questionnaire: Questionnaire,
    unit_name: str,
    wave_label: str,
    day: date,
    *,
    unit_id: str = "",
    headcount: int | None = None,
    assessor: Assessor | None = None,
) -> Assessment:
    """Return an empty draft. Without a `unit_id` the unit's id is made from its name.

    With an `assessor` it is for that person's own answers; one without a name has a role.

    Raises:
        InputError: a name or id is empty, too long, or none.

    """
    name = fitting(unit_name, said("unit name"))
    label = fitting(wave_label, said("wave name"))
    unit = Unit(id=_fitting_id(unit_id) or id_from(name), name=name, headcount=headcount)
    return Assessment(
        id=f"{unit.id[:40]}-{uuid.uuid4().hex[:12]}",
        unit=unit,
        wave=Wave(label=label, date=day),
        questionnaire=questionnaire,
        assessor=None if assessor is None else _fitting_assessor(assessor),
    )


def _fitting_assessor(assessor: Assessor) -> Assessor:
    is_unnamed = not assessor.name and bool(assessor.role)
    role = fitting(assessor.role, said("role")) if is_unnamed or assessor.role.strip() else ""
    name = "" if is_unnamed else fitting(assessor.name, said("assessor's name"))
    return Assessor(name=name, role=role)


def id_from(name: str) -> str:
    """Return a permanent id made from a name: small letters, digits and hyphens.

    Letters outside a to z keep their place, so that two Greek names do not become one id.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.sub(r"[^\w]+", "-", plain).strip("-_")
    # Names of signs alone stay apart too.
    return words[:60] or f"unit-{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:8]}"


def fitting(text: str, what: str) -> str:
    """Return a name as one line without blanks around it.

    Raises:
        InputError: it is empty or too long; `what` names it.

    """
    line = " ".join("".join(" " if is_unseen(char) else char for char in text).split())
    if not line:
        raise problem_in(what, said("it is empty"), said("write one"))
    if len(line) > _LONGEST_NAME:
        long = said_plural("it has {count:,} character", "it has {count:,} characters", len(line))
        raise problem_in(what, long, said("use at most {most}", most=_LONGEST_NAME))
    return line


def _fitting_id(unit_id: str) -> str:
    if unit_id and not _UNIT_ID.fullmatch(unit_id):
        what = said("`{unit_id}` can't be one", unit_id=shortened(unit_id))
        raise problem_in(said("unit id"), what, said("use letters, digits and hyphens, at most 80"))
    return unit_id


_LONGEST_NAME = 200
_UNIT_ID = re.compile(r"\w[\w.-]{0,79}")


def summary_of(assessment: Assessment, card: Scorecard | None = None) -> Summary:
    """Return what the home page shows of an assessment."""
    card = card or score_assessment(assessment)
    counted = progress(assessment)
    headline = card.headline
    level = headline.level if headline else None
    unlevelled = [card.nodes[node] for node in headline.unlevelled] if headline else []
    not_rated = any(node.state == "not_rated" for node in unlevelled)
    left = time_left(assessment, counted.open) if assessment.is_draft and counted.open else None
    blocked = "not_rated" if not_rated else "insufficient"
    return Summary(
        done=counted.done,
        total=counted.total,
        dont_know=counted.dont_know,
        coverage=card.root.counts.coverage,
        level=level,
        high=headline.high if headline else None,
        level_names={} if level is None else _names(assessment.questionnaire, level),
        top_level=card.questionnaire.top_level,
        state=blocked if unlevelled else card.root.state,
        holding_back=len(unlevelled),
        seconds_left=None if left is None else round(left.total_seconds()),
    )


def _names(questionnaire: Questionnaire, level: Fraction) -> dict[str, str]:
    return {
        language: level_names_in(questionnaire, language)[int(level)]
        for language in questionnaire.languages
    }


def store_summary(library: Library, assessment: Assessment, card: Scorecard | None = None) -> None:
    """Store the figures of an assessment for the home page."""
    summary = summary_of(assessment, card)
    library.save_summary(assessment.id, SCORING_VERSION, summary.as_data())


def carrying_on(draft: Assessment, last: Assessment | None) -> Assessment:
    """Return a new draft with the targets and open actions of the wave before it.

    Targets of what the new questionnaire has no levels for stay behind. One person's own answers
    carry none of it: the plan is the unit's.
    """
    if (
        last is None
        or draft.assessor is not None
        or family_of(last.questionnaire) != family_of(draft.questionnaire)
    ):
        return draft
    carried, nodes = last.plan.carried_on(), draft.questionnaire.nodes
    targets = {
        node_id: min(level, draft.questionnaire.top_level)
        for node_id, level in carried.targets.items()
        if node_id in nodes and nodes[node_id].levels is not None
    }
    return replace(draft, plan=replace(carried, targets=targets))


def signed_off(
    assessment: Assessment, role: str, day: date, chain_end: tuple[int, str]
) -> Assessment:
    """Return a draft as a signed record, placed behind the unit's newest one.

    Raises:
        InputError: it is signed off already, a copy that leaves something out, one person's own
            answers, or the role has no name.

    """
    if assessment.assessor is not None:
        what = said("this holds one person's own answers, which are never signed off")
        raise problem_in(
            assessment.unit.name, what, said("gather the team's answers, and sign off that record")
        )
    if assessment.is_copy:
        what = said("this is a copy that leaves something out")
        raise problem_in(assessment.unit.name, what, said("sign the record it was made from"))
    from maturity_app.storage.assessments import signed

    position, previous = chain_end
    place = ChainPlace(position=position + 1, previous=previous)
    return signed(assessment, SignOff(role=fitting(role, said("role")), date=day), place)


def sign_in_library(library: Library, assessment_id: str, role: str, day: date) -> Assessment:
    """Sign a draft of the library off and return the record; it can't change from then on.

    Raises:
        InputError: it is signed off already.
        MachineError: the library can't be written.

    """
    with library.alone():
        # Read and written in one, so that no answer of another window falls between.
        draft = library.assessment(assessment_id)
        record = signed_off(draft, role, day, library.chain_end(draft.unit.id))
        library.replace(record)
        store_summary(library, record)
    return record


def correction_of(record: Assessment) -> Assessment:
    """Return a new draft with the answers of a signed record, which it will supersede."""
    unit_id = record.unit.id
    return replace(
        record,
        id=f"{unit_id[:40]}-{uuid.uuid4().hex[:12]}",
        status="draft",
        supersedes=record.id,
        signed=None,
        chain=None,
        fingerprint="",
    )


def open_correction(library: Library, record: Assessment) -> str:
    """Return the id of the correction of a record that is under way; empty if there is none."""
    found = (e.id for e in library.entries(record.unit.id) if e.corrects == record.id)
    return next(found, "")


def previous_wave(library: Library, assessment: Assessment) -> Assessment | None:
    """Return the unit's wave before this one that it compares with; None if there is none."""
    earlier = earlier_waves(library, assessment)
    return earlier[-1] if earlier else None


def earlier_waves(library: Library, assessment: Assessment) -> list[Assessment]:
    """Return the unit's earlier waves that an assessment compares with, the newest last.

    One person's own answers are none of them, and compare with none themselves.
    A short form compares with the survey it is of, and with its other short forms. A survey in
    full compares with those in full, so that a pulse in between takes none of its levels away;
    where there are none, with short forms. A signed record stands until its correction is signed.
    """
    if assessment.assessor is not None:
        return []
    now = (assessment.wave.date, assessment.wave.label)
    family = family_of(assessment.questionnaire)
    waves = library.waves_of(assessment.unit.id)
    signed = {wave.id for wave in waves if not wave.is_draft}
    earlier = [
        wave
        for wave in waves
        if wave.id not in (assessment.id, assessment.supersedes)
        and not (wave.is_draft and wave.supersedes in signed)
        and family_of(wave.questionnaire) == family
        and (wave.wave.date, wave.wave.label) < now
    ]
    in_full = [wave for wave in earlier if not wave.questionnaire.short_form_of]
    return earlier if assessment.questionnaire.short_form_of else in_full or earlier


def asking_language(
    assessment: Assessment, earlier: Sequence[Assessment], wanted: Sequence[str]
) -> str:
    """Return the language to ask an assessment's questions in.

    It is the first of `wanted` if the questionnaire has it; else that of the answer given last
    in this assessment, or in the wave before it; then the other ones wanted, and at the end the
    definition's.
    """
    first, *others = wanted or ("",)
    newest = [answer_language(record) for record in (assessment, *earlier[-1:])]
    known = assessment.questionnaire.languages
    found = (language for language in (first, *newest, *others) if language in known)
    return next(found, assessment.questionnaire.language)


def answer_language(assessment: Assessment) -> str:
    """Return the language of the answer given last; empty where no answer has one."""
    spoken = [answer for answer in assessment.answers.values() if answer.language]
    dated = [(answer.answered_at, answer.language) for answer in spoken if answer.answered_at]
    if dated:
        return max(dated)[1]
    return spoken[-1].language if spoken else ""


def cleared(answer: Answer) -> Answer:
    """Return an answer as not yet answered, its comment and evidence kept."""
    return Answer(comment=answer.comment, evidence=answer.evidence)
