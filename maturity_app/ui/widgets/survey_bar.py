"""The bar above the survey: whose answers these are, how far they are, and what is saved."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.progress import Progress
from maturity_app.reports.phrases import sentence, status_word, wave_words, whose_words
from maturity_app.ui.icons import pixmap
from maturity_app.ui.models.time_left import time_left_words
from maturity_app.ui.overriding import override
from maturity_app.ui.theme import Palette
from maturity_app.ui.widgets.page_bar import PageBar
from maturity_app.ui.widgets.pieces import PAGE_MARGIN, button, label
from maturity_app.wording import Wording, native_name

_ICON = 16
_NEAR = 6
_NAME_LEAST = 260


class _LanguageBox(QComboBox):
    """A box whose list opens for the arrow keys, so that one chooses once and not on the way."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        else:
            super().keyPressEvent(event)


class SurveyBar(PageBar):
    """Title, progress and time left, the time of the last save, and the way to the results."""

    results_requested = Signal()
    language_chosen = Signal(str)

    def __init__(self, w: Wording, palette: Palette) -> None:
        """Make the bar of no assessment."""
        super().__init__(least=_NAME_LEAST)
        self._w = w
        self._name = label("", "title", wraps=True)
        self.wave = label("", "muted", wraps=True)
        self._count = label("", "strong-caption")
        self._left = label("", "muted")
        self._left.hide()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(w("Progress"))
        self._mark = QLabel()
        self._mark.setFixedSize(_ICON, _ICON)
        self._saved_mark = pixmap("check", palette.accent, _ICON)
        self._refused_mark = pixmap("warning", palette.negative, _ICON)
        self.saved = label("", "caption")
        self._languages_title = label(w("Questions in"), "caption")
        self.languages = _LanguageBox()
        self._languages_title.setBuddy(self.languages)
        self.languages.setAccessibleName(w("Language of the questions"))
        self.languages.setToolTip(w("Language of the questions"))
        self.languages.view().setAccessibleName(w("Language of the questions"))
        self.languages.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.languages.activated.connect(self._on_language)
        self._results = button(w("Results so far"), on_click=self.results_requested.emit)
        self._build()
        self.clear_saved()

    def show_assessment(self, assessment: Assessment) -> None:
        """Show whose assessment it is."""
        self._name.setText(assessment.unit.name)
        w = self._w
        wave = wave_words(assessment, w)
        parts = (wave, status_word(assessment.status, w), sentence(whose_words(assessment, w)))
        self.wave.setText(" · ".join(filter(None, parts)))
        self._results.setText(w("Results so far") if assessment.is_draft else w("Results"))

    def show_languages(self, tags: Sequence[str], chosen: str) -> None:
        """Offer these languages for the questions, by their own names; one alone is no choice."""
        self.languages.clear()
        for tag in tags:
            self.languages.addItem(native_name(tag), tag)
        for part in (self._languages_title, self.languages):
            part.setVisible(len(tags) > 1)
        self.body.invalidate()
        self.show_language(chosen)

    def show_language(self, tag: str) -> None:
        """Show the language the questions are asked in."""
        self.languages.setCurrentIndex(self.languages.findData(tag))

    def show_progress(self, progress: Progress) -> None:
        """Show how many questions are done."""
        w = self._w
        answered = progress.done - progress.dont_know
        text = w("{done} of {total} answered", done=answered, total=progress.total)
        if progress.dont_know:
            text = w("{answered}, {count} don't know", answered=text, count=progress.dont_know)
        self._count.setText(text)
        self._bar.setMaximum(max(1, progress.total))
        self._bar.setValue(progress.done)
        self._bar.setAccessibleDescription(text)

    def show_time_left(self, left: timedelta | None) -> None:
        """Show how long the rest takes; None where nothing can be said of it."""
        self._left.setText("" if left is None else time_left_words(left, self._w))
        self._left.setVisible(left is not None)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab comes to."""
        return (self.languages, self._results)

    def clear_saved(self) -> None:
        """Say nothing: nothing was saved since the page was opened."""
        self._say("", QPixmap())

    def show_saved(self, when: datetime) -> None:
        """Say when the last answer reached the disk."""
        time = f"{when.astimezone():%H:%M:%S}"
        self._say(self._w("Saved {time}", time=time), self._saved_mark)

    def show_typing(self) -> None:
        """Say that something stands on the screen that is not on disk yet."""
        self._say(self._w("Not yet saved"), QPixmap())

    def show_refused(self) -> None:
        """Say that the last answer did not reach the disk."""
        self._say(self._w("Not saved"), self._refused_mark)

    @override
    def arrange(self, width: int) -> bool:
        title = self._languages_title
        # The box has a name of its own: its title gives way to how far one is.
        hidden = title.sizeHint().width() + _NEAR if title.isHidden() else 0
        has_room = self.buttons.sizeHint().width() + hidden <= width - 2 * PAGE_MARGIN
        title.setVisible(has_room and self.languages.count() > 1)
        return super().arrange(width)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # As wide as the widest text it may show, so that the bar does not move when it changes.
        texts = (self._w("Saved {time}", time="00:00:00"), self._w("Not yet saved"))
        metrics = self.saved.fontMetrics()
        self.saved.setMinimumWidth(max(map(metrics.horizontalAdvance, texts)) + 2)

    def _on_language(self) -> None:
        self.language_chosen.emit(self.languages.currentData())

    def _say(self, text: str, mark: QPixmap) -> None:
        self.saved.setText(text)
        self._mark.setPixmap(mark)

    def _build(self) -> None:
        self.add_names(self._name, self.wave)
        counted = QWidget()
        counted.setMinimumWidth(200)
        column = QVBoxLayout(counted)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._count)
        column.addWidget(self._bar)
        column.addWidget(self._left)
        tools = self.buttons
        tools.addWidget(counted, 1, Qt.AlignmentFlag.AlignVCenter)
        saved = QHBoxLayout()
        saved.setSpacing(_NEAR)
        saved.addWidget(self._mark)
        saved.addWidget(self.saved)
        tools.addLayout(saved)
        chosen = QHBoxLayout()
        chosen.setSpacing(_NEAR)
        chosen.addWidget(self._languages_title)
        chosen.addWidget(self.languages)
        tools.addLayout(chosen)
        tools.addWidget(self._results)
