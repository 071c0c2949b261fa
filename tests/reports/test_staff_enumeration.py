"""Somebody tries every way in which a small survey can have been answered against its report.

Answers that would give the same report, with the same figures and the same gaps, cannot be told
apart by it. If all of them agree on what a few people said, the report has told it. The attacker
knows how many of each role answered, and all the rules.
"""

import csv
import io
import json
import random
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction as F
from functools import reduce
from itertools import combinations, product

import pytest

from maturity_app.domain.questionnaire import Questionnaire, ScaleOption
from maturity_app.domain.release import release
from maturity_app.domain.staff import Response
from maturity_app.domain.suppression import _Known, told_of
from maturity_app.domain.tally import Tally
from maturity_app.reports.excel.staff import staff_workbook
from maturity_app.reports.staff import staff_report
from maturity_app.reports.staff_tables import staff_csv, staff_json
from maturity_app.wording import ENGLISH
from tests.building import dimension, questionnaire
from tests.staffing import SMALL, at_random, survey_of

World = Mapping[str, Tally]
"""How each role answered an item, those without a role under an empty name."""


def ways(n: int, options: int) -> Iterator[tuple[int, ...]]:
    """Yield each way in which so many can have chosen among options."""
    if options == 1:
        yield (n,)
        return
    for count in range(n + 1):
        for rest in ways(n - count, options - 1):
            yield (count, *rest)


def worlds(sizes: Mapping[str, int], options: int) -> Iterator[World]:
    """Yield each way in which people of each role can have answered an item."""
    values = tuple(F(place, options - 1) for place in range(options))
    for chosen in product(*(list(ways(n, options)) for n in sizes.values())):
        yield {
            role: Tally(values=values, counts=counts)
            for role, counts in zip(sizes, chosen, strict=True)
        }


def told_in(world: World) -> Hashable:
    """Return what may be told of an item, and with it all that is not."""
    told = told_of(world, [role for role in world if role])
    whole = told.whole.counts if isinstance(told.whole, Tally) else told.whole
    exact = tuple((role, world[role].n, world[role].mean) for role in sorted(told.exact))
    return whole, exact, tuple(told.thirds.items())


def all_alike(world: World) -> bool:
    """Return whether all, or eight or more who remain beside exact means, gave one answer."""
    exact = told_of(world, [role for role in world if role]).exact
    rest = [world[role].counts for role in world if role not in exact]
    counts: list[int] = [sum(chosen) for chosen in zip(*rest, strict=True)]
    return sum(counts) >= 8 and max(counts) == sum(counts)


def secrets_out(
    sizes: Mapping[str, int], options: int, told: Callable[[World], Hashable] = told_in
) -> list[str]:
    """Return each few of whom all explanations of a report say the same sum."""
    explained: dict[Hashable, list[World]] = defaultdict(list)
    for world in worlds(sizes, options):
        explained[told(world)].append(world)
    few = [
        roles
        for many in range(1, len(sizes) + 1)
        for roles in combinations(sizes, many)
        if sum(sizes[role] for role in roles) < 8
    ]
    return [
        f"{'+'.join(roles)}: {explanations[0]}"
        for explanations in explained.values()
        if not all_alike(explanations[0])
        for roles in few
        if len({sum(world[role].total for role in roles) for world in explanations}) == 1
    ]


def outputs_of(definition: Questionnaire) -> Callable[[World], Hashable]:
    """Return what shows a world's report as two files hold it."""
    item = next(iter(definition.items))

    def shown(world: World) -> Hashable:
        people = [
            Response(role=role, chosen={item: option.id})
            for role, tally in world.items()
            for option, count in zip(definition.options(item), tally.counts, strict=True)
            for _ in range(count)
        ]
        roles = {role: 9 for role in world if role}
        report = staff_report(release(survey_of(people, roles, definition=definition)))
        return staff_json(report), staff_csv(report, ENGLISH)

    return shown


YES_NO = tuple(ScaleOption(id=name, label=name, value=F(n)) for n, name in enumerate(("no", "yes")))
ONE = questionnaire(
    dimension("lead", (None,), rule=None, answers="yes-no"),
    headline=None,
    scales={"yes-no": YES_NO},
)


# --- the attack --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sizes", "options"),
    [
        *(({"A": a, "B": b}, 2) for a in range(3, 10) for b in range(3, a + 1)),
        *(({"A": a, "B": b, "": 2}, 2) for a in (5, 7, 9) for b in (3, 6, 8)),
        ({"A": 6, "B": 5, "C": 3}, 2),
        ({"A": 6, "B": 4}, 3),
        ({"A": 5, "B": 3}, 3),
    ],
)
def test_no_answers_of_few_are_the_only_ones_that_explain_the_report(
    sizes: Mapping[str, int], options: int
) -> None:
    assert not secrets_out(sizes, options)


