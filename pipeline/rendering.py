"""Editions to artifacts: each format in a process of its own, so that none takes another along."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import get_context
from time import perf_counter

from pipeline import artifacts, cache, theme
from pipeline.bounds import die_with_parent
from pipeline.charts.figure import draw
from pipeline.charts.frame import Frame
from pipeline.formats import FORMATS
from pipeline.formats.format import Format, Setting
from pipeline.isolation import isolated
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.stages import Artifact, Drawing, Edition, EditionName

WORKERS = 2
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rendered:
    """An artifact, and the seconds that its making took."""

    artifact: Artifact
    seconds: float


Outcome = Rendered | DossierError


def rendered(
    formats: Sequence[Format],
    editions: Mapping[EditionName, Edition | DossierError],
    clock: datetime,
    kept: cache.Cache,
    progress: Progress,
) -> Sequence[Outcome]:
    """Render each format: from the cache where it is there, one in this process, more side by side.

    A format whose edition could not be made has that failure as its outcome.
    """
    outcomes: dict[str, Outcome] = {}
    missing: list[tuple[Format, Edition]] = []
    for chosen in formats:
        edition = editions[chosen.edition]
        if isinstance(edition, DossierError):
            outcomes[chosen.file] = edition
            continue
        started = perf_counter()
        artifact = _kept(key(edition, chosen, clock), chosen, kept)
        if artifact is None:
            missing.append((chosen, edition))
        else:
            outcomes[chosen.file] = Rendered(artifact, perf_counter() - started)
    progress("render")
    if len(missing) == 1:
        [(only, shown)] = missing
        outcomes[only.file] = _outcome(lambda: _render(only, shown, clock, kept))
    elif missing:
        outcomes |= _side_by_side(missing, clock, kept, progress)
    for chosen, edition in missing:
        outcome = outcomes[chosen.file]
        if isinstance(outcome, Rendered):
            kept.put(key(edition, chosen, clock), artifacts.packed(outcome.artifact))
    return [outcomes[chosen.file] for chosen in formats]


def _kept(entry: str, chosen: Format, kept: cache.Cache) -> Artifact | None:
    """Return the artifact that the cache has under a key, or None."""
    data = kept.get(entry)
    if data is None:
        return None
    try:
        return artifacts.unpacked(data, chosen)
    except ValueError:
        kept.reject(entry)
        return None


def _side_by_side(
    jobs: Sequence[tuple[Format, Edition]], clock: datetime, kept: cache.Cache, progress: Progress
) -> dict[str, Outcome]:
    """Render formats in processes of their own; those that a crash of another ended are rendered again."""
    outcomes: dict[str, Outcome] = {}
    ended: list[tuple[Format, Edition]] = []
    # What is here is shared with the processes that begin now, as long as they do not go through it.
    gc.freeze()
    with _pool(WORKERS) as pool:
        futures = [(job, _submit(pool, *job, clock, kept)) for job in jobs]
        for (chosen, edition), future in futures:
            try:
                outcomes[chosen.file] = _outcome(future.result)
                progress(chosen.file)
            except BrokenProcessPool:
                ended.append((chosen, edition))
    for chosen, edition in ended:
        # A pool does not tell which of its jobs crashed: alone, each tells it of itself.
        with _pool(1) as pool:
            try:
                outcomes[chosen.file] = _outcome(_submit(pool, chosen, edition, clock, kept).result)
            except BrokenProcessPool:
                outcomes[chosen.file] = _crash(chosen, edition)
    return outcomes


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("fork"), initializer=die_with_parent)


def _submit(
    pool: ProcessPoolExecutor, chosen: Format, edition: Edition, clock: datetime, kept: cache.Cache
) -> Future[Rendered]:
    return pool.submit(_render_named, chosen.file, edition, clock, kept)


def _outcome(job: Callable[[], Rendered]) -> Outcome:
    try:
        return job()
    except DossierError as failure:
        return failure


def _crash(chosen: Format, edition: Edition) -> DossierError:
    hint = f"run `dossier doctor`; the other formats are built: report what makes {chosen.file} crash"
    message = f"a library crashed while {chosen.file} was made"
    return DossierError([error("render-crashed", message, Place(edition.source.file), hint)])


def _render_named(file: str, edition: Edition, clock: datetime, kept: cache.Cache) -> Rendered:
    try:
        return _render(next(chosen for chosen in FORMATS if chosen.file == file), edition, clock, kept)
    finally:
        # What a format leaves is in the way of the next one of this process.
        gc.collect()


def _render(chosen: Format, edition: Edition, clock: datetime, kept: cache.Cache) -> Rendered:
    tokens = theme.load()

    def stored(kind: str, parts: Sequence[str], make: Callable[[], bytes]) -> bytes:
        return kept.made(cache.key(kind, parts), make)

    def drawn(drawing: Drawing, frame: Frame) -> bytes:
        return stored("draw", [repr(drawing), repr(frame)], lambda: draw(drawing, frame, tokens))

    started = perf_counter()
    with isolated("render-failed", f"{edition.slug}/{chosen.file} cannot be made", edition.source):
        artifact = chosen.render(edition, Setting(tokens, clock, drawn, stored))
    return Rendered(artifact, perf_counter() - started)


def key(edition: Edition, chosen: Format, clock: datetime) -> str:
    """Return the key under which an artifact is kept: all that decides its bytes."""
    media = [part for each in edition.media.values() for part in (each.name, each.data)]
    texts = (
        repr(replace(edition, media={})),
        repr(edition.content),
        edition.source.file,
        edition.source.text,
    )
    files = [part for each in edition.files for part in (each.name, each.data)]
    return cache.key("render", [chosen.file, clock.isoformat(), *texts, *media, *files])
