"""The HTML of a deck's pages: head, slides, and in the handout the notes below each slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from pipeline import pandoc
from pipeline.formats.column_widths import set_widths
from pipeline.formats.html import element
from pipeline.formats.pdf.media import address_of
from pipeline.formats.pdf.nodes import RUNNING_LENGTH
from pipeline.formats.pdf.page import head
from pipeline.formats.slide_sections import section, with_list_styles
from pipeline.model import nodes as n
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.front_matter import HANDLING_LENGTH, FrontMatter
from pipeline.model.stages import Edition
from pipeline.slides.arrangement import Arrangement
from pipeline.theme import Theme
from pipeline.wording.clipping import clip
from pipeline.wording.terms import term

_SLOT = "\N{NUL}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A slide, the attributes of its title as HTML, and the notes below it."""

    slide: Arrangement
    title_attributes: str = ""
    notes: n.Blocks = ()


def write_sheets(
    sheets: Iterable[Sheet], edition: Edition, theme: Theme, date: datetime, scale: float = 1.0
) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the HTML of slides and notes, and pandoc's diagnostics; `scale` is that of the slides."""
    blocks = tuple(block for sheet in sheets for block in _sheet(sheet, edition, theme, scale))
    body, diagnostics = pandoc.html(blocks, arguments=["--syntax-highlighting=none"])
    body, front = set_widths(with_list_styles(body)), edition.front
    html = (
        f'<!DOCTYPE html>\n<html lang="{escape(front.lang)}"><head><meta charset="utf-8">\n'
        f"{''.join(head(front, date, edition.look))}</head>\n"
        f'<body class="{edition.name}"{_running_lines(front)}>\n{body}</body></html>\n'
    )
    return html, diagnostics


def _running_lines(front: FrontMatter) -> str:
    """Return the words at the head and foot of a page as attributes of HTML."""
    before, of, after = term(front.lang, "page", page=_SLOT, pages=_SLOT).split(_SLOT)
    data = {"title": clip(front.running_title, RUNNING_LENGTH), "before": before, "of": of, "after": after}
    if front.briefing.handling:
        data["handling"] = clip(front.briefing.handling, HANDLING_LENGTH)
    return "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())


def _sheet(sheet: Sheet, edition: Edition, theme: Theme, scale: float) -> Iterator[n.Block]:
    yield from section(sheet.slide, edition.front, theme, scale, sheet.title_attributes, address_of)
    if sheet.notes:
        yield from element("aside", n.Attr("", ("spoken",)), sheet.notes)
