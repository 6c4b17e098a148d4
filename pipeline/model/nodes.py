"""Pandoc's document model as frozen values, after pandoc-types' Text.Pandoc.Definition.

Every node may carry `at`, the offset of its first character in the article's text. It is not part
of the node's value: it is neither compared nor written to JSON, and transforms keep it by
`dataclasses.replace`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Attr:
    """Identifier, classes and key-value pairs of an element."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        """Return the value of a key, or None."""
        return next((value for name, value in self.pairs if name == key), None)

    def with_pairs(self, **pairs: str) -> Attr:
        """Return a copy with these pairs set; underscores in names become hyphens."""
        new_pairs = {name.replace("_", "-"): value for name, value in pairs.items()}
        other_pairs = tuple(pair for pair in self.pairs if pair[0] not in new_pairs)
        return Attr(self.id, self.classes, other_pairs + tuple(new_pairs.items()))

    def without(self, *keys: str) -> Attr:
        """Return a copy without these keys."""
        names = frozenset(keys)
        return Attr(self.id, self.classes, tuple(p for p in self.pairs if p[0] not in names))


@dataclass(frozen=True, slots=True)
class Node:
    """The base of blocks and inlines: an offset in the source, or None for nodes that a program created."""

    at: int | None = field(default=None, compare=False, repr=False, kw_only=True)


# Inlines


@dataclass(frozen=True, slots=True)
class Str(Node):
    """A word, or a part of one."""

    text: str


@dataclass(frozen=True, slots=True)
class Space(Node):
    """Space between words."""


@dataclass(frozen=True, slots=True)
class SoftBreak(Node):
    """A line end in the source that is a space for the reader."""


@dataclass(frozen=True, slots=True)
class LineBreak(Node):
    """A line end for the reader."""


@dataclass(frozen=True, slots=True)
class Emph(Node):
    """Emphasis."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Underline(Node):
    """Underlined text."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Strong(Node):
    """Strong emphasis."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Strikeout(Node):
    """Deleted text."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Superscript(Node):
    """Raised text."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Subscript(Node):
    """Lowered text."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class SmallCaps(Node):
    """Small capitals."""

    inlines: Inlines


QuoteType = Literal["SingleQuote", "DoubleQuote"]
CitationMode = Literal["AuthorInText", "SuppressAuthor", "NormalCitation"]
MathType = Literal["DisplayMath", "InlineMath"]
ListNumberStyle = Literal[
    "DefaultStyle", "Example", "Decimal", "LowerRoman", "UpperRoman", "LowerAlpha", "UpperAlpha"
]
ListNumberDelim = Literal["DefaultDelim", "Period", "OneParen", "TwoParens"]
Alignment = Literal["AlignLeft", "AlignRight", "AlignCenter", "AlignDefault"]


@dataclass(frozen=True, slots=True)
class Quoted(Node):
    """Text in quotation marks of the document's language."""

    kind: QuoteType
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Citation(Node):
    """One key of a citation with the words before and after it."""

    id: str
    prefix: Inlines = ()
    suffix: Inlines = ()
    mode: CitationMode = "NormalCitation"
    note_num: int = 0
    hash: int = 0


@dataclass(frozen=True, slots=True)
class Cite(Node):
    """A citation: its keys, and the text shown for them."""

    citations: tuple[Citation, ...]
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Code(Node):
    """Verbatim text in a line."""

    attr: Attr
    text: str


@dataclass(frozen=True, slots=True)
class Math(Node):
    """A formula in TeX; `plain` is its form for places with letters only, if it has one."""

    kind: MathType
    text: str
    plain: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RawInline(Node):
    """Text for one output format only; removed by the load stage."""

    format: str
    text: str


@dataclass(frozen=True, slots=True)
class Link(Node):
    """A link: its words, and its target."""

    attr: Attr
    inlines: Inlines
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Image(Node):
    """An image: its text alternative, and its file."""

    attr: Attr
    inlines: Inlines
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note(Node):
    """A foot- or endnote."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Span(Node):
    """Text with attributes; a fact binding is a span with the key `fact`."""

    attr: Attr
    inlines: Inlines


Inline = (
    Str | Space | SoftBreak | LineBreak | Emph | Underline | Strong | Strikeout | Superscript
    | Subscript | SmallCaps | Quoted | Cite | Code | Math | RawInline | Link | Image | Note | Span
)  # fmt: skip
Inlines = tuple[Inline, ...]


# Blocks


@dataclass(frozen=True, slots=True)
class Plain(Node):
    """Text that is not a paragraph, as in a tight list."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Para(Node):
    """A paragraph."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class LineBlock(Node):
    """Lines that keep their breaks."""

    lines: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock(Node):
    """Verbatim lines."""

    attr: Attr
    text: str


@dataclass(frozen=True, slots=True)
class RawBlock(Node):
    """A block for one output format only; removed by the load stage."""

    format: str
    text: str


@dataclass(frozen=True, slots=True)
class BlockQuote(Node):
    """A quotation set off from the text."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class OrderedList(Node):
    """A numbered list."""

    start: int
    style: ListNumberStyle
    delim: ListNumberDelim
    items: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class BulletList(Node):
    """A list with bullets."""

    items: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(Node):
    """Terms, each with its definitions."""

    items: tuple[tuple[Inlines, tuple[Blocks, ...]], ...]


@dataclass(frozen=True, slots=True)
class Header(Node):
    """A heading; level 1 is a section of the article, the title is not a heading."""

    level: int
    attr: Attr
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class HorizontalRule(Node):
    """A break between thoughts."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption, short form first."""

    short: Inlines | None
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    attr: Attr
    alignment: Alignment
    row_span: int
    col_span: int
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    attr: Attr
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableBody:
    """A body of a table: its attributes, row-head columns, intermediate head and rows."""

    attr: Attr
    row_head_columns: int
    head: tuple[Row, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableEnd:
    """The head or the foot of a table."""

    attr: Attr
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ColSpec:
    """A column: alignment, and its share of the width (None for automatic)."""

    alignment: Alignment
    width: float | None


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A table."""

    attr: Attr
    caption: Caption
    columns: tuple[ColSpec, ...]
    head: TableEnd
    bodies: tuple[TableBody, ...]
    foot: TableEnd


@dataclass(frozen=True, slots=True)
class Figure(Node):
    """Blocks with a caption."""

    attr: Attr
    caption: Caption
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Div(Node):
    """Blocks with attributes."""

    attr: Attr
    blocks: Blocks


Block = (
    Plain | Para | LineBlock | CodeBlock | RawBlock | BlockQuote | OrderedList | BulletList
    | DefinitionList | Header | HorizontalRule | Table | Figure | Div
)  # fmt: skip
Blocks = tuple[Block, ...]


# Metadata


@dataclass(frozen=True, slots=True)
class MetaMap:
    """Metadata by name."""

    entries: tuple[tuple[str, MetaValue], ...] = ()


@dataclass(frozen=True, slots=True)
class MetaList:
    """A list of metadata."""

    values: tuple[MetaValue, ...]


@dataclass(frozen=True, slots=True)
class MetaInlines:
    """Formatted text in metadata."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class MetaBlocks:
    """Formatted blocks in metadata."""

    blocks: Blocks


MetaValue = MetaMap | MetaList | MetaInlines | MetaBlocks | str | bool


@dataclass(frozen=True, slots=True)
class Pandoc:
    """A whole document: metadata and blocks."""

    meta: MetaMap
    blocks: Blocks
