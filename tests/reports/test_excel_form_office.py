"""A form that LibreOffice opened and saved: what was entered, its lists and its formulas."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction as F
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Condition, ScaleOption
from maturity_app.jobs.forms import form_content, form_for, write_form
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.reading import read_record
from tests.building import dimension, item, questionnaire, random_answers
from tests.jobs.filling import cell_of, enter, fill, put, question_sheets, typed_in
from tests.jobs.test_form_reading import ROUND, SIGNED, SMALL, UNNAMED
from tests.reports.office import differences, reckoned

pytestmark = pytest.mark.office


def saved_by_office(path: Path, folder: Path) -> Path:
    return reckoned({path.stem: path.read_bytes()}, folder)[path.stem]


def test_what_was_entered_comes_back_the_same(tmp_path: Path) -> None:
    definition = find_questionnaire("digital-culture", tmp_path)
    entered = random_answers(definition, 3)
    entered |= {"enablers-add": replace(entered["enablers-add"], value="", source="")}
    path = tmp_path / "form.xlsx"
    write_form(path, definition, "en", ROUND)
    on = put("answered_on", "entry", datetime(2026, 10, 20))  # noqa: DTZ001 - as a cell has it
    hostile = typed_in("lead-first-answer", "comment", "=cmd()|'x'!A1\n007 Ωμέγα")
    fill(path, *SIGNED, on, *enter(definition, entered), hostile)
    before = read_record(path).assessment
    made = saved_by_office(path, tmp_path / "office")
    assert read_record(made).assessment == before
    book = load_workbook(made)
    for sheet in question_sheets(book):
        assert sheet.protection.sheet
        lists = [str(rule.formula1) for rule in sheet.data_validations.dataValidation]
        assert lists
        assert all(span.startswith("FormLists!$") for span in lists)


def test_results_are_stored_for_whoever_does_not_reckon(tmp_path: Path) -> None:
    shipped = find_questionnaire("digital-culture", tmp_path)
    form, unnamed = (form_for(SMALL, "en", to) for to in (ROUND, UNNAMED))
    whole = form_for(shipped, "de", ROUND)
    entered = {
        "practice-1": Answer(state="answered", option="fully", comment="Since May"),
        "practice-2": Answer(state="not_applicable", reason="Closed"),
        "practice-3": Answer(state="answered", option="largely"),
        "free-2": Answer(state="dont_know"),
    }
    answers = {
        "unnamed": form_content(unnamed, replace(unnamed.blank, answers=entered)),
        "small": form_content(form),
        "filled": form_content(form, replace(form.blank, answers=entered)),
        "whole": form_content(whole, replace(whole.blank, answers=random_answers(shipped, 3))),
    }
    made = reckoned(answers, tmp_path)
    for name, path in made.items():
        count, found = differences(tmp_path / "given" / f"{name}.xlsx", path)
        assert count
        assert not found


def status(book: Workbook, item_id: str) -> object:
    return cell_of(book, item_id, "status").value


def test_labels_that_stand_for_others_elsewhere_stand_for_themselves(tmp_path: Path) -> None:
    labels = ("Who", "Wh?", "W*", "~o", "2", "  two   blanks ")
    scale = tuple(ScaleOption(label=label, value=F(n)) for n, label in enumerate(labels))
    items = tuple(item(f"practice-{n}", anchors={}, next_steps={}) for n in range(len(labels)))
    node = dimension("practice", (), None, answers="many", rule=None, items=items)
    path = tmp_path / "form.xlsx"
    write_form(path, questionnaire(node, scales={"many": scale}, headline=None), "en", ROUND)
    fill(path, *(put(entry.id, "answer", labels[n]) for n, entry in enumerate(items)))
    book = load_workbook(saved_by_office(path, tmp_path / "office"), data_only=True)
    options = [row[3].value for row in book["FormState"].iter_rows(min_row=2)]
    assert options == [str(n) for n in range(len(labels))]


def test_status_and_progress_follow_what_is_entered(tmp_path: Path) -> None:
    node = dimension("practice", (1, 2, 2, 2, 2))
    hanging = [
        replace(entry, show_when=Condition(item="practice-1", options=options))
        for entry, options in zip(node.items[2:4], (("not",), ("fully",)), strict=True)
    ]
    last = replace(node.items[4], not_applicable="Nobody works there.")
    items = (*node.items[:2], *hanging, last)
    path = tmp_path / "form.xlsx"
    write_form(path, questionnaire(replace(node, items=items)), "en", ROUND)
    fill(
        path,
        put("practice-1", "answer", " fully"),
        put("practice-2", "answer", "Hardly"),
        put("practice-3", "answer", "Largely"),
        put("practice-5", "answer", "Not applicable"),
        put("answered_on", "entry", "tomorrow"),
    )
    book = load_workbook(saved_by_office(path, tmp_path / "office"), data_only=True)
    assert [status(book, f"practice-{n}") for n in range(1, 6)] == [
        "Answered",
        "None of the answers",
        "Not asked, because it is asked only if E.1 is Not. What was entered is kept.",
        "Not yet answered",
        "The reason is missing",
    ]
    progress = [row[3].value for row in book["Start"].iter_rows()]
    assert progress[-2:] == ["1 of 4 done", "1 of 4 done"]
    assert "Your name is missing." in progress
    assert "Write a date, such as 2026-10-16." in progress
