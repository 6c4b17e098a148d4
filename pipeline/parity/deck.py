"""What every file of a deck adds to its slides, and writes otherwise.

A cover has words that are none of its content. Simple formulas in the heads of tables are text, which every
screen reader reads. A page has no link within a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.formats.head_formulas import heads_as_text
from pipeline.model import nodes as n
from pipeline.model.inspection import Passage
from pipeline.model.slides import Slide, Slides
from pipeline.model.stages import Edition
from pipeline.parity.forms import TEX, Forms
from pipeline.parity.html import forms
from pipeline.parity.statement import state
from pipeline.slides.cover import foot


def adapt(edition: Edition, statement: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return what a page of slides states; what is stated of others stays as it is."""
    if not isinstance(edition.content, Slides):
        return statement
    slides = tuple(replace(each, content=heads_as_text(each.content)) for each in edition.slides)
    own_forms = forms(tuple(block for each in slides for block in _blocks(each)), edition.front.lang)
    return tuple(map(_without_links_in_links, state_deck(edition, slides, own_forms)))


def state_deck(edition: Edition, slides: tuple[Slide, ...], own_forms: Forms = TEX) -> tuple[Passage, ...]:
    """Return the passages of a deck with these slides, with the whole of its cover."""
    own = replace(edition, content=Slides(slides, edition.canvas))
    return tuple(_with_cover(state(own, own_forms), edition))


def _blocks(slide: Slide) -> n.Blocks:
    return (n.Plain(slide.title), *slide.content, *slide.notes)


def _without_links_in_links(passage: Passage) -> Passage:
    """Return a passage without the links within others, as an address in a citation: HTML has none."""
    links = [each for each in passage.marks if each.kind == "link"]
    inner = {
        each
        for each in links
        for other in links
        if other is not each
        and other.start <= each.start
        and each.end <= other.end
        and (other.start, other.end) != (each.start, each.end)
    }
    return replace(passage, marks=tuple(each for each in passage.marks if each not in inner))


def _with_cover(passages: Iterable[Passage], edition: Edition) -> Iterator[Passage]:
    """Yield passages, behind the title of the cover its subtitle, and the names and dates at its foot.

    The title of a deck is above those of its slides.
    """
    front = edition.front
    for each in passages:
        if each.spot == 1 and each.kind == "heading":
            yield replace(each, level=1)
            yield from (Passage("text", text, 1) for text in (front.subtitle, foot(front)) if text)
        else:
            yield each
