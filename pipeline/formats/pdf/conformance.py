"""Conformance to PDF/UA-1 besides PDF/A-3a: both in the metadata, and a character for every glyph."""

from __future__ import annotations

from html import escape
from typing import Any

# PDF/A allows a property in the metadata only with a description of its schema.
UNIVERSAL_ACCESS = """\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
# The name of the house in the metadata of HTML, and its place in those of a PDF.
PUBLISHER = "dcterms.publisher"
_PUBLISHER = """\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:publisher><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:publisher>
</rdf:Description>
"""
TO_UNICODE = b"/CIDInit /ProcSet findresource begin"
ZERO_WIDTH_SPACE = b"<200b>"
# Source Serif has one glyph for both, and WeasyPrint takes the meaning that it had last.
HYPHEN, HYPHEN_MINUS = b"<2010>", b"<002d>"


def finish(document: Any, pdf: Any) -> None:
    """Complete a PDF before it is written; the arguments are those of WeasyPrint's `finisher`."""
    publisher = getattr(getattr(document, "metadata", None), "custom", {}).get(PUBLISHER, "")
    for each in pdf.objects:
        extra = getattr(each, "extra", None)
        if extra is None:
            continue
        if extra.get("Type") == "/Metadata":
            each.stream = [metadata(b"\n".join(each.stream), publisher)]
            each.compress = False
        elif each.stream[:1] == [TO_UNICODE]:
            each.stream = [correct_operator(part) for part in each.stream]


def metadata(packet: bytes, publisher: str = "") -> bytes:
    """Return XMP metadata that name PDF/UA-1 as well, and a publisher."""
    own = _PUBLISHER.format(escape(publisher)) if publisher else ""
    return packet.replace(b"</rdf:RDF>", f"{UNIVERSAL_ACCESS}{own}</rdf:RDF>".encode(), 1)


def correct_operator(operator: bytes) -> bytes:
    """Correct a glyph's line of a ToUnicode table.

    A glyph without a character is a zero-width space; a hyphen is the one on keyboards, so that addresses
    can be copied.
    """
    return operator.replace(b" <>", b" " + ZERO_WIDTH_SPACE).replace(b" " + HYPHEN, b" " + HYPHEN_MINUS)
