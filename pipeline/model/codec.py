"""Pandoc's JSON, to and from nodes; both ways exact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, assert_never

from pipeline.model import nodes as n

API_VERSION = (1, 23, 1, 1)
Json = Any


def read(data: Json) -> n.Pandoc:
    """Return the document in pandoc's JSON; raise ValueError for an API version other than 1.23."""
    version = tuple(data["pandoc-api-version"])
    if version[:2] != API_VERSION[:2]:
        raise ValueError(f"pandoc's JSON has API version {version}, not {API_VERSION[:2]}")
    meta = n.MetaMap(tuple((name, _meta(value)) for name, value in data["meta"].items()))
    return n.Pandoc(meta, blocks_from(data["blocks"]))


def write(document: n.Pandoc) -> Json:
    """Return pandoc's JSON of the document."""
    return {
        "pandoc-api-version": list(API_VERSION),
        "meta": {name: _meta_json(value) for name, value in document.meta.entries},
        "blocks": blocks_json(document.blocks),
    }


def blocks_from(data: Sequence[Json]) -> n.Blocks:
    """Return the blocks in a JSON list."""
    return tuple(_block(item) for item in data)


def inlines_from(data: Sequence[Json]) -> n.Inlines:
    """Return the inlines in a JSON list."""
    return tuple(_inline(item) for item in data)


def _meta(data: Json) -> n.MetaValue:
    content = data.get("c")
    match data["t"]:
        case "MetaMap":
            return n.MetaMap(tuple((name, _meta(value)) for name, value in content.items()))
        case "MetaList":
            return n.MetaList(tuple(_meta(value) for value in content))
        case "MetaInlines":
            return n.MetaInlines(inlines_from(content))
        case "MetaBlocks":
            return n.MetaBlocks(blocks_from(content))
        case "MetaString":
            return str(content)
        case "MetaBool":
            return bool(content)
        case other:
            raise ValueError(f"pandoc's JSON has unknown metadata {other}")


def _attr(data: Json) -> n.Attr:
    name, classes, pairs = data
    return n.Attr(name, tuple(classes), tuple((key, value) for key, value in pairs))


_CONTAINERS: dict[str, Callable[..., n.Inline]] = {
    kind.__name__: kind
    for kind in (n.Emph, n.Underline, n.Strong, n.Strikeout, n.Superscript, n.Subscript, n.SmallCaps)
}
_EMPTY: dict[str, Callable[[], n.Inline]] = {
    "Space": n.Space,
    "SoftBreak": n.SoftBreak,
    "LineBreak": n.LineBreak,
}


def _inline(data: Json) -> n.Inline:
    kind = data["t"]
    c = data.get("c")
    if kind == "Str":
        return n.Str(c)
    if kind in _EMPTY:
        return _EMPTY[kind]()
    if kind in _CONTAINERS:
        return _CONTAINERS[kind](inlines_from(c))
    match kind:
        case "Quoted":
            return n.Quoted(c[0]["t"], inlines_from(c[1]))
        case "Cite":
            return n.Cite(tuple(_citation(item) for item in c[0]), inlines_from(c[1]))
        case "Code":
            return n.Code(_attr(c[0]), c[1])
        case "Math":
            return n.Math(c[0]["t"], c[1])
        case "RawInline":
            return n.RawInline(c[0], c[1])
        case "Link":
            return n.Link(_attr(c[0]), inlines_from(c[1]), c[2][0], c[2][1])
        case "Image":
            return n.Image(_attr(c[0]), inlines_from(c[1]), c[2][0], c[2][1])
        case "Note":
            return n.Note(blocks_from(c))
        case "Span":
            return n.Span(_attr(c[0]), inlines_from(c[1]))
        case other:
            raise ValueError(f"pandoc's JSON has an unknown inline {other}")


def _citation(data: Json) -> n.Citation:
    return n.Citation(
        data["citationId"],
        inlines_from(data["citationPrefix"]),
        inlines_from(data["citationSuffix"]),
        data["citationMode"]["t"],
        data["citationNoteNum"],
        data["citationHash"],
    )


