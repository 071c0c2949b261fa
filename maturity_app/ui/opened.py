"""The record that is open: taken from the library, kept up with it, and given up."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from maturity_app.storage.problems import MaturityError

if TYPE_CHECKING:
    from maturity_app.storage.library import Library
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.services import Services


class Opened(QObject):
    """Holds the one record that the pages of a record show; at first there is none.

    `renewed` tells that it was read anew, since it was signed off or corrected meanwhile; `gone`
    that it is listed no more. What the record itself refuses is told on.
    """

    changed = Signal()
    renewed = Signal()
    gone = Signal()
    refused = Signal(object)
    figures_refused = Signal(object)

    def __init__(self, library: Library, services: Services, parent: QObject) -> None:
        """Begin without a record."""
        super().__init__(parent)
        self._library = library
        self._services = services
        self.model: AssessmentModel | None = None

    @property
    def record_id(self) -> str:
        """The id of the record; empty without one."""
        return self.model.assessment.id if self.model else ""

    @property
    def status(self) -> str:
        """Whether the record is a draft, signed off or superseded; empty without one."""
        return self.model.assessment.status if self.model else ""

    @property
    def is_draft(self) -> bool:
        """Whether there is a record whose answers can be changed."""
        return self.model is not None and self.model.is_editable

    def has_item(self, item_id: str) -> bool:
        """Return whether there is a record with this question."""
        return self.model is not None and item_id in self.model.assessment.questionnaire.items

    def open(self, record_id: str) -> None:
        """Open a record, read anew from the library."""
        self.store_summary()
        self.model = self._services.open_assessment(record_id)
        self.model.refused.connect(self.refused)
        self.model.figures_refused.connect(self.figures_refused)
        self.changed.emit()

    def close(self) -> None:
        """Have no record open."""
        self.model = None
        self.gone.emit()

    def store_summary(self) -> None:
        """Store the figures that the home page shows of a draft."""
        if self.model is not None and self.model.is_editable:
            self.model.store_summary()

    def renew(self) -> None:
        """Read the record anew where it was signed off or superseded; give up one that is gone."""
        if self.model is None:
            return
        if not self._library.holds(self.record_id):
            self.close()
        elif self._library.entry(self.record_id).status != self.status:
            self.open(self.record_id)
            self.renewed.emit()

    def catch_up(self) -> None:
        """Take over what another window did to the record; no news is no problem."""
        with contextlib.suppress(MaturityError):
            self.renew()
            if self.model is not None:
                self.model.catch_up()
