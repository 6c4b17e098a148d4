"""Formats: an edition becomes bytes. Other packages use only the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.editions import EDITIONS
from pipeline.formats.deck_pdf import DECK_PDF, HANDOUT
from pipeline.formats.epub import EPUB
from pipeline.formats.format import Format
from pipeline.formats.pdf import PDF, SUMMARY
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.formats.site import SITE
from pipeline.formats.web import WEB

_ROWS: tuple[Format, ...] = (
    PDF,
    EPUB,
    HTML,
    PPTX,
    DECK_PDF,
    SUMMARY,
    HANDOUT,
    WEB,
    SITE,
)


def _of_other_editions() -> Iterator[Format]:
    """Yield the formats of editions that are built in the formats of another edition."""
    own = {each.edition for each in _ROWS}
    for projection in EDITIONS.values():
        if projection.name not in own:
            rows = (each for each in _ROWS if each.edition == projection.formats_of)
            yield from (replace(each, edition=projection.name) for each in rows)


FORMATS: tuple[Format, ...] = (*_ROWS, *_of_other_editions())
# The formats to build if none is named.
DEFAULT = tuple(each for each in FORMATS if not EDITIONS[each.edition].on_demand)
