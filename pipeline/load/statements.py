"""Theorems, definitions, examples and their kin, and callouts that are referred to: boxes with a number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.load.boxes import CALLOUT, title_of
from pipeline.load.fragments import trim
from pipeline.load.label_forms import label_of, labels_in
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import CALLOUTS, STATEMENTS, Kind, prefix_of
from pipeline.model.statements import STATEMENT, TITLE
from pipeline.wording.terms import term

# Prefixes of ids in Quarto, bookdown and LaTeX.
_PREFIXES: Mapping[str, Kind] = {
    "thm": "theorem", "theorem": "theorem", "lem": "lemma", "lemma": "lemma", "cor": "corollary",
    "corollary": "corollary", "prp": "proposition", "prop": "proposition", "proposition": "proposition",
    "cnj": "conjecture", "conj": "conjecture", "def": "definition", "defn": "definition",
    "definition": "definition", "exm": "example", "ex": "example", "example": "example", "exr": "exercise",
    "exercise": "exercise", "sol": "solution", "rem": "remark", "remark": "remark", "alg": "algorithm",
    "nte": "callout-note", "tip": "callout-tip", "wrn": "callout-warning", "cau": "callout-caution",
    "imp": "callout-important",
}  # fmt: skip
# Boxes that are such by their class alone; others are called `example` for other reasons.
_BY_CLASS = frozenset({"theorem", "lemma", "corollary", "proposition", "conjecture"})
_UNNUMBERED_KINDS = ("proof", "remark", "solution")
# So that the words after a head stay with it, on a slide too.
_TIE = n.Str("\N{NO-BREAK SPACE}")
_ID = re.compile(r"([A-Za-z]+)[-:](.+)")


class Statements(walk.Rebuild):
    """Converts boxes to statements; `names` are the ids in references, with the ids that they mean."""

    def __init__(self, lang: str) -> None:
        """Begin without statements."""
        super().__init__(lambda node: (node,), self.block)
        self.lang = lang
        self.names: dict[str, str] = {}
        self.count = 0

    def block(self, node: n.Block) -> n.Blocks:
        """Return a box as a statement, if it is one."""
        if not isinstance(node, n.Div):
            return (node,)
        labels = list(labels_in(node.blocks[:1]))
        kind = _kind(node.attr, labels)
        match kind:
            case None:
                heads = [name for name in _UNNUMBERED_KINDS if name in node.attr.classes]
                return (self.unnumbered_box(node, heads[0]) if heads else node,)
            case _ if kind in CALLOUTS:
                return (
                    replace(
                        node,
                        attr=replace(node.attr, id=self.name(kind, node.attr, [])),
                    ),
                )
            case _:
                return (self.statement(node, kind, labels),)

    def name(self, kind: Kind, attr: n.Attr, labels: list[str]) -> str:
        """Return the id of a box in its one form; references to its old name lead to it."""
        names = [each for each in (attr.id, *labels) if each]
        match = _ID.fullmatch(names[0]) if names else None
        rest = match.group(2) if match else names[0] if names else ""
        if not rest:
            self.count += 1
            rest = str(self.count)
        name = f"{prefix_of(kind)}-{rest}"
        for each in names:
            self.names[each] = self.names[each.replace(":", "-", 1)] = name
        return name

    def statement(self, div: n.Div, kind: Kind, labels: list[str]) -> n.Div:
        """Return a box with a place for its number and title at the beginning of its words."""
        blocks = walk.map_tree(div.blocks[:1], inline=_without_label) + div.blocks[1:]
        title_text = div.attr.get("name") or div.attr.get("title")
        title: n.Inlines = tuple(_words(title_text, div.at)) if title_text else ()
        match blocks:
            case (_, *rest) if inlines := title_of(blocks):
                title, blocks = inlines, tuple(rest)
            case (n.Header(inlines=inlines), *rest) if not title:
                title, blocks = inlines, tuple(rest)
            case _:
                pass
        mark = n.Span(n.Attr("", (TITLE,)), title, at=div.at)
        attr = n.Attr(self.name(kind, div.attr, labels), (STATEMENT,))
        return replace(div, attr=attr, blocks=_with_first_inline(blocks, mark))

    def unnumbered_box(self, div: n.Div, name: str) -> n.Div:
        """Return a proof, remark or solution with the word for it, unless it begins with one."""
        match div.blocks:
            case (n.Para(inlines=(n.Emph(), *_)), *_):
                return div
            case _:
                head = n.Emph((n.Str(f"{term(self.lang, name)}."),), at=div.at)
                return replace(div, blocks=_with_first_inline(div.blocks, head))


def is_statement(div: n.Div) -> bool:
    """Tell whether a box is a statement or a numbered callout by its attributes."""
    return _kind(div.attr, []) is not None


def _kind(attr: n.Attr, labels: list[str]) -> Kind | None:
    """Return the kind of statement or numbered callout of a box."""
    for each in (attr.id, *labels):
        match = _ID.fullmatch(each)
        kind = _PREFIXES.get(match.group(1).lower()) if match else None
        if kind in CALLOUTS and CALLOUT in attr.classes:
            return kind
        if kind in STATEMENTS and (
            match is None or len(match.group(1)) == 3 or set(attr.classes) & STATEMENTS
        ):
            return kind
    own = next((each for each in attr.classes if each in STATEMENTS), None)
    is_one = own is not None and (own in _BY_CLASS or bool(labels) or bool(attr.get("name")))
    return next((kind for kind in STATEMENTS if kind == own), None) if is_one else None


def _with_first_inline(blocks: n.Blocks, inline: n.Inline) -> n.Blocks:
    """Return blocks that begin with an inline."""
    match blocks:
        case (n.Para(inlines=inlines) | n.Plain(inlines=inlines) as first, *rest):
            return (n.Para((inline, _TIE, *trim(inlines)), at=first.at), *rest)
        case _:
            return (n.Para((inline,), at=inline.at), *blocks)


def _without_label(node: n.Inline) -> n.Inlines:
    return () if label_of(node) else (node,)


def _words(text: str, at: int | None) -> list[n.Inline]:
    inlines: list[n.Inline] = []
    for word in text.split():
        inlines += [n.Space(), n.Str(word, at=at)] if inlines else [n.Str(word, at=at)]
    return inlines
