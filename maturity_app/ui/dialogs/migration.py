"""What becomes of a draft's answers under a newer version, to be read before it is done."""

from collections.abc import Iterator

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from maturity_app.domain.migration import Migration
from maturity_app.reports.migration import fates
from maturity_app.ui.dialogs.form import FormDialog
from maturity_app.ui.models.reading import Look, Paragraph
from maturity_app.ui.overriding import override
from maturity_app.ui.widgets.painting import font_scale
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.reading_view import ReadingView
from maturity_app.wording import Wording

_WIDE, _LEAST_HIGH = 640, 80
_SHARE = 0.6
"""How much of the height of the window behind it a long list takes at most."""


class MigrationDialog(FormDialog):
    """Asks whether a draft is to go to another version of its questionnaire."""

    def __init__(self, parent: QWidget | None, w: Wording, migration: Migration) -> None:
        """Show what becomes of the answers."""
        before, after = migration.before, migration.after
        version = after.questionnaire.version
        title = w("Bring to version {version}", version=version)
        super().__init__(parent, w, title, title)
        told = w(
            "{unit}, {wave} was begun with version {old} of its questionnaire. Here is what "
            "becomes of its answers.",
            unit=before.unit.name,
            wave=before.wave.label,
            old=before.questionnaire.version,
        )
        self.body.addWidget(label(told, wraps=True))
        self.body.addSpacing(8)
        self.view = ReadingView(w("What becomes of the answers"), list(_paragraphs(migration, w)))
        self.setMinimumWidth(round(_WIDE * font_scale(self)))
        self.body.addWidget(self.view, 1)
        safe = w("No answer is deleted. It can be taken back until the draft is changed.")
        self.body.addWidget(label(safe, "muted", wraps=True))
        self.setAccessibleDescription(f"{told} {safe}")
        self.accept_button.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        margins = self._whole.contentsMargins()
        needed = self.view.height_at(self.minimumWidth() - margins.left() - margins.right())
        behind = self.parentWidget()
        room = behind.window().height() if behind else self.screen().availableSize().height()
        self.view.setMinimumHeight(max(_LEAST_HIGH, min(needed, round(_SHARE * room))))
        super().showEvent(event)

    @classmethod
    def ask(cls, parent: QWidget | None, w: Wording, migration: Migration) -> bool:
        """Return whether it is to be done."""
        return bool(cls(parent, w, migration).exec())


def _paragraphs(migration: Migration, w: Wording) -> Iterator[Paragraph]:
    for fate in fates(migration, w):
        yield Paragraph(Look.NAME, fate.told)
        for entry in fate.entries:
            yield Paragraph(Look.POINT, entry)
    if not migration.before.answers:
        yield Paragraph(Look.BODY, w("Nothing was answered yet."))
