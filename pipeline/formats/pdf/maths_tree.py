"""MathML as pandoc writes it, changed to what ziamath draws as TeX sets it.

Where the two understand MathML in different ways, the element is written in ziamath's.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

Element = ElementTree.Element

# What ziamath has a drawing for; it logs a warning for any other element.
_DRAWN = frozenset({
    "math", "mrow", "mi", "mo", "mn", "mtext", "ms", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup",
    "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr",
    "mtd", "menclose", "mphantom", "mpadded", "mstyle",
})  # fmt: skip
_EMPTY = frozenset({"mrow", "mi", "mn", "mtext", "mo", "mphantom"})
# Accents as combining signs, which stretch, and as signs of their own, which do not.
_ACCENTS = {
    "\N{COMBINING CIRCUMFLEX ACCENT}": "\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "\N{COMBINING TILDE}": "~",
    "\N{COMBINING CARON}": "\N{CARON}", "\N{COMBINING DOT ABOVE}": "\N{DOT ABOVE}",
    "\N{COMBINING DIAERESIS}": "\N{DIAERESIS}", "\N{COMBINING ACUTE ACCENT}": "\N{ACUTE ACCENT}",
    "\N{COMBINING GRAVE ACCENT}": "\N{GRAVE ACCENT}", "\N{COMBINING BREVE}": "\N{BREVE}",
    "\N{COMBINING RING ABOVE}": "\N{RING ABOVE}", "\N{OVERLINE}": "\N{MACRON}",
}  # fmt: skip
_STRETCHING = frozenset({"\N{COMBINING CIRCUMFLEX ACCENT}", "\N{COMBINING TILDE}"})
# Lines over and under are drawn as wide as what they belong to.
_LINES = {"\N{MACRON}": "\N{HORIZONTAL BAR}", "_": "\N{HORIZONTAL BAR}"}
_BARS = {"|": "|", "∥": "∥", "‖": "‖", "∣": "|"}
_MARKS = frozenset(",.:;")
_APPLY = "\N{FUNCTION APPLICATION}"
_SPACE = "0.333em"
_THIN = "0.167em"
_OPENING = ("(", "[", "{")
_PRIMES = frozenset("′″‴⁗")
_BLANK = " \N{NO-BREAK SPACE}"


def drawable(mathml: str) -> Element:
    """Return a formula of pandoc's as ziamath draws it."""
    root = ElementTree.fromstring(mathml)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    for phantom in root.iter("mphantom"):
        for inner in phantom.iterfind(".//mphantom"):
            inner.tag = "mrow"  # ziamath draws each level of them twice
    made = _rewritten(root)
    if not len(made):
        made.append(ElementTree.Element("mspace", {"width": "0em"}))
    return made


def _rewritten(element: Element) -> Element:
    made = ElementTree.Element(element.tag if element.tag in _DRAWN else "mrow", dict(element.attrib))
    made.text = element.text
    made.attrib.pop("style", None)
    if element.tag == "semantics":
        return _rewritten(element[0])
    made.extend(_children(element))
    _REWRITERS.get(made.tag, _same)(made)
    if made.tag in ("mrow", "mpadded") and len(made) == 1:
        return made[0]
    return made


def _children(element: Element) -> Iterator[Element]:
    children = [child for child in element if not (child.tag == "mo" and (child.text or "") == _APPLY)]
    for place, child in enumerate(children):
        made = _rewritten(child)
        if made.tag == "mtext" and any(
            beside.get("width") == _SPACE for beside in children[max(0, place - 1) : place + 2]
        ):
            # The space beside it stands for that at its end.
            made.text = (made.text or "").strip(_BLANK)
        if made.tag in _EMPTY and not len(made) and not (made.text or "").strip():
            if element.tag in ("math", "mrow", "mtd", "mstyle"):
                continue
            made = ElementTree.Element("mspace", {"width": "0em"})
        following = (children[place + 1].text or "").strip() if place + 1 < len(children) else ""
        if made.tag == "mi" and len(made.text or "") > 1 and following in _OPENING:
            # The name of a function has a thin space on its sides, but none before its argument.
            made.tag = "mo"
            made.set("lspace", _THIN if place else "0em")
            made.set("rspace", "0em")
        yield made


def _same(element: Element) -> None:
    """Leave an element as it is."""


def _letter(element: Element) -> None:
    # Letters are in their alphabet already; only that of upright ones is told by the attribute.
    if element.get("mathvariant") not in (None, "normal"):
        del element.attrib["mathvariant"]
    if (element.text or "").strip() in _MARKS:
        element.tag = "mo"
        element.set("lspace", "0em")
        element.set("rspace", "0em")


def _operator(element: Element) -> None:
    text = (element.text or "").strip()
    element.text = {"⋅": "·"}.get(text, text)
    if text in _PRIMES:
        element.tag = "mi"
    for name in ("minsize", "maxsize"):
        size = element.get(name, "")
        if size.endswith("%"):
            element.set(name, f"{float(size[:-1]) / 100:g}em")
    if text in _BARS and element.get("form") in ("prefix", "postfix"):
        element.text = _BARS[text]
        element.set("lspace", "0em")
        element.set("rspace", "0em")


def _over(element: Element) -> None:
    _accented(element, 1)


def _accented(element: Element, place: int) -> None:
    sign = element[place] if len(element) > place else None
    if sign is None or sign.tag != "mo" or sign.get("accent") != "true":
        return
    text = sign.text or ""
    del sign.attrib["accent"]
    single = element[0].tag in ("mi", "mn") and len((element[0].text or "").strip()) == 1
    if text in _LINES:
        sign.text = _LINES[text]
    elif text in _ACCENTS and (single or text not in _STRETCHING):
        sign.text = _ACCENTS[text]
        if text in _STRETCHING:
            sign.set("stretchy", "false")
        element.set("accent", "true")
    elif not single or text == "→":
        sign.set("stretchy", "true")


def _table(element: Element) -> None:
    cells = [cell for row in element for cell in row]
    if not cells:
        element.append(ElementTree.fromstring('<mtr><mtd><mspace width="0em"/></mtd></mtr>'))
        return
    width = max(len(row) for row in element)
    for row in element:
        if not len(row):
            row.append(ElementTree.fromstring('<mtd><mspace width="0em"/></mtd>'))
        for cell in row:
            if not len(cell):
                cell.append(ElementTree.Element("mspace", {"width": "0em"}))
    alignments = [cell.get("columnalign", "center") for cell in max(element, key=len)]
    if all(each == "center" for each in alignments):
        for cell in cells:
            cell.attrib.pop("columnalign", None)
    elif alignments == [("right", "left")[place % 2] for place in range(width)]:
        _aligned(element)


def _aligned(element: Element) -> None:
    """Set equations below one another: no space at the relation, and display style."""
    element.set("columnspacing", "0em 2em")
    element.set("rowspacing", "3pt")
    element.set("displaystyle", "true")
    for row in element:
        for cell in row[1::2]:
            if cell[0].tag == "mo" and len(cell) > 1:
                cell[0].set("form", "infix")


_REWRITERS = {
    "mi": _letter, "mn": _letter, "mtext": _same, "mo": _operator, "mover": _over, "munder": _over,
    "mtable": _table,
}  # fmt: skip
