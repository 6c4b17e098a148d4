"""The vocabulary of `_brand.yml` (posit-dev/brand-yml), in the long form of what may be shorter."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from pipeline.model.records import Record, Text

# The colours with a role, besides those of the palette.
ROLES = (
    "foreground", "background", "primary", "secondary", "tertiary", "success", "info", "warning", "danger",
    "light", "dark", "link",
)  # fmt: skip


class Name(Record):
    """The name of a house."""

    full: Text | None = None
    short: Text | None = None


class Links(Record):
    """Where a house is in the web, under these names and any others."""

    model_config = ConfigDict(extra="allow")

    home: Text | None = None
    guide: Text | None = None
    bluesky: Text | None = None
    github: Text | None = None
    mastodon: Text | None = None
    linkedin: Text | None = None
    facebook: Text | None = None
    twitter: Text | None = None


class Meta(Record):
    """Who the house is; other programs may have more keys here."""

    model_config = ConfigDict(extra="allow")

    name: Name = Name()
    link: Links = Links()


class LogoFile(Record):
    """A file with a logo, and what it shows in words."""

    path: Text
    alt: Text | None = None
    attrs: dict[str, Any] | None = None


class LogoForms(Record):
    """A logo for light and for dark grounds."""

    light: LogoFile | None = None
    dark: LogoFile | None = None


class Logos(Record):
    """The logos of a house by size; `images` are those that a size may name."""

    images: dict[str, LogoFile] = Field(default_factory=dict)
    small: LogoForms | None = None
    medium: LogoForms | None = None
    large: LogoForms | None = None


class Forms(Record):
    """A colour for light and for dark grounds."""

    light: Text | None = None
    dark: Text | None = None


class Colours(Record):
    """The palette, and the colours by their role."""

    palette: dict[str, Forms] = Field(default_factory=dict)
    foreground: Forms | None = None
    background: Forms | None = None
    primary: Forms | None = None
    secondary: Forms | None = None
    tertiary: Forms | None = None
    success: Forms | None = None
    info: Forms | None = None
    warning: Forms | None = None
    danger: Forms | None = None
    light: Forms | None = None
    dark: Forms | None = None
    link: Forms | None = None


class FontPath(Record):
    """A font file, its weight and its style."""

    path: Text
    weight: Text | None = None
    style: Literal["normal", "italic"] = "normal"


class Font(Record):
    """A family of typefaces, and where it comes from."""

    family: Text
    source: Literal["file", "google", "bunny", "system"] = "google"
    files: tuple[FontPath, ...] = ()
    weight: Any = None
    style: Any = None
    display: Text | None = None
    version: Text | None = None
    url: Text | None = None


class Type(Record):
    """How one kind of text is set."""

    family: Text | None = None
    weight: Text | None = None
    size: Text | None = None
    line_height: Annotated[float, Field(gt=0, le=5)] | None = None
    style: Any = None
    color: Forms | None = None
    background_color: Forms | None = None
    decoration: Text | None = None


class Typography(Record):
    """The typefaces, and how kinds of text are set."""

    fonts: tuple[Font, ...] = ()
    base: Type = Type()
    headings: Type = Type()
    monospace: Type = Type()
    monospace_inline: Type = Type()
    monospace_block: Type = Type()
    link: Type = Type()


class Brand(Record):
    """A whole `_brand.yml`; `defaults` are for programs, by their names."""

    meta: Meta = Meta()
    logo: Logos = Logos()
    color: Colours = Colours()
    typography: Typography = Typography()
    defaults: dict[str, Any] = Field(default_factory=dict)
