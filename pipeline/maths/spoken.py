"""The spoken text of formulas, for screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from pipeline import languages
from pipeline.maths import mathml

# Braces around a comma between digits: it separates thousands or decimals, and never a list.
_COMMA = re.compile(r"(?<=\d)\{,\}(?=\d)")
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}(?:\{,\}\d{3})+(?!\d|\{,\}|\\,\d)")


def speak(tex: str, lang: str) -> str:
    """Return a formula in words of a language, or its TeX if there are none.

    There are none if pandoc cannot read the TeX, if a sign has no word, or if the language has no folder
    with a file `formulas.toml`: words of another language would be read by the wrong voice.
    """
    return speak_all((tex,), lang)[tex]


def speak_all(formulas: Iterable[str], lang: str) -> Mapping[str, str]:
    """Return formulas in words, by their TeX; all are read in one call of pandoc."""
    return _speak_all(tuple(dict.fromkeys(formulas)), languages.primary(lang))


@cache
def _speak_all(formulas: tuple[str, ...], lang: str) -> Mapping[str, str]:
    if not formulas or not has_words(lang):
        return {tex: tex for tex in formulas}
    from lxml import etree

    from pipeline.maths.speech import Unspeakable, Voice
    from pipeline.maths.tree import read

    data = languages.part(lang, "formulas")
    voice = Voice(data)
    result = {tex: tex for tex in formulas}
    plain = {tex: mathml.Formula("DisplayMath", _plain(tex, data["decimal"])) for tex in formulas}
    readings = mathml.read(plain.values())
    for tex in formulas:
        reading = readings[plain[tex]]
        if not reading.mathml:
            continue
        try:
            result[tex] = voice.say(read(etree.fromstring(reading.mathml))) or tex
        except Unspeakable:
            continue
    return result


def has_words(lang: str) -> bool:
    """Return whether a language has rules for spoken formulas."""
    return languages.has(lang, "formulas")


def _plain(tex: str, decimal: str) -> str:
    """Write numbers as pandoc reads them: a thin space between thousands, a full stop before decimals."""

    def separate(match: re.Match[str]) -> str:
        single = match[0].count(",") == 1
        return match[0] if single and decimal == "," else match[0].replace("{,}", "\\,")

    return _COMMA.sub(".", _THOUSANDS.sub(separate, tex))
