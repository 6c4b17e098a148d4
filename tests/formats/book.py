"""An e-book to look into: made from a small edition, opened without ebooklib."""

from __future__ import annotations

import base64
import io
import zipfile
from datetime import UTC, datetime
from functools import cached_property

from lxml import etree
from lxml.etree import _Element as Element

from pipeline import theme
from pipeline.charts.frame import Frame
from pipeline.formats.format import Setting
from pipeline.model import nodes as n
from pipeline.model.dates import PartialDate, When
from pipeline.model.front_matter import Author, FrontMatter
from pipeline.model.source import SourceText
from pipeline.model.stages import Artifact, Datum, Drawing, Edition, Media

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": "http://www.w3.org/1998/Math/MathML",
}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0H9V9Z"/></svg>'
# One white pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
)
DATA = tuple(
    Datum(words, "", When.parse(date), None, date, f"fact-{date}")
    for date, words in (("1867", "Signed"), ("1868", "Paid"))
)
ALT = "Timeline: 1867, 1868."
DRAWING = Drawing(
    "fig-a", "timeline", "Events", "", DATA, (), None, None, False, "en", ALT, ("Date", "Event")
)


def draw(drawing: Drawing, frame: Frame) -> bytes:
    """Return a drawing that says how wide it was asked for."""
    return SVG.replace(b'width="9"', f'width="{frame.width:g}"'.encode())


SETTING = Setting(theme.load(), datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC), draw)


def words(text: str) -> n.Inlines:
    parts: list[n.Inline] = []
    for word in text.split(" "):
        parts += [n.Space(), n.Str(word)] if parts else [n.Str(word)]
    return tuple(parts)


def para(text: str, *more: n.Inline) -> n.Para:
    return n.Para((*words(text), *more))


def head(name: str, text: str, level: int = 1, *classes: str) -> n.Header:
    return n.Header(level, n.Attr(name, classes), words(text))


def div(name: str, *blocks: n.Block) -> n.Div:
    return n.Div(n.Attr("", (name,)), blocks)


def note(text: str) -> n.Note:
    return n.Note((para(text),))


def link(text: str, url: str) -> n.Link:
    return n.Link(n.Attr(), words(text), url)


def figure(name: str, url: str) -> n.Figure:
    caption = n.Caption(None, (n.Plain(words("A caption.")),))
    return n.Figure(n.Attr(name), caption, (n.Plain((n.Image(n.Attr(), words("What it shows"), url),)),))


def table(name: str, *heads: n.Inlines) -> n.Table:
    cells = [n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain(each),)) for each in heads]
    columns = (n.ColSpec("AlignDefault", None), *(n.ColSpec("AlignRight", None) for _ in heads[1:]))
    row = n.Row(n.Attr(), tuple(cells))
    body = n.TableBody(n.Attr(), 1, (), (row,))
    caption = n.Caption(None, (n.Plain(words("What it lists.")),))
    return n.Table(
        n.Attr(name), caption, columns, n.TableEnd(n.Attr(), (row,)), (body,), n.TableEnd(n.Attr(), ())
    )


def edition(*blocks: n.Block, **front: object) -> Edition:
    """Return an edition of these blocks; `front` changes its front matter."""
    options: dict[str, object] = {
        "title": "Sample & more",
        "subtitle": "What it is",
        "kicker": "Series",
        "id": "S-1",
        "date": PartialDate(2026, 11, 23),
        "as_of": PartialDate(2026, 11, 23),
        "authors": (Author(name="A. Writer"), Author(name="B. Writer")),
        "keywords": ("one", "two"),
        "rights": "CC BY 4.0",
    }
    matter = FrontMatter.model_validate(options | front)
    media = {"media/Ü b.png": Media("media/Ü b.png", "image/png", PNG)}
    return Edition("ebook", "sample", matter, SourceText("article.md", ""), blocks, {"fig-a": DRAWING}, media)


WHOLE = edition(
    div("standfirst", para("The bottom line.", note("Of the line."))),
    div("at-a-glance", div("key-figures", div("key-figure", para("7 %"), para("of something")))),
    head("sec-a", "First & foremost"),
    div("key-points", n.BulletList(((n.Plain(words("A point.")),),))),
    para(
        "Text",
        note("A note."),
        n.Space(),
        n.Span(n.Attr("", ("fact",), (("fact", "price"),)), words("$7 million")),
        n.Space(),
        n.Span(n.Attr("", (), (("lang", "km"),)), (n.Str("ភ្នំពេញ"),)),
        n.Space(),
        n.Cite((n.Citation("key"),), (n.Str("("), link("Key 1867", "#ref-key"), n.Str(")"))),
    ),
    figure("fig-a", "figure:fig-a"),
    head("sec-b", "Second"),
    head("sub-b", "Within the second", 2),
    para("See", n.Space(), link("Figure 1", "#fig-a"), note("Another note.")),
    n.Para((n.Math("DisplayMath", "x^2"),)),
    table("tbl-b", words("Term"), (n.Math("InlineMath", "x^2"),)),
    figure("fig-b", "media/Ü b.png"),
    head("figure-data", "Data of the figures", 1, "unnumbered", "back"),
    table("data-fig-a", words("Date"), words("Event")),
    head("sources", "Sources", 1, "unnumbered", "back"),
    n.Div(
        n.Attr("refs", ("references",)),
        (
            n.Div(
                n.Attr("ref-key", ("csl-entry",)),
                (n.Para((link("https://a.example/b-c/d", "https://a.example/b-c/d"),)),),
            ),
        ),
    ),
    head("colophon", "About this document", 1, "unnumbered", "back"),
    div("colophon", para("Made.")),
)


class Book:
    """The files of an EPUB, by their names below the package's folder."""

    def __init__(self, artifact: Artifact) -> None:
        """Open an artifact."""
        self.archive = zipfile.ZipFile(io.BytesIO(artifact.data))
        self.names = [name.removeprefix("EPUB/") for name in self.archive.namelist()]

    def read(self, name: str) -> bytes:
        """Return a file's bytes."""
        return self.archive.read(f"EPUB/{name}")

    def tree(self, name: str) -> Element:
        """Return a file as XML, which it has to be."""
        return etree.fromstring(self.read(name))

    def find(self, name: str, path: str) -> list[Element]:
        """Return the elements at an XPath in a file."""
        nodes = self.tree(name).xpath(path, namespaces=NAMES)
        assert isinstance(nodes, list)
        return [each for each in nodes if isinstance(each, etree._Element)]

    def texts(self, name: str, path: str) -> list[str]:
        """Return the words or values at an XPath in a file."""
        nodes = self.tree(name).xpath(path, namespaces=NAMES)
        assert isinstance(nodes, list)
        return [
            " ".join("".join(each.itertext() if isinstance(each, etree._Element) else str(each)).split())
            for each in nodes
        ]

    @cached_property
    def pages(self) -> list[str]:
        """The pages in the order of reading, as the package gives it."""
        items = {each.get("id", ""): each.get("href", "") for each in self.find("content.opf", "//opf:item")}
        return [items[each.get("idref", "")] for each in self.find("content.opf", "//opf:itemref")]
