"""What came of long work, in words for the panel below the page."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_app.jobs.batch import Imported, Written
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.widgets.work_panel import Outcome
from maturity_app.wording import Wording, visible

if TYPE_CHECKING:
    from maturity_app.jobs.staff_files import Gathering


def import_outcome(imported: Imported, w: Wording, go_on: Callable[[], object]) -> Outcome:
    """Return how many files came in, and each that did not; `go_on` takes the rest in."""
    left = imported.total - imported.done
    facts = _ended_early(imported.done, imported.total, imported.refused, w)
    noted = sorted(imported.noted, key=lambda result: result.outcome != "failed")
    return Outcome(
        told=w.joined([*facts, *imported.facts(w)]),
        details=tuple(result.worded(w) for result in noted),
        go_on=go_on if left else None,
        to_go_on=w.plural("Bring in the remaining {count}", "Bring in the remaining {count}", left),
    )


def batch_outcome(
    written: Sequence[Written],
    total: int,
    folder: Path,
    w: Wording,
    go_on: Callable[[], object] | None = None,
) -> Outcome:
    """Return how many reports were written, and each that was not; `go_on` writes the rest."""
    failed = [report for report in written if report.failure is not None]
    good = [report.path for report in written if report.failure is None]
    renamed = sum(report.is_renamed for report in written if report.failure is None)
    left = total - len(written)
    facts = _ended_early(len(written), total, None, w)
    facts.append(w.plural("{count} report written", "{count} reports written", len(good)))
    if renamed:
        facts.append(
            w.plural(
                "{count} under a new name, because a file was there",
                "{count} under a new name, because a file was there",
                renamed,
            )
        )
    if failed:
        facts.append(
            w.plural("{count} could not be written", "{count} could not be written", len(failed))
        )
    return Outcome(
        told=w.joined(facts),
        details=tuple(_why(report, w) for report in failed),
        file=good[0] if len(good) == 1 else None,
        folder=folder if good else None,
        go_on=go_on if left else None,
        to_go_on=w.plural("Write the remaining {count}", "Write the remaining {count}", left),
    )


def _why(report: Written, w: Wording) -> str:
    failure = report.failure
    if isinstance(failure, MaturityError):
        return w.labelled(visible(report.name), failure.worded(w))
    return w.labelled(visible(report.name), w("a fault of the program"))


def written_outcome(path: Path, w: Wording) -> Outcome:
    """Return that a file is written, to be opened or found."""
    return Outcome(told=w("{name} is written", name=path.name), file=path, folder=path.parent)


def printed_outcome(count: int, w: Wording) -> Outcome:
    """Return how many pages went to the printer."""
    told = w.plural("{count} page sent to the printer", "{count} pages sent to the printer", count)
    return Outcome(told=told)


def stopped_outcome(w: Wording) -> Outcome:
    """Return that work with a single result was stopped before there was one."""
    return Outcome(told=w("Stopped; nothing was written"))


def refused_outcome(refused: MaturityError, w: Wording) -> Outcome:
    """Return why work could not be done."""
    told = w.labelled(w("This could not be done"), refused.worded(w))
    return Outcome(told=told, is_refused=True)


def failed_outcome(failure: Exception, w: Wording) -> Outcome:
    """Return why work could not be done; what is a fault of ours is raised."""
    if not isinstance(failure, MaturityError):
        raise failure
    return refused_outcome(failure, w)


def gathering_outcome(gathering: "Gathering", w: Wording, go_on: Callable[[], object]) -> Outcome:
    """Return how many responses came in, and each file that did not; `go_on` takes the rest in."""
    facts = _ended_early(gathering.done, len(gathering.files), None, w)
    facts.append(w.plural("{count} response added", "{count} responses added", gathering.added))
    if gathering.known:
        known = len(gathering.known)
        facts.append(w.plural("{count} taken in before", "{count} taken in before", known))
    if gathering.refused:
        refused = len(gathering.refused)
        facts.append(w.plural("{count} refused", "{count} refused", refused))
    known_before = (
        w("{file}: this file was taken in before; passed over", file=visible(str(path)))
        for path in gathering.known
    )
    left = len(gathering.rest)
    return Outcome(
        told=w.joined([*facts, w.said(gathering.told)]),
        details=(*(refused.worded(w) for refused in gathering.refused), *known_before),
        go_on=go_on if left else None,
        to_go_on=w.plural("Bring in the remaining {count}", "Bring in the remaining {count}", left),
    )


def start_files_outcome(paths: Sequence[Path], folder: Path, w: Wording) -> Outcome:
    """Return how many start files were written, and where they are."""
    told = w.plural("{count} start file written", "{count} start files written", len(paths))
    return Outcome(told=told, folder=folder)


def _ended_early(done: int, total: int, refused: MaturityError | None, w: Wording) -> list[str]:
    if done == total and refused is None:
        return []
    told = w("Stopped after {done} of {total}", done=done, total=total)
    return [told if refused is None else w.labelled(told, refused.worded(w))]
