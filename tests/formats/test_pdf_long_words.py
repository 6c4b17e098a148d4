"""A word of three hundred letters is divided wherever it stands, and no letter of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from pipeline.formats.pdf import PDF
from pipeline.formats.pdf.divided import divided
from pipeline.model import nodes as n
from pipeline.model.front_matter import Author
from pipeline.model.stages import Edition, Media
from tests.formats.pdf_setting import SETTING, edition, text
from tests.test_random_articles import png

LETTERS = "k" * 300
PLAIN = n.Attr()
Line = tuple[n.Inline, ...]
LINES: dict[str, Line] = {
    "bare": (n.Str(LETTERS),),
    "code": (n.Code(PLAIN, LETTERS),),
    "strong": (*text("of"), n.Space(), n.Strong((n.Str(LETTERS),))),
    "in brackets": (*text("of"), n.Space(), n.Str("("), n.Emph((n.Str(LETTERS),)), n.Str(")")),
    "cited": (
        n.Str("("),
        n.Link(PLAIN, (n.Str(LETTERS), n.Space(), n.Str("2001")), "https://example.org"),
        n.Str(")"),
    ),
    "address": (
        n.Str("("),
        n.Link(PLAIN, (n.Str(f"https://example.org/{LETTERS}"),), f"https://example.org/{LETTERS}"),
    ),
    "raised": (n.Str("x"), n.Superscript((n.Str(LETTERS),))),
    "code in brackets": (n.Str("("), n.Code(PLAIN, LETTERS), n.Str(")")),
}


def cell(line: Line) -> n.Cell:
    return n.Cell(PLAIN, "AlignDefault", 1, 1, (n.Plain(line),))


def table(line: Line, caption: Line = ()) -> n.Table:
    row = n.Row(PLAIN, (cell(line), cell((n.Str("b"),)), cell((n.Str("c"),))))
    told = n.Caption(None, (n.Plain(caption),) if caption else ())
    return n.Table(
        PLAIN, told, (n.ColSpec("AlignDefault", None),) * 3,
        n.TableEnd(PLAIN, (row,)), (n.TableBody(PLAIN, 0, (), (row,)),), n.TableEnd(PLAIN, ()),
    )  # fmt: skip


def figure(line: Line) -> n.Figure:
    return n.Figure(PLAIN, n.Caption(None, (n.Plain(line),)), (n.Plain((n.Image(PLAIN, (), "a.png", ""),)),))


def box(name: str, block: n.Block) -> n.Div:
    return n.Div(n.Attr("", (name,)), (block,))


PLACES: dict[str, Callable[[Line], n.Block]] = {
    "heading": lambda line: n.Header(1, n.Attr("one"), line),
    "lower heading": lambda line: n.Header(3, n.Attr("one"), line),
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


def letters(whole: Edition) -> int:
    made = PDF.render(whole, SETTING)
    assert made.diagnostics == ()
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made.data))
    return "".join(pages).count("k")


@pytest.mark.parametrize("place", PLACES)
def test_a_long_word_is_divided(place: str) -> None:
    media = {"a.png": Media("a.png", "image/png", png(300, 200))}
    nothing = letters(replace(edition(PLACES[place]((n.Str("x"),))), media=media))
    for name, line in LINES.items() if place != "colophon" else [("bare", LINES["bare"])]:
        shown = letters(replace(edition(PLACES[place](line)), media=media)) - nothing
        assert shown >= 300, name


def test_so_are_those_of_the_front_matter() -> None:
    whole = edition(n.Para(text("Words.")))
    more = {
        "title": LETTERS,
        "subtitle": LETTERS,
        "kicker": LETTERS,
        "id": LETTERS,
        "authors": (Author(name=LETTERS, affiliation=LETTERS, note=LETTERS),),
    }
    assert letters(replace(whole, front=whole.front.model_copy(update=more))) >= 1800


def test_words_that_have_room_stay_whole() -> None:
    short: tuple[n.Block, ...] = (
        n.Para((n.Str("("), n.Emph((n.Str("k" * 30),)), n.Str(")"))),
        figure((n.Str("("), n.Emph((n.Str("k" * 9),)), n.Str(")"))),
        n.Para((n.Str("("), n.Str("https://example.org/of/many/parts/that/are/short/each/of/them/all"))),
    )
    assert divided(short) == short
