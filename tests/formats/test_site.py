"""The site: a page for each section, links between pages that lead somewhere, notes where they are called."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from lxml import html

from pipeline import archive
from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.formats.site.pages import file_names
from pipeline.formats.site.search import VARIABLE
from pipeline.model.stages import Artifact
from pipeline.own_files import LIST
from tests.articles import document
from tests.command import dossier
from tests.formats.book import SETTING

TEXT = """---
title: A manual
date: 2026-01-01
standfirst: How to do it.
---

Before all.^[A note of the opening.]

# How {#how}

Do it.^[A note of how.] See [why](#because) and [the part](#part).

## A part {#part}

More words, `--option`.

# Why {#why}

Because of a [note](#how)^[A note of why.].

## Deep {#because}

At the bottom.

## Found {#search-results}

And a [link](#search-results) to it.

# Éclat {#éclat}

Last.
"""
# Ids of the page itself, and those that it once had.
FURNITURE = (
    "search", "results", "count", "search-count", "search-results", "overview", "contents", "title",
    "article", "popup", "notes", "text", "sources", "colophon", "ledger", "notes-1", "note-1",
)  # fmt: skip
PAGES = ["index.html", "how.html", "why.html", "section-3.html", "colophon.html"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "manual.md").write_text(TEXT, "utf-8")
    run = dossier("build", "manual.md", "--edition", "site", "--no-cache", cwd=folder)
    assert run.returncode == 0, run.stderr
    return {
        path.name: path.read_text("utf-8")
        for path in (folder / "build" / "manual" / "site").iterdir()
        if path.name != LIST
    }


def test_each_section_is_a_page(files: dict[str, str]) -> None:
    assert set(files) == {*PAGES, "style.css", "script.js", "index.js"}
    for name in PAGES:
        assert len(html.fromstring(files[name]).xpath("//h1")) == 1, name
    how = html.fromstring(files["how.html"])
    assert how.xpath("string(//h1)") == "How"
    assert [each.text_content() for each in how.xpath("//article//h2")] == ["A part", "Notes"]


def test_no_id_stands_twice_on_a_page(files: dict[str, str]) -> None:
    for name in PAGES:
        ids = html.fromstring(files[name]).xpath("//@id")
        assert len(ids) == len(set(ids)), name
    assert 'id="text-search-results"' in files["why.html"]


def test_links_lead_to_what_is_there(files: dict[str, str]) -> None:
    ids = {name: set(html.fromstring(files[name]).xpath("//@id")) for name in PAGES}
    count = 0
    for name in PAGES:
        for address in html.fromstring(files[name]).xpath("//a/@href"):
            file, _, target = address.partition("#")
            if address.startswith("https:"):
                continue
            assert (file or name) in files, address
            assert not target or target in ids[file or name], address
            count += 1
    assert count > 30
    assert 'href="why.html#because"' in files["how.html"]
    assert 'href="#part"' in files["how.html"]


def test_a_note_stands_on_the_page_that_calls_it(files: dict[str, str]) -> None:
    for name, words in (("index.html", "of the opening"), ("how.html", "of how"), ("why.html", "of why")):
        notes = html.fromstring(files[name]).xpath("//*[@role='doc-footnote']")
        assert [f"A note {words}." in each.text_content() for each in notes] == [True]


def test_each_page_leads_to_the_next_and_without_script_to_all(files: dict[str, str]) -> None:
    name, order = "index.html", list[str]()
    while name:
        order.append(name)
        name = html.fromstring(files[name]).xpath("string(//a[@rel='next']/@href)")
    assert order == PAGES
    overview = html.fromstring(files["index.html"]).xpath("//section[@class='overview']//a/@href")
    assert overview == [
        "how.html", "how.html#part", "why.html", "why.html#because", "why.html#text-search-results",
        "section-3.html", "colophon.html",
    ]  # fmt: skip


def test_the_index_of_the_search_has_every_word(files: dict[str, str]) -> None:
    rows = json.loads(files["index.js"].removeprefix(f"window.{VARIABLE}=").rstrip(";\n"))
    places = {address: words for address, _, _, words in rows}
    assert "More words, --option." in places["how.html#part"]
    assert "At the bottom." in places["why.html#because"]
    words_of_index = set(re.findall(r"\w+", " ".join(" ".join(row) for row in rows)))
    for name in ("how.html", "why.html"):
        (article,) = html.fromstring(files[name]).xpath("//article")
        assert set(re.findall(r"\w+", " ".join(article.itertext()))) <= words_of_index


def test_a_page_asks_for_nothing_but_its_own_files(files: dict[str, str]) -> None:
    for name in PAGES:
        root = html.fromstring(files[name])
        assert root.xpath("//link[@rel='stylesheet']/@href | //script/@src") == ["style.css", "script.js"]
        assert not root.xpath("//*[@style]")
    assert not re.search(r"url\(\"?(?!data:)[a-z/]", files["style.css"])


def test_parts_have_their_headings_in_the_lists(tmp_path: Path) -> None:
    chapters = "- a.md\n- part: The *end*\n  chapters: [b.md, c.md]"
    head = f"---\ntitle: A book\nchapters:\n{chapters}\n---\n\n# Start\n\nHere.\n"
    (tmp_path / "book.md").write_text(head, "utf-8")
    for name in "abc":
        (tmp_path / f"{name}.md").write_text(f"# Chapter {name}\n\nIts words.\n", "utf-8")
    run = dossier("build", "book.md", "--edition", "site", "--no-cache", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    text = (tmp_path / "build" / "book" / "site" / "chapter-a.html").read_text("utf-8")
    (lists,) = html.fromstring(text).xpath("//nav[@class='contents']//div[@class='lists']")
    assert [each.tag for each in lists] == ["ol", "p", "ol"]
    assert lists[1].text_content() == "The *end*"
    counts = [len(each.xpath("./li")) for each in lists if each.tag == "ol"]
    assert counts == [2, 3]  # the last with the colophon


def test_a_chapter_of_a_part_that_is_missing_is_told_where_it_is_named(tmp_path: Path) -> None:
    chapters = "- part: The end\n  chapters:\n  - gone.md\n- part: Empty"
    head = f"---\ntitle: A book\nchapters:\n{chapters}\n---\n\n# Start\n\nHere.\n"
    (tmp_path / "book.md").write_text(head, "utf-8")
    run = dossier("check", "book.md", "--format", "short", cwd=tmp_path)
    assert "book.md:6:5: error chapter-missing" in run.stdout
    assert "book.md:7:3: warning front-matter-invalid: `chapters` is missing" in run.stdout


@pytest.mark.parametrize(
    ("ids", "names"),
    [
        (["a", "A", "a"], ["a.html", "section-2.html", "section-3.html"]),
        (["index", "x/y", "..", "ok-1"], ["section-1.html", "section-2.html", "section-3.html", "ok-1.html"]),
    ],
)
def test_pages_have_names_that_are_such_everywhere(ids: list[str], names: list[str]) -> None:
    assert list(file_names(ids)) == ["index.html", *names]


@pytest.mark.parametrize("article", ["tests/sample", "tests/torture", "tests/joss"])
def test_the_site_has_all_words_of_the_web_page(article: str) -> None:
    artifacts: dict[str, Artifact] = {
        each.edition: each.render(EDITIONS[each.edition].edit(document(article)), SETTING)
        for each in FORMATS
        if each.edition in ("web", "site")
    }
    pages = archive.unpack(artifacts["site"].data)
    own_words = {word for name in pages if name.endswith(".html") for word in words_of(pages[name])}
    assert set(words_of(artifacts["web"].data)) - own_words == set()
    assert not artifacts["site"].diagnostics


def words_of(page: bytes) -> list[str]:
    """Return the words of the text of a page, those of each element for themselves."""
    texts = html.fromstring(page.decode()).xpath("//article//text() | //footer//text()")
    return " ".join(map(str, texts)).split()


@pytest.mark.parametrize("edition", ["site", "web"])
def test_headings_of_the_names_of_the_furniture_keep_ids_and_links(tmp_path: Path, edition: str) -> None:
    heads = "\n\n".join(f"## Head {name} {{#{name}}}\n\nWords." for name in FURNITURE)
    links = "\n".join(f"[to {name}](#{name})" for name in FURNITURE)
    front = "---\ntitle: A\ndate: 2026-01-01\n---\n\n"
    text = f"{front}# One {{#one}}\n\n{heads}\n\n# Two {{#two}}\n\n{links}^[A note.]\n"
    (tmp_path / "a.md").write_text(text, "utf-8")
    run = dossier("build", "a.md", "--edition", edition, "--no-cache", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    paths = [*(tmp_path / "build" / "a").rglob("*.html")]
    pages = {path.name: html.fromstring(path.read_text("utf-8")) for path in paths}
    for name, page in pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name
    count = 0
    for page in pages.values():
        for link in page.xpath("//a[starts-with(., 'to ')]"):
            file, _, target = link.get("href").partition("#")
            [heading] = (pages[file] if file else page).xpath(f"//*[@id='{target}']")
            assert heading.text_content() == f"Head {link.text_content()[3:]}"
            count += 1
    assert count == len(FURNITURE)
