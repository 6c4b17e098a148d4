"""The cost of a text for pandoc's reader: report a text that pandoc would not finish, before calling it.

Pandoc reads the text in brackets again for each of their possible meanings, so that the time doubles, or
more, with each open bracket (jgm/pandoc#1735); and it searches all following text for the end of each tag.
The unit of cost is a word, about thirty millionths of a second.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass

from pipeline.load import angle_brackets
from pipeline.load.bare_text import bare, chunks

# The maximum cost of a paragraph and of a whole text: two seconds, and about ten.
IN_A_PARAGRAPH, IN_ALL = 60_000.0, 400_000.0
# Nesting with a lower cost than this is usual.
USUAL = 9.0
LINKS, ENVIRONMENTS, COMMANDS, TICKS = 100, 48, 100, 12
_OPENER_COST, _CLOSER_COST = 2.0, 3.0
_TOKEN = re.compile(r"\[|\]|(?<=\])\(|\)|<(/?)(span|mark)\b[^<>]*>", re.IGNORECASE)
_TITLE = re.compile(r"[^()\[\]]{0,200}?[ ][\"']")
_ITEM = re.compile(r"\s*(?:[-*+]|\(?(?:\d{1,9}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]|\[\^[^\]\s]+\]:)\s")
_RULE = re.compile(r"[ \t]*[|+:-][ \t|+:=-]*")
_CITATION = re.compile(r"@[\w:.#$%&+?<>~/-]+ ?\Z")
_TAG = re.compile(r"<(!--|[A-Za-z/!?])?")
# Looking for the end of a tag in this many characters is one unit of work.
A_UNIT = 80.0
_ENVIRONMENT = re.compile(r"\\(begin|end)\{[^{}\n]{1,60}\}")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?\{")
# A heading with `#` or a line below it, without an id of its own.
_HEADING = re.compile(
    r"^[ >]{0,8}(?:#{1,6}[ \t]+(?P<words>[^\n{}]*)|(?P<line>[^\n{}]+)\n[ >]{0,8}(?:=+|-+)[ \t]*)$",
    re.MULTILINE,
)
_BESIDE_WORDS = re.compile(r"[^\w.]+")
# For each heading pandoc tries the names of equal headings before it: this many take ten seconds.
PAIRS = 80_000_000
_CLOSE = "close them, or write a backslash before those that are text"


@dataclass(frozen=True, slots=True)
class Excess:
    """A cost that is too high: its offset, the message and the hint."""

    offset: int
    message: str
    hint: str


def find_excess(text: str) -> Excess | None:
    """Find the first construct that pandoc would not finish reading; return None if there is none."""
    bare_text = bare(text)
    return (
        _ticks(text)
        or _brackets(bare_text)
        or _environments(bare_text)
        or _tags(bare_text, angle_brackets.find_escapable(bare_text))
        or _headings(text, bare_text)
    )


def _ticks(text: str) -> Excess | None:
    match = re.search("`" * (TICKS + 1), text)
    return Excess(match.start(), f"more than {TICKS} back-ticks in a row", _CLOSE) if match else None


def _brackets(text: str) -> Excess | None:
    start, total = 0, 0.0
    for chunk in chunks(text):
        for offset, part in _parts(chunk):
            work, at = _work(part)
            total += work
            if work > IN_A_PARAGRAPH or total > IN_ALL:
                what = "tags" if part[at : at + 1] == "<" else "brackets"
                message = f"{what} that stand in one another, or that nothing closes, are too many to be read"
                return Excess(start + offset + at, message, _CLOSE)
            if (link := _links(part)) is not None:
                message = f"more than {LINKS} addresses of links have no end"
                return Excess(start + offset + link, message, "close them with `)`, or write `\\(`")
        start += len(chunk)
    return None


def _parts(chunk: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of some lines that pandoc reads separately: list items, table cells, or all of it."""
    lines = chunk.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    item = _ITEM.match(lines[first]) if lines else None
    has_rule = any(
        "-" in line and _RULE.fullmatch(line.rstrip("\n")) for line in lines[first + 1 : first + 2]
    )
    if not item and not has_rule:
        yield 0, chunk
        return
    at, start = 0, 0
    for line in lines:
        if has_rule:
            cell = at
            for part in re.split(r"(?<=\|)", line):
                yield cell, part
                cell += len(part)
        elif _ITEM.match(line) and at > start:
            yield start, chunk[start:at]
            start = at
        at += len(line)
    if not has_rule:
        yield start, chunk[start:]


