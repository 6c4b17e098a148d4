"""Notes side by side have a comma between their calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import pandoc
from pipeline.editions.note_calls import BETWEEN, separate_calls
from pipeline.load.article import Location, load
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.resolve import resolve
from tests.slides.builders import para


def text_with_calls(blocks: n.Blocks) -> str:
    """Return the words of blocks with a sign for each call of a note."""
    blocks = walk.map_tree(blocks, inline=lambda node: (n.Str("^"),) if isinstance(node, n.Note) else (node,))
    return walk.text_of(blocks)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two^[a]^[b] and", "Two^,\u202f^ and"),
        ("Three^[a]^[b]^[c].", "Three^,\u202f^,\u202f^."),
        ("*Here^[a]*^[b]", "Here^,\u202f^"),
        ("[Here^[a]]{.x}[^[b] there]{.x}", "Here^,\u202f^ there"),
        ("One^[a] and^[b]", "One^ and^"),
        ("One^[a] ^[b]", "One^ ^"),
        ("One^[a].^[b]", "One^.^"),
    ],
)
def test_calls_that_nothing_parts_have_a_comma(text: str, words: str) -> None:
    assert text_with_calls(separate_calls(pandoc.read(text).blocks)) == words


STYLE = "chicago-fullnote-bibliography"
WORKS = "\n".join(f"- id: {each}\n  type: book\n  title: {each}" for each in "ab")
HEAD = f"---\ntitle: T\ncsl: {STYLE}\nreferences:\n{WORKS}\n---\n\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hills [@a] [@b].", "Hills.^,\u202f^"),
        ("Hills [@a] [@b] are", "Hills^,\u202f^ are"),
        ("Hills.^[c] [@a]", "Hills.^,\u202f^"),
        ("Hills [@a], lakes [@b] [@a], all", "Hills,^ lakes,^,\u202f^ all"),
        ("Hills [@a; @b].", "Hills.^"),
    ],
)
def test_citations_that_are_notes_follow_each_other(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "article.md").write_text(f"{HEAD}{text}\n", "utf-8")
    document, _ = resolve(load(Location("t", tmp_path, tmp_path / "article.md")).manuscript)
    assert text_with_calls(separate_calls(document.blocks)) == words


NOTE = n.Note((para("A note."),))
IMAGE = n.Image(n.Attr(), (), "a.png")


@pytest.mark.parametrize(
    ("first", "second", "is_apart"),
    [
        (NOTE, NOTE, True),
        (n.Emph((n.Str("a"), NOTE)), NOTE, True),
        (n.Emph((NOTE, n.Str("a"))), NOTE, False),
        (NOTE, n.Strong((NOTE, n.Str("a"))), True),
        (NOTE, n.Strong((n.Str("a"), NOTE)), False),
        (n.Cite((), (NOTE,)), n.Link(n.Attr(), (NOTE,), "#a"), True),
        (n.Span(n.Attr(), (n.Emph((NOTE,)),)), n.Span(n.Attr(), (n.Emph((NOTE,)),)), True),
        (n.Emph(()), NOTE, False),
        (NOTE, n.Emph(()), False),
        (n.Str("a"), NOTE, False),
        (NOTE, n.Str("a"), False),
        (n.Superscript((NOTE,)), NOTE, False),
        (IMAGE, NOTE, False),
    ],
)
def test_calls_that_touch_are_parted(first: n.Inline, second: n.Inline, is_apart: bool) -> None:
    result = (first, BETWEEN, second) if is_apart else (first, second)
    assert separate_calls((n.Para((first, second)),)) == (n.Para(result),)
    assert separate_calls((n.Para((n.Emph((first, second)),)),)) == (n.Para((n.Emph(result),)),)
