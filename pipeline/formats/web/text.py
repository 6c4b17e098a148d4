"""The text of the page as HTML: pandoc writes all at once; links, tables and notes are fitted after that."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from lxml import etree
from lxml.etree import _Element as Element

from pipeline.editions.web import DATA
from pipeline.formats import html
from pipeline.formats.epub import xhtml
from pipeline.formats.epub.chapters import BACK, divide
from pipeline.formats.epub.fitting import fit
from pipeline.formats.epub.markup import EPUB, XHTML, XML_LANG, parse
from pipeline.formats.epub.nodes import Ready
from pipeline.formats.epub.pictures import Pictures
from pipeline.formats.formulas import with_words, words
from pipeline.formats.key_figures import mark_units
from pipeline.formats.web.contents import Entry, entry_of
from pipeline.formats.web.pictures import mark_pictures
from pipeline.model import nodes as n
from pipeline.model import titles
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.stages import Edition
from pipeline.model.walk import map_tree
from pipeline.wording.terms import term

# The ARIA roles of the parts after the text.
ROLES: Mapping[str, str] = {
    "notes": "doc-endnotes",
    **{name: role for name, (_, role) in BACK.items()},
}
FOOT = "colophon"
# Signs of code that a telephone shows side by side.
ROOM = 28
_VOID = frozenset(["br", "col", "hr", "img", "input", "source", "wbr"])
_VOID_END = re.compile(rf"(<(?:{'|'.join(sorted(_VOID))})\b[^<>]*?)/>")
_NAMESPACE = f' xmlns="{XHTML}"'


@dataclass(frozen=True, slots=True)
class Section:
    """A section as HTML, with the id of its heading and its entry in the contents, if it has them."""

    name: str
    entry: Entry | None
    markup: str
    is_foot: bool


@dataclass(frozen=True, slots=True)
class Text:
    """The parts of the page as HTML, and the findings.

    `title` and `subtitle` are HTML if they have markup, else empty.
    """

    title: str
    subtitle: str
    opening: str
    sections: tuple[Section, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def body(self) -> str:
        """The sections but for those at the foot of the page."""
        return "".join(each.markup for each in self.sections if not each.is_foot)

    @property
    def foot(self) -> str:
        """The sections at the foot of the page."""
        return "".join(each.markup for each in self.sections if each.is_foot)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the contents."""
        return tuple(each.entry for each in self.sections if each.entry)


Sections = list[tuple[n.Header, n.Blocks]]
Link = Callable[[Element, Sequence[Element]], tuple[Diagnostic, ...]]


def write(edition: Edition, pictures: Pictures, file: str) -> Text:
    """Write an edition as HTML; pictures are marks that `show_pictures` replaces."""
    lang = edition.front.lang
    own, blocks = titles.apart(edition.blocks)
    ready = Ready(pictures, lang)
    heads = _heads(ready, own)
    opening, sections = divide(ready.blocks(blocks))
    sections = _with_notes(sections, tuple(ready.asides), lang)

    def link(root: Element, parts: Sequence[Element]) -> tuple[Diagnostic, ...]:
        return xhtml.link({"": root}, file, "the page")

    return _write((*heads, opening), sections, pictures, lang, link)


def write_apart(
    edition: Edition, pictures: Pictures, folder: str, files: Callable[[Sequence[str]], Sequence[str]]
) -> Text:
    """Write an edition as HTML whose sections are for pages of their own, each with its own notes.

    `files` returns the names of the pages, that of the opening first, for the ids of the sections' headings.
    """
    lang = edition.front.lang
    own, blocks = titles.apart(edition.blocks)
    ready = Ready(pictures, lang)
    heads = _heads(ready, own)
    first, own_sections = divide(blocks)
    opening = _with_own_notes(ready.blocks(first), ready, 0)
    sections: Sections = []
    for number, (head, inner) in enumerate(own_sections, 1):
        ready.asides = []
        match ready.blocks((head, *inner)):
            case (n.Header() as ready_head, *rest):
                sections.append((ready_head, _with_own_notes(tuple(rest), ready, number)))
            case _:
                raise AssertionError("a heading stays one")
    names = files([head.attr.id for head, _ in sections])

    def link(root: Element, parts: Sequence[Element]) -> tuple[Diagnostic, ...]:
        return xhtml.link(dict(zip(names, parts, strict=True)), folder, "the site")

    return _write((*heads, opening), sections, pictures, lang, link)


