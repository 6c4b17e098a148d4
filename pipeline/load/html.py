"""Raw HTML in the prose: converted to nodes by pandoc's reader, with the Markdown between its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from pipeline import pandoc
from pipeline.load import fragments, spans, tags
from pipeline.load.fragments import Fragment
from pipeline.load.markup_words import names
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, DossierError, warning
from pipeline.model.source import SourceText

_OUTER = "outer"
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_OWN = re.compile(r"\bdata-(?=dossier)", re.IGNORECASE)
_HINT = "write it in Markdown, or put it in back-ticks to show it as text"


def adopt(blocks: n.Blocks, source: SourceText) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Return the blocks with their HTML as nodes; unreadable HTML stays raw, for the guard to report."""
    collect = _Collector(source)
    marked_blocks = collect.blocks(blocks)
    if not collect.fragments:
        return marked_blocks, tuple(collect.diagnostics)
    return _Filler(collect).blocks(marked_blocks), tuple(collect.diagnostics)


@dataclass(frozen=True, slots=True)
class _Element:
    """A run of items that one or several elements enclose."""

    start: int
    end: int


class _Collector(walk.Rebuild):
    """Collects elements, inner ones first, with a placeholder in each for content that is not HTML."""

    def __init__(self, source: SourceText) -> None:
        super().__init__(lambda node: (node,), lambda node: (node,))
        self.source = source
        self.fragments: list[Fragment] = []
        self.held_nodes: list[n.Blocks | n.Inlines] = []
        self.diagnostics: list[Diagnostic] = []

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines, each element in them a placeholder."""
        inner = tuple(self.descend_inline(item) for item in items)
        if not any(_raw(item) for item in inner):
            return inner
        result: list[n.Inline] = []
        for run in self.elements(inner):
            part = inner[run.start : run.end + 1]
            if len(part) == 1 and _raw(part[0]) is None:
                result.append(part[0])
                continue
            replacement = self.element(part)
            result += replacement if replacement is not None else self.as_text(part)
        return tuple(result)

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild blocks, each element in them a placeholder."""
        inner = tuple(self.descend_block(item) for item in items)
        if not any(_raw(item) for item in inner):
            return inner
        result: list[n.Block] = []
        for run in self.elements(inner):
            part = inner[run.start : run.end + 1]
            if len(part) == 1 and _raw(part[0]) is None:
                result.append(part[0])
                continue
            self.fragments.append(Fragment(self.text(part), _first_at(part), part))
            result.append(fragments.div(len(self.fragments) - 1, _first_at(part)))
        return tuple(result)

    def element(self, part: n.Inlines) -> n.Inlines | None:
        """Collect an element; return None for an unknown tag."""
        text = _raw(part[0]) or ""
        own = [tag.name for tag in tags.tags_of(text)]
        if len(part) == 1 and own and not any(tags.is_known(name) for name in own):
            return None
        self.fragments.append(Fragment(self.text(part), _first_at(part), part))
        return (fragments.span(len(self.fragments) - 1, _first_at(part)),)

    def as_text(self, part: n.Inlines) -> n.Inlines:
        """Return unknown tags as text."""
        text, at = _raw(part[0]) or "", part[0].at
        self.report("tag-unknown", f"`{text[:40]}` is no tag of HTML, and is shown as text", at, _TEXT_HINT)
        return (
            tuple(n.Str(word, at=at) for word in text.split()[:1])
            if " " not in text
            else (n.Str(text, at=at),)
        )

    def elements(self, items: Sequence[n.Block | n.Inline]) -> Iterator[_Element]:
        """Yield the items in runs: outermost elements, and each other item by itself."""
        events: list[tuple[int, tags.Tag]] = []
        for place, item in enumerate(items):
            text = _raw(item)
            tag_list = tags.tags_of(text) if text is not None else ()
            if len(tag_list) > 1:
                # A fragment of several tags is complete; its own tags are paired when it is read.
                tag_list = (tags.Tag("span", False, True),)
            events += ((place, tag) for tag in tag_list if tags.is_known(tag.name))
        spans, single = tags.pairs(events)
        for place in single:
            self.report_single(items[place])
        start = 0
        for first, last in sorted(spans):
            if first < start:
                continue
            yield from (_Element(place, place) for place in range(start, first))
            yield _Element(first, last)
            start = last + 1
        yield from (_Element(place, place) for place in range(start, len(items)))

    def report_single(self, item: n.Block | n.Inline) -> None:
        text = " ".join((_raw(item) or "").split())[:40]
        # A start tag of what is refused is told when it is removed.
        if not any(tag.name in names("html", "refused") and not tag.ends for tag in tags.tags_of(text)):
            self.report("tag-unpaired", f"`{text}` has no partner, and is left out", item.at, _PAIR_HINT)

    def report(self, code: str, message: str, at: int | None, hint: str) -> None:
        self.diagnostics.append(warning(code, message, self.source.place(at), hint))

    def text(self, part: Sequence[n.Block | n.Inline]) -> str:
        """Return the HTML of an element, with a placeholder for each run of nodes that are not HTML."""
        lines: list[str] = []
        run: list[n.Block | n.Inline] = []
        verbatim: list[str] = []
        for item in part:
            raw = _raw(item)
            if raw is None:
                if verbatim or isinstance(item, n.Plain):
                    lines.append(self.holder(run))
                    run = []
                    lines.append(
                        escape(_words(item))
                        if verbatim and isinstance(item, n.Inline | n.Plain)
                        else self.holder([item])
                    )
                else:
                    run.append(item)
                continue
            lines.append(self.holder(run))
            run = []
            bare, refused_names = tags.without_refused(raw)
            for name in refused_names:
                if not raw.lstrip().startswith("</"):
                    self.report("markup-raw", f"the HTML element `{name}` is not carried", item.at, _HINT)
            for tag in tags.tags_of(bare):
                if tag.name in names("html", "verbatim") and not tag.ends:
                    verbatim.append(tag.name)
                elif tag.name in names("html", "verbatim") and verbatim:
                    verbatim.pop()
            lines.append(_OWN.sub("data-not-", bare))
        lines.append(self.holder(run))
        return "".join(lines)

    def holder(self, run: Sequence[n.Block | n.Inline]) -> str:
        """Store nodes, and return their placeholder in HTML."""
        if not run:
            return ""
        number = len(self.held_nodes)
        match run:
            case (n.Plain(inlines=inlines),):
                self.held_nodes.append(inlines)
                name = "span"
            case _:
                inlines = tuple(item for item in run if isinstance(item, n.Inline))
                blocks = tuple(item for item in run if not isinstance(item, n.Inline))
                self.held_nodes.append(blocks or inlines)
                name = "div" if blocks else "span"
        return f'<{name} data-dossier-held="{number}"></{name}>'


