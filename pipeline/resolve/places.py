"""Places in the source, restored in a document that comes back from pandoc: its JSON has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.model import nodes as n
from pipeline.model.walk import map_tree

_Node = TypeVar("_Node", bound=n.Block | n.Inline)
# Words and spaces have no findings of their own, and citeproc changes them most.
_WITHOUT = (n.Str, n.Space, n.SoftBreak, n.LineBreak)


def with_places(before: n.Blocks, after: n.Blocks) -> n.Blocks:
    """Return the blocks with the places that they had before citeproc, which appends blocks, if any.

    Within a block, the nodes of a kind get theirs in order, if citeproc has added and removed none.
    """
    pairs = zip(before, after, strict=False)
    return (*(_block(old, new) for old, new in pairs), *after[len(before) :])


def _block(before: n.Block, after: n.Block) -> n.Block:
    if isinstance(before, n.Div) and isinstance(after, n.Div):
        return replace(after, blocks=with_places(before.blocks, after.blocks), at=before.at)
    places, new_places = _places(before), _places(after)
    rest: dict[type[object], Iterator[int | None]] = {
        kind: iter(each) for kind, each in places.items() if len(each) == len(new_places.get(kind, ()))
    }

    def place(node: _Node) -> tuple[_Node]:
        return (replace(node, at=next(rest[type(node)])) if type(node) in rest else node,)

    (result,) = map_tree((after,), inline=place, block=place)
    return result


def _places(block: n.Block) -> Mapping[type[object], list[int | None]]:
    """Return the places of a block and all in it by kind of node, in the order of `map_tree`."""
    result: dict[type[object], list[int | None]] = defaultdict(list)

    def note(node: _Node) -> tuple[_Node]:
        if not isinstance(node, _WITHOUT):
            result[type(node)].append(node.at)
        return (node,)

    map_tree((block,), inline=note, block=note)
    return result
