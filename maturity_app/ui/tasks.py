"""What a person has done to the library from the window: begin, import, sign, correct, export."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.domain.translating import in_language, language_of
from maturity_app.jobs.assessing import (
    carrying_on,
    correction_of,
    new_assessment,
    open_correction,
    previous_wave,
    sign_in_library,
    store_summary,
    summary_of,
)
from maturity_app.jobs.instruments import name_of, newest_of
from maturity_app.jobs.organising import free_unit_id
from maturity_app.jobs.sharing import Sharing
from maturity_app.reports.method import method_of
from maturity_app.storage.entries import UnitName, wave_labels
from maturity_app.storage.library import Entry, Library
from maturity_app.storage.problems import MaturityError
from maturity_app.ui.background import Background, LongWork
from maturity_app.ui.dialogs.about import AboutDialog
from maturity_app.ui.dialogs.confirm import ConfirmDialog
from maturity_app.ui.dialogs.export import (
    ComparisonDialog,
    ExportDialog,
    RollUpDialog,
    ask_place,
    report_kinds,
)
from maturity_app.ui.dialogs.message import StopDialog, tell, tell_details
from maturity_app.ui.dialogs.method import MethodDialog
from maturity_app.ui.dialogs.new_assessment import NewAssessmentDialog, Offer
from maturity_app.ui.dialogs.picture import Picture, save_picture
from maturity_app.ui.dialogs.preferences import PreferencesDialog
from maturity_app.ui.dialogs.sign_off import Signing, SignOffDialog
from maturity_app.ui.folders import offered, opened_last
from maturity_app.ui.models.wave_tree import level_words
from maturity_app.ui.outcomes import (
    batch_outcome,
    failed_outcome,
    import_outcome,
    printed_outcome,
    stopped_outcome,
    written_outcome,
)
from maturity_app.ui.polite import LibraryTasks
from maturity_app.ui.rounds import Rounds
from maturity_app.ui.services import Services
from maturity_app.ui.widgets.work_panel import Outcome
from maturity_app.wording import Wording

if TYPE_CHECKING:
    from maturity_app.jobs.batch import Imported, Written
    from maturity_app.jobs.exchange import ImportResult
    from maturity_app.ui.pages.reports import Order
    from maturity_app.ui.printing import PrintJob


class Tasks(LibraryTasks):
    """Asks what is needed, has it done, and says what came of it.

    `library_changed` carries the id of the record to select, `begun` that of a draft to go on
    with, `told` what is to be said for a while, `own_answers_came` the id of one person's own
    answers that were brought in, if need be with those of others, `staff_surveys_came` the files
    of staff surveys, which are never taken into the library.
    """

    library_changed = Signal(str)
    begun = Signal(str)
    told = Signal(str)
    own_answers_came = Signal(str)
    staff_surveys_came = Signal(object)

    def __init__(
        self,
        w: Wording,
        library: Library,
        services: Services,
        background: Background,
        window: QWidget,
    ) -> None:
        """Work on a library; dialogs stand before `window`."""
        super().__init__(w, library, services, background, window)
        self._folder = offered(services.settings().folder)
        self._opened_in: Path | None = None

    # --- beginning -------------------------------------------------------------------

    def begin(self, selected: UnitName | None = None) -> None:
        """Begin an assessment of any unit; the selected one is proposed."""
        self._politely(lambda: self._begin(None, None, selected))

    def begin_wave(self, assessment_id: str) -> None:
        """Begin the next wave of a record's unit, with what its last wave answered."""
        self._politely(lambda: self._begin_wave(self._library.entry(assessment_id)))

    def _begin_wave(self, entry: Entry) -> None:
        waves = [other for other in self._library.entries(entry.unit.id) if not other.is_own]
        newest = max(waves or [entry], key=lambda other: (other.wave.date, other.wave.label))
        last = self._library.assessment(newest.id)
        unit = entry.unit._replace(headcount=last.unit.headcount or entry.unit.headcount)
        self._begin(unit, last.questionnaire)

    def _begin(
        self,
        unit: UnitName | None,
        last: Questionnaire | None,
        selected: UnitName | None = None,
    ) -> None:
        questionnaires, entries = self._questionnaires(), self._library.entries()
        # A branch answers nothing itself.
        answers = any(selected and entry.unit.id == selected.id for entry in entries)
        offer = Offer(
            units=self._library.units(),
            questionnaires=questionnaires,
            taken={(entry.unit.id, entry.wave.label) for entry in entries if not entry.is_own},
            round_of=Rounds(self._library, entries).of,
            today=_today(),
            unit=unit,
            selected=selected if answers else None,
            proposed=_proposed(questionnaires, last),
        )
        wanted = NewAssessmentDialog.ask(self._window, self._w, offer)
        if wanted is None:
            return
        draft = new_assessment(
            wanted.questionnaire,
            wanted.unit_name,
            wanted.wave_label,
            wanted.day,
            unit_id=wanted.unit_id or free_unit_id(self._library, wanted.unit_name),
            headcount=wanted.headcount,
            assessor=wanted.assessor,
        )
        self._add(carrying_on(draft, previous_wave(self._library, draft)))

    def _questionnaires(self) -> Sequence[Questionnaire]:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return self._services.questionnaires()
        finally:
            QGuiApplication.restoreOverrideCursor()

    def correct(self, assessment_id: str) -> None:
        """Begin a correction of a signed record, or go on with the one that was begun."""
        self._politely(lambda: self._correct(self._library.assessment(assessment_id)))

    def _correct(self, record: Assessment) -> None:
        w = self._w
        begun = open_correction(self._library, record)
        if begun:
            self.library_changed.emit(begun)
            self.begun.emit(begun)
            return
        title = w("Correct {wave}?", wave=record.wave.label)
        text = w(
            "A new draft opens with all answers of this record, marked as its correction. "
            "The signed record stays as it is, and counts until you sign the correction."
        )
        if ConfirmDialog.ask(self._window, w, title, text, w("Begin the correction")):
            self._add(correction_of(record))

    def _add(self, draft: Assessment) -> None:
        self._library.add(draft)
        store_summary(self._library, draft)
        self.library_changed.emit(draft.id)
        self.begun.emit(draft.id)

    # --- signing ---------------------------------------------------------------------

    def sign_off(self, assessment_id: str) -> None:
        """Sign a draft off, once a person has read what that does."""
        self._politely(lambda: self._sign_off(assessment_id))

    def _sign_off(self, assessment_id: str) -> None:
        draft = self._library.assessment(assessment_id)
        summary = summary_of(draft)
        signing = Signing(
            unit=draft.unit.name,
            wave=draft.wave.label,
            open_items=summary.total - summary.done,
            dont_know=summary.dont_know,
            level=level_words(summary, self._w),
            is_correction=draft.supersedes is not None,
        )
        role = SignOffDialog.ask(self._window, self._w, signing)
        if role is None:
            return
        sign_in_library(self._library, assessment_id, role, _today())
        self.library_changed.emit(assessment_id)

    # --- files -----------------------------------------------------------------------

    def open_files(self) -> None:
        """Ask for assessment files, workbooks or packs and take them into the library."""
        w = self._w
        start = self._opened_in or opened_last(self._services)
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, w("Open file"), str(start), _kinds_to_open(w)
        )
        if chosen:
            self._opened_in = Path(chosen[0]).parent
            self.import_files([Path(name) for name in chosen])

    def open_again(self, path: Path) -> None:
        """Select the record of a file that was opened before; take it in where it is gone."""
        self.import_files([path], says_known=False)

    def import_files(self, paths: Sequence[Path], *, says_known: bool = True) -> None:
        """Take files into the library without overwriting anything there; then staff surveys."""
        surveys = [path for path in paths if self._services.is_staff_survey(path)]
        frozen = tuple(path for path in paths if path not in surveys)
        if not frozen:
            self._tell_staff_surveys(surveys)
            return
        work = self._background.run_long(
            self._w("Bringing in files"),
            lambda watch: self._services.import_files(frozen, watch),
            partial(self._on_imported, frozen, says_known=says_known),
            self._on_long_failed,
        )
        work.ended.connect(lambda _: self._tell_staff_surveys(surveys))

    def _tell_staff_surveys(self, surveys: Sequence[Path]) -> None:
        if surveys:
            self.staff_surveys_came.emit(surveys)

    def _on_imported(
        self, paths: Sequence[Path], imported: "Imported", *, says_known: bool
    ) -> Outcome | None:
        w, last = self._w, imported.last
        bad = {result.path for result in imported.noted if result.outcome == "failed"}
        # That a file was opened is no less true where it can't be noted.
        with contextlib.suppress(MaturityError):
            self._services.note_recent([path for path in paths if path not in bad])
        self.library_changed.emit(imported.newest_id)
        if self._brought_own_answers(imported):
            QTimer.singleShot(0, lambda: self.own_answers_came.emit(imported.newest_id))
        if imported.done > 1 or imported.refused is not None:
            return import_outcome(imported, w, lambda: self.import_files(paths))
        # What became of a single file is told at once and whole, once its row is gone.
        if last is None:
            told = w("There was no assessment file in it.")
            QTimer.singleShot(0, lambda: tell(self._window, w, w("Nothing found"), told))
        elif last.changes or last.outcome not in _UNSAID[says_known]:
            self._tell_single(last)
        return None

    def _brought_own_answers(self, imported: "Imported") -> bool:
        """Return whether records came in of which the last holds one person's own answers."""
        came = imported.outcomes["added"] + imported.outcomes["second_entry"]
        return bool(came and imported.newest_id) and bool(
            self._library.entry(imported.newest_id).assessor
        )

    def _tell_single(self, result: "ImportResult") -> None:
        w = self._w
        told, title = result.worded(w), w("Already here")
        if result.outcome == "failed":
            title = w.plural(
                "{count} file could not be opened", "{count} files could not be opened", 1
            )
        elif result.changes:
            title = w("Changed by hand")
        QTimer.singleShot(0, lambda: tell(self._window, w, title, told))

    def export(self, assessment_id: str) -> None:
        """Ask for a kind of file and a place, and write an assessment or a report on it."""
        self._politely(lambda: self._export(assessment_id))

    def _export(self, assessment_id: str) -> None:
        assessment = self._library.assessment(assessment_id)
        about = f"{assessment.unit.name}, {assessment.wave.label}"
        start = self._folder / self._services.file_stem(assessment)
        path = ExportDialog.ask(self._window, self._w, about, report_kinds(self._w), start)
        if path is not None:
            self._write(path, lambda _: self._services.write_report(path, assessment_id))

    def export_comparison(self, assessment_ids: Sequence[str], rank: str) -> None:
        """Ask for a kind of file and a place, and write a comparison, units in a node's order."""
        w, ids = self._w, tuple(assessment_ids)
        about = w.plural("{count} assessment", "{count} assessments", len(ids))
        start = self._folder / w("Comparison")
        chosen = ComparisonDialog.ask_both(self._window, w, about, start)
        if chosen is not None:
            (path, share), write = chosen, self._services.write_comparison
            self._write(path, lambda watch: write(path, ids, watch, rank, share))

    def export_rollup(self) -> None:
        """Ask for a kind of file, a wave and a place, and write all units summed up."""
        start = self._folder / self._w("Roll-up")
        waves = wave_labels(self._library.entries())
        chosen = RollUpDialog.ask_both(self._window, self._w, waves, start)
        if chosen is not None:
            (path, wave), write = chosen, self._services.write_rollup
            self._write(path, lambda watch: write(path, watch, wave))

    def _write(self, path: Path, work: Callable[[LongWork], bool]) -> None:
        w = self._w
        self._folder = path.parent
        self._background.run_long(
            w("Writing {name}", name=path.name),
            work,
            lambda is_written: written_outcome(path, w) if is_written else stopped_outcome(w),
            self._on_long_failed,
        )

    def write_reports(self, order: "Order") -> None:
        """Ask for a place, and write a report on each record of an order there."""
        self._politely(lambda: self._write_reports(order))

    def _write_reports(self, order: "Order") -> None:
        w, ids, kind = self._w, order.record_ids, order.kind
        if len(ids) == 1:
            start = self._folder / self._services.copy_stem(ids[0], order.share)
            path = ask_place(self._window, w, kind, start, Sharing(preset=order.share))
            if path is not None:
                write = self._services.write_report
                self._write(path, lambda _: write(path, ids[0], order.language, order.share))
            return
        title = w("Folder for the reports")
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(self._folder))
        if not chosen:
            return
        self._folder = Path(chosen)
        self._write_to(self._folder, order)

    def _write_to(self, folder: Path, order: "Order") -> None:
        self._background.run_long(
            self._w("Writing reports"),
            lambda watch: self._services.write_reports(order, folder, watch),
            lambda written: self._on_reports_written(written, order, folder),
            self._on_long_failed,
        )

    def _on_reports_written(
        self, written: "Sequence[Written]", order: "Order", folder: Path
    ) -> Outcome:
        for report in written:
            if report.failure and not isinstance(report.failure, MaturityError):
                QTimer.singleShot(0, partial(_raise, report.failure))
                break
        rest = replace(order, record_ids=order.record_ids[len(written) :])
        go_on = partial(self._write_to, folder, rest)
        return batch_outcome(written, len(order.record_ids), folder, self._w, go_on)

    def save_picture(self, picture: Picture, name: str) -> None:
        """Ask for a place and save the picture of a chart there."""
        self._politely(lambda: self._save_picture(picture, name))

    def _save_picture(self, picture: Picture, name: str) -> None:
        path = save_picture(self._window, self._w, picture, self._folder, name)
        if path is not None:
            self._folder = path.parent
            self.told.emit(self._w("Saved in {folder}: {name}", folder=path.parent, name=path.name))

    def print_report(self, job: "PrintJob") -> None:
        """Print what was asked for."""
        w = self._w
        self._background.run_long(
            w("Printing {name}", name=job.name),
            job.print,
            lambda count: printed_outcome(count, w),
            self._on_long_failed,
        )

    def show_details(self, outcome: Outcome) -> None:
        """Show what is of note in what came of long work, to be copied."""
        tell_details(self._window, self._w, outcome.told, outcome.details)

    @staticmethod
    def open_file(path: Path) -> None:
        """Open a file or folder with the program the desktop has for it."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    # --- figures ---------------------------------------------------------------------

    def refresh(self, assessment_id: str, on_ready: Callable[[Entry], object]) -> None:
        """Work out the figures of an entry that has none; a record that is gone is passed over."""
        self._background.run_in_background(
            lambda: self._services.refresh(assessment_id), on_ready, _pass_over
        )

    # --- failures --------------------------------------------------------------------

    def _on_long_failed(self, failure: Exception) -> Outcome:
        return failed_outcome(failure, self._w)

    def ask_to_stop(self, names: Sequence[str]) -> bool:
        """Ask whether work that is under way may be stopped."""
        return StopDialog.ask(self._window, self._w, names)

    def show_folder(self) -> None:
        """Show the library's folder as the desktop shows folders."""
        self.open_file(self._library.path.parent)

    def show_method(self, assessment_id: str) -> None:
        """Tell how a record is scored; without one, by the first questionnaire there is."""
        self._politely(lambda: self._show_method(assessment_id))

    def _show_method(self, assessment_id: str) -> None:
        w = self._w
        if assessment_id:
            questionnaire = self._library.assessment(assessment_id).questionnaire
        else:
            questionnaire = self._questionnaires()[0]
        spoken = in_language(questionnaire, language_of(questionnaire, w.language))
        MethodDialog.tell(self._window, w, method_of(spoken, w))

    def ask_preferences(self) -> bool:
        """Ask how the window should speak and look, and keep it; return whether it changes."""
        before = self._services.settings()
        place = self._library.path.parent
        chosen = PreferencesDialog.ask(self._window, self._w, before, place)
        if chosen is None:
            return False
        try:
            self._services.keep_settings(chosen)
        except MaturityError as refused:
            self._on_failed(refused)
            return False
        self._folder = offered(chosen.folder)
        return chosen._replace(folder=before.folder) != before

    def tell_about(self) -> None:
        """Say which program this is and where its library is."""
        AboutDialog.tell(self._window, self._w, self._library.path)


