"""Numbers of figures, tables, formulas and listings, and the cross-references to them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import CALLOUTS, STATEMENTS, Kind, kind_of
from pipeline.model.stages import Document, Manuscript
from pipeline.model.statements import STATEMENT, TITLE
from pipeline.resolve.own_labels import without_own
from pipeline.resolve.references import Name, ReferenceLinker
from pipeline.resolve.sections import number_of
from pipeline.wording.terms import term

GROUP = "subfigures"
LISTING = "listing"


def number(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with labels in its captions and cross-references as links."""
    numbers = _Numbers(document.front.lang)
    blocks = numbers.blocks(document.blocks)
    return replace(document, blocks=ReferenceLinker(numbers.names, document.front.lang).blocks(blocks))


@dataclass(slots=True)
class _Group:
    """A figure of several parts: its number, and the count of numbered parts."""

    number: int
    parts: int = 0


class _Numbers(walk.Rebuild):
    """Numbers elements in reading order, and remembers the name of each id."""

    def __init__(self, lang: str) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.lang = lang
        self.counts: dict[Kind, int] = {}
        self.names: dict[str, Name] = {}
        self.group: _Group | None = None

    def label(self, kind: Kind, name: str) -> n.Inlines:
        """Give the next number of a kind to an id, and return the label with it."""
        if kind == "figure" and self.group is not None:
            self.group.parts += 1
            mark = f"{self.group.number}{_letters(self.group.parts)}"
        else:
            mark = self.next(kind)
        self.remember(kind, name, mark)
        return (n.Str(f"{term(self.lang, kind)}\u00a0{mark}"),)

    def next(self, kind: Kind) -> str:
        """Return the next number of a kind."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return str(self.counts[kind])

    def remember(self, kind: Kind, name: str, mark: str) -> None:
        """Store the text of references to an id."""
        if name:
            word = kind if kind in STATEMENTS or kind in CALLOUTS else f"{kind}-reference"
            words = (n.Str(f"{term(self.lang, word)}\u00a0{mark}"),)
            self.names.setdefault(name, Name(kind, words, (n.Str(mark),)))

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild blocks, each with its number."""
        return tuple(self.number_block(item) for item in items)

    def number_block(self, block: n.Block) -> n.Block:
        """Return a block with its number; the parts of a group are numbered within the group's number."""
        match block:
            case n.Div(attr=attr) if GROUP in attr.classes:
                mark = self.next("figure")
                self.remember("figure", attr.id, mark)
                self.group = _Group(int(mark))
                inner = self.blocks(block.blocks)
                self.group = None
                return replace(block, blocks=_with_label(inner, self.mark("figure", mark)))
            case n.Div(attr=attr) if LISTING in attr.classes:
                label = self.label("listing", attr.id)
                return replace(block, blocks=_with_label(self.blocks(block.blocks), label))
            case n.Div(attr=attr) if STATEMENT in attr.classes and (kind := kind_of(attr.id)):
                label = self.label(kind, attr.id)
                return replace(block, blocks=_with_title(self.blocks(block.blocks), label))
            case n.Div(attr=attr) if "callout" in attr.classes and (kind := kind_of(attr.id)):
                label = self.label(kind, attr.id)
                return replace(block, blocks=_with_name(self.blocks(block.blocks), label))
            case n.Figure():
                label = self.label("figure", block.attr.id)
                result = self.descend_block(block)
                assert isinstance(result, n.Figure)
                return replace(result, caption=_prepend_label(result.caption, label))
            case n.Table() if block.caption.blocks:
                label = self.label("table", block.attr.id)
                result = self.descend_block(block)
                assert isinstance(result, n.Table)
                return replace(result, caption=_prepend_label(result.caption, label))
            case n.Header(attr=attr):
                title = (n.Quoted("DoubleQuote", _plain(block.inlines)),)
                name = Name("section", title, title)
                if section := number_of(block.inlines):
                    words = (n.Str(f"{term(self.lang, 'section')}\u00a0{section}"),)
                    name = Name("section", words, (n.Str(section),))
                self.names.setdefault(attr.id, name)
                return self.descend_block(block)
            case _:
                return self.descend_block(block)

    def mark(self, kind: Kind, number: str) -> n.Inlines:
        """Return the label with a number."""
        return (n.Str(f"{term(self.lang, kind)}\u00a0{number}"),)

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines, formulas with their number after them."""
        return tuple(self.formula(item) for item in items)

    def formula(self, node: n.Inline) -> n.Inline:
        """Return a formula with its number."""
        result = self.descend_inline(node)
        if not isinstance(result, n.Span) or "equation" not in result.attr.classes:
            return result
        mark = f"({self.next('equation')})"
        self.remember("equation", result.attr.id, mark)
        return replace(result, inlines=(*result.inlines, n.Str(mark)))


def _letters(count: int) -> str:
    """Return the letter of a part: a to z, then aa."""
    first, last = divmod(count - 1, 26)
    return (_letters(first) if first else "") + chr(ord("a") + last)


def _with_title(blocks: n.Blocks, label: n.Inlines) -> n.Blocks:
    """Put a statement's number before its title: `Theorem 1 (Of lines).`"""

    def label_title(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Span) or TITLE not in node.attr.classes:
            return (node,)
        title = (n.Space(), n.Str("("), *node.inlines, n.Str(")")) if node.inlines else ()
        return (n.Strong((*label, *title, n.Str(".")), at=node.at),)

    return (*walk.map_tree(blocks[:1], inline=label_title), *blocks[1:])


def _with_name(blocks: n.Blocks, label: n.Inlines) -> n.Blocks:
    """Put a callout's number before its title, or in its place if it only names the kind."""
    match blocks:
        case (n.Div(blocks=(n.Para(inlines=title) as first,)) as head, *rest):
            kind = walk.text_of(label).rpartition("\u00a0")[0]
            names_kind = walk.text_of(title) == kind
            words = label if names_kind else (*label, n.Str(":"), n.Space(), *title)
            return (replace(head, blocks=(replace(first, inlines=words),)), *rest)
        case _:
            return blocks


def _with_label(blocks: n.Blocks, label: n.Inlines) -> n.Blocks:
    """Put a label before the caption of a box."""
    return tuple(
        replace(block, blocks=_prepend_label(n.Caption(None, block.blocks), label).blocks)
        if isinstance(block, n.Div) and "caption" in block.attr.classes
        else block
        for block in blocks
    )


def _plain(inlines: n.Inlines) -> n.Inlines:
    """Return a heading's words without notes and links, which cannot be inside a link."""

    def bare(node: n.Inline) -> n.Inlines:
        match node:
            case n.Note() | n.Cite():
                return ()
            case n.Link(inlines=inner) | n.Span(inlines=inner):
                return inner
            case _:
                return (node,)

    words = walk.map_inlines(inlines, bare)
    while words and isinstance(words[-1], n.Space | n.SoftBreak):
        words = words[:-1]
    return words


def _prepend_label(caption: n.Caption, label: n.Inlines) -> n.Caption:
    """Put the label before a caption's words."""
    mark = n.Span(n.Attr(classes=("label",)), label)
    match caption.blocks:
        case (n.Plain(inlines=inlines) | n.Para(inlines=inlines), *rest):
            first = n.Plain(
                (mark, n.Str("."), n.Space(), *without_own(inlines, label)), at=caption.blocks[0].at
            )
            return replace(caption, blocks=(first, *rest))
        case _:
            return replace(caption, blocks=(n.Plain((mark,)), *caption.blocks))
