"""The tokens of `styles/tokens.toml`: colours, sizes and typefaces, for CSS, charts and slides."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import util
from pathlib import Path

from pipeline.model import packaged
from pipeline.model.canvas import Ratio
from pipeline.model.checkout import cure
from pipeline.model.colours import BLACK, WHITE, is_dark
from pipeline.model.diagnostics import Place, ToolMissing, error
from pipeline.model.look import PLAIN, FontFile, FontSource, Ground, HouseFace, LogoOnGround, Look, Size

# From this weight on, text is bold where a typeface has a file of its own for that.
BOLD = 550.0
# The end of the names of Dossier's own typefaces where a house has others: they have what those lack.
_PLAIN = "-plain"


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: its role, its family name, its TrueType files, and its substitute in office programs.

    Files are variable in weight unless there is one for `bold`. `script` is the ISO 15924 code of the
    script whose characters it has for every other typeface; one for the last resort is a `fallback`.
    `weights` are the weights of plain and of bold text, if they are not those of the tokens.
    """

    role: str
    family: str
    upright: FontSource
    italic: FontSource | None
    bold: FontSource | None
    office: str | None
    script: str | None
    fallback: bool = False
    bold_italic: FontSource | None = None
    weights: tuple[float | None, float | None] = (None, None)

    @property
    def is_house(self) -> bool:
        """Whether it is a house's own."""
        return isinstance(self.upright, FontFile)

    def at(self, weight: float) -> FontSource:
        """Return the upright file for a weight."""
        return self.bold if self.bold is not None and weight >= BOLD else self.upright

    def italic_at(self, weight: float) -> FontSource | None:
        """Return the italic file for a weight, or None."""
        return self.bold_italic if self.bold_italic is not None and weight >= BOLD else self.italic

    def weight(self, token: float) -> float:
        """Return the weight at which this typeface is set for one of the tokens."""
        own = self.weights[token >= BOLD]
        return token if own is None else own


# `eq=False`: a theme is a key of caches by its identity, since `of` returns one object for each look.
@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """All tokens by section and name, the typefaces by role, and the widths of slides by ratio."""

    tokens: Mapping[str, Mapping[str, str]]
    faces: tuple[Face, ...]
    slide_widths: Mapping[str, str]
    look: Look = PLAIN

    def __getitem__(self, name: str) -> str:
        """Return a token by its dotted name, `color.accent`; KeyError for one that is not there."""
        section, _, key = name.partition(".")
        return self.tokens[section][key]

    def points(self, name: str) -> float:
        """Return a length in points; ValueError for a token that is no absolute length."""
        text = self[name]
        for unit, factor in (("pt", 1.0), ("mm", 72 / 25.4), ("in", 72.0)):
            if text.endswith(unit):
                return float(text.removesuffix(unit)) * factor
        raise ValueError(f"{name} is no length: {text}")

    def at_ratio(self, ratio: Ratio) -> Theme:
        """Return the theme with the width of slides of a ratio, `slide.width`."""
        slide = {"width": self.slide_widths[ratio], **self.tokens["slide"]}
        return replace(self, tokens={**self.tokens, "slide": slide})

    def scale_lengths(self, sections: tuple[str, ...], factor: float) -> Theme:
        """Return the theme with the absolute lengths of these sections multiplied."""
        tokens = {
            section: {name: self._scale(f"{section}.{name}", factor) for name in values}
            if section in sections
            else values
            for section, values in self.tokens.items()
        }
        return replace(self, tokens=tokens)

    def _scale(self, name: str, factor: float) -> str:
        try:
            return f"{self.points(name) * factor:.6g}pt"
        except ValueError:
            return self[name]

    def face(self, role: str) -> Face:
        """Return the typeface of a role: text, furniture, code, or that of a script."""
        return next(face for face in self.faces if face.role == role)

    def scripts(self) -> Iterator[Face]:
        """Yield the typefaces of scripts that the others lack."""
        return (face for face in self.faces if face.script)

    def fallbacks(self) -> Iterator[Face]:
        """Yield the typefaces of the last resort, for signs that all others lack."""
        return (face for face in self.faces if face.fallback)

    def title(self) -> Face:
        """Return the typeface of titles: the text's own in its cut for large sizes, or a house's."""
        return next((face for face in self.faces if face.role == "title"), self.face("text"))

    def chain(self, role: str, *, fallback: bool = False) -> tuple[str, ...]:
        """Return a role and those whose typefaces replace the characters that its own lacks, in order."""
        own = [f"{role}{_PLAIN}", *(["text"] if role == "title" and self.title().role == "title" else [])]
        last = [face.role for face in self.fallbacks()] if fallback else []
        stand_ins = [each for each in own if each in {face.role for face in self.faces} and fallback]
        return tuple(dict.fromkeys([role, *stand_ins, *(face.role for face in self.scripts()), *last]))

    def family(self, role: str, *, fallback: bool = False) -> str:
        """Return the CSS names of a typeface and of those that replace the characters it lacks."""
        return ", ".join(f'"{self.tokens["font"][each]}"' for each in self.chain(role, fallback=fallback))

    def logo(self, *sizes: Size, ground: str) -> LogoOnGround | None:
        """Return the logo for a ground that a token names, `color.accent`: the form that its luminance asks.

        One without that form stands on a plate: of the paper or the accent, else white or black.
        """
        form: Ground = "dark" if is_dark(self[ground]) else "light"
        logo = self.look.logo(*sizes, ground=form)
        if logo is None or logo.ground == form:
            return None if logo is None else LogoOnGround(logo, None)
        plates = (self["color.paper"], self["color.accent"], WHITE, BLACK)
        return LogoOnGround(logo, next(each for each in plates if is_dark(each) == (logo.ground == "dark")))

    def rules(self, sheet: str) -> str:
        """Return what a house adds to a style sheet, `deck`."""
        return "".join(text for name, text in self.look.rules if name == sheet)

    def css(self, *, fallback: bool = False) -> str:
        """Return the tokens as custom properties of `:root`, `--section-name`."""
        last = {face.role for face in self.fallbacks()}
        lines = (
            f"  --{section}-{name}: {self.family(name, fallback=fallback) if section == 'font' else value};"
            for section, values in self.tokens.items()
            for name, value in values.items()
            if section != "font" or name not in last
        )
        return ":root {\n" + "\n".join(lines) + "\n}\n"


