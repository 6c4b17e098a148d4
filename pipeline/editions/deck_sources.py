"""Sources on slides: the source line of each slide, and the slides that list every source of the deck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
from pipeline.model.walk import map_tree, text_of
from pipeline.slides import entries as setting
from pipeline.slides import measuring as measure
from pipeline.wording.terms import term

MOST_LINES = 2
# How often slides of sources are set until their number is that by which the slides after them are counted.
ATTEMPTS = 4
_BLANK = Slide("", "sources", ())


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
