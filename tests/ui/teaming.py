"""How one comes to what a team's people answered alone: on the pages, and in dialogs."""

from PySide6.QtWidgets import QDialog, QWidget

from maturity_app.jobs.merging import Merged, gather_in_library, own_entries
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.gather import (
    GatherDialog,
    People,
    Variant,
    WhichCountsDialog,
    about_entry,
)
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
    told = stage.w("{file} is here already.", file="Roy.xlsx")
    refused = stage.w("{file} was not added: {why}", file="Eva.xlsx", why="C7: …")
    ticked = {entry.id for entry in entries[1:]}
    people = People(entries=entries, ticked=ticked, told=told, refused=refused)
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
    told = [
        (each, [
            Variant(
                id=place,
                about=about_entry(stage.library.entry(place), stage.w),
                apart=stage.w("the same answers, other comments"),
                is_chosen=place == each.places[0],
            )
            for place in each.places
        ])
        for each in found
    ]  # fmt: skip
    return WhichCountsDialog(stage.window, stage.w, told)
