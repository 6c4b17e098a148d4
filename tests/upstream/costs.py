"""Work that WeasyPrint and pydyf do again and again, each as a function that tells whether they do."""

from __future__ import annotations

import zlib
from unittest import mock

from pipeline.formats.pdf import weasy
from tests.formats.pages import pages
from tests.upstream.counting import count_calls, write_pdf

PARAGRAPH = f"<p>{'words of a line ' * 60}"
CSS = "body{margin:0;width:200px;font-size:10px}p{margin:0}"
# More than a paragraph asks for, and fewer than one for each of its lines.
FEW = 12


def streams_twice() -> bool:
    """A stream of a PDF is compressed for the file, and again for its identifier."""
    weasy.load()
    with mock.patch("pydyf.zlib.compressobj", wraps=zlib.compressobj) as compress:
        data = write_pdf("p{margin:0}", "<p>text</p>", small=True, pdf_identifier=b"0123456789abcdef")
    return compress.call_count > data.count(b"/FlateDecode")


def settings_for_each_line() -> bool:
    """A font is described again for each line of a paragraph."""
    with count_calls("weasyprint.text.line_break", "get_font_description", lambda _: 1) as counts:
        pages(CSS, PARAGRAPH)
    return sum(counts) > FEW


def struts_for_each_line() -> bool:
    """The height of a line is looked up again for each line of a paragraph."""
    with count_calls("weasyprint.text.line_break", "_font_style_cache_key", lambda *_: 1) as counts:
        pages(CSS, PARAGRAPH)
    return sum(counts) > FEW


def lengths_of_text() -> bool:
    """Margins of text, which has none, are resolved for each line of a paragraph."""
    with count_calls(
        "weasyprint.layout.percent", "resolve_one_percentage", lambda box, *_: hasattr(box, "text")
    ) as counts:
        pages(CSS, PARAGRAPH)
    return sum(counts) > FEW


def widths_below_floats() -> bool:
    """The first word of a line is measured far below all floats."""
    body = f"<i style='float:left'>f</i><p>first<div style='height:50px'></div>{PARAGRAPH}"
    with count_calls("weasyprint.layout.preferred", "inline_line_widths", lambda *_: 1) as counts:
        pages(CSS, body)
    return sum(counts) > FEW


def steps_of_defaults() -> bool:
    """A property that no rule sets goes through all steps of the cascade, as one for arithmetic."""
    elements = 50
    with count_calls("weasyprint.css", "check_math", lambda _: 1) as counts:
        pages(CSS, "<p>word</p>" * elements)
    return sum(counts) > 10 * elements
