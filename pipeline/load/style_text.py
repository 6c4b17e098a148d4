"""A citation style's XML as pandoc is to read it: written anew from what was understood of it.

Pandoc follows the link by which a style names its parent, to any file or address, and a pattern that looks
for it in the text is deceived by another spelling. So no link is left in what pandoc reads.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree


class Malformed(Exception):
    """A text that is no citation style; says why."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style without links, and the address of the parent that it only points to."""

    text: str
    parent: str | None


def read(text: str) -> Style:
    """Read a style's text; raises Malformed."""
    # The text is decoded already, whatever encoding it declares.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.strip().encode(), parser)
    except etree.XMLSyntaxError as failure:
        raise Malformed(f"it is not XML: {failure.msg}") from None
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise Malformed("it declares entities")
    links = [each for each in root.iter("{*}link") if isinstance(each.tag, str)]
    parents = [each.get("href", "") for each in links if "independent-parent" in each.get("rel", "").lower()]
    for each in links:
        above = each.getparent()
        if above is None:
            raise Malformed("it is a link and nothing else")
        above.remove(each)
    return Style(etree.tostring(root, encoding="unicode"), parents[0] if parents else None)
