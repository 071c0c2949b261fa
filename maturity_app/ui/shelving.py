"""What a person has done to the questionnaires: looked through, added, edited, removed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translating import in_language, language_of
from maturity_app.jobs.examining import Examined
from maturity_app.jobs.instruments import Shelf
from maturity_app.jobs.own_items import Lack, OwnItems, answer_labels, own_items_of
from maturity_app.ui.background import Background
from maturity_app.ui.dialogs.add_questionnaire import AddQuestionnaireDialog
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.own_questions import Editing, OwnQuestionsDialog
from maturity_app.ui.folders import opened_last
from maturity_app.ui.models.examined import name_in_full
from maturity_app.ui.models.shelf import volumes_of
from maturity_app.ui.pages.questionnaires import QuestionnairesPage
from maturity_app.ui.polite import Polite
from maturity_app.ui.services import Services
from maturity_app.wording import Wording


class Shelving(Polite):
    """Serves the questionnaires page: checks and adds beside the window, asks before it changes.

    `form_wanted` carries the questionnaire that a form is wanted of.
    """

    form_wanted = Signal(object)

    def __init__(
        self,
        w: Wording,
        services: Services,
        background: Background,
        page: QuestionnairesPage,
        window: QWidget,
    ) -> None:
        """Serve a page; dialogs stand before `window`."""
        super().__init__(w, window)
        self._services = services
        self._background = background
        self._page = page
        self._folder: Path | None = None
        self._found: dict[str, Questionnaire] = {}
        page.looked_at.connect(self.look)
        page.file_requested.connect(self._on_file)
        page.folder_requested.connect(self._on_folder)
        page.dropped.connect(self.add)
        page.panel.form_requested.connect(lambda name: self.form_wanted.emit(self._found[name]))
        page.panel.own_requested.connect(self._on_own)
        page.panel.edit_requested.connect(self._on_edit)
        page.panel.remove_requested.connect(self._on_remove)

    def look(self, chosen: str = "") -> None:
        """Read what is installed and show it."""

        def show(shelf: Shelf) -> None:
            read = {entry.name: entry.questionnaire for entry in shelf.entries}
            self._found = {name: found for name, found in read.items() if found}
            self._page.show_volumes(volumes_of(shelf, self._w), chosen)

        self._run(self._services.shelf, show)

    # --- adding ----------------------------------------------------------------------

    def add(self, path: Path) -> None:
        """Check what lies at a path, show what was found, and add it if that is wished."""

        def ask(examined: Examined) -> None:
            if AddQuestionnaireDialog.ask(self._window, self._w, examined):
                self._run(lambda: self._services.add_questionnaire(path), self.look)

        self._folder = path.parent
        self._run(lambda: self._services.examine(path), ask)

    def _on_file(self) -> None:
        w = self._w
        kinds = f"{w('Questionnaires')} (*.zip *.yaml *.yml);;{w('All files')} (*)"
        title = w("Add a questionnaire")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, self._start(), kinds)
        if chosen:
            self.add(Path(chosen))

    def _on_folder(self) -> None:
        title = self._w("The folder of a questionnaire")
        chosen = QFileDialog.getExistingDirectory(self._window, title, self._start())
        if chosen:
            self.add(Path(chosen))

    def _start(self) -> str:
        """Return where one was last, or else where the last file came from."""
        return str(self._folder or opened_last(self._services))

    # --- questions of a unit's own ---------------------------------------------------

    def _on_own(self, name: str) -> None:
        self._edit(OwnItems(extends=name), self._found[name], None)

    def _on_edit(self, name: str) -> None:
        older = self._found[name]
        own = own_items_of(older)
        if own is not None:
            self._edit(own, older, older)

    def _edit(self, own: OwnItems, shown: Questionnaire, older: Questionnaire | None) -> None:
        def check(typed: OwnItems, told: Callable[[list[Lack]], object]) -> None:
            self._run(lambda: self._services.check_own_items(typed, older), told)

        spoken = in_language(shown, language_of(shown, self._w.language))
        editing = Editing(own=own, base=spoken.title, labels=answer_labels(spoken, self._w))
        kept = OwnQuestionsDialog.ask(self._window, self._w, editing, check)
        if kept is not None:
            self._run(lambda: self._services.keep_own_items(kept), self.look)

    # --- removing --------------------------------------------------------------------

    def _on_remove(self, name: str) -> None:
        w = self._w
        found = self._found.get(name)
        shown = name_in_full(found, w) if found else name
        title = w("Remove {name}?", name=shown)
        text = w("No assessment of this library uses it. To have it again, add it again.")
        if ConfirmDialog.ask(self._window, w, title, text, w("Remove")):
            self._run(lambda: self._services.remove_questionnaire(name), lambda _: self.look())

    # --- beside the window -----------------------------------------------------------

    def _run(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        self._background.run_in_background(work, then, self._on_failed)
