"""Tags of languages that bring the author's own words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


class Tag(str):
    """The BCP 47 tag of an article, with the words of the page that its author gives.

    Whatever writes in the article's language is handed its tag; so the author's words go wherever it goes,
    and no further: a passage in another language has a plain tag. It is equal to a plain tag of that name.
    """

    terms: Mapping[str, str]

    def __new__(cls, tag: str, terms: Mapping[str, str]) -> Tag:
        """Make a tag that brings some words."""
        result = super().__new__(cls, tag)
        result.terms = MappingProxyType(dict(terms))
        return result

    def __reduce__(self) -> tuple[type[Tag], tuple[str, dict[str, str]]]:
        """Return how to rebuild it in another process, for pickle."""
        return Tag, (str(self), dict(self.terms))
