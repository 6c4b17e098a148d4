"""Points from prose, each with its year or amount first, and the one number of a slide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import assert_never

from pipeline.editions.deck_words import bare, bare_blocks, count_words, is_closed, sentences, tidy
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.facts import Amount, Ledger
from pipeline.model.lines import lines_of
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of, walk
from pipeline.slides import measuring as measure
from pipeline.slides.findings import fits
from pipeline.slides.points import leading_list
from pipeline.slides.rooms import parts_that_fit
from pipeline.wording.facts import fact_text

MOST_WORDS = 40
MOST_POINTS = 5
MOST_SENTENCES = 3
LONG_SENTENCE = 30
WIDEST_LEAD = 0.3  # of the slide's width
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")


def points_of(blocks: n.Blocks) -> tuple[n.Inlines, ...]:
    """Return the points in a list or in paragraphs, without citations and notes."""
    return tuple(point for inlines in _texts(blocks) if (point := bare(inlines)))


def groups(blocks: n.Blocks, canvas: Canvas, lang: str) -> tuple[n.Blocks, ...]:
    """Divide points into parts that each fit on a slide at the usual size; a long one goes on on the next."""
    points = n.BulletList(tuple((n.Plain(inlines),) for inlines in _texts(blocks)))
    parts = parts_that_fit((points,), bare_blocks, partial(sentences, lang=lang), canvas)
    return tuple(tuple(map(n.Plain, _texts(part))) for part in parts)


def _texts(blocks: n.Blocks) -> Iterator[n.Inlines]:
    for block in blocks:
        match block:
            case n.BulletList(items=items) | n.OrderedList(items=items):
                for item in items:
                    yield tuple(part for inlines in _texts(item) for part in (n.Space(), *inlines))[1:]
            case n.Para(inlines=inlines) | n.Plain(inlines=inlines):
                yield inlines
            case n.Div(blocks=inner) | n.BlockQuote(blocks=inner):
                yield from _texts(inner)
            case (
                n.LineBlock() | n.CodeBlock() | n.RawBlock() | n.DefinitionList() | n.Header()
                | n.HorizontalRule() | n.Table() | n.Figure()
            ):  # fmt: skip
                yield from lines_of(block)
            case _:
                assert_never(block)


def is_flat(blocks: n.Blocks) -> bool:
    """Return whether blocks are only points: paragraphs, and lists of such without numbers."""
    return all(_is_flat(block) for block in blocks)


def _is_flat(block: n.Block) -> bool:
    match block:
        case n.Plain() | n.Para():
            return True
        case n.BulletList(items=items):
            return all(isinstance(inner, n.Plain | n.Para) for item in items for inner in item)
        case n.Div(blocks=inner):
            return is_flat(inner)
        case _:
            return False


def with_leads(
    points: tuple[n.Inlines, ...], ledger: Ledger, lang: str, canvas: Canvas
) -> tuple[n.Block, ...]:
    """Return points as a list; each begins with the year or amount of its first fact when all have one.

    Points without room beside these have none.
    """
    if not points:
        return ()
    leads = [_lead(point, ledger, lang) for point in points]
    plain = list_of(points)
    widest = canvas.width * WIDEST_LEAD
    if len(points) < 2 or not all(lead and measure.width(lead, measure.LEAD) <= widest for lead in leads):
        return plain
    with_room = leading_list(zip(leads, points, strict=True))
    return (with_room,) if fits(Slide("", "points", (), content=(with_room,)), canvas) else plain


def list_of(points: tuple[n.Inlines, ...]) -> n.Blocks:
    """Return points as a list."""
    return (n.BulletList(tuple((n.Plain(point),) for point in points)),)


def _lead(point: n.Inlines, ledger: Ledger, lang: str) -> str:
    for item in point:
        if isinstance(item, n.Span) and (name := item.attr.get("fact")):
            fact = ledger.get(name)
            if isinstance(fact, Amount):
                return fact_text(fact, lang, short=True)
            year = _YEAR.search(text_of(item.inlines))
            return year[0] if year else ""
    return ""


def short_points(texts: Iterable[n.Inlines], lang: str) -> tuple[n.Inlines, ...]:
    """Return sentences of paragraphs with their citations, as many as a slide may have; at least one.

    The first sentence of each paragraph is taken before any second one; the order is that of the text.
    """
    candidates = [
        (rank, place, sentence)
        for place, text in enumerate(texts)
        for rank, sentence in enumerate(sentences(text, lang))
        if _whole(sentence)
    ]
    selection: list[tuple[int, int, n.Inlines]] = []
    total = 0
    for candidate in sorted(candidates, key=lambda each: each[:2]):
        word_count = count_words(bare(candidate[2]))
        if word_count > LONG_SENTENCE or total + word_count > MOST_WORDS or len(selection) == MOST_SENTENCES:
            continue
        selection.append(candidate)
        total += word_count
    selection = selection or sorted(candidates, key=lambda each: count_words(each[2]))[:1]
    return tuple(sentence for _, _, sentence in sorted(selection, key=lambda each: (each[1], each[0])))


def _whole(inlines: n.Inlines) -> bool:
    """Return whether a sentence can be alone: it ends as one, and no display formula is in it."""
    if any(isinstance(node, n.Math) and node.kind == "DisplayMath" for node in walk(inlines)):
        return False
    text = text_of(bare(inlines))
    return any(map(str.isalnum, text)) and is_closed(text)


def number_of(blocks: n.Blocks, ledger: Ledger) -> tuple[n.Inlines, n.Inlines] | None:
    """Return the number that a lone paragraph begins with and the rest of it; None for any other slide."""
    match blocks:
        case (n.Para(inlines=inlines) | n.Plain(inlines=inlines),):
            text = bare(inlines)
        case _:
            return None
    if not text or not isinstance(text[0], n.Span):
        return None
    if not isinstance(ledger.get(text[0].attr.get("fact") or ""), Amount):
        return None
    end = _end_of_number(text)
    rest = tidy(text[end:])
    while rest and isinstance(rest[0], n.Str) and not rest[0].text.strip(":;,.\u00a0\u202f"):
        rest = tidy(rest[1:])
    return tidy(text[:end]), rest


def _end_of_number(text: n.Inlines) -> int:
    """Return the end of a number; signs, a power of ten and letters of a unit after it belong to it."""
    words = [(place, text_of((item,))) for place, item in enumerate(text[1:], 1)]
    next_word = next((word for _, word in words if word), "")
    if not next_word or any(character.isalnum() for character in next_word):
        return 1
    return next((place for place, word in words if re.search(r"[^\W\d]{3}|^[:;,.]", word)), len(text))
