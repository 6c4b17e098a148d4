"""The look that a house gives its articles: what its brand and its styles set in place of the tokens."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file of a house's own, as TrueType or OpenType; `name` has the digest of its bytes."""

    name: str
    data: bytes = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class HouseFace:
    """A typeface of a house for a role: its family, its files, and the weights at which it is set.

    The name that tokens give to it in style sheets is that of the role. `normal` and `bold` are weights
    where the files are variable.
    """

    role: str
    family: str
    upright: FontFile
    italic: FontFile | None = None
    bold: FontFile | None = None
    bold_italic: FontFile | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a house sets in place of the tokens: `tokens` are (dotted name, value)."""

    tokens: tuple[tuple[str, str], ...] = ()
    faces: tuple[HouseFace, ...] = ()


PLAIN = Look()
