"""A format: the file that an edition is rendered to. `formats/__init__` has the table of formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pipeline.charts.frame import Frame
from pipeline.model.byte_cache import ByteCache, without_cache
from pipeline.model.stages import Artifact, Drawing, Edition
from pipeline.theme import Theme


@dataclass(frozen=True, slots=True)
class Setting:
    """The input of a format besides the edition.

    `date` is the time of the build in UTC, from SOURCE_DATE_EPOCH or the article's dates: no format asks for
    the current time. `draw` draws a figure at a size, possibly from a cache. `cached_bytes` returns the bytes
    that `make` makes of these parts alone, from a cache if it has them; `kind` names the kind of the bytes.
    """

    theme: Theme
    date: datetime
    draw: Callable[[Drawing, Frame], bytes]
    cached_bytes: ByteCache = without_cache


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name for `--to`, its edition, and the function that renders it.

    The file identifies the format: several editions may have formats of one name. The file has the name of
    the edition, or `stem`, and the ending of the format; one that `is_folder` is a folder without an ending.

    `view` returns what of an edition the file shows; nothing else reaches `render`, or has it made again.

    `prepare` imports what rendering needs; it may run in a thread while the article is read.
    `render` raises DossierError if the file would lack something; findings that do not stop it are
    diagnostics of the artifact.
    """

    name: str
    edition: str
    render: Callable[[Edition, Setting], Artifact]
    prepare: Callable[[], object] = lambda: None
    view: Callable[[Edition], Edition] = lambda edition: edition
    stem: str = ""
    is_folder: bool = False

    @property
    def file(self) -> str:
        """The name of the file, the same for every article."""
        name = self.stem or self.edition
        return name if self.is_folder else f"{name}.{self.name}"