def _work(part: str) -> tuple[float, int]:
    """Return the work with a paragraph, and the offset of the construct that causes most of it."""
    tokens = list(_TOKEN.finditer(part))
    partners = _partners(tokens)
    factors: dict[int, float] = {}
    product, work, at, first = 1.0, 0.0, 0, 0
    for number, match in enumerate(tokens):
        if product > USUAL:
            work += (match.start() - at) * product
            if work > IN_A_PARAGRAPH:
                return work, first
        at = match.start()
        partner = partners.get(number)
        if partner is not None and partner < number:
            product /= factors.pop(partner, 1.0)
        elif (factor := _factor(part, match, is_closed=partner is not None)) > 1.0:
            first = first if factors else at
            factors[number] = factor
            product = min(product * factor, 1e12)
    return (work + (len(part) - at) * product if product > USUAL else work), first


def _factor(part: str, token: re.Match[str], *, is_closed: bool) -> float:
    """Return the factor by which an opening token lengthens the reading of the text after it."""
    at = token.start()
    match token.group():
        case "[" if is_closed:
            return _CLOSER_COST
        case "[":
            before = part[max(0, at - 80) : at]
            doubtful = before.endswith("]") or "~~" in before[-20:] or _CITATION.search(before)
            return _CLOSER_COST if doubtful else _OPENER_COST
        case "(":
            return _OPENER_COST if not is_closed and _TITLE.match(part, token.end()) else 1.0
        case tag:
            return _OPENER_COST if not is_closed and tag.startswith("<") and token.group(1) == "" else 1.0


def _partners(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Return for each token that has a partner the number of that partner."""
    result: dict[int, int] = {}
    open_tokens: dict[str, list[int]] = {}
    for number, token in enumerate(tokens):
        mark = token.group()
        kind = (token.group(2) or {"]": "[", ")": "("}.get(mark, mark)).lower()
        if mark in ("[", "(") or token.group(1) == "":
            open_tokens.setdefault(kind, []).append(number)
        elif open_tokens.get(kind):
            partner = open_tokens[kind].pop()
            result[number], result[partner] = partner, number
    return result


def _links(part: str) -> int | None:
    """Return the offset of the first link whose address is not closed, if there are too many of these."""
    open_links: list[int] = []
    for match in re.finditer(r"\]\(|\)", part):
        if match.group() == "](":
            open_links.append(match.start())
        elif open_links:
            open_links.pop()
    return open_links[0] if len(open_links) > LINKS else None


def _environments(text: str) -> Excess | None:
    """Find LaTeX environments that are unclosed or nested too deep, and commands with unclosed braces."""
    open_at: list[int] = []
    for match in _ENVIRONMENT.finditer(text):
        if match.group(1) == "begin":
            open_at.append(match.start())
        elif open_at:
            open_at.pop()
        if len(open_at) > ENVIRONMENTS:
            message = f"more than {ENVIRONMENTS} environments of LaTeX are open"
            return Excess(open_at[0], message, "write `\\end{...}` for each `\\begin{...}`")
    commands = [match.end() for match in _COMMAND.finditer(text)]
    if len(commands) > COMMANDS and _unclosed_braces(text) > COMMANDS:
        message = f"the braces of more than {COMMANDS} commands of LaTeX have no end"
        return Excess(commands[0] - 1, message, "close them with `}`")
    return None


def _unclosed_braces(text: str) -> int:
    """Return how many braces a text opens and does not close after them."""
    count = 0
    for match in re.finditer("[{}]", text):
        count = count + 1 if match.group() == "{" else max(0, count - 1)
    return count


def _tags(text: str, escapable: Set[int]) -> Excess | None:
    """Find `<` without a near `>`: pandoc searches the text up to there for each."""
    ends = [match.start() for match in re.finditer(">", text)]
    comments = [match.start() for match in re.finditer("-->", text)]
    work = 0.0
    for match in _TAG.finditer(text):
        if match.start() in escapable:
            continue
        opening = match.group(1)
        candidates = ends if opening and opening != "!--" else comments if opening else []
        later = bisect_left(candidates, match.end())
        end = candidates[later] if later < len(candidates) else len(text)
        work += (end - match.start()) / A_UNIT
        if work > IN_ALL:
            message = "signs `<` that open no tag, or tags without an end, are too many to be read"
            return Excess(match.start(), message, "write `\\<` for the sign, and end each tag with `>`")
    return None


def _headings(text: str, bare_text: str) -> Excess | None:
    """Find too many headings of the same words: pandoc numbers their ids by trying each number again."""
    count: Counter[str] = Counter()
    pairs = 0
    for match in _HEADING.finditer(bare_text):
        start, end = match.span("words" if match["words"] is not None else "line")
        name = _BESIDE_WORDS.sub("-", text[start:end].casefold()).strip("-")
        pairs += count[name]
        count[name] += 1
        if pairs > PAIRS:
            message = "headings that say the same are too many to be given ids"
            return Excess(match.start(), message, "give them ids of their own: `# Heading {#id}`")
    return None
