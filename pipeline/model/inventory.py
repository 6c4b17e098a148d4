"""The inventory of a folder of editions, as `manifest.json` has it: what is there, and of what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pipeline.model.dates import PartialDate
from pipeline.model.front_matter import Address, Author, FrontMatter, Language
from pipeline.model.records import Record, Text

# The version of the form: a reader of another one has to look at its schema.
FORM: Literal[1] = 1

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
Role = Literal["edition", "data", "record"]


class InputEntry(Record):
    """A file that decided the bytes of the editions."""

    name: Annotated[Text, Field(description="its path from the article's folder, or its name if far from it")]
    sha256: Annotated[Sha256, Field(description="SHA-256 of its bytes")]


class ToolEntry(Record):
    """A program or library that took part."""

    name: Annotated[Text, Field(description="its name, as a Python distribution where it is one")]
    version: Annotated[Text, Field(description="its version")]


class FileEntry(Record):
    """A file that was made."""

    name: Annotated[Text, Field(description="its name in the folder")]
    role: Annotated[
        Role, Field(description="`edition` for readers, `data` for programs, `record` about the release")
    ] = "edition"
    edition: Annotated[Text | None, Field(description="name of the edition")] = None
    format: Annotated[Text | None, Field(description="name of the format, as for `--to`")] = None
    media_type: Annotated[Text, Field(description="media type (RFC 6838)")]
    size: Annotated[int, Field(ge=0, description="bytes; of a folder, those of its archive")]
    sha256: Annotated[Sha256, Field(description="SHA-256 of its bytes; of a folder, of its list of digests")]
    extent: Annotated[int | None, Field(ge=0, description="how many pages, slides or chapters it has")] = None
    extent_unit: Annotated[Text | None, Field(description="what `extent` counts: `pages`, `slides`")] = None
    folder: Annotated[bool, Field(description="whether it is a folder")] = False
    state: Annotated[
        Sha256 | None,
        Field(description="the `state` that it was made in; another than the manifest's is an earlier one"),
    ] = None


class ArticleEntry(Record):
    """The article that the files are editions of."""

    slug: Annotated[Text, Field(description="name of the article in addresses and file names")]
    title: Annotated[Text, Field(description="the title, in Markdown")]
    subtitle: Text | None = None
    authors: tuple[Author, ...] = ()
    id: Annotated[Text | None, Field(description="document id that the colophon prints")] = None
    url: Annotated[Address | None, Field(description="where the article is published")] = None
    lang: Annotated[Language, Field(description="BCP 47 language tag")] = "en"
    date: Annotated[PartialDate | None, Field(description="date of publication")] = None
    as_of: Annotated[PartialDate | None, Field(description="the day up to which it was checked")] = None
    standfirst: Annotated[Text | None, Field(description="the bottom line, in Markdown")] = None
    keywords: tuple[Text, ...] = ()
    rights: Annotated[Text | None, Field(description="the licence of the text")] = None

    @classmethod
    def of(cls, slug: str, front: FrontMatter) -> ArticleEntry:
        """Return the entry of an article."""
        names = (name for name in cls.model_fields if name != "slug")
        return cls(slug=slug, **{name: getattr(front, name) for name in names})

    @property
    def front(self) -> FrontMatter:
        """The front matter, as far as a catalogue needs it."""
        names = (name for name in type(self).model_fields if name != "slug")
        return FrontMatter(**{name: getattr(self, name) for name in names})


class Inventory(Record):
    """What a folder holds: `manifest.json` of a build or of a release."""

    form: Annotated[Literal[1], Field(description="version of this form")] = FORM
    article: ArticleEntry
    version: Annotated[Text | None, Field(description="version of the release; none for a build")] = None
    date: Annotated[Moment, Field(description="date of the content: SOURCE_DATE_EPOCH, or the article's own")]
    draft: Annotated[bool, Field(description="whether the files are marked as drafts")] = False
    state: Annotated[Sha256, Field(description="digest of the inputs, the tools, the date and `draft`")]
    files: tuple[FileEntry, ...] = ()
    inputs: tuple[InputEntry, ...] = ()
    tools: tuple[ToolEntry, ...] = ()
    commit: Annotated[Text | None, Field(description="commit of the source that was released")] = None
    previous: Annotated[Text | None, Field(description="the version released before this one")] = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What an inventory is of: the article, the date of its content, and whether it is a draft."""

    article: ArticleEntry
    date: str
    is_draft: bool = False

    @classmethod
    def of(cls, slug: str, front: FrontMatter, clock: datetime, *, draft: bool) -> Subject:
        """Return the subject of a build."""
        return cls(ArticleEntry.of(slug, front), moment(clock), draft)


def moment(time: datetime) -> str:
    """Return a time in UTC as RFC 3339 has it, to the second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
