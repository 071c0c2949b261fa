"""Two example units over three waves, with every report; all names and answers are made up."""

import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from subprocess import list2cmdline
from textwrap import fill
from typing import Final

from maturity_app.domain.assessment import Answer, Assessment, ChangeReason, Unit, Wave
from maturity_app.domain.questionnaire import Item, Questionnaire
from maturity_app.domain.rollup import EVERY_LATEST
from maturity_app.jobs.assessing import signed_off
from maturity_app.jobs.demo_plans import example_plan
from maturity_app.jobs.demo_staff import STAFF_QUESTIONNAIRE, write_staff_example
from maturity_app.jobs.demo_team import write_team_example
from maturity_app.jobs.exchange import import_paths
from maturity_app.jobs.incoming import files_in
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.reporting import (
    COMPARISON_SUFFIXES,
    REPORT_SUFFIXES,
    file_stem,
    write_comparison,
    write_report,
)
from maturity_app.jobs.rollup import Kept, rolled_up, write_rollup
from maturity_app.storage.assessments import SUFFIX, write_assessment
from maturity_app.storage.atomic import write_whole
from maturity_app.storage.library import open_library
from maturity_app.wording import Wording, wording_for

QUESTIONNAIRE = "digital-culture"
ROLLUP_SUFFIXES = (".pdf", ".xlsx")

_BOTH: Final = "Both units"
_LIBRARY: Final = "library"
_WIDE, _IN = 88, "    "
"""How wide the lines of the overview are, and how far in they begin."""

# A letter an item, in questionnaire order: Not, Partially, Largely, Fully; D don't know,
# - not applicable, _ not yet answered; digits are the position on the pressure scale.
_Letters = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class _Example:
    unit: Unit
    role: str
    days: tuple[date, ...]
    waves: tuple[_Letters, ...]
    signed: int


_PORTS = _Example(
    unit=Unit(id="ports", name="Directorate for Ports and Inland Waterways", headcount=41),
    role="Head of directorate",
    days=(date(2024, 10, 14), date(2025, 10, 13), date(2026, 10, 16)),
    signed=3,
    waves=(
        {
            "lead-by-doing": "FLPPNNNN",
            "do-it-yourself": "LLPPPNNN",
            "own-the-risks": "LPNPNNNN",
            "self-selected-pioneers": "LLPPPNNN",
            "no-expectation-before-proof": "LPPPNNNN",
            "open-experimentation": "LPPPDNNN",
            "accountability": "LLPPPNNN",
            "equity": "LLLPPPNN",
            "pressure": "43433424",
            "enablers": "LPPPL_",
            "outcomes": "____",
        },
        {
            "lead-by-doing": "FFLLPPNN",
            "do-it-yourself": "FFLLLPPN",
            "own-the-risks": "FLPPPPNN",
            "self-selected-pioneers": "FFLLLLPP",
            "no-expectation-before-proof": "FLLLPPPN",
            "open-experimentation": "FFLLPPPN",
            "accountability": "FLLPPPNN",
            "equity": "FLLLPPPN",
            "pressure": "44333434",
            "enablers": "LLPPLx",
            "outcomes": "x__x",
        },
        {
            "lead-by-doing": "FFFFLLPP",
            "do-it-yourself": "FFFFLLLP",
            "own-the-risks": "FFPDPPNP",
            "self-selected-pioneers": "FFFFLLPD",
            "no-expectation-before-proof": "FFFLLLLP",
            "open-experimentation": "FFFLLLPP",
            "accountability": "FFLPPPPN",
            "equity": "FFLFLLPP",
            "pressure": "42433434",
            "enablers": "FLLPLx",
            "outcomes": "xx_x",
        },
    ),
)

_RIGHTS = _Example(
    unit=Unit(id="passenger-rights", name="Passenger Rights Office", headcount=17),
    role="Head of office",
    days=(date(2024, 11, 4), date(2025, 11, 3), date(2026, 11, 9)),
    signed=2,
    waves=(
        {
            "lead-by-doing": "LPPPNNNN",
            "do-it-yourself": "FLLPPPNN",
            "own-the-risks": "LPPNPNNN",
            "self-selected-pioneers": "PPPNNNNN",
            "no-expectation-before-proof": "LLPPPNNN",
            "open-experimentation": "PPPNNNNN",
            "accountability": "FFLLLPPP",
            "equity": "FFLLLLPP",
            "pressure": "32323222",
            "enablers": "PPNLL_",
            "outcomes": "x__x",
        },
        {
            "lead-by-doing": "FLLPPPNN",
            "do-it-yourself": "FFLLLPPN",
            "own-the-risks": "FFLLPPPN",
            "self-selected-pioneers": "LLPPPNNN",
            "no-expectation-before-proof": "FLLLPPPN",
            "open-experimentation": "LLPPPNNN",
            "accountability": "FFFLLLPP",
            "equity": "FFFLLLLP",
            "pressure": "33323222",
            "enablers": "LPPLLx",
            "outcomes": "xx_x",
        },
        {
            "lead-by-doing": "FFLLPPPN",
            "do-it-yourself": "FFFLLLPP",
            "own-the-risks": "FFLLLPPN",
            "self-selected-pioneers": "FLLLPPNN",
            "no-expectation-before-proof": "FFLLLPP_",
            "open-experimentation": "FLLPPP__",
            "accountability": "FFFFLLPP",
            "equity": "FFFLLLLP",
            "pressure": "33423222",
            "enablers": "LLPLLx",
            "outcomes": "xx__",
        },
    ),
)

