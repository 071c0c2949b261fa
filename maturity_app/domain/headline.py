"""What practices and safeguards say together: the headline level, the balance, the quadrant."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scorecard import (
    Balance,
    Headline,
    NodeScore,
    QuadrantName,
    Term,
    TermName,
    Verdict,
)

_ZERO = Fraction(0)
Bound = Literal["low", "high"]


def headline_of(
    questionnaire: Questionnaire,
    practices: Sequence[NodeScore],
    safeguards: Sequence[NodeScore],
) -> Headline | None:
    """Return the headline level of practices and safeguards.

    None without practices or without a rule, and for a short form, which has no levels.
    """
    if questionnaire.headline is None or not practices or questionnaire.short_form_of:
        return None
    judged = {node.id: node for node in (*practices, *safeguards)}
    terms = _terms(questionnaire, practices, safeguards, "low")
    unlevelled = tuple(
        node_id
        for node_id in questionnaire.nodes
        if node_id in judged and judged[node_id].level is None
    )
    low = _smallest(questionnaire, terms)
    level = None if unlevelled else low
    beyond = None if level is None else int(level) + 1
    return Headline(
        level=level,
        low=low,
        high=_smallest(questionnaire, _terms(questionnaire, practices, safeguards, "high")),
        terms=terms,
        binding=_binding(questionnaire, practices, safeguards, beyond),
        unlevelled=unlevelled,
        standing=sum(
            beyond is not None and node.level is not None and node.level >= beyond
            for node in practices
        ),
        practices=len(practices),
    )


def _terms(
    questionnaire: Questionnaire,
    practices: Sequence[NodeScore],
    safeguards: Sequence[NodeScore],
    bound: Bound,
) -> tuple[Term, ...]:
    """Return what the headline is the smallest of; nothing if a node has no bounds."""
    rule = questionnaire.headline
    ranked = _ranked(practices, bound)
    guards = _ranked(safeguards, bound)
    if rule is None or ranked is None or guards is None:
        return ()
    terms: list[Term] = []
    if len(ranked) > rule.may_trail:
        up_to = rule.may_trail + 1
        terms.append(_term("trailing", ranked[rule.may_trail][0], ranked[:up_to]))
    terms.append(_term("weakest", ranked[0][0] + rule.by, ranked[:1]))
    if guards:
        terms.append(_term("safeguards", guards[0][0] + rule.safeguards_by, guards[:1]))
    return tuple(terms)


def _term(name: TermName, value: Fraction, nodes: Sequence[tuple[Fraction, str]]) -> Term:
    return Term(name=name, value=value, nodes=tuple(node_id for _, node_id in nodes))


def _ranked(nodes: Sequence[NodeScore], bound: Bound) -> list[tuple[Fraction, str]] | None:
    """Return (level, id) from the weakest up, in questionnaire order where equal."""
    levels = [node.level_low if bound == "low" else node.level_high for node in nodes]
    if any(level is None for level in levels):
        return None
    pairs = [
        (level, node.id) for level, node in zip(levels, nodes, strict=True) if level is not None
    ]
    return sorted(pairs, key=lambda pair: pair[0])


def _smallest(questionnaire: Questionnaire, terms: Sequence[Term]) -> Fraction | None:
    if not terms:
        return None
    smallest = min(term.value for term in terms)
    return max(_ZERO, min(Fraction(questionnaire.top_level), smallest))


def _binding(
    questionnaire: Questionnaire,
    practices: Sequence[NodeScore],
    safeguards: Sequence[NodeScore],
    beyond: int | None,
) -> tuple[str, ...]:
    """Return the nodes that keep the headline below the whole level `beyond`."""
    rule = questionnaire.headline
    if rule is None or beyond is None or beyond > questionnaire.top_level:
        return ()
    behind = [node for node in practices if _below(node, beyond)]
    bound = {node.id for node in practices if _below(node, beyond - rule.by)}
    if len(behind) > rule.may_trail:
        bound |= {node.id for node in behind}
    bound |= {node.id for node in safeguards if _below(node, beyond - rule.safeguards_by)}
    return tuple(node_id for node_id in questionnaire.nodes if node_id in bound)


def _below(node: NodeScore, level: int) -> bool:
    return node.level is not None and node.level < level


def balance_of(
    practices: Sequence[NodeScore],
    safeguards: Sequence[NodeScore],
    drive: NodeScore | None,
    guard: NodeScore | None,
) -> Balance | None:
    """Return how safeguards and practices stand to each other; None where bounds are missing."""
    lows, highs = _ranked(practices, "low"), _ranked(practices, "high")
    guard_lows, guard_highs = _ranked(safeguards, "low"), _ranked(safeguards, "high")
    if not lows or not highs or not guard_lows or not guard_highs:
        return None
    # The lower of the middle two where their number is even.
    middle = (len(lows) - 1) // 2
    pessimistic = _verdict(guard_lows[0][0], highs[middle][0])
    optimistic = _verdict(guard_highs[0][0], lows[middle][0])
    points = None
    if drive and guard and drive.index is not None and guard.index is not None:
        points = 100 * (drive.index - guard.index)
    return Balance(
        verdict=pessimistic if pessimistic == optimistic else None,
        weakest_safeguard=guard_lows[0][1],
        median_practice=lows[middle][1],
        points=points,
    )


def _verdict(safeguard: Fraction, practice: Fraction) -> Verdict:
    ahead = int(safeguard) - int(practice)
    if ahead < 0:
        return "drive_outruns_safeguards"
    # Two whole levels: one more is the lead that safeguards are meant to have.
    return "controls_outrun_use" if ahead > 1 else "in_step"


def quadrant_of(
    questionnaire: Questionnaire, pressure: NodeScore | None, drive: NodeScore | None
) -> QuadrantName | None:
    """Return where Pressure and Drive meet; None where bounds are missing."""
    if pressure is None or drive is None:
        return None
    cut = questionnaire.quadrant.high / 100
    bounds = (pressure.index_low, pressure.index_high, drive.index_low, drive.index_high)
    if any(bound is None for bound in bounds):
        return None
    high_pressure = _side(pressure, cut)
    high_drive = _side(drive, cut)
    if high_pressure is None or high_drive is None:
        return "on_the_line"
    names: dict[tuple[bool, bool], QuadrantName] = {
        (True, False): "exposed",
        (True, True): "prepared",
        (False, False): "calm_and_new",
        (False, True): "capacity_in_hand",
    }
    return names[high_pressure, high_drive]


def _side(node: NodeScore, cut: Fraction) -> bool | None:
    """Return whether a node's index is high, or None while open answers could turn it."""
    if node.index_low is not None and node.index_low >= cut:
        return True
    if node.index_high is not None and node.index_high < cut:
        return False
    return None
