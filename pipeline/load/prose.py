"""The prose of an article: read by pandoc, each word with a place, other dialects converted, nothing raw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline import pandoc
from pipeline.load import (
    adjacent_citations,
    angle_brackets,
    boxes,
    cells,
    chapters,
    cross_references,
    examples,
    formulas,
    front,
    guard,
    headings,
    html,
    invalid_characters,
    latex,
    long_rows,
    maths,
    messages,
    open_values,
    panels,
    remarks,
    sourcemap,
    text_macros,
    titles,
)
from pipeline.load.chapters import Chapter
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.source import SourceText


@dataclass(frozen=True, slots=True)
class Prose:
    """The result of reading an article's text: blocks, source text, files by name, diagnostics."""

    blocks: n.Blocks = field(repr=False)
    source: SourceText
    files: dict[str, SourceText]
    diagnostics: tuple[Diagnostic, ...]


def read(
    source: SourceText,
    head: front.Front,
    *,
    plain: bool,
    reach: Reach,
    name: str,
    chapter_names: Sequence[tuple[str, str, Place]] = (),
) -> Prose:
    """Read the body with included files and chapters, and find the place of every word.

    `name` is the path of the article's file in its folder; `chapter_names` are those of the chapters,
    each with the part that it begins, or an empty text, and the place that names it.
    """
    assembly = chapters.Assembly(reach)
    diagnostics: list[Diagnostic] = []
    own = assembly.expand(source, 0, (name,))
    texts = [Chapter(name, own)]
    texts += [
        replace(each, part=part)
        for path, part, place in chapter_names
        if (each := assembly.chapter(path, place)) is not None
    ]
    whole = chapters.join(source.file, [each.source for each in texts]) if len(texts) > 1 else own
    diagnostics += assembly.diagnostics
    used_ids: set[str] = set()
    parts: list[tuple[Chapter, n.Blocks]] = []
    start = 0
    lead, faults = _lead(head, source)
    diagnostics += faults
    first = lead + head.body(texts[0].source)
    bodies = examples.number([first, *(each.source.text for each in texts[1:])])
    for position, (chapter, body_text) in enumerate(zip(texts, bodies, strict=True)):
        text = chapter.source.text
        blocks, faults = _parse(body_text, chapter.source, head.body_start if position == 0 else 0)
        diagnostics += faults
        if len(texts) > 1:
            blocks = chapters.resolve_names(chapter, chapters.shift(blocks, start), used_ids, reach)
            blocks = chapters.mark_part(chapter, blocks)
        parts.append((chapter, blocks))
        start += len(text) + 2
    heads = {chapter.name: chapters.head_of(blocks) for chapter, blocks in parts}
    linked_parts = (
        (chapters.link_chapters(chapter, blocks, heads) for chapter, blocks in parts)
        if len(parts) > 1
        else ()
    )
    blocks = tuple(block for part in linked_parts for block in part) if len(parts) > 1 else parts[0][1]
    starts = (head.body_start, *(0 for _ in texts[1:]))
    diagnostics += cells.findings([each.source for each in texts], starts)
    safe, faults = adopt(blocks, whole, head, plain=plain)
    return Prose(safe, whole, assembly.sources, (*diagnostics, *faults))


def body(source: SourceText, head: front.Front, *, plain: bool) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Read the body of one file by itself."""
    lead, deep = _lead(head, source)
    blocks, diagnostics = _parse(lead + head.body(source), source, head.body_start)
    safe, faults = adopt(blocks, source, head, plain=plain)
    return safe, (*deep, *diagnostics, *cells.findings([source], [head.body_start]), *faults)


def _lead(head: front.Front, source: SourceText) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the front matter's Markdown that precedes the text; none, and diagnostics, if it is too deep."""
    values = {
        name: (value, head.places.get(tuple(name.replace("_", "-").split(": ")), Place(source.file, 1)))
        for name, value in titles.read_values(head.matter).items()
    }
    deep = guard.values_too_deep(values)
    if deep:
        return "", deep
    closed_values, diagnostics = open_values.close(values, source)
    return titles.lead(head.matter, closed_values), diagnostics


def _parse(body: str, source: SourceText, start: int) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Parse a text by pandoc; return no blocks, and a diagnostic, if that would not end."""
    deep = guard.too_deep(source, start)
    if deep:
        return (), deep
    try:
        text = long_rows.escape_surplus_marks(angle_brackets.escape_brackets(cells.readable(body)))
        tree, pandoc_remarks = pandoc.read_with_remarks(text)
        blocks = messages.adopt(sourcemap.locate(tree.blocks, source.text), source.text)
        if "{{{<" in text:
            blocks = chapters.unescape_shortcodes(blocks)
    except RecursionError:
        return (), (
            error(
                "nesting-too-deep",
                "the text is nested too deep to be read",
                source.place(start),
                "flatten it",
            ),
        )
    deep = guard.levels_too_deep(blocks, source)
    return ((), deep) if deep else (blocks, tuple(remarks.findings(pandoc_remarks, text, source)))


def adopt(
    blocks: n.Blocks, source: SourceText, head: front.Front, *, plain: bool
) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Convert other dialects in blocks and remove raw content; return the blocks and the diagnostics."""
    blocks = adjacent_citations.adopt(cells.mark_inline_code(blocks, source))
    blocks, definitions = maths.without_definitions(formulas.adopt(blocks))
    own = {**head.macros, **definitions}
    blocks = text_macros.expand(blocks, own)
    blocks, html_faults = html.adopt(blocks, source)
    blocks, latex_faults = latex.adopt(blocks, source)
    blocks = cross_references.adopt(
        formulas.adopt(boxes.adopt(panels.adopt(blocks), head.matter.lang)), head.matter.lang
    )
    blocks, empty = headings.adopt(blocks, source)
    deep = guard.levels_too_deep(blocks, source)
    if deep:
        return (), deep
    blocks, odd = invalid_characters.replace_invalid(blocks, source)
    blocks, faults = maths.settle(blocks, own, source)
    safe, unsafe_content = guard.remove_unsafe(blocks, source, plain=plain)
    return safe, (*html_faults, *latex_faults, *empty, *odd, *faults, *unsafe_content)
