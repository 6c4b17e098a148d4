"""Sources on slides: the source line of each slide, and the slides that list every source of the deck."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.editions.deck_backlinks import SlidesByKey, citing_slides, with_slides
from pipeline.editions.deck_words import cites, facts, part_of
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.canvas import Box, Canvas
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
# How often slides of sources are set until their number is that by which the slides after them are counted.
ATTEMPTS = 4
_BLANK = Slide("", "sources", ())
# Before it a style names the era of a year.
MODERN = 1000


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Builds the source line at the foot of a slide."""

    names: Mapping[str, n.Inlines]
    ledger: Ledger
    lang: str
    canvas: Canvas

    def of(self, blocks: n.Blocks) -> n.Inlines:
        """Return the line for the citations and the facts in blocks; empty without a source."""
        own_keys = cited_keys(blocks)
        fact_list = [fact for name in facts(blocks) if (fact := self.ledger.get(name))]
        refs = [[source.ref for source in fact.sources] for fact in fact_list]
        other_refs = [keys for keys in refs if not set(keys) & set(own_keys)]
        line: n.Inlines = ()
        for most in (2, 1):
            line = self.of_keys((*own_keys, *(key for keys in other_refs for key in keys[:most])))
            if measure.lines(text_of(line), measure.SOURCE, self.canvas.source.width) <= MOST_LINES:
                break
        return line

    def of_keys(self, keys: Iterable[str]) -> n.Inlines:
        """Return "Sources:" and the labels of these references, each once; mark keys without a reference."""
        distinct = list(dict.fromkeys(keys))
        if not distinct:
            return ()
        label = term(self.lang, "source" if len(distinct) == 1 else "sources")
        return (n.Str(f"{label}:"), n.Space(), *self.labels_of(distinct))

    def labels_of(self, keys: Iterable[str]) -> n.Inlines:
        """Return the labels of these references as a citation, each once; a key of none is marked."""
        distinct = list(dict.fromkeys(keys))
        parts: list[n.Inline] = []
        for key in distinct:
            parts += [n.Str(";"), n.Space()] if parts else []
            has_label = key in self.names
            parts.append(
                n.Link(n.Attr(), self.names[key], f"#ref-{key}") if has_label else fault((n.Str(key),))
            )
        return (n.Cite(tuple(n.Citation(key) for key in distinct), tuple(parts)),) if parts else ()


def cited_keys(blocks: n.Blocks) -> list[str]:
    """Return the keys of the references that blocks cite, each once."""
    return list(dict.fromkeys(citation.id for cite in cites(blocks) for citation in cite.citations))


def labels(document: Document) -> Mapping[str, n.Inlines]:
    """Return the label of each reference, author and year, as the citation style writes them."""
    links_by_key: dict[str, list[n.Inlines]] = {}
    for node in walk(document.blocks):
        if isinstance(node, n.Link) and node.url.startswith("#ref-"):
            links_by_key.setdefault(node.url.removeprefix("#ref-"), []).append(node.inlines)
    return {
        reference.id: _label(reference.fields, links_by_key.get(reference.id, []), document.front.lang)
        for reference in document.references
    }


def _label(fields: Mapping[str, Any], variants: list[n.Inlines], lang: str) -> n.Inlines:
    """Return the shortest label of the text with a name, else one of the reference's own fields."""
    issue = _issue(fields)
    date = _date(issue)
    texts = [text_of(inlines) for inlines in variants]
    candidates = [text[: match.end()] for text in texts if (match := date.search(text)) and match.start()]
    if candidates:
        return words(min(candidates, key=len))
    dates = [match[0] for text in texts if (match := date.search(text))]
    return words(" ".join(part for part in (_author(fields, lang), *(dates[:1] or [issue])) if part))


def _issue(fields: Mapping[str, Any]) -> str:
    """Return the year of issue, negative before our era, or the words in its place."""
    date_data = fields.get("issued", {})
    year = ((date_data.get("date-parts") or [[None]])[0] or [None])[0]
    return str(year or date_data.get("literal") or date_data.get("raw") or "")


