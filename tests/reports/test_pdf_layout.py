import pytest

from maturity_app.reports.pdf.block import Block, Space, spaced
from maturity_app.reports.pdf.fonts import settable
from maturity_app.reports.pdf.heading import Heading
from maturity_app.reports.pdf.layout import Page, Section, paginate
from maturity_app.reports.pdf.style import BODY, FRAME_HEIGHT, TEXT_WIDTH
from maturity_app.reports.pdf.table import Column, Row, Table
from maturity_app.reports.pdf.text import Run, Text, break_lines, clipped, text_width


def words_of(text: Text, width: float) -> list[str]:
    return ["".join(run.text for run in line) for line in text.lines(width)]


# --- texts -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [30.0, 80.0, 200.0])
def test_no_line_is_wider_than_its_column_and_nothing_is_lost(width: float) -> None:
    text = "A sentence with https://example.org/a-long-path/and-more in it " + "W" * 90
    lines = words_of(Text(text, BODY), width)
    assert all(text_width(line, BODY) <= width + 0.01 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_run_in_another_face_keeps_its_words_and_spaces() -> None:
    lines = break_lines([Run("Evidence: ", "semibold"), Run("memo of March")], BODY, 400)
    assert ["".join(run.text for run in line) for line in lines] == ["Evidence: memo of March"]


def test_line_ends_are_kept() -> None:
    assert words_of(Text("one\r\ntwo\n\nthree", BODY), 400) == ["one", "two", "", "three"]


def test_an_even_text_has_no_last_line_of_one_word() -> None:
    text = Text("seven words stand in this one heading", BODY, even=True)
    for width in range(60, 160, 5):
        assert len(words_of(text, width)[-1].split()) > 1


def test_an_even_text_never_runs_over_its_width_nor_parts_a_long_word_with_a_space() -> None:
    text = "A name & Ñandú " + "Überlänge" * 6
    for width in range(60, 400, 7):
        lines = words_of(Text(text, BODY, even=True), width)
        assert all(text_width(line, BODY) <= width + 0.01 for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(piece in text for line in lines for piece in [line])


def test_a_limited_text_is_cut_at_a_word() -> None:
    text = "several understandable sentences stand beside one another here " * 3
    for width in range(90, 200, 9):
        last = words_of(Text(text, BODY, most=2), width)[-1]
        assert last.endswith("…")
        assert last.rstrip("…").split()[-1] in text.split()


def test_a_limited_text_ends_in_an_ellipsis() -> None:
    lines = words_of(Text("many words " * 50, BODY, most=3), 100)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("Ελλάδα България ẞ ḃ", "Ελλάδα България ẞ ḃ"),
        ("e\u0301", "é"),
        ("中\x00", "[U+4E2D][U+0000]"),
        ("a\tb\u2028c", "a b\nc"),
        ("\U0001f600", "[U+1F600]"),
    ],
)
def test_what_the_fonts_lack_is_named(text: str, expected: str) -> None:
    assert settable(text) == expected


def test_clipping_cuts_at_a_word() -> None:
    assert clipped("one two three", 9) == "one two…"
    assert clipped("short", 9) == "short"


# --- tables and pages --------------------------------------------------------------------


def table(rows: int, lines: int = 1) -> Table:
    columns = [Column(width=40, head="No"), Column(width=300, head="Text")]
    body = "\n".join(["line"] * lines)
    return Table(
        columns,
        [Row(cells=(Text(str(n), BODY), Text(body, BODY))) for n in range(rows)],
    )


def pages(*blocks: Block, follows: bool = False) -> list[Page]:
    first = Section(key="a", title="A", blocks=blocks)
    last = Section(key="b", title="B", blocks=[Space(400)], follows=follows)
    return paginate([first, last])


def test_a_heading_never_ends_a_page() -> None:
    for used in range(int(FRAME_HEIGHT) - 120, int(FRAME_HEIGHT), 7):
        laid = pages(Space(used), Heading("A heading"), table(5))
        for page in laid:
            assert not isinstance(page.placed[-1].block, Heading)


