"""The front matter of `article.md`: titles, authors, dates, language, and options of editions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag

from pipeline.model.canvas import USUAL_RATIO, Ratio
from pipeline.model.dates import PartialDate
from pipeline.model.records import Record, Text
from pipeline.model.settings import CheckSettings

# The characters of `handling` for which slides have room; what is longer is shortened there.
HANDLING_LENGTH = 100

# The time of artifacts whose article has no date.
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)

_DOI = re.compile(r"10\.\d{4,9}/\S+")

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]\S*$", max_length=500)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$")]


class Author(Record):
    """A person or a body that wrote the article."""

    name: Annotated[Text, Field(description="the person, or the body")]
    affiliation: Annotated[
        Text | None, Field(description="institution, or indexes of `affiliations`: `1, 2`")
    ] = None
    orcid: Annotated[
        str | None,
        StringConstraints(pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$"),
        Field(description="the author's ORCID, as `0000-0002-1825-0097`"),
    ] = None
    email: Annotated[Text | None, Field(description="address for mail")] = None
    corresponding: Annotated[bool, Field(description="whether letters go to this author")] = False
    equal_contrib: Annotated[
        bool, Field(description="whether the author contributed as much as others so marked")
    ] = False
    note: Annotated[Text | None, Field(description="what is to be said of the author below the names")] = None


class Affiliation(Record):
    """An institution that authors refer to by its index (JOSS form)."""

    name: Annotated[Text, Field(description="name of the institution")]
    index: Annotated[Text, Field(description="the number that authors name it by")]
    ror: Annotated[Text | None, Field(description="its identifier in the Research Organization Registry")] = (
        None
    )


class BriefingOptions(Record):
    """How the PDF is set."""

    paper: Annotated[Literal["A4", "Letter"], Field(description="page size")] = "A4"
    draft: Annotated[
        bool, Field(description="write `draft` on pages and slides, and number the lines of pages")
    ] = False
    handling: Annotated[
        Text | None, Field(description="who may read it, on every page and slide: `For official use`")
    ] = None
    contents: Annotated[
        bool | None, Field(description="whether there is a list of contents; none leaves it to the length")
    ] = None
    attach: Annotated[
        bool, Field(description="whether the PDF carries the article's files; false keeps them out")
    ] = True


class EbookOptions(Record):
    """How the EPUB is made."""

    cover: Annotated[Text | None, Field(description="image file for the cover; none draws one")] = None


class WebOptions(Record):
    """How the web page is made."""

    image: Annotated[
        Address | None,
        Field(description="address of the picture that networks show beside a link to the page"),
    ] = None


class DeckOptions(Record):
    """How the slides are made."""

    title: Annotated[Text | None, Field(description="a shorter title for the first slide")] = None
    sources: Annotated[
        Literal["full", "short", "none"],
        Field(description="the sources as slides: `full` lists, `short` counts them on one, `none`"),
    ] = "full"
    minutes: Annotated[
        int | None, Field(ge=1, le=600, description="for how long; the heaviest sections have most slides")
    ] = None
    appendix: Annotated[
        tuple[Text, ...], Field(description="sections behind the sources, by their ids or headings")
    ] = ()
    embed_fonts: Annotated[
        bool,
        Field(
            description="whether the PPTX carries its typefaces; false leaves them to the reader's machine"
        ),
    ] = True
    ratio: Annotated[Ratio, Field(description="width and height of the slides")] = USUAL_RATIO
    template: Annotated[
        Text | None, Field(description="a PPTX file whose master and layouts of Dossier's names the deck has")
    ] = None


def _light_form(value: Any) -> Any:
    """Return the brand for light grounds of one that names two files, as Quarto has it."""
    if not isinstance(value, Mapping):
        return value
    unknown_keys = [str(key) for key in value if key not in ("light", "dark")]
    if unknown_keys or not value:
        what = f"`{unknown_keys[0]}` is none of the keys" if unknown_keys else "write one of the keys"
        raise ValueError(f"{what} `light` and `dark`, each with the name of a file")
    return value.get("light") or value.get("dark")


class ChapterGroup(Record):
    """Chapters under a common heading in lists of contents, as Quarto has them."""

    part: Annotated[Text, Field(description="heading of the part")]
    chapters: Annotated[tuple[Text, ...], Field(min_length=1, description="its files, in order")]


def _kind_of_chapter(value: object) -> str:
    return "group" if isinstance(value, dict | ChapterGroup) else "file"


Chapter = Annotated[
    Annotated[Text, Tag("file")] | Annotated[ChapterGroup, Tag("group")], Discriminator(_kind_of_chapter)
]


class FrontMatter(Record):
    """The YAML block at the head of an article."""

    title: Annotated[Text, Field(description="the title, in Markdown")]
    short_title: Annotated[
        Text | None, Field(description="the title in running heads; none takes what stands before a colon")
    ] = None
    subtitle: Annotated[Text | None, Field(description="printed under the title")] = None
    kicker: Annotated[Text | None, Field(description="the series, printed above the title")] = None
    authors: Annotated[tuple[Author, ...], Field(description="who wrote it: persons and bodies")] = ()
    affiliations: Annotated[
        tuple[Affiliation, ...],
        Field(description="institutions, only for authors whose `affiliation` gives numbers"),
    ] = ()
    date: Annotated[PartialDate | None, Field(description="date of publication")] = None
    as_of: Annotated[PartialDate | None, Field(description="the day up to which the article was checked")] = (
        None
    )
    id: Annotated[Text | None, Field(description="document id printed in the foot")] = None
    url: Annotated[Address | None, Field(description="where the article is published")] = None
    lang: Annotated[Language, Field(description="BCP 47 language tag")] = "en"
    terms: dict[str, Text] = Field(
        default_factory=dict, description="words of the page in the article's language, by their names"
    )
    standfirst: Annotated[
        Text | None, Field(description="the bottom line in up to three sentences (Markdown)")
    ] = None
    chapters: Annotated[
        tuple[Chapter, ...],
        Field(description="Markdown files whose text follows that of this one, in order, perhaps in parts"),
    ] = ()
    keywords: Annotated[tuple[Text, ...], Field(description="what the article is about, for catalogues")] = ()
    rights: Annotated[Text | None, Field(description="the licence of the text")] = None
    number_sections: Annotated[bool, Field(description="number the headings")] = False
    bibliography: Annotated[
        tuple[Text, ...],
        Field(description="files beside the article: BibTeX, CSL JSON or YAML, RIS, EndNote XML, PubMed"),
    ] = ()
    nocite: Annotated[
        Text | None, Field(description="keys to list although nothing cites them: `@a, @b`; `@*` lists all")
    ] = None
    references: Annotated[
        tuple[dict[str, Any], ...], Field(description="entries of CSL in the front matter itself")
    ] = ()
    csl: Annotated[
        Text, Field(description="a style's name (`dossier styles`) or a .csl file beside the article")
    ] = "author-date"
    editions: Annotated[
        tuple[Text, ...], Field(description="what is built when nobody names editions; none means the usual")
    ] = ()
    briefing: BriefingOptions = BriefingOptions()
    ebook: EbookOptions = EbookOptions()
    deck: DeckOptions = DeckOptions()
    web: WebOptions = WebOptions()
    brand: Annotated[
        Text | None,
        BeforeValidator(_light_form),
        Field(
            description="a `_brand.yml`, or `false`; none takes the nearest one beside or above the article"
        ),
    ] = None
    checks: Annotated[CheckSettings, Field(description="severities and thresholds of checks")] = (
        CheckSettings()
    )

    @property
    def chapter_files(self) -> Iterator[tuple[str, str, tuple[str | int, ...]]]:
        """Each file of `chapters`, the part that it begins or an empty text, and the keys that lead to it."""
        for index, each in enumerate(self.chapters):
            match each:
                case ChapterGroup(part=part, chapters=names):
                    for number, name in enumerate(names):
                        yield name, "" if number else part, ("chapters", index, "chapters", number)
                case _:
                    yield each, "", ("chapters", index)

    @property
    def running_title(self) -> str:
        """The title as running heads have it."""
        return self.short_title or self.title.partition(": ")[0].rstrip()

    @property
    def address(self) -> str:
        """Where the article is published: `url`, or the address of an `id` that is a DOI; empty for none."""
        doi = _DOI.search(self.id or "")
        return self.url or (f"https://doi.org/{doi[0]}" if doi else "")

    def marks(self) -> tuple[tuple[int, ...], ...]:
        """Return for each author the places of the institutions in `institutions`, counted from 1."""
        names = {each.index: each.name for each in self.affiliations}
        order = {name: place for place, name in enumerate(self.institutions(), 1)}
        return tuple(
            tuple(order[each] for each in _institutions(author, names) if each in order)
            for author in self.authors
        )

    def institutions(self) -> tuple[str, ...]:
        """Return the authors' institutions, each once: written out, or named by an index as JOSS does."""
        names = {each.index: each.name for each in self.affiliations}
        result: dict[str, None] = {}
        for author in self.authors:
            result.update(dict.fromkeys(_institutions(author, names)))
        return tuple(result)


def _institutions(author: Author, names: Mapping[str, str]) -> list[str]:
    """Return an author's institutions: those that its indexes name, else the affiliation as written."""
    if author.affiliation is None:
        return []
    parts = [part.strip() for part in author.affiliation.split(",")]
    return [names[part] for part in parts if part in names] or [author.affiliation]


def as_draft(front: FrontMatter) -> FrontMatter:
    """Return the front matter of an article whose artifacts are drafts."""
    return front.model_copy(update={"briefing": front.briefing.model_copy(update={"draft": True})})


def own_clock(front: FrontMatter) -> datetime:
    """Return the time that an article itself sets for its artifacts."""
    date = front.date or front.as_of
    own = datetime(date.first.year, date.first.month, date.first.day, tzinfo=UTC) if date else EPOCH
    return max(own, EPOCH)
