"""What a brand says of typography as tokens of sizes, and as rules of style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from pipeline import theme
from pipeline.load.brand.colours import Palette
from pipeline.load.brand.type_colours import colour_of_headings, colour_of_links, colours_of_code
from pipeline.load.yaml_text import Path
from pipeline.model.brand import Brand
from pipeline.model.diagnostics import Diagnostic, Place, warning

INVALID = "brand-invalid"
# The size of text in browsers, which a size in pixels or `rem` is measured by, as Dossier's text by its own.
_BROWSER = 16.0
_SIZE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*(px|pt|rem|em|%|in|mm|cm)")
_POINTS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4}
# The bounds of a size relative to Dossier's, and of the distance of lines relative to the size.
_LEAST, _MOST = 0.8, 1.3
_LEAST_LINE, _MOST_LINE = 1.1, 2.0
_HEADINGS = ("title", "title-long", "title-longest", "h1", "h2", "h3")
# A page in the web by day and on paper: a brand's colours for text are those for light grounds.
_LIGHT = "@media print, (prefers-color-scheme: light)"
_TITLES = "h2, h3, h4, h5, h6, .summary-section h2"


@dataclass(frozen=True, slots=True)
class Sizes:
    """The tokens of sizes by dotted name, their places, and the findings."""

    values: Mapping[str, str]
    places: Mapping[str, Place]
    diagnostics: tuple[Diagnostic, ...]


def sizes_of(brand: Brand, places: Mapping[Path, Place], file: str) -> Sizes:
    """Return the sizes and the distances of lines that a brand sets, on paper."""
    plain = theme.load()
    base, headings = brand.typography.base, brand.typography.headings
    values: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []

    def warn(path: Path, message: str, hint: str) -> None:
        place = next(
            (places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in places), Place(file)
        )
        diagnostics.append(warning(INVALID, message, place, hint))

    factor = _factor(base.size)
    if factor is None or not _LEAST <= factor <= _MOST:
        hint = f"write a size from {_LEAST:g}rem to {_MOST:g}rem, or in points"
        warn(("typography", "base", "size"), f"`{base.size}` is no size for text", hint)
    elif factor != 1:
        larger = plain.scale_lengths(("size", "leading"), factor)
        values |= {
            f"{section}.{name}": value
            for section in ("size", "leading")
            for name, value in larger.tokens[section].items()
            if value != plain.tokens[section][name]
        }
    for kind, names, path in (
        (base, ("text",), ("typography", "base", "line-height")),
        (headings, _HEADINGS, ("typography", "headings", "line-height")),
    ):
        height = kind.line_height
        if height is None:
            continue
        if not _LEAST_LINE <= height <= _MOST_LINE:
            warn(
                path,
                f"lines cannot be {height:g} of their size apart",
                f"write {_LEAST_LINE:g} to {_MOST_LINE:g}",
            )
            continue
        for name in names:
            size = float(values.get(f"size.{name}", plain[f"size.{name}"]).removesuffix("pt"))
            values[f"leading.{name}"] = f"{size * height:.6g}pt"
    return Sizes(values, {}, tuple(diagnostics))


def _factor(size: str | None) -> float | None:
    """Return how much larger than Dossier's a size of text is; None for what is no size."""
    if size is None:
        return 1.0
    match = _SIZE.fullmatch(size.strip())
    if match is None:
        return None
    number, unit = float(match[1]), match[2]
    if unit in _POINTS:
        return number * _POINTS[unit] / theme.load().points("size.text")
    return number / {"px": _BROWSER, "%": 100.0}.get(unit, 1.0)


def rules_of(brand: Brand, palette: Palette, roles: Set[str]) -> Iterator[tuple[str, str]]:
    """Yield the rules of a brand by style sheet; `roles` are those of its typefaces."""
    kinds = brand.typography
    headings, link = colour_of_headings(brand, palette).value, colour_of_links(brand, palette).value
    if "title" in roles:
        yield "briefing", f"{_TITLES} {{ font-family: var(--font-title) }}\n"
        yield "ebook", "h1, h2, h3, h4, h5, h6 { font-family: var(--font-title), serif }\n"
        yield "web", "h1, h2, h3, h4, h5, h6 { font-family: var(--font-title), serif }\n"
    if headings:
        yield "briefing", f"h1.title, {_TITLES} {{ color: {headings} }}\n"
        yield "deck", f".slide:not(.is-cover, .is-divider) > :is(h2, h3) {{ color: {headings} }}\n"
        yield "web", f"{_LIGHT} {{ h1, h2, h3, h4, h5, h6 {{ color: {headings} }} }}\n"
    if link:
        decoration = kinds.link.decoration or ""
        line = f"; text-decoration: {decoration}" if decoration in ("underline", "none") else ""
        yield "briefing", f"a.crossref, a.url {{ color: {link}{line} }}\n"
        yield "deck", f".slide:not(.is-cover, .is-divider) a {{ color: {link}{line} }}\n"
        yield "web", f"{_LIGHT} {{ main a:not(.fact, .fact-words) {{ color: {link}{line} }} }}\n"
    for selector in ("code", "pre"):
        colours = colours_of_code(brand, palette, selector)
        yield from _code_rules(selector, {key: each.value for key, each in colours.items() if each.value})
    if brand.logo.small or brand.logo.medium or brand.logo.large:
        yield "briefing", ".opening > .logo { margin-bottom: var(--space-l); line-height: 0 }\n"
        yield "web", ".masthead .logo { margin: 0 0 1.75rem; line-height: 0 }\n"
        yield "ebook", ".logo { margin: 0 0 2em }\n.logo img { background-color: var(--color-paper) }\n"
    paper = palette.role(brand, "background")
    if paper and paper != theme.load()["color.paper"]:
        yield "briefing", "@page { background: var(--color-paper) }\n"
        yield "deck", ".slide:not(.is-cover, .is-divider) { background: var(--color-paper) }\n"


def _code_rules(selector: str, declarations: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if declarations:
        text = f"{selector} {{ {'; '.join(f'{key}: {value}' for key, value in declarations.items())} }}\n"
        yield "briefing", text
        yield "deck", f".slide {text}"
        yield "web", f"{_LIGHT} {{ {text.strip()} }}\n"
