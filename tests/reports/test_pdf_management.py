import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from maturity_app.domain.assessment import Answer, Assessment, ChainPlace, SignOff
from maturity_app.domain.questionnaire import LevelRule, Node, Questionnaire
from maturity_app.domain.scoring import score
from maturity_app.reports.content import Report, report_on
from maturity_app.reports.findings import after_lift
from maturity_app.reports.pdf.management import management_pdf
from maturity_app.reports.phrases import headline_reason, level_text
from maturity_app.wording import ENGLISH, Wording, wording_for
from tests.building import (
    answers,
    assessment,
    dimension,
    full_questionnaire,
    group,
    item,
    questionnaire,
    random_answers,
)
from tests.reports.pdf_reading import pages_of, unspaced

# Each writes and reads a whole file, which takes a moment.
pytestmark = pytest.mark.long

FINGERPRINT = "9c41e7b205d8a6f37714c09e2bd35a88e1f06c4793ab5d2048e2f7c10d6b9a35"
FEWEST_WORDS = 40
"""Fewer words than this on a page would be a page with hardly a line."""


def signed(record: Assessment) -> Assessment:
    return replace(
        record,
        status="signed_off",
        signed=SignOff(role="Head of unit", date=date(2026, 10, 23)),
        chain=ChainPlace(position=14, previous="ab" * 32),
        fingerprint=FINGERPRINT,
    )


def two_waves() -> Report:
    definition = full_questionnaire()
    first = random_answers(definition, 3)
    second = {**first, **answers(practice_1="FFLL", practice_2="NPLF")}
    earlier = assessment(definition, first, label="Autumn 2025", day=date(2025, 10, 16))
    return report_on(signed(assessment(definition, second)), [earlier])


@pytest.fixture(scope="module")
def report() -> Report:
    return two_waves()


@pytest.fixture(scope="module")
def pdf(report: Report) -> bytes:
    return management_pdf(report, ENGLISH)


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[str]:
    return pages_of(pdf)


def draft_pages(definition: Questionnaire, given: dict[str, Answer], unit: str = "B2") -> list[str]:
    return pages_of(management_pdf(report_on(assessment(definition, given, unit=unit)), ENGLISH))


# --- what it says ------------------------------------------------------------------------


def test_page_one_shows_the_figures_of_the_scorecard(report: Report, pages: list[str]) -> None:
    card = report.card
    assert card.headline is not None
    assert card.drive is not None
    assert card.drive.value is not None
    if card.headline.level is not None:
        assert ENGLISH.level(card.headline.level) in pages[0]
    assert ENGLISH.number(card.drive.value) in pages[0]
    for node in (*card.of_kind("practice"), *card.of_kind("safeguard")):
        value = "–" if node.value is None else ENGLISH.number(node.value)
        counted = f"{node.counts.answered}/{node.counts.applicable}"
        assert f"{value} {counted}" in pages[0]
        assert level_text(node, ENGLISH) in pages[0]


def test_page_two_says_what_changed(report: Report, pages: list[str]) -> None:
    assert report.previous is not None
    drive = report.previous.nodes["drive"]
    assert drive.difference is not None
    assert "What changed" in pages[1]
    assert ENGLISH.signed(100 * drive.difference) in pages[1]
    for change in report.previous.changes:
        assert report.card.questionnaire.code(change.item) in pages[1]


def test_the_action_plan_stands_behind_the_practices_and_before_the_context(
    pages: list[str],
) -> None:
    nothing = "No target is set and no action is planned in this record."
    last, here, after = (
        next(number for number, page in enumerate(pages) if told in page)
        for told in ("Safeguard B", nothing, "D Enablers")
    )
    assert last <= here <= after


def test_without_an_earlier_wave_nothing_refers_to_one() -> None:
    definition = full_questionnaire()
    pages = draft_pages(definition, random_answers(definition, 3))
    assert "Practice 1" in pages[1]
    text = " ".join(pages)
    assert "What changed" not in text
    assert "compared with" not in text
    assert "n.c." not in text


def test_every_statement_comment_and_fraction_stands_in_the_annex(
    report: Report, pages: list[str]
) -> None:
    text = unspaced(" ".join(pages))
    for entry in report.card.questionnaire.items.values():
        assert unspaced(entry.text) in text
        answer = report.assessment.answer(entry.id)
        assert unspaced(answer.comment) in text
        score = report.card.items[entry.id]
        if score.x is not None:
            (share,) = (
                part.share for part in report.card.nodes[score.parent].parts if part.id == score.id
            )
            assert f"(x{score.x},weight{score.weight},share{share})" in text
    for node in report.card.nodes.values():
        if node.value is not None:
            assert str(node.value) in text


