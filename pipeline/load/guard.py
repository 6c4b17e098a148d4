"""Safety of the tree: removal of raw content and unsafe links before any edition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.load import reading_cost
from pipeline.load.markup_words import names
from pipeline.load.papers import language_names
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, Place, Severity, error
from pipeline.model.faults import CLASS, fault
from pipeline.model.links import link_problem
from pipeline.model.source import SourceText

# Layout programs call themselves for each level (WeasyPrint fails at 100 nested lists).
MAX_LEVELS = 40
# The number of attributes of one fragment that are reported one by one; more are never read.
MAX_TOLD = 50
# Attributes that authors may set; event handlers, styles and data-background-* never pass.
_KEYS = frozenset(
    {
        "fact",
        "show",
        "only",
        "except",
        "lang",
        "dir",
        "message",
        "width",
        "height",
        "alt",
        "part",
        "row-heads",
        "startFrom",
        "number",
    }
)
_TEX_COMMENT = re.compile(r"\\begin\{comment\}.*\\end\{comment\}", re.DOTALL)
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Definitions of commands have no visible content.
_DEFINITION = re.compile(
    r"\\(?:re|provide)?newcommand|\\(?:re|provide)command|\\[egx]?def(?![a-z])|\\let(?![a-z])"
)


def too_deep(source: SourceText, start: int) -> tuple[Diagnostic, ...]:
    """Find brackets and tags nested so deep that pandoc's reader would not finish."""
    excess = reading_cost.find_excess(source.text[start:])
    return () if excess is None else (_too_deep(excess, source.place(start + excess.offset)),)


def values_too_deep(values: Mapping[str, tuple[str, Place]]) -> tuple[Diagnostic, ...]:
    """Find the same in values of the front matter, each with its place."""
    excesses = ((name, place, reading_cost.find_excess(text)) for name, (text, place) in values.items())
    return tuple(_too_deep(excess, place, f"`{name}`: ") for name, place, excess in excesses if excess)


def _too_deep(excess: reading_cost.Excess, place: Place, name: str = "") -> Diagnostic:
    return error("nesting-too-deep", name + excess.message, place, excess.hint)


def levels_too_deep(blocks: n.Blocks, source: SourceText) -> tuple[Diagnostic, ...]:
    """Find quotations, lists and boxes nested deeper than layout can follow."""
    level: list[walk.AnyNode] = list(blocks)
    for _ in range(MAX_LEVELS):
        level = [child for node in level for group in walk.children(node) for child in group]
        if not level:
            return ()
    place = source.place(next((node.at for node in level if node.at is not None), None))
    return (
        error(
            "nesting-too-deep", f"more than {MAX_LEVELS} levels deep", place, "flatten lists and quotations"
        ),
    )


def remove_unsafe(
    blocks: n.Blocks, source: SourceText, *, plain: bool
) -> tuple[n.Blocks, tuple[Diagnostic, ...]]:
    """Return the blocks without raw or unsafe content, and a diagnostic for each removal."""
    guard = _Guard(source, plain=plain)
    safe = walk.map_tree(blocks, inline=guard.inline, block=guard.block)
    return safe, tuple(guard.diagnostics)


