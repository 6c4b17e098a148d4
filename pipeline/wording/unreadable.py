"""Texts that no typeface can show: the letters that a PDF would lack, and their scripts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline import fontconfig
from pipeline.theme import Theme
from pipeline.wording import letters

CODE = "typeface-missing"
HINT = (
    "build the other formats with `--to epub,html,pptx`, whose readers bring typefaces of their own, "
    "or name a typeface that has them in `styles/tokens.toml`"
)
# Parts of a source that are not prose: addresses, keys of citations, attributes, formulas.
_MARKUP = re.compile(r"\S{1,20}://\S+|\]\([^()\n]*\)|\{[^{}\n]*\}|@[\w:.-]+|\$[^$\n]+\$")
# How many of the commonest letters are looked up in the machine's typefaces.
SAMPLE = 60
# Scripts that a message names.
MOST_SCRIPTS = 3


@dataclass(frozen=True, slots=True)
class MissingLetters:
    """Letters of a text that no typeface has: their count, that of all letters, their scripts, the first."""

    count: int
    whole: int
    scripts: tuple[str, ...]
    first: str

    @property
    def message(self) -> str:
        """The message of the diagnostic."""
        return (
            f"no typeface has {self.count:,} of the {self.whole:,} letters of the article "
            f"({', '.join(self.scripts)}), so that nobody could read the PDF"
        )


def find_unreadable(source: str, styles: Theme) -> MissingLetters | None:
    """Return the letters that no typeface of a theme has, if they are more than half of an article's."""
    if source.isascii():
        return None
    text = _MARKUP.sub(" ", source)
    counts = Counter(each for each in text if each.isalpha())
    whole = counts.total()
    missing_counts = {each: counts[each] for each in letters.find_missing(text, styles) if each in counts}
    if 2 * sum(missing_counts.values()) <= whole:
        return None
    common = sorted(missing_counts, key=lambda each: (-missing_counts[each], each))[:SAMPLE]
    if len(fontconfig.covered_characters(common)) * 2 > len(common):
        return None
    first = next(each for each in source if each in missing_counts)
    return MissingLetters(sum(missing_counts.values()), whole, scripts(missing_counts), first)


def scripts(characters: Mapping[str, int]) -> tuple[str, ...]:
    """Return the names of the scripts of counted characters, the commonest first."""
    counts: Counter[str] = Counter()
    for each, count in characters.items():
        counts[unicodedata.name(each, "UNNAMED").split(" ")[0].split("-")[0].capitalize()] += count
    return tuple("Chinese" if name == "Cjk" else name for name, _ in counts.most_common(MOST_SCRIPTS))
