"""What the formats make of an article, as text: the slides, the chapters and the figures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache

from lxml import etree, html
from PIL import Image

from pipeline import theme
from pipeline.build import ResolvedArticle
from pipeline.charts.figure import layout
from pipeline.charts.frame import Frame
from pipeline.charts.scene import Dot, Item, Outline, Words
from pipeline.editions import EDITIONS
from pipeline.facts.coverage import coverage
from pipeline.facts.coverage_page import page
from pipeline.facts.coverage_views import table
from pipeline.formats import figure_frames
from pipeline.formats.epub import EPUB
from pipeline.formats.format import Format, Setting
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.model.diagnostics import DossierError
from pipeline.model.stages import Artifact, Drawing
from tests.canvas import CANVAS
from tests.snapshots import markup, presentation
from tests.snapshots.articles import checks, resolution, text_edition
from tests.snapshots.diagnostic_lines import diagnostic_lines


def _draw(drawing: Drawing, frame: Frame) -> bytes:
    """Return a picture that tells its frame; what figures show is a view of its own."""
    if frame.kind == "svg":
        size = f'width="{frame.width:g}" height="{frame.height:g}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}/>'.encode()
    buffer = io.BytesIO()
    Image.new("RGB", (round(frame.width), round(frame.height))).save(buffer, "png")
    return buffer.getvalue()


def _cached_bytes(kind: str, parts: Sequence[str | bytes], make: Callable[[], bytes]) -> bytes:
    """Return no typefaces: subsetting them takes longer than all else, and says nothing of the article."""
    return b"" if kind == "woff" else make()


SETTING = Setting(theme.load(), datetime(2026, 11, 23, tzinfo=UTC), _draw, _cached_bytes)


@cache
def _artifact(name: str, output_format: Format) -> Artifact | DossierError | None:
    result = resolution(name)
    if not isinstance(result, ResolvedArticle):
        return None
    edition = EDITIONS[output_format.edition].edit(result.document)
    try:
        return output_format.render(edition, SETTING)
    except DossierError as failure:
        return failure


def _text(name: str, output_format: Format, text: Callable[[bytes], str]) -> str:
    match _artifact(name, output_format):
        case None:
            return "stopped"
        case DossierError(diagnostics=diagnostics):
            return diagnostic_lines(diagnostics)
        case artifact:
            extent = f"{artifact.extent} {artifact.extent_unit}"
            return "\n".join([text(artifact.data), extent, diagnostic_lines(artifact.diagnostics)])


def _pptx(name: str) -> str:
    return _text(name, PPTX, presentation.text)


def _reveal(name: str) -> str:
    return _text(name, HTML, _sections)


def _sections(data: bytes) -> str:
    document = html.fromstring(data.decode())
    rows = [f"{document.get('lang')} {document.findtext('.//title')}"]
    for section in document.iter("section"):
        rows += markup.lines(section)
    return "\n".join(rows)


def _epub(name: str) -> str:
    return _text(name, EPUB, _chapters)


def _chapters(data: bytes) -> str:
    rows = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for info in book.infolist():
            rows.append(f"## {info.filename}")
            if info.filename.endswith((".xhtml", ".opf", ".ncx")):
                root = etree.fromstring(book.read(info))
                if info.filename.endswith(".xhtml"):
                    rows += markup.lines(root)
                else:
                    rows += etree.tostring(root, encoding="unicode", pretty_print=True).splitlines()
    return "\n".join(rows)


def _figures(name: str) -> str:
    result = resolution(name)
    if not isinstance(result, ResolvedArticle):
        return "stopped"
    tokens = theme.load()
    frames = {
        "page": figure_frames.page(tokens, tokens.points("page.figure")),
        "narrow": figure_frames.ebook(tokens, "narrow"),
        "slide": figure_frames.slide(CANVAS.body, "svg"),
    }
    rows = []
    for drawing in result.document.drawings.values():
        for kind, frame in frames.items():
            rows.append(f"## {drawing.id} {kind}")
            try:
                scene = layout(drawing, frame, tokens)
            except DossierError as failure:
                rows.append(diagnostic_lines(failure.diagnostics))
                continue
            rows.append(f"{scene.width:.0f} x {scene.height:.0f}")
            rows += map(_item, scene.items)
    return "\n".join(rows)


def _item(item: Item) -> str:
    match item:
        case Words():
            return (
                f"{item.x:.0f},{item.baseline:.0f} {item.text!r} {item.size:.3g} {item.weight} {item.color}"
            )
        case Dot():
            return f"dot {item.x:.0f},{item.y:.0f} {item.radius:.2g} {item.fill} {item.stroke}"
        case Outline():
            points = " ".join(f"{x:.0f},{y:.0f}" for x, y in item.points)
            ending = " closed" if item.is_closed else ""
            return f"{item.role} {points}{ending} fill {item.fill} stroke {item.stroke} {item.width:.2g}"


def _summary(name: str) -> str:
    return text_edition(name, "summary")


def _coverage_page(name: str) -> str:
    result = checks(name)
    measurement = coverage(result.manuscript, result.manuscript.front.checks.days)
    return "\n".join([table(measurement), *_page(page(measurement))])


def _page(text: str) -> Iterator[str]:
    document = html.fromstring(text)
    for style in document.iter("style"):
        style.text = ""
    yield from markup.lines(document)


FILE_VIEWS: Mapping[str, Callable[[str], str]] = {
    "summary": _summary,
    "pptx": _pptx,
    "reveal": _reveal,
    "epub": _epub,
    "figures": _figures,
    "coverage-page": _coverage_page,
}
