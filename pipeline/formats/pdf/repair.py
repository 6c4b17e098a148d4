"""Repairs of the structure tree, each a function from elements to elements.

WeasyPrint lays out pages: an element that continues on another page is two elements, a footnote is at the
foot, a table's head is repeated on each page. Screen readers need the document without pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from pipeline.formats.pdf.boxes import CITATION, FACT
from pipeline.formats.pdf.header_cells import name_table_heads
from pipeline.formats.pdf.notes import NOTE, place_notes, tag_endnotes
from pipeline.formats.pdf.tree import Artifact, Content, Element, Kid, Origin, content, elements

Repair = Callable[[Element], Element]
# Parts of a table that are repeated on each page.
REPEATED_TAGS = ("THead", "TFoot", "Caption")
# Tags of elements within a line of text.
INLINE = frozenset({"Span", "Link", "Code", "Reference", "Note", "Formula"})


def join_parts(root: Element) -> tuple[Element, tuple[Artifact, ...]]:
    """Join the parts of elements that pages divide; the repeated parts of a table become artifacts.

    Blocks are put into the order of the HTML: a figure that moved to the next page is read in its old place.
    Waits for Kozea/WeasyPrint #2903.
    """
    repetitions: list[Artifact] = []

    def join(kids: Iterable[Kid]) -> tuple[Kid, ...]:
        index_by_key: dict[tuple[int, str], int] = {}
        result: list[Kid] = []
        for kid in kids:
            key = (kid.origin.key, kid.origin.name) if isinstance(kid, Element) else (0, "")
            if not isinstance(kid, Element) or not key[0] or key not in index_by_key:
                if key[0]:
                    index_by_key[key] = len(result)
                result.append(kid)
                continue
            first = result[index_by_key[key]]
            assert isinstance(first, Element)
            if kid.tag in REPEATED_TAGS:
                repetitions.extend(Artifact(each, "Repeat") for each in content(kid.kids))
            else:
                result[index_by_key[key]] = replace(first, kids=(*first.kids, *kid.kids))
        whole = (replace(k, kids=join(k.kids)) if isinstance(k, Element) else k for k in result)
        return _in_order(tuple(whole))

    return replace(root, kids=join(root.kids)), tuple(repetitions)


def _in_order(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """Return elements in the order of the HTML; elements with text between them are in order already."""
    blocks = [kid for kid in elements(kids) if kid.origin.key and "::" not in kid.origin.name]
    if len(blocks) < len(kids):
        return kids
    return tuple(sorted(blocks, key=lambda block: block.origin.key))


def rebuild(element: Element, change: Callable[[Element], tuple[Kid, ...]]) -> Element:
    """Rebuild an element bottom-up; each element below it becomes what `change` returns."""
    kids: list[Kid] = []
    for kid in element.kids:
        kids += change(rebuild(kid, change)) if isinstance(kid, Element) else (kid,)
    return replace(element, kids=tuple(kids))


def label_list_items(root: Element) -> Element:
    """Give each list item a label and a body.

    Waits for Kozea/WeasyPrint #2497 and, for terms with their definitions, #2482.
    """

    def add_parts(element: Element) -> tuple[Kid, ...]:
        match element.tag:
            case "L" if element.origin.name == "dl":
                return (replace(element, kids=_group_definitions(element.kids)),)
            case "LI":
                labels = tuple(kid for kid in element.kids if isinstance(kid, Element) and kid.tag == "Lbl")
                rest = tuple(kid for kid in element.kids if kid not in labels)
                return (replace(element, kids=(*labels, Element("LBody", rest))),)
            case _:
                return (element,)

    return rebuild(root, add_parts)


def _group_definitions(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """Group terms and definitions into items: a term and everything up to the next."""
    items: list[Kid] = []
    labels: list[Kid] = []
    bodies: list[Element] = []
    for kid in (*kids, None):
        ends = kid is None or (isinstance(kid, Element) and kid.tag == "Lbl" and bodies)
        if ends and (labels or bodies):
            items.append(Element("LI", (*labels, *_join_bodies(bodies))))
            labels, bodies = [], []
        if isinstance(kid, Element) and kid.tag == "LBody":
            bodies.append(kid)
        elif kid is not None:
            labels.append(kid)
    return tuple(items)


def _join_bodies(bodies: list[Element]) -> tuple[Element, ...]:
    """Join several definitions of a term into one body, each a paragraph if it is bare text."""
    if len(bodies) < 2:
        return tuple(bodies)
    return (replace(bodies[0], kids=tuple(kid for body in bodies for kid in _wrap_runs(body.kids))),)


def list_sources(root: Element) -> Element:
    """Convert the entries of the sources to items of a list."""

    def to_item(element: Element) -> tuple[Kid, ...]:
        if "csl-entry" in element.origin.classes:
            return (Element("LI", (Element("LBody", element.kids),), element.origin, lang=element.lang),)
        if "references" in element.origin.classes or _has_only_entries(element):
            return (replace(element, tag="L"),)
        return (element,)

    return rebuild(root, to_item)


def _has_only_entries(element: Element) -> bool:
    """Tell whether an element is a column of entries, as on slides."""
    return (
        element.tag == "Div"
        and bool(element.kids)
        and all(isinstance(kid, Element) and "csl-entry" in kid.origin.classes for kid in element.kids)
    )


def tag_contents(root: Element) -> Element:
    """Combine the lists of sections into one table of contents. No issue is known."""

    def tag_line(element: Element) -> tuple[Kid, ...]:
        match element.tag:
            case "L":
                return (replace(element, tag="TOC"),)
            case "LI":
                body = tuple(inner for kid in element.kids if isinstance(kid, Element) for inner in kid.kids)
                return (replace(element, tag="TOCI", kids=(Element("Reference", body),)),)
            case _:
                return (element,)

    def merge_lists(element: Element) -> tuple[Kid, ...]:
        if "contents" not in element.origin.classes:
            return (element,)
        tree = rebuild(element, tag_line)
        lists = [kid for kid in elements(tree.kids) if kid.tag == "TOC"]
        whole = tuple(kid for each in lists for kid in each.kids)
        rest = tuple(kid for kid in tree.kids if kid not in lists)
        return (replace(tree, kids=(*rest, replace(lists[0], kids=whole))) if lists else tree,)

    return rebuild(root, merge_lists)


def splice_plain_runs(root: Element) -> Element:
    """Replace runs of text without a language or layout by their content.

    Waits for Kozea/WeasyPrint #2482.
    """

    def splice(element: Element) -> tuple[Kid, ...]:
        if element.tag == "Span" and not (element.lang or element.layout or element.id):
            return element.kids
        if element.tag in ("Div", "P", "Span", "Caption") and not element.kids:
            return ()
        return (element,)

    return rebuild(root, splice)


def describe_image_links(root: Element) -> Element:
    """Give links around images the alternative text of the images. No issue is known."""

    def describe(element: Element) -> tuple[Kid, ...]:
        parts = [kid for kid in element.kids if isinstance(kid, Content | Element)]
        if element.tag == "Link" and parts and all(isinstance(k, Element) and k.alt for k in parts):
            return (replace(element, alt=element.origin.text),)
        return (element,)

    return rebuild(root, describe)


def make_paragraphs(root: Element) -> Element:
    """Wrap bare text in boxes in paragraphs; remove blanks between boxes.

    Waits for WeasyPrint to tag anonymous blocks; no issue is known.
    """

    def wrap(element: Element) -> tuple[Kid, ...]:
        bare = element.tag in ("Div", "Sect", "BlockQuote") or (
            element.tag == "Note" and any(kid.tag == "P" for kid in elements(element.kids))
        )
        return (replace(element, kids=_wrap_runs(element.kids)) if bare else element,)

    return rebuild(root, wrap)


def _wrap_runs(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    result: list[Kid] = []
    run: list[Element | Content] = []
    for kid in (*kids, None):
        if isinstance(kid, Content) or (
            isinstance(kid, Element) and kid.tag in INLINE and NOTE not in kid.origin.classes
        ):
            run.append(kid)
            continue
        if any(isinstance(each, Element) or not each.blank for each in run):
            result.append(Element("P", tuple(run)))
        run = []
        if kid is not None:
            result.append(kid)
    return tuple(result)


def spell_runs(root: Element) -> Element:
    """Add the actual text to runs in scripts whose glyphs are not in the order of their characters.

    An element with child elements gets none: its text would hide them.
    Waits for WeasyPrint to write ActualText; no issue is known.
    """

    def spell(element: Element) -> tuple[Kid, ...]:
        runs = [kid for kid in element.kids if isinstance(kid, Content)]
        if len(runs) == len(element.kids) and element.lang and any(run.words for run in runs):
            return (replace(element, actual=element.origin.text),)
        return (element,)

    return rebuild(root, spell)


def number_marks(root: Element) -> Element:
    """Give facts and citations ids of their own: their names, and how often these stood before."""
    counts: Counter[str] = Counter()

    def number(element: Element) -> Element:
        name = element.id
        if name.startswith((FACT, CITATION)):
            counts[name] += 1
            name = f"{name}.{counts[name]}"
        kids = tuple(number(kid) if isinstance(kid, Element) else kid for kid in element.kids)
        return replace(element, id=name, kids=kids)

    return number(root)


def group_sections(root: Element) -> Element:
    """Group each section: a heading of level 2 and everything up to the next."""
    groups: list[list[Kid]] = [[]]
    for kid in root.kids:
        if isinstance(kid, Element) and kid.tag == "H2":
            groups.append([])
        groups[-1].append(kid)
    opening, *rest = groups
    return replace(root, kids=(*opening, *(Element("Sect", tuple(kids), Origin("section")) for kids in rest)))


def repair_structure(root: Element, back: str) -> tuple[Element, tuple[Artifact, ...]]:
    """Apply all repairs; return the structure and the content that becomes artifacts.

    `back` is the text of a note's link to its call.
    """
    # Plain runs go right after the notes, which need them: the tree is then a quarter as large.
    repairs: tuple[Repair, ...] = (
        partial(place_notes, back=back), tag_endnotes, splice_plain_runs, describe_image_links,
        make_paragraphs, label_list_items, list_sources, tag_contents, name_table_heads, spell_runs,
        group_sections, number_marks,
    )  # fmt: skip
    root, repetitions = join_parts(root)
    for repair in repairs:
        root = repair(root)
    return root, repetitions
