"""Scripts beyond Latin, Greek and Cyrillic that the editions can set: one row each.

The typeface of a script is the face in `styles/tokens.toml` that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel.core import get_global

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its ISO 15924 code, and its characters as ranges of a regular expression.

    `has_spelling`: a PDF spells its words out beside the glyphs, whose order is not that of the letters.
    Words from right to left are not spelled: readers of a PDF reverse them, spelled words too.
    """

    code: str
    ranges: str
    has_spelling: bool = False
    direction: Direction = "ltr"

    @property
    def sign(self) -> str:
        """The regular expression of one of its characters."""
        return f"[{self.ranges}]"

    def within(self, text: str) -> bool:
        """Return whether a text has a character of the script."""
        return re.search(self.sign, text) is not None


SCRIPTS = (
    Script("Khmr", "\u1780-\u17ff\u19e0-\u19ff", has_spelling=True),
    Script("Arab", "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc", direction="rtl"),
    Script("Hebr", "\u0590-\u05ff\ufb1d-\ufb4f", direction="rtl"),
)


def script(code: str) -> Script:
    """Return the row of a script."""
    return next(each for each in SCRIPTS if each.code == code)


@cache
def script_of(lang: str) -> Script | None:
    """Return the script that a BCP 47 tag names or, by CLDR, its language is most likely written in."""
    tags = lang.replace("_", "-").split("-")
    likely = get_global("likely_subtags").get(tags[0].lower(), "").split("_")
    code = next((tag for tag in [*tags[1:], *likely[1:]] if len(tag) == 4 and tag.isalpha()), "")
    return next((each for each in SCRIPTS if each.code == code.title()), None)


def direction(lang: str) -> Direction:
    """Return how a language runs."""
    own_script = script_of(lang)
    return own_script.direction if own_script else "ltr"


def prevailing_direction(text: str) -> Direction:
    """Return how most letters of a text run."""
    if text.isascii():
        return "ltr"
    letters = "".join(filter(str.isalpha, text))
    rtl_count = sum(len(re.findall(each.sign, letters)) for each in SCRIPTS if each.direction == "rtl")
    return "rtl" if 2 * rtl_count > len(letters) else "ltr"


def phrases(text: str) -> Iterator[tuple[Script | None, str]]:
    """Yield the parts of a text, each with the script of the table that it is in; they join to the text.

    Spaces, figures and marks between words of one script belong to them.
    """
    for part in filter(None, _PHRASES.split(text)):
        yield next((each for each in SCRIPTS if each.within(part[0])), None), part


_PHRASES = re.compile(
    "("
    + "|".join(
        rf"[{each.ranges}](?:[{each.ranges}\u200c-\u200f]|[\W\d_]+(?=[{each.ranges}]))*" for each in SCRIPTS
    )
    + ")"
)
