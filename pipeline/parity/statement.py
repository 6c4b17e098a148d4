"""What an edition states: the passages that a reader of each of its files must find, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from pipeline.formats.formulas import own_words
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.inspection import FORMULA, Cell, Mark, MarkKind, Passage, PassageKind
from pipeline.model.slides import Slide, Slides
from pipeline.model.stages import Edition
from pipeline.model.walk import rows, text_of
from pipeline.parity.forms import TEX, Forms

# The classes of what an edition carries beside its text: numbers that each format counts for itself.
_COUNTERS = frozenset({"return", "returns"})
NOTES = "notes"
# Languages that are written from right to left, and the mark that says so of what is stated.
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_MARK = "\N{RIGHT-TO-LEFT MARK}"
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def state(edition: Edition, forms: Forms = TEX) -> tuple[Passage, ...]:
    """Return the passages of an edition, those of a note or a text alternative where they are named."""
    match edition.content:
        case tuple():
            return state_blocks(edition.blocks, forms)
        case Slides(slides=slides):
            writer = _Writer(forms)
            return tuple(
                each for number, slide in enumerate(slides, 1) for each in writer.slide(slide, number)
            )
        case _:
            assert_never(edition.content)


def state_blocks(blocks: n.Blocks, forms: Forms = TEX) -> tuple[Passage, ...]:
    """Return the passages of a text; `forms` has formulas in the form of a format."""
    return tuple(_Writer(forms).blocks(blocks))


@dataclass(slots=True)
class _Text:
    """A passage while its words are put together."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    at: int | None = None
    asides: list[Passage] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def mark(self, kind: MarkKind, start: int, name: str = "") -> None:
        self.marks.append(Mark(kind, start, self.length, name))


