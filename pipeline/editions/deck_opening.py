"""How a deck begins: the first slide, the bottom line, the key figures, what stands before the sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.editions.deck_bottom_line import bottom_line
from pipeline.editions.deck_section import section
from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_shown import is_shown
from pipeline.editions.deck_words import speaker_notes
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.front_matter import FrontMatter
from pipeline.model.slides import Slide
from pipeline.model.titles import Titles
from pipeline.model.walk import map_inlines, walk
from pipeline.slides.figures import fit, size_of
from pipeline.wording.terms import term

MOST_FIGURES = 6
GLANCE, STANDFIRST = "at-a-glance", "standfirst"
LEAD = "before-sections"  # the id of the slide of what stands there


def opening(
    front: FrontMatter, own_titles: Titles, blocks: n.Blocks, setting: Setting, *, has_sections: bool
) -> Iterator[Slide]:
    """Yield the first slides; `blocks` stand before the first section, `own_titles` have markup.

    Text alone is said with the first slide. Where there is more, or no section at all, it makes slides.
    """
    cover = _cover(front, own_titles)
    line = bottom_line(tuple(block for block in blocks if is_of(block, STANDFIRST)), setting)
    apart = (GLANCE, STANDFIRST) if line else (GLANCE,)
    prose = tuple(block for block in blocks if not any(is_of(block, name) for name in apart))
    slides: tuple[Slide, ...] = ()
    notes = speaker_notes(prose)
    if (not has_sections and prose) or any(map(is_shown, prose)):
        at = next((block.at for block in prose if block.at), None)
        name = term(setting.lang, "introduction" if has_sections else "in-brief")
        slides, notes = section(n.Header(1, n.Attr(LEAD), words(name), at=at), prose, setting), ()
        if slides and slides[0].kind == "divider":
            notes, slides = slides[0].notes, slides[1:]
    yield replace(cover, notes=(*cover.notes, *notes))
    yield from line
    yield from _key_figures(front, blocks, setting.canvas)
    yield from slides


def _cover(front: FrontMatter, own_titles: Titles) -> Slide:
    """Return the first slide; its notes are those of the title."""
    if front.deck.title:
        whole = own_titles.deck_title or words(front.deck.title)
    else:
        whole = own_titles.title or words(front.title)
    # A slide has no footnotes: the text of the title's notes goes into the speaker notes.
    bare = map_inlines(whole, lambda node: () if isinstance(node, n.Note) else (node,))
    notes = tuple(block for node in walk(whole) if isinstance(node, n.Note) for block in node.blocks)
    return Slide("cover", "cover", bare, front.kicker or "", notes=speaker_notes(notes))


def _key_figures(front: FrontMatter, blocks: n.Blocks, canvas: Canvas) -> Iterator[Slide]:
    """Yield the key figures, big, as many to a slide as it holds."""
    for part in parts_at_a_glance(blocks, "key-figures"):
        start, title = 0, words(term(front.lang, GLANCE))
        for figures in _groups(part, title, canvas):
            yield Slide(
                GLANCE if not start else f"{GLANCE}-{start + 1}",
                "figures",
                title,
                front.title,
                content=(n.Div(n.Attr("", ("key-figures",)), figures),),
                size=size_of(figures, canvas),
            )
            start += len(figures)


def _groups(figures: n.Blocks, title: n.Inlines, canvas: Canvas) -> tuple[n.Blocks, ...]:
    """Divide key figures evenly between the fewest slides that have room for them."""
    least = -(-len(figures) // MOST_FIGURES)
    steps = [-(-len(figures) // count) for count in range(least, len(figures) + 1) if count]
    divisions = (
        tuple(figures[start : start + step] for start in range(0, len(figures), step)) for step in steps
    )
    usual = next(divisions, ())
    fitting = (each for each in (usual, *divisions) if all(fit(part, title, canvas) for part in each))
    return next(fitting, usual)


def parts_at_a_glance(blocks: n.Blocks, name: str) -> Iterator[n.Blocks]:
    """Yield what stands in the parts of a name in the boxes at a glance."""
    for box in blocks:
        if isinstance(box, n.Div) and is_of(box, GLANCE):
            for part in box.blocks:
                if isinstance(part, n.Div) and is_of(part, name):
                    yield part.blocks


def is_of(block: n.Block, name: str) -> bool:
    """Tell a box of a class."""
    return isinstance(block, n.Div) and name in block.attr.classes
