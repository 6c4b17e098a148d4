"""Images: text alternatives and sizes in one form, and a box in place of a missing one."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.pictures import CELL
from pipeline.model.sizes import size
from pipeline.model.stages import Document, Manuscript
from pipeline.resolve.bind import words
from pipeline.wording.terms import term

BOX = "placeholder"
FIGURE_SCHEME = "figure:"
MAX_NAME = 60


def pictures(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with every image ready to be shown, and boxes for those that are not there."""
    lang = document.front.lang

    def inline(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Image) or node.url.startswith(FIGURE_SCHEME):
            return (node,)
        alt = node.attr.get("alt")
        image = replace(
            node,
            attr=_with_valid_sizes(node.attr.without("alt")),
            inlines=words(alt) if alt else node.inlines,
        )
        return (image if node.url in document.media else _box(image, lang),)

    def block(node: n.Block) -> n.Blocks:
        match node:
            case n.Figure(blocks=(n.Plain(inlines=(n.Span(attr=attr) as box,)),)) if BOX in attr.classes:
                # In a plain paper the caption replaces the text alternative: the box does not repeat it.
                same = walk.text_of(box.inlines[1:]) == walk.text_of(node.caption.blocks)
                inline_box = replace(box, inlines=box.inlines[:1]) if same else box
                return (replace(node, blocks=(n.Para((inline_box,)),)),)
            case n.Figure(blocks=(n.Plain(inlines=(n.Image(inlines=()) as image,)) as plain, *rest)) if (
                "decorative" not in image.attr.classes
            ):
                # Quarto writes captions below an image without words of its own.
                labelled_image = replace(image, inlines=_alternative(node.caption))
                return (replace(node, blocks=(replace(plain, inlines=(labelled_image,)), *rest)),)
            case _:
                return (node,)

    return replace(document, blocks=walk.map_tree(document.blocks, inline=inline, block=block))


def _alternative(caption: n.Caption) -> n.Inlines:
    """Return the words of a caption without notes and citations, as a text alternative."""

    def bare(node: n.Inline) -> n.Inlines:
        return () if isinstance(node, n.Note | n.Cite) else (node,)

    return words(walk.text_of(walk.map_tree(caption.blocks, inline=bare)))


def _with_valid_sizes(attr: n.Attr) -> n.Attr:
    """Return attributes with sizes that every edition can keep to."""
    for key in ("width", "height"):
        text = attr.get(key)
        if text is not None:
            value = size(text, width=key == "width")
            attr = attr.without(key) if value is None else attr.with_pairs(**{key: value})
    return attr


def _box(image: n.Image, lang: str) -> n.Span:
    """Return the words in place of a missing image: its name and its alternative."""
    if image.url.startswith(CELL):
        return _missing_output(image, lang)
    name = unquote(re.sub(r"[?#].*", "", image.url)).rstrip("/").rpartition("/")[2]
    if not name or image.url.startswith("data:"):
        name = term(lang, "picture-unnamed")
    name = name if len(name) <= MAX_NAME else name[:MAX_NAME] + "\N{HORIZONTAL ELLIPSIS}"
    head = n.Strong(words(term(lang, "picture-absent", file=name)))
    alt = words(walk.text_of(image.inlines)) if "decorative" not in image.attr.classes else ()
    inlines: n.Inlines = (head, n.Space(), *alt) if alt else (head,)
    return n.Span(n.Attr(image.attr.id, (BOX,)), inlines, at=image.at)


def _missing_output(image: n.Image, lang: str) -> n.Span:
    """Return the words in place of the output of a code cell."""
    head = n.Strong(words(term(lang, "outcome-absent", file=image.url.removeprefix(CELL)[:MAX_NAME])))
    output_words = words(walk.text_of(image.inlines))
    return n.Span(
        n.Attr(image.attr.id, (BOX,)),
        (head, n.Space(), *output_words) if output_words else (head,),
        at=image.at,
    )
