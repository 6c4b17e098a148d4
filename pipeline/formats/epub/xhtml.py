"""Chapters as XHTML: pandoc writes all at once; links across files and small screens come after that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.formats import html
from pipeline.formats.epub.chapters import Chapter
from pipeline.formats.epub.fitting import fit
from pipeline.formats.epub.markup import EPUB, MATHML, SVG, XHTML, parse
from pipeline.formats.formulas import with_words, words
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.wording.terms import term

OPTIONS = ("--mathml",)


@dataclass(frozen=True, slots=True)
class Text:
    """A chapter's text: its section as an element, and the properties of its file in the manifest."""

    chapter: Chapter
    section: Element
    properties: tuple[str, ...]

    def inner(self) -> str:
        """Return the content of the section as XHTML."""
        return "".join(etree.tostring(each, encoding="unicode") for each in self.section)

    def to_xhtml(self) -> str:
        """Return the section as XHTML."""
        return etree.tostring(self.section, encoding="unicode")


def texts(
    chapter_blocks: Sequence[tuple[Chapter, n.Blocks]], wide: Mapping[str, str], lang: str
) -> tuple[tuple[Text, ...], tuple[Diagnostic, ...]]:
    """Return chapters as XHTML; `wide` has a drawing's file for wide screens by that for narrow ones."""
    blocks = tuple(block for _, inner in chapter_blocks for block in html.element("section", n.Attr(), inner))
    html_text, diagnostics = html.body(blocks, arguments=OPTIONS)
    spoken_html = with_words(html_text, words(blocks, lang))
    sections = [section for section in parse(spoken_html) if isinstance(section.tag, str)]
    files = {chapter.file: section for (chapter, _), section in zip(chapter_blocks, sections, strict=True)}
    for section in files.values():
        to_data(section, files, lang)
    link_warnings = link(files)
    result = []
    for chapter, _ in chapter_blocks:
        section = files[chapter.file]
        label(section, chapter)
        fit(section, wide, lang)
        result.append(Text(chapter, section, properties(section)))
    return tuple(result), (*diagnostics, *link_warnings)


def link(
    files: Mapping[str, Element], artifact: str = "ebook.epub", edition: str = "the e-book"
) -> tuple[Diagnostic, ...]:
    """Make ids unique in the book, and add the file names to links to other chapters.

    A link whose target the book lacks keeps its words, and is reported.
    """
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
    lost_targets: dict[str, None] = {}
    for file, section in files.items():
        for anchor in section.iter(f"{{{XHTML}}}a"):
            target = anchor.get("href", "")
            if not target.startswith("#"):
                continue
            if target[1:] not in owner:
                lost_targets[target] = None
                anchor.tag = f"{{{XHTML}}}span"
                del anchor.attrib["href"]
            elif owner[target[1:]] != file:
                anchor.set("href", owner[target[1:]] + target)
    hint = "link to something that this edition shows as well"
    return tuple(
        error("link-target-missing", f"nothing in {edition} has the id {target[1:]}", Place(artifact), hint)
        for target in lost_targets
    )


def to_data(section: Element, files: Mapping[str, Element], lang: str) -> None:
    """Link the line below a figure to the table of its data."""
    tables = {table.get("id") for each in files.values() for table in each.iter(f"{{{XHTML}}}table")}
    for figure in section.iter(f"{{{XHTML}}}figure"):
        name = f"data-{figure.get('id')}"
        if name not in tables:
            continue
        source = figure.find(f"{{{XHTML}}}div[@class='source']")
        if source is None:
            source = etree.SubElement(figure, f"{{{XHTML}}}div", {"class": "source"})
        line = etree.SubElement(source, f"{{{XHTML}}}p", {"class": "to-data"})
        etree.SubElement(line, f"{{{XHTML}}}a", {"href": f"#{name}"}).text = term(lang, "data")


def label(section: Element, chapter: Chapter) -> None:
    """Set the EPUB type, the ARIA role and the label of a section."""
    section.set(f"{{{EPUB}}}type", chapter.kind)
    if chapter.role:
        section.set("role", chapter.role)
    heading = next(section.iter(f"{{{XHTML}}}h1"), None)
    if heading is not None and heading.get("id"):
        section.set("aria-labelledby", heading.get("id", ""))


def properties(section: Element) -> tuple[str, ...]:
    """Return the manifest properties of the section's file."""
    kinds = (("mathml", f"{{{MATHML}}}math"), ("svg", f"{{{SVG}}}svg"))
    return tuple(name for name, tag in kinds if next(section.iter(tag), None) is not None)