_THEME_OF_MEASURES: ContextVar[Theme | None] = ContextVar("theme of measures", default=None)


def styles_dir() -> Path:
    """Return the folder of style sheets: the package's own, or that of the checkout."""
    folder = Path(__file__).parent / "_styles"
    return folder if folder.is_dir() else Path(__file__).parent.parent / "styles"


def style_sheet(name: str) -> str:
    """Return a style sheet or template of the styles folder."""
    return packaged.text(styles_dir() / name)


def load() -> Theme:
    """Return the theme of an article without a look of its own."""
    return of(PLAIN)


@lru_cache(maxsize=8)
def of(look: Look) -> Theme:
    """Return the theme of a look; slides have a width where the theme is set to a ratio."""
    plain = _plain()
    if look == PLAIN:
        return plain
    tokens = {section: dict(values) for section, values in plain.tokens.items()}
    for name, value in look.tokens:
        section, _, key = name.partition(".")
        tokens[section][key] = value
    own_faces = tuple(map(_house_face, look.faces))
    own_roles = {face.role for face in own_faces}
    stand_ins = tuple(
        replace(face, role=f"{face.role}{_PLAIN}", fallback=True)
        for face in plain.faces
        if face.role in own_roles
    )
    for face in stand_ins:
        tokens["font"][face.role] = f"{tokens['font'][face.role.removesuffix(_PLAIN)]} Plain"
    others = tuple(face for face in plain.faces if face.role not in own_roles and not face.fallback)
    last = tuple(plain.fallbacks())
    return Theme(tokens, (*own_faces, *others, *stand_ins, *last), plain.slide_widths, look)


@lru_cache(maxsize=8)
def of_slides(look: Look) -> Theme:
    """Return the theme of a look for slides, whose `text` is titles, and all else `furniture`."""
    whole = of(look)
    title = whole.title()
    if title.role != "title":
        return whole
    others = (face for face in whole.faces if face.role not in ("title", "text"))
    return replace(whole, faces=(replace(title, role="text"), *others))


def _house_face(face: HouseFace) -> Face:
    return Face(
        face.role,
        face.family,
        face.upright,
        face.italic,
        face.bold,
        None,
        None,
        bold_italic=face.bold_italic,
        weights=(face.normal_weight, face.bold_weight),
    )


def open_font(source: FontSource) -> str | io.BytesIO:
    """Return a font file as Pillow takes it."""
    return io.BytesIO(source.data) if isinstance(source, FontFile) else str(source)


@contextmanager
def measure_in(theme: Theme) -> Iterator[None]:
    """Have text on slides measured in a theme: hundreds of places measure, all within one such block."""
    token = _THEME_OF_MEASURES.set(theme)
    try:
        yield
    finally:
        _THEME_OF_MEASURES.reset(token)


def of_measures() -> Theme:
    """Return the theme in which text is measured here."""
    return _THEME_OF_MEASURES.get() or load()


@cache
def _plain() -> Theme:
    data = tomllib.loads(style_sheet("tokens.toml"))
    faces = tuple(_face(role, values) for role, values in data.pop("face").items())
    return Theme(data, faces, data.pop("ratio"))


def _face(role: str, values: Mapping[str, str]) -> Face:
    folder = _package(values["package"]) / "files" if "package" in values else styles_dir() / values["folder"]
    italic, bold = (
        folder / values[style_name] if style_name in values else None for style_name in ("italic", "bold")
    )
    return Face(
        role,
        values["family"],
        folder / values["upright"],
        italic,
        bold,
        values.get("office"),
        values.get("script"),
        "fallback" in values,
    )


def _package(name: str) -> Path:
    """Return the folder of a package with typefaces."""
    spec = util.find_spec(name)
    if spec is None or spec.origin is None:
        package = name.replace("_", "-")
        message = f"the font package {package} is not there"
        raise ToolMissing(
            [error("tool-missing", message, Place(package), cure("setup", f"pip install {package}"))]
        )
    return Path(spec.origin).parent
