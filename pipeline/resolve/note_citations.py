"""Adjacent citations of a style that prints notes: no space between them, marks before both.

Citeproc puts the full stop after `[@a] [@b]` before the second note, with a space between it and its words.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk


def join_notes(blocks: n.Blocks) -> n.Blocks:
    """Return blocks with citations that are notes right after each other."""
    return _NoteJoiner(lambda node: (node,), lambda node: (node,)).blocks(blocks)


class _NoteJoiner(walk.Rebuild):
    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines; the marks before a note move before the first note of a row."""
        result: list[n.Inline] = []
        row: list[n.Inline] = []  # notes side by side, and spaces after them
        for item in super().inlines(items):
            marks, note = _split_marks(item)
            if note is not None:
                result += marks
                row = [*(each for each in row if isinstance(each, n.Cite)), note]
            elif row and isinstance(item, n.Space | n.SoftBreak):
                row.append(item)
            else:
                result += [*row, item]
                row = []
        return (*result, *row)


def _split_marks(item: n.Inline) -> tuple[n.Inlines, n.Cite | None]:
    """Return the marks that a citation begins with, and the citation if it is a note."""
    match item:
        case n.Cite(inlines=(*marks, n.Note() as note)) if all(isinstance(each, n.Str) for each in marks):
            return tuple(marks), replace(item, inlines=(note,))
        case _:
            return (), None
