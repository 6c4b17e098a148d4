"""Where fuzzing begins: small bundles of every kind of input, made of the articles of the tests."""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pydyf

from pipeline import pandoc
from pipeline.formats.pdf.attachments import attach
from pipeline.importers.table import IMPORTERS
from pipeline.model.source import Role, SourceFile
from tests import random_markup
from tests.checks.casefile import cases
from tests.fuzz.bundle import Bundle
from tests.kinds.papers import PAPERS

TESTS = Path(__file__).parents[1]
MORE = "DOSSIER_FUZZ_SEEDS"  # a folder of articles besides
_LARGEST = 30_000
_ENDINGS = (".md", ".yaml", ".json", ".bib", ".ris", ".csl", ".svg", ".png")
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20" width="40">'
    b'<title>T</title><defs><linearGradient id="a"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient>'
    b'<clipPath id="c"><circle r="9"/></clipPath><symbol id="s"><path d="M0 0L9 9z"/></symbol></defs><style>.k{fill:url(#a)}</style>'
    b'<g transform="scale(2)" clip-path="url(#c)"><rect class="k" width="9" height="9"/><use xlink:href="#s" x="3"/></g>'
    b'<text x="1" y="9" font-family="Inter">words <tspan dy="2">more</tspan></text></svg>'
)
CSL = (
    b'<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>x</title><id>x</id>'
    b'<updated>2020-01-01T00:00:00Z</updated></info><macro name="who"><names variable="author"><name form="short"/>'
    b'<substitute><text variable="title"/></substitute></names></macro><citation et-al-min="3" et-al-use-first="1"><layout '
    b'prefix="(" suffix=")" delimiter="; "><group delimiter=" "><text macro="who"/><date variable="issued"><date-part name="year"/>'
    b'</date></group></layout></citation><bibliography><sort><key macro="who"/></sort><layout suffix="."><text macro="who"/>'
    b'<choose><if type="book" match="any"><text variable="title" font-style="italic"/></if><else><text variable="title"/></else>'
    b'</choose><number variable="volume" form="ordinal"/><text variable="DOI"/></layout></bibliography></style>'
)
RIS = b"TY  - JOUR\nID  - one2001\nAU  - Other, Ann\nTI  - A title\nPY  - 2001\nJO  - Journal\nSP  - 1\nEP  - 9\nER  - \n"
CSL_YAML = b"references:\n- id: one2001\n  type: book\n  title: A title\n  author:\n  - family: Other\n    given: Ann\n  issued: 2001\n"
ARTICLE = b"""---
title: Of this
lang: en
csl: own.csl
bibliography: [refs.bib, refs.ris, refs.yaml]
---

# Words {#sec-words}

A claim [@one2001, p. 3; @two2002], a note^[With $x^2$.] and ![a](media/a.svg).

{{< include part.md >}}

$$\\frac{a}{\\sqrt{b}} = \\begin{cases} 1 & a \\\\ 2 \\end{cases}$$ {#eq-one}

See @sec-words and @eq-one.
"""
FOREIGN = """---
title: A document
author: [Ann Other]
lang: en
---

# First

Words *with* **marks**, `code`, a [link](http://example.org), a note[^1], $x^2$ and a line\\
break.

[^1]: The note.

- one
- two

  1. three

> Quoted.

| a | b |
|---|--:|
| 1 | 2 |

: A caption

![A picture](a.png)

## Second {#second}

``` python
print("x")
```

$$\\frac{a}{b}$$

Term
:   Definition

H~2~O and x^2^ in [small]{.smallcaps}.
"""
_SUPERFLUOUS = ("theme", "fontTable", "settings", "webSettings", "docProps", "comments", "Thumbnails", ".png")


def seeds() -> list[Bundle]:
    """Return where fuzzing begins."""
    return [*_articles(), *_imports(), *_briefings()]


