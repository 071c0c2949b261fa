"""Which nodes of a result are charted, and how: as levels, as indices, or apart."""

from collections.abc import Iterator

from maturity_app.domain.questionnaire import Node
from maturity_app.domain.scorecard import NodeScore, Scorecard
from maturity_app.ui.models.figures import has_levels

_INDENT = "\N{EM SPACE}"


def levelled_nodes(card: Scorecard) -> tuple[NodeScore, ...]:
    """Return the nodes charted by their level: practices and safeguards, or what stands highest."""
    judged = (*card.of_kind("practice"), *card.of_kind("safeguard"))
    nodes = judged or [node for node, _ in _plain(card)]
    return tuple(node for node in nodes if has_levels(card, node))


def indexed_nodes(card: Scorecard) -> tuple[tuple[NodeScore, str], ...]:
    """Return the nodes charted by their index with what they are called there.

    Where practices or safeguards have levels, those stand for them. Pressure stands apart.
    """
    if card.of_kind("practice") or card.of_kind("safeguard"):
        if levelled_nodes(card):
            return ()
        dimensions = (card.nodes[node.id] for node in card.questionnaire.dimensions)
        found = [(node, 0) for node in dimensions if not node.is_local]
    else:
        found = list(_plain(card))
    return tuple(
        (node, _INDENT * depth + node.short)
        for node, depth in found
        if card.questionnaire.nodes[node.id].aggregate is not None
        and node.kind != "pressure"
        and not node.shows_level
    )


def _plain(card: Scorecard) -> Iterator[tuple[NodeScore, int]]:
    """Yield the nodes of a questionnaire without practices and safeguards, with their depth.

    These are its dimensions, or else the root and the two layers below it.
    """
    questionnaire = card.questionnaire
    dimensions = [
        node for node in questionnaire.dimensions if node.id not in questionnaire.local_nodes
    ]
    if dimensions:
        yield from ((card.nodes[node.id], 0) for node in dimensions)
        return
    below = int(questionnaire.tree.aggregate is not None)
    yield card.root, 0
    for top in _shared(questionnaire.tree.children):
        yield card.nodes[top.id], below
        yield from ((card.nodes[child.id], below + 1) for child in _shared(top.children))


def _shared(nodes: tuple[Node, ...]) -> list[Node]:
    return [node for node in nodes if not node.local]
