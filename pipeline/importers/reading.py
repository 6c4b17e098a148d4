"""Importing a file: the importer for its form, and the article that it makes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from pipeline.importers import dump, opening
from pipeline.importers.imported import Imported
from pipeline.importers.parsing import parsed
from pipeline.load import text as texts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.source import SourceText

FORMS = tuple(sorted({*opening.FORMS.values()}))


def read(path: Path, form: str | None, lang: str, reach: Reach | None = None) -> Imported:
    """Return the article that a file makes; DossierError where there is nothing to make one of.

    Without a reach, the file may lie anywhere; its pictures lie beside or below it.
    """
    chosen = form or opening.form_of(path, reach)
    if chosen == "dump":
        imported = dump.read(opening.opened(path, reach, chosen), _name(path), lang)
    elif chosen == "mediawiki":
        imported = _wikitext(opening.opened(path, reach, chosen), _name(path), lang)
    else:
        from pipeline.importers import foreign

        imported = foreign.read(path, chosen, lang, reach)
    if not imported.body.strip() and not imported.fields:
        hint = "look at the file; perhaps it has another form, which --from names"
        nothing = error("import-unreadable", "the file holds no text", Place(texts.display_path(path)), hint)
        raise DossierError([nothing, *imported.diagnostics])
    return imported


def _name(path: Path) -> str:
    """Return a file's name as a title."""
    words = re.sub(r"[-_]+", " ", path.stem).strip() or "Untitled"
    return words[:1].upper() + words[1:]


def _wikitext(source: SourceText, name: str, lang: str) -> Imported:
    from pipeline.importers import wikitext
    from pipeline.importers.composing import composed

    prepared = wikitext.prepared(source, lang)
    document, answer = parsed(prepared.text.encode(), "mediawiki", source)
    body = composed(document.blocks, source, {}, titled=True)
    text = wikitext.with_marks(body.body, prepared.marks)
    outside = Place(source.file)
    return Imported(
        title=prepared.title or name,
        lang=lang,
        body=text,
        fields=tuple(prepared.fields),
        references=tuple(prepared.references),
        keywords=tuple(prepared.keywords),
        diagnostics=(
            *prepared.diagnostics,
            *body.diagnostics,
            *(replace(each, code="import-skipped", place=outside) for each in answer.diagnostics),
        ),
    )
