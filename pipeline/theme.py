"""The tokens of `styles/tokens.toml`: colours, sizes and typefaces, for CSS, charts and slides."""

from __future__ import annotations

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
from pipeline.model.diagnostics import Place, ToolMissing, error
from pipeline.model.look import PLAIN, Look
from pipeline.model.stages import Edition


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: its role, its family name, its TrueType files, and its substitute in office programs.

    Files are variable in weight unless there is one for `bold`. `script` is the ISO 15924 code of the
    script whose characters it has for every other typeface; one for the last resort is a `fallback`.
    """

    role: str
    family: str
    upright: Path
    italic: Path | None
    bold: Path | None
    office: str | None
    script: str | None
    fallback: bool = False


# `eq=False`: a theme is a key of caches by its identity, since `of` returns one object for each look.
@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """All tokens by section and name, the typefaces by role, and the widths of slides by ratio."""

    tokens: Mapping[str, Mapping[str, str]]
    faces: tuple[Face, ...]
    slide_widths: Mapping[str, str]

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

    def family(self, role: str, *, fallback: bool = False) -> str:
        """Return the CSS names of a typeface and of those that replace the characters it lacks."""
        last = self.fallbacks() if fallback else ()
        roles = dict.fromkeys([role, *(face.role for face in (*self.scripts(), *last))])
        return ", ".join(f'"{self.tokens["font"][each]}"' for each in roles)

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
    return _plain()


def of_edition(edition: Edition) -> Theme:
    """Return the theme that an edition is set in."""
    return of(edition.look)


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
