"""Changes of a text, each at one place that the text itself decides: they work on any article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
Change = Callable[[str], "Edit | None"]
# Latin letters, and letters of other scripts that are drawn the same way.
_ALIKE = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р"}  # what the test is about
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True, slots=True)
class Edit:
    """A changed text, and the words that were and that are at the place."""

    text: str
    words: tuple[str, ...]


def pick(items: Sequence[T], number: int) -> T | None:
    """Return the item with a number, or the last one; None if there is none."""
    return items[min(number, len(items) - 1)] if items else None


def replace(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    """Return the change of the first match of a pattern."""

    def change(text: str) -> Edit | None:
        if not (match := re.search(pattern, text)):
            return None
        new_text = match.expand(new) if isinstance(new, str) else new(match)
        result = text[: match.start()] + new_text + text[match.end() :]
        return Edit(
            result,
            (
                _around(text, match.start(), match.end()),
                _around(result, match.start(), match.start() + len(new_text)),
            ),
        )

    return change


def _around(text: str, start: int, end: int) -> str:
    """Return the whole words that a stretch of a text touches."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end].strip()


def _other_digit(match: re.Match[str]) -> str:
    return str((int(match.group()) + 1) % 10)


def _change_case(match: re.Match[str]) -> str:
    return match.group().swapcase()


def _look_alike(match: re.Match[str]) -> str:
    return _ALIKE[match.group()]


digit = replace(r"[0-9](?![0-9])", _other_digit)
word_removed = replace(r"(?<=\w )[^\W\d_]{5,} (?=[^\W\d_])", "")
word_doubled = replace(r"(?<= )([^\W\d_]{5,}) (?=[^\W\d_])", r"\1 \1 ")
words_swapped = replace(r"(?<= )([^\W\d_]{5,}) ([^\W\d_]{4,})(?= )", r"\2 \1")
word_added = replace(r"(?<=[^\W\d_]{4}) (?=[^\W\d_]{4})", " allegedly ")
negation_added = replace(r" (was|were|is|are|est|sont|has|had) ", r" \1 not ")
space_lost = replace(r"(?<=[^\W\d_]{4}) (?=[^\W\d_]{4})", "")
space_added = replace(r"(?<= [^\W\d_]{3})(?=[^\W\d_]{4,} )", " ")
case = replace(r"(?<= )[a-z](?=[a-z]{4})", _change_case)
look_alike = replace(r"(?<=[a-z]{2})[aeocp](?=[a-z])", _look_alike)
letter = replace(r"(?<=[a-z]{2})[a-z](?=[a-z]{2})", lambda match: "x" if match.group() != "x" else "y")
letters_swapped = replace(r"(?<=[a-z]{2})([a-z])(?!\1)([a-z])(?=[a-z])", r"\2\1")
sentence_end_lost = replace(r"(?<=[a-z])\. (?=[A-Z])", " ")
quotation_mark_lost = replace(r"[“”«»„]", "")
percent_lost = replace(r"(?<=\d)\s?%|(?<=\d) per ?cent", "")
currency_lost = replace(r"[$€£¥](?=\s?\d)|(?<=\d)\s?€", "")
separator_lost = replace(r"(?<=\d)[,.\u202f\u00a0](?=\d{3}(?!\d))", "")
separator_moved = replace(r"(\d)([.,])(\d)(?!\d)", r"\2\1\3")
unit_lost = replace(r"(?<=\d)[\s\u00a0](million|billion|tonnes?|kilograms?|%|people)\b", "")
unit_changed = replace(r"\b(m|b)illion\b", lambda match: "billion" if match.group(1) == "m" else "million")
dash_lost = replace(r"(?<=\d)–(?=\d)", "")
month = replace(r"\b(January|February|March|April|June|July|August|September|October|November|December)\b",
                lambda match: "May" if match.group() != "May" else "July")  # fmt: skip
year_of_date = replace(
    r"(?<=\d )\S+ (1[89]|20)\d\d\b", lambda match: f"{match.group()[:-4]}{int(match.group()[-4:]) + 1}"
)
year = replace(r"\b(1[89]|20)\d\d\b", lambda match: str(int(match.group()) + 1))


def token(text: str) -> str:
    """Return a long word of a text, by which a report of it is known."""
    matches = _WORD.findall(text)
    return max(matches, key=len, default=text.strip())


def opening(text: str, count: int = 3) -> str:
    """Return the first words of a text."""
    return " ".join(text.split()[:count])
