"""Where a wave stands, in the words that stand beside its figures."""

from maturity_app.jobs.summary import Summary
from maturity_app.ui.models.wave_tree import reason_for
from maturity_app.wording import Wording


def missing_words(summary: Summary, w: Wording, *, is_own: bool = False) -> str:
    """Return what a wave, or one person's own answers, still lack, and what comes of it."""
    left = summary.total - summary.done
    parts = []
    if left:
        parts.append(w.plural("{count} not yet answered", "{count} not yet answered", left))
    if summary.dont_know:
        parts.append(w.plural("{count} don't know", "{count} don't know", summary.dont_know))
    said = f"{', '.join(parts)}. " if parts else w("Every question has been dealt with. ")
    if is_own:
        return said.strip()
    if summary.level is None and summary.holding_back and summary.state != "not_rated":
        said += w("A level appears once every practice and safeguard is half answered.")
    elif not left:
        said += w("Signing off keeps the answers as they are.")
    return said.strip()


def beside_level(summary: Summary, w: Wording) -> str:
    """Return what open answers could do to a level, or why there is none."""
    if summary.level is None:
        return reason_for(summary, w)
    if summary.high is not None and summary.high > summary.level:
        return w("up to {high} with open answers", high=w.level(summary.high))
    return w("no open answer could raise it")
