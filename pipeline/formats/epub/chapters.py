"""Division of an edition into chapters: one for each section, one for the text before the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.formats.epub.package import Entry
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.stages import Edition
from pipeline.model.walk import map_inlines, text_of
from pipeline.wording.terms import term

Part = Literal["frontmatter", "bodymatter", "backmatter"]
OPENING = frozenset({"standfirst", "at-a-glance"})
# The EPUB type and the ARIA role of a part after the text.
BACK = {
    "sources": ("bibliography", "doc-bibliography"),
    "figure-data": ("appendix", "doc-appendix"),
    "colophon": ("colophon", "doc-colophon"),
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its file, title and place in the book, its EPUB type and ARIA role, and its blocks.

    The first block is its heading.
    """

    file: str
    title: str
    part: Part
    kind: str
    role: str
    blocks: n.Blocks

    def entry(self) -> Entry:
        """Return the chapter's entry in the contents, with those of its subsections."""
        inner = (
            Entry(_words(block), f"{self.file}#{block.attr.id}")
            for block in self.blocks
            if isinstance(block, n.Header) and block.level == 2 and block.attr.id
        )
        return Entry(self.title, self.file, tuple(inner))


def chapters(edition: Edition) -> tuple[Chapter, ...]:
    """Return an edition's chapters in reading order."""
    own, blocks = titles.apart(edition.blocks)
    opening, sections = divide(blocks)
    result = [_opening(edition, own.title, opening)] if opening else []
    count = 0
    for head, blocks in sections:
        if "back" in head.attr.classes and head.attr.id in BACK:
            kind, role = BACK[head.attr.id]
            result.append(_chapter(f"{head.attr.id}.xhtml", "backmatter", kind, role, head, blocks))
        else:
            count += 1
            result.append(
                _chapter(f"chapter-{count:02}.xhtml", "bodymatter", "chapter", "doc-chapter", head, blocks)
            )
    return tuple(result)


def divide(blocks: n.Blocks) -> tuple[n.Blocks, list[tuple[n.Header, n.Blocks]]]:
    """Divide blocks into those before the first heading of level 1, and the sections of such headings."""
    starts = [i for i, block in enumerate(blocks) if isinstance(block, n.Header) and block.level == 1]
    ends = [*starts[1:], len(blocks)]
    sections = [
        (head, blocks[start + 1 : end])
        for start, end in zip(starts, ends, strict=False)
        if isinstance(head := blocks[start], n.Header)
    ]
    return blocks[: starts[0]] if starts else blocks, sections


def _opening(edition: Edition, title: n.Inlines, blocks: n.Blocks) -> Chapter:
    """Return the chapter before the first section: the summary, or the whole text of an undivided article."""
    lang = edition.front.lang
    if all(isinstance(block, n.Div) and OPENING.intersection(block.attr.classes) for block in blocks):
        head = n.Header(1, n.Attr("at-a-glance"), (n.Str(term(lang, "at-a-glance")),))
        return _chapter("at-a-glance.xhtml", "frontmatter", "abstract", "doc-abstract", head, blocks)
    # A note of the title is on the title page.
    words = map_inlines(title, lambda item: () if isinstance(item, n.Note) else (item,))
    head = n.Header(1, n.Attr("text"), words or (n.Str(edition.front.title),))
    return _chapter("text.xhtml", "bodymatter", "chapter", "doc-chapter", head, blocks)


def _chapter(file: str, part: Part, kind: str, role: str, head: n.Header, blocks: n.Blocks) -> Chapter:
    return Chapter(file, _words(head), part, kind, role, (head, *blocks))


def _words(head: n.Header) -> str:
    return " ".join(text_of(head.inlines).split())
