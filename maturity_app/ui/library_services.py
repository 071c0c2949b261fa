"""What the window has jobs do over the library in one data folder, imported when it is needed."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_app.domain.assessment import Assessment, Share
    from maturity_app.domain.migration import Migration
    from maturity_app.domain.questionnaire import Questionnaire
    from maturity_app.jobs.batch import Imported, Written
    from maturity_app.jobs.examining import Examined
    from maturity_app.jobs.forms import Invitation
    from maturity_app.jobs.incoming import Watch
    from maturity_app.jobs.instruments import Shelf
    from maturity_app.jobs.own_items import Lack, OwnItems
    from maturity_app.jobs.sharing import Preview
    from maturity_app.reports.content import ComparisonReport
    from maturity_app.storage.library import Entry, Library
    from maturity_app.storage.settings import Settings
    from maturity_app.ui.assessment_model import AssessmentModel
    from maturity_app.ui.models.team import Team
    from maturity_app.ui.pages.reports import Order
    from maturity_app.wording import Wording


class LibraryServices:
    """Does what `Services` names; what runs in the background opens the library for itself."""

    def __init__(self, library: Library, data: Path, w: Wording) -> None:
        """Stand over an open library and the folder it is in."""
        self._library = library
        self._data = data
        self._w = w
        self.asked_in = ""

    def open_assessment(self, record_id: str) -> AssessmentModel:
        from maturity_app.jobs.assessing import earlier_waves
        from maturity_app.ui.assessment_model import AssessmentModel

        assessment = self._library.assessment(record_id)
        earlier = earlier_waves(self._library, assessment)
        model = AssessmentModel(
            self._library,
            assessment,
            earlier,
            language=self._w.language,
            chosen=self.asked_in,
        )
        model.team = _team_of(self._library, assessment)
        model.language_changed.connect(self._on_language_chosen)
        return model

    def _on_language_chosen(self, language: str) -> None:
        self.asked_in = language

    def questionnaires(self) -> list[Questionnaire]:
        from maturity_app.jobs.instruments import installed

        return [entry.questionnaire for entry in installed(self._data) if entry.questionnaire]

    def settings(self) -> Settings:
        from maturity_app.storage.settings import read_settings

        return read_settings(self._data)

    def keep_settings(self, settings: Settings) -> None:
        from maturity_app.storage.settings import write_settings

        write_settings(self._data, settings)

    def can_open(self, path: Path) -> bool:
        from maturity_app.jobs.exchange import can_open

        return can_open(path)

    def is_staff_survey(self, path: Path) -> bool:
        from maturity_app.storage.staff import is_staff_survey

        return is_staff_survey(path)

    def recent_files(self) -> list[Path]:
        from maturity_app.storage.recent import read_recent

        return read_recent(self._data)

    def note_recent(self, paths: Sequence[Path]) -> None:
        from maturity_app.storage.recent import note_recent

        note_recent(self._data, paths)

    def clear_recent(self) -> None:
        from maturity_app.storage.recent import clear_recent

        clear_recent(self._data)

    def newer_version(self, entry: Entry) -> str:
        from maturity_app.domain.versions import version_order
        from maturity_app.storage.versions import installed_version

        if entry.status != "draft" or entry.is_archived or entry.corrects:
            return ""
        found = installed_version(entry.questionnaire_id, self._data)
        held = entry.questionnaire_version
        if found == held:
            return ""
        return found if version_order(found) > version_order(held) else ""

    def migration(self, record_id: str) -> Migration | None:
        from maturity_app.jobs.migrating import migration_of, newer_version

        with _own_library(self._data) as library:
            draft = library.assessment(record_id)
        newer = newer_version(draft, self._data)
        return migration_of(draft, newer) if newer else None

    def migrate(self, migration: Migration) -> bool:
        from maturity_app.jobs.migrating import migrate

        with _own_library(self._data) as library:
            migrate(library, migration)
        return True

    def take_back(self, migration: Migration) -> None:
        from maturity_app.jobs.migrating import take_back

        with _own_library(self._data) as library:
            take_back(library, migration)

    def file_stem(self, assessment: Assessment) -> str:
        from maturity_app.jobs.reporting import file_stem

        return file_stem(assessment)

    def copy_stem(self, record_id: str, share: Share) -> str:
        from maturity_app.jobs.sharing import Sharing

        sharing = Sharing(preset=share)
        copy = sharing.copy_of(self._library.assessment(record_id), self._w)
        return sharing.placed(Path(f"{self.file_stem(copy)}.pdf")).name.removesuffix(".pdf")

    def leaving(self, record_id: str, share: Share) -> Preview:
        from maturity_app.jobs.assessing import earlier_waves
        from maturity_app.jobs.sharing import preview_of

        record = self._library.assessment(record_id)
        return preview_of(record, share, len(earlier_waves(self._library, record)))

    def import_files(self, paths: Sequence[Path], watch: Watch) -> Imported:
        from maturity_app.jobs.batch import import_each

        with _own_library(self._data) as library:
            return import_each(library, paths, watch)

    def write_report(
        self, path: Path, record_id: str, language: str = "", share: Share = "full"
    ) -> bool:
        from maturity_app.jobs.batch import write_one
        from maturity_app.jobs.sharing import Sharing

        with _own_library(self._data) as library:
            write_one(library, record_id, path, language or self._w.language, Sharing(preset=share))
        return True

    def write_reports(self, order: Order, folder: Path, watch: Watch) -> Sequence[Written]:
        from maturity_app.jobs.batch import Manner, write_each

        manner = Manner(suffix=order.kind.suffix, language=order.language, share=order.share)
        with _own_library(self._data) as library:
            return write_each(library, order.record_ids, folder, manner, watch)

    def write_comparison(
        self,
        path: Path,
        record_ids: Sequence[str],
        watch: Watch | None = None,
        rank: str = "",
        share: Share = "full",
    ) -> bool:
        from maturity_app.jobs.batch import read_each
        from maturity_app.jobs.reporting import Comparing, write_comparison

        with _own_library(self._data) as library:
            compared = list(read_each(library, record_ids, watch))
        if watch is not None and watch.is_cancelled:
            return False
        write_comparison(path, compared, self._w.language, Comparing(rank=rank, share=share))
        return True

    def write_rollup(self, path: Path, watch: Watch, wave: str = "") -> bool:
        from maturity_app.domain.rollup import Choice
        from maturity_app.jobs import rollup

        kept = rollup.Kept(self._w.language)
        with _own_library(self._data) as library:
            for record in rollup.records_of(library, watch):
                kept.take(record)
        if watch.is_cancelled:
            return False
        choice = Choice(wave=wave)
        summed_up = rollup.rolled_up(rollup.most_answered(kept.records, choice), choice)
        rollup.write_rollup(path, summed_up, self._w.language)
        return True

    def report_pdf(self, record_id: str, language: str, share: Share = "full") -> bytes:
        from maturity_app.jobs.preview import pdf_from

        return pdf_from(lambda path: self.write_report(path, record_id, language, share))

    def comparison(self, record_ids: Sequence[str]) -> ComparisonReport | None:
        from maturity_app.domain.comparison import family_of
        from maturity_app.jobs.batch import read_each
        from maturity_app.jobs.reporting import in_its_language
        from maturity_app.reports.content import comparison_of

        with _own_library(self._data) as library:
            read = list(read_each(library, record_ids))
        if len({family_of(record.questionnaire) for record in read}) > 1:
            return None
        return comparison_of([in_its_language(record, self._w.language) for record in read])

    def comparison_pdf(self, record_ids: Sequence[str], rank: str) -> bytes:
        from maturity_app.jobs.preview import pdf_from

        return pdf_from(lambda path: self.write_comparison(path, record_ids, rank=rank))

    def refresh(self, record_id: str) -> Entry:
        from maturity_app.jobs.assessing import store_summary

        with _own_library(self._data) as library:
            store_summary(library, library.assessment(record_id))
            return library.entry(record_id)

    def shelf(self) -> Shelf:
        from maturity_app.jobs.instruments import Shelf, installed

        with _own_library(self._data) as library:
            uses = library.questionnaire_uses()
        return Shelf(entries=tuple(installed(self._data)), uses=uses)

    def examine(self, path: Path) -> Examined:
        from maturity_app.jobs.examining import examine

        return examine(path, self._data)

    def add_questionnaire(self, path: Path) -> str:
        from maturity_app.jobs.instruments import add_questionnaire, name_of

        return name_of(add_questionnaire(path, self._data))

    def remove_questionnaire(self, name: str) -> None:
        from maturity_app.jobs.instruments import remove_questionnaire

        with _own_library(self._data) as library:
            used = name in library.questionnaire_uses()
            remove_questionnaire(name, self._data, used)

    def write_form(
        self, path: Path, questionnaire: Questionnaire, language: str, to: Invitation
    ) -> None:
        from maturity_app.jobs.forms import write_form

        write_form(path, questionnaire, language, to)

    def check_own_items(self, own: OwnItems, older: Questionnaire | None) -> list[Lack]:
        from maturity_app.jobs.own_items import check_own_items

        return check_own_items(own, self._data, older)

    def keep_own_items(self, own: OwnItems) -> str:
        from maturity_app.jobs.instruments import name_of
        from maturity_app.jobs.own_items import keep_own_items

        return name_of(keep_own_items(own, self._data))

    def add_example(self, branch_name: str) -> str:
        from maturity_app.jobs.example import add_example

        with _own_library(self._data) as library:
            return add_example(library, branch_name)

    def remove_example(self) -> int:
        from maturity_app.jobs.example import remove_example

        with _own_library(self._data) as library:
            return remove_example(library)


def _team_of(library: Library, assessment: Assessment) -> Team | None:
    """Return the answers a consensus was made of, as they are now; None where it is none."""
    if not assessment.sources:
        return None
    from maturity_app.jobs.merging import team_in
    from maturity_app.ui.models.team import Team

    gathering, missing = team_in(library, assessment)
    return Team(gathering=gathering, missing=missing)


@contextlib.contextmanager
def _own_library(data: Path) -> Iterator[Library]:
    from maturity_app.storage.library import open_library

    library = open_library(data)
    try:
        yield library
    finally:
        library.close()
