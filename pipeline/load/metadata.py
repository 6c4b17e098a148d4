"""The places of an article's YAML: at its head, and in a plain paper in blocks further down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_RULE = re.compile(r"---[ \t]*\n(?=[^\n]*\S)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_BEGIN = re.compile(r"(?:\A|\n)[ \t]*\n---[ \t]*\n(?=[A-Za-z][\w .-]*:(?:\s|$))")
_LEAD = re.compile(r"(?:[ \t]*\n)*")
_ENTRY = re.compile(r"[A-Za-z][\w -]*:(?:\s|$)|[ \t]+\S|-\s|#|\Z")
_COMMENTED_KEY = re.compile(r"(?:#[^\n]*\n)+[A-Za-z][\w-]*:(?:\s|$)")
_KEY = re.compile(r"[\w$@.+-]+( [\w.+-]+){0,3}")
_BREAK = re.compile(r"[ \t]*\n|#")
MAX_BLOCKS = 50


@dataclass(frozen=True, slots=True)
class Block:
    """A block of YAML: its bounds with its rules, the start of its text, and whether it ends."""

    start: int
    end: int
    text_start: int
    text_end: int
    is_closed: bool = True

    def yaml(self, text: str) -> str:
        """Return the block's YAML, with every line at the number that it has in the article."""
        return "\n" * text.count("\n", 0, self.text_start) + text[self.text_start : self.text_end]


def head(text: str) -> Block | None:
    """Return the block that an article begins with; an unclosed one ends where its lines of YAML end."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    rule = _RULE.match(text, start)
    if rule is None:
        return None
    end = _END.search(text, rule.end())
    if end is not None:
        return Block(start, end.end(), rule.end(), end.start())
    stop = _last_entry(text, rule.end())
    return Block(start, stop, rule.end(), stop, is_closed=False) if stop > rule.end() else None


def is_key(text: str) -> bool:
    """Return whether a text looks like a YAML key, not like the beginning of a sentence."""
    return _KEY.fullmatch(text) is not None


def open_block(text: str, block: Block) -> Block | None:
    """Return a block that ends with its keys, if its end is only a rule in the text below them.

    Between keys and text there is an empty line or a heading: without one, the line that is no key is a slip.
    """
    stop = _last_entry(text, block.text_start)
    if not _BREAK.match(text, stop):
        return None
    rest = text[stop : block.text_end].lstrip("\n \t")
    if stop == block.text_start or not rest or (_ENTRY.match(rest) and not rest.startswith("#")):
        return None
    return Block(block.start, stop, block.text_start, stop, is_closed=False)


def _last_entry(text: str, start: int) -> int:
    """Return the end of the lines that look like YAML."""
    offset = start
    while offset < len(text):
        stop = text.find("\n", offset)
        stop = len(text) if stop < 0 else stop
        line = text[offset:stop]
        # A heading of Markdown begins as a comment of YAML does, but no key stands right below it.
        is_entry = _COMMENTED_KEY.match(text, offset) if line.startswith("#") else _ENTRY.match(line)
        if not line.strip() or not is_entry:
            return offset
        offset = stop + 1
    return len(text)


def find_later_blocks(text: str, start: int) -> Iterator[Block]:
    """Yield the blocks below the head: an empty line, a rule, a line with a key, and a rule at the end."""
    offset = start
    for _ in range(MAX_BLOCKS):
        begin = _BEGIN.search(text, max(0, offset - 1))
        end = _END.search(text, begin.end()) if begin else None
        if begin is None or end is None:
            return
        inner = text[begin.end() : end.start()]
        if "\n\n" not in inner.strip("\n"):
            rule = text.index("---", begin.start())
            yield Block(rule, end.end(), begin.end(), end.start())
        offset = end.end()


def without(text: str, blocks: tuple[Block, ...]) -> str:
    """Return a text with blank lines in place of blocks: every line keeps its number."""
    for block in blocks:
        lines = re.sub(r"[^\n]", " ", text[block.start : block.end])
        text = text[: block.start] + lines + text[block.end :]
    return text
