import re
import shutil
import subprocess
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import page
import pikepdf
import pytest
from pypdf import PdfReader

from maturity_app.domain.assessment import Answer
from maturity_app.domain.lift import gaps
from maturity_app.jobs import demo
from maturity_app.jobs.demo import write_demo
from maturity_app.reports.content import Report, comparison_of, report_on
from maturity_app.reports.findings import gaps_finding, levels_finding
from maturity_app.reports.pdf.archive import packed
from maturity_app.reports.pdf.block import Block
from maturity_app.reports.pdf.comparing import comparison_pdf
from maturity_app.reports.pdf.document import Frame, pdf_of
from maturity_app.reports.pdf.form import form_pdf
from maturity_app.reports.pdf.heading import Heading, lead, note, title
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.management import management_pdf
from maturity_app.reports.pdf.pen import Box, Pen
from maturity_app.reports.pdf.scores import scores_pdf
from maturity_app.reports.pdf.style import BODY, GRID
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Text
from maturity_app.reports.pdf.words import next_step_of
from maturity_app.reports.phrases import headline_level, headline_reason, item_word
from maturity_app.wording import ENGLISH
from tests.building import assessment, full_questionnaire, random_answers
from tests.reports.pdf_reading import squeezed, unspaced
from tests.reports.tag_reading import Marks, Part, marks_of, tree_of
from tests.reports.test_pdf_management import two_waves

DEFINITION = full_questionnaire()
FRAME = Frame(title="T", subject="S", running="R", footer="F", is_draft=False,
              dated=date(2026, 10, 16))  # fmt: skip
ALPHABETS = "Ελλάδα Ὀδυσσεύς България Žluťoučký kůň ĉ ġ ħ ķ ő ř ș ť ů ŵ ż ẞ ḃ ṫ æ ø þ 文"
LONG = "A comment that goes on and on, as people write them. " * 38


@pytest.fixture(scope="module")
def report() -> Report:
    return two_waves()


@pytest.fixture(scope="module")
def pdf(report: Report) -> bytes:
    return management_pdf(report, ENGLISH)


@pytest.fixture(scope="module")
def marks(pdf: bytes) -> Marks:
    return marks_of(pdf)


@pytest.fixture(scope="module")
def tree(pdf: bytes) -> Part:
    return tree_of(pdf)


@pytest.fixture(scope="module")
def told(tree: Part, marks: Marks) -> str:
    """Return what someone hears who has the whole file read aloud."""
    return squeezed(tree.said(marks))


@cache
def waves_pdf() -> bytes:
    given = [random_answers(DEFINITION, seed, open_share=0.1) for seed in (1, 2, 3)]
    waves = [
        assessment(DEFINITION, answers, label=f"Autumn {year}", day=date(year, 10, 16))
        for year, answers in zip((2024, 2025, 2026), given, strict=True)
    ]
    return comparison_pdf(comparison_of(waves), ENGLISH)


def units_pdf() -> bytes:
    units = [
        assessment(DEFINITION, random_answers(DEFINITION, n, open_share=0.1), unit=f"Unit {n}")
        for n in (1, 2, 3)
    ]
    return comparison_pdf(comparison_of(units), ENGLISH)


@pytest.fixture(scope="module")
def draft() -> bytes:
    said = Answer(state="answered", option="partially", comment=LONG, evidence=ALPHABETS)
    given = {**random_answers(DEFINITION, 3, open_share=0.2), "practice-2-3": said}
    record = assessment(DEFINITION, given, unit=ALPHABETS)
    return management_pdf(report_on(record), ENGLISH)


# --- the standards -----------------------------------------------------------------------


def faults(pdf: bytes) -> list[str]:
    """Return the rules of PDF/UA-1 and PDF/A-2a that a file breaks."""
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in ("ua1", "2a")]
    return [f"{each.rule_id}: {each.message}" for report in reports for each in report.failures]


def test_a_signed_report_is_fit_to_be_heard_and_kept(pdf: bytes) -> None:
    assert not faults(pdf)
    assert faults(pdf.replace(b'pdfuaid:part="1"', b'pdfuaid:part="7"')), "the checker does look"
    assert faults(pdf.replace(b'pdfaid:part="2"', b'pdfaid:part="9"'))


@pytest.mark.long
def test_a_draft_with_any_alphabet_and_long_comments_is_fit_too(draft: bytes) -> None:
    assert not faults(draft)


@pytest.mark.parametrize("made", [waves_pdf, units_pdf])
def test_a_comparison_is_fit_too(made: Callable[[], bytes]) -> None:
    pdf = made()
    assert not faults(pdf)
    check_marks(tree_of(pdf), marks_of(pdf))


def test_what_is_packed_never_ends_where_a_line_could_end() -> None:
    """One stream in 256 does by chance: a checker takes its last byte for part of the line end."""
    for data in (bytes([last]) for last in range(256)):
        assert not packed(data).endswith(b"\r")
        assert zlib.decompress(packed(data)).startswith(data)


