"""A word of three hundred letters is divided wherever it stands, and no letter of it is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pypdfium2
import pytest

from pipeline.formats.pdf import PDF
from pipeline.formats.pdf.long_words import mark_long_words
from pipeline.model import nodes as n
from pipeline.model.front_matter import Author
from pipeline.model.stages import Edition, Media
from tests.formats.pdf_setting import SETTING, edition, text
from tests.test_random_articles import png

COUNT = 300
NUMBERS = count(1)
LETTERS = "k" * COUNT
PLAIN = n.Attr()
Line = tuple[n.Inline, ...]
# Each form of a word is of a letter of its own, so that one briefing holds them all.
LINES: dict[str, Callable[[str], Line]] = {
    "k": lambda word: (n.Str(word),),
    "q": lambda word: (n.Code(PLAIN, word),),
    "v": lambda word: (*text("of"), n.Space(), n.Strong((n.Str(word),))),
    "z": lambda word: (*text("of"), n.Space(), n.Str("("), n.Emph((n.Str(word),)), n.Str(")")),
    "w": lambda word: (
        n.Str("("),
        n.Link(PLAIN, (n.Str(word), n.Space(), n.Str("2001")), "https://example.org"),
        n.Str(")"),
    ),
    "y": lambda word: (
        n.Str("("),
        n.Link(PLAIN, (n.Str(f"https://example.org/{word}"),), f"https://example.org/{word}"),
    ),
    "u": lambda word: (n.Str("x"), n.Superscript((n.Str(word),))),
    "d": lambda word: (n.Str("("), n.Code(PLAIN, word), n.Str(")")),
}


def cell(line: Line) -> n.Cell:
    return n.Cell(PLAIN, "AlignDefault", 1, 1, (n.Plain(line),))


def table(line: Line, caption: Line = ()) -> n.Table:
    row = n.Row(PLAIN, (cell(line), cell((n.Str("b"),)), cell((n.Str("c"),))))
    caption_blocks = n.Caption(None, (n.Plain(caption),) if caption else ())
    return n.Table(
        PLAIN, caption_blocks, (n.ColSpec("AlignDefault", None),) * 3,
        n.TableEnd(PLAIN, (row,)), (n.TableBody(PLAIN, 0, (), (row,)),), n.TableEnd(PLAIN, ()),
    )  # fmt: skip


def figure(line: Line) -> n.Figure:
    return n.Figure(PLAIN, n.Caption(None, (n.Plain(line),)), (n.Plain((n.Image(PLAIN, (), "a.png", ""),)),))


def box(name: str, block: n.Block) -> n.Div:
    return n.Div(n.Attr("", (name,)), (block,))


PLACES: dict[str, Callable[[Line], n.Block]] = {
    "heading": lambda line: n.Header(1, n.Attr(f"s{next(NUMBERS)}"), line),
    "lower heading": lambda line: n.Header(3, n.Attr(f"s{next(NUMBERS)}"), line),
    "paragraph": n.Para,
    "caption in the margin": figure,
    "cells": table,
    "caption of a table": lambda line: table((n.Str("a"),), line),
    "item": lambda line: n.BulletList(((n.Plain(line),),)),
    "term": lambda line: n.DefinitionList(((line, ((n.Plain(line),),)),)),
    "key point": lambda line: box("key-points", n.BulletList(((n.Plain(line),),))),
    "verse": lambda line: n.LineBlock((line,)),
    "note": lambda line: n.Para((*text("A"), n.Note((n.Para(line),)))),
    "entry": lambda line: box("references", box("csl-entry", n.Para(line))),
    "colophon": lambda line: box("colophon", n.DefinitionList(((text("a"), ((n.Plain(line),),)),))),
}  # fmt: skip


def letters(whole: Edition) -> Counter[str]:
    artifact = PDF.render(whole, SETTING)
    assert artifact.diagnostics == ()
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(artifact.data))
    return Counter("".join(pages))


@pytest.mark.parametrize("place", PLACES)
def test_a_long_word_is_divided(place: str) -> None:
    media = {"a.png": Media("a.png", "image/png", png(300, 200))}
    forms = LINES if place != "colophon" else {"k": LINES["k"]}

    def blocks(length: int) -> tuple[n.Block, ...]:
        lines = (form(letter * length) for letter, form in forms.items())
        return tuple(PLACES[place](line) for line in lines)

    short, long = (letters(replace(edition(*blocks(length)), media=media)) for length in (1, COUNT))
    missing_letters = {letter: COUNT - 1 - (long[letter] - short[letter]) for letter in forms}
    assert all(number <= 0 for number in missing_letters.values()), missing_letters


def test_so_are_those_of_the_front_matter() -> None:
    whole = edition(n.Para(text("Words.")))
    more = {
        "title": LETTERS,
        "subtitle": LETTERS,
        "kicker": LETTERS,
        "id": LETTERS,
        "authors": (Author(name=LETTERS, affiliation=LETTERS, note=LETTERS),),
    }
    assert letters(replace(whole, front=whole.front.model_copy(update=more)))["k"] >= 6 * COUNT


def test_words_that_have_room_stay_whole() -> None:
    short: tuple[n.Block, ...] = (
        n.Para((n.Str("("), n.Emph((n.Str("k" * 30),)), n.Str(")"))),
        figure((n.Str("("), n.Emph((n.Str("k" * 9),)), n.Str(")"))),
        n.Para((n.Str("("), n.Str("https://example.org/of/many/parts/that/are/short/each/of/them/all"))),
    )
    assert mark_long_words(short) == short
