"""Front matter read from a few lines, for tests."""

from __future__ import annotations

from pipeline.load import front
from pipeline.model.source import SourceText


def read(text: str, *, plain: bool = True) -> front.Front:
    """Return the front matter of an article's text."""
    return front.read(SourceText("paper.md", text), plain=plain, default_bibliography=(), title="a name")


def block(yaml: str, *, plain: bool = True) -> front.Front:
    """Return a front matter of these lines below a title."""
    return read(f"---\ntitle: T\n{yaml}\n---\n\nText.\n", plain=plain)


def messages_of(result: front.Front) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in result.diagnostics]


def people(yaml: str) -> list[tuple[str, ...]]:
    """Return each author with the institutions that the marks behind the name lead to."""
    matter = block(yaml).matter
    names = {each.index: each.name for each in matter.affiliations}
    return [
        (each.name, *(names[part] for part in (each.affiliation or "").split(", ") if part))
        for each in matter.authors
    ]
