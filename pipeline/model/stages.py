"""The results of the stages: Manuscript, Document, Edition, Artifact. The next stage takes only that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import assert_never

from pipeline.model import nodes as n
from pipeline.model.canvas import Canvas
from pipeline.model.dates import PartialDate, When
from pipeline.model.diagnostics import Diagnostic, Place
from pipeline.model.facts import Fact, Ledger
from pipeline.model.figures import FigureKind, FigureSpec
from pipeline.model.front_matter import FrontMatter
from pipeline.model.look import PLAIN, Look, TypeColour
from pipeline.model.references import Reference
from pipeline.model.slides import Slide, Slides, blocks_of
from pipeline.model.source import SourceFile, SourceText


@dataclass(frozen=True, slots=True)
class Media:
    """An image file: the name links use, its media type and its bytes.

    `pixels` is an SVG as PNG, for programs that would draw it differently.
    """

    name: str
    media_type: str
    data: bytes = field(repr=False)
    pixels: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Template:
    """A desk's template of slides: its name, its bytes, and the place that names it."""

    name: str
    data: bytes = field(repr=False)
    place: Place


@dataclass(frozen=True, slots=True)
class Places:
    """The places of values in the YAML files: (file name in the article, path of keys) to place."""

    entries: Mapping[tuple[str, tuple[str | int, ...]], Place]

    def of(self, file: str, *path: str | int) -> Place:
        """Return the place of a value, or of the nearest value above it that has one."""
        for end in range(len(path), -1, -1):
            place = self.entries.get((file, path[:end]))
            if place is not None:
                return place
        return Place(file)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The loaded article, everything with its place in the source.

    `blocks` begins with the titles that are more than words (`titles.py`), then with a Div of class
    `standfirst` where there is one. `plain` is an article without
    a ledger. `figures` and `media` go by the path that the prose uses.
    `style` is the text of a CSL style, empty for the default one. `broken_facts` are ids of ledger
    entries that could not be read, `broken_files` figures and images that could not, so that what names
    one is not reported a second time; nor is a citation without a reference, unless `has_whole_bibliography`,
    or of one of the `broken_references`.
    `files` are all files that were read, as bytes, the article first; none if the briefing shall not carry
    them. `token_places` are the places in a brand that set tokens, `type_colours` its colours for kinds of
    text.
    """

    slug: str
    root: Path
    source: SourceText
    front: FrontMatter
    blocks: n.Blocks = field(repr=False)
    ledger: Ledger = field(repr=False)
    references: tuple[Reference, ...] = field(repr=False)
    figures: Mapping[str, FigureSpec]
    media: Mapping[str, Media]
    style: str = field(repr=False)
    places: Places = field(repr=False)
    broken_facts: frozenset[str] = frozenset()
    broken_files: frozenset[str] = frozenset()
    has_whole_bibliography: bool = True
    broken_references: frozenset[str] = frozenset()
    plain: bool = False
    files: tuple[SourceFile, ...] = ()
    template: Template | None = None
    look: Look = PLAIN
    token_places: Mapping[str, Place] = field(default_factory=dict)
    type_colours: tuple[TypeColour, ...] = ()


@dataclass(frozen=True, slots=True)
class Datum:
    """A point of a figure: category, series, its time, its number in the figure's unit, and both as text.

    `high` is the upper end where the number is a range. In a slope the label is the head of the column, in a
    share that of the bar and the series the part; what the parts leave of the whole has no fact.
    """

    label: str
    series: str
    when: When | None
    amount: Decimal | None
    text: str
    fact: str
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A lasting state of a timeline; no end means that it lasts."""

    label: str
    start: PartialDate
    end: PartialDate | None
    hollow: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure's data, ready to be drawn at any size: the ledger's values, in the article's language.

    `id` is the figure's (`fig-aid`); `alt` is a full text alternative made from the data; `head` are the
    column heads of its data table.
    """

    id: str
    kind: FigureKind
    title: str
    unit: str
    data: tuple[Datum, ...]
    spans: tuple[Span, ...]
    begin: PartialDate | None
    end: PartialDate | None
    step: bool
    lang: str
    alt: str
    head: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The manuscript with facts bound, figures' data worked out, references numbered and citations processed.

    In `blocks` a figure drawn from data is a Figure whose image's url is `figure:<id>`; every bound fact is
    a Span of class `fact` with the key `fact`; a citation is a Cite with its label. `bibliography` has a
    Div `ref-<key>` for each entry cited anywhere, in the style's order; `nocite_keys` are keys of works in
    the list although nothing cites them.
    """

    slug: str
    source: SourceText
    front: FrontMatter
    blocks: n.Blocks = field(repr=False)
    bibliography: tuple[n.Div, ...] = field(repr=False)
    drawings: Mapping[str, Drawing]
    media: Mapping[str, Media]
    ledger: Ledger = field(repr=False)
    references: tuple[Reference, ...] = field(repr=False)
    files: tuple[SourceFile, ...] = ()
    nocite_keys: frozenset[str] = frozenset()
    template: Template | None = None
    look: Look = PLAIN


# A text, read on from block to block, or slides.
Content = n.Blocks | Slides


@dataclass(frozen=True, slots=True)
class Edition:
    """The document as one audience gets it: a text from the standfirst to the colophon, or slides.

    Images name an entry of `media` or a drawing `figure:<id>`. Text is typographically final. `files` are
    the article's own, for an edition that carries them; `facts` and `references` are those that an edition
    lists for programs.
    """

    name: str
    slug: str
    front: FrontMatter
    source: SourceText
    content: Content = field(repr=False)
    drawings: Mapping[str, Drawing]
    media: Mapping[str, Media]
    files: tuple[SourceFile, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    template: Template | None = None
    look: Look = PLAIN
    facts: tuple[Fact, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def blocks(self) -> n.Blocks:
        """The content as blocks: a text, or slides as pandoc has them."""
        match self.content:
            case tuple():
                return self.content
            case Slides(slides=slides):
                return blocks_of(slides)
            case _:
                assert_never(self.content)

    @property
    def slides(self) -> tuple[Slide, ...]:
        """The slides of a deck; ValueError for a text."""
        return self._deck.slides

    @property
    def canvas(self) -> Canvas:
        """The canvas of a deck's slides; ValueError for a text."""
        return self._deck.canvas

    @property
    def _deck(self) -> Slides:
        match self.content:
            case tuple():
                raise ValueError(f"the {self.name} of {self.slug} is a text, and has no slides")
            case Slides():
                return self.content
            case _:
                assert_never(self.content)


@dataclass(frozen=True, slots=True)
class Artifact:
    """One built file: its name, its bytes, and how many of a unit it has, a plural as `pages` or `slides`.

    One that `is_folder` is a folder of that name; the bytes are a zip archive of its files.
    """

    name: str
    format: str
    data: bytes = field(repr=False)
    extent: int
    extent_unit: str
    diagnostics: tuple[Diagnostic, ...] = ()
    is_folder: bool = False
