"""The index of a site's search: the words of each section, as a script, which needs no server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

from pipeline.formats.site.pages import INDEX, Page

# The variable that the script of the search reads.
VARIABLE = "dossierIndex"
_HEADING = re.compile(r"<h([1-3])\b[^<>]*?\bid=\"([^\"]+)\"[^<>]*>(.*?)</h\1>", re.DOTALL)
_SILENT = re.compile(r"<(svg|math|script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"</?(?:p|li|td|th|dt|dd|div|section|br|pre|tr|h[1-6]|caption|summary)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")


def index(opening: str, title: str, all_pages: Sequence[Page]) -> str:
    """Return the index as a script: lists of address, title of the page, heading, and words."""
    rows = [[INDEX, title, "", _words(opening)]]
    rows += [row for page in all_pages for row in _rows(page)]
    return f"window.{VARIABLE}={json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"


def _rows(page: Page) -> Iterator[list[str]]:
    start, address, heading = 0, page.file, ""
    for match in _HEADING.finditer(page.markup):
        if words := _words(page.markup[start : match.start()]):
            yield [address, page.entry.words, heading, words]
        is_head = match[1] == "1"
        address = page.file if is_head else f"{page.file}#{unescape(match[2])}"
        heading = "" if is_head else _words(match[3])
        start = match.end()
    yield [address, page.entry.words, heading, _words(page.markup[start:])]


def _words(markup: str) -> str:
    """Return the words of HTML, with blanks between those of different blocks."""
    plain = _TAG.sub("", _BREAK.sub(" ", _SILENT.sub(" ", markup)))
    return " ".join(unescape(plain).split())
