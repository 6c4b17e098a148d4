"""Cross-references of every dialect: `\\ref{fig:x}`, `\\@ref(fig:x)` and `@fig:x` become `@fig-x`."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.load import labelled_images
from pipeline.load.labels import Labels
from pipeline.load.statements import Statements
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.crossref import canonical, kind_of, prefix_of

_BOOKDOWN = re.compile(r"@ref\(([^()\s]+)\)")
_REFERENCE = re.compile(
    r"\\(ref|autoref|eqref|cref|Cref|vref|Vref|pageref|nameref|subref|labelcref)\*?\s*\{([^{}]*)\}"
)
_HYPERREF = re.compile(r"\\hyperref\s*\[([^\[\]]*)\]\s*\{([^{}]*)\}")
# pandoc-xnos' marks before a reference: a brace if letters follow it, a sign for its word or its link.
_XNOS = re.compile(r"(.*?)(?:(\{)[+*!]?|(?<![^(\[])[+*!])")
# Words before a reference to a page; the editions name the target instead.
_PAGE = frozenset({"page", "pages", "p.", "pp.", "seite", "s."})


def adopt(blocks: n.Blocks, lang: str = "en") -> n.Blocks:
    """Return the blocks with labels as ids, and references as citations of ids in their one form."""
    statements = Statements(lang)
    text = statements.blocks(labelled_images.adopt(blocks))
    labels = Labels(statements.names)
    return _References(labels, labels.blocks(text)).rebuilt()


class _References(walk.Rebuild):
    """Converts references to cross-references, and every id and link to the one form of its id."""

    def __init__(self, labels: Labels, text: n.Blocks) -> None:
        super().__init__(self.inline, self.block)
        self.labels = labels
        self.text = text

    def rebuilt(self) -> n.Blocks:
        """Return the rebuilt blocks; a referenced id without a prefix gets that of its target's kind."""
        self.labels.ids = _headings_elsewhere(self.text) | self.labels.ids
        for node in walk.walk(self.text):
            for label in _label_names(node):
                name = self.labels.final(label)
                kind = self.labels.kinds.get(name)
                if kind and kind_of(name) is None:
                    self.labels.rename(name, f"{prefix_of(kind)}-{name}")
        return self.blocks(self.text)

    def inlines(self, items: n.Inlines) -> n.Inlines:
        """Rebuild inlines; `~` before a command is a no-break space, a page before a reference is dropped."""
        result: list[n.Inline] = []
        in_braces = False
        for place, item in enumerate(items):
            next_item = items[place + 1] if place + 1 < len(items) else None
            if in_braces and isinstance(item, n.Str):
                item = replace(item, text=item.text[1:])
            in_braces = _is_reference(item, "AuthorInText") and _without_braces(result, next_item)
            if _is_reference(item, "SuppressAuthor"):
                _join_range(result)
            if isinstance(item, n.Str) and item.text.endswith("~") and _is_tex(next_item):
                item = replace(item, text=item.text[:-1] + "\u00a0")
            if isinstance(item, n.RawInline) and "\\pageref" in item.text:
                _drop_page(result)
            if item != n.Str("", at=item.at):
                result += self.inline(self.descend_inline(item))
        return tuple(result)

    def name(self, label: str) -> str:
        """Return the id that a reference leads to; an id without a kind gets the prefix `sec-`."""
        name = self.labels.final(label)
        return name if kind_of(name) else f"sec-{name}"

    def inline(self, node: n.Inline) -> n.Inlines:
        match node:
            case n.RawInline(format="tex" | "latex", text=text) if match := _REFERENCE.fullmatch(
                text.strip()
            ):
                names = [self.name(label) for label in match.group(2).split(",") if label.strip()]
                return (cross_reference(names, node.at),) if names else ()
            case n.RawInline(format="tex" | "latex", text=text) if match := _HYPERREF.fullmatch(text.strip()):
                words = (n.Str(match.group(2), at=node.at),)
                return (n.Link(n.Attr(), words, f"#{self.labels.final(match.group(1))}", at=node.at),)
            case n.Str(text=text) if "@ref(" in text:
                return self.bookdown(node)
            case n.Cite(citations=citations):
                canonical_citations = tuple(
                    replace(each, id=self.citation_key(each.id)) for each in citations
                )
                return (replace(node, citations=canonical_citations),)
            case n.Link(attr=attr, url=url) if reference := attr.get("reference"):
                del url
                return (cross_reference([self.name(each) for each in reference.split(",")], node.at),)
            case n.Link(url=url) if url.startswith("#"):
                return (replace(node, url=f"#{self.labels.final(url[1:])}", attr=self.attr(node.attr)),)
            case n.Span() | n.Code() | n.Image() | n.Link():
                return (replace(node, attr=self.attr(node.attr)),)
            case _:
                return (node,)

    def citation_key(self, key: str) -> str:
        """Return a citation's key; that of a cross-reference in its one form."""
        is_known = kind_of(canonical(key)) or key in self.labels.statements
        return self.labels.final(key) if is_known else key

    def block(self, node: n.Block) -> n.Blocks:
        match node:
            case n.Header() | n.Div() | n.CodeBlock() | n.Figure() | n.Table():
                return (replace(node, attr=self.attr(node.attr)),)
            case _:
                return (node,)

    def attr(self, attr: n.Attr) -> n.Attr:
        return replace(attr, id=self.labels.final(attr.id)) if attr.id else attr

    def bookdown(self, node: n.Str) -> n.Inlines:
        """Return a word with bookdown's references in it as words and references."""
        result: list[n.Inline] = []
        end = 0
        for match in _BOOKDOWN.finditer(node.text):
            if node.text[end : match.start()]:
                result.append(n.Str(node.text[end : match.start()], at=node.at))
            result.append(cross_reference([self.name(match.group(1))], node.at))
            end = match.end()
        return (*result, n.Str(node.text[end:], at=node.at)) if node.text[end:] else tuple(result)


