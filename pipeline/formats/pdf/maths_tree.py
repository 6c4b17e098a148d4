"""Conversion of pandoc's MathML to the form that ziamath draws as TeX would."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

Element = ElementTree.Element

# Elements that ziamath can draw; it logs a warning for any other.
_DRAWABLE_TAGS = frozenset({
    "math", "mrow", "mi", "mo", "mn", "mtext", "ms", "mspace", "mfrac", "msqrt", "mroot", "msub", "msup",
    "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "none", "mtable", "mtr",
    "mtd", "menclose", "mphantom", "mpadded", "mstyle",
})  # fmt: skip
_EMPTY = frozenset({"mrow", "mi", "mn", "mtext", "mo", "mphantom"})
# Accents as combining characters, which stretch, and as spacing characters, which do not.
_ACCENTS = {
    "\N{COMBINING CIRCUMFLEX ACCENT}": "\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "\N{COMBINING TILDE}": "~",
    "\N{COMBINING CARON}": "\N{CARON}", "\N{COMBINING DOT ABOVE}": "\N{DOT ABOVE}",
    "\N{COMBINING DIAERESIS}": "\N{DIAERESIS}", "\N{COMBINING ACUTE ACCENT}": "\N{ACUTE ACCENT}",
    "\N{COMBINING GRAVE ACCENT}": "\N{GRAVE ACCENT}", "\N{COMBINING BREVE}": "\N{BREVE}",
    "\N{COMBINING RING ABOVE}": "\N{RING ABOVE}", "\N{OVERLINE}": "\N{MACRON}",
}  # fmt: skip
_STRETCHING = frozenset({"\N{COMBINING CIRCUMFLEX ACCENT}", "\N{COMBINING TILDE}"})
# Lines over and under a base are as wide as the base.
_LINES = {"\N{MACRON}": "\N{HORIZONTAL BAR}", "_": "\N{HORIZONTAL BAR}"}
_BARS = {"|": "|", "∥": "∥", "‖": "‖", "∣": "|"}
_MARKS = frozenset(",.:;")
_APPLY = "\N{FUNCTION APPLICATION}"
_SPACE = "0.333em"
_THIN = "0.167em"
_OPENING = ("(", "[", "{")
_PRIMES = frozenset("′″‴⁗")
_BLANK = " \N{NO-BREAK SPACE}"


def to_drawable(mathml: str) -> Element:
    """Convert a formula of pandoc's to the form that ziamath draws."""
    root = ElementTree.fromstring(mathml)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    for phantom in root.iter("mphantom"):
        for inner in phantom.iterfind(".//mphantom"):
            inner.tag = "mrow"  # ziamath draws each level of them twice
    formula = _rewrite(root)
    if not len(formula):
        formula.append(ElementTree.Element("mspace", {"width": "0em"}))
    return formula


def _rewrite(element: Element) -> Element:
    result = ElementTree.Element(
        element.tag if element.tag in _DRAWABLE_TAGS else "mrow", dict(element.attrib)
    )
    result.text = element.text
    result.attrib.pop("style", None)
    if element.tag == "semantics":
        return _rewrite(element[0])
    result.extend(_children(element))
    _REWRITERS.get(result.tag, _same)(result)
    if result.tag in ("mrow", "mpadded") and len(result) == 1:
        return result[0]
    return result


def _children(element: Element) -> Iterator[Element]:
    children = [child for child in element if not (child.tag == "mo" and (child.text or "") == _APPLY)]
    for place, child in enumerate(children):
        part = _rewrite(child)
        if part.tag == "mtext" and any(
            beside.get("width") == _SPACE for beside in children[max(0, place - 1) : place + 2]
        ):
            # The space beside it replaces the space at its end.
            part.text = (part.text or "").strip(_BLANK)
        if part.tag in _EMPTY and not len(part) and not (part.text or "").strip():
            if element.tag in ("math", "mrow", "mtd", "mstyle"):
                continue
            part = ElementTree.Element("mspace", {"width": "0em"})
        next_text = (children[place + 1].text or "").strip() if place + 1 < len(children) else ""
        if part.tag == "mi" and len(part.text or "") > 1 and next_text in _OPENING:
            # The name of a function has a thin space on its sides, but none before its argument.
            part.tag = "mo"
            part.set("lspace", _THIN if place else "0em")
            part.set("rspace", "0em")
        yield part


def _same(element: Element) -> None:
    """Return an element unchanged."""


def _letter(element: Element) -> None:
    # Letters have their alphabet already; only upright ones need the attribute.
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
    _set_accent(element, 1)


def _set_accent(element: Element, place: int) -> None:
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
        _align_equations(element)


def _align_equations(element: Element) -> None:
    """Align equations below one another: no space at the relation, and display style."""
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
