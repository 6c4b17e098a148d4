"""A projection: how a document becomes an edition. The table of them is in `editions/__init__`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model.stages import Document, Edition


@dataclass(frozen=True, slots=True)
class Projection:
    """The name of an edition for `--edition`, the function that makes it, and when and as what it is built.

    An edition `on_demand` is built only where it is asked for. One that no format names is made in the
    formats of another edition, `formats_of`.
    """

    name: str
    edit: Callable[[Document], Edition]
    on_demand: bool = False
    formats_of: str = ""
