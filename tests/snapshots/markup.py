"""Markup as lines of text: a line for each block, with what is in it as it is written."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

# Elements that begin a line; all others stand in the line of their text.
_BLOCKS = re.compile(
    r"article|aside|blockquote|body|caption|d[dlt]|div|fig(caption|ure)|footer|h[1-6]|head(er)?|hr|li|link|main"
    r"|meta|nav|ol|p|pre|section|table|t(body|d|foot|h|head|itle|r)|ul"
)
_DATA = re.compile(r"data:([^;,]*)[^,]*,(.*)", re.DOTALL)
_LONGEST = 120


def lines(element: Element, indent: str = "") -> Iterator[str]:
    """Yield an element of XHTML or HTML as lines, indented by its depth."""
    head = f"{indent}{_head(element)}"
    if not any(_is_block(child) for child in element.iterdescendants()):
        yield f"{head} {_content(element)}".rstrip()
        return
    yield head
    inner = indent + "  "
    text = _words(element.text)
    for child in element:
        if _is_block(child) or any(map(_is_block, child.iterdescendants())):
            yield from _line(text, inner)
            text = ""
            yield from lines(child, inner)
        else:
            text += _inline(child)
        text += _words(child.tail)
    yield from _line(text, inner)


def _line(text: str, indent: str) -> Iterator[str]:
    """Yield the text between two blocks; an end of a line alone says nothing."""
    if text := text.strip("⏎ "):
        yield f"{indent}{text}"


def _is_block(node: Element) -> bool:
    return _BLOCKS.fullmatch(_name(node)) is not None


def _name(node: Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else "comment"


def _head(node: Element) -> str:
    return "".join([_name(node), *(f" {name}={value}" for name, value in _attributes(node))]) + ":"


def _attributes(node: Element) -> Iterator[tuple[str, str]]:
    for name, value in node.attrib.items():
        yield etree.QName(str(name)).localname, _value(str(value))


def _value(text: str) -> str:
    """Return a value of an attribute, with the kind and the size of what it carries instead of bytes."""
    match = _DATA.fullmatch(text)
    if match is None:
        return repr(text)
    data = base64.b64decode(match.group(2))
    inner = data.decode() if len(data) <= _LONGEST and b"<svg" in data else f"{len(data)} bytes"
    return f"<{match.group(1)}: {inner}>"


def _content(node: Element) -> str:
    """Return what is in an element: text, and elements within it in angle brackets."""
    if _name(node) == "math":
        return node.get("alttext") or "".join(str(text) for text in node.itertext())
    if _name(node) in ("style", "script"):
        return f"{len(node.text or '')} characters"
    parts = [_words(node.text)]
    for child in node:
        parts += [_inline(child), _words(child.tail)]
    return "".join(parts).strip("⏎")


def _inline(node: Element) -> str:
    content = _content(node)
    head = " ".join([_name(node), *(f"{name}={value}" for name, value in _attributes(node))])
    return f"<{head}>{content}</{_name(node)}>" if content else f"<{head}/>"


def _words(text: str | None) -> str:
    """Return text with what hides in it made visible: spaces that do not break, marks without width."""
    visible = "".join(
        c if c.isprintable() or c == "\n" or c == "\u00a0" else f"\\u{ord(c):04x}" for c in text or ""
    )
    return visible.replace("\u00a0", "~").replace("\n", "⏎")
