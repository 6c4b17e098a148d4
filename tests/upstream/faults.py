"""Faults of WeasyPrint and pydyf that patches mend, each as a function that tells whether it shows.

So a patch that is no longer needed is known, and a change that is offered to a library can be tried there.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping
from typing import Any
from unittest import mock

import pikepdf
import pypdfium2
from fontTools.ttLib import TTFont

from pipeline import theme
from pipeline.formats.pdf import PDF, weasy
from pipeline.formats.pdf.patches import memory
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.model import nodes as n
from tests.formats.pages import lines, pages, words
from tests.formats.pdf_setting import SETTING, edition, text
from tests.upstream import costs
from tests.upstream.counting import count_calls, write_pdf
from tests.upstream.long_texts import LONG_TEXT_FAULTS

SMALL = (
    "@page{size:200px 200px;margin:10px}body{font-size:10px;line-height:20px;margin:0;orphans:2;widows:2}"
    "p,figure,h2{margin:0;font-size:10px}h2{break-after:avoid}"
)  # nine lines a page


def footnote_area() -> bool:
    """A note is moved that has room."""
    css = (
        "@page{size:A4;margin:22mm 62mm 24mm 22mm}"
        "@page{@footnote{margin-top:16pt;padding-top:8pt;border-top:0.5pt solid}}"
        "body{font-size:14px;line-height:20px;margin:0;orphans:2;widows:2}p{margin:0}"
        "span{float:footnote;footnote-policy:line;font-size:8.75pt;line-height:12pt}"
    )
    notes = ("first" + "<br>more" * count for count in range(9, 14))
    bodies = (f"<p>Text.</p><p>one<span>{note}</span> two<span>second<br>more</span></p>" for note in notes)
    return any(len(pages(css, body)) > 1 for body in bodies)


def footnote_pages() -> bool:
    """A note stands on another page than its call."""
    css = f"{SMALL}span{{float:footnote}}@page{{@footnote{{margin-top:0}}}}"
    long = "words and " * 20
    fillers = ("".join(f"<p>line {number}</p>" for number in range(before)) for before in range(1, 9))
    bodies = (f"<p>call<span>note</span></p>{filler}<p>{long}</p><p>{long}</p>" for filler in fillers)
    return any("note" not in words(pages(css, body)[0]) for body in bodies)


def columns() -> bool:
    """What stands in columns is laid out more than once."""
    count = 30
    css = f"{SMALL}div{{columns:2;column-gap:20px;column-fill:auto}}div p{{break-inside:avoid}}"
    entries = "".join(f"<p>e{number}</p>" for number in range(count))
    with count_calls("weasyprint.layout.block", "_linebox_layout", lambda *_: 1) as counts:
        pages(css, f"<div>{entries}</div>")
    # Each column looks at one entry that does not fit any more.
    return sum(counts) > count + 6


def deferred_blocks() -> bool:
    """A part of a block that goes to the next page is set there twice."""
    caption = "<figcaption style='float:right;width:50px;break-after:avoid'>c1<br>c2<br>c3<br>c4</figcaption>"
    figure = f"<figure style='display:flow-root'>{caption}<div style='height:80px'>F</div></figure>"
    for before in range(4, 10):
        filler = "<p>a</p>" * before
        line_texts = [
            words(line)
            for page in pages(SMALL, f"{filler}<h2>Head</h2>{figure}<p>b</p>")
            for line in lines(page)
        ]
        if [line for line in line_texts if line[0] == "c"] != ["c1", "c2", "c3", "c4"]:
            return True
    return False


def backlinks() -> bool:
    """An entry says a page for each citation on it."""
    links = "".join(
        f"<a class='return' title='Cited on page {{page}}' href='#cited-{number}'>x</a>" for number in (1, 2)
    )
    entry = f"<div class='csl-entry'><p>Entry <span class='returns'>{links}</span></p></div>"
    calls = "<p><a id='cited-1'>c</a><a id='cited-2'>c</a></p>"
    *_, last = lines(pages(SMALL, f"{calls}<p style='break-before:page'>{entry}</p>")[-1])
    return words(last) != "Entry 1"


def floats() -> bool:
    """The rest of a page is blank before a figure that does not fit there."""
    figure = "<figure style='height:80px;break-inside:avoid'>F</figure>"
    first = pages(SMALL, f"{'<p>a</p>' * 6}{figure}{'<p>b</p>' * 6}")[0]
    return len(list(lines(first))) < 9


def memory_bound() -> bool:
    """Pages are set without an end."""
    with mock.patch("pipeline.formats.pdf.patches.memory.is_full", return_value=True):
        try:
            pages(SMALL, "<p>a</p>")
        except memory.MemoryFull:
            return False
    return True


def long_paragraphs() -> bool:
    """All that is left of a paragraph is laid out again for each line."""
    body = " ".join(f"{'w' * 200}{number}" for number in range(20))
    with count_calls(
        "weasyprint.text.line_break", "Layout.set_text", lambda _, text, *__: len(text)
    ) as counts:
        pages(f"{SMALL}p{{overflow-wrap:anywhere}}", f"<p>{body}</p>")
    return sum(counts) > 100 * len(body)


def long_lines() -> bool:
    """All that stands in a line without a place to break it is looked through for each piece more."""
    count = 600
    with count_calls("weasyprint.layout.inline", "can_break_inside", lambda _: 1) as counts:
        pages(SMALL, f"<p>{'<i>a</i>' * count}</p>")
    return sum(counts) > count * count / 2


def trailing_space() -> bool:
    """A line is broken at its first space because the space at its end does not fit."""
    for width in range(115, 170):
        css = f"body{{margin:0;width:{width}px;font-size:14px}}"
        body = "<p>Some words of a run <em>emphasised words that go on</em>"
        if not words(next(lines(pages(css, body)[0]))).startswith("Some words of"):
            return True
    return False


def leaders() -> bool:
    """Each dot of a leader is a text of its own."""
    css = "body{margin:0;font-size:10px}p::after{content:leader('. ') '9'}"
    (page,) = pages(css, "<p>Entry")
    texts = [words(line) for line in lines(page)]
    (leader,) = (box for box in page.descendants() if getattr(box, "is_leader", False))
    assert any(". . . . ." in text for text in texts)
    return len(leader.children) > 1


def word_division() -> bool:
    """A word is divided that fits into the next line."""
    css = "body{margin:0;width:300px;font-size:14px;overflow-wrap:anywhere}"
    for near in range(18, 34):
        number = "5" * near
        body = f"<p><em>words of words of words <strong>{number}</strong> and more words</em>"
        if not any(number in words(line) for line in lines(pages(css, body)[0])):
            return True
    return False


def tags() -> bool:
    """Running lines are read aloud as if they were text."""
    data = write_pdf("@page{@top-left{content:'head'}}p{margin:0}", "<p>text</p>")
    return b"/Pagination" not in data


def glyph_text() -> bool:
    """Right-to-left text cannot be copied as it is written."""
    sentence = "قال الوزير (في القاهرة) إن الاتفاقية"
    page = pypdfium2.PdfDocument(PDF.render(edition(n.Para(text(sentence))), SETTING).data)[0]
    page_text = page.get_textpage().get_text_bounded()
    return not all(word in page_text for word in sentence.split())


def stream_ends() -> bool:
    """A reader takes the last byte of a stream for a part of the line end behind it."""
    weasy.load()
    import pydyf

    for number in range(600):
        data = pydyf.Stream(["y" * number], compress=True).data
        head, _, rest = data.partition(b"stream\n")
        length = int(re.findall(rb"/Length (\d+)", head)[0])
        if rest[length - 1 : length] == b"\r" and rest[length:].startswith(b"\n"):
            return True
    return False


def glyph_arrays() -> bool:
    """A type is parsed anew for each number of glyphs, which takes 2 ms each time."""
    weasy.load()
    import weasyprint.text.ffi as ffi

    kinds: set[str] = set()

    def new(kind: str, *rest: Any) -> Any:
        kinds.add(kind)
        return ffi.ffi.new(kind, *rest)

    stand_in = mock.Mock(wraps=ffi.ffi, NULL=ffi.ffi.NULL, new=new)
    with mock.patch("weasyprint.pdf.fonts.ffi", stand_in):
        write_pdf("p{margin:0}", "<p>text</p>")
    assert any(kind.startswith("hb_codepoint_t[") for kind in kinds)
    return any(re.fullmatch(r"hb_codepoint_t\[\d+\]", kind) for kind in kinds)


def color_profile() -> bool:
    """The file of a colour profile is not closed."""
    with warnings.catch_warnings(record=True) as messages:
        warnings.simplefilter("always")
        write_pdf("p{margin:0}", "<p>text</p>")
    return any(issubclass(each.category, ResourceWarning) for each in messages)


# Faults that are lived with, by the names of the changes that would mend them.
def parts_of_whole_fonts() -> bool:
    """A part of a font is embedded whose licence bits allow only the whole."""
    with TTFont(theme.load().face("signs").upright, recalcTimestamp=False) as font:
        font["OS/2"].fsType = 0x100
        file = io.BytesIO()
        font.save(file)
    url = f"{BASE}whole.ttf"
    css = f"@font-face{{font-family:Whole;src:url({url})}}body{{font-family:Whole}}"
    press = weasy.press(css, ((url, Resource("font/ttf", file.getvalue())),))
    data = weasy.write("<p>words", press, {}, bytes(16)).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        embedded_fonts = [
            each.FontFile2.read_bytes()
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
    return len(embedded_fonts) != 1 or len(embedded_fonts[0]) < len(file.getvalue())


OPEN_FAULTS: Mapping[str, tuple[Callable[[], bool], ...]] = {
    "color-profile": (color_profile,),
}
# By the names of the patches that mend them.
FAULTS: Mapping[str, tuple[Callable[[], bool], ...]] = {
    "footnote-area": (footnote_area,),
    "footnote-pages": (footnote_pages,),
    "columns": (columns,),
    "deferred-blocks": (deferred_blocks,),
    "backlinks": (backlinks,),
    "floats": (floats,),
    "memory": (memory_bound,),
    "long-lines": (long_paragraphs, long_lines),
    "trailing-space": (trailing_space,),
    "leaders": (leaders,),
    "word-division": (word_division,),
    "tags": (tags,),
    "glyph-text": (glyph_text,),
    "glyph-arrays": (glyph_arrays,),
    "stream-ends": (stream_ends,),
    **LONG_TEXT_FAULTS,
    "single-write": (costs.streams_twice,),
    "text-settings": (costs.settings_for_each_line, costs.struts_for_each_line),
    "text-lengths": (costs.lengths_of_text,),
    "style-defaults": (costs.steps_of_defaults,),
    "whole-fonts": (parts_of_whole_fonts,),
    "float-widths": (costs.widths_below_floats,),
}
