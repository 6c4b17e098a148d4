"""The tokens of colours that follow from a brand's: greys and soft colours are mixed as Dossier's own are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.load.brand.colours import Palette
from pipeline.load.yaml_text import Path
from pipeline.model.brand import Brand
from pipeline.model.colours import contrast, luminance, mix, readable
from pipeline.theme import Theme

# The tokens that roles of a brand set, in the order in which a role is taken.
ROLES: Mapping[str, tuple[str, ...]] = {
    "ink": ("foreground",),
    "paper": ("background",),
    "accent": ("primary",),
    "second": ("secondary", "tertiary"),
}
# The share of the paper in what is mixed of it and another token, and whether it has to be read on paper.
MIXTURES: Mapping[str, tuple[str, float]] = {
    "grey-1": ("ink", 0.27),
    "grey-2": ("ink", 0.76),
    "grey-3": ("ink", 0.94),
    "watermark": ("accent", 0.91),
    "accent-soft": ("accent", 0.865),
    "second-soft": ("second", 0.64),
}
# A second colour with less contrast is a ground in its brand, and no colour for words.
_LEAST = 2.0
# The share of ink in a second colour where a brand has one alone.
_SHADE = 0.45
_STEPS = 20


@dataclass(frozen=True, slots=True)
class DerivedColours:
    """The values of tokens by dotted name, and the paths in the brand of those that it sets itself."""

    values: Mapping[str, str]
    paths: Mapping[str, Path]


def derive(brand: Brand, palette: Palette, plain: Theme) -> DerivedColours:
    """Return the tokens of colours of a brand."""
    own: dict[str, str] = {}
    paths: dict[str, Path] = {}
    for token, roles in ROLES.items():
        for role in roles:
            colour = palette.role(brand, role)
            paper = own.get("paper", plain["color.paper"])
            if token == "second" and colour is not None and contrast(colour, paper) < _LEAST:
                continue
            if colour is not None and token not in own:
                own[token], paths[f"color.{token}"] = colour, ("color", role)
    if not own:
        return DerivedColours({}, {})
    colours = {name: own.get(name, plain[f"color.{name}"]) for name in ROLES}
    if "accent" in own and "second" not in own:
        colours["second"] = readable(mix(own["accent"], colours["ink"], _SHADE), colours["paper"])
    for name, (base, share) in MIXTURES.items():
        if base in own or "paper" in own or (base == "second" and "accent" in own):
            colours[name] = mix(colours[base], colours["paper"], share)
    if "grey-1" in colours:
        colours["grey-1"] = readable(colours["grey-1"], colours["paper"])
    for name in ("accent-soft", "second-soft"):
        if name in colours:
            colours[name] = _on_accent(colours[name], colours["accent"], colours["paper"])
    return DerivedColours({f"color.{name}": value for name, value in colours.items()}, paths)


# The same for a dark screen, as Dossier's own dark colours are mixed.
DARK_MIXTURES: Mapping[str, tuple[str, float]] = {
    "grey-1": ("ink", 0.29),
    "grey-2": ("ink", 0.8),
    "grey-3": ("ink", 0.956),
    "watermark": ("accent", 0.93),
    "accent-soft": ("accent", 0.9),
    "second-soft": ("second", 0.66),
}


def derive_dark(brand: Brand, palette: Palette, light: DerivedColours, plain: Theme) -> DerivedColours:
    """Return the tokens of colours for a dark screen: a brand's own for dark grounds, else lighter forms."""
    if not light.values:
        return DerivedColours({}, {})
    own: dict[str, str] = {}
    paths: dict[str, Path] = {}
    paper, ink = light.values["color.paper"], light.values["color.ink"]
    is_dark = luminance(paper) < luminance(ink)
    for token, roles in ROLES.items():
        for role in roles:
            forms = getattr(brand.color, role)
            has_form = forms is not None and forms.dark not in (None, forms.light)
            colour = palette.role(brand, role) if has_form and token not in own else None
            ground = own.get("paper", plain["dark.paper"])
            if colour is not None and not (token == "second" and contrast(colour, ground) < _LEAST):
                own[token], paths[f"dark.{token}"] = colour, ("color", role)
    usual = (
        {"ink": ink, "paper": paper}
        if is_dark
        else {name: plain[f"dark.{name}"] for name in ("ink", "paper")}
    )
    colours = {**usual, **own}
    for name in ("accent", "second"):
        colours.setdefault(name, readable(light.values[f"color.{name}"], colours["paper"]))
    for name, (base, share) in DARK_MIXTURES.items():
        colours[name] = mix(colours[base], colours["paper"], share)
    colours["grey-1"] = readable(colours["grey-1"], colours["paper"])
    return DerivedColours({f"dark.{name}": value for name, value in colours.items()}, paths)


def _on_accent(colour: str, accent: str, paper: str) -> str:
    """Return a colour that is read on the accent: itself, else mixed with more paper."""
    for step in range(_STEPS + 1):
        lighter = mix(colour, paper, step / _STEPS)
        if contrast(lighter, accent) >= 4.5:
            return lighter
    return readable(paper, accent)
