"""Citeproc gets the citations and what is beside them, and makes of these what it makes of the whole text."""

from __future__ import annotations

import pytest

from pipeline import pandoc
from pipeline.load import style_names
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.resolve import citations, entries
from pipeline.resolve.citation_context import context_of, restore
from pipeline.resolve.citation_lists import one_list
from tests.articles import ARTICLES

WORKS = [
    {"id": key, "type": "book", "title": f"Of {key}", "author": [{"family": key.title(), "given": "A."}],
     "issued": {"date-parts": [[year]]}, "publisher": "Press"}
    for key, year in (("a", 2001), ("b", 2002), ("c", 2003))
]  # fmt: skip
STYLES = ("author-date", "ieee", "chicago-notes-bibliography")
BESIDE = (
    "Words before [@a], and [@b]. More words; \"in quotes\" [@c]. A last one [@a].",
    "So it says \"this\" [@a]! And *that* [@b]? (Thus [@c].) \"All of it.\" [@a] The end.",
    "One[@a], two [@b]; three [@c]: four -- five [@a] -- six, and seven . . . [@b] . . . eight.",
    "A note.^[It cites [@a], and says more of it than the text. So [@b].] Then [see @a, p. 3; also @b].",
    "Said @a [p. 7]. *In italics [@b], words, **and bold [@c].** More.* A [link of words [@a]](https://x.org).",
    "[@a] begins. [@a], too. [-@b] alone. [@a] [@b] [@c] in a row. Words at the end of it all [@c]",
    "- One point [@a]\n- Another point\n- A third, of words, [@b].\n\nTerm [@c]\n:   Words of it, and [@a].",
    "| Thing | Place |\n|:--|:--|\n| words [@a], more | none |\n| other | [@b] |\n\n: A caption [@c]. Words.",
    "# A heading with [@a]\n\nWords of no kind.\n\nMore words.\n\n> Quoted words [@b].\n\n# Sources {.x}",
    "Words [@a].\n\n# Sources\n\n::: {#refs}\nOwn entry.\n:::\n\nWords behind, and [@b].",
    "Words [@a].\n\n::: {.box}\nNo words.\n\n::: {#refs}\n:::\n\nWords in a box.\n:::",
    "Words [@a].\n\n# A heading at the end, with [@b]",
    "Words [@a].\n\n# Sources\n\n::: {#refs}\n:::\n\n# After\n\nWords behind.\n\n# Last",
    "Ends with a formula $x$ [@a] $y$, `code` [@b] `more`, ![an image [@c]](x.png) and **x** [@a] *y*.",
)  # fmt: skip


def blocks_of(text: str) -> n.Blocks:
    return walk.map_tree(pandoc.read(text).blocks, inline=one_list)


def run(blocks: n.Blocks, style: str) -> n.Blocks:
    meta = n.MetaMap((("lang", "en"),))
    return pandoc.cite(n.Pandoc(meta, blocks), WORKS, style_names.text(style) or "")[0].blocks


def same(blocks: n.Blocks, style: str) -> None:
    context = context_of(blocks, entries.BIBLIOGRAPHY)
    assert context
    result = restore(context, run(context.blocks, style))
    assert result is not None
    assert entries.split_bibliography(result) == entries.split_bibliography(run(blocks, style))


@pytest.mark.parametrize("style", STYLES)
def test_marks_beside_citations_move_as_in_the_whole_text(style: str) -> None:
    for text in BESIDE:
        same(blocks_of(text), style)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("article", ARTICLES)
def test_articles_have_the_labels_that_the_whole_text_has(article: str, style: str) -> None:
    from pipeline.load.article import locate
    from tests.articles import ROOT

    text = locate(article, ROOT / "source").file.read_text("utf-8")
    keys = {each.id for node in walk.walk(pandoc.read(text).blocks) if isinstance(node, n.Cite)
            for each in node.citations}  # fmt: skip
    for number, key in enumerate(sorted(keys)):
        text = text.replace(f"@{key}", f"@{WORKS[number % 3]['id']}") if number < 20 else text
    same(blocks_of(text), style)


def test_what_stands_elsewhere_does_not_reach_citeproc() -> None:
    one, other = (
        context_of(blocks_of(text), "refs")
        for text in (
            "Some words, of one kind or another, come before it [@a], and others follow, at length.\n\nMore.",
            "Some *other words*, of any kind or another, come before it [@a], and others follow.\n\n# X\n\nY",
        )
    )
    assert one
    assert other
    assert one.blocks == other.blocks
    third = context_of(blocks_of("Some words come before it [@b], and others follow."), "refs")
    assert third
    assert third.blocks != one.blocks


def test_a_text_with_placeholders_of_its_own_has_no_context() -> None:
    beside, apart = "Words, \U0010fffc [@a] and others.", "A \U0010fffc, and many words [@a], and others."
    assert context_of(blocks_of(beside), "refs") is None
    assert context_of(blocks_of(apart), "refs")
    context = context_of(blocks_of("Many words before, really many, [@a], and many after them."), "refs")
    assert context
    assert restore(context, ()) is None
    assert restore(context, (*context.blocks, *context.blocks)) is None
    *text, end = context.blocks
    assert restore(context, tuple(text)) is None
    assert restore(context, (end,)) is None


def test_a_text_whose_placeholders_citeproc_loses_goes_to_it_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = blocks_of("Many words before, really many, [@a], and many after them.")
    monkeypatch.setattr(citations, "restore", lambda context, blocks: None)
    works: list[dict[str, object]] = [dict(each) for each in WORKS]
    result, _ = citations._run_citeproc(n.MetaMap((("lang", "en"),)), blocks, works, "")
    assert result == run(blocks, "")
