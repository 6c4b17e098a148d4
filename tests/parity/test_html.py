"""E-books, pages and sites say what their editions state, of every kind of text; a damage is named."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline import archive
from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.inspection import inspect
from pipeline.load.article import load, locate
from pipeline.model.stages import Edition
from pipeline.parity.proof import Proof, prove
from pipeline.resolve import resolve
from tests.formats.book import PNG, SETTING

TEXT = r"""---
title: "All kinds of $E = mc^2$ in one[^0]"
subtitle: And *below* it
authors: [A. Author]
date: 2026-01-02
rights: CC BY 4.0
lang: en
---

[^0]: A note of the title.

Before all, an opening with a note.^[The *first* note, with $a^2$ in it.]

[^more]: A second note.

    With two paragraphs, and code:

        x  =  1

    | a | $b$ |
    |---|-----|
    | c | d   |

# Formulas {#formulas}

So $\sqrt{x_1} \ge 0$, [$c$]{alt="the speed of light"}, and [☢]{alt="radiation"} twice:

$$\sum_{k=1}^{n} k = \frac{n(n+1)}{2}$$

## Below with `code` and $\pi$ {#below}

| Year | Sum $s$ |
|------|--------:|
| 1955 |     409 |
| 1956 |   [see](#lists) |

: A table of sums. {#tbl-sums}

# Lists {#lists}

1. One[^more]
2. Two

    a. deep
    b. deeper

- [ ] not done
- [x] done

Term
:   What it is,
    on two lines.

> A quotation "in marks".
>
> | A line
> |   and its second

![A caption of its own.](p.png){#fig-p alt="One white pixel"}

Within ![a pixel of $\frac{1}{2}$](p.png) words.

```python
def x():
    return  1
```

A soft­hyphen, no​width, a [link](https://example.org/a(b)?c=d&e=ភ), ~~gone~~, H~2~O, x^2^.
"""
FILES = {each.file: each for each in FORMATS if each.file in ("ebook.epub", "article.html", "site")}


@pytest.fixture(scope="module")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Edition, bytes]]:
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "kinds.md").write_text(TEXT, "utf-8")
    (folder / "p.png").write_bytes(PNG)
    document, diagnostics = resolve(load(locate(str(folder / "kinds.md"), folder)).manuscript)
    assert diagnostics == ()
    return {
        name: (edition, each.render(edition, SETTING).data)
        for name, each in FILES.items()
        for edition in [each.view(EDITIONS[each.edition].edit(document))]
    }


def proof(name: str, edition: Edition, data: bytes) -> Proof:
    return prove(edition, name, inspect(name, data))


@pytest.mark.parametrize("name", FILES)
def test_nothing_differs(name: str, artifacts: Mapping[str, tuple[Edition, bytes]]) -> None:
    result = proof(name, *artifacts[name])
    assert [(each.code, each.message) for each in result.differences] == []
    assert all(each.total == each.same for each in result.counts.values())
    counts = {kind: result.counts[kind].total for kind in ("notes", "figures", "formulas", "cells")}
    assert counts == {"notes": 3, "figures": 2, "formulas": 6 + (name == "ebook.epub"), "cells": 6}


# A damage: what stands in the files, what it becomes, and the code of the difference; where a file has it.
DAMAGES = (
    ("<mi>s</mi>", "<mi>t</mi>", "text-lost"),
    ('alttext="pi"', 'alttext=""', "alt-text-lost"),
    ('alttext="the speed of light"', 'alttext="pace"', "alt-text-lost"),
    ('aria-label="radiation"', 'aria-label=""', "alt-text-lost"),
    ('alt="One white pixel"', 'alt=""', "alt-text-lost"),
    ("The <em>first</em> note", "The note", "note-lost"),
    ("With two paragraphs", "With paragraphs", "note-lost"),
    ("x  =  1", "x  =  2", "note-lost"),
    (">d</td>", "></td>", "note-lost"),
    (">1956</td>", ">1957</td>", "table-cell-lost"),
    (">1955</td>", "></td>", "table-cell-lost"),
    ("not done", "done", "text-lost"),
    ("<dt>Term</dt>", "", "text-lost"),
    ("A table of sums.</caption>", "A nice table of sums.</caption>", "text-extra"),
    ("A caption of its own", "Its own caption", "text-lost"),
    ("https://example.org/a(b)", "https://example.org/a", "link-dead"),
    ('id="lists"', 'id="list"', "link-dead"),
    ("return  1", "return  2", "text-lost"),
    ("<blockquote>", '<blockquote style="display:none">', "text-lost"),
    ("<blockquote>", '<blockquote hidden="">', "text-lost"),
    ("below</em> it", "it</em>", "text-lost"),
    ("A. Author", "A. Autor", "metadata-differs"),
    ("A. Author</p>", "A. Autor</p>", "text-lost"),
    ("in one<a", "in two<a", "text-lost"),
)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("old", "new", "code"), DAMAGES)
def test_a_damage_is_named(
    name: str, old: str, new: str, code: str, artifacts: Mapping[str, tuple[Edition, bytes]]
) -> None:
    edition, data = artifacts[name]
    other = _damage(data, old.encode(), new.encode(), is_packed=name != "article.html")
    assert other != data, "nothing was damaged"
    codes = [each.code for each in proof(name, edition, other).differences]
    assert code in codes


def _damage(data: bytes, old: bytes, new: bytes, *, is_packed: bool) -> bytes:
    if not is_packed:
        return data.replace(old, new, 1)
    return archive.pack(
        (file, part.replace(old, new, 1) if file.endswith(("html", "opf")) else part)
        for file, part in archive.unpack(data).items()
    )
