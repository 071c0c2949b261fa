"""Many files made one questionnaire: translations, short forms, and a unit's own items."""

from fractions import Fraction as F
from pathlib import Path

import pytest

from maturity_app.domain.fields import Precision
from maturity_app.domain.translating import in_language
from maturity_app.storage.problems import InputError
from maturity_app.storage.questionnaires import (
    check_questionnaire,
    is_extension,
    read_questionnaire,
)

LONG = """\
format: 1
id: long
version: "1"
title: Long
scales:
  nplf:
    - {id: not, label: Not, value: 0}
    - {id: fully, label: Fully, value: 1}
thresholds: {provisional_below: 9/10}
headline: {}
tree:
  id: root
  title: Root
  children:
    - id: p
      kind: practice
      code: "1"
      title: Practice
      answers: nplf
      aggregate: mean
      weight: 2
      levels: {own: 2/3, lower: 5/6}
      items:
        - {id: p-1, level: 1, title: One, text: It does one., revision: 3,
           anchors: {not: a, fully: b}, next_steps: {not: a, fully: b}}
        - {id: p-2, level: 2, title: Two, text: It does two.,
           anchors: {not: a, fully: b}, next_steps: {not: a, fully: b}}
    - id: other
      title: Other
      items:
        - {id: q-1, answers: nplf, title: Else, text: It does something else.}
"""
FRENCH = """\
title: Long en français
level_names: [a, b, c, d, e]
scales:
  nplf: {not: "Non", fully: Entièrement}
nodes:
  root: {title: Racine}
  p: {title: Pratique}
"""
FRENCH_ITEMS = """\
items:
  p-1: {title: Un, text: Il fait un., anchors: {not: a, fully: b}, next_steps: {not: a, fully: b}}
  p-2:
    {title: Deux, text: Il fait deux., anchors: {not: a, fully: b}, next_steps: {not: a, fully: b}}
"""
SHORT = """\
format: 1
id: short
version: "1"
title: Short
short_form_of: long
tree:
  draw: root
  children:
    - {draw: p, items: [p-2]}
"""
OWN = """\
format: 1
extends: long
id: our-own
version: "7"
title: What we add
scales:
  grade:
    - {id: low, label: Low, value: 1}
    - {id: high, label: High, value: 2}
children:
  - id: extra
    kind: practice
    title: An extra practice
    aggregate: mean
    items:
      - {id: extra-1, answers: grade, title: Extra, text: It does more.,
         anchors: {low: a, high: b}, next_steps: {low: a, high: b}}
      - {id: extra-2, answers: nplf, title: Further, text: It does still more.,
         anchors: {not: a, fully: b}, next_steps: {not: a, fully: b}}
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return a folder in which the long form, its short form and an extension lie."""
    for name, text in (
        ("long/questionnaire.yaml", LONG),
        ("long/translations/fr/front.yaml", FRENCH),
        ("long/translations/fr/more/items.yaml", FRENCH_ITEMS),
        ("short/questionnaire.yaml", SHORT),
        ("own.yaml", OWN),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def told(shelf: Path, name: str, *, whole: bool = False) -> list[str]:
    """Return what is wrong; with `whole` also what only its author need mend."""
    with pytest.raises(InputError) as refused:
        (check_questionnaire if whole else read_questionnaire)(shelf / name, (shelf,))
    return [str(problem).replace(f"{shelf}/", "") for problem in refused.value.problems]


def changed(shelf: Path, name: str, old: str, new: str) -> None:
    text = (shelf / name).read_text("utf-8")
    assert old in text
    (shelf / name).write_text(text.replace(old, new, 1), "utf-8")


class TestTranslations:
    def test_texts_of_all_files_of_a_language_are_one_translation(self, shelf: Path) -> None:
        questionnaire = read_questionnaire(shelf / "long")
        assert questionnaire.languages == ("en", "fr")
        french = in_language(questionnaire, "fr")
        assert french.items["p-2"].text == "Il fait deux."
        assert french.options("p-1")[1].label == "Entièrement"
        assert french.level_names == ("a", "b", "c", "d", "e")

    def test_check_says_which_text_was_never_compared(self, shelf: Path) -> None:
        messages = told(shelf, "long", whole=True)
        assert len(messages) == 7  # two of them not translated at all
        assert messages[-2].startswith(
            "long/translations/fr/more/items.yaml:3: it is not said which text `p-2` was translated"
        )

    def test_what_is_not_translated_is_told_of_the_file_it_belongs_in(self, shelf: Path) -> None:
        french = shelf / "long" / "translations" / "fr"
        (french / "front.yaml").rename(french / "questionnaire.yaml")
        (french / "more" / "items.yaml").write_text("items:\n  p-1: {title: Un}\n", "utf-8")
        messages = told(shelf, "long", whole=True)
        assert [message for message in messages if "add its texts" in message] == [
            f"long/translations/fr/questionnaire.yaml:7: `{name}` is not translated; add its texts"
            for name in ("other", "p-2", "q-1")
        ]

    def test_it_can_be_used_meanwhile(self, shelf: Path) -> None:
        changed(shelf, "long/translations/fr/more/items.yaml", "text: Il fait deux.,", "")
        questionnaire = read_questionnaire(shelf / "long")
        assert in_language(questionnaire, "fr").items["p-2"].text == "It does two."

    def test_a_text_translated_twice_is_told_at_the_second(self, shelf: Path) -> None:
        changed(shelf, "long/translations/fr/more/items.yaml", "items:", "title: Encore\nitems:")
        assert told(shelf, "long") == [
            (
                "long/translations/fr/more/items.yaml:1: `title` is translated in another file"
                " too; remove one of them"
            )
        ]

    def test_an_unknown_key_is_told_with_its_line(self, shelf: Path) -> None:
        changed(shelf, "long/translations/fr/front.yaml", "p: {title", "p: {titel")
        (message,) = told(shelf, "long")
        assert message.startswith("long/translations/fr/front.yaml:7: unknown key `titel`; write")

    def test_a_file_that_is_no_yaml_is_told(self, shelf: Path) -> None:
        changed(shelf, "long/translations/fr/front.yaml", "title: Long", "title: [Long")
        assert told(shelf, "long")[0].startswith("long/translations/fr/front.yaml:")


class TestShortForm:
    def test_items_are_those_of_the_long_form_to_the_letter(self, shelf: Path) -> None:
        long, short = read_questionnaire(shelf / "long"), read_questionnaire(shelf / "short")
        assert list(short.items) == ["p-2"]
        assert short.items["p-2"] == long.items["p-2"]
        assert (short.nodes["p"].weight, short.nodes["p"].code) == (2, "1")
        assert short.thresholds == long.thresholds

    def test_it_has_neither_levels_nor_a_headline(self, shelf: Path) -> None:
        short = read_questionnaire(shelf / "short")
        assert short.nodes["p"].levels is None
        assert short.headline is None

    def test_the_precision_of_all_items_is_not_that_of_some(self, shelf: Path) -> None:
        declared = "weight: 2\n      precision: {reliability: 0.84, sd: 0.12}"
        changed(shelf, "long/questionnaire.yaml", "weight: 2", declared)
        long, short = read_questionnaire(shelf / "long"), read_questionnaire(shelf / "short")
        assert long.nodes["p"].precision == Precision(reliability=F(21, 25), sd=F(3, 25))
        assert short.nodes["p"].precision is None

    def test_it_speaks_the_languages_of_the_long_form(self, shelf: Path) -> None:
        french = in_language(read_questionnaire(shelf / "short"), "fr")
        assert (french.nodes["p"].title, french.items["p-2"].text) == ("Pratique", "Il fait deux.")
        assert french.options("p-2")[0].label == "Non"

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("of: long", "of: lang", "5: there is no questionnaire `lang` to draw from; install"),
            ("p-2", "p-9", "9: the long form has no `p-9`; check the id"),
            ("draw: p,", "draw: q,", "9: the long form has no `q`; check the id"),
            ("items: [p-2]", "items: [q-1]", "9: `q-1` is no item of `p` in the long form; draw"),
            (", items: [p-2]", "", "9: `p` is drawn, but nothing of it is; name its `items`"),
            ("{draw: p,", "{draw: p, weight: 3,", "9: an entry with `draw` has `items` or"),
            ("tree:", "headline: {}\ntree:", "6: a short form has no headline level; remove it"),
            ("of: long", "of: short", "5: a questionnaire can't be its own short form; name"),
        ],
    )
    def test_what_is_wrong_is_told(self, shelf: Path, old: str, new: str, expected: str) -> None:
        changed(shelf, "short/questionnaire.yaml", old, new)
        messages = told(shelf, "short")
        assert any(m.startswith(f"short/questionnaire.yaml:{expected}") for m in messages), messages

    def test_a_fault_in_what_is_drawn_is_told_where_it_stands(self, shelf: Path) -> None:
        changed(shelf, "long/questionnaire.yaml", "text: It does two.,", "text: No,")
        first = told(shelf, "short")[0]
        assert first.startswith("long/questionnaire.yaml:26: `text: No` is read as true or false")

    def test_questionnaires_that_build_on_each_other_in_a_circle_are_refused(
        self, shelf: Path
    ) -> None:
        changed(shelf, "long/questionnaire.yaml", "title: Long", "title: x\nshort_form_of: short")
        assert "too many questionnaires build on one another" in told(shelf, "short")[0]
        changed(shelf, "long/questionnaire.yaml", "short_form_of: short", "extends: long")
        assert "too many questionnaires build on one another" in told(shelf, "short")[0]


