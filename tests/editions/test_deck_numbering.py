"""One numbering in the title of a slide, and a title for a slide whose message has no words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.load.article import locate
from pipeline.model.walk import text_of

SENTENCES = "\n\n".join(
    f"A sentence of many words that fill a slide until there is no more room on it, number {number}."
    for number in range(8)
)


def titles(folder: Path, *boxes: tuple[str, str], lang: str = "en") -> list[str]:
    """Return the titles of slides of boxes, each a message and its content."""
    slides = "\n\n".join(f'::: {{.slide message="{message}"}}\n{text}\n:::' for message, text in boxes)
    file = folder / "article.md"
    file.write_text(f"---\ntitle: A title\nlang: {lang}\n---\n\n# Work\n\n{slides}\n", "utf-8")
    content = deck(resolve_article(locate(str(file), folder)).document)
    kinds = ("text", "points")
    return [text_of(slide.title).replace("\xa0", " ") for slide in content.slides if slide.kind in kinds]


@pytest.mark.parametrize(("lang", "word"), [("en", "of"), ("ru", "из"), ("de", "von")])
def test_two_boxes_of_one_message_that_go_over_several_slides_have_one_numbering(
    lang: str, word: str, tmp_path: Path
) -> None:
    once = titles(tmp_path, ("Everything", SENTENCES), lang=lang)
    count = len(once)
    assert count > 1
    assert once == [f"Everything ({position} {word} {count})" for position in range(1, count + 1)]
    twice = titles(
        tmp_path, ("Everything", SENTENCES), ("Other", "- A."), ("Everything", SENTENCES), lang=lang
    )
    both = [title for title in twice if title != "Other"]
    assert both == [f"Everything ({position} {word} {2 * count})" for position in range(1, 2 * count + 1)]


def test_a_numbering_goes_over_short_slides_of_the_same_message_only_if_a_title_came_twice(
    tmp_path: Path,
) -> None:
    one = titles(tmp_path, ("Everything", "- A."), ("Everything", SENTENCES))
    count = len(one)
    assert one == ["Everything", *(f"Everything ({place} of {count - 1})" for place in range(1, count))]
    two = titles(tmp_path, ("Everything", "- A."), ("Everything", SENTENCES), ("Everything", "- B."))
    assert two == [f"Everything ({place} of {count + 1})" for place in range(1, count + 2)]


def test_titles_without_parts_and_numbers_that_an_author_writes_stay(tmp_path: Path) -> None:
    assert titles(tmp_path, ("A", "- A."), ("A", "- B.")) == ["A", "A (2)"]
    own = ("Step (1 of 2)", "Step (2 of 2)")
    assert titles(tmp_path, *((each, "- A.") for each in own)) == [*own]


@pytest.mark.parametrize("message", ["[]{.x}", "**[]{.x}**", "![](x.png)", "&nbsp;"])
def test_a_message_without_words_leaves_the_slide_its_usual_title(message: str, tmp_path: Path) -> None:
    found_titles = titles(tmp_path, (message, "- A."), ("Words", "- B."))
    assert [title.removesuffix(" (2)") for title in found_titles] == ["Work", "Words"]
