"""What a PDF makes of an edition: the head of its first page, words for formulas, pages for counters.

Each slide of a deck ends with who may read it, each sheet of a handout has its number above the notes.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import groupby

from pipeline.formats import byline
from pipeline.formats.formulas import alternative_texts
from pipeline.formats.head_formulas import heads_as_text
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.front_matter import HANDLING_LENGTH, FrontMatter
from pipeline.model.inspection import Mark, Passage
from pipeline.model.slides import Slides
from pipeline.model.stages import Edition
from pipeline.model.walk import walk
from pipeline.parity.statement import NOTES, state, state_blocks
from pipeline.slides.cover import foot
from pipeline.wording.clipping import clip
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term

_TAGS = re.compile(r"<[^>]*>")
# What stands between the pages that an entry names.
_BETWEEN = re.compile(r"[\s,;–-]*")


def adapt(edition: Edition, statement: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages of an edition as its PDF states them."""
    if isinstance(edition.content, Slides):
        own = _with_heads_as_text(edition, edition.content)
        return tuple(_with_furniture(own, map(_with_pages, _with_words(own, state(own)))))
    return (*_head(edition), *map(_with_pages, _with_words(edition, statement)))


def _with_heads_as_text(edition: Edition, content: Slides) -> Edition:
    """Return slides with the formulas in heads of tables that letters can write as text."""
    slides = tuple(replace(each, content=heads_as_text(each.content)) for each in content.slides)
    return replace(edition, content=replace(content, slides=slides))


def _head(edition: Edition) -> Iterator[Passage]:
    """Yield the lines above the text: series and date, title, subtitle, authors and their institutions."""
    front, lang = edition.front, str(edition.front.lang)
    own, _ = titles.apart(edition.blocks)
    as_of = term(lang, "as-of", date=date_text(front.as_of, lang)) if front.as_of else ""
    if front.kicker or as_of:
        yield Passage("text", f"{front.kicker or ''} {as_of}", 1)
    # It is above the headings of the text, which begin with level 1.
    yield Passage("heading", _words(own.title) or front.title, 1)
    if front.subtitle:
        yield Passage("text", _words(own.subtitle) or front.subtitle, 1)
    yield from (Passage("text", each, 1) for each in _authors(front))


def _words(title: n.Inlines) -> str:
    """Return the words of a title; its formulas are stated with the block that it comes from."""
    return "".join(each.text for each in state_blocks((n.Plain(title),)) if each.kind == "text")


def _authors(front: FrontMatter) -> Iterator[str]:
    """Yield the lines that name the authors."""
    if front.authors:
        names = byline.join_names(byline.names(front), front.lang)
        yield term(front.lang, "authors", names=_text(names))
    if places := byline.places(front):
        yield _text("; ".join(places))
    yield from map(_text, byline.notes(front))


def _text(html: str) -> str:
    return unescape(_TAGS.sub("", html))


def _with_words(edition: Edition, statement: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages with the words of formulas, which are pictures on a page."""
    formulas = [node for node in walk(edition.blocks) if isinstance(node, n.Math)]
    words: dict[str, deque[str]] = defaultdict(deque)
    if formulas:
        texts = alternative_texts(edition.blocks, edition.front.lang)
        for node, text in zip(formulas, texts, strict=True):
            words[node.plain or node.text].append(text)
    for each in statement:
        if each.kind in ("formula", "note") and (texts_of_one := words.get(each.text)):
            text = texts_of_one[0] if len(texts_of_one) == 1 else texts_of_one.popleft()
            yield replace(each, text=text)
        else:
            yield each


def _with_pages(passage: Passage) -> Passage:
    """Return a passage whose counters in a row are one: as many pages as the file has for them."""
    if not any(each.kind == "counter" for each in passage.marks):
        return passage
    marks: list[Mark] = []
    for mark in passage.marks:
        last = marks[-1] if marks else None
        if (
            last is not None
            and last.kind == mark.kind == "counter"
            and _BETWEEN.fullmatch(passage.text[last.end : mark.start])
        ):
            marks[-1] = replace(last, end=mark.end)
        else:
            marks.append(mark)
    return replace(passage, marks=tuple(marks))


def _with_furniture(edition: Edition, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages of slides with what each slide or sheet adds to them."""
    front = edition.front
    is_handout = edition.name == "handout"
    for spot, group in groupby(passages, lambda each: each.spot):
        own = list(group)
        marks = [term(front.lang, "draft")] if front.briefing.draft else []
        if is_handout:
            marks.append(str(spot))
        elif front.briefing.handling:
            marks.append(clip(front.briefing.handling, HANDLING_LENGTH))
        below = next((place for place, each in enumerate(own) if each.name == NOTES), len(own))
        above = _with_cover(front, own[:below]) if spot == 1 else own[:below]
        yield from above
        yield from (Passage("text", each, spot) for each in marks)
        yield from own[below:]


def _with_cover(front: FrontMatter, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages of a cover with its subtitle and its foot; its title is above those of slides."""
    for each in passages:
        if each.kind != "heading":
            yield each
            continue
        yield replace(each, level=1)
        yield from (Passage("text", text, 1) for text in (front.subtitle, foot(front)) if text)
