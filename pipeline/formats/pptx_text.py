"""What pandoc is given of each slide: a title, a paragraph for each piece of text, a table, the notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from pipeline.formats.format import Setting
from pipeline.formats.formulas import formulas_in
from pipeline.formats.vectors import pixels
from pipeline.maths import mathml
from pipeline.maths.letters import simple
from pipeline.maths.line import line
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.entries import NUMBER
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition
from pipeline.model.walk import ids, map_inlines, map_tree, text_of, walk
from pipeline.slides.points import items_of

TAB = "\t"
LINES = (n.Span, n.Para, n.Plain)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of a slide: the placeholder it belongs to, its level there, its words."""

    slot: str
    level: int
    words: n.Inlines


def pieces(slide: Slide) -> tuple[Piece, ...]:
    """Return a slide's paragraphs in the order in which pandoc is given them."""
    made = list(_content(slide))
    if slide.source:
        made.append(Piece("source", 0, slide.source))
    return tuple(piece for piece in made if piece.words)


def _content(slide: Slide) -> Iterator[Piece]:
    match slide.kind:
        case "points" | "text" | "colophon":
            for lead, words in items_of(slide.content):
                yield Piece("content", 0, (*lead, n.Str(TAB), *words) if lead else words)
        case "number":
            for level, (_, words) in enumerate(items_of(slide.content)):
                yield Piece("content", min(level, 1), words)
        case "formula":
            for _, words in items_of(slide.content):
                yield Piece("content", 0, _plain_formula(words))
        case "figures":
            figures = [block for part in slide.content if isinstance(part, n.Div) for block in part.blocks]
            for place, figure in enumerate(figures):
                for level, (_, words) in enumerate(items_of((figure,))):
                    yield Piece(f"figure-{place}", level, words)
        case "sources":
            for column, slot in zip(slide.content, ("content", "second"), strict=False):
                for _, words in items_of((column,)):
                    yield Piece(slot, 0, _hanging(words))
        case _:
            return


def _hanging(words: n.Inlines) -> n.Inlines:
    """Return an entry with a tab behind the number that hangs beside it."""
    match words:
        case (n.Span(attr=attr, inlines=number), n.Space(), *rest) if NUMBER in attr.classes:
            return (*number, n.Str(TAB), *rest)
        case _:
            return words


def _plain_formula(words: n.Inlines) -> n.Inlines:
    """Return a numbered formula as a formula and its number."""
    made: list[n.Inline] = []
    for item in words:
        if isinstance(item, n.Span) and any(isinstance(part, n.Math) for part in item.inlines):
            for part in item.inlines:
                made += [part] if isinstance(part, n.Math) else [n.Space(), part]
        else:
            made.append(item)
    return tuple(n.Math("InlineMath", i.text) if isinstance(i, n.Math) else i for i in made)


def given(slides: tuple[Slide, ...], edition: Edition) -> n.Pandoc:
    """Return the slides as the document that pandoc writes as PPTX."""
    homes = {name: slide.id for slide in slides for name in sorted(slide.ids)}
    blocks: list[n.Block] = []
    for slide in slides:
        blocks.append(n.Header(2, n.Attr(slide.id), slide.title))
        blocks += [n.Para(piece.words) for piece in pieces(slide)]
        blocks += [block for block in slide.content if isinstance(block, n.Table)]
        if slide.notes:
            blocks.append(n.Div(n.Attr("", ("notes",)), slide.notes))
    meta = n.MetaMap((("lang", edition.front.lang),))
    return n.Pandoc(meta, map_tree(tuple(blocks), inline=lambda node: _home(node, homes)))


def without_formulas(slides: tuple[Slide, ...]) -> tuple[Slide, ...]:
    """Return the slides with simple formulas as text, and those of titles and notes in one line."""
    told = tuple(block for slide in slides for block in (n.Plain(slide.title), *slide.notes))
    shown = tuple(block for slide in slides for block in slide.content)
    texts = simple(tuple(dict.fromkeys(formulas_in((*told, *shown)))))
    read = mathml.read(mathml.of(node) for node in walk(told) if isinstance(node, n.Math))
    lines = {each.tex: line(reading.mathml) or each.tex for each, reading in read.items()}
    return tuple(
        replace(
            slide,
            title=map_inlines(slide.title, partial(_as_text, texts=texts, lines=lines)),
            content=slide.content
            if slide.kind == "formula"
            else map_tree(slide.content, inline=partial(_as_text, texts=texts, lines={})),
            notes=map_tree(slide.notes, inline=partial(_as_text, texts=texts, lines=lines)),
        )
        for slide in slides
    )


def with_pictures(
    slides: tuple[Slide, ...], edition: Edition, setting: Setting
) -> tuple[tuple[Slide, ...], Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Return the slides, what their images show, and findings.

    An SVG that cannot be drawn has its words in its place; so has an image within words or a table.
    """
    found: list[Diagnostic] = []
    shown: dict[str, bytes] = {}
    told: list[Slide] = []
    for slide in slides:
        images = [node for node in walk(slide.content) if isinstance(node, n.Image)]
        if images and slide.kind != "figure":
            message = f"{images[0].url} stands within words or a table: the slide says what it shows"
            place = edition.source.place(slide.at)
            found.append(warning("picture-not-shown", message, place, "make a figure of it, with a caption"))
            told.append(replace(slide, content=map_tree(slide.content, inline=_in_words)))
            continue
        for url in dict.fromkeys(image.url for image in images if image.url in edition.media):
            data = shown.get(url) or pixels(edition.media[url], setting)
            if data is not None:
                shown[url] = data
                continue
            place = edition.source.place(slide.at)
            message = f"{url} is an SVG that cannot be drawn: the slide says what it shows"
            found.append(warning("picture-not-shown", message, place, "use a PNG of it in its place"))
            name = next(ids(slide.content), "")
            alt = next(image.inlines for image in images if image.url == url)
            slide = replace(slide, kind="text", content=(n.Div(n.Attr(name), (n.Para(alt),)),))
            break
        told.append(slide)
    return tuple(told), shown, tuple(found)


def _in_words(node: n.Inline) -> n.Inlines:
    return node.inlines if isinstance(node, n.Image) else (node,)


def _as_text(node: n.Inline, texts: Mapping[str, n.Inlines], lines: Mapping[str, str]) -> n.Inlines:
    if not isinstance(node, n.Math):
        return (node,)
    return texts.get(node.text, (n.Str(lines[node.text]),) if node.text in lines else (node,))


def _home(node: n.Inline, homes: Mapping[str, str]) -> n.Inlines:
    """Lead a link to the slide that holds its target; citations and plain spans are their words here."""
    match node:
        case n.Link(url=url) if url.startswith("#"):
            return (n.Link(n.Attr(), node.inlines, f"#{homes[url[1:]]}", node.title),)
        case n.Cite(inlines=inlines) | n.Span(inlines=inlines):
            return inlines
        case _:
            return (node,)


def languages(blocks: n.Blocks) -> Mapping[str, str]:
    """Return the texts in blocks that are in a language of their own."""
    found: dict[str, str] = {}
    for node in walk(blocks):
        if isinstance(node, n.Span | n.Div) and (lang := node.attr.get("lang")):
            lines = (node,) if isinstance(node, n.Span) else walk(node.blocks)
            found |= {text_of(each.inlines): lang for each in lines if isinstance(each, LINES)}
    return found
