"""A release as a value: what the documents around the published files are written from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pipeline.model.facts import Fact
from pipeline.model.front_matter import FrontMatter
from pipeline.model.references import Reference


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A published file: its name in the release, what it is, its size in bytes and its SHA-256 in hex.

    `role` is `edition` for what readers get, `data` for facts and references, `record` for what describes the
    release. `edition` is the edition's name, for a file that is one.
    """

    name: str
    role: str
    media_type: str
    size: int
    sha256: str
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that decided the bytes of the release: its path in the project, or its name, and its SHA-256."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Component:
    """A program, library, font or style that took part: its name, version, licence (SPDX) and package URL.

    `kind` is as in CycloneDX: `application`, `library`, `data`. `sha256` is of its file where it is one.
    """

    kind: str
    name: str
    version: str
    licence: str = ""
    purl: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the last release, for a reader: the sentence, and the facts it is about."""

    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One version of one article, published.

    `date` is that of the release in UTC, from SOURCE_DATE_EPOCH or the article's dates. `commit` is that of
    the source, empty where there is no repository. `base` is the address that the releases are published
    under, empty if unknown: documents then use relative addresses.
    """

    slug: str
    version: str
    date: datetime
    front: FrontMatter
    files: tuple[ReleasedFile, ...]
    facts: tuple[Fact, ...] = field(default=(), repr=False)
    references: tuple[Reference, ...] = field(default=(), repr=False)
    inputs: tuple[Input, ...] = ()
    components: tuple[Component, ...] = ()
    changes: tuple[Change, ...] = ()
    previous: str = ""
    commit: str = ""
    base: str = ""
