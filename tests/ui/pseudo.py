"""A language nobody speaks: every message 40 % longer, accented and in brackets.

What is not in brackets on the screen was never handed to the wording; what lacks its closing
bracket is cut off.
"""

import gettext
import math
import re

from maturity_app.ui.overriding import override
from maturity_app.wording import Wording

_LONGER = 0.4
_KEPT = re.compile(r"(\{[^{}]*\}|&\w|&&)")
_ACCENTED = str.maketrans(
    "aceinouysACEINOUYS",
    "áçéíñóúýšÁÇÉÍÑÓÚÝŠ",
)
_FILLING = " one two three four five six seven eight nine ten eleven twelve"


def stretched(message: str) -> str:
    """Return a message in the pseudo-language; placeholders and mnemonics stay as they are."""
    parts = _KEPT.split(message)
    text = "".join(
        part if number % 2 else part.translate(_ACCENTED) for number, part in enumerate(parts)
    )
    body = text.rstrip()
    end = text[len(body) :]
    dots = "…" if body.endswith("…") else ""
    shown = len(_KEPT.sub("", message))
    return f"[{body.removesuffix('…')}{_filled(math.ceil(shown * _LONGER))}{dots}]{end}"


def _filled(length: int) -> str:
    """Return words of a length, so that a text that wraps can wrap in them too."""
    return (_FILLING * (length // len(_FILLING) + 1))[:length].rstrip()


class _Stretching(gettext.NullTranslations):
    """Makes each translation when it is asked for."""

    @override
    def gettext(self, message: str) -> str:
        return stretched(message)

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return stretched(msgid1 if n == 1 else msgid2)

    @override
    def pgettext(self, context: str, message: str) -> str:
        # A context's message may be no words but a pattern for Qt, such as that of a date.
        return message if context == "a date field" else stretched(message)


PSEUDO = Wording("de", ",", ".", _Stretching())
"""With German numbers, and German questions, which are longer than others too."""
