"""The deck: one message per slide, the prose as speaker notes, every source at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from pipeline.editions.deck_boxes import run_in
from pipeline.editions.deck_kickers import with_short_kickers
from pipeline.editions.deck_names import with_names
from pipeline.editions.deck_section import Setting, section
from pipeline.editions.deck_short_sources import short_sources
from pipeline.editions.deck_shown import is_shown
from pipeline.editions.deck_sources import SourceLines, count_sources, labels, source_slides
from pipeline.editions.deck_words import bare_table, speaker_notes
from pipeline.editions.projection import Projection
from pipeline.editions.prose import bound_facts, coverage, select_blocks, words
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.slides import Slide, Slides, blocks_of
from pipeline.model.stages import Document, Edition, Media
from pipeline.model.walk import ids, map_inlines, map_tree, text_of, walk
from pipeline.resolve.sections import number_of
from pipeline.slides.figures import size_of as figures_size
from pipeline.slides.points import leading_list, size_of
from pipeline.slides.tables import pieces, to_slide_table
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

MOST_FIGURES = 6
LEAD = "before-sections"  # the id of the first slide of the text before the first section


def deck(document: Document) -> Edition:
    """Return the document as the deck shows it."""
    names = labels(document)
    sources = SourceLines(names, document.ledger, document.front.lang)
    setting = Setting(document.front.lang, document.ledger, sources)
    own, blocks = titles.apart(select_blocks(document.blocks, "deck", leave_out=frozenset()))
    opening, sections = _sections(run_in(with_names(blocks, names)))
    slides = list(_opening(document, own.title, opening, setting, has_sections=bool(sections)))
    slides += _with_numbers([section(heading, blocks, setting) for heading, blocks in sections])
    slides = list(_with_unique_titles(slides))
    endings, media = _sources(document, slides)
    slides += endings
    slides.append(_colophon(document, blocks_of(slides)))
    plain = with_short_kickers(_with_unique_titles(_without_headings(slides)))
    content = Slides(tuple(_without_lost_links(plain)))
    return Edition(
        "deck", document.slug, document.front, document.source, content, document.drawings,
        {**document.media, **{each.name: each for each in media}},
    )  # fmt: skip


def _sources(document: Document, slides: Sequence[Slide]) -> tuple[tuple[Slide, ...], tuple[Media, ...]]:
    """Return the slides of the sources in the form that the front matter sets, and the pictures on them."""
    match document.front.deck.sources:
        case "full":
            return tuple(source_slides(document, slides)), ()
        case "short":
            count = count_sources(document, slides)
            slide, media = short_sources(count, document.front)
            return ((slide,), media) if count else ((), ())
        case "none":
            return (), ()
        case _:
            assert_never(document.front.deck.sources)


def _sections(blocks: n.Blocks) -> tuple[n.Blocks, list[tuple[n.Header, n.Blocks]]]:
    """Return the blocks before the first section, and the sections."""
    opening: list[n.Block] = []
    sections: list[tuple[n.Header, list[n.Block]]] = []
    for block in blocks:
        if isinstance(block, n.Header) and block.level == 1:
            sections.append((block, []))
        elif sections:
            sections[-1][1].append(block)
        else:
            opening.append(block)
    return tuple(opening), [(heading, tuple(inner)) for heading, inner in sections]


def _opening(
    document: Document, title: n.Inlines, opening: n.Blocks, setting: Setting, *, has_sections: bool
) -> Iterator[Slide]:
    """Yield the first slide, the key figures, and the slides of the text before the first section.

    Text alone becomes notes of the first slide. Other content, or text without any section, becomes slides.
    """
    cover, glance = _cover(document, title), _glance(document, opening, setting)
    prose = tuple(block for block in opening if not _is(block, "at-a-glance"))
    slides: tuple[Slide, ...] = ()
    notes = speaker_notes(prose)
    if not has_sections or any(map(is_shown, prose)):
        at = next((block.at for block in prose if block.at), None)
        slides, notes = section(n.Header(1, n.Attr(LEAD), cover.title, at=at), prose, setting), ()
        if slides and slides[0].kind == "divider":
            notes, slides = slides[0].notes, slides[1:]
    yield replace(cover, notes=(*cover.notes, *notes))
    yield from glance
    yield from slides


def _cover(document: Document, title: n.Inlines) -> Slide:
    """Return the first slide; the footnotes of the title are its speaker notes."""
    plain = words(document.front.deck.title or document.front.title)
    whole = plain if document.front.deck.title else title or plain
    # A slide has no footnotes: the text of the title's notes goes into the speaker notes.
    bare = map_inlines(whole, lambda node: () if isinstance(node, n.Note) else (node,))
    notes = tuple(block for node in walk(whole) if isinstance(node, n.Note) for block in node.blocks)
    kicker = document.front.kicker or ""
    return Slide("cover", "cover", bare, kicker, notes=speaker_notes(notes))


def _glance(document: Document, opening: n.Blocks, setting: Setting) -> Iterator[Slide]:
    """Yield slides of the key figures, in large type, and of the offices and their holders."""
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
    size, parts = pieces(_with_date_heading(to_slide_table(bare_table(table)), setting.lang), title, line)
    kicker = term(setting.lang, "at-a-glance")
    for position, part in enumerate(parts, 1):
        name = "officials" if position == 1 else f"officials-{position}"
        yield Slide(name, "table", title, kicker, content=(part,), source=line, size=size)


def _with_date_heading(table: n.Table, lang: str) -> n.Table:
    """Head the last column of the table of offices with the date; its sources are in the source line."""
    head = table.head.rows[0]
    cell = replace(head.cells[-1], blocks=(n.Plain(words(term(lang, "colophon-as-of"))),))
    return replace(table, head=replace(table.head, rows=(replace(head, cells=(*head.cells[:-1], cell)),)))


def _colophon(document: Document, blocks: n.Blocks) -> Slide:
    """Return the last slide: identity, dates, coverage of facts and rights of the document."""
    front, lang = document.front, document.front.lang
    facts = bound_facts(document, blocks)
    lines = (
        ("colophon-document", front.id),
        ("colophon-as-of", date_text(front.as_of, lang) if front.as_of else None),
        ("colophon-published", date_text(front.date, lang) if front.date and not front.as_of else None),
        ("colophon-facts", coverage(facts, lang) if facts else None),
        ("slides", term(lang, "colophon-made" if facts else "colophon-made-plain")),
        ("rights", front.rights),
    )
    items = ((term(lang, name), words(text)) for name, text in lines if text)
    content = (leading_list(items),)
    return Slide(
        "colophon", "colophon", words(term(lang, "how-made")), content=content, size=size_of(content)
    )


def _with_numbers(sections: Sequence[tuple[Slide, ...]]) -> Iterator[Slide]:
    """Yield the slides; a divider shows the article's number of its section, or else its position.

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
    """Yield the slides, headings within them replaced by bold lines, because a heading begins a slide."""
    for slide in slides:
        yield replace(slide, content=tuple(_as_line(block) for block in slide.content))


