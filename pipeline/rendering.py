"""Editions to artifacts: each format in a process of its own, so that a crash affects only one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from pipeline import artifacts, cache, child, theme, workers
from pipeline.charts.figure import draw
from pipeline.charts.frame import Frame
from pipeline.formats.format import Format, Setting
from pipeline.isolation import isolate
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.stages import Artifact, Drawing, Edition
from pipeline.timing import StageTime, begin

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RenderedArtifact:
    """An artifact, and what its making took."""

    artifact: Artifact
    time: StageTime


Outcome = RenderedArtifact | DossierError


def render_formats(
    formats: Sequence[Format],
    editions: Mapping[str, Edition | DossierError],
    clock: datetime,
    store: cache.Cache,
    processes: int,
    progress: Progress,
) -> Sequence[Outcome]:
    """Render each format: from the cache if possible, one in this process, several in as many `processes`.

    The outcome of a format without an edition is the failure of that edition.
    """
    outcomes: dict[str, Outcome] = {}
    jobs: list[tuple[Format, Edition]] = []
    keys: dict[str, str] = {}
    inputs: dict[str, tuple[bytes | str, ...]] = {}
    for output_format in formats:
        edition = editions[output_format.edition]
        if isinstance(edition, DossierError):
            outcomes[output_format.file] = edition
            continue
        start = begin()
        artifact = None
        if store.folder is not None:
            if edition.name not in inputs:
                inputs[edition.name] = _inputs(edition)
            keys[output_format.file] = entry = _key(output_format, clock, inputs[edition.name])
            artifact = _from_cache(entry, output_format, store)
        if artifact is None:
            jobs.append((output_format, edition))
        else:
            outcomes[output_format.file] = RenderedArtifact(artifact, start.stage_time(output_format.file))
    progress("render")
    if len(jobs) == 1:
        [(only, only_edition)] = jobs
        outcomes[only.file] = _outcome(lambda: _render(only, only_edition, clock, store))
    elif jobs:
        outcomes |= _side_by_side(jobs, clock, store, processes, progress)
    for output_format, _ in jobs:
        outcome = outcomes[output_format.file]
        if isinstance(outcome, RenderedArtifact) and output_format.file in keys:
            store.put(keys[output_format.file], artifacts.pack(outcome.artifact))
    return [outcomes[output_format.file] for output_format in formats]


def _from_cache(entry: str, output_format: Format, store: cache.Cache) -> Artifact | None:
    """Return the artifact that the cache has under a key, or None."""
    data = store.get(entry)
    if data is None:
        return None
    try:
        return artifacts.unpack(data, output_format)
    except ValueError:
        store.reject(entry)
        return None


def _side_by_side(
    jobs: Sequence[tuple[Format, Edition]],
    clock: datetime,
    store: cache.Cache,
    processes: int,
    progress: Progress,
) -> dict[str, Outcome]:
    """Render formats in processes of their own, which have the editions at once: the PDFs first.

    They take longest: one at the end would be set beside an idle processor.
    """
    # Objects here are shared with the processes that start now, unless the collector goes through them.
    gc.freeze()
    ordered_jobs = sorted(jobs, key=lambda job: job[0].name != "pdf")
    work = [
        workers.Job(
            partial(_render_aside, output_format, edition, clock, store),
            Place(edition.source.file),
            crash=_crash(output_format, edition),
        )
        for output_format, edition in ordered_jobs
    ]
    outcomes: dict[str, Outcome] = {}
    for number, outcome in workers.run(work, processes):
        output_format, _ = ordered_jobs[number]
        if isinstance(outcome, child.Fault):
            raise outcome
        outcomes[output_format.file] = outcome
        progress(output_format.file)
    return outcomes


def _render_aside(
    output_format: Format, edition: Edition, clock: datetime, store: cache.Cache, tell: child.Tell
) -> RenderedArtifact:
    return _render(output_format, edition, clock, store)


def _outcome(job: Callable[[], RenderedArtifact]) -> Outcome:
    try:
        return job()
    except DossierError as failure:
        return failure


def _crash(output_format: Format, edition: Edition) -> DossierError:
    hint = f"run `dossier doctor`; the other formats are built: report what makes {output_format.file} crash"
    message = f"a library crashed while {output_format.file} was made"
    return DossierError([error("render-crashed", message, Place(edition.source.file), hint)])


def _render(output_format: Format, edition: Edition, clock: datetime, store: cache.Cache) -> RenderedArtifact:
    tokens = theme.load()

    def draw_figure(drawing: Drawing, frame: Frame) -> bytes:
        return store.part("draw", [repr(drawing), repr(frame)], lambda: draw(drawing, frame, tokens))

    start = begin()
    with isolate("render-failed", f"{edition.slug}/{output_format.file} cannot be made", edition.source):
        artifact = output_format.render(edition, Setting(tokens, clock, draw_figure, store.part))
    return RenderedArtifact(artifact, start.stage_time(output_format.file))


def key(edition: Edition, output_format: Format, clock: datetime) -> str:
    """Return the cache key of an artifact: all that decides its bytes."""
    return _key(output_format, clock, _inputs(edition))


def _key(output_format: Format, clock: datetime, inputs: tuple[bytes | str, ...]) -> str:
    return cache.key("render", [output_format.file, clock.isoformat(), *inputs])


def _inputs(edition: Edition) -> tuple[bytes | str, ...]:
    """Return all of an edition that decides the bytes of its formats, and the places of their findings.

    `repr` leaves out bytes and texts, which follow it.
    """
    source, template = edition.source, edition.template
    return (
        repr(replace(edition, media={})),
        repr(edition.content),
        source.file,
        source.text,
        repr(source.parts),
        template.data if template else b"",
        *(
            part
            for each in edition.media.values()
            for part in (each.name, each.media_type, each.data, each.pixels)
        ),
        *(part for each in edition.files for part in (each.name, each.data)),
    )
