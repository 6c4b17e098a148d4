"""The list of contents: sections and subsections; the script marks the one that is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pipeline.model import nodes as n
from pipeline.model.walk import map_inlines, text_of
from pipeline.wording.scripts import prevailing_direction
from pipeline.wording.terms import term


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents: its words, the id that it leads to, and the entries below it.

    `part` is the heading of the part that it begins, if it begins one.
    """

    words: str
    target: str
    inner: tuple[Entry, ...] = ()
    part: str = ""


def entry_of(section: n.Blocks) -> Entry | None:
    """Return the entry of a section, which begins with its heading; None if nothing can lead to it."""
    match section:
        case (n.Header() as head, *blocks) if head.attr.id:
            inner = (_entry(each) for each in blocks if isinstance(each, n.Header) and each.level == 2)
            own = _entry(head)
            below = tuple(each for each in inner if each.target)
            return Entry(own.words, own.target, below, head.attr.get("part") or "")
        case _:
            return None


def contents(entries: Sequence[Entry], lang: str) -> str:
    """Return the list as a landmark; nothing for a page of one section."""
    if len(entries) < 2:
        return ""
    label = escape(term(lang, "contents"))
    return (
        f'<nav class="contents" aria-labelledby="contents"><details open>\n'
        f'<summary><span id="contents">{label}</span><span class="here"></span></summary>\n'
        f"{_list(entries)}</details></nav>\n"
    )


def _list(entries: Sequence[Entry]) -> str:
    items = (
        f'<li><a href="#{escape(each.target)}"{_direction(each.words)}>{escape(each.words)}</a>'
        f"{_list(each.inner) if each.inner else ''}</li>\n"
        for each in entries
    )
    return f"<ol>\n{''.join(items)}</ol>"


def _direction(words: str) -> str:
    return ' dir="auto"' if prevailing_direction(words) == "rtl" else ""


def _entry(head: n.Header) -> Entry:
    """Return the entry of a heading: its words without the numbers of notes, its formulas as text."""
    plain = head.attr.get("data-plain")

    def without_notes(node: n.Inline) -> n.Inlines:
        return () if isinstance(node, n.Note) or _is_note(node) else (node,)

    words = plain or text_of(map_inlines(head.inlines, without_notes))
    return Entry(" ".join(words.split()), head.attr.id)


def _is_note(node: n.Inline) -> bool:
    return isinstance(node, n.Link) and "noteref" in node.attr.classes
