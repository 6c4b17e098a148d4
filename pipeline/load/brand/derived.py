"""The tokens of colours that follow from a brand's: greys and soft colours are mixed as Dossier's own are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.load.brand.colours import Palette
from pipeline.load.yaml_text import Path
from pipeline.model.brand import Brand
from pipeline.model.colours import contrast, mix, readable
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


def _on_accent(colour: str, accent: str, paper: str) -> str:
    """Return a colour that is read on the accent: itself, else mixed with more paper."""
    for step in range(_STEPS + 1):
        lighter = mix(colour, paper, step / _STEPS)
        if contrast(lighter, accent) >= 4.5:
            return lighter
    return readable(paper, accent)
