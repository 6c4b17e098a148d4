"""Chapters as XHTML: written by pandoc in one go, then linked across files and made fit for small screens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.formats import html
from pipeline.formats.epub.chapters import Chapter
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error
from pipeline.wording.terms import term

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
MATHML = "http://www.w3.org/1998/Math/MathML"
SVG = "http://www.w3.org/2000/svg"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OPTIONS = ("--mathml", "--syntax-highlighting=none")
ALIGNMENTS = ("right", "center")
WIDE = "(min-width: 36em)"
_HOST = re.compile(r"([a-z]+://)?[^/]*/?")
_STEP = re.compile(r"(?<=[/.?=&_%-])(?=[^/.?=&_%-])")


@dataclass(frozen=True, slots=True)
class Text:
    """A chapter's text: its section as an element, and what the package must say of the file."""

    chapter: Chapter
    section: Element
    properties: tuple[str, ...]

    def written(self) -> str:
        """Return the section as XHTML."""
        return etree.tostring(self.section, encoding="unicode")


def texts(
    made: Sequence[tuple[Chapter, n.Blocks]], wide: Mapping[str, str], lang: str
) -> tuple[tuple[Text, ...], tuple[Diagnostic, ...]]:
    """Return chapters as XHTML; `wide` gives a drawing's file for wide screens by that for narrow ones."""
    blocks = tuple(block for _, inner in made for block in html.element("section", n.Attr(), inner))
    written, diagnostics = html.body(blocks, arguments=OPTIONS)
    sections = [section for section in parsed(written) if isinstance(section.tag, str)]
    files = {chapter.file: section for (chapter, _), section in zip(made, sections, strict=True)}
    for section in files.values():
        to_data(section, files, lang)
    link(files)
    found = []
    for chapter, _ in made:
        section = files[chapter.file]
        label(section, chapter)
        fit(section, wide, lang)
        found.append(Text(chapter, section, properties(section)))
    return tuple(found), diagnostics


def parsed(written: str) -> Element:
    """Return HTML as the element that holds it; pandoc closes what it opens."""
    text = f'<body xmlns="{XHTML}" xmlns:epub="{EPUB}">{written}</body>'
    try:
        return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as failure:
        raise DossierError(
            [error("xhtml-malformed", f"a chapter is not well-formed: {failure.msg}", Place("ebook.epub"))]
        ) from failure


def link(files: Mapping[str, Element]) -> None:
    """Make ids unique in the book, and let links to other chapters name their files."""
    owner: dict[str, str] = {}
    for file, section in files.items():
        for element in section.iterdescendants():
            name = element.get("id")
            if name is not None:
                free, count = name, 2
                while free in owner:
                    free, count = f"{name}-{count}", count + 1
                element.set("id", free)
                owner[free] = file
    lost = []
    for file, section in files.items():
        for anchor in section.iter(f"{{{XHTML}}}a"):
            target = anchor.get("href", "")
            if target.startswith("#"):
                if target[1:] not in owner:
                    lost.append(target)
                elif owner[target[1:]] != file:
                    anchor.set("href", owner[target[1:]] + target)
    if lost:
        raise DossierError(
            error(
                "link-target-missing",
                f"nothing in the e-book has the id {target[1:]}",
                Place("ebook.epub"),
                "link to something that this edition shows as well",
            )
            for target in dict.fromkeys(lost)
        )


def to_data(section: Element, files: Mapping[str, Element], lang: str) -> None:
    """Let the line below a drawn figure lead to the table of its data."""
    tables = {table.get("id") for each in files.values() for table in each.iter(f"{{{XHTML}}}table")}
    for figure in section.iter(f"{{{XHTML}}}figure"):
        name = f"data-{figure.get('id')}"
        if name not in tables:
            continue
        source = figure.find(f"{{{XHTML}}}div[@class='source']")
        if source is None:
            source = etree.SubElement(figure, f"{{{XHTML}}}div", {"class": "source"})
        line = etree.SubElement(source, f"{{{XHTML}}}p")
        etree.SubElement(line, f"{{{XHTML}}}a", {"href": f"#{name}"}).text = term(lang, "data")


