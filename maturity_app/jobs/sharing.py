"""Handing on less than the whole record: what goes along, under which name, in which words."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from maturity_app.domain.assessment import Answer, Assessment, Share
from maturity_app.domain.comparison import Comparison
from maturity_app.domain.mapping import VersionMapping
from maturity_app.domain.said import Said, said, said_plural
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.sharing import (
    Neutral,
    as_draft,
    hashed_unit,
    names_unit,
    redacted,
    without_own_items,
)
from maturity_app.reports.content import ComparisonReport, Report, comparison_of, report_on
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.atomic import write_whole
from maturity_app.wording import Wording

_Presets = frozenset[Share]
_FULL: Final[_Presets] = frozenset({"full"})
_TOLD: Final[_Presets] = frozenset({"full", "without_comments"})
_ANSWERED: Final[_Presets] = frozenset({"full", "without_comments", "without_names"})
_NAMED: Final[_Presets] = frozenset({"full", "without_comments", "scores_only"})
_ALL: Final[_Presets] = _ANSWERED | _NAMED


@dataclass(frozen=True, kw_only=True, slots=True)
class Sharing:
    """What is handed on; `number` is the unit's where it has no name."""

    preset: Share = "full"
    number: int = 1

    def copy_of(self, assessment: Assessment, w: Wording) -> Assessment:
        """Return what of an assessment is handed on."""
        return redacted(assessment, self.preset, neutral_words(w, self.number))

    def report_on(
        self, assessment: Assessment, earlier: Iterable[Assessment], w: Wording
    ) -> Report:
        """Return the report on what is handed on.

        Where only scores are, its scorecards alone still know the answers, and there is no
        comparison answer by answer.
        """
        if self.preset != "scores_only":
            copies = [self.copy_of(wave, w) for wave in earlier]
            return report_on(self.copy_of(assessment, w), copies)
        now, *before = (without_own(wave) for wave in (assessment, *earlier))
        return replace(
            report_on(now, before), assessment=self.copy_of(assessment, w), previous=None
        )

    def placed(self, path: Path) -> Path:
        """Return a file's path with what it leaves out in its name, if it is not there yet."""
        mark = self.preset.replace("_", "-")
        if self.preset == "full" or mark in path.name.lower().replace(" ", "-").replace("_", "-"):
            return path
        suffix = SUFFIX if path.name.lower().endswith(SUFFIX) else path.suffix
        stem = path.name[: len(path.name) - len(suffix)]
        return path.with_name(f"{stem}.{mark}{suffix}")


IN_FULL: Final = Sharing()


def sharings(unit_ids: Iterable[str], preset: Share) -> dict[str, Sharing]:
    """Return how each unit's records are handed on together, by the unit's id.

    The numbers of units without a name follow neither names nor the order of the library.
    """
    units = sorted(set(unit_ids), key=hashed_unit)
    return {unit: Sharing(preset=preset, number=n) for n, unit in enumerate(units, start=1)}


def shared_comparison(
    assessments: Sequence[Assessment],
    preset: Share,
    w: Wording,
    mappings: Sequence[VersionMapping] = (),
) -> ComparisonReport:
    """Return the comparison of what is handed on of assessments.

    Beside the `mappings` given it goes by those in the questionnaires.

    Raises:
        ValueError: fewer than two assessments, or of different questionnaires.

    """
    ways = sharings([each.unit.id for each in assessments], preset)
    if preset != "scores_only":
        copied = [ways[each.unit.id].copy_of(each, w) for each in assessments]
        return comparison_of(copied, mappings)
    report = comparison_of([without_own(each) for each in assessments], mappings)
    between = report.between

    def copies(sides: Sequence[Assessment]) -> tuple[Assessment, ...]:
        return tuple(ways[side.unit.id].copy_of(side, w) for side in sides)

    def without_answers(compared: Comparison) -> Comparison:
        return replace(
            compared,
            assessments=copies(compared.assessments),
            changes=(),
            left_out=(),
            not_common=(),
            related=(),
            moves=(),
        )

    return replace(
        report,
        units=tuple(
            replace(
                unit,
                unit=copies(unit.assessments)[-1].unit,
                assessments=copies(unit.assessments),
                pairs=tuple(map(without_answers, unit.pairs)),
            )
            for unit in report.units
        ),
        between=without_answers(between) if between else None,
        has_answers=False,
    )


def neutral_words(w: Wording, number: int = 1) -> Neutral:
    """Return what stands where something is left out, in one language."""
    return Neutral(
        withheld=w("(left out)"),
        unit=w("Unit {number}", number=number),
        role=w("(role left out)"),
        person=w("(name left out)"),
        action=w("Action {number}"),
    )


def without_own(assessment: Assessment) -> Assessment:
    """Return an assessment without the items that its unit added; all other scores stay."""
    definition = without_own_items(assessment.questionnaire)
    if definition is assessment.questionnaire:
        return assessment
    answers = {key: a for key, a in assessment.answers.items() if key in definition.items}
    return replace(assessment, questionnaire=definition, answers=answers)


def write_copy(path: Path, assessment: Assessment, sharing: Sharing, w: Wording) -> Path:
    """Write what is handed on as a file for programs, and return where.

    It is an assessment file, a draft unless it is in full; or the figures alone, under a name
    that nobody takes for an assessment file.

    Raises:
        MachineError: the file can't be written; an old one of the name is still whole.

    """
    if sharing.preset == "full":
        write_assessment(path, assessment)
        return path
    target = sharing.placed(path)
    if sharing.preset != "scores_only":
        write_assessment(target, as_draft(sharing.copy_of(assessment, w)))
        return target
    stem = target.name.removesuffix(SUFFIX).removesuffix(".json")
    target = target.with_name(f"{stem}.json")
    write_whole(target, _scores_json(assessment, w))
    return target


