"""Texts and numbers in one language, as a value handed to whoever words something."""

import gettext
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

from maturity_app.domain.said import Said, marked
from maturity_app.domain.shown import shown_level, shown_value

_MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)

_SHORT_MONTHS = (
    marked("Jan"), marked("Feb"), marked("Mar"), marked("Apr"), marked("May"), marked("Jun"),
    marked("Jul"), marked("Aug"), marked("Sep"), marked("Oct"), marked("Nov"), marked("Dec"),
)  # fmt: skip


class Wording(NamedTuple):
    """One language's catalogue and its way to write numbers and dates.

    A window and a report may hold different ones at the same time.
    """

    language: str = "en"
    decimal_mark: str = "."
    thousands_mark: str = ","
    catalogue: gettext.NullTranslations = gettext.NullTranslations()
    is_for_window: bool = False
    """Whether a place in a workbook is told in words; commands name it as other programs do."""

    def __call__(self, message: str, /, **values: object) -> str:
        """Return a text in this language, its `{names}` filled in."""
        text = self.catalogue.gettext(message)
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the text for a count, which fills `{count}`."""
        return self.catalogue.ngettext(one, many, count).format(count=count, **values)

    def context(self, context: str, message: str, /, **values: object) -> str:
        """Return a text whose meaning the context decides, such as a verb or a noun."""
        text = self.catalogue.pgettext(context, message)
        return text.format(**values) if values else text

    def said(self, text: str) -> str:
        """Return what was said without a language in this one; any other text as it is."""
        if not isinstance(text, Said):
            return text
        values = {name: self._filled_in(value) for name, value in text.values.items()}
        if text.many:
            shown = self.catalogue.ngettext(text.template, text.many, text.number)
        else:
            shown = self.catalogue.gettext(text.template)
        return shown.format(**values) if values else shown

    def _filled_in(self, value: object) -> object:
        if isinstance(value, str):
            return self.said(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return _Grouped(value, self.thousands_mark)
        return value

    def number(self, value: Fraction, cuts: Iterable[Fraction] = (), digits: int = 1) -> str:
        """Return a value as shown everywhere: half up, never on the wrong side of a cut."""
        return self._marked(shown_value(value, cuts, digits))

    def level(self, level: Fraction) -> str:
        """Return a level as shown everywhere: truncated to one decimal."""
        return self._marked(shown_level(level))

    def signed(self, value: Fraction, digits: int = 1) -> str:
        """Return a difference with its sign; 0 has none."""
        text = self.number(abs(value), digits=digits)
        if not text.strip("0" + self.decimal_mark):
            return text
        return f"+{text}" if value > 0 else f"\N{MINUS SIGN}{text}"

    def percent(self, share: Fraction, cuts: Iterable[Fraction] = ()) -> str:
        """Return a share from 0 to 1 in per cent, with a space that does not break."""
        number = self.number(100 * share, [100 * cut for cut in cuts], digits=0)
        return f"{number}\N{NO-BREAK SPACE}%"

    def day(self, day: date) -> str:
        """Return a date in words, such as 16 October 2026."""
        month = self(_MONTHS[day.month - 1])
        return self("{day} {month} {year}", day=day.day, month=month, year=day.year)

    def short_day(self, day: date) -> str:
        """Return a date for a column, such as 16 Oct 2026."""
        month = self(_SHORT_MONTHS[day.month - 1])
        return self("{day} {month} {year}", day=day.day, month=month, year=day.year)

    def moment(self, moment: datetime) -> str:
        """Return a date and time of day to the minute."""
        return f"{self.day(moment.date())}, {moment:%H:%M}"

    def labelled(self, name: str, text: str) -> str:
        """Return a name and what is said of it: "name: text", spaced as the language has it."""
        return self("{name}: {text}", name=name, text=text)

    def joined(self, texts: Iterable[str]) -> str:
        """Return facts one after the other: "first; second"."""
        first, *others = list(texts) or [""]
        for text in others:
            first = self("{first}; {second}", first=first, second=text)
        return first

    def listed(self, words: Iterable[str]) -> str:
        """Return words as a list in a sentence: a, b and c."""
        *head, last = list(words) or [""]
        if not head:
            return last
        return self("{first} and {last}", first=", ".join(head), last=last)

    def _marked(self, number: str) -> str:
        text = number.replace(".", self.decimal_mark)
        return f"\N{MINUS SIGN}{text[1:]}" if text.startswith("-") else text


class _Grouped(int):
    """A whole number that is written in groups of three, in the way of a language."""

    mark: str

    def __new__(cls, value: int, mark: str) -> Self:
        """Keep the mark that stands between groups."""
        self = super().__new__(cls, value)
        self.mark = mark
        return self

    def __format__(self, spec: str, /) -> str:
        """Return the number as a format asks for it."""
        return super().__format__(spec).replace(",", self.mark)


def visible(text: str) -> str:
    """Return a text as one line in which nothing moves the cursor or turns the reading order.

    What people typed ends up on terminals and in file names: a line break, an escape sequence
    or a bidirectional override is shown as its code instead.
    """
    return "".join(f"\\u{ord(char):04x}" if is_unseen(char) else char for char in text)


def is_unseen(char: str) -> bool:
    """Return whether a character steers the output instead of being seen in it."""
    return char in _TURNING or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")


_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

ENGLISH = Wording()

_CATALOGUES = Path(__file__).parent / "assets" / "translations"
_DECIMAL_MARKS = {"de": ",", "fr": ","}
_THOUSANDS_MARKS = {"de": ".", "fr": "\N{NARROW NO-BREAK SPACE}"}


def native_name(language: str) -> str:
    """Return a language by the name its speakers have for it; any other by its tag."""
    return {"en": "English", "de": "Deutsch", "fr": "Français"}.get(language, language)


@cache
def wording_for(language: str) -> Wording:
    """Return the wording of a language; English where there is no catalogue for it."""
    path = _CATALOGUES / f"{language}.mo"
    # Looked for by its name: listing the folder would cost every start a little.
    if not language.isalpha() or language == ENGLISH.language or not path.is_file():
        return ENGLISH
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    return Wording(
        language,
        _DECIMAL_MARKS.get(language, "."),
        _THOUSANDS_MARKS.get(language, ","),
        catalogue,
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the languages there is a wording for, English first."""
    return (ENGLISH.language, *sorted(path.stem for path in _CATALOGUES.glob("*.mo")))