class _Guard:
    def __init__(self, source: SourceText, *, plain: bool) -> None:
        self.source = source
        self.plain = plain
        self.severity = Severity.WARNING if plain else Severity.ERROR
        self.diagnostics: list[Diagnostic] = []
        self.reported_keys: set[str] = set()

    def report(self, code: str, severity: Severity, message: str, at: int | None, hint: str) -> None:
        self.diagnostics.append(Diagnostic(code, severity, message, self.source.place(at), hint))

    def offset(self, at: int | None, text: str) -> int | None:
        """Return where a node is, by its text in the source if it has no words that tell it."""
        offset = self.source.text.find(text) if at is None else at
        return offset if offset >= 0 else None

    def raw(self, form: str, text: str, at: int | None, *, is_shown: bool = False) -> None:
        start = " ".join(text.split())[:40]
        what = (
            "cannot be read, and is shown as its source" if is_shown else "is not carried into the editions"
        )
        self.report(
            "markup-raw",
            self.severity,
            f"raw {form} {what}: {start}",
            at,
            "write it in Markdown, or put it in back-ticks to show it as text",
        )

    def inline(self, node: n.Inline) -> n.Inlines:
        match node:
            case n.RawInline(format="html", text=text) if _COMMENT.fullmatch(text):
                return ()
            case n.RawInline(format="html", text=text) if _BREAK.fullmatch(text):
                return (n.LineBreak(at=node.at),)
            case n.RawInline(format="tex" | "latex" as form, text=text):
                is_shown = not _DEFINITION.match(text)
                self.raw(form, text, node.at, is_shown=is_shown)
                source_code = (n.Code(n.Attr(), text.strip(), at=node.at),)
                return (fault(source_code, node.at),) if is_shown else ()
            case n.RawInline(format=form, text=text):
                self.raw(form, text, node.at)
                return ()
            case n.Link(inlines=inlines, url=url):
                problem = link_problem(url)
                if problem:
                    self.report(
                        "link-unsafe",
                        Severity.ERROR,
                        f"{problem}: {url[:60]}".removesuffix(": "),
                        self.offset(node.at, f"]({url})"),
                        "link to https://, mailto: or #section",
                    )
                    return inlines
                return (replace(node, attr=self.attr(node.attr, node.at)),)
            case n.Span() | n.Code() | n.Image():
                return (replace(node, attr=self.attr(node.attr, node.at)),)
            case _:
                return (node,)

    def block(self, node: n.Block) -> n.Blocks:
        match node:
            case n.RawBlock(format="html", text=text) if not _COMMENT.sub("", text).strip():
                return ()
            case n.RawBlock(format="tex" | "latex", text=text) if _TEX_COMMENT.fullmatch(text.strip()):
                return ()
            case n.RawBlock(format="tex" | "latex" as form, text=text):
                is_shown = not _DEFINITION.match(text.strip())
                self.raw(form, text, node.at, is_shown=is_shown)
                source_code = n.CodeBlock(n.Attr("", (CLASS,)), text.strip(), at=node.at)
                return (source_code,) if is_shown else ()
            case n.RawBlock(format=form, text=text):
                self.raw(form, text, node.at)
                return ()
            case n.Header() | n.Div() | n.CodeBlock() | n.Figure() | n.Table():
                return (replace(node, attr=self.attr(node.attr, node.at)),)
            case _:
                return (node,)

    def attr(self, attr: n.Attr, at: int | None) -> n.Attr:
        unknown_keys = [key for key, _ in attr.pairs if key not in _KEYS]
        for key in unknown_keys[:MAX_TOLD]:
            # A paper may have the same attribute at each of its figures: it is reported once.
            if key in names("attributes", "looks") or (self.plain and key in self.reported_keys):
                continue
            self.reported_keys.add(key)
            self.report(
                "attribute-unknown",
                Severity.WARNING,
                f"the attribute `{key}` is not carried",
                at,
                f"known attributes: {', '.join(sorted(_KEYS - {'startFrom', 'number'}))}",
            )
        return self.valid(attr.without(*unknown_keys) if unknown_keys else attr, at)

    def valid(self, attr: n.Attr, at: int | None) -> n.Attr:
        """Return attributes with valid languages and directions only."""
        lang, direction = attr.get("lang"), attr.get("dir")
        # An empty value is an attribute that is not there.
        valid_values = {
            "lang": language_names.tag(lang) if lang else None,
            "dir": direction in ("ltr", "rtl", "auto"),
        }
        for key, value, hint in (
            ("lang", lang, "write a tag of BCP 47, as `km` or `pt-BR`"),
            ("dir", direction, "write `ltr`, `rtl` or `auto`"),
        ):
            if value and not valid_values[key]:
                message = f"`{key}` cannot be {value[:40]!r}; it is left out"
                self.report("attribute-invalid", Severity.WARNING, message, at, hint)
        pairs = tuple(
            (key, str(valid_values["lang"]) if key == "lang" else value)
            for key, value in attr.pairs
            if valid_values.get(key, True)
        )
        return attr if pairs == attr.pairs else replace(attr, pairs=pairs)
