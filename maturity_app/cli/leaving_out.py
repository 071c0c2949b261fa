"""Units that cost a comparison most of its items: named, or left out where that is asked for."""

from collections.abc import Sequence
from functools import partial

import click

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.leaving_out import leaving_out
from maturity_app.domain.mapping import VersionMapping
from maturity_app.jobs.reporting import Comparing, compared, in_its_language
from maturity_app.reports.content import ComparisonReport
from maturity_app.reports.side_by_side import leaving_out_words
from maturity_app.wording import Wording, visible

_say = partial(click.echo, err=True)


def say_leaving_out(w: Wording, report: ComparisonReport) -> None:
    """Say which units to leave out so that more is answered by all, if there are such."""
    found = leaving_out(report.between) if report.between else None
    if report.between is not None and found is not None:
        _say(visible(leaving_out_words(found, report.between, w)))
        _say(w("--leave-out-incomplete does that."))


def without_incomplete(
    w: Wording, read: Sequence[Assessment], mappings: Sequence[VersionMapping]
) -> list[Assessment]:
    """Return assessments without those of the units that cost most, and say which they are."""
    spoken = [in_its_language(record, w.language) for record in read]
    between = compared(spoken, Comparing(mappings=mappings)).between
    found = leaving_out(between) if between else None
    if between is None or found is None:
        _say(w("No unit is left out: enough is answered by all, or no more would be without it."))
        return list(read)
    names = [side.unit.name for side in between.assessments if side.unit.id in found.units]
    _say(visible(w.labelled(w("Left out"), w.listed(names))))
    return [record for record in read if record.unit.id not in found.units]
