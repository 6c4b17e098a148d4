"""The stages in their order: load, check, resolve, edit, render; and the only place that writes artifacts."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from pipeline import cache, checking, disk, drafting, pandoc, workers, write
from pipeline.build_report import WAIT, Report
from pipeline.checking import CheckedArticle, check_article
from pipeline.checks.grading import OF_ONE_FORMAT, Grading, prevents
from pipeline.checks.registry import explanations
from pipeline.edition_table import Editions
from pipeline.formats import DEFAULT
from pipeline.formats.format import Format
from pipeline.isolation import isolate
from pipeline.load.article import Location
from pipeline.model.diagnostics import (
    Diagnostic,
    DossierError,
    Severity,
    ToolMissing,
    in_order,
    limit_per_code,
)
from pipeline.model.front_matter import FrontMatter, as_draft, own_clock
from pipeline.model.inventory import Subject
from pipeline.model.source import SourceText
from pipeline.model.stages import Document, Edition
from pipeline.parity.reading import CODES
from pipeline.preloading import Imports
from pipeline.product import MadeArtifact, Product
from pipeline.rendering import Outcome, Progress, RenderedArtifact, render_formats
from pipeline.resolve import resolve
from pipeline.shelf import Shelf
from pipeline.timing import StageTime, begin_in_thread


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a build: formats, output folder, clock and cache; a `clock` of None is the article's date.

    `choice` are the formats among which the editions that an article names choose; it is empty where whoever
    builds has named editions. `draft` builds PDFs as drafts whatever the front matter says, in spite of
    errors that would stop a build. `processes` is how many formats are rendered side by side. With `verify`
    each artifact is read back and compared with its edition.
    """

    formats: tuple[Format, ...] = DEFAULT
    out: Path = Path("build")
    clock: datetime | None = None
    cache: cache.Cache = field(default_factory=lambda: cache.Cache(None))
    draft: bool = False
    processes: int = 2
    choice: tuple[Format, ...] = ()
    verify: bool = True

    def formats_for(self, front: FrontMatter) -> tuple[Format, ...]:
        """Return the formats of an article: those of its own editions, if they have any to choose."""
        return tuple(each for each in self.choice if each.edition in front.editions) or self.formats


@dataclass(frozen=True, slots=True)
class ResolvedArticle:
    """A document, all findings so far, the check that graded them, and the times of the stages so far."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    checks: CheckedArticle
    times: tuple[StageTime, ...]


def resolve_article(location: Location, *, draft: bool = False) -> ResolvedArticle:
    """Load, check and resolve an article; DossierError with every finding if one of them stops a build."""
    with _reading(location):
        checks = check_article(location)
    _require_soundness(checks, draft=draft)
    if draft:
        manuscript = drafting.mark_errors(checks.manuscript, checks.diagnostics)
    else:
        manuscript = drafting.leave_out_unaccepted(checks.manuscript)
    start = begin_in_thread()
    with _reading(location):
        document, faults = resolve(manuscript)
    times = (*checks.times, start.stage_time("resolve"))
    diagnostics = in_order([*checks.diagnostics, *checks.grading.apply(faults)])
    return ResolvedArticle(document, diagnostics, checks, times)


def _resolve_beside_checks(location: Location, imports: Imports) -> ResolvedArticle:
    """Resolve an article as `resolve_article` does, while another process checks it.

    A finding that stops a build is known when both have ended; the result of resolving is dropped then, also
    its failure.
    """
    with _reading(location):
        article = checking.load_article(location)
    with workers.beside(partial(checking.find, article)) as wait_for_findings:
        imports.start()
        start = begin_in_thread()
        failure: DossierError | None = None
        try:
            with _reading(location):
                document, faults = resolve(drafting.leave_out_unaccepted(article.manuscript))
        except DossierError as reason:
            failure = reason
        time = start.stage_time("resolve")
        with _reading(location):
            checks = checking.complete(article, wait_for_findings())
    _require_soundness(checks, draft=False)
    if failure:
        raise failure
    diagnostics = in_order([*checks.diagnostics, *checks.grading.apply(faults)])
    return ResolvedArticle(document, diagnostics, checks, (*checks.times, time))


def _require_soundness(checks: CheckedArticle, *, draft: bool) -> None:
    """Raise DossierError with every finding of an article if one of them stops a build."""
    if any(_stops(each, draft) and each.code not in OF_ONE_FORMAT for each in checks.diagnostics):
        raise DossierError(checks.diagnostics)


def _reading(location: Location) -> AbstractContextManager[None]:
    return isolate("article-failed", "the article cannot be read", SourceText(str(location.file), ""))


def _stops(diagnostic: Diagnostic, draft: bool) -> bool:
    """Return whether a diagnostic stops the build of an article or an artifact."""
    return prevents(diagnostic, explanations()) if draft else diagnostic.severity is Severity.ERROR


def build(location: Location, plan: Plan, progress: Progress = lambda step: None) -> Report:
    """Build an article's artifacts; if one fails, its old file stays and its errors are in the report.

    Raises ToolMissing if a needed program is not there: no other article can be built then.
    """
    with _surroundings(plan) as (imports, answers):
        try:
            report = _build(location, plan, progress, imports, answers)
        except ToolMissing:
            raise
        except DossierError as failure:
            report = failure_report(location, plan, failure.diagnostics)
        return replace(report, answers=tuple(answers.items()))


def make(location: Location, plan: Plan, progress: Progress = lambda step: None) -> Product:
    """Make an article's artifacts as `build` does, and write none. Raises DossierError."""
    with _surroundings(plan) as (imports, answers):
        product = _render(_edit(location, plan, progress, imports), plan, progress, imports)
        return replace(product, answers=tuple(answers.items()))