def test_no_stream_of_a_file_ends_where_a_line_could_end() -> None:
    for number in range(40):
        blocks = [Text(f"{number} words {line}", BODY) for line in range(number)]
        pdf = pdf_of([Section(key="a", title="A", blocks=blocks)], FRAME, ENGLISH)
        assert b"\r\nendstream" not in pdf


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_every_file_of_the_demo_is_fit(
    tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "REPORT_SUFFIXES", (".pdf",))
    monkeypatch.setattr(demo, "COMPARISON_SUFFIXES", (".pdf",))
    files = [path for path in write_demo(tmp_path, language) if path.suffix == ".pdf"]
    assert len(files) == 12
    for path in files:
        assert not faults(path.read_bytes()), path
        check_marks(tree_of(path.read_bytes()), marks_of(path.read_bytes()))
        if path.parent.name == "reports":
            assert starts_of_judged(path) == []


def starts_of_judged(path: Path) -> list[str]:
    """Return the practices and safeguards of a report that do not have one page, theirs alone."""
    reader = PdfReader(path)
    starts = [
        (str(entry.title), reader.get_destination_page_number(entry) or 0)
        for entry in reader.outline
        if not isinstance(entry, list)
    ]
    return [
        title
        for (title, page), (_, following) in pairwise(starts)
        if title[:2] in {"1 ", "2 ", "3 ", "4 ", "5 ", "6 ", "A ", "B "} and following != page + 1
    ]


def form() -> bytes:
    return form_pdf(DEFINITION, ENGLISH)


def scores_alone() -> bytes:
    return scores_pdf(two_waves(), ENGLISH)


@pytest.mark.parametrize("made", [form, scores_alone])
def test_a_form_and_a_report_of_scores_alone_are_fit_too(made: Callable[[], bytes]) -> None:
    pdf = made()
    assert not faults(pdf)
    check_marks(tree_of(pdf), marks_of(pdf))


