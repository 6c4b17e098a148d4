"""The specimen of a look: a small article that shows every kind of content, to be built in a house's look."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from pipeline.model import packaged


def files() -> dict[str, bytes]:
    """Return the files of the article by their names, with slashes."""
    return {name: packaged.data(file) for name, file in _files(resources.files(__package__) / "article", "")}


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _files(each, f"{above}{each.name}/")
        else:
            yield f"{above}{each.name}", each
