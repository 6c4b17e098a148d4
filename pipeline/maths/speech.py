"""Formulas in words: a walk over MathML, in the manner of ClearSpeak.

ClearSpeak is the style of speech that MathCAT and the Speech Rule Engine have in common. A short structure
is spoken in its short form (`x squared`, `a over b`); any other with its beginning and its end (`the square
root of a plus b end root`), so that formulas that look different sound different. Where ClearSpeak omits an
end, as with fractions, it is spoken here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipeline.maths.grouping import row
from pipeline.maths.tree import ROWS, Node, base, with_base

ATOMS = frozenset({"mi", "mn", "word", "unit", "function", "mtext", "ms"})
SIGNS = frozenset({"−", "+", "-", "±"})
# Scripts by element: the place of what is below, and of what is above.
_PLACES = {
    "msub": (1, None), "msup": (None, 1), "msubsup": (1, 2),
    "munder": (1, None), "mover": (None, 1), "munderover": (1, 2),
}  # fmt: skip
# Functions that are between their operands.
_INFIX = frozenset({"mod"})
# Raised after a number it means degrees.
_CIRCLE = "∘"
_NOTHING = Node("")
# At the end of a formula they belong to the sentence around it.
_STOPS = frozenset({".", ",", ";"})


class Unspeakable(Exception):
    """A character or an element without words in the language."""


class Voice:
    """Speaks formulas with the words of one language: the table `formulas.toml` of `languages/<tag>/`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Take the words of a language."""
        self.data = data

    def say(self, node: Node) -> str:
        """Return a formula in words; Unspeakable if something in it has none."""
        parts = row(node)
        end = parts[-1].text if parts and parts[-1].text in _STOPS else ""
        words = self.parts(parts[:-1] if end else parts)
        return " ".join(word for word in words.split(" ") if word) + end

    def row(self, node: Node) -> str:
        """Say the content of a node."""
        return self.parts(row(node))

    def parts(self, parts: tuple[Node, ...]) -> str:
        """Say adjacent parts."""
        words = []
        for part, before, after in zip(parts, (_NOTHING, *parts), (*parts[1:], _NOTHING), strict=False):
            if base(part).name == "unit":
                several = before.text not in ("1", "per") and (
                    self.data["plural"] == "all" or not _counts(after)
                )
                words.append(self.unit(part, several=several))
            else:
                words.append(self.part(part))
        return " ".join(words)

    def part(self, node: Node) -> str:
        """Say one part of a row."""
        match node.name:
            case "mi" | "mo":
                return self.sign(node)
            case "mn":
                return self.number(node.text)
            case "word" | "mtext" | "ms":
                # Bold text is written with letters that no voice reads.
                return unicodedata.normalize("NFKC", node.text)
            case "function":
                return self.script(node, None, None, None)
            case "mspace" | "mphantom" | "none" | "mprescripts" | "annotation" | "annotation-xml":
                return ""
            case "mfrac" if node.get("linethickness").startswith("0"):
                return self.phrase("stack", *(self.group(child) for child in node.children))
            case "mfrac":
                return self.delimit("fraction", *node.children)
            case "msqrt":
                return self.delimit("root", Node("mrow", "", node.children))
            case "mroot":
                return self.root(*node.children)
            case "menclose":
                way = "crossed" if "strike" in node.get("notation") else "enclosed"
                return self.phrase(way, self.group(Node("mrow", "", node.children)))
            case "binomial":
                return self.delimit("binomial", *node.children)
            case "matrix" | "determinant" | "cases" | "mtable":
                return self.table(node)
            case "mmultiscripts":
                return self.multiscripts(node.children)
            case name if name in ROWS or name == "mtr":
                return self.row(Node("mrow", "", node.children))
            case name if name in _PLACES and len(node.children) > 1:
                return self.scripts(node)
            case name:
                raise Unspeakable(f"<{name}>")

    # Signs, letters and numbers

    def sign(self, node: Node) -> str:
        """Say a letter, a name or an operator."""
        text = node.text
        symbols, functions = self.data["symbols"], self.data["functions"]
        if node.name == "mi" and text in SIGNS:
            return str(self.data["prefixed"].get(text, symbols[text]))
        if text in symbols:
            return str(symbols[text])
        if text in self.data["big"]:
            return f"{self.data['big'][text]} {self.data['of']}"
        if len(text) == 1 and not text.isascii():
            return self.letter(text)
        if text in functions:
            return str(functions[text])
        if len(text) == 1 and text.isalpha():
            return self.letter(text)
        if re.fullmatch(r"[^\W\d_][\w .-]*", text):
            return text
        raise Unspeakable(text)

    def letter(self, text: str) -> str:
        """Say a letter: its alphabet, whether it is a capital, its name."""
        plain = unicodedata.normalize("NFKC", text)
        small = plain.lower()
        name = small if re.fullmatch("[a-z0-9]", small) else self.data["greek"].get(small)
        if name is None or len(plain) != 1:
            raise Unspeakable(text)
        alphabets = [
            self.data["alphabets"][word]
            for word in unicodedata.name(text).split()
            if word in self.data["alphabets"] and plain != text
        ]
        # A letter in another style is another letter to readers who see it.
        label = plain if plain.isascii() else name
        name = self.data["variants"].get(text) or (self.phrase("capital", label) if plain != small else name)
        for alphabet in alphabets:
            name = alphabet.format(name)
        return str(name)

    def number(self, text: str) -> str:
        """Say a number with the marks of the language: its groups of digits, its decimal mark."""
        whole, mark, rest = text.partition(".")
        digits = str(self.data["group"]).join(whole.split())
        return f"{digits}{self.data['decimal']}{rest.replace(' ', '')}" if mark else digits

    def unit(self, node: Node, *, several: bool) -> str:
        """Say a unit of measurement after a number, `per second` for a negative power; else its letters."""
        symbol = base(node).text
        names = self.data["units"].get(symbol)
        if names is None:
            return self.part(with_base(node, Node("mi" if len(symbol) == 1 else "word", symbol)))
        name = str(names[several])
        power = "".join(part.text for part in row(node.children[1])) if node.name == "msup" else ""
        if power[:1] not in SIGNS:
            return self.scripts(node, name) if node.children else name
        power_node = Node("msup", "", (Node("unit", symbol), Node("mn", power[1:])))
        return self.phrase("per", names[0] if power[1:] == "1" else self.scripts(power_node, names[0]))

    # Structure

    def root(self, inside: Node, index: Node) -> str:
        """Say a root of an order."""
        if self.row(index) == "3":
            return self.delimit("cube-root", inside)
        return self.delimit("nth-root", inside, index)

    def scripts(self, node: Node, core: str | None = None) -> str:
        """Say a base with its scripts below and above."""
        inner = node.children[0]
        low, high = ((node.children[at] if at else None) for at in _PLACES[node.name])
        if accent := self.accent(node):
            return accent.format(self.group(inner))
        big = self.data["big"].get(inner.text)
        if big is not None:
            limits = [] if low is None else [("from" if high is not None else "over", self.row(low))]
            limits += [] if high is None else [("to", self.row(high))]
            return " ".join([big, *(self.phrase(*limit) for limit in limits), self.data["of"]])
        if inner.text in self.data["limits"] and low is not None and high is None:
            return self.phrase("limit", self.data["limits"][inner.text], self.row(low))
        if node.name in ("munder", "mover", "munderover"):
            core = self.group(inner)
            core = core if low is None else self.phrase("below", core, self.group(low))
            return core if high is None else self.phrase("above", core, self.group(high))
        return self.script(inner, low, high, core)

    def accent(self, node: Node) -> str:
        """Return the phrase for a sign above or below, with a slot for its base; empty if there is none."""
        table = {"mover": "above", "munder": "below"}.get(node.name)
        return str(self.data[table].get(node.children[1].text, "")) if table else ""

    def script(self, inner: Node, low: Node | None, high: Node | None, core: str | None) -> str:
        """Say a base with its index and its power; the name of a function has its `of` after them."""
        function = inner.name == "function"
        if core is None:
            core = self.data["functions"].get(inner.text, inner.text) if function else self.part(inner)
        if not core:
            # Of degrees the circle is raised after a space.
            return self.power(high) if high is not None and high.text == _CIRCLE else self.beside(low, high)
        if low is not None:
            core += " " + self.delimit("base" if function and inner.text == "log" else "sub", low)
        if high is not None and high.text == _CIRCLE and inner.name != "mn":
            core += " " + self.data["symbols"]["circle"]
        elif high is not None:
            core += " " + self.power(high)
        return self.phrase("function", core) if function and inner.text not in _INFIX else core

    def power(self, node: Node) -> str:
        """Say a power: squared, cubed, prime, star, or to the power of something."""
        parts = row(node)
        text = "".join(part.text for part in parts)
        word = self.data["powers"].get(text)
        if word is not None and not any(part.children for part in parts):
            return str(word)
        return self.delimit("power", node)

    def beside(self, low: Node | None, high: Node | None) -> str:
        """Say scripts without a base, as those of isotopes before their symbol."""
        words = [] if low is None else [self.phrase("below-left", self.group(low))]
        return " ".join([*words, *([] if high is None else [self.phrase("above-left", self.group(high))])])

    def multiscripts(self, children: Sequence[Node]) -> str:
        """Say a base with scripts before and after it."""
        inner, *others = children
        names = [child.name for child in others]
        boundary = names.index("mprescripts") if "mprescripts" in names else len(others)
        before = self.pairs(others[boundary + 1 :])
        behind = self.pairs(others[:boundary])
        words = [self.beside(low, high) for low, high in before]
        core = self.part(inner)
        for low, high in behind:
            core += "" if low is None else " " + self.delimit("sub", low)
            core += "" if high is None else " " + self.power(high)
        return " ".join([*words, core])

    @staticmethod
    def pairs(nodes: Sequence[Node]) -> Iterable[tuple[Node | None, Node | None]]:
        """Return scripts as pairs of what is below and what is above."""
        places = [None if node.name == "none" or not row(node) else node for node in nodes]
        return zip(places[::2], places[1::2], strict=False)

    def table(self, node: Node) -> str:
        """Say a table: a matrix by rows and columns, cases by their conditions, aligned formulas by lines."""
        rows = [line.children for line in node.children if line.name == "mtr"]
        across = max((len(cells) for cells in rows), default=0)
        is_aligned = across < 2 or rows[0][0].get("columnalign") == "right"
        kind = "lines" if node.name == "mtable" and is_aligned else node.name
        kind = "matrix" if kind == "mtable" else kind
        between = " " if kind == "lines" else ", "
        lines = [between.join(self.row(cell) or self.data["blank"] for cell in cells) for cells in rows]
        if kind == "lines" and len(lines) == 1:
            return lines[0]
        numbered_lines = [self.phrase(f"{kind}-row", str(at), words) for at, words in enumerate(lines, 1)]
        return self.phrase(kind, str(len(rows)), str(across), self.data["next-row"].join(numbered_lines))

    # Phrases

    def group(self, node: Node) -> str:
        """Say a part; if it is more than one, say that it is a group and where it ends."""
        return self.row(node) if self.single(node) else self.phrase("group", self.row(node))

    def delimit(self, name: str, *nodes: Node) -> str:
        """Say a structure in its short form if its parts are single, else with its beginning and end."""
        form = "short" if all(self.single(node) for node in nodes) else "long"
        return str(self.data["forms"][name][form].format(*(self.row(node) for node in nodes)))

    def phrase(self, name: str, *words: str) -> str:
        """Return a phrase of the language with words in its slots."""
        return str(self.data["phrases"][name].format(*words))

    def single(self, node: Node) -> bool:
        """Return whether a part is heard as one: a letter, number or word, maybe with a sign or an accent."""
        match row(node):
            case (Node(name="mi" | "mo", text=text), Node(name=name)) if text in SIGNS:
                return name in ATOMS
            case (Node(name="mover" | "munder") as only,):
                return bool(self.accent(only))
            case (Node(name=name, children=children),):
                return name in ATOMS or (name == "mo" and not children)
            case _:
                return False


def _counts(node: Node) -> bool:
    """Return whether a part is a unit that multiplies the one before: one without a negative power."""
    powers = node.children[1:] and row(node.children[1])
    return base(node).name == "unit" and not (powers and powers[0].text in SIGNS)
