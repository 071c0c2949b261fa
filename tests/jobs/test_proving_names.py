"""Names that some kind of file can't hold as they are keep no right report from being written."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from maturity_app.domain.assessment import (
    Answer,
    Assessment,
    Assessor,
    Branch,
    Share,
    Unit,
    Wave,
)
from maturity_app.domain.rollup import EVERY_LATEST
from maturity_app.jobs.forms import Invitation, write_form
from maturity_app.jobs.merging import Merged, merged, write_disagreements
from maturity_app.jobs.reporting import write_comparison, write_report
from maturity_app.jobs.rollup import rolled_up, write_rollup
from maturity_app.jobs.sharing import Sharing
from maturity_app.jobs.staff import write_staff_report
from tests.building import assessment, dimension, group, questionnaire
from tests.staffing import at_random, survey_of

NAMES = (
    "_x0041_", "_x000D_", "_x005F_x0041_", "_xD83D__xDE00_", "a\r\nb", "a\rb", "a\x0bb", "\x00",
    "\ufffe", "=1+1", "-1", "@now", "\t|", "x;=1", "it's", "'tis", " ", "\n", "007", "1e5", "TRUE",
    "𝄞", "\u2028", '"', "a,b", "<b>&amp;",
)  # fmt: skip
LONG = "𝄞=" * 10_000
"""As long as a text may be, and longer than a cell of a workbook holds."""

ONE = questionnaire(
    group("drive_x0041_", dimension("lead_x0041_", (1, 1, 2)), dimension("try_x000d_", (1, 2, 2)))
)
LETTERS = {"N": "not", "P": "partially", "L": "largely", "F": "fully"}
FORMATS = ["pdf", "xlsx", "csv", "json"]


def record(name: str, letters: str = "FLPFLP") -> Assessment:
    options = zip(ONE.items, letters, strict=True)
    given = {key: Answer(state="answered", option=LETTERS[it], comment=name) for key, it in options}
    unit = Unit(id=name, name=name, within=(Branch(id=f"{name}{name}", name=name),))
    wave = Wave(label=name, date=date(2026, 10, 16))
    return replace(assessment(ONE, given), id=f"r{name}", unit=unit, wave=wave)


ALL = [record(name) for name in NAMES]


@pytest.mark.parametrize(
    ("suffix", "preset"),
    [("pdf", "full"), ("xlsx", "full"), ("csv", "full"), ("xlsx", "without_names")],
)
def test_a_report_on_an_assessment(tmp_path: Path, suffix: str, preset: Share) -> None:
    whole = record("\x0b=_x0041_\ufffe")
    texts = iter((*NAMES, LONG, LONG[1:]))
    for item, answer in whole.answers.items():
        evidence, reason, comment, dissent = (next(texts, LONG) for _ in range(4))
        said = replace(answer, evidence=evidence, reason=reason, comment=comment, dissent=dissent)
        whole = whole.with_answer(item, said)
    gone = {name: Answer(state="answered", option=name, text=name) for name in NAMES}
    # Two that a cell can't tell apart are one too many, should somebody change them there.
    del gone["a\rb"]
    path, sharing = tmp_path / f"r.{suffix}", Sharing(preset=preset)
    assert write_report(path, replace(whole, orphaned=gone), sharing=sharing).stat().st_size


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_comparison(tmp_path: Path, suffix: str) -> None:
    units = ALL[::3] if suffix == "pdf" else ALL
    later = replace(units[0], id="later", wave=Wave(label="\x0b\n", date=date(2027, 1, 1)))
    assert write_comparison(tmp_path / f"c.{suffix}", [*units, later]).stat().st_size


@pytest.mark.long
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_rollup(tmp_path: Path, suffix: str) -> None:
    write_rollup(tmp_path / f"r.{suffix}", rolled_up(ALL, EVERY_LATEST))
    assert (tmp_path / f"r.{suffix}").stat().st_size


@pytest.mark.long
@pytest.mark.parametrize("suffix", FORMATS)
def test_a_staff_report(tmp_path: Path, suffix: str) -> None:
    people = dict.fromkeys((*NAMES, "true"), 9)
    survey = survey_of(at_random(people, 3, 0.05, ONE), people, headcount=300, definition=ONE)
    survey = replace(survey, unit=replace(survey.unit, id="\x0b", name="\x0b")).as_closed()
    write_staff_report(tmp_path / f"s.{suffix}", survey)
    assert (tmp_path / f"s.{suffix}").stat().st_size


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_list_of_disagreements(tmp_path: Path, suffix: str) -> None:
    own = [
        replace(
            record(LONG, ("FLPNNN", "LLLPFF")[number % 2]),
            id=f"own-{number}",
            unit=ALL[0].unit,
            wave=ALL[0].wave,
            assessor=Assessor(name=f"{name}{number}"),
        )
        for number, name in enumerate(NAMES)
    ]
    found = merged([(each.id, each) for each in own])
    assert isinstance(found, Merged)
    write_disagreements(tmp_path / f"l.{suffix}", found)
    assert (tmp_path / f"l.{suffix}").stat().st_size


def test_a_form(tmp_path: Path) -> None:
    to = Invitation(
        unit="=_x0041_\x0b\ufffe",
        wave="'\r\n_x000D_",
        roles=tuple(name for name in NAMES if name.strip("\x00\ufffe\n \u2028")),
        is_anonymous=True,
    )
    write_form(tmp_path / "f.xlsx", ONE, to=to)
    assert (tmp_path / "f.xlsx").stat().st_size