def _heads(ready: Ready, own: titles.Titles) -> tuple[n.Blocks, ...]:
    """Return the title and the subtitle as blocks, ready to be written."""
    return tuple(ready.blocks((n.Plain(each),) if each else ()) for each in (own.title, own.subtitle))


def _with_own_notes(blocks: n.Blocks, ready: Ready, number: int) -> n.Blocks:
    if not ready.asides:
        return blocks
    # The opening stands below the title at once, another section below its own heading.
    level = 2 if number else 1
    head = n.Header(level, n.Attr(f"notes-{number}", ("unnumbered",)), (n.Str(term(ready.lang, "notes")),))
    return (*blocks, n.Div(n.Attr("", ("notes",), (("role", ROLES["notes"]),)), (head, *ready.asides)))


def _write(heads: Sequence[n.Blocks], sections: Sections, pictures: Pictures, lang: str, link: Link) -> Text:
    """Write title, subtitle and opening, and the sections; `link` fits the links of opening and sections."""
    parts = (*heads, *((head, *inner) for head, inner in sections))
    part_blocks = tuple(
        block
        for part in parts
        for block in html.element("section", n.Attr(), map_tree(part, block=partial(_fit_block, lang=lang)))
    )
    markup, diagnostics = html.body(part_blocks, shift=1, arguments=xhtml.OPTIONS)
    root = parse(with_words(markup, words(part_blocks, lang)))
    title, subtitle, first, *rest = (each for each in root if isinstance(each.tag, str))
    link_warnings = link(root, (first, *rest))
    for element in root:
        fit(element, {}, lang)
        _scroll_code(element, lang)
    mark_pictures(root, pictures)
    _clean(root)
    result = []
    for element, (head, inner) in zip(rest, sections, strict=True):
        _label(element, head)
        is_foot = element.get("role") == ROLES[FOOT]
        result.append(Section(head.attr.id, entry_of((head, *inner)), _markup(element), is_foot))
    return Text(
        _inner(title).strip(),
        _inner(subtitle).strip(),
        _inner(first),
        tuple(result),
        (*diagnostics, *link_warnings),
    )


def _with_notes(sections: Sections, asides: n.Blocks, lang: str) -> Sections:
    """Put the notes before the first part after the text."""
    if not asides:
        return sections
    head = n.Header(1, n.Attr("notes", ("unnumbered", "back")), (n.Str(term(lang, "notes")),))
    at = next((i for i, (each, _) in enumerate(sections) if "back" in each.attr.classes), len(sections))
    return [*sections[:at], (head, asides), *sections[at:]]


def _fit_block(block: n.Block, lang: str) -> n.Blocks:
    """Put the data of a figure behind a line that opens it, and mark the words of key figures."""
    if isinstance(block, n.Div) and "key-figure" in block.attr.classes:
        return (mark_units(block),)
    if not isinstance(block, n.Div) or block.attr.classes != (DATA,):
        return (block,)
    return (
        n.RawBlock("html", f'<details class="data"><summary>{escape(term(lang, "data"))}</summary>'),
        *block.blocks,
        n.RawBlock("html", "</details>"),
    )


def _scroll_code(section: Element, lang: str) -> None:
    """Make code that is wider than some screens scrollable with the keyboard too."""
    for code in section.iter(f"{{{XHTML}}}pre"):
        if max(map(len, "".join(code.itertext()).splitlines()), default=0) > ROOM:
            for key, value in (("role", "group"), ("aria-label", term(lang, "listing")), ("tabindex", "0")):
                code.set(key, value)


def _label(section: Element, head: n.Header) -> None:
    """Set the role and the label of a part after the text."""
    name = head.attr.id
    if "back" not in head.attr.classes or not name:
        return
    section.set("class", "back")
    if name in ROLES:
        section.set("role", ROLES[name])
    section.set("aria-labelledby", name)


def _clean(root: Element) -> None:
    """Remove what only XHTML has, and give empty elements an end."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in (XML_LANG, f"{{{EPUB}}}type"):
            element.attrib.pop(name, None)
        if element.get("role") == "doc-footnote":
            element.tag = f"{{{XHTML}}}div"  # an aside is a landmark
        space, _, name = element.tag.rpartition("}")
        if space == f"{{{XHTML}" and name not in _VOID and not len(element) and element.text is None:
            element.text = ""
    etree.cleanup_namespaces(root)


def _markup(element: Element) -> str:
    text = etree.tostring(element, encoding="unicode").replace(_NAMESPACE, "", 1)
    return _VOID_END.sub(r"\1>", text)


def _inner(element: Element) -> str:
    return escape(element.text or "") + "".join(map(_markup, element))