_UNSAID = {True: ("added",), False: ("added", "known")}
"""What need not be said of a single file, by whether that it is known is news."""


def _proposed(
    questionnaires: Sequence[Questionnaire], last: Questionnaire | None
) -> Questionnaire | None:
    """Return the newest version of what was answered last, if need be without its extension."""
    if last is None:
        return None
    return newest_of(questionnaires, name_of(last)) or newest_of(questionnaires, last.id)


def _raise(failure: Exception) -> None:
    raise failure


def _pass_over(failure: Exception) -> None:
    """Leave out figures that can't be worked out: opening the record says why."""
    if not isinstance(failure, MaturityError):
        raise failure


def _kinds_to_open(w: Wording) -> str:
    """Return what a dialog lists: all that can be opened at first, then kind by kind."""
    files, workbooks, packs = "*.assessment.json", "*.xlsx", "*.pack *.zip"
    surveys = "*.staff.json"
    kinds = (
        (w("All that can be opened"), f"{files} {workbooks} {packs} {surveys}"),
        (w("Assessment files"), files),
        (w("Workbooks"), workbooks),
        (w("Packs"), packs),
        (w("Staff surveys"), surveys),
        (w("All files"), "*"),
    )
    return ";;".join(f"{name} ({patterns})" for name, patterns in kinds)


def _today() -> date:
    return datetime.now().astimezone().date()
