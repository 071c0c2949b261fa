import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment, ChainPlace, SignOff, Unit
from maturity_app.domain.plan import Action, Plan
from maturity_app.domain.questionnaire import Extension, Questionnaire
from maturity_app.domain.translation import Translation
from maturity_app.storage import migrations
from maturity_app.storage.assessments import signed
from maturity_app.storage.entries import UnitName
from maturity_app.storage.library import FILE_NAME, Library, LibraryError, open_library
from maturity_app.storage.problems import MachineError, MaturityError
from tests.building import assessment, dimension, questionnaire

ONE: Questionnaire = questionnaire(dimension("practice", (1, 1, 2)))
FULLY = Answer(state="answered", option="fully")


def draft(**changes: object) -> Assessment:
    return replace(assessment(ONE, {"practice-1": FULLY}), **changes)  # type: ignore[arg-type]


def record(**changes: object) -> Assessment:
    place = ChainPlace(position=1)
    return signed(draft(**changes), SignOff(role="Head", date=date(2026, 10, 20)), place)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path)
    yield opened
    opened.close()


def reopened(library: Library) -> Library:
    library.close()
    return open_library(library.path.parent)


def spoil(library: Library, statement: str) -> None:
    with sqlite3.connect(library.path) as connection:
        connection.execute(statement)
    connection.close()


def test_what_was_added_is_there_after_reopening(library: Library) -> None:
    whole = draft(orphaned={"gone": Answer(state="answered", text="kept")})
    library.add(whole)
    again = reopened(library)
    assert again.assessment(whole.id) == whole
    assert [entry.id for entry in again.entries()] == [whole.id]
    assert again.units() == [UnitName(whole.unit.id, whole.unit.name, whole.unit.headcount)]
    again.close()


def test_an_answer_is_saved_replaced_and_cleared(library: Library) -> None:
    library.add(draft())
    said = Answer(state="answered", option="not", comment="Ünïcode ✓ 中", evidence="a\nb")
    library.save_answer(draft().id, "practice-2", said)
    library.save_answer(draft().id, "practice-1", Answer())
    again = reopened(library)
    assert again.assessment(draft().id).answers == {"practice-2": said}
    again.close()


def test_an_answer_keeps_every_part_of_it(library: Library) -> None:
    library.add(draft())
    said = Answer(
        state="not_applicable", text="t", value="v", source="s", reason="r", comment="c",
        evidence="e", change="corrects_error", answered_by="Head", language="en",
    )  # fmt: skip
    library.save_answer(draft().id, "practice-3", said)
    assert library.assessment(draft().id).answer("practice-3") == said


def test_units_stand_in_the_order_of_their_names(library: Library) -> None:
    for name in ("Zoll", "ängstlich", "Archiv", "Ärzte", "archiv 2"):
        unit = Unit(id=name.casefold().replace(" ", "-"), name=name)
        library.add(draft(id=f"id-{unit.id}", unit=unit))
    expected = ["ängstlich", "Archiv", "archiv 2", "Ärzte", "Zoll"]
    assert [entry.unit.name for entry in library.entries()] == expected
    assert [unit.name for unit in library.units()] == expected


def test_a_questionnaire_is_called_by_its_title_in_the_language_asked_for(
    library: Library,
) -> None:
    texts = {"de": Translation(title="Digitale Kultur"), "fr": Translation()}
    record = assessment(replace(questionnaire(), title="Digital culture", translations=texts), {})
    library.add(record)
    titles = [library.questionnaire_title(record.id, language) for language in ("de", "fr", "en")]
    assert titles == ["Digitale Kultur", "Digital culture", "Digital culture"]
    assert library.questionnaire_title("absent", "de") == ""


def test_how_many_records_use_a_questionnaire_and_what_extends_it(library: Library) -> None:
    ours = Extension(id="ours", version="1", title="Ours")
    library.add(assessment(questionnaire(), {}, unit="One"))
    library.add(assessment(replace(questionnaire(), extension=ours), {}, unit="Two"))
    library.add(assessment(questionnaire(id="other"), {}, unit="Three"))
    assert library.questionnaire_uses() == {"test": 2, "ours": 1, "other": 1}


def test_a_summary_holds_until_the_next_answer(library: Library) -> None:
    library.add(draft())
    assert library.entry(draft().id).summary is None
    library.save_summary(draft().id, 1, {"done": 1})
    assert library.entry(draft().id).summary == {"done": 1}
    library.save_answer(draft().id, "practice-2", FULLY)
    assert library.entry(draft().id).summary is None
    assert library.entry(draft().id).scoring_version is None


def test_a_signed_record_does_not_change(library: Library) -> None:
    library.add(record())
    for change in (
        lambda: library.save_answer(record().id, "practice-2", FULLY),
        lambda: library.replace(draft()),
        lambda: library.add(draft()),
    ):
        with pytest.raises(LibraryError):
            change()
    assert library.assessment(record().id) == record()


