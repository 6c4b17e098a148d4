"""What a process does once, so that none of those forked from it has to: imports, data, patterns, digests.

Most of what a language or a check needs is loaded or compiled on first use. A small article is read and
edited here, as each article will be, and thrown away. Nothing is laid out: Pango and fontconfig start
threads, which a forked process would wait for in vain.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline import cache, manifest, scratch, theme, write
from pipeline.build import Plan, resolve_article
from pipeline.editions import EDITIONS
from pipeline.load.article import locate
from pipeline.model.diagnostics import DossierError

_LANG = "en"
# A draft, as some numbers are bound to no fact.
_SAMPLE: Mapping[str, str] = {
    "article.md": """---
title: A title
subtitle: A subtitle
authors: [{name: A. Writer}]
date: 2024-05-06
as-of: 2024-05-06
standfirst: What it says, in one sentence.
references:
  - {id: li, type: book, title: A title, author: [{family: Li, given: A.}], issued: {date-parts: [[2020]]}}
---

# One {#sec-one}

The price was [$7 million]{fact=price}, [20 per cent]{fact=share} of all, on [3 May 2020]{fact=day}
[@li, p. 3]. @fig-days shows it, @sec-two does not.^[A note.] The President, Ms Li, said: "It is $x^2$, or
*not* [*rien*]{lang=fr}."
By 4 June 2021, two years later, it was US$3.5 million, 12% (a third) less than the 9,000 euros of the 1990s.

- A point, which -- it seems -- is short.

![Days.](figures/days.yaml){#fig-days}

# Two {#sec-two}

| Price | Part |
|:------|-----:|
| [$7 million]{fact=price} | [20 per cent]{fact=share} |

: A table {#tbl-one}
""",
    "facts.yaml": """facts:
  - {id: price, kind: money, subject: Price, label: Price, sources: [{ref: li}],
     value: {amount: 7000000, currency: USD, basis: nominal, date: 2020}}
  - {id: share, kind: percent, subject: Price, label: Part, sources: [{ref: li}],
     value: {amount: 20, of: all, date: 2020}}
  - {id: day, kind: date, subject: Price, label: Sale, sources: [{ref: li}], value: {date: 2020-05-03}}
""",
    "figures/days.yaml": "kind: timeline\ntitle: Days\nbegin: 2019\nend: 2021\nevents:\n  - fact: day\n",
}


def warm_up(plan: Plan) -> str:
    """Load what builds of a plan need, keep the collector away from it, and return the state of Dossier.

    What cannot be loaded is reported by the builds themselves.
    """
    state = installation()
    for each in plan.formats:
        each.prepare()
    if any(each.name == "pdf" for each in plan.formats):
        from pipeline.formats.pdf import weasy

        weasy.warm_up(_LANG)
    cache.code()
    cache.tools()
    with suppress(DossierError, OSError), scratch.folder() as folder:
        _read(folder / "sample", {each.edition for each in plan.formats})
    gc.collect()
    gc.freeze()
    return state


def _read(folder: Path, editions: set[str]) -> None:
    write.new_folder(folder, {name: text.encode() for name, text in _SAMPLE.items()})
    document = resolve_article(locate(str(folder / "article.md"), folder), draft=True).document
    for name in sorted(editions):
        EDITIONS[name].edit(document)


def installation() -> str:
    """Return the state of Dossier's own files and of the packages beside it: what a later start would find.

    A process that finds another state than at its start has old code in memory, and must not name its results
    after the new one.
    """
    return repr([*_files(), *manifest.packages()])


def _files() -> Iterator[tuple[str, int, int]]:
    for root in (Path(__file__).parent, theme.styles_dir()):
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(each for each in folders if each != "__pycache__")
            for name in sorted(names):
                with suppress(OSError):
                    status = os.stat(os.path.join(folder, name))
                    yield os.path.join(folder, name), status.st_size, status.st_mtime_ns