def _articles() -> Iterator[Bundle]:
    extra = {"own.csl": CSL, "refs.ris": RIS, "refs.yaml": CSL_YAML, "media/a.svg": SVG}
    yield Bundle("article", {"article.md": ARTICLE, "part.md": b"## Part\n\nMore words @fig-a.\n",
                             "refs.bib": random_markup.REFERENCES.encode(), **extra})  # fmt: skip
    for name in ("sample", "torture", "joss"):
        yield from _folder(TESTS / name)
    for paper in PAPERS.values():
        beside = {name: text.encode() for name, text in paper.files.items()}
        yield from _parts({"article.md": paper.text.encode(), **beside})
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(each for each in cases() if each.bad):
            case.lay_out(Path(folder) / f"case{number}")
            yield from _folder(Path(folder) / f"case{number}")
        for seed in range(12):
            random_markup.write(seed, Path(folder) / str(seed))
            yield from _folder(Path(folder) / str(seed))
    if more := os.environ.get(MORE):
        for result in sorted({path.parent for path in Path(more).rglob("*.md")}):
            yield from _folder(result)


def _folder(folder: Path) -> Iterator[Bundle]:
    """Yield the article in a folder, in parts where it is long."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix.lower() in _ENDINGS and path.stat().st_size < _LARGEST
    }
    yield from _parts(files)


def _parts(files: dict[str, bytes]) -> Iterator[Bundle]:
    text = files.pop("article.md", b"") or files.pop("paper.md", b"")
    if not text:
        return
    _, head, body = (
        text.split(b"---\n", 2)
        if text.startswith(b"---\n") and text.count(b"---\n") > 1
        else (b"", b"", text)
    )
    parts = [b"# " + part for part in (b"\n" + body).split(b"\n# ")] if len(body) > 4_000 else [body]
    for part in parts:
        yield Bundle(
            "article", {"article.md": b"---\n" + head + b"---\n" + part.removeprefix(b"# \n"), **files}
        )


def _imports() -> Iterator[Bundle]:
    for ending, form in ((ending, each.form) for each in IMPORTERS.values() for ending in each.endings):
        name = f"import{ending}"
        if ending == ".txt":
            continue
        if form in ("t2t", "gfm"):
            data = b"A document\nAnn Other\n\n= First =\n\nWords //with// **marks** and ``code``.\n\n- one\n- two\n"
        elif form == "markdown":
            data = FOREIGN.encode()
        else:
            command = [pandoc.program(), "-f", "markdown", "-t", form, "-s", "-o", "-"]
            process = subprocess.run(command, input=FOREIGN.encode(), capture_output=True, check=False)
            data = process.stdout
        if data.startswith(b"PK"):
            yield Bundle("import", _unpack(name, data))
        elif data:
            yield Bundle("import", {name: data})
    for case in sorted((TESTS / "importers" / "cases").glob("*/input.*")):
        yield Bundle("import", {f"import{case.suffix}": case.read_bytes()})


def _unpack(name: str, data: bytes) -> dict[str, bytes]:
    """Return the members of a packed document as files below its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive_file:
        return {
            f"{name}/{each}": archive_file.read(each)
            for each in archive_file.namelist()
            if not any(part in each for part in _SUPERFLUOUS) and not each.endswith("/")
        }


def _briefings() -> Iterator[Bundle]:
    for name in ("sample", "joss"):
        files = []
        for path in sorted((TESTS / name).rglob("*")):
            if (
                path.is_file()
                and path.suffix in (".md", ".yaml", ".json", ".bib")
                and path.stat().st_size < 9_000
            ):
                role: Role = "article" if path.suffix == ".md" else "references"
                files.append(SourceFile(path.relative_to(TESTS / name).as_posix(), role, path.read_bytes()))
        yield Bundle("extract", {"briefing.pdf": _briefing(files)})
    one = [SourceFile("article.md", "article", b"---\ntitle: One\ndate: 2026-11-23\n---\n\nText.\n")]
    yield Bundle("extract", {"briefing.pdf": _briefing(one)})
    yield Bundle("extract", {"briefing.pdf": _briefing([*one, SourceFile("media/a.svg", "image", SVG)])})


def _briefing(files: list[SourceFile]) -> bytes:
    result = pydyf.PDF()
    result.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": result.pages.reference}))
    attach(result, files, datetime(2026, 11, 23, tzinfo=UTC), "en")
    output = io.BytesIO()
    result.write(output)
    return output.getvalue()
