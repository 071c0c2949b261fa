"""Which wave a form is for: any, which the form then asks for, or one wave of a unit."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from maturity_app.storage.entries import UnitName, WaveName
from maturity_app.ui.widgets.date_field import DateField
from maturity_app.ui.widgets.pieces import label
from maturity_app.ui.widgets.unit_field import UnitField
from maturity_app.wording import Wording

_LONGEST = 200
_INDENT = 26


class OneWave(QWidget):
    """Two choices; the second asks for unit, wave and date. `changed` says that anything is.

    A unit that is chosen brings along the wave of it that `wave_of` returns for its id.
    """

    changed = Signal()

    def __init__(
        self,
        w: Wording,
        units: Sequence[UnitName],
        usual: WaveName,
        wave_of: Callable[[str], WaveName | None],
    ) -> None:
        """Choose any wave; `usual` is proposed for a unit without one."""
        super().__init__()
        self._usual, self._wave_of = usual, wave_of
        self.setProperty("role", "clear")
        self.any_wave = QRadioButton(w("Any: the form asks for unit, wave and date"))
        self.one_wave = QRadioButton(w("One wave of a unit"))
        self.any_wave.setChecked(True)
        self.unit_field = UnitField(w, units)
        self.wave_field, self.date_field = QLineEdit(usual.label), DateField(w, usual.date)
        self.wave_field.setMaxLength(_LONGEST)
        self._asked = self._lay_out(w)
        self.setFocusProxy(self.any_wave)
        self.one_wave.toggled.connect(self._on_chosen)
        self.unit_field.named.connect(self._on_unit_changed)
        self.wave_field.textChanged.connect(self.changed)

    def show_wave(self, unit: UnitName, wave: WaveName) -> None:
        """Choose one wave of a unit."""
        self.one_wave.setChecked(True)
        self.unit_field.name(unit)
        self._show(wave)

    @property
    def is_one(self) -> bool:
        """Whether it is for one wave."""
        return self.one_wave.isChecked()

    @property
    def unit(self) -> UnitName:
        """The unit, of which only the name is known where the library does not have it."""
        return self.unit_field.unit

    @property
    def wave(self) -> str:
        """What the wave is called."""
        return self.wave_field.text().strip()

    @property
    def day(self) -> date:
        """The date of the wave."""
        return self.date_field.day()

    # --- building --------------------------------------------------------------------

    def _lay_out(self, w: Wording) -> QWidget:
        asked = QWidget()
        asked.setProperty("role", "clear")
        grid = QGridLayout(asked)
        grid.setContentsMargins(_INDENT, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(label(w("&Unit"), "strong", buddy=self.unit_field), 0, 0, 1, 2)
        grid.addWidget(self.unit_field, 1, 0, 1, 2)
        names = ((w("&Wave"), self.wave_field), (w("&Date"), self.date_field))
        for place, (text, field) in enumerate(names):
            grid.addWidget(label(text, "strong", buddy=field), 2, place)
            grid.addWidget(field, 3, place)
            grid.setColumnStretch(place, 1)
        told = w("They keep the answers of a team together: all its forms need the same.")
        grid.addWidget(label(told, "muted", wraps=True), 4, 0, 1, 2)
        for field in (self.unit_field, self.wave_field, self.date_field):
            field.setAccessibleDescription(told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.any_wave, self.one_wave, asked):
            column.addWidget(part)
        asked.hide()
        return asked

    # --- what happens ----------------------------------------------------------------

    def _show(self, wave: WaveName) -> None:
        self.wave_field.setText(wave.label)
        self.date_field.show_day(wave.date)

    def _on_unit_changed(self) -> None:
        wave = self._wave_of(self.unit.id) if self.unit.id else None
        self._show(wave or self._usual)
        self.changed.emit()

    def _on_chosen(self, is_one: bool) -> None:
        self._asked.setVisible(is_one)
        if is_one:
            self.unit_field.setFocus()
        self.changed.emit()
