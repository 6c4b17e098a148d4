"""The look of an article, put together from its brand and its folder of styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline import theme
from pipeline.load import named_file
from pipeline.load import text as texts
from pipeline.load.brand import logos, places, reading, sheets, tokens, typefaces
from pipeline.load.brand.colours import Palette
from pipeline.load.brand.derived import derive, derive_dark
from pipeline.load.brand.places import LookFile
from pipeline.load.brand.rules import rules_of, sizes_of
from pipeline.load.location import Location
from pipeline.load.named_file import Kind, LocatedFile, RefusedName
from pipeline.load.yaml_text import Path
from pipeline.model.brand import Brand
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, warning
from pipeline.model.look import PLAIN, Look
from pipeline.model.source import SourceFile, SourceText

BRAND = Kind("brand", "brand-missing", "brand-missing", (".yml", ".yaml"), 1_000_000)
MAX_STYLES = 200_000
_OFF, _ON = frozenset({"false", "no", "off", "none"}), frozenset({"true", "yes", "on", "auto"})


@dataclass(frozen=True, slots=True)
class LoadedLook:
    """A look, the places that set its tokens, the files that a briefing carries, and the findings.

    `other_files` are fonts that may be embedded, but not carried as files.
    """

    look: Look = PLAIN
    token_places: Mapping[str, Place] = field(default_factory=dict)
    files: tuple[tuple[SourceFile, Place], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    other_files: tuple[SourceFile, ...] = ()


def load(location: Location, brand_name: str | None, place: Place) -> LoadedLook:
    """Load the look of an article; `brand_name` is what its front matter says of the brand, at a place."""
    parts = _Parts(location)
    word = (brand_name or "").lower()
    if word not in _OFF:
        parts.read_brand(None if word in _ON else brand_name, place)
    parts.read_styles()
    return parts.result()


class _Parts:
    """The parts of a look, as they are read."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self.tokens: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self.rules: list[tuple[str, str]] = []
        self.files: list[tuple[SourceFile, Place]] = []
        self.diagnostics: list[Diagnostic] = []
        self.base = PLAIN
        self.other_files: list[SourceFile] = []

    def result(self) -> LoadedLook:
        plain = theme.load()
        changed_tokens = tuple(
            sorted((name, value) for name, value in self.tokens.items() if plain[name] != value)
        )
        base = self.base
        look = Look(changed_tokens, base.faces, base.logos, tuple(self.rules), base.publisher, base.home)
        findings = tuple(dict.fromkeys(self.diagnostics))
        return LoadedLook(look, self.places, tuple(self.files), findings, tuple(self.other_files))

    def read_brand(self, brand_name: str | None, place: Place) -> None:
        """Read the brand that the front matter names, else the nearest."""
        file = places.find_brand(self.location) if brand_name is None else self.find_named(brand_name, place)
        source = None if file is None else self.text(file, "brand", BRAND.limit)
        if file is None or source is None:
            return
        brand_file = reading.parse(source)
        self.diagnostics += brand_file.diagnostics
        palette = Palette(brand_file.brand, "light", brand_file.places, source.file)
        self.set_colours(brand_file.brand, palette)
        self.diagnostics += palette.find_faults(brand_file.brand)
        faces = typefaces.read(brand_file.brand, file, brand_file.places)
        name = brand_file.brand.meta.name
        publisher = name.full or name.short or ""
        pictures = logos.read(brand_file.brand, file, brand_file.places, name.short or publisher)
        self.files += [*faces.files, *pictures.files]
        self.other_files += faces.other_files
        self.diagnostics += [*faces.diagnostics, *pictures.diagnostics]
        sizes = sizes_of(brand_file.brand, brand_file.places, source.file)
        self.diagnostics += sizes.diagnostics
        self.take(tokens.SetTokens(sizes.values, sizes.places, ()))
        self.rules += rules_of(brand_file.brand, palette, {face.role for face in faces.faces})
        self.diagnostics += dict.fromkeys(palette.diagnostics)
        self.take(self.defaults(brand_file.brand, brand_file.places))
        self.base = Look(
            faces=tuple(faces.faces),
            logos=tuple(pictures.logos),
            publisher=publisher,
            home=brand_file.brand.meta.link.home or "",
        )

    def find_named(self, name: str, place: Place) -> LookFile | None:
        """Return the brand of a name, or None and a finding."""
        reach = self.location.reach
        located_file = named_file.find(name, reach, BRAND)
        match located_file:
            case None:
                hint = "check the name, or write `brand: false` to have Dossier's own look"
                self.diagnostics.append(error("brand-missing", f"missing brand `{name[:80]}`", place, hint))
                return None
            case RefusedName(code=code, message=message, hint=hint):
                self.diagnostics.append(error(code, message, place, hint))
                return None
            case LocatedFile(path=path, name=carried_name, difference=difference):
                if difference:
                    self.diagnostics.append(Diagnostic("file-name", Severity.NOTE, difference, place))
                return LookFile(path, type(reach)(path.parent, reach.around, reach.is_strict), carried_name)

    def text(self, file: LookFile, role: str, limit: int) -> SourceText | None:
        """Read a text of the look, which a briefing carries; None and a finding if it cannot be read."""
        try:
            source, problems = texts.read_text(file.path, file.reach, limit)
        except DossierError as failure:
            self.diagnostics += failure.diagnostics
            return None
        self.diagnostics += problems
        self.files.append((SourceFile(file.name, "look", source.data), Place(source.file)))
        return source

    def set_colours(self, brand: Brand, palette: Palette) -> None:
        """Set the tokens of colours, those that follow from the brand's and those of dark screens too."""
        light = derive(brand, palette, theme.load())
        dark = derive_dark(brand, palette.of_form("dark"), light, theme.load())
        for colour_tokens in (light, dark):
            self.tokens |= colour_tokens.values
            self.places |= {name: palette.place(path) for name, path in colour_tokens.paths.items()}

    def defaults(self, brand: Brand, file_places: Mapping[Path, Place]) -> tokens.SetTokens:
        """Return the tokens that a brand sets by name: `defaults: dossier: tokens:`."""
        path = ("defaults", "dossier", "tokens")
        own = brand.defaults.get("dossier")
        values = own.get("tokens") if isinstance(own, dict) else None
        if not isinstance(values, dict):
            return tokens.SetTokens({}, {}, ())
        entries = []
        for name, value in values.items():
            inner = value.items() if isinstance(value, dict) else [("", value)]
            for key, each in inner:
                at = file_places.get((*path, name, key) if key else (*path, name)) or Place("_brand.yml")
                entries.append((f"{name}.{key}" if key else name, each, at))
        return tokens.take(entries)

    def take(self, values: tokens.SetTokens) -> None:
        self.tokens |= values.values
        self.places |= values.places
        self.diagnostics += values.diagnostics

    def read_styles(self) -> None:
        """Read the tokens and the style sheets of a project."""
        for file in places.find_styles(self.location):
            if file.reach.is_strict and file.path.suffix == ".css":
                place = Place(texts.display_path(file.path))
                message = "style sheets of an untrusted article are not read"
                self.diagnostics.append(warning("brand-untrusted", message, place, "take the file away"))
                continue
            source = self.text(file, "look", MAX_STYLES)
            if source is None:
                continue
            if file.path.name == places.TOKENS:
                self.take(tokens.read(source))
                continue
            findings = sheets.check(source)
            self.diagnostics += findings
            if not findings:
                self.rules.append((file.path.stem, f"\n{source.text}\n"))