class _Writer:
    """Turns blocks into passages; counts tables and notes, and the slide that they stand on."""

    def __init__(self, forms: Forms = TEX) -> None:
        self.forms = forms
        self.tables = self.notes = 0
        self.spot = 0
        self.name = ""

    def slide(self, slide: Slide, number: int) -> Iterator[Passage]:
        """Yield the passages of a slide: its kicker, title, content, source and speaker notes."""
        self.spot = number
        if slide.number:
            yield Passage("text", slide.number, number, slide.at)
        if slide.kicker:
            yield Passage("text", slide.kicker, number, slide.at)
        level = 1 if slide.kind == "cover" else slide.level
        yield from self.passages("heading", slide.title, slide.at, level=level)
        yield from self.blocks(slide.content)
        yield from self.passages("text", slide.source, slide.at)
        self.name = NOTES
        yield from self.blocks(slide.notes)
        self.name = ""

    def blocks(self, blocks: n.Blocks, kind: PassageKind = "text") -> Iterator[Passage]:
        """Yield the passages of blocks."""
        for block in blocks:
            yield from self.block(block, kind)

    def block(self, block: n.Block, kind: PassageKind) -> Iterator[Passage]:
        match block:
            case n.Plain(inlines=inlines) | n.Para(inlines=inlines):
                yield from self.passages(kind, inlines, block.at)
            case n.LineBlock(lines=lines):
                for line in lines:
                    yield from self.passages(kind, line, block.at)
            case n.Header(level=level, attr=attr, inlines=inlines):
                yield from self.passages("heading", inlines, block.at, level=level, name=attr.id)
            case n.CodeBlock(text=text):
                yield Passage("code", text, self.spot, block.at, name=self.name)
            case n.BlockQuote(blocks=blocks) | n.Div(blocks=blocks):
                yield from self.blocks(blocks, _kind_of(block, kind))
            case n.OrderedList(items=items) | n.BulletList(items=items):
                for item in items:
                    yield from self.blocks(item, kind)
            case n.DefinitionList(items=entries):
                for term, definitions in entries:
                    yield from self.passages(kind, term, block.at)
                    for each in definitions:
                        yield from self.blocks(each, kind)
            case n.Table():
                yield from self.blocks(block.caption.blocks, "caption")
                yield from self.cells(block)
            case n.Figure(caption=caption, blocks=blocks):
                yield from self.blocks(caption.blocks, "caption")
                yield from self.blocks(blocks, kind)
            case n.HorizontalRule() | n.RawBlock():
                return
            case _:
                assert_never(block)

    def cells(self, table: n.Table) -> Iterator[Passage]:
        """Yield the cells of a table row by row, each at its own row and column."""
        self.tables += 1
        number = self.tables
        occupied_places: set[tuple[int, int]] = set()
        for row_number, row in enumerate(rows(table), 1):
            column = 1
            for cell in row.cells:
                while (row_number, column) in occupied_places:
                    column += 1
                spans = ((r, c) for r in range(cell.row_span) for c in range(cell.col_span))
                occupied_places.update((row_number + r, column + c) for r, c in spans)
                place = Cell(number, row_number, column)
                for each in self.blocks(cell.blocks, "cell"):
                    yield replace(each, cell=place) if each.kind == "cell" else each

    def passages(
        self, kind: PassageKind, inlines: n.Inlines, at: int | None, *, level: int = 0, name: str = ""
    ) -> Iterator[Passage]:
        """Yield a passage, then the formulas, text alternatives and notes in it."""
        text = _Text(at=at)
        self.write(inlines, text)
        words = "".join(text.parts)
        if words.strip():
            own_name = name or self.name
            yield Passage(kind, words, self.spot, text.at, level, own_name, marks=tuple(text.marks))
        yield from text.asides

    def write(self, inlines: n.Inlines, text: _Text) -> None:
        for inline in inlines:
            if text.at is None:
                text.at = inline.at
            self.inline(inline, text)

    def formula(self, node: n.Math, words: str, text: _Text) -> None:
        """Write a formula, for which an author may have words."""
        text.add(FORMULA)
        for kind, form in self.forms.formula(node, words):
            text.asides.append(Passage(kind, form, self.spot, node.at, name=self.name))

    def inline(self, inline: n.Inline, text: _Text) -> None:
        start = text.length
        match inline:
            case n.Str(text=words) | n.Code(text=words):
                text.add(words)
            case n.Space() | n.SoftBreak() | n.LineBreak():
                text.add(" ")
            case n.Math():
                self.formula(inline, "", text)
            case n.Span(attr=attr, inlines=(n.Math() as formula,)) if own_words(inline):
                self.formula(formula, own_words(inline), text)
            case n.RawInline():
                return
            case n.Quoted(kind=kind, inlines=inner):
                before, after = _QUOTES[kind]
                text.add(before)
                self.write(inner, text)
                text.add(after)
            case n.Note(blocks=blocks):
                text.mark("note", start)
                self.notes += 1
                name = str(self.notes)
                text.asides += (replace(each, kind="note", name=name) for each in self.blocks(blocks, "note"))
            case n.Image(attr=attr, inlines=inner):
                words = text_of(inner) or attr.get("alt") or ""
                at = next((each.at for each in (inline, *inner) if each.at is not None), text.at)
                if words.strip() and "decorative" not in attr.classes:
                    text.asides.append(Passage("alt", words, self.spot, at, name=inline.url))
            case n.Cite(citations=citations, inlines=inner):
                self.write(inner, text)
                for each in citations:
                    text.mark("citation", start, each.id)
            case n.Link(attr=attr, inlines=inner, url=url):
                self.write(inner, text)
                text.mark("counter" if _COUNTERS.intersection(attr.classes) else "link", start, url)
                if "fact" in attr.classes:
                    text.mark("fact", start, attr.get("fact") or "")
            case n.Span(attr=attr, inlines=inner):
                if (attr.get("lang") or "").partition("-")[0] in _RIGHT_TO_LEFT or attr.get("dir") == "rtl":
                    text.add(_MARK)
                self.write(inner, text)
                if _COUNTERS.intersection(attr.classes):
                    text.mark("counter", start)
                if self.forms.has_labels and (label := own_words(inline)):
                    text.asides.append(Passage("alt", label, self.spot, text.at))
                if "fact" in attr.classes:
                    text.mark("fact", start, attr.get("fact") or "")
            case (
                n.Emph(inlines=inner) | n.Underline(inlines=inner) | n.Strong(inlines=inner)
                | n.Strikeout(inlines=inner) | n.Superscript(inlines=inner) | n.Subscript(inlines=inner)
                | n.SmallCaps(inlines=inner)
            ):  # fmt: skip
                self.write(inner, text)
            case _:
                assert_never(inline)


def _kind_of(block: n.Block, kind: PassageKind) -> PassageKind:
    """Return the kind of what stands in a block: the title of an article is one."""
    names: Sequence[str] = block.attr.classes if isinstance(block, n.Div) else ()
    return "title" if set(titles.HEADS).intersection(names) else kind