def _date(issue: str) -> re.Pattern[str]:
    """Return a pattern of how a style writes a date: `2020ab`, `2010–2012`, `[1640?]`, `380 BC`, `n.d.-a`."""
    if not issue:
        return re.compile(r"\b[a-z]\.\s?[a-z]\.(?:-[a-z]{1,2})?")
    if not re.fullmatch(r"-?\d{1,9}", issue):
        return re.compile(re.escape(issue))
    year = abs(int(issue))
    behind = r"(?!\d)(?:[^,;:)]+)?" if int(issue) < MODERN else r"[a-z]{0,2}\b(?:\?\])?"
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


def source_slides(
    document: Document, slides: Sequence[Slide], appendix: Sequence[Slide], canvas: Canvas
) -> tuple[Slide, ...]:
    """Return the slides of the sources that these slides cite, in the style's order, as many as they need.

    The given slides are those before them and those after them, with their final ids: sources link back to
    them. The numbers of those after them depend on how many slides the sources need.
    """
    result = tuple(_source_slides(document, slides, canvas))
    for _ in range(ATTEMPTS if appendix else 0):
        count = len(result)
        result = tuple(_source_slides(document, (*slides, *(_BLANK,) * count, *appendix), canvas))
        if len(result) == count:
            break
    return result


def _source_slides(document: Document, slides: Sequence[Slide], canvas: Canvas) -> Iterator[Slide]:
    lang = document.front.lang
    places = citing_slides(slides)
    bibliography = _entries(document, places)
    short = (replace(entry, blocks=map_tree(entry.blocks, inline=_short)) for entry in bibliography)
    entries = [with_slides(entry, places, lang) for entry in short]
    box = setting.column_box(canvas)
    size: Size = "large" if len(_pages(entries, "large", box)) == 1 else ""
    pages = _pages(entries, size, box)
    title = words(term(lang, "sources"))
    kicker = term(lang, "cited-slides") if places else ""
    for position, columns in enumerate(pages, 1):
        content = tuple(n.Div(n.Attr("", ("column",), (("role", "list"),)), column) for column in columns)
        yield Slide(
            "sources" if position == 1 else f"sources-{position}",
            "sources",
            part_of(title, position, len(pages), lang),
            kicker,
            content=content,
            size=size,
        )


def count_sources(document: Document, slides: Iterable[Slide]) -> int:
    """Return how many sources these slides rest on."""
    return len(_entries(document, citing_slides(slides)))


def _entries(document: Document, places: SlidesByKey) -> list[n.Div]:
    """Return the entries that slides cite, or that are listed although nothing cites them."""
    keys = document.nocite_keys.union(places)
    return [entry for entry in document.bibliography if entry.attr.id.removeprefix("ref-") in keys]


def _short(node: n.Inline) -> n.Inlines:
    """Shorten the text of an address to its host; the link keeps the whole address."""
    if isinstance(node, n.Link) and text_of(node.inlines) == node.url:
        host = parts_of(node.url).hostname or node.url
        return (replace(node, inlines=(n.Str(host.removeprefix("www.")),)),)
    return (node,)


def _pages(entries: list[n.Div], size: Size, box: Box) -> list[list[tuple[n.Div, ...]]]:
    """Return entries as pages of two columns; the columns of the last page have about the same height."""
    limit = box.height - setting.style_of(size).line / 2
    columns = _columns(entries, replace(box, height=limit), size)
    whole = (len(columns) - 1) // 2 * 2
    last = [entry for column in columns[whole:] for entry in column]
    halves = (_columns(last, replace(box, height=limit * step / 20), size) for step in range(1, 21))
    columns[whole:] = next((pair for pair in halves if len(pair) <= 2), columns[whole:])
    return [[tuple(column) for column in columns[start : start + 2]] for start in range(0, len(columns), 2)]


def _columns(entries: list[n.Div], box: Box, size: Size) -> list[list[n.Div]]:
    columns: list[list[n.Div]] = []
    used_height = box.height + 1
    for entry in entries:
        entry_height = setting.height(entry, size, box.width)
        if not columns or used_height + entry_height > box.height:
            columns.append([])
            used_height = 0.0
        columns[-1].append(entry)
        used_height += entry_height + setting.gap_of(size)
    return columns
