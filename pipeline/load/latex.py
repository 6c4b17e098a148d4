"""Raw LaTeX in the prose: converted by pandoc's LaTeX reader if possible, else reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline import pandoc
from pipeline.load import fragments
from pipeline.load.fragments import Fragment
from pipeline.load.markup_words import names
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import STATEMENTS
from pipeline.model.diagnostics import Diagnostic, DossierError, warning
from pipeline.model.source import SourceText

# One call reads all fragments; if one of them is faulty, further calls to find it are limited.
MOST_CALLS = 24
LONGEST = 400_000
_COMMAND = re.compile(r"\\(?:begin\{|end\{)?([A-Za-z]+)\*?\}?")
# Commands with their arguments, or with a number as TeX's own take it: `\\widowpenalty=1000`, `\\vskip 2pt`.
_LAYOUT_ALONE = re.compile(
    r"(?:\\([A-Za-z]+)\*?(?:\s*=?\s*-?\d[\d.]*\s*(?:pt|pc|in|cm|mm|em|ex|sp|bp)?(?![A-Za-z\d]))?"
    r"(?:\s*(?:\[[^\[\]]*\]|\{(?:[^{}]|\{[^{}]*\})*\}))*\s*)+"
)
# Commands that read files, define commands or repeat themselves are never passed on.
_REFUSAL = re.compile(
    r"\\(?:input|include|includeonly|usepackage|RequirePackage|documentclass|(?:re|provide)?newcommand|renewcommand"
    r"|providecommand|def|edef|gdef|xdef|let|newenvironment|renewenvironment|DeclareMathOperator|loop|csname"
    r"|catcode|write|openin|openout|read|immediate|special|directlua|lstinputlisting|verbatiminput|subfile)"
    r"(?![A-Za-z])"
)
_REFERS = re.compile(
    r"\\(?:label|ref|autoref|eqref|cref|Cref|vref|Vref|pageref|nameref|subref|labelcref|hyperref)(?![A-Za-z])"
)
_SPACING = re.compile(r"\\renewcommand\*?\s*\{?\\(?:arraystretch|baselinestretch)\}?\s*\{[^{}]*\}")
_STATEMENT_TITLE = re.compile(
    rf"\\begin\{{({'|'.join(sorted(STATEMENTS))})\}}\s*\[([^\[\]]{{1,300}})\]\s*(\\label\{{[^{{}}]*\}})?"
)
_SKIPPED_COMMAND = re.compile(r"Skipped '(.*)' at .*?line (\d+) column (\d+)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# A share of the text's width; pandoc turns `1.2\textwidth` into `120%`, and leaves `.5\textwidth` as it is.
_SHARE = re.compile(r"(\d*\.?\d*)\s*\\(?:text|line|column|h)width")
_TOO_WIDE = re.compile(r"(?!100%)[1-9]\d{2,}(?:\.\d+)?%")


@dataclass(frozen=True, slots=True)
class ConvertedFragments:
    """The nodes of converted fragments by number, and the diagnostics."""

    nodes: Mapping[int, n.Blocks]
    diagnostics: tuple[Diagnostic, ...]


def adopt(blocks: n.Blocks, source: SourceText) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Return the blocks with their LaTeX as nodes; unreadable LaTeX stays raw, for the guard to report."""
    collect = _Collect()
    marked_blocks = collect.blocks(blocks)
    if not collect.fragments:
        return marked_blocks, ()
    conversion = _read(dict(enumerate(collect.fragments)), source)
    whole: dict[int, n.Blocks | n.Inlines] = {
        number: conversion.nodes.get(number, fragment.nodes)
        for number, fragment in enumerate(collect.fragments)
    }
    return fragments.Filler(whole).blocks(marked_blocks), conversion.diagnostics


