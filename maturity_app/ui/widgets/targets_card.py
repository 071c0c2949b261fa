"""The targets: each practice and safeguard with its level, what is aimed at, and the gap."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.scorecard import Scorecard
from maturity_app.domain.targets import Standing
from maturity_app.reports.phrases import level_name
from maturity_app.reports.plan import gap_text, level_word, steps_text, targets_finding
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.level_shape import LevelShape
from maturity_app.ui.widgets.pieces import Card, label, line
from maturity_app.wording import Wording

_SHAPE = QSize(34, 24)
_LEAST = 240
_WRAPPING, _WRAPPED = (0, 5), 150
_LINES = 4
_STRETCHES = {True: (3, 0, 0, 0, 0, 4), False: (0, 0, 1, 0, 0, 0)}

# Where rule, name, shape, level, target, gap and steps stand: line, column, columns taken.
_Places = tuple[tuple[int, int, int], ...]
_WIDE: _Places = ((0, 0, 6), (1, 0, 1), (1, 1, 1), (1, 2, 1), (1, 3, 1), (1, 4, 1), (1, 5, 1))
_NARROW: _Places = ((0, 0, 6), (1, 0, 6), (2, 0, 1), (2, 1, 1), (2, 2, 1), (3, 0, 2), (3, 2, 4))


class TargetsCard(Card):
    """A row for each node; `target_chosen` tells its id and the level, −1 for none."""

    target_chosen = Signal(str, int)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make an empty card; `show_standings` fills it."""
        super().__init__()
        self._w, self._palette = w, palette
        self.rows: dict[str, TargetRow] = {}
        self._shown: tuple[object, ...] = ()
        self._title = label(w("Targets"), "panel")
        self._finding = label("", "quiet", wraps=True)
        note = w("Answers are counted; what a step costs the unit is not known here.")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        names = (
            w("Practice or safeguard"),
            w("Level"),
            "",
            w("Target"),
            w("Gap"),
            w("Fewest steps there"),
        )
        self._heads = [label(name, "group") for name in names]
        for column, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, column)
        for part in (self._title, self._finding):
            self.body.addWidget(part)
        self.body.addLayout(self._grid)
        self.body.addWidget(label(note, "muted", wraps=True))
        self.setAccessibleName(w("Targets"))

    def show_standings(
        self, card: Scorecard, found: Sequence[Standing], *, is_editable: bool
    ) -> None:
        """Show where nodes stand; rows that were there before keep the keyboard."""
        shown = (card.questionnaire.level_names, *(standing.node.id for standing in found))
        if shown != self._shown:
            self._shown = shown
            self._build_rows(found, card.questionnaire)
        for standing in found:
            self.rows[standing.node.id].show_standing(card, standing, is_editable=is_editable)
        self._finding.setText(f"{targets_finding(found, self._w)}.")
        self.setVisible(bool(found))

    def stops(self) -> list[QWidget]:
        """Return what Tab comes to."""
        return [row.box for row in self.rows.values()]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _build_rows(self, found: Sequence[Standing], questionnaire: Questionnaire) -> None:
        for row in self.rows.values():
            row.remove()
        self.rows = {}
        for standing in found:
            row = TargetRow(standing, questionnaire, self._w, self._palette)
            row.chosen.connect(self.target_chosen)
            self.rows[standing.node.id] = row
        self._place()

    @override
    def minimumSizeHint(self) -> QSize:
        # A card as wide as its widest arrangement would never come to know that it is too wide.
        return QSize(_LEAST, super().minimumSizeHint().height())

    def _needed(self) -> int:
        """Return how wide the card is with all of a row beside each other."""
        rows = [row.parts[1:] for row in self.rows.values()]
        widths = [
            max(part.sizeHint().width() for part in (head, *(row[column] for row in rows)))
            for column, head in enumerate(self._heads)
            if column not in _WRAPPING
        ]
        widths += [max(self._heads[column].sizeHint().width(), _WRAPPED) for column in _WRAPPING]
        margins = self.body.contentsMargins()
        gaps = (len(self._heads) - 1) * self._grid.horizontalSpacing()
        frame = self.width() - self.contentsRect().width()
        return sum(widths) + gaps + margins.left() + margins.right() + frame

    def _place(self) -> None:
        """Put all of a row beside each other, or in three lines where that finds no room."""
        is_wide = self.width() >= self._needed()
        for head in self._heads:
            head.setVisible(is_wide)
        places = _WIDE if is_wide else _NARROW
        for column, stretch in enumerate(_STRETCHES[is_wide]):
            self._grid.setColumnStretch(column, stretch)
        for number, row in enumerate(self.rows.values()):
            top = 1 + number * _LINES
            for part, (below, column, span) in zip(row.parts, places, strict=True):
                self._grid.addWidget(part, top + below, column, 1, span)


