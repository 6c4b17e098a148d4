"""The web page of a small edition, read back as HTML: its head, its policy, its parts."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

import pytest
from tinyhtml5.parser import HTMLParser

from pipeline import theme
from pipeline.formats.epub.pictures import Picture
from pipeline.formats.web import WEB, pictures
from pipeline.model import nodes as n
from tests.formats.book import SETTING, WHOLE, edition, figure, link, para
from tests.formats.web_page import HOSTILE, element, metas, page, read, render, to_page, whole, words


def test_a_parser_of_the_standard_finds_no_error() -> None:
    parser = HTMLParser()
    parser.parse(render(to_page(WHOLE)).decode())
    assert parser.errors == []


def test_the_page_has_one_of_each_landmark_and_says_its_language() -> None:
    root = whole()
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
    assert root.findtext(".//title") == "Sample & more"
    for tag in ("header", "main", "nav", "footer", "h1"):
        assert len(root.findall(f".//{tag}")) == 1, tag
    skip = root.find(".//body")[0]
    assert (skip.get("class"), skip.get("href")) == ("skip", "#article")
    assert element(root, "article").tag == "main"
    assert "user-scalable" not in metas(root)["viewport"]


@pytest.mark.parametrize(
    ("lang", "direction"), [("ar", "rtl"), ("he", "rtl"), ("km", "ltr"), ("fa-IR", "rtl")]
)
def test_the_page_runs_as_its_language_does(lang: str, direction: str) -> None:
    root = page(para("words"), lang=lang)
    assert (root.get("lang"), root.get("dir")) == (lang, direction)


def test_nothing_is_fetched_and_the_policy_allows_what_is_there_alone() -> None:
    root = whole()
    assert not root.xpath(
        "//link[@rel!='canonical'] | //script/@src | //iframe | //object | //embed | //@style"
    )
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on")]
    assert all(url.startswith("data:") for url in root.xpath("//img/@src"))
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    sources = {name: values for name, *values in map(str.split, policy.split(";"))}
    assert "unsafe" not in policy
    assert sources["default-src"] == ["'none'"]
    for xpath, name, count in (("//script[not(@type)]", "script-src", 2), ("//style", "style-src", 2)):
        texts = [str(each.text) for each in root.xpath(xpath)]
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        assert sources[name] == [f"'sha256-{each}'" for each in digests]
        assert len(texts) == count
    css = "".join(each.text for each in root.iter("style"))
    assert "@import" not in css
    assert all(url.startswith("data:font/woff2") for url in re.findall(r"url\(\"?([^\")]+)", css))


def test_only_typefaces_that_the_page_needs_are_in_it() -> None:
    def faces(root: Any) -> set[str]:
        css = "".join(each.text for each in root.iter("style"))
        return set(re.findall(r'@font-face \{ font-family: "([^"]+)"', css))

    assert faces(page(para("words"))) == {"Dossier Text", "Dossier Furniture"}
    assert "Dossier Khmer" in faces(whole())
    assert "Dossier Arabic" in faces(page(para("مرحبا")))


def test_the_contents_lead_to_sections_and_name_what_is_behind_the_text() -> None:
    nav = whole().find(".//nav")
    links = [(each.get("href"), words(each)) for each in nav.iter("a")]
    assert links == [
        ("#sec-a", "First & foremost"), ("#sec-b", "Second"), ("#sub-b", "Within the second"),
        ("#notes", "Notes"), ("#figure-data", "Data of the figures"), ("#sources", "Sources"),
        ("#colophon", "About this document"),
    ]  # fmt: skip
    assert nav.get("aria-labelledby") == "contents"
    assert page(para("x")).find(".//nav") is None


def test_notes_are_gathered_and_lead_back() -> None:
    root = whole()
    section = element(root, "notes").getparent()
    assert section.get("role") == "doc-endnotes"
    notes = section.xpath("./div[@role='doc-footnote']")
    assert [words(each).rstrip("↩︎ ") for each in notes] == [
        "1. Of the line.",
        "2. A note.",
        "3. Another note.",
    ]
    for number, note in enumerate(notes, 1):
        assert note.get("id") == f"note-{number}"
        assert element(root, f"noteref-{number}").get("href") == f"#note-{number}"
        assert note.xpath(".//a[@role='doc-backlink']/@href") == [f"#noteref-{number}"]


def test_a_drawing_is_in_the_page_for_wide_and_for_narrow_screens() -> None:
    boxes = element(whole(), "fig-a").xpath(".//span[@role='img']")
    assert [each.get("class") for each in boxes] == ["drawing narrow", "drawing wide"]
    assert {each.get("aria-label") for each in boxes} == {"Timeline: 1867, 1868."}
    for box in boxes:
        (drawing,) = box.xpath("./svg")
        assert drawing.get("aria-hidden") == "true"


def test_an_svg_keeps_its_box_alone() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9pt" height="4pt" viewBox="0 0 9 4"><path/></svg>\n'
    )
    own = pictures._svg(Picture("a.svg", "image/svg+xml", svg))
    assert own == '<svg viewBox="0 0 9 4" aria-hidden="true" focusable="false"><path/></svg>'


def test_an_image_is_data_and_has_its_words() -> None:
    (image,) = element(whole(), "fig-b").iter("img")
    assert image.get("src").startswith("data:image/png;base64,iVBOR")
    assert image.get("alt") == "What it shows"


def test_a_text_that_looks_like_a_mark_of_a_picture_is_text() -> None:
    code = '<img src="picture:0"> <!--picture:0--> <!--style-->'
    root = page(n.CodeBlock(n.Attr(), code), figure("fig-b", "media/Ü b.png"))
    assert root.find(".//pre").text_content().strip() == code


def test_wide_tables_code_and_formulas_are_reached_with_the_keyboard() -> None:
    root = page(n.CodeBlock(n.Attr(), "x" * 60), n.CodeBlock(n.Attr(), "short"), para("x"))
    wide, short = root.iter("pre")
    assert (wide.get("tabindex"), wide.get("role"), wide.get("aria-label")) == ("0", "group", "Listing")
    assert short.get("tabindex") is None
    (box,) = element(whole(), "tbl-b").iterancestors("div")
    assert (box.get("class"), box.get("tabindex")) == ("table", "0")


def test_a_draft_and_who_may_read_it_are_said() -> None:
    assert not whole().xpath("//*[@class='marks']")
    (marks,) = page(para("x"), briefing={"draft": True, "handling": "For official use"}).xpath("//aside")
    assert words(marks) == "Draft For official use"
    assert marks.get("aria-label") == "Draft, For official use"


def test_on_paper_the_margins_say_who_may_read_it_and_no_words_end_the_rule() -> None:
    front = {"title": HOSTILE, "briefing": {"handling": 'For "us" \\ alone', "draft": True}}
    root = page(para("x"), **front)
    css = str(root.xpath("//style")[1].text)
    rule = css[css.rindex("@media print") :]
    assert 'content: "Draft  ·  For \\22 us\\22  \\5c  alone"' in rule
    assert '@bottom-left { content: "\\3c /script\\3e \\3c script' in rule
    assert 'counter(page) "/" counter(pages)' in rule
    assert "top-center" not in str(whole().xpath("//style")[1].text)


def test_a_link_to_nothing_is_told_and_stays_words() -> None:
    artifact = WEB.render(to_page(edition(para("x", link("there", "#nowhere")))), SETTING)
    (diagnostic,) = artifact.diagnostics
    assert (diagnostic.code, diagnostic.place.file) == ("link-target-missing", "article.html")
    assert "there" in words(read(artifact.data).find(".//main"))


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("section", ["color", "dark"])
def test_text_can_be_read_by_day_and_in_the_dark(section: str) -> None:
    tokens = theme.load().tokens[section]
    grounds = ("paper", "grey-3", "accent-soft")
    for name, least in (("ink", 7), ("accent", 7), ("second", 4.5), ("grey-1", 4.5)):
        for ground in grounds:
            if (name, ground) not in (("grey-1", "accent-soft"), ("second", "accent-soft")):
                assert contrast(tokens[name], tokens[ground]) >= least, (name, ground)
    # Words in bars, and on marks.
    assert contrast(tokens["paper"], tokens["accent"]) >= 7
    assert contrast(tokens["paper"], tokens["second"]) >= 4.5
    assert contrast(tokens["ink"], tokens["second-soft"]) >= 7
    # A bar is told from its ground.
    assert contrast(tokens["accent"], tokens["paper"]) >= 3


def test_the_dark_has_every_colour() -> None:
    tokens = theme.load().tokens
    assert set(tokens["dark"]) == set(tokens["color"])
    css = "".join(each.text for each in whole().iter("style"))
    for name, value in tokens["color"].items():
        assert f'.drawing [fill="{value}"] {{ fill: var(--color-{name}) }}' in css
