"""The prose of an article: read by pandoc, every word placed, other dialects made ours, nothing raw left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline import pandoc
from pipeline.load import (
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
    latex,
    long_rows,
    maths,
    panels,
    remarks,
    signs,
    sourcemap,
    strange,
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
    """What was read of an article's text: its blocks, all of the text, its files by name, what is wrong."""

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
    named: Sequence[tuple[str, Place]] = (),
) -> Prose:
    """Read the body, with what it includes and the chapters named, and find the place of every word.

    `name` is the path of the article's file in its folder; `named` are those of the chapters, each with the
    place that names it.
    """
    assembly = chapters.Assembly(reach)
    found: list[Diagnostic] = []
    own = assembly.expanded(source, 0, (name,))
    texts = [Chapter(name, own)]
    texts += [each for path, place in named if (each := assembly.chapter(path, place)) is not None]
    whole = chapters.joined(source.file, [each.source for each in texts]) if len(texts) > 1 else own
    found += assembly.found
    taken: set[str] = set()
    parts: list[tuple[Chapter, n.Blocks]] = []
    start = 0
    lead, faults = _lead(head, source)
    found += faults
    first = lead + head.body(texts[0].source)
    bodies = examples.numbered([first, *(each.source.text for each in texts[1:])])
    for position, (chapter, read_on) in enumerate(zip(texts, bodies, strict=True)):
        text = chapter.source.text
        blocks, faults = _parsed(read_on, chapter.source, head.body_start if position == 0 else 0)
        found += faults
        if len(texts) > 1:
            blocks = chapters.settled(chapter, chapters.moved(blocks, start), taken, reach)
        parts.append((chapter, blocks))
        start += len(text) + 2
    heads = {chapter.name: chapters.head_of(blocks) for chapter, blocks in parts}
    linked = (chapters.linked(chapter, blocks, heads) for chapter, blocks in parts) if len(parts) > 1 else ()
    blocks = tuple(block for part in linked for block in part) if len(parts) > 1 else parts[0][1]
    starts = (head.body_start, *(0 for _ in texts[1:]))
    found += cells.findings([each.source for each in texts], starts)
    safe, faults = adopted(blocks, whole, head, plain=plain)
    return Prose(safe, whole, assembly.read, (*found, *faults))


def body(source: SourceText, head: front.Front, *, plain: bool) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Read the body of one file by itself."""
    lead, deep = _lead(head, source)
    blocks, found = _parsed(lead + head.body(source), source, head.body_start)
    safe, faults = adopted(blocks, source, head, plain=plain)
    return safe, (*deep, *found, *cells.findings([source], [head.body_start]), *faults)


def _lead(head: front.Front, source: SourceText) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return what of the front matter stands before the text; nothing where it would have no end."""
    values = {
        name: (value, head.places.get((name,), Place(source.file, 1)))
        for name, value in titles.read_values(head.matter).items()
    }
    deep = guard.values_too_deep(values)
    return ("", deep) if deep else (titles.lead(head.matter), ())


def _parsed(body: str, source: SourceText, start: int) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Read a text by pandoc; nothing and a finding where that would not come to an end."""
    deep = guard.too_deep(source, start)
    if deep:
        return (), deep
    try:
        text = long_rows.kept(signs.relieved(cells.readable(body)))
        tree, said = pandoc.read_remarked(text)
        blocks = sourcemap.locate(tree.blocks, source.text)
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
    return ((), deep) if deep else (blocks, tuple(remarks.findings(said, text, source)))


def adopted(
    blocks: n.Blocks, source: SourceText, head: front.Front, *, plain: bool
) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Return blocks with other dialects made ours and nothing raw in them."""
    blocks = cells.marked(blocks, source)
    blocks, found = maths.without_definitions(formulas.adopt(blocks))
    own = {**head.macros, **found}
    blocks = text_macros.written_out(blocks, own)
    blocks, unread = html.adopt(blocks, source)
    blocks, unknown = latex.adopt(blocks, source)
    blocks = cross_references.adopt(
        formulas.adopt(boxes.adopt(panels.adopt(blocks), head.matter.lang)), head.matter.lang
    )
    blocks, empty = headings.adopt(blocks, source)
    deep = guard.levels_too_deep(blocks, source)
    if deep:
        return (), deep
    blocks, odd = strange.settle(blocks, source)
    blocks, faults = maths.settle(blocks, own, source)
    safe, refused = guard.pass_on(blocks, source, plain=plain)
    return safe, (*unread, *unknown, *empty, *odd, *faults, *refused)