class _Collect(walk.Rebuild):
    """Collects LaTeX fragment by fragment; drops layout."""

    def __init__(self) -> None:
        super().__init__(self.inline, self.block)
        self.fragments: list[Fragment] = []

    def inline(self, node: n.Inline) -> n.Inlines:
        match node:
            case n.RawInline(format="tex" | "latex", text=text):
                if _is_layout(text):
                    return ()
                if not _can_be_read(text):
                    return (node,)
                self.fragments.append(Fragment(text, node.at, (node,)))
                return (fragments.span(len(self.fragments) - 1, node.at),)
            case _:
                return (node,)

    def block(self, node: n.Block) -> n.Blocks:
        match node:
            case n.RawBlock(format="tex" | "latex", text=text):
                bare = _SPACING.sub("", text)
                if not bare.strip() or _is_layout(bare):
                    return ()
                if not _can_be_read(bare):
                    return (node,)
                self.fragments.append(Fragment(bare, node.at, (node,)))
                return (fragments.div(len(self.fragments) - 1, node.at),)
            case n.Para(inlines=()):
                return ()
            case _:
                return (node,)


def _is_layout(text: str) -> bool:
    """Return whether LaTeX only concerns the layout of the page."""
    commands = re.findall(r"\\([A-Za-z]+)", text)
    short = len(text) < 500
    return (
        short
        and bool(_LAYOUT_ALONE.fullmatch(text.strip()))
        and all(name in names("latex", "layout") for name in commands)
    )


def _can_be_read(text: str) -> bool:
    """Return whether pandoc may read a fragment: short, nothing refused, braces and environments paired."""
    if len(text) > LONGEST or _REFUSAL.search(text):
        return False
    alone = re.fullmatch(r"\s*\\(\w+)\*?(\s*\[[^\[\]]*\])?\s*\{[^{}]*\}(\{[^{}]*\})?\s*", text)
    if alone and _REFERS.match(text.strip()):
        return False
    depth = 0
    for match in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if not 0 <= depth <= 40:
            return False
    return depth == 0 and _environments_pair(text)


def _environments_pair(text: str) -> bool:
    open_names: list[str] = []
    for match in re.finditer(r"\\(begin|end)\s*\{([^{}]*)\}", text):
        if match.group(1) == "begin":
            open_names.append(match.group(2))
        elif not open_names or open_names.pop() != match.group(2):
            return False
        if len(open_names) > 12:
            return False
    return not open_names


def _read(by_number: Mapping[int, Fragment], source: SourceText) -> ConvertedFragments:
    """Read fragments in one call; halve them if one of them is faulty."""
    nodes: dict[int, n.Blocks] = {}
    diagnostics: list[Diagnostic] = []
    work = [dict(by_number)]
    for _ in range(MOST_CALLS):
        if not work:
            break
        part = work.pop()
        try:
            blocks_by_key, skipped_commands = _convert(part)
        except DossierError:
            if len(part) > 1:
                keys = sorted(part)
                half = len(keys) // 2
                work += [{key: part[key] for key in keys[half:]}, {key: part[key] for key in keys[:half]}]
            continue
        for key, fragment in part.items():
            blocks = blocks_by_key.get(key)
            if blocks is not None and _has_content(blocks, fragment, skipped_commands.get(key, ())):
                nodes[key] = fragments.with_place(blocks, fragment.at)
                diagnostics += _unknown_commands(skipped_commands.get(key, ()), fragment, source)
    return ConvertedFragments(nodes, tuple(diagnostics))


def _has_content(blocks: n.Blocks, fragment: Fragment, skipped_commands: Sequence[str]) -> bool:
    """Return whether a conversion has blocks, or has none because the fragment was only layout commands."""
    if blocks:
        return True
    return (
        bool(skipped_commands)
        and all(_command(each) in names("latex", "layout") for each in skipped_commands)
        and not re.search(r"\{[^{}]*\w", fragment.text)
    )


