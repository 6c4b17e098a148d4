"""Boxes that are figures, tables or listings: several pictures or code under one caption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import canonical, kind_of

# Classes of the resulting boxes; they get numbers later.
GROUP = "subfigures"
LISTING = "listing"
CAPTION = "caption"
ROW = "row"
_CAPTION_KEYS = ("fig-cap", "tbl-cap", "lst-cap", "caption")


def adopt(blocks: n.Blocks) -> n.Blocks:
    """Return the blocks with boxes of the kinds figure, table and listing as such."""
    return walk.map_tree(blocks, block=_block)


def _block(block: n.Block) -> n.Blocks:
    match block:
        case n.Div(attr=attr):
            match kind_of(canonical(attr.id)):
                case "figure":
                    return (_figure(block),)
                case "table":
                    return (_table(block),)
                case "listing":
                    return (_listing(block),)
                case _:
                    return (block,)
        case n.Figure(blocks=(n.Plain(inlines=(n.Image(inlines=()) as image,)),)):
            # HTML and LaTeX have no words for an image beside its caption.
            alt = next((b.inlines for b in block.caption.blocks if isinstance(b, n.Plain | n.Para)), ())
            return (replace(block, blocks=(n.Plain((replace(image, inlines=alt),)),)),)
        case n.Figure() if len(list(_pictures(block.blocks))) > 1:
            return (_group(block.attr, list(_pictures(block.blocks)), block.caption.blocks, block.at),)
        case n.CodeBlock(attr=attr) if (
            kind_of(canonical(attr.id)) == "listing" and (words := _caption_words(attr)) is not None
        ):
            code = replace(block, attr=replace(attr.without(*_CAPTION_KEYS), id=""))
            return (_with_caption(n.Attr(attr.id, (LISTING,)), (code,), words, block.at),)
        case _:
            return (block,)


def _figure(div: n.Div) -> n.Block:
    """Return a box with the id of a figure: one picture a figure, several a group of them."""
    body, caption = _split(div)
    pictures = list(_pictures(body))
    match pictures:
        case [picture] if len(body) == 1:
            attr = replace(picture.attr, id=div.attr.id)
            if caption:
                return replace(picture, attr=attr, caption=n.Caption(None, caption))
            return replace(picture, attr=attr)
        case [_, _, *_]:
            return _group(div.attr, pictures, caption, div.at)
        case _:
            return _with_caption(n.Attr(div.attr.id, (GROUP,)), body, caption, div.at)


def _group(attr: n.Attr, pictures: list[n.Figure], caption: n.Blocks, at: int | None) -> n.Div:
    """Return pictures under one number and one caption."""
    across = 3 if len(pictures) % 3 == 0 else 2
    rows = tuple(
        n.Div(n.Attr("", (ROW,)), tuple(pictures[start : start + across]), at=pictures[start].at)
        for start in range(0, len(pictures), across)
    )
    return _with_caption(n.Attr(attr.id, (GROUP,)), rows, caption, at)


def _table(div: n.Div) -> n.Block:
    """Return a box with the id of a table as the table in it."""
    body, caption = _split(div)
    match body:
        case (n.Table() as table,):
            result = replace(table, attr=replace(table.attr, id=table.attr.id or div.attr.id))
            return replace(result, caption=n.Caption(None, caption)) if caption else result
        case _:
            return div


def _listing(div: n.Div) -> n.Block:
    body, caption = _split(div)
    return _with_caption(n.Attr(div.attr.id, (LISTING,)), body, caption, div.at)


def _with_caption(attr: n.Attr, body: n.Blocks, caption: n.Blocks, at: int | None) -> n.Div:
    """Return a box with its caption below."""
    return n.Div(attr, (*body, n.Div(n.Attr("", (CAPTION,)), caption)), at=at)


def _split(div: n.Div) -> tuple[n.Blocks, n.Blocks]:
    """Return the content of a box, and its caption: its last paragraph of words, or an attribute."""
    match div.blocks:
        case (*body, n.Para() | n.Plain() as last) if body and not _images(last):
            return tuple(body), (n.Plain(last.inlines, at=last.at),)
        case _:
            return div.blocks, _caption_words(div.attr) or ()


def _caption_words(attr: n.Attr) -> n.Blocks | None:
    text = next((value for key in _CAPTION_KEYS if (value := attr.get(key))), None)
    if text is None:
        return None
    inlines: list[n.Inline] = []
    for word in text.split():
        inlines += [n.Space(), n.Str(word)] if inlines else [n.Str(word)]
    return (n.Plain(tuple(inlines)),)


def _pictures(blocks: n.Blocks) -> Iterator[n.Figure]:
    """Yield the pictures of a box, each as a figure with its own words as caption."""
    for block in blocks:
        match block:
            case n.Figure() if len(list(_pictures(block.blocks))) < 2:
                yield block
            case n.Figure(blocks=inner) | n.Div(blocks=inner):
                yield from _pictures(inner)
            case n.Para() | n.Plain():
                for image in _images(block):
                    bare = n.Plain((replace(image, attr=replace(image.attr, id="")),))
                    caption = n.Caption(None, (n.Plain(image.inlines),) if image.inlines else ())
                    yield n.Figure(n.Attr(image.attr.id), caption, (bare,), at=image.at)
            case _:
                pass


def _images(block: n.Para | n.Plain) -> tuple[n.Image, ...]:
    """Return the images of a paragraph that contains nothing else; empty for any other paragraph."""
    rest = [node for node in block.inlines if not isinstance(node, n.Image)]
    if any(not isinstance(node, n.Space | n.SoftBreak | n.LineBreak) for node in rest):
        return ()
    return tuple(node for node in block.inlines if isinstance(node, n.Image))
