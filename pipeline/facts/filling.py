"""The words that the ledger puts into an empty binding."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.load import front
from pipeline.model.facts import Ledger
from pipeline.model.source import SourceText
from pipeline.wording.facts import fact_text, part_text


def filler(ledger: Ledger, source: SourceText) -> Callable[[str, str | None], str | None]:
    """Return a function from a fact and the name of a part to the words of its binding, or None."""
    lang = front.read(source, plain=True, default_bibliography=(), title="x").matter.lang

    def fill(name: str, show: str | None) -> str | None:
        fact = ledger.get(name)
        if fact is None:
            return None
        return part_text(fact, show, lang) if show else fact_text(fact, lang)

    return fill
