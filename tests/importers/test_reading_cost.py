"""Marks that nothing closes are told before pandoc is asked; those that documents have are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import pandoc
from pipeline.importers import reading
from pipeline.model.diagnostics import DossierError

ENDLESS = {
    "braces.tex": ("Words.\n\nMore " + "{a" * 20 + "\n\nEnd.\n", "nesting-too-deep", 3),
    "late.tex": ("{a} {b}\n" * 3 + "x {" * 30 + "}" * 5, "nesting-too-deep", 4),
    "low.org": ("Words.\n\nx" + "_{x" * 20 + "}" * 20 + "\n", "nesting-too-deep", 3),
    "high.org": ("x" + "{^" * 20, "nesting-too-deep", 1),
    "many.org": (("x" + "_{x" * 11 + "}" * 11 + "\n\n") * 20, "nesting-too-deep", 17),
    "round.typ": ("Words.\n\n#let x = " + "(" * 12 + "1" + ")" * 12 + "\n", "nesting-too-deep", 3),
    "calls.typ": ("#let x = " + "f((" * 12 + "1", "nesting-too-deep", 1),
    "notes.dokuwiki": ("Words.\n\na " + "((b " * 20 + "\n", "nesting-too-deep", 3),
    "lists.html": ("<p>Words.</p>\n" + '<ol start="1">' * 300, "nesting-too-deep", 2),
    "items.htm": ("<UL><LI>" * 20 + "a", "nesting-too-deep", 1),
    "notes.wiki": ("Words.\n\nMore" + "<ref name=a>b" * 20 + "<ref name=a/>", "nesting-too-deep", 3),
    "code.adoc": ("= T\n\nWords.\n\n----\ncode\n", "import-unreadable", 5),
    "raw.adoc": ("[source]\n++++\n----\n", "import-unreadable", 2),
    "dots.adoc": ("* x\n+\n.....\n....\n", "import-unreadable", 3),
    "item.adoc": ("= T\n\n* a\n* ```ruby\nx\n", "import-unreadable", 4),
    "term.adoc": ("a::\n----\nx\n", "import-unreadable", 2),
    "call.adoc": ("<1> ----\nx\n", "import-unreadable", 1),
    "cell.adoc": ("|===\na|....\nx\n|===\n", "import-unreadable", 2),
    "head.adoc": ("== H\n----\nx\n", "import-unreadable", 2),
    "again.adoc": ("----\nx\n----\n----\ny\n", "import-unreadable", 4),
    "ticks.asciidoc": ("```ruby\nx\n", "import-unreadable", 1),
}
USUAL = {
    "braces.tex": "\\newcommand{\\a}{b}\nWords \\verb|{{{{{{| % {{{{{{\n\\begin{verbatim}\n{{{{{{\n"
    "\\end{verbatim}\n"
    + "\\emph{\\emph{" * 4
    + "a"
    + "}}" * 4
    + "\n\nThe interval $[0, 1)$.\n\n" * 40
    + "$\\frac{\\sqrt{a}}$ " * 60,
    "low.org": "$x_{a_{b}}$ and " + "x_{1} " * 300,
    "round.typ": "#let x = (1, (2, 3))\n\n#text(size: 1em)[(a (b))]\n\n" * 200
    + "#"
    + "calc.abs(" * 20
    + "1"
    + ")" * 20,
    "notes.dokuwiki": "a ((b)) " * 300,
    "lists.html": "<ul><li>" * 18 + "a" + "</li></ul>" * 18 + "<!-- " + "<ul>" * 40 + " -->",
    "notes.wiki": "Words<ref name=a>b</ref>, more<ref name=a /> <sup>x</sup>.\n\n" * 60,
    "code.adoc": "= T\n\nTitle\n-----\n\n----\n....\n----\n\n```ruby\nx\n```\n\nWords ----\n\nx\n----\n",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_pandoc_would_not_end_with_is_told(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, code, line = ENDLESS[name]
    path = tmp_path / name
    path.write_text(text, "utf-8")
    monkeypatch.setattr(pandoc, "read_foreign", None)
    with pytest.raises(DossierError) as failure:
        reading.read(path, None, "en")
    (diagnostic,) = failure.value.diagnostics
    assert (diagnostic.code, diagnostic.place.line) == (code, line)
    assert diagnostic.hint


@pytest.mark.parametrize("name", USUAL)
def test_what_documents_have_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(USUAL[name], "utf-8")
    assert reading.read(path, None, "en").body
