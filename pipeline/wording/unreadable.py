"""Texts that no typeface can show: which letters a PDF would lack, and of which scripts they are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline import fontconfig
from pipeline.wording import letters

CODE = "typeface-missing"
HINT = (
    "build the other formats with `--to epub,html,pptx`, whose readers bring typefaces of their own, "
    "or name a typeface that has them in `styles/tokens.toml`"
)
# What of a source is no prose: addresses, keys of citations, attributes, formulas.
_MARKUP = re.compile(r"\S{1,20}://\S+|\]\([^()\n]*\)|\{[^{}\n]*\}|@[\w:.-]+|\$[^$\n]+\$")
# So many of the commonest letters are asked of the machine's typefaces.
ASKED = 60
# Scripts that a message names.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Lack:
    """What a text has that no typeface has: how many letters of how many, their scripts, the first."""

    count: int
    whole: int
    scripts: tuple[str, ...]
    first: str

    @property
    def message(self) -> str:
        """Say what is wrong, as a diagnostic does."""
        return (
            f"no typeface has {self.count:,} of the {self.whole:,} letters of the article "
            f"({', '.join(self.scripts)}), so that nobody could read the PDF"
        )


def unreadable(source: str) -> Lack | None:
    """Return what the text of an article lacks where that is more than half of its letters."""
    if source.isascii():
        return None
    text = _MARKUP.sub(" ", source)
    found = Counter(each for each in text if each.isalpha())
    whole = found.total()
    lacking = {each: found[each] for each in letters.missing(text) if each in found}
    if 2 * sum(lacking.values()) <= whole:
        return None
    common = sorted(lacking, key=lambda each: (-lacking[each], each))[:ASKED]
    if len(fontconfig.covered_characters(common)) * 2 > len(common):
        return None
    first = next(each for each in source if each in lacking)
    return Lack(sum(lacking.values()), whole, scripts(lacking), first)


def scripts(characters: Mapping[str, int]) -> tuple[str, ...]:
    """Return the names of the scripts of counted characters, the commonest first."""
    named: Counter[str] = Counter()
    for each, count in characters.items():
        named[unicodedata.name(each, "UNNAMED").split(" ")[0].split("-")[0].capitalize()] += count
    return tuple("Chinese" if name == "Cjk" else name for name, _ in named.most_common(NAMED))
