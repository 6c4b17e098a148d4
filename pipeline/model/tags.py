"""Language tags that carry the author's own page words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Tag(str):
    """The BCP 47 tag of an article, with the words of the page that its author gives.

    All code that writes in the article's language gets its tag; so the author's words are used wherever the
    tag is, and nowhere else: a passage in another language has a plain tag. The two compare as equal.
    """

    terms: Mapping[str, str]

    def __new__(cls, tag: str, terms: Mapping[str, str]) -> Tag:
        """Create a tag with some page words."""
        result = super().__new__(cls, tag)
        result.terms = MappingProxyType(dict(terms))
        return result

    def __repr__(self) -> str:
        """Return the tag with its words: keys of the cache are made of it."""
        return f"Tag({str(self)!r}, {dict(self.terms)!r})" if self.terms else repr(str(self))

    def __reduce__(self) -> tuple[type[Tag], tuple[str, dict[str, str]]]:
        """Return how to rebuild it in another process, for pickle."""
        return Tag, (str(self), dict(self.terms))
