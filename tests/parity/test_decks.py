"""Decks against their edition: no difference as they are, and the right one for each damage."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from pipeline.formats.format import Format
from pipeline.formats.pptx import PPTX
from pipeline.formats.reveal import HTML
from pipeline.inspection import inspect
from pipeline.model.stages import Edition
from pipeline.parity.proof import Proof, prove
from tests.editions.deck_sample import edition
from tests.formats.deck_setting import SETTING
from tests.inspection.slide_sample import pptx, sample, with_parts, with_text

ARTICLES = ("cambodia-us-relations", "si-2019", "tests/torture", "tests/sample", "tests/passages")
MATHS = r"""---
title: Maths with $x^2$
subtitle: A ﬁne subtitle
---

# One $\alpha$ {#sec-one}

$$\sum_{i=1}^n \frac{x_i^2}{\sqrt[3]{y}} = \left(\hat{a} + \bar{b}\right)$$

# Two

$$\int_0^1 f(x)\,dx = \underbrace{a+b}_{c} \begin{pmatrix} 1 & 2 \\ 3 & 4\end{pmatrix}$$

# Three

$$\lim_{x \to 0} \overline{AB} = |x| \cdot \text{if } x' \ge 0, \mathbb{R} \prod_k \mathbf{v}$$ {#eq-three}