def cross_reference(names: list[str], at: int | None) -> n.Cite:
    """Return the cross-reference that `@name` is, or several in brackets."""
    mode: n.CitationMode = "AuthorInText" if len(names) == 1 else "NormalCitation"
    citations = tuple(n.Citation(name, mode=mode, at=at) for name in names)
    return n.Cite(citations, (n.Str("@" + names[0], at=at),), at=at)


def _is_tex(node: n.Inline | None) -> bool:
    return isinstance(node, n.RawInline) and node.format in ("tex", "latex")


def _drop_page(inlines: list[n.Inline]) -> None:
    """Take the word `page` from before a reference."""
    match inlines:
        case [*_, n.Str(text=text), n.Space() | n.SoftBreak()] if text.lower() in _PAGE:
            del inlines[-2:]
        case [*_, n.Str(text=text)] if text.lower().removesuffix("\u00a0") in _PAGE:
            del inlines[-1:]
        case _:
            pass


def _is_reference(node: n.Inline, mode: n.CitationMode) -> bool:
    """Return whether an inline is one cross-reference in a citation mode: `@fig:x` or `-@fig:x`."""
    match node:
        case n.Cite(citations=(n.Citation(mode=own, id=name),)) if own == mode:
            return kind_of(canonical(name)) is not None
        case _:
            return False


def _without_braces(inlines: list[n.Inline], next_item: n.Inline | None) -> bool:
    """Remove pandoc-xnos' marks before a reference: the brace of `{@fig:x}B`, the sign of `+@fig:x`.

    Also return whether a brace was removed, so that the one after the reference has to be removed too.
    """
    before = inlines[-1] if inlines else None
    match = _XNOS.fullmatch(before.text) if isinstance(before, n.Str) else None
    if not isinstance(before, n.Str) or match is None:
        return False
    brace = match.group(2) == "{"
    if brace and not (isinstance(next_item, n.Str) and next_item.text.startswith("}")):
        return False
    inlines.pop()
    if match.group(1):
        inlines.append(replace(before, text=match.group(1)))
    return brace


def _join_range(inlines: list[n.Inline]) -> None:
    """Replace `-` or `--` between references by a dash, which hides the second one's word."""
    match inlines:
        case [*_, n.Cite()]:
            inlines.append(n.Str("–"))
        case [*_, n.Str(text=text) as before] if text.endswith("-"):
            inlines[-1] = replace(before, text=f"{text[:-1]}–")
        case _:
            pass


def _headings_elsewhere(text: n.Blocks) -> dict[str, str]:
    """Return the ids of headings on GitHub, which links may name, with their actual ids."""
    own = {node.attr.id for node in walk.walk(text) if isinstance(node, n.Header)}
    result: dict[str, str] = {}
    for node in walk.walk(text):
        if isinstance(node, n.Header) and node.attr.id:
            name = re.sub(r"[^\w\- ]", "", walk.text_of(node.inlines).lower()).replace(" ", "-")
            if name not in own:
                result.setdefault(name, node.attr.id)
    return result


def _label_names(node: walk.AnyNode) -> list[str]:
    """Return the labels that a node refers to."""
    match node:
        case n.RawInline(text=text) if match := _REFERENCE.fullmatch(text.strip()):
            return match.group(2).split(",")
        case n.Str(text=text) if "@ref(" in text:
            return _BOOKDOWN.findall(text)
        case n.Link(attr=attr) if reference := attr.get("reference"):
            return reference.split(",")
        case _:
            return []
