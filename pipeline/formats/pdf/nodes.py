"""An edition's blocks made ready for the page: footnotes, formulas and images as the PDF needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.charts.frame import Frame
from pipeline.formats.format import Setting
from pipeline.formats.pdf.khmer import breakable
from pipeline.model import nodes as n
from pipeline.model.stages import Edition
from pipeline.model.walk import Rebuild, text_of

BASE = "https://article.invalid/"


@dataclass(frozen=True, slots=True)
class Resource:
    """Bytes that a page asks for by URL, and their media type."""

    media_type: str
    data: bytes = field(repr=False)


def ready(edition: Edition, setting: Setting) -> tuple[n.Blocks, Mapping[str, Resource]]:
    """Return the blocks as they are set, and what their images show, by URL."""
    maker = _Ready(edition, setting)
    return maker.blocks(edition.blocks), maker.resources


class _Ready(Rebuild):
    """Replaces what HTML on paper says in another way, and gathers the images on the way."""

    def __init__(self, edition: Edition, setting: Setting) -> None:
        super().__init__(self.to_inlines, self.to_blocks)
        self.edition = edition
        self.setting = setting
        self.resources: dict[str, Resource] = {}

    def to_inlines(self, node: n.Inline) -> n.Inlines:
        """Return what stands for an inline."""
        match node:
            case n.Note():
                return (footnote(node),)
            case n.Math():
                return (self.formula(node),)
            case n.Image():
                return (self.image(node),)
            case n.Str(text=text):
                return breakable(node) if not text.isascii() else (node,)
            case _:
                return (node,)

    def to_blocks(self, node: n.Block) -> n.Blocks:
        """Return what stands for a block."""
        return (node,)

    def image(self, node: n.Image) -> n.Image:
        """Point an image to its bytes: a drawing made for the page's width, or a file of the article."""
        theme = self.setting.theme
        if node.url.startswith("figure:"):
            name = node.url.removeprefix("figure:")
            drawing = self.edition.drawings[name]
            frame = Frame(
                theme.points("page.wide"), theme.points("page.figure"), theme.points("size.furniture")
            )
            url = f"{BASE}drawings/{name}.svg"
            self.resources[url] = Resource("image/svg+xml", self.setting.draw(drawing, frame))
            alt: n.Inlines = (n.Str(drawing.alt),)
        else:
            media = self.edition.media[node.url]
            url = f"{BASE}media/{len(self.resources)}/{media.name.rpartition('/')[2]}"
            self.resources[url] = Resource(media.media_type, media.data)
            alt = node.inlines
        return replace(node, url=url, inlines=(n.Str(text_of(alt)),))

    def formula(self, node: n.Math) -> n.Image:
        """Draw a formula; its TeX is the text alternative."""
        from pipeline.formats.pdf.maths import draw

        drawn = draw(
            node.text, display=node.kind == "DisplayMath", size=self.setting.theme.points("size.text")
        )
        url = f"{BASE}formulas/{len(self.resources)}.svg"
        self.resources[url] = Resource("image/svg+xml", drawn.svg)
        style = f"width:{drawn.width:.2f}pt;height:{drawn.height:.2f}pt;vertical-align:{drawn.drop:.2f}pt"
        kind = "display" if node.kind == "DisplayMath" else "inline"
        return n.Image(n.Attr("", ("formula", kind), (("style", style),)), (n.Str(node.text),), url)


def footnote(node: n.Note) -> n.Span:
    """Return a note as the span that CSS floats to the foot of the page; its blocks become lines."""
    lines = [line for block in node.blocks for line in lines_of(block)]
    inlines: list[n.Inline] = []
    for line in lines:
        if inlines:
            inlines.append(n.LineBreak())
        inlines += line
    return n.Span(n.Attr("", ("footnote",)), tuple(inlines))


def lines_of(block: n.Block) -> list[n.Inlines]:
    """Return a block as lines of text, for a place where there are no blocks."""
    match block:
        case n.Plain(inlines=inlines) | n.Para(inlines=inlines) | n.Header(inlines=inlines):
            return [inlines]
        case n.BulletList(items=items) | n.OrderedList(items=items):
            return [line for item in items for inner in item for line in lines_of(inner)]
        case n.BlockQuote(blocks=blocks) | n.Div(blocks=blocks) | n.Figure(blocks=blocks):
            return [line for inner in blocks for line in lines_of(inner)]
        case n.LineBlock(lines=lines):
            return list(lines)
        case n.CodeBlock(text=text):
            return [(n.Code(n.Attr(), line),) for line in text.splitlines()]
        case n.DefinitionList(items=entries):
            return [
                line
                for term, definitions in entries
                for line in (term, *(each for blocks in definitions for b in blocks for each in lines_of(b)))
            ]
        case n.Table():
            return [(n.Str(text_of((block,))),)]
        case n.RawBlock() | n.HorizontalRule():
            return []
