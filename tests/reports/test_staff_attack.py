"""Somebody who holds every report on a survey tries to work out what is not told in any of them.

The attacker is given more than anyone has: the numbers unrounded, and how many people of each
role answered each item. The unknowns are the sums of what each role's answers count; every
figure told is an equation between them.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction as F
from functools import reduce
from itertools import combinations
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from maturity_app.domain import staff_figures, suppression
from maturity_app.domain.questionnaire import Node, Questionnaire
from maturity_app.domain.release import ReleasedItem, release
from maturity_app.domain.staff import StaffSurvey
from maturity_app.domain.suppression import FEWEST_FOR_MEAN, told_sizes
from maturity_app.domain.tally import Tally
from maturity_app.reports.excel.staff import staff_workbook
from maturity_app.reports.staff import staff_report
from maturity_app.reports.staff_tables import staff_csv, staff_json
from maturity_app.wording import ENGLISH
from tests.staffing import SMALL, at_random, said_by, survey_of

Row = list[F]
Known = list[tuple[Row, F]]
"""Equations: what the unknowns are multiplied by, and what comes out."""


class Truth(NamedTuple):
    """What the survey holds: how each role answered each item, those without a role under ""."""

    roles: tuple[str, ...]
    tallies: Mapping[tuple[str, str], Tally]

    @property
    def unknowns(self) -> list[tuple[str, str]]:
        return list(self.tallies)

    def of(self, roles: Sequence[str], item: str) -> Tally:
        """Return how several roles together answered an item."""
        return reduce(Tally.with_, (self.tallies[role, item] for role in roles))


def truth_of(survey: StaffSurvey) -> Truth:
    roles = (*survey.roles, "")
    tallies: dict[tuple[str, str], Tally] = {}
    for role in roles:
        for item in SMALL.items:
            chosen = [r.chosen.get(item) for r in survey.responses if r.role == role]
            options = SMALL.options(item)
            counts = tuple(chosen.count(option.id) for option in options)
            values = tuple(option.x for option in options)
            tallies[role, item] = Tally(values=values, counts=counts)
    return Truth(roles, tallies)


def exact(number: float) -> F:
    """Return the fraction a printed number stands for."""
    return F(number).limit_denominator(100_000)


# --- what is told ------------------------------------------------------------------------


class Told(NamedTuple):
    """A figure or third somewhere in a report: of an item or node, of all ("") or a role."""

    part: str
    id: str
    group: str
    n: int | None
    value: F | str


def from_json(content: bytes) -> Iterator[Told]:
    document = json.loads(content)
    for part in ("item", "node"):
        for row in document[f"{part}s"]:
            for role, cell in [("", row), *row["roles"].items()]:
                if cell and cell.get("value") is not None:
                    yield Told(part, row["id"], role, cell.get("n"), exact(cell["value"]))
                elif cell and cell["third"]:
                    yield Told(part, row["id"], role, None, cell["third"])


def from_csv(content: bytes) -> Iterator[Told]:
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"))):
        if row["part"] in ("item", "node") and row["told"] == "True":
            n = int(float(row["n"])) if row["part"] == "item" and row["n"] else None
            value = row["third"] or exact(float(row["value"]))
            yield Told(row["part"], row["id"], row["group"], n, value)


def from_workbook(content: bytes) -> Iterator[Told]:
    book = load_workbook(io.BytesIO(content))
    assert all(sheet.sheet_state == "visible" for sheet in book), "nothing stands there unseen"
    for sheet, part in (("Items", "item"), ("Dimensions", "node")):
        head, *rows = book[sheet].iter_rows(values_only=True)
        for row in rows:
            cells: dict[str, Any] = dict(zip(map(str, head), row, strict=True))
            for key, value in cells.items():
                role, _, what = key.partition(", ")
                if (key == "Value" or what == "mean") and value != "not told":
                    group = "" if key == "Value" else role
                    yield _told_in_cell(part, cells, group, value)


def _told_in_cell(part: str, cells: Mapping[str, Any], group: str, value: float | str) -> Told:
    if isinstance(value, str):
        return Told(part, cells["Id"], group, None, value)
    n = cells[f"{group}, answers" if group else "Answered"] if part == "item" else None
    return Told(part, cells["Id"], group, n, exact(value))


def every_output(survey: StaffSurvey) -> list[set[Told]]:
    report = staff_report(release(survey))
    return [
        set(from_json(staff_json(report))),
        set(from_csv(staff_csv(report, ENGLISH))),
        set(from_workbook(staff_workbook(report, ENGLISH))),
    ]


# --- the attack --------------------------------------------------------------------------


def equations(told: set[Told], truth: Truth) -> Known:
    """Return what is known: of items, of nodes, and that who did not answer adds nothing."""
    known: Known = [
        ([F(key == other) for other in truth.unknowns], F(0))
        for key, tally in truth.tallies.items()
        if not tally.n
    ]
    for figure in told:
        if isinstance(figure.value, str):
            continue  # a third is no equation; test_staff_enumeration.py attacks with those
        roles = (figure.group,) if figure.group else truth.roles
        if figure.part == "item":
            assert figure.n is not None
            row = [F(role in roles and item == figure.id) for role, item in truth.unknowns]
            known.append((row, figure.value / 100 * figure.n))
        else:
            known += _node_equations(figure, told, truth, roles)
    return known


def _node_equations(
    figure: Told, told: set[Told], truth: Truth, roles: Sequence[str]
) -> Iterator[tuple[Row, F]]:
    """Yield what a node's figure adds, if anything: the mean of items that are not told."""
    items = [item.id for item in SMALL.nodes[figure.id].all_items()]
    means = {
        t.id: t.value
        for t in told
        if t.part == "item" and t.group == figure.group and isinstance(t.value, F)
    }
    for size in range(len(items), 0, -1):
        for made_of in combinations([item for item in items if item in means], size):
            weights = _weights(figure.id, made_of)
            if sum(weights[item] * means[item] for item in made_of) == figure.value:
                return
    weights = _weights(figure.id, items)
    answered = {item: truth.of(roles, item).n for item in items}
    if all(answered.values()):
        row = [
            weights[item] / answered[item] if role in roles and item in items else F(0)
            for role, item in truth.unknowns
        ]
        yield row, F(figure.value) / 100


