"""The source map gives words, bindings, citations and images the place where the author wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import pandoc
from pipeline.load.article import load, locate
from pipeline.load.sourcemap import locate as place
from pipeline.model import nodes as n
from pipeline.model import walk

ARTICLES = ("cambodia-us-relations", "si-2019")


@pytest.mark.parametrize("slug", ARTICLES)
def test_nearly_every_word_of_an_article_has_its_own_place(slug: str) -> None:
    manuscript = load(locate(slug, Path("source"))).manuscript
    text = manuscript.source.text
    # What pandoc shows for a citation before it is processed is not the author's words.
    blocks = walk.map_tree(manuscript.blocks, inline=lambda node: () if isinstance(node, n.Cite) else (node,))
    words = [
        node for node in walk.walk(blocks)
        if isinstance(node, n.Str) and any(character.isalnum() for character in node.text)
    ]  # fmt: skip
    texts = [word.text for word in words if word.at is None]
    wrong = [word.text for word in words if word.at is not None and not text.startswith(word.text, word.at)]
    assert len(words) > 700
    assert len(texts) <= len(words) * 0.02, texts
    assert wrong == []


@pytest.mark.parametrize("slug", ARTICLES)
def test_bindings_citations_and_images_are_found_exactly(slug: str) -> None:
    manuscript = load(locate(slug, Path("source"))).manuscript
    text = manuscript.source.text
    for node in walk.walk(manuscript.blocks):
        match node:
            case n.Span(attr=attr) if (name := attr.get("fact")) is not None:
                assert node.at is not None, name
                end = text.index("{", node.at)
                assert f"fact={name}" in text[end : text.index("}", end)]
            case n.Cite(citations=citations):
                for citation in citations:
                    assert citation.at is not None, citation.id
                    assert text.startswith(citation.id, citation.at)
            case n.Image(url=url):
                assert node.at is not None, url
                assert text.startswith("![", node.at)


def test_notes_defined_further_down_are_found_there() -> None:
    text = "Here[^1] and there[^2].\n\nMore words.\n\n[^1]: The first note.\n\n[^2]: The second one.\n"
    blocks = place(pandoc.read(text).blocks, text)
    notes = [node for node in walk.walk(blocks) if isinstance(node, n.Note)]
    assert [note.at for note in notes] == [text.index("The first"), text.index("The second")]


def test_repeated_words_keep_their_order() -> None:
    text = "one two one two one\n\ntwo one two one\n"
    words = [node for node in walk.walk(place(pandoc.read(text).blocks, text)) if isinstance(node, n.Str)]
    offsets = [word.at for word in words if word.at is not None]
    assert len(offsets) == 9
    assert offsets == sorted(offsets)


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        # Without words of its own a span stands at its bracket; one that HTML opens has none.
        ("See [one](x).\n\nThe []{fact=price} of it.\n", n.Span, "[]{"),
        ('See [one](x).\n\nThe <span fact="price"></span> of it.\n', n.Span, "fact="),
        ("See [one](x).\n\nThe [two *words*]{fact=price} of it.\n", n.Span, "two"),
        # So does an image; a bracket of the paragraph before is another's.
        ("See ![one](x).\n\nThe ![](hill.png) of it.\n", n.Image, "![](hill"),
        ("Say [one]{.a}.\n\nThe ![a hill](hill.png) of it.\n", n.Image, "![a hill"),
        # What holds nothing else stands at its own words.
        ("One.\n\n```\nsome code\n```\n", n.CodeBlock, "some"),
        ("One.\n\nThe `code` of it.\n", n.Code, "code"),
        ("One.\n\nThe *old code* of it.\n", n.Emph, "old"),
        ("One.\n\nThe [](https://a.example) of it.\n", n.Link, "https"),
        ("One.\n\nThe [old words](https://a.example) of it.\n", n.Link, "old words"),
        # A box begins with its line.
        ("One.\n\n::: {.aside}\nWords.\n:::\n", n.Div, "::: {"),
        ("One.\n\n> A quotation.\n", n.BlockQuote, "A quotation"),
    ],
)
def test_each_kind_stands_where_it_begins(text: str, kind: type[n.Inline | n.Block], start: str) -> None:
    nodes = [node for node in walk.walk(place(pandoc.read(text).blocks, text)) if isinstance(node, kind)]
    assert nodes[-1].at == text.index(start)


def test_what_has_no_words_has_no_place() -> None:
    blocks = place(pandoc.read("One.\n\n* * *\n\nTwo.\n").blocks, "One.\n\n* * *\n\nTwo.\n")
    assert [block.at for block in blocks] == [0, None, 13]
