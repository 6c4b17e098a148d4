"""Font files of a house: read as TrueType or OpenType, refused if they are none or may not be embedded."""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline import harfbuzz
from pipeline.model.look import FontFile

# The least weight of a file for bold text, and that of plain text.
BOLD, PLAIN = 550.0, 400.0
# The bounds of a weight in brand.yml; a variable font has those between the hundreds too.
LIGHTEST, HEAVIEST = 100.0, 900.0
# Bits of OS/2.fsType (OpenType 1.9.1).
_NO_EMBEDDING, _PREVIEW, _EDITABLE, _WHOLE_ONLY, _BITMAP_ONLY = 0x2, 0x4, 0x8, 0x100, 0x200
_CONTAINERS = (b"wOFF", b"wOF2")
_NAMES = {
    "thin": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400,
    "medium": 500, "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800,
    "black": 900,
}  # fmt: skip


class FontRefused(Exception):
    """A font file that is not used: whether its licence is the reason, the message and the hint."""

    def __init__(self, message: str, hint: str, *, is_licence: bool = False) -> None:
        """Keep all three."""
        super().__init__(message)
        self.message, self.hint, self.is_licence = message, hint, is_licence


@dataclass(frozen=True, slots=True)
class ReadFont:
    """A font file, its weight, whether it varies in weight, and whether a briefing may carry the file."""

    file: FontFile
    weight: float
    is_variable: bool
    may_be_carried: bool


def weight_of(text: str | None) -> float | None:
    """Return a weight that is written as a number or by its name; None for `auto`, and for none."""
    if text is None or text.strip().lower() == "auto":
        return None
    name = re.sub(r"[\s_]+", "-", text.strip().lower())
    if name in _NAMES:
        return float(_NAMES[name])
    number = float(text) if re.fullmatch(r"\d{1,4}(\.\d+)?", text.strip()) else 0.0
    if not LIGHTEST <= number <= HEAVIEST:
        raise ValueError(f"`{text[:40]}` is no weight")
    return number


def read(name: str, data: bytes) -> ReadFont:
    """Read a font file; raise FontRefused, with the reason."""
    from fontTools.ttLib import TTFont

    hint = "export it again as TrueType (.ttf)"
    if data.startswith(b"ttcf"):
        raise FontRefused("it is a collection of fonts", "export the one that is meant as a file of its own")
    try:
        is_lazy = not data.startswith(_CONTAINERS)
        with _silence(), TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=is_lazy) as font:
            tables = set(font.keys())
            if not {"glyf", "CFF "} & tables:
                raise FontRefused("it has no outlines of TrueType or CFF", hint)
            rights = int(font["OS/2"].fsType) if "OS/2" in tables else 0
            weight = float(font["OS/2"].usWeightClass) if "OS/2" in tables else PLAIN
            is_variable = "fvar" in tables and any(axis.axisTag == "wght" for axis in font["fvar"].axes)
            if not font.getBestCmap():
                raise FontRefused("it has no letters", hint)
            whole = _unpack(font) if data.startswith(_CONTAINERS) else data
        _draw(whole)
    except FontRefused:
        raise
    # fontTools, HarfBuzz and FreeType raise what they meet in a damaged file: anything.
    except Exception as failure:
        reason = f"{type(failure).__name__}: {failure}" if str(failure) else type(failure).__name__
        raise FontRefused(f"it is no font file that can be read ({reason})"[:160], hint) from failure
    _require_rights(rights)
    digest = hashlib.sha256(whole).hexdigest()[:16]
    # Of several levels the freest counts.
    is_editable = not rights & 0xF or bool(rights & _EDITABLE)
    file = FontFile(f"{digest}-{name}", whole, is_editable, not rights & _WHOLE_ONLY)
    return ReadFont(file, weight, is_variable, not rights & 0xF)


@contextmanager
def _silence() -> Iterator[None]:
    """Keep fontTools from logging what it reads over."""
    logger = logging.getLogger("fontTools")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _draw(data: bytes) -> None:
    """Draw and cut a letter, as formats do; raise what the libraries raise if they cannot."""
    from PIL import ImageFont

    ImageFont.truetype(io.BytesIO(data), 100).getbbox("a")
    harfbuzz.subset(FontFile(hashlib.sha256(data).hexdigest(), data), "a", ())


def _unpack(font: object) -> bytes:
    """Return a font from the web without its compression."""
    output = io.BytesIO()
    font.flavor = None  # type: ignore[attr-defined]  # fontTools has no types
    font.save(output, reorderTables=False)  # type: ignore[attr-defined]
    return output.getvalue()


def _require_rights(rights: int) -> None:
    """Raise FontRefused for a font whose licence bits do not allow to embed its outlines."""
    hint = "ask its foundry for a file that may be embedded, or take another typeface"
    if rights & _BITMAP_ONLY:
        raise FontRefused("its licence bits (fsType) allow to embed bitmaps only", hint, is_licence=True)
    if rights & _NO_EMBEDDING and not rights & (_PREVIEW | _EDITABLE):
        raise FontRefused("its licence bits (fsType) do not allow to embed it", hint, is_licence=True)
