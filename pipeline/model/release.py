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
    release, `cover` for the picture that catalogues show. `edition` is the edition's name, for a file that is
    one.
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

    `kind` is as in CycloneDX: `application`, `library`, `data`. `sha256` is of its file where it is one;
    `tree` is of its files where it is many (in-toto's `dirHash`). `requires` names other components.
    """

    kind: str
    name: str
    version: str
    licence: str = ""
    purl: str = ""
    sha256: str = ""
    tree: str = ""
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What differs from the last release, for a reader: the sentence, and the facts it is about."""

    text: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofLine:
    """What was read back from a published file and compared with the source, as numbers of each kind."""

    file: str
    facts: int
    citations: int
    notes: int
    figures: int
    tables: int
    cells: int
    characters: int
    differences: int = 0


@dataclass(frozen=True, slots=True)
class Release:
    """One version of one article, published.

    `date` is that of the release in UTC, from SOURCE_DATE_EPOCH or the article's dates. `commit` is that of
    the source, empty where there is no repository. `base` is the address that the releases are published
    under, empty if unknown: documents then use relative addresses. `summary` is the standfirst as plain text,
    `accessibility` what an e-book says of itself, as names of schema.org with values. `files` has no file
    that is written from this value.
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
    summary: str = ""
    publisher: str = ""
    accessibility: tuple[tuple[str, str], ...] = ()
    proof: tuple[ProofLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """A release as a catalogue lists it: enough for a feed, small enough to be kept beside the files.

    `folder` is the release's own, below that of the catalogue.
    """

    slug: str
    version: str
    date: datetime
    folder: str
    title: str
    lang: str
    files: tuple[ReleasedFile, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    publisher: str = ""
    rights: str = ""
    keywords: tuple[str, ...] = ()
    identifier: str = ""
    accessibility: tuple[tuple[str, str], ...] = ()
