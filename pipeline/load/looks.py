"""The look of an article: found beside and above it, and read only where there is one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.load import named_file
from pipeline.load.brand import places
from pipeline.load.brand.content import LoadedLook
from pipeline.load.brand.places import LookFile
from pipeline.load.location import Location
from pipeline.load.named_file import Kind, LocatedFile, RefusedName
from pipeline.load.text import display_path
from pipeline.model.diagnostics import Diagnostic, Place, Severity, error, warning

BRAND = Kind("brand", "brand-missing", "brand-missing", (".yml", ".yaml"), 1_000_000)
_OFF, _ON = frozenset({"false", "no", "off", "none"}), frozenset({"true", "yes", "on", "auto"})


def load(location: Location, brand_name: str | None, place: Place) -> LoadedLook:
    """Load the look of an article; `brand_name` is what its front matter says of the brand, at a place."""
    word = (brand_name or "").lower()
    diagnostics: tuple[Diagnostic, ...] = ()
    brand: LookFile | None = None
    if brand_name is None or word in _ON:
        brand = places.find_brand(location)
    elif word not in _OFF:
        brand, diagnostics = _find_named(brand_name, location, place)
    styles = places.find_styles(location)
    diagnostics += tuple(map(_unknown_style, styles.unknown_paths))
    if brand is None and not styles.files:
        return LoadedLook(diagnostics=diagnostics)
    # What reads them takes longer to import than an article without a look may wait.
    from pipeline.load.brand.reader import read

    look = read(brand, styles.files)
    return replace(look, diagnostics=(*diagnostics, *look.diagnostics))


def _unknown_style(path: Path) -> Diagnostic:
    """Return the finding on a file among the styles that no edition takes."""
    close = places.close_name(path.name)
    hint = f"did you mean `{close}`?" if close else f"known here: {', '.join(places.STYLE_FILES)}"
    return warning("styles-invalid", f"no edition takes `{path.name}`", Place(display_path(path)), hint)


def _find_named(
    name: str, location: Location, place: Place
) -> tuple[LookFile | None, tuple[Diagnostic, ...]]:
    """Return the brand of a name, or None and a finding."""
    reach = location.reach
    file = named_file.find(name, reach, BRAND)
    match file:
        case None:
            hint = "check the name, or write `brand: false` to have Dossier's own look"
            return None, (error("brand-missing", f"missing brand `{name[:80]}`", place, hint),)
        case RefusedName(code=code, message=message, hint=hint):
            return None, (error(code, message, place, hint),)
        case LocatedFile(path=path, name=carried_name, difference=difference):
            notes = (Diagnostic("file-name", Severity.NOTE, difference, place),) if difference else ()
            return LookFile(path, replace(reach, own=path.parent), carried_name), notes
