"""Blocks made ready for the page, and the fonts for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pipeline import theme
from pipeline.formats import byline
from pipeline.formats.key_figures import mark_units
from pipeline.formats.pdf import fonts, nodes, page
from pipeline.model import nodes as n
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceText
from pipeline.model.stages import Edition, Media
from pipeline.model.walk import text_of
from tests.formats.deck_setting import SETTING
from tests.formats.pdf_setting import edition


def words(text: str) -> n.Para:
    return n.Para((n.Str(text),))


def test_a_note_becomes_lines_of_a_footnote() -> None:
    note = n.Note((words("First."), n.BulletList(((words("Second."),), (words("Third."),)))))
    footnote = nodes.footnote(note)
    assert footnote.attr.classes == ("footnote",)
    assert text_of(footnote.inlines) == "First. Second. Third."


def test_words_of_a_key_figure_are_set_smaller_than_its_number() -> None:
    value = n.Span(n.Attr("", ("fact",)), (n.Str("about"), n.Space(), n.Str("$9.9\u00a0million")))
    figure = mark_units(n.Div(n.Attr("", ("key-figure",)), (n.Para((value,)), n.Para((n.Str("of aid"),)))))
    (first, rest) = figure.blocks
    assert rest == n.Para((n.Str("of aid"),))
    assert isinstance(first, n.Para)
    inlines = first.inlines
    (fact,) = inlines
    assert isinstance(fact, n.Span)
    small = [text_of((part,)) for part in fact.inlines if isinstance(part, n.Span)]
    assert small == ["about", "million"]
    assert text_of(inlines) == "about $9.9\u00a0million"


def test_no_word_stands_alone_on_the_last_line_of_a_heading() -> None:
    long = n.Str("Verfassungsgerichtshof")
    heading: n.Inlines = (n.Str("What"), n.Space(), n.Str("was"), n.Space(), n.Str("kept"))
    *_, pair = nodes.keep_last_pair(heading)
    assert isinstance(pair, n.Span)
    assert pair.attr.classes == ("whole",)
    assert text_of((pair,)) == "was kept"
    assert text_of(nodes.keep_last_pair(heading)) == "What was kept"
    assert nodes.keep_last_pair((*heading, n.Space(), long)) == (*heading, n.Space(), long)


def test_a_long_title_is_set_smaller_and_ends_in_two_words() -> None:
    def title(text: str) -> str:
        article = edition()
        front = article.front.model_copy(update={"title": text})
        parts = page.PageParts("", "", "", ())
        whole = page.page(
            replace(article, front=front), parts, datetime(2026, 11, 23, tzinfo=UTC), with_contents=False
        )
        return next(line for line in whole.splitlines() if line.startswith("<h1"))

    assert title("Aid&trade now") == '<h1 class="title">Aid&amp;trade now</h1>'
    assert title("What was kept") == '<h1 class="title">What <span class="whole">was kept</span></h1>'
    assert title("word " * 20 + "end").startswith('<h1 class="title long">')


def test_an_address_breaks_after_its_host() -> None:
    url = "https://www.example.org/a/b"
    link = nodes.keep_host_together(n.Link(n.Attr(), (n.Str(url),), url), url)
    host, path = link.inlines
    assert text_of((host,)) == "https://www.example.org"
    assert text_of((path,)) == "/a/b"
    assert link.attr.classes == ("url",)


def test_web_addresses_are_linked_by_https_and_printed_as_they_are() -> None:
    for url, address in (
        ("http://example.org/a", "https://example.org/a"),
        ("HTTP://example.org/a", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#sec-a", "#sec-a"),
    ):
        link = nodes.use_https(n.Link(n.Attr(), (n.Str(url),), url))
        assert (link.url, link.inlines) == (address, (n.Str(url),))


def test_typefaces_of_scripts_are_loaded_where_they_are_needed() -> None:
    plain, arabic = edition(words("Plain.")), edition(words("كلمة"))
    others = {fonts.URL.format(f"{role}") for role in ("khmer", "arabic", "arabic-bold", "hebrew")}
    assert others.isdisjoint(fonts.find_fonts(plain))
    assert others & set(fonts.find_fonts(arabic)) == {
        fonts.URL.format("arabic"),
        fonts.URL.format("arabic-bold"),
    }
    assert "font-weight: 600" in fonts.css(tuple(fonts.find_fonts(arabic)), theme.load())


def test_contents_list_sections_in_two_halves() -> None:
    sections = tuple(n.Header(1, n.Attr(f"s{i}"), (n.Str(f"S{i}"),)) for i in range(3))
    blocks = (*sections, n.Header(2, n.Attr("sub"), (n.Str("Sub"),)))
    text = page.contents(blocks, "en")
    assert text.count("<ul>") == 2
    assert text.count("<li>") == 3
    assert "Sub" not in text


def test_names_are_listed_in_words() -> None:
    assert byline.join_names(["A"], "en") == "A"
    assert byline.join_names(["A", "B", "C"], "en") == "A, B and C"


def test_running_heads_have_the_short_title() -> None:
    for front, head in (
        (FrontMatter(title="A line"), "A line"),
        (FrontMatter(title="A line: how it was drawn"), "A line"),
        (FrontMatter(title="Une ligne\u00a0: comment"), "Une ligne"),
        (FrontMatter(title="A line: how it was drawn", short_title="Lines"), "Lines"),
    ):
        edition = Edition("briefing", "a", front, SourceText("article.md", ""), (), {}, {})
        html = page.page(
            edition, page.write_parts((), "en"), datetime(2026, 1, 1, tzinfo=UTC), with_contents=False
        )
        assert f'data-title="{head}"' in html


def test_an_image_is_one_for_pandoc_whatever_its_file_is_called() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    article = replace(
        edition(n.Para((n.Image(n.Attr(), (n.Str("A plot."),), "plot.pdf"),))),
        media={"plot.pdf": Media("plot.pdf", "image/svg+xml", svg)},
    )
    content = nodes.prepare(article, SETTING, 100.0)
    (url,) = content.resources
    assert url.endswith("plot.pdf.svg")
    assert "<img" in page.write_parts(content.blocks, "en").text
