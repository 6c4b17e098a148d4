"""Citations within citations: pandoc reads `[@a, @b]` as a citation in the suffix of another.

Citeproc writes the inner label in place of the outer one, which is lost. So each becomes a citation beside
the others in one list, and the words between two of them are before the second.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model.walk import walk

_BLANKS = (n.Space, n.SoftBreak)
_MARKS = (",", ";")


def one_list(node: n.Inline) -> n.Inlines:
    """Split a citation that contains others into a list of citations."""
    if not isinstance(node, n.Cite) or not any(_holds(c.prefix) or _holds(c.suffix) for c in node.citations):
        return (node,)
    return (replace(node, citations=tuple(each for c in node.citations for each in _split(c))),)


def _holds(inlines: n.Inlines) -> bool:
    return any(isinstance(each, n.Cite) for each in walk(inlines))


def _split(citation: n.Citation) -> list[n.Citation]:
    """Split a citation into those of its prefix, itself, and those of its suffix."""
    result: list[n.Citation] = []
    words: list[n.Inline] = []
    for item in (*citation.prefix, citation, *citation.suffix):
        inner = [item] if isinstance(item, n.Citation) else _inner(item)
        if not inner:
            assert not isinstance(item, n.Citation)
            words.append(item)
            continue
        behind, before = _between(words) if result else ((), tuple(words))
        if result:
            result[-1] = replace(result[-1], suffix=(*result[-1].suffix, *behind))
        first, *others = (replace(each, prefix=(), suffix=()) if each is citation else each for each in inner)
        result += [replace(first, prefix=(*_trim(before), *first.prefix)), *others]
        words = []
    result[-1] = replace(result[-1], suffix=(*result[-1].suffix, *words))
    return result


def _inner(item: n.Inline) -> list[n.Citation]:
    """Return the citations in an inline, as ones in brackets."""
    return [
        replace(each, mode="NormalCitation" if each.mode == "AuthorInText" else each.mode)
        for node in walk((item,))
        if isinstance(node, n.Cite)
        for each in node.citations
    ]


def _between(words: list[n.Inline]) -> tuple[n.Inlines, n.Inlines]:
    """Split the words between two citations at their last comma: `p. 3, see` ends one and begins another."""
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        if isinstance(word, n.Str) and word.text.endswith(_MARKS):
            last_word = replace(word, text=word.text[:-1])
            ending = (*words[:index], *((last_word,) if last_word.text else ()))
            return (ending if _trim(ending) else ()), tuple(words[index + 1 :])
    return (), tuple(words)


def _trim(inlines: n.Inlines) -> n.Inlines:
    """Return inlines without blanks at their ends."""
    items = list(inlines)
    while items and isinstance(items[0], _BLANKS):
        items.pop(0)
    while items and isinstance(items[-1], _BLANKS):
        items.pop()
    return tuple(items)
