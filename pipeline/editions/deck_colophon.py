"""How a deck ends: what it is, of when, how much of it the ledger covers, and how it was made."""

from __future__ import annotations

from dataclasses import replace

from pipeline.editions.prose import bound_facts, coverage, words
from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.slides import Slide
from pipeline.model.stages import Document
from pipeline.slides import measuring as measure
from pipeline.slides.findings import fits
from pipeline.slides.points import leading_list, size_of
from pipeline.wording.dates import date_text
from pipeline.wording.terms import term


def colophon(document: Document, blocks: n.Blocks, canvas: Canvas) -> Slide:
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
    slide = Slide("colophon", "colophon", words(term(lang, "how-made")), content=content)
    slide = replace(slide, size=size_of(content, canvas, measure.LABEL))
    return slide if fits(slide, canvas) else replace(slide, size="small")
