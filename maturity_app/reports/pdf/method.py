"""The method as a section of the PDF, with how to check a signed record."""

from collections.abc import Sequence
from typing import Final

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.version import SCORING_VERSION
from maturity_app.reports.method import method_of
from maturity_app.reports.pdf.block import Block
from maturity_app.reports.pdf.facts import facts
from maturity_app.reports.pdf.heading import Heading, lead, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.style import TEXT_WIDTH
from maturity_app.reports.pdf.text import Run
from maturity_app.wording import Wording

CHECKING: Final = "checking"
"""The anchor of what says how a signed record is checked."""

_NAMES: Final = 118.0
Pairs = list[tuple[str, Sequence[Run] | str]]


def method_section(
    questionnaire: Questionnaire, record: Assessment | None, w: Wording, *, units: int = 1
) -> Section:
    """Return the page on the method; with a record also how to check its fingerprint."""
    method = method_of(questionnaire, w, units=units)
    blocks: list[Block] = [title(method.title), lead(method.intro)]
    for part in method.parts:
        blocks += _part(part.heading, list(part.facts))
    if record is not None and record.signed is not None and not record.is_copy:
        checking = _part(w("How to check this record"), _checking(record, w))
        checking[0].anchor = CHECKING
        blocks += checking
    return Section(key="method", title=method.title, blocks=blocks, follows=True)


def _part(heading: str, pairs: Pairs) -> list[Block]:
    return [Heading(heading), facts(pairs, TEXT_WIDTH, _NAMES)]


def _checking(record: Assessment, w: Wording) -> Pairs:
    pairs: Pairs = [
        (
            w("Fingerprint"),
            w(
                "SHA-256 over the signed record, its questionnaire and its place in the "
                "unit's chain. The program's verify command regenerates this report from "
                "the record and says whether both still agree."
            ),
        )
    ]
    if record.fingerprint:
        pairs.append((w("This record"), record.fingerprint))
    if record.chain is not None and record.chain.previous:
        pairs.append((w("Record before it"), record.chain.previous))
    pairs.append(
        (
            w("What it shows"),
            w(
                "That the record was not changed by accident or by someone who cannot "
                "rewrite the whole chain. Whoever can is caught only by a fingerprint "
                "kept elsewhere. It is no qualified signature."
            ),
        )
    )
    pairs.append((w("Scoring rules"), w("Version {number}", number=SCORING_VERSION)))
    return pairs
