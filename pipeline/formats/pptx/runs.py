"""Inlines as runs: pieces of text with one style, language and link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model.lines import join, lines_of
from pipeline.model.walk import walk
from pipeline.wording.scripts import phrases, script_of

SUPERSCRIPT_SHIFT, SUBSCRIPT_SHIFT = (
    30_000,
    -25_000,
)  # thousandths of a per cent of the size, as word processors have it


@dataclass(frozen=True, slots=True)
class RunStyle:
    """The style of a run; `lang` is empty if the language is not known.

    `fact` is the id of the fact that it states, `cites` are the keys of the sources that it cites.
    """

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strikethrough: bool = False
    small_capitals: bool = False
    code: bool = False
    baseline: int = 0
    link: str = ""
    lang: str = ""
    fact: str = ""
    cites: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A text with one style."""

    text: str
    style: RunStyle


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""

    style: RunStyle


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, by its TeX."""

    tex: str
    style: RunStyle


Piece = Run | Break | Formula


def pieces_of(inlines: n.Inlines, lang: str, languages: Mapping[str, str]) -> Iterator[Piece]:
    """Yield the pieces of a paragraph in a language; adjacent runs of one style are joined.

    `languages` has the language of each script by its code, for words whose language is not known.
    """
    for is_run, group in groupby(_pieces(inlines, RunStyle()), key=lambda piece: isinstance(piece, Run)):
        if not is_run:
            yield from group
            continue
        runs = (piece for piece in group if isinstance(piece, Run))
        for style, alike in groupby(runs, key=lambda run: run.style):
            yield from _by_script("".join(run.text for run in alike), style, lang, languages)


def _by_script(text: str, style: RunStyle, lang: str, languages: Mapping[str, str]) -> Iterator[Run]:
    """Divide a text into runs where the script changes."""
    if style.lang or text.isascii():
        if text:
            yield Run(text, style)
        return
    own = script_of(lang)
    for script, phrase in phrases(text):
        if script is None or script is own:
            yield Run(phrase, style)
        else:
            own_lang = languages.get(script.code, f"und-{script.code}")
            yield Run(phrase, replace(style, lang=own_lang))


def _pieces(inlines: n.Inlines, style: RunStyle) -> Iterator[Piece]:
    for item in inlines:
        match item:
            case n.Str(text=text):
                yield Run(text, style)
            case n.Space() | n.SoftBreak():
                yield Run(" ", style)
            case n.LineBreak():
                yield Break(style)
            case n.Code(text=text):
                yield Run(text, replace(style, code=True))
            case n.Math(text=tex):
                yield Formula(tex, style)
            case n.Emph(inlines=inner):
                yield from _pieces(inner, replace(style, italic=True))
            case n.Strong(inlines=inner):
                yield from _pieces(inner, replace(style, bold=True))
            case n.Underline(inlines=inner):
                yield from _pieces(inner, replace(style, underline=True))
            case n.Strikeout(inlines=inner):
                yield from _pieces(inner, replace(style, strikethrough=True))
            case n.SmallCaps(inlines=inner):
                yield from _pieces(inner, replace(style, small_capitals=True))
            case n.Superscript(inlines=inner):
                yield from _pieces(inner, replace(style, baseline=SUPERSCRIPT_SHIFT))
            case n.Subscript(inlines=inner):
                yield from _pieces(inner, replace(style, baseline=SUBSCRIPT_SHIFT))
            case n.Quoted(kind=kind, inlines=inner):
                opening, closing = ("“", "”") if kind == "DoubleQuote" else ("‘", "’")
                yield Run(opening, style)
                yield from _pieces(inner, style)
                yield Run(closing, style)
            case n.Link(url=url, inlines=inner):
                yield from _pieces(inner, replace(style, link=url))
            case n.Span(attr=attr, inlines=inner):
                lang, fact = attr.get("lang") or style.lang, attr.get("fact") or style.fact
                yield from _pieces(inner, replace(style, lang=lang, fact=fact))
            case n.Cite(citations=citations, inlines=inner):
                keys = " ".join(each.id for each in citations)
                yield from _pieces(inner, replace(style, cites=keys))
            case n.Image(inlines=inner):
                yield from _pieces(inner, style)
            case n.Note(blocks=blocks):
                words = join(line for block in blocks for line in lines_of(block))
                yield from _pieces((n.Space(), n.Str("("), *words, n.Str(")")), style)
            case n.RawInline():
                pass
            case _:
                assert_never(item)


def words_of(inlines: n.Inlines) -> str:
    """Return the visible text of a paragraph, without formulas."""
    return "".join(piece.text for piece in _pieces(inlines, RunStyle()) if isinstance(piece, Run))


def languages_by_script(blocks: n.Blocks) -> Mapping[str, str]:
    """Return the languages of the parts of blocks, by the code of their script."""
    langs = (
        lang
        for node in walk(blocks)
        if isinstance(node, n.Span | n.Div)
        and (lang := node.attr.get("lang"))
        and not lang.startswith("und-")
    )
    return {script.code: lang for lang in langs if (script := script_of(lang)) is not None}
