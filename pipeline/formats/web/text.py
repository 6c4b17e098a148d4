"""The text of the page as HTML: pandoc writes all at once; links, tables and notes are fitted after that."""

from __future__ import annotations

from collections.abc import Mapping
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
from pipeline.formats.web.contents import Entry, entries_of
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
_VOID = frozenset(["br", "col", "hr", "img", "input", "source", "wbr"])
_NAMESPACE = f' xmlns="{XHTML}"'


@dataclass(frozen=True, slots=True)
class Text:
    """The parts of the page as HTML, the entries of its contents, and the findings.

    `title` and `subtitle` are HTML if they have markup, else empty.
    """

    title: str
    subtitle: str
    opening: str
    body: str
    foot: str
    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]


def write(edition: Edition, pictures: Pictures, file: str) -> Text:
    """Write an edition as HTML; pictures are marks that `show_pictures` replaces."""
    lang = edition.front.lang
    own, blocks = titles.apart(edition.blocks)
    ready = Ready(pictures, lang)
    heads = tuple(ready.blocks((n.Plain(each),) if each else ()) for each in (own.title, own.subtitle))
    opening, sections = divide(ready.blocks(blocks))
    sections = _with_notes(sections, tuple(ready.asides), lang)
    parts = (*heads, opening, *((head, *inner) for head, inner in sections))
    part_blocks = tuple(
        block
        for part in parts
        for block in html.element("section", n.Attr(), map_tree(part, block=partial(_fit_block, lang=lang)))
    )
    markup, diagnostics = html.body(part_blocks, shift=1, arguments=xhtml.OPTIONS)
    root = parse(with_words(markup, words(part_blocks, lang)))
    link_warnings = xhtml.link({"": root}, file, "the page")
    title, subtitle, first, *rest = (each for each in root if isinstance(each.tag, str))
    for element in root:
        fit(element, {}, lang)
    mark_pictures(root, pictures)
    _clean(root)
    for element, (head, _) in zip(rest, sections, strict=True):
        _label(element, head)
    foots = [each for each in rest if each.get("role") == ROLES[FOOT]]
    return Text(
        _inner(title).strip(),
        _inner(subtitle).strip(),
        _inner(first),
        "".join(_markup(each) for each in rest if each not in foots),
        "".join(_markup(each) for each in foots),
        entries_of([(head, *inner) for head, inner in sections]),
        (*diagnostics, *link_warnings),
    )


def _with_notes(
    sections: list[tuple[n.Header, n.Blocks]], asides: n.Blocks, lang: str
) -> list[tuple[n.Header, n.Blocks]]:
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
        space, _, name = element.tag.rpartition("}")
        if space == f"{{{XHTML}" and name not in _VOID and not len(element) and element.text is None:
            element.text = ""
    etree.cleanup_namespaces(root)


def _markup(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False).replace(_NAMESPACE, "", 1) + "\n"


def _inner(element: Element) -> str:
    return (element.text or "") + "".join(
        etree.tostring(each, encoding="unicode").replace(_NAMESPACE, "", 1) for each in element
    )
