"""Waves that answer two versions of a questionnaire, compared by what a mapping says."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

from hypothesis import given, settings

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.comparison import AnswerChange, Comparison, breaks, compare, series
from maturity_app.domain.mapping import How, MappedItem, VersionMapping
from maturity_app.domain.obstacles import Obstacle
from maturity_app.domain.questionnaire import Gate, Item, Node, Questionnaire
from tests.building import RULE, answers, assessment, dimension, group, item, questionnaire
from tests.questionnaires_at_random import Case, cases

FOUR = (1, 2, 3, 4)


def version(number: str, *nodes: Node) -> Questionnaire:
    return questionnaire(group("drive", *nodes), version=number, headline=None)


def practice(*items: Item) -> Node:
    return dimension("p", (), items=items)


def practice_of(*, without: int = 0) -> tuple[Item, ...]:
    """Return p-1 … p-4 at levels 1 … 4, without one of them."""
    kept = [number for number in FOUR if number != without]
    return tuple(item(f"p-{number}", number) for number in kept)


OLD = version("1", practice(*practice_of()))


def mapping(*items: MappedItem, start: str = "1", end: str = "2") -> VersionMapping:
    return VersionMapping(questionnaire="test", from_version=start, to_version=end, items=items)


def mapped(how: How, old: str, new: str = "", **more: object) -> MappedItem:
    ids = {"old": tuple(old.split()), "new": tuple(new.split())}
    return MappedItem(how=how, **ids, **more)  # type: ignore[arg-type]  # the caller names them


def wave(definition: Questionnaire, year: int, /, **letters: str) -> Assessment:
    """Return a wave; `p_1="F"` answers item p-1."""
    said = {
        key.replace("_", "-"): found
        for key, letter in letters.items()
        if (found := answers(x=letter).get("x-1")) is not None
    }
    return assessment(definition, said, label=str(year), day=date(year, 10, 1))


BEFORE = wave(OLD, 2025, p_1="F", p_2="L", p_3="P", p_4="N")


def indices(result: Comparison) -> tuple[F | None, ...]:
    return result.nodes["p"].indices


class TestReworded:
    """p-2 is asked in other words, as `how-often`, at the same level."""

    NEW = version(
        "2", practice(item("p-1", 1), item("how-often", 2), item("p-3", 3), item("p-4", 4))
    )
    AFTER = wave(NEW, 2026, p_1="F", how_often="F", p_3="P", p_4="P")
    SAYS = mapping(mapped("reworded", "p-2", "how-often"))

    def test_it_counts_as_the_same_and_is_marked(self) -> None:
        result = compare([BEFORE, self.AFTER], [self.SAYS])
        node = result.nodes["p"]
        assert (node.common, node.union, node.grade) == (4, 4, "all")
        # Before 1 + 2/3 + 1/3 + 0, after 1 + 1 + 1/3 + 1/3, each over four.
        assert indices(result) == (F(2, 4), F(8, 12))
        assert [(r.items, r.earlier, r.how) for r in result.related] == [
            (("how-often",), ("p-2",), "reworded")
        ]
        assert [(c.item, c.how, c.earlier, c.later) for c in result.changes] == [
            ("how-often", "reworded", "largely", "fully"),
            ("p-4", "same", "not", "partially"),
        ]
        # Level 2 in both. For 3 the earlier lacks 5/6 - 2/3 and 2/3 - 1/3, the later 2/3 - 1/3,
        # of 1/6 + 2/3 that 3 asks beyond 2: ways of 1 - 3/5 and 1 - 2/5.
        assert node.levels == (F(12, 5), F(13, 5))

    def test_without_the_mapping_it_is_another_item(self) -> None:
        result = compare([BEFORE, self.AFTER])
        assert result.nodes["p"].obstacle == Obstacle(
            kind="few_common", node="p", common=3, union=5, needed=F(7, 10)
        )
        assert indices(result) == (None, None)
        assert result.not_common == ("p-2", "how-often")


def test_a_new_revision_without_a_mapping_is_told_as_the_reason() -> None:
    changed = practice(*practice_of(without=2), item("p-2", 2, revision=2))
    after = wave(version("2", changed), 2026, p_1="F", p_2="F", p_3="F", p_4="F")
    obstacle = compare([BEFORE, after]).nodes["p"].obstacle
    assert obstacle is not None
    # p-2 counts twice in the union, by each of its meanings.
    assert (obstacle.kind, obstacle.common, obstacle.union, obstacle.revised) == (
        "new_meaning", 3, 5, 1,
    )  # fmt: skip
    said = mapping(mapped("same", "p-2"))
    assert compare([BEFORE, after], [said]).nodes["p"].grade == "all"


class TestRescaled:
    """p-2 had the options Not … Fully and now has Never … Weekly, worth 1 … 5."""

    NEW = version("2", practice(*practice_of(without=2), item("p-2", 2, answers="frequency",
                                                              revision=2)))  # fmt: skip
    TABLE = mapped(
        "rescaled", "p-2", options={"not": "never", "partially": "yearly", "fully": "weekly"},
        values={"largely": F(7, 2)},
    )  # fmt: skip

    def test_each_old_option_has_its_place_on_the_new_scale(self) -> None:
        after = wave(self.NEW, 2026, p_1="F", p_2="4", p_3="P", p_4="N")
        result = compare([BEFORE, after], [mapping(self.TABLE)])
        # Largely is 3.5 of 1 … 5: 2.5/4 = 5/8. Monthly is 3/4. The others are 1 + 1/3 + 0.
        assert indices(result) == ((F(4, 3) + F(5, 8)) / 4, (F(4, 3) + F(3, 4)) / 4)
        (change,) = result.changes
        assert (change.earlier_labels, change.later_labels) == (("Largely",), ("Monthly",))
        assert (change.earlier_x, change.later_x, change.how) == (F(5, 8), F(3, 4), "rescaled")
        # Old answers stand at 0, 1/4, 5/8 and 1 here: the widest step is 3/8 of a quarter.
        assert result.nodes["p"].step == F(3, 32)

    def test_an_option_that_the_table_forgets_has_nothing_to_answer_to(self) -> None:
        after = wave(self.NEW, 2026, p_1="F", p_2="4", p_3="P", p_4="N")
        short = replace(self.TABLE, values={})
        result = compare([BEFORE, after], [mapping(short)])
        assert (result.nodes["p"].common, result.nodes["p"].union) == (3, 5)

    def test_the_newer_version_is_read_back_where_that_is_possible(self) -> None:
        later = wave(OLD, 2026, p_1="F", p_2="L", p_3="P", p_4="N")
        newer = wave(self.NEW, 2025, p_1="F", p_2="5", p_3="P", p_4="N")
        exact = replace(self.TABLE, values={}, options=dict(
            zip(("not", "partially", "largely", "fully"),
                ("never", "yearly", "monthly", "weekly"), strict=True)))  # fmt: skip
        # Weekly is Fully, so 1 + 1 + 1/3 + 0 before, 1 + 2/3 + 1/3 + 0 after.
        assert indices(compare([newer, later], [mapping(exact)])) == (F(7, 12), F(6, 12))
        unclear = compare([newer, later], [mapping(self.TABLE)])
        assert unclear.nodes["p"].common == 3


class TestSplit:
    """p-2 became two items, of which the second weighs twice."""

    NEW = version(
        "2", practice(item("p-1", 1), item("p-2a", 2), item("p-2b", 2, weight=F(2)),
                      item("p-3", 3), item("p-4", 4))
    )  # fmt: skip
    AFTER = wave(NEW, 2026, p_1="F", p_2a="N", p_2b="F", p_3="P", p_4="N")
    SAYS = mapping(mapped("split", "p-2", "p-2a p-2b"))

    def test_the_old_one_stands_against_the_mean_of_its_parts(self) -> None:
        result = compare([BEFORE, self.AFTER], [self.SAYS])
        node = result.nodes["p"]
        assert (node.common, node.union, node.used) == (4, 4, 4)
        # The parts weigh 1 and 2: their mean is (0 + 2 · 1)/3 = 2/3, as Largely was before.
        # The whole weighs 3 of 6 on both sides: (1 + 3 · 2/3 + 1/3 + 0)/6.
        assert indices(result) == (F(10, 18), F(10, 18))
        assert result.changes == ()
        # One answer higher moves the old item by a third, and half of the weight hangs on it.
        assert node.step == F(1, 6)

    def test_a_change_names_what_was_answered_on_each_side(self) -> None:
        noted = Answer(
            state="answered", option="fully", change="practice_changed", evidence="the minutes"
        )
        (change,) = compare([BEFORE, self.AFTER.with_answer("p-2a", noted)], [self.SAYS]).changes
        assert change == AnswerChange(
            item="p-2a", kind="practice", earlier="largely", later="fully+fully",
            earlier_labels=("Largely",), later_labels=("Fully", "Fully"),
            earlier_x=F(2, 3), later_x=F(1), reason="practice_changed", has_evidence=True,
            how="split",
        )  # fmt: skip

    def test_a_part_that_is_open_leaves_the_whole_out(self) -> None:
        after = wave(self.NEW, 2026, p_1="F", p_2a="N", p_3="P", p_4="N")
        result = compare([BEFORE, after], [self.SAYS])
        (left,) = result.left_out
        assert (left.why, left.given, left.missing) == ("open", (("p-2",), ("p-2a", "p-2b")), (1,))
        assert indices(result) == (F(4, 9), F(4, 9))
        # The items of level 2 are gone, so that levels are not compared.
        obstacle = result.nodes["p"].level_obstacle
        assert obstacle is not None
        assert (obstacle.kind, obstacle.level) == ("level_not_common", 2)

    def test_a_gate_that_was_split_is_common(self) -> None:
        gate = replace(RULE, gates=(Gate(item="p-2"),))
        old = version("1", replace(OLD.nodes["p"], levels=gate))
        new = version("2", replace(self.NEW.nodes["p"], levels=replace(
            gate, gates=(Gate(item="p-2b"),))))  # fmt: skip
        sides = [replace(BEFORE, questionnaire=old), replace(self.AFTER, questionnaire=new)]
        compared = compare(sides, [self.SAYS]).nodes["p"]
        # p-2b has the whole's 2/3 on both sides, which is what the gate asks.
        assert compared.levels_comparable
        assert compared.levels[0] == compared.levels[1]
        without = compare(sides).nodes["p"].level_obstacle
        assert without is not None


class TestMerged:
    """p-3 and p-4 became one item at level 3."""

    NEW = version("2", practice(item("p-1", 1), item("p-2", 2), item("both", 3)))
    SAYS = mapping(mapped("merged", "p-3 p-4", "both"))

    def test_the_mean_of_the_old_ones_stands_against_the_new_one(self) -> None:
        after = wave(self.NEW, 2026, p_1="F", p_2="L", both="L")
        result = compare([BEFORE, after], [self.SAYS])
        node = result.nodes["p"]
        assert (node.common, node.union) == (3, 3)
        # (1/3 + 0)/2 = 1/6 before, 2/3 after; with 1 + 2/3, each over three.
        assert indices(result) == (F(11, 18), F(14, 18))
        (change,) = result.changes
        assert (change.earlier_labels, change.difference) == (("Partially", "Not"), F(1, 2))

    def test_what_is_open_on_one_side_is_left_out(self) -> None:
        after = wave(self.NEW, 2026, p_1="F", p_2="L", both="D")
        assert indices(compare([BEFORE, after], [self.SAYS])) == (F(5, 6), F(5, 6))


def test_a_dropped_item_is_not_common_even_where_its_id_is_used_again() -> None:
    after = wave(version("2", practice(*practice_of())), 2026, p_1="F", p_2="L", p_3="P", p_4="F")
    result = compare([BEFORE, after], [mapping(mapped("dropped", "p-4"))])
    # 1 + 2/3 + 1/3 over three, whatever p-4 says; it counts once for each version in the union.
    assert (result.nodes["p"].common, result.nodes["p"].union) == (3, 5)
    kept = replace(OLD.thresholds, comparable_overlap=F(1, 2))
    sides = [
        replace(side, questionnaire=replace(side.questionnaire, thresholds=kept))
        for side in (BEFORE, after)
    ]
    assert indices(compare(sides, [mapping(mapped("dropped", "p-4"))])) == (F(2, 3), F(2, 3))


def test_mappings_are_followed_from_version_to_version() -> None:
    middle = wave(TestSplit.NEW, 2026, p_1="F", p_2a="N", p_2b="F", p_3="P", p_4="N")
    third = version(
        "3", practice(item("p-1", 1), item("a", 2), item("p-2b", 2, weight=F(2)), item("p-3", 3),
                      item("p-4", 4))
    )  # fmt: skip
    last = wave(third, 2027, p_1="F", a="F", p_2b="F", p_3="P", p_4="N")
    chain = [TestSplit.SAYS, mapping(mapped("reworded", "p-2a", "a"), start="2", end="3")]
    result = compare([BEFORE, middle, last], chain)
    # p-2 is Largely, then (0 + 2)/3, then 1, half of the weight in each; the rest is 4/3 of 3.
    assert indices(result) == (F(10, 18), F(10, 18), F(13, 18))
    assert [pair.nodes["p"].grade for pair in series([last, BEFORE, middle], chain)] == [
        "all", "all",
    ]  # fmt: skip


def test_a_series_tells_where_it_breaks() -> None:
    after = wave(TestMerged.NEW, 2026, p_1="F", p_2="L", both="L")
    (found,) = breaks(series([BEFORE, after]))
    assert (found.node, found.earlier.label, found.later.label) == ("p", "2025", "2026")
    # p-1 and p-2 of p-1 … p-4 and `both`.
    assert (found.obstacle.kind, found.obstacle.common, found.obstacle.union) == (
        "few_common", 2, 5,
    )  # fmt: skip
    assert not list(breaks(series([BEFORE, after], [TestMerged.SAYS])))


def test_an_item_that_moved_is_told_and_counts_where_it_stands_now() -> None:
    old = version("1", practice(*practice_of()), dimension("q", FOUR))
    new = version(
        "2",
        practice(*practice_of(without=4)),
        dimension("q", (), items=(*(item(f"q-{n}", n) for n in FOUR), item("p-4", 3))),
    )
    given_answers = {f"{name}-{n}": Answer(state="answered", option="fully")
                     for name in "pq" for n in FOUR}  # fmt: skip
    sides = [assessment(q, given_answers, label=q.version) for q in (old, new)]
    result = compare(sides)
    (move,) = result.moves
    assert (move.item, move.earlier_dimension, move.later_dimension) == ("p-4", "p", "q")
    assert (move.earlier_level, move.later_level) == (4, 3)
    assert (result.nodes["p"].common, result.nodes["p"].union) == (3, 4)
    assert (result.nodes["q"].common, result.nodes["q"].union) == (5, 5)


@settings(deadline=None, max_examples=12)
@given(cases())
def test_naming_every_item_as_the_same_changes_nothing(case: Case) -> None:
    definition, first = case
    newer = replace(definition, version="2")
    second = dict(zip(definition.items, reversed([*first.values()]), strict=False))
    sides = [
        assessment(definition, first, label="a"),
        assessment(newer, {**first, **second}, label="b"),
    ]
    same = [MappedItem(how="same", old=(item_id,)) for item_id in definition.items]
    says = VersionMapping(questionnaire="q", from_version="1", to_version="2", items=tuple(same))
    assert compare(sides, [says]) == compare(sides)


@settings(deadline=None, max_examples=12)
@given(cases())
def test_parts_answered_alike_are_what_the_whole_was(case: Case) -> None:
    """A split that repeats each question changes no index, level or overlap."""
    definition, said = case
    halves = {i: (f"{i}-a", f"{i}-b") for i in definition.items}
    newer = replace(definition, version="2", tree=_split(definition.tree))
    later = {half: answer for i, answer in said.items() for half in halves[i]}
    items = [MappedItem(how="split", old=(i,), new=both) for i, both in halves.items()]
    says = VersionMapping(questionnaire="q", from_version="1", to_version="2", items=tuple(items))
    sides = [assessment(definition, said, label="a"), assessment(newer, later, label="b")]
    result = compare(sides, [says])
    for node in result.nodes.values():
        assert node.overlap == 1
        assert node.indices[0] == node.indices[1]
        assert node.levels[0] == node.levels[1]


def _split(node: Node) -> Node:
    items = tuple(
        replace(one, id=f"{one.id}-{half}", weight=one.weight / 2, show_when=None)
        for one in node.items
        for half in "ab"
    )
    gates = tuple(replace(g, item=f"{g.item}-a") for g in node.levels.gates) if node.levels else ()
    rule = replace(node.levels, gates=gates) if node.levels else None
    return replace(node, items=items, levels=rule, children=tuple(map(_split, node.children)))
