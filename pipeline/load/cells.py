"""Code cells of notebooks written as text (Quarto, R Markdown), as pandoc's Markdown.

Nothing is run: the output of a cell is a missing picture, with the cell's caption and id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pipeline.load import cell_options
from pipeline.load.cell_options import Options
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import canonical, kind_of
from pipeline.model.diagnostics import Diagnostic, warning
from pipeline.model.faults import fault
from pipeline.model.pictures import CELL
from pipeline.model.source import SourceText

ENGINES = frozenset(
    {
        "r", "python", "julia", "ojs", "mermaid", "dot", "bash", "sh", "sql", "stan", "rcpp", "node", "js",
        "octave", "ruby", "haskell", "go", "rust", "sas", "stata", "matlab", "webr", "pyodide", "d2",
    }
)  # fmt: skip
_BREAK = re.compile(r"(^[ \t]*)?\{\{<[ \t]*(?:pagebreak|newpage)[ \t]*>\}\}(?(1)[ \t]*)", re.MULTILINE)
_PREFIX = r"(?P<prefix>[ \t]*(?:>[ \t]*)*)"
_FENCE = re.compile(rf"{_PREFIX}(?P<fence>`{{3,}}|~{{3,}})(?P<rest>[^`\n]*)")
_HEAD = re.compile(r"\s?\{([A-Za-z][\w+-]*)([ ,][^\n]*|)\}\s*")
_KABLE = re.compile(
    r"\b(?:kable|kbl)\(.{0,2000}?\bcaption\s*=\s*(\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')", re.DOTALL
)
_VALUE = re.compile(r"`(?:r [^`\n]+|\{(?:r|python|julia)\} [^`\n]+)`")
_INLINE = re.compile(r"\{(?:r|python|julia)\}\s+(.+)", re.DOTALL)
_NOTEBOOKS = (".rmd", ".qmd", ".rmarkdown")
_HINT = "run them (`quarto render`, `knitr::knit`) and build the Markdown that this writes"


@dataclass(frozen=True, slots=True)
class _Cell:
    """The fence of a cell: its engine, options and code, and the prefix of its lines."""

    prefix: str
    fence: str
    engine: str
    options: Options
    code: Sequence[str]


def readable(text: str) -> str:
    """Return a text with cells as code, and pictures for their output, without page breaks."""
    # Blanks at the head of a line would make code of what follows.
    lines = _BREAK.sub(
        lambda match: "" if match.group(1) is not None else " " * len(match.group()), text
    ).split("\n")
    return "\n".join(line for _, part in _parts(lines) for line in part)


def findings(sources: Sequence[SourceText], starts: Sequence[int]) -> Iterator[Diagnostic]:
    """Yield one diagnostic if texts, read from an offset on, have cells that would have to be run."""
    cells, values = 0, 0
    first = None
    for source, start in zip(sources, starts, strict=True):
        lines = source.text[start:].split("\n")
        offset = start
        for cell, part in _original(lines):
            if cell is not None and _has_outcome(cell):
                cells += 1
                first = first or source.place(offset, len(part[0]))
            offset += sum(len(line) + 1 for line in part)
        notebook = is_notebook(source)
        matches = [m for m in _VALUE.finditer(source.text, start) if notebook or m.group()[1] == "{"]
        values += len(matches)
        first = first or (source.place(matches[0].start(), len(matches[0].group())) if matches else None)
    if first is not None:
        words = " and ".join(
            f"{count} {one if count == 1 else many}"
            for count, one, many in (
                (cells, "code cell", "code cells"),
                (values, "value in the text", "values in the text"),
            )
            if count
        )
        message = f"the article has {words} that only running it gives: what is missing is marked"
        yield warning("cell-unrun", message, first, _HINT)


def is_notebook(source: SourceText) -> bool:
    """Return whether inline code may be meant to run: a notebook by its file name, or a text with R cells."""
    if PurePosixPath(source.file).suffix.lower() in _NOTEBOOKS:
        return True
    return bool(re.search(r"^[ \t>]*(?:`{3,}|~{3,})\s?\{r[ ,}]", source.text, re.MULTILINE))


def mark_inline_code(blocks: n.Blocks, source: SourceText) -> n.Blocks:
    """Return blocks with code in lines that would be run marked as missing."""
    notebook = is_notebook(source)

    def inline(node: n.Inline) -> n.Inlines:
        if not isinstance(node, n.Code) or node.attr.classes:
            return (node,)
        match = _INLINE.fullmatch(node.text)
        if match:
            return (fault((replace(node, text=match.group(1)),), node.at),)
        if notebook and node.text.startswith("r ") and node.text[2:].strip():
            return (fault((replace(node, text=node.text[2:].strip()),), node.at),)
        return (node,)

    return walk.map_tree(blocks, inline=inline)


def _original(lines: Sequence[str]) -> Iterator[tuple[_Cell | None, Sequence[str]]]:
    """Yield the cells of a text with their lines, and the lines between them."""
    place = 0
    is_comment = False
    while place < len(lines):
        line = lines[place]
        fence = None if is_comment else _FENCE.fullmatch(line)
        if fence is None:
            is_comment = _is_comment(line, is_comment)
            yield None, (line,)
            place += 1
            continue
        end = _end(lines, place, fence)
        part = lines[place : end + 1]
        yield (_cell(part, fence) if end < len(lines) else None), part
        place = end + 1


def _is_comment(line: str, before: bool) -> bool:
    """Return whether an HTML comment is open after a line; `before` is whether one was open before it."""
    opening, closing = line.rfind("<!--"), line.rfind("-->")
    return before if opening == closing else opening > closing


def _end(lines: Sequence[str], place: int, opening: re.Match[str]) -> int:
    """Return the line that closes a fence; the end of the text if none does."""
    fence = opening["fence"]
    for number in range(place + 1, len(lines)):
        bare = lines[number].lstrip(" \t>").rstrip()
        if len(bare) >= len(fence) and bare == fence[0] * len(bare):
            return number
    return len(lines)


def _cell(part: Sequence[str], fence: re.Match[str]) -> _Cell | None:
    """Return the cell in a fence; None if it is code of another kind."""
    head = _HEAD.fullmatch(fence["rest"])
    if head is None:
        return None
    prefix = fence["prefix"]
    code = [line[len(prefix) :] if line.startswith(prefix) else line.lstrip(" \t") for line in part[1:-1]]
    own, count = cell_options.of_lines(code)
    options = cell_options.of_head(head.group(2).strip(" ,"))
    both = Options(options.values | own.values, options.lists | own.lists)
    return _Cell(prefix, fence["fence"], head.group(1), both, code[count:])


def _parts(lines: Sequence[str]) -> Iterator[tuple[_Cell | None, Sequence[str]]]:
    """Yield the parts of a text with their lines as pandoc should read them."""
    for cell, part in _original(lines):
        yield (cell, part if cell is None else tuple(_output_lines(cell)))


def _has_outcome(cell: _Cell) -> bool:
    """Return whether running a cell would show output."""
    return cell.engine.lower() in ENGINES and not (
        cell.options.is_false("eval") or cell.options.is_false("include") or cell.options.is_false("output")
    )


def _output_lines(cell: _Cell) -> Iterator[str]:
    """Yield the lines of a cell: its code, unless hidden, and the replacement for its output."""
    options = cell.options
    if cell.engine.lower() in ENGINES and options.is_false("include"):
        return
    outcome = list(_outcome(cell))
    if not (options.is_false("echo") and outcome):
        yield from _code(cell)
    for line in outcome:
        yield f"{cell.prefix}{line}".rstrip()


def _code(cell: _Cell) -> Iterator[str]:
    label = cell.options.text("lst-label") or cell.options.text("label")
    caption = cell.options.text("lst-cap")
    attributes = f"{{.{cell.engine}}}"
    if kind_of(canonical(label)) == "listing":
        attributes = f"{{.{cell.engine} #{label} lst-cap={_quote(caption)}}}"
    yield f"{cell.prefix}{cell.fence} {attributes}"
    lines = list(cell.code)
    while lines and not lines[0].strip():
        lines.pop(0)
    for line in lines:
        yield f"{cell.prefix}{line}"
    yield f"{cell.prefix}{cell.fence}"


def _outcome(cell: _Cell) -> Iterator[str]:
    """Yield Markdown in place of the output of a cell, if the output has a caption or a name."""
    options = cell.options
    label = options.text("label")
    kind = kind_of(canonical(label))
    table = options.text("tbl-cap", "tab-cap") or _kable(cell)
    is_figure = kind == "figure" or "fig-cap" in options.values
    if is_figure:
        yield from ("", *_figure(cell, label if kind == "figure" else f"fig:{label}" if label else ""), "")
    elif table:
        name = label if kind == "table" else f"tab:{label}" if label else ""
        yield from ("", "|   |", "|:--|", f"| ![]({_address(label)}) |", "")
        yield from (f": {_line(table)}{f' {{#{name}}}' if _is_name(name) else ''}", "")


def _figure(cell: _Cell, name: str) -> Iterator[str]:
    options = cell.options
    caption = _line(options.text("fig-cap"))
    alt = options.text("fig-alt")
    more = f" alt={_quote(alt)}" if alt else ""
    parts = options.lists.get("fig-subcap", [])
    if not parts or not _is_name(name):
        caption = "; ".join(part for part in (caption, *map(_line, parts)) if part)
        id_text = f"#{name}" if _is_name(name) else ""
        attributes = f"{{{id_text}{more}}}" if id_text or more else ""
        yield f"![{caption}]({_address(name)}){attributes}"
        return
    yield f"::: {{#{name}}}"
    for number, part in enumerate(parts, 1):
        yield from ("", f"![{_line(part)}]({_address(name)}-{number}){{#{name}-{number}}}")
    yield from ("", caption, "", ":::")


def _kable(cell: _Cell) -> str:
    """Return the caption of a table in the code of a cell."""
    match = _KABLE.search("\n".join(cell.code)) if cell.engine.lower() == "r" else None
    return Options({"caption": match.group(1)}).text("caption") if match else ""


def _address(name: str) -> str:
    return CELL + (re.sub(r"[^\w.:-]+", "-", name) or "cell")


def _is_name(name: str) -> bool:
    return bool(re.fullmatch(r"[^\W\d][\w:.-]*", name))


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _line(text: str) -> str:
    """Return a caption for use in brackets; unbalanced brackets in it are escaped."""
    depth = 0
    for match in re.finditer(r"\\.|[\[\]]", text):
        depth += {"[": 1, "]": -1}.get(match.group(), 0)
        if depth < 0:
            break
    return text if depth == 0 else re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)
