"""The alternative text of formulas: the author's words, or else the spoken formula.

An author gives words with a span around the formula: `[$c$]{alt="the speed of light"}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from pipeline.maths import mathml
from pipeline.maths.spoken import speak_all
from pipeline.model import nodes as n
from pipeline.model.walk import walk

_SPAN = r'(?P<span><span\b[^<>]*?)\s+alt="(?P<alt>[^"]*)"(?P<end>[^<>]*>)'
_SPAN_WITH_ALT = re.compile(_SPAN)
_MATH = re.compile(rf"(?:{_SPAN})?<math\b(?P<attributes>[^>]*)>(?P<content>.*?)</math>", re.DOTALL)
_TEX = re.compile(r"<annotation\b[^>]*>(.*?)</annotation>", re.DOTALL)


def formulas_in(blocks: n.Blocks) -> tuple[str, ...]:
    """Return the TeX of the formulas in blocks, in order."""
    return tuple(node.text for node in walk(blocks) if isinstance(node, n.Math))


def words(blocks: n.Blocks, lang: str) -> Mapping[str, str]:
    """Return the spoken formulas of blocks in a language, by their TeX."""
    return speak_all(formulas_in(blocks), lang)


def alternative_texts(blocks: n.Blocks, lang: str) -> Iterator[str]:
    """Yield the alternative text of each formula in blocks, in the order of `formulas_in`."""
    words_by_tex = words(blocks, lang)
    own_text = ""
    for node in walk(blocks):
        if isinstance(node, n.Math):
            yield own_text or words_by_tex[node.text]
        own_text = own_words(node) if isinstance(node, n.Span) else ""


def own_words(span: n.Span) -> str:
    """Return the author's words for the formula in a span, or the empty text."""
    return (span.attr.get("alt") or "").strip()


def with_words(html: str, words_by_tex: Mapping[str, str]) -> str:
    """Add the alternative text of each formula to pandoc's HTML as `alttext`, with the formula in MathML.

    HTML knows no `alt` of a span: on one around anything else it becomes the label of a picture.
    """

    def add_words(match: re.Match[str]) -> str:
        tex = _TEX.search(match["content"])
        source = unescape(tex[1]) if tex else ""
        text = unescape(match["alt"] or "").strip() or words_by_tex.get(source, source)
        opening = match["span"] + match["end"] if match["span"] else ""
        attributes = f'{match["attributes"]} alttext="{escape(text)}"'
        kind: n.MathType = "DisplayMath" if 'display="block"' in match["attributes"] else "InlineMath"
        formula = mathml.Formula(kind, source)
        reading_match = _MATH.search(mathml.read((formula,))[formula].mathml)
        before, mark, _ = reading_match["content"].partition("<annotation") if reading_match else ("", "", "")
        _, _, after = match["content"].partition("<annotation")
        content = f"{before}{mark}{after}" if mark and after else match["content"]
        return f"{opening}<math{attributes}>{content}</math>"

    return _SPAN_WITH_ALT.sub(r'\g<span> role="img" aria-label="\g<alt>"\g<end>', _MATH.sub(add_words, html))