def test_a_plan_is_saved_and_no_figure_with_it(library: Library) -> None:
    library.add(draft())
    library.save_summary(draft().id, 7, {"done": 1})
    plan = Plan(targets={"practice": 2}, actions=(Action(id="a1", text="Rehearse"),))
    library.save_plan(draft().id, plan)
    again = reopened(library)
    assert again.assessment(draft().id) == draft(plan=plan)
    assert again.entry(draft().id).scoring_version == 7
    again.close()


def test_a_signed_records_plan_does_not_change(library: Library) -> None:
    library.add(record())
    with pytest.raises(LibraryError, match="signed off"):
        library.save_plan(record().id, Plan(targets={"practice": 2}))
    assert library.assessment(record().id) == record()


def test_what_is_not_there_is_told_so(library: Library) -> None:
    for ask in (
        lambda: library.assessment("absent"),
        lambda: library.entry("absent"),
        lambda: library.save_answer("absent", "practice-1", FULLY),
        lambda: library.replace(draft(id="absent")),
    ):
        with pytest.raises(LibraryError, match="there is no record absent"):
            ask()


def test_a_text_too_long_for_its_file_is_refused_before_it_is_saved(library: Library) -> None:
    library.add(draft())
    with pytest.raises(LibraryError, match=r"the comment has 20,001 characters; nothing was"):
        library.save_answer(draft().id, "practice-1", Answer(comment="x" * 20_001))
    assert library.assessment(draft().id) == draft()


def test_half_a_character_that_was_pasted_does_not_stop_the_saving(library: Library) -> None:
    library.add(draft())
    library.save_answer(draft().id, "practice-2", Answer(comment="so \ud83d there 中"))
    assert library.assessment(draft().id).answer("practice-2").comment == "so \ufffd there 中"


def test_a_correction_supersedes_whichever_comes_first(library: Library) -> None:
    correction = record(id="correction", supersedes=record().id)
    library.add(correction)
    library.add(record())
    assert library.entry(record().id).status == "superseded"
    assert [wave.id for wave in library.waves_of(record().unit.id)] == ["correction"]


def test_a_record_supersedes_nothing_of_another_unit_and_no_draft(library: Library) -> None:
    library.add(record())
    library.add(draft(id="open"))
    stranger = Unit(id="stranger", name="Stranger")
    library.add(record(id="foreign", unit=stranger, supersedes=record().id))
    library.add(record(id="own", supersedes="open"))
    assert library.entry(record().id).status == "signed_off"
    assert library.entry("open").status == "draft"


def test_an_older_wave_that_comes_late_does_not_take_the_units_name_back(library: Library) -> None:
    library.add(draft(unit=replace(draft().unit, name="New name")))
    old = replace(draft().wave, date=date(2020, 1, 1))
    library.add(draft(id="late", wave=old, unit=replace(draft().unit, name="Old name")))
    assert [unit.name for unit in library.units()] == ["New name"]
    new = replace(draft().wave, date=date(2030, 1, 1))
    library.add(draft(id="next", wave=new, unit=replace(draft().unit, name="Newer name")))
    assert [unit.name for unit in library.units()] == ["Newer name"]


def test_the_end_of_a_chain_is_the_highest_position(library: Library) -> None:
    assert library.chain_end(draft().unit.id) == (0, "")
    library.add(record())
    assert library.chain_end(draft().unit.id) == (1, record().fingerprint)


def test_two_open_libraries_see_each_others_answers(library: Library) -> None:
    library.add(draft())
    other = open_library(library.path.parent)
    other.save_answer(draft().id, "practice-2", FULLY)
    library.save_answer(draft().id, "practice-3", FULLY)
    expected = {"practice-1": FULLY, "practice-2": FULLY, "practice-3": FULLY}
    assert library.assessment(draft().id).answers == expected
    assert other.assessment(draft().id).answers == expected
    other.close()


