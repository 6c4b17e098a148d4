"""An edition's blocks made ready for the page: footnotes, formulas and images as the PDF needs them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TypeVar

from pipeline.formats import figure_frames
from pipeline.formats.format import Setting
from pipeline.formats.formulas import own_words
from pipeline.formats.pdf import captions, tables
from pipeline.formats.pdf.divided import divided
from pipeline.formats.pdf.formulas import Formulas
from pipeline.formats.pdf.media import MEDIA, shown
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.formats.pdf.table_heads import is_tall
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.lines import lines_of
from pipeline.model.stages import Edition
from pipeline.model.walk import Rebuild, map_inlines, text_of, walk
from pipeline.wording import word_breaks
from pipeline.wording.clipping import clip

DRAWINGS = f"{BASE}drawings/"
# A table of this many columns takes the outer margin as well.
WIDE = 3
# The last two words of a heading may be parted when they have more characters.
PAIR = 24
# A heading of fewer inlines is short.
PAIRED = 5
# What has room at the head of a page.
RUNNING = 90
# A host name longer than this may break within a line.
HOST = 44
# Names of images are kept to this length in addresses.
LONG = 80

# Signs that mean something in an address.
_SIGNS = re.compile(r"[#?%\\;&\s\x00-\x1f]")
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)$", re.IGNORECASE)
_Classed = TypeVar("_Classed", n.Figure, n.Table)
_UNIT = re.compile(r"([^\W\d_]{2,}[.]?)")


@dataclass(frozen=True, slots=True)
class Set:
    """Blocks as they are set, what their images show, by URL, and what could not be set as it should."""

    blocks: n.Blocks = field(repr=False)
    resources: Mapping[str, Resource] = field(repr=False)
    diagnostics: tuple[Diagnostic, ...]


def ready(edition: Edition, setting: Setting, height: float) -> Set:
    """Return an edition's blocks as they are set; `height` is the most that a figure may take, in points."""
    maker = _Ready(edition, setting, height)
    return Set(maker.blocks(divided(edition.blocks)), maker.resources, tuple(maker.formulas.found))


class _Ready(Rebuild):
    """Replaces what HTML on paper says in another way, and gathers the images on the way."""

    def __init__(self, edition: Edition, setting: Setting, height: float) -> None:
        super().__init__(self.to_inlines, self.to_blocks)
        self.edition = edition
        self.setting = setting
        self.height = height
        self.resources: dict[str, Resource] = {}
        self.formulas = Formulas(edition, setting.theme)

    def to_inlines(self, node: n.Inline) -> n.Inlines:
        """Return what stands for an inline."""
        match node:
            case n.Note():
                return (footnote(node),)
            case n.Math():
                return (self.formulas.drawn(node, self.resources),)
            case n.Image():
                return (self.image(node),)
            case n.Link(url=url, inlines=(n.Str(text=text),)) if text == url:
                return (secure(written_out(node, text)),)
            case n.Link():
                return (secure(node),)
            case n.Cite(inlines=inlines):
                return inlines
            case n.Span(attr=attr, inlines=inlines) if attr.classes == ("fact",) and not attr.get("lang"):
                # A box of its own for each would cost a tenth of the time of the layout, and say nothing.
                return inlines
            case n.Span(attr=attr, inlines=(n.Image() as drawn, *rest)) if "formula" in drawn.attr.classes:
                if alt := own_words(node):
                    drawn = replace(drawn, inlines=(n.Str(alt),))
                if "equation" in attr.classes:
                    rest = [n.Span(n.Attr("", ("number",)), tuple(rest))]
                return (replace(node, attr=attr.without("alt"), inlines=(drawn, *rest)),)
            case n.Str(text=text):
                return (node,) if text.isascii() else (replace(node, text=word_breaks.divide(text)),)
            case _:
                return (node,)

    def to_blocks(self, node: n.Block) -> n.Blocks:
        """Return what stands for a block."""
        match node:
            case n.Figure(blocks=(n.Plain(inlines=(n.Image(url=url),)), *_)) if url.startswith(DRAWINGS):
                return (classed(node, "drawn"),)
            case n.Figure():
                return (classed(node, *captions.classes_of(node, self.resources, self.setting.theme)),)
            case n.Table() if "figure-data" in node.attr.classes:
                return (classed(node, "tall-head") if is_tall(node) else node,)
            case n.Table():
                wide = len(node.columns) >= WIDE
                theme = self.setting.theme
                room = theme.points("page.wide" if wide else "page.measure")
                sized = tables.fitted(classed(node, "wide") if wide else node, room, theme)
                return (classed(sized, "tall-head") if is_tall(node) else sized,)
            case n.Header(inlines=inlines):
                paired_ = paired(inlines) if _ends_in_words(inlines) else inlines
                return (replace(running(node), inlines=paired_),)
            case n.Div(attr=attr, blocks=(n.Para() as value, *rest)) if "key-figure" in attr.classes:
                return (replace(node, blocks=(replace(value, inlines=with_units(value.inlines)), *rest)),)
            case _:
                return (node,)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild what is inside an inline; a formula with a number has room for both."""
        with self.formulas.within(node):
            return super().descend_inline(node)

    def descend_block(self, node: n.Block) -> n.Block:
        """Rebuild what is inside a block, whose text may be narrower than that around it."""
        with self.formulas.within(node):
            made = super().descend_block(node)
        if isinstance(made, n.Header) and any(isinstance(each, n.Math) for each in walk((node,))):
            # Its formulas are images now; outlines and running lines have letters alone.
            made = replace(made, attr=made.attr.with_pairs(data_plain=" ".join(text_of((node,)).split())))
        return made

    def image(self, node: n.Image) -> n.Image:
        """Point an image to its bytes: a drawing made for the page's width, or a file of the article."""
        theme = self.setting.theme
        if node.url.startswith("figure:"):
            name = node.url.removeprefix("figure:")
            drawing = self.edition.drawings[name]
            frame = figure_frames.page(theme, self.height)
            url = f"{DRAWINGS}{name}.svg"
            self.resources[url] = Resource("image/svg+xml", self.setting.draw(drawing, frame))
            alt: n.Inlines = (n.Str(drawing.alt),)
        else:
            media = self.edition.media[node.url]
            name = _SIGNS.sub("-", media.name.rpartition("/")[2][-LONG:])
            # WeasyPrint asks for names beyond ASCII percent-encoded.
            name = name if name.isascii() else f"image{PurePosixPath(name).suffix}"
            name = name if name.isascii() else "image"
            resource = shown(media, theme)
            # Pandoc goes by the end of the name: what is named `.pdf` would not be an image.
            suffix = f".{resource.media_type.rpartition('/')[2].partition('+')[0]}"
            name = name if _IMAGE.search(name) else name + suffix
            url = f"{MEDIA}{len(self.resources)}/{name}"
            self.resources[url] = resource
            alt = () if "decorative" in node.attr.classes else node.inlines
        return replace(node, url=url, inlines=(n.Str(text_of(alt)),))


