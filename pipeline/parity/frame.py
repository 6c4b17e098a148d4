"""What a format sets around an article: its title, and frames with words of the article or the page alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from pipeline.formats.pptx.render import LONGEST
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.inspection import Inspection
from pipeline.model.slides import Slides
from pipeline.model.stages import Edition
from pipeline.model.walk import map_inlines, text_of
from pipeline.parity import html
from pipeline.parity.comparison import Alignment
from pipeline.parity.deck_frame import deck_frame_differences
from pipeline.parity.differences import Difference
from pipeline.parity.gap import Gap
from pipeline.parity.text import fold
from pipeline.wording.clipping import clip
from pipeline.wording.dates import date_text
from pipeline.wording.terms import names, term

_LETTERS = re.compile(r"[^\W\d_]+")
# A title may have formulas.
_HEADS = frozenset({"title", "heading", "frame", "text", "formula"})


def frame_differences(edition: Edition, inspection: Inspection) -> Iterator[Difference]:
    """Yield the title if no head has it, and the words of frames that come from nowhere."""
    title = _letters(edition.front.title)
    heads = "".join(_letters(each.text) for each in inspection.passages if each.kind in _HEADS)
    # That of slides is a heading on the first of them, and compared there.
    is_there = any(form in heads for form in (title, _without_formulas(edition)))
    if not is_there and not isinstance(edition.content, Slides):
        message = f"the title “{clip(edition.front.title, 90)}” is lost"
        yield Difference("text-lost", message, None, 1)
    own = _letters(clip(edition.front.title, LONGEST)) if inspection.format == "pptx" else title
    if own and own != _letters(inspection.title) and not _own_title(edition):
        message = f"the title in the metadata is “{clip(inspection.title, 90)}”"
        yield Difference("metadata-differs", message, None, 0)
    if inspection.lang.lower() != str(edition.front.lang).lower():
        message = f"the language in the metadata is {inspection.lang or 'not set'}, not {edition.front.lang}"
        yield Difference("metadata-differs", message, None, 0)
    if inspection.unit == "slide":
        yield from deck_frame_differences(edition, inspection)
    vocabulary = _vocabulary(edition)
    for each in inspection.passages:
        if each.kind in ("frame", "title"):
            foreign = [
                word for word in _LETTERS.findall(fold(each.text)) if word.casefold() not in vocabulary
            ]
            if foreign:
                message = (
                    f"“{clip(' '.join(foreign), 90)}” is not in the article, in “{clip(fold(each.text), 90)}”"
                )
                yield Difference("text-extra", message, None, each.spot)
    if inspection.format in html.FORMATS and not isinstance(edition.content, Slides):
        yield from html.head_differences(edition, inspection)


def without_head(edition: Edition, alignment: Alignment) -> Alignment:
    """Return an alignment without the words before the text that are of the front matter or the page."""
    first = min(alignment.partners.values(), default=0)
    words = _head_words(edition)

    def is_head(gap: Gap) -> bool:
        if gap.own_range or gap.other_range.stop > first:
            return False
        text = alignment.inspection.text(gap.other_range.start, gap.other_range.stop)
        return all(word.casefold() in words for word in _LETTERS.findall(text))

    return replace(alignment, gaps=tuple(gap for gap in alignment.gaps if not is_head(gap)))


def _head_words(edition: Edition) -> frozenset[str]:
    """Return the words that may stand above the text: titles, names, dates and words of the page."""
    front = edition.front
    dates = [date_text(each, front.lang) for each in (front.date, front.as_of) if each]
    texts = [str(front.model_dump(mode="json")), edition.slug, *dates]
    words = {word.casefold() for text in texts for word in _LETTERS.findall(fold(text))}
    return _page_words(str(front.lang)) | words


def font_differences(inspection: Inspection) -> Iterator[Difference]:
    """Yield the fonts of a PDF whose signs are no letters, and those that the file does not carry."""
    if inspection.format != "pdf":
        return
    for font in inspection.fonts:
        if not font.is_embedded:
            message = f"the font {font.name} is not in the file"
            yield Difference("glyph-unreadable", message, None, 0)
        elif not font.is_readable:
            message = f"the font {font.name} does not say which letters its signs are"
            yield Difference("glyph-unreadable", message, None, 0)


def _own_title(edition: Edition) -> bool:
    """Return whether the slides have a title of their own."""
    return bool(getattr(edition.front.deck, "title", None)) and edition.name == "deck"


def _without_formulas(edition: Edition) -> str:
    """Return the letters of the title but for its formulas, which are passages of their own in a file."""
    own, _ = titles.apart(edition.blocks)
    inlines = map_inlines(own.title, lambda each: () if isinstance(each, n.Math | n.Note) else (each,))
    return _letters(text_of(inlines)) or _letters(edition.front.title)


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(unicodedata.normalize("NFKC", fold(text)))).casefold()


def _vocabulary(edition: Edition) -> frozenset[str]:
    text = text_of(edition.blocks, notes=True)
    return _head_words(edition) | {word.casefold() for word in _LETTERS.findall(fold(text))}


@lru_cache(8)
def _page_words(lang: str) -> frozenset[str]:
    """Return the words of the page in a language."""
    return frozenset(word.casefold() for name in names() for word in _LETTERS.findall(fold(term(lang, name))))
