"""The importers: one row a form. The option `--from`, its help and messages read it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.importers import dump, encyclopedia, foreign
from pipeline.importers.importer import Importer

_ROWS: tuple[Importer, ...] = (
    Importer(
        "mediawiki",
        (".wiki", ".mediawiki", ".wikitext", ".mw", ".txt"),
        encyclopedia.read,
        is_alike=encyclopedia.is_wikitext,
    ),
    Importer("dump", (".txt",), dump.read_file),
    # The formats that pandoc reads.
    Importer("asciidoc", (".adoc", ".asciidoc"), foreign.read),
    Importer("docbook", (".docbook", ".dbk"), foreign.read),
    Importer("docx", (".docx",), foreign.read_packed),
    Importer("dokuwiki", (".dokuwiki",), foreign.read),
    Importer("epub", (".epub",), foreign.read_packed),
    Importer("fb2", (".fb2",), foreign.read),
    Importer("html", (".html", ".htm", ".xhtml"), foreign.read),
    Importer("ipynb", (".ipynb",), foreign.read),
    Importer("jats", (".jats",), foreign.read),
    Importer("latex", (".tex", ".latex"), foreign.read),
    Importer("markdown", (".md", ".markdown"), foreign.read_markdown),
    Importer("muse", (".muse",), foreign.read),
    Importer("odt", (".odt",), foreign.read_odt),
    Importer("opml", (".opml",), foreign.read),
    Importer("org", (".org",), foreign.read_org),
    Importer("rst", (".rst",), foreign.read),
    Importer("rtf", (".rtf",), foreign.read),
    Importer("t2t", (".t2t",), foreign.read),
    Importer("textile", (".textile",), foreign.read),
    Importer("typst", (".typ",), foreign.read),
)
IMPORTERS: Mapping[str, Importer] = {each.form: each for each in sorted(_ROWS, key=lambda each: each.form)}
