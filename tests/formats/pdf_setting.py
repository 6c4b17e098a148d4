"""The setting and the edition that the tests of the PDF print."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline import theme
from pipeline.charts.frame import Frame
from pipeline.formats.format import Setting
from pipeline.model import nodes as n
from pipeline.model.dates import PartialDate
from pipeline.model.front_matter import Author, FrontMatter
from pipeline.model.source import SourceText
from pipeline.model.stages import Drawing, Edition

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
SOURCE = SourceText("article.md", "# One\n\nText with ☃ in it.\n")


def draw(drawing: Drawing, frame: Frame) -> bytes:
    return SVG


SETTING = Setting(theme.load(), datetime(2026, 11, 23, tzinfo=UTC), draw)


def text(sentence: str) -> tuple[n.Inline, ...]:
    parts: list[n.Inline] = []
    for word in sentence.split(" "):
        parts += [n.Space(), n.Str(word)] if parts else [n.Str(word)]
    return tuple(parts)


def edition(*blocks: n.Block) -> Edition:
    front = FrontMatter(
        title="Sample & more", id="S-1", as_of=PartialDate(2026, 11, 23), authors=(Author(name="A. Writer"),)
    )
    return Edition("briefing", "sample", front, SOURCE, blocks, {}, {})
