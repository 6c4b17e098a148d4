"""Preparation of an edition's blocks for the page: footnotes, formulas and images in the form of the PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TypeVar

from pipeline.formats import figure_frames
from pipeline.formats.format import Setting
from pipeline.formats.formulas import own_words
from pipeline.formats.key_figures import mark_units
from pipeline.formats.pdf import captions, tables
from pipeline.formats.pdf.formulas import Formulas, on_page
from pipeline.formats.pdf.long_words import mark_long_words
from pipeline.formats.pdf.media import MEDIA, make_resource
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.formats.pdf.table_heads import is_tall
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.lines import lines_of
from pipeline.model.stages import Edition
from pipeline.model.walk import Rebuild, text_of, walk
from pipeline.wording import word_breaks
from pipeline.wording.clipping import clip

DRAWINGS = f"{BASE}drawings/"
# A table of this many columns takes the outer margin as well.
WIDE_COLUMNS = 3
# The last two words of a heading may be separated if they have more characters.
PAIR_LENGTH = 24
# In a heading of fewer inlines the last two words may be separated.
LEAST_INLINES = 5
# A running title has at most this many characters.
RUNNING_LENGTH = 90
# A host name longer than this may break within a line.
HOST_LENGTH = 44
# The maximum length of an image's name in an address.
NAME_LENGTH = 80

# The signs that tasks begin with, open and done.
TASKS = (n.Str("\N{BALLOT BOX}"), n.Str("\N{BALLOT BOX WITH X}"))
# Characters with a meaning in a URL.
_SIGNS = re.compile(r"[#?%\\;&\s\x00-\x1f]")
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?)$", re.IGNORECASE)
_WithAttr = TypeVar("_WithAttr", n.Figure, n.Table)


@dataclass(frozen=True, slots=True)
class PageContent:
    """The blocks of the page, the resources of their images by URL, and the diagnostics of formulas."""

    blocks: n.Blocks = field(repr=False)
    resources: Mapping[str, Resource] = field(repr=False)
    diagnostics: tuple[Diagnostic, ...]


def prepare(edition: Edition, setting: Setting, height: float) -> PageContent:
    """Prepare an edition's blocks for the page; `height` is the maximum height of a figure in points."""
    maker = Preparation(edition, setting, height)
    return PageContent(
        maker.blocks(mark_long_words(edition.blocks)), maker.resources, tuple(maker.formulas.diagnostics)
    )


class Preparation(Rebuild):
    """Replaces nodes that need another form in the HTML of the PDF, and collects the images."""

    def __init__(self, edition: Edition, setting: Setting, height: float) -> None:
        super().__init__(self.to_inlines, self.to_blocks)
        self.edition = edition
        self.setting = setting
        self.height = height
        self.resources: dict[str, Resource] = {}
        self.formulas = Formulas(edition, on_page(setting.theme))

    def to_inlines(self, node: n.Inline) -> n.Inlines:
        """Return the inlines that replace an inline in the PDF."""
        match node:
            case n.Note():
                return (footnote(node),)
            case n.Math():
                return (self.formulas.draw_formula(node, self.resources),)
            case n.Image():
                return (self.image(node),)
            case n.Link(url=url, inlines=(n.Str(text=text),)) if text == url:
                return (use_https(keep_host_together(node, text)),)
            case n.Link():
                return (use_https(node),)
            case n.Cite(inlines=inlines):
                return inlines
            case n.Span(attr=attr, inlines=inlines) if attr.classes == ("fact",) and not attr.get("lang"):
                name = attr.get("fact")
                return (n.Span(n.Attr("", (), (("data-fact", name),)), inlines),) if name else inlines
            case n.Span(attr=attr, inlines=(n.Image() as image, *rest)) if "formula" in image.attr.classes:
                if alt := own_words(node):
                    image = replace(image, inlines=(n.Str(alt),))
                if "equation" in attr.classes:
                    rest = [n.Span(n.Attr("", ("number",)), tuple(rest))]
                return (replace(node, attr=attr.without("alt"), inlines=(image, *rest)),)
            case n.Str(text=text):
                return (node,) if text.isascii() else (replace(node, text=word_breaks.divide(text)),)
            case _:
                return (node,)

    def to_blocks(self, node: n.Block) -> n.Blocks:
        """Return the blocks that replace a block in the PDF."""
        match node:
            case n.Figure(blocks=(n.Plain(inlines=(n.Image(url=url),)), *_)) if url.startswith(DRAWINGS):
                return (with_classes(node, "drawn"),)
            case n.Figure():
                return (with_classes(node, *captions.classes_of(node, self.resources, self.setting.theme)),)
            case n.Table() if "figure-data" in node.attr.classes:
                return (with_classes(node, "tall-head") if is_tall(node) else node,)
            case n.Table():
                wide = len(node.columns) >= WIDE_COLUMNS
                theme = self.setting.theme
                room = theme.points("page.wide" if wide else "page.measure")
                table = tables.fit(with_classes(node, "wide") if wide else node, room, theme)
                return (with_classes(table, "tall-head") if is_tall(node) else table,)
            case n.BulletList(items=items) if items and all(map(_is_task, items)):
                return (n.Div(n.Attr("", ("tasks",)), (replace(node, items=tuple(map(_with_sign, items))),)),)
            case n.Header(inlines=inlines):
                return (replace(add_running_title(node), inlines=keep_last_pair(inlines)),)
            case n.Div(attr=attr) if "key-figure" in attr.classes:
                return (mark_units(node),)
            case _:
                return (node,)

    def descend_inline(self, node: n.Inline) -> n.Inline:
        """Rebuild the content of an inline; a numbered formula leaves room for its number."""
        if not isinstance(node, n.Span):
            return super().descend_inline(node)
        with self.formulas.within(node):
            return super().descend_inline(node)

    def descend_block(self, node: n.Block) -> n.Block:
        """Rebuild the content of a block, which may be narrower than the text around it."""
        with self.formulas.within(node):
            block = super().descend_block(node)
        if isinstance(block, n.Header) and any(isinstance(each, n.Math) for each in walk((node,))):
            # Its formulas are images now; outlines and running lines have letters alone.
            block = replace(block, attr=block.attr.with_pairs(data_plain=" ".join(text_of((node,)).split())))
        return block

    def image(self, node: n.Image) -> n.Image:
        """Link an image to its resource: a drawing at the width of the page, or a file of the article."""
        name = node.url.removeprefix("figure:")
        return self.drawing(node, name) if name != node.url else self.picture(node)

    def drawing(self, node: n.Image, name: str) -> n.Image:
        """Link an image to the drawing of this name."""
        drawing = self.edition.drawings[name]
        frame = figure_frames.page(self.setting.theme, self.height)
        url = f"{DRAWINGS}{name}.svg"
        self.resources[url] = Resource("image/svg+xml", self.setting.draw(drawing, frame))
        return replace(node, url=url, inlines=(n.Str(drawing.alt),))

    def picture(self, node: n.Image) -> n.Image:
        """Link an image to a file of the article."""
        media = self.edition.media[node.url]
        name = _SIGNS.sub("-", media.name.rpartition("/")[2][-NAME_LENGTH:])
        # WeasyPrint requests names beyond ASCII percent-encoded.
        name = name if name.isascii() else f"image{PurePosixPath(name).suffix}"
        name = name if name.isascii() else "image"
        resource = make_resource(media, self.setting.theme)
        # Pandoc decides by the ending of the name: a name in `.pdf` would not be an image.
        suffix = f".{resource.media_type.rpartition('/')[2].partition('+')[0]}"
        name = name if _IMAGE.search(name) else name + suffix
        url = f"{MEDIA}{len(self.resources)}/{name}"
        self.resources[url] = resource
        alt = () if "decorative" in node.attr.classes else node.inlines
        return replace(node, url=url, inlines=(n.Str(text_of(alt)),))


