"""The projection of an article to slides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.editions.deck import deck
from pipeline.editions.deck_boxes import run_in
from pipeline.editions.deck_points import groups, short_points, with_leads
from pipeline.editions.deck_words import bare, count_words, headline, sentences
from pipeline.editions.prose import words
from pipeline.model import nodes as n
from pipeline.model.faults import fault
from pipeline.model.slides import Slide
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of, walk
from tests.articles import document
from tests.canvas import CANVAS
from tests.editions.deck_sample import edition

SAMPLE = "tests/sample"
PAPER = "tests/joss/paper.md"


def slides(target: str) -> tuple[Slide, ...]:
    return edition(target).slides


def by_kind(target: str, kind: str) -> list[Slide]:
    return [slide for slide in slides(target) if slide.kind == kind]


def test_an_article_opens_with_cover_and_glance_and_ends_with_sources_and_colophon() -> None:
    kinds = [slide.kind for slide in slides(SAMPLE)]
    assert kinds[:3] == ["cover", "text", "figures"]
    assert kinds[-2:] == ["sources", "colophon"]
    assert "divider" in kinds


def test_ids_and_titles_are_unique_and_none_is_empty() -> None:
    for target in (SAMPLE, PAPER):
        ids = [slide.id for slide in slides(target)]
        titles = [text_of(slide.title) for slide in slides(target)]
        assert len(set(ids)) == len(ids)
        assert len(set(titles)) == len(titles)
        assert all(titles)


def test_key_points_make_a_slide_with_their_message_as_title() -> None:
    points = by_kind(SAMPLE, "points")[0]
    assert text_of(points.title) == "The land changed hands before the money did"
    assert "Payment came on 1 August 1868." in text_of(points.content)


def test_every_slide_with_a_fact_has_a_source_line() -> None:
    for slide in slides(SAMPLE):
        has_facts = any(isinstance(node, n.Span) and node.attr.get("fact") for node in walk(slide.content))
        if has_facts and slide.kind != "figures":
            assert text_of(slide.source).startswith("Source")


def test_citations_leave_the_face_of_a_slide_for_its_source_line() -> None:
    for slide in slides(SAMPLE):
        if slide.kind in ("points", "number", "table"):
            assert not any(isinstance(node, n.Cite) for node in walk(slide.content))
    number = by_kind(SAMPLE, "number")[0]
    assert text_of(number.content).startswith("$7.2 million")
    assert "National Archives" in text_of(number.source)


def test_prose_is_said_once_and_with_its_citations() -> None:
    notes = "\n".join(text_of(slide.notes) for slide in slides(SAMPLE))
    assert notes.count("The Senate approved it on") == 1
    assert notes.count("The quotient is worked out in the briefing") == 1
    assert "Questions are welcome." in notes
    assert any(isinstance(node, n.Cite) for slide in slides(SAMPLE) for node in walk(slide.notes))


def test_a_note_is_said_in_brackets() -> None:
    notes = "\n".join(text_of(slide.notes) for slide in slides(SAMPLE))
    assert "(The warrant for the payment is kept in the National Archives" in notes
    assert not any(isinstance(node, n.Note) for node in walk(edition(SAMPLE).blocks))


def test_links_lead_to_what_is_in_the_deck() -> None:
    for target in (SAMPLE, PAPER):
        ids = {name for slide in slides(target) for name in slide.ids}
        links = [node.url for node in walk(edition(target).blocks) if isinstance(node, n.Link)]
        assert any(url.startswith("#ref-") for url in links)
        assert all(url[1:] in ids for url in links if url.startswith("#"))


def test_sources_are_those_that_the_deck_cites() -> None:
    listed_keys = {
        name for slide in by_kind(SAMPLE, "sources") for name in slide.ids if name.startswith("ref-")
    }
    cited_keys = {
        f"ref-{citation.id}"
        for slide in slides(SAMPLE)
        for node in walk((*slide.content, n.Plain(slide.source), *slide.notes))
        if isinstance(node, n.Cite)
        for citation in node.citations
    }
    assert listed_keys == cited_keys


def test_a_paper_without_key_points_has_slides_of_its_first_sentences() -> None:
    summary = slides(PAPER)[1]
    assert text_of(summary.title) == "Summary"
    assert "This is a test paper of Dossier" in text_of(summary.content)
    assert "it uses every element" in text_of(summary.notes)
    assert count_words(summary.content) <= 40
    assert not by_kind(PAPER, "divider")
    assert len(by_kind(PAPER, "formula")) == 3
    assert len(by_kind(PAPER, "figure")) == 2


def test_a_divider_shows_which_section_it_opens_also_where_others_have_none(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    text = "# One\n\nA sentence stands here.\n\n# Two\n\n# Three\n\nAnother one here.\n\n# Four\n"
    paper.write_text(f"---\ntitle: T\n---\n\n{text}", "utf-8")
    numbers = {text_of(slide.title): slide.number for slide in by_kind(str(paper), "divider")}
    assert numbers == {"Two": "2", "Four": "4"}


def test_points_too_many_for_a_slide_go_on_the_next() -> None:
    long = " ".join(["word"] * 30)
    parts = groups(
        (n.BulletList(tuple((n.Plain(words(f"{number} {long}")),) for number in range(9))),), CANVAS, "en"
    )
    assert len(parts) > 1
    assert sum(len(part) for part in parts) == 9


def test_points_begin_with_their_year_when_all_have_one() -> None:
    ledger = document(SAMPLE).ledger
    fact_point = (n.Span(n.Attr("", ("fact",), (("fact", "treaty-signed"),)), (n.Str("1867"),)), n.Str("."))
    (point_list,) = with_leads((fact_point, fact_point), ledger, "en", CANVAS)
    assert isinstance(point_list, n.Div)
    assert [node.attr.classes[0] for node in walk((point_list,)) if isinstance(node, n.Span)][:2] == [
        "lead",
        "point",
    ]
    (plain,) = with_leads((fact_point, words("No fact here.")), ledger, "en", CANVAS)
    assert isinstance(plain, n.BulletList)


def test_sentences_end_at_full_stops_but_not_at_abbreviations() -> None:
    text = words("The U.S. Senate agreed. So did e.g. Mr. Seward! “Really?” Yes.")
    assert [text_of(sentence) for sentence in sentences(text, "en")] == [
        "The U.S. Senate agreed.",
        "So did e.g. Mr. Seward!",
        "“Really?”",
        "Yes.",
    ]


def test_no_sentence_ends_within_its_brackets() -> None:
    text = words(
        "It is paid (grant no. RX15) here. It runs (ver. 2.7.1) fast. (So be it. Yes.) It (is. Then."
    )
    assert [text_of(sentence) for sentence in sentences(text, "en")] == [
        "It is paid (grant no. RX15) here.",
        "It runs (ver. 2.7.1) fast.",
        "(So be it.",
        "Yes.)",
        "It (is.",
        "Then.",
    ]


def cite_as(mode: n.CitationMode, label: str) -> n.Cite:
    return n.Cite((n.Citation("k", mode=mode),), (n.Str(label),))


@pytest.mark.parametrize(
    ("before", "cite", "behind", "text"),
    [
        ("It rains", cite_as("NormalCitation", "(Lee 1999)"), ".", "It rains."),
        (
            "The model of",
            cite_as("NormalCitation", "(Lee 1999)"),
            ", it rains.",
            "The model of (Lee 1999), it rains.",
        ),
        ("As found by", cite_as("NormalCitation", "[3]"), ".", "As found by [3]."),
        ("So Lee et al.", cite_as("SuppressAuthor", "(1999)"), ".", "So Lee et al. (1999)."),
        ("So", cite_as("AuthorInText", "Lee (1999)"), "says.", "So Lee (1999)says."),
    ],
)
def test_a_citation_stays_where_the_sentence_would_lack_it(
    before: str, cite: n.Cite, behind: str, text: str
) -> None:
    assert text_of(bare((*words(before), n.Space(), cite, n.Str(behind)))) == text


def test_no_empty_brackets_stay_where_a_citation_was() -> None:
    cite = cite_as("NormalCitation", "[3]")
    assert text_of(bare((*words("It rains ("), cite, n.Str(").")))) == "It rains."
    assert text_of(bare((n.Str("f("), n.Str(")")))) == "f()"


@pytest.mark.parametrize("words_of_fault", ["What is this?", "lost"])
def test_no_sentence_ends_with_the_mark_of_a_fault_or_the_label_of_a_source(words_of_fault: str) -> None:
    mark = fault(words(words_of_fault))
    cite = n.Cite((n.Citation("lost"),), (n.Str("("), mark, n.Str(")")))
    for item in (mark, cite, n.Strong((mark,))):
        text = (
            *words("It follows from"),
            n.Space(),
            item,
            n.Space(),
            *words("Alpha holds. So does Beta."),
        )
        texts = [text_of(sentence) for sentence in sentences(text, "en")]
        assert len(texts) == 2
        assert texts[0].endswith("Alpha holds.")


def test_a_sentence_of_citations_alone_makes_no_point() -> None:
    cite = n.Cite((n.Citation("a"),), (n.Str("(A"), n.Space(), n.Str("2020)")))
    assert short_points([(cite, n.Str("."))], "en") == ()


def test_a_sentence_cut_by_a_formula_makes_no_point() -> None:
    formula_text = (*words("It follows that"), n.Space(), n.Math("DisplayMath", "x"))
    assert short_points([formula_text, words("This stands alone.")], "en") == (words("This stands alone."),)


def test_a_title_loses_its_full_stop_and_its_citations() -> None:
    cite = n.Cite((n.Citation("a"),), (n.Str("(A"), n.Space(), n.Str("2020)")))
    assert text_of(headline((*words("It is so"), n.Space(), cite, n.Str(".")))) == "It is so"
    assert text_of(bare((*words("So it is"), n.Space(), cite, n.Str(".")))) == "So it is."


def test_an_article_without_anything_has_cover_and_colophon() -> None:
    edition: Edition = deck(replace(document(PAPER), blocks=()))
    assert [slide.kind for slide in edition.slides] == ["cover", "colophon"]


def test_a_callout_keeps_its_title_on_its_slide() -> None:
    title = n.Div(n.Attr("", ("label",)), (n.Para(words("Of hills")),))
    callout = n.Div(n.Attr("", ("callout",)), (title, n.Para(words("They are high. They are old."))))
    (box,) = run_in((callout,))
    assert isinstance(box, n.Div)
    (paragraph,) = box.blocks
    assert isinstance(paragraph, n.Para)
    assert [text_of(sentence) for sentence in sentences(paragraph.inlines, "en")] == [
        "Of hills:\u00a0They are high.",
        "They are old.",
    ]
    head = n.Header(1, n.Attr("one"), words("One"))
    edition = deck(replace(document(PAPER), blocks=(head, callout)))
    (slide,) = (each for each in edition.slides if each.id == "one" or text_of(each.title) == "One")
    assert "Of hills:" in text_of(slide.content)


@pytest.mark.parametrize("name", ["key-points", "slide"])
@pytest.mark.parametrize("kind", ["points", "text", "formula"])
def test_a_note_of_a_slide_is_said_with_it(name: str, kind: str) -> None:
    note = n.Note((n.Para(words("The warrant is kept.")),))
    sentence: n.Inlines = (*words("It was paid"), note, n.Str("."))
    formula = n.Math("DisplayMath", "x")
    content: dict[str, n.Blocks] = {
        "points": (n.BulletList(((n.Plain(sentence),), (n.Plain(words("Late.")),))),),
        "text": (n.BlockQuote((n.Para(sentence),)),),
        "formula": (n.Para((formula, n.Space(), *sentence)),),
    }
    head = n.Header(1, n.Attr("one"), words("One"))
    box = n.Div(n.Attr("", (name,), (("message", "It is so."),)), content[kind])
    (slide,) = (s for s in deck(replace(document(PAPER), blocks=(head, box))).slides if s.id == "one")
    assert "warrant" not in text_of(slide.content)
    assert text_of(slide.notes) == "The warrant is kept."
