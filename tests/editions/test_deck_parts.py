"""What a slide shows alone, the words of captions, and the titles of boxes."""

from __future__ import annotations

import pytest

from pipeline.editions.deck_boxes import run_in
from pipeline.editions.deck_captions import caption_label, caption_words, split_caption
from pipeline.editions.deck_names import with_names
from pipeline.editions.deck_parts import parts_of
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from tests.canvas import CANVAS
from tests.slides.builders import div, para, row, table

FIGURE = n.Figure(n.Attr("fig-a"), n.Caption(None, ()), (para("In its place."),))
TABLE = table([row("a", "b")])
ONE, TWO = n.Header(2, n.Attr("one"), words("One")), n.Header(3, n.Attr("two"), words("Two"))
A, B, C = para("A"), para("B"), para("C")
RULE, COLUMNS = n.HorizontalRule(), div("columns", div("column", A), div("column", B))
LABEL = n.Span(n.Attr("", ("label",)), words("Figure 1"))


@pytest.mark.parametrize(
    ("blocks", "parts"),
    [
        ((), ((),)),
        ((A,), ((A,),)),
        ((A, B, C), ((A, B, C),)),
        ((FIGURE,), ((FIGURE,),)),
        ((FIGURE, TABLE), ((FIGURE,), (TABLE,))),
        ((A, FIGURE, B), ((A,), (FIGURE,), (B,))),
        ((A, B, TABLE, C), ((A, B), (TABLE,), (C,))),
        ((TABLE, A, B), ((TABLE,), (A, B))),
        ((div("box", A, FIGURE, B), C), ((A,), (FIGURE,), (B, C))),
        ((n.BlockQuote((div("box", TABLE),)), A), ((TABLE,), (A,))),
        ((div("box", A, B), C), ((div("box", A, B), C),)),
        ((n.BlockQuote((A,)),), ((n.BlockQuote((A,)),),)),
        ((RULE,), ((),)),
        ((A, RULE, B, RULE, C), ((A,), (B,), (C,))),
        ((RULE, A, RULE, RULE, TABLE, RULE, B, RULE), ((A,), (TABLE,), (B,))),
        ((A, COLUMNS, B), ((A,), (COLUMNS,), (B,))),
        ((div("box", A, COLUMNS), B), ((A,), (COLUMNS,), (B,))),
        ((div("columns", div("column", A)), B), ((div("columns", div("column", A)), B),)),
    ],
)
def test_each_figure_table_and_pair_of_columns_is_a_part_of_its_own(
    blocks: n.Blocks, parts: tuple[n.Blocks, ...]
) -> None:
    assert tuple(part.blocks for part in parts_of(blocks)) == parts
    assert {part.headings for part in parts_of(blocks)} == {()}


@pytest.mark.parametrize(
    ("blocks", "parts"),
    [
        ((ONE, TABLE), (((TABLE,), (ONE,)),)),
        ((ONE, FIGURE), (((FIGURE,), (ONE,)),)),
        ((ONE, COLUMNS), (((COLUMNS,), (ONE,)),)),
        ((ONE, TWO, TABLE), (((TABLE,), (ONE, TWO)),)),
        ((A, ONE, TABLE, FIGURE), (((A,), ()), ((TABLE,), (ONE,)), ((FIGURE,), (ONE,)))),
        ((ONE, TABLE, B), (((TABLE,), (ONE,)), ((B,), (ONE,)))),
        ((ONE, TABLE, TWO, TABLE), (((TABLE,), (ONE,)), ((TABLE,), (TWO,)))),
        ((ONE, TABLE, TWO, B), (((TABLE,), (ONE,)), ((TWO, B), ()))),
        ((ONE, A, TABLE), (((ONE, A), ()), ((TABLE,), ()))),
        ((ONE, TABLE, RULE, TABLE), (((TABLE,), (ONE,)), ((TABLE,), ()))),
        ((ONE, RULE, TABLE), (((ONE,), ()), ((TABLE,), ()))),
        ((div("box", ONE, TABLE), B), (((TABLE,), (ONE,)), ((B,), (ONE,)))),
        ((A, ONE), (((A, ONE), ()),)),
    ],
)
def test_headings_that_would_be_alone_are_over_the_parts_behind_them(
    blocks: n.Blocks, parts: tuple[tuple[n.Blocks, tuple[n.Header, ...]], ...]
) -> None:
    assert tuple((part.blocks, part.headings) for part in parts_of(blocks)) == parts


def caption(*blocks: n.Inlines) -> n.Caption:
    return n.Caption(None, tuple(n.Plain(inlines) for inlines in blocks))


