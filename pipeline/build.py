"""The stages in their order: load, check, resolve, edit, render; and the only place that writes artifacts."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from pipeline import artifacts, cache, theme, write
from pipeline.charts.figure import draw
from pipeline.charts.frame import Frame
from pipeline.checking import checked
from pipeline.editions import EDITIONS
from pipeline.formats import DEFAULT, FORMATS
from pipeline.formats.format import Format, Setting
from pipeline.load.article import Location
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, Severity, error, in_order
from pipeline.model.front_matter import FrontMatter, drafted
from pipeline.model.stages import Artifact, Document, Drawing, Edition, EditionName
from pipeline.resolve import resolve

WORKERS = 2
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


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
    """What a build of one article came to."""

    slug: str
    built: tuple[Built, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build, where to, with which clock and cache; `clock` of None takes the article's own date.

    `draft` makes drafts of PDFs whatever the front matter says.
    """

    formats: tuple[Format, ...] = DEFAULT
    out: Path = Path("build")
    clock: datetime | None = None
    cache: cache.Cache = field(default_factory=lambda: cache.Cache(None))
    draft: bool = False


Progress = Callable[[str], None]


def resolved(location: Location) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Load, check and resolve an article; DossierError with every finding when one is an error."""
    manuscript, found = checked(location)
    if any(each.severity is Severity.ERROR for each in found):
        raise DossierError(found)
    document, more = resolve(manuscript)
    return document, in_order([*found, *more])


def build(location: Location, plan: Plan, progress: Progress = lambda step: None) -> Report:
    """Build an article's artifacts; a format that fails leaves its old file, its errors in the report."""
    with uncollected(), _prepared(plan.formats):
        return _built(location, plan, progress)


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
    document, found = resolved(location)
    if plan.draft:
        document = replace(document, front=drafted(document.front))
    progress("edit")
    wanted = dict.fromkeys(chosen.edition for chosen in plan.formats)
    editions = {name: EDITIONS[name](document) for name in wanted}
    diagnostics = list(found)
    built: list[Built] = []
    folder = plan.out / document.slug
    with write.folder(folder):
        for outcome in _rendered(plan, editions, plan.clock or own_clock(document.front), progress):
            if isinstance(outcome, DossierError):
                diagnostics += outcome.diagnostics
                continue
            artifact, seconds = outcome
            path = folder / artifact.name
            write.atomically(path, artifact.data)
            diagnostics += artifact.diagnostics
            built.append(Built(path, len(artifact.data), artifact.extent, artifact.extent_unit, seconds))
    return Report(document.slug, tuple(built), in_order(diagnostics))


def own_clock(front: FrontMatter) -> datetime:
    """Return the time that an article itself gives to what is built of it."""
    date = front.date or front.as_of
    own = datetime(date.first.year, date.first.month, date.first.day, tzinfo=UTC) if date else EPOCH
    return max(own, EPOCH)


_Outcome = tuple[Artifact, float] | DossierError


def _rendered(
    plan: Plan, editions: Mapping[EditionName, Edition], clock: datetime, progress: Progress
) -> Sequence[_Outcome]:
    """Render each format: kept ones from the cache, one in this process, more side by side in their own.

    A process of its own also keeps a crash of a library from taking the other artifacts along.
    """
    keys = {chosen.file: _key(editions[chosen.edition], chosen, clock) for chosen in plan.formats}
    outcomes: dict[str, _Outcome] = {}
    missing: list[Format] = []
    for chosen in plan.formats:
        started = perf_counter()
        kept = plan.cache.get(keys[chosen.file])
        if kept is None:
            missing.append(chosen)
        else:
            outcomes[chosen.file] = (artifacts.unpacked(kept), perf_counter() - started)
    progress("render")
    if len(missing) == 1:
        outcomes[missing[0].file] = _outcome(
            lambda: _render(missing[0], editions[missing[0].edition], clock, plan.cache)
        )
    elif missing:
        with ProcessPoolExecutor(WORKERS, mp_context=get_context("fork")) as pool:
            started_jobs: dict[str, Future[tuple[Artifact, float]]] = {
                chosen.file: pool.submit(
                    _render_named, chosen.file, editions[chosen.edition], clock, plan.cache
                )
                for chosen in missing
            }
            for name, job in started_jobs.items():
                outcomes[name] = _outcome(job.result)
                progress(name)
    for chosen in missing:
        outcome = outcomes[chosen.file]
        if not isinstance(outcome, DossierError):
            plan.cache.put(keys[chosen.file], artifacts.packed(outcome[0]))
    return [outcomes[chosen.file] for chosen in plan.formats]


def _outcome(job: Callable[[], tuple[Artifact, float]]) -> _Outcome:
    try:
        return job()
    except DossierError as failure:
        return failure
    except BrokenProcessPool:
        place = Place("build")
        return DossierError(
            [
                error(
                    "render-crashed",
                    "a library crashed while an artifact was made",
                    place,
                    "run `dossier doctor`; build the formats one by one with --to to see which",
                )
            ]
        )


def _render_named(file: str, edition: Edition, clock: datetime, kept: cache.Cache) -> tuple[Artifact, float]:
    try:
        return _render(next(chosen for chosen in FORMATS if chosen.file == file), edition, clock, kept)
    except DossierError:
        raise
    except Exception as failure:  # Libraries' exceptions may not pass to another process; their words do.
        raise RuntimeError(f"{file}: {type(failure).__name__}: {failure}") from None


def _render(chosen: Format, edition: Edition, clock: datetime, kept: cache.Cache) -> tuple[Artifact, float]:
    tokens = theme.load()

    def made(kind: str, parts: Sequence[str], make: Callable[[], bytes]) -> bytes:
        return kept.made(cache.key(kind, parts), make)

    def drawn(drawing: Drawing, frame: Frame) -> bytes:
        return made("draw", [repr(drawing), repr(frame)], lambda: draw(drawing, frame, tokens))

    started = perf_counter()
    artifact = chosen.render(edition, Setting(tokens, clock, drawn, made))
    return artifact, perf_counter() - started


def _key(edition: Edition, chosen: Format, clock: datetime) -> str:
    media = [part for each in edition.media.values() for part in (each.name, each.data)]
    texts = (repr(replace(edition, media={})), repr(edition.blocks), edition.source.file, edition.source.text)
    files = [part for each in edition.files for part in (each.name, each.data)]
    return cache.key("render", [chosen.file, clock.isoformat(), *texts, *media, *files])