@pytest.mark.long
@pytest.mark.parametrize(
    ("sizes", "options"),
    [
        *(({"A": a, "B": b, "C": c}, 2) for a in range(3, 10) for b in range(3, a + 1)
          for c in range(3, b + 1)),
        *(({"A": a, "B": b}, 3) for a in range(3, 10) for b in range(3, a + 1)),
        *(({"A": a, "B": b}, 4) for a in range(3, 8) for b in range(3, min(a, 5) + 1)),
        ({"A": 5, "B": 3}, 4),
        ({"A": 5, "B": 2, "": 2}, 3),
        ({"A": 8, "B": 3, "C": 2}, 3),
        ({"A": 6, "B": 5, "": 1}, 3),
        ({"A": 5, "B": 3, "": 2}, 4),
    ],
)  # fmt: skip
def test_nor_are_they_in_larger_surveys(sizes: Mapping[str, int], options: int) -> None:
    assert not secrets_out(sizes, options)


@pytest.mark.parametrize("sizes", [{"A": 5, "B": 3}, {"A": 8, "B": 5}, {"A": 8, "": 2}])
def test_nor_in_the_files_themselves(sizes: Mapping[str, int]) -> None:
    assert not secrets_out(sizes, 2, outputs_of(ONE))


def test_the_attack_succeeds_where_a_third_is_told_whatever_else_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_Known, "_is_open", lambda *_: True)
    assert secrets_out({"A": 5, "B": 3}, 2)


def test_the_attack_succeeds_where_few_are_kept_back_because_they_agree() -> None:
    def hiding(world: World) -> Hashable:
        whole = reduce(Tally.with_, world.values())
        return whole.counts, max(world["A"].counts) == world["A"].n

    assert secrets_out({"A": 5, "B": 5}, 2, hiding)


# --- what reports are made of ------------------------------------------------------------


def shuffled(people: Sequence[Response], seed: int) -> list[Response]:
    """Return people of the same roles who gave the same answers, each item's dealt out anew."""
    chance = random.Random(seed)  # noqa: S311 - test data, not a secret
    dealt = list(people)
    for role in {response.role for response in people}:
        places = [place for place, response in enumerate(people) if response.role == role]
        for item in SMALL.items:
            answers = [people[place].chosen.get(item) for place in places]
            chance.shuffle(answers)
            for place, answer in zip(places, answers, strict=True):
                others = {key: old for key, old in dealt[place].chosen.items() if key != item}
                own = {item: answer} if answer else {}
                dealt[place] = replace(dealt[place], chosen={**others, **own})
    return dealt


def test_whose_answers_belong_together_changes_nothing_in_any_report() -> None:
    """The spread of people's own indices once did, and told how one of them had answered."""
    people = at_random({"A": 9, "B": 14, "C": 6}, 11, 0.1)
    dealt = shuffled(people, 1)
    assert dealt != people
    one, two = (
        staff_report(release(survey_of(each, {"A": 12, "B": 20, "C": 8})))
        for each in (people, dealt)
    )
    assert staff_json(one) == staff_json(two)
    assert staff_csv(one, ENGLISH) == staff_csv(two, ENGLISH)
    assert staff_workbook(one, ENGLISH) == staff_workbook(two, ENGLISH)


def test_a_gap_does_not_say_that_all_agreed() -> None:
    """A role of twelve with an untold mean could once only be twelve people of one mind."""

    def roles_told(*twelve: str) -> object:
        people = [Response(role="A", chosen={"lead-1": answer}) for answer in twelve]
        people += [Response(role="B", chosen={"lead-1": answer}) for answer in ("no", "yes") * 6]
        report = staff_report(release(survey_of(people, {"A": 12, "B": 12}, definition=ONE)))
        return json.loads(staff_json(report))["items"][0]["roles"]["A"]

    assert roles_told(*["yes"] * 12) == {"n": 12, "value": 100.0}
    assert roles_told(*["yes"] * 11, "no") == {"n": 12, "value": 100 * 11 / 12}


def test_gaps_are_the_same_in_all_surveys_with_the_same_numbers() -> None:
    """Not those of thirds, which go by the total; those of all figures that are exact."""
    sizes = {"A": 12, "B": 9, "C": 6, "": 2}

    def gaps(seed: int) -> list[tuple[str, ...]]:
        people = at_random(sizes, seed, 0)
        survey = survey_of(people, {"A": 15, "B": 15, "C": 15})
        content = staff_csv(staff_report(release(survey)), ENGLISH).decode("utf-8-sig")
        return [
            tuple(row[key] for key in ("part", "id", "title", "group"))
            for row in csv.DictReader(io.StringIO(content))
            if row["value"] or row["n"]
        ]

    first, *others = (gaps(seed) for seed in range(4))
    assert all(gap == first for gap in others)
