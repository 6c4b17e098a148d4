"""What pandoc would not finish reading is told at its place, before it is called; all else is let through."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest

from pipeline import pandoc
from pipeline.importers.reading import read as read_import
from pipeline.load import angle_brackets, reading_cost
from pipeline.load.article import load, locate
from pipeline.load.bare_text import bare
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, DossierError


@pytest.fixture
def no_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes a call of pandoc a failure of the test."""

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("pandoc was called")

    monkeypatch.setattr(pandoc, "call", fail)


FLOODS = [
    "[" * 40,
    "[" * 12 + "a" + "]" * 12,
    "[a " * 20,
    "[a][" * 14,
    "@key [" * 14,
    "*a [**b [" * 10,
    "![" * 30,
    "~~[a " * 14,
    "[a](b 'c " * 25,
    "[a](" * 3_000,
    "^[a [b " * 12,
    "<span>" * 3_000,
    "<span class='x'>[" * 12,
    "<mark>" * 40,
    "\\begin{a} " * 300,
    "\\foo[ " * 30,
    "\\foo{ " * 3_000,
    "<a " * 20_000,
    "<!-- a " * 8_000,
    "`" * 30,
    "[" * 5 + "^[" * 5 + "word " * 5_000,
    "[[[[[[a]]]]]] " * 5_000,
]


@pytest.mark.parametrize("text", FLOODS)
@pytest.mark.usefixtures("no_pandoc")
def test_a_flood_is_told_with_line_and_column(tmp_path: Path, text: str) -> None:
    (tmp_path / "article.md").write_text(f"---\ntitle: T\n---\n\n# One\n\nSome words.\n\n{text}\n")
    diagnostics = [
        each for each in load(locate(str(tmp_path), tmp_path)).diagnostics if each.code == "nesting-too-deep"
    ]
    assert [(each.place.line, bool(each.place.column), bool(each.hint)) for each in diagnostics] == [
        (9, True, True)
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "## Same words",
        "Same words\n---",
        "> # Same words",
        "# *Same* `words`!",
        "# same words #",
        "# 世界 世界",
    ],
)
def test_headings_of_the_same_words_are_told_when_their_ids_cost_too_much(
    monkeypatch: pytest.MonkeyPatch, heading: str
) -> None:
    monkeypatch.setattr(reading_cost, "PAIRS", 45)
    text = "Words.\n\n" + f"{heading}\n\nA word.\n\n" * 10
    assert reading_cost.find_excess(text) is None
    excess = reading_cost.find_excess(text + f"{heading}\n")
    assert excess is not None
    assert excess.offset == len(text)


@pytest.mark.parametrize(
    "heading",
    ["# Same {{#id-{n}}}", "# Number {n}", "```\n# Same\n```", "Same\n\n---", "#Same", "a b\n--- ---\n1 2"],
)
def test_headings_with_ids_or_words_of_their_own_are_not(
    monkeypatch: pytest.MonkeyPatch, heading: str
) -> None:
    monkeypatch.setattr(reading_cost, "PAIRS", 45)
    assert reading_cost.find_excess("".join(heading.format(n=n) + "\n\n" for n in range(40))) is None


@pytest.mark.parametrize("key", ["title", "subtitle", "standfirst"])
def test_so_is_one_in_the_front_matter(tmp_path: Path, key: str) -> None:
    other = "" if key == "title" else "title: T\n"
    (tmp_path / "article.md").write_text(f"---\ndate: 2026-01-01\n{other}{key}: '{'[' * 40}'\n---\n\nText.\n")
    diagnostics = [
        each for each in load(locate(str(tmp_path), tmp_path)).diagnostics if each.code == "nesting-too-deep"
    ]
    (only,) = diagnostics
    assert only.message.startswith(f"`{key}`: ")
    assert only.place.line == (3 if key == "title" else 4)
    assert only.place.column > 1


@pytest.mark.usefixtures("no_pandoc")
def test_so_is_one_in_a_file_to_import(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("Text.\n\n" + "[" * 28 + "\n")
    with pytest.raises(DossierError) as failure:
        read_import(file, None, "en")
    (diagnostic,) = failure.value.diagnostics
    assert (diagnostic.code, diagnostic.place.line, diagnostic.place.column) == ("nesting-too-deep", 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        'See [the *list* [of 1867]](https://a.org) and ![a [b]](c.png){alt="[x]"}.',
        "An interval [0, 1) is half open. " * 8,
        "\n".join(f"- the interval [{each}, 1)" for each in range(40)),
        "\n".join(f"{each}. [{each}, 1)" for each in range(40)),
        "| a | b |\n|---|---|\n" + "\n".join("| [0, 1) | [1, 2) |" for _ in range(40)),
        "```json\n" + "[" * 60 + "\n```",
        "~~~\n<span>" * 1 + "<span>" * 60 + "\n~~~",
        "The list `" + "[" * 60 + "` is code.",
        "The formula $" + "[" * 30 + "x" + "]" * 30 + "$ is one.",
        "$$\n" + r"\left[ " * 40 + "\n$$",
        r"\[" * 60,
        "\n\n".join("[open" for _ in range(200)),
        "[@a; see @b, p. [3]] " * 400,
        " ".join(f"[{each}](https://a.org/{each})" for each in range(3_000)),
        "<b>a</b> <span>b</span> <https://a.org> " * 2_000,
        "\n\n".join(f"<div>\n\n{each} < 5\n\n</div>" for each in range(200)),
        "p < 0.05 and 3 <= 4. " * 4_000,
        "{{< pagebreak >}} a < b\n\n" * 2_000,
        "\\begin{aligned}\na\n\\end{aligned}\n\n" * 200,
        "word " * 400_000,
    ],
)
def test_what_authors_write_is_no_flood(text: str) -> None:
    assert reading_cost.find_excess(text) is None


