"""Words for slides: what is left of a text without citations, its sentences, and what is said of it."""

from __future__ import annotations

import pytest

from pipeline.editions.deck_words import (
    bare,
    bare_blocks,
    bare_table,
    cites,
    count_words,
    facts,
    headline,
    notes_of,
    part_of,
    sentences,
    speaker_notes,
    tidy,
    without_links,
)
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.walk import text_of
from tests.slides.builders import cell, para, row, table

SPACE, BREAK = n.Space(), n.SoftBreak()
NOTE = n.Note((n.Para(words("A note.")),))


def cite(mode: n.CitationMode = "NormalCitation", label: str = "(Lee 1999)") -> n.Cite:
    return n.Cite((n.Citation("k", mode=mode),), (n.Str(label),))


def strings(*texts: str) -> n.Inlines:
    """Return a Space for each blank, a Str for each other text."""
    return tuple(SPACE if text == " " else n.Str(text) for text in texts)


@pytest.mark.parametrize(
    ("inlines", "result"),
    [
        ((), ()),
        (strings(" ", " "), ()),
        (strings(" ", "a", " "), strings("a")),
        (strings("a", " ", " ", "b"), strings("a", " ", "b")),
        ((n.Str("a"), BREAK, n.Str("b"), BREAK), strings("a", " ", "b")),
        (strings("a", " ", "."), strings("a", ".")),
        (strings("a", " ", ",", " ", "b"), strings("a", ",", " ", "b")),
        (strings("a", " ", ";b"), strings("a", ";b")),
        (strings("a", " ", ":", " ", "b"), strings("a", " ", ":", " ", "b")),
        (strings("a", " ", "(b"), strings("a", " ", "(b")),
        (strings(".", "a"), strings(".", "a")),
        (strings("a", ".", "b"), strings("a", ".", "b")),
        (strings("a", " ", "", " ", "b"), strings("a", " ", "", " ", "b")),
        (strings("a,"), strings("a")),
        (strings("a,", " "), strings("a")),
        (strings("a;"), strings("a;")),
        (strings("a,", "b"), strings("a,", "b")),
        ((n.Emph(words("a,")), SPACE), (n.Emph(words("a,")),)),
        ((SPACE, n.LineBreak(), SPACE, n.Str("a")), (n.LineBreak(), SPACE, n.Str("a"))),
    ],
)
def test_blanks_stand_between_words_only_and_no_comma_ends_a_text(
    inlines: n.Inlines, result: n.Inlines
) -> None:
    assert tidy(inlines) == result


@pytest.mark.parametrize(
    ("inlines", "text"),
    [
        ((*strings("It", " ", "rains"), NOTE, n.Str(".")), "It rains."),
        ((*strings("It", " ", "rains", " "), cite(), *strings(",", " ", "so.")), "It rains, so."),
        ((cite(), *strings(" ", "rains.")), "rains."),
        ((n.Emph((*strings("It", " "), cite())), n.Str(".")), "It."),
        ((*strings("It", " ", "("), cite(), *strings(")", " ", "is.")), "It is."),
        ((*strings("It", " ", "((a)"), cite(), *strings(")", " ", "is.")), "It ((a)) is."),
        ((*strings("It", " ", "(so"), cite(), *strings(")", " ", "is.")), "It (so) is."),
        ((*strings("It", " ", "("), cite(), *strings("b)", " ", "is.")), "It (b) is."),
        ((*strings("It", " ", "f("), cite(), *strings("),", " ", "is.")), "It f, is."),
        ((n.Str("("), cite(), n.Str(")"), SPACE, n.Str("It")), "It"),
        ((*strings("It", " ", "("), NOTE, *strings(")", " ", "is.")), "It is."),
        ((*strings("It", " ", "("), cite(), NOTE, *strings(").")), "It."),
        ((*strings("It", " ", "("), cite(), *strings(";", " "), NOTE, *strings(").")), "It."),
        ((*strings("It", " ", "(;"), NOTE, n.Str(").")), "It (;)."),
        ((n.Str("f()"), NOTE, n.Str(")")), "f())"),
        ((n.Str("So"), SPACE, cite("AuthorInText", "Lee"), n.Str(")x")), "So Lee)x"),
        ((n.Str("("), cite("AuthorInText", "Lee"), n.Str(")")), "(Lee)"),
    ],
)
def test_of_a_citation_nothing_is_left(inlines: n.Inlines, text: str) -> None:
    assert text_of(bare(inlines)) == text
    assert text_of(bare_blocks((n.Para(inlines),))) == text


