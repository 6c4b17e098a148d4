"""Words on slides, read back run by run: how each is set, its language, its link; and what is said."""

from __future__ import annotations

import io
from typing import Any

import pptx
import pytest
from pptx.oxml.ns import qn

from pipeline.formats.pptx import PPTX
from pipeline.model import nodes as n
from pipeline.model.diagnostics import DossierError
from pipeline.model.slides import Slide
from tests.editions.deck_sample import edition, of_slides
from tests.formats.deck_setting import SETTING

PLAIN = n.Attr()
A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"


def deck(*slides: Slide) -> Any:
    """Return a presentation of a cover and these slides."""
    cover = Slide("cover", "cover", (n.Str("T"),))
    data = PPTX.render(of_slides((cover, *slides), edition("tests/sample")), SETTING).data
    return pptx.Presentation(io.BytesIO(data))


def text_slide(*blocks: n.Block, notes: n.Blocks = ()) -> Slide:
    return Slide("one", "text", (n.Str("Title"),), content=blocks, notes=notes)


def body(page: Any) -> Any:
    return next(shape for shape in page.placeholders if shape.placeholder_format.idx == 1).text_frame


def runs(*inlines: n.Inline) -> list[Any]:
    """Return the runs of a paragraph of these inlines."""
    page = deck(text_slide(n.Para(inlines))).slides[1]
    return list(body(page).paragraphs[0].runs)


@pytest.mark.parametrize(
    ("node", "attributes"),
    [
        (n.Emph((n.Str("x"),)), {"i": "1"}),
        (n.Strong((n.Str("x"),)), {"b": "1"}),
        (n.Underline((n.Str("x"),)), {"u": "sng"}),
        (n.Strikeout((n.Str("x"),)), {"strike": "sngStrike"}),
        (n.SmallCaps((n.Str("x"),)), {"cap": "small"}),
        (n.Superscript((n.Str("x"),)), {"baseline": "30000"}),
        (n.Subscript((n.Str("x"),)), {"baseline": "-25000"}),
        (n.Strong((n.Emph((n.Str("x"),)),)), {"b": "1", "i": "1"}),
        (n.Span(PLAIN, (n.Str("x"),)), {}),
        (n.Cite((), (n.Str("x"),)), {}),
    ],
)
def test_a_word_is_set_as_its_kind_says(node: n.Inline, attributes: dict[str, str]) -> None:
    words = {run.text: dict(run._r.rPr.attrib) for run in runs(n.Str("a"), node, n.Str("b"))}
    if attributes:
        assert words == {"a": {"lang": "en"}, "x": {"lang": "en", **attributes}, "b": {"lang": "en"}}
    else:
        assert words == {"axb": {"lang": "en"}}


def test_code_has_a_face_of_its_own_and_quotations_have_their_marks() -> None:
    code, quotation = runs(
        n.Code(PLAIN, "f(x)"), n.Quoted("DoubleQuote", (n.Quoted("SingleQuote", (n.Str("y"),)),))
    )
    assert (code.text, code.font.name) == ("f(x)", "Source Code Pro")
    assert (quotation.text, quotation.font.name) == ("“‘y’”", None)


def test_a_break_is_a_break_and_spaces_are_one() -> None:
    page = deck(
        text_slide(n.Para((n.Str("a"), n.SoftBreak(), n.Str("b"), n.LineBreak(), n.Str("c"))))
    ).slides[1]
    assert body(page).paragraphs[0].text == "a b\vc"


def test_a_language_is_told_of_the_words_that_have_it_and_of_no_others() -> None:
    fact = n.Span(n.Attr("", ("fact",)), (n.Emph((n.Str("mots"),)),))
    french = n.Span(n.Attr("", (), (("lang", "fr"),)), (n.Str("deux"), n.Space(), fact))
    arabic = "العلاقات"
    languages = [
        (run.text, run._r.rPr.get("lang")) for run in runs(n.Str("one"), french, n.Str(f"two{arabic}"))
    ]
    assert languages == [
        ("one", "en"), ("deux ", "fr"), ("mots", "fr"), ("two", "en"), (arabic, "und-Arab")
    ]  # fmt: skip


def test_a_paragraph_from_right_to_left_is_turned() -> None:
    blocks = (n.Para((n.Str(text),)) for text in ("zero", "العلاقات", "one", "two"))
    page = deck(text_slide(*blocks)).slides[1]
    first, right_to_left, *others = (paragraph._p.find(qn("a:pPr")) for paragraph in body(page).paragraphs)
    assert first is None
    assert (right_to_left.get("rtl"), right_to_left.get("algn")) == ("1", "r")
    # In LibreOffice a paragraph without a direction has that of the one before it.
    assert [(each.get("rtl"), each.get("algn")) for each in others] == [("0", None)] * 2


