"""TeX as authors write it, put in the words that pandoc reads: one form for many ways.

What pandoc reads already stays as it is, character by character.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources

from pipeline.maths.macros import Macros, Reader, expanded, joined, macro, tokens, without_comments
from pipeline.model import packaged

_DATA = tomllib.loads(packaged.text(resources.files("pipeline.maths") / "dialect.toml"))
_COMMANDS: Macros = {
    name: macro(arity, body)
    for arity, count in enumerate(("none", "one", "two", "three"))
    for name, body in _DATA["commands"][count].items()
}
_SWITCHES: Mapping[str, str] = _DATA["switches"]
_ENVIRONMENTS: Mapping[str, str] = _DATA["environments"]
# The environments that pandoc knows.
ENVIRONMENTS: frozenset[str] = frozenset(_DATA["known"]["environments"])
_ACCENTS = {
    "\\'": "\N{COMBINING ACUTE ACCENT}", "\\`": "\N{COMBINING GRAVE ACCENT}",
    '\\"': "\N{COMBINING DIAERESIS}",
    "\\^": "\N{COMBINING CIRCUMFLEX ACCENT}", "\\~": "\N{COMBINING TILDE}",
}  # fmt: skip
_REPEATED = re.compile(r"\*\s*(?:\{(\d+)\}|(\d))\s*(?:\{([^{}]*)\}|([A-Za-z]))")
_RAGGED = frozenset({"&", "\\\\", "\\right", "\\end"})
_MOST_COLUMNS = 100
_SKIP = re.compile(r"\\(?:kern|mkern|mskip|hskip)\s*-?[\d.]+\s*(?:mu|pt|em|ex|cm|mm|in)")


def plain(tex: str, macros: Macros) -> str:
    """Return a formula in the words that pandoc reads; `macros` are the author's, and win over ours.

    Raises macros.Unending.
    """
    own = {name: each for name, each in _COMMANDS.items() if name not in macros}
    made = _SKIP.sub(r"\\,", without_comments(tex))
    for starred, known in _DATA["starred"].items():
        made = made.replace(starred, known)
    made = expanded(made, {**macros, **own})
    if "\\begin" in made:
        made = _environments(made)
    if any(switch in made for switch in _SWITCHES):
        made = joined(tuple(_switched(tokens(made))))
    if any(accent in made for accent in _ACCENTS):
        made = joined(tuple(_accented(tokens(made))))
    return _in_lines(made)


def _accented(parts: Sequence[str]) -> Iterator[str]:
    """Yield tokens with letters and their accents, as those in words, as one letter."""
    reader = Reader(parts)
    while reader.more():
        part = reader.parts[reader.at]
        reader.at += 1
        start = reader.at
        letter = reader.group() if part in _ACCENTS else None
        if letter is not None and len(letter) == 1 and letter[0].removeprefix("\\").isalpha():
            yield unicodedata.normalize("NFC", letter[0].removeprefix("\\")[0] + _ACCENTS[part])
        else:
            reader.at = start
            yield part


def _switched(parts: Sequence[str]) -> Iterator[str]:
    """Yield tokens with `{\\rm km}` as `{\\mathrm{km}}`: a switch holds to the end of its group or cell."""
    ends: list[int] = []  # how many braces are to be closed at the end of each open group
    closing = 0
    for part in parts:
        if part in _SWITCHES:
            closing += 1
            yield from (_SWITCHES[part], "{")
            continue
        if part in _RAGGED or part == "}":
            yield from "}" * closing
            closing = 0
        if part == "{":
            ends.append(closing)
            closing = 0
        elif part == "}" and ends:
            closing = ends.pop()
        yield part
    yield from "}" * closing


def _environments(tex: str) -> str:
    """Return TeX whose environments and column specifications are those that pandoc knows."""
    for name, known in _ENVIRONMENTS.items():
        for command in ("\\begin", "\\end"):
            tex = tex.replace(f"{command}{{{name}}}", f"{command}{{{known}}}")
    tex = tex.replace("\\begin{rcases}", "\\left.\\begin{matrix}")
    tex = tex.replace("\\end{rcases}", "\\end{matrix}\\right\\}")
    if "\\begin{array}" not in tex:
        return tex
    before, *pieces = tex.split("\\begin{array}")
    return before + "".join("\\begin{array}" + _columns(piece) for piece in pieces)


def _columns(piece: str) -> str:
    """Return what follows the beginning of an array, with its columns as letters alone."""
    reader = Reader(tokens(piece))
    reader.option()
    given = reader.group()
    if given is None:
        return piece
    spec = joined(given)
    if re.fullmatch(r"[lcr|\s]*", spec) and piece.startswith("{"):
        return piece
    while match := _REPEATED.search(spec):
        count = min(int(match[1] or match[2]), _MOST_COLUMNS)
        spec = spec[: match.start()] + (match[3] or match[4]) * count + spec[match.end() :]
        spec = spec[: 4 * _MOST_COLUMNS]
    letters = "".join(_letters(Reader(tokens(spec))))
    return f"{{{letters or 'c'}}}" + joined(reader.parts[reader.at :])


def _letters(spec: Reader) -> Iterator[str]:
    """Yield the columns of an array, without what stands between them and before their cells."""
    while spec.more():
        part = spec.skip()
        spec.at += 1
        if part in ("@", "!", ">", "<"):
            spec.group()
        elif part in ("p", "m", "b", "w", "X"):
            spec.group()
            yield "l"
        elif part in ("D", "S"):
            spec.option()
            yield "r"
        elif part in ("l", "c", "r", "|"):
            yield part


def _in_lines(tex: str) -> str:
    """Return TeX whose lines, where it has several outside of an environment, are those of one."""
    if "\\\\" not in tex and "&" not in tex:
        return tex
    level = 0
    parts = tokens(tex)
    lines = cells = ended = False
    for place, part in enumerate(parts):
        if part == "{" or part == "\\begin":
            level += 1
        elif part == "}" or part == "\\end":
            level -= 1
        elif not level:
            if part == "\\\\":
                ended = True
                lines = lines or any(not rest.isspace() for rest in parts[place + 1 :])
            cells = cells or part == "&"
    if not lines and not cells:
        return tex.rstrip().removesuffix("\\\\") if ended else tex
    name = "aligned" if cells else "gathered"
    return f"\\begin{{{name}}}{tex}\\end{{{name}}}"
