"""The elements of a file written into it, and for each mark on a page the element it belongs to."""

from collections import defaultdict
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from maturity_app.reports.pdf.tags import NO_FACTS, Content, Element, Facts, Spot

_PRINTED: Final = 4
"""The flag of what shows on paper too; a link has nothing to show, but the standard asks for it."""


def add_structure(pdf: pikepdf.Pdf, tree: Element) -> None:
    """Add the elements, and say that the file is read by them."""
    _Structure(pdf).add(tree)
    pdf.Root.MarkInfo = Dictionary(Marked=True)


class _Structure:
    """Writes elements, each after the one it stands in."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Keep the file; its pages count as the first to be asked for a mark's element."""
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._owners: defaultdict[int, dict[int, Object]] = defaultdict(dict)
        self._links: list[Object] = []
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def add(self, tree: Element) -> None:
        """Add the tree, and the way back from page and link to the elements."""
        self._root.K = self._element(tree, self._root)
        owners = Array()
        for number, page in enumerate(self._pages):
            page.StructParents = number
            page.Tabs = Name.S
            marks = self._owners[number]
            owners.append(number)
            owners.append(self._pdf.make_indirect(Array([marks[mark] for mark in sorted(marks)])))
        for number, element in enumerate(self._links, start=len(self._pages)):
            owners.append(number)
            owners.append(element)
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=owners))
        self._root.ParentTreeNextKey = len(self._pages) + len(self._links)
        self._pdf.Root.StructTreeRoot = self._root

    def _element(self, element: Element, parent: Object) -> Object:
        made = self._pdf.make_indirect(Dictionary(S=Name(f"/{element.role}"), P=parent))
        if element.facts is not NO_FACTS:
            _say(made, element.facts)
        kids = [self._kid(kid, made, element.facts) for kid in element.told()]
        if kids:
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        return made

    def _kid(self, kid: Element | Content | Spot, parent: Object, facts: Facts) -> Object:
        if isinstance(kid, Element):
            return self._element(kid, parent)
        if isinstance(kid, Spot):
            return self._link(kid, parent, facts)
        self._owners[kid.page][kid.mark] = parent
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.mark)

    def _link(self, spot: Spot, parent: Object, facts: Facts) -> Object:
        """Add a place to click to its page, and return what stands for it in its element."""
        page = self._pages[spot.page]
        box = [round(edge, 2) for edge in spot[1:]]
        place = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array(box),
                Border=Array([0, 0, 0]),
                F=_PRINTED,
                Contents=String(facts.told),
                Dest=Name(f"/{facts.target}"),
                StructParent=len(self._pages) + len(self._links),
            )
        )
        self._links.append(parent)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(place)
        return Dictionary(Type=Name.OBJR, Obj=place, Pg=page)


def _say(made: Object, facts: Facts) -> None:
    """Write what else is known of an element."""
    if facts.alternative:
        made.Alt = String(facts.alternative)
    if facts.instead:
        made.ActualText = String(facts.instead)
    if facts.title:
        made.T = String(facts.title)
    if facts.box is not None:
        box = Array([round(edge, 2) for edge in facts.box])
        made.A = Dictionary(O=Name.Layout, BBox=box, Placement=Name.Block)
    if facts.scope is not None or facts.columns > 1:
        made.A = Dictionary(O=Name.Table)
        if facts.scope is not None and made.S == Name.TH:
            made.A.Scope = Name(f"/{facts.scope}")
        if facts.columns > 1:
            made.A.ColSpan = facts.columns