def test_counting_takes_as_long_as_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_cost, "IN_ALL", float("inf"))
    monkeypatch.setattr(reading_cost, "IN_A_PARAGRAPH", float("inf"))
    for part in ("[a ", "<a ", "` `` ", "```\n~~~~\n", "~~~ a\n", "$a ", "- [a\n", "a | [b\n", "\\begin{a} "):

        def seconds(number: int, text: str = part) -> float:
            times = []
            # The garbage of all the tests before is not what is measured.
            gc.disable()
            for _ in range(3):
                start = time.process_time()
                reading_cost.find_excess("x\n\n" + text * number)
                times.append(time.process_time() - start)
            gc.enable()
            return min(times)

        assert seconds(32_000) < 8 * seconds(8_000) + 0.1, part


@pytest.mark.parametrize(
    ("text", "bare_words"),
    [
        ("a `[b` c", "a xxxx c"),
        ("a ``[`b`` c", "a xxxxxxx c"),
        ("a `[b\n\nc` d", "a `[b\n\nc` d"),
        ("a $[b$ c", "a xxxx c"),
        ("a $ [b$ c $5 [d", "a $ [b$ c $5 [d"),
        (r"a \[b \\[c", "a xxb xx[c"),
        ("a\n```\n[b\n```\n[c", "a\nxxx\nxx\nxxx\n[c"),
        ("a\n```\n[b\n~~~\n[c", "a\n```\n[b\n~~~\n[c"),
        ("````\n[b\n```\n[c\n````\n[d", "xxxx\nxx\nxxx\nxx\nxxxx\n[d"),
        ("``` r [x]\n[b\n```", "xxxxxxxxx\nxx\nxxx"),
    ],
)
def test_code_and_formulas_are_no_marks(text: str, bare_words: str) -> None:
    assert bare(text) == bare_words


def words(text: str) -> list[str]:
    return walk.text_of(pandoc.read(text).blocks).split()


def kinds(text: str) -> list[type[walk.AnyNode]]:
    return [type(node) for node in walk.walk(pandoc.read(text).blocks)]


def test_signs_that_open_no_tag_are_read_at_once_and_the_same() -> None:
    """Without a backslash each of them costs a look at all that follows: 4,000 would take a minute."""
    text = (
        "A p < 0.05, {{< x >}}, `a < b`, $a < b$ and <b>c</b> [d < e]{.f}.\n\n    code < code\n\n"
        "```\nfence < fence\n```\n\n\\begin{align}\na < b\n\\end{align}\n\n<!-- c < d -->\n\n\\foo{a < b}\n\n"
        "<pre>\na < b\n</pre>\n\n"
    )
    long = text * 60
    result = angle_brackets.escape_brackets(long)
    assert result.count("\\<") == 3 * 60
    assert words(result) == words(long)
    assert kinds(result) == kinds(long)
    assert angle_brackets.escape_brackets(text) == text


def test_raw_tex_keeps_its_signs() -> None:
    text = "\\begin{align}\na < b\n\\end{align}\n\nc < d\n\n" * 300
    raw = [
        node.text
        for node in walk.walk(pandoc.read(angle_brackets.escape_brackets(text)).blocks)
        if isinstance(node, n.RawBlock | n.RawInline)
    ]
    assert set(raw) == {"\\begin{align}\na < b\n\\end{align}"}
    assert len(raw) == 300


def test_diagnostics_say_what_and_how(tmp_path: Path) -> None:
    def diagnostic_of(text: str) -> Diagnostic:
        (tmp_path / "article.md").write_text(f"---\ntitle: T\n---\n\n{text}\n")
        return next(
            each
            for each in load(locate(str(tmp_path), tmp_path)).diagnostics
            if each.code == "nesting-too-deep"
        )

    assert "brackets" in diagnostic_of("[" * 40).message
    assert "tags" in diagnostic_of("<span>" * 40).message
    assert "LaTeX" in diagnostic_of("\\begin{a} " * 100).message
    assert "links" in diagnostic_of("[a](" * 400).message
    assert "`<`" in diagnostic_of("<a " * 20_000).message


@pytest.mark.parametrize("before", ["", "}" * 600, "> | ", "\\emph{a} " * 300])
def test_commands_without_an_end_are_told_whatever_stands_before_them(before: str) -> None:
    """In a row of a table, three hundred took half a minute; closing braces before them close nothing."""
    excess = reading_cost.find_excess(before + "w " + "\\emph{" * 120 + "x")
    assert excess is not None
    assert "commands of LaTeX" in excess.message
    assert reading_cost.find_excess(before + "\\emph{" * 90 + "x" + "}" * 90 + "\\emph{y} " * 500) is None
