"""A form comes back as what was entered, and each thing wrong with it is told at its cell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction as F
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from maturity_app.domain.assessment import Answer, Assessor, Unit, Wave
from maturity_app.domain.questionnaire import Condition, Node, Questionnaire, ScaleOption
from maturity_app.domain.translating import in_language
from maturity_app.jobs.exchange import importing
from maturity_app.jobs.forms import Invitation, form_content, form_for, write_form
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.reading import holds_record, read_record
from maturity_app.storage.library import open_library
from maturity_app.storage.problems import InputError
from tests.building import dimension, item, questionnaire, random_answers
from tests.jobs.filling import Change, cell_of, enter, fill, put, question_sheets, typed_in
from tests.questionnaires_at_random import Case, cases
from tests.reports.test_excel_inert import HOSTILE

# Each writes and reads a whole file, which takes a moment.
pytestmark = pytest.mark.long

DAY = date(2026, 10, 16)
ROUND = Invitation(unit="Unit B2", wave="Autumn 2026", day=DAY, roles=("Manager", "Colleague"))
UNNAMED = replace(ROUND, is_anonymous=True)

PRACTICE = dimension("practice", (1, 2, 3))
SMALL = questionnaire(
    replace(
        PRACTICE,
        items=(
            PRACTICE.items[0],
            replace(PRACTICE.items[1], not_applicable="Nobody works there."),
            replace(
                PRACTICE.items[2], show_when=Condition(item="practice-1", options=("not",))
            ),
        ),
    ),
    Node(
        id="free", title="Free", kind="outcome", code="F",
        items=(
            item("free-1", type="text", anchors={}, next_steps={}),
            item("free-2", type="measure", anchors={}, next_steps={}, not_applicable="Not so."),
        ),
    ),
)  # fmt: skip
FORMULA = (
    "a formula stands here: =1+1; write what it is to say; a text that begins with = needs '"
    " before it"
)
ANSWERS = "Not, Partially, Largely, Fully, Don't know"
SIGNED = (put("assessor", "entry", " Ωμέγα  Παπαδοπούλου"), put("role", "entry", "manager "))


def blank(folder: Path, definition: Questionnaire | None = None, to: Invitation = ROUND) -> Path:
    path = folder / "form.xlsx"
    if definition is None and to == ROUND:
        path.write_bytes(_small_form())
    else:
        write_form(path, definition or SMALL, "en", to)
    return path


@cache
def _small_form() -> bytes:
    with TemporaryDirectory() as folder:
        write_form(Path(folder) / "form.xlsx", SMALL, "en", ROUND)
        return (Path(folder) / "form.xlsx").read_bytes()


def told(path: Path) -> list[str]:
    """Return what is told of a form, without its name."""
    with pytest.raises(InputError) as refused:
        read_record(path)
    return [str(problem).removeprefix(str(path)) for problem in refused.value.problems]


# --- what was entered ------------------------------------------------------------------------


def test_every_kind_of_answer_comes_back_from_the_shipped_questionnaire(tmp_path: Path) -> None:
    definition = find_questionnaire("digital-culture", tmp_path)
    entered = random_answers(definition, 7)
    aside = Answer(state="not_applicable", reason="Nothing of the kind.", comment="Ask again")
    first = next(item.id for item in definition.items.values() if item.not_applicable)
    entered |= {first: aside, "outcomes-trust": replace(aside, source="None")}
    entered["enablers-add"] = Answer(state="answered", text="More rooms\nto meet in")
    path = tmp_path / "form.xlsx"
    write_form(path, definition, "de", ROUND)
    on = put("answered_on", "entry", datetime(2026, 10, 20))  # noqa: DTZ001 - as a cell has it
    spoken = in_language(definition, "de")
    fill(path, *SIGNED, on, *enter(spoken, entered, "de"))
    found = read_record(path).assessment
    noon = datetime(2026, 10, 20, 12, tzinfo=UTC)
    assert dict(found.answers) == {
        item_id: replace(answer, answered_at=noon, language="de")
        for item_id, answer in entered.items()
    }
    assert found.assessor == Assessor(name="Ωμέγα Παπαδοπούλου", role="Manager")
    assert (found.unit.id, found.unit.name, found.wave.label) == ("unit-b2", "Unit B2", ROUND.wave)
    assert (found.wave.date, found.status) == (DAY, "draft")
    assert found.questionnaire == definition


def test_a_form_that_is_written_filled_in_comes_back_as_that(tmp_path: Path) -> None:
    form = form_for(SMALL, "de", Invitation())
    noon = datetime(2026, 10, 20, 12, tzinfo=UTC)
    given = Answer(answered_at=noon, language="de", comment="=1+1")
    own = replace(
        form.blank,
        unit=Unit(id="unit-b2", name="Unit B2"),
        wave=Wave(label="Autumn", date=DAY),
        assessor=Assessor(name="Ada", role="Head"),
        answers={
            "practice-1": replace(given, state="answered", option="fully"),
            "practice-2": replace(given, state="not_applicable", reason="Closed"),
            "free-1": replace(given, state="answered", text="007"),
            "free-2": replace(given, state="answered", text="Calls", value="7", source="List"),
        },
    )
    path = tmp_path / "form.xlsx"
    path.write_bytes(form_content(form, own))
    found = read_record(path).assessment
    assert replace(found, id=own.id) == own
    start = load_workbook(path, data_only=True)["Start"]
    assert start.cell(start.max_row, 4).value == "4 von 4 erledigt"


def without_rules(node: Node) -> Node:
    """Return a tree without what asks more of its items than to be answered."""
    children = tuple(map(without_rules, node.children))
    items = tuple(replace(item, level=None) for item in node.items)
    return replace(node, kind=None, levels=None, children=children, items=items)


@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.generate],
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cases())
def test_whatever_questionnaire_comes_back_as_it_was_answered(tmp_path: Path, case: Case) -> None:
    drawn_as, drawn = case
    definition = replace(drawn_as, tree=without_rules(drawn_as.tree), headline=None)
    entered = {
        item_id: replace(
            answer, reason="x" if answer.state == "not_applicable" else "", language="en"
        )
        for item_id, answer in drawn.items()
    }
    path = blank(tmp_path, definition)
    fill(path, *SIGNED, *enter(definition, entered))
    assert dict(read_record(path).assessment.answers) == entered


def test_texts_are_kept_as_typed_whatever_they_look_like(tmp_path: Path) -> None:
    hostile = [text.strip() for text in HOSTILE if len(text) < 1000 and text.isprintable()]
    texts = [*hostile, "two\nlines", "Ωμέγα", "007", "71 %"]
    items = tuple(
        item(f"{kind}-{n}", type=kind, anchors={}, next_steps={})
        for n in range(len(texts))
        for kind in ("text", "measure")
    )
    free = dimension("free", (), "outcome", rule=None, aggregate=None, items=items)
    path = blank(tmp_path, questionnaire(free, headline=None))
    typed = [
        typed_in(f"{kind}-{n}", "answer", text)
        for n, text in enumerate(texts)
        for kind in ("text", "measure")
    ]
    answers = read_record(fill(path, *SIGNED, *typed)).assessment.answers
    assert [answers[f"text-{n}"].text for n in range(len(texts))] == texts
    assert [answers[f"measure-{n}"].value for n in range(len(texts))] == texts


def test_half_a_character_is_shown_as_one_that_is_missing(tmp_path: Path) -> None:
    path = fill(blank(tmp_path), *SIGNED, put("free-1", "answer", "a_xD83D_b_xD83D__xDE00_"))
    assert read_record(path).assessment.answer("free-1").text == "a\ufffdb😀"


@pytest.mark.parametrize(
    ("entered", "option"),
    [("Partially", "partially"), ("  partially ", "partially"), ("P", "partially"),
     ("f", "fully"), ("LARGELY", "largely"), ("not", "not")],
)  # fmt: skip
def test_an_answer_is_known_by_its_word_or_letter(
    tmp_path: Path, entered: str, option: str
) -> None:
    path = fill(blank(tmp_path), *SIGNED, put("practice-1", "answer", entered))
    assert read_record(path).assessment.answer("practice-1").option == option


def test_labels_that_are_numbers_alike_or_many_can_be_chosen(tmp_path: Path) -> None:
    steps = ("1", "2.5", "Same", "same", "Don't know", *(f"A, {n} {'x' * 60}" for n in range(9)))
    scale = tuple(ScaleOption(label=label, value=F(n)) for n, label in enumerate(steps))
    items = tuple(item(f"practice-{n}", anchors={}, next_steps={}) for n in range(14))
    definition = questionnaire(
        dimension("practice", (), None, answers="many", rule=None, items=items),
        scales={"many": scale}, headline=None,
    )  # fmt: skip
    entered = {
        name: Answer(state="answered", option=str(n)) for n, name in enumerate(definition.items)
    }
    path = blank(tmp_path, definition, UNNAMED)
    fill(path, *enter(definition, entered), put("practice-0", "answer", 1))
    assert dict(read_record(path).assessment.answers) == entered
    (rule,) = next(question_sheets(load_workbook(path))).data_validations.dataValidation
    assert rule.formula1 == "FormLists!$D$2:$D$16"


def test_what_a_condition_hides_is_kept(tmp_path: Path) -> None:
    changes = put("practice-1", "answer", "Fully"), put("practice-3", "answer", "Largely")
    found = read_record(fill(blank(tmp_path), *SIGNED, *changes)).assessment
    assert found.answer("practice-3").option == "largely"


def test_rows_are_known_by_their_ids_wherever_they_were_moved(tmp_path: Path) -> None:
    def upside_down(book: Workbook) -> None:
        (sheet,) = question_sheets(book)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for cells, values in zip(sheet.iter_rows(min_row=2), reversed(rows), strict=True):
            for cell, value in zip(cells, values, strict=True):
                cell.value = value

    def renamed(book: Workbook) -> None:
        for sheet in (*question_sheets(book), book["Start"]):
            sheet.title = f"My {sheet.title}"

    path = fill(blank(tmp_path), *SIGNED, put("practice-1", "answer", "Fully"))
    before = read_record(path).assessment
    assert read_record(fill(path, upside_down, renamed)).assessment == before
    book = load_workbook(path)
    book["My Start"]["C13"] = "Boss"
    book.save(path)
    (problem,) = told(path)
    assert problem.startswith("!My Start!C13: there is no role `Boss`; use one of Manager, Coll")


# --- who and for what ------------------------------------------------------------------------


def test_one_persons_form_is_one_assessment_however_often_it_is_read(tmp_path: Path) -> None:
    path = fill(blank(tmp_path), *SIGNED)
    first = read_record(path).assessment
    fill(path, put("practice-1", "answer", "Fully"))
    assert read_record(path).assessment.id == first.id
    write_form(path, SMALL, "de", ROUND)
    assert read_record(fill(path, *SIGNED)).assessment.id == first.id
    fill(path, put("assessor", "entry", "Somebody else"))
    assert read_record(path).assessment.id != first.id


def test_unnamed_forms_are_told_apart_by_their_files(tmp_path: Path) -> None:
    library, folder = open_library(tmp_path / "data"), tmp_path / "forms"
    folder.mkdir()
    for name, answer in (("a", "Fully"), ("b", "Not"), ("c", None)):
        path = fill(blank(tmp_path, to=UNNAMED), put("practice-1", "answer", answer))
        path.rename(folder / f"{name}.xlsx")
    (folder / "notes.xlsx").write_bytes((folder / "a.xlsx").read_bytes()[:100])
    for outcome in ("added", "known"):
        came = [found.outcome for found in importing(library, [folder])]
        assert came == [outcome] * 3 + ["failed"], "the damaged one is told"
    entries = library.entries()
    assert {library.assessment(entry.id).assessor for entry in entries} == {Assessor()}
    assert all(
        not answer.language and answer.answered_at is None
        for entry in entries
        for answer in library.assessment(entry.id).answers.values()
    )
    library.close()


def test_of_unnamed_people_only_what_they_choose_is_asked(tmp_path: Path) -> None:
    path = blank(tmp_path, to=UNNAMED)
    fill(
        path,
        put("role", "entry", "Manager"),
        put("practice-1", "answer", "Fully"),
        put("practice-2", "answer", "Not applicable"),
    )
    found = read_record(path).assessment
    assert found.assessor == Assessor(role="Manager")
    assert dict(found.answers) == {
        "practice-1": Answer(state="answered", option="fully"),
        "practice-2": Answer(state="not_applicable", reason="Nobody works there."),
    }
    fill(path, put("practice-1", "answer", "Rarely"), put("role", "entry", "Boss"))
    assert told(path) == [
        "!Start!C16: there is no role `Boss`; use one of Manager, Colleague",
        f"!Questions!E3: `Rarely` is none of the answers; use one of {ANSWERS}",
    ]


def test_an_unnamed_form_of_before_which_asked_everything_can_be_read(tmp_path: Path) -> None:
    def unnamed(book: Workbook) -> None:
        record = book["FormRecord"]["B2"]
        assert '"is_anonymous":false' in str(record.value)
        record.value = str(record.value).replace('"is_anonymous":false', '"is_anonymous":true')

    path = fill(blank(tmp_path), unnamed, put("practice-2", "answer", "Not applicable"))
    assert told(path) == [
        "!Questions!I4: not applicable needs its reason; say why under Reason if not applicable"
    ]
    fill(path, put("practice-2", "reason", "Closed"), put("free-1", "answer", "More rooms"))
    assert dict(read_record(path).assessment.answers) == {
        "practice-2": Answer(state="not_applicable", reason="Closed"),
        "free-1": Answer(state="answered", text="More rooms"),
    }


def test_who_may_only_choose_is_not_asked_where_nothing_can_be_chosen(tmp_path: Path) -> None:
    free = dimension(
        "free", (), "outcome", rule=None, aggregate=None,
        items=(item("free-1", type="text", anchors={}, next_steps={}),),
    )  # fmt: skip
    with pytest.raises(InputError, match="which are not kept of unnamed people; ask for names"):
        blank(tmp_path, questionnaire(free, headline=None), UNNAMED)


def test_a_form_may_ask_for_unit_and_wave_itself(tmp_path: Path) -> None:
    path = blank(tmp_path, to=Invitation())
    assert told(path) == [
        "!Start!C9: the unit's name is missing; fill it in",
        "!Start!C10: the wave's name is missing; fill it in",
        "!Start!C11: the wave's date is missing; write it as year-month-day: 2026-10-16",
        "!Start!C12: the name of who filled it in is missing; fill it in",
    ]
    entered = {"unit": "Amt für Größe", "wave": "Herbst", "date": DAY, "assessor": "A"}
    fill(path, *(put(name, "entry", value) for name, value in entered.items()))
    found = read_record(path).assessment
    assert (found.unit.id, found.unit.name) == ("amt-fur-grosse", "Amt für Größe")
    assert (found.wave.label, found.wave.date) == ("Herbst", DAY)
    fill(path, put("date", "entry", "2026-02-31"))
    assert told(path)[0].startswith("!Start!C11: `2026-02-31` is no date; write it as year")


# --- what is wrong ----------------------------------------------------------------------------


def test_all_that_is_wrong_is_told_at_once_from_the_top(tmp_path: Path) -> None:
    path = fill(
        blank(tmp_path),
        put("role", "entry", "Maneger"),
        put("practice-1", "answer", "Rarely"),
        put("practice-2", "answer", "Not applicable"),
        put("practice-3", "answer", "=1+1"),
        typed_in("practice-3", "comment", "x" * 32_767),
        put("free-2", "source", "A register"),
    )
    assert told(path) == [
        "!Start!C12: the name of who filled it in is missing; fill it in",
        "!Start!C13: there is no role `Maneger`; use one of Manager, Colleague",
        # `Rarely` is no slip of `Largely`: what is likely meant is nobody's to guess.
        f"!Questions!E3: `Rarely` is none of the answers; use one of {ANSWERS}",
        "!Questions!I4: not applicable needs its reason; say why under Reason if not applicable",
        f"!Questions!E5: {FORMULA}",
        "!Questions!J5: `comment` is too long (32767 characters); use at most 20000",
        "!Questions!E8: the value is missing; write it, or choose Don't know",
    ]


def sheet_of(change: Callable[[Worksheet], object]) -> Change:
    return lambda book: change(next(question_sheets(book)))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (put("practice-1", "answer", "Not applicable"),
         "!Questions!E3: this item can't be set aside; use one of Not, Partially, Largely"),
        (put("practice-1", "answer", "Whatever"), "!Questions!E3: `Whatever` is none of the"),
        (put("practice-1", "item_id", "practice-9"),
         "!Questions!A3: the questionnaire has no item practice-9; remove the row"),
        (put("practice-1", "item_id", "practice-2"), "!Questions!C3: the question or its answers"),
        (put("free-1", "item_id", "practice-1"), "!Questions!A7: the item practice-1 stands"),
        (put("practice-1", "question", "Is it?"), "!Questions!C3: the question or its answers"),
        (put("practice-1", "choices", "Yes. No."), "!Questions!C3: the question or its answers"),
        (sheet_of(lambda sheet: sheet.delete_rows(3)), "!Questions: rows are missing: E.1; copy"),
        (sheet_of(lambda sheet: sheet.delete_cols(5)), "!Questions!E1: the column here was `Your"),
        (sheet_of(lambda sheet: sheet.append([None, "", "", "", "Fully"])),
         "!Questions!E9: this row belongs to no question; move what it says"),
        (put("assessor", "field", "x"), "!Start: rows are missing: assessor"),
        (lambda book: book.remove(book["Questions"]), "!Questions: rows are missing: E.1, E.2"),
        (lambda book: book["FormRecord"].delete_rows(2), "!FormRecord!A2: parts of the record"),
        (lambda book: book["FormRecord"].cell(2, 2, "{}"), "!FormRecord: this form is of an older"),
        (lambda book: book["FormRecord"].cell(2, 2, '{"form":2}'),
         "!FormRecord: a newer version of the program made this form; read it with that"),
        (lambda book: book["FormRecord"].cell(2, 2, '{"form":1,"words":[]}'),
         "!FormRecord: what the form asked can't be read any more; copy the answers"),
        (lambda book: book["FormRecord"].cell(2, 2, "[" * 16_000), "!FormRecord: what the form"),
    ],
)  # fmt: skip
def test_what_was_altered_is_told_at_its_place(tmp_path: Path, change: Change, says: str) -> None:
    path = fill(blank(tmp_path), *SIGNED, change)
    first, *_ = told(path)
    assert first.startswith(says)
    assert "; " in first


def test_a_form_is_known_as_one_and_other_workbooks_are_not(tmp_path: Path) -> None:
    assert holds_record(blank(tmp_path))
    book = Workbook()
    book.save(tmp_path / "other.xlsx")
    assert not holds_record(tmp_path / "other.xlsx")
    assert cell_of(load_workbook(tmp_path / "form.xlsx"), "practice-1", "answer").row == 3
