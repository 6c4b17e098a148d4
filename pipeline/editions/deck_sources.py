"""Where a slide's words come from: its source line, and the slides that list every source of the deck."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.editions.deck_returns import citing, with_slides
from pipeline.editions.deck_words import cites, facts
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.entries import NUMBERED_CLASS
from pipeline.model.facts import Ledger
from pipeline.model.faults import fault
from pipeline.model.links import parts_of
from pipeline.model.slides import Size, Slide
from pipeline.model.stages import Document
from pipeline.model.walk import map_tree, text_of, walk
from pipeline.slides import entries as setting
from pipeline.slides import measuring as measure
from pipeline.wording.terms import term

MOST_LINES = 2
# Before it a style names the era of a year.
MODERN = 1000


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Makes the line at the foot of a slide that says where its words come from."""

    names: Mapping[str, n.Inlines]
    ledger: Ledger
    lang: str

    def of(self, shown: n.Blocks) -> n.Inlines:
        """Return the line for what is cited and for the facts stated in blocks; empty for no source."""
        cited = cited_in(shown)
        stated = [fact for name in facts(shown) if (fact := self.ledger.get(name))]
        refs = [[source.ref for source in fact.sources] for fact in stated]
        missing = [keys for keys in refs if not set(keys) & set(cited)]
        line: n.Inlines = ()
        for most in (2, 1):
            line = self.of_keys((*cited, *(key for keys in missing for key in keys[:most])))
            if measure.lines(text_of(line), measure.SOURCE, measure.source().width) <= MOST_LINES:
                break
        return line

    def of_keys(self, keys: Iterable[str]) -> n.Inlines:
        """Return "Sources:" and the labels of these references, each once; a key of none is marked."""
        shown = list(dict.fromkeys(keys))
        if not shown:
            return ()
        said = term(self.lang, "source" if len(shown) == 1 else "sources")
        parts: list[n.Inline] = []
        for key in shown:
            parts += [n.Str(";"), n.Space()] if parts else []
            known = key in self.names
            parts.append(n.Link(n.Attr(), self.names[key], f"#ref-{key}") if known else fault((n.Str(key),)))
        cite = n.Cite(tuple(n.Citation(key) for key in shown), tuple(parts))
        return (n.Str(f"{said}:"), n.Space(), cite)


def cited_in(blocks: n.Blocks) -> list[str]:
    """Return the keys of the references that blocks cite, each once."""
    return list(dict.fromkeys(citation.id for cite in cites(blocks) for citation in cite.citations))


def labels(document: Document) -> Mapping[str, n.Inlines]:
    """Return the label of each reference, author and year, as the citation style writes them."""
    found: dict[str, list[n.Inlines]] = {}
    for node in walk(document.blocks):
        if isinstance(node, n.Link) and node.url.startswith("#ref-"):
            found.setdefault(node.url.removeprefix("#ref-"), []).append(node.inlines)
    return {
        reference.id: _label(reference.fields, found.get(reference.id, []), document.front.lang)
        for reference in document.references
    }


def _label(fields: Mapping[str, Any], written: list[n.Inlines], lang: str) -> n.Inlines:
    """Return the shortest label of the text that names somebody, else one of the reference's own fields."""
    issued = _issued(fields)
    date = _date(issued)
    texts = [text_of(inlines) for inlines in written]
    named = [text[: found.end()] for text in texts if (found := date.search(text)) and found.start()]
    if named:
        return words(min(named, key=len))
    dated = [found[0] for text in texts if (found := date.search(text))]
    return words(" ".join(part for part in (_author(fields, lang), *(dated[:1] or [issued])) if part))


def _issued(fields: Mapping[str, Any]) -> str:
    """Return the year of issue, negative before our era, or the words in its place."""
    issued = fields.get("issued", {})
    year = ((issued.get("date-parts") or [[None]])[0] or [None])[0]
    return str(year or issued.get("literal") or issued.get("raw") or "")


