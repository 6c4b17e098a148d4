"""Import of a file: the importer for its form, and the resulting article."""

from __future__ import annotations

from pathlib import Path

from pipeline.importers.imported_article import ImportedArticle
from pipeline.importers.importer import ForeignFile, Importer
from pipeline.importers.table import IMPORTERS
from pipeline.load import choice
from pipeline.load import text as texts
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error


def read(path: Path, form: str | None, lang: str, reach: Reach | None = None) -> ImportedArticle:
    """Convert a file to an article; raise DossierError if it has no content.

    Without a reach, the file may be anywhere; its pictures must be beside or below it.
    """
    importer = IMPORTERS[form] if form else _importer(path, reach)
    article = importer.reader(ForeignFile(path, importer.form, lang, reach))
    if not article.body.strip() and not article.fields:
        hint = "look at the file; perhaps it has another form, which --from names"
        nothing = error("import-unreadable", "the file holds no text", Place(texts.display_path(path)), hint)
        raise DossierError([nothing, *article.diagnostics])
    return article


def _importer(path: Path, reach: Reach | None) -> Importer:
    """Return the importer for a file by the ending of its name, and by its bytes if several have it."""
    candidates = [each for each in IMPORTERS.values() if path.suffix.lower() in each.endings]
    if not candidates:
        raise DossierError([_unknown_form(path)])
    if len(candidates) == 1:
        return candidates[0]
    data = texts.read_bytes(path, reach)
    candidates.sort(key=lambda each: each.is_alike is None)
    return next((each for each in candidates if each.is_alike and each.is_alike(data)), candidates[-1])


def _unknown_form(path: Path) -> Diagnostic:
    """Return the diagnostic for a file whose form is unknown, with a way out if there is one."""
    place = Place(texts.display_path(path))
    if kind := choice.kind(path):
        what, hint = kind
        return error("import-form-unknown", f"this is {what}, which is not imported", place, hint)
    endings = sorted({ending for each in IMPORTERS.values() for ending in each.endings})
    hint = f"name the form with --from, or give the file one of the endings {', '.join(endings)}"
    ending = f"`{path.suffix}`" if path.suffix else "no ending"
    return error("import-form-unknown", f"a file with {ending} in its name is not read", place, hint)
