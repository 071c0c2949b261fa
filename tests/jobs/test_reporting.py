import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.translating import in_language
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.jobs.reporting import (
    all_in_language,
    compared,
    distinct_stems,
    safe_name,
    write_comparison,
    write_report,
)
from maturity_app.storage.problems import InputError
from tests.building import assessment, full_questionnaire, questionnaire, random_answers

WHOLE = full_questionnaire()


def wave(year: int, unit: str = "Unit B2", seed: int = 1) -> Assessment:
    given = random_answers(WHOLE, seed + year)
    return assessment(WHOLE, given, unit=unit, label=f"Autumn {year}", day=date(year, 10, 16))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unit B2 Autumn 2026", "Unit B2 Autumn 2026"),
        ("../../etc/passwd", "etc passwd"),
        ('a:b*c?d<e>f|g"h\\i', "a b c d e f g h i"),
        ("=cmd", "=cmd"),
        (" . hidden .", "hidden"),
        ("...", "unit"),
        ("- Water / , roads", "Water, roads"),
        (".-rf", "rf"),
        ("", "unit"),
        ("\x00\x1b\n", "unit"),
        ("CON", "unit CON"),
        ("nul.txt", "unit nul.txt"),
        ("COM1", "unit COM1"),
        ("Console", "Console"),
        ("ab\u202egnp.exe", "ab gnp.exe"),
        ("half \ud800 character", "half character"),
        ("Ελλάδα", "Ελλάδα"),
        ("e\u0301", "é"),
    ],
)  # fmt: skip
def test_a_file_name_every_system_accepts(text: str, expected: str) -> None:
    assert safe_name(text) == expected


@pytest.mark.parametrize("char", ["x", "é", "中", "😀"])
def test_a_long_name_leaves_room_for_a_suffix_in_any_script(char: str, tmp_path: Path) -> None:
    name = safe_name(char * 300)
    assert len(name) > 20
    (tmp_path / f"{name} 12.assessment.json").write_bytes(b"")


def test_no_two_file_names_are_the_same_on_any_system() -> None:
    names = ["Unit", "UNIT", "unit", "Unit 2", "é", "e\u0301"]
    stems = distinct_stems(assessment(WHOLE, {}, unit=name, label="w") for name in names)
    assert len({stem.casefold() for stem in stems}) == len(names)


@pytest.mark.long
@pytest.mark.parametrize("suffix", [".csv", ".pdf", ".xlsx", ".PDF"])
def test_a_report_of_each_kind_is_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"new folder/report{suffix}"
    write_report(path, wave(2026), [wave(2024), wave(2025)])
    begins = {".csv": b"\xef\xbb\xbfunit_id", ".pdf": b"%PDF-", ".xlsx": b"PK"}
    assert path.read_bytes().startswith(begins[suffix.lower()])


@pytest.mark.parametrize("suffix", [".csv", ".json", ".pdf", ".xlsx"])
def test_a_comparison_of_each_kind_is_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"comparison{suffix}"
    write_comparison(path, [wave(2025), wave(2026), wave(2026, "Unit C")])
    begins = {".csv": b"\xef\xbb\xbfunit,", ".json": b"{", ".pdf": b"%PDF-", ".xlsx": b"PK"}
    assert path.read_bytes().startswith(begins[suffix])


@pytest.mark.parametrize("name", ["report.doc", "report", ".pdf", "report.pdf.exe", "report.json"])
def test_other_kinds_of_report_are_refused_with_those_there_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"end the name in \.pdf, \.xlsx, \.csv"):
        write_report(tmp_path / name, wave(2026))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda w: replace(w, questionnaire=replace(WHOLE, id="x")), "another questionnaire"),
        (lambda w: replace(w, unit=replace(w.unit, id="x")), r"of another unit \(x, not unit-b2\)"),
        (lambda _: wave(2026), "it is the same assessment"),
        (lambda _: wave(2027), "it is later than Autumn 2026"),
    ],
)
def test_what_is_no_earlier_wave_is_not_compared_in_silence(
    tmp_path: Path, change: Callable[[Assessment], Assessment], what: str
) -> None:
    with pytest.raises(InputError, match=what):
        write_report(tmp_path / "r.csv", wave(2026), [change(wave(2025))])
    assert list(tmp_path.iterdir()) == []


def test_a_comparison_does_not_take_an_assessment_files_name(tmp_path: Path) -> None:
    path = tmp_path / "a.assessment.json"
    path.write_text("answers", "utf-8")
    with pytest.raises(InputError, match=r"names ending in \.assessment\.json are kept"):
        write_comparison(path, [wave(2025), wave(2026)])
    assert path.read_text("utf-8") == "answers"


def test_a_file_named_twice_is_one_side() -> None:
    report = compared([wave(2025), wave(2026), wave(2026)])
    assert [len(unit.assessments) for unit in report.units] == [2]
    with pytest.raises(InputError, match="a comparison needs two assessments; name two or more"):
        compared([wave(2026), wave(2026)])
    with pytest.raises(InputError, match="a comparison needs two assessments"):
        compared([])


def test_different_questionnaires_are_not_compared() -> None:
    other = assessment(questionnaire(id="other"), {})
    with pytest.raises(InputError, match=r"different questionnaires \(other, test\)"):
        compared([wave(2026), other])


def test_a_comparison_as_json_is_whole_numbers_unrounded(tmp_path: Path) -> None:
    first = wave(2025)
    second = wave(2026).with_answer("practice-1-1", Answer())
    write_comparison(tmp_path / "c.json", [second, first])
    document = json.loads((tmp_path / "c.json").read_bytes())
    assert set(document) == {"draft", "rank", "order", "over_time", "between_units"}
    assert document["between_units"] is None
    (pair,) = document["over_time"]
    assert pair["sides"] == ["Unit B2, Autumn 2025", "Unit B2, Autumn 2026"]
    drive = next(node for node in pair["nodes"] if node["id"] == "drive")
    assert drive["values"][1] - drive["values"][0] == pytest.approx(drive["difference"])


def test_a_folder_in_the_place_of_a_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "r.csv").mkdir()
    with pytest.raises(InputError, match="a folder has this name; name a file"):
        write_report(tmp_path / "r.csv", wave(2026))


@pytest.mark.parametrize(
    ("name", "count", "told"),
    [
        ("c.pdf", 501, "nobody reads 501 assessments side by side in a PDF; it takes 500 at most"),
        ("c.xlsx", 16_001, "no sheet of a workbook holds the figures of 16,001 assessments"),
    ],
)
def test_more_than_a_file_can_tell_of_is_refused_before_it_is_compared(
    tmp_path: Path, name: str, count: int, told: str
) -> None:
    with pytest.raises(InputError, match=told):
        write_comparison(tmp_path / name, [wave(2026)] * count)
    assert not list(tmp_path.iterdir())


def test_what_assessments_share_they_share_in_every_language() -> None:
    definition = find_questionnaire("digital-culture")
    sides = [assessment(definition, {}, unit=name) for name in ("A", "B")]
    first, second = all_in_language(sides, "de")
    assert first.questionnaire is second.questionnaire
    assert first.questionnaire == in_language(definition, "de") != definition
