"""The address of a paper, which others also write for that of a page beside it."""

from __future__ import annotations

import pytest

from pipeline.load.front import read
from pipeline.model.source import SourceText


@pytest.mark.parametrize(
    ("url", "is_address"),
    [
        ("https://example.org/paper", True),
        ("http://example.org", True),
        ("paper.html", False),
        ("ftp://example.org/a", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ("https://example.org/" + "a" * 490, False),
        (["https://example.org"], False),
    ],
)
def test_an_address_is_one_of_the_web_and_another_is_told(url: object, is_address: bool) -> None:
    text = f"---\ntitle: T\nurl: {url}\n---\n\nWords.\n"
    front = read(SourceText("p.md", text), plain=True, default_bibliography=(), title="p")
    assert front.matter.url == (url if is_address else None)
    assert front.matter.address == (url if is_address else "")
    diagnostics = [(each.code, each.place.line, each.place.column) for each in front.diagnostics]
    assert diagnostics == ([] if is_address else [("front-matter-invalid", 3, 6)])
    assert all("`url`" in each.message and each.hint for each in front.diagnostics)


@pytest.mark.parametrize("url", ["", "[]", "'  '", "~"])
def test_an_empty_address_is_none(url: str) -> None:
    text = f"---\ntitle: T\nurl: {url}\n---\n\nWords.\n"
    front = read(SourceText("p.md", text), plain=True, default_bibliography=(), title="p")
    assert (front.matter.url, front.diagnostics) == (None, ())


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("lang: {a: b}", "`lang` must be text"),
        ("toc: perhaps", "`toc` must be true or false"),
        ("number-sections: [yes]", "`number-sections` must be true or false"),
        ("papersize: huge", "the paper 'huge' is none that Dossier sets; the briefing is on A4"),
        ("cover-image: [a.png, b.png]", "`cover-image` must be text"),
    ],
)
def test_no_value_is_left_out_without_its_reason(line: str, message: str) -> None:
    text = f"---\ntitle: T\n{line}\n---\n\nWords.\n"
    front = read(SourceText("p.md", text), plain=True, default_bibliography=(), title="p")
    [diagnostic] = front.diagnostics
    assert (diagnostic.code, diagnostic.message, diagnostic.place.line) == (
        "front-matter-invalid",
        message,
        3,
    )
    assert diagnostic.hint


@pytest.mark.parametrize("line", ["toc: no", "toc: 0", "secnumdepth: 3", "classoption: twocolumn", "toc: ''"])
def test_what_says_nothing_wrong_is_not_told(line: str) -> None:
    text = f"---\ntitle: T\n{line}\n---\n\nWords.\n"
    assert read(SourceText("p.md", text), plain=True, default_bibliography=(), title="p").diagnostics == ()


def test_a_cover_of_another_program_has_its_own_place() -> None:
    text = "---\ntitle: T\ncover-image: [a.png]\n---\n\nWords.\n"
    front = read(SourceText("p.md", text), plain=True, default_bibliography=(), title="p")
    assert front.matter.ebook.cover == "a.png"
    assert front.places["ebook", "cover"].line == 3
