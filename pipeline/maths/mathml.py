"""Formulas as MathML: the one reading of TeX from which all editions show and speak them.

Pandoc reads the TeX. A formula that it cannot read has a fault in words; a formula that it would read in
unbounded time is not passed to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline import pandoc
from pipeline.maths.dialect import ENVIRONMENTS
from pipeline.maths.macros import tokens
from pipeline.model import nodes as n

# Programs for formulas are recursive at each level, and some more than once.
MAX_LEVELS = 24
# Pandoc takes nearly twice as long for each index of an index.
MAX_SCRIPTS = 10
MAX_LENGTH = 8_000
# The depth of elements; parsers stop at 256, and tree walks are recursive.
MAX_DEPTH = 120
_TAG = re.compile(r"<(/?)[a-z][^<>]*?(/?)>")
_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
_SCRIPT = "^{"
_WARNING = "Could not convert TeX math "
_UNKNOWN_COMMAND = re.compile(r"unexpected control sequence (\\(?:[A-Za-z]+|.))")
_ENVIRONMENT = re.compile(r"\\begin\{([^}]*)\}")
# Between digits, a mark in a group is a letter to TeX, and has no space around it.
_LETTER = re.compile(r"(?<=\d)\{([.,:;])\}(?=\d)")
_BOLD = re.compile(r"\\mathbf\s*(?:\{([A-Za-z]+)\}|(?<=\s)([A-Za-z]))")
_BOLD_CAPITAL, _BOLD_SMALL = 0x1D400, 0x1D41A


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: inline or display, and its TeX."""

    kind: n.MathType
    tex: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A formula as MathML; or its fault in words, and the part of the TeX that has it."""

    mathml: str
    fault: str = ""
    part: str = ""


_READINGS: dict[Formula, Reading] = {}
_MOST_READINGS = 20_000


def of(node: n.Math) -> Formula:
    """Return the formula of a node."""
    return Formula(node.kind, node.text)


def read(formulas: Iterable[Formula]) -> Mapping[Formula, Reading]:
    """Return the readings of formulas; pandoc runs once, for those that are not cached."""
    distinct = tuple(dict.fromkeys(formulas))
    if len(_READINGS) > _MOST_READINGS:
        _READINGS.clear()
    new = [each for each in distinct if each not in _READINGS]
    for each in new:
        if problem := _problem(each.tex):
            _READINGS[each] = problem
    valid = [each for each in new if each not in _READINGS]
    if valid:
        _READINGS.update(zip(valid, _convert(valid), strict=True))
    return {each: _READINGS[each] for each in distinct}


def _convert(formulas: list[Formula]) -> list[Reading]:
    blocks = tuple(n.Para((n.Math(each.kind, _as_pandoc_reads(each.tex)),)) for each in formulas)
    html, diagnostics = pandoc.html(blocks, arguments=("--mathml",), keep=True)
    paragraphs = html.split("<p>")[1:]
    messages = [each.message for each in diagnostics if each.message.startswith(_WARNING)]
    readings: list[Reading] = []
    for formula, paragraph in zip(formulas, paragraphs, strict=True):
        match = _FORMULA.search(paragraph)
        if match and _depth(match[0]) > MAX_DEPTH:
            # `x^x^x` is as deep as it is long, and has no braces.
            readings.append(Reading("", "the formula is nested too deep"))
        elif match:
            readings.append(Reading(match[0]))
        else:
            readings.append(_explain(formula.tex, messages))
    return readings


def _depth(mathml: str) -> int:
    """Return how deep the elements of a formula are nested."""
    depth = deepest = 0
    for match in _TAG.finditer(mathml):
        if match[1]:
            depth -= 1
        elif not match[2]:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _as_pandoc_reads(tex: str) -> str:
    r"""Return TeX with `{,}` as a letter and `\mathbf{A}` as an upright one, which pandoc ignores."""
    tex = _LETTER.sub(r"\\mathord{\1}", tex)
    return _BOLD.sub(lambda match: "{" + "".join(map(_bold, match[1] or match[2])) + "}", tex)


def _bold(letter: str) -> str:
    small = letter.islower()
    return chr(ord(letter) - ord("a" if small else "A") + (_BOLD_SMALL if small else _BOLD_CAPITAL))


def _problem(tex: str) -> Reading | None:
    """Return the fault in TeX that is visible before pandoc reads it, or None."""
    if not tex.strip():
        return Reading("", "the formula is empty")
    if len(tex) > MAX_LENGTH:
        return Reading("", f"the formula has more than {MAX_LENGTH} characters")
    inside: list[str] = []
    before = ""
    for part in tokens(tex):
        if part in ("{", "\\left", "\\begin", "["):
            inside.append(_SCRIPT if part == "{" and before in ("^", "_") else part)
        elif part in ("}", "\\right", "\\end", "]"):
            opening = {"}": ("{", _SCRIPT), "\\right": ("\\left",), "\\end": ("\\begin",), "]": ("[",)}[part]
            # Single brackets are allowed; the rest is closed in order, or pandoc reports the fault.
            while inside and inside[-1] == "[" and part != "]":
                inside.pop()
            if inside and inside[-1] in opening:
                inside.pop()
            elif part == "}":
                return Reading("", "a brace `}` closes nothing", part)
        before = before if part.isspace() else part
        if len(inside) > MAX_LEVELS or inside.count(_SCRIPT) > MAX_SCRIPTS:
            return Reading("", "the formula is nested too deep")
    if "{" in inside or _SCRIPT in inside:
        return Reading("", "a brace `{` is not closed", "{")
    names = (match[1].rstrip("*") for match in _ENVIRONMENT.finditer(tex))
    unknown_name = next((name for name in names if name not in ENVIRONMENTS), None)
    if unknown_name is not None:
        return Reading("", f"the environment `{unknown_name}` is not known", f"\\begin{{{unknown_name}}}")
    return None


def _explain(tex: str, messages: list[str]) -> Reading:
    """Return a reading without MathML, with a message for pandoc's reason."""
    start = _WARNING + " ".join(_as_pandoc_reads(tex).split())
    ends = (f"{start}, rendering", f"{start} , rendering")
    message = next((each for each in messages if each.startswith(ends)), "")
    if match := _UNKNOWN_COMMAND.search(message):
        name = match[1]
        if name in ("\\right", "\\middle"):
            return Reading("", f"`{name}` has no `\\left`", name)
        if name == "\\end":
            return Reading("", "`\\end` has no `\\begin`", name)
        return Reading("", f"the command `{name}` is not known", name)
    if "unexpected eof" in message or "unexpected end of input" in message:
        return Reading("", "the formula ends before it is complete: an argument or a `\\right` is missing")
    if match := re.search(r"unexpected ['\"](.*?)['\"] expecting", message):
        return Reading("", f"`{match[1]}` cannot stand where it does", match[1])
    return Reading("", "the formula cannot be read")
