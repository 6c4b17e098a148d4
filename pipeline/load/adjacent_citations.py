"""Citations without a space between them: pandoc takes the first of `[@a][@b]` for the words of a link."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk


def adopt(blocks: n.Blocks) -> n.Blocks:
    """Return the blocks with each citation in brackets that another follows as such."""
    return _Adjacent().blocks(blocks)


class _Adjacent(walk.Rebuild):
    """Joins the brackets around a citation with it."""

    def __init__(self) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines."""
        result: list[n.Inline] = []
        place = 0
        while place < len(items):
            match items[place : place + 4]:
                case (
                    n.Str(text=opening) as first,
                    n.Cite(citations=(n.Citation(mode="AuthorInText") as citation,)) as cite,
                    n.Str(text="]"),
                    n.Cite(),
                ) if opening.endswith("["):
                    result += [replace(first, text=opening[:-1])] if opening != "[" else []
                    in_brackets = replace(citation, mode="NormalCitation")
                    result.append(
                        replace(cite, citations=(in_brackets,), inlines=(n.Str(f"[@{citation.id}]"),))
                    )
                    place += 3
                case _:
                    result.append(self.descend_inline(items[place]))
                    place += 1
        return tuple(result)
