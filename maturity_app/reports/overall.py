"""What two waves of a unit say as a whole: headline, balance, Pressure and Drive; and breaks."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from maturity_app.domain.comparison import Comparison
from maturity_app.domain.obstacles import Obstacle
from maturity_app.domain.scorecard import Scorecard
from maturity_app.reports.findings import judged_nodes
from maturity_app.reports.obstacles import obstacle_words
from maturity_app.reports.phrases import not_comparable, quadrant_word, verdict_word
from maturity_app.wording import Wording


class WholeFact(NamedTuple):
    """One thing that is said of the whole in both waves, or why it is not compared."""

    name: str
    earlier: str
    later: str
    said: str


def whole_facts(pair: Comparison, w: Wording) -> Iterator[WholeFact]:
    """Yield what is said of the whole, recomputed on the common items."""
    card = pair.scorecards[-1]
    if card.headline is not None:
        heads = (pair.headlines[0], pair.headlines[-1])
        levels = [None if head is None else head.level for head in heads]
        said = ["–" if level is None else w.level(level) for level in levels]
        yield _fact(pair, w("Headline level"), said, pair.headline_obstacle, w)
    if card.balance is not None:
        verdicts = [_verdict(one, w) for one in (pair.scorecards[0], card)]
        fact = _fact(pair, w("Balance"), verdicts, pair.headline_obstacle, w)
        # It is read from the same levels, and what hinders those was said once.
        again = w("not compared, as the headline level is not")
        yield fact._replace(said=again) if pair.headline_obstacle else fact
    if card.quadrant is not None:
        words = [quadrant_word(pair.quadrants[side], w) for side in (0, -1)]
        yield _fact(pair, w("Pressure and Drive"), words, pair.quadrant_obstacle, w)


def _verdict(card: Scorecard, w: Wording) -> str:
    return verdict_word(card.balance.verdict, w) if card.balance else "–"


def _fact(
    pair: Comparison, name: str, said: Sequence[str], obstacle: Obstacle | None, w: Wording
) -> WholeFact:
    if obstacle is not None:
        return WholeFact(name, "–", "–", why_not(pair, obstacle, w))
    return WholeFact(name, said[0], said[-1], w("on the common items"))


def why_not(compared: Comparison, obstacle: Obstacle, w: Wording) -> str:
    """Return that something is not compared, and why, with the name of what hinders it."""
    node = compared.nodes.get(obstacle.node)
    words = obstacle_words(obstacle, compared.scorecards[-1].questionnaire, w)
    why = w.labelled(node.sides[-1].short, words) if node else words
    return w("not compared, because {why}", why=why)


def break_lines(pairs: Sequence[Comparison], w: Wording) -> Iterator[str]:
    """Yield each break in the lines of a unit's dimensions with its reason."""
    for pair in pairs:
        waves = " → ".join(a.wave.label for a in pair.assessments)
        for node in judged_nodes(pair.own[-1]):
            compared = pair.nodes[node.id]
            if not compared.is_comparable:
                why = not_comparable(compared, w)
                yield w("Break in {node} ({waves}): {why}.", node=node.short, waves=waves, why=why)