_LETTERS = {"N": "not", "P": "partially", "L": "largely", "F": "fully"}
_COMMENTS = (
    "Discussed at the October meeting; two colleagues saw it differently at first.",
    "Holds for the main office; the branch office follows next year.",
    "Three cases since spring, all of them in the register.",
    "Agreed in the team; the note is kept with the minutes.",
)
_MEASURES: Mapping[str, tuple[str, str, str]] = {
    "1": ("Share of consultations whose input and answer are published", "64 %", "Annual report"),
    "2": ("Users who trust the answers they get", "71 of 100", "Yearly survey of users"),
    "3": ("People who took part in a consultation", "1,240", "Consultation register"),
    "4": ("Median time from question to published answer", "6 working days", "Case system"),
}
_OPEN_ANSWER = "A shared calendar of trials, so that two teams do not try the same thing apart."


def example_assessments(questionnaire: Questionnaire) -> list[Assessment]:
    """Return six assessments: two units, three waves each, all but the last one signed off."""
    return [a for example in (_PORTS, _RIGHTS) for a in _waves(questionnaire, example)]


def write_demo(
    folder: Path, language: str = "en", program: Sequence[str] = ("maturity-app",)
) -> list[Path]:
    """Write the examples with every report, a library that holds the units, and an overview.

    The overview says how to open the library by `program`, the words that call it.

    Raises:
        MachineError: the folder can't be written.

    """
    assessments = example_assessments(find_questionnaire(QUESTIONNAIRE))
    written = _write_assessments(folder, assessments)
    written += _write_reports(folder / "reports", assessments, language)
    for name, sides in _comparisons(assessments):
        for suffix in COMPARISON_SUFFIXES:
            path = folder / "comparisons" / f"{name}{suffix}"
            write_comparison(path, sides, language)
            written.append(path)
    written += _write_rollup(folder / "rollup", assessments, language)
    ports, rights = assessments[2], assessments[5]
    written += write_team_example(folder / "team", rights, language)
    _fill_library(folder, written)
    staff = find_questionnaire(STAFF_QUESTIONNAIRE)
    written += write_staff_example(folder / "staff", staff, ports.unit, ports.wave, language)
    overview = folder / "Overview.txt"
    command = opening_command(folder, program)
    write_whole(overview, _overview(command, wording_for(language)).encode())
    return [*written, overview]


def opening_command(folder: Path, program: Sequence[str]) -> str:
    """Return what to type so that the library of the examples in a folder is opened."""
    words = [*program, "--data", str((folder / _LIBRARY).absolute())]
    return list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _write_assessments(folder: Path, assessments: list[Assessment]) -> list[Path]:
    written: list[Path] = []
    for assessment in assessments:
        path = folder / "assessments" / f"{file_stem(assessment)}{SUFFIX}"
        write_assessment(path, assessment)
        written.append(path)
    return written


def _fill_library(folder: Path, written: Sequence[Path]) -> None:
    """Take the units' assessments into a library, and what the team answered and agreed on."""
    kept = [path for path in written if path.parent.name == "assessments"]
    kept += files_in([folder / "team"])
    library = open_library(folder / _LIBRARY)
    try:
        import_paths(library, kept)
    finally:
        library.close()


def _write_reports(folder: Path, assessments: list[Assessment], language: str) -> list[Path]:
    written: list[Path] = []
    for assessment in assessments:
        unit = assessment.unit.id
        earlier = [a for a in assessments if a.unit.id == unit and a is not assessment]
        earlier = [a for a in earlier if a.wave.date < assessment.wave.date]
        for suffix in REPORT_SUFFIXES:
            path = folder / f"{file_stem(assessment)}{suffix}"
            write_report(path, assessment, earlier, language)
            written.append(path)
    return written


