"""Findings of validators at their places in the source of an article, where the file's parts lead there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import write
from pipeline.build import resolve_article
from pipeline.conformance.clue import Clue, clue
from pipeline.conformance.sources import SourceMap, source_map
from pipeline.editions import EDITIONS
from pipeline.formats import FORMATS
from pipeline.load.article import Location
from pipeline.model.diagnostics import Diagnostic
from pipeline.parity.statement import state


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding on a file, with the clues that the file has of its place in the source."""

    path: Path
    diagnostic: Diagnostic
    clue: Clue


def map_findings(location: Location, findings: Sequence[tuple[Path, Diagnostic]]) -> tuple[Diagnostic, ...]:
    """Return findings at their places in the source of an article, those without one where they were.

    Raises DossierError for an article that cannot be built.
    """
    if not findings:
        return ()
    clues = [Finding(path, each, _clue(path, each)) for path, each in findings]
    maps = _maps(location, clues)
    return tuple(_at_source(each, maps) for each in clues)


def _clue(path: Path, finding: Diagnostic) -> Clue:
    return clue(finding, path, write.read(path) or b"")


def _maps(location: Location, findings: Sequence[Finding]) -> dict[str, SourceMap]:
    """Return by the names of editions what each states; a slide of one is not that of another."""
    document = resolve_article(location).document
    names = dict.fromkeys(name for each in findings for name in _editions(each.path))
    return {name: source_map(document.source, [state(EDITIONS[name].edit(document))]) for name in names}


def _editions(path: Path) -> Iterator[str]:
    """Yield the editions that a file may be of: its own by its name, the whole article for others."""
    own = [each.edition for each in FORMATS if path.name == each.file or path.parent.name == each.file]
    releases = [each.edition for each in FORMATS if path.name.endswith(f"-{each.file}")]
    yield from dict.fromkeys((*own, *releases)) or ("briefing",)


def _at_source(finding: Finding, maps: dict[str, SourceMap]) -> Diagnostic:
    for name in _editions(finding.path):
        place = maps[name].place(finding.clue)
        if place is not None:
            where = finding.diagnostic.place
            return replace(finding.diagnostic, message=f"{finding.diagnostic.message} ({where})", place=place)
    return finding.diagnostic
