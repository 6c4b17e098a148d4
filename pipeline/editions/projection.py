"""A projection: how a document becomes an edition. The table of them is in `editions/__init__`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model.stages import Document, Edition


@dataclass(frozen=True, slots=True)
class Projection:
    """The name of an edition for `--edition`, the function that builds it, and its conditions and formats.

    An edition `on_demand` is built only if it is named. An edition without formats of its own is built in
    those of another edition, `formats_of`.

    One that shows the content of another edition, `content_of`, has no name for `only=` and `except=`.
    """

    name: str
    edit: Callable[[Document], Edition]
    on_demand: bool = False
    formats_of: str = ""
    content_of: str = ""