def test_while_one_signs_another_cannot_slip_in_an_answer(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(draft())
    monkeypatch.setattr("maturity_app.storage.library._BUSY_SECONDS", 0.05)
    other = open_library(library.path.parent)
    with library.alone():
        kept = library.assessment(draft().id)
        with pytest.raises(MachineError, match="another program is using the library"):
            other.save_answer(draft().id, "practice-2", FULLY)
        library.replace(signed(kept, record().signed or SignOff(role="x", date=date.min),
                               ChainPlace(position=1)))  # fmt: skip
    with pytest.raises(LibraryError, match="signed off and can't change"):
        other.save_answer(draft().id, "practice-2", FULLY)
    other.close()


def test_a_failure_half_way_changes_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(draft())

    def fail(_: Answer) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("maturity_app.storage.library.dumped", fail)
    with pytest.raises(KeyboardInterrupt):
        library.replace(draft(answers={"practice-2": FULLY}))
    monkeypatch.undo()
    assert library.assessment(draft().id) == draft()
    library.save_answer(draft().id, "practice-2", FULLY)


def test_a_full_disk_changes_nothing_and_says_so(library: Library) -> None:
    library.add(draft())
    connection = library._connection  # noqa: SLF001 - the disk of one connection is made small
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages:d}")
    with pytest.raises(MachineError, match="the disk is full; nothing stored was changed"):
        library.save_answer(draft().id, "practice-2", Answer(comment="x" * 20_000))
    before = library.assessment(draft().id)
    connection.execute("PRAGMA max_page_count = 100000")
    assert library.assessment(draft().id) == before
    library.save_answer(draft().id, "practice-2", FULLY)
    assert library.assessment(draft().id).answer("practice-1") == FULLY


def test_a_folder_that_cannot_be_made_is_the_machines_refusal(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(MachineError, match="a file has this name"):
        open_library(tmp_path / "file")
    with pytest.raises(MachineError, match="a part of the path is a file"):
        open_library(tmp_path / "file" / "below")


def test_a_library_that_is_read_only_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_library(tmp_path).close()
    real = sqlite3.connect

    def read_only(path: Path, **options: object) -> sqlite3.Connection:
        return real(f"file:{path}?mode=ro", uri=True, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", read_only)
    opened = open_library(tmp_path)
    with pytest.raises(MachineError, match="does not let the library be written"):
        opened.add(draft())
    opened.close()


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"x" * 99])
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(LibraryError, match="the library is damaged"):
        open_library(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_a_page_damaged_in_the_middle_is_told(library: Library) -> None:
    library.add(draft())
    library.close()
    content = bytearray(library.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    library.path.write_bytes(content)
    opened = open_library(library.path.parent)
    with pytest.raises(LibraryError, match="the library is damaged"):
        opened.entries()
    opened.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments SET record = '{'",
        "UPDATE assessments SET record = '{}'",
        "UPDATE answers SET body = '[]'",
        'UPDATE answers SET body = \'{"state": "perhaps"}\'',
        "UPDATE questionnaires SET body = 'null'",
    ],
)
def test_a_row_that_does_not_fit_is_told_as_damage(library: Library, statement: str) -> None:
    library.add(draft())
    spoil(library, statement)
    again = reopened(library)
    with pytest.raises(LibraryError, match=r"library\.sqlite: the library is damaged"):
        again.assessment(draft().id)
    again.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments SET wave_date = 'soon'",
        "UPDATE assessments SET changed_at = 17",
    ],
)
def test_a_listing_that_does_not_fit_is_told_as_damage(library: Library, statement: str) -> None:
    library.add(draft())
    spoil(library, statement)
    with pytest.raises(LibraryError, match=r"library\.sqlite: the library is damaged"):
        library.entries()


@pytest.mark.parametrize("stored", ["{", "[]", "null"])
def test_figures_that_cannot_be_read_are_none_and_computed_anew(
    library: Library, stored: str
) -> None:
    library.add(draft())
    library.save_summary(draft().id, 1, {})
    with sqlite3.connect(library.path) as spoiling:
        spoiling.execute("UPDATE assessments SET summary = ?", (stored,))
    assert library.entry(draft().id).summary is None


@pytest.mark.parametrize("version", [-1, len(migrations.STEPS) + 1])
def test_a_library_of_a_newer_program_is_refused(library: Library, version: int) -> None:
    library.add(draft())
    spoil(library, f"PRAGMA user_version = {version}")
    library.close()
    with pytest.raises(MaturityError, match="a newer version of the program"):
        open_library(library.path.parent)


def test_an_older_library_is_copied_aside_before_it_changes(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(draft())
    step = ("a column", ("ALTER TABLE units ADD COLUMN note TEXT",))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    again = reopened(library)
    assert again.assessment(draft().id) == draft()
    again.close()
    monkeypatch.undo()
    copy = library.path.with_name(f"library-before-version-{len(migrations.STEPS) + 1}.sqlite")
    old = library.path.parent / "old"
    old.mkdir()
    shutil.copy(copy, old / FILE_NAME)
    restored = open_library(old)
    assert restored.assessment(draft().id) == draft()
    restored.close()


def test_a_step_that_fails_leaves_the_library_as_it_was(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(draft())
    library.close()
    broken = ("half", ("ALTER TABLE units ADD COLUMN note TEXT", "ALTER TABLE nowhere ADD x"))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, broken))
    with pytest.raises(LibraryError):
        open_library(library.path.parent)
    monkeypatch.undo()
    again = open_library(library.path.parent)
    assert again.assessment(draft().id) == draft()
    again.close()
