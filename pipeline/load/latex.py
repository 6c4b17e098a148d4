"""The LaTeX that papers in Markdown carry: numbered formulas, labels and references, made pandoc's own.

`\\begin{equation}` becomes display maths, `\\label{fig:x}` the figure's id `fig-x`, and `\\autoref{fig:x}` or
`\\ref{eq:y}` the cross-reference `@fig-x`. What else is LaTeX stays raw, for the guard to report.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk

_ENVIRONMENT = re.compile(
    r"\\begin\{(equation|align|gather|multline|eqnarray)(\*?)\}(.*)\\end\{\1\2\}\s*", re.DOTALL
)
_LABEL = re.compile(r"\\label\{([^}]*)\}")
_REFERENCE = re.compile(r"\\(?:auto|eq|c|C)?ref\{([^}]*)\}")
_ID = re.compile(r"\{#([A-Za-z][\w:.-]*)\}")
_DROPPED = re.compile(r"\\(newpage|pagebreak|clearpage|noindent|centering|maketitle)(\[\d\])?\s*")
_PREFIXES = {"figure": "fig", "table": "tbl", "tab": "tbl", "section": "sec", "equation": "eq"}


def label_id(label: str) -> str:
    """Return the id for a LaTeX label: `fig:example` gives `fig-example`, `tab:x` gives `tbl-x`."""
    prefix, colon, rest = label.strip().partition(":")
    return f"{_PREFIXES.get(prefix, prefix)}-{rest}" if colon else label.strip()


def adopt(blocks: n.Blocks) -> n.Blocks:
    """Return the blocks with the LaTeX in them turned into nodes, and numbered formulas given their ids."""
    return walk.map_tree(blocks, inline=_inline, block=_block)


def _inline(node: n.Inline) -> n.Inlines:
    match node:
        case n.RawInline(format="tex" | "latex", text=text):
            reference = _REFERENCE.fullmatch(text.strip())
            if reference:
                return (cross_reference(label_id(reference.group(1)), node.at),)
            formula = _formula(text, node.at)
            if formula:
                return (formula,)
            if _DROPPED.fullmatch(text + " "):
                return ()
            return (node,)
        case n.Math(kind="DisplayMath", text=text) if _LABEL.search(text):
            return (_labelled(text, node.at),)
        case _:
            return (node,)


def cross_reference(name: str, at: int | None) -> n.Cite:
    """Return the cross-reference that `@name` is."""
    citation = n.Citation(name, mode="AuthorInText", at=at)
    return n.Cite((citation,), (n.Str("@" + name, at=at),), at=at)


def _formula(text: str, at: int | None) -> n.Inline | None:
    match = _ENVIRONMENT.fullmatch(text.strip())
    if match is None:
        return None
    kind, _, body = match.groups()
    inner = {"equation": "{}", "gather": "\\begin{{gathered}}{}\\end{{gathered}}", "multline": "{}"}.get(
        kind, "\\begin{{aligned}}{}\\end{{aligned}}"
    )
    label = "".join(match.group() for match in _LABEL.finditer(body))
    return _labelled(inner.format(_LABEL.sub("", body).strip()) + label, at)


def _labelled(text: str, at: int | None) -> n.Inline:
    """Return a formula, in a span with its id when it has a label."""
    label = _LABEL.search(text)
    formula = n.Math("DisplayMath", _LABEL.sub("", text).strip(), at=at)
    if label is None:
        return formula
    return n.Span(n.Attr(label_id(label.group(1)), ("equation",)), (formula,), at=at)


def _block(block: n.Block) -> n.Blocks:
    match block:
        case n.RawBlock(format="tex" | "latex", text=text):
            formula = _formula(text, block.at)
            if formula:
                return (n.Para((formula,), at=block.at),)
            return () if _DROPPED.fullmatch(text + " ") else (block,)
        case n.Para(inlines=inlines):
            return (replace(block, inlines=_with_ids(inlines)),)
        case n.Figure(attr=attr, caption=caption):
            name, blocks = _take_label(caption.blocks)
            if not name:
                return (block,)
            inner = walk.map_tree(block.blocks, inline=_without_label)
            kept = attr if attr.id else replace(attr, id=name)
            return (replace(block, attr=kept, caption=replace(caption, blocks=blocks), blocks=inner),)
        case n.Table(attr=attr, caption=caption):
            name, blocks = _take_label(caption.blocks)
            kept = replace(attr, id=attr.id or name)
            return (replace(block, attr=kept, caption=replace(caption, blocks=blocks)),) if name else (block,)
        case _:
            return (block,)


def _with_ids(inlines: n.Inlines) -> n.Inlines:
    """Give a display formula the id written behind it: `$$...$$ {#eq-x}`."""
    made: list[n.Inline] = []
    for item in inlines:
        if isinstance(item, n.Str) and (match := _ID.match(item.text)):
            before = made[-1] if made else None
            space = isinstance(before, n.Space | n.SoftBreak)
            formula = made[-2] if space and len(made) > 1 else before
            if isinstance(formula, n.Math) and formula.kind == "DisplayMath":
                del made[-2 if space else -1 :]
                made.append(n.Span(n.Attr(match.group(1), ("equation",)), (formula,), at=formula.at))
                if rest := item.text[match.end() :]:
                    made.append(n.Str(rest, at=item.at))
                continue
        made.append(item)
    return tuple(made)


def _take_label(blocks: n.Blocks) -> tuple[str, n.Blocks]:
    """Return the id in a caption's `\\label`, and the caption without it."""
    labels = [
        match.group(1)
        for node in walk.walk(blocks)
        if isinstance(node, n.RawInline) and (match := _LABEL.fullmatch(node.text.strip()))
    ]
    return (label_id(labels[0]) if labels else ""), walk.map_tree(blocks, inline=_without_label)


def _without_label(node: n.Inline) -> n.Inlines:
    return () if isinstance(node, n.RawInline) and _LABEL.fullmatch(node.text.strip()) else (node,)
