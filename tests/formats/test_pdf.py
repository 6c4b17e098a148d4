"""The PDF as a whole: what WeasyPrint may not do, what it does wrong, and what the standards ask."""

from __future__ import annotations

import ctypes.util
import logging
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from pipeline.formats.pdf import PDF, conformance, findings, libraries, weasy
from pipeline.formats.pdf.resource import BASE, Resource
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError, Severity
from pipeline.model.source import SourceText
from tests.formats.pages import lines, pages, words
from tests.formats.pdf_setting import SETTING, SVG, edition, text
from tests.formats.standards import breaches

WHOLE = (
    n.Div(n.Attr("", ("standfirst",)), (n.Para(text("The bottom line.")),)),
    n.Header(1, n.Attr("sec-a"), text("First section")),
    n.Div(n.Attr("", ("key-points",)), (n.BulletList(((n.Plain(text("Point.")),),)),)),
    n.Para((
        *text("Text"), n.Note((n.Para(text("A note.")),)), n.Space(),
        n.Span(n.Attr("", (), (("lang", "km"),)), (n.Str("ភ្នំពេញ"),)), n.Space(),
        n.Link(n.Attr(), (n.Emph(text("a link")), *text(" on")), "#sec-a"), n.Str("."),
    )),
    n.BulletList(((n.Para(text("loose")),), (n.Para(text("items")),))),
    n.DefinitionList(((text("term"), ((n.Plain(text("definition")),),)),)),
    n.Para((n.Math("DisplayMath", "x^2"),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def data() -> bytes:
    artifact = PDF.render(edition(*WHOLE), SETTING)
    assert artifact.diagnostics == ()
    assert artifact.extent == 1
    return artifact.data


def test_it_conforms_to_both_standards(data: bytes, tmp_path: Path) -> None:
    assert breaches(data, tmp_path) == []


def test_the_same_edition_is_the_same_bytes(data: bytes) -> None:
    assert PDF.render(edition(*WHOLE), SETTING).data == data


def test_its_text_can_be_read_in_order(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    words = document[0].get_textpage().get_text_range()
    for part in ("Sample & more", "A. Writer", "The bottom line.", "ភ្នំពេញ", "Point.", "A note."):
        assert part in words
    assert document.get_metadata_dict()["Title"] == "Sample & more"


def test_a_glyph_that_no_font_has_is_left_to_the_check_and_another_told_with_its_place() -> None:
    article = replace(edition(), source=SourceText("article.md", "Text\n\nText with é in it."))

    def report(sign: str) -> list[tuple[str, int, int]]:
        message = weasy.Message(30, f'.notdef glyph rendered for Text: "{sign}" (U+{ord(sign):04X})')
        printout = weasy.Printout(b"", 1, (message,), ())
        diagnostics = findings.diagnose(printout, article)
        return [(each.code, each.place.line, each.place.column) for each in diagnostics]

    assert report("漢") == []
    assert report("é") == [("glyph-missing", 3, 11)]


def test_everything_but_what_was_given_is_refused() -> None:
    images = '<img src="file:///etc/passwd" alt="a"><img src="http://127.0.0.1/" alt="b">'
    page = f'<html lang="en"><title>T</title><body><p>{images}'
    printout = weasy.write(page, weasy.press("", ()), {}, b"x")
    assert printout.refused_urls == ("file:///etc/passwd", "http://127.0.0.1/")
    diagnostics = findings.diagnose(printout, edition())
    assert {each.code for each in diagnostics} == {"image-unreadable", "resource-refused"}


def test_what_was_given_is_shown() -> None:
    resources = {f"{BASE}media/a.svg": Resource("image/svg+xml", SVG)}
    page = f'<html lang="en"><title>T</title><body><img src="{BASE}media/a.svg" alt="a">'
    printout = weasy.write(page, weasy.press("", ()), resources, b"x")
    assert (printout.refused_urls, printout.messages) == ((), ())


def test_a_style_sheet_fetches_nothing_either() -> None:
    with pytest.raises(DossierError, match="example"):
        weasy.press("@import url(https://example.org/a.css);", ())


def test_warnings_become_diagnostics() -> None:
    diagnostic = findings.diagnostic(weasy.Message(logging.WARNING, "Ignored `x: y` at 1:1"), edition())
    assert (diagnostic.code, diagnostic.severity) == ("weasyprint", Severity.WARNING)
    diagnostic = findings.diagnostic(weasy.Message(logging.ERROR, "No anchor #One for it"), edition())
    assert diagnostic.severity is Severity.ERROR


def test_a_word_wider_than_its_line_is_divided() -> None:
    artifact = PDF.render(edition(n.Para(text("x" * 300))), SETTING)
    (page, *_) = pypdfium2.PdfDocument(artifact.data)
    assert page.get_textpage().get_text_bounded().count("x") >= 300


def test_loading_leaves_the_search_for_libraries_as_it_was() -> None:
    before = ctypes.util.find_library
    with libraries.quick_lookup():
        assert ctypes.util.find_library is not before
    assert ctypes.util.find_library is before


def test_it_is_patched_once_when_two_threads_ask_for_it() -> None:
    """Patched twice it could lay out in another way: the same source would not give the same bytes."""
    code = """
from concurrent.futures import ThreadPoolExecutor
from pipeline.formats.pdf import weasy
from pipeline.formats.pdf.patches import table
calls = []
apply = table.apply
table.apply = lambda: (calls.append(1), apply())
with ThreadPoolExecutor(4) as pool:
    assert len(set(pool.map(lambda _: weasy.load(), range(4)))) == 1
print(len(calls))
"""
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert process.stdout == "1\n", process.stderr


def test_the_table_of_libraries_is_only_a_shortcut() -> None:
    names: list[str] = []

    def original(name: str) -> str | None:
        names.append(name)
        return None

    find = libraries._finder(original)
    assert find("libpango-1.0-0") == "libpango-1.0.so.0"
    assert find("crypto") is None
    assert names == ["crypto"]


def break_text(text: str, width: float) -> list[str]:
    """Return the lines of a paragraph at a width, as WeasyPrint breaks it."""
    css = f"body{{margin:0;width:{width}px;font-size:14px}}"
    return [words(line) for line in lines(pages(css, f"<p>{text}</p>")[0])]


def test_a_space_at_the_end_of_a_run_needs_no_room() -> None:
    run = "Some words of a run "
    whole = f"{run}<em>emphasised words that go on</em>"
    for width in range(100, 170):
        first = break_text(whole, width)[0]
        assert re.match("Some words of", first) or width < 115, (width, first)


def test_a_note_that_fits_is_not_moved_by_an_error_of_rounding() -> None:
    css = (
        "@page{size:A4;margin:22mm 62mm 24mm 22mm}"
        "@page{@footnote{margin-top:16pt;padding-top:8pt;border-top:0.5pt solid}}"
        "body{font-size:14px;line-height:20px;margin:0;orphans:2;widows:2}p{margin:0}"
        "span{float:footnote;footnote-policy:line;font-size:8.75pt;line-height:12pt}"
    )
    for count in range(9, 14):
        long = "first" + "<br>more" * count
        body = f"<p>Text.</p><p>one<span>{long}</span> two<span>second<br>more</span></p>"
        assert len(pages(css, body)) == 1, count


def test_a_footnote_stays_on_the_page_of_its_call() -> None:
    css = (
        "@page{size:200px;margin:10px}body{font-size:10px;line-height:20px;margin:0;orphans:2;widows:2}"
        "p{margin:0}span{float:footnote}@page{@footnote{margin-top:0}}"
    )
    for before in range(1, 9):
        filler = "".join(f"<p>line {number}</p>" for number in range(before))
        long = "words and " * 20
        body = f"<p>call<span>note</span></p>{filler}<p>{long}</p><p>{long}</p>"
        assert "note" in words(pages(css, body)[0]), before


def test_metadata_name_both_standards() -> None:
    packet = conformance.metadata(b"<rdf:RDF></rdf:RDF>")
    assert b'pdfuaid:part="1"' in packet
    assert packet.endswith(b"</rdf:RDF>")
    assert conformance.correct_operator(b"<0083> <>") == b"<0083> <200b>"


def test_the_end_of_a_stream_is_no_part_of_its_line_end() -> None:
    """Of 256 compressed streams one ends with a carriage return; as in qpdf/qpdf #133."""
    weasy.load()
    import pydyf

    ends = set()
    for number in range(600):
        data = pydyf.Stream(["y" * number], compress=True).data
        head, _, rest = data.partition(b"stream\n")
        length = int(re.findall(rb"/Length (\d+)", head)[0])
        ends.add(rest[length - 1])
        assert rest[length:] == (b"\r\nendstream" if rest[length - 1] == 13 else b"\nendstream")
    assert 13 in ends


@pytest.mark.parametrize(("count", "above"), [(40, 420), (150, 20)], ids=["in two columns", "over pages"])
def test_contents_stand_before_the_text_whole_and_apart(count: int, above: int) -> None:
    sections = [n.Header(1, n.Attr(f"sec-{i}"), text(f"Section-{i}-here")) for i in range(count)]
    opening = n.Para(text(" ".join(["word"] * above)))
    blocks = [block for section in sections for block in (section, n.Para(text(" ".join(["word"] * 90))))]
    artifact = PDF.render(edition(n.Div(n.Attr("", ("at-a-glance",)), (opening,)), *blocks), SETTING)
    assert artifact.diagnostics == ()
    heights: dict[str, list[tuple[int, float]]] = {}
    for number, sheet in enumerate(pypdfium2.PdfDocument(artifact.data)):
        page = sheet.get_textpage()
        for match in re.finditer(r"Section-\d+-here", page.get_text_range()):
            height = page.get_charbox(match.start())[3]
            # The head of a page repeats what it begins with.
            if height < sheet.get_height() - 50:
                heights.setdefault(match.group(), []).append((number, -height))
    assert len(heights) == count
    assert all(len(places) == 2 for places in heights.values())
    tops = [min(places) for places in heights.values()]
    assert max(tops) < max(heights["Section-0-here"])


def test_contents_come_only_with_many_pages() -> None:
    sections = [n.Header(1, n.Attr(f"sec-{i}"), text(f"Section {i}")) for i in range(10)]
    long = n.Para(text(" ".join(["word"] * 430)))
    blocks = [block for section in sections for block in (section, long)]
    many = PDF.render(edition(*blocks), SETTING)
    assert many.extent > 6
    few = PDF.render(edition(*blocks[:4]), replace(SETTING))
    assert few.extent < 6


def test_pages_that_there_is_no_memory_for_are_told_where_they_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter([False] * 5 + [True])
    monkeypatch.setattr("pipeline.formats.pdf.patches.memory.is_full", lambda: next(calls))
    words = [f"Paragraph-{number} is here." for number in range(9)]
    article = edition(*(n.Para(text(each)) for each in words))
    source = SourceText("article.md", "\n\n".join(words))
    with pytest.raises(DossierError) as failure:
        PDF.render(replace(article, source=source), SETTING)
    [diagnostic] = failure.value.diagnostics
    assert diagnostic.code == "article-too-costly"
    assert "on page 1" in diagnostic.message
    assert words[(diagnostic.place.line - 1) // 2].startswith("Paragraph-")
    assert diagnostic.place.line > 1
