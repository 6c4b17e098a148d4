"""A TrueType font in the wrapper that PresentationML embeds: Embedded OpenType (W3C submission of 2008).

Neither packed nor veiled (no MTX, no XOR), as Google Slides writes it and PowerPoint reads it.
"""

from __future__ import annotations

import io
import struct

VERSION = 0x00020001
MAGIC = 0x504C
DEFAULT_CHARSET = 1
_ITALIC = 0x01
_FAMILY, _STYLE, _FULL_NAME, _VERSION_NAME = 1, 2, 4, 5


def wrap(font: bytes) -> bytes:
    """Return a TrueType font after an EOT header, which repeats values of `OS/2`, `head` and `name`."""
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(font), lazy=True) as tables:
        os2, names = tables["OS/2"], tables["name"]
        panose = bytes(
            getattr(os2.panose, name)
            for name in (
                "bFamilyType", "bSerifStyle", "bWeight", "bProportion", "bContrast",
                "bStrokeVariation", "bArmStyle", "bLetterForm", "bMidline", "bXHeight",
            )
        )  # fmt: skip
        fields = struct.pack(
            "<10sBBIHHIIIIIII4I",
            panose,
            DEFAULT_CHARSET,
            int(bool(os2.fsSelection & _ITALIC)),
            os2.usWeightClass,
            os2.fsType,
            MAGIC,
            *(getattr(os2, f"ulUnicodeRange{number}") for number in (1, 2, 3, 4)),
            *(getattr(os2, f"ulCodePageRange{number}", 0) for number in (1, 2)),
            tables["head"].checkSumAdjustment,
            *(0,) * 4,
        )
        texts = b"".join(
            b"\0\0" + _text_field(names.getDebugName(number) or "")
            for number in (_FAMILY, _STYLE, _VERSION_NAME, _FULL_NAME)
        )
    root = b"\0\0" + _text_field("")
    rest = struct.pack("<III", len(font), VERSION, 0) + fields + texts + root
    return struct.pack("<I", len(rest) + 4 + len(font)) + rest + font


def _text_field(text: str) -> bytes:
    """Return a text in UTF-16 after its number of bytes."""
    data = text.encode("utf-16-le")
    return struct.pack("<H", len(data)) + data
