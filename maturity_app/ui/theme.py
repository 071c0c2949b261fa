"""Colour roles, type and sizes of the window, and the one style sheet made from them."""

from dataclasses import dataclass
from string import Template


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour for each role; a later palette needs no other change."""

    surface: str
    raised: str
    selected: str
    attention: str
    text: str
    muted: str
    border: str
    control: str
    accent: str
    on_accent: str
    focus: str
    drive: str
    safeguard: str
    pressure: str
    positive: str
    negative: str
    target: str


LIGHT = Palette(
    surface="#F4F6F7",
    raised="#FFFFFF",
    selected="#E3F0F2",
    attention="#F5EFE2",
    text="#1A2026",
    muted="#525C66",
    border="#D8DEE3",
    control="#7B8794",
    accent="#0A5F6B",
    on_accent="#FFFFFF",
    focus="#0B57D0",
    drive="#2468B4",
    safeguard="#96590A",
    pressure="#656D77",
    positive="#00698C",
    negative="#B03A1A",
    target="#2E1A54",
)


@dataclass(frozen=True, slots=True)
class Type:
    """Type sizes in pixels at 100 %."""

    caption: int = 12
    dense: int = 13
    body: int = 14
    question: int = 16
    page: int = 20
    headline: int = 28


TYPE = Type()

# Widgets say what they are with the property "role"; nothing is styled at the widget itself.
_SHEET = Template("""
QWidget { color: $text; font-size: 14px; }
QMainWindow, QDialog, QWidget[role="page"] { background: $surface; }
QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] { background: transparent; border: none; }
QToolTip { background: $raised; color: $text; border: 1px solid $control; padding: 4px; }
QMenuBar { background: $raised; border-bottom: 1px solid $border; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $selected; }
QMenu { background: $raised; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $muted; }
QStatusBar { background: $raised; border-top: 1px solid $border; color: $muted; font-size: 12px; min-height: 28px; }
QStatusBar QLabel { color: $muted; font-size: 12px; }
QStatusBar::item { border: none; }

QWidget[role="rail"], QWidget[role="bar"], QWidget[role="side"], QWidget[role="list"] { background: $raised; }
QWidget[role="rail"] { border-right: 1px solid $border; }
QWidget[role="bar"] { border-bottom: 1px solid $border; }
QWidget[role="foot"] { background: $raised; border-top: 1px solid $border; }
QWidget[role="side"] { border-left: 1px solid $border; }
QWidget[role="list"] { border-right: 1px solid $border; }
QFrame[role="card"] { background: $raised; border: 1px solid $border; border-radius: 8px; }
QFrame[role="note"] { background: $attention; border: 1px solid $border; border-radius: 8px; }
QFrame[role="formula"] { background: $surface; border: 1px solid $border; border-radius: 6px; }
QFrame[role="line"] { background: $border; border: none; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="headline"] { font-size: 28px; font-weight: 600; }
QLabel[role="question"] { font-size: 16px; font-weight: 600; }
QLabel[role="panel"] { font-size: 16px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; font-size: 12px; }
QLabel[role="quiet"] { color: $muted; }
QLabel[role="dense"] { font-size: 13px; }
QLabel[role="dense-muted"] { font-size: 13px; color: $muted; }
QLabel[role="key"] { border: 1px solid $control; border-radius: 4px; background: $raised; font-size: 12px; font-weight: 600; padding: 1px 6px; }
QLabel[role="chip"] { border: 1px solid $control; border-radius: 10px; background: $raised; font-size: 12px; padding: 2px 9px; }
QLabel[role="error"] { color: $negative; }

QPushButton { background: $raised; border: 1px solid $control; border-radius: 6px; padding: 0 14px; min-height: 30px; }
QPushButton:hover { background: $surface; }
QPushButton:pressed { background: $selected; }
QPushButton:disabled { color: $muted; border-color: $border; background: $surface; }
QPushButton:checked { background: $selected; border: 2px solid $accent; padding: 0 13px; font-weight: 600; }
QPushButton:focus { outline: none; border: 2px solid $focus; padding: 0 13px; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; min-height: 34px; padding: 0 16px; }
QPushButton[role="primary"]:hover { background: $text; border-color: $text; }
QPushButton[role="primary"]:disabled { background: $border; color: $muted; border-color: $border; }
QPushButton[role="primary"]:focus { border: 2px solid $raised; outline: 2px solid $focus; padding: 0 15px; }
QPushButton[role="link"] { background: transparent; border: none; color: $accent; padding: 0 4px; min-height: 24px; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 2px solid $focus; border-radius: 4px; padding: 0 2px; }
QPushButton[role="segment"] { border-radius: 0; min-height: 28px; padding: 0 12px; font-size: 13px; margin-left: -1px; }
QPushButton[role="segment"]:checked { background: $selected; color: $accent; border: 1px solid $accent; padding: 0 12px; }
QPushButton[role="segment"]:focus { border: 2px solid $focus; padding: 0 11px; }
QPushButton[role="row"] { min-height: 26px; padding: 0 10px; font-size: 13px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px; min-width: 24px; min-height: 24px; }
QToolButton:hover { background: $surface; border-color: $border; }
QToolButton:focus { border: 2px solid $focus; }
QToolButton[role="rail"] { color: $muted; font-size: 12px; border: none; border-left: 3px solid transparent; border-radius: 0; padding: 6px 2px; min-width: 84px; min-height: 48px; }
QToolButton[role="rail"]:hover { background: $surface; }
QToolButton[role="rail"]:checked { background: $selected; color: $accent; font-weight: 600; border-left: 3px solid $accent; }
QToolButton[role="rail"]:disabled { color: $control; }
QToolButton[role="rail"]:focus { border: 2px solid $focus; border-radius: 6px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox { background: $raised; border: 1px solid $control; border-radius: 6px; padding: 4px 8px; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QComboBox, QDateEdit, QSpinBox { min-height: 22px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus { border: 2px solid $focus; padding: 3px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $surface; color: $muted; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $control; selection-background-color: $selected; selection-color: $text; }
QComboBox::drop-down { border: none; width: 24px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { outline: 2px solid $focus; }

QTreeView, QTableView, QListView { background: $raised; border: 1px solid $border; border-radius: 8px; alternate-background-color: $raised; selection-background-color: $selected; selection-color: $text; outline: none; gridline-color: $border; }
QTreeView::item, QTableView::item, QListView::item { border-bottom: 1px solid $border; padding: 2px 6px; }
QTreeView::item:selected, QTableView::item:selected, QListView::item:selected { background: $selected; color: $text; }
QTreeView:focus, QTableView:focus, QListView:focus { border: 2px solid $focus; }
QHeaderView { background: $raised; }
QHeaderView::section { background: $raised; color: $muted; font-size: 12px; font-weight: 600; border: none; border-bottom: 1px solid $control; padding: 6px; }

QProgressBar { background: $border; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar::handle:vertical { background: $control; border-radius: 4px; min-height: 32px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle:horizontal { background: $control; border-radius: 4px; min-width: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
""")


def style_sheet(palette: Palette) -> str:
    """Return the window's style sheet in a palette's colours."""
    return _SHEET.substitute({name: getattr(palette, name) for name in palette.__slots__})