class TestExtension:
    def test_its_nodes_are_added_apart(self, shelf: Path) -> None:
        whole = read_questionnaire(shelf / "own.yaml", (shelf,))
        assert (whole.id, whole.version) == ("long", "1")
        assert whole.extension is not None
        assert (whole.extension.id, whole.extension.version) == ("our-own", "7")
        assert whole.local_nodes == {"our-own", "extra"}
        assert [option.label for option in whole.options("extra-1")] == ["Low", "High"]
        assert whole.scale_name(whole.items["extra-2"]) == "nplf"
        assert [node.id for node in whole.of_kind("practice")] == ["p"]

    def test_the_rest_is_as_it_was(self, shelf: Path) -> None:
        whole, long = read_questionnaire(shelf / "own.yaml"), read_questionnaire(shelf / "long")
        assert whole.nodes["p"] == long.nodes["p"]
        assert whole.headline == long.headline

    def test_translations_need_not_know_it(self, shelf: Path) -> None:
        messages = told(shelf, "own.yaml", whole=True)
        assert not any("extra" in message for message in messages)

    def test_it_is_told_from_a_questionnaire(self, shelf: Path) -> None:
        assert is_extension(shelf / "own.yaml")
        assert not is_extension(shelf / "long/questionnaire.yaml")
        assert not is_extension(shelf / "absent.yaml")

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("extends: long", "extends: lang", "2: there is no questionnaire `lang` to extend"),
            ("extends: long", "extends: ../long", "2: there is no questionnaire `../long` to ext"),
            ("version:", "edition:", "4: `edition` does not belong in a file that extends"),
            ("  grade:", "  nplf:", "7: the questionnaire has an answer scale `nplf` already"),
            ("id: extra-1", "id: p-1", "16: the id `p-1` is used 2 times; give each its own id"),
            ("text: It does more.", "text: No", "16: `text: No` is read as true or false; put"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(
        self, shelf: Path, old: str, new: str, expected: str
    ) -> None:
        changed(shelf, "own.yaml", old, new)
        messages = told(shelf, "own.yaml")
        assert any(m.startswith(f"own.yaml:{expected}") for m in messages), messages
