"""The selected wave beside the tree: where it stands, what is missing, what can be done."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from maturity_app.jobs.summary import Summary
from maturity_app.storage.library import Entry
from maturity_app.ui.models.time_left import time_left_words
from maturity_app.ui.models.wave_names import name_below_wave, wave_name
from maturity_app.ui.models.wave_tree import (
    has_levels,
    level_words,
    status_text,
    summary_in,
)
from maturity_app.ui.models.wave_words import beside_level, missing_words
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.level_shape import LevelShape
from maturity_app.ui.widgets.pieces import GAP, button, label, line
from maturity_app.wording import Wording

_MOST_EARLIER = 4
_WIDTH = 280
_EDGES = 2 * 24
_EDGE = 2
_HEIGHT_BELOW = 216
_LEAST_BELOW = 72
_NO_LIMIT = 16_777_215


class Wish(StrEnum):
    """What a person asks to be done with a wave."""

    SURVEY = "survey"
    RESULTS = "results"
    REPORT = "report"
    SIGN_OFF = "sign_off"
    NEW_WAVE = "new_wave"
    CORRECT = "correct"
    MIGRATE = "migrate"
    SET_ASIDE = "set_aside"
    LIST_AGAIN = "list_again"
    GATHER = "gather"
    FORM = "form"


class _Part(QWidget):
    """One group of the panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "clear")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)