def label(section: Element, chapter: Chapter) -> None:
    """Say what a section is, in the words of EPUB and of ARIA, and what it is called."""
    section.set(f"{{{EPUB}}}type", chapter.kind)
    section.set("role", chapter.role)
    heading = next(section.iter(f"{{{XHTML}}}h1"), None)
    if heading is not None and heading.get("id"):
        section.set("aria-labelledby", heading.get("id", ""))


def fit(section: Element, wide: Mapping[str, str], lang: str) -> None:
    """Let tables scroll, pictures choose their size, and every element say what a reader needs to be told."""
    for element in list(section.iter()):
        if not isinstance(element.tag, str):
            continue
        aligned(element)
        if element.get("lang"):
            element.set(XML_LANG, element.get("lang", ""))
        match element.tag.rpartition("}")[2]:
            case "img" if element.get("src", "") in wide:
                choosing(element, wide[element.get("src", "")])
            case "table":
                scrolling(element, lang)
            case "th":
                element.set(
                    "scope", "col" if element.xpath("boolean(ancestor::*[local-name()='thead'])") else "row"
                )
            case "math":
                spoken(element)
            case "p" if displays(element):
                element.set("class", "display")
            case "a" if element.text == element.get("href"):
                breakable(element)


def aligned(element: Element) -> None:
    """Turn the alignment that pandoc writes as style into a class; only images keep a width of their own."""
    style = element.get("style", "")
    names = [name for name in ALIGNMENTS if f"text-align: {name}" in style]
    if style and element.tag != f"{{{XHTML}}}img":
        del element.attrib["style"]
    if names:
        element.set("class", " ".join([*element.get("class", "").split(), *names]))


def choosing(image: Element, wide: str) -> None:
    """Offer a drawing for wide screens beside the one for narrow screens, which every reader can show."""
    image.set("class", "drawing")
    picture = wrapped(image, "picture")
    source = etree.Element(f"{{{XHTML}}}source", {"media": WIDE, "srcset": wide, "type": "image/svg+xml"})
    picture.insert(0, source)


def scrolling(table: Element, lang: str) -> None:
    """Let a table that is wider than the screen scroll by itself, with the keyboard too."""
    caption = table.find(f"{{{XHTML}}}caption")
    if caption is None and "officials" in table.get("class", "").split():
        caption = etree.Element(f"{{{XHTML}}}caption")
        caption.text = term(lang, "officials")
        table.insert(0, caption)
    words = " ".join("".join(caption.itertext()).split()) if caption is not None else term(lang, "table")
    box = wrapped(table, "div")
    for key, value in (("class", "table"), ("role", "region"), ("aria-label", words), ("tabindex", "0")):
        box.set(key, value)


def spoken(formula: Element) -> None:
    """Give a formula its TeX as text; one that heads a column is named by it."""
    tex = formula.findtext(f".//{{{MATHML}}}annotation") or ""
    formula.set("alttext", tex)
    if next(formula.iterancestors(f"{{{XHTML}}}th"), None) is not None:
        formula.set("aria-label", tex)


def displays(paragraph: Element) -> bool:
    """Tell whether a paragraph is nothing but a formula on a line of its own."""
    inner = paragraph
    while len(inner) == 1 and not (inner.text or "").strip() and inner[0].tag != f"{{{MATHML}}}math":
        inner = inner[0]
    return len(inner) == 1 and not (inner.text or "").strip() and inner[0].get("display") == "block"


def breakable(anchor: Element) -> None:
    """Let a written out address break after the marks of its path, and not in the middle of a word."""
    text = anchor.text or ""
    host = _HOST.match(text)
    anchor.text = host.group() if host else ""
    for part in filter(None, _STEP.split(text[len(anchor.text) :])):
        etree.SubElement(anchor, f"{{{XHTML}}}wbr").tail = part


def wrapped(element: Element, name: str) -> Element:
    """Put an element of XHTML around another and return it."""
    parent = element.getparent()
    assert parent is not None
    box = etree.Element(f"{{{XHTML}}}{name}")
    box.tail, element.tail = element.tail, None
    parent.replace(element, box)
    box.append(element)
    return box


def properties(section: Element) -> tuple[str, ...]:
    """Return what the package must say of a file that holds this section."""
    kinds = (("mathml", f"{{{MATHML}}}math"), ("svg", f"{{{SVG}}}svg"))
    return tuple(name for name, tag in kinds if next(section.iter(tag), None) is not None)
