"""A citation style's XML for pandoc: written again from its parsed elements.

Pandoc follows the link of a style to its parent, to any file or address, and a pattern that looks for it in
the text can be deceived by another spelling. So pandoc gets a style without links.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

# Pandoc puts each macro in the place of its call. The largest style of the CSL project is 2.7 million so.
MOST_ELEMENTS = 20_000_000


class StyleError(Exception):
    """An invalid citation style: the reason."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style without links, and the address of the parent that a dependent style refers to."""

    text: str
    parent: str | None


def read(text: str) -> Style:
    """Parse the text of a style; raise StyleError if it is not a style."""
    # The text is decoded already, whatever encoding it declares.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.strip().encode(), parser)
    except etree.XMLSyntaxError as failure:
        raise StyleError(f"it is not XML: {failure.msg}") from None
    tree = root.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise StyleError("it declares entities")
    links = [each for each in root.iter("{*}link") if isinstance(each.tag, str)]
    parents = [each.get("href", "") for each in links if "independent-parent" in each.get("rel", "").lower()]
    for each in links:
        above = each.getparent()
        if above is None:
            raise StyleError("it is a link and nothing else")
        above.remove(each)
    _require_end(root)
    return Style(etree.tostring(root, encoding="unicode"), parents[0] if parents else None)


def _require_end(root: etree._Element) -> None:
    """Raise StyleError if macros call one another in a circle, or expand to too many elements."""
    calls: dict[str, list[str]] = {}
    sizes: dict[str, int] = {}
    for macro in root.iter("{*}macro"):
        inner = list(macro.iterdescendants())
        calls[macro.get("name", "")] = [each.get("macro", "") for each in inner if each.get("macro")]
        sizes[macro.get("name", "")] = len(inner)
    totals: dict[str, int] = {}
    for name in calls:
        _measure(name, calls, sizes, totals)
    call_sizes = [totals.get(each.get("macro", ""), 0) for each in root.iter("{*}text", "{*}key")]
    if sum(call_sizes) > MOST_ELEMENTS:
        raise StyleError(f"its macros stand for more than {MOST_ELEMENTS:,} elements")


def _measure(
    first: str, calls: Mapping[str, list[str]], sizes: Mapping[str, int], totals: dict[str, int]
) -> None:
    """Add the number of elements that a macro expands to, and each that it calls; raise StyleError."""
    # An explicit stack: macros may call one another deeper than Python's recursion limit.
    path = [(first, iter(calls[first]))] if first not in totals else []
    open_macros = {first}
    while path:
        name, rest = path[-1]
        next_macro = next((each for each in rest if each in calls and each not in totals), None)
        if next_macro is None:
            inner = sum(totals[each] for each in calls[name] if each in calls)
            totals[name] = min(sizes[name] + inner, MOST_ELEMENTS + 1)
            path.pop()
        elif next_macro in open_macros:
            raise StyleError(f"its macro `{next_macro}` calls itself")
        else:
            open_macros.add(next_macro)
            path.append((next_macro, iter(calls[next_macro])))
