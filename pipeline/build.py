"""The stages in their order: load, check, resolve, edit, render; and the only place that writes artifacts."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline import cache, drafting, write
from pipeline.checking import Checked, checked
from pipeline.checks.grading import OF_ONE_FORMAT, prevents
from pipeline.checks.registry import explanations
from pipeline.editions import EDITIONS
from pipeline.formats import DEFAULT
from pipeline.formats.format import Format
from pipeline.isolation import isolated
from pipeline.load.article import Location
from pipeline.model.diagnostics import (
    Diagnostic,
    DossierError,
    Severity,
    ToolMissing,
    counted,
    in_order,
)
from pipeline.model.front_matter import FrontMatter, drafted
from pipeline.model.source import SourceText
from pipeline.model.stages import Document, Edition, EditionName
from pipeline.rendering import Progress, rendered
from pipeline.resolve import resolve

EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
WAIT = "wait for another build into the same folder"


@dataclass(frozen=True, slots=True)
class Built:
    """An artifact on disk: its path and size in bytes, what it holds, and the seconds its making took."""

    path: Path
    size: int
    extent: int
    extent_unit: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a build of one article came to; `unbuilt` are the paths of artifacts that it did not make."""

    slug: str
    built: tuple[Built, ...]
    diagnostics: tuple[Diagnostic, ...]
    unbuilt: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build, where to, with which clock and cache; `clock` of None takes the article's own date.

    `draft` makes drafts of PDFs whatever the front matter says, and builds what errors would stop otherwise.
    """

    formats: tuple[Format, ...] = DEFAULT
    out: Path = Path("build")
    clock: datetime | None = None
    cache: cache.Cache = field(default_factory=lambda: cache.Cache(None))
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document, all findings so far, and the check that graded them."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    checks: Checked


def resolved(location: Location, *, draft: bool = False) -> Resolved:
    """Load, check and resolve an article; DossierError with every finding when one of them stops a build."""
    with _reading(location):
        checks = checked(location)
    if any(_stops(each, draft) and each.code not in OF_ONE_FORMAT for each in checks.diagnostics):
        raise DossierError(checks.diagnostics)
    manuscript = drafting.marked(checks.manuscript, checks.diagnostics) if draft else checks.manuscript
    with _reading(location):
        document, found = resolve(manuscript)
    return Resolved(document, in_order([*checks.diagnostics, *checks.grading.apply(found)]), checks)


def _reading(location: Location) -> AbstractContextManager[None]:
    return isolated("article-failed", "the article cannot be read", SourceText(str(location.file), ""))


def _stops(found: Diagnostic, draft: bool) -> bool:
    """Tell a finding that an article, or an artifact, is not built with."""
    return prevents(found, explanations()) if draft else found.severity is Severity.ERROR


def build(location: Location, plan: Plan, progress: Progress = lambda step: None) -> Report:
    """Build an article's artifacts; one that fails leaves its old file, and its errors in the report.

    Raises ToolMissing where a needed program is not there: no other article can be built then.
    """
    with uncollected(), _prepared(plan.formats):
        try:
            return _built(location, plan, progress)
        except ToolMissing:
            raise
        except DossierError as failure:
            return unbuilt(location, plan, failure.diagnostics)


def unbuilt(location: Location, plan: Plan, diagnostics: Sequence[Diagnostic]) -> Report:
    """Return the report of an article of which nothing is built."""
    paths = tuple(plan.out / location.slug / each.file for each in plan.formats)
    return Report(location.slug, (), counted(diagnostics), paths)


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect no cyclic garbage while an article is built: it costs more than it frees."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _prepared(formats: Sequence[Format]) -> Iterator[None]:
    """Import what a single format needs while the article is read; several have processes of their own."""
    if len(formats) != 1:
        yield
        return
    with ThreadPoolExecutor(1) as pool:
        preparing = pool.submit(formats[0].prepare)
        yield
        preparing.result()


def _built(location: Location, plan: Plan, progress: Progress) -> Report:
    progress("check")
    start = resolved(location, draft=plan.draft)
    document = start.document
    if plan.draft:
        document = replace(document, front=drafted(document.front))
    progress("edit")
    editions = {
        name: _edition(name, document) for name in dict.fromkeys(each.edition for each in plan.formats)
    }
    clock = plan.clock or own_clock(document.front)
    diagnostics = list(start.diagnostics)
    built: list[Built] = []
    failed: list[Path] = []
    folder = plan.out / document.slug
    with write.folder(folder, lambda: progress(WAIT)):
        outcomes = rendered(plan.formats, editions, clock, plan.cache, progress)
        for chosen, outcome in zip(plan.formats, outcomes, strict=True):
            if isinstance(outcome, ToolMissing):
                raise outcome
            raised = (
                outcome.diagnostics if isinstance(outcome, DossierError) else outcome.artifact.diagnostics
            )
            found = start.checks.grading.apply(raised)
            diagnostics += found
            if isinstance(outcome, DossierError) or any(_stops(each, plan.draft) for each in found):
                failed.append(folder / chosen.file)
                continue
            artifact = outcome.artifact
            path = folder / artifact.name
            try:
                write.atomically(path, artifact.data)
            except DossierError as failure:
                diagnostics += failure.diagnostics
                failed.append(path)
                continue
            built.append(
                Built(path, len(artifact.data), artifact.extent, artifact.extent_unit, outcome.seconds)
            )
    return Report(document.slug, tuple(built), counted(in_order(diagnostics)), tuple(failed))


def _edition(name: EditionName, document: Document) -> Edition | DossierError:
    """Return an edition of a document, or why there is none."""
    try:
        with isolated("render-failed", f"the {name} cannot be made", document.source):
            return EDITIONS[name](document)
    except DossierError as failure:
        return failure


def own_clock(front: FrontMatter) -> datetime:
    """Return the time that an article itself gives to what is built of it."""
    date = front.date or front.as_of
    own = datetime(date.first.year, date.first.month, date.first.day, tzinfo=UTC) if date else EPOCH
    return max(own, EPOCH)
