"""Links within an article lead somewhere in every edition, or are marked, and no format is lost by them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from pipeline import build as stages
from pipeline.formats import DEFAULT
from pipeline.load.article import locate
from pipeline.model.diagnostics import Severity

ARTICLE = """\
---
title: Of places
---

# One {#sec-one}

To [two](#sec-two), to [nowhere](#sec-none), to @fig-none, @sec-one and @tbl-bare.
To [the deck's](#deck-only).

::: {only=deck #deck-only}
Only said.
:::

| a | b |
|---|---|
| c | d |

[A place]{#tbl-bare} that is no table.

A note of blocks.[^blocks]

[^blocks]: Before.

    ## A heading in a note {#head-in-note}

    ::: {#box-in-note}
    In a box.
    :::

# Two {#sec-two}

To [one](#sec-one), [a head](#head-in-note), [a box](#box-in-note).
"""


@pytest.fixture(scope="module")
def build_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    (folder / "paper.md").write_text(ARTICLE, "utf-8")
    report = stages.build(locate(str(folder / "paper.md"), folder), stages.Plan(DEFAULT, folder))
    assert [each for each in report.diagnostics if each.severity is Severity.ERROR] == []
    assert len(report.artifacts) == len(DEFAULT)
    return folder / report.slug


def test_the_book_leads_to_ids_that_it_has(build_folder: Path) -> None:
    with zipfile.ZipFile(build_folder / "ebook.epub") as book:
        pages = {
            name.rpartition("/")[2]: etree.fromstring(book.read(name))
            for name in book.namelist()
            if name.endswith(".xhtml")
        }
    ids = {(file, name) for file, page in pages.items() for name in page.xpath("//@id")}
    leads = [
        (target.partition("#")[0] or file, target.partition("#")[2])
        for file, page in pages.items()
        for target in page.xpath("//*[local-name()='a']/@href")
        if "#" in target and ":" not in target
    ]
    assert {name for _, name in leads} >= {"sec-one", "sec-two", "head-in-note", "box-in-note"}
    assert set(leads) <= ids
    marks = [
        "".join(mark.itertext()) for page in pages.values() for mark in page.xpath("//*[@class='fault']")
    ]
    assert marks == ["nowhere?", "fig-none?", "tbl-bare?"]


def test_the_pdf_leads_to_places_that_it_has(build_folder: Path) -> None:
    with pikepdf.open(build_folder / "briefing.pdf") as pdf:
        names = {str(name) for name in pdf.Root.Names.Dests.Names[::2]}
        annotations = [each for page in pdf.pages for each in page.get("/Annots", [])]
        leads = {str(each.Dest) for each in annotations if isinstance(each.get("/Dest"), pikepdf.String)}
    assert leads >= {"sec-one", "sec-two", "head-in-note", "box-in-note"}
    assert leads <= names
