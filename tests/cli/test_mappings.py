"""Comparing across versions by a mapping file, and checking one, as a person does it."""

import json
from datetime import date
from pathlib import Path

import pytest

from maturity_app.storage.assessments import write_assessment
from tests.building import answers, assessment
from tests.cli.conftest import Given
from tests.storage.test_mappings import GOOD, NEWER, OLDER, RENAMED, SMALL


@pytest.fixture
def files(here: Path) -> list[Path]:
    """Return two waves: P L P F answers version 1, and P | N F | monthly version 2."""
    before = assessment(OLDER, answers(p="PLPF"), label="2025", day=date(2025, 10, 1))
    given = answers(p="P", x="NF4")
    after = assessment(
        NEWER,
        {"p-1": given["p-1"], "p-2a": given["x-1"], "p-2b": given["x-2"], "p-3": given["x-3"]},
        label="2026",
    )
    for name, record in (("a", before), ("b", after)):
        write_assessment(here / f"{name}.assessment.json", record)
    (here / "m.yaml").write_text(GOOD, "utf-8")
    return [here / "a.assessment.json", here / "b.assessment.json"]


def test_a_mapping_is_explained_before_it_is_used(given: Given, files: list[Path]) -> None:
    ended = given("compare", *files, "--mapping", "m.yaml", "--explain")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "test 1 → 2: 1 rescaled, 1 split, 1 dropped",
        "  split: p-2 → p-2a and p-2b",
        "  rescaled: p-3",
        "    Not → Never, Partially → Yearly, Largely → 3.50, Fully → Weekly",
        "  dropped: p-4",
        "  by id and revision: 1 item",
        "Unit B2, 2025; Unit B2, 2026",
        "  P: 3 of 4 questions common",
    ]


def test_a_comparison_goes_by_a_mapping(given: Given, files: list[Path], here: Path) -> None:
    assert given("compare", *files, "--mapping", "m.yaml", "-o", "with.json").code == 0
    assert given("compare", *files, "-o", "without.json").code == 0
    found = [
        next(
            node
            for node in json.loads((here / name).read_bytes())["over_time"][0]["nodes"]
            if node["id"] == "p"
        )
        for name in ("with.json", "without.json")
    ]
    # p-4 was dropped: 3 of 4. P, then p-2 with 2/3 against (0 + 1)/2, weighing 2 of 4, then
    # Partially as Yearly (1/4) against Monthly (3/4): (1/3 + 4/3 + 1/4)/4 and (1/3 + 1 + 3/4)/4.
    assert found[0]["values"] == pytest.approx([100 * 23 / 48, 100 * 25 / 48])
    assert (found[0]["grade"], found[0]["obstacle"]) == ("most", None)
    assert found[1]["values"] == [None, None]
    assert (found[1]["common"], found[1]["union"]) == (1, 7)


def test_one_of_other_versions_is_refused(given: Given, files: list[Path], here: Path) -> None:
    (here / "m.yaml").write_text(GOOD.replace('to_version: "2"', 'to_version: "3"'), "utf-8")
    ended = given("compare", *files, "--mapping", "m.yaml", "-o", "c.json")
    assert ended.code == 1
    assert ended.problems == [
        (
            "m.yaml: none of the assessments answers test 3; leave the mapping out, or name such "
            "an assessment"
        )
    ]


def test_without_an_output_there_is_nothing_to_do(given: Given, files: list[Path]) -> None:
    assert given("compare", *files).code == 2


@pytest.mark.long
def test_a_mapping_is_checked_against_both_versions(given: Given, here: Path) -> None:
    (here / "q" / "mappings").mkdir(parents=True)
    (here / "old").mkdir()
    (here / "q" / "questionnaire.yaml").write_text(SMALL, "utf-8")
    older = SMALL.replace("p-1", "one").replace('"2"', '"1"')
    (here / "old" / "questionnaire.yaml").write_text(older, "utf-8")
    file = here / "q" / "mappings" / "from-1.yaml"
    file.write_text(RENAMED, "utf-8")
    alone = given("check", "q/mappings/from-1.yaml")
    assert alone.code == 0
    assert alone.out.splitlines() == [
        "q/mappings/from-1.yaml: no problems",
        "q/mappings/from-1.yaml: not held against version 1, which is not at hand",
        "test 1 → 2: 1 reworded",
        "  reworded: one → p-1",
    ]
    assert given("check", "q/mappings/from-1.yaml", "--since", "old").code == 0
    file.write_text(RENAMED.replace("old: one", "old: ones"), "utf-8")
    held = given("check", "q/mappings/from-1.yaml", "--since", "old")
    assert held.code == 1
    misspelt = (
        "q/mappings/from-1.yaml:5: version 1 has no item `ones`; write `one` if that is meant, "
        "or remove it"
    )
    assert misspelt in held.problems
    # Beside an entry that can't be read the others are checked, and what it names is not forgotten.
    with file.open("a", encoding="utf-8") as text:
        text.write("  - {how: drop, old: one}\n")
    assert given("check", "q/mappings/from-1.yaml", "--since", "old").problems == [
        misspelt,
        (
            "q/mappings/from-1.yaml:6: `how` can't be `drop`; use same, reworded, rescaled, "
            "merged, split or dropped"
        ),
    ]
