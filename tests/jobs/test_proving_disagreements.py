"""A list of disagreements that tells another figure takes no other file's place."""

from dataclasses import replace
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest

from maturity_app.domain.assessment import Assessment, Assessor
from maturity_app.domain.consensus import Gathering, Views
from maturity_app.jobs.merging import Merged, merged, write_disagreements
from maturity_app.jobs.proving import NotAsMeantError
from maturity_app.reports import tabular
from maturity_app.reports.excel import disagreements as workbook
from tests.building import answers, assessment, dimension, questionnaire

ONE = questionnaire(dimension("practice", (1, 1, 2)))
RENDERERS = {".csv": (tabular, "disagreements_csv"), ".xlsx": (workbook, "disagreements_workbook")}


def found(*letters: str) -> Merged:
    """Return what comes of merging the answers of so many people."""

    def own(number: int, text: str) -> Assessment:
        record = assessment(ONE, answers(practice=text))
        return replace(record, id=f"own-{number}", assessor=Assessor(name=f"=P{number}"))

    merging = merged([(str(n), own(n, text)) for n, text in enumerate(letters)])
    assert isinstance(merging, Merged)
    return merging


def told_otherwise(gathering: Gathering, **changes: Any) -> Gathering:  # noqa: ANN401 - as named
    """Return people's answers with something else of the second item."""
    other: Views = replace(gathering.items["practice-2"], **changes)
    return replace(gathering, items={**gathering.items, "practice-2": other})


@pytest.mark.parametrize("suffix", RENDERERS)
def test_a_figure_that_is_not_as_meant_is_noticed_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    merging = found("FLD", "FNF", "FPF")
    views = merging.gathering.items["practice-2"]
    first, *others = views.views
    lies = (
        told_otherwise(merging.gathering, views=(replace(first, state="dont_know"), *others)),
        told_otherwise(merging.gathering, views=tuple(replace(v, x=F(1)) for v in views.views)),
        told_otherwise(merging.gathering, agreement=None),
        told_otherwise(merging.gathering, views=(*others, first)),
        replace(merging.gathering, owns=merging.gathering.owns[::-1]),
        replace(merging.gathering, items={"practice-2": views}),
    )
    module, name = RENDERERS[suffix]
    right = getattr(module, name)
    for lie in lies:
        monkeypatch.setattr(module, name, lambda _, *rest, lie=lie: right(lie, *rest))
        with pytest.raises(NotAsMeantError, match="does not read back"):
            write_disagreements(tmp_path / f"l{suffix}", merging)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", RENDERERS)
@pytest.mark.parametrize("letters", [("FLD", "FNF"), ("FFF", "FFF")])
def test_what_is_as_meant_is_written_also_where_all_agree(
    tmp_path: Path, suffix: str, letters: tuple[str, ...]
) -> None:
    write_disagreements(tmp_path / f"l{suffix}", found(*letters), "de")
    assert [path.name for path in tmp_path.iterdir()] == [f"l{suffix}"]
