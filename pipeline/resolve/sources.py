"""Facts' sources as citations, for source lines that the author need not write."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import nodes as n
from pipeline.model.facts import Fact
from pipeline.resolve.bind import words


def citation_of(facts: Iterable[Fact], *, most: int | None = None, locators: bool = False) -> n.Cite | None:
    """Return one citation of the facts' sources, each reference once, or None if there are none."""
    locators_by_key: dict[str, str | None] = {}
    for fact in facts:
        for source in fact.sources:
            locators_by_key.setdefault(source.ref, source.locator if locators else None)
    keys = list(locators_by_key.items())[:most]
    if not keys:
        return None
    citations = tuple(
        n.Citation(ref, suffix=(n.Str(","), n.Space(), *words(locator)) if locator else ())
        for ref, locator in keys
    )
    return n.Cite(citations, (n.Str("[" + "; ".join("@" + ref for ref, _ in keys) + "]"),))
