"""An article of an encyclopedia in wikitext."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.importers import opening
from pipeline.importers.composing import compose
from pipeline.importers.imported_article import ImportedArticle
from pipeline.importers.importer import ForeignFile
from pipeline.importers.parsing import parse
from pipeline.model.diagnostics import Place


def is_wikitext(data: bytes) -> bool:
    """Return whether a text has the templates or links of wikitext."""
    return re.search(rb"\{\{|\[\[", data) is not None


def read(file: ForeignFile) -> ImportedArticle:
    """Convert wikitext to an article."""
    from pipeline.importers import wikitext  # its parser serves no other form

    source = opening.plain_text(file)
    prepared_text = wikitext.prepare(source, file.lang)
    document, answer = parse(prepared_text.text.encode(), "mediawiki", source)
    body = compose(document.blocks, source, {}, has_title=True)
    text = wikitext.with_marks(body.body, prepared_text.marks)
    outside = Place(source.file)
    return ImportedArticle(
        title=prepared_text.title or file.title,
        lang=file.lang,
        body=text,
        fields=tuple(prepared_text.fields),
        references=tuple(prepared_text.references),
        keywords=tuple(prepared_text.keywords),
        diagnostics=(
            *prepared_text.diagnostics,
            *body.diagnostics,
            *(replace(each, code="import-skipped", place=outside) for each in answer.diagnostics),
        ),
    )
