"""What the menus hold, read from the menus themselves so that the help can't say otherwise."""

from collections.abc import Iterator

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from maturity_app.ui.actions import Actions
from maturity_app.ui.models.help_texts import Menus
from maturity_app.wording import Wording


def menus_of(bar: QMenuBar, actions: Actions, w: Wording) -> Menus:
    """Return the entries of a menu bar by the name each action has among `actions`."""
    names = {id(action): name for name, action in vars(actions).items()}
    entries: dict[str, str] = {}
    keys: dict[str, str] = {}
    for menu, action in _entries(bar):
        text = _plain(action.text())
        if id(action) in names:
            entry = text.removesuffix("…")
            entries[names[id(action)]] = w("{menu} › {entry}", menu=menu, entry=entry)
        shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if shortcut:
            # Undo stands in two menus, each for its page, with the same keys.
            keys.setdefault(shortcut, text)
    return Menus(entries, tuple(keys.items()))


def way_to_correct(w: Wording) -> str:
    """Return where a signed record is corrected, as the menus name it."""
    menu, entry = _plain(w("&Assessment")), _plain(w("&Correct…"))
    return w("To correct it: {entry}", entry=w("{menu} › {entry}", menu=menu, entry=entry))


def _entries(bar: QMenuBar) -> Iterator[tuple[str, QAction]]:
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            for action in menu.actions():
                if not action.isSeparator():
                    yield _plain(top.text()), action


def _plain(text: str) -> str:
    return text.replace("&", "")
