"""What the preview shows now: artifacts as last built, findings, the ledger, and what is being built."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.facts.coverage_page import STATES
from pipeline.formats.format import Format
from pipeline.pdfium.pages import Pages
from pipeline.preview import places, texts
from pipeline.preview.events import BuildEnded, FactRow, FindingRow, LedgerRead
from pipeline.preview.texts import Book, Spot, Text

# The kinds of panes, by the format of the artifact.
NO_LEDGER = LedgerRead("", "en", (), (), "")
PAGES, BOOK, DECK, PAGE = "pages", "book", "deck", "page"


@dataclass(frozen=True, slots=True)
class Pane:
    """An edition that the page can show: its name, its artifact's file and its kind."""

    edition: str
    file: str
    kind: str


def panes_of(formats: Iterable[Format]) -> tuple[Pane, ...]:
    """Return the panes of formats; those that no browser shows have none."""
    panes = []
    for each in formats:
        match each.name, each.edition:
            case "pdf", "deck":
                pass  # the pages of deck.html
            case "pdf", _:
                panes.append(Pane(each.edition, each.file, PAGES))
            case "epub", _:
                panes.append(Pane(each.edition, each.file, BOOK))
            case "html", "deck":
                panes.append(Pane(each.edition, each.file, DECK))
            case "html", "web":
                panes.append(Pane(each.edition, each.file, PAGE))
    return tuple(panes)


@dataclass(frozen=True, slots=True)
class Copy:
    """An artifact as it was built last: its bytes, their digest, and what is read from them."""

    pane: Pane
    digest: str
    data: bytes = field(repr=False)
    pages: Pages | None = field(default=None, repr=False)
    book: Book | None = field(default=None, repr=False)
    text: Text = field(default=Text((), (), ()), repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return what the page needs to show it."""
        return {
            "digest": self.digest,
            "sizes": self.pages.sizes if self.pages else None,
            "chapters": self.book.chapters if self.book else None,
        }


def copy_of(pane: Pane, data: bytes) -> Copy:
    """Read an artifact. Raises ValueError for one that is not what its name says."""
    copy = Copy(pane, hashlib.sha256(data).hexdigest()[:16], data)
    match pane.kind:
        case "pages":
            return replace(copy, pages=Pages(data))
        case "book":
            book = texts.read_book(data)
            return replace(copy, book=book, text=texts.book_text(book))
        case "deck":
            return replace(copy, text=texts.deck_text(data))
        case _:
            return replace(copy, text=texts.page_text(data))


def with_words(copy: Copy, others: Sequence[Copy]) -> Copy:
    """Return a copy of pages with its words, bound as in an edition that says which are."""
    if copy.pages is None:
        return copy
    # The e-book and the web page have the briefing's text; the deck has some of it.
    bound_text = max((each.text for each in others), key=lambda each: len(each.bindings), default=None)
    own_text = copy.text if copy.text.words else texts.pdf_text(copy.pages)
    return replace(copy, text=places.bind(own_text, bound_text) if bound_text else own_text)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that the page shows.

    `files` are those that the article has; `failed_files` of them have copies of an earlier build, or none.
    """

    panes: tuple[Pane, ...]
    copies: Mapping[str, Copy] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    failed_files: tuple[str, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    ledger: LedgerRead = NO_LEDGER
    seconds: float | None = None
    is_building: bool = True
    step: str = ""
    causes: tuple[str, ...] = ()
    notice: str = ""

    def with_copy(self, copy: Copy) -> Snapshot:
        """Return the snapshot with another copy of an artifact."""
        return replace(self, copies={**self.copies, copy.pane.file: copy})

    def with_end(self, event: BuildEnded) -> Snapshot:
        """Return the snapshot after a build."""
        return replace(
            self,
            files=(*event.files, *event.failed_files),
            failed_files=event.failed_files,
            findings=event.findings,
            seconds=event.seconds,
            is_building=False,
            step="",
        )

    def to_json(self) -> dict[str, Any]:
        """Return the snapshot for the page."""
        finder = _Finder(self)
        return {
            "title": self.ledger.title,
            "lang": self.ledger.lang,
            "building": self.is_building,
            "step": self.step,
            "causes": self.causes,
            "seconds": self.seconds,
            "notice": self.notice,
            "states": STATES,
            "panes": [
                {
                    "edition": each.edition,
                    "file": each.file,
                    "kind": each.kind,
                    "old": each.file in self.failed_files,
                    "absent": bool(self.files) and each.file not in self.files,
                    "copy": self.copies[each.file].to_json() if each.file in self.copies else None,
                }
                for each in self.panes
            ],
            "findings": [finder.finding(each) for each in self.findings],
            "facts": [finder.fact(each) for each in self.ledger.facts],
            "unbound": {file: finder.gaps(file) for file in self.copies},
        }


class _Finder:
    """Finds facts and findings in the copies of a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.places = {file: places.Places(each.text) for file, each in snapshot.copies.items()}

    def fact(self, fact: FactRow) -> dict[str, Any]:
        """Return a fact with where it stands in every edition."""
        return {
            "id": fact.id,
            "kind": fact.kind,
            "subject": fact.subject,
            "value": fact.value,
            "as_of": fact.as_of,
            "status": fact.status,
            "state": fact.state,
            "sources": [
                {"title": each.title, "locator": each.locator, "url": each.url} for each in fact.sources
            ],
            "file": fact.file,
            "path": fact.path,
            "line": fact.line,
            "spots": self._spots_of_fact(fact.id),
        }

    def gaps(self, file: str) -> list[dict[str, Any]]:
        """Return where numbers and dates stand in an artifact that are bound to no fact."""
        marks = places.find_marks(self.places[file], self.snapshot.ledger.gaps)
        return [_spot(spot) | {"text": text} for text, spot in marks]

    def finding(self, finding: FindingRow) -> dict[str, Any]:
        """Return a finding with its place in every edition that shows it."""
        spots: dict[str, list[dict[str, Any]]] = {}
        if fact := self._fact_at(finding):
            spots = {file: each[:1] for file, each in self._spots_of_fact(fact.id).items()}
        elif finding.excerpt:
            for file, own_places in self.places.items():
                spot = places.place_of_line(own_places, finding.excerpt, finding.column)
                if spot:
                    spots[file] = [_spot(spot)]
        return {
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "hint": finding.hint,
            "file": finding.file,
            "path": finding.path,
            "line": finding.line,
            "column": finding.column,
            "spots": spots,
        }

    def _spots_of_fact(self, name: str) -> dict[str, list[dict[str, Any]]]:
        result: dict[str, list[dict[str, Any]]] = {}
        for file, copy in self.snapshot.copies.items():
            spots = [_spot(each.spot) for each in copy.text.bindings if each.fact == name]
            if spots:
                result[file] = spots
        return result

    def _fact_at(self, finding: FindingRow) -> FactRow | None:
        """Return the fact whose entry in the ledger a finding is in."""
        facts = [each for each in self.snapshot.ledger.facts if each.path == finding.path and finding.line]
        return max(
            (each for each in facts if each.line <= finding.line), key=lambda each: each.line, default=None
        )


def _spot(spot: Spot) -> dict[str, Any]:
    return {
        "document": spot.document,
        "label": spot.label,
        "block": spot.block,
        "page": spot.page,
        "box": spot.box,
        "index": spot.index,
    }
