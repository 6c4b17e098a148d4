"""What an article shows: the figures that it describes as data, and its images, with the files they are."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from time import monotonic

from pydantic import TypeAdapter

from pipeline.load import media, records, yaml_text
from pipeline.load import text as texts
from pipeline.load.named_file import FIGURE, Located, Refused, find
from pipeline.load.reach import Reach
from pipeline.model import nodes as n
from pipeline.model import walk
from pipeline.model.diagnostics import Diagnostic, DossierError, Place, warning
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
class Shown:
    """The figures and images of an article, the names of broken ones, the files read with their places."""

    figures: Mapping[str, FigureSpec]
    media: Mapping[str, Media]
    broken: frozenset[str]
    files: tuple[tuple[SourceFile, Place], ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The image that the front matter names as the cover of the e-book, and where it does."""

    url: str | None
    place: Place


def shown(blocks: n.Blocks, source: SourceText, reach: Reach, entries: Entries, cover: Cover) -> Shown:
    """Read the figures and images that the prose shows, and the cover.

    Places of the figures' values are added to `entries`.
    """
    gathered = _Gathered(reach, entries)
    for node in walk.walk(blocks):
        if isinstance(node, n.Image) and node.url not in gathered.asked and not node.url.startswith(CELL):
            gathered.asked.add(node.url)
            gathered.take(node.url, _place(source, node))
    if (
        cover.url is not None
        and cover.url not in gathered.asked
        and not gathered.image(cover.url, cover.place)
    ):
        hint = "check the name, or leave out `cover` to have one drawn"
        message = f"there is no image `{cover.url}`"
        gathered.found.append(warning("image-missing", message, cover.place, hint))
    return Shown(
        gathered.figures,
        gathered.media,
        frozenset(gathered.broken),
        tuple(gathered.files),
        tuple(gathered.found),
    )


def _place(source: SourceText, node: n.Image) -> Place:
    """Return the place of an image's name, or of the image where its name is written otherwise."""
    end = None if node.at is None else source.text.find("\n\n", node.at)
    found = source.text.find(node.url, node.at, None if end == -1 else end) if node.at is not None else -1
    return source.place(node.at) if found < 0 else source.place(found, len(node.url))


@dataclass(slots=True)
class _Gathered:
    """What was read so far."""

    reach: Reach
    entries: Entries
    asked: set[str] = field(default_factory=set)
    figures: dict[str, FigureSpec] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    files: list[tuple[SourceFile, Place]] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    size: int = 0
    seconds: float = 0.0

    def take(self, url: str, place: Place) -> None:
        """Read what an image shows: a figure, or a file."""
        if url.endswith((".yaml", ".yml")):
            located = find(url, self.reach, FIGURE)
            if isinstance(located, Located):
                self.figure(url, located, place)
            elif isinstance(located, Refused):
                self.broken.add(url)
                self.found.append(warning(located.code, located.message, place, located.hint))
            return
        self.image(url, place)

    def figure(self, url: str, located: Located, place: Place) -> None:
        """Read a figure that is described as data."""
        try:
            text, problems = texts.read_text(located.path, self.reach, FIGURE.limit)
        except DossierError as failure:
            self.broken.add(url)
            self.found += failure.diagnostics
            return
        self.files.append((SourceFile(located.name, "figure", text.data), place))
        spec, faults = _figure(url, text, self.entries)
        self.found += (*problems, *faults)
        if spec is None:
            self.broken.add(url)
        else:
            self.figures[url] = spec

    def image(self, url: str, place: Place) -> bool:
        """Read an image, and tell whether there is a file, or a reason why there is none."""
        if self.seconds > MAX_SECONDS:
            self.broken.add(url)
            message = f"drawing the images before `{url[:80]}` took too long: no more are read"
            self.found.append(warning("image-unreadable", message, place, "export those as PNG"))
            return True
        started = monotonic()
        read = media.read(url, self.reach, place)
        self.seconds += monotonic() - started
        if read is None:
            return False
        if self.size + len(read.data) > MAX_TOTAL:
            self.broken.add(url)
            message = f"the images before `{url[:80]}` have {MAX_TOTAL:,} bytes together: no more are read"
            self.found.append(warning("image-unreadable", message, place, "make them smaller"))
            return True
        self.size += len(read.data)
        self.found += read.diagnostics
        if read.name:
            self.files.append((SourceFile(read.name, "image", read.data), place))
        if read.media is None:
            self.broken.add(url)
        else:
            self.media[url] = read.media
        return True


def _figure(
    url: str, source: SourceText, entries: Entries
) -> tuple[FigureSpec | None, tuple[Diagnostic, ...]]:
    parsed = yaml_text.parse(source)
    entries.update({(url, where): place for where, place in parsed.places.items()})
    if parsed.diagnostics and parsed.value is None:
        return None, parsed.diagnostics
    names = records.Names("figure-unknown", "figure-invalid")
    outcome = records.make(_FIGURE, parsed.value or {}, (), parsed.places, source.file, names)
    return outcome.record, (*parsed.diagnostics, *outcome.diagnostics)
