"""The text of an e-book as chapters: an XHTML file for each section, with its notes and its links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.formats import html
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.walk import text_of
from pipeline.wording.terms import term

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
XML = "http://www.w3.org/XML/1998/namespace"
MATHML = "http://www.w3.org/1998/Math/MathML"
TYPE = f"{{{EPUB}}}type"
# Sections that stand behind the text: their part in the book, and their role for reading aloud.
BACK = {
    "sources": ("bibliography", "doc-bibliography"),
    "figure-data": ("appendix", "doc-appendix"),
    "colophon": ("colophon", "doc-colophon"),
}
OPENING = frozenset({"standfirst", "at-a-glance"})
_SPLIT = "chapter"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of the text: its name, heading, headings within, its element, its properties in the package."""

    name: str
    title: str
    id: str
    inner: tuple[tuple[str, str], ...]
    body: Element
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """Blocks that make a file, with the name and heading of it."""

    name: str
    title: str
    id: str
    blocks: n.Blocks


def chapters(blocks: n.Blocks, lang: str, title: str) -> tuple[tuple[Chapter, ...], tuple[Diagnostic, ...]]:
    """Return the chapters of a text; `title` heads what stands before the first section."""
    parts = list(_parts(blocks, lang, title))
    marked = tuple(
        block for part in parts for block in (*part.blocks, n.RawBlock("html", f"<hr class='{_SPLIT}' />"))
    )
    text, diagnostics = html.body(marked, arguments=["--mathml"])
    roots = list(_split(_parsed(text), len(parts)))
    notes = _take_notes(roots)
    made = [_chapter(part, root, notes, lang) for part, root in zip(parts, roots, strict=True)]
    _link(made)
    return tuple(made), diagnostics


def _parts(blocks: n.Blocks, lang: str, title: str) -> Iterator[_Part]:
    """Part the blocks at the headings of sections; the opening box comes first, with a heading of its own."""
    rest = [
        block for block in blocks if not (isinstance(block, n.Div) and "standfirst" in block.attr.classes)
    ]
    glance = [block for block in rest if isinstance(block, n.Div) and "at-a-glance" in block.attr.classes]
    if glance:
        words = term(lang, "at-a-glance")
        heading = n.Header(1, n.Attr("at-a-glance"), (n.Str(words),))
        yield _Part("at-a-glance.xhtml", words, "at-a-glance", (heading, *glance))
    current: list[n.Block] = []
    number = 0
    for block in [*(block for block in rest if block not in glance), None]:
        if (block is None or (isinstance(block, n.Header) and block.level == 1)) and current:
            first = current[0]
            if not (isinstance(first, n.Header) and first.level == 1):
                current.insert(0, n.Header(1, n.Attr("text-begins"), (n.Str(title),)))
                first = current[0]
            assert isinstance(first, n.Header)
            number += first.attr.id not in BACK
            name = f"{first.attr.id}.xhtml" if first.attr.id in BACK else f"section-{number}.xhtml"
            yield _Part(name, text_of(first.inlines), first.attr.id, tuple(current))
            current = []
        if block is not None:
            current.append(block)


def _parsed(text: str) -> Element:
    """Return pandoc's HTML as XML; it writes XML where what is written is closed."""
    head = f'<body xmlns="{XHTML}" xmlns:epub="{EPUB}">'
    return etree.fromstring(f"{head}{text}</body>".encode(), etree.XMLParser(resolve_entities=False))


def _split(body: Element, count: int) -> Iterator[Element]:
    """Yield the parts between marks; what pandoc puts behind the last, its notes, stays with the last."""
    children = list(body)
    current = etree.Element(f"{{{XHTML}}}section", nsmap={None: XHTML, "epub": EPUB})
    made = 0
    for child in children:
        if child.tag == f"{{{XHTML}}}hr" and child.get("class") == _SPLIT and made < count - 1:
            yield current
            made += 1
            current = etree.Element(f"{{{XHTML}}}section", nsmap={None: XHTML, "epub": EPUB})
        elif not (child.tag == f"{{{XHTML}}}hr" and child.get("class") == _SPLIT):
            current.append(child)
    yield current


