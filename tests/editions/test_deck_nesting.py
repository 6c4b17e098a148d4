"""A slide within another block of an article is a slide of its own, behind what was around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.build import resolve_article
from pipeline.editions.deck import deck
from pipeline.load.article import locate
from pipeline.model.stages import Edition
from pipeline.model.walk import text_of, walk

INNER = "::: {.slide message='Inner.'}\ninside\n:::\n\n::: notes\nsaid\n:::"
KEY_POINTS = "::: {.key-points message='Inner.'}\n- inside\n:::\n\n::: notes\nsaid\n:::"


def outer_slide(text: str) -> str:
    return f":::::: {{.slide message='Outer.'}}\n{text}\n::::::"


def column(text: str) -> str:
    return f":::: column\n{text}\n::::\n"


def indent(text: str, mark: str, rest: str) -> str:
    """Return a text behind a mark, its other lines behind blanks or marks."""
    return mark + text.replace("\n", f"\n{rest}")


def edition(text: str, folder: Path) -> Edition:
    (folder / "paper.md").write_text(
        f"---\ntitle: T\n---\n\n# First\n\n{text}\n\n# Next\n\nIt is so.\n", "utf-8"
    )
    return deck(resolve_article(locate(str(folder / "paper.md"), folder)).document)


AROUND = {
    "a slide": "before\n\n{}\n\nbehind",
    "a column": f"::::: columns\n{column('before{blank}{}')}\n{column('behind')}:::::",
    "a callout": "::::: callout-note\n## before\n\n{}\n\nbehind\n:::::",
    "an item": "- before\n\n{item}\n\n- behind",
    "a quotation": "> before\n>\n{quotation}\n>\n> behind",
    "a definition": "before\n\n:   {definition}\n\n    behind",
    "two boxes": "before\n\n::::: other\n:::: more\n{}\n::::\n:::::\n\nbehind",
}


@pytest.mark.parametrize("inner", [INNER, KEY_POINTS])
@pytest.mark.parametrize("place", AROUND)
def test_a_slide_follows_what_is_around_it(place: str, inner: str, tmp_path: Path) -> None:
    text = AROUND[place].format(
        inner,
        blank="\n\n",
        item=indent(inner, "  ", "  "),
        quotation=indent(inner, "> ", "> "),
        definition=indent(inner, "", "    "),
    )
    outer, own = (each for each in edition(outer_slide(text), tmp_path).slides if each.kicker == "First")
    assert (text_of(outer.title), text_of(own.title)) == ("Outer", "Inner")
    assert "".join(text_of(outer.content).replace(":", "").split()) == "beforebehind"
    assert (text_of(own.content), text_of(own.notes), outer.notes) == ("inside", "said", ())


def test_a_slide_in_an_item_of_the_text_is_one_behind_the_list(tmp_path: Path) -> None:
    text = f"It is said.\n\n- before\n\n{indent(INNER, '  ', '  ')}\n\n- behind"
    [own] = (each for each in edition(text, tmp_path).slides if each.kicker == "First")
    assert (text_of(own.title), text_of(own.content)) == ("Inner", "inside")
    assert text_of(own.notes).split() == ["It", "is", "said.", "before", "behind", "said"]


def test_a_list_of_nothing_but_a_slide_leaves_nothing_behind(tmp_path: Path) -> None:
    [own] = (each for each in edition(indent(INNER, "- ", "  "), tmp_path).slides if each.kicker == "First")
    assert (text_of(own.content), text_of(own.notes)) == ("inside", "said")


@pytest.mark.parametrize(
    "body",
    [
        "``` {.slide}\ninside\n```",
        "[inside]{.slide}",
        "> #### inside {.slide}",
        "> <table class='slide'><tr class='slide'><td class='slide'>inside</td></tr></table>",
        "`inside`{.slide}",
    ],
)
def test_only_slides_have_the_class_of_slides(body: str, tmp_path: Path) -> None:
    [slide] = (each for each in edition(outer_slide(body), tmp_path).slides if each.kicker == "First")
    assert text_of(slide.content) == "inside"
    assert "'slide'" not in repr(slide.content)
    assert list(walk(slide.content))


@pytest.mark.parametrize("name", ["slide", "key-points"])
def test_a_message_alone_is_a_slide_and_notes_stay_notes(name: str, tmp_path: Path) -> None:
    text = f"::: {{.{name} message='Outer.'}}\n:::\n\n::: notes\nThat is said.\n:::"
    [slide] = (each for each in edition(text, tmp_path).slides if each.kicker == "First")
    assert (text_of(slide.title), slide.content) == ("Outer", ())
    assert text_of(slide.notes) == "That is said."


def test_a_box_of_nothing_is_no_slide(tmp_path: Path) -> None:
    slides = edition(f"::: slide\n:::\n\n{outer_slide('inside')}", tmp_path).slides
    assert [text_of(each.title) for each in slides[1:-2]] == ["Outer"]
