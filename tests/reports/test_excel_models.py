"""The workbook of questionnaires without practices, and of all that a questionnaire may mix."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction as F
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from maturity_app.domain.assessment import Answer, Assessment
from maturity_app.domain.conditions import visibility
from maturity_app.domain.questionnaire import Condition, Item, Node, Questionnaire, ScaleOption
from maturity_app.domain.scoring import score_assessment
from maturity_app.reports.content import report_on
from maturity_app.reports.excel.basis import Basis
from maturity_app.reports.excel.conditions import Conditions
from maturity_app.reports.excel.management import management_workbook
from maturity_app.reports.excel.sheet import Live
from maturity_app.wording import ENGLISH
from tests.building import NPLF, answers, assessment, dimension, item, questionnaire
from tests.reports.excel_models import MODELS, answered, drawn, edges, mixed, model, recorded
from tests.reports.excel_reading import Record, check_figures, records

# Each writes a whole file; what most users have is tried in the quick tests of the main reports.
pytestmark = pytest.mark.long

_YES_NO = tuple(ScaleOption(id=n, label=n, value=F(v)) for v, n in enumerate(("no", "yes")))


def written(given: Assessment) -> bytes:
    return management_workbook(report_on(given), ENGLISH)


def opened(given: Assessment, *, results: bool = True) -> Workbook:
    return openpyxl.load_workbook(BytesIO(written(given)), data_only=results)


def rows_of(workbook: Workbook, sheet: str, key: str) -> dict[object, Record]:
    return {row[key]: row for row in records(workbook[sheet], workbook)}


def formulas(workbook: Workbook) -> Iterator[str]:
    for sheet in workbook:
        for row in sheet.iter_rows():
            yield from (str(cell.value) for cell in row if cell.data_type == "f")


# --- figures beside formulas -------------------------------------------------------------


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("seed", range(3))
def test_a_public_model_has_the_figures_of_its_scorecard(name: str, seed: int) -> None:
    given = answered(model(name), seed)
    assert check_figures(opened(given), given)


@pytest.mark.parametrize("name", edges())
def test_an_edge_has_the_figures_of_its_scorecard(name: str) -> None:
    given = edges()[name]
    assert check_figures(opened(given), given)


def test_whatever_is_mixed_has_the_figures_of_its_scorecard() -> None:
    for given in (*map(mixed, range(5)), *drawn(8)):
        assert check_figures(opened(given), given)


def test_the_samples_do_mix_everything() -> None:
    """Else the recalculation would prove less than it says."""
    given = [mixed(seed) for seed in range(30)]
    nodes = [node for one in given for node in one.questionnaire.nodes.values()]
    assert {node.aggregate for node in nodes} == {"mean", "min", "share", "sum", None}
    assert any(node.items and node.children for node in nodes)
    assert any(node.levels and node.levels.gates for node in nodes)
    assert any(one.questionnaire.local_nodes for one in given)
    assert any(one.questionnaire.short_form_of for one in given)
    assert {one.questionnaire.missing for one in given} == {"lowest", "excluded"}
    scores = [i for one in given for i in score_assessment(one).items.values()]
    assert {i.state for i in scores} == {"answered", "not_applicable", "dont_know",
                                         "not_answered", "hidden"}  # fmt: skip
    assert any(i.is_pending for i in scores)
    assert {node.state for one in given for node in score_assessment(one).nodes.values()} == {
        "rated", "provisional", "insufficient", "not_rated",
    }  # fmt: skip


# --- formulas ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["audit", "bsimm", "dsomm", "samm"])
def test_every_figure_of_a_model_is_a_formula(name: str) -> None:
    workbook = opened(answered(model(name), 1), results=False)
    for row in records(workbook["Calculation"], workbook):
        for column in ("state", "index", "index_low", "index_high", "value", "low", "high"):
            assert str(row[column]).startswith("="), column
        if row["aggregate"] == "sum":
            assert str(row["scale_min"]).startswith("=SUM(")
    for row in records(workbook["Values"], workbook):
        assert all(str(row[column]).startswith("=") for column in ("x", "state", "counts"))


def test_a_threshold_stands_in_a_cell_that_formulas_refer_to() -> None:
    given = edges()["edge-five_sixths"]
    workbook = opened(given, results=False)
    (root, *parts) = records(workbook["Calculation"], workbook)
    assert root["threshold"] == "=5/6"
    place = workbook["Calculation"].cell(2, list(root).index("threshold") + 1).coordinate
    assert all(f",12)>=ROUND({place},12)" in str(part["counts"]) for part in parts)
    assert rows_of(opened(given), "Calculation", "node")["part-0"]["counts"] == 1


@pytest.mark.long
def test_formulas_stay_within_what_excel_2016_takes() -> None:
    for given in (*map(mixed, range(2)), _wide(300)):
        workbook = opened(given, results=False)
        used: set[str] = set()
        for formula in formulas(workbook):
            assert len(formula) < 8192
            bare = re.sub(r'"[^"]*"', "", formula)
            used |= set(re.findall(r"([A-Z][A-Z0-9.]+)\(", bare))
            for call in re.findall(r"(?:SUM|MIN|MAX|COUNT|OR)\(([^()]*)\)", bare):
                assert call.count(",") < 255
        assert used <= {
            "ABS", "AND", "COUNT", "COUNTIF", "FIXED", "IF", "IFERROR", "INDEX", "INT",
            "ISNUMBER", "MATCH", "MAX", "MIN", "OR", "ROUND", "ROW", "SMALL", "SUBSTITUTE", "SUM",
            "SUMPRODUCT", "TRUNC",
        }  # fmt: skip


def _wide(count: int) -> Assessment:
    """Return a root with more children than a function takes arguments, none beside another."""
    children = tuple(
        Node(
            id=f"n{n}", title=f"N{n}", aggregate="mean",
            children=(Node(id=f"m{n}", title=f"M{n}", aggregate="mean",
                           items=(Item(id=f"i{n}", text="t", title="t"),)),),
        )
        for n in range(count)
    )  # fmt: skip
    tree = Node(id="root", title="Root", aggregate="mean", answers="yn", children=children)
    definition = Questionnaire(id="w", version="1", title="W", tree=tree, scales={"yn": _YES_NO})
    return recorded(definition, {"i7": Answer(state="answered", option="yes")})


def test_numbers_beside_sum_formulas_are_numbers() -> None:
    row = rows_of(opened(answered(model("audit"), 0)), "Calculation", "node")["papers"]
    assert isinstance(row["scale_max"], int | float)


# --- conditions --------------------------------------------------------------------------


def _asking() -> Questionnaire:
    """Return four items: the second, third and fourth hang on the first and on each other."""
    on_first = Condition(item="p-1", options=("largely", "fully"))
    either = Condition(any=(on_first, Condition(item="p-2", options=("fully",))))
    both = Condition(all=(on_first, either))
    items = tuple(
        item(f"p-{n}", 1, show_when=condition)
        for n, condition in enumerate((None, on_first, either, both), start=1)
    )
    words = item("words", type="text", show_when=on_first, anchors={}, next_steps={})
    return questionnaire(dimension("p", (), items=(*items, words)))


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("FLPN", ["Fully", "Largely", "Partially", "Not", "Kept words"]),
        ("PLPN", ["Partially", *["Not asked"] * 4]),
        ("_LPN", ["Not yet answered", *["Waits for another answer"] * 4]),
        ("DLPN", ["Don't know", *["Waits for another answer"] * 4]),
        ("-LPN", ["Not applicable", *["Not asked"] * 4]),
    ],
)
def test_a_hidden_or_waiting_item_is_called_so(letters: str, words: list[str]) -> None:
    given = assessment(
        _asking(),
        answers(p=letters) | {"words": Answer(state="answered", text="Kept words")},
    )
    workbook = opened(given)
    assert [row["answer"] for row in records(workbook["Items"], workbook)] == words
    assert rows_of(workbook, "Answers", "item_id")["p-2"]["option"] == "largely"
    assert check_figures(workbook, given)


def test_conditions_are_formulas_part_by_part() -> None:
    given = assessment(_asking(), answers(p="F_PN"))
    rows = records((workbook := opened(given))["Conditions"], workbook)
    assert [(row["item_id"], row["part"], row["asks"]) for row in rows[:5]] == [
        ("p-2", "1", "item"), ("p-3", "1", "any"), ("p-3", "1.1", "item"), ("p-3", "1.2", "item"),
        ("p-4", "1", "all"),
    ]  # fmt: skip
    assert [row["met"] for row in rows[:5]] == [1, 1, 1, 0.5, 1]
    live = records((workbook := opened(given, results=False))["Conditions"], workbook)
    assert str(live[1]["met"]) == "=MAX(F4:F5)"
    assert all(str(row["met"]).startswith("=") for row in live)
    assert "conditions" in rows_of(workbook, "Dictionary", "id")


def test_conditions_come_to_what_the_scoring_says() -> None:
    values = {"shown": 1, "pending": F(1, 2), "hidden": 0}
    compared = 0
    for given in map(mixed, range(30)):
        basis = Basis(given, score_assessment(given), ENGLISH)
        seen = visibility(given.questionnaire, given.answers)
        for item_id, part, *_, met in Conditions(basis).sheet().rows:
            if part == "1":
                assert isinstance(met, Live)
                assert met.value == values[seen[str(item_id)]]
                compared += 1
    assert compared > 100


def test_an_option_named_like_a_formula_stays_a_text() -> None:
    name = '"&HYPERLINK("http://evil.example")&"'
    steps = tuple(ScaleOption(id=i, label=i, value=F(n)) for n, i in enumerate(("a", name)))
    on_it = Condition(item="one", options=(name,))
    items = (Item(id="one", text="t", title="t"), Item(id="two", text="t", title="t",
                                                       show_when=on_it))  # fmt: skip
    tree = Node(id="root", title="R", aggregate="mean", answers="s", items=items)
    definition = Questionnaire(id="q", version="1", title="Q", tree=tree, scales={"s": steps})
    given = recorded(definition, {"one": Answer(state="answered", option=name)})
    assert check_figures(opened(given), given)
    for formula in formulas(opened(given, results=False)):
        assert "HYPERLINK" not in re.sub(r'"(?:[^"]|"")*"', "", formula)


# --- what people see ---------------------------------------------------------------------


def _is_empty(row: Record) -> bool:
    return not any(value != "" for value in row.values())


@pytest.mark.parametrize("name", MODELS)
def test_no_sheet_of_a_model_is_empty(name: str) -> None:
    workbook = opened(answered(model(name), 1))
    has_levels = name in ("c2m2", "iso33020")
    assert ("Groups" in workbook.sheetnames) == has_levels
    assert "Headline" not in workbook.sheetnames
    for sheet in workbook:
        rows = records(sheet, workbook)
        assert rows
        assert not any(map(_is_empty, rows)), sheet.title


def test_values_are_shown_on_the_scale_of_each_node() -> None:
    definition = model("audit")
    given = recorded(
        definition,
        {
            name: Answer(state="answered", option=option)
            for name, option in {"complete": "4", "signed": "yes", "dose": "middle", "clean": "5",
                                 "accidents": "4"}.items()
        },
    )  # fmt: skip
    rows = rows_of(opened(given), "Summary", "measure")
    shown = ("index", "scale_from", "scale_to")
    assert [rows["Papers"][name] for name in shown] == [21.5, 10, 31]
    assert [rows["Places"][name] for name in shown] == [6, 0, 10]
    assert [rows["Audit"][name] for name in shown] == [49, 20, 72]


def test_the_functions_of_samm_are_listed_with_their_practices_and_drawn() -> None:
    workbook = opened(answered(model("samm"), 1))
    measures = [row["measure"] for row in records(workbook["Summary"], workbook)]
    assert measures == ["Overall", "Governance", "Strategy", "Policy", "Design", "Threats",
                        "Record"]  # fmt: skip
    summary = workbook["Summary"].column_dimensions
    unused = [index for index, column in summary.items() if column.hidden]
    assert len(unused) == 4, "code, level, up to and the outline of levels"
    places = {row["dimension"] for row in records(workbook["Items"], workbook)}
    assert "Governance › Strategy › Maturity 1" in places
    told = _told(written(answered(model("samm"), 1)))
    assert told[0].startswith("Bar chart of indices: Overall")
    assert '<max val="3"/><min val="0"/>' in _charts(answered(model("samm"), 1))[0]


def test_different_scales_are_drawn_in_per_cent() -> None:
    chart = _charts(answered(model("audit"), 1))[0]
    assert "per cent of each one" in chart
    assert '<max val="100"/><min val="0"/>' in chart


def test_a_model_of_levels_shows_no_index() -> None:
    workbook = opened(answered(model("c2m2"), 1))
    for row in records(workbook["Summary"], workbook):
        assert row["index"] == ""
    assert "Level of each group" in _charts(answered(model("c2m2"), 1))[1]


def _told(data: bytes) -> list[str]:
    parts = zipfile.ZipFile(BytesIO(data))
    drawings = [parts.read(n).decode() for n in parts.namelist() if "drawings/drawing" in n]
    return [text for drawing in drawings for text in re.findall(r'descr="([^"]+)"', drawing)]


def _charts(given: Assessment) -> list[str]:
    parts = zipfile.ZipFile(BytesIO(written(given)))
    texts = [parts.read(n).decode() for n in parts.namelist() if "charts/chart" in n]
    return [text.replace(" />", "/>") for text in texts]


def _with_own() -> Assessment:
    shared = dimension("p", (1, 1, 2, 2))
    own = Node(id="own", title="Our questions", local=True, children=(dimension("q", (1, 2)),))
    return assessment(questionnaire(shared, own), answers(p="FFLP", q="FN"))


def test_what_the_unit_added_stands_apart_and_moves_nothing() -> None:
    given = _with_own()
    workbook = opened(given)
    for sheet, column in (("Summary", "measure"), ("Profile", "dimension")):
        names = [row[column] for row in records(workbook[sheet], workbook)]
        assert names[names.index("Added by the unit") :][:3] == [
            "Added by the unit", "Our questions", "Q",
        ]  # fmt: skip
        assert "Q" not in names[: names.index("Added by the unit")]
    items = records(workbook["Items"], workbook)
    assert items[-1]["dimension"] == "Q (added by the unit)"
    assert [row["id"] for row in records(workbook["Headline"], workbook)][:2] == ["p", "trailing"]
    assert check_figures(workbook, given)
    tree = replace(given.questionnaire.tree, children=given.questionnaire.tree.children[:1])
    without = opened(assessment(replace(given.questionnaire, tree=tree), given.answers))
    for column in ("shown", "state", "coverage"):
        first = rows_of(workbook, "Calculation", "node")["root"][column]
        assert first == rows_of(without, "Calculation", "node")["root"][column]


def test_a_short_form_has_indices_and_no_levels() -> None:
    definition = questionnaire(
        dimension("p", (1, 2), rule=None), dimension("s", (1, 2), "safeguard", rule=None),
        short_form_of="long", headline=None,
    )  # fmt: skip
    given = assessment(definition, answers(p="FL", s="PP"))
    workbook = opened(given)
    assert check_figures(workbook, given)
    assert "Levels" not in workbook.sheetnames
    rows = rows_of(workbook, "Summary", "measure")
    assert rows["P"]["index"] == 83.3
    assert "Balance" not in rows
    assert "Bar chart of indices" in _told(written(given))[0]


# --- size --------------------------------------------------------------------------------


def long_texts(count: int = 500) -> Assessment:
    """Return a definition with very many items of two thousand characters each."""
    text = "What the unit does here is described at length. " * 42
    nodes = tuple(
        Node(
            id=f"n{n}",
            title=f"Node {n}",
            aggregate="mean",
            items=tuple(
                Item(
                    id=f"i{n}-{m}", text=f"{n}.{m} {text}"[:2000], title=f"Item {n}.{m}",
                    anchors={option.id or "": text[:2000] for option in NPLF},
                )
                for m in range(20)
            ),
        )
        for n in range(count // 20)
    )  # fmt: skip
    tree = Node(id="root", title="Root", aggregate="mean", answers="nplf", children=nodes)
    definition = Questionnaire(id="long", version="1", title="L", tree=tree, scales={"nplf": NPLF})
    return answered(definition, 3)


@pytest.mark.long
def test_five_hundred_long_items_are_written_whole() -> None:
    given = long_texts()
    workbook = opened(given)
    assert check_figures(workbook, given)
    texts = [str(row["statement"]) for row in records(workbook["Items"], workbook)]
    assert len(texts) == 500
    assert {len(text) for text in texts} == {2000}
