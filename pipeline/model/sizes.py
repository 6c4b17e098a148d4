"""Width and height of an image: a share of the text's width or a length, as authors write them."""

from __future__ import annotations

import re

# Millimetres in a unit; `em` and `ex` are about as large as text.
UNITS = {
    "px": 25.4 / 96, "pt": 25.4 / 72, "pc": 25.4 / 6, "in": 25.4, "inch": 25.4, "cm": 10.0, "mm": 1.0,
    "em": 4.2, "ex": 2.1, "": 25.4 / 96,
}  # fmt: skip
# No page is larger; nothing smaller can be seen.
LONGEST, SHORTEST = 600.0, 0.2
FULL = "100%"
_SHARE = re.compile(r"(\d*\.?\d*)\s*\\(?:textwidth|linewidth|columnwidth|hsize|paperwidth)")
_LENGTH = re.compile(r"(\d+\.?\d*|\.\d+)\s*(%|[a-z]*)", re.IGNORECASE)


def size(text: str, *, width: bool) -> str | None:
    """Return a size as CSS, within the page; None if the text is no size that can be used.

    A height is never a percentage: it has nothing to refer to.
    """
    text = text.strip()
    if match := _SHARE.fullmatch(text):
        return share(float(match[1]) if match[1] not in ("", ".") else 1.0) if width else None
    match = _LENGTH.fullmatch(text)
    if match is None:
        return None
    number, unit = float(match[1]), match[2].lower()
    if unit == "%":
        return share(number / 100) if width else None
    if not unit and "." in match[1] and 0 < number <= 1:
        return share(number) if width else None
    if unit not in UNITS or number * UNITS[unit] < SHORTEST:
        return None
    if number * UNITS[unit] > LONGEST:
        return FULL if width else None
    return f"{number:g}{unit or 'px'}"


def share(part: float) -> str | None:
    """Return a share of the width as CSS writes it, the whole width at most."""
    return f"{min(part, 1.0) * 100:g}%" if part >= 0.001 else None


def is_valid(text: str, *, width: bool) -> bool:
    """Return whether a size is used as it is written."""
    valid_size = size(text, width=width)
    return valid_size is not None and (valid_size != FULL or _whole(text.strip()))


def _whole(text: str) -> bool:
    match = _LENGTH.fullmatch(text) or _SHARE.fullmatch(text)
    number = float(match[1]) if match and match[1] not in ("", ".") else 1.0
    return number == (100 if text.endswith("%") else 1)
