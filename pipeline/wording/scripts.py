"""Scripts beyond Latin, Greek and Cyrillic that the editions can set: one row each.

The typeface of a script is the face in `styles/tokens.toml` that names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel.core import get_global


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its ISO 15924 code, and its characters as ranges of a regular expression.

    `spelled`: a PDF spells its words out beside the glyphs, whose order is not that of the letters.
    """

    code: str
    ranges: str
    spelled: bool = False

    @property
    def sign(self) -> str:
        """The regular expression of one of its characters."""
        return f"[{self.ranges}]"

    def within(self, text: str) -> bool:
        """Tell whether a text has a character of the script."""
        return re.search(self.sign, text) is not None


SCRIPTS = (Script("Khmr", "\u1780-\u17ff\u19e0-\u19ff", spelled=True),)


def script(code: str) -> Script:
    """Return the row of a script."""
    return next(each for each in SCRIPTS if each.code == code)


@cache
def script_of(lang: str) -> Script | None:
    """Return the script that a BCP 47 tag names or, by CLDR, its language is most likely written in."""
    tags = lang.replace("_", "-").split("-")
    likely = get_global("likely_subtags").get(tags[0].lower(), "").split("_")
    named = next((tag for tag in [*tags[1:], *likely[1:]] if len(tag) == 4 and tag.isalpha()), "")
    return next((each for each in SCRIPTS if each.code == named.title()), None)