@pytest.mark.parametrize("mode", ["AuthorInText", "SuppressAuthor"])
def test_a_citation_with_a_name_in_the_sentence_stays_whole(mode: n.CitationMode) -> None:
    both = n.Cite((n.Citation("a"), n.Citation("b", mode=mode)), words("Lee 1999"))
    assert bare((*strings("So", " "), both)) == (*strings("So", " "), both)
    assert bare((*strings("So", " "), n.Cite((n.Citation("a"), n.Citation("b")), words("Lee")))) == strings(
        "So"
    )


def test_a_table_on_a_slide_has_no_citations_no_notes_and_no_caption() -> None:
    third = n.Cell(n.Attr(), "AlignDefault", 1, 1, (n.Plain((n.Str("c"), NOTE, SPACE, cite())),))
    block = table([row("a", "b"), row(third, "d")])
    caption = n.Caption(words("C"), (n.Plain(words("Caption.")),))
    whole = n.Table(block.attr, caption, block.columns, block.head, block.bodies, block.foot)
    assert bare_table(whole) == table([row("a", "b"), row("c", "d")])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("It is so.", "It is so"),
        ("It is so", "It is so"),
        ("It is so...", "It is so..."),
        ("It is so..", "It is so.."),
        ("It is so…", "It is so…"),
        ("Is it so?", "Is it so?"),
        ("It is so .", "It is so"),
        (".", ""),
        ("", ""),
    ],
)
def test_a_title_has_no_full_stop(text: str, title: str) -> None:
    assert headline(words(text)) == words(title) if title else headline(words(text)) == ()


def test_a_title_has_the_words_of_links_and_keeps_what_is_set_in_it() -> None:
    link = n.Link(n.Attr(), words("the treaty"), "#a")
    assert headline((*words("Of"), SPACE, link, n.Str("."))) == words("Of the treaty")
    assert headline((n.Emph((link,)),)) == (n.Emph(words("the treaty")),)
    assert headline((n.Emph(words("So it is.")),)) == (n.Emph(words("So it is.")),)
    assert without_links((link, n.Str("."))) == (*words("the treaty"), n.Str("."))


@pytest.mark.parametrize(
    ("title", "lang", "mark"),
    [
        ("One", "en", "(1\xa0of\xa02)"),
        ("دراسة", "en", "(\u200e1\xa0of\xa02)"),
        ("Eins", "de", "(1\xa0von\xa02)"),
    ],
)
def test_the_number_of_a_slide_runs_in_its_own_direction(title: str, lang: str, mark: str) -> None:
    assert text_of(part_of(words(title), 1, 2, lang)) == f"{title} {mark}"
    assert part_of(words(title), 1, 1, lang) == words(title)


def texts_of(inlines: n.Inlines, lang: str = "en") -> list[str]:
    return [text_of(each) for each in sentences(inlines, lang)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One is. Two are! Are three? Four…", 4),
        ("One is.) Two are.” Three.’ Four.] Five.» Six.", 6),
        ("One is, two are; three: four", 1),
        ("一。 二！ 三？", 3),
        ("One is.Two are.", 1),
        ("One.  Two.", 2),
        ("", 0),
        (" ", 0),
    ],
)
def test_sentences_end_with_their_marks_before_a_blank(text: str, count: int) -> None:
    results = texts_of(words(text))
    assert len(results) == count
    assert " ".join(results).split() == text.split()


def test_a_sentence_may_end_before_a_line_end_and_with_a_node() -> None:
    assert texts_of((*words("One is."), BREAK, *words("Two are."))) == ["One is.", "Two are."]
    assert texts_of((n.Emph(words("One is. So.")), SPACE, *words("Two are."))) == ["One is. So.", "Two are."]
    assert texts_of((*words("One is."), n.LineBreak(), *words("Two are."))) == ["One is.\nTwo are."]


def test_a_sentence_ends_before_its_notes() -> None:
    text = (
        *words("One is."),
        NOTE,
        SPACE,
        *words("Two are."),
        NOTE,
        NOTE,
        BREAK,
        *words("Three, etc."),
        NOTE,
    )
    assert list(sentences(text, "en")) == [
        (*words("One is."), NOTE), (*words("Two are."), NOTE, NOTE), (*words("Three, etc."), NOTE)
    ]  # fmt: skip
    assert len(texts_of((*words("Of No."), NOTE, SPACE, *words("3 more.")))) == 1


