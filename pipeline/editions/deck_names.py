"""Names in place of superscript numbers: in a sentence on a slide, a citation may be a part of speech."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.walk import Rebuild, text_of

_OPENING = tuple("([{“‘«\u00a0\u202f")


def with_names(blocks: n.Blocks, names: Mapping[str, n.Inlines]) -> n.Blocks:
    """Replace superscript numbers of citations in the text (`@key`) by the names of the authors.

    Citeproc removes the blank before such a number; before a name it is there again.
    """
    return _NameSetter(names).blocks(blocks)


class _NameSetter(Rebuild):
    def __init__(self, names: Mapping[str, n.Inlines]) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.names = names

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines with names."""
        result: list[n.Inline] = []
        for item in super().inlines(items):
            if isinstance(item, n.Cite) and self._is_number(item):
                if result and not _ends_open(result[-1]):
                    result.append(n.Space())
                item = replace(item, inlines=self._name_links(item))
            result.append(item)
        return tuple(result)

    def _is_number(self, cite: n.Cite) -> bool:
        return (
            any(each.mode == "AuthorInText" for each in cite.citations)
            and all(each.id in self.names for each in cite.citations)
            and all(isinstance(each, n.Superscript) for each in cite.inlines)
        )

    def _name_links(self, cite: n.Cite) -> n.Inlines:
        links = [n.Link(n.Attr(), self.names[each.id], f"#ref-{each.id}") for each in cite.citations]
        return tuple(part for link in links for part in (n.Str(";"), n.Space(), link))[2:]


def _ends_open(item: n.Inline) -> bool:
    return isinstance(item, n.Space | n.SoftBreak | n.LineBreak) or text_of((item,)).endswith(_OPENING)
