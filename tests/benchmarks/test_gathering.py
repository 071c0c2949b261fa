"""Thousands of files and of assessments: time grows no faster than they do, memory hardly."""

import subprocess
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from maturity_app.domain.assessment import Unit
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.jobs.exchange import import_paths
from maturity_app.jobs.instruments import find_questionnaire
from maturity_app.reports.content import comparison_of
from maturity_app.reports.tabular import comparison_csv
from maturity_app.storage.assessments import SUFFIX, as_bytes, read_assessment
from maturity_app.storage.library import open_library
from maturity_app.wording import ENGLISH
from tests.benchmarks.conftest import Hold
from tests.benchmarks.timing import ratio
from tests.building import assessment, dimension, questionnaire, random_answers

pytestmark = pytest.mark.bench

TOP = Path(__file__).parents[2]
FEW, MANY = 200, 2000

TELLS_MEMORY_AND_TIME = """
import resource, sys, time
from pathlib import Path
from maturity_app.jobs.exchange import importing
from maturity_app.storage.library import open_library

library = open_library(Path(sys.argv[1]))
begin = time.process_time()
for done, result in enumerate(importing(library, [Path(sys.argv[2])]), start=1):
    assert result.outcome == "added", result
    if str(done) in sys.argv[3:]:
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time() - begin)
library.close()
"""


def files(folder: Path, definition: Questionnaire, number: int) -> Path:
    """Write an assessment file for each of some units, and return the folder."""
    whole = assessment(definition, random_answers(definition, 1))
    content = as_bytes(replace(whole, id="record-NN", unit=Unit(id="unit-NN", name="Unit NN")))
    folder.mkdir()
    for n in range(number):
        path = folder / f"{n:04}{SUFFIX}"
        path.write_bytes(content.replace(b"NN", b"%04d" % n))
    return folder


def test_importing_against_parsing_and_validating(tmp_path: Path, hold: Hold) -> None:
    folder = files(tmp_path / "in", find_questionnaire("digital-culture"), 100)
    paths, libraries = sorted(folder.iterdir()), count()

    def take_in() -> None:
        library = open_library(tmp_path / f"{next(libraries)}")
        assert {result.outcome for result in import_paths(library, [folder])} == {"added"}
        library.close()

    def read() -> None:
        for path in paths:
            read_assessment(path)

    hold("importing ÷ parsing and validating", ratio(take_in, read, runs=3, rounds=1), 2)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells memory another way")
def test_an_import_takes_no_more_memory_for_more_files(tmp_path: Path, hold: Hold) -> None:
    small_one = questionnaire(dimension("practice", (1, 1, 2, 2, 3, 3, 4, 4)))
    folder = files(tmp_path / "in", small_one, MANY)
    told = subprocess.run(
        [sys.executable, "-c", TELLS_MEMORY_AND_TIME, tmp_path, folder, str(FEW), str(MANY)],
        check=True,
        stdout=subprocess.PIPE,
        cwd=TOP,
        encoding="utf-8",
    ).stdout
    (small, soon), (large, late) = (map(float, line.split()) for line in told.splitlines())
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    hold("memory of importing 2,000, more than of 200, in MB", (large - small) / unit, 4)
    # Ten times as many may take ten times as long; half as much again is noise.
    hold("importing 2,000 ÷ importing 200", late / soon, 15)


def test_comparing_many_grows_no_faster_than_their_number(hold: Hold) -> None:
    definition = find_questionnaire("digital-culture")
    one = assessment(definition, random_answers(definition, 1, open_share=0))
    sides = [replace(one, id=f"{n}", unit=Unit(id=f"{n}", name=f"Unit {n}")) for n in range(300)]
    few, many = comparison_of(sides[:30]), comparison_of(sides)
    figure = ratio(lambda: comparison_of(sides), lambda: comparison_of(sides[:30]), 1, rounds=2)
    # Ten times as many may take ten times as long; half as much again is noise.
    hold("comparing 300 ÷ comparing 30", figure, 15)
    figure = ratio(lambda: comparison_csv(many, ENGLISH), lambda: comparison_csv(few, ENGLISH), 3)
    hold("table of 300 ÷ table of 30", figure, 15)
