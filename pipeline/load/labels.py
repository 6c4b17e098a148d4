"""Labels of LaTeX, bookdown and JOSS: each becomes the id of its element, else of the section."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.load.label_forms import LABEL, label_of, labels_in, labels_of
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import Kind, canonical, kind_of, prefix_of

Target = n.Figure | n.Table | n.Header | n.Span | n.Div


def name_of(label: str) -> str:
    """Return a label as an id in its one form."""
    return canonical(re.sub(r"\s+", "-", label.strip().replace(": ", ":")))


class Labels(walk.Rebuild):
    """Removes labels from the text and records the id of each."""

    def __init__(self, statements: Mapping[str, str]) -> None:
        """Begin with the ids of statements by their names."""
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.statements = statements
        self.ids: dict[str, str] = dict(statements)
        self.kinds: dict[str, Kind] = {}
        self.section = ""

    def final(self, label: str) -> str:
        """Return the id for a label or another id."""
        name = name_of(label)
        return self.ids.get(name, name)

    def rename(self, name: str, new: str) -> None:
        """Replace an id, for all labels with this id."""
        self.ids = {label: new if final == name else final for label, final in self.ids.items()} | {name: new}

    def give(self, node: Target, labels: list[str]) -> Target:
        """Attach labels to an element; with a label, its id gets the prefix of its kind."""
        kind = kind_of_target(node)
        own = node.attr.id or (labels[0] if labels else "")
        if labels and isinstance(node, n.Header):
            own = labels[0]  # the present id may be generated from its words
        if not own or kind is None:
            return node
        name = name_of(own)
        if labels and kind_of(name) != kind:
            name = f"{prefix_of(kind)}-{name}"
        self.kinds.setdefault(name, kind)
        self.ids.update({name_of(label): name for label in (node.attr.id, own, *labels) if label})
        return replace(node, attr=replace(node.attr, id=name))

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild blocks; labels alone in a paragraph belong to the block before it."""
        result: list[n.Block] = []
        for item in items:
            labels = _alone(item)
            if labels:
                self.attach(result, labels)
                continue
            result.append(self.with_label(item))
        return tuple(result)

    def attach(self, blocks: list[n.Block], labels: list[str]) -> None:
        """Give labels to the block before them if it is of their kind, else to the section."""
        before = blocks[-1] if blocks else None
        match before:
            case n.Figure() | n.Table() | n.Header() if kind_of(name_of(labels[0])) in (
                None,
                kind_of_target(before),
            ):
                labelled_block = self.give(before, labels)
                assert isinstance(labelled_block, n.Figure | n.Table | n.Header)
                blocks[-1] = labelled_block
                self.enter(labelled_block)
            case _:
                self.belong(labels)

    def belong(self, labels: list[str]) -> None:
        """Attach labels to the section around them, as LaTeX does."""
        for label in labels:
            if self.section and name_of(label) not in self.ids:
                self.ids[name_of(label)] = self.section

    def enter(self, block: n.Block) -> None:
        """Remember the section that a heading begins."""
        if isinstance(block, n.Header) and block.attr.id:
            self.section = block.attr.id

    def with_label(self, item: n.Block) -> n.Block:
        """Return a block without its labels, with their id."""
        match item:
            case n.Figure() | n.Table():
                labelled_block = self.give(item, list(labels_in(item.caption.blocks)))
                assert isinstance(labelled_block, n.Figure | n.Table)
                bare = walk.map_tree(
                    labelled_block.caption.blocks, inline=_without_label, block=_without_blank
                )
                return self.descend_block(
                    replace(labelled_block, caption=replace(labelled_block.caption, blocks=bare))
                )
            case n.Header(inlines=inlines):
                labelled_block = self.give(item, list(labels_in(inlines)))
                assert isinstance(labelled_block, n.Header)
                self.enter(labelled_block)
                bare_inlines = _trim(walk.map_inlines(inlines, _without_label))
                return self.descend_block(replace(labelled_block, inlines=bare_inlines))
            case n.Div():
                self.kinds.update(_kind_entry(item))
                return self.descend_block(item)
            case _:
                return self.descend_block(item)

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines; formulas keep their labels as ids, other labels belong to the section."""
        result: list[n.Inline] = []
        for item in items:
            match item:
                case n.Math(kind="DisplayMath", text=text) if LABEL.search(text):
                    result.append(self.formula(n.Span(n.Attr("", ("equation",)), (item,), at=item.at)))
                case n.Math(text=text) if LABEL.search(text):
                    self.belong(labels_of(text))
                    result.append(replace(item, text=LABEL.sub("", text).strip()))
                case n.Span(attr=attr) if "equation" in attr.classes:
                    result.append(self.formula(item))
                case n.RawInline() if label := label_of(item):
                    self.belong([label])
                case _:
                    result.append(self.descend_inline(item))
        return tuple(result)

    def formula(self, span: n.Span) -> n.Span:
        """Return a formula with its labels as ids."""
        labels = [
            label for node in span.inlines if isinstance(node, n.Math) for label in labels_of(node.text)
        ]
        labelled_span = self.give(span, labels)
        assert isinstance(labelled_span, n.Span)
        inlines = tuple(
            replace(node, text=LABEL.sub("", node.text).strip()) if isinstance(node, n.Math) else node
            for node in span.inlines
        )
        return replace(labelled_span, inlines=inlines)


def kind_of_target(node: n.Block | n.Inline) -> Kind | None:
    """Return the kind of target that an element is for a reference."""
    match node:
        case n.Figure():
            return "figure"
        case n.Table():
            return "table"
        case n.Header():
            return "section"
        case n.Span(attr=attr) if "equation" in attr.classes:
            return "equation"
        case _:
            return None


def _kind_entry(div: n.Div) -> dict[str, Kind]:
    kind = kind_of(name_of(div.attr.id))
    return {name_of(div.attr.id): kind} if kind else {}


def _alone(block: n.Block) -> list[str]:
    """Return the labels of a block that consists of labels only."""
    match block:
        case n.RawBlock(format="tex" | "latex", text=text) if not LABEL.sub("", text).strip():
            return labels_of(text)
        case n.Para(inlines=inlines) | n.Plain(inlines=inlines) if all(
            isinstance(node, n.Space | n.SoftBreak) or label_of(node) for node in inlines
        ):
            return list(labels_in(inlines))
        case _:
            return []


def _without_label(node: n.Inline) -> n.Inlines:
    return () if label_of(node) else (node,)


def _without_blank(block: n.Block) -> n.Blocks:
    return () if isinstance(block, n.Plain) and not block.inlines else (block,)


def _trim(inlines: n.Inlines) -> n.Inlines:
    """Return inlines without spaces at their ends."""
    result = list(inlines)
    while result and isinstance(result[-1], n.Space | n.SoftBreak):
        result.pop()
    while result and isinstance(result[0], n.Space | n.SoftBreak):
        result.pop(0)
    return tuple(result)
