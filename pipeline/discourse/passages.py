"""Blocks as passages of plain words: no markup and citations, notes apart, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Literal, assert_never

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import kind_of
from pipeline.model.titles import DECK_TITLE, MESSAGE, SUBTITLE, TITLE
from pipeline.wording.terms import term

Kind = Literal["prose", "list", "cell", "caption", "note", "key-point", "heading", "standfirst"]
OBJECT = "\ufffc"
"""What stands for what has no words: a formula, code, an image."""

_OF_CLASS: dict[str, Kind] = {
    TITLE: "heading",
    SUBTITLE: "heading",
    DECK_TITLE: "heading",
    MESSAGE: "heading",
    "standfirst": "standfirst",
    "key-points": "key-point",
    "slide": "key-point",
    "notes": "note",
    "at-a-glance": "list",
}
_SUPERSCRIPTS = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_CLOSING = ".,;:!?)]}"
_QUOTATION = re.compile(r'"[^"]+"|“[^”]+”|«[^»]+»|„[^“”]+[“”]')


@dataclass(frozen=True, slots=True)
class Binding:
    """Words bound to a fact; `start` equals `end` if the ledger fills the binding."""

    fact: str
    show: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that is cited after the character before `position`."""

    key: str
    locator: str
    position: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, item, cell, caption or heading as words; `offsets` are of each character in the source."""

    text: str
    offsets: tuple[int | None, ...] = field(repr=False)
    section: tuple[str, ...]
    paragraph: int
    kind: Kind
    bindings: tuple[Binding, ...]
    citations: tuple[Citation, ...]
    quotes: tuple[tuple[int, int], ...]


@dataclass
class _Writer:
    """Collects the words of one passage."""

    lang: str
    text: list[str] = field(default_factory=list)
    offsets: list[int | None] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    notes: list[n.Note] = field(default_factory=list)

    def put(self, text: str, at: int | None) -> None:
        """Add text; if it begins with punctuation, remove a space before it that a citation left."""
        if text[:1] and text[0] in _CLOSING and self.text[-1:] == [" "] and self._left_by_citation():
            self.text.pop()
            self.offsets.pop()
            for index in range(len(self.citations) - 1, -1, -1):
                citation = self.citations[index]
                if citation.position <= len(self.text):
                    break
                self.citations[index] = Citation(citation.key, citation.locator, len(self.text))
        self.text.extend(text)
        self.offsets.extend([None] * len(text) if at is None else range(at, at + len(text)))

    def space(self) -> None:
        """Add a space, never a second one."""
        if self.text and self.text[-1] != " ":
            self.put(" ", None)

    def _left_by_citation(self) -> bool:
        return bool(self.citations) and self.citations[-1].position >= len(self.text) - 1

    def write(self, items: n.Inlines) -> None:
        """Add inlines."""
        for item in items:
            match item:
                case n.Str(text=text):
                    self.put(text, item.at)
                case n.Space() | n.SoftBreak() | n.LineBreak():
                    self.space()
                case n.Math() | n.Code() | n.Image():
                    self.put(OBJECT, item.at)
                case n.Superscript(inlines=inlines):
                    power = self.text[-2:] == ["1", "0"]  # in the form that number reading knows: 10^23
                    superscript = (
                        "^" + walk.text_of(inlines)
                        if power
                        else walk.text_of(inlines).translate(_SUPERSCRIPTS)
                    )
                    self.put(superscript, inlines[0].at if inlines else None)
                case n.RawInline():
                    pass
                case n.Note():
                    self.notes.append(item)
                case n.Cite():
                    self._cite(item)
                case n.Quoted(inlines=inlines, kind=kind):
                    opening, closing = ("“", "”") if kind == "DoubleQuote" else ("‘", "’")
                    start = len(self.text)
                    self.put(opening, None)
                    self.write(inlines)
                    self.put(closing, None)
                    self.quotes.append((start, len(self.text)))
                case n.Span(attr=attr, inlines=inlines) if (fact := attr.get("fact")) is not None:
                    start = len(self.text)
                    self.write(inlines)
                    self.bindings.append(Binding(fact, attr.get("show"), start, len(self.text)))
                case _:
                    self.write(item.inlines)

    def _cite(self, cite: n.Cite) -> None:
        for citation in cite.citations:
            if kind := kind_of(citation.id):
                self.put(term(self.lang, kind), citation.at)
                continue
            if citation.mode == "AuthorInText":
                self.put(re.match(r"[^\W\d_]*", citation.id)[0].capitalize() or OBJECT, citation.at)  # type: ignore[index]  # matches always
            locator = walk.text_of(citation.suffix).lstrip(" ,")
            self.citations.append(Citation(citation.id, locator, len(self.text)))

    def passage(self, section: tuple[str, ...], paragraph: int, kind: Kind) -> Passage:
        """Return the passage from the words so far."""
        text = "".join(self.text)
        quotes = {*self.quotes, *(match.span() for match in _QUOTATION.finditer(text))}
        return Passage(
            text,
            tuple(self.offsets),
            section,
            paragraph,
            kind,
            tuple(self.bindings),
            tuple(self.citations),
            tuple(sorted(quotes)),
        )


def passages(blocks: n.Blocks, lang: str) -> Iterator[Passage]:
    """Yield the passages of a text in reading order, a note after the passage that it belongs to."""
    yield from _Reader(lang).read(blocks, "prose")


class _Reader:
    """Reads blocks; keeps the headings above and the count of paragraphs."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.path: list[tuple[int, str]] = []
        self.number = count(1)

    def read(self, blocks: n.Blocks, kind: Kind) -> Iterator[Passage]:
        for block in blocks:
            match block:
                case n.Header(level=level, inlines=inlines):
                    self.path = [entry for entry in self.path if entry[0] < level]
                    self.path.append((level, walk.text_of(inlines)))
                    yield from self.words(inlines, "heading")
                case n.Para(inlines=inlines) | n.Plain(inlines=inlines):
                    yield from self.words(inlines, kind)
                case n.LineBlock(lines=lines):
                    for line in lines:
                        yield from self.words(line, kind)
                case n.BlockQuote(blocks=inner):
                    yield from self.read_quotation(inner, kind)
                case n.Div(attr=attr, blocks=inner):
                    own = next((_OF_CLASS[name] for name in attr.classes if name in _OF_CLASS), kind)
                    yield from self.read(inner, own)
                case n.BulletList(items=items) | n.OrderedList(items=items):
                    for item in items:
                        yield from self.read(item, "list" if kind == "prose" else kind)
                case n.DefinitionList(items=entries):
                    for words, definitions in entries:
                        yield from self.words(words, "list")
                        for definition in definitions:
                            yield from self.read(definition, "list")
                case n.Table(caption=caption):
                    for row in walk.rows(block):
                        for cell in row.cells:
                            yield from self.read(cell.blocks, "cell")
                    yield from self.read(caption.blocks, "caption")
                case n.Figure(caption=caption):
                    yield from self.read(caption.blocks, "caption")
                case n.CodeBlock() | n.RawBlock() | n.HorizontalRule():
                    pass
                case _:
                    assert_never(block)

    def words(self, inlines: n.Inlines, kind: Kind) -> Iterator[Passage]:
        writer = _Writer(self.lang)
        writer.write(inlines)
        if "".join(writer.text).strip() or writer.bindings:
            section = tuple(title for _, title in self.path)
            yield writer.passage(section, next(self.number), kind)
        for note in writer.notes:
            yield from self.read(note.blocks, "note")

    def read_quotation(self, blocks: n.Blocks, kind: Kind) -> Iterator[Passage]:
        for passage in self.read(blocks, kind):
            yield Passage(
                passage.text, passage.offsets, passage.section, passage.paragraph, passage.kind,
                passage.bindings, passage.citations, ((0, len(passage.text)),),
            )  # fmt: skip