| Which $\beta$ | What |
|---------------|------|
| $\frac{a}{b}$ | [one](#sec-one) |

: A table of $\gamma$. {#tbl-t}

Words with $\alpha_{ij}$ and @eq-three.

- A ![drop](drop.png) in a point
- ![A picture of an item](drop.png)
- ~~Nothing~~ H~2~O, and [a page](https://example.org/a%20b?c=d&e)

![A drop of $\frac{x}{y}$](drop.png){#fig-drop}

### Deeper than slides

0. nothing
1. one

| In notes | are | lines |
|----------|-----|-------|
| a        | b   | c     |
"""


@cache
def page() -> bytes:
    return HTML.render(sample(), SETTING).data


def proof(data: bytes, file: str, of: Edition | None = None) -> Proof:
    return prove(of or sample(), file, inspect(file, data))


def codes(data: bytes, file: str = "deck.pptx") -> list[tuple[str, int]]:
    return [(each.code, each.spot) for each in proof(data, file).differences]


@pytest.mark.parametrize("article", ARTICLES)
@pytest.mark.parametrize("output_format", [PPTX, HTML], ids=["pptx", "html"])
def test_a_deck_says_what_its_edition_states(article: str, output_format: Format) -> None:
    own = edition(article)
    result = proof(output_format.render(own, SETTING).data, f"deck.{output_format.name}", own)
    assert result.differences == ()
    assert result.counts["headings"].total == result.extent == len(own.slides)
    assert result.counts["characters"].same > 1_000


def test_formulas_and_what_stands_in_for_pictures(tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "maths.md").write_text(MATHS, "utf-8")
    Image.new("RGB", (4, 3)).save(tmp_path / "drop.png")
    own = edition(str(tmp_path / "maths.md"))
    for output_format in (PPTX, HTML):
        result = proof(output_format.render(own, SETTING).data, f"deck.{output_format.name}", own)
        assert result.differences == ()
        assert result.counts["formulas"].total >= 3


def test_points_of_a_native_chart_are_compared() -> None:
    own = edition("cambodia-us-relations")
    data = PPTX.render(own, SETTING).data
    chart = "ppt/charts/chart1.xml"
    for old, new in (("<a:t>1,180</a:t>", "<a:t>1,810</a:t>"), ("<c:v>1180</c:v>", "<c:v>1810</c:v>")):
        [difference] = proof(with_text(data, chart, old, new), "deck.pptx", own).differences
        assert difference.code in ("alt-text-lost", "text-extra")
        assert difference.spot == 6
        assert re.search(r"1,?810", difference.message)


SLIDE = "ppt/slides/slide{}.xml"


@pytest.mark.parametrize(
    ("number", "old", "new", "code"),
    [
        (3, "$40 million<", "$4 million<", "fact-altered"),
        (3, "$40 million<", "<", "fact-lost"),
        (3, "Lee 1999<", "Lea 1999<", "citation-label-differs"),
        (3, "<a:t>It was built in ", "<a:t>It was rebuilt in ", "text-lost"),
        (4, ">nothing<", "><", "table-cell-lost"),
        (5, 'descr="A grey square"', 'descr=""', "alt-text-lost"),
        (6, 'm:val="∑"', 'm:val="∏"', "text-lost"),
    ],
)
def test_damage_to_a_slide_is_told(number: int, old: str, new: str, code: str) -> None:
    assert (code, number) in codes(with_text(pptx(), SLIDE.format(number), old, new))


def test_words_that_were_added_are_told() -> None:
    data = with_text(pptx(), SLIDE.format(3), "Nobody", "Surely nobody")
    assert ("text-lost", 3) in codes(data) or ("text-extra", 3) in codes(data)
    box = '<p:sp><p:nvSpPr><p:cNvPr id="99" name="X"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/>'
    box += "<p:txBody><a:bodyPr/><a:p><a:r><a:t>Sponsored words</a:t></a:r></a:p></p:txBody></p:sp>"
    data = with_text(pptx(), SLIDE.format(3), "</p:spTree>", f"{box}</p:spTree>")
    assert codes(data) == [("text-extra", 3)]


def test_a_slide_that_is_gone_and_slides_in_another_order_are_told() -> None:
    name = "ppt/presentation.xml"

    def without_third(parts: dict[str, bytes]) -> None:
        ids = re.findall(rb"<p:sldId [^>]*>", parts[name])
        parts[name] = parts[name].replace(ids[2], b"")

    def in_other_order(parts: dict[str, bytes]) -> None:
        third, fourth = re.findall(rb"<p:sldId [^>]*>", parts[name])[2:4]
        parts[name] = parts[name].replace(third + fourth, fourth + third)

    lost_codes = {code for code, _ in codes(with_parts(pptx(), without_third))}
    assert {"text-lost", "link-dead"} <= lost_codes
    assert codes(with_parts(pptx(), in_other_order))


def test_a_link_to_another_slide_is_told() -> None:
    data = with_text(pptx(), "ppt/slides/_rels/slide3.xml.rels", "slide6.xml", "slide5.xml")
    assert codes(data) == [("link-dead", 3)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (">$40 million</span> worth", ">$400 million</span> worth", "fact-altered"),
        ('<p class="handling ', '<p class="draft">Eyes of Bob</p><p class="handling ', "text-extra"),
        (">Lee 1999<", ">Lea 1999<", "citation-label-differs"),
        ("<td>nothing</td>", "<td></td>", "table-cell-lost"),
        ('alt="A grey square"', 'alt=""', "alt-text-lost"),
        ("<mo>∑</mo>", "<mo>∏</mo>", "text-lost"),
        ('href="#sec-second"', 'href="#sec-first"', "link-dead"),
        ("<title>Rivers", "<title>Lakes", "metadata-differs"),
    ],
)
def test_damage_to_the_page_is_told(old: str, new: str, code: str) -> None:
    text = page().decode()
    assert old in text, old
    assert code in {each for each, _ in codes(text.replace(old, new, 1).encode(), "deck.html")}


def test_a_slide_that_does_not_say_who_may_read_it_is_told() -> None:
    shape = re.compile(r'<p:sp><p:nvSpPr><p:cNvPr id="\d+" name="For the desk only"/>.*?</p:sp>', re.DOTALL)

    def edit(parts: dict[str, bytes]) -> None:
        name = SLIDE.format(4)
        parts[name] = shape.sub("", parts[name].decode()).encode()

    assert codes(with_parts(pptx(), edit)) == [("text-lost", 4)]
    text = re.sub(r'<p class="handling [^>]*>[^<]*</p>', "", page().decode(), count=1)
    assert codes(text.encode(), "deck.html") == [("text-lost", 1)]


def test_authors_in_the_properties_are_compared() -> None:
    data = with_text(pptx(), "docProps/core.xml", "<dc:creator>Ada Lovelace", "<dc:creator>Bob")
    assert codes(data) == [("metadata-differs", 0)]
    text = page().decode().replace('content="Ada Lovelace"', 'content=""')
    assert codes(text.encode(), "deck.html") == [("metadata-differs", 0)]
