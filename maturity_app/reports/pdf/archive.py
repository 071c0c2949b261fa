"""A drawn PDF made fit to be read aloud and kept: PDF/UA-1 and PDF/A-2a in one file."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from maturity_app.reports.pdf.srgb import srgb_profile
from maturity_app.reports.pdf.structure import add_structure
from maturity_app.reports.pdf.tags import Element

_PRODUCER: Final = "ReportLab, pikepdf"


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What a file says of itself as a whole; `dated` is the day of what it reports."""

    title: str
    subject: str
    language: str
    dated: date


def archived(drawn: bytes, tree: Element, imprint: Imprint) -> bytes:
    """Return a drawn file with its elements, its metadata and the meaning of its colours.

    The same input gives the same bytes: the file's id comes from its content, its dates from
    the imprint.
    """
    with pikepdf.open(BytesIO(drawn)) as pdf:
        add_structure(pdf, tree)
        _add_metadata(pdf, imprint)
        _add_output_intent(pdf)
        for font in _fonts(pdf):
            _pack(font.ToUnicode, _without_unused(font.ToUnicode.read_bytes()))
            program = font.FontDescriptor.FontFile2
            _pack(program, program.read_bytes())
            program.Length1 = len(program.read_bytes())
        for page in pdf.pages:
            _pack(page.Contents, page.Contents.read_bytes())
        return _saved(pdf)


# --- streams -----------------------------------------------------------------------------

_UNCLEAR: Final = b"\r\nendstream"
"""A stream whose data end so seems one byte shorter than it says: the two may be one line end."""


def packed(data: bytes) -> bytes:
    """Return data compressed, so that their end is clear."""
    done = zlib.compress(data)
    # The last byte is the sum of all, so that one more makes it another. A space has no meaning
    # at the end of what is packed here: page, font, mapping or profile.
    return zlib.compress(data + b" ") if done.endswith(b"\r") else done


def _pack(stream: pikepdf.Object, data: bytes) -> None:
    stream.write(packed(data), filter=Name.FlateDecode)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the file with all streams' ends clear, those of packed objects too.

    Which objects are packed together, and so how the streams end, hangs on how many there are:
    what may stand apart or not becomes an object of its own, one by one, until all are clear.
    """
    movable = [(pdf.Root, "/MarkInfo"), (pdf.Root, "/OutputIntents")]
    movable += [(page.obj, "/MediaBox") for page in pdf.pages]
    data = _written(pdf)
    for owner, name in movable:
        if _UNCLEAR not in data:
            break
        owner[name] = pdf.make_indirect(owner[name])
        data = _written(pdf)
    return data


def _written(pdf: pikepdf.Pdf) -> bytes:
    buffer = BytesIO()
    pdf.save(
        buffer,
        fix_metadata_version=False,  # it does not name one
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return buffer.getvalue()


# --- metadata ----------------------------------------------------------------------------

_METADATA: Final = """\
<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
pdfaid:part="2" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def _add_metadata(pdf: pikepdf.Pdf, imprint: Imprint) -> None:
    """Say title, subject, language and dates, the same in both places there are for them."""
    moment = String(f"D:{imprint.dated:%Y%m%d}000000Z")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(imprint.title),
            Subject=String(imprint.subject),
            Producer=String(_PRODUCER),
            CreationDate=moment,
            ModDate=moment,
        )
    )
    words = _METADATA.format(
        title=escape(imprint.title),
        subject=escape(imprint.subject),
        language=imprint.language,
        producer=_PRODUCER,
        day=imprint.dated.isoformat(),
    )
    stream = pdf.make_stream(words.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = stream


def _add_output_intent(pdf: pikepdf.Pdf) -> None:
    """Say that the colours are sRGB."""
    profile = pdf.make_stream(b"", N=3)
    _pack(profile, srgb_profile())
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([intent])


# --- fonts -------------------------------------------------------------------------------

_MAPPINGS: Final = re.compile(r"\d+ beginbfchar\n(.*?)endbfchar", re.DOTALL)
_MOST_MAPPINGS: Final = 100
"""Into how many lines the standard lets a block of mappings run."""


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield each font once."""
    known: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            if font.objgen not in known:
                known.add(font.objgen)
                yield font


def _without_unused(mappings: bytes) -> bytes:
    """Return which character each code stands for, without codes that stand for none.

    reportlab maps what a font does not use to U+0000, which the standard forbids.
    """
    text = mappings.decode("ascii")
    found = _MAPPINGS.search(text)
    if found is None:
        return mappings
    lines = [line for line in found[1].splitlines() if line and not line.endswith("<0000>")]
    blocks = [lines[at : at + _MOST_MAPPINGS] for at in range(0, len(lines), _MOST_MAPPINGS)]
    used = "\n".join(
        "\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks
    )
    return (text[: found.start()] + used + text[found.end() :]).encode("ascii")