def _write_rollup(folder: Path, assessments: list[Assessment], language: str) -> list[Path]:
    kept = Kept(language)
    for assessment in assessments:
        kept.take(assessment)
    summed_up = rolled_up(kept.records, EVERY_LATEST)
    written = [folder / f"{_BOTH}{suffix}" for suffix in ROLLUP_SUFFIXES]
    for path in written:
        write_rollup(path, summed_up, language)
    return written


def _overview(command: str, w: Wording) -> str:
    """Return what is in the folder, part by part."""
    parts = {
        "assessments": w(
            "Two units, three waves each: all signed off but the newest of the Passenger Rights "
            "Office, which is a draft."
        ),
        "reports": w(
            "A report on each of them: a PDF for management, a workbook whose formulas can be "
            "followed, and a table (.csv)."
        ),
        "comparisons": w("Each unit over time, and both units side by side."),
        "rollup": w("Both units summed up, as a programme office needs it."),
        "team": w(
            "Three people of one unit answer alone, one of them in a form without the program; "
            "the list of where they differ; what they agreed on, and the report on it."
        ),
        "staff": w(
            "The staff of the other unit, asked anonymously: the closed survey and the reports on "
            "it. Single responses are in the survey's file, so a real one is kept with care."
        ),
        _LIBRARY: w("The assessments, and the team's answers, as the window keeps them."),
    }
    head = w("An example: all names, answers and figures are made up.")
    told = [
        f"{name}/\n{fill(text, _WIDE, initial_indent=_IN, subsequent_indent=_IN)}"
        for name, text in parts.items()
    ]
    last = w("To open the example in the window: {command}", command=command)
    return "\n\n".join([head, *told, last]) + "\n"


def _comparisons(assessments: list[Assessment]) -> Iterator[tuple[str, list[Assessment]]]:
    for example in (_PORTS, _RIGHTS):
        waves = [a for a in assessments if a.unit.id == example.unit.id]
        yield f"{example.unit.name} over time", waves
    newest = max(assessment.wave.date.year for assessment in assessments)
    yield _BOTH, [a for a in assessments if a.wave.date.year == newest]


def _waves(questionnaire: Questionnaire, example: _Example) -> Iterator[Assessment]:
    chain = (0, "")
    before: Assessment | None = None
    for number, (day, letters) in enumerate(zip(example.days, example.waves, strict=True)):
        assessment = Assessment(
            id=f"{example.unit.id}-{day.year}",
            unit=example.unit,
            wave=Wave(label=f"Autumn {day.year}", date=day),
            questionnaire=questionnaire,
            answers=dict(_answers(questionnaire, letters, day, before)),
            plan=example_plan(example.unit.id, number),
        )
        if number < example.signed:
            assessment = signed_off(assessment, example.role, day + timedelta(days=7), chain)
            chain = (number + 1, assessment.fingerprint)
        before = assessment
        yield assessment


def _answers(
    questionnaire: Questionnaire, letters: _Letters, day: date, before: Assessment | None
) -> Iterator[tuple[str, Answer]]:
    for dimension in questionnaire.dimensions:
        given = letters.get(dimension.id, "")
        for number, (item, letter) in enumerate(zip(dimension.all_items(), given, strict=False)):
            answer = _answer(questionnaire, item, letter, number)
            if answer is None:
                continue
            then = before.answer(item.id) if before else None
            if then and then.option and answer.option and then.option != answer.option:
                answer = replace(answer, change=_reason(number))
            moment = datetime.combine(day, time(9, 30), UTC) + timedelta(minutes=number)
            yield (
                item.id,
                replace(answer, answered_by="Facilitator", answered_at=moment, language="en"),
            )


def _reason(number: int) -> ChangeReason:
    reasons: tuple[ChangeReason, ...] = (
        "practice_changed",
        "practice_changed",
        "judged_differently",
        "practice_changed",
    )
    return reasons[number % len(reasons)]


def _answer(questionnaire: Questionnaire, item: Item, letter: str, number: int) -> Answer | None:
    other: Mapping[str, Answer | None] = {
        "_": None,
        "D": Answer(state="dont_know", comment="Nobody in the room had seen a case."),
        "-": Answer(state="not_applicable", reason=item.not_applicable or ""),
    }
    if letter in other:
        return other[letter]
    if item.type == "text":
        return Answer(state="answered", text=_OPEN_ANSWER)
    if item.type == "measure":
        text, value, source = _MEASURES[str(number + 1)]
        return Answer(state="answered", text=text, value=value, source=source)
    if letter.isdigit():
        option = questionnaire.options(item.id)[int(letter) - 1].id
        return Answer(state="answered", option=option)
    return Answer(
        state="answered",
        option=_LETTERS[letter],
        comment=_COMMENTS[number % 4] if number % 3 == 1 else "",
        # What counts as evidence, taken as found for every answer that claims something.
        evidence=item.evidence.split(";")[0].rstrip(".") if letter in "LF" else "",
    )
