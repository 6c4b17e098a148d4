"""The HTML deck, read back."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import Any

import pytest
from lxml import etree

from pipeline.formats.reveal import HTML
from pipeline.formats.reveal import script as reveal_script
from pipeline.formats.reveal.declarations import move_styles
from pipeline.formats.slide_sections import formula_share
from pipeline.model import nodes as n
from pipeline.model.stages import Artifact
from pipeline.model.walk import text_of
from tests.articles import document
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition
from tests.formats.deck_setting import SETTING

TARGETS = ("tests/sample", "tests/joss/paper.md")


@cache
def artifact(target: str) -> Artifact:
    return HTML.render(edition(target), SETTING)


@cache
def page(target: str) -> Any:
    return etree.fromstring(artifact(target).data, etree.HTMLParser(encoding="utf-8"))


def sections(target: str) -> list[Any]:
    return list(page(target).xpath("//div[@class='slides']/section"))


@pytest.mark.parametrize("target", TARGETS)
def test_every_slide_of_the_edition_is_a_section_with_its_title(target: str) -> None:
    slides = edition(target).slides
    assert [section.get("id") for section in sections(target)] == [slide.id for slide in slides]
    assert artifact(target).extent == len(slides)
    for section, slide in zip(sections(target), slides, strict=True):
        (heading,) = section.xpath("h1|h2|h3")
        if not re.search(r"[\\^_]", text_of(slide.title)):
            assert "".join(heading.itertext()).split() == text_of(slide.title).split()


def test_facts_carry_their_names_and_texts() -> None:
    facts = {
        (e.get("data-fact"), "".join(e.itertext())) for e in page("tests/sample").xpath("//*[@data-fact]")
    }
    assert ("price", "$7.2 million") in facts
    assert {name for name, _ in facts} <= {fact.id for fact in document("tests/sample").ledger.facts}


def test_notes_and_sources_are_there() -> None:
    notes = ["".join(aside.itertext()) for aside in page("tests/sample").xpath("//aside[@class='notes']")]
    assert any("The Senate approved it" in text for text in notes)
    entries = page("tests/sample").xpath("//section[starts-with(@id, 'sources')]//*[@role='listitem']")
    assert len(entries) >= 3
    assert page("tests/sample").xpath("//section//p[@class='source']//a[starts-with(@href, '#ref-')]")


def test_the_page_has_language_title_landmark_and_can_be_zoomed() -> None:
    root = page("tests/sample")
    assert root.get("lang") == "en"
    assert root.findtext(".//title") == "The purchase of Alaska"
    assert len(root.xpath("//main")) == 1
    assert len(root.xpath("//h1")) == 1
    (viewport,) = root.xpath("//meta[@name='viewport']/@content")
    assert "user-scalable" not in viewport
    assert "maximum-scale" not in viewport


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_is_fetched(target: str) -> None:
    root = page(target)
    assert not root.xpath("//link | //script/@src | //iframe | //object | //embed")
    assert all(url.startswith("data:") for url in root.xpath("//img/@src"))
    style = "".join(root.xpath("//style/text()"))
    assert "@import" not in style
    assert all(url.startswith("data:") for url in re.findall(r"url\(\"?([^\")]+)", style))


def test_the_policy_allows_our_script_alone() -> None:
    root = page("tests/sample")
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    sources = {name: values for name, *values in map(str.split, policy.split(";"))}
    for element, name in (("script", "script-src"), ("style", "style-src")):
        texts = root.xpath(f"//{element}/text()")
        assert len(texts) == 2
        for text in texts:
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in sources[name]
    assert sources["default-src"] == ["'none'"]
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("target", TARGETS)
def test_no_style_is_an_attribute_which_the_policy_would_refuse(target: str) -> None:
    assert not page(target).xpath("//@style")
    assert page(target).xpath("//*[contains(@class, 's-gap-')]")


def test_styles_become_rules_that_are_stronger_than_others_and_texts_stay() -> None:
    markup = (
        '<p style="top: 1pt; left: 2pt">style="a"</p>'
        '<td class="x" style="top: 1pt; left: 2pt;"/><br style="">'
    )
    body, rules = move_styles(markup)
    name = "s-top-1pt-left-2pt"
    assert body == f'<p class="{name}">style="a"</p><td class="x {name}"/><br class="s">'
    assert rules.splitlines()[0] == f".{name} {{ top: 1pt !important; left: 2pt !important }}"
    same = move_styles('<p style="--gap: 4.4pt"></p><p style="--gap: 4 4pt"></p>')[0]
    assert same == '<p class="s-gap-4-4pt"></p><p class="s-gap-4-4pt_2"></p>'


def test_the_parts_of_the_search_that_are_changed_are_there() -> None:
    text = reveal_script._asset("plugin/search/search.js")
    assert [text.count(before) for before, _ in reveal_script.SEARCH] == [1, 1]


def test_no_string_of_the_script_closes_it() -> None:
    text = reveal_script.script("{}")
    assert "</script" not in text
    assert "<!--" not in text
    assert "<script>" not in text


def test_pictures_have_words_and_formulas_are_mathml() -> None:
    for target in TARGETS:
        assert all(alt.strip() for alt in page(target).xpath("//section//img/@alt"))
    assert len(page("tests/joss/paper.md").xpath("//section[contains(@class, 'is-formula')]/div//math")) == 3


@pytest.mark.parametrize("target", TARGETS)
def test_ids_are_unique_and_links_lead_to_them(target: str) -> None:
    ids = page(target).xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert all(href[1:] in ids for href in page(target).xpath("//a/@href") if href.startswith("#"))


def test_the_file_is_small_and_the_same_each_time() -> None:
    assert len(artifact("tests/sample").data) < 2_000_000
    assert HTML.render(edition("tests/sample"), SETTING).data == artifact("tests/sample").data


def test_the_markup_is_well_nested() -> None:
    parser = etree.HTMLParser()
    etree.fromstring(artifact("tests/sample").data, parser)
    unknown_tags = ("Tag main", "Tag section", "Tag aside", "Tag figure", "Tag math")
    assert not [e.message for e in parser.error_log if not e.message.startswith(("Tag ", *unknown_tags))]


def test_a_formula_wider_than_the_slide_is_set_smaller() -> None:
    wide = " + ".join(f"x_{{{place}}}" for place in range(40))
    assert formula_share((n.Para((n.Math("DisplayMath", "a = b"),)),), CANVAS) == 1
    share = formula_share((n.Para((n.Math("DisplayMath", wide),)),), CANVAS)
    twice = formula_share((n.Para((n.Math("DisplayMath", f"{wide} + {wide}"),)),), CANVAS)
    assert 0.2 < share < 0.8
    assert twice == pytest.approx(share / 2, rel=0.1)
