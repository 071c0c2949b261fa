"""What a comparison report says of questions that a mapping relates."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from maturity_app.domain.assessment import Answer
from maturity_app.domain.mapping import MappedItem, VersionMapping
from maturity_app.reports.content import comparison_of, report_on
from maturity_app.reports.pdf.comparing import comparison_pdf
from maturity_app.reports.pdf.management import management_pdf
from maturity_app.wording import ENGLISH
from tests.building import answers, assessment, dimension, item, questionnaire
from tests.reports.pdf_reading import pages_of

OLDER = questionnaire(dimension("p", (1, 1, 2, 2)), version="1")
NEWER = questionnaire(
    dimension("p", (), items=(item("p-1", 2), item("said", 1), item("p-3a", 2), item("p-3b", 2))),
    version="2",
    thresholds=replace(OLDER.thresholds, comparable_overlap=Fraction(1, 2)),
)
SAYS = VersionMapping(
    questionnaire="test", from_version="1", to_version="2",
    items=(
        MappedItem(how="reworded", old=("p-2",), new=("said",)),
        MappedItem(how="split", old=("p-3",), new=("p-3a", "p-3b"), note="Two duties now."),
        MappedItem(how="dropped", old=("p-4",), note="Staff answer it now."),
    ),
)  # fmt: skip


def test_what_a_mapping_relates_and_what_moved_is_told() -> None:
    before = assessment(OLDER, answers(p="FLPN"), label="2025", day=date(2025, 10, 1))
    given = answers(p="F", x="FNF")
    now = {"p-1": given["p-1"], "said": given["x-1"], "p-3a": given["x-2"], "p-3b": given["x-3"]}
    after = assessment(NEWER, now, label="2026")
    text = " ".join(pages_of(comparison_pdf(comparison_of([before, after], [SAYS]), ENGLISH)))
    assert "Reworded P.2 What said asks. Asked in other words" in text
    assert "Split P.3 → P.3, P.4. The earlier answer stands against the mean" in text
    assert "Moved P.1 from level 1 to 2" in text
    # (0 + 1)/2 against Partially; named by what was answered on each side.
    assert "Partially → Not and Fully" in text
    assert "P.3, P.4: Two duties now." in text
    assert "Asked in 2025 only. Staff answer it now." in text
    assert "Compared across versions of the questionnaire Versions 1 → 2" in text


def test_an_answer_that_no_longer_fits_stands_in_the_annex() -> None:
    noted = Answer(state="dont_know", comment="Ask the registry.")
    record = replace(assessment(OLDER, answers(p="FLPN")), orphaned={"p-9": noted})
    text = " ".join(pages_of(management_pdf(report_on(record), ENGLISH)))
    assert "Answers that no longer fit" in text
    assert "p-9 Don't know · Ask the registry." in text
