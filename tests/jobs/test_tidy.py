"""The library as long tables: their columns are a promise; what is not shared is not in them."""

import csv
import gc
import io
import json
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment, Assessor, Branch, Share
from maturity_app.domain.scoring import score_assessment
from maturity_app.jobs import parquet
from maturity_app.jobs.tidy import export_tidy
from maturity_app.storage.library import Library, open_library
from maturity_app.storage.problems import InputError
from tests.building import assessment, full_questionnaire, random_answers
from tests.jobs.test_sharing import NEVER_IN, marked

WHOLE = full_questionnaire()
RECORD = """
record unit_id unit branch wave date status mode assessor role questionnaire version
"""
PROMISED = {
    "units": "unit_id unit parent_id branch depth headcount records",
    "scores": RECORD
    + """
        node parent title kind value low high scale_min scale_max level level_low level_high
        coverage applicable answered not_applicable dont_know state
    """,
    "items": """
        questionnaire version item revision dimension code type statement level weight
    """,
    "answers": RECORD
    + """
        dimension code item revision orphaned state option answer option_value x weight level text
        value source reason comment evidence dissent change answered_by answered_at language
    """,
}
COLUMNS = {name: columns.split() for name, columns in PROMISED.items()}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "data")
    yield opened
    opened.close()


def unit(number: int, **changes: object) -> Assessment:
    whole = assessment(WHOLE, random_answers(WHOLE, number), unit=f"Unit {number}")
    within = (Branch(id="top", name="Top"), Branch(id="north", name="North"))
    whole = replace(whole, unit=replace(whole.unit, within=within, headcount=12))
    return replace(whole, **changes)  # type: ignore[arg-type]  # the caller names the fields


def rows(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets take it for another encoding"
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_columns_are_those_that_were_promised(library: Library, tmp_path: Path) -> None:
    library.add(unit(1))
    export_tidy(library, tmp_path / "out")
    for name, columns in COLUMNS.items():
        assert list(rows(tmp_path / "out" / f"{name}.csv")[0]) == columns
    package = json.loads((tmp_path / "out" / "datapackage.json").read_bytes())
    assert package["version"] == "1", "another column is another version"
    told = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert told == COLUMNS
    listed = rows(tmp_path / "out" / "dictionary.csv")
    assert [r["column"] for r in listed if r["table"] == "answers"] == ["", *COLUMNS["answers"]]
    assert all(r["meaning"] for r in listed)
    assert listed[0]["meaning"] == package["description"]
    assert "has an apostrophe before it" in listed[0]["meaning"]


def test_rows_hold_answers_and_scores_as_they_are(library: Library, tmp_path: Path) -> None:
    formula = Answer(state="answered", option="fully", comment="=1+1")
    gone = {"gone": Answer(state="answered", option="0", comment="kept")}
    whole = unit(1, orphaned=gone).with_answer("practice-1-1", formula)
    library.add(whole)
    export_tidy(library, tmp_path)
    answers = {row["item"]: row for row in rows(tmp_path / "answers.csv")}
    assert set(answers) == {*WHOLE.items, "gone"}
    first = answers["practice-1-1"]
    assert (first["option"], first["option_value"], first["x"]) == ("fully", "3.0", "1.0")
    assert first["comment"] == "'=1+1", "no spreadsheet takes it for a formula"
    assert (first["branch"], first["date"], first["mode"]) == ("Top > North", "2026-10-16", "unit")
    assert (answers["gone"]["orphaned"], answers["gone"]["comment"]) == ("1", "kept")
    card = score_assessment(whole)
    scores = {row["node"]: row for row in rows(tmp_path / "scores.csv")}
    assert float(scores["drive"]["value"]) == float(card.nodes["drive"].value or -1)
    assert scores["headline"]["kind"] == "headline"
    units = {row["unit_id"]: row for row in rows(tmp_path / "units.csv")}
    assert (units["north"]["parent_id"], units["north"]["records"]) == ("top", "0")
    assert (units["unit-1"]["branch"], units["unit-1"]["headcount"]) == ("Top > North", "12")
    items = rows(tmp_path / "items.csv")
    assert [row["item"] for row in items] == list(WHOLE.items)


@pytest.mark.long
def test_memory_does_not_grow_with_the_records(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one record is read, none of those before it is held any more."""
    for number in range(6):
        library.add(unit(number))
    read, alive = Library.assessment, list[int]()
    held: list[weakref.ref[Assessment]] = []

    def watched(self: Library, key: str) -> Assessment:
        gc.collect()
        alive.append(sum(reference() is not None for reference in held))
        whole = read(self, key)
        held.append(weakref.ref(whole))
        return whole

    monkeypatch.setattr(Library, "assessment", watched)
    export_tidy(library, tmp_path)
    assert len(alive) == 6
    assert max(alive) <= 1


@pytest.mark.parametrize("share", ["without_comments", "without_names", "scores_only"])
def test_what_is_not_shared_is_in_no_byte(library: Library, tmp_path: Path, share: Share) -> None:
    library.add(replace(marked(2026), assessor=None, sources=()))
    written = export_tidy(library, tmp_path / "out", share=share)
    text = "".join(path.read_bytes().decode("utf-8-sig") for path in written).casefold()
    assert all(share.replace("_", "-") in path.name for path in written)
    assert [word for word in NEVER_IN[share] if word.casefold() in text] == []
    assert ("answers." in " ".join(path.name for path in written)) == (share != "scores_only")


def test_one_persons_answers_go_along_by_name_alone(library: Library, tmp_path: Path) -> None:
    library.add(unit(1, id="named", assessor=Assessor(name="Kim Doe", role="Manager")))
    library.add(unit(2, id="unnamed", assessor=Assessor(role="Staff")))
    export_tidy(library, tmp_path)
    scores = rows(tmp_path / "scores.csv")
    assert {(row["record"], row["mode"], row["assessor"]) for row in scores} == {
        ("named", "assessor", "Kim Doe")
    }
    export_tidy(library, tmp_path, share="without_names")
    assert rows(tmp_path / "scores.without-names.csv") == []
    assert rows(tmp_path / "units.without-names.csv") == []


def test_parquet_holds_the_same_with_types_of_its_own(library: Library, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    library.add(unit(1).with_answer("practice-1-1", Answer(state="dont_know", comment="=1+1")))
    export_tidy(library, tmp_path, with_parquet=True)
    for name, columns in COLUMNS.items():
        table = pq.read_table(tmp_path / f"{name}.parquet")
        assert table.column_names == columns
        assert table.num_rows == len(rows(tmp_path / f"{name}.csv"))
    first = pq.read_table(tmp_path / "answers.parquet").to_pylist()[0]
    assert (first["comment"], first["x"], first["revision"]) == ("=1+1", None, 1)
    assert first["date"].isoformat() == "2026-10-16"


def test_without_pyarrow_it_is_said_how_to_get_it(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda _: None)
    with pytest.raises(InputError, match="pip install 'maturity-app\\[parquet\\]'"):
        export_tidy(library, tmp_path / "out", with_parquet=True)
    assert not (tmp_path / "out").exists()


def test_a_failure_leaves_no_table_half_written(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(unit(1))
    export_tidy(library, tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    library.add(unit(2))
    monkeypatch.setattr("maturity_app.jobs.tidy.item_rows", _refusing)
    with pytest.raises(InputError):
        export_tidy(library, tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def _refusing(_: object) -> Iterator[tuple[str, ...]]:
    raise InputError([])
    yield ()
