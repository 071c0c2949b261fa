"""Reading a tagged PDF as a program that reads it aloud does: its elements, not its pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object

PAINTING = frozenset(
    ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "EI"]
)
_MAPPING = re.compile(r"<([0-9A-F]+)> <([0-9A-F]+)>")

Place = tuple[int, int]
"""A page from 0, and the number of a mark on it."""


@dataclass
class Marks:
    """What is drawn on all pages: text by mark, and text that is not marked as content.

    Furniture says that it stands on every page; what is unmarked is neither content nor not.
    """

    text: dict[Place, str] = field(default_factory=dict)
    languages: dict[Place, list[tuple[str, str]]] = field(default_factory=dict)
    decoration: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)


def marks_of(pdf: bytes) -> Marks:
    """Return everything that is drawn, by its mark."""
    marks = Marks()
    with pikepdf.open(BytesIO(pdf)) as file:
        for number, page in enumerate(file.pages):
            _Reader(number, page, marks).read()
    return marks


class _Reader:
    """Reads one page's content."""

    def __init__(self, number: int, page: pikepdf.Page, marks: Marks) -> None:
        """Take the page's fonts, to know which characters are meant."""
        self._number, self._page, self._marks = number, page, marks
        self._fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
        self._font: Mapping[int, str] = {}
        self._open: list[object] = []

    def read(self) -> None:
        """Follow the marks from the first operator to the last."""
        for operands, operator in pikepdf.parse_content_stream(self._page):  # type: ignore[misc]
            word = str(operator)
            if word == "Tf":
                self._font = self._fonts[str(operands[0])]
            elif word in ("BMC", "BDC"):
                self._begin(str(operands[0]), operands[1] if word == "BDC" else Dictionary())
            elif word == "EMC":
                self._open.pop()
            elif word in PAINTING:
                self._paint(word, operands)
        assert not self._open, f"page {self._number + 1} ends within a mark"

    def _begin(self, tag: str, facts: Object) -> None:
        if tag == "/Artifact":
            assert not self._open, "decoration within content"
            kind = str(facts.get("/Type", ""))
            self._open.append(self._marks.furniture if kind else self._marks.decoration)
        elif "/MCID" in facts:
            assert not self._open, "content within content"
            place = (self._number, int(facts.MCID))
            assert place not in self._marks.text, f"{place} is marked twice"
            self._marks.text[place] = ""
            self._open.append(place)
        else:
            assert tag == "/Span"
            self._open.append(str(facts.Lang))

    def _paint(self, word: str, operands: object) -> None:
        text = "".join(self._strings(operands)) if word in ("Tj", "TJ") else ""
        place = self._open[0] if self._open else None
        if isinstance(place, tuple):
            self._marks.text[place] += text
            for language in self._open[1:]:
                spoken = self._marks.languages.setdefault(place, [])
                spoken.append((str(language), text))
        elif isinstance(place, list):
            place.append(text)
        else:
            self._marks.unmarked.append(f"page {self._number + 1}: {word} {text}")

    def _strings(self, operands: object) -> Iterator[str]:
        for operand in operands:  # type: ignore[attr-defined]
            if isinstance(operand, pikepdf.String):
                yield "".join(self._font[code] for code in bytes(operand))
            elif isinstance(operand, pikepdf.Array):
                yield from self._strings(operand)


def _characters(font: Object) -> dict[int, str]:
    """Return which character each code of a font means."""
    found = _MAPPING.findall(font.ToUnicode.read_bytes().decode("ascii"))
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in found[1:]}


# --- elements ----------------------------------------------------------------------------


@dataclass
class Part:
    """An element as it is read: what it is, its facts, and what stands in it."""

    role: str
    kids: list["Part | Place"] = field(default_factory=list)
    alternative: str = ""
    instead: str = ""
    title: str = ""
    scope: str = ""
    columns: int = 1
    links: int = 0
    owner_agrees: bool = True

    def walk(self) -> Iterator["Part"]:
        """Yield this element and all in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Part):
                yield from kid.walk()

    def places(self) -> Iterator[Place]:
        """Yield every mark in it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Part):
                yield from kid.places()
            else:
                yield kid

    def said(self, marks: Marks) -> str:
        """Return what is read aloud: what is told of a figure, else the text."""
        if self.alternative or self.instead:
            return self.alternative or self.instead
        parts = [kid.said(marks) if isinstance(kid, Part) else marks.text[kid] for kid in self.kids]
        inline = self.role in ("P", "Link", "Span", "H1", "H2", "H3")
        return ("" if inline else " ").join(parts)

    def all_of(self, *roles: str) -> list["Part"]:
        """Return the elements in it that are one of these."""
        return [part for part in self.walk() if part.role in roles]


def tree_of(pdf: bytes) -> Part:
    """Return the elements of a file, each checked against its page's way back to it."""
    with pikepdf.open(BytesIO(pdf)) as file:
        root = file.Root.StructTreeRoot
        numbers = root.ParentTree.Nums
        owners = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        starts = {number: int(page.obj.StructParents) for number, page in enumerate(file.pages)}
        return _Tree(owners, pages, starts).part(root.K, root)


class _Tree:
    """Reads elements from the root."""

    def __init__(
        self,
        owners: Mapping[int, Object],
        pages: Mapping[tuple[int, int], int],
        starts: Mapping[int, int],
    ) -> None:
        """Take what the file says of who owns what, to hold the elements against it."""
        self._owners, self._pages, self._starts = owners, pages, starts

    def part(self, element: Object, parent: Object) -> Part:
        """Return an element with all in it."""
        assert element.P.objgen == parent.objgen
        facts = element.get("/A", Dictionary())
        part = Part(
            role=str(element.S)[1:],
            alternative=str(element.get("/Alt", "")),
            instead=str(element.get("/ActualText", "")),
            title=str(element.get("/T", "")),
            scope=str(facts.get("/Scope", ""))[1:],
            columns=int(facts.get("/ColSpan", 1)),
        )
        kids = element.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            self._add(kid, element, part)
        return part

    def _add(self, kid: Object, element: Object, part: Part) -> None:
        if kid.get("/Type") == Name.MCR:
            page = self._pages[kid.Pg.objgen]
            owner = self._owners[self._starts[page]][int(kid.MCID)]
            part.owner_agrees &= owner.objgen == element.objgen
            part.kids.append((page, int(kid.MCID)))
        elif kid.get("/Type") == Name.OBJR:
            owner = self._owners[int(kid.Obj.StructParent)]
            part.owner_agrees &= owner.objgen == element.objgen
            part.links += 1
            assert str(kid.Obj.Contents)
        else:
            part.kids.append(self.part(kid, element))
