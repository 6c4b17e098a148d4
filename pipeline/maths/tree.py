"""MathML as frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from lxml.etree import _Element as Element

# Elements that only contain others; their content is spoken as if they were not there.
ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "mtd"})
SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
# Bars that are fences have a form; those without one are between operands (`such that`, `is parallel to`).
_FENCES = {"∣": "|", "‖": "∥"}
_APPLY = "\N{FUNCTION APPLICATION}"


@dataclass(frozen=True, slots=True)
class Node:
    """An element of MathML: its name without namespace, its own text, attributes and children."""

    name: str
    text: str = ""
    children: tuple[Node, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return an attribute, or the empty text."""
        return dict(self.attributes).get(name, "")


def read(element: Element) -> Node:
    """Return an element of MathML as a node: the first child of `semantics`, the visible child of an action.

    A row that ends with the sign of application is the name of a function; upright letters side by side in
    one row are a word.
    """
    name = str(element.tag).rpartition("}")[2]
    children = tuple(read(child) for child in element if isinstance(child.tag, str))
    if name in ("semantics", "maction"):
        return children[0] if children else Node("mrow")
    if children and children[-1].text == _APPLY:
        return Node("function", "".join(child.text for child in children[:-1]))
    if name in ROWS:
        children = tuple(_with_words(children))
        if len(children) == 1 and name != "mtd":
            return children[0]
    attributes = tuple((str(key), str(value)) for key, value in element.items())
    # The space at the ends of a text only separates it from the formula, and words are separated anyway.
    text = " ".join((element.text or "").split())
    if name == "mo" and element.get("form"):
        text = _FENCES.get(text, text)
    return Node(name, text, children, attributes)


def is_upright(node: Node) -> bool:
    """Return whether a node is an upright Latin letter, as in words and units."""
    upright = node.name == "mi" and node.get("mathvariant") == "normal"
    return upright and len(node.text) == 1 and node.text.isascii() and node.text.isalpha()


def _with_words(children: tuple[Node, ...]) -> Iterator[Node]:
    for upright, run in groupby(children, key=is_upright):
        letters = tuple(run)
        if upright and len(letters) > 1:
            yield Node("word", "".join(letter.text for letter in letters))
        else:
            yield from letters


def base(node: Node) -> Node:
    """Return the base under the scripts of a node, or the node itself if it has none."""
    return base(node.children[0]) if node.name in SCRIPTS and node.children else node


def with_base(node: Node, new: Node) -> Node:
    """Return a node with another base under the same scripts."""
    if node.name not in SCRIPTS or not node.children:
        return new
    first, *scripts = node.children
    return Node(node.name, node.text, (with_base(first, new), *scripts), node.attributes)