def test_lift_is_computed_by_scoring_again() -> None:
    definition = full_questionnaire()
    given = dict.fromkeys(
        [i for n in definition.of_kind("practice") for i in (e.id for e in n.all_items())],
        Answer(state="answered", option="partially"),
    )
    record = assessment(definition, {**given, **answers(safeguard_a="F" * 8, safeguard_b="F" * 8)})
    found = report_on(record)
    lifted = after_lift(record, found.card, "practice-1").nodes["practice-1"]
    assert lifted.level == Fraction(1) + (lifted.levels.way if lifted.levels else 0)
    pages = pages_of(management_pdf(found, ENGLISH))
    assert f"Practice 1 stands at {level_text(lifted, ENGLISH)}" in pages[1]


# --- draft and record --------------------------------------------------------------------


def test_a_draft_says_so_on_every_page() -> None:
    definition = full_questionnaire()
    pages = draft_pages(definition, random_answers(definition, 5, open_share=0.4))
    # The outline across the page, the running line and the footer.
    assert all(page.count("DRAFT") == 3 for page in pages)
    assert "SHA-256" not in pages[0]


def test_a_signed_record_shows_its_fingerprint_and_is_no_draft(pages: list[str]) -> None:
    assert not any("DRAFT" in page for page in pages)
    assert FINGERPRINT in pages[0].replace(" ", "")
    assert "Record 14" in pages[0]


def test_pages_are_numbered_and_references_point_to_them(pages: list[str]) -> None:
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
    checking = next(
        n for n, page in enumerate(pages, start=1) if "How to check this record" in page
    )
    assert f"how to check: page {checking}." in pages[0]


@pytest.mark.parametrize(("seed", "w", "page"), [(3, ENGLISH, 2), (4, wording_for("de"), 3)])
def test_page_one_leads_to_where_it_says_why_the_headline_is_not_compared(
    seed: int, w: Wording, page: int
) -> None:
    """With nearly the same answers twice it stands higher than below a table of changes."""
    definition = full_questionnaire()
    given = random_answers(definition, 3)
    before = {**random_answers(definition, seed), **answers(practice_1="DDLF")}
    earlier = assessment(definition, before, label="Autumn 2025", day=date(2025, 10, 16))
    laid = pages_of(management_pdf(report_on(assessment(definition, given), [earlier]), w))
    why = w("It is compared only where the level of every practice and safeguard is.")
    assert unspaced(why) in unspaced(laid[page - 1])
    told = w("{wave}: not compared (page {page})", wave="2025", page=page)
    assert unspaced(told) in unspaced(laid[0])


def test_no_page_is_nearly_empty(pages: list[str]) -> None:
    assert min(len(page.split()) for page in pages) >= FEWEST_WORDS


# --- the file ----------------------------------------------------------------------------


def test_the_file_has_title_language_and_outline_but_no_author(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Management report: Unit B2, Autumn 2026"
    assert not reader.metadata.author
    assert reader.metadata.creation_date == datetime(2026, 10, 23, tzinfo=UTC)
    assert reader.root_object["/Lang"] == "en"
    titles = [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)]
    assert titles[:3] == ["Summary for management", "What changed", "1 Practice 1"]
    assert titles[-1] == "Annex: every item"


def test_every_font_is_embedded(pdf: bytes) -> None:
    assert b"Helvetica" not in pdf
    with pikepdf.open(BytesIO(pdf)) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def test_the_same_report_gives_the_same_bytes(report: Report, pdf: bytes) -> None:
    assert management_pdf(report, ENGLISH) == pdf


