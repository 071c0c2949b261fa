"""Reports on one person's own answers, and on what a team agreed on with its dissent."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from maturity_app.domain.assessment import Answer, Assessment, Assessor, Source
from maturity_app.reports.content import report_on
from maturity_app.reports.excel.management import management_workbook
from maturity_app.reports.pdf.management import management_pdf
from maturity_app.reports.tabular import report_csv
from maturity_app.reports.text import score_text
from maturity_app.wording import ENGLISH
from tests.building import answers, assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2)))
SAID = Answer(state="answered", option="largely", dissent="=B. Berg holds Not; two cases only.")
PLAIN = assessment(ONE, {**answers(practice="FF"), "practice-3": SAID})
OWN = replace(PLAIN, assessor=Assessor(name="A. Nowak", role="Head of unit"))
TEAM = replace(
    PLAIN,
    sources=tuple(
        Source(id=f"own-{n}", assessor=Assessor(name=f"Person {n}"), fingerprint=str(n) * 64,
               answered=n)
        for n in range(1, 8)
    ),
)  # fmt: skip


def pages(record: Assessment) -> list[str]:
    found = PdfReader(BytesIO(management_pdf(report_on(record), ENGLISH))).pages
    return [" ".join(page.extract_text().split()) for page in found]


def test_page_one_says_whose_answers_they_are() -> None:
    first, *others = pages(OWN)
    assert "Own answers of A. Nowak (Head of unit): what one person holds" in first
    assert all("own answers of A. Nowak (Head of unit)" in page for page in others)
    assert "answers of" not in pages(PLAIN)[0]


def test_a_consensus_names_its_sources_and_shows_dissent_with_the_item() -> None:
    first, *others = pages(TEAM)
    assert (
        "Consensus of seven assessors: Person 1, Person 2, Person 3, Person 4, Person 5 and 2 "
        "others."
    ) in first
    rest = " ".join(others)
    assert rest.count("Dissent: =B. Berg holds Not; two cases only.") == 2
    assert "Whose answers it was made of" in rest
    assert "Not all shared the answer to 1 question; the dissent stands with it." in rest
    assert f"Person 7 7 {' '.join(['77777777'] * 8)}" in rest


@pytest.mark.parametrize(
    ("record", "whose"),
    [(OWN, "own answers of A. Nowak (Head of unit)"), (TEAM, "consensus of 7 assessors")],
)
def test_workbook_and_text_say_it_too(record: Assessment, whose: str) -> None:
    book = load_workbook(BytesIO(management_workbook(report_on(record), ENGLISH)))
    notes = [row[11].value for row in book["Summary"].iter_rows()]
    assert f"Draft; {whose}; Unit B2, Autumn 2026" in notes
    answers_sheet = list(book["Answers"].iter_rows(values_only=True))
    assert (answers_sheet[0][-1], answers_sheet[3][-1]) == ("dissent", SAID.dissent)
    items = list(book["Items"].iter_rows())
    assert (items[0][-1].value, items[3][-1].value is not None) == ("Dissent", True)
    assert book["Items"].column_dimensions["M"].hidden == (not record.sources)
    described = {(row[1], row[2]) for row in book["Dictionary"].iter_rows(values_only=True)}
    assert ("Answers", "dissent") in described
    assert ("Sources" in book.sheetnames) == bool(record.sources)
    assert f"Unit B2, Autumn 2026 (Draft; {whose})" in score_text(record, ENGLISH)


def test_the_table_has_dissent_and_assessor_at_its_end() -> None:
    head, *rows = report_csv(report_on(OWN), ENGLISH).decode("utf-8-sig").splitlines()
    assert head.endswith(",dissent,assessor")
    assert rows[-1].endswith(",'=B. Berg holds Not; two cases only.,A. Nowak")
