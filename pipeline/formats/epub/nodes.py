"""Conversion of a chapter's blocks for an e-book: notes become links to asides, images get their files."""

from __future__ import annotations

from dataclasses import replace

from pipeline.editions.backlinks import ARROW
from pipeline.formats.epub.chapters import Chapter
from pipeline.formats.epub.pictures import Pictures
from pipeline.model import nodes as n
from pipeline.model.walk import Rebuild, text_of
from pipeline.wording.terms import term

NOTE = '<aside id="note-{number}" class="{kind}" epub:type="footnote" role="doc-footnote">'


class Ready(Rebuild):
    """Converts the chapters in order; notes are numbered through the book."""

    def __init__(self, pictures: Pictures, lang: str) -> None:
        """Begin with the first note of a book."""
        super().__init__(self.to_inlines, lambda block: (block,))
        self.pictures = pictures
        self.lang = lang
        self.count = 0
        self.asides: list[n.Block] = []

    def chapter(self, chapter: Chapter) -> n.Blocks:
        """Convert a chapter's blocks, with its notes after them."""
        self.asides = []
        text = self.blocks(chapter.blocks)
        return (*text, *self.asides)

    def to_inlines(self, node: n.Inline) -> n.Inlines:
        """Convert an inline."""
        match node:
            case n.Note(blocks=blocks):
                return (self.note(blocks),)
            case n.Image(attr=attr) if "decorative" in attr.classes:
                pairs = (*attr.without("alt").pairs, ("alt", ""), ("role", "presentation"))
                file, _ = self.pictures.file_of(node)
                return (replace(node, attr=replace(attr, pairs=pairs), url=file, inlines=()),)
            case n.Image():
                file, alt = self.pictures.file_of(node)
                words = (n.Str(alt if alt is not None else text_of(node.inlines)),)
                return (replace(node, url=file, inlines=words),)
            case _:
                return (node,)

    def note(self, blocks: n.Blocks) -> n.Link:
        """Store a note and return the link to it."""
        self.count += 1
        number = str(self.count)
        back = n.Link(
            n.Attr("", ("back",), (("role", "doc-backlink"), ("aria-label", term(self.lang, "return")))),
            (n.Str(ARROW),),
            f"#noteref-{number}",
        )
        mark = n.Span(n.Attr("", ("number",)), (n.Str(number + "."),))
        self.asides += (
            n.RawBlock(
                "html", NOTE.format(number=number, kind="footnote" if self.asides else "footnote first")
            ),
            *append_inlines(prepend_inlines(blocks, (mark, n.Space())), (n.Str("\N{NO-BREAK SPACE}"), back)),
            n.RawBlock("html", "</aside>"),
        )
        attr = n.Attr(f"noteref-{number}", ("noteref",), (("epub:type", "noteref"), ("role", "doc-noteref")))
        return n.Link(attr, (n.Superscript((n.Str(number),)),), f"#note-{number}")


def prepend_inlines(blocks: n.Blocks, inlines: n.Inlines) -> n.Blocks:
    """Return blocks with inlines at their beginning."""
    match blocks:
        case (n.Para() | n.Plain() as first, *rest):
            return (replace(first, inlines=(*inlines, *first.inlines)), *rest)
        case _:
            return (n.Para(inlines), *blocks)


def append_inlines(blocks: n.Blocks, inlines: n.Inlines) -> n.Blocks:
    """Return blocks with inlines at their end."""
    match blocks:
        case (*rest, n.Para() | n.Plain() as last):
            return (*rest, replace(last, inlines=(*last.inlines, *inlines)))
        case _:
            return (*blocks, n.Para(inlines))
