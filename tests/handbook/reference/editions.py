"""The editions and the files that they are built as, from the tables of both."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.importers.table import IMPORTERS
from tests.handbook.reference.chapter import Chapter, code, table

# What an edition is, for readers of the handbook; an edition without words fails the test of the chapter.
WORDS: Mapping[str, str] = {
    "briefing": "the article on pages, with margin notes, key figures, sources and data of figures",
    "ebook": "the same text for e-readers",
    "deck": "slides with speaker notes",
    "summary": "two pages: standfirst, key figures, key points and figures",
    "handout": "the slides on paper, each with its speaker notes",
    "web": "the article as one web page, which needs no other file",
    "site": "the article as a folder of web pages, one for each section, with a search",
}

_INTRODUCTION = """
An edition is the article as one audience gets it. `dossier build` makes the usual ones; `--edition` names
others, and the key `editions` of the front matter says which an article has. `--to` chooses among their
formats.
"""


def chapter() -> Chapter:
    """Return the chapter on editions and formats."""
    rows = []
    for name, projection in EDITIONS.items():
        files = ", ".join(code(each.file) for each in FORMATS if each.edition == name)
        when = "named" if projection.on_demand else "always"
        rows.append((code(name), WORDS[name], files, when))
    importers = ", ".join(code(each) for each in IMPORTERS)
    return Chapter(
        "editions",
        "Editions and formats",
        (
            _INTRODUCTION.strip(),
            table(("edition", "what it is", "files", "built when"), rows, (3, 7, 5, 3)),
            "## Forms to import {#import-forms}",
            f"`dossier import` reads, by these names of `--from`: {importers}.",
        ),
    )
