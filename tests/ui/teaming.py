"""How one comes to what a team's people answered alone: on the pages, and in dialogs."""

from PySide6.QtWidgets import QDialog, QWidget

from maturity_app.jobs.merging import Merged, gather_in_library, own_entries
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.gather import GatherDialog, People, WhichCountsDialog
from maturity_app.ui.main_window import MainWindow
from tests.ui import page_views as pages
from tests.ui.dialog_views import new
from tests.ui.staging import Stage
from tests.ui.team_library import OWN, TEAM, UNIT, WAVE


def consensus(stage: Stage) -> str:
    """Return the id of the consensus draft."""
    return next(e.id for e in stage.library.entries(UNIT) if e.sources)


# --- pages -------------------------------------------------------------------------------


def home(stage: Stage) -> QWidget:
    """Show people's own answers beneath the wave they are for."""
    window = stage.at(Page.HOME)
    window.home.select(OWN)
    return window


def home_consensus(stage: Stage) -> QWidget:
    window = stage.at(Page.HOME)
    window.home.select(consensus(stage))
    return window


def survey(stage: Stage) -> MainWindow:
    """Show the question on which the team lies widest apart."""
    window = stage.at(Page.SURVEY, consensus(stage))
    window.pages.survey.show_differing()
    return window


def meeting(stage: Stage) -> QWidget:
    """Show who answered what before the meeting, once the votes are shown."""
    survey(stage)
    window = pages.entered_meeting(stage)
    view = stage.window.pages.survey.meeting
    assert view is not None
    view.foot.reveal.click()
    return window


# --- dialogs -----------------------------------------------------------------------------


def new_alone(stage: Stage) -> QDialog:
    dialog = new(stage)
    dialog.whom_field.alone.setChecked(True)
    dialog.whom_field.name_field.setText("Anna Nowak")
    return dialog


def gather(stage: Stage) -> QDialog:
    wave = stage.library.entry(OWN)
    entries = own_entries(stage.library, wave)
    told = stage.w.plural(
        "{count} file is of another unit or wave, or nobody's own answers; it is in the library "
        "too.",
        "{count} files are of other units or waves, or nobody's own answers; they are in the "
        "library too.",
        1,
    )
    people = People(entries=entries, ticked={entry.id for entry in entries[1:]}, told=told)
    return GatherDialog(stage.window, stage.w, f"{TEAM}, {WAVE}", people, lambda _: None)


def gather_nobody(stage: Stage) -> QDialog:
    people = People(entries=(), ticked=())
    dialog = GatherDialog(stage.window, stage.w, f"{TEAM}, {WAVE}", people, lambda _: None)
    dialog.show()
    dialog.accept_button.click()
    return dialog


def which_counts(stage: Stage) -> QDialog:
    entries = own_entries(stage.library, stage.library.entry(OWN))
    ids = [entry.id for entry in entries]
    found = gather_in_library(stage.library, ids)
    assert not isinstance(found, Merged)
    told = [(each, [stage.library.entry(place) for place in each.places]) for each in found]
    return WhichCountsDialog(stage.window, stage.w, told)
