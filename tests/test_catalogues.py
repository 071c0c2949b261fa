"""The catalogues of the interface say all there is to say, and lose nothing that is filled in."""

import re
from collections import Counter
from pathlib import Path

import pytest

from hatch_build import compile_catalogues
from maturity_app.wording import languages, wording_for
from tests.catalogues import FOLDER, LANGUAGES, catalogue_of, messages, said_in, written

PLACEHOLDER = re.compile(r"(?<!\{)\{(\w*[^{}]*)\}(?!\})")
RENEW = "bring it up to date: python -m tests.catalogues"


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def test_there_is_a_catalogue_for_each_working_language() -> None:
    assert languages() == ("en", *LANGUAGES)


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_is_left_over(language: str) -> None:
    catalogue = catalogue_of(language)
    wanted = {(m.context, forms(m.id)) for m in messages() if m.id}
    there = {(m.context, forms(m.id)) for m in catalogue if m.id}
    assert wanted - there == set(), RENEW
    assert there - wanted == set(), RENEW
    assert [m.id for m in catalogue if m.id and not all(forms(m.string))] == []
    assert written(catalogue) == (FOLDER / f"{language}.po").read_bytes(), RENEW


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_and_how_a_text_ends_stays(language: str) -> None:
    for message in catalogue_of(language):
        originals = forms(message.id) if message.id else ()
        for number, text in enumerate(forms(message.string) if message.id else ()):
            source = originals[min(number, len(originals) - 1)]
            expected, given = (Counter(PLACEHOLDER.findall(t)) for t in (source, text))
            if number == 0 and len(originals) > 1:
                # "one answer" may do without its number.
                expected.pop("count", None)
                given.pop("count", None)
            assert given == expected, source
            assert text.count("&") == source.count("&"), source
            assert [t[:1].isspace() for t in (source, text)].count(True) in (0, 2), source
            assert [t[-1:].isspace() for t in (source, text)].count(True) in (0, 2), source
            assert (source.endswith("…")) == (text.endswith("…")), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_what_was_translated(language: str, tmp_path: Path) -> None:
    compiled = (FOLDER / f"{language}.mo").read_bytes()
    copy = tmp_path / f"{language}.po"
    copy.write_bytes((FOLDER / f"{language}.po").read_bytes())
    (fresh,) = compile_catalogues(tmp_path)
    assert compiled == fresh.read_bytes(), "compile it: pip install -e ."
    assert wording_for(language).language == language


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('w("One")', [(None, ("One",))]),
        ('self._w("One {a}", a=f(1))', [(None, ("One {a}",))]),
        ('w.plural("one", "many", count(x), word=g(h(x)))', [(None, ("one", "many"))]),
        ('w.context("a verb", "Open")', [("a verb", ("Open",))]),
        ("x = f\"{w('in a text')}: {y}\"", [(None, ("in a text",))]),
        ('w(variable)\nother("text")\nw("")', []),
    ],
)
def test_messages_are_found_wherever_they_stand(source: str, found: list[object]) -> None:
    assert list(said_in(source)) == found
