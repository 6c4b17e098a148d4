"""Repairs of the structure, each from elements to elements, so that a reader of the tags reads the document.

WeasyPrint lays out pages: what goes over a page's end is two elements, a footnote stands at the foot, a
table's head comes back on each page. Readers of tags know no pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from pipeline.formats.pdf.heads import tables
from pipeline.formats.pdf.notes import NOTE, endnotes, notes
from pipeline.formats.pdf.tree import Artifact, Content, Element, Kid, Origin, content, elements

Repair = Callable[[Element], Element]
# What a page that a table goes on to shows once more.
REPEATED = ("THead", "TFoot", "Caption")
# Elements that stand within a line of text.
INLINE = frozenset({"Span", "Link", "Code", "Reference", "Note", "Formula"})


def joined(root: Element) -> tuple[Element, tuple[Artifact, ...]]:
    """Join the parts of elements that pages cut; what a table repeats is content of no element.

    Blocks are put into the order of the HTML: a figure that moved to the next page is read where it stood.
    Waits for Kozea/WeasyPrint #2903.
    """
    repeated: list[Artifact] = []

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
            if kid.tag in REPEATED:
                repeated.extend(Artifact(each, "Repeat") for each in content(kid.kids))
            else:
                kept[found[key]] = replace(first, kids=(*first.kids, *kid.kids))
        whole = (replace(k, kids=joint(k.kids)) if isinstance(k, Element) else k for k in kept)
        return _in_order(tuple(whole))

    return replace(root, kids=joint(root.kids)), tuple(repeated)


def _in_order(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """Return elements in the order of the HTML; where there is text between them they are in order."""
    blocks = [kid for kid in elements(kids) if kid.origin.key and "::" not in kid.origin.name]
    if len(blocks) < len(kids):
        return kids
    return tuple(sorted(blocks, key=lambda block: block.origin.key))


def rebuilt(element: Element, change: Callable[[Element], tuple[Kid, ...]]) -> Element:
    """Rebuild an element bottom-up; each element below it becomes what `change` returns."""
    kids: list[Kid] = []
    for kid in element.kids:
        kids += change(rebuilt(kid, change)) if isinstance(kid, Element) else (kid,)
    return replace(element, kids=tuple(kids))


def lists(root: Element) -> Element:
    """Give list items the two parts that PDF knows: a label, and a body with all the rest.

    Waits for Kozea/WeasyPrint #2497 and, for terms with their definitions, #2482.
    """

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

    return rebuilt(root, listed)


def _defined(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """Return terms and definitions as items: a term with what follows it up to the next."""
    items: list[Kid] = []
    labels: list[Kid] = []
    bodies: list[Element] = []
    for kid in (*kids, None):
        ends = kid is None or (isinstance(kid, Element) and kid.tag == "Lbl" and bodies)
        if ends and (labels or bodies):
            items.append(Element("LI", (*labels, *_one(bodies))))
            labels, bodies = [], []
        if isinstance(kid, Element) and kid.tag == "LBody":
            bodies.append(kid)
        elif kid is not None:
            labels.append(kid)
    return tuple(items)


def _one(bodies: list[Element]) -> tuple[Element, ...]:
    """Return several definitions of a term as one body, a paragraph each where they are bare text."""
    if len(bodies) < 2:
        return tuple(bodies)
    return (replace(bodies[0], kids=tuple(kid for body in bodies for kid in _wrapped(body.kids))),)


def sources(root: Element) -> Element:
    """Make the entries of the sources items of a list."""

    def entry(element: Element) -> tuple[Kid, ...]:
        if "csl-entry" in element.origin.classes:
            return (Element("LI", (Element("LBody", element.kids),), element.origin, lang=element.lang),)
        if "references" in element.origin.classes:
            return (replace(element, tag="L"),)
        return (element,)

    return rebuilt(root, entry)


def contents(root: Element) -> Element:
    """Make the lists of sections one table of contents. No issue is known."""

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
        if "contents" not in element.origin.classes:
            return (element,)
        made = rebuilt(element, listed)
        lists = [kid for kid in elements(made.kids) if kid.tag == "TOC"]
        whole = tuple(kid for each in lists for kid in each.kids)
        rest = tuple(kid for kid in made.kids if kid not in lists)
        return (replace(made, kids=(*rest, replace(lists[0], kids=whole))) if lists else made,)

    return rebuilt(root, found)


def plain(root: Element) -> Element:
    """Leave out runs of text that mean nothing beyond their words; what holds them holds their content.

    Waits for Kozea/WeasyPrint #2482.
    """

    def spliced(element: Element) -> tuple[Kid, ...]:
        if element.tag == "Span" and not element.lang and not element.layout:
            return element.kids
        if element.tag in ("Div", "P", "Span", "Caption") and not element.kids:
            return ()
        return (element,)

    return rebuilt(root, spliced)


def pictured(root: Element) -> Element:
    """Let links around images say what the images show: they have no words. No issue is known."""

    def said(element: Element) -> tuple[Kid, ...]:
        shown = [kid for kid in element.kids if isinstance(kid, Content | Element)]
        if element.tag == "Link" and shown and all(isinstance(k, Element) and k.alt for k in shown):
            return (replace(element, alt=element.origin.text),)
        return (element,)

    return rebuilt(root, said)


def paragraphs(root: Element) -> Element:
    """Make paragraphs of text that stands in boxes as it is; blanks between boxes are left out.

    Waits for WeasyPrint to tag anonymous blocks; no issue is known.
    """

    def wrapped(element: Element) -> tuple[Kid, ...]:
        bare = element.tag in ("Div", "Sect", "BlockQuote") or (
            element.tag == "Note" and any(kid.tag == "P" for kid in elements(element.kids))
        )
        return (replace(element, kids=_wrapped(element.kids)) if bare else element,)

    return rebuilt(root, wrapped)


def _wrapped(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    made: list[Kid] = []
    run: list[Element | Content] = []
    for kid in (*kids, None):
        if isinstance(kid, Content) or (
            isinstance(kid, Element) and kid.tag in INLINE and NOTE not in kid.origin.classes
        ):
            run.append(kid)
            continue
        if any(isinstance(each, Element) or not each.blank for each in run):
            made.append(Element("P", tuple(run)))
        run = []
        if kid is not None:
            made.append(kid)
    return tuple(made)


def spoken(root: Element) -> Element:
    """Spell out runs in scripts whose glyphs are not in the order of what they say.

    An element that holds others is left: its words would hide them, and each run has its own.
    Waits for WeasyPrint to write ActualText; no issue is known.
    """

    def said(element: Element) -> tuple[Kid, ...]:
        runs = [kid for kid in element.kids if isinstance(kid, Content)]
        if len(runs) == len(element.kids) and element.lang and any(run.words for run in runs):
            return (replace(element, actual=element.origin.text),)
        return (element,)

    return rebuilt(root, said)


def sections(root: Element) -> Element:
    """Hold each section together: a heading of level 2 and all up to the next."""
    grouped: list[list[Kid]] = [[]]
    for kid in root.kids:
        if isinstance(kid, Element) and kid.tag == "H2":
            grouped.append([])
        grouped[-1].append(kid)
    opening, *rest = grouped
    return replace(root, kids=(*opening, *(Element("Sect", tuple(kids), Origin("section")) for kids in rest)))


def repaired(root: Element, back: str) -> tuple[Element, tuple[Artifact, ...]]:
    """Return the structure as readers are to have it, and the content that is for the eye only.

    `back` are the words of a note's link to its call.
    """
    # Runs that mean nothing go right after the notes, which need them: the tree is then a quarter as large.
    repairs: tuple[Repair, ...] = (
        partial(notes, back=back), endnotes, plain, pictured, paragraphs, lists, sources, contents, tables,
        spoken, sections,
    )  # fmt: skip
    root, repeated = joined(root)
    for repair in repairs:
        root = repair(root)
    return root, repeated
