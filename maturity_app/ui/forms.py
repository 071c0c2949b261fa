"""Forms for people without the program: asked for whom and where, and written there."""

from datetime import datetime
from functools import partial
from pathlib import Path

from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translating import in_language
from maturity_app.jobs.reporting import safe_name
from maturity_app.storage.library import Entry
from maturity_app.ui.dialogs.export import ask_place
from maturity_app.ui.dialogs.form_for import FormForDialog, FormOffer, FormOrder
from maturity_app.ui.folders import opened_last
from maturity_app.ui.outcomes import failed_outcome, written_outcome
from maturity_app.ui.polite import LibraryTasks
from maturity_app.ui.rounds import Rounds


class Forms(LibraryTasks):
    """Asks for whom a form is and where it goes, and has it written."""

    _folder: Path | None = None

    def ask(self, questionnaire: Questionnaire) -> None:
        """Ask for whom a form of a questionnaire is, and write it."""
        self._politely(lambda: self._ask(questionnaire, None))

    def ask_for_wave(self, record_id: str) -> None:
        """Ask who fills in a form for the wave of a record, and write it."""
        self._politely(lambda: self._ask_for_wave(record_id))

    def _ask_for_wave(self, record_id: str) -> None:
        asked = self._library.assessment(record_id).questionnaire
        self._ask(asked, self._library.entry(record_id))

    def _ask(self, questionnaire: Questionnaire, entry: Entry | None) -> None:
        offer = FormOffer(
            questionnaire=questionnaire,
            units=self._library.units(),
            round_of=Rounds(self._library, self._library.entries()).of,
            today=datetime.now().astimezone().date(),
            unit=entry.unit if entry else None,
            wave=entry.wave if entry else None,
        )
        order = FormForDialog.ask(self._window, self._w, offer)
        if order is None:
            return
        start = (self._folder or opened_last(self._services)) / self._stem(questionnaire, order)
        path = ask_place(self._window, self._w, order.kind, start)
        if path is not None:
            self._folder = path.parent
            self._write(path, questionnaire, order)

    def _stem(self, questionnaire: Questionnaire, order: FormOrder) -> str:
        """Return how the file is called if nothing else is typed."""
        w, title = self._w, in_language(questionnaire, order.language).title
        if order.to.assessor:
            named = w("Form for {name}: {title}", name=order.to.assessor, title=title)
            return safe_name(named)
        return safe_name(w("Form: {title}", title=title))

    def _write(self, path: Path, questionnaire: Questionnaire, order: FormOrder) -> None:
        w = self._w
        self._background.run_long(
            w("Writing {name}", name=path.name),
            lambda _: self._services.write_form(path, questionnaire, order.language, order.to),
            lambda _: written_outcome(path, w),
            partial(failed_outcome, w=w),
        )
