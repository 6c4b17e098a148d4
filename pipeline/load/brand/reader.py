"""A look, put together from a brand and a folder of styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline import theme
from pipeline.load import text as texts
from pipeline.load.brand import logos, places, reading, sheets, tokens, typefaces
from pipeline.load.brand.colours import Palette
from pipeline.load.brand.content import LoadedLook
from pipeline.load.brand.derived import derive, derive_dark
from pipeline.load.brand.places import LookFile
from pipeline.load.brand.rules import rules_of, sizes_of
from pipeline.load.brand.type_colours import type_colours_of
from pipeline.load.yaml_text import Path
from pipeline.model.brand import Brand
from pipeline.model.colours import is_dark
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, warning
from pipeline.model.look import PLAIN, Ground, Look, Size, TypeColour
from pipeline.model.source import SourceFile, SourceText

MAX_BRAND, MAX_STYLES = 1_000_000, 200_000


def read(brand: LookFile | None, styles: Sequence[LookFile]) -> LoadedLook:
    """Read the look of a brand and of the files in a folder of styles."""
    parts = _Parts()
    if brand is not None:
        parts.read_brand(brand)
    for file in styles:
        parts.read_style(file)
    return parts.result()


class _Parts:
    """The parts of a look, as they are read."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self.rules: list[tuple[str, str]] = []
        self.files: list[tuple[SourceFile, Place]] = []
        self.diagnostics: list[Diagnostic] = []
        self.base = PLAIN
        self.brand = Brand()
        self.palette: Palette | None = None
        self.formless: frozenset[Size] = frozenset()
        self.other_files: list[SourceFile] = []

    def result(self) -> LoadedLook:
        plain = theme.load()
        changed_tokens = tuple(
            sorted((name, value) for name, value in self.tokens.items() if plain[name] != value)
        )
        base = self.base
        paper: Ground = "dark" if is_dark(self.tokens.get("color.paper", plain["color.paper"])) else "light"
        logos = tuple(
            replace(each, ground=paper) if each.size in self.formless else each for each in base.logos
        )
        look = Look(changed_tokens, base.faces, logos, tuple(self.rules), base.publisher, base.home)
        type_colours: tuple[TypeColour, ...] = ()
        if self.palette is not None:
            type_colours = tuple(type_colours_of(self.brand, self.palette, theme.of(look)))
        findings = tuple(dict.fromkeys(self.diagnostics))
        return LoadedLook(
            look, self.places, tuple(self.files), findings, tuple(self.other_files), type_colours
        )

    def read_brand(self, file: LookFile) -> None:
        """Read a brand, and the files that it names."""
        source = self.text(file, MAX_BRAND)
        if source is None:
            return
        brand_file = reading.parse(source)
        self.diagnostics += brand_file.diagnostics
        palette = Palette(brand_file.brand, "light", brand_file.places, source.file)
        self.brand, self.palette = brand_file.brand, palette
        self.set_colours(brand_file.brand, palette)
        self.diagnostics += palette.find_faults(brand_file.brand)
        faces = typefaces.read(brand_file.brand, file, brand_file.places)
        name = brand_file.brand.meta.name
        publisher = name.full or name.short or ""
        pictures = logos.read(brand_file.brand, file, brand_file.places, name.short or publisher)
        self.formless = frozenset(pictures.formless)
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

    def text(self, file: LookFile, limit: int) -> SourceText | None:
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

    def read_style(self, file: LookFile) -> None:
        """Read the tokens or a style sheet of a project."""
        if file.reach.is_strict and file.path.suffix == ".css":
            place = Place(texts.display_path(file.path))
            message = "style sheets of an untrusted article are not read"
            self.diagnostics.append(warning("brand-untrusted", message, place, "take the file away"))
            return
        source = self.text(file, MAX_STYLES)
        if source is None:
            return
        if file.path.name == places.TOKENS:
            self.take(tokens.read(source))
            return
        findings = sheets.check(source)
        self.diagnostics += findings
        if not findings:
            self.rules.append((file.path.stem, f"\n{source.text}\n"))
