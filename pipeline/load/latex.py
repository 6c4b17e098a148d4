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
_KINDS = {
    "fig": "fig", "figure": "fig", "tab": "tbl", "tbl": "tbl", "table": "tbl", "sec": "sec", "section": "sec",
    "eq": "eq", "eqn": "eq", "equation": "eq",
}  # fmt: skip


def label_id(label: str, kind: str) -> str:
    """Return the id for a label: `fig:a`, or `a` of a figure, gives `fig-a`; `tab:x` gives `tbl-x`."""
    prefix, colon, rest = label.strip().replace("_", "-").partition(":")
    if colon and prefix.lower() in _KINDS:
        return f"{_KINDS[prefix.lower()]}-{rest}"
    return f"{kind}-{label.strip().replace(':', '-')}"


def adopt(blocks: n.Blocks) -> n.Blocks:
    """Return the blocks with the LaTeX in them turned into nodes, and numbered formulas given their ids."""
    labelled = _Labels()
    made = walk.map_tree(blocks, inline=labelled.inline, block=labelled.block)
    return walk.map_tree(made, inline=labelled.reference)


class _Labels:
    """Turns labels into ids and remembers which, so that references can follow."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}

    def id(self, label: str, kind: str) -> str:
        self.ids[label] = label_id(label, kind)
        return self.ids[label]

    def inline(self, node: n.Inline) -> n.Inlines:
        match node:
            case n.RawInline(format="tex" | "latex", text=text):
                formula = self.formula(text, node.at)
                if formula:
                    return (formula,)
                return () if _DROPPED.fullmatch(text + " ") else (node,)
            case n.Math(kind="DisplayMath", text=text) if _LABEL.search(text):
                return (self.labelled(text, node.at),)
            case n.Span(attr=attr, inlines=(n.Math(kind="DisplayMath"),)) if attr.id.startswith("eq-"):
                return (replace(node, attr=replace(attr, classes=("equation", *attr.classes))),)
            case _:
                return (node,)

    def reference(self, node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.RawInline) or node.format not in ("tex", "latex"):
            return (node,)
        match = _REFERENCE.fullmatch(node.text.strip())
        if match is None:
            return (node,)
        label = match.group(1)
        return (cross_reference(self.ids.get(label) or label_id(label, "sec"), node.at),)

    def formula(self, text: str, at: int | None) -> n.Inline | None:
        match = _ENVIRONMENT.fullmatch(text.strip())
        if match is None:
            return None
        kind, _, body = match.groups()
        outer = {"equation": "", "multline": "", "gather": "gathered"}.get(kind, "aligned")
        label = "".join(match.group() for match in _LABEL.finditer(body))
        inner = _LABEL.sub("", body).strip()
        return self.labelled((f"\\begin{{{outer}}}{inner}\\end{{{outer}}}" if outer else inner) + label, at)

    def labelled(self, text: str, at: int | None) -> n.Inline:
        """Return a formula, in a span with its id when it has a label."""
        label = _LABEL.search(text)
        formula = n.Math("DisplayMath", _LABEL.sub("", text).strip(), at=at)
        if label is None:
            return formula
        return n.Span(n.Attr(self.id(label.group(1), "eq"), ("equation",)), (formula,), at=at)

    def block(self, block: n.Block) -> n.Blocks:
        match block:
            case n.RawBlock(format="tex" | "latex", text=text):
                formula = self.formula(text, block.at)
                if formula:
                    return (n.Para((formula,), at=block.at),)
                return () if _DROPPED.fullmatch(text + " ") else (block,)
            case n.Para(inlines=inlines):
                return (replace(block, inlines=_with_ids(inlines)),)
            case n.Header(attr=attr, inlines=inlines) if label := _label_in(inlines):
                kept = walk.map_inlines(inlines, _without_label)
                return (replace(block, attr=replace(attr, id=self.id(label, "sec")), inlines=kept),)
            case n.Figure() | n.Table() if label := _label_in(block.caption.blocks):
                name = block.attr.id or self.id(label, "fig" if isinstance(block, n.Figure) else "tbl")
                self.ids[label] = name
                bare = replace(block, attr=replace(block.attr, id=name))
                return walk.map_tree((bare,), inline=_without_label)
            case _:
                return (block,)


def cross_reference(name: str, at: int | None) -> n.Cite:
    """Return the cross-reference that `@name` is."""
    citation = n.Citation(name, mode="AuthorInText", at=at)
    return n.Cite((citation,), (n.Str("@" + name, at=at),), at=at)


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


def _label_in(items: n.Blocks | n.Inlines) -> str:
    """Return the label in a caption or heading: `\\label{fig:x}`, or JOSS's empty span `[]{label="x"}`."""
    return next((label for node in walk.walk(items) if (label := _label(node))), "")


def _label(node: walk.AnyNode) -> str:
    match node:
        case n.RawInline(format="tex" | "latex", text=text) if match := _LABEL.fullmatch(text.strip()):
            return match.group(1)
        case n.Span(attr=attr, inlines=()):
            return attr.get("label") or ""
        case _:
            return ""


def _without_label(node: n.Inline) -> n.Inlines:
    return () if _label(node) else (node,)
