"""Translate the TeX of authors into the commands that pandoc reads.

TeX that pandoc reads already stays as it is, character by character.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources

from pipeline.maths.macros import Macros, Reader, expand, join, macro, tokens, without_comments
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
_REPETITION = re.compile(r"\*\s*(?:\{(\d+)\}|(\d))\s*(?:\{([^{}]*)\}|([A-Za-z]))")
_SWITCH_ENDS = frozenset({"&", "\\\\", "\\right", "\\end"})
_MOST_COLUMNS = 100
_SKIP = re.compile(r"\\(?:kern|mkern|mskip|hskip)\s*-?[\d.]+\s*(?:mu|pt|em|ex|cm|mm|in)")


def plain(tex: str, macros: Macros) -> str:
    """Return a formula in the commands that pandoc reads; the author's `macros` override Dossier's.

    Raises macros.EndlessMacro.
    """
    own = {name: each for name, each in _COMMANDS.items() if name not in macros}
    result = _SKIP.sub(r"\\,", without_comments(tex))
    for variant, name in _DATA["starred"].items():
        result = result.replace(variant, name)
    result = expand(result, {**macros, **own})
    if "\\begin" in result:
        result = _environments(result)
    if any(switch in result for switch in _SWITCHES):
        result = join(tuple(_group_switches(tokens(result))))
    if any(accent in result for accent in _ACCENTS):
        result = join(tuple(_combine_accents(tokens(result))))
    return _in_lines(result)


def _combine_accents(parts: Sequence[str]) -> Iterator[str]:
    """Yield tokens, each accent and its letter combined to one character."""
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


def _group_switches(parts: Sequence[str]) -> Iterator[str]:
    """Yield tokens with `{\\rm km}` as `{\\mathrm{km}}`: a switch lasts to the end of its group or cell."""
    ends: list[int] = []  # the number of braces to close at the end of each open group
    closing = 0
    for part in parts:
        if part in _SWITCHES:
            closing += 1
            yield from (_SWITCHES[part], "{")
            continue
        if part in _SWITCH_ENDS or part == "}":
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
    """Return TeX with environments and column specifications that pandoc knows."""
    for name, replacement in _ENVIRONMENTS.items():
        for command in ("\\begin", "\\end"):
            tex = tex.replace(f"{command}{{{name}}}", f"{command}{{{replacement}}}")
    tex = tex.replace("\\begin{rcases}", "\\left.\\begin{matrix}")
    tex = tex.replace("\\end{rcases}", "\\end{matrix}\\right\\}")
    if "\\begin{array}" not in tex:
        return tex
    before, *pieces = tex.split("\\begin{array}")
    return before + "".join("\\begin{array}" + _columns(piece) for piece in pieces)


def _columns(piece: str) -> str:
    """Return the text after `\\begin{array}`, its column specification reduced to letters."""
    reader = Reader(tokens(piece))
    reader.option()
    group = reader.group()
    if group is None:
        return piece
    spec = join(group)
    if re.fullmatch(r"[lcr|\s]*", spec) and piece.startswith("{"):
        return piece
    while match := _REPETITION.search(spec):
        count = min(int(match[1] or match[2]), _MOST_COLUMNS)
        spec = spec[: match.start()] + (match[3] or match[4]) * count + spec[match.end() :]
        spec = spec[: 4 * _MOST_COLUMNS]
    letters = "".join(_letters(Reader(tokens(spec))))
    return f"{{{letters or 'c'}}}" + join(reader.parts[reader.at :])


def _letters(spec: Reader) -> Iterator[str]:
    """Yield the letters of an array's columns, without separators and cell prefixes."""
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
    """Return TeX, wrapped in `aligned` or `gathered` if it has several lines outside an environment."""
    if "\\\\" not in tex and "&" not in tex:
        return tex
    level = 0
    parts = tokens(tex)
    lines = cells = has_line_end = False
    for place, part in enumerate(parts):
        if part == "{" or part == "\\begin":
            level += 1
        elif part == "}" or part == "\\end":
            level -= 1
        elif not level:
            if part == "\\\\":
                has_line_end = True
                lines = lines or any(not rest.isspace() for rest in parts[place + 1 :])
            cells = cells or part == "&"
    if not lines and not cells:
        return tex.rstrip().removesuffix("\\\\") if has_line_end else tex
    name = "aligned" if cells else "gathered"
    return f"\\begin{{{name}}}{tex}\\end{{{name}}}"
