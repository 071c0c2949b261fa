"""A canvas that keeps account of what it draws: content of an element, or mere decoration."""

import re
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final, Literal

from reportlab.pdfgen.canvas import Canvas

from maturity_app.reports.pdf.tags import CELLS, NO_FACTS, Content, Element, Facts, Role, Spot
from maturity_app.wording import Wording

Decoration = Literal["Pagination", "Background"]

_HEADINGS: Final[tuple[Role, ...]] = ("H1", "H2", "H3", "H4", "H5", "H6")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_END: Final = "EMC"
_ASIDE: Final = "/Artifact BMC"


class TaggedCanvas(Canvas):
    """What is drawn within `content` belongs to an element; all else on a page is decoration.

    Elements are grown in the order in which they are drawn, which is the order they are read
    in. One with a `key` may be taken up again, on the next page or later. Within `aside`
    nothing is content, whatever asks to be.
    """

    _code: list[str]

    def __init__(
        self, buffer: BytesIO, w: Wording, *, font: str, size: tuple[float, float]
    ) -> None:
        """Begin a file in the language of `w`; `font` is the one every page begins with."""
        super().__init__(
            buffer,
            pagesize=size,
            invariant=1,
            pageCompression=0,  # done once, when all is added
            pdfVersion=(1, 7),
            lang=w.language,
            # Without it the file lists Helvetica, which is not embedded.
            initialFontName=font,  # type: ignore[arg-type]  # the stub says float
        )
        self.w = w
        self.tree = Element("Document")
        self._open = [self.tree]
        self._known: dict[Hashable, Element] = {}
        self._marks = 0
        self._is_aside = self._is_content = False
        self._depth = self._last_heading = 0

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End a page, all of whose content is marked."""
        self._code.insert(0, _ASIDE)
        self._code.append(_END)
        super().showPage()
        self._marks = 0

    @property
    def inner(self) -> Role:
        """What the innermost open element is."""
        return self._open[-1].role

    @contextmanager
    def section(self, key: str, title: str, depth: int) -> Iterator[None]:
        """Group what is drawn as a section, whose first heading is of rank `depth` + 1."""
        self._depth = depth
        with self.group("Sect", Facts(title=title), key=("section", key)):
            yield

    @contextmanager
    def group(self, role: Role, facts: Facts = NO_FACTS, key: Hashable = None) -> Iterator[None]:
        """Group the elements that are drawn; a group of nothing is none, unless it is a cell."""
        if self._is_aside or self._is_content:
            yield
            return
        element = self._grown(role, facts, key)
        self._open.append(element)
        yield
        self._open.pop()
        if element.is_blank:
            self._wither(element, key)

    @contextmanager
    def content(self, role: Role, facts: Facts = NO_FACTS, key: Hashable = None) -> Iterator[None]:
        """Draw the content of an element; what is drawn within other content belongs to that."""
        if self._is_aside or self._is_content:
            yield
            return
        element = self._grown(self._ranked(role), facts, key)
        self._begin(element)
        self._is_content = True
        yield
        self._is_content = False
        self._code += (_END, _ASIDE)

    @contextmanager
    def aside(self, kind: Decoration | None = None) -> Iterator[None]:
        """Draw decoration: what is repeated on every page, or stands behind it, says so."""
        before, self._is_aside = self._is_aside, True
        if kind is not None:
            self._code += (_END, f"/Artifact <</Type /{kind}>> BDC")
        yield
        if kind is not None:
            self._code += (_END, _ASIDE)
        self._is_aside = before

    @contextmanager
    def spoken(self, language: str) -> Iterator[None]:
        """Draw words in a language; nothing to say where it is the file's own, or no language."""
        is_other = language != self.w.language and _LANGUAGE.fullmatch(language)
        if not is_other or self._is_aside:
            yield
            return
        self._code.append(f"/Span <</Lang ({language})>> BDC")
        yield
        self._code.append(_END)

    @contextmanager
    def link(self, facts: Facts, box: tuple[float, float, float, float]) -> Iterator[None]:
        """Draw what leads to a place when its box is clicked: left, lower, right, upper edge."""
        with self.group("Link", facts):
            yield
            if self.inner == "Link":
                self._open[-1].kids.append(Spot(self._page, *box))

    @property
    def _page(self) -> int:
        return self.getPageNumber() - 1

    def _grown(self, role: Role, facts: Facts, key: Hashable) -> Element:
        """Return the element of a key, or a new one after those in the open one."""
        element = self._known.get(key) if key is not None else None
        if element is None:
            element = Element(role, facts)
            self._open[-1].kids.append(element)
            if key is not None:
                self._known[key] = element
        return element

    def _wither(self, element: Element, key: Hashable) -> None:
        """Take away a group of nothing; a cell stays, but heads nothing."""
        if element.role in CELLS:
            element.role = "TD"
        elif self._open[-1].kids[-1:] == [element]:
            self._open[-1].kids.pop()
            self._known.pop(key, None)

    def _begin(self, element: Element) -> None:
        """Open the next mark of a page for an element."""
        element.kids.append(Content(self._page, self._marks))
        mark = f"/{element.role} <</MCID {self._marks}>> BDC"
        if self._code[-1:] == [_ASIDE]:
            self._code[-1] = mark  # no decoration was drawn since the last mark
        else:
            self._code += (_END, mark)
        self._marks += 1

    def _ranked(self, role: Role) -> Role:
        """Return a heading as it stands in its section, never two ranks below the one before."""
        if role not in _HEADINGS:
            return role
        rank = self._depth + _HEADINGS.index(role) + 1
        self._last_heading = min(rank, self._last_heading + 1, len(_HEADINGS))
        return _HEADINGS[self._last_heading - 1]
