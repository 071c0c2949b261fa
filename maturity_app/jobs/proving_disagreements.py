"""A list of disagreements that was written is held against what people answered."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from maturity_app.domain.consensus import Gathering
from maturity_app.jobs.proving import (
    Held,
    Named,
    csv_rows,
    hold,
    number_in,
    readable,
    sheet_rows,
)
from maturity_app.reports.disagreements import disagreement_columns
from maturity_app.wording import ENGLISH

_FIGURES = (
    "rank", "spread", "agreement", "answered", "dont_know", "not_applicable", "not_answered",
)  # fmt: skip


def prove_disagreements(path: Path, gathering: Gathering) -> None:
    """Hold a list that was written against what lies apart, and how far.

    Raises:
        NotAsMeantError: it can't be opened, rows are missing, or a figure differs.

    """
    with readable():
        hold(list(_held(_rows(path, gathering))), list(_meant(gathering)))


def _rows(path: Path, gathering: Gathering) -> Iterable[Mapping[str, object]]:
    """Return the rows by the names of their columns; in a workbook their heads have a language."""
    if path.suffix.lower() == ".csv":
        return [
            {name: number_in(text) if name in _FIGURES else text for name, text in row.items()}
            for row in csv_rows(path)
        ]
    names = [column.name for column in disagreement_columns(gathering, ENGLISH)]
    rows, _ = sheet_rows(path, "Disagreements", "Dictionary")
    # Where all agree, the table has one row all the same, an empty one.
    return [dict(zip(names, row, strict=True)) for row in rows if row[0] is not None]


def _held(rows: Iterable[Mapping[str, object]]) -> Iterator[Held]:
    for row in rows:
        yield (str(row["item"]),), {name: row[name] for name in _FIGURES}


def _meant(gathering: Gathering) -> Iterator[Named]:
    for rank, views in enumerate(gathering.disagreements, start=1):
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
            },
        )
