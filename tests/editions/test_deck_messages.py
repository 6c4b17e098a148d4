"""Markup in messages of slides and in the deck's title: rendered on slides, plain words elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.build import resolve_article
from pipeline.checking import gate
from pipeline.editions.briefing import briefing
from pipeline.editions.deck import deck
from pipeline.editions.ebook import ebook
from pipeline.load.article import locate
from pipeline.model import nodes as n
from pipeline.model.slides import Slide
from pipeline.model.stages import Document
from pipeline.model.walk import text_of, walk

LEDGER = """facts:
- id: price
  kind: money
  subject: the price of Alaska
  status: confirmed
  value: {amount: 7200000, currency: USD, basis: nominal}
  sources: [{ref: treaty}]
"""
REFERENCES = """@book{treaty, author={Seward, William}, title={The treaty}, year={1867}, publisher={GPO}}
@book{other, author={Other, Ann}, title={Another}, year={1900}, publisher={GPO}}
"""
HEAD = "---\ntitle: Alaska\nlang: en\ndate: 2026-01-01\nbibliography: refs.bib\n{more}---\n\n"


def article(folder: Path, text: str, more: str = "") -> Path:
    (folder / "facts.yaml").write_text(LEDGER, "utf-8")
    (folder / "refs.bib").write_text(REFERENCES, "utf-8")
    path = folder / "article.md"
    path.write_text(HEAD.format(more=more) + text, "utf-8")
    return path


def document(folder: Path, text: str, more: str = "") -> Document:
    return resolve_article(locate(str(article(folder, text, more)), folder)).document


def slides(folder: Path, message: str, content: str = "- One point.\n- Two points.") -> tuple[Slide, ...]:
    """Return the slides of a section with one slide of this message."""
    text = f'# One\n\nWords.\n\n::: {{.slide message="{message}"}}\n{content}\n:::\n'
    return deck(document(folder, text)).slides


def test_a_message_has_the_signs_that_are_escaped_in_it(tmp_path: Path) -> None:
    titles = [text_of(slide.title) for slide in slides(tmp_path, r"R\\&D is 5 \\* 3 at A&amp;B")]
    assert "R&D is 5 * 3 at A&B" in titles


def kinds(inlines: n.Inlines) -> list[str]:
    names = [type(node).__name__ for node in walk(inlines)]
    return [name for name in names if name not in ("Str", "Space")]


def title_with(all_slides: Iterable[Slide], words: str) -> Slide:
    [slide] = [each for each in all_slides if words in text_of(each.title)]
    return slide


def test_markup_of_a_message_is_rendered_in_the_title_of_its_slide(tmp_path: Path) -> None:
    slide = title_with(slides(tmp_path, "**Bold** and `code`, H~2~O and $x^2$."), "Bold")
    assert text_of(slide.title) == "Bold and code, H2O and x²"
    assert kinds(slide.title) == ["Strong", "Code", "Subscript", "Math"]


def test_plain_words_are_shown_as_they_are_typed(tmp_path: Path) -> None:
    for message in ("2 * 3 is six", "Costs $5 or $6", "A_b and c_d", "Is it so?"):
        slide = title_with(slides(tmp_path, message), message[:4])
        assert text_of(slide.title) == message


def test_what_is_no_line_of_words_is_shown_as_it_is_typed(tmp_path: Path) -> None:
    for message in ("- a *b*", "# *b*", "1. x_y", "***", ":::"):
        assert text_of(title_with(slides(tmp_path, message), message).title) == message


def test_facts_citations_and_references_in_a_message_are_those_of_the_text(tmp_path: Path) -> None:
    message = "It cost []{fact=price}, says @other, see @sec-two, and more [@treaty]"
    box = f'::: {{.slide message="{message}"}}\nA line.\n:::'
    text = f"# One\n\nWords.\n\n{box}\n\n# Two {{#sec-two}}\n\nMore.\n"
    slide = title_with(deck(document(tmp_path, text)).slides, "cost")
    assert text_of(slide.title) == "It cost $7.2 million, says Other (1900), see “Two”, and more"
    assert text_of(slide.source) == "Sources: Other 1900; Seward 1867"


def test_the_source_line_of_a_table_has_the_sources_of_its_message(tmp_path: Path) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Numbers [@treaty]"
    slide = title_with(slides(tmp_path, "*Numbers* of gold [@other]", table), "Numbers")
    assert text_of(slide.source) == "Source: Other 1900"


def test_a_note_of_a_message_is_with_the_speaker_notes(tmp_path: Path) -> None:
    slide = title_with(slides(tmp_path, "It *was* gold^[In coins.]"), "gold")
    assert text_of(slide.title) == "It was gold"
    assert "In coins." in text_of(slide.notes)


def test_messages_of_key_points_and_open_questions_are_rendered(tmp_path: Path) -> None:
    text = "# One\n\nWords.\n\n" + "\n".join(
        f'::: {{.{name} message="Was *{name}* it?"}}\n- A point.\n:::\n'
        for name in ("key-points", "open-questions")
    )
    content = document(tmp_path, text)
    for name in ("key-points", "open-questions"):
        assert kinds(title_with(deck(content).slides, name).title) == ["Emph"]
    for edition in (briefing(content), ebook(content)):
        assert "Was" not in text_of(edition.blocks)


def test_what_is_wrong_in_a_message_is_told_where_it_is_typed(tmp_path: Path) -> None:
    message = "A [x]{fact=nosuch}, [$8 million]{fact=price}, [@nokey] and @fig-none"
    text = f'# One\n\nWords.\n\n::: {{.slide message="{message}"}}\n- A line.\n:::\n'
    path = article(tmp_path, text)
    line = path.read_text("utf-8").split("\n")[11]
    places = {each.code: each.place for each in gate(locate(str(path), tmp_path)) if each.place.line == 12}
    assert {code: line[place.column - 1 :][:5] for code, place in places.items()} == {
        "fact-undefined": "nosuc",
        "fact-mismatch": "$8 mi",
        "citation-undefined": "nokey",
        "crossref-undefined": "fig-n",
    }


def test_the_length_of_a_message_is_that_of_its_words(tmp_path: Path) -> None:
    words = "*So* " * 20 + "long."
    text = f'# One\n\nWords.\n\n::: {{.slide message="{words}"}}\n- A line.\n:::\n'
    codes = [each.code for each in gate(locate(str(article(tmp_path, text)), tmp_path))]
    assert "message-long" not in codes


def test_the_title_of_a_deck_is_rendered_on_its_first_slide_only(tmp_path: Path) -> None:
    more = "kicker: The *series*\ndeck:\n  title: At []{fact=price} for *Alaska*\n"
    content = document(tmp_path, "# One\n\nWords.\n", more)
    [cover, *_] = deck(content).slides
    assert text_of(cover.title) == "At $7.2 million for Alaska"
    assert kinds(cover.title) == ["Span", "Emph"]
    assert cover.kicker == "The series"
    assert content.front.title == "Alaska"
    assert "At $7.2" not in text_of(briefing(content).blocks)


def test_a_title_of_the_deck_in_plain_words_stands_before_a_title_with_markup(tmp_path: Path) -> None:
    content = document(tmp_path, "# One\n\nWords.\n", "subtitle: A *b*\ndeck:\n  title: Plain\n")
    assert text_of(deck(content).slides[0].title) == "Plain"