def _weights(node_id: str, items: Sequence[str]) -> Mapping[str, F]:
    """Return what each item counts for in a node: drive is the mean of its dimensions."""
    homes = [SMALL.homes[item].id for item in items]
    many = len(set(homes)) if node_id == "drive" else 1
    return {item: F(1, many * homes.count(SMALL.homes[item].id)) for item in items}


def secrets_out(told: set[Told], truth: Truth) -> list[str]:
    """Return what could be worked out of fewer people than may have an exact mean."""
    basis = _reduced([[*row, value] for row, value in equations(told, truth)])
    out = []
    for item in SMALL.items:
        for size in range(1, len(truth.roles) + 1):
            for roles in combinations(truth.roles, size):
                people = truth.of(roles, item)
                if not people.n or people.n >= FEWEST_FOR_MEAN:
                    continue
                goal = [F(role in roles and other == item) for role, other in truth.unknowns]
                value = _follows(basis, goal)
                if value is not None:
                    out.append(f"{'+'.join(roles)} {item}: {value} of {people.n}")
    return out


def _reduced(rows: list[Row]) -> list[tuple[int, Row]]:
    basis: list[tuple[int, Row]] = []
    for row in rows:
        rest = _without(basis, row)
        pivot = next((n for n, number in enumerate(rest[:-1]) if number), None)
        if pivot is not None:
            basis.append((pivot, [number / rest[pivot] for number in rest]))
    return basis


def _without(basis: Sequence[tuple[int, Row]], row: Row) -> Row:
    for pivot, known in basis:
        if row[pivot]:
            row = [a - row[pivot] * b if b else a for a, b in zip(row, known, strict=True)]
    return row


def _follows(basis: Sequence[tuple[int, Row]], goal: Row) -> F | None:
    """Return what a sum of unknowns comes to, or None where the equations leave it open."""
    rest = _without(basis, [*goal, F(0)])
    return None if any(rest[:-1]) else -rest[-1]


