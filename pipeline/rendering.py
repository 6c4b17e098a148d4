"""Editions to artifacts: each format in a process of its own, so that a crash affects only one."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from pipeline import artifacts, cache, child, theme, workers
from pipeline.charts.figure import draw
from pipeline.charts.frame import Frame
from pipeline.formats.edition_theme import of_edition
from pipeline.formats.format import Format, Setting
from pipeline.isolation import isolate
from pipeline.model.diagnostics import DossierError, Place, error
from pipeline.model.slides import Slides
from pipeline.model.stages import Artifact, Drawing, Edition
from pipeline.timing import StageTime, begin
from pipeline.wording.unreadable import find_unreadable

Progress = Callable[[str], None]
# The names of formats, by what they take for most articles.
_LONGEST_FIRST = ("pdf", "pptx", "epub", "html")


@dataclass(frozen=True, slots=True)
class RenderedArtifact:
    """An artifact, what its making took, and the key of its entry in the cache."""

    artifact: Artifact
    time: StageTime
    entry: str = ""


Outcome = RenderedArtifact | DossierError
Deliver = Callable[[Format, Outcome], None]


def render_formats(
    formats: Sequence[Format],
    editions: Mapping[str, Edition | DossierError],
    clock: datetime,
    store: cache.Cache,
    processes: int,
    progress: Progress,
    deliver: Deliver = lambda output_format, outcome: None,
    *,
    verify: bool = False,
) -> Sequence[Outcome]:
    """Render each format: from the cache if possible, one in this process, several in as many `processes`.

    The longest are begun first: one at the end would be made beside an idle processor. An edition is asked
    for when the first of its formats is begun. The outcome of a format without one is its failure. `deliver`
    gets each outcome when it is there. With `verify` each artifact is read back and compared with its
    edition.
    """
    progress("render")
    work = _Work(editions, clock, store, deliver, verify)
    # Objects here are shared with the processes that start now, unless the collector goes through them.
    gc.freeze()
    if len(formats) == 1:
        for output_format, edition in work.begin(formats):
            work.finish(
                output_format, _outcome(partial(_render, output_format, edition, clock, store, verify))
            )
    else:
        ordered_formats = sorted(formats, key=lambda each: _LONGEST_FIRST.index(each.name))
        begun_formats: list[Format] = []

        def jobs() -> Iterator[workers.Job[RenderedArtifact]]:
            for output_format, edition in work.begin(ordered_formats):
                begun_formats.append(output_format)
                yield workers.Job(
                    partial(_render_aside, output_format, edition, clock, store, verify),
                    Place(edition.source.file),
                    crash=_crash(output_format, edition),
                )

        for number, outcome in workers.run(jobs(), processes):
            if isinstance(outcome, child.Fault):
                raise outcome
            work.finish(begun_formats[number], outcome)
            progress(begun_formats[number].file)
    return [work.outcomes[each.file] for each in formats]


@dataclass(frozen=True, slots=True)
class _Work:
    """The rendering of an article: its outcomes by file, and the keys of what is not in the cache."""

    editions: Mapping[str, Edition | DossierError]
    clock: datetime
    store: cache.Cache
    deliver: Deliver
    verify: bool
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    keys: dict[str, Keys] = field(default_factory=dict)

    def begin(self, formats: Sequence[Format]) -> Iterator[tuple[Format, Edition]]:
        """Yield the formats that have to be rendered, with their editions."""
        for each in formats:
            edition = self.editions[each.edition]
            if isinstance(edition, DossierError):
                self._end(each, edition)
            elif self.store.folder is None or not self._find(each, edition):
                yield each, edition

    def _find(self, output_format: Format, edition: Edition) -> bool:
        """Return whether the cache has an artifact; it is an outcome then."""
        start = begin()
        own_keys = keys_of(edition, output_format, self.clock, verify=self.verify)
        entries = self.keys[output_format.file] = own_keys
        artifact = _from_cache(entries, output_format, self.store)
        if artifact is None and not self.verify:
            # One that was read back serves as well.
            entries = keys_of(edition, output_format, self.clock, verify=True)
            artifact = _from_cache(entries, output_format, self.store)
        if artifact is None:
            return False
        time = start.stage_time(output_format.file)
        self._end(output_format, RenderedArtifact(artifact, time, entries.of(artifact)))
        return True

    def finish(self, output_format: Format, outcome: Outcome) -> None:
        """Keep the outcome of a format, and what was rendered in the cache."""
        if isinstance(outcome, RenderedArtifact) and output_format.file in self.keys:
            entry = self.keys[output_format.file].of(outcome.artifact)
            self.store.put(entry, artifacts.pack(outcome.artifact))
            outcome = replace(outcome, entry=entry)
        self._end(output_format, outcome)

    def _end(self, output_format: Format, outcome: Outcome) -> None:
        self.outcomes[output_format.file] = outcome
        self.deliver(output_format, outcome)


def _from_cache(entries: Keys, output_format: Format, store: cache.Cache) -> Artifact | None:
    """Return the artifact that the cache has under one of these keys, or None."""
    for entry in (entries.bytes, entries.places):
        data = store.get(entry)
        if data is None:
            continue
        try:
            return artifacts.unpack(data, output_format)
        except ValueError:
            store.reject(entry)
    return None


def _render_aside(
    output_format: Format,
    edition: Edition,
    clock: datetime,
    store: cache.Cache,
    verify: bool,
    tell: child.Tell,
) -> RenderedArtifact:
    return _render(output_format, edition, clock, store, verify)


def _outcome(job: Callable[[], RenderedArtifact]) -> Outcome:
    try:
        return job()
    except DossierError as failure:
        return failure


def _crash(output_format: Format, edition: Edition) -> DossierError:
    hint = f"run `dossier doctor`; the other formats are built: report what makes {output_format.file} crash"
    message = f"a library crashed while {output_format.file} was made"
    return DossierError([error("render-crashed", message, Place(edition.source.file), hint)])


def _render(
    output_format: Format, edition: Edition, clock: datetime, store: cache.Cache, verify: bool
) -> RenderedArtifact:
    tokens = of_edition(edition)

    def part(kind: str, parts: Sequence[bytes | str], make: Callable[[], bytes]) -> bytes:
        return store.part(kind, [*parts, repr(edition.look)], make)

    def draw_figure(drawing: Drawing, frame: Frame) -> bytes:
        return part("draw", [repr(drawing), repr(frame)], lambda: draw(drawing, frame, tokens))

    start = begin()
    with isolate("render-failed", f"{edition.slug}/{output_format.file} cannot be made", edition.source):
        setting = Setting(tokens, clock, draw_figure, part)
        view = output_format.view(edition)
        with theme.measure_in(tokens):
            artifact = output_format.render(view, setting)
    if verify:
        from pipeline.parity.reading import read_back

        artifact = replace(artifact, diagnostics=(*artifact.diagnostics, *read_back(view, artifact)))
    return RenderedArtifact(artifact, start.stage_time(output_format.file))


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of an artifact in the cache: by what decides its bytes, and by the places in the text too."""

    bytes: str
    places: str

    def of(self, artifact: Artifact) -> str:
        """Return the key of an artifact: the places decide where its findings are, if it has some."""
        return self.places if artifact.diagnostics else self.bytes


