"""Illustrations of an article: figures described as data, and images, with their files."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from time import monotonic

from pydantic import TypeAdapter

from pipeline.load import media, records, yaml_text
from pipeline.load import text as texts
from pipeline.load.named_file import FIGURE, LocatedFile, RefusedName, find
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, error, warning
from pipeline.model.figures import FigureSpec
from pipeline.model.pictures import CELL
from pipeline.model.source import SourceFile, SourceText
from pipeline.model.stages import Media

MAX_TOTAL = 200_000_000
# An article of a hundred large figures needs a tenth of this.
MAX_SECONDS = 120.0
_FIGURE: TypeAdapter[FigureSpec] = TypeAdapter(FigureSpec)
Entries = MutableMapping[tuple[str, yaml_text.Path], Place]


@dataclass(frozen=True, slots=True)
class Illustrations:
    """The figures and images of an article, the names of broken ones, the files read with their places."""

    figures: Mapping[str, FigureSpec]
    media: Mapping[str, Media]
    broken_names: frozenset[str]
    files: tuple[tuple[SourceFile, Place], ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The image that the front matter names as the cover of the e-book, and the place of that name."""

    url: str | None
    place: Place


def read(blocks: n.Blocks, source: SourceText, reach: Reach, entries: Entries, cover: Cover) -> Illustrations:
    """Read the figures and images that the prose shows, and the cover.

    Places of the figures' values are added to `entries`.
    """
    collector = _Collector(reach, entries)
    for node in walk.walk(blocks):
        if isinstance(node, n.Image) and node.url not in collector.urls and not node.url.startswith(CELL):
            collector.urls.add(node.url)
            collector.take(node.url, _place(source, node))
    if (
        cover.url is not None
        and cover.url not in collector.urls
        and not collector.image(cover.url, cover.place)
    ):
        hint = "check the name, or leave out `cover` to have one drawn"
        message = f"missing image `{cover.url}`"
        collector.diagnostics.append(warning("image-missing", message, cover.place, hint))
    return Illustrations(
        collector.figures,
        collector.media,
        frozenset(collector.broken_names),
        tuple(collector.files),
        tuple(collector.diagnostics),
    )


def _place(source: SourceText, node: n.Image) -> Place:
    """Return the place of an image's name, or of the image if its name is written in another form."""
    end = None if node.at is None else source.text.find("\n\n", node.at)
    offset = source.text.find(node.url, node.at, None if end == -1 else end) if node.at is not None else -1
    return source.place(node.at) if offset < 0 else source.place(offset, len(node.url))


@dataclass(slots=True)
class _Collector:
    """Collects the figures and images that are read."""

    reach: Reach
    entries: Entries
    urls: set[str] = field(default_factory=set)
    figures: dict[str, FigureSpec] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    broken_names: set[str] = field(default_factory=set)
    files: list[tuple[SourceFile, Place]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    size: int = 0
    seconds: float = 0.0

    def take(self, url: str, place: Place) -> None:
        """Read the content of an image: a figure, or a file."""
        if url.endswith((".yaml", ".yml")):
            file = find(url, self.reach, FIGURE)
            if isinstance(file, LocatedFile):
                self.figure(url, file, place)
            elif isinstance(file, RefusedName):
                self.broken_names.add(url)
                self.diagnostics.append(warning(file.code, file.message, place, file.hint))
            return
        self.image(url, place)

    def figure(self, url: str, file: LocatedFile, place: Place) -> None:
        """Read a figure that is described as data."""
        try:
            text, problems = texts.read_text(file.path, self.reach, FIGURE.limit)
        except DossierError as failure:
            self.broken_names.add(url)
            self.diagnostics += failure.diagnostics
            return
        self.files.append((SourceFile(file.name, "figure", text.data), place))
        spec, faults = _figure(url, text, self.entries)
        self.diagnostics += (*problems, *faults)
        if spec is None:
            self.broken_names.add(url)
        else:
            self.figures[url] = spec

    def image(self, url: str, place: Place) -> bool:
        """Read an image; return whether its file exists or a diagnostic explains why it is not read."""
        if self.seconds > MAX_SECONDS:
            self.broken_names.add(url)
            message = f"drawing the images before `{url[:80]}` took too long: no more are read"
            self.diagnostics.append(warning("image-unreadable", message, place, "export those as PNG"))
            return True
        start = monotonic()
        image = media.read(url, self.reach, place)
        self.seconds += monotonic() - start
        if image is None:
            return False
        if self.size + len(image.data) > MAX_TOTAL:
            self.broken_names.add(url)
            message = f"the images before `{url[:80]}` have {MAX_TOTAL:,} bytes together: no more are read"
            self.diagnostics.append(warning("image-unreadable", message, place, "make them smaller"))
            return True
        self.size += len(image.data)
        self.diagnostics += image.diagnostics
        if image.name:
            self.files.append((SourceFile(image.name, "image", image.data), place))
        if image.media is None:
            self.broken_names.add(url)
        else:
            self.media[url] = image.media
        return True


def _figure(
    url: str, source: SourceText, entries: Entries
) -> tuple[FigureSpec | None, tuple[Diagnostic, ...]]:
    content = yaml_text.parse(source)
    entries.update({(url, where): place for where, place in content.places.items()})
    if content.diagnostics and content.value is None:
        return None, content.diagnostics
    if content.value is None:
        hint = "begin it with `kind: bars` or another kind, as `dossier schema figure` tells"
        return None, (error("figure-invalid", "the file is empty", Place(source.file, 1, 1), hint),)
    names = records.Names("figure-unknown", "figure-invalid")
    outcome = records.make(_FIGURE, content.value, (), content.places, source.file, names)
    return outcome.record, (*content.diagnostics, *outcome.diagnostics)