class _Filler(fragments.Filler):
    """Puts converted fragments, and the nodes inside them, in place of their placeholders."""

    def __init__(self, collect: _Collector) -> None:
        super().__init__(_convert(collect))
        self.held_nodes = collect.held_nodes

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines, with the held nodes in their places."""
        result: list[n.Inline] = []
        for item in items:
            number = _held_number(item)
            result += (item,) if number is None else fragments.as_inlines(self.held_nodes[number])
        return super().inlines(tuple(result))

    def blocks(self, items: n.Blocks) -> n.Blocks:
        """Rebuild blocks, with the held nodes in their places."""
        result: list[n.Block] = []
        for item in items:
            number = _held_number(item)
            result += (item,) if number is None else fragments.as_blocks(self.held_nodes[number])
        return super().blocks(tuple(result))


def _convert(collect: _Collector) -> dict[int, n.Blocks | n.Inlines]:
    """Read all fragments in one call; those that pandoc refuses stay as they are."""
    texts = [
        f'<div data-dossier-{_OUTER}="{number}">{tags.balance(fragment.text)}</div>'
        for number, fragment in enumerate(collect.fragments)
    ]
    try:
        document = pandoc.read("\n".join(texts), "html")
    except DossierError:
        document = n.Pandoc(n.MetaMap(), ())
    whole: dict[int, n.Blocks | n.Inlines] = {
        number: fragment.nodes for number, fragment in enumerate(collect.fragments)
    }
    for block in document.blocks:
        number = _holder_number(block, _OUTER)
        if number is None or not isinstance(block, n.Div) or number not in whole:
            continue
        fragment = collect.fragments[number]
        blocks = walk.map_tree(block.blocks, block=_block)
        whole[number] = fragments.with_place((*blocks, *_lost_holders(fragment.text, blocks)), fragment.at)
    return whole


def _lost_holders(text: str, blocks: n.Blocks) -> n.Blocks:
    """Return placeholders that the reader dropped, as those between the rows of a table."""
    there = {number for node in walk.walk(blocks) if (number := _held_number(node)) is not None}
    numbers = [int(each) for each in re.findall(r'data-dossier-held="(\d{1,9})"', text)]
    return tuple(
        n.Div(n.Attr("", (), (("dossier-held", str(number)),)), ())
        for number in numbers
        if number not in there
    )


def _block(block: n.Block) -> n.Blocks:
    """Return a block without attributes in a table's rows and cells."""
    match block:
        case n.Table():
            return (spans.limit_columns(_bare_table(block)),)
        case _:
            return (block,)


def _bare_table(table: n.Table) -> n.Table:
    def bare(rows: tuple[n.Row, ...]) -> tuple[n.Row, ...]:
        return tuple(
            n.Row(n.Attr(), tuple(replace(cell, attr=n.Attr()) for cell in row.cells)) for row in rows
        )

    bodies = tuple(
        replace(body, attr=n.Attr(), head=bare(body.head), rows=bare(body.rows)) for body in table.bodies
    )
    return replace(
        table,
        head=n.TableEnd(n.Attr(), bare(table.head.rows)),
        bodies=bodies,
        foot=n.TableEnd(n.Attr(), bare(table.foot.rows)),
    )


def _raw(node: n.Block | n.Inline) -> str | None:
    """Return the HTML of a raw node; None for other nodes, comments and line breaks."""
    match node:
        case n.RawInline(format="html", text=text) | n.RawBlock(format="html", text=text):
            if _BREAK.fullmatch(text) or not tags.without_comments(text).strip():
                return None
            return text
        case _:
            return None


def _words(node: n.Inline | n.Plain) -> str:
    """Return a node as text, a space as a space."""
    if isinstance(node, n.Space | n.SoftBreak):
        return " "
    return walk.text_of(node.inlines) if isinstance(node, n.Plain) else walk.text_of((node,))


def _first_at(part: Sequence[n.Block | n.Inline]) -> int | None:
    return next((item.at for item in part if item.at is not None), None)


def _holder_number(node: n.Block | n.Inline, kind: str) -> int | None:
    match node:
        case n.Span(attr=attr) | n.Div(attr=attr):
            value = attr.get(f"dossier-{kind}") or ""
            return int(value) if value.isdecimal() and len(value) < 10 else None
        case _:
            return None


def _held_number(node: n.Block | n.Inline) -> int | None:
    return _holder_number(node, "held")


_PAIR_HINT = "write the tag that begins or ends it, or take it out"
_TEXT_HINT = "put it in back-ticks, or write `\\<`"
