"""The plan in the PDF: targets on page one, the last actions on page two, the plan itself."""

from maturity_app.domain.plan import Plan
from maturity_app.reports.content import Report, report_on
from maturity_app.reports.pdf.director import director_section
from maturity_app.reports.pdf.document import Frame, pdf_of
from maturity_app.reports.pdf.layout import Section
from maturity_app.reports.pdf.plan import followed_blocks, plan_section
from maturity_app.reports.pdf.practice import practice_sections
from maturity_app.wording import ENGLISH as W
from tests.reports.pdf_reading import pages_of
from tests.reports.planned import NOW, record, report


def text_of(*sections: Section) -> str:
    frame = Frame(
        title="T", subject="S", running="R", footer="F", is_draft=False, dated=record().wave.date
    )
    return " ".join(" ".join(pages_of(pdf_of(sections, frame, W))).split())


def followed(made: Report) -> Section:
    return Section(key="then", title="Then", blocks=followed_blocks(made, W))


def test_page_one_shows_targets_and_who_closes_which_gap() -> None:
    text = text_of(director_section(report(), W))
    assert "Target" in text
    assert "Below target: Practice 3" in text
    assert "Who, by when" in text
    assert "Heads of section 30 Jun 2026, late" in text
    plain = text_of(director_section(report(Plan()), W))
    assert "Target" not in plain
    assert "Who, by when" not in plain


def test_page_two_tells_what_became_of_the_last_actions() -> None:
    text = text_of(followed(report()))
    assert "One of three actions open in Autumn 2025 is done" in text
    for told in ("planned → under way", "under way → done", "Ten entries by autumn", "a second"):
        assert told in text
    assert "Name a deputy" not in text, "it was over then, and told in its own report"
    assert followed_blocks(report(last=Plan()), W) == []
    assert followed_blocks(report_on(record()), W) == []


def test_the_action_plan_names_owner_date_and_state_and_sets_markup_as_text() -> None:
    text = text_of(plan_section(report(), W))
    assert "One of three targets is reached" in text
    assert "1 step to level 3: 3.3" in text
    assert "=HYPERLINK(1) <b>Ask</b> the archive" in text
    assert "Records officer 28 Feb 2027" in text
    assert "Late as of 16 October 2026" in text


def test_where_nothing_is_planned_the_report_says_so() -> None:
    text = text_of(plan_section(report(Plan()), W))
    assert "No target is set and no action is planned in this record." in text
    only = text_of(plan_section(report(Plan(targets=NOW.targets)), W))
    assert "No action is planned" in only


def test_the_page_of_a_practice_says_its_target() -> None:
    made = report()
    nodes = [made.card.nodes[node] for node in ("practice-2", "practice-3")]
    second, third = (text_of(section) for section in practice_sections(made, nodes, W))
    assert "Target 3 established, 1.2 short" in third
    assert "Target" not in second
