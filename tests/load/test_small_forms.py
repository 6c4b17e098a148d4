"""Small steps of loading: own words of the page, remarks, styles, entities, choices of files, formulas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.load import choice, files, maths, own_terms, remarks, style_text, title_markup
from pipeline.load.svg_fonts import families, kind
from pipeline.maths import mathml
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, DossierError, Place
from pipeline.model.front_matter import FrontMatter
from pipeline.model.source import SourceFile, SourceText
from pipeline.wording.terms import term


def settle(**terms: str) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    front = FrontMatter.model_validate({"title": "T", "lang": "xx", "terms": terms})
    places: dict[tuple[str | int, ...], Place] = {}
    for line, name in enumerate(terms, 3):
        places["terms", name] = Place("a.md", line, 9)
        places["terms", name, "#key"] = Place("a.md", line, 3)
    return own_terms.settle(front, places, "a.md")


def test_own_words_of_the_page_are_those_of_the_articles_language() -> None:
    front, diagnostics = settle(contents="Obsah", **{"as-of-short": "k {date}"})
    assert diagnostics == ()
    assert term(front.lang, "contents") == "Obsah"
    assert term(front.lang, "as-of-short", date="1.") == "k 1."
    assert front.lang == "xx"


@pytest.mark.parametrize(
    ("name", "text", "column", "message", "hint"),
    [
        ("contentz", "x", 3, "`contentz`", "did you mean `contents`?"),
        ("Contents", "x", 3, "`Contents`", "did you mean `contents`?"),
        ("qqqq", "x", 3, "`qqqq`", "the names are `"),
        ("contents", "x {y}", 9, "`contents`", "no braces"),
        ("contents", "x }", 9, "`contents`", "no braces"),
        ("as-of-short", "x", 9, "`as-of-short`", "`{date}`"),
        ("as-of-short", "{date} {date}", 9, "`as-of-short`", "`{date}`"),
        ("as-of-short", "{day}", 9, "`as-of-short`", "`{date}`"),
    ],
)
def test_words_that_cannot_be_used_are_told_at_their_name_or_value(
    name: str, text: str, column: int, message: str, hint: str
) -> None:
    front, (diagnostic,) = settle(**{name: text, "figure": "Obr."})
    assert (diagnostic.place.line, diagnostic.place.column) == (3, column)
    assert message in diagnostic.message
    assert hint in diagnostic.hint
    assert front.terms == {"figure": "Obr."}


TEXT = "---\ntitle: T\n---\n\nSame.\n\n[^a]: Same.\n\nSame.\n\n  [^b]: Other.\n"
PANDOC_TEXT = "::: standfirst\nS\n:::\n\n\nSame.\n\n[^a]: Same.\n\nSame.\n\n  [^b]: Other.\n"


@pytest.mark.parametrize(
    ("remark", "code", "line", "columns"),
    [
        ("Note with key 'a' defined at line 8 column 1 but not used", "note-unused", 7, (1, 12)),
        ("Note with key 'b' defined at line 12 column 3 but not used", "note-unused", 11, (3, 15)),
        ("Duplicate note reference 'a' at line 8 column 1", "note-repeated", 7, (1, 12)),
        ("Duplicate link reference '[a]' at line 6 column 1", "link-repeated", 5, (1, 6)),
        ("Duplicate link reference 'a' at line 10 column 1", "link-repeated", 9, (1, 6)),
        ("Div at line 6 column 1 unclosed at line 12 column 1", "box-unclosed", 5, (1, 6)),
        ("Div at line 1 column 1 unclosed at line 12 column 1", "box-unclosed", 0, (0, 0)),
        ("Div at line 99 column 1 unclosed at line 12 column 1", "box-unclosed", 0, (0, 0)),
        ("Div at nowhere unclosed at line 6 column 1", "box-unclosed", 5, (1, 6)),
        ("Div at nowhere unclosed at the end", "box-unclosed", 0, (0, 0)),
    ],
)
def test_a_remark_has_the_line_in_the_article(
    remark: str, code: str, line: int, columns: tuple[int, int]
) -> None:
    source = SourceText("a.md", TEXT)
    (diagnostic,) = remarks.findings([remark, "something else"], PANDOC_TEXT, source)
    place = diagnostic.place
    assert (diagnostic.code, place.line, (place.column, place.end_column)) == (code, line, columns)
    assert "%s" not in diagnostic.message + diagnostic.hint
    assert "note" not in code or ("`a`" in diagnostic.message or "`b`" in diagnostic.message)


def style(inner: str) -> str:
    return f'<style xmlns="http://purl.org/net/xbiblio/csl">{inner}</style>'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<style", "it is not XML"),
        ("<!DOCTYPE style [<!ENTITY a 'b'>]><style>&a;</style>", "it declares entities"),
        ("<link/>", "it is a link and nothing else"),
        (style('<macro name="a"><text macro="a"/></macro>'), "its macro `a` calls itself"),
        (
            style('<macro name="a"><text macro="b"/></macro><macro name="b"><key macro="a"/></macro>'),
            "its macro `a` calls itself",
        ),
    ],
)
def test_what_is_no_style_says_why(text: str, words: str) -> None:
    with pytest.raises(style_text.StyleError, match=words):
        style_text.read(text)


def test_links_go_and_the_parent_is_named() -> None:
    text = style(
        '<info><link rel="self" href="x"/><link rel="Independent-Parent" href="y"/><!-- c --></info>'
        '<macro name="a"><text macro="none"/></macro>'
    )
    result = style_text.read(f"  {text}\n")
    assert result.parent == "y"
    assert "link" not in result.text
    assert "<!--" not in result.text
    assert style_text.read(style("<info/>")).parent is None


@pytest.mark.parametrize(("most", "is_read"), [(11, True), (10, False)])
def test_macros_may_stand_for_so_many_elements(
    monkeypatch: pytest.MonkeyPatch, most: int, is_read: bool
) -> None:
    """Two calls of a macro of four elements, one of them a call; and three calls of a macro of one."""
    monkeypatch.setattr(style_text, "MOST_ELEMENTS", most)
    macros = '<macro name="a"><group><text/><text macro="b"/></group></macro><macro name="b"><text/></macro>'
    text = style(
        f'{macros}<citation><text macro="a"/><key macro="a"/><text macro="b"/><text macro="b"/></citation>'
    )
    if is_read:
        style_text.read(text)
    else:
        with pytest.raises(style_text.StyleError, match="stand for more"):
            style_text.read(text)


@pytest.mark.parametrize(
    ("fields", "result"),
    [
        ({"title": "A &amp;amp; B"}, {"title": "A & B"}),
        ({"title": "&#x41;&#66;&notaname;&amp"}, {"title": "AB&notaname;&amp"}),
        (
            {"title": "<em>a</em> <Strong>b</Strong> <INF>c</INF> <u>d</u>"},
            {"title": "<i>a</i> <b>b</b> <sub>c</sub> <u>d</u>"},
        ),
        ({"title": "<jats:p>a</jats:p><ns1:b>c</ns1:b> 1 < 2"}, {"title": "ac 1 < 2"}),
        (
            {"URL": "a&amp;b", "DOI": "<em>", "custom": {"x": "&amp;"}},
            {"URL": "a&amp;b", "DOI": "<em>", "custom": {"x": "&amp;"}},
        ),
        ({"author": [{"family": "A&amp;B", "x": 1}]}, {"author": [{"family": "A&B", "x": 1}]}),
    ],
)
def test_entities_and_tags_of_fields(fields: dict[str, Any], result: dict[str, Any]) -> None:
    assert title_markup.in_csl(fields) == result


def file(name: str, data: bytes = b"x") -> SourceFile:
    return SourceFile(name, "image", data)


ARTICLE, HERE, THERE = SourceFile("article.md", "article", b"t"), Place("a.md", 1), Place("a.md", 5)


def test_files_of_a_briefing_are_carried_once_in_order() -> None:
    others = [(file(name), THERE) for name in ("./b.png", "a.png", "b.png", "article.md")]
    carried_files, diagnostics = files.collect_attachments(ARTICLE, others, HERE)
    assert [each.name for each in carried_files] == ["article.md", "a.png", "b.png"]
    assert carried_files[0] is ARTICLE
    assert diagnostics == ()


@pytest.mark.parametrize(
    ("names", "words", "count"),
    [
        (["../a.png"], "`../a.png`: it is not a plain path", 1),
        ([".git/a"], "it begins with a dot", 1),
        (["a.png", "A.png"], "both `a.png` and `A.png`", 1),
        (["Article.md"], "both `article.md` and `Article.md`", 1),
        (["b\\c", ".x", "a.png"], "`b\\c`", 2),
    ],
)
def test_files_that_no_folder_may_hold_are_told(names: list[str], words: str, count: int) -> None:
    carried_files, diagnostics = files.collect_attachments(
        ARTICLE, [(file(name), THERE) for name in names], HERE
    )
    assert (carried_files, len(diagnostics)) == ((), count)
    assert words in diagnostics[0].message
    assert {each.place for each in diagnostics} == {THERE}


@pytest.mark.parametrize(
    ("names", "result"),
    [
        (["b.md", "README.md"], "b.md"),
        (["b.md", "Index.MD", "main.qmd"], "main.qmd"),
        (["paper.Rmd", "manuscript.md"], "paper.Rmd"),
        (["b.txt", "c.md"], "c.md"),
        (["b.text", "c.txt"], None),
        (["README.md"], None),
        ([f"{letter}.md" for letter in "abcdefgh"], None),
        ([f"{letter}.md" for letter in "abcdefghi"], None),
        ([], None),
    ],
)
def test_the_text_that_a_folder_is_built_from(tmp_path: Path, names: list[str], result: str | None) -> None:
    for name in names:
        (tmp_path / name).touch()
    (tmp_path / "article.md").mkdir()
    if result:
        assert choice.only_text(tmp_path).name == result
        return
    with pytest.raises(DossierError) as failure:
        choice.only_text(tmp_path)
    (diagnostic,) = failure.value.diagnostics
    message = diagnostic.message
    if len(names) > 2:
        assert "a.md, b.md, c.md, d.md, e.md, f.md, g.md, h.md" in message
        assert message.endswith(" and 1 more") == (len(names) == 9)
    else:
        assert ("README" in message) == (names == ["README.md"])


@pytest.mark.parametrize(
    ("target", "slugs", "words"),
    [
        ("papr.md", ["x"], "paper.md?"),
        ("xy", ["xyz", "b"], "did you mean xyz?"),
        ("qq", ["xyz", "b"], "articles here: xyz, b"),
        ("qq", [], "name a folder"),
        ("https://x.org/a.md", [], "nothing is fetched"),
    ],
)
def test_an_article_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, slugs: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.md").touch()
    (tmp_path / "papr.png").touch()
    assert words in choice.missing_article(target, slugs).hint


@pytest.mark.parametrize(
    ("value", "result"),
    [
        ("Arial", "Arial, sans-serif"),
        ("'Times New Roman', Arial", "'Times New Roman', Arial, serif"),
        ("Menlo", "Menlo, monospace"),
        ("Arial, SERIF", "Arial, SERIF"),
        ("PT Sans Serif", "PT Sans Serif, sans-serif"),
        ("DejaVu Serif", "DejaVu Serif, serif"),
    ],
)
def test_typefaces_end_in_a_kind(value: str, result: str) -> None:
    assert families(value) == result
    assert kind("x") == "sans-serif"


def settle_formulas(*texts: str, kind: str = "InlineMath") -> tuple[str, list[Diagnostic]]:
    blocks: n.Blocks = tuple(n.Para((n.Math(kind, text, at=number),)) for number, text in enumerate(texts))  # type: ignore[arg-type]
    result, diagnostics = maths.settle(blocks, {}, SourceText("a.md", "x" * 50))
    return walk.text_of(result), list(diagnostics)


def test_a_formula_that_cannot_be_read_is_shown_as_its_tex() -> None:
    words, diagnostics = settle_formulas("\\frac{a}", "x")
    assert words.startswith("$\\frac{a}$?")
    assert [each.place.column for each in diagnostics] == [1]
    words, _ = settle_formulas("\\frac{a}", kind="DisplayMath")
    assert words == "$$\\frac{a}$$?"
    words, _ = settle_formulas("\\frac{" + "a" * 500 + "}")
    assert words == "$\\frac{" + "a" * 394 + "…$?"


def test_formulas_have_a_bound_together_and_short_ones_cost_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maths, "SHORT", 4)
    monkeypatch.setattr(maths, "MOST_WORK", 50)
    monkeypatch.setattr(mathml, "MAX_LENGTH", 100)
    assert settle_formulas("abcde", "a+b+c")[1] == []
    monkeypatch.setattr(maths, "MOST_WORK", 49)
    assert [each.place.column for each in settle_formulas("abcde", "a+b+c")[1]] == [2]
    monkeypatch.setattr(maths, "MOST_WORK", 50)
    assert [each.place.column for each in settle_formulas("abcde", "abcd", "a+b+c", "a+c+d")[1]] == [4]