def test_bytes_do_not_hang_on_hash_seed_or_time_zone(pdf: bytes) -> None:
    code = (
        "import hashlib; from tests.reports.test_pdf_management import *; "
        "print(hashlib.sha256(management_pdf(two_waves(), ENGLISH)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()


# --- texts that people type --------------------------------------------------------------


def test_hostile_texts_are_printed_as_they_are() -> None:
    definition = full_questionnaire()
    hostile = 'A <b>bold</b> & <font size="99"> &lt; ]]> {unit} %s <para> \x07 end'
    given = {
        **random_answers(definition, 1),
        "practice-1-1": Answer(
            state="answered", option="largely", comment=hostile, evidence=hostile
        ),
    }
    pages = draft_pages(definition, given, unit="Unit <i>&amp; {w}")
    text = unspaced(" ".join(pages))
    assert text.count(unspaced(hostile.replace("\x07", "[U+0007]"))) >= 2
    assert "Unit <i>&amp; {w}" in pages[0]


def test_characters_outside_the_fonts_are_named() -> None:
    definition = full_questionnaire()
    given = {
        "practice-1-1": Answer(state="answered", option="fully", comment="中 Ελλάδα Вода \u202e")
    }
    pages = draft_pages(definition, given, unit="Διεύθυνση Вътрешни 文")
    assert "Διεύθυνση Вътрешни [U+6587]" in pages[0]
    assert "[U+4E2D] Ελλάδα Вода [U+202E]" in " ".join(pages)


def test_long_texts_flow_over_pages_and_lose_nothing() -> None:
    definition = full_questionnaire()
    sentences = " ".join(f"Sentence number {n} of a long comment." for n in range(400))
    given = {
        **random_answers(definition, 2),
        "practice-2-3": Answer(state="answered", option="partially", comment=sentences),
        "practice-2-4": Answer(state="answered", option="partially", comment="W" * 2000),
    }
    pages = draft_pages(definition, given)
    text = unspaced("".join(pages))
    assert all(f"Sentencenumber{n}of" in text for n in range(400))
    assert text.count("W" * 60) >= 2000 // 70
    assert "What practice-2-3 asks (continued)" in " ".join(pages)


# --- any questionnaire -------------------------------------------------------------------


def test_not_rated_and_insufficient_dimensions_say_why() -> None:
    definition = full_questionnaire()
    given = {
        **random_answers(definition, 4, open_share=0),
        **answers(practice_2="----LLLL"),
    }
    for number in range(1, 9):
        given.pop(f"practice-4-{number}")
    pages = draft_pages(definition, given)
    reason = headline_reason(score(definition, given), ENGLISH)
    assert unspaced(reason) in unspaced(pages[0])
    assert "Not rated: Practice 2, 50 % not applicable" in pages[0]
    assert "Insufficient: Practice 4, 0 of 8 answered" in pages[0]
    counted = "Drive counts the answers of insufficient practices too"
    assert counted not in pages[0]
    some = draft_pages(definition, {**given, **answers(practice_4="FL")})
    assert counted in some[0]
    assert any(f"the bounds stay. {counted}" in page for page in some[1:])


def plain(count: int) -> Questionnaire:
    areas = [
        Node(
            id=f"area-{n}",
            title=f"Area {n}",
            aggregate="mean",
            answers="nplf",
            items=tuple(
                item(f"a{n}-{k}", text="A statement. " * 150, anchors={}, next_steps={})
                for k in range(count)
            ),
        )
        for n in range(5)
    ]
    return questionnaire(*areas, headline=None)


@pytest.mark.parametrize("count", [1, 6])
def test_a_questionnaire_without_kinds_levels_or_anchors_is_reported(count: int) -> None:
    definition = plain(count)
    pages = draft_pages(definition, random_answers(definition, 1))
    assert "Area 4" in pages[0]
    assert "Drive" not in pages[0]
    assert unspaced("A statement. " * 150) in unspaced("".join(pages))


def test_levels_by_each_item_and_pressure_without_cells_are_reported() -> None:
    rule = LevelRule(own=Fraction(2, 3), lower=Fraction(2, 3), by="each")
    practices = [dimension(f"practice-{n}", (1, 1, 2, 3, 3), rule=rule) for n in (1, 2)]
    pressure = Node(
        id="stress",
        title="Stress",
        kind="pressure",
        aggregate="mean",
        answers="frequency",
        items=tuple(item(f"stress-{n}", anchors={}) for n in range(3)),
    )
    definition = questionnaire(group("drive", *practices), pressure)
    pages = draft_pages(definition, random_answers(definition, 2, open_share=0))
    assert "Level 2, 1.3" in " ".join(pages)
    assert "Stress" in " ".join(pages)


def test_what_is_not_answered_is_summed_up_and_no_gap() -> None:
    definition = full_questionnaire()
    [empty, *_] = draft_pages(definition, {})
    assert "No gap can be named yet" in empty
    assert "open questions stand on the way to the next levels: 1.1, 1.2, " in empty
    begun = {"practice-1-1": Answer(state="answered", option="not")}
    [page, *_] = draft_pages(definition, begun)
    assert "One gap to close" in page
    assert "open questions stand on the way to the next levels: 1.2, " in page
    assert "Answer the question." not in empty + page


def test_an_empty_record_is_reported() -> None:
    pages = draft_pages(full_questionnaire(), {})
    assert unspaced(headline_reason(score(full_questionnaire(), {}), ENGLISH)) in unspaced(pages[0])
    assert "0 of " in pages[0]
