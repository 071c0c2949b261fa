"""A pulse between two yearly surveys: proposed, asked, compared and reported."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from maturity_app import app
from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.questionnaire import Extension, Questionnaire
from maturity_app.jobs.instruments import find_questionnaire, name_of
from maturity_app.storage.library import Library, open_library
from maturity_app.ui.actions import Page
from maturity_app.ui.dialogs.new_assessment import NewAssessmentDialog, Offer
from maturity_app.ui.main_window import MainWindow
from maturity_app.ui.pages.wave_panel import Wish
from maturity_app.ui.theme import LIGHT
from maturity_app.wording import ENGLISH as W
from tests.building import assessment

LONG, SHORT = (find_questionnaire(name) for name in ("digital-culture", "digital-culture-pulse"))


def wave(definition: Questionnaire, year: int, month: int, place: int) -> Assessment:
    """Return a wave in which every choice is the option at a place of its scale."""
    given = {
        item_id: Answer(state="answered", option=definition.options(item_id)[place].id)
        for item_id in definition.items
        if definition.options(item_id)
    }
    day = date(year, month, 1)
    return assessment(definition, given, unit="Harbour", label=f"{year}-{month:02}", day=day)


YEARLY, PULSE = wave(LONG, 2025, 10, 1), wave(SHORT, 2026, 4, 2)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = open_library(tmp_path)
    for record in (YEARLY, PULSE):
        made.add(record)
    return made


@pytest.fixture
def window(library: Library, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    made = app.window_over(library, tmp_path, LIGHT, W)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def offered(window: MainWindow, monkeypatch: pytest.MonkeyPatch, record: Assessment) -> Offer:
    """Return what the dialog for a record's next wave would offer."""
    caught: list[Offer] = []
    monkeypatch.setattr(NewAssessmentDialog, "ask", lambda *given: caught.append(given[-1]))
    window.home.asked.emit(Wish.NEW_WAVE, record.id)
    return caught[0]


def test_the_next_wave_is_proposed_with_what_the_last_one_answered(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whichever wave one stands on, the unit's last one was the pulse.
    offer = offered(window, monkeypatch, YEARLY)
    assert offer.proposed is not None
    assert offer.proposed.id == SHORT.id
    assert {name_of(entry) for entry in offer.questionnaires} >= {LONG.id, SHORT.id}


def test_an_extension_that_is_gone_leaves_the_questionnaire(
    window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = replace(LONG, extension=Extension(id="ours", version="1", title="Ours"))
    newest = wave(ours, 2026, 10, 1)
    library.add(newest)
    proposed = offered(window, monkeypatch, newest).proposed
    assert proposed is not None
    assert (proposed.id, proposed.extension) == (LONG.id, None)


def test_a_pulse_shows_what_the_survey_answered_and_compares_with_it(window: MainWindow) -> None:
    window.open_assessment(PULSE.id)
    window.show_page(Page.SURVEY)
    card = window.pages.survey.card
    assert card is not None
    assert card.question.earlier_words == "Partially"
    window.show_page(Page.RESULTS)
    overview = window.pages.results.overview
    drive = overview.balance.dots.rows.rows[0].accessibleName()
    assert "index 66.7" in drive
    assert "last wave 33.3" in drive


def test_a_survey_after_a_pulse_alone_says_what_was_not_asked_then(
    library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    first = wave(LONG, 2026, 10, 2)
    other = replace(first, id="other", unit=replace(first.unit, id="parks", name="Parks"))
    before = replace(PULSE, id="before", unit=other.unit)
    for record in (other, before):
        library.add(record)
    made = app.window_over(library, tmp_path, LIGHT, W)
    qtbot.addWidget(made)
    made.show()
    made.open_assessment("other")
    made.show_page(Page.RESULTS)
    page = made.pages.results
    then = {row.key: row.cells[-1] for row in page.items.table.rows}
    asked = set(SHORT.items)
    assert {then[item] for item in LONG.items if item not in asked} == {"not asked"}
    assert "not asked" not in {then[item] for item in asked}
    assert page.overview.headline.title.text().startswith("Level ")
    made.close()


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".csv"])
def test_a_pulse_and_the_survey_are_reported_together(
    window: MainWindow, tmp_path: Path, suffix: str
) -> None:
    services = window.services  # what the dialogs call in the background
    services.write_report(tmp_path / f"pulse{suffix}", PULSE.id)
    services.write_comparison(tmp_path / f"both{suffix}", [YEARLY.id, PULSE.id])
    for name in ("pulse", "both"):
        assert (tmp_path / f"{name}{suffix}").stat().st_size > 500


def test_a_pulse_and_the_survey_can_be_compared_on_their_page(window: MainWindow) -> None:
    window.show_page(Page.COMPARE)
    page = window.pages.compare
    page.tree.tick_only([YEARLY.id, PULSE.id])
    page.refresh()
    assert page.view.isVisible()
    assert not page.note.message.isVisible()
