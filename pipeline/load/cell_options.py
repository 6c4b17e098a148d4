"""Options of a code cell: in the head of its fence, as knitr has them, or in comments, as Quarto has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_LINE = re.compile(r"\s*(?:#|//|--|%%?)\|\s?(.*)")
_PAIR = re.compile(r"([A-Za-z][\w.-]*)\s*[:=]\s*(.*)")
_ITEM = re.compile(r"-\s+(.*)")
# A part of the head: brackets and quotes may contain commas that do not separate parts.
_PART = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\([^()]*\)|[^,"'(])+""")
_TEXT = re.compile(r"""r?(["'])((?:\\.|(?!\1).)*)\1""", re.DOTALL)
_BLOCK = re.compile(r"\A[|>][+-]?\s*\Z")
_ESCAPE = re.compile(r"\\(.)")
_FALSE = frozenset({"false", "f", "no"})


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a code cell: `values` for those with one value, `lists` for those that are lists."""

    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)

    def is_false(self, key: str) -> bool:
        """Return whether an option is set to false."""
        return self.values.get(key, "").lower() in _FALSE

    def text(self, *keys: str) -> str:
        """Return the text of the first of some options; empty if an expression computes it."""
        return next((text for key in keys if (text := _words(self.values.get(key, "")))), "")


def of_head(text: str) -> Options:
    """Return the options in the head of a fence: ` label, fig.cap="A plot", echo=FALSE`."""
    options = Options()
    for number, part in enumerate(each.strip() for each in _PART.findall(text)):
        match = _PAIR.fullmatch(part)
        if match:
            options.values[_key(match.group(1))] = match.group(2).strip()
        elif number == 0 and part:
            options.values["label"] = part
    return options


def of_lines(lines: Sequence[str]) -> tuple[Options, int]:
    """Return the options in the comments that a cell begins with, and how many lines those are."""
    options = Options()
    key, count = "", 0
    for text in _comment_texts(lines):
        count += 1
        pair, item = _PAIR.fullmatch(text), _ITEM.fullmatch(text)
        if item and key:
            options.lists.setdefault(key, []).append(_words(item.group(1)))
        elif pair and (not key or not _is_open(options.values[key])):
            key = _key(pair.group(1))
            options.values[key] = _BLOCK.sub("", pair.group(2))
        elif key:
            options.values[key] = f"{options.values[key]} {text}".strip()
    return options, count


def _comment_texts(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            return
        yield match.group(1).strip()


def _is_open(value: str) -> bool:
    """Return whether a value begins with a quotation mark that its line does not close."""
    return value[:1] in ("'", '"') and (len(value) == 1 or value[-1] != value[0])


def _key(name: str) -> str:
    """Return the one form of a key: knitr's `fig.cap` is Quarto's `fig-cap`."""
    return name.replace(".", "-").replace("_", "-").lower()


def _words(value: str) -> str:
    """Return the text of a value without its quotation marks; empty for an expression of R."""
    value = value.strip()
    if match := _TEXT.fullmatch(value):
        return " ".join(_ESCAPE.sub(_unescape, match.group(2)).split())
    is_expression = re.fullmatch(r"[\w.:]+\(.*\)|!expr.*|NULL|NA", value, re.DOTALL)
    return "" if is_expression else " ".join(value.split())


def _unescape(match: re.Match[str]) -> str:
    return {"n": " ", "t": " "}.get(match.group(1), match.group(1))
