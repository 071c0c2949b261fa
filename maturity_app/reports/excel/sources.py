"""Sources: whose own answers a consensus was made of."""

from maturity_app.domain.assessment import Assessment
from maturity_app.reports.excel.sheet import Column, Sheet
from maturity_app.reports.excel.styles import Style
from maturity_app.wording import Wording


def sources_sheet(record: Assessment, w: Wording) -> Sheet:
    """Return a row for each person whose own answers the team gathered."""
    described = (
        ("assessor", w("Assessor"), Style.TEXT, 30, w("Whose own answers they were.")),
        ("role", w("Role"), Style.TEXT, 26, w("In which role; empty where none was given.")),
        (
            "answered",
            w("Answered"),
            Style.COUNT,
            11,
            w('How many items were answered, other than by "don\'t know".'),
        ),
        ("id", w("Id"), Style.TEXT, 40, w("Permanent id of the person's record.")),
        (
            "fingerprint",
            w("Fingerprint"),
            Style.TEXT,
            68,
            w("SHA-256 of the person's record as it was gathered."),
        ),
    )
    return Sheet(
        name="Sources",
        meaning=w("The people whose own answers the team gathered before it agreed."),
        columns=tuple(
            Column(id=name, header=header, style=style, width=width, meaning=meaning)
            for name, header, style, width, meaning in described
        ),
        rows=tuple(
            (
                source.assessor.name,
                source.assessor.role,
                source.answered,
                source.id,
                source.fingerprint,
            )
            for source in record.sources
        ),
        frozen_columns=1,
    )