def test_the_file_is_sound(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        assert not file.check_pdf_syntax()


# --- every mark --------------------------------------------------------------------------


def check_marks(tree: Part, marks: Marks) -> None:
    """Hold that all that is drawn is decoration, or belongs to one element that owns it."""
    assert not marks.unmarked
    places = Counter(tree.places())
    assert set(places) == set(marks.text)
    assert set(places.values()) == {1}
    assert all(part.owner_agrees for part in tree.walk())


def test_all_that_is_drawn_is_decoration_or_belongs_to_one_element(
    tree: Part, marks: Marks
) -> None:
    check_marks(tree, marks)


def test_decoration_says_nothing_that_is_not_said_elsewhere(
    tree: Part, marks: Marks, told: str
) -> None:
    for text in set(marks.decoration):
        assert unspaced(text) in unspaced(told)
    titles = {section.title for section in tree.all_of("Sect")}
    assert titles & set(marks.furniture)
    assert "1 / 21" in marks.furniture


# --- what it is --------------------------------------------------------------------------


def test_headings_leave_out_no_rank(tree: Part) -> None:
    ranks = [int(part.role[1]) for part in tree.walk() if re.fullmatch("H[1-6]", part.role)]
    assert ranks[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(ranks))


def test_pairs_of_waves_stand_a_rank_below_their_overview() -> None:
    pdf = waves_pdf()
    marks = marks_of(pdf)
    headings = tree_of(pdf).all_of("H1", "H2", "H3")
    found = {part.said(marks): part.role for part in headings}
    assert found["Unit B2: three waves"] == "H1"
    assert [role for words, role in found.items() if "up" in words and "down" in words] == [
        "H2"
    ] * 2
    assert found["Not compared"] == "H3"


def test_every_row_is_as_wide_as_its_table_and_has_a_header(tree: Part) -> None:
    tables = tree.all_of("Table")
    assert len(tables) > 30
    for table in tables:
        rows = table.all_of("TR")
        assert len({sum(cell.columns for cell in row.all_of("TH", "TD")) for row in rows}) == 1
        for row in rows:
            assert {cell.scope for cell in row.all_of("TH")} & {"Row", "Column"}


def test_a_table_that_goes_on_over_the_page_is_one_table(draft: bytes) -> None:
    marks, tree = marks_of(draft), tree_of(draft)
    over = [
        table for table in tree.all_of("Table") if len({page for page, _ in table.places()}) > 1
    ]
    assert over
    for table in over:
        heads = [row.said(marks) for row in table.all_of("TR") if not row.all_of("TD")]
        assert len(heads) == len(set(heads))
    texts = [
        part for part in tree.all_of("P", "TD") if unspaced(LONG) in unspaced(part.said(marks))
    ]
    assert texts, "a comment that goes on over the page is one paragraph"


def test_a_figure_tells_its_numbers(tree: Part, report: Report) -> None:
    figures = tree.all_of("Figure")
    assert all(figure.alternative for figure in figures)
    card = report.card
    assert card.headline is not None
    assert card.headline.level is not None
    level = ENGLISH.level(card.headline.level)
    assert figures[0].alternative.startswith(f"level {level}")
    assert "4 learning" in figures[0].alternative
    drive = report.trend[-1].nodes["drive"]
    before, after = (ENGLISH.number(Fraction(100 * (index or 0))) for index in drive.indices)
    assert f"2025: {before}; 2026: {after}" in figures[1].alternative


def test_a_reference_is_a_link_that_says_where_it_leads(tree: Part, marks: Marks) -> None:
    links = tree.all_of("Link")
    assert "how to check: page" in links[0].said(marks)
    assert all(link.links == 1 and list(link.places()) for link in links)


@pytest.mark.long
def test_words_in_another_language_say_so() -> None:
    definition = replace(DEFINITION, language="es")
    said = Answer(state="answered", option="fully", comment="Une remarque", language="fr")
    hostile = replace(said, comment="Otra cosa", language="x) >> BDC")
    record = assessment(definition, {"practice-1-1": said, "practice-1-2": hostile})
    marks = marks_of(management_pdf(report_on(record), ENGLISH))
    spoken = {pair for pairs in marks.languages.values() for pair in pairs}
    statement = definition.items["practice-1-1"].text
    assert {("fr", "Une remarque"), ("es", statement)} <= {(k, v.strip()) for k, v in spoken}
    assert {language for language, _ in spoken} == {"fr", "es"}


class Unannounced(Block):
    """Says nothing of what it draws."""

    def measure(self, width: float) -> float:
        del width
        return 20

    def paint(self, pen: Pen, box: Box) -> None:
        pen.fill(box, GRID)
        pen.text(box.x, box.top - 10, "Drawn without a word about it", BODY)


def test_a_new_section_of_the_usual_blocks_is_told_without_further_doing() -> None:
    columns = [Column(width=100, head="Who"), Column(width=200, head="What")]
    rows = [Row(cells=(Text("Head of unit", BODY), Text("Decides", BODY)))]
    blocks = [title("A title"), lead("A lead"), Heading("A heading"), Table(columns, rows),
              note("A note"), Unannounced()]  # fmt: skip
    pdf = pdf_of([Section(key="new", title="New", blocks=blocks)], FRAME, ENGLISH)
    tree, marks = tree_of(pdf), marks_of(pdf)
    assert not faults(pdf)
    groups = {"Document", "Sect", "Table", "TR"}
    told = [(part.role, part.said(marks)) for part in tree.walk() if part.role not in groups]
    assert told == [
        ("H1", "A title"),
        ("P", "A lead"),
        ("H2", "A heading"),
        ("TH", "Who"),
        ("TH", "What"),
        ("TH", "Head of unit"),
        ("TD", "Decides"),
        ("P", "A note"),
        ("P", "Drawn without a word about it"),
    ]


# --- read aloud --------------------------------------------------------------------------


def test_page_one_is_told_in_order(report: Report, told: str) -> None:
    card = report.card
    known = [step for step in gaps(card, 99) if step.now is not None]
    steps = known[:5]
    expected = [
        "Unit B2",
        headline_level(card, ENGLISH),
        headline_reason(card, ENGLISH),
        levels_finding(card, ENGLISH),
        gaps_finding((5, len(known)), is_headline=True, w=ENGLISH),
    ]
    for step in steps:
        expected.append(card.questionnaire.items[step.item].title)
        expected.append(next_step_of(card, step.item, ENGLISH))
    assert_in_order(expected, told)
    assert len(steps) == 5


def test_every_statement_is_told_with_its_answer(report: Report, told: str) -> None:
    annex = told[told.index("Annex: every item") :]
    expected = []
    for item in report.card.questionnaire.items.values():
        answer = report.assessment.answer(item.id)
        expected.append(item.text)
        expected.append(item_word(report.card, item.id, answer, ENGLISH))
        expected.append(answer.comment)
    assert_in_order(expected, annex)


def assert_in_order(expected: list[str], told: str) -> None:
    at = 0
    for words in expected:
        found = told.find(words, at)
        assert found >= 0, f"{words!r} is not told after {told[max(0, at - 80) : at]!r}"
        at = found + len(words)


@pytest.mark.office
def test_nothing_that_poppler_reads_is_missing(pdf: bytes, marks: Marks, tmp_path: Path) -> None:
    """Letter by letter: what is read from the pages is what elements and decoration hold."""
    tool = shutil.which("pdftotext")
    assert tool, "Poppler is not installed: pdftotext is missing"
    (tmp_path / "report.pdf").write_bytes(pdf)
    command = [tool, "-layout", str(tmp_path / "report.pdf"), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    read = Counter(unspaced(done.stdout.decode()))
    held = Counter(unspaced("".join([*marks.text.values(), *marks.decoration, *marks.furniture])))
    assert read == held