def with_classes(node: _WithAttr, *names: str) -> _WithAttr:
    """Return an element with additional classes."""
    return replace(node, attr=replace(node.attr, classes=(*node.attr.classes, *names)))


def _is_task(item: n.Blocks) -> bool:
    match item:
        case ((n.Plain() | n.Para()) as first, *_):
            return bool(first.inlines) and first.inlines[0] in TASKS
        case _:
            return False


def _with_sign(item: n.Blocks) -> n.Blocks:
    """Keep the sign of a task as text: pandoc would write a field of a form, which says nothing on paper."""
    match item:
        case ((n.Plain(inlines=(sign, *rest)) | n.Para(inlines=(sign, *rest))) as first, *others):
            return (replace(first, inlines=(n.Span(n.Attr(), (sign,)), *rest)), *others)
        case _:
            return item


def keep_last_pair(inlines: n.Inlines) -> n.Inlines:
    """Keep the last two words of a heading on one line, so that no line has a single word."""
    if not _ends_in_words(inlines):
        return inlines
    *start, before, space, last = inlines
    if len(text_of((before, last))) > PAIR_LENGTH:
        return inlines
    return (*start, n.Span(n.Attr("", ("whole",)), (before, space, last)))


def _ends_in_words(inlines: n.Inlines) -> bool:
    return len(inlines) >= LEAST_INLINES and tuple(map(type, inlines[-3:])) == (n.Str, n.Space, n.Str)


def add_running_title(heading: n.Header) -> n.Header:
    """Add a short running title to a long heading."""
    words = " ".join(text_of(heading.inlines).split())
    if heading.level > 1 or len(words) <= RUNNING_LENGTH:
        return heading
    short = (("running", clip(words, RUNNING_LENGTH)),)
    return replace(heading, attr=replace(heading.attr, pairs=(*heading.attr.pairs, *short)))


def use_https(link: n.Link) -> n.Link:
    """Change a link to a web address to https, as browsers do; the printed text stays the same."""
    scheme, mark, rest = link.url.partition("://")
    return replace(link, url=f"https://{rest}") if mark and scheme.lower() == "http" else link


def keep_host_together(link: n.Link, text: str) -> n.Link:
    """Prevent line breaks within the scheme and host of a link whose text is its address."""
    scheme, slashes, rest = text.partition("://")
    host, slash, path = rest.partition("/")
    attr = replace(link.attr, classes=(*link.attr.classes, "url"))
    if not slashes or len(host) > HOST_LENGTH:
        return replace(link, attr=attr)
    whole = n.Span(n.Attr("", ("host",)), (n.Str(scheme + slashes + host),))
    return replace(link, attr=attr, inlines=(whole, n.Str(slash + path)) if slash else (whole,))


def footnote(node: n.Note) -> n.Span:
    """Return a note as a span that CSS floats to the foot of the page; its blocks become lines."""
    first, *others = [line for block in node.blocks for line in lines_of(block)] or [()]
    lines = (each for line in others for each in (n.Space(), n.Span(n.Attr("", ("line",)), line)))
    return n.Span(n.Attr("", ("footnote",)), (*first, *lines))