def _scores_json(assessment: Assessment, w: Wording) -> bytes:
    from maturity_app.reports.figures import ScoreDocument, figures_of

    plain = without_own(assessment)
    figures = replace(figures_of(plain, score_assessment(plain), w), items=())
    document = asdict(ScoreDocument(assessments=(figures,)))
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


# --- what goes along ---------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What of a record goes along, and what stays here, in words with counts."""

    goes: tuple[Said, ...]
    stays: tuple[Said, ...]


def preview_of(assessment: Assessment, preset: Share, earlier: int = 0) -> Preview:
    """Return what is handed on with a preset, before it is, beside so many earlier waves."""
    facets = list(_facets(assessment, earlier))
    return Preview(
        goes=tuple(words for kept_in, words in facets if preset in kept_in),
        stays=tuple(words for kept_in, words in facets if preset not in kept_in),
    )


def _facets(assessment: Assessment, earlier: int) -> Iterator[tuple[_Presets, Said]]:
    """Yield each thing a record holds, with the presets that keep it."""
    yield _ALL, said("scores, levels and coverage")
    yield from _of_earlier_waves(earlier)
    yield from _named(assessment)
    yield from _typed(assessment)
    yield from _planned(assessment)
    if assessment.fingerprint:
        yield _FULL, said("the record's fingerprint and its place in the chain")


def _of_earlier_waves(count: int) -> Iterator[tuple[_Presets, Said]]:
    if count:
        yield (
            _ALL,
            said_plural(
                "figures of {count} earlier wave, in a report that compares with it",
                "figures of {count} earlier waves, in a report that compares with them",
                count,
            ),
        )
        yield (
            _ANSWERED,
            said_plural(
                "changed answers of {count} earlier wave, in such a report",
                "changed answers of {count} earlier waves, in such a report",
                count,
            ),
        )


def _named(assessment: Assessment) -> Iterator[tuple[_Presets, Said]]:
    unit, wave = assessment.unit, assessment.wave
    yield _NAMED, said("the unit's name and id: {unit}", unit=unit.name)
    hides = names_unit(wave.label, unit)
    yield (_NAMED if hides else _ALL), said("the wave's name: {wave}", wave=wave.label)
    if unit.headcount is not None:
        yield _TOLD, said("how many people the unit has")
    if unit.within:
        yield (
            _TOLD,
            said_plural(
                "{count} part of the organisation above it",
                "{count} parts of the organisation above it",
                len(unit.within),
            ),
        )
    if assessment.signed is not None:
        yield _TOLD, said("the role that signed: {role}", role=assessment.signed.role)
    people = {a.answered_by for a in assessment.answers.values() if a.answered_by}
    if people:
        yield (
            _TOLD,
            said_plural("{count} person who answered", "{count} people who answered", len(people)),
        )
    assessors = [assessment.assessor] if assessment.assessor else []
    assessors += [source.assessor for source in assessment.sources]
    if assessors:
        yield (
            _TOLD,
            said_plural(
                "name and role of {count} assessor",
                "names and roles of {count} assessors",
                len(assessors),
            ),
        )
    added = len(assessment.questionnaire.items) - len(without_own(assessment).questionnaire.items)
    if added:
        yield (
            _TOLD,
            said_plural(
                "{count} question the unit added, with its answer",
                "{count} questions the unit added, with their answers",
                added,
            ),
        )


def _typed(assessment: Assessment) -> Iterator[tuple[_Presets, Said]]:
    answers = [*assessment.answers.values(), *assessment.orphaned.values()]
    shared = [*without_own(assessment).answers.values(), *assessment.orphaned.values()]
    given = sum(answer.state != "not_answered" for answer in shared)
    if given:
        yield _ANSWERED, said_plural("{count} answer", "{count} answers", given)
    comments = sum(bool(answer.comment.strip()) for answer in answers)
    if comments:
        yield _FULL, said_plural("{count} comment", "{count} comments", comments)
    dissents = sum(bool(answer.dissent.strip()) for answer in answers)
    if dissents:
        yield _FULL, said_plural("{count} dissent", "{count} dissents", dissents)
    pieces = sum(_pieces(answer) for answer in answers)
    if pieces:
        yield _FULL, said_plural("{count} piece of evidence", "{count} pieces of evidence", pieces)
    reasons = sum(bool(answer.reason.strip()) for answer in answers)
    if reasons:
        yield (
            _FULL,
            said_plural(
                "{count} reason for not applicable", "{count} reasons for not applicable", reasons
            ),
        )
    written = sum(map(_is_written, answers))
    if written:
        yield (
            _FULL,
            said_plural("{count} answer in words", "{count} answers in words", written),
        )


def _planned(assessment: Assessment) -> Iterator[tuple[_Presets, Said]]:
    plan = assessment.plan
    if plan.targets:
        yield _ALL, said_plural("{count} target", "{count} targets", len(plan.targets))
    if not plan.actions:
        return
    yield (
        _ANSWERED,
        said_plural(
            "date and state of {count} action",
            "dates and states of {count} actions",
            len(plan.actions),
        ),
    )
    yield (
        _TOLD,
        said_plural(
            "wording and owner of {count} action",
            "wording and owners of {count} actions",
            len(plan.actions),
        ),
    )
    outcomes = sum(bool(action.outcome.strip()) for action in plan.actions)
    if outcomes:
        yield (
            _FULL,
            said_plural("what came of {count} action", "what came of {count} actions", outcomes),
        )


def _pieces(answer: Answer) -> int:
    return sum(bool(line.strip()) for line in answer.evidence.splitlines())


def _is_written(answer: Answer) -> bool:
    return any(text.strip() for text in (answer.text, answer.value, answer.source))
