"""A questionnaire on paper: every item whole on a page, with what may be ticked."""

from dataclasses import replace
from pathlib import Path

import pytest

from maturity_app.domain.questionnaire import Condition
from maturity_app.jobs.forms import write_form
from maturity_app.storage.problems import InputError
from tests.building import dimension, full_questionnaire, item, questionnaire
from tests.reports.pdf_reading import pages_of, unspaced


def written(folder: Path, definition: object = None) -> list[str]:
    path = folder / "form.pdf"
    write_form(path, definition or full_questionnaire())  # type: ignore[arg-type]  # one of them
    return pages_of(path.read_bytes())


@pytest.mark.long
def test_each_item_stands_on_one_page_with_its_answers_and_lines(tmp_path: Path) -> None:
    pages = written(tmp_path)
    whole = full_questionnaire()
    for entry in whole.items.values():
        (page,) = [unspaced(text) for text in pages if unspaced(entry.text) in unspaced(text)]
        for anchor in entry.anchors.values():
            assert unspaced(anchor) in page
    assert "How to answer" in pages[0]
    assert all(f"{number} / {len(pages)}" in text for number, text in enumerate(pages, start=1))
    told = " ".join(pages)
    counts = (told.count("Comment"), told.count("Don't know"))
    assert counts == (len(whole.items) + 1, len(whole.items) + 1)


def test_only_a_ground_that_is_accepted_is_offered_and_a_condition_is_told(tmp_path: Path) -> None:
    node = dimension("practice", (1, 1))
    first, second = node.items
    second = replace(
        second,
        not_applicable="Nobody works there.",
        show_when=Condition(item=first.id, options=("largely", "fully")),
    )
    (page,) = written(tmp_path, questionnaire(replace(node, items=(first, second))))
    assert page.count("Not applicable: ") == 1
    assert "Not applicable: Nobody works there." in page
    assert "Asked if E.1 is Largely or Fully." in page


def test_an_item_higher_than_a_page_is_parted(tmp_path: Path) -> None:
    long = item("long-1", anchors={"not": "Much. " * 1500})
    pages = written(tmp_path, questionnaire(dimension("long", (), items=(long,))))
    counts = [page.count("Much.") for page in pages]
    assert len(counts) == 2
    assert min(counts) > 500
    assert sum(counts) == 1500


def test_another_kind_is_refused_politely(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no form of the kind .*end the name in .xlsx, .pdf"):
        write_form(tmp_path / "f.txt", full_questionnaire())
    assert not (tmp_path / "f.txt").exists()