def _block(data: Json) -> n.Block:
    c = data.get("c")
    match data["t"]:
        case "Plain":
            return n.Plain(inlines_from(c))
        case "Para":
            return n.Para(inlines_from(c))
        case "LineBlock":
            return n.LineBlock(tuple(inlines_from(line) for line in c))
        case "CodeBlock":
            return n.CodeBlock(_attr(c[0]), c[1])
        case "RawBlock":
            return n.RawBlock(c[0], c[1])
        case "BlockQuote":
            return n.BlockQuote(blocks_from(c))
        case "OrderedList":
            (start, style, delim), items = c
            return n.OrderedList(start, style["t"], delim["t"], tuple(blocks_from(item) for item in items))
        case "BulletList":
            return n.BulletList(tuple(blocks_from(item) for item in c))
        case "DefinitionList":
            return n.DefinitionList(
                tuple(
                    (inlines_from(term), tuple(blocks_from(d) for d in definitions))
                    for term, definitions in c
                )
            )
        case "Header":
            return n.Header(c[0], _attr(c[1]), inlines_from(c[2]))
        case "HorizontalRule":
            return n.HorizontalRule()
        case "Table":
            return _table(c)
        case "Figure":
            return n.Figure(_attr(c[0]), _caption(c[1]), blocks_from(c[2]))
        case "Div":
            return n.Div(_attr(c[0]), blocks_from(c[1]))
        case other:
            raise ValueError(f"pandoc's JSON has an unknown block {other}")


def _caption(data: Json) -> n.Caption:
    return n.Caption(None if data[0] is None else inlines_from(data[0]), blocks_from(data[1]))


def _table(c: Json) -> n.Table:
    attr, caption, columns, head, bodies, foot = c
    return n.Table(
        _attr(attr),
        _caption(caption),
        tuple(n.ColSpec(align["t"], width.get("c")) for align, width in columns),
        n.TableEnd(_attr(head[0]), _rows(head[1])),
        tuple(n.TableBody(_attr(b[0]), b[1], _rows(b[2]), _rows(b[3])) for b in bodies),
        n.TableEnd(_attr(foot[0]), _rows(foot[1])),
    )


def _rows(data: Json) -> tuple[n.Row, ...]:
    return tuple(
        n.Row(
            _attr(attr),
            tuple(
                n.Cell(_attr(a), align["t"], rows, cols, blocks_from(b)) for a, align, rows, cols, b in cells
            ),
        )
        for attr, cells in data
    )


def _meta_json(value: n.MetaValue) -> Json:
    match value:
        case n.MetaMap(entries=entries):
            return {"t": "MetaMap", "c": {name: _meta_json(entry) for name, entry in entries}}
        case n.MetaList(values=values):
            return {"t": "MetaList", "c": [_meta_json(item) for item in values]}
        case n.MetaInlines(inlines=inlines):
            return {"t": "MetaInlines", "c": inlines_json(inlines)}
        case n.MetaBlocks(blocks=blocks):
            return {"t": "MetaBlocks", "c": blocks_json(blocks)}
        case bool():
            return {"t": "MetaBool", "c": value}
        case str():
            return {"t": "MetaString", "c": value}
        case _:
            assert_never(value)


def blocks_json(blocks: n.Blocks) -> list[Json]:
    """Return the JSON list of blocks."""
    return [_block_json(block) for block in blocks]


def inlines_json(inlines: n.Inlines) -> list[Json]:
    """Return the JSON list of inlines."""
    return [_inline_json(inline) for inline in inlines]


def _attr_json(attr: n.Attr) -> Json:
    return [attr.id, list(attr.classes), [list(pair) for pair in attr.pairs]]