@pytest.mark.parametrize(
    ("inlines", "text", "label"),
    [
        ((LABEL, n.Str("."), n.Space(), *words("A map.")), "A map.", "Figure 1"),
        ((LABEL, n.Space(), *words("A map.")), "A map.", "Figure 1"),
        ((LABEL,), "", "Figure 1"),
        (words("A map."), "A map.", ""),
        ((n.Span(n.Attr("", ("fact",)), words("Two")), *words(" maps.")), "Two maps.", ""),
        ((n.Span(n.Attr("", ("fact",)), words("2")), n.Str("."), n.Space(), n.Str("x")), "2. x", ""),
        ((), "", ""),
    ],
)
def test_a_caption_has_a_label_and_words(inlines: n.Inlines, text: str, label: str) -> None:
    assert text_of(caption_words(caption(inlines))) == text
    assert caption_label(caption(inlines)) == label


def test_a_caption_of_several_paragraphs_is_one_text() -> None:
    both = n.Caption(None, (n.Plain((LABEL, n.Str("."), n.Space(), n.Str("One."))), para("Two."), FIGURE))
    assert caption_words(both) == words("One. Two.")


def test_the_first_sentence_of_a_caption_is_a_title() -> None:
    link = n.Link(n.Attr(), words("the map"), "#fig-a")
    note = n.Note((A,))
    text = (*words("See"), n.Space(), link, note, n.Str("."), n.Space(), *words("It is old. It is torn."))
    first, rest = split_caption(text, "en", CANVAS)
    assert first == (*words("See the map"), n.Str("."))
    assert rest == words("It is old. It is torn.")
    assert split_caption(words("One."), "en", CANVAS) == (words("One."), ())
    assert split_caption((), "en", CANVAS) == ((), ())


def box(*blocks: n.Block, classes: tuple[str, ...] = ("callout",), label: str = "label") -> n.Div:
    head = n.Div(n.Attr("", (label,)), (para("Of hills"),))
    return n.Div(n.Attr("box", classes), (head, *blocks))


TITLE = n.Strong((*words("Of hills"), n.Str(":")))


@pytest.mark.parametrize(
    ("blocks", "result"),
    [
        ((A, B), (n.Para((TITLE, n.Str("\u00a0"), *words("A"))), B)),
        ((TABLE,), (n.Para((TITLE,)), TABLE)),
        ((), (n.Para((TITLE,)),)),
    ],
)
def test_the_title_of_a_box_runs_into_its_first_paragraph(blocks: n.Blocks, result: n.Blocks) -> None:
    assert run_in((div("outer", box(*blocks)),)) == (
        div("outer", n.Div(n.Attr("box", ("callout",)), result)),
    )


def test_other_boxes_keep_their_blocks() -> None:
    others = (
        box(A, classes=("other",)),
        box(A, label="other"),
        div("callout", A),
        div("callout", div("label")),
    )
    assert run_in(others) == others


NAMES = {"ant": words("Ant 2001"), "bee": words("Bee 2002")}
NUMBER = (n.Superscript((n.Str("1"),)),)


def cite(*modes: n.CitationMode, inlines: n.Inlines = NUMBER) -> n.Cite:
    keys = ("ant", "bee", "lost")
    return n.Cite(tuple(n.Citation(key, mode=mode) for key, mode in zip(keys, modes, strict=False)), inlines)


@pytest.mark.parametrize("opening", ["(", "[", "{", "“", "‘", "«", "\u00a0", "\u202f", "a("])
def test_a_name_follows_an_opening_mark_without_a_blank(opening: str) -> None:
    for before in ((n.Str(opening),), (n.Emph((n.Str(opening),)),)):
        (result,) = with_names((n.Para((*before, cite("AuthorInText"))),), NAMES)
        assert text_of((result,)) == f"{opening}Ant 2001".strip()


@pytest.mark.parametrize("before", [n.Space(), n.SoftBreak(), n.LineBreak(), None])
def test_a_name_follows_a_blank_without_another(before: n.Inline | None) -> None:
    inlines = (n.Str("a"), before) if before else ()
    (result,) = with_names((n.Para((*inlines, cite("AuthorInText"))),), NAMES)
    assert isinstance(result, n.Para)
    assert result.inlines[:-1] == inlines


def test_a_name_is_a_link_to_its_source_and_so_are_more() -> None:
    (result,) = with_names((n.Para((n.Str("a"), cite("AuthorInText", "NormalCitation"))),), NAMES)
    first, second = (n.Link(n.Attr(), NAMES[key], f"#ref-{key}") for key in ("ant", "bee"))
    assert isinstance(result, n.Para)
    names = result.inlines[-1]
    assert isinstance(names, n.Cite)
    assert names.inlines == (first, n.Str(";"), n.Space(), second)
    assert result.inlines[:-1] == (n.Str("a"), n.Space())


@pytest.mark.parametrize(
    "other",
    [
        cite("NormalCitation", "NormalCitation"),
        cite("AuthorInText", "NormalCitation", "NormalCitation"),
        cite("AuthorInText", inlines=(*NUMBER, n.Str("x"))),
        cite("AuthorInText", inlines=words("Ant [1]")),
    ],
)
def test_other_citations_stay_as_they_are(other: n.Cite) -> None:
    block = n.Para((n.Str("a"), other, n.Str(".")))
    assert with_names((block,), NAMES) == (block,)