def _as_line(block: n.Block) -> n.Block:
    if not isinstance(block, n.Header):
        return block
    return n.Para((n.Span(n.Attr(block.attr.id), (n.Strong(block.inlines),)),), at=block.at)


def _with_unique_titles(slides: Iterable[Slide]) -> Iterator[Slide]:
    """Yield the slides with unique titles and ids."""
    titles: dict[str, int] = {}
    used_ids: set[str] = set()
    for slide in slides:
        name, count = slide.id, 1
        while name in used_ids:
            count += 1
            name = f"{slide.id}-{count}"
        used_ids.add(name)
        text = text_of(slide.title)
        titles[text] = titles.get(text, 0) + 1
        again = titles[text] > 1
        title = (*slide.title, n.Space(), n.Str(f"({titles[text]})")) if again else slide.title
        yield replace(slide, id=name, title=title)


def _without_lost_links(slides: Iterable[Slide]) -> Iterator[Slide]:
    """Yield the slides with links to targets outside the deck replaced by their words."""
    all_slides = tuple(slides)
    targets = frozenset(name for slide in all_slides for name in slide.ids)
    content_ids = frozenset(("", *(name for slide in all_slides for name in ids(slide.content))))

    def lead(node: n.Inline) -> n.Inlines:
        is_lost = isinstance(node, n.Link) and node.url.startswith("#") and node.url[1:] not in targets
        return node.inlines if isinstance(node, n.Link) and is_lost else (node,)

    def unlink_and_strip_id(node: n.Inline) -> n.Inlines:
        """Remove the id of a span in the notes if the content has the same id; remove links to nowhere."""
        if isinstance(node, n.Span) and node.attr.id in content_ids:
            return (replace(node, attr=replace(node.attr, id="")),)
        return lead(node)

    for slide in all_slides:
        yield replace(
            slide,
            content=map_tree(slide.content, inline=lead),
            source=map_inlines(slide.source, lead),
            notes=map_tree(slide.notes, inline=unlink_and_strip_id),
        )


def _is(block: n.Block, name: str) -> bool:
    return isinstance(block, n.Div) and name in block.attr.classes


def _blocks(block: n.Block) -> n.Blocks:
    return block.blocks if isinstance(block, n.Div) else ()


DECK = Projection("deck", deck)