class WavePanel(QScrollArea):
    """Shows one entry; `asked` carries a Wish and the id of the record it is about."""

    asked = Signal(object, str)

    def __init__(
        self, w: Wording, palette: Palette, newer: Callable[[Entry], str], parent: QWidget
    ) -> None:
        """Make the panel with nothing selected; `newer` says what a draft can be brought to."""
        super().__init__(parent)
        self._w = w
        self._palette = palette
        self._newer = newer
        self._is_wide = self._is_narrow = self._is_built = self._is_sought = False
        self.setProperty("role", "side")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(w("The selected wave"))
        self._entry: Entry | None = None
        self._waves: Sequence[Entry] = ()
        self._branch: tuple[str, str, str] | None = None
        self._size = _WIDTH, _HEIGHT_BELOW
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now all parts have the style sheet's font.
        self._fit()

    def set_below(self, *, is_below: bool, is_narrow: bool) -> None:
        """Stand below the tree, the parts beside each other, or at its right.

        Other waves, which the tree shows too, are left out where it `is_narrow`.
        """
        self._is_wide, self._is_narrow = is_below, is_below and is_narrow
        self.setProperty("role", "foot" if is_below else "side")
        self.style().polish(self)
        self._rebuild()

    def fit(self, scale: float, most_height: int) -> None:
        """Take the size that texts need that are so much larger than at 100 %; the rest scrolls."""
        size = round(_WIDTH * scale), min(round(_HEIGHT_BELOW * scale), most_height)
        if size != self._size:
            self._size = size
            self._fit()

    def show_nothing(self, *, is_sought: bool) -> None:
        """Say that nothing is selected, or that what `is_sought` is not there."""
        self._is_sought = is_sought
        self._is_built = self._is_built and self._entry is not None
        self._show(None, (), None)

    def show_branch(self, name: str, counted: str, *, is_unit: bool = False) -> None:
        """Show a branch without answers of its own, and how many units it holds.

        It may be a unit of which there are only people's own answers so far.
        """
        told = self._w(
            "It has no answers of its own; select a unit in it to see where that stands."
        )
        if is_unit:
            told = self._w(
                "The unit has no record of its own yet; select one person's answers, and gather "
                "the team's."
            )
        self._show(None, (), (name, counted, told))

    def show_entry(self, entry: Entry, waves: Sequence[Entry]) -> None:
        """Show an entry; `waves` are all of its unit's, the newest first."""
        self._show(entry, waves, None)

    def _show(
        self, entry: Entry | None, waves: Sequence[Entry], branch: tuple[str, str, str] | None
    ) -> None:
        # A search selects the same row again with every key; its parts would be made for nothing.
        is_same = (self._entry, self._waves, self._branch) == (entry, waves, branch)
        self._entry, self._waves, self._branch = entry, waves, branch
        if not (is_same and self._is_built):
            self._rebuild()

    @property
    def entries(self) -> list[Entry]:
        """The entries whose figures are shown."""
        return [] if self._entry is None else [self._entry, *self._others()]

    # --- building --------------------------------------------------------------------

    def _rebuild(self) -> None:
        # Nothing of the entry shown before stays should a part of the next one fail.
        self._is_built = False
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        content = QWidget()
        content.setProperty("role", "clear")
        way = (
            QBoxLayout.Direction.LeftToRight if self._is_wide else QBoxLayout.Direction.TopToBottom
        )
        box = QBoxLayout(way, content)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(24 if self._is_wide else 16)
        if self._branch is not None:
            box.addWidget(self._about_branch(*self._branch))
            box.addStretch(1)
        elif self._entry is None:
            hint = self._w("Select a unit or a wave to see where it stands.")
            if self._is_sought:
                hint = self._w("Nothing has these words and this state. Esc clears the search.")
            box.addWidget(label(hint, "quiet", wraps=True), alignment=Qt.AlignmentFlag.AlignTop)
        else:
            self._add_parts(box, self._entry)
        self.setWidget(content)
        self._is_built = True
        self._fit()

    def _add_parts(self, box: QBoxLayout, entry: Entry) -> None:
        parts = [self._about(entry), self._actions(entry), self._earlier()]
        for number, part in enumerate(part for part in parts if part is not None):
            if number > 1 and not self._is_wide:
                box.addWidget(line())
            box.addWidget(part, 1 if self._is_wide else 0)
            if self._is_wide:
                part.box.addStretch(1)
        if not self._is_wide:
            box.addStretch(1)
            hint = self._w("Drop an assessment file anywhere in this window to add it.")
            box.addWidget(label(hint, "muted", wraps=True))

    def _fit(self) -> None:
        """Take a steady width beside the tree, or below it a height that does not jump."""
        if not self._is_wide:
            content: QWidget | None = self.widget()
            # The button of a long language may be wider than the panel usually is.
            bar = self.verticalScrollBar().sizeHint().width() + _EDGE
            needed = content.minimumSizeHint().width() + bar if content else 0
            self.setFixedWidth(max(self._size[0], needed))
            self.setMinimumHeight(0)
            self.setMaximumHeight(_NO_LIMIT)
            return
        self.setMinimumWidth(0)
        self.setMaximumWidth(_NO_LIMIT)
        # Where bar and notices take so much that the tree finds no room, this gives way.
        self.setMinimumHeight(min(_LEAST_BELOW, self._size[1]))
        self.setMaximumHeight(self._size[1])

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._size[0], self._size[1])

    def _about(self, entry: Entry) -> _Part:
        w = self._w
        part = _Part()
        box = part.box
        box.addWidget(label(entry.unit.name, "panel", wraps=True))
        box.addWidget(label(self._second_line(entry), "muted", wraps=True))
        row = QHBoxLayout()
        row.addWidget(label(entry.wave.label, "strong", wraps=True), 1)
        row.addWidget(label(status_text(entry, w), "chip"))
        box.addSpacing(4)
        box.addLayout(row)
        if entry.is_own:
            box.addWidget(label(name_below_wave(entry, w), wraps=True))
        summary = summary_in(entry)
        if summary is None:
            box.addWidget(label(w("The figures are being worked out."), "muted", wraps=True))
            return part
        if entry.status == "draft":
            self._add_progress(box, summary, is_own=entry.is_own)
        if summary.level is not None or entry.status != "draft":
            box.addSpacing(4)
            box.addLayout(self._level(summary))
        return part

    def _about_branch(self, name: str, counted: str, told: str) -> _Part:
        part = _Part()
        part.box.addWidget(label(name, "panel", wraps=True))
        part.box.addWidget(label(counted, "muted", wraps=True))
        part.box.addWidget(label(told, wraps=True))
        part.box.addStretch(1)
        return part

    def _second_line(self, entry: Entry) -> str:
        w = self._w
        parts = [w.day(entry.wave.date)]
        if entry.unit.headcount:
            parts.insert(0, w.plural("{count} person", "{count} staff", entry.unit.headcount))
        return " · ".join(parts)

    def _add_progress(self, box: QVBoxLayout, summary: Summary, *, is_own: bool) -> None:
        w = self._w
        answered = summary.done - summary.dont_know
        counted = w("{done} of {total} answered", done=answered, total=summary.total)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setMaximum(max(summary.total, 1))
        bar.setValue(summary.done)
        bar.setAccessibleName(counted)
        box.addWidget(bar)
        texts = [label(counted, "dense")]
        if summary.seconds_left is not None:
            left = timedelta(seconds=summary.seconds_left)
            texts.append(label(time_left_words(left, w), "muted"))
        # Below the tree three parts share the width, and long words of one would push out another.
        is_tight = self._is_wide or sum(map(_width, texts)) > _WIDTH - _EDGES
        row = QVBoxLayout() if is_tight else QHBoxLayout()
        row.addWidget(texts[0])
        row.addStretch()
        for text in texts[1:]:
            row.addWidget(text)
        box.addLayout(row)
        box.addWidget(label(missing_words(summary, w, is_own=is_own), "muted", wraps=True))

    def _level(self, summary: Summary) -> QHBoxLayout:
        w = self._w
        row = QHBoxLayout()
        row.setSpacing(12)
        words = level_words(summary, w)
        if has_levels(summary):
            shape = LevelShape(self._palette, QSize(44, 32))
            shape.set_level(summary.level, summary.high, summary.top_level, words)
            row.addWidget(shape, alignment=Qt.AlignmentFlag.AlignBottom)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(label(words, "strong"))
        if has_levels(summary):
            texts.addWidget(label(beside_level(summary, w), "muted", wraps=True))
        row.addLayout(texts, 1)
        return row

    def _actions(self, entry: Entry) -> _Part:
        part = _Part()
        box = part.box
        first, *rest = _wishes(entry, summary_in(entry), self._w, is_team=self._is_team)
        box.addWidget(self._wish(first, entry, "primary"))
        if rest:
            box.addLayout(self._others_below(rest, entry))
        version = self._newer(entry)
        if version:
            text = self._w("Bring to version {version}…", version=version)
            told = self._w("Its questionnaire has a newer version here.")
            box.addWidget(label(told, "muted", wraps=True))
            box.addWidget(self._wish((Wish.MIGRATE, text), entry, "half"))
        return part

    def _others_below(self, rest: Sequence[tuple[Wish, str]], entry: Entry) -> QGridLayout:
        others = [self._wish(wish, entry, "half") for wish in rest]
        room = (self.width() - _EDGES) // 3 if self._is_wide else _WIDTH - _EDGES
        columns = 2 if 2 * max(map(_width, others), default=0) + GAP <= room else 1
        grid = QGridLayout()
        grid.setSpacing(8)
        for number, each in enumerate(others):
            grid.addWidget(each, number // columns, number % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        return grid

    def _wish(self, wish: tuple[Wish, str], entry: Entry, role: str) -> QWidget:
        kind, text = wish
        made = button(text, role, on_click=lambda: self.asked.emit(kind, entry.id))
        name = wave_name(entry, self._w)
        made.setAccessibleName(f"{text.rstrip('.…')}: {entry.unit.name}, {name}")
        return made

    def _earlier(self) -> _Part | None:
        others = self._others()
        if not others:
            return None
        part = _Part()
        box = part.box
        box.addWidget(label(self._w("Other waves"), "strong"))
        for wave in others:
            box.addLayout(self._other(wave))
        return part

    def _others(self) -> list[Entry]:
        if self._entry is None or self._entry.is_archived or self._is_narrow:
            return []
        if self._entry.is_own:
            # Nobody's own answers are a wave beside the unit's.
            return []
        shown = self._entry.id
        others = (wave for wave in self._waves if not wave.is_own)
        return [wave for wave in others if wave.id != shown][:_MOST_EARLIER]

    @property
    def _is_team(self) -> bool:
        """Whether people have answered alone in the wave that is shown."""
        shown = self._entry
        return shown is not None and any(
            wave.is_own and wave.wave == shown.wave for wave in self._waves
        )

    def _other(self, wave: Entry) -> QGridLayout:
        w = self._w
        summary = summary_in(wave)
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.addWidget(label(wave.wave.label, wraps=True), 0, 0)
        grid.setColumnStretch(0, 1)
        words = level_words(summary, w)
        right = QHBoxLayout()
        right.setSpacing(8)
        if has_levels(summary):
            shape = LevelShape(self._palette, QSize(28, 18))
            if summary is not None:
                shape.set_level(summary.level, summary.high, summary.top_level, words)
            right.addWidget(shape)
        right.addWidget(label(words, "dense"))
        grid.addLayout(right, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label(status_text(wave, w), "muted"), 1, 0)
        link = button(
            w.context("a link", "Open"),
            "link",
            on_click=lambda: self.asked.emit(Wish.RESULTS, wave.id),
        )
        link.setAccessibleName(w("Open {wave}", wave=wave.wave.label))
        grid.addWidget(link, 1, 1, Qt.AlignmentFlag.AlignRight)
        return grid


def _width(widget: QWidget) -> int:
    """Return how wide a widget wants to be in the style sheet's font."""
    widget.ensurePolished()
    return widget.sizeHint().width()


def _wishes(
    entry: Entry, summary: Summary | None, w: Wording, *, is_team: bool = False
) -> list[tuple[Wish, str]]:
    """Return what can be done with a wave, the one primary action first.

    `is_team` says that there are people's own answers for it, which can be gathered.
    """
    if entry.is_archived:
        return [(Wish.LIST_AGAIN, w("List again"))]
    report = (Wish.REPORT, w("Report…"))
    if entry.status != "draft":
        result = [(Wish.RESULTS, w("Show results")), (Wish.SURVEY, w("Answers")), report]
        if entry.status == "signed_off":
            result += [(Wish.NEW_WAVE, w("New wave…")), (Wish.CORRECT, w("Correct…"))]
        return result
    results, aside = (Wish.RESULTS, w("Results so far")), (Wish.SET_ASIDE, w("Set aside"))
    gather = _wishes_of_team(w) if is_team or entry.is_own else []
    # One person's own answers are gathered and never signed off.
    sign = [] if entry.is_own else [(Wish.SIGN_OFF, w("Sign off…"))]
    if summary is not None and summary.done == summary.total:
        answers = (Wish.SURVEY, w("Answers"))
        first, *others = [*sign, *gather]
        return [first, answers, (Wish.RESULTS, w("Results")), report, *others, aside]
    is_started = summary is None or summary.done > 0
    text = w("Continue the survey") if is_started else w("Start the survey")
    return [(Wish.SURVEY, text), *gather, results, report, *sign, aside]


def _wishes_of_team(w: Wording) -> list[tuple[Wish, str]]:
    return [(Wish.GATHER, w("Gather team answers…")), (Wish.FORM, w("Form for an assessor…"))]


def wish_texts(entry: Entry, w: Wording) -> dict[Wish, str]:
    """Return what can be done with a wave, as menus say it."""
    return dict(_wishes(entry, summary_in(entry), w))