def test_a_table_begins_with_two_rows_at_least() -> None:
    rows = table(6)
    least = rows.least(TEXT_WIDTH)
    assert rows.parted(TEXT_WIDTH, least - 1) is None
    parts = rows.parted(TEXT_WIDTH, least)
    assert parts is not None
    assert sum(part.measure(TEXT_WIDTH) for part in parts) > rows.measure(TEXT_WIDTH)


def test_the_last_row_of_a_table_does_not_stand_alone() -> None:
    rows = table(6)
    parts = rows.parted(TEXT_WIDTH, rows.measure(TEXT_WIDTH) - 1)
    assert parts is not None
    assert parts[1].measure(TEXT_WIDTH) == pytest.approx(table(2).measure(TEXT_WIDTH))


def test_a_row_higher_than_a_page_is_parted_and_named_again() -> None:
    laid = pages(table(1, lines=200))
    assert len(laid) >= 4
    assert all(page.room >= 0 for page in laid)


def test_nothing_reaches_below_the_frame() -> None:
    blocks = [spaced(table(n % 9 + 2, lines=n % 5 + 1), 10) for n in range(40)]
    assert all(page.room >= -0.01 for page in pages(*blocks))


def test_a_nearly_empty_page_takes_up_the_next_section() -> None:
    laid = pages(Space(FRAME_HEIGHT - 1), Space(60))
    assert len(laid) == 2
    assert [section.key for section, _ in laid[1].begins] == ["b"]


def test_the_last_page_is_not_nearly_empty() -> None:
    rows = table(60)
    fits = int(FRAME_HEIGHT / (rows.measure(TEXT_WIDTH) / 61))
    laid = paginate([Section(key="a", title="A", blocks=[table(fits + 3)])])
    assert laid[-1].used >= FRAME_HEIGHT / 3


@pytest.mark.parametrize("more", range(1, 40, 3))
def test_a_section_that_fits_on_a_page_is_not_parted(more: int) -> None:
    """Where the one before ends in a few rows on a page, it hands down more instead."""
    rows = int((FRAME_HEIGHT - 150) / (table(11).measure(TEXT_WIDTH) / 11))
    before = Section(key="a", title="A", blocks=[table(rows + more)])
    laid = paginate([before, Section(key="b", title="B", blocks=[table(rows - 5), Space(60)])])
    begins = [n for n, page in enumerate(laid) for s, _ in page.begins if s.key == "b"]
    assert begins == [len(laid) - 1]
    assert all(page.used >= FRAME_HEIGHT / 3 for page in laid)


def test_rows_are_handed_down_where_the_page_before_was_not_full() -> None:
    chart = Space(FRAME_HEIGHT / 3 - 10)
    rows = int((FRAME_HEIGHT - 100) / (table(11).measure(TEXT_WIDTH) / 11))
    before = Section(key="a", title="A", blocks=[table(rows), chart])
    laid = paginate([before, Section(key="b", title="B", blocks=[table(rows)])])
    assert [[section.key for section, _ in page.begins] for page in laid] == [["a"], [], ["b"]]


def test_a_section_that_follows_begins_on_its_own_page_rather_than_break() -> None:
    laid = paginate([
        Section(key="a", title="A", blocks=[Space(FRAME_HEIGHT - 200)]),
        Section(key="b", title="B", blocks=[table(3), table(12)], follows=True),
    ])  # fmt: skip
    assert [[section.key for section, _ in page.begins] for page in laid] == [["a"], ["b"]]


def test_what_begins_below_leaves_the_foot_of_the_page_free() -> None:
    first = Section(key="a", title="A", blocks=[Space(60)], foot=Space(100))
    laid = paginate([first, Section(key="b", title="B", blocks=[table(60)], follows=True)])
    foot = laid[0].placed[0].box
    assert all(box.top - box.height >= foot.top for _, box, _ in laid[0].placed[1:])