# --- what must hold ----------------------------------------------------------------------

sizes = st.fixed_dictionaries({
    "A": st.integers(0, 12), "B": st.integers(0, 12), "C": st.integers(0, 12),
    "": st.integers(0, 6),
})  # fmt: skip


def check(people: Mapping[str, int], seed: int, open_share: float) -> None:
    survey = survey_of(at_random(people, seed, open_share), {"A": 15, "B": 15, "C": 15})
    outputs = every_output(survey)
    told = set().union(*outputs)
    assert all(output == told for output in outputs), "no output tells more than another"
    assert all(figure.n is None or figure.n >= 8 for figure in told)
    assert not secrets_out(told, truth_of(survey))


@settings(deadline=None, max_examples=8)
@given(sizes, st.integers(0, 10**6), st.sampled_from([0.0, 0.1, 0.4]))
def test_nothing_follows_from_all_outputs_together(
    people: Mapping[str, int], seed: int, open_share: float
) -> None:
    check(people, seed, open_share)


@pytest.mark.long
@settings(deadline=None, max_examples=60)
@given(sizes, st.integers(0, 10**6), st.sampled_from([0.0, 0.05, 0.1, 0.4, 0.6]))
def test_nothing_follows_in_many_more_surveys(
    people: Mapping[str, int], seed: int, open_share: float
) -> None:
    check(people, seed, open_share)


def test_the_attack_succeeds_where_cells_are_kept_back_one_by_one_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    managers = said_by("A", "FFFFFFF", "FLFLFLF", "LFLFLFL")
    others = said_by("B", *["NPLFNPL", "PLFNPLF", "LFNPLFN"] * 4)
    survey = survey_of([*managers, *others], {"A": 5, "B": 20})
    assert not secrets_out(set().union(*every_output(survey)), truth_of(survey))
    monkeypatch.setattr(suppression, "_not_by_subtraction", lambda *_: frozenset("B"))
    out = secrets_out(set().union(*every_output(survey)), truth_of(survey))
    assert "A lead-1: 8/3 of 3" in out


def test_the_attack_succeeds_where_a_dimension_counts_what_its_items_do_not_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some = said_by("A", *["NPL_PLF", "PLF_NPL", "LNP_FNP"] * 2, "FPL_LFN", "NFPLPLF", "LPFPFPL")
    survey = survey_of(some, {"A": 9})
    assert not secrets_out(set().union(*every_output(survey)), truth_of(survey))

    def all_of_them(_: Questionnaire, node: Node, __: object) -> F | None:
        weights = _weights(node.id, [item.id for item in node.all_items()])
        cells = {item: truth_of(survey).of(("A",), item) for item in weights}
        return sum((weight * cells[item].mean for item, weight in weights.items()), F(0))

    monkeypatch.setattr(staff_figures, "index_of", all_of_them)
    out = secrets_out(set().union(*every_output(survey)), truth_of(survey))
    assert "A try-1: 1 of 2" in out


@settings(deadline=None)
@given(sizes)
def test_how_many_of_a_role_took_part_does_not_follow(people: Mapping[str, int]) -> None:
    asked = {name: size for name, size in people.items() if name or size}
    told = told_sizes(asked, "ABC")
    rest = [size for name, size in asked.items() if name not in told]
    assert all(people[name] >= 5 for name in told)
    assert not rest or not told or sum(rest) >= 5


def test_a_distribution_is_told_of_eight_even_where_all_say_the_same() -> None:
    eight = said_by("", "NFNFNFN", *["PFL____"] * 6, "PFLN___")
    told = release(survey_of(eight, {}))
    assert told.items["lead-1"].counts == {"not": 1, "partially": 7, "largely": 0, "fully": 0}
    assert told.items["lead-2"].counts == {"not": 0, "partially": 0, "largely": 0, "fully": 8}
    assert told.items["try-1"] == ReleasedItem(), "two answered"
    seven = release(survey_of(eight[:7], {}))
    assert seven.items["lead-2"] == ReleasedItem(thirds={"": "upper"})
