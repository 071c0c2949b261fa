from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Answer
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.jobs.starting import start_files
from maturity_app.storage.assessments import read_assessment, write_assessment
from maturity_app.storage.problems import InputError
from tests.building import dimension, questionnaire

ONE: Questionnaire = questionnaire(dimension("practice", (1, 1, 2)))
DAY = date(2026, 10, 16)


def started(tmp_path: Path, content: str | bytes, wave: str = "Autumn 2026") -> list[Path]:
    units = tmp_path / "units.csv"
    units.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(start_files(ONE, units, tmp_path / "out", wave, DAY))


def told(tmp_path: Path, content: str | bytes) -> list[str]:
    with pytest.raises(InputError) as refused:
        started(tmp_path, content)
    assert not (tmp_path / "out").exists(), "nothing may be written before every row is right"
    return [str(problem).replace(f"{tmp_path}/", "") for problem in refused.value.problems]


@pytest.mark.parametrize(
    "content",
    [
        "unit_id,unit,headcount\nb2,Unit B2,12\n,Größe & Maß,\n",
        "unit_id;unit;headcount\r\nb2;Unit B2;12\r\n;Größe & Maß;\r\n",
        "\ufeffUnit_ID\tUnit\tHeadcount\nb2\tUnit B2\t12\n\tGröße & Maß\t\n\n",
        'headcount,unit,unit_id,remark\n12,"Unit B2",b2,"a, b"\n,Größe & Maß,,\n',
        "unit,unit_id,headcount\n Unit B2 , b2 , 12\nGröße & Maß\n",
    ],
)
def test_a_file_for_each_unit_however_the_table_was_saved(tmp_path: Path, content: str) -> None:
    first, second = map(read_assessment, started(tmp_path, content))
    assert (first.unit.id, first.unit.name, first.unit.headcount) == ("b2", "Unit B2", 12)
    assert (second.unit.id, second.unit.name) == ("grosse-mass", "Größe & Maß")
    assert second.unit.headcount is None
    assert (first.wave.label, first.wave.date) == ("Autumn 2026", DAY)
    assert not first.answers


def test_units_lie_within_the_branches_they_are_listed_with(tmp_path: Path) -> None:
    rows = (
        "\ufeffunit;unit_id;branch\r\n"
        "Referat Öffentlichkeit;;Ministerium für Inneres > Abteilung Z\r\n"
        "Referat Recht;recht;Ministerium für Inneres>Abteilung  Z\r\n"
        "Referat Haushalt;;Ministerium der Finanzen > Abteilung Z\r\n"
        "Ministerium der Finanzen;bmf;\r\n"
        "Stabsstelle;;\r\n"
    )
    units = [read_assessment(path).unit for path in started(tmp_path, rows)]
    assert [[(branch.id, branch.name) for branch in unit.within] for unit in units] == [
        [
            ("ministerium-fur-inneres", "Ministerium für Inneres"),
            ("ministerium-fur-inneres-abteilung-z", "Abteilung Z"),
        ]
    ] * 2 + [
        [
            ("bmf", "Ministerium der Finanzen"),
            ("ministerium-der-finanzen-abteilung-z", "Abteilung Z"),
        ],
        [],
        [],
    ]


def test_branches_with_long_names_stay_apart(tmp_path: Path) -> None:
    long = "Department of " + "everything " * 6
    rows = f"unit,branch\nA,{long} > East\nB,{long} > West\nC,{long} > East\n"
    first, second, third = (
        read_assessment(path).unit.within[-1].id for path in started(tmp_path, rows)
    )
    assert first == third != second
    assert len(first) == len(second) == 60


