"""A citation style's XML as pandoc is to read it: written anew from what was understood of it.

Pandoc follows the link by which a style names its parent, to any file or address, and a pattern that looks
for it in the text is deceived by another spelling. So no link is left in what pandoc reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

# Pandoc puts each macro in the place of its call. The largest style of the CSL project is 2.7 million so.
MOST_ELEMENTS = 20_000_000


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
    _require_end(root)
    return Style(etree.tostring(root, encoding="unicode"), parents[0] if parents else None)


def _require_end(root: etree._Element) -> None:
    """Raise Malformed where macros call one another in a circle, or stand for too many elements."""
    calls: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for macro in root.iter("{*}macro"):
        inner = list(macro.iterdescendants())
        calls[macro.get("name", "")] = [each.get("macro", "") for each in inner if each.get("macro")]
        sizes[macro.get("name", "")] = len(inner)
    known: dict[str, int] = {}
    for name in calls:
        _measure(name, calls, sizes, known)
    called = [known.get(each.get("macro", ""), 0) for each in root.iter("{*}text", "{*}key")]
    if sum(called) > MOST_ELEMENTS:
        raise Malformed(f"its macros stand for more than {MOST_ELEMENTS:,} elements")


def _measure(
    first: str, calls: Mapping[str, list[str]], sizes: Mapping[str, int], known: dict[str, int]
) -> None:
    """Add how many elements a macro, and each that it calls, stands for; raises Malformed."""
    # A stack of our own: macros may call one another deeper than Python's reaches.
    path = [(first, iter(calls[first]))] if first not in known else []
    opened = {first}
    while path:
        name, rest = path[-1]
        called = next((each for each in rest if each in calls and each not in known), None)
        if called is None:
            inner = sum(known[each] for each in calls[name] if each in calls)
            known[name] = min(sizes[name] + inner, MOST_ELEMENTS + 1)
            path.pop()
        elif called in opened:
            raise Malformed(f"its macro `{called}` calls itself")
        else:
            opened.add(called)
            path.append((called, iter(calls[called])))
