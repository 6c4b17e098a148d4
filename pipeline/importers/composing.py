"""Nodes of any reader as an article: safe, headings from level 1, written as Markdown, losses listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from pipeline import pandoc
from pipeline.facts.naming import slug, unique
from pipeline.importers.escaping import DOLLAR
from pipeline.load import cross_references, formulas, guard, sourcemap
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, Severity, warning
from pipeline.model.source import SourceText

# The extensions that Dossier reads, without forms that it refuses or that pandoc only writes.
WRITER = (
    "markdown-smart-raw_html-raw_tex-raw_attribute-simple_tables-multiline_tables-latex_macros"
    "-yaml_metadata_block-pandoc_title_block-implicit_header_references-link_attributes+inline_notes"
)
_HINT = "look at the place, and write by hand what the article needs"


@dataclass(frozen=True, slots=True)
class Composition:
    """The body of an article as Markdown, the title from its heading, its images, and the losses."""

    body: str
    title: str
    images: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass
class _Losses:
    source: SourceText
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, message: str, at: int | None) -> None:
        self.diagnostics.append(warning("import-skipped", message, self.source.place(at), _HINT))


def compose(
    blocks: n.Blocks, source: SourceText, images: Mapping[str, str], *, has_title: bool
) -> Composition:
    """Return blocks as the body of an article.

    `images` are the images that are carried, by the name used; `has_title` if the title is known already.
    """
    losses = _Losses(source)
    deep = guard.levels_too_deep(blocks, source)
    if deep:
        return Composition("", "", (), deep)
    located_blocks = walk.map_tree(
        cross_references.adopt(formulas.adopt(sourcemap.locate(blocks, source.text))), inline=_plain_citation
    )
    safe, safety_diagnostics = guard.remove_unsafe(located_blocks, source, plain=True)
    losses.diagnostics += [
        Diagnostic("import-skipped", Severity.WARNING, each.message, each.place, _HINT)
        for each in safety_diagnostics
        if each.code != "attribute-unknown"
    ]
    image_names: list[str] = []
    cleaner = _Cleaner(losses, images, image_names)
    clean = walk.map_tree(safe, inline=cleaner.inline, block=cleaner.block)
    title, clean = _without_title(clean) if not has_title else ("", clean)
    levelled_blocks = _with_levels(clean, losses)
    text = pandoc.write(n.Pandoc(n.MetaMap(), levelled_blocks), WRITER, ["--wrap=none"]).output.decode()
    return Composition(
        re.sub(r"\n{3,}", "\n\n", _dollars(text)), title, tuple(image_names), tuple(losses.diagnostics)
    )


def _plain_citation(node: n.Inline) -> n.Inlines:
    """Replace the text of a citation, as the other program shows it; its keys are enough."""
    return (replace(node, inlines=(n.Str("cited"),)),) if isinstance(node, n.Cite) else (node,)


class _Cleaner:
    """Removes markup that only another program's layout needs."""

    def __init__(self, losses: _Losses, images: Mapping[str, str], image_names: list[str]) -> None:
        self.losses = losses
        self.images = images
        self.image_names = image_names

    def inline(self, node: n.Inline) -> n.Inlines:
        match node:
            case n.Span(attr=attr, inlines=inlines):
                pairs = tuple((key, value) for key, value in attr.pairs if key == "lang")
                if pairs or "equation" in attr.classes:
                    return (replace(node, attr=replace(attr, pairs=pairs)),)
                return inlines
            case n.Underline(inlines=inlines):
                return inlines
            case n.Link(inlines=inlines, url=url):
                if url.startswith("#") or not url:
                    return inlines
                return (replace(node, attr=n.Attr(), title=""),)
            case n.Image(inlines=inlines, url=url):
                if url not in self.images:
                    words = walk.text_of(inlines)
                    self.losses.add(
                        f"the image {url[:60]} is not carried{': ' + words if words else ''}", node.at
                    )
                    return ()
                self.image_names.append(url)
                return (replace(node, attr=n.Attr(), url=self.images[url], title=""),)
            case _:
                return (node,)

    def block(self, node: n.Block) -> n.Blocks:
        match node:
            case n.Div(attr=attr, blocks=blocks):
                return blocks if not attr.get("lang") else (replace(node, attr=n.Attr(pairs=attr.pairs)),)
            case n.Figure(blocks=blocks) if not any(isinstance(each, n.Image) for each in walk.walk(blocks)):
                return ()
            case n.Para(inlines=()) | n.Plain(inlines=()):
                return ()
            case n.CodeBlock(attr=attr):
                return (replace(node, attr=n.Attr("", attr.classes[:1])),)
            case _:
                return (node,)


def _dollars(text: str) -> str:
    """Return Markdown with a backslash only before dollar signs that would be read as mathematics."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        bare = line.replace("\\$", "")
        if "\\$" in line and "$" not in bare:
            lines[index] = DOLLAR.sub(r"\\$", line.replace("\\$", "$"))
    return "\n".join(lines)


def _without_title(blocks: n.Blocks) -> tuple[str, n.Blocks]:
    """Return the title in the only heading of the top level, if the blocks begin with it, and the others."""
    headings = [block for block in blocks if isinstance(block, n.Header)]
    top = min((each.level for each in headings), default=0)
    first = blocks[0] if blocks else None
    if isinstance(first, n.Header) and [each for each in headings if each.level == top] == [first]:
        return walk.text_of(first.inlines).strip(), blocks[1:]
    return "", blocks


def _with_levels(blocks: n.Blocks, losses: _Losses) -> n.Blocks:
    """Return the blocks with headings from level 1 on without gaps between levels, each with an id."""
    top = min((block.level for block in blocks if isinstance(block, n.Header)), default=1)
    used_ids: set[str] = set()
    return tuple(_renumber_levels(blocks, top, used_ids, losses))


def _renumber_levels(blocks: n.Blocks, top: int, used_ids: set[str], losses: _Losses) -> Iterator[n.Block]:
    before = 0
    for block, next_block in zip_longest(blocks, blocks[1:]):
        if not isinstance(block, n.Header):
            yield block
            continue
        title = walk.text_of(block.inlines).strip()
        if not title:
            losses.add("a heading without words is not carried", block.at)
            continue
        if next_block is None or (isinstance(next_block, n.Header) and next_block.level <= block.level):
            losses.add(f"a section without text is not carried: {title}", block.at)
            continue
        before = min(block.level - top + 1, before + 1)
        name = unique(f"sec-{slug(title, 40)}", used_ids)
        yield replace(block, level=before, attr=n.Attr(name))
