"""Whatever an article hides in entities, escapes, names and addresses, its files hold none of it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from pptx import Presentation

from pipeline import build as stages
from pipeline.load.article import locate
from pipeline.model import characters
from pipeline.model.links import link_problem
from tests.articles import READABLE

ARTICLE = """\
---
title: "Of wei\\x0Bght"
subtitle: "and \\uFFFE gold"
author: "A\\x07nn Bee"
keywords: ["k\\uFDD0"]
bibliography: works.json
---

# One &#14; two {#sec-a}

Words &#x10FFFF; stand `c`, *em &#x1c;*, $x$, and cite [@bee, p. &#3; 4] or [@cee; @dee; @eff].[^n]

[^n]: A note &#x7; of it.

![Cap &#6; tion.](data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs=){alt="al&#5;t"}

| a &#4; | b |
|--------|---|
| c | [d](https://example.org/a&#8;b "t&#2;") |

: Table &#1; of them.

Links: [a](javascript&colon;alert(1)), [b](JAVA&#x0A;SCRIPT:alert(1)), [c](vbscript:x),
[d](\\\\\\\\host\\\\share), [e](//host.example/x), [f](data:text/html,x), [g](smb://host/x),
[h](file:///etc/hosts), [i](ms-word:ofe|u|x),
[j](&#x1;javascript:alert(1)), [k](java%0dscript:alert(1)),
[l](mailto:a@example.org), [m](https://example.org/m),
<javascript:alert(2)>, [n](http:\\\\\\\\host\\\\x), [o](j&#x61;vascript:1), [p](&#x200b;javascript:1).
"""

ADDRESSES = {
    "bee": {"DOI": "javascript://%0aalert(1)", "URL": "file:///etc/passwd"},
    "cee": {"PMCID": "smb://host/share", "URL": "\\\\host\\share"},
    "dee": {"PMID": "data:text/html,x", "URL": " java\tscript:alert(1)"},
    "eff": {"URL": "https://example.org/good", "note": "see <a href='javascript:alert(3)'>x</a> vbscript:x"},
}


@pytest.fixture(scope="module")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the article in all formats, and return the folder of its files."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "paper.md").write_text(ARTICLE, "utf-8")
    works = [
        {"id": key, "type": "book", "title": f"T\u0001 {key}", "author": [{"family": "X\ud800"}], **fields}
        for key, fields in ADDRESSES.items()
    ]
    (folder / "works.json").write_text(json.dumps(works), "utf-8")
    report = stages.build(locate(str(folder / "paper.md"), folder), stages.Plan(READABLE, out=folder / "out"))
    assert report.failed_paths == (), [each.message for each in report.diagnostics]
    assert {"character-invalid", "bibliography-character", "link-unsafe"} <= {
        each.code for each in report.diagnostics
    }
    return folder / "out" / report.slug


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield all markup in the finished files, decoded."""
    for name in ("deck.html", "article.html"):
        yield name, (folder / name).read_text("utf-8")
    for name in ("ebook.epub", "deck.pptx"):
        with zipfile.ZipFile(folder / name) as archive:
            for entry in archive.namelist():
                if entry.endswith((".xhtml", ".xml", ".opf", ".ncx", ".svg", ".rels")):
                    yield f"{name}/{entry}", archive.read(entry).decode()


def addresses(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every address that a finished file leads to."""
    for name, text in texts(folder):
        if name.endswith(".html"):
            body = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
            yield from ((name, each) for each in re.findall(r"""\b(?:href|src)\s*=\s*["']([^"']*)""", body))
            continue
        for element in etree.fromstring(text.encode()).iter():
            for key, value in element.attrib.items():
                if str(key).rpartition("}")[2] in ("href", "src") or (
                    key == "Target" and element.get("TargetMode") == "External"
                ):
                    yield name, str(value)
    with pikepdf.open(folder / "briefing.pdf") as pdf:
        for page in pdf.pages:
            for each in page.get("/Annots", []):
                if "/A" in each:
                    assert each.A.S in ("/URI", "/GoTo")
                    if each.A.S == "/URI":
                        yield "briefing.pdf", str(each.A.URI)


def test_no_markup_has_a_character_that_xml_forbids(artifacts: Path) -> None:
    for name, text in texts(artifacts):
        own = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
        assert characters.find_invalid(own) == (), name
        assert not re.search(r"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]|202[a-e])|[0-8]|1[124-9]);", own, re.I)


def test_every_address_leads_to_a_page_a_mail_or_a_place(artifacts: Path) -> None:
    result = list(addresses(artifacts))
    within = re.compile(r"#|[\w./-]+(?:#\S*)?$|data:(?:image|font)/")
    wrong = [(name, each) for name, each in result if not within.match(each) and link_problem(each)]
    assert wrong == []
    outward = {each for _, each in result if ":" in each.partition("/")[0] and not each.startswith("data:")}
    assert outward == {
        "mailto:a@example.org",
        "https://example.org/m",
        "https://example.org/ab",
        "https://example.org/good",
    }


def test_what_was_meant_is_still_read(artifacts: Path) -> None:
    slides = Presentation(str(artifacts / "deck.pptx"))
    words = " ".join(
        shape.text_frame.text for slide in slides.slides for shape in slide.shapes if shape.has_text_frame
    )
    assert "One \ufffd two" in words
    assert "Of wei\ufffdght" in words
