"""Sections of a deck for tests, in few words."""

from __future__ import annotations

from decimal import Decimal
from unittest.mock import patch

from pipeline.editions import deck_section
from pipeline.editions.deck_section import section
from pipeline.editions.deck_setting import Setting
from pipeline.editions.deck_sources import SourceLines
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.facts import Count, CountValue, Ledger, Source
from pipeline.model.slides import Slide
from pipeline.model.walk import text_of
from tests.canvas import CANVAS
from tests.slides.builders import para, row, table

NAMES = {"ant": words("Ant 2001"), "bee": words("Bee 2002")}
COINS = Count(
    id="coins", subject="Coins", kind="count", value=CountValue(amount=Decimal(40), unit="coins"),
    sources=(Source(ref="ant"),),
)  # fmt: skip
LEDGER = Ledger(facts=(COINS,))
SETTING = Setting("en", LEDGER, SourceLines(NAMES, LEDGER, "en", CANVAS), CANVAS)
FACT = n.Span(n.Attr("", ("fact",), (("fact", "coins"),)), words("40 coins"))
NOTE = n.Note((para("A note."),))
IMAGE = n.Image(n.Attr(), words("A map"), "map.png")
DISPLAY = n.Math("DisplayMath", "x")


def heading(text: str = "Work", level: int = 1, name: str = "sec-work", **pairs: str) -> n.Header:
    return n.Header(level, n.Attr(name, (), tuple(pairs.items())), words(text), at=7)


def slides_of(*blocks: n.Block, head: n.Header | None = None) -> tuple[Slide, ...]:
    """Return the slides of a section, with its divider however few they are."""
    with patch.object(deck_section, "LEAST_DIVIDED", 0):
        return section(head or heading(), blocks, SETTING)


def box(name: str, *blocks: n.Block, **pairs: str) -> n.Div:
    return n.Div(n.Attr("", (name,), tuple(pairs.items())), blocks, at=9)


def cite(*keys: str) -> n.Cite:
    return n.Cite(tuple(n.Citation(key) for key in keys), words("(x)"))


def bullets(*texts: str) -> n.BulletList:
    return n.BulletList(tuple((n.Plain(words(text)),) for text in texts))


def caption_of(text: str, label: str = "Figure 1") -> n.Caption:
    span = n.Span(n.Attr("", ("label",)), words(label))
    return n.Caption(None, (n.Plain((span, n.Str("."), n.Space(), *words(text))),))


def figure(text: str = "A map. It is old.", *blocks: n.Block, name: str = "fig-a") -> n.Figure:
    return n.Figure(n.Attr(name), caption_of(text), blocks or (n.Plain((IMAGE,)),), at=11)


def with_caption(text: str, *rows: n.Row) -> n.Table:
    plain = table(list(rows) or [row("a", "b")], head=(row("Head", "Head"),))
    return n.Table(
        plain.attr, caption_of(text, "Table 1"), plain.columns, plain.head, plain.bodies, plain.foot, at=13
    )


def outline(slides: tuple[Slide, ...]) -> list[tuple[str, str, str]]:
    """Return kind, id and title of slides."""
    return [(slide.kind, slide.id, text_of(slide.title)) for slide in slides]


def notes_of(slide: Slide) -> list[str]:
    """Return what is said with a slide, paragraph by paragraph."""
    return [text_of((block,)) for block in slide.notes]
