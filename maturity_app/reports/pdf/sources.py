"""Whose answers a report is on: a line on page one, and the sources of a consensus in the annex."""

from typing import Final

from maturity_app.domain.assessment import Assessment
from maturity_app.reports.pdf.block import Block, spaced
from maturity_app.reports.pdf.heading import Heading, lead
from maturity_app.reports.pdf.style import BODY, COMMENT, LEAD, NOTE, STRONG, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.phrases import assessor_name, count_word
from maturity_app.wording import Wording

SOURCES: Final = "sources"
_MOST_NAMED: Final = 5


def whose_line(assessment: Assessment, w: Wording) -> list[Block]:
    """Return in a line of its own whose answers these are; nothing where they are the unit's."""
    words = _whose(assessment, w)
    return [spaced(Text(words, LEAD.with_(face="semibold")), 4)] if words else []


def _whose(assessment: Assessment, w: Wording) -> str:
    if assessment.assessor is not None:
        return w(
            "Own answers of {name}: what one person holds, and not the unit's record.",
            name=assessor_name(assessment.assessor, w),
        )
    sources = assessment.sources
    if not sources:
        return ""
    names = [assessor_name(source.assessor, w) for source in sources[:_MOST_NAMED]]
    others = len(sources) - len(names)
    if others:
        names.append(w.plural("{count} other", "{count} others", others))
    return w.plural(
        "Consensus of {word} assessor: {names}.",
        "Consensus of {word} assessors: {names}.",
        len(sources),
        word=count_word(len(sources), w),
        names=w.listed(names),
    )


def source_blocks(assessment: Assessment, w: Wording) -> list[Block]:
    """Return the people whose own answers the team gathered, with their fingerprints."""
    columns = [
        Column(width=138, head=w("Assessor"), gap=10),
        Column(width=62, head=w("Answered"), align="right", gap=14),
        Column(width=TEXT_WIDTH - 200, head=w("Fingerprint (SHA-256)"), gap=0),
    ]
    rows = [
        Row(
            cells=(
                Text(assessor_name(source.assessor, w), STRONG),
                Text(str(source.answered), BODY.with_(align="right")),
                Text(_in_pairs(source.fingerprint), COMMENT),
            ),
            pad=2.4,
        )
        for source in assessment.sources
    ]
    told = w(
        "Each answered alone before the team met. What they answered stands in records of their "
        "own; each has the fingerprint given here if it is as it was gathered."
    )
    return [
        Heading(w("Whose answers it was made of")),
        lead(told),
        Table(columns, rows),
        spaced(Text(_dissent_words(assessment, w), NOTE), 4),
    ]


def _dissent_words(assessment: Assessment, w: Wording) -> str:
    dissents = sum(bool(answer.dissent.strip()) for answer in assessment.answers.values())
    if not dissents:
        return w("No dissent from what was agreed is recorded.")
    return w.plural(
        "Not all shared the answer to {count} question; the dissent stands with it.",
        "Not all shared the answers to {count} questions; the dissent stands with each.",
        dissents,
    )


def _in_pairs(fingerprint: str) -> str:
    return " ".join(fingerprint[at : at + 8] for at in range(0, len(fingerprint), 8))
