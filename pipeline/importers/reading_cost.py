"""The cost of a text in other formats for pandoc's readers: marks that are opened and never closed.

Pandoc reads the text after such a mark twice, with and without the mark, so that the time doubles with each
open mark (measured with pandoc 3.9 on LaTeX, Org, DokuWiki and HTML: sixteen take two seconds); an unclosed
block of AsciiDoc takes all memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.diagnostics import Diagnostic, Place, error
from pipeline.model.source import SourceText

# The maximum cost, which doubles with each open mark and is summed over paragraphs: a second of pandoc.
MOST = 2**14
# Nesting up to this depth is usual.
USUAL = 3
DEEPEST = 30
_FARTHEST = 40
# Plain marks between those that count are rarely so many.
_WINDOW = 400
_HINT = "close them, or take those away that are text"


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of a form: patterns of opening, closing and hiding ones, whether each paragraph is separate.

    With `deep`, closed marks count as well if they are nested. Marks that open in a `plain` way do not count,
    and `weight` is the cost of one mark.
    """

    name: str
    opens: str
    closes: str
    hides: str = "(?!)"
    apart: bool = True
    deep: bool = False
    plain: str = "(?!)"
    weight: int = 1

    def tokens(self, text: str) -> list[re.Match[str]]:
        """Return the marks in a text, and the ends of its paragraphs."""
        ends = r"\n[ \t]*(?=\n)" if self.apart else "(?!)"
        pattern = rf"(?P<hide>{self.hides})|(?P<open>{self.opens})|(?P<close>{self.closes})|(?P<end>{ends})"
        return list(re.finditer(pattern, text, re.IGNORECASE | re.ASCII))


_LATEX = (
    r"\\(?:verb|lstinline)\*?(?P<q>[^\sA-Za-z*])[^\n]*?(?P=q)|\\begin\{(?P<e>verbatim|lstlisting|minted|comment)\*?\}"
    r"[\s\S]*?\\end\{(?P=e)|\\[^A-Za-z]|%[^\n]*"
)
_FORMS: Mapping[str, _Marks] = {
    "latex": _Marks("braces", r"\{", r"\}", hides=_LATEX, apart=False),
    "org": _Marks("braces", r"[_^]\{|\{(?=[_^*/+=~])", r"\}", deep=True),
    # The arguments of a function are read once.
    "typst": _Marks("brackets", r"[\w\])]?\(", r"\)", deep=True, plain=r".\(", weight=32),
    "dokuwiki": _Marks("notes", r"\(\(", r"\)\)"),
    "html": _Marks("lists", r"<[ou]l\b", r"</[ou]l\b", hides=r"<!--[\s\S]*?-->", apart=False),
    "mediawiki": _Marks(
        "tags",
        r"<(?:ref|su[bp]|code|tt|del)\b[^<>]*(?<!/)>",
        r"</(?:ref|su[bp]|code|tt|del)\b",
        hides=r"<!--[\s\S]*?-->|<nowiki>[\s\S]*?</nowiki>",
        apart=False,
    ),
}
# A block of AsciiDoc begins on a line of its own, or after the mark of an item or a cell.
_BLOCK = re.compile(
    r"(?:(?:[*.-]+|<\d+>|[^:\n]{1,80}::|[^|\n]{0,80}\|)[ \t]*(?<![*.-]))?"
    r"(-{4,}|\+{4,}|\.{4,}|`{3,})(?P<word>\w*)[ \t]*"
)
# Below a paragraph, such a line is part of it, or underlines a heading.
_PARAGRAPH = re.compile(r"[^\W_](?!\w*::).*(?<!::)")


def check_brackets(source: SourceText, form: str) -> Diagnostic | None:
    """Return the diagnostic for brackets nested deeper than any text has them, closed or not; else None."""
    # In wikitext, two adjacent brackets are one.
    single = r"[{}\[\]]|\n[ \t]*\n"
    pattern = rf"\{{\{{|\}}\}}|\[\[|\]\]|{single}" if form in ("mediawiki", "dump") else single
    braces = squares = 0
    for match in re.finditer(pattern, source.text):
        match match.group()[0]:
            case "{":
                braces += 1
            case "}":
                braces = max(0, braces - 1)
            case "[":
                squares += 1
            case "]":
                squares = max(0, squares - 1)
            case _:
                # An interval such as `[0, 1)` ends with its paragraph.
                squares = 0
        if braces + squares > DEEPEST:
            message = f"more than {DEEPEST} brackets deep"
            return error("nesting-too-deep", message, source.place(match.start()), "close the brackets")
    return None


def check_cost(source: SourceText, form: str) -> Diagnostic | None:
    """Return the diagnostic for a text that pandoc would not finish reading, or None."""
    if form == "asciidoc":
        return _block(source)
    marks = _FORMS.get(form)
    return _marks(source, marks) if marks else None


def _marks(source: SourceText, marks: _Marks) -> Diagnostic | None:
    total = 0
    deepest: list[int] = []
    # The offset of each open mark, None for marks that cost nothing.
    stack: list[int | None] = []
    for token in (*marks.tokens(source.text), None):
        if token is None or token["end"] is not None:
            check_cost = deepest if marks.deep else [at for at in stack if at is not None]
            total += marks.weight * 2 ** min(len(check_cost), _FARTHEST) if len(check_cost) > USUAL else 0
            if total > MOST:
                message = f"{len(check_cost)} {marks.name} stand in each other, or are not closed"
                return error("nesting-too-deep", message, source.place(check_cost[0]), _HINT)
            stack, deepest = [], []
        elif token["open"] is not None:
            stack.append(None if re.fullmatch(marks.plain, token.group()) else token.start())
            if marks.deep and len(deepest) < _FARTHEST and len(stack) > len(deepest):
                open_offsets = [at for at in stack[-_WINDOW:] if at is not None]
                deepest = max(deepest, open_offsets, key=len)
        elif token["close"] is not None and stack:
            stack.pop()
    return None


def _block(source: SourceText) -> Diagnostic | None:
    """Return the diagnostic for a verbatim block of AsciiDoc that is not closed; None if there is none."""
    fence, number, above = "", 0, ""
    for count, line in enumerate(source.text.split("\n"), 1):
        match = _BLOCK.fullmatch(line)
        begins = match and not fence and (match[1][0] == "`" or not match["word"])
        if match and begins and not (match.start(1) == 0 and _PARAGRAPH.fullmatch(above.strip())):
            fence, number = match[1], count
        elif match and match[0].strip() == fence and not match["word"]:
            fence = ""
        above = line
    if not fence:
        return None
    place = Place(source.file, number, 1, len(fence) + 1)
    hint = f"end it with a line `{fence}`"
    return error("import-unreadable", "the block that begins here is not closed", place, hint)