class _LevelBox(QComboBox):
    """A choice of levels that the wheel passes by: a page scrolled changes no target."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TargetRow(QObject):
    """The widgets of one node, which stand in the card's grid; `chosen` tells a target."""

    chosen = Signal(str, int)

    def __init__(
        self, standing: Standing, questionnaire: Questionnaire, w: Wording, palette: Palette
    ) -> None:
        """Make the widgets; `show_standing` fills them."""
        super().__init__()
        self._w, self._node = w, standing.node.id
        self.rule = line()
        self.name = label("", wraps=True)
        self.shape = LevelShape(palette, _SHAPE)
        self.level = label("", "dense")
        self.gap = label("", "dense")
        self.steps = label("", "dense-muted", wraps=True)
        self.told = label("", "dense")
        self.box = _LevelBox()
        self.box.addItem(w.context("a target", "none"), -1)
        for number in range(1, questionnaire.top_level + 1):
            self.box.addItem(level_word(questionnaire, number), number)
        self.box.activated.connect(self._on_activated)
        self._target = QWidget()
        inside = QGridLayout(self._target)
        inside.setContentsMargins(0, 2, 0, 2)
        for part in (self.box, self.told):
            inside.addWidget(part, 0, 0)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """All widgets in the order in which they are read."""
        return (
            self.rule, self.name, self.shape, self.level, self._target, self.gap, self.steps,
        )  # fmt: skip

    def show_standing(self, card: Scorecard, standing: Standing, *, is_editable: bool) -> None:
        """Show where the node stands."""
        w, node, questionnaire = self._w, standing.node, card.questionnaire
        words = w("No level yet")
        if node.level is not None:
            words = f"{w.level(node.level)} {level_name(questionnaire, node.level)}"
        self.name.setText(node.short)
        self.shape.set_level(node.level, node.level_high, questionnaire.top_level, words)
        self.level.setText(words)
        self.gap.setText(gap_text(standing, w) or "–")
        steps = steps_text(card, standing, w)
        self.steps.setText(steps)
        self.steps.setVisible(bool(steps))
        self._show_target(questionnaire, standing.target)
        self.box.setVisible(is_editable)
        self.told.setVisible(not is_editable)
        spoken = w("Target for {node}, now {level}", node=node.short, level=words)
        self.box.setAccessibleName(spoken)
        said = (gap_text(standing, w), self.steps.text())
        self.box.setAccessibleDescription("; ".join(part for part in said if part))

    def remove(self) -> None:
        """Take all widgets away."""
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.deleteLater()

    def _show_target(self, questionnaire: Questionnaire, target: int | None) -> None:
        wanted = -1 if target is None else target
        if self.box.findData(wanted) < 0 and target is not None:
            self.box.addItem(level_word(questionnaire, target), target)
        self.box.setCurrentIndex(self.box.findData(wanted))
        self.told.setText(self.box.currentText())

    def _on_activated(self) -> None:
        self.chosen.emit(self._node, self.box.currentData())
