"""HTML tags as text: which exist, how they pair, and which may be passed on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.load.markup_words import names

# Values in quotes may hold a `>`, but no `<`, so that no text is read twice.
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)(?![A-Za-z0-9:-])((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its name in lowercase, whether it begins or ends an element, whether it does both."""

    name: str
    ends: bool
    alone: bool


def without_comments(text: str) -> str:
    """Return HTML without its comments."""
    return _without(text, "<!--", "-->")


def tags_of(text: str) -> tuple[Tag, ...]:
    """Return the tags of a piece of HTML."""
    matches = (_tag(match) for match in TAG.finditer(without_comments(text)))
    return tuple(matches)


def _tag(match: re.Match[str]) -> Tag:
    name = match.group(2).lower()
    alone = name in names("html", "void") or match.group(3).endswith("/")
    return Tag(name, bool(match.group(1)), alone)


def is_known(name: str) -> bool:
    """Return whether HTML has a tag of this name; `<T>` of a programming language is text."""
    return any(name in names("html", group) for group in ("known", "void", "loose", "refused"))


def without_refused(text: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML without the elements that are refused, and the names of these."""
    refused_names: dict[str, None] = {}
    bare = without_comments(text)
    for name in sorted(names("html", "whole")):
        remaining = _without(bare, f"<{name}", f"</{name}>")
        if remaining != bare:
            refused_names[name] = None
            bare = remaining

    def drop(match: re.Match[str]) -> str:
        name = match.group(2).lower()
        if name not in names("html", "refused"):
            return match.group()
        refused_names[name] = None
        return ""

    return TAG.sub(drop, bare), tuple(refused_names)


def _without(text: str, opening: str, closing: str) -> str:
    """Return a text without the parts between two marks, marks included."""
    low, parts, end = text.lower(), [], 0
    while (start := low.find(opening, end)) >= 0 and (last := low.find(closing, start)) >= 0:
        parts.append(text[end:start])
        end = last + len(closing)
    return "".join(parts) + text[end:]


def pairs(events: Iterable[tuple[int, Tag]]) -> tuple[list[tuple[int, int]], list[int]]:
    """Return the spans of elements as pairs of item numbers, and the items whose tags have no partner."""
    open_tags: list[tuple[int, str]] = []
    spans: list[tuple[int, int]] = []
    single: list[int] = []
    for item, tag in events:
        if tag.alone:
            spans.append((item, item))
        elif not tag.ends:
            if len(open_tags) >= DEEPEST:
                single.append(item)
            else:
                open_tags.append((item, tag.name))
        elif any(name == tag.name for _, name in open_tags):
            while True:
                start, name = open_tags.pop()
                if name == tag.name:
                    spans.append((start, item))
                    break
                single += [] if name in names("html", "loose") else [start]
        else:
            single += [] if tag.name in names("html", "loose") else [item]
    single += [item for item, name in open_tags if name not in names("html", "loose")]
    return spans, single


def balance(text: str) -> str:
    """Return HTML in which every element is closed and no end tag is without a start tag."""
    open_names: list[str] = []
    parts: list[str] = []
    end = 0
    for match in TAG.finditer(text):
        tag = _tag(match)
        parts.append(text[end : match.start()])
        end = match.end()
        if tag.alone:
            parts.append(match.group())
        elif not tag.ends:
            if len(open_names) < DEEPEST:
                open_names.append(tag.name)
                parts.append(match.group())
        elif tag.name in open_names:
            while (last := open_names.pop()) != tag.name:
                parts.append(f"</{last}>")
            parts.append(f"</{tag.name}>")
    parts.append(text[end:])
    return "".join(parts) + "".join(f"</{name}>" for name in reversed(open_names))
