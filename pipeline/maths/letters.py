"""Formulas that letters alone can write, as text: signs, italics, raised and lowered letters."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import pandoc
from pipeline.model import nodes as n
from pipeline.model.walk import walk


def simple(formulas: tuple[str, ...]) -> Mapping[str, n.Inlines]:
    """Return formulas as text if letters, italics and raised or lowered signs can write them.

    Pandoc's HTML writer decides which these are: it leaves the TeX of the others in place.
    """
    if not formulas:
        return {}
    paragraphs = tuple(n.Para((n.Math("InlineMath", text),)) for text in formulas)
    html, _ = pandoc.html(paragraphs, keep=True)
    results = [block.inlines for block in pandoc.read(html, "html").blocks if isinstance(block, n.Para)]
    if len(results) != len(formulas):
        return {}
    return {
        text: _bare(inlines) for text, inlines in zip(formulas, results, strict=True) if not _is_tex(inlines)
    }


def _bare(inlines: n.Inlines) -> n.Inlines:
    return tuple(part for item in inlines for part in (item.inlines if isinstance(item, n.Span) else (item,)))


def _is_tex(inlines: n.Inlines) -> bool:
    texts = [node.text for node in walk(inlines) if isinstance(node, n.Str | n.Math)]
    return any("\\" in text or "{" in text or "_" in text or "^" in text for text in texts) or any(
        isinstance(node, n.Math) for node in walk(inlines)
    )
