"""The look that a house gives its articles: what its brand and its styles set in place of the tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.model.diagnostics import Place

Size = Literal["small", "medium", "large"]
Ground = Literal["light", "dark"]
SIZES: tuple[Size, ...] = ("small", "medium", "large")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file of a house's own, as TrueType or OpenType; `name` has the digest of its bytes.

    `is_editable` and `is_divisible` tell whether it may be embedded in a file that is edited, and in part.
    """

    name: str
    data: bytes = field(repr=False, compare=False)
    is_editable: bool = True
    is_divisible: bool = True

    def read_bytes(self) -> bytes:
        """Return the bytes, as a path does."""
        return self.data


# A file of a package, or one of a house.
FontSource = Path | FontFile


@dataclass(frozen=True, slots=True)
class HouseFace:
    """A typeface of a house for a role: its family, its files, and the weights of plain and of bold text.

    Style sheets know it by the name that tokens give its role.
    """

    role: str
    family: str
    upright: FontSource
    italic: FontSource | None = None
    bold: FontSource | None = None
    bold_italic: FontSource | None = None
    normal_weight: float | None = None
    bold_weight: float | None = None


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo in a size, for grounds that are light or dark; `name` has the digest of its bytes.

    An SVG is safe. `pixels` is it as PNG. Width and height are its own, of which only the ratio matters.
    """

    size: Size
    ground: Ground
    name: str
    media_type: str
    width: float
    height: float
    alt: str
    data: bytes = field(repr=False, compare=False)
    pixels: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class LogoOnGround:
    """A logo on a ground, and the colour of the plate that it needs there, if it needs one."""

    logo: Logo
    plate: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """What a house sets in place of the tokens, and adds: typefaces, logos, rules for style sheets, its name.

    `tokens` are (dotted name, value), `rules` (name of a style sheet, text that follows it).
    """

    tokens: tuple[tuple[str, str], ...] = ()
    faces: tuple[HouseFace, ...] = ()
    logos: tuple[Logo, ...] = ()
    rules: tuple[tuple[str, str], ...] = ()
    publisher: str = ""
    home: str = ""

    def logo(self, *sizes: Size, ground: Ground) -> Logo | None:
        """Return the logo of the first of these sizes that has a form for a ground, else the first there is.

        One whose `ground` is another is to be put on a plate of that.
        """
        forms = [each for size in sizes for each in self.logos if each.size == size]
        return next((each for each in forms if each.ground == ground), forms[0] if forms else None)


@dataclass(frozen=True, slots=True)
class TypeColour:
    """A colour that a house gives to a kind of text: its key, what is set so, and the ground as a colour.

    The place is that of the colour, or of the ground if the house sets only that.
    """

    key: str
    what: str
    colour: str
    ground: str
    place: Place


PLAIN = Look()
