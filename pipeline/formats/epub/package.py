"""What an e-book's package consists of: its files, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class File:
    """A file of the book. `linear` files are read one after the other; `title` puts one into the contents."""

    id: str
    name: str
    media_type: str
    data: bytes = field(repr=False)
    properties: tuple[str, ...] = ()
    linear: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What the package says of the book: Dublin Core, and the accessibility metadata of schema.org."""

    identifier: str
    title: str
    language: str
    creators: tuple[str, ...]
    date: datetime
    published: str | None
    description: str | None
    rights: str | None
    subjects: tuple[str, ...]
    accessibility: tuple[tuple[str, str], ...]
