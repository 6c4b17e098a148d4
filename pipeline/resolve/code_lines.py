"""Lines of code with their numbers, if the author asks for them: a text can then name a line."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.stages import Document, Manuscript

_NUMBER_CLASSES = frozenset({"numberLines", "number-lines"})
_START = "startFrom"


def number_lines(document: Document, manuscript: Manuscript) -> Document:
    """Return the document with numbers before the lines of such code, the same in every format."""
    return replace(document, blocks=walk.map_tree(document.blocks, block=_number_lines))


def _number_lines(block: n.Block) -> n.Blocks:
    if not isinstance(block, n.CodeBlock):
        return (block,)
    attr = block.attr.without(_START)
    if not _NUMBER_CLASSES.intersection(attr.classes):
        return (block if attr == block.attr else replace(block, attr=attr),)
    start = block.attr.get(_START) or ""
    first = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 1
    lines = block.text.split("\n")
    width = len(str(first + len(lines) - 1))
    text = "\n".join(f"{number:>{width}}  {line}".rstrip() for number, line in enumerate(lines, first))
    classes = tuple(name for name in attr.classes if name not in _NUMBER_CLASSES)
    return (replace(block, attr=replace(attr, classes=classes), text=text),)
