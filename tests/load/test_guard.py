"""Nothing raw, no unsafe link and no attribute that acts gets past the load stage."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.load import guard
from pipeline.load.article import LoadedArticle, load, locate
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.links import link_problem
from pipeline.model.source import SourceText


def load_paper(folder: Path, body: str, *, ledger: bool = True) -> LoadedArticle:
    (folder / "article.md").write_text(f"---\ntitle: T\n---\n\n{body}\n", "utf-8")
    if ledger:
        (folder / "facts.yaml").write_text("facts: []\n", "utf-8")
    return load(locate(str(folder), folder))


ATTACKS = {
    "<script>alert(1)</script>": "markup-raw",
    '<img src=x onerror="alert(1)">': "attribute-unknown",
    '<a href="javascript:alert(1)">x</a>': "link-unsafe",
    "<iframe src=https://x.org></iframe>": "markup-raw",
    "`<svg onload=alert(1)></svg>`{=html}": "markup-raw",
    "\\href{javascript:alert(1)}{x}": "link-unsafe",
    "\\def\\a{\\a\\a}\n\n\\a": "markup-raw",
    "\\input{/etc/passwd}": "markup-raw",
    "[x](javascript:alert(1))": "link-unsafe",
    "[x](java&#9;script:alert(1))": "link-unsafe",
    "[x](JaVaScRiPt:alert(1))": "link-unsafe",
    "[x](data:text/html;base64,AA)": "link-unsafe",
    "[x](file:///etc/passwd)": "link-unsafe",
    "[x](\\\\\\\\host\\\\share)": "link-unsafe",
    "[x](other.pdf)": "link-unsafe",
    "[x](https://e%5Bx)": "link-unsafe",
    "[x](https://ex%20ample.org/)": "link-unsafe",
    "[x](https://example.org:port/)": "link-unsafe",
    "[x](https://)": "link-unsafe",
    '[x]{lang="../../x"}': "attribute-invalid",
    "[x]{dir=down}": "attribute-invalid",
    '[x]{onclick="alert(1)"}': "attribute-unknown",
    '[x]{style="position:fixed"}': "attribute-unknown",
    "![x](../secret.png)": "path-unsafe",
    "![x](http://127.0.0.1/x.png)": "image-remote",
    "![x](/etc/passwd)": "path-unsafe",
}


@pytest.mark.parametrize("body", ATTACKS)
def test_an_attack_is_reported_and_does_not_pass(tmp_path: Path, body: str) -> None:
    result = load_paper(tmp_path, f"Before.\n\n{body}\n")
    assert ATTACKS[body] in {diagnostic.code for diagnostic in result.diagnostics}
    assert all(diagnostic.place.line >= 7 for diagnostic in result.diagnostics)
    nodes = list(walk.walk(result.manuscript.blocks))
    assert not [node for node in nodes if isinstance(node, n.RawInline | n.RawBlock)]
    assert not [node for node in nodes if isinstance(node, n.Link) and link_problem(node.url)]
    keys = {key for node in nodes if isinstance(node, n.Span | n.Div) for key, _ in node.attr.pairs}
    assert not keys & {"onclick", "style", "lang", "dir"}


HOSTS = (
    "https://[::1]:80/a",
    "https://münchen.de/x",
    "http://u@h.org",
    "https://example.org?x=[1]#a",
    "http://a_b.org",
)


@pytest.mark.parametrize("url", HOSTS)
def test_an_address_with_a_host_may_be_followed(url: str) -> None:
    assert link_problem(url) is None


@pytest.mark.parametrize(("source", "tag"), [("km", "km"), ("pt_BR", "pt-BR"), ("zh-Hant", "zh-Hant")])
def test_the_language_of_a_passage_is_carried_as_a_tag(tmp_path: Path, source: str, tag: str) -> None:
    result = load_paper(tmp_path, f"One [two]{{lang={source} dir=auto}} three.\n")
    (span,) = (node for node in walk.walk(result.manuscript.blocks) if isinstance(node, n.Span))
    assert dict(span.attr.pairs) == {"lang": tag, "dir": "auto"}
    assert result.diagnostics == ()


def test_comments_and_line_breaks_are_no_fault(tmp_path: Path) -> None:
    result = load_paper(tmp_path, "<!-- to do -->\n\nOne<br>two <!-- aside --> three.\n")
    assert result.diagnostics == ()
    assert walk.text_of(result.manuscript.blocks).split() == ["One", "two", "three."]


@pytest.mark.parametrize(
    "body", ["[" * 40, "![" * 30, "`" * 30, "> " * 60 + "x", "> " * 3000 + "x", "- " * 60 + "x"]
)
def test_nesting_that_would_hang_or_crash_is_refused_at_once(tmp_path: Path, body: str) -> None:
    (diagnostic,) = load_paper(tmp_path, body).diagnostics
    assert diagnostic.code == "nesting-too-deep"
    assert diagnostic.place.line in (4, 5)


def test_a_metadata_block_in_the_body_is_only_text(tmp_path: Path) -> None:
    body = "Text.\n\n---\nbibliography: /etc/passwd\ncsl: http://127.0.0.1/x\n---\n"
    result = load_paper(tmp_path, body)
    assert result.manuscript.front.bibliography == ()
    assert "bibliography: /etc/passwd" in walk.text_of(result.manuscript.blocks)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"caf\xe9", "encoding-invalid"),
        ("a\u202eb".encode(), "character-hidden"),
        (b"a\x1b[31m", "character-hidden"),
    ],
)
def test_text_that_is_not_what_it_seems_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    from pipeline.model.diagnostics import DossierError

    (tmp_path / "article.md").write_bytes(b"---\ntitle: T\n---\n\n" + data + b"\n")
    try:
        diagnostics = load(locate(str(tmp_path), tmp_path)).diagnostics
    except DossierError as failure:
        diagnostics = failure.diagnostics
    assert [(each.code, each.place.line, each.place.column) for each in diagnostics if each.code == code] == [
        (code, 5, 4 if code == "encoding-invalid" else 2)
    ]


def test_line_ends_and_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    text = (Path("tests/sample/article.md")).read_text("utf-8")
    (tmp_path / "a.md").write_bytes(text.encode())
    (tmp_path / "b.md").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    one = load(locate(str(tmp_path / "a.md"), tmp_path)).manuscript
    two = load(locate(str(tmp_path / "b.md"), tmp_path)).manuscript
    assert one.blocks == two.blocks
    assert one.front == two.front


@pytest.mark.parametrize(("levels", "codes"), [(39, []), (40, ["nesting-too-deep"])])
def test_quotations_may_stand_so_deep_and_no_deeper(levels: int, codes: list[str]) -> None:
    blocks: n.Blocks = (n.Para((n.Str("x"),)),)
    for _ in range(levels - 1):
        blocks = (n.BlockQuote(blocks),)
    source = SourceText("article.md", "x")
    assert [each.code for each in guard.levels_too_deep(blocks, source)] == codes
