"""Clues in a finding of a validator: ids, words and the slide of the part of the file that it is about."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from lxml import etree, html

from pipeline.model.diagnostics import Diagnostic

_SLIDE = re.compile(r"ppt/(?:slides/slide|notesSlides/notesSlide)(\d+)\.xml")
_QUOTED_SLIDE = re.compile(r"\bslides? (\d+)")
_XPATH = re.compile(r", at (/\S+)$")
_OBJECT = re.compile(r"\(object (\d+)\)")
_QUOTE = re.compile(r"['‘“\"]([^'’”\"]+)['’”\"]")
# A selector in CSS, as axe and Ace write it: after a colon or `at`, up to the end or to the slides.
_SELECTOR = re.compile(
    r"(?:: |, at )([#.\w\[*][^:]*?(?::nth[^ ,]*[^:]*?)*)(?: and \d+ more)?(?:, slides? [\d–, ]+)?$"
)
# Elements that have words of their own; what holds many of them says nothing about a place.
_BLOCKS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption", "caption", "pre",
     "figure", "blockquote", "aside"]
)  # fmt: skip
_MOST_WORDS = 400
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_LARGEST = 100_000_000
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Lead:
    """An id, or words, that the source may have too."""

    kind: Literal["id", "words"]
    text: str


@dataclass(frozen=True, slots=True)
class Clue:
    """What leads from a part of a file to the source: ids and words, the nearest first; else a slide."""

    leads: tuple[Lead, ...] = ()
    slide: int = 0


def clue(finding: Diagnostic, path: Path, data: bytes) -> Clue:
    """Return the clues that a finding and the file that it is about have."""
    part = finding.place.file.removeprefix(str(path)).lstrip("/")
    quotes = _QUOTE.findall(finding.message)
    match path.suffix:
        case ".pptx":
            return _in_slides(finding, part, data, quotes)
        case ".epub":
            return _in_tree(finding, _member(data, part), quotes, is_html=False)
        case ".html":
            return _in_tree(finding, data, quotes, is_html=True)
        case ".pdf":
            return _in_pdf(finding, data, quotes)
        case _:
            return Clue(_quote_leads(quotes))


def _quote_leads(quotes: Sequence[str]) -> tuple[Lead, ...]:
    """Return what a message quotes, which may be an id or words."""
    return tuple(lead for each in quotes for lead in (Lead("id", each), Lead("words", each)))


def _member(data: bytes, name: str) -> bytes:
    """Return a member of an archive by its name, or by the end of it: Ace names pages from the package on."""
    failures = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError)
    with suppress(*failures), zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [each for each in archive.namelist() if each == name or each.endswith(f"/{name}")]
        if name and names and archive.getinfo(names[0]).file_size <= _LARGEST:
            return archive.read(names[0])
    return b""


def _in_slides(finding: Diagnostic, part: str, data: bytes, quotes: Sequence[str]) -> Clue:
    match, texts = _SLIDE.search(part), []
    path = _XPATH.search(finding.message)
    if match and path:
        with suppress(etree.LxmlError):
            root = etree.fromstring(_member(data, part))
            names = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
            matches = root.xpath(path[1], namespaces=names)
            for node in matches[:1] if isinstance(matches, list) else []:
                if isinstance(node, etree._Element):
                    texts = [" ".join(each.text or "" for each in node.iter(_TEXT))]
    leads = (Lead("words", text) for text in texts if text.strip())
    return Clue((*leads, *_quote_leads(quotes)), int(match[1]) if match else 0)


def _in_tree(finding: Diagnostic, data: bytes, quotes: Sequence[str], *, is_html: bool) -> Clue:
    slide = _QUOTED_SLIDE.search(finding.message)
    number = int(slide[1]) if slide else 0
    root: Any
    try:
        if is_html:
            root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
        else:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.LxmlError, ValueError):
        return Clue(_quote_leads(quotes), number)
    node = _node(finding, root, quotes)
    return Clue((*(() if node is None else _leads(node)), *_quote_leads(quotes)), number)


def _node(finding: Diagnostic, root: Any, quotes: Sequence[str]) -> Any:
    """Return the element that a finding is about: that of its selector, of an id, or at its line."""
    if match := _SELECTOR.search(finding.message):
        node = _select(root, match[1].strip())
        if node is not None:
            return node
    for name in quotes:
        for node in root.iter():
            if isinstance(node.tag, str) and (node.get("id") == name or node.get("href") == f"#{name}"):
                return node
    if finding.place.line <= 1:
        return None
    best = None
    for node in root.iter():
        if isinstance(node.tag, str) and (node.sourceline or 0) <= finding.place.line:
            best = node
    return best


def _select(root: Any, selector: str) -> Any:
    import cssselect2  # type: ignore[import-untyped]

    # Without the namespace of XHTML in a selector its names are those of the elements alone.
    with suppress(cssselect2.SelectorError, AttributeError, ValueError):
        wrapper = cssselect2.ElementWrapper.from_html_root(root)
        element = wrapper.query(selector)
        return element.etree_element if element is not None else None
    return None


def _leads(node: Any) -> Iterator[Lead]:
    """Yield what an element leads to: its ids and words, those of its block, ids around it, the heading."""
    yield from _ids(node)
    for each in (node, *node.iterancestors()):
        is_block = _local(each) in _BLOCKS
        text = each.get("alt") or " ".join("".join(each.itertext()).split())
        if text and len(text) <= _MOST_WORDS and (each is node or is_block):
            yield Lead("words", text)
        if is_block:
            break
    for each in node.iterancestors():
        yield from _ids(each)
    for each in (node, *node.iterancestors()):
        for before in each.itersiblings(preceding=True):
            headings = [inner for inner in before.iter() if _is_heading(inner)]
            if headings:
                yield Lead("words", " ".join("".join(headings[-1].itertext()).split()))
                return


def _ids(node: Any) -> Iterator[Lead]:
    for name in ("data-fact", "id"):
        if value := node.get(name):
            yield Lead("id", value)


def _is_heading(node: Any) -> bool:
    return bool(re.fullmatch("h[1-6]", _local(node)))


def _local(node: Any) -> str:
    return PurePosixPath(node.tag.rpartition("}")[2]).name if isinstance(node.tag, str) else ""


def _in_pdf(finding: Diagnostic, data: bytes, quotes: Sequence[str]) -> Clue:
    # A quotation after the last colon, cut off with an ellipsis.
    head, colon, quotation = finding.message.rpartition(": ")
    leads = [Lead("words", quotation.removesuffix("…"))] if colon and head else []
    number = _OBJECT.search(finding.message)
    own_leads = _of_object(data, int(number[1])) if number else ()
    return Clue((*own_leads, *leads, *_quote_leads(quotes)))


def _of_object(data: bytes, number: int) -> list[Lead]:
    """Return the ids, and the words beside the drawn ones, of a structure element and those that it is in."""
    import pikepdf

    leads: list[Lead] = []
    with (
        suppress(pikepdf.PdfError, ValueError, RuntimeError, TypeError),
        pikepdf.open(io.BytesIO(data)) as pdf,
    ):
        step: Any = pdf.get_object(number, 0)
        for _ in range(_DEEPEST):
            if not isinstance(step, pikepdf.Dictionary | pikepdf.Stream):
                break
            for key in ("/ID", "/Alt", "/ActualText", "/T"):
                if isinstance(value := step.get(key), pikepdf.String):
                    leads.append(Lead("id" if key == "/ID" else "words", str(value)))
            step = step.get("/P")
    return leads
