"""Inlines as runs: pieces of text that are set alike, in one language, with one link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model.lines import join, lines_of
from pipeline.model.walk import walk
from pipeline.wording.scripts import phrases, script_of

RAISED, LOWERED = 30_000, -25_000  # thousandths of a per cent of the size, as word processors have it


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run is set; `lang` is empty where nobody tells its language."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    small_capitals: bool = False
    code: bool = False
    baseline: int = 0
    link: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A text that is set alike."""

    text: str
    setting: Setting


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""

    setting: Setting


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, by its TeX."""

    tex: str
    setting: Setting


Piece = Run | Break | Formula


def pieces_of(inlines: n.Inlines, lang: str, languages: Mapping[str, str]) -> Iterator[Piece]:
    """Yield the pieces of a paragraph in a language, those next to each other joined where they are alike.

    `languages` are the languages of scripts, by the script's code, for words whose language nobody tells.
    """
    for is_run, group in groupby(_pieces(inlines, Setting()), key=lambda piece: isinstance(piece, Run)):
        if not is_run:
            yield from group
            continue
        runs = (piece for piece in group if isinstance(piece, Run))
        for setting, alike in groupby(runs, key=lambda run: run.setting):
            yield from _by_script("".join(run.text for run in alike), setting, lang, languages)


def _by_script(text: str, setting: Setting, lang: str, languages: Mapping[str, str]) -> Iterator[Run]:
    """Yield a text as runs, parted where a script begins that is not the language's own."""
    if setting.lang or text.isascii():
        if text:
            yield Run(text, setting)
        return
    own = script_of(lang)
    for script, phrase in phrases(text):
        if script is None or script is own:
            yield Run(phrase, setting)
        else:
            own_lang = languages.get(script.code, f"und-{script.code}")
            yield Run(phrase, replace(setting, lang=own_lang))


def _pieces(inlines: n.Inlines, setting: Setting) -> Iterator[Piece]:
    for item in inlines:
        match item:
            case n.Str(text=text):
                yield Run(text, setting)
            case n.Space() | n.SoftBreak():
                yield Run(" ", setting)
            case n.LineBreak():
                yield Break(setting)
            case n.Code(text=text):
                yield Run(text, replace(setting, code=True))
            case n.Math(text=tex):
                yield Formula(tex, setting)
            case n.Emph(inlines=inner):
                yield from _pieces(inner, replace(setting, italic=True))
            case n.Strong(inlines=inner):
                yield from _pieces(inner, replace(setting, bold=True))
            case n.Underline(inlines=inner):
                yield from _pieces(inner, replace(setting, underlined=True))
            case n.Strikeout(inlines=inner):
                yield from _pieces(inner, replace(setting, struck=True))
            case n.SmallCaps(inlines=inner):
                yield from _pieces(inner, replace(setting, small_capitals=True))
            case n.Superscript(inlines=inner):
                yield from _pieces(inner, replace(setting, baseline=RAISED))
            case n.Subscript(inlines=inner):
                yield from _pieces(inner, replace(setting, baseline=LOWERED))
            case n.Quoted(kind=kind, inlines=inner):
                opening, closing = ("“", "”") if kind == "DoubleQuote" else ("‘", "’")
                yield Run(opening, setting)
                yield from _pieces(inner, setting)
                yield Run(closing, setting)
            case n.Link(url=url, inlines=inner):
                yield from _pieces(inner, replace(setting, link=url))
            case n.Span(attr=attr, inlines=inner):
                yield from _pieces(inner, replace(setting, lang=attr.get("lang") or setting.lang))
            case n.Cite(inlines=inner) | n.Image(inlines=inner):
                yield from _pieces(inner, setting)
            case n.Note(blocks=blocks):
                words = join(line for block in blocks for line in lines_of(block))
                yield from _pieces((n.Space(), n.Str("("), *words, n.Str(")")), setting)
            case n.RawInline():
                pass
            case _:
                assert_never(item)


def words_of(inlines: n.Inlines) -> str:
    """Return the letters that a paragraph shows."""
    return "".join(piece.text for piece in _pieces(inlines, Setting()) if isinstance(piece, Run))


def languages_by_script(blocks: n.Blocks) -> Mapping[str, str]:
    """Return the languages that blocks tell of their parts, by the code of their script."""
    langs = (
        lang
        for node in walk(blocks)
        if isinstance(node, n.Span | n.Div)
        and (lang := node.attr.get("lang"))
        and not lang.startswith("und-")
    )
    return {script.code: lang for lang in langs if (script := script_of(lang)) is not None}
