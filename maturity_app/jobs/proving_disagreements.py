"""A list of disagreements that was written is held against what people answered."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from maturity_app.domain.assessment import Assessment
from maturity_app.domain.consensus import Gathering
from maturity_app.domain.said import said
from maturity_app.jobs.proving import (
    Named,
    NotAsMeantError,
    csv_lines,
    hold,
    kept,
    number_in,
    prove_as,
    sheet_rows,
)
from maturity_app.reports.disagreements import disagreement_columns, view_word
from maturity_app.wording import Wording

_FIGURES = (
    "rank", "spread", "agreement", "answered", "dont_know", "not_applicable", "not_answered",
)  # fmt: skip


def prove_disagreements(path: Path, gathering: Gathering, record: Assessment, w: Wording) -> None:
    """Hold a list that was written against what each person answered, and how far that lies apart.

    `record` and `w` are those in whose words it was written.

    Raises:
        NotAsMeantError: it can't be opened, rows are missing, or an answer or figure differs.

    """
    prove = partial(_prove, record=record, w=w)
    prove_as(path, {".csv": prove, ".xlsx": prove}, gathering)


def _prove(path: Path, gathering: Gathering, record: Assessment, w: Wording) -> None:
    names = [column.name for column in disagreement_columns(gathering, w)]
    first = names.index("statement") + 1
    people = names[first : first + len(gathering.owns)]
    head, *rows = _rows(path)
    if list(head[first : first + len(people)]) != [kept(path, name) for name in people]:
        raise NotAsMeantError(said("answers"))
    cells = [dict(zip(names, row, strict=True)) for row in rows]
    if path.suffix.lower() == ".csv":
        cells = [row | {name: number_in(row[name]) for name in _FIGURES} for row in cells]
    held = [((row["item"],), {name: row[name] for name in (*_FIGURES, *people)}) for row in cells]
    hold(path, held, list(_meant(gathering, record, people, w)))


def _rows(path: Path) -> Sequence[Sequence[Any]]:
    if path.suffix.lower() == ".csv":
        return csv_lines(path)
    (rows,) = sheet_rows(path, "Disagreements", first=1)
    # Where all agree, the table has one row all the same, an empty one.
    return [row for row in rows if row[0] is not None]


def _meant(
    gathering: Gathering, record: Assessment, people: Sequence[str], w: Wording
) -> Iterator[Named]:
    for rank, views in enumerate(gathering.disagreements, start=1):
        words = [view_word(record, views, view, w) for view in views.views]
        yield (
            (views.item,),
            {
                "rank": rank,
                "spread": views.spread,
                "agreement": views.agreement.value if views.agreement else None,
                "answered": views.count("answered"),
                "dont_know": views.count("dont_know"),
                "not_applicable": views.count("not_applicable"),
                "not_answered": views.count("not_answered", "hidden"),
                **dict(zip(people, words, strict=True)),
            },
        )
