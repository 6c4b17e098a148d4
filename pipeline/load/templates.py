"""A desk's template of slides: the file that the front matter names."""

from __future__ import annotations

from pipeline.load import named_file
from pipeline.load import text as texts
from pipeline.load.named_file import TEMPLATE, LocatedFile, RefusedName
from pipeline.load.reach import Reach
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, warning
from pipeline.model.stages import Template


def read(name: str | None, reach: Reach, place: Place) -> tuple[Template | None, tuple[Diagnostic, ...]]:
    """Read the template of a name, and return it with diagnostics; its format checks what is in it."""
    if name is None:
        return None, ()
    if reach.is_strict:
        message = (
            f"untrusted template `{name[: named_file.MAX_NAME]}` is not read: the deck has Dossier's layouts"
        )
        return None, (warning("template-untrusted", message, place, "take the key away"),)
    file = named_file.find(name, reach, TEMPLATE)
    match file:
        case None:
            hint = "check the name, or leave out `template` to have Dossier's layouts"
            return None, (
                error("template-missing", f"missing template `{name[: named_file.MAX_NAME]}`", place, hint),
            )
        case RefusedName(code=code, message=message, hint=hint):
            return None, (error(code, message, place, hint),)
        case LocatedFile(path=path, name=carried_name, difference=difference):
            try:
                data = texts.read_bytes(path, reach, TEMPLATE.limit)
            except DossierError as failure:
                return None, failure.diagnostics
            notes = (Diagnostic("file-name", Severity.NOTE, difference, place),) if difference else ()
            return Template(carried_name, data, place), notes