def classed(node: _Classed, *names: str) -> _Classed:
    """Return an element with more classes."""
    return replace(node, attr=replace(node.attr, classes=(*node.attr.classes, *names)))


def paired(inlines: n.Inlines) -> n.Inlines:
    """Return a heading whose last two words stay on one line, so that none stands on it alone."""
    *start, before, space, last = inlines
    if len(text_of((before, last))) > PAIR:
        return inlines
    return (*start, n.Span(n.Attr("", ("whole",)), (before, space, last)))


def _ends_in_words(inlines: n.Inlines) -> bool:
    return len(inlines) >= PAIRED and tuple(map(type, inlines[-3:])) == (n.Str, n.Space, n.Str)


def running(heading: n.Header) -> n.Header:
    """Return a heading, a long one with what of it has room at the head of a page."""
    words = " ".join(text_of(heading.inlines).split())
    if heading.level > 1 or len(words) <= RUNNING:
        return heading
    short = (("running", clip(words, RUNNING)),)
    return replace(heading, attr=replace(heading.attr, pairs=(*heading.attr.pairs, *short)))


def with_units(inlines: n.Inlines) -> n.Inlines:
    """Mark what is no number in a key figure (`million`, `about`), so that it can be set smaller."""

    def marked(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Str):
            return (node,)
        parts = [part for part in _UNIT.split(node.text) if part]
        return tuple(
            n.Span(n.Attr("", ("unit",)), (n.Str(part),)) if _UNIT.fullmatch(part) else n.Str(part)
            for part in parts
        )

    return map_inlines(inlines, marked)


def secure(link: n.Link) -> n.Link:
    """Return a link to a web address by https, as browsers ask for it first; what is printed stays."""
    scheme, mark, rest = link.url.partition("://")
    return replace(link, url=f"https://{rest}") if mark and scheme.lower() == "http" else link


def written_out(link: n.Link, text: str) -> n.Link:
    """Return a link whose text is its address, so that no line breaks within the scheme and host."""
    scheme, slashes, rest = text.partition("://")
    host, slash, path = rest.partition("/")
    attr = replace(link.attr, classes=(*link.attr.classes, "url"))
    if not slashes or len(host) > HOST:
        return replace(link, attr=attr)
    whole = n.Span(n.Attr("", ("host",)), (n.Str(scheme + slashes + host),))
    return replace(link, attr=attr, inlines=(whole, n.Str(slash + path)) if slash else (whole,))


def footnote(node: n.Note) -> n.Span:
    """Return a note as the span that CSS floats to the foot of the page; its blocks become lines."""
    first, *others = [line for block in node.blocks for line in lines_of(block)] or [()]
    lines = (each for line in others for each in (n.Space(), n.Span(n.Attr("", ("line",)), line)))
    return n.Span(n.Attr("", ("footnote",)), (*first, *lines))
