"""Places of nodes in the text, figures of images in a line, pictures and figures that an article shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import pandoc
from pipeline.load import alignment, labelled_images, long_rows, pictures, sourcemap
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Place
from pipeline.model.pictures import CELL
from pipeline.model.source import SourceText


def places(text: str) -> list[tuple[str, int | None]]:
    """Return the kinds of nodes with their places, but words and spaces."""
    blocks = sourcemap.locate(pandoc.read(text).blocks, text)
    return [
        (type(node).__name__, node.at)
        for node in walk.walk(blocks)
        if not isinstance(node, n.Str | n.Space | n.SoftBreak)
    ]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a *b* **c**", [("Para", 0), ("Emph", 3), ("Strong", 8)]),
        ("# a b {#x}\n\nc", [("Header", 2), ("Para", 12)]),
        ("a [b](u) [](v)", [("Para", 0), ("Link", 3), ("Link", 12)]),
        ("a ![b](u.png) ![](v.png)", [("Para", 0), ("Image", 2), ("Image", 14)]),
        ("a [b]{.x} []{.y}", [("Para", 0), ("Span", 3), ("Span", 10)]),
        ("a [@b, c] @d", [("Para", 0), ("Cite", 4), ("Cite", 11)]),
        ("a `b` $c$", [("Para", 0), ("Code", 3), ("Math", 7)]),
        ("a\n\n::: {.x}\nb\n:::", [("Para", 0), ("Div", 3), ("Para", 12)]),
        ("![b c](u.png)", [("Figure", 2), ("Plain", 0), ("Image", 0), ("Plain", 2)]),
        ("- a\n- b", [("BulletList", 2), ("Plain", 2), ("Plain", 6)]),
        ("a^[b c] d", [("Para", 0), ("Note", 3), ("Para", 3)]),
        ("***", [("HorizontalRule", None)]),
    ],
)
def test_places_of_nodes(text: str, result: list[tuple[str, int | None]]) -> None:
    assert sorted(places(text), key=str) == sorted(result, key=str)


def test_a_mark_is_looked_for_in_its_paragraph_and_near() -> None:
    text = f"![{'x ' * 4}](u.png) and [b]{{.c}}\n\nw [](v){{.d}}"
    assert dict(places(text))["Image"] == 0
    far = "[" + "x " * sourcemap.FAR + "]{.c}"
    blocks = sourcemap.locate((n.Para((n.Span(n.Attr("", ("c",)), ()),)),), far)
    (span,) = (node for node in walk.walk(blocks) if isinstance(node, n.Span))
    assert span.at == far.index("c}")


def test_citations_have_places_of_their_own() -> None:
    text = "See [x @a, p. 3; @b]."
    (block,) = sourcemap.locate(pandoc.read(text).blocks, text)
    (cite,) = (node for node in walk.walk((block,)) if isinstance(node, n.Cite))
    assert [each.at for each in cite.citations] == [text.index("a,"), text.index("b]")]
    assert cite.at == text.index("a,")


@pytest.mark.parametrize(
    ("a", "b", "pairs"),
    [
        ("a b c", "a b c", {0: 0, 1: 1, 2: 2}),
        ("a x c", "a y c", {0: 0, 2: 2}),
        ("x a b", "a b y", {1: 0, 2: 1}),
        ("a b", "b a", {0: 1}),
        ("a a b a", "a b a a", {0: 0, 2: 1, 3: 2}),
        ("", "a", {}),
        ("a", "", {}),
        ("a b c d e", "c d e a b", {2: 0, 3: 1, 4: 2}),
    ],
)
def test_words_are_aligned_in_their_order(a: str, b: str, pairs: dict[int, int]) -> None:
    result = alignment.align(a.split(), b.split())
    assert all(a.split()[i] == b.split()[j] for i, j in result.items())
    in_order = [j for _, j in sorted(result.items())]
    assert in_order == sorted(set(in_order))
    assert len(result) == len(pairs)


def test_words_are_paired_with_near_ones_where_it_would_take_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alignment, "LEAST", 0)
    monkeypatch.setattr(alignment, "MOST", 0)
    monkeypatch.setattr(alignment, "NEAR", 3)
    a, b = ["x", "a", "b", "c", "y"], ["z", "z", "a", "q", "q", "q", "c", "b", "w"]
    assert alignment.align(a, b) == {1: 2}
    assert alignment.align(["s", "a", "t"], ["u", "v", "w", "a", "v"]) == {}
    assert alignment.align(["s", "a", "t"], ["u", "v", "a", "v"]) == {1: 2}


def shapes(inlines: n.Inlines) -> list[str]:
    """Return the blocks of a paragraph: words, figures as `[id:url]`."""
    result = []
    for block in labelled_images.adopt((n.Para(inlines, at=7),)):
        if isinstance(block, n.Figure):
            url = next(node.url for node in walk.walk((block,)) if isinstance(node, n.Image))
            labels = [node.text for node in walk.walk(block.caption.blocks) if isinstance(node, n.RawInline)]
            result.append(f"[{block.attr.id}:{url}{''.join(labels)}]")
            assert block.at is not None
        else:
            result.append(walk.text_of((block,)))
    return result


A = n.Image(n.Attr("fig-a"), (n.Str("A"),), "a")
B = n.Image(n.Attr(), (n.Str("B"),), "b")
W, X, SP, BR = n.Str("w"), n.Str("x"), n.Space(), n.SoftBreak()
LABEL = n.RawInline("tex", "\\label{l}")


@pytest.mark.parametrize(
    ("inlines", "result"),
    [
        ((A,), ["[fig-a:a]"]),
        ((B,), ["B"]),
        ((B, LABEL), ["[:b\\label{l}]"]),
        ((B, SP, n.Str("{#l}")), ["[:b\\label{l}]"]),
        ((B, BR, LABEL, BR, W), ["[:b\\label{l}]", "w"]),
        ((W, SP, A, SP, X), ["w A x"]),
        ((W, SP, A), ["w", "[fig-a:a]"]),
        ((A, SP, W), ["[fig-a:a]", "w"]),
        ((A, SP, A, BR, W, BR, A), ["[fig-a:a]", "[fig-a:a]", "w", "[fig-a:a]"]),
        ((W, SP, B, SP, A), ["w B", "[fig-a:a]"]),
        ((A, SP, B, SP, A), ["[fig-a:a]", "B", "[fig-a:a]"]),
        ((LABEL, BR, A), ["", "[fig-a:a]"]),
        ((W, BR, B, BR, X), ["w B x"]),
    ],
)
def test_images_at_the_ends_of_lines(inlines: n.Inlines, result: list[str]) -> None:
    assert shapes(inlines) == result


@pytest.mark.parametrize(
    ("row", "result"),
    [
        ("| 1 | 2 | 3 |", "| 1 | 2 \\| 3 |"),
        ("| 1 | 2 |", "| 1 | 2 |"),
        ("1 | 2 | 3", "1 | 2 \\| 3"),
        ("| 1 | `a|b` |", "| 1 | `a|b` |"),
        ("| 1 | a\\|b | c |", "| 1 | a\\|b \\| c |"),
    ],
)
def test_marks_behind_the_last_column(row: str, result: str) -> None:
    head = "| a | b |\n|---|---|\n"
    assert (
        long_rows.escape_surplus_marks(f"x\n\n{head}{row}\n\nw | w | w\n")
        == f"x\n\n{head}{result}\n\nw | w | w\n"
    )


FIGURE = "kind: bars\ntitle: T\nunit: u\npoints:\n- fact: a\n"


def read(folder: Path, text: str, cover: str | None = None) -> pictures.Illustrations:
    blocks = sourcemap.locate(pandoc.read(text).blocks, text)
    return pictures.read(
        blocks, SourceText("a.md", text), Reach.of(folder), {}, pictures.Cover(cover, Place("a.md", 2))
    )


def test_pictures_and_figures_are_read_once_with_the_place_of_their_name(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(Path("tests/sample/media/coin.png").read_bytes())
    (tmp_path / "f.yaml").write_text(FIGURE)
    (tmp_path / "g.yml").write_text("kind: bars\ntitle: [")
    (tmp_path / "bad.png").write_text("words")
    images = f"![D](bad.png) ![E](none.png) ![F]({CELL}x)"
    text = f"![A](dot.png)\n\n![A](dot.png)\n\n![B](f.yaml) ![C](g.yml)\n\n{images}"
    result = read(tmp_path, text, "cover.png")
    assert set(result.media) == {"dot.png"}
    assert set(result.figures) == {"f.yaml"}
    assert result.broken_names == {"g.yml", "bad.png"}
    files = [(file.name, file.role, place.line, place.column) for file, place in result.files]
    assert files == [
        ("dot.png", "image", 1, 6), ("f.yaml", "figure", 5, 6), ("g.yml", "figure", 5, 19),
        ("bad.png", "image", 7, 6),
    ]  # fmt: skip
    codes = [(each.code, each.place.line) for each in result.diagnostics]
    assert codes == [("yaml-invalid", 3), ("image-unreadable", 7), ("image-missing", 2)]


def test_a_cover_that_the_text_shows_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(Path("tests/sample/media/coin.png").read_bytes())
    for text in ("![A](dot.png)", "Words"):
        result = read(tmp_path, text, "dot.png")
        assert (len(result.files), result.diagnostics) == (1, ())


@pytest.mark.parametrize(("limit", "count"), [(2, 2), (1.99, 1)])
def test_pictures_have_a_bound_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: float, count: int
) -> None:
    data = Path("tests/sample/media/coin.png").read_bytes()
    monkeypatch.setattr(pictures, "MAX_TOTAL", int(limit * len(data)))
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(data)
    result = read(tmp_path, "![A](a.png)\n\n![B](b.png)")
    assert len(result.media) == count
    assert [(each.code, each.place.line) for each in result.diagnostics] == [("image-unreadable", 3)] * (
        2 - count
    )
