"""Importing a file: the importer for its form, and the article that it makes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from pipeline.importers import dump, opening
from pipeline.importers.imported_article import ImportedArticle
from pipeline.importers.parsing import parse
from pipeline.load import text as texts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.source import SourceText

FORMS = tuple(sorted({*opening.FORMS.values()}))


def read(path: Path, form: str | None, lang: str, reach: Reach | None = None) -> ImportedArticle:
    """Return the article that a file makes; DossierError where there is nothing to make one of.

    Without a reach, the file may lie anywhere; its pictures lie beside or below it.
    """
    form_name = form or opening.form_of(path, reach)
    if form_name == "dump":
        article = dump.read(opening.plain_text(path, reach, form_name), _name(path), lang)
    elif form_name == "mediawiki":
        article = _wikitext(opening.plain_text(path, reach, form_name), _name(path), lang)
    else:
        from pipeline.importers import foreign

        article = foreign.read(path, form_name, lang, reach)
    if not article.body.strip() and not article.fields:
        hint = "look at the file; perhaps it has another form, which --from names"
        nothing = error("import-unreadable", "the file holds no text", Place(texts.display_path(path)), hint)
        raise DossierError([nothing, *article.diagnostics])
    return article


def _name(path: Path) -> str:
    """Return a file's name as a title."""
    words = re.sub(r"[-_]+", " ", path.stem).strip() or "Untitled"
    return words[:1].upper() + words[1:]


def _wikitext(source: SourceText, name: str, lang: str) -> ImportedArticle:
    from pipeline.importers import wikitext
    from pipeline.importers.composing import compose

    prepared_text = wikitext.prepare(source, lang)
    document, answer = parse(prepared_text.text.encode(), "mediawiki", source)
    body = compose(document.blocks, source, {}, has_title=True)
    text = wikitext.with_marks(body.body, prepared_text.marks)
    outside = Place(source.file)
    return ImportedArticle(
        title=prepared_text.title or name,
        lang=lang,
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
