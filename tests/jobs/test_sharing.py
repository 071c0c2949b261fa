"""What is left out of a copy is in no byte of it, whatever kind of file it becomes."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from maturity_app.domain.assessment import (
    Answer,
    Assessment,
    Assessor,
    Branch,
    ChainPlace,
    Share,
    SignOff,
    Source,
    Unit,
    Wave,
)
from maturity_app.domain.plan import Action, Plan
from maturity_app.domain.questionnaire import Extension, Node
from maturity_app.domain.scoring import score_assessment
from maturity_app.domain.sharing import redacted
from maturity_app.jobs.assessing import signed_off
from maturity_app.jobs.reading import holds_record
from maturity_app.jobs.reporting import Comparing, write_codebook, write_comparison, write_report
from maturity_app.jobs.sharing import (
    Sharing,
    preview_of,
    shared_comparison,
    sharings,
    write_copy,
)
from maturity_app.storage.assessments import read_assessment, signed
from maturity_app.storage.problems import InputError
from maturity_app.wording import ENGLISH
from tests.building import assessment, dimension, item, questionnaire

TYPED = (
    "Qcomment", "Qevidence", "Qreason", "Qtext", "Qvalue", "Qsource", "Qoutcome", "Qorphaned",
    "Qdissent",
)  # fmt: skip
NAMES = (
    "Qunit", "qunit-id", "Qbranch", "qbranch-id", "Qrole", "Qowner", "Qwho", "Qown", "Qextension",
    "Qaction", "4711", "Qassessor", "Qcolleague",
)  # fmt: skip
# Where no item is named no answer to one can be.
ITEMS = ("practice-1", "practice-3", "free-1")
NEVER_IN: dict[Share, tuple[str, ...]] = {
    "without_comments": TYPED,
    "without_names": (*TYPED, *NAMES),
    "scores_only": (*TYPED, *NAMES[2:], *ITEMS),
}

FREE = Node(
    id="free", title="Free", kind="outcome",
    items=(
        item("free-1", type="text", anchors={}, next_steps={}),
        item("free-2", type="measure", anchors={}, next_steps={}),
    ),
)  # fmt: skip
OWN = Node(
    id="own", title="Qown dimension", kind="enabler", local=True, answers="nplf",
    items=(item("own-1", text="Qown question"),),
)  # fmt: skip
PRACTICE = dimension("practice", (1, 1, 2, 2))
ASIDE = replace(PRACTICE.items[3], not_applicable="Only where nobody does it.")
DEFINITION = replace(
    questionnaire(replace(PRACTICE, items=(*PRACTICE.items[:3], ASIDE)), FREE, OWN),
    extension=Extension(id="qextension", version="1", title="Qextension"),
)


def marked(year: int) -> Assessment:
    """Return a signed record in which each typed text and each name can be told from all else."""
    who = {"answered_by": "Qwho", "answered_at": datetime(year, 10, 1, tzinfo=UTC)}
    answers = {
        "practice-1": Answer(
            state="answered", option="fully", comment="Qcomment", evidence="Qevidence\nQevidence",
            change="practice_changed", answered_by="Qwho", dissent="Qdissent",
        ),
        "practice-2": Answer(state="answered", option="partially", comment=f"Qcomment {year}"),
        "practice-3": Answer(state="dont_know"),
        "practice-4": Answer(state="not_applicable", reason="Qreason"),
        "free-1": Answer(state="answered", text="Qtext"),
        "free-2": Answer(state="answered", value="Qvalue", source="Qsource"),
        "own-1": Answer(state="answered", option="largely", comment="Qcomment"),
    }  # fmt: skip
    answers = {key: replace(a, **who) for key, a in answers.items()}  # type: ignore[arg-type]
    plan = Plan(
        targets={"practice": 3},
        actions=(
            Action(id="a", text="Qaction", owner="Qowner", node="practice", outcome="Qoutcome"),
            Action(id="b", text="Qaction two", item="own-1", state="done"),
        ),
    )
    draft = replace(
        assessment(DEFINITION, answers),
        id=f"qunit-id-{year}",
        unit=Unit(
            id="qunit-id", name="Qunit of Zz", headcount=4711,
            within=(Branch(id="qbranch-id", name="Qbranch"),),
        ),
        wave=Wave(label=f"QUNIT {year}", date=date(year, 10, 16)),
        plan=plan,
        orphaned={"gone": Answer(state="answered", option="0", comment="Qorphaned")},
        sources=tuple(
            Source(id=name.lower(), assessor=Assessor(name=name, role="Qrole"),
                   fingerprint="0" * 64)
            for name in ("Qassessor", "Qcolleague")
        ),
    )  # fmt: skip
    return signed(draft, SignOff(role="Qrole", date=date(year, 11, 2)), ChainPlace(position=1))


def all_bytes(path: Path) -> str:
    """Return everything a file holds, unpacked and in one case."""
    content = path.read_bytes()
    if path.suffix == ".xlsx":
        with ZipFile(BytesIO(content)) as package:
            content = b"".join(package.read(name) for name in package.namelist())
    elif path.suffix == ".pdf":
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
        content += b"".join(map(unpacked, streams))
        reader = PdfReader(path)
        pages = " ".join(page.extract_text() for page in reader.pages)
        told = f"{pages} {reader.metadata} {[str(o) for o in reader.outline]}"
        content += told.encode()
    return content.decode("utf-8", errors="replace").casefold()


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def written(folder: Path, share: Share) -> list[Path]:
    now, before = marked(2026), marked(2025)
    sharing = Sharing(preset=share)
    reports = [
        write_report(folder / f"report{suffix}", now, [before], "de", sharing)
        for suffix in (".pdf", ".xlsx", ".csv")
    ]
    book = write_codebook(reports[-1], now.questionnaire, "de", share)
    return [*reports, book, write_copy(folder / "x.assessment.json", now, sharing, ENGLISH)]


def test_the_markers_are_in_a_record_that_is_shared_in_full(tmp_path: Path) -> None:
    whole = " ".join(map(all_bytes, written(tmp_path, "full")))
    assert [text for text in (*TYPED, *NAMES, *ITEMS) if text.casefold() not in whole] == []


@pytest.mark.parametrize("share", NEVER_IN)
def test_what_is_left_out_is_in_no_byte_of_any_file(share: Share, tmp_path: Path) -> None:
    record = marked(2026)
    files = written(tmp_path, share)
    for path in files:
        held = all_bytes(path)
        never = (*NEVER_IN[share], record.fingerprint, record.id)
        assert [text for text in never if text.casefold() in held] == [], path
        assert share.replace("_", "-") in path.name


@pytest.mark.parametrize("share", ["without_comments", "without_names"])
def test_a_copy_scores_as_its_record_and_keeps_how_much_was_said(share: Share) -> None:
    record = marked(2026)
    copy = redacted(record, share)
    assert score_assessment(copy).nodes["practice"] == score_assessment(record).nodes["practice"]
    answer = copy.answer("practice-1")
    assert answer.comment == "(left out)"
    assert answer.evidence.splitlines() == ["(left out)", "(left out)"]
    assert (copy.fingerprint, copy.chain, copy.is_copy) == ("", None, True)
    assert redacted(record, "full") is record


def test_own_answers_stay_one_persons_without_the_name() -> None:
    own = replace(marked(2026), assessor=Assessor(name="Qassessor", role="Qrole"), sources=())
    for share in ("without_names", "scores_only"):
        copy = redacted(own, share)
        assert copy.assessor == Assessor(name="(name left out)")
    unnamed = replace(own, assessor=Assessor(role="Qrole"))
    assert redacted(unnamed, "without_names").assessor == Assessor()


def test_a_copy_says_on_page_one_and_in_the_dictionary_what_it_is(tmp_path: Path) -> None:
    sharing = Sharing(preset="without_comments")
    pdf, book = (
        write_report(tmp_path / f"x{suffix}", marked(2026), (), "en", sharing)
        for suffix in (".pdf", ".xlsx")
    )
    assert pdf.name == "x.without-comments.pdf"
    page = " ".join(PdfReader(pdf).pages[0].extract_text().split())
    status = "Signed off 2 November 2026; consensus of 2 assessors; shared without comments."
    assert f"{status} This is a copy" in page
    assert "sha-256" not in page.casefold()
    held = all_bytes(book)
    assert "this is a copy that leaves something out" in held
    assert not holds_record(book)


def test_a_copy_is_read_back_as_the_draft_it_is_and_not_signed(tmp_path: Path) -> None:
    path = write_copy(
        tmp_path / "u.assessment.json", marked(2026), Sharing(preset="without_names"), ENGLISH
    )
    assert path.name == "u.without-names.assessment.json"
    copy = read_assessment(path)
    assert (copy.unit.name, copy.wave.label, copy.shared) == (
        "Unit 1", "2026-10-16", "without_names",
    )  # fmt: skip
    assert copy.is_draft
    with pytest.raises(InputError, match="copy that leaves something out"):
        signed_off(copy, "Head", date(2026, 11, 3), (0, ""))


def test_a_name_that_says_what_is_left_out_stays_as_it_is() -> None:
    sharing = Sharing(preset="without_names")
    assert sharing.placed(Path("All without names.pdf")) == Path("All without names.pdf")
    assert Sharing().placed(Path("All.pdf")) == Path("All.pdf")


def test_a_unit_without_a_name_has_the_same_number_in_each_wave() -> None:
    other = replace(marked(2026), unit=Unit(id="b", name="B"))
    ids = [each.unit.id for each in (marked(2025), other, marked(2026))]
    ways = sharings(ids, "without_names")
    assert sorted(way.number for way in ways.values()) == [1, 2]


@pytest.mark.parametrize("share", ["full", *NEVER_IN])
def test_a_preview_tells_each_thing_once(share: Share) -> None:
    shown = preview_of(marked(2026), share)
    goes, stays = (" | ".join(map(str, part)) for part in (shown.goes, shown.stays))
    for words, kept_in in (
        ("scores, levels and coverage", {*NEVER_IN, "full"}),
        ("7 answers", {"full", "without_comments", "without_names"}),
        ("4 comments", {"full"}),
        ("2 pieces of evidence", {"full"}),
        ("1 reason for not applicable", {"full"}),
        ("the unit's name and id: Qunit of Zz", {"full", "without_comments", "scores_only"}),
        ("wording and owners of 2 actions", {"full", "without_comments"}),
        ("1 question the unit added", {"full", "without_comments"}),
    ):
        assert (words in goes) == (share in kept_in), words
        assert (words in stays) != (share in kept_in), words


def test_a_preview_names_the_earlier_waves_too() -> None:
    figures = "figures of 2 earlier waves, in a report that compares with them"
    answers = "changed answers of 2 earlier waves, in such a report"
    scores, answered = (
        preview_of(marked(2026), share, earlier=2) for share in ("scores_only", "without_comments")
    )
    assert figures in map(str, scores.goes)
    assert answers in map(str, scores.stays)
    assert {figures, answers} <= {*map(str, answered.goes)}


def test_scores_alone_say_why_their_line_ends_elsewhere_than_the_figure(tmp_path: Path) -> None:
    chosen = {f"practice-{n}": "fully" if n == 6 else "partially" for n in range(1, 7)}
    answers = {key: Answer(state="answered", option=option) for key, option in chosen.items()}
    five, six = (
        questionnaire(dimension("practice", levels)) for levels in ((1,) * 5, (1,) * 5 + (2,))
    )
    now = replace(assessment(six, answers), wave=Wave(label="2026", date=date(2026, 10, 1)))
    before = Wave(label="2025", date=date(2025, 10, 1))
    told = []
    for definition in (five, six):
        earlier = replace(assessment(definition, answers), id="old", wave=before)
        sharing = Sharing(preset="scores_only")
        path = write_report(tmp_path / "x.pdf", now, [earlier], "en", sharing)
        told.append(" ".join(PdfReader(path).pages[0].extract_text().split()))
    why = "The line: only answers common to the waves"
    assert [why in page for page in told] == [True, False]


@pytest.mark.parametrize("share", NEVER_IN)
def test_what_is_left_out_is_in_no_byte_of_a_comparison(share: Share, tmp_path: Path) -> None:
    wave = Wave(label="Autumn", date=date(2026, 10, 16))
    other = replace(marked(2026), id="other", unit=Unit(id="b", name="Bureau"), wave=wave)
    for suffix in (".pdf", ".xlsx", ".csv", ".json"):
        path = tmp_path / f"x{suffix}"
        sides = [marked(2025), marked(2026), other]
        target = write_comparison(path, sides, "de", Comparing(share=share, rank="practice"))
        held = all_bytes(target)
        never = (*NEVER_IN[share], marked(2026).fingerprint, marked(2026).id)
        assert [text for text in never if text.casefold() in held] == [], target
        assert share.replace("_", "-") in target.name


def test_a_comparison_that_shares_only_scores_has_the_figures_of_the_whole() -> None:
    sides = [marked(2025), marked(2026)]
    [whole] = shared_comparison(sides, "full", ENGLISH).units
    [shared] = shared_comparison(sides, "scores_only", ENGLISH).units
    assert shared.pairs[0].nodes["practice"] == whole.pairs[0].nodes["practice"]
    assert shared.assessments[0].answers == {}
    assert shared.pairs[0].changes == ()
