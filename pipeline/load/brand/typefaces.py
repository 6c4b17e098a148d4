"""The typefaces of a brand: its own files, else those that Dossier has, else a finding and the default."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline import theme
from pipeline.load import text as texts
from pipeline.load.brand import fonts
from pipeline.load.brand.places import LookFile
from pipeline.load.named_file import Kind, LocatedFile, RefusedName, find
from pipeline.load.yaml_text import Path
from pipeline.model.brand import Brand, Font, FontPath, Type
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, warning
from pipeline.model.look import HouseFace
from pipeline.model.source import SourceFile

FONT_MISSING, LICENCE, INVALID = "brand-font-missing", "font-licence", "brand-invalid"
KIND = Kind("font", FONT_MISSING, FONT_MISSING, (".ttf", ".otf", ".woff2", ".woff"), 20_000_000)
_GENERIC = re.compile(r"serif|sans-serif|monospace|system-ui|ui-\w+|cursive|fantasy", re.IGNORECASE)
_WITHOUT = "{}: {} stands in"
_BESIDE = "put its files beside the brand, and name them under `typography: fonts:` with `source: file`"


@dataclass(frozen=True, slots=True)
class _Family:
    """The files of a family by style, each with the weights that it has."""

    name: str
    upright: tuple[fonts.ReadFont, ...]
    italic: tuple[fonts.ReadFont, ...]


@dataclass(slots=True)
class Typefaces:
    """The typefaces by role, the files that a briefing carries with their places, and the findings.

    `other_files` are those that no briefing may carry.
    """

    faces: list[HouseFace] = field(default_factory=list)
    files: list[tuple[SourceFile, Place]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    other_files: list[SourceFile] = field(default_factory=list)


def read(brand: Brand, source: LookFile, places: Mapping[Path, Place]) -> Typefaces:
    """Read the typefaces that a brand gives to text, headings and code."""
    return _Reader(brand, source, places).read()


class _Reader:
    """Reads families, each once."""

    def __init__(self, brand: Brand, source: LookFile, places: Mapping[Path, Place]) -> None:
        self.brand, self.source, self.places = brand, source, places
        self.result = Typefaces()
        self.families: dict[str, _Family | None] = {}

    def read(self) -> Typefaces:
        kinds = self.brand.typography
        base, headings = kinds.base, kinds.headings
        code = next((each for each in (kinds.monospace, kinds.monospace_block, kinds.monospace_inline)
                     if each.family), kinds.monospace)  # fmt: skip
        weight, bold = self.weight(base, "base"), self.weight(headings, "headings")
        for role in ("text", "furniture"):
            self.add(self.face(role, base, "base", weight, None))
        title_family = headings.family or (base.family if bold else None)
        if title_family and (title_family != base.family or bold):
            self.add(self.face("title", in_family(headings, title_family), "headings", weight, bold))
        elif bold:
            self.add(_own(theme.load().face("text"), "title", None, bold))
        self.add(self.face("code", code, "monospace", self.weight(code, "monospace"), None))
        return self.result

    def add(self, face: HouseFace | None) -> None:
        if face is not None:
            self.result.faces.append(face)

    def weight(self, kind: Type, name: str) -> float | None:
        """Return the weight of a kind of text, or None."""
        try:
            return fonts.weight_of(kind.weight)
        except ValueError as failure:
            hint = "write a number from 100 to 900, or a name as `semi-bold`"
            self.warn(INVALID, str(failure), ("typography", name, "weight"), hint)
            return None

    def face(
        self, role: str, kind: Type, name: str, weight: float | None, bold: float | None
    ) -> HouseFace | None:
        """Return the typeface of a role, or None where Dossier's default stays."""
        if kind.family is None:
            return None
        family = kind.family.split(",")[0].strip(" \"'")
        own = next((face for face in theme.load().faces if _alike(face.family, family)), None)
        entry = next((each for each in self.brand.typography.fonts if _alike(each.family, family)), None)
        if own is not None and (entry is None or entry.source != "file"):
            return _own(own, role, weight, bold)
        if family not in self.families:
            self.families[family] = self.family(family, entry, ("typography", name, "family"), role)
        result = self.families[family]
        return None if result is None else _choose(result, role, weight, bold)

    def family(self, name: str, entry: Font | None, path: Path, role: str) -> _Family | None:
        """Return the files of a family, or None and a finding."""
        stand_in = theme.load().face("text" if role == "title" else role).family
        if _GENERIC.fullmatch(name):
            message = f"`{name}` is no typeface, but a kind of them: {stand_in} stands in"
            self.warn(FONT_MISSING, message, path, "name a family")
            return None
        if entry is None or entry.source != "file":
            where = {"google": "Google Fonts", "bunny": "Bunny Fonts", "system": "the reader's machine"}
            what = f"the typeface `{name[:60]}` is not here" + (
                f": nothing is taken from {where[entry.source]}" if entry else ""
            )
            self.warn(FONT_MISSING, f"{what}; {stand_in} stands in", path, _BESIDE)
            return None
        number = self.brand.typography.fonts.index(entry)
        if self.source.reach.is_strict:
            message = f"font files of an untrusted article are not read; {stand_in} stands in"
            hint = "look at the files, and build it without `--untrusted`"
            self.warn("brand-untrusted", message, ("typography", "fonts", number, "files"), hint)
            return None
        styles: dict[str, list[fonts.ReadFont]] = {"normal": [], "italic": []}
        for index, each in enumerate(entry.files):
            font = self.file(each, ("typography", "fonts", number, "files", index), stand_in)
            if font is not None:
                styles[each.style].append(font)
        if not styles["normal"]:
            if not entry.files or styles["italic"]:
                message = f"the typeface `{name[:60]}` has no upright file; {stand_in} stands in"
                self.warn(FONT_MISSING, message, ("typography", "fonts", number), _BESIDE)
            return None
        return _Family(entry.family, tuple(styles["normal"]), tuple(styles["italic"]))

    def file(self, file: FontPath, path: Path, stand_in: str) -> fonts.ReadFont | None:
        """Return a font file, or None and a finding."""
        result = find(file.path, self.source.reach, KIND)
        match result:
            case None:
                self.warn(FONT_MISSING, f"missing font file `{file.path[:80]}`; {stand_in} stands in", path,
                          "check the name: it is followed from the folder of the brand")  # fmt: skip
                return None
            case RefusedName(code=code, message=message, hint=hint):
                self.warn(code, message, path, hint)
                return None
            case LocatedFile(path=place, name=name):
                pass
        try:
            data = texts.read_bytes(place, self.source.reach, KIND.limit)
            font = fonts.read(place.name, data)
            weight = fonts.weight_of(None if ".." in (file.weight or "") else file.weight)
        except DossierError as failure:
            self.result.diagnostics += failure.diagnostics
            return None
        except fonts.FontRefused as refusal:
            code = LICENCE if refusal.is_licence else FONT_MISSING
            message = f"`{place.name}` is not used: {refusal.message}; {stand_in} stands in"
            self.warn(code, message, path, refusal.hint)
            return None
        except ValueError as failure:
            self.warn(
                INVALID,
                str(failure),
                (*path, "weight"),
                "write a number from 100 to 900, `auto`, or a name as `bold`",
            )
            weight = None
        folder = self.source.name.rpartition("/")[0]
        carried_file = SourceFile(f"{folder}/{name}" if folder else name, "font", data)
        if font.may_be_carried:
            self.result.files.append((carried_file, self.place(path)))
        else:
            self.result.other_files.append(carried_file)
            message = (
                f"`{place.name}` is embedded in part, but the briefing does not carry the file: "
                "its licence bits (fsType) allow no more"
            )
            self.warn(LICENCE, message, path, "keep the file with the article")
        return font if weight is None else replace(font, weight=weight)

    def place(self, path: Path) -> Place:
        return next(self.places[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.places)

    def warn(self, code: str, message: str, path: Path, hint: str) -> None:
        self.result.diagnostics.append(warning(code, message, self.place(path), hint))


def in_family(kind: Type, family: str) -> Type:
    """Return how a kind of text is set, in another family."""
    return kind.model_copy(update={"family": family})


def _alike(one: str, other: str) -> bool:
    """Return whether two names of families mean one, as `SourceSerif4` and `Source Serif 4 Variable`."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return re.sub(r"\W|_|variable$", "", name.strip().casefold().removesuffix("variable"))


def _own(face: theme.Face, role: str, weight: float | None, bold: float | None) -> HouseFace:
    """Return a typeface that Dossier has, for a role."""
    return HouseFace(role, face.family, face.upright, face.italic, face.bold, None, weight, bold)


def _choose(family: _Family, role: str, weight: float | None, bold: float | None) -> HouseFace:
    """Return the files of a family for a role: a variable one, else those nearest to the weights."""
    plain, heavy = weight or fonts.PLAIN, bold or 650.0
    upright, bold_file = _pair(family.upright, plain, heavy)
    italic, bold_italic = _pair(family.italic, plain, heavy) if family.italic else (None, None)
    return HouseFace(
        role,
        family.name,
        upright.file,
        italic.file if italic else None,
        bold_file.file if bold_file else None,
        bold_italic.file if bold_italic else None,
        weight,
        bold,
    )


def _pair(
    files: tuple[fonts.ReadFont, ...], plain: float, heavy: float
) -> tuple[fonts.ReadFont, fonts.ReadFont | None]:
    """Return the file for plain text, and that for bold text unless the first has all weights."""
    variable = next((each for each in files if each.is_variable), None)
    if variable is not None:
        return variable, None
    nearest = min(files, key=lambda each: (abs(each.weight - plain), each.weight))
    bolds = [each for each in files if each.weight >= fonts.BOLD and each is not nearest]
    return nearest, min(bolds, key=lambda each: (abs(each.weight - heavy), each.weight), default=None)
