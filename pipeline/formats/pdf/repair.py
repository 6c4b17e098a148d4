"""Repairs of the structure, each from elements to elements, so that a reader of the tags reads the document.

WeasyPrint lays out pages: what goes over a page's end is two elements, a footnote stands at the foot, a
table's head comes back on each page. Readers of tags know no pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.formats.pdf.tree import Content, Element, Kid, Origin, content
from pipeline.wording.scripts import script_of

Repair = Callable[[Element], Element]


def joined(root: Element) -> tuple[Element, tuple[Content, ...]]:
    """Join the parts of elements that pages cut; a table's repeated head is content of no element."""
    repeated: list[Content] = []

    def joint(kids: Iterable[Kid]) -> tuple[Kid, ...]:
        found: dict[tuple[int, str], int] = {}
        kept: list[Kid] = []
        for kid in kids:
            key = (kid.origin.key, kid.origin.name) if isinstance(kid, Element) else (0, "")
            if not isinstance(kid, Element) or not key[0] or key not in found:
                if key[0]:
                    found[key] = len(kept)
                kept.append(kid)
                continue
            first = kept[found[key]]
            assert isinstance(first, Element)
            if kid.tag in ("THead", "Caption"):
                repeated.extend(content(kid.kids))
            else:
                kept[found[key]] = replace(first, kids=(*first.kids, *kid.kids))
        return tuple(replace(k, kids=joint(k.kids)) if isinstance(k, Element) else k for k in kept)

    return replace(root, kids=joint(root.kids)), tuple(repeated)


def notes(root: Element) -> Element:
    """Put each footnote as a Note behind its Reference, where it is read."""
    taken: dict[int, Element] = {}

    def without(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
        kept: list[Kid] = []
        for kid in kids:
            if isinstance(kid, Element):
                if kid.origin.name == "span" and "footnote" in kid.origin.classes:
                    taken[kid.origin.key] = kid
                    continue
                kid = replace(kid, kids=without(kid.kids))
            kept.append(kid)
        return tuple(kept)

    bare = replace(root, kids=without(root.kids))
    numbers = {key: number for number, key in enumerate(taken, 1)}

    def placed(element: Element) -> tuple[Kid, ...]:
        if not element.origin.name.endswith("::footnote-call") or element.origin.key not in taken:
            return (element,)
        note = taken[element.origin.key]
        marker = [kid for kid in note.kids if _is(kid, "::footnote-marker")]
        rest = tuple(kid for kid in note.kids if not _is(kid, "::footnote-marker"))
        label = tuple(Element("Lbl", kid.kids) for kid in marker if isinstance(kid, Element))
        return (
            Element("Reference", element.kids),
            Element(
                "Note", (*label, *rest), note.origin, lang=note.lang, id=f"note-{numbers[note.origin.key]}"
            ),
        )

    return each(bare, placed)


def _is(kid: Kid, ending: str) -> bool:
    return isinstance(kid, Element) and kid.origin.name.endswith(ending)


def each(element: Element, change: Callable[[Element], tuple[Kid, ...]]) -> Element:
    """Rebuild an element bottom-up; each element below it becomes what `change` returns."""
    kids: list[Kid] = []
    for kid in element.kids:
        kids += change(each(kid, change)) if isinstance(kid, Element) else (kid,)
    return replace(element, kids=tuple(kids))


def lists(root: Element) -> Element:
    """Give list items the two parts that PDF knows: a label, and a body with all the rest."""

    def listed(element: Element) -> tuple[Kid, ...]:
        match element.tag:
            case "L" if element.origin.name == "dl":
                return (replace(element, kids=_defined(element.kids)),)
            case "LI":
                labels = tuple(kid for kid in element.kids if isinstance(kid, Element) and kid.tag == "Lbl")
                rest = tuple(kid for kid in element.kids if kid not in labels)
                return (replace(element, kids=(*labels, Element("LBody", rest))),)
            case _:
                return (element,)

    return each(root, listed)


def _defined(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """Return terms and definitions as items: a term with what follows it up to the next."""
    items: list[Kid] = []
    parts: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element) and kid.tag == "Lbl" and parts:
            items.append(Element("LI", tuple(parts)))
            parts = []
        parts.append(kid)
    return (*items, Element("LI", tuple(parts))) if parts else tuple(items)


def sources(root: Element) -> Element:
    """Make the entries of the sources items of a list."""

    def entry(element: Element) -> tuple[Kid, ...]:
        if "csl-entry" in element.origin.classes:
            return (Element("LI", (Element("LBody", element.kids),), element.origin, lang=element.lang),)
        if "references" in element.origin.classes:
            return (replace(element, tag="L"),)
        return (element,)

    return each(root, entry)


def contents(root: Element) -> Element:
    """Make the list of sections a table of contents."""

    def listed(element: Element) -> tuple[Kid, ...]:
        match element.tag:
            case "L":
                return (replace(element, tag="TOC"),)
            case "LI":
                body = tuple(inner for kid in element.kids if isinstance(kid, Element) for inner in kid.kids)
                return (replace(element, tag="TOCI", kids=(Element("Reference", body),)),)
            case _:
                return (element,)

    def found(element: Element) -> tuple[Kid, ...]:
        return (each(element, listed),) if "contents" in element.origin.classes else (element,)

    return each(root, found)


def tables(root: Element) -> Element:
    """Say of each head cell whether it heads its column or its row."""

    def scoped(scope: str) -> Callable[[Element], tuple[Kid, ...]]:
        return lambda cell: (replace(cell, scope=scope),) if cell.tag == "TH" and not cell.scope else (cell,)

    def headed(element: Element) -> tuple[Kid, ...]:
        match element.tag:
            case "THead":
                return (each(element, scoped("Column")),)
            case "TBody":
                return (each(element, scoped("Row")),)
            case _:
                return (element,)

    return each(root, headed)


def plain(root: Element) -> Element:
    """Leave out runs of text that mean nothing beyond their words; what holds them holds their content."""

    def spliced(element: Element) -> tuple[Kid, ...]:
        if element.tag == "Span" and not element.lang:
            return element.kids
        if element.tag in ("Div", "P", "Span", "Caption") and not element.kids:
            return ()
        return (element,)

    return each(root, spliced)


def spoken(root: Element) -> Element:
    """Spell out what glyphs do not say in order: Khmer writes some vowels before their consonant."""

    def said(element: Element) -> tuple[Kid, ...]:
        script = script_of(element.lang) if element.lang else None
        if script and script.spelled and element.origin.text:
            return (replace(element, actual=element.origin.text),)
        return (element,)

    return each(root, said)


def sections(root: Element) -> Element:
    """Hold each section together: a heading of level 2 and all up to the next."""
    grouped: list[list[Kid]] = [[]]
    for kid in root.kids:
        if isinstance(kid, Element) and kid.tag == "H2":
            grouped.append([])
        grouped[-1].append(kid)
    opening, *rest = grouped
    return replace(root, kids=(*opening, *(Element("Sect", tuple(kids), Origin("section")) for kids in rest)))


# Runs that mean nothing go first after the notes, which need them: the tree is a quarter of its size then.
REPAIRS: tuple[Repair, ...] = (notes, plain, lists, sources, contents, tables, spoken, sections)


def repaired(root: Element) -> tuple[Element, tuple[Content, ...]]:
    """Return the structure as readers are to have it, and the content that is for the eye only."""
    root, repeated = joined(root)
    for repair in REPAIRS:
        root = repair(root)
    return root, repeated
