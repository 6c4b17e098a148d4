"""A deck with everything that slides show, as the files of a deck, and parts of a PPTX to damage."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from pipeline.formats.pptx import PPTX
from pipeline.model.stages import Edition
from tests.editions.deck_sample import edition
from tests.formats.deck_setting import SETTING

ARTICLE = """---
title: Rivers & dams
subtitle: What the water did
kicker: Survey
authors: [Ada Lovelace]
date: 2026-11-20
as-of: 2026-11-20
lang: en
id: R-1
bibliography: r.bib
briefing:
  handling: For the desk only
---

# First {#sec-first}

::: {.slide message="The dam holds water"}
It holds [$40 million]{fact=cost} worth of water.

- It was built in [1999]{fact=built}, see [the second](#sec-second).
- *Nobody* counted `x = 1` before [@lee].
:::

Prose about the dam, as @lee says.

::: {.slide message="A table tells what a list cannot"}
| What | How much | When |
|------|----------|------|
| Dam | [$40 million]{fact=cost} | 1999 |
| River | nothing | [here](https://example.org/river) |

: A table. {#tbl-t}
:::

![A **grey** square](square.png){#fig-square}

# Second {#sec-second}

::: {.slide message="The formula is long"}
$$\\sum_{i=1}^n \\frac{x_i^2}{\\sqrt[3]{y}} = \\hat{a}$$
:::

Words with $\\frac{a}{b}$.
"""
FACTS = """facts:
- id: cost
  kind: money
  subject: Cost of the dam
  value: {amount: 40000000, currency: USD, basis: nominal}
  sources: [{ref: lee}]
- id: built
  kind: event
  subject: Building of the dam
  value: {date: 1999}
  sources: [{ref: lee}]
"""
BOOKS = "@book{lee, title={T}, author={Lee, A}, year=1999, url={https://example.org/lee}}\n"


@cache
def folder() -> Path:
    """Write the article and what it needs."""
    from PIL import Image

    result = Path(mkdtemp(prefix="slides-"))
    (result / "article.md").write_text(ARTICLE, "utf-8")
    (result / "facts.yaml").write_text(FACTS, "utf-8")
    (result / "r.bib").write_text(BOOKS, "utf-8")
    Image.new("RGB", (40, 30), (90, 90, 90)).save(result / "square.png")
    return result


def sample() -> Edition:
    """Return the deck of the article."""
    return edition(str(folder() / "article.md"))


@cache
def pptx() -> bytes:
    """Return the deck as PPTX."""
    return PPTX.render(sample(), SETTING).data


def with_parts(data: bytes, edit: Callable[[dict[str, bytes]], object]) -> bytes:
    """Return a package whose parts were edited; parts that are taken away are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    edit(parts)
    return pack(parts)


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def with_text(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a package in which a part has other text, once; the old text must be there."""

    def edit(parts: dict[str, bytes]) -> None:
        text = parts[part].decode()
        assert old in text, (part, old)
        parts[part] = text.replace(old, new, 1).encode()

    return with_parts(data, edit)
