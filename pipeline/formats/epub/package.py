"""The parts of an e-book's package: files, contents, metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class File:
    """A file of the package: its path, media type and bytes, and its properties in the manifest."""

    name: str
    media_type: str
    data: bytes = field(repr=False)
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents: its text, its target, and the entries below it."""

    title: str
    target: str
    inner: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """The metadata in the package: Dublin Core, and the accessibility metadata of schema.org.

    `date` is that of the last change, in UTC; `publication_date` the article's own.
    """

    identifier: str
    title: str
    language: str
    creators: tuple[str, ...]
    date: datetime
    publication_date: str | None
    description: str | None
    rights: str | None
    subjects: tuple[str, ...]
    accessibility: tuple[tuple[str, str], ...]
    publisher: str = ""