def _date(issued: str) -> re.Pattern[str]:
    """Return a pattern of how a style writes a date: `2020ab`, `2010–2012`, `[1640?]`, `380 BC`, `n.d.-a`."""
    if not issued:
        return re.compile(r"\b[a-z]\.\s?[a-z]\.(?:-[a-z]{1,2})?")
    if not re.fullmatch(r"-?\d{1,9}", issued):
        return re.compile(re.escape(issued))
    year = abs(int(issued))
    behind = r"(?:[^\d,;:)][^,;:)]*)?" if int(issued) < MODERN else r"[a-z]{0,2}\b(?:\?\])?"
    return re.compile(rf"\[?\b{year}(?:–\d+)?{behind}")


def _author(fields: Mapping[str, Any], lang: str) -> str:
    people = fields.get("author") or fields.get("editor") or ()
    names = [_name(person) for person in people]
    if len(names) > 2:
        return f"{names[0]} et al."
    if names:
        return f" {term(lang, 'and')} ".join(names)
    return str(
        fields.get("container-title") or fields.get("publisher") or fields.get("title") or fields.get("id")
    )


def _name(person: Mapping[str, Any]) -> str:
    """Return the name that a person is cited by: `van Gogh`."""
    family = " ".join(str(person[key]) for key in ("non-dropping-particle", "family") if person.get(key))
    return str(person.get("literal") or family or person.get("given"))


def source_slides(document: Document, slides: Iterable[Slide]) -> Iterator[Slide]:
    """Yield the slides of the sources that these slides cite, in the style's order, as many as they need.

    The slides are those that the deck begins with, with their final ids: sources lead back to them.
    """
    lang = document.front.lang
    places = citing(slides)
    cited = document.nocite_keys.union(places)
    kept = [entry for entry in document.bibliography if entry.attr.id.removeprefix("ref-") in cited]
    short = (replace(entry, blocks=map_tree(entry.blocks, inline=_short)) for entry in kept)
    entries = [with_slides(entry, places, lang) for entry in short]
    size: Size = "large" if len(_pages(entries, "large")) == 1 else ""
    pages = _pages(entries, size)
    title = term(lang, "sources")
    kicker = term(lang, "cited-slides") if places else ""
    for position, columns in enumerate(pages, 1):
        mark = term(lang, "page", page=str(position), pages=str(len(pages)))
        content = tuple(n.Div(n.Attr("", ("column",), (("role", "list"),)), column) for column in columns)
        yield Slide(
            "sources" if position == 1 else f"sources-{position}",
            "sources",
            words(title if len(pages) == 1 else f"{title} ({mark})"),
            kicker,
            content=content,
            size=size,
        )


def _short(node: n.Inline) -> n.Inlines:
    """Show of an address its host alone; the link is whole."""
    if isinstance(node, n.Link) and text_of(node.inlines) == node.url:
        host = parts_of(node.url).hostname or node.url
        return (replace(node, inlines=(n.Str(host.removeprefix("www.")),)),)
    return (node,)


def _pages(entries: list[n.Div], size: Size) -> list[list[tuple[n.Div, ...]]]:
    """Return entries as pages of two columns that hold them; those of the last page are alike in height."""
    limit = setting.column_box().height - setting.style_of(size).line / 2
    columns = _columns(entries, limit, size)
    whole = (len(columns) - 1) // 2 * 2
    last = [entry for column in columns[whole:] for entry in column]
    halves = (_columns(last, limit * step / 20, size) for step in range(1, 21))
    columns[whole:] = next((pair for pair in halves if len(pair) <= 2), columns[whole:])
    return [[tuple(column) for column in columns[start : start + 2]] for start in range(0, len(columns), 2)]


def _columns(entries: list[n.Div], limit: float, size: Size) -> list[list[n.Div]]:
    columns: list[list[n.Div]] = []
    used = limit + 1
    for entry in entries:
        indent = setting.indent_of((entry,), size) if NUMBERED_CLASS in entry.attr.classes else 0
        room = setting.column_box().width - indent
        taken = measure.height([text_of(entry.blocks)], setting.style_of(size), room)
        if not columns or used + taken > limit:
            columns.append([])
            used = 0.0
        columns[-1].append(entry)
        used += taken + setting.gap_of(size)
    return columns