def _convert(part: Mapping[int, Fragment]) -> tuple[dict[int, n.Blocks], dict[int, tuple[str, ...]]]:
    """Return the blocks of each fragment and its skipped content, read in one call."""
    mark = "DossierFragment"
    while any(mark in fragment.text for fragment in part.values()):
        mark += "X"
    lines: list[str] = []
    starts: list[tuple[int, int]] = []
    for key, fragment in part.items():
        starts.append((len(lines) + 1, key))
        lines += [f"{mark}N{key}N", "", *_prepare(fragment.text).split("\n"), ""]
    document, answer = pandoc.read_foreign("\n".join(lines).encode(), "latex-latex_macros")
    blocks_by_key: dict[int, n.Blocks] = {}
    current: list[n.Block] = []
    key = -1
    for block in document.blocks:
        match block:
            case n.Para(inlines=(n.Str(text=text),)) if text.startswith(f"{mark}N"):
                if key >= 0:
                    blocks_by_key[key] = _ours(tuple(current))
                key, current = int(text[len(mark) + 1 : -1]), []
            case _:
                current.append(block)
    if key >= 0:
        blocks_by_key[key] = _ours(tuple(current))
    skipped_commands: dict[int, dict[tuple[str, str, str], None]] = {}
    for line in answer.skipped_content:
        if match := _SKIPPED_COMMAND.search(line):
            owner = max((start for start in starts if start[0] <= int(match.group(2))), default=(0, -1))
            skipped_commands.setdefault(owner[1], {})[match.group(1), match.group(2), match.group(3)] = None
    return blocks_by_key, {
        key: tuple(each[0] for each in commands) for key, commands in skipped_commands.items()
    }


def _prepare(text: str) -> str:
    """Return a fragment as the reader takes it.

    An abstract is a quotation to it, else it is metadata; the title of a theorem a heading, else it is lost.
    """
    text = _STATEMENT_TITLE.sub(r"\\begin{\1}\\paragraph*{\2\3}\n\n", text)
    text = re.sub(r"\\(begin|end)\{abstract\}", r"\\\1{quote}", text)
    return _SPACING.sub("", text)


def _command(text: str) -> str:
    match = _COMMAND.match(text.strip())
    return match.group(1) if match else ""


def _unknown_commands(
    skipped_commands: Sequence[str], fragment: Fragment, source: SourceText
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each command that the reader does not know."""
    names_so_far: set[str] = set()
    for each in skipped_commands:
        name = _command(each)
        if not name or name in names("latex", "layout") or name in STATEMENTS or name in names_so_far:
            continue
        names_so_far.add(name)
        message = f"the LaTeX command `\\{name}` is not known, and is left out"
        if "\\begin" in each or "\\end" in each:
            message = f"the LaTeX environment `{name}` is not known; what is in it is carried as text"
        yield warning("markup-raw", message, source.place(fragment.at), "write it in Markdown")


def _ours(blocks: n.Blocks) -> n.Blocks:
    """Convert blocks from pandoc's LaTeX reader to the forms of its Markdown reader."""
    return walk.map_tree(blocks, inline=_inline, block=_block)


def _inline(node: n.Inline) -> n.Inlines:
    match node:
        case n.Str(text=text) if _CONTROL.search(text):
            # The reader writes some of its commands as such.
            return (replace(node, text=_CONTROL.sub("", text)),)
        case n.Cite(citations=citations):
            text = "; ".join(f"@{each.id}" for each in citations)
            return (replace(node, inlines=(n.Str(f"[{text}]"),)),)
        case n.Link(attr=attr) if attr.get("reference"):
            return (replace(node, inlines=()),)
        case n.Image(attr=attr) if width := attr.get("width"):
            return (replace(node, attr=_with_width(attr, width)),)
        case n.Span(attr=attr) if attr.get("style"):
            return node.inlines if attr.without("style") == n.Attr() else (node,)
        case _:
            return (node,)


def _with_width(attr: n.Attr, width: str) -> n.Attr:
    if _TOO_WIDE.fullmatch(width):
        return attr.without("width", "height").with_pairs(width="100%")
    match = _SHARE.fullmatch(width.strip())
    if match is None:
        return attr
    share = float(match.group(1) or 1) if match.group(1) != "." else 1.0
    return attr.without("width", "height").with_pairs(width=f"{round(min(share, 1.0) * 100)}%")


def _block(block: n.Block) -> n.Blocks:
    match block:
        case n.Div(attr=attr, blocks=(n.Table() as table,)) if attr.id:
            return (replace(table, attr=replace(table.attr, id=table.attr.id or attr.id)),)
        case n.Div(attr=attr, blocks=inner) if set(attr.classes) <= {"center", "flushleft", "flushright"}:
            return inner if not attr.id else (block,)
        case n.CodeBlock(attr=attr) if attr.get("caption") or attr.get("label"):
            # Its id and its class have these two.
            return (replace(block, attr=attr.without("label", "language")),)
        case n.Figure(attr=attr):
            return (replace(block, attr=attr.without("latex-placement")),)
        case _:
            return (block,)