def _take_notes(roots: Sequence[Element]) -> dict[str, Element]:
    """Take pandoc's section of notes out of the last part and return the notes by id."""
    notes: dict[str, Element] = {}
    for section in roots[-1].findall(f"{{{XHTML}}}section[@id='footnotes']"):
        for item in section.iter(f"{{{XHTML}}}li"):
            if item.get("id", "").startswith("fn"):
                notes[item.get("id", "")] = item
        roots[-1].remove(section)
    return notes


def _chapter(part: _Part, root: Element, notes: dict[str, Element], lang: str) -> Chapter:
    kind, role = BACK.get(part.id, ("chapter", "doc-chapter"))
    root.set(TYPE, kind)
    root.set("role", role)
    root.set("aria-labelledby", part.id)
    _notes(root, notes, lang)
    for table in list(root.iter(f"{{{XHTML}}}table")):
        _scrolling(table)
    for element in root.iter():
        _alignment(element)
    inner = tuple(
        (element.get("id", ""), "".join(element.itertext()))
        for element in root.iter(f"{{{XHTML}}}h2")
        if element.get("id")
    )
    properties = [
        name
        for name, tag in (("mathml", f"{{{MATHML}}}math"), ("svg", "{http://www.w3.org/2000/svg}svg"))
        if next(root.iter(tag), None) is not None
    ]
    return Chapter(part.name, part.title, part.id, inner, root, tuple(properties))


def _notes(root: Element, notes: dict[str, Element], lang: str) -> None:
    """Put the notes that a chapter calls at its end, each an aside that readers open in place."""
    called = [link for link in root.iter(f"{{{XHTML}}}a") if link.get("role") == "doc-noteref"]
    if not called:
        return
    etree.SubElement(root, f"{{{XHTML}}}hr", {"class": "notes"})
    for link in called:
        link.set(TYPE, "noteref")
        name = link.get("href", "").removeprefix("#")
        aside = etree.SubElement(
            root, f"{{{XHTML}}}aside", {"id": name, "role": "doc-footnote", TYPE: "footnote"}
        )
        number = "".join(link.itertext())
        children = list(notes[name])
        aside.extend(children)
        for back in aside.iter(f"{{{XHTML}}}a"):
            if back.get("role") == "doc-backlink":
                back.set("title", term(lang, "return"))
                back.set("aria-label", term(lang, "return"))
        mark = etree.Element(f"{{{XHTML}}}span", {"class": "note-number"})
        mark.text = number
        first = children[0]
        mark.tail = " " + (first.text or "")
        first.text = None
        first.insert(0, mark)


def _scrolling(table: Element) -> None:
    """Let a table that is wider than the screen scroll by itself, with the keyboard too."""
    parent = table.getparent()
    assert parent is not None
    box = etree.Element(f"{{{XHTML}}}div", {"class": "table", "tabindex": "0", "role": "region"})
    caption = table.find(f"{{{XHTML}}}caption")
    label = "".join(caption.itertext()) if caption is not None else "".join(table.itertext())
    box.set("aria-label", " ".join(label.split())[:80])
    box.tail, table.tail = table.tail, None
    parent.replace(table, box)
    box.append(table)


def _alignment(element: Element) -> None:
    """Turn the one style that pandoc writes, alignment in tables, into a class; widths are the reader's."""
    style = element.get("style")
    if style is None:
        return
    del element.attrib["style"]
    if "text-align: right" in style or "text-align: center" in style:
        name = "right" if "right" in style else "center"
        element.set("class", f"{element.get('class', '')} {name}".strip())


def _link(made: Sequence[Chapter]) -> None:
    """Let links to other chapters name their files; a link to nothing is only text."""
    files = {
        element.get("id", ""): chapter.name
        for chapter in made
        for element in chapter.body.iter()
        if element.get("id")
    }
    for chapter in made:
        for link in chapter.body.iter(f"{{{XHTML}}}a"):
            target = link.get("href", "")
            if not target.startswith("#"):
                continue
            file = files.get(target[1:])
            if file is None:
                del link.attrib["href"]
            elif file != chapter.name:
                link.set("href", file + target)
