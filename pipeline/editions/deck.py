"""The deck: one message per slide, the prose as what is said with it, every source at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.editions.deck_boxes import run_in
from pipeline.editions.deck_names import with_names
from pipeline.editions.deck_section import Setting, section
from pipeline.editions.deck_sources import SourceLines, labels, source_slides
from pipeline.editions.deck_words import bare_table, spoken
from pipeline.editions.prose import bound_facts, coverage, shown, words
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.slides import Slide, Slides, blocks_of
from pipeline.model.stages import Document, Edition
from pipeline.model.walk import ids, map_inlines, map_tree, text_of, walk
from pipeline.resolve.sections import number_of
from pipeline.slides.figures import size_of as figures_size
from pipeline.slides.points import leading_list, size_of
from pipeline.slides.tables import pieces, shown_table
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

MOST_FIGURES = 6


def deck(document: Document) -> Edition:
    """Return the document as the deck shows it."""
    names = labels(document)
    sources = SourceLines(names, document.ledger, document.front.lang)
    setting = Setting(document.front.lang, document.ledger, sources)
    own, blocks = titles.apart(shown(document.blocks, "deck"))
    opening, sections = _sections(run_in(with_names(blocks, names)))
    slides = [_cover(document, own.title, opening), *_glance(document, opening, setting)]
    slides += _numbered([section(heading, blocks, setting) for heading, blocks in sections])
    slides = list(_titled(slides))
    slides += source_slides(document, slides)
    slides.append(_made(document, blocks_of(slides)))
    content = Slides(tuple(_linked(_titled(_without_headings(slides)))))
    return Edition(
        "deck", document.slug, document.front, document.source, content, document.drawings, document.media
    )


def _sections(blocks: n.Blocks) -> tuple[n.Blocks, list[tuple[n.Header, n.Blocks]]]:
    """Return what stands before the first section, and the sections."""
    opening: list[n.Block] = []
    found: list[tuple[n.Header, list[n.Block]]] = []
    for block in blocks:
        if isinstance(block, n.Header) and block.level == 1:
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
        else:
            opening.append(block)
    return tuple(opening), [(heading, tuple(inner)) for heading, inner in found]


def _cover(document: Document, title: n.Inlines, opening: n.Blocks) -> Slide:
    """Return the first slide; what the article says before its sections is said with it."""
    prose = tuple(block for block in opening if not _is(block, "at-a-glance"))
    plain = words(document.front.deck.title or document.front.title)
    whole = plain if document.front.deck.title else title or plain
    # A slide has no foot for notes: what the title's says is said with it.
    bare = map_inlines(whole, lambda node: () if isinstance(node, n.Note) else (node,))
    notes = tuple(block for node in walk(whole) if isinstance(node, n.Note) for block in node.blocks)
    kicker = document.front.kicker or ""
    return Slide("cover", "cover", bare, kicker, notes=spoken((*notes, *prose)))


def _glance(document: Document, opening: n.Blocks, setting: Setting) -> Iterator[Slide]:
    """Yield the key figures, big, and the offices and who holds them."""
    lang = setting.lang
    for part in (part for block in opening if _is(block, "at-a-glance") for part in _blocks(block)):
        inner = _blocks(part)
        if _is(part, "key-figures"):
            count = -(-len(inner) // MOST_FIGURES)
            step = -(-len(inner) // max(1, count))
            for start in range(0, len(inner), step or 1):
                content = (n.Div(n.Attr("", ("key-figures",)), inner[start : start + step]),)
                name = "at-a-glance" if not start else f"at-a-glance-{start + 1}"
                yield Slide(
                    name,
                    "figures",
                    words(term(lang, "at-a-glance")),
                    document.front.title,
                    content=content,
                    size=figures_size(inner[start : start + step]),
                )
        elif _is(part, "officials"):
            for table in (block for block in inner if isinstance(block, n.Table)):
                yield from _officials(table, setting)


def _officials(table: n.Table, setting: Setting) -> Iterator[Slide]:
    line = setting.sources.of((table,))
    title = words(term(setting.lang, "officials"))
    size, parts = pieces(_dated(shown_table(bare_table(table)), setting.lang), title, line)
    kicker = term(setting.lang, "at-a-glance")
    for position, part in enumerate(parts, 1):
        name = "officials" if position == 1 else f"officials-{position}"
        yield Slide(name, "table", title, kicker, content=(part,), source=line, size=size)


def _dated(table: n.Table, lang: str) -> n.Table:
    """Return the table of offices with a last column of dates alone; its sources stand in the source line."""
    head = table.head.rows[0]
    cell = replace(head.cells[-1], blocks=(n.Plain(words(term(lang, "colophon-as-of"))),))
    return replace(table, head=replace(table.head, rows=(replace(head, cells=(*head.cells[:-1], cell)),)))


def _made(document: Document, blocks: n.Blocks) -> Slide:
    """Return the last slide: what the document says of itself."""
    front, lang = document.front, document.front.lang
    stated = bound_facts(document, blocks)
    lines = (
        ("colophon-document", front.id),
        ("colophon-as-of", date_text(front.as_of, lang) if front.as_of else None),
        ("colophon-published", date_text(front.date, lang) if front.date and not front.as_of else None),
        ("colophon-facts", coverage(stated, lang) if stated else None),
        ("slides", term(lang, "colophon-made" if stated else "colophon-made-plain")),
        ("rights", front.rights),
    )
    items = ((term(lang, name), words(text)) for name, text in lines if text)
    content = (leading_list(items),)
    return Slide(
        "colophon", "colophon", words(term(lang, "how-made")), content=content, size=size_of(content)
    )


def _numbered(sections: Sequence[tuple[Slide, ...]]) -> Iterator[Slide]:
    """Yield the slides; a divider shows the number that the article gives its section, or else which it is.

    In a paper without slides of its own, not every section has a divider; so the sections are counted.
    """
    own = any(number_of(slide.title) for slides in sections for slide in slides)
    for position, slides in enumerate(filter(None, sections), 1):
        for slide in slides:
            if slide.kind != "divider":
                yield slide
            elif own:
                number = number_of(slide.title)
                yield replace(slide, number=number, title=slide.title[2:] if number else slide.title)
            else:
                yield replace(slide, number=str(position))


def _without_headings(slides: Iterable[Slide]) -> Iterator[Slide]:
    """Yield the slides; a heading within one is a line of its own, for a heading begins a slide."""
    for slide in slides:
        yield replace(slide, content=tuple(_as_line(block) for block in slide.content))


def _as_line(block: n.Block) -> n.Block:
    if not isinstance(block, n.Header):
        return block
    return n.Para((n.Span(n.Attr(block.attr.id), (n.Strong(block.inlines),)),), at=block.at)


def _titled(slides: Iterable[Slide]) -> Iterator[Slide]:
    """Yield the slides with titles and ids that no two share."""
    titles: dict[str, int] = {}
    taken: set[str] = set()
    for slide in slides:
        name, count = slide.id, 1
        while name in taken:
            count += 1
            name = f"{slide.id}-{count}"
        taken.add(name)
        text = text_of(slide.title)
        titles[text] = titles.get(text, 0) + 1
        again = titles[text] > 1
        title = (*slide.title, n.Space(), n.Str(f"({titles[text]})")) if again else slide.title
        yield replace(slide, id=name, title=title)


def _linked(slides: Iterable[Slide]) -> Iterator[Slide]:
    """Yield the slides without links to what is not in the deck; their words stay."""
    given = tuple(slides)
    targets = frozenset(name for slide in given for name in slide.ids)
    seen = frozenset(("", *(name for slide in given for name in ids(slide.content))))

    def lead(node: n.Inline) -> n.Inlines:
        lost = isinstance(node, n.Link) and node.url.startswith("#") and node.url[1:] not in targets
        return node.inlines if isinstance(node, n.Link) and lost else (node,)

    def said(node: n.Inline) -> n.Inlines:
        """Leave the id of what is both seen and said to what is seen."""
        if isinstance(node, n.Span) and node.attr.id in seen:
            return (replace(node, attr=replace(node.attr, id="")),)
        return lead(node)

    for slide in given:
        yield replace(
            slide,
            content=map_tree(slide.content, inline=lead),
            source=map_inlines(slide.source, lead),
            notes=map_tree(slide.notes, inline=said),
        )


def _is(block: n.Block, name: str) -> bool:
    return isinstance(block, n.Div) and name in block.attr.classes


def _blocks(block: n.Block) -> n.Blocks:
    return block.blocks if isinstance(block, n.Div) else ()
