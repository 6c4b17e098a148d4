"""Display formulas as papers write them: LaTeX's environments, and ids written after `$$`."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import canonical

_ENVIRONMENT = re.compile(
    r"\\begin\{(equation|align|flalign|alignat|gather|multline|eqnarray|displaymath|math)(\*?)\}(.*)\\end\{\1\2\}\s*",
    re.DOTALL,
)
_COLUMNS = re.compile(r"\A\{\d+\}")
_ID = re.compile(r"\{#([^\W\d][\w:.-]*)\}")
# Spaces of formulas in eighteenths of the letters' size.
_WIDTHS = {
    "\\!": -3, "\\,": 3, "\\:": 4, "\\>": 4, "\\;": 5, "\\ ": 6, "~": 6, "\\quad": 18, "\\qquad": 36,
    "\\thinspace": 3, "\\negthinspace": -3, "\\enspace": 9, "\\space": 6,
}  # fmt: skip
_BLANK = re.compile(
    r"(?:\s|\{\}|\\[!,:>; ]|~|\\(?:quad|qquad|thinspace|negthinspace|enspace|space)(?![A-Za-z]))+"
)
# The code around the rows of each environment that the reader of formulas does not know.
_INNER = {"equation": "", "displaymath": "", "math": "", "multline": "gathered", "gather": "gathered"}


def adopt(blocks: n.Blocks) -> n.Blocks:
    """Return the blocks with environments as display maths, formulas with the ids written after them.

    Labels stay in the formulas.
    """
    return walk.map_tree(blocks, inline=_inline, block=_block)


def formula(text: str, at: int | None) -> n.Math | None:
    """Return an environment of LaTeX as display maths, its labels at the end; None if it is no formula."""
    match = _ENVIRONMENT.fullmatch(text.strip())
    if match is None:
        return None
    kind, _, body = match.groups()
    inner = _INNER.get(kind, "aligned")
    if kind == "alignat":
        body = _COLUMNS.sub("", body)
    labels = "".join(re.findall(r"\\label\{[^}]*\}", body))
    rows = re.sub(r"\\label\{[^}]*\}", "", body).strip()
    lines = "\\\\" in rows or kind not in ("multline", "gather")
    tex = f"\\begin{{{inner}}}{rows}\\end{{{inner}}}" if inner and lines else rows
    return n.Math("DisplayMath", tex + labels, at=at)


def _inline(node: n.Inline) -> n.Inlines:
    match node:
        case n.RawInline(format="tex" | "latex", text=text) if math := formula(text, node.at):
            return (math,)
        case n.Math(kind="InlineMath", text=text) if _BLANK.fullmatch(text):
            return _space(text, node.at)
        case n.Span(attr=attr, inlines=(n.Math(kind="DisplayMath"),)) if (
            is_formula_id(attr.id) and "equation" not in attr.classes
        ):
            return (replace(node, attr=replace(attr, classes=("equation", *attr.classes))),)
        case _:
            return (node,)


def _block(block: n.Block) -> n.Blocks:
    match block:
        case n.RawBlock(format="tex" | "latex", text=text) if math := formula(text, block.at):
            return (n.Para((math,), at=block.at),)
        case n.Para(inlines=inlines) | n.Plain(inlines=inlines):
            return (replace(block, inlines=_with_ids(inlines)),)
        case _:
            return (block,)


def _space(text: str, at: int | None) -> n.Inlines:
    """Return the space in a formula without visible signs, `Fig.$\\,$3`; empty if it has no width."""
    wide = sum(_WIDTHS[each] for each in re.findall(r"\\[a-z]+|\\.|~", text))
    if wide <= 0:
        return ()
    return (
        n.Str("\u202f" if wide < _WIDTHS["~"] else "\u00a0" if wide < _WIDTHS["\\quad"] else "\u2003", at=at),
    )


def is_formula_id(name: str) -> bool:
    """Return whether an id is that of a formula."""
    return canonical(name).startswith("eq-")


def _with_ids(inlines: n.Inlines) -> n.Inlines:
    """Set the id written after a display formula: `$$...$$ {#eq-x}`."""
    result: list[n.Inline] = []
    for item in inlines:
        if isinstance(item, n.Str) and (match := _ID.match(item.text)):
            before = result[-1] if result else None
            space = isinstance(before, n.Space | n.SoftBreak)
            math = result[-2] if space and len(result) > 1 else before
            if isinstance(math, n.Math) and math.kind == "DisplayMath":
                del result[-2 if space else -1 :]
                result.append(n.Span(n.Attr(match.group(1), ("equation",)), (math,), at=math.at))
                if rest := item.text[match.end() :]:
                    result.append(n.Str(rest, at=item.at))
                continue
        result.append(item)
    return tuple(result)