def _inline_json(node: n.Inline) -> Json:
    kind = type(node).__name__
    match node:
        case n.Str(text=text):
            return {"t": "Str", "c": text}
        case n.Space() | n.SoftBreak() | n.LineBreak():
            return {"t": kind}
        case (
            n.Emph(inlines=inlines) | n.Underline(inlines=inlines) | n.Strong(inlines=inlines)
            | n.Strikeout(inlines=inlines) | n.Superscript(inlines=inlines)
            | n.Subscript(inlines=inlines) | n.SmallCaps(inlines=inlines)
        ):  # fmt: skip
            return {"t": kind, "c": inlines_json(inlines)}
        case n.Quoted():
            return {"t": kind, "c": [{"t": node.kind}, inlines_json(node.inlines)]}
        case n.Cite():
            return {"t": kind, "c": [[_citation_json(c) for c in node.citations], inlines_json(node.inlines)]}
        case n.Code():
            return {"t": kind, "c": [_attr_json(node.attr), node.text]}
        case n.Math():
            return {"t": kind, "c": [{"t": node.kind}, node.text]}
        case n.RawInline():
            return {"t": kind, "c": [node.format, node.text]}
        case n.Link() | n.Image():
            return {
                "t": kind,
                "c": [_attr_json(node.attr), inlines_json(node.inlines), [node.url, node.title]],
            }
        case n.Note(blocks=blocks):
            return {"t": kind, "c": blocks_json(blocks)}
        case n.Span():
            return {"t": kind, "c": [_attr_json(node.attr), inlines_json(node.inlines)]}
        case _:
            assert_never(node)


def _citation_json(citation: n.Citation) -> Json:
    return {
        "citationId": citation.id,
        "citationPrefix": inlines_json(citation.prefix),
        "citationSuffix": inlines_json(citation.suffix),
        "citationMode": {"t": citation.mode},
        "citationNoteNum": citation.note_num,
        "citationHash": citation.hash,
    }


def _block_json(node: n.Block) -> Json:
    kind = type(node).__name__
    match node:
        case n.Plain() | n.Para():
            return {"t": kind, "c": inlines_json(node.inlines)}
        case n.LineBlock(lines=lines):
            return {"t": kind, "c": [inlines_json(line) for line in lines]}
        case n.CodeBlock():
            return {"t": kind, "c": [_attr_json(node.attr), node.text]}
        case n.RawBlock():
            return {"t": kind, "c": [node.format, node.text]}
        case n.BlockQuote(blocks=blocks):
            return {"t": kind, "c": blocks_json(blocks)}
        case n.OrderedList():
            marker = [node.start, {"t": node.style}, {"t": node.delim}]
            return {"t": kind, "c": [marker, [blocks_json(item) for item in node.items]]}
        case n.BulletList():
            return {"t": kind, "c": [blocks_json(item) for item in node.items]}
        case n.DefinitionList(items=items):
            return {
                "t": kind,
                "c": [
                    [inlines_json(term), [blocks_json(d) for d in definitions]] for term, definitions in items
                ],
            }
        case n.Header():
            return {"t": kind, "c": [node.level, _attr_json(node.attr), inlines_json(node.inlines)]}
        case n.HorizontalRule():
            return {"t": kind}
        case n.Table():
            return {"t": kind, "c": _table_json(node)}
        case n.Figure():
            return {
                "t": kind,
                "c": [_attr_json(node.attr), _caption_json(node.caption), blocks_json(node.blocks)],
            }
        case n.Div():
            return {"t": kind, "c": [_attr_json(node.attr), blocks_json(node.blocks)]}
        case _:
            assert_never(node)


def _caption_json(caption: n.Caption) -> Json:
    short = None if caption.short is None else inlines_json(caption.short)
    return [short, blocks_json(caption.blocks)]


def _table_json(table: n.Table) -> Json:
    columns = [
        [{"t": c.alignment}, {"t": "ColWidthDefault"} if c.width is None else {"t": "ColWidth", "c": c.width}]
        for c in table.columns
    ]
    bodies = [
        [_attr_json(b.attr), b.row_head_columns, _rows_json(b.head), _rows_json(b.rows)] for b in table.bodies
    ]
    return [
        _attr_json(table.attr),
        _caption_json(table.caption),
        columns,
        [_attr_json(table.head.attr), _rows_json(table.head.rows)],
        bodies,
        [_attr_json(table.foot.attr), _rows_json(table.foot.rows)],
    ]


def _rows_json(rows: tuple[n.Row, ...]) -> Json:
    return [
        [
            _attr_json(row.attr),
            [
                [_attr_json(c.attr), {"t": c.alignment}, c.row_span, c.col_span, blocks_json(c.blocks)]
                for c in row.cells
            ],
        ]
        for row in rows
    ]
