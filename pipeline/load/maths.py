"""Formulas of an article: own macros expanded, notation converted for pandoc, faults marked.

Afterwards pandoc can read every formula of an article; an unreadable one is in the text as its TeX, marked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.maths import dialect, macros, mathml
from pipeline.maths.headings import with_letters
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.faults import DISPLAY, fault
from pipeline.model.source import SourceText

_TEX = ("tex", "latex")
_MAX_LENGTH = 400
# The work with a formula grows with the square of its length. One that is not longer than this counts for
# nothing; all others together take what three of the longest do, a minute.
SHORT, MOST_WORK = 1_000, 3 * mathml.MAX_LENGTH**2
_TOO_MUCH = f"the formulas of more than {SHORT:,} characters up to here are more than an article may have"
_HINT = "correct it, or write it with commands of LaTeX and AMS; `\\newcommand` defines others"


@dataclass(frozen=True, slots=True)
class _Formula:
    """A formula as the author wrote it, and as pandoc should read it, or the reason why that fails."""

    source: str
    plain: n.Math
    reading: mathml.Reading | None = None


def without_definitions(blocks: n.Blocks) -> tuple[n.Blocks, macros.Macros]:
    """Remove the definitions of macros from raw LaTeX and return both; nothing else of it is read here."""
    own: dict[str, macros.Macro] = {}

    def inline(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.RawInline) or node.format not in _TEX:
            return (node,)
        definitions, rest = macros.parse_definitions(node.text)
        own.update(definitions)
        return () if definitions and not _ink(rest) else (replace(node, text=rest),)

    def block(node: n.Block) -> n.Blocks:
        if not isinstance(node, n.RawBlock) or node.format not in _TEX:
            return _without_blank(node)
        definitions, rest = macros.parse_definitions(node.text)
        own.update(definitions)
        return () if definitions and not _ink(rest) else (replace(node, text=rest),)

    return walk.map_tree(blocks, inline=inline, block=block), own


def settle(
    blocks: n.Blocks, article_macros: macros.Macros, source: SourceText
) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Return blocks whose formulas can all be read, and a diagnostic for each unreadable one."""
    if not any(isinstance(node, n.Math) for node in walk.walk(blocks)):
        return blocks, ()
    own = dict(article_macros)
    formulas: dict[int, _Formula] = {}
    work = 0

    def collect(node: n.Inline) -> n.Inlines:
        # An image's words may be those of its caption: the same nodes, read once.
        nonlocal work
        if isinstance(node, n.Math) and id(node) not in formulas:
            each = _expand(node, own)
            length = len(each.plain.text)
            if each.reading is None and SHORT < length <= mathml.MAX_LENGTH:
                work += length**2
                if work > MOST_WORK:
                    each = replace(each, reading=mathml.Reading("", _TOO_MUCH))
            formulas[id(node)] = each
        return (node,)

    walk.map_tree(blocks, inline=collect)
    readings = mathml.read(mathml.of(each.plain) for each in formulas.values() if each.reading is None)
    diagnostics: list[Diagnostic] = []

    def replace_formula(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Math):
            return (node,)
        each = formulas[id(node)]
        reading = each.reading or readings[mathml.of(each.plain)]
        if reading.fault:
            diagnostics.append(_finding(each, reading, source))
            return (_mark(node),)
        return (each.plain,) if reading.mathml else ()

    result = walk.map_tree(blocks, inline=replace_formula, block=_without_blank)
    return with_letters(result), tuple(diagnostics)


def _ink(tex: str) -> str:
    return macros.without_comments(tex).strip()


def _expand(node: n.Math, own: dict[str, macros.Macro]) -> _Formula:
    """Return a formula with macros expanded; its own definitions apply to it and to later formulas."""
    definitions, text = macros.parse_definitions(node.text)
    own.update(definitions)
    if definitions and not _ink(text):
        return _Formula(node.text, node, mathml.Reading(""))
    try:
        plain = replace(node, text=dialect.plain(text, own))
    except macros.EndlessMacro as failure:
        reading = mathml.Reading("", f"the expansion of `{failure}` has no end", str(failure))
        return _Formula(node.text, node, reading)
    return _Formula(node.text, plain)


def _finding(formula: _Formula, reading: mathml.Reading, source: SourceText) -> Diagnostic:
    node = formula.plain
    start = node.at
    if start is None:
        offset = source.text.find(formula.source) if formula.source.strip() else -1
        start = offset if offset >= 0 else None
    inside = max(formula.source.find(reading.part), 0) if reading.part else 0
    length = len(reading.part) if reading.part and reading.part in formula.source else 0
    place = source.place(None if start is None else start + inside, length)
    return warning("maths-invalid", reading.fault, place, _HINT)


def _mark(node: n.Math) -> n.Inline:
    """Return the TeX of a formula, marked as a fault."""
    sign = "$" if node.kind == "InlineMath" else "$$"
    text = " ".join(node.text.split())
    short_text = text if len(text) <= _MAX_LENGTH else text[:_MAX_LENGTH] + "\N{HORIZONTAL ELLIPSIS}"
    result = fault((n.Code(n.Attr(), f"{sign}{short_text}{sign}"),), node.at)
    if node.kind == "InlineMath":
        return result
    return replace(result, attr=replace(result.attr, classes=(*result.attr.classes, DISPLAY)))


def _without_blank(block: n.Block) -> n.Blocks:
    """Leave out a paragraph that contained only definitions."""
    match block:
        case n.Para(inlines=inlines) if inlines == ():
            return ()
        case _:
            return (block,)