def keys_of(edition: Edition, output_format: Format, clock: datetime, *, verify: bool = False) -> Keys:
    """Return the cache keys of an artifact: all that decides it; one that was read back has other keys."""
    view = output_format.view(edition)
    parts = [output_format.file, clock.isoformat(), *_inputs(view), "verified" if verify else ""]
    return Keys(cache.key("render", parts), cache.key("render", [*parts, *_places(view)]))


def _inputs(edition: Edition) -> Iterator[bytes | str]:
    """Yield all of an edition that decides the bytes of its formats.

    `repr` leaves out bytes, which follow it, and the places of nodes.
    """
    template, content = edition.template, edition.content
    if isinstance(content, Slides):
        content = replace(content, slides=tuple(replace(each, at=None) for each in content.slides))
    yield repr(replace(edition, media={}, diagnostics=(), template=None))
    yield repr(content)
    yield edition.source.file
    # A text of which most letters cannot be shown has no PDF, whatever an edition shows of it.
    yield repr(find_unreadable(edition.source.text, of_edition(edition)))
    yield f"{template.name}" if template else ""
    yield template.data if template else b""
    for image in edition.media.values():
        yield from (image.name, image.media_type, image.data, image.pixels)
    for file in edition.files:
        yield from (file.name, file.data)


def _places(edition: Edition) -> Iterator[str]:
    """Yield all that decides the places of findings."""
    yield edition.source.text
    yield repr(edition.source.parts)
    yield repr(edition.template)
