import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.questionnaire import Condition
from maturity_app.reports.codebook import answer_columns, comparison_columns
from maturity_app.reports.content import comparison_of, report_on
from maturity_app.reports.tabular import codebook_csv, comparison_csv, report_csv, scores_csv
from maturity_app.wording import ENGLISH
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

WHOLE = full_questionnaire()
ONE = questionnaire(group("drive", dimension("practice", (1, 2))))


def rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets take it for another encoding"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def report_rows(whole: Assessment) -> list[dict[str, str]]:
    return rows(report_csv(report_on(whole), ENGLISH))


def said(comment: str) -> str:
    whole = assessment(ONE, {"practice-1": Answer(state="dont_know", comment=comment)})
    return report_rows(whole)[0]["comment"]


def test_a_row_an_item_with_its_answer_and_what_it_counts() -> None:
    given = {**answers(practice="LD"), "gone": Answer(state="dont_know")}
    first, second = report_rows(assessment(ONE, given))
    assert first["unit_id"] == "unit-b2"
    assert (first["wave"], first["wave_date"]) == ("Autumn 2026", "2026-10-16")
    assert (first["dimension"], first["code"], first["item"]) == ("practice", "E.1", "practice-1")
    assert (first["state"], first["option"], first["answer"]) == ("answered", "largely", "Largely")
    assert float(first["x"]) == 2 / 3
    assert (first["weight"], first["level"]) == ("1.0", "1")
    assert (second["state"], second["option"], second["x"]) == ("dont_know", "", "")


def test_every_item_has_its_row_and_every_text_comes_back() -> None:
    given = random_answers(WHOLE, 3)
    listed = report_rows(assessment(WHOLE, given))
    assert [row["item"] for row in listed] == list(WHOLE.items)
    for row in listed:
        answer = given.get(row["item"], Answer())
        assert (row["comment"], row["evidence"]) == (answer.comment, answer.evidence)
        assert (row["text"], row["value"], row["source"]) == (
            answer.text,
            answer.value,
            answer.source,
        )


@pytest.mark.parametrize(
    "typed",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1+1", "\r=1+1", "\x00=1+1",
        "\u00a0=1+1", "＝1+1", "＠x", "-2+3+cmd|' /C calc'!A1", "\tx",
    ],
)  # fmt: skip
def test_no_cell_begins_a_formula(typed: str) -> None:
    assert said(typed).startswith("'")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("\n=1+1", "\n'=1+1"),
        ("a\t=1+1", "a\t'=1+1"),
        ("a\n=1+1", "a\n'=1+1"),
        ("a;  @x", "a;  '@x"),
        ("a\n-2+3", "a\n'-2+3"),
        ("a;=x;=y", "a;'=x;'=y"),
    ],
)
def test_no_cell_hides_a_formula_from_programs_that_split_elsewhere(
    typed: str, expected: str
) -> None:
    assert said(typed) == expected


@pytest.mark.parametrize(
    "typed", ["a = b", "1 - 2", "me@example.org", "x;y", "Points:\n- one\n- two", "'quoted'", '"x"']
)
def test_what_is_no_formula_stays_as_it_was_typed(typed: str) -> None:
    assert said(typed) == typed


def test_a_units_name_is_made_harmless_in_reports_and_comparisons() -> None:
    first = assessment(ONE, answers(practice="LL"), unit="=A")
    second = assessment(ONE, answers(practice="FF"), unit="=A", label="+w", day=date(2027, 1, 1))
    assert report_rows(first)[0]["unit"] == "'=A"
    listed = rows(comparison_csv(comparison_of([first, second]), ENGLISH))
    assert {(row["unit"], row["side"]) for row in listed} == {("'=A", "'+w")}


def test_a_comparison_gives_each_node_before_and_after() -> None:
    first = assessment(ONE, answers(practice="LL"), label="2025", day=date(2025, 1, 1))
    second = assessment(ONE, answers(practice="FF"))
    listed = rows(comparison_csv(comparison_of([second, first]), ENGLISH))
    node = next(row for row in listed if row["node"] == "practice")
    assert (node["side"], node["compared_with"]) == ("Autumn 2026", "2025")
    assert float(node["value"]) == 100
    assert float(node["earlier_value"]) == pytest.approx(200 / 3)
    assert float(node["difference"]) == pytest.approx(100 / 3)
    assert (node["level"], node["overlap"], node["comparable"]) == ("2.0", "1.0", "True")
    assert node["what_may_be_said"]


def test_units_side_by_side_have_a_row_a_node_and_unit() -> None:
    sides = [assessment(ONE, answers(practice="LF"), unit=name) for name in ("A", "B", "C")]
    listed = rows(comparison_csv(comparison_of(sides), ENGLISH))
    assert {row["unit"] for row in listed} == {"A", "B", "C"}
    assert len(listed) == 3 * len(ONE.nodes)


def test_a_questionnaire_with_nothing_in_it_has_only_its_columns() -> None:
    assert report_rows(assessment(questionnaire(), {})) == []


def test_a_text_as_long_as_allowed_is_one_cell() -> None:
    whole = assessment(ONE, {"practice-1": Answer(comment='"\n' * 10_000)})
    assert report_rows(whole)[0]["comment"] == '"\n' * 10_000
    assert len(report_rows(replace(whole, answers={}))) == 2


def test_an_item_not_asked_gives_no_answer_kept_from_before() -> None:
    items = (item("p-1", 1), item("p-2", 1, show_when=Condition(item="p-1", options=("fully",))))
    definition = questionnaire(dimension("p", (), items=items))
    written = rows(report_csv(report_on(assessment(definition, answers(p="NF"))), ENGLISH))
    row = next(row for row in written if row["item"] == "p-2")
    assert "Not asked" in row.values()
    assert "Fully" not in row.values()


def test_the_codebook_describes_each_column_in_the_order_of_the_table() -> None:
    report = report_on(assessment(WHOLE, random_answers(WHOLE, 1)))
    described = rows(codebook_csv(answer_columns(WHOLE, ENGLISH), ENGLISH))
    table = rows(report_csv(report, ENGLISH))
    assert [row["column"] for row in described] == list(table[0])
    assert all(row["meaning"] and row["type"] for row in described)
    allowed = {row["column"]: row["allowed"].split(" | ") for row in described}
    assert allowed["option"][:4] == ["not", "partially", "largely", "fully"]
    for row in table:
        assert row["state"] in allowed["state"]
        assert row["option"] in ("", *allowed["option"])


def test_the_codebook_of_a_comparison_describes_its_columns() -> None:
    first, second = (assessment(WHOLE, random_answers(WHOLE, n), unit=str(n)) for n in (1, 2))
    table = rows(comparison_csv(comparison_of([first, second]), ENGLISH))
    described = rows(codebook_csv(comparison_columns(ENGLISH), ENGLISH))
    assert [row["column"] for row in described] == list(table[0])


def test_shared_scores_are_one_row_a_node() -> None:
    report = report_on(assessment(WHOLE, random_answers(WHOLE, 1)))
    table = rows(scores_csv(report, ENGLISH))
    assert [row["node"] for row in table] == list(WHOLE.nodes)
    assert float(table[1]["value"]) == float(report.card.nodes["drive"].value or -1)