def test_a_mark_of_a_script_without_capitals_ends_a_sentence_whatever_follows() -> None:
    assert texts_of(words("यह है। और है।"), "hi") == ["यह है।", "और है।"]
    assert texts_of(words("នេះ។ និង៕ នោះ"), "km") == ["នេះ។", "និង៕", "នោះ"]
    assert texts_of(words("This is e.g. and so."), "en") == ["This is e.g. and so."]


@pytest.mark.parametrize("count", [5, 39, 40, 41, 60, 200])
def test_a_long_sentence_before_or_behind_changes_no_end(count: int) -> None:
    long = " ".join(["word"] * count)
    assert texts_of(words(f"Long {long} ends. So. Long {long} ends.")) == [
        f"Long {long} ends.", "So.", f"Long {long} ends."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("one", 1), ("one – two", 2), ("7.2 %", 1), ("a. b, c", 3), ("… ! ?", 0)]
)
def test_words_are_counted_as_a_reader_does(text: str, count: int) -> None:
    assert count_words(words(text)) == count
    assert count_words((n.Para(words(text)), n.Para(words(text)))) == 2 * count


def test_citations_and_facts_of_a_text_in_their_order() -> None:
    def fact(name: str) -> n.Span:
        return n.Span(n.Attr("", ("fact",), (("fact", name),)), (n.Str("1"),))

    first, second = cite(), cite("AuthorInText")
    blocks = (n.Para((fact("b"), first, n.Emph((fact("a"), second)))), n.Para((fact("b"), fact(""))))
    assert list(cites(blocks)) == [first, second]
    assert facts(blocks) == ("b", "a")
    assert facts((n.Para((n.Span(n.Attr(), (n.Str("x"),)),)),)) == ()


def test_what_is_said_has_no_headings_tables_boxes_or_rules() -> None:
    caption = n.Caption(None, (n.Plain(words("Caption.")),))
    plain = table([row("c", "d"), row(cell(""), cell(""))], head=(row("a", "b"),))
    whole = n.Table(plain.attr, caption, plain.columns, plain.head, plain.bodies, plain.foot)
    image = n.Image(n.Attr(), words("A map"), "a.png")
    blocks: n.Blocks = (
        n.Header(2, n.Attr("a"), words("Heading")),
        whole,
        n.Div(n.Attr("", ("box",)), (para("In a box."), n.Header(3, n.Attr(), words("Deep")))),
        n.Figure(n.Attr("fig-a"), n.Caption(None, (n.Plain(words("Figure.")),)), (n.Plain((image,)),)),
        n.HorizontalRule(),
        n.Para((image, n.Str("."))),
        n.CodeBlock(n.Attr(), "code"),
    )
    assert speaker_notes(blocks) == (
        n.Para((n.Strong(words("Heading")),)),
        n.Plain(words("Caption.")),
        n.Para((n.Str("a"), n.Str(";"), SPACE, n.Str("b"))),
        n.Para((n.Str("c"), n.Str(";"), SPACE, n.Str("d"))),
        para("In a box."),
        n.Para((n.Strong(words("Deep")),)),
        n.Plain(words("Figure.")),
        n.Para((*words("A map"), n.Str("."))),
        n.CodeBlock(n.Attr(), "code"),
    )


def test_a_note_is_said_in_brackets_and_one_without_words_not_at_all() -> None:
    two = n.Note((n.Para(words("One.")), n.Para(words("Two."))))
    assert speaker_notes((n.Para((n.Str("a"), two)),)) == (
        n.Para((n.Str("a"), SPACE, n.Str("("), *words("One. Two."), n.Str(")"))),
    )
    assert speaker_notes((n.Para((n.Str("a"), n.Note(()))),)) == (n.Para((n.Str("a"),)),)


def test_notes_of_a_slide_are_said_but_those_that_its_words_have() -> None:
    other = n.Note((n.Para(words("Another.")), n.Para(words("More."))))
    inlines = (n.Str("a"), NOTE, n.Str("b"), other, n.Note(()))
    assert notes_of(inlines) == (para("A note."), para("Another. More."))
    assert notes_of((n.Para(inlines),), (NOTE,)) == (para("Another. More."),)
    assert notes_of(inlines, inlines) == ()
