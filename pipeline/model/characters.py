"""Characters that no edition can have: those that XML forbids, controls, and changes of writing direction.

They are in the decoded text: an entity, or an escape of YAML or JSON, hides them from a reader of the
file. Marks of direction (U+200E, U+200F, U+061C), joiners and spaces of no width stay.
"""

from __future__ import annotations

import re
from typing import Any

MARK = "\N{REPLACEMENT CHARACTER}"
# Embeddings, overrides and isolates show a text in another order than it has (CVE-2021-42574).
TURNING = "\u202a-\u202e\u2066-\u2069"
_LAST_OF_PLANES = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
# A mark of byte order within a text; anchors of annotations between lines.
_INVISIBLE = "\ufeff\ufff9-\ufffb"
_UNFIT = re.compile(f"[{_CONTROLS}{TURNING}\ud800-\udfff\ufdd0-\ufdef{_INVISIBLE}{_LAST_OF_PLANES}]")
_TURNING = re.compile(f"[{TURNING}]")


def find_invalid(text: str) -> tuple[str, ...]:
    """Find the characters of a text that no edition can have, each once."""
    return () if text.isascii() and text.isprintable() else tuple(dict.fromkeys(_UNFIT.findall(text)))


def has_direction_control(text: str) -> bool:
    """Return whether a text has a control character for the direction of writing."""
    return _TURNING.search(text) is not None


def fit(text: str, mark: str | None = None) -> str:
    """Return a text with a mark, or the intended letter, for each character that no edition can have."""
    if not find_invalid(text):
        return text
    return _UNFIT.sub(lambda match: _windows_character(match[0]) if mark is None else mark, text)


def _windows_character(character: str) -> str:
    """Return the Windows-1252 character that a control means, as browsers read it, else the mark."""
    if character == "\ufeff":
        return ""
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", "replace")
    return MARK


def fit_value(value: Any, mark: str | None = None) -> tuple[Any, tuple[str, ...]]:
    """Return a value with all its texts fit, and the unfit characters, each once."""
    unfit_characters: dict[str, None] = {}

    def one(each: Any) -> Any:
        match each:
            case str():
                unfit_characters.update(dict.fromkeys(find_invalid(each)))
                return fit(each, mark)
            case list():
                return [one(item) for item in each]
            case dict():
                return {one(key): one(item) for key, item in each.items()}
            case _:
                return each

    return one(value), tuple(unfit_characters)


def name(character: str) -> str:
    """Return the code point of a character, as messages name it."""
    return f"U+{ord(character):04X}"
