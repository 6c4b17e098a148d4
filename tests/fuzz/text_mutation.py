"""Changes of texts in any language: lines, words, numbers, characters, nesting and length."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from tests.fuzz import tokens

Change = Callable[[str, random.Random, Sequence[str]], str]
LONGEST = 40_000
_NUMBER = re.compile(r"\d[\d.,eE+-]*")
_WORD = re.compile(r"[\w@#\\-]+")
_VALUE = re.compile(r"(?m)^(?P<key>[ \t-]*[\w-]+[ \t]*[:=][ \t]*)(?P<value>.*)$")


def change(text: str, chance: random.Random, words: Sequence[str], other: str) -> str:
    """Return a text with one to four changes; `words` are those of its language, `other` a text like it."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        if other and chance.random() < 0.12:
            text = _splice(text, other, chance)
        else:
            text = chance.choice(_CHANGES)(text, chance, words)
        text = text[:LONGEST]
    return text


def damage(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a fault in them: flipped, cut, or in another encoding."""
    if not data:
        return b"\x00"
    at = chance.randrange(len(data))
    match chance.randrange(8):
        case 0:
            return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        case 1:
            return data[:at]
        case 2:
            return data[at:]
        case 3:
            return data[:at] + data[at + chance.randint(1, 40) :]
        case 4:
            return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\x0b", b"\xc2\x85")))
        case 5:
            return data.decode("utf-8", "replace").encode(
                chance.choice(("utf-16", "utf-16-be", "utf-32", "latin-1", "utf-8-sig")), "replace"
            )
        case 6:
            return data[:at] + chance.choice((b"\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\x00")) + data[at:]
        case _:
            return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _cut(size: int, chance: random.Random, most: int) -> tuple[int, int]:
    at = chance.randint(0, size)
    return at, min(size, at + chance.randint(1, most))


def _token(text: str, chance: random.Random, words: Sequence[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(words) + text[at:]


def _word(text: str, chance: random.Random, words: Sequence[str]) -> str:
    matches = list(_WORD.finditer(text))
    if not matches:
        return text + chance.choice(words)
    match = chance.choice(matches)
    new = chance.choice(words) if chance.random() < 0.5 else chance.choice(matches).group()
    return text[: match.start()] + new + text[match.end() :]


def _number(text: str, chance: random.Random, words: Sequence[str]) -> str:
    matches = list(_NUMBER.finditer(text))
    if not matches:
        return _token(text, chance, tokens.NUMBERS)
    match = chance.choice(matches)
    new = chance.choice(tokens.DATES if chance.random() < 0.3 else tokens.NUMBERS)
    return text[: match.start()] + new + text[match.end() :]


def _character(text: str, chance: random.Random, words: Sequence[str]) -> str:
    at, end = _cut(len(text), chance, 3)
    return text[:at] + chance.choice(tokens.UNICODE) + text[chance.choice((at, end)) :]


def _value(text: str, chance: random.Random, words: Sequence[str]) -> str:
    matches = list(_VALUE.finditer(text))
    if not matches:
        return _token(text, chance, words)
    match = chance.choice(matches)
    values = (
        *words,
        *tokens.NUMBERS,
        *tokens.DATES,
        *tokens.YAML,
        *tokens.PATHS,
        chance.choice(matches)["value"],
    )
    if chance.random() < 0.2:
        key, value = chance.choice(matches)["key"], match["value"]
    else:
        key, value = match["key"], chance.choice(values)
    return text[: match.start()] + key + value + text[match.end() :]


def _lines(text: str, chance: random.Random, words: Sequence[str]) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at, end = _cut(len(lines), chance, 6)
    part = lines[at:end]
    match chance.randrange(6):
        case 0:
            del lines[at:end]
        case 1:
            lines[at:at] = part
        case 2:
            chance.shuffle(part)
            lines[at:end] = part
        case 3:
            del lines[at:end]
            to = chance.randint(0, len(lines))
            lines[to:to] = part
        case 4:
            pad = chance.choice(("  ", "    ", "\t", "> ", "- ", "", "  "))
            lines[at:end] = [pad + line if pad else line.lstrip() for line in part]
        case _:
            lines[at:end] = ["".join(part).replace("\n", chance.choice((" ", "\n\n")))]
    return "".join(lines)


def _slice(text: str, chance: random.Random, words: Sequence[str]) -> str:
    at, end = _cut(len(text), chance, 60)
    part = text[at:end]
    match chance.randrange(4):
        case 0:
            return text[:at] + text[end:]
        case 1:
            return text[:at] + part * chance.choice((2, 3, 10, 100)) + text[end:]
        case 2:
            to = chance.randint(0, len(text))
            return text[:to] + part + text[to:]
        case _:
            return text[:at] + part[::-1] + text[end:]


def _nest(text: str, chance: random.Random, words: Sequence[str]) -> str:
    at, end = _cut(len(text), chance, 80)
    opening, closing = chance.choice(tokens.PAIRS)
    depth = chance.choice((1, 1, 1, 2, 3, 8, 12, 30, 60, 300))
    return (
        text[:at]
        + opening * depth
        + text[at:end]
        + closing * chance.choice((depth, depth, 0, 1))
        + text[end:]
    )


def _long(text: str, chance: random.Random, words: Sequence[str]) -> str:
    at = chance.randint(0, len(text))
    piece = chance.choice((*words, *tokens.UNICODE, "a", " ", "\n", "A. "))
    return text[:at] + piece * chance.choice((20, 100, 500, 2000)) + text[at:]


def _splice(text: str, other: str, chance: random.Random) -> str:
    lines, others = text.splitlines(keepends=True), other.splitlines(keepends=True)
    at, end = _cut(len(lines), chance, 4)
    first, last = _cut(len(others), chance, 20)
    return "".join((*lines[:at], *others[first:last], *lines[chance.choice((at, end)) :]))


_CHANGES: tuple[Change, ...] = (
    _token, _token, _token, _word, _word, _number, _character, _value, _value, _lines, _lines, _slice, _slice,
    _nest, _nest, _long,
)  # fmt: skip
