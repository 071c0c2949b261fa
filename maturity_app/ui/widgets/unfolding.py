"""What is unfolded in the tree of units: as a person left it, and what a search has found."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import QModelIndex, QObject

from maturity_app.ui.models.unit_tree import UnitNode
from maturity_app.ui.models.wave_tree import WaveTreeModel
from maturity_app.ui.widgets.wave_tree_view import WaveTreeView

MOST_ROWS = 200
"""So many rows may stand below each other without anyone having asked for them."""


class Unfolding(QObject):
    """Unfolds rows anew whenever the model was filled or narrowed.

    Branches are unfolded at the start, whole levels of them as long as the rows are not too many.
    What a person folds or unfolds stays so from then on, but not what a search unfolds.
    """

    def __init__(self, view: WaveTreeView, model: WaveTreeModel) -> None:
        """Follow what a person does in the view."""
        super().__init__(view)
        self._view = view
        self._model = model
        self._left: dict[str, bool] = {}
        self._is_person = True
        view.expanded.connect(partial(self._on_turned, is_open=True))
        view.collapsed.connect(partial(self._on_turned, is_open=False))

    def renew(self, *, is_searched: bool) -> None:
        """Unfold what was unfolded, and all that a search has found if that is not too much."""
        if not is_searched:
            for node in self._levels(lambda node: node.unit.id not in self._left):
                self._left[node.unit.id] = True
            for node in self._model.tree.nodes:
                if node.units:
                    self._left.setdefault(node.unit.id, False)
        is_open = {unit_id for unit_id, is_open in self._left.items() if is_open}
        if is_searched:
            is_open |= {node.unit.id for node in self._levels(lambda _: True)}
        self._unfold(is_open)
        self._is_person = not is_searched

    def _unfold(self, units: set[str]) -> None:
        self._is_person = False
        for unit_id in units:
            node = self._model.tree.unit(unit_id)
            if node is not None and node.holds_rows and self._model.tree.is_shown(node):
                self._view.expand(self._model.index_of_node(node))

    def _levels(self, is_meant: Callable[[UnitNode], bool]) -> Iterator[UnitNode]:
        """Yield branches to unfold, level by level while there is room for a whole level."""
        branches = [node for node in self._model.tree.nodes if node.shown]
        branches.sort(key=lambda node: node.depth)
        rows = len(self._model.tree.tops)
        for _, level in groupby(branches, key=lambda node: node.depth):
            listed = list(level)
            rows += sum(len(node.shown) + len(node.shown_waves) for node in listed)
            if rows > MOST_ROWS:
                return
            yield from filter(is_meant, listed)

    def _on_turned(self, index: QModelIndex, *, is_open: bool) -> None:
        node = self._model.node_at(index)
        if self._is_person and node is not None:
            self._left[node.unit.id] = is_open