def read_article(location: Location, store: cache.Cache) -> None:
    """Ask the disk all that a build asks, and build nothing. Raises DossierError as a build does."""
    with _reading(location), pandoc.keep_answers(store.part):
        checking.read_article(location)


@contextmanager
def _surroundings(plan: Plan) -> Iterator[tuple[Imports, Mapping[disk.Question, str]]]:
    with (
        without_garbage_collection(),
        ThreadPoolExecutor(1) as pool,
        disk.record() as answers,
        pandoc.keep_answers(plan.cache.part),
    ):
        yield Imports(plan.formats, pool), answers


def failure_report(location: Location, plan: Plan, diagnostics: Sequence[Diagnostic]) -> Report:
    """Return the report of an article of which no artifact is built."""
    paths = tuple(plan.out / location.slug / each.file for each in plan.formats)
    return Report(location.slug, (), limit_per_code(diagnostics), paths)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Turn off the garbage collector while an article is built: it costs more than it frees."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _build(
    location: Location,
    plan: Plan,
    progress: Progress,
    imports: Imports,
    answers: Mapping[disk.Question, str],
) -> Report:
    draft = _edit(location, plan, progress, imports)
    folder = plan.out / draft.subject.article.slug
    with write.folder(folder, lambda: progress(WAIT)):
        shelf = Shelf(folder, location.root)
        product = _render(draft, plan, progress, imports, shelf.put)
        return shelf.report(replace(product, answers=tuple(answers.items())))


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article before its formats are rendered, without its document, which the editions may still have."""

    subject: Subject
    formats: tuple[Format, ...]
    grading: Grading
    editions: Editions
    clock: datetime
    diagnostics: tuple[Diagnostic, ...]
    times: tuple[StageTime, ...]


def _edit(location: Location, plan: Plan, progress: Progress, imports: Imports) -> _Draft:
    progress("check")
    if plan.processes > 1 and not plan.draft:
        start = _resolve_beside_checks(location, imports)
    else:
        imports.start()
        start = resolve_article(location, draft=plan.draft)
    document = start.document
    if plan.draft:
        document = replace(document, front=as_draft(document.front))
    progress("edit")
    formats = plan.formats_for(document.front)
    editions = Editions(document, tuple(dict.fromkeys(each.edition for each in formats)))
    clock = plan.clock or own_clock(document.front)
    checks, times = start.checks, start.times
    subject = Subject.of(document.slug, document.front, clock, draft=plan.draft)
    return _Draft(subject, formats, checks.grading, editions, clock, start.diagnostics, times)


def _render(
    draft: _Draft,
    plan: Plan,
    progress: Progress,
    imports: Imports,
    deliver: Callable[[MadeArtifact], None] = lambda artifact: None,
) -> Product:
    """Render the formats of a plan; `deliver` gets each artifact when it is there."""
    import_time = imports.finish()
    made_artifacts: dict[str, MadeArtifact] = {}

    def take(output_format: Format, outcome: Outcome) -> None:
        if not isinstance(outcome, RenderedArtifact):
            return
        findings = draft.grading.apply(outcome.artifact.diagnostics)
        if not any(_stops(each, plan.draft) for each in findings if each.code not in CODES):
            item = MadeArtifact(outcome.artifact, outcome.entry, outcome.time.wall)
            made_artifacts[output_format.file] = item
            deliver(item)

    outcomes = render_formats(
        draft.formats,
        draft.editions,
        draft.clock,
        plan.cache,
        plan.processes,
        progress,
        take,
        verify=plan.verify,
    )
    diagnostics, times = list(draft.diagnostics), [*draft.times, *draft.editions.times(), import_time]
    for edition in draft.editions.values():
        if isinstance(edition, Edition):
            diagnostics += draft.grading.apply(edition.diagnostics)
    for outcome in outcomes:
        if isinstance(outcome, ToolMissing):
            raise outcome
        if not isinstance(outcome, DossierError):
            times.append(outcome.time)
        failures = outcome.diagnostics if isinstance(outcome, DossierError) else outcome.artifact.diagnostics
        diagnostics += draft.grading.apply(failures)
    files = [each.file for each in draft.formats]
    return Product(
        draft.subject.article.slug,
        tuple(made_artifacts[each] for each in files if each in made_artifacts),
        tuple(diagnostics),
        tuple(each for each in files if each not in made_artifacts),
        tuple(times),
        subject=draft.subject,
    )
