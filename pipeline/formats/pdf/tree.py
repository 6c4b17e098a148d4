"""The structure of a tagged PDF as values: elements, the marked content in them, and links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

# Left, bottom, right and top, in points from the page's lower left corner.
Rectangle: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: its page, counted from 0, its number on the page, and its text.

    `words` is empty if the glyphs are in the order of the text; `blank` content has only spaces.
    """

    page: int
    number: int
    words: str = field(default="", compare=False)
    blank: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Artifact:
    """Content outside the document's structure: running lines, a repeated table head, decoration."""

    content: Content
    kind: Literal["Header", "Footer", "Repeat", "Layout"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's rectangle on a page: the page, and WeasyPrint's object."""

    page: int
    object: Any = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Jump:
    """A link within the document that WeasyPrint does not write: its rectangle and its target."""

    page: int
    box: Rectangle
    to_page: int
    to: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Origin:
    """The HTML element of a structure element.

    `key` is its place in the HTML, counted from 1; parts of one element on several pages have the same.
    `name` may be that of a pseudo-element, `li::marker`. `text` is its words, if the PDF repeats them.
    """

    name: str = ""
    classes: frozenset[str] = frozenset()
    key: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: its PDF tag, its kids, its origin in the HTML, and its properties.

    `layout` has attributes of the owner Layout besides the box, by name.
    """

    tag: str
    kids: tuple[Kid, ...] = ()
    origin: Origin = Origin()
    lang: str = ""
    alt: str = ""
    actual: str = ""
    id: str = ""
    scope: str = ""
    headers: tuple[str, ...] = ()
    spans: tuple[int, int] = (1, 1)
    numbering: str = ""
    box: Rectangle | None = None
    layout: tuple[tuple[str, str | float], ...] = ()


Kid: TypeAlias = "Element | Content | Annotation | Jump"


def elements(kids: tuple[Kid, ...]) -> Iterator[Element]:
    """Yield the elements among kids."""
    return (kid for kid in kids if isinstance(kid, Element))


def content(kids: tuple[Kid, ...]) -> Iterator[Content]:
    """Yield all marked content below, in order."""
    for kid in kids:
        if isinstance(kid, Content):
            yield kid
        elif isinstance(kid, Element):
            yield from content(kid.kids)


def links(kids: tuple[Kid, ...]) -> Iterator[Annotation]:
    """Yield all annotations of links below, in order."""
    for kid in kids:
        if isinstance(kid, Annotation):
            yield kid
        elif isinstance(kid, Element):
            yield from links(kid.kids)
