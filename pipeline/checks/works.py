"""Works that are cited: what a reference of a type needs, and what tells two of them to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.checks.links import address
from pipeline.model.references import Reference

# What a reference of a type cannot do without; `by` is any of author, editor, publisher and container.
_WANTED: Mapping[str, tuple[str, ...]] = {
    "article-journal": ("title", "by", "issued", "container-title"),
    "article-magazine": ("title", "dated", "container-title"),
    "article-newspaper": ("title", "dated", "by"),
    "book": ("title", "by", "issued"),
    "chapter": ("title", "by", "issued", "container-title"),
    "dataset": ("title", "by", "dated"),
    "legal_case": ("title", "dated"),
    "legislation": ("title", "dated"),
    "paper-conference": ("title", "by", "issued"),
    "post": ("title", "by", "dated", "URL"),
    "post-weblog": ("title", "by", "dated", "URL"),
    "report": ("title", "by", "dated"),
    "software": ("title", "by"),
    "thesis": ("title", "by", "issued"),
    "treaty": ("title", "dated"),
    "webpage": ("title", "by", "dated", "URL"),
}
_BY = ("author", "editor", "publisher", "container-title", "authority", "collection-editor", "director")
_NAMES = {"by": "author or publisher", "dated": "date of issue or of access", "issued": "date of issue"}
_LONG_TITLE = 15


def missing(reference: Reference, *, dated: bool) -> list[str]:
    """Return what a reference lacks, in words; in an article that is `dated`, the day of access is known."""
    wanted = _WANTED.get(str(reference.fields.get("type")), ("title",))
    lacking = [name for name in wanted if not _has(reference, name)]
    return [_NAMES.get(name, name) for name in lacking if not (dated and name == "dated")]


def _has(reference: Reference, name: str) -> bool:
    fields = reference.fields
    if name == "by":
        return any(fields.get(each) for each in _BY)
    if name == "dated":
        return bool(fields.get("issued") or fields.get("accessed"))
    return bool(fields.get(name))


def marks(reference: Reference) -> Iterator[tuple[str, ...]]:
    """Yield what no second work has, each with its name: DOI, address, title with date."""
    fields = reference.fields
    doi, url, title = (str(fields.get(name) or "").strip() for name in ("DOI", "URL", "title"))
    if doi:
        yield "DOI", re.sub(r"^https?://(?:dx\.)?doi\.org/", "", doi.lower())
    if url and not doi:
        yield "address", address(url)
    issued = fields.get("issued")
    if len(title) > _LONG_TITLE and issued and not fields.get("volume"):
        plain = re.sub(r"\W+", " ", title.lower()).strip()
        yield (
            "title and date",
            plain,
            str(issued),
            str(fields.get("container-title") or fields.get("publisher")),
        )