def test_names_from_anywhere_become_files_in_the_folder(tmp_path: Path) -> None:
    rows = "unit\n=cmd|' /C calc'!A1\n../../escape\nCON\nΔιεύθυνση Λιμένων\n中文\n!!!\n"
    files = started(tmp_path, rows)
    assert len({path.name.casefold() for path in files}) == 6
    assert {path.parent for path in files} == {tmp_path / "out"}
    assert [read_assessment(path).unit.name for path in files] == rows.splitlines()[1:]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "units.csv:1: there is no column `unit`; name the columns in the first row: unit,"),
        ("name\nUnit B2\n", "units.csv:1: there is no column `unit`; name the columns"),
        ("unit\n\n,\n", "units.csv:1: there are no units; write one in each row"),
        ("unit,headcount\n,12\n", "units.csv:2: unit name: it is empty; write one"),
        (f"unit\n{'x' * 201}\n", "units.csv:2: unit name: it has 201 characters; use at most 200"),
        ("unit,unit_id\nA,a b\n", "units.csv:2: unit id: `a b` can't be one; use letters, digits"),
        ("unit\nA\nA\n", "units.csv:3: unit id: `a` is the id of A already; give each unit its"),
        ("unit,unit_id\nA,x\nB,X\n", "units.csv:3: unit id: `X` is the id of A already; give"),
        ("unit,headcount\nA,many\n", "units.csv:2: headcount: `many` is no number of people; w"),
        ("unit,headcount\nA,0\n", "units.csv:2: headcount: `0` is no number of people; write a"),
        ("unit,headcount\nA,-1\n", "units.csv:2: headcount: `-1` is no number of people; write"),
        ("unit,headcount\nA,1.5\n", "units.csv:2: headcount: `1.5` is no number of people; wri"),
        (f"unit,headcount\nA,{'9' * 90}\n", "units.csv:2: headcount: `999"),
        (f'unit\n"{"x" * 200_000}"\n', "units.csv:2: the row can't be read (field larger than"),
        ("unit,branch\nA,M > > D\n", "units.csv:2: branch: it is empty; write one"),
        ("unit,branch\nA,M >\n", "units.csv:2: branch: it is empty; write one"),
        (f"unit,branch\nA,{'>'.join('abcdefghijklm')}\n", "units.csv:2: branch: it has more th"),
        (b"unit\nGr\xf6\xdfe\n", "units.csv:2: this is not UTF-8 text; save it as CSV UTF-8"),
        ("unit\nA\n".encode("utf-16"), "units.csv:1: this is not UTF-8 text; save it as CSV"),
    ],
)
def test_a_row_that_is_wrong_is_told_with_its_line(
    tmp_path: Path, content: str | bytes, expected: str
) -> None:
    (message,) = told(tmp_path, content)
    assert message.startswith(expected)


def test_all_rows_that_are_wrong_are_told_at_once(tmp_path: Path) -> None:
    messages = told(tmp_path, "unit,headcount\nA,many\n,3\nB,2\nB,2\n")
    assert [message.split(":")[1] for message in messages] == ["2", "3", "5"]


def test_a_file_that_holds_answers_is_not_replaced(tmp_path: Path) -> None:
    first, second = started(tmp_path, "unit\nA\nB\n")
    answered = read_assessment(second).with_answer("practice-1", Answer(state="dont_know"))
    write_assessment(second, answered)
    before = first.read_bytes()
    with pytest.raises(InputError, match=r":3: .*a file with content has this name; name another"):
        started(tmp_path, "unit\nA\nB\n")
    assert read_assessment(second) == answered
    assert first.read_bytes() == before


def test_files_that_are_still_blank_may_be_made_anew(tmp_path: Path) -> None:
    assert started(tmp_path, "unit\nA\n") == started(tmp_path, "unit,headcount\nA,7\n")
    [made] = (tmp_path / "out").iterdir()
    assert read_assessment(made).unit.headcount == 7


@pytest.mark.parametrize("wave", ["", "  "])
def test_a_wave_without_a_name_is_told(tmp_path: Path, wave: str) -> None:
    with pytest.raises(InputError, match="wave name: it is empty"):
        started(tmp_path, "unit\nA\n", wave)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        list(start_files(ONE, tmp_path / "absent.csv", tmp_path, "w", DAY))
