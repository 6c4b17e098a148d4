"""The structure of a tagged PDF as values: elements, the marked content they hold, and link annotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: its page, counted from 0, and its number on the page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's rectangle on a page: the page, and WeasyPrint's object."""

    page: int
    object: Any = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Origin:
    """The HTML element that an element stands for.

    `key` tells elements apart; parts of one element on several pages have the same. `name` may be that of a
    pseudo-element, `li::marker`.
    """

    name: str = ""
    classes: frozenset[str] = frozenset()
    key: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element: its PDF tag, what it holds, where it comes from, and its properties."""

    tag: str
    kids: tuple[Kid, ...] = ()
    origin: Origin = Origin()
    lang: str = ""
    alt: str = ""
    actual: str = ""
    id: str = ""
    scope: str = ""
    spans: tuple[int, int] = (1, 1)
    box: tuple[float, float, float, float] | None = None


Kid: TypeAlias = "Element | Content | Annotation"


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
