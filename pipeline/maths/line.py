"""Formulas in one line of letters and signs, for places that can contain nothing else, as outlines.

`∇f`, `(a + b)/β`, `x²`, `∑_(i = 1)^n x_i`: the linear form that word processors and pandoc's plain text have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from pipeline.maths import mathml
from pipeline.maths.tree import ROWS, Node, read

_SUPERSCRIPTS = str.maketrans("0123456789+−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
# Scripts by element: the place of what is below, and of what is above.
_PLACES = {
    "msub": (1, 0), "msup": (0, 1), "msubsup": (1, 2),
    "munder": (1, 0), "mover": (0, 1), "munderover": (1, 2),
}  # fmt: skip
# Signs that are raised by themselves.
_HIGH = frozenset("′″‴⁗*∗†‡")
_CIRCLE = {"∘": "°"}
# Accents as they combine with a letter, by the sign of MathML.
_ACCENTS = {
    "¯": "\u0304", "‾": "\u0304", "~": "\u0303", "˜": "\u0303", "^": "\u0302", "ˆ": "\u0302",
    "˙": "\u0307", "¨": "\u0308", "→": "\u20d7", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300",
}  # fmt: skip
_ROOTS = {"2": "√", "3": "∛", "4": "∜"}
_GAP = "\N{FUNCTION APPLICATION}"
# A script that is not raised or lowered, and has no bracket that ends it.
_MARK = re.compile(r"[_^]\w+$")
# A number, a letter or a differential with its scripts.
_SMALL = "".join(map(chr, (*_SUPERSCRIPTS.values(), *_SUBSCRIPTS.values())))
_ONE_FACTOR = re.compile(rf"(?:[0-9]+|d?\w)[{_SMALL}]*")
_WIDE = frozenset({"mfrac", "msqrt", "mroot"})
_SIGNS = frozenset("+−±∓-")
_TIGHT = frozenset("/⋅·∘∑∏∐∫∬∭∮∀∃∄¬√∂∇′")
_LARGE = frozenset("∑∏∐∫∬∭∮⋂⋃⨁⨂")
_SPACE = 0.2


class Unwritable(Exception):
    """A formula that is not written in one line."""


def lines(formulas: Iterable[str]) -> Mapping[str, str]:
    """Return formulas in one line by their TeX, those without such a form as TeX; one call of pandoc."""
    keys = {tex: mathml.Formula("DisplayMath", tex) for tex in formulas}
    readings = mathml.read(keys.values())
    return {tex: line(readings[key].mathml) or tex for tex, key in keys.items()}


def line(markup: str) -> str:
    """Return a formula of MathML in one line, or an empty text if a part has no such form."""
    from lxml import etree

    try:
        return " ".join(_row((read(etree.fromstring(markup)),)).split()) if markup else ""
    except Unwritable:
        return ""


def _row(nodes: Iterable[Node]) -> str:
    """Write adjacent nodes, with spaces around relations and operators between operands."""
    result = ""
    for node in _flat(nodes):
        text = _part(node)
        if node.name in ("mo", "mi") and text in _SIGNS:
            result += f" {text} " if _operand(result) else text
        elif node.name == "mo" and _relates(text) and not node.get("form"):
            result += f" {text} "
        elif node.name == "mo" and text in (",", ";"):
            result += f"{text} "
        elif _is_name(node) and result[-1:].isalnum():
            result += f" {text}"
        else:
            result += text
        if _is_name(node) or node.name in _WIDE or (node.name in _PLACES and _needs_gap(text)):
            result += _GAP
    return _with_gaps(result)


def _needs_gap(text: str) -> bool:
    """Return whether a letter behind scripts could be read as one of them."""
    return _MARK.search(text) is not None or text[:1] in _LARGE


def _flat(nodes: Iterable[Node]) -> Iterable[Node]:
    for node in nodes:
        if node.name in ROWS:
            yield from _flat(node.children)
        else:
            yield node


def _with_gaps(text: str) -> str:
    """Put a space after names of functions, scripts and fractions, if a letter or a number follows."""
    head, *rest = text.split(_GAP)
    return head + "".join(part if not part or not _begins(part[0]) else f" {part}" for part in rest)


def _begins(sign: str) -> bool:
    return sign.isalnum() or sign in "√∛∜∂∇∑∏∫"


def _operand(text: str) -> bool:
    """Return whether a text ends with an operand, which a sign can follow."""
    last = text.rstrip(f" {_GAP}")[-1:]
    return bool(last) and (last.isalnum() or last in ")]}|′!%°" or unicodedata.category(last)[0] in "ML")


def _relates(text: str) -> bool:
    """Return whether a sign has spaces around it: relations, arrows, and operators that are no brackets."""
    return len(text) == 1 and text not in _TIGHT and (unicodedata.category(text) == "Sm" or text == "\\")


def _is_name(node: Node) -> bool:
    inner = node
    while inner.name in _PLACES and inner.children:
        inner = inner.children[0]
    return inner.name == "function"


def _part(node: Node) -> str:
    match node.name:
        case "mi" | "mo" | "mn" | "mtext" | "ms" | "word" | "function":
            return _letters(node.text)
        case "mspace":
            return " " if _width(node.get("width")) > _SPACE else "\u202f" if node.get("width") else ""
        case "mphantom" | "none" | "annotation" | "annotation-xml":
            return ""
        case "mfrac" if not node.get("linethickness").startswith("0"):
            above, *below = node.children
            return "/".join((_group(above), *map(_factor, below)))
        case "msqrt":
            return "√" + _factor(Node("mrow", "", node.children))
        case "mroot" if (sign := _ROOTS.get(_row(node.children[1:]))) is not None:
            return sign + _factor(node.children[0])
        case "mtable":
            return "; ".join(_cells(row) for row in node.children)
        case name if name in _PLACES and len(node.children) > 1:
            return _scripts(node)
        case name if name in ROWS:
            return _row(node.children)
        case name:
            raise Unwritable(name)


def _letters(text: str) -> str:
    """Return letters of the alphabets of mathematics as those that every typeface has."""
    return "".join(unicodedata.normalize("NFKC", each) if each > "\U0001d3ff" else each for each in text)


def _width(text: str) -> float:
    try:
        return float(text.removesuffix("em"))
    except ValueError:
        return 0.0


def _cells(row: Node) -> str:
    """Write a row of a table: parts of one formula without, the cells of a matrix with commas."""
    is_aligned = bool(row.children) and row.children[0].get("columnalign") == "right"
    return (" " if is_aligned else ", ").join(_row((cell,)).strip() for cell in row.children)


def _scripts(node: Node) -> str:
    low, high = (node.children[place] if place else None for place in _PLACES[node.name])
    text = _part(node.children[0])
    if node.name == "mover" and high is not None and (accent := _accent(high.text)):
        if len(text) != 1:
            raise Unwritable("accent over several signs")
        return unicodedata.normalize("NFC", text + accent)
    if len(text) > 1 and node.children[0].name in ROWS:
        text = f"({text})"
    result = text
    if low is not None:
        result += _script(_row((low,)).strip(), "_", _SUBSCRIPTS)
    if high is not None:
        upper = _row((high,)).strip()
        result += _CIRCLE.get(upper) or (upper if upper in _HIGH else _script(upper, "^", _SUPERSCRIPTS))
    return result


def _accent(text: str) -> str:
    return text if len(text) == 1 and unicodedata.combining(text) else _ACCENTS.get(text, "")


def _script(text: str, mark: str, table: dict[int, int]) -> str:
    tight = "".join(text.split())
    if not tight:
        return ""
    if all(ord(each) in table for each in tight):
        return tight.translate(table)
    return f"{mark}{text}" if len(text) == 1 or text.isdigit() else f"{mark}({text})"


def _group(node: Node) -> str:
    """Write a part, in brackets if it is more than one number, letter or word."""
    text = _row((node,)).strip()
    single = text.isalnum() or len(text) == 1 or node.name in ("mi", "mn", "mtext", "word")
    return text if single else f"({text})"


def _factor(node: Node) -> str:
    """Write a part below a line or a root, in brackets if it is a product too: `1/(2π)` and not `1/2π`."""
    text = _group(node)
    is_word = node.name in ("mi", "mn", "mtext", "word") or not text.isalnum()
    return text if is_word or _ONE_FACTOR.fullmatch(text) else f"({text})"
