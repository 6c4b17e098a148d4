"""What the process that builds tells the one that serves the page: events, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BuildBegun:
    """A build has begun, because these files were saved; none at the start."""

    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepBegun:
    """A build has come to a step: `check`, `edit`, `render`."""

    name: str


@dataclass(frozen=True, slots=True)
class FileWritten:
    """An artifact is on disk, while others are still rendered."""

    name: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, the absolute path of its file (empty for what is no file), and the line that it is about."""

    code: str
    severity: str
    message: str
    hint: str
    file: str
    path: str
    line: int
    column: int
    end_column: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class BuildEnded:
    """A build has ended: the names of artifacts, of those that it could not build, findings and seconds."""

    files: tuple[str, ...]
    failed_files: tuple[str, ...]
    findings: tuple[FindingRow, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of a fact: its title, the place in it, its address."""

    title: str
    locator: str
    url: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact of the ledger, and the place of its entry.

    `state` is the quality of its bindings in the prose (`Mark.state`); empty if the prose has none.
    """

    id: str
    kind: str
    subject: str
    value: str
    as_of: str
    status: str
    state: str
    sources: tuple[SourceRow, ...]
    file: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class UnboundRow:
    """A number or date of the prose that is bound to no fact, and its sentence before and after it."""

    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class LedgerRead:
    """The ledger of the article, its title and language, what is not bound, and its coverage as a page."""

    title: str
    lang: str
    facts: tuple[FactRow, ...]
    gaps: tuple[UnboundRow, ...]
    page: str


@dataclass(frozen=True, slots=True)
class VersionChanged:
    """Dossier itself has changed on disk: the preview has to be started again."""


Event = BuildBegun | StepBegun | FileWritten | BuildEnded | LedgerRead | VersionChanged
_KINDS: dict[str, type[Event]] = {
    each.__name__: each
    for each in (BuildBegun, StepBegun, FileWritten, BuildEnded, LedgerRead, VersionChanged)
}


def write(event: Event) -> str:
    """Return an event as JSON."""
    return json.dumps([type(event).__name__, asdict(event)])


def read(text: str) -> Event:
    """Return the event that `write` wrote."""
    name, fields = json.loads(text)
    return _KINDS[name](**{key: _value(key, value) for key, value in fields.items()})


def _value(key: str, value: Any) -> Any:
    match key:
        case "findings":
            return tuple(FindingRow(**each) for each in value)
        case "facts":
            return tuple(
                FactRow(**{**each, "sources": tuple(SourceRow(**source) for source in each["sources"])})
                for each in value
            )
        case "gaps":
            return tuple(UnboundRow(**each) for each in value)
        case _:
            return tuple(value) if isinstance(value, list) else value