def test_links_lead_to_slides_and_to_the_web_and_keep_the_colour_of_their_text() -> None:
    web = n.Link(PLAIN, (n.Str("w"),), "https://example.org/a?b=1&c=2")
    inside = n.Link(PLAIN, (n.Str("i"),), "#there")
    other = Slide(
        "two", "text", (n.Str("Other"),), content=(n.Div(n.Attr("there"), (n.Para((n.Str("x"),)),)),)
    )
    presentation = deck(text_slide(n.Para((web, n.Space(), inside))), other)
    page = presentation.slides[1]
    first, _, last = body(page).paragraphs[0].runs
    assert first.hyperlink.address == "https://example.org/a?b=1&c=2"
    jump = last._r.rPr.find(qn("a:hlinkClick"))
    assert jump.get("action") == "ppaction://hlinksldjump"
    assert page.part.rels[jump.get(qn("r:id"))].target_part is presentation.slides[2].part
    assert [each.tag.rpartition("}")[2] for each in jump.iter()][-1] == "hlinkClr"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:x", "//example.org"])
def test_no_link_leads_anywhere_but_to_the_web_and_mail(url: str) -> None:
    with pytest.raises(DossierError, match="a slide leads to"):
        runs(n.Link(PLAIN, (n.Str("x"),), url))
    # A scheme is written in letters of any case (RFC 3986, 3.1).
    for address in ("mailto:a@example.org", "HTTPS://EXAMPLE.ORG", "Http://example.org/A"):
        [run] = runs(n.Link(PLAIN, (n.Str("x"),), address))
        assert run.hyperlink.address == address


# A formula of more than one line.
MATRIX = r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"


def test_a_formula_is_native_and_its_letters_are_beside_it_for_other_programs() -> None:
    fraction, matrix = n.Math("InlineMath", r"\frac{a}{b}"), n.Math("InlineMath", MATRIX)
    page = deck(text_slide(n.Para((n.Str("so"), n.Space(), fraction, n.Space(), matrix)))).slides[1]
    [choice] = page.shapes._spTree.findall("{*}AlternateContent")
    native, plain = choice
    assert native.get("Requires") in native.nsmap
    assert native.nsmap[native.get("Requires")] == A14.strip("{}")
    assert len(list(native.iter(f"{A14}m"))) == 2
    assert not list(plain.iter(f"{A14}m"))
    assert "".join(text.text or "" for text in plain.iter(qn("a:t"))) == "so a/b (a, b; c, d)"


def test_what_pandoc_cannot_read_of_a_formula_stays_as_its_tex() -> None:
    [run] = runs(n.Math("InlineMath", r"\undefinedcommand{a}"))
    assert run.text == r"\undefinedcommand{a}"


def test_formulas_in_notes_are_letters() -> None:
    sum_of_squares = n.Math("InlineMath", r"\sum_{i=1}^n x_i^2 \le 1")
    page = deck(text_slide(n.Para((n.Str("x"),)), notes=(n.Para((sum_of_squares,)),))).slides[1]
    assert page.notes_slide.notes_text_frame.text == "∑_(i = 1)ⁿ x_i² ≤ 1"


def test_notes_are_paragraphs_with_a_line_between_them_and_no_links() -> None:
    link = n.Link(PLAIN, (n.Str("linked"),), "https://example.org")
    third = n.OrderedList(3, "Decimal", "Period", ((n.Plain((n.Str("third"),)),),))
    notes = (n.Para((n.Str("first"), n.Space(), link)), third)
    page = deck(text_slide(n.Para((n.Str("x"),)), notes=notes)).slides[1]
    frame = page.notes_slide.notes_text_frame
    assert [paragraph.text for paragraph in frame.paragraphs] == ["first linked", "", "third"]
    assert not list(frame._txBody.iter(qn("a:hlinkClick")))
    [number] = frame._txBody.iter(qn("a:buAutoNum"))
    assert (number.get("type"), number.get("startAt")) == ("arabicPeriod", "3")
    fields = [field.get("type") for field in page.notes_slide.shapes._spTree.iter(qn("a:fld"))]
    assert fields == ["slidenum"]


def test_each_slide_and_each_page_of_notes_has_a_part_of_its_own() -> None:
    content = (n.Para((n.Str("x"),)),)
    notes = [(n.Para((n.Str(f"n{count}"),)),) for count in range(12)]
    slides = [
        Slide(f"s{count}", "text", (n.Str(str(count)),), content=content, notes=notes)
        for count, notes in enumerate(notes)
    ]
    pages = list(deck(*slides).slides)[1:]
    assert [page.notes_slide.notes_text_frame.text for page in pages] == [f"n{count}" for count in range(12)]
    assert len({page.notes_slide.part.partname for page in pages}) == 12
