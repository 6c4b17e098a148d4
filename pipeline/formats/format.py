"""A format: a file that an edition becomes. The table of them is in `formats/__init__`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.charts.frame import Frame
from pipeline.model.stages import Artifact, Drawing, Edition
from pipeline.theme import Theme

ByteCache = Callable[[str, Sequence[str], Callable[[], bytes]], bytes]


def without_cache(kind: str, parts: Sequence[str], make: Callable[[], bytes]) -> bytes:
    """Return bytes made now: what stands in for a cache where there is none."""
    return make()


@dataclass(frozen=True, slots=True)
class Setting:
    """What a format may use besides the edition.

    `date` is the build's clock in UTC (from SOURCE_DATE_EPOCH or the article's own dates): no format asks for
    the time. `draw` draws a figure at a size, and may answer from a cache. `kept` returns the bytes that
    `make` makes of these parts alone, from a cache where it has them; `kind` names what they are.
    """

    theme: Theme
    date: datetime
    draw: Callable[[Drawing, Frame], bytes]
    cached_bytes: ByteCache = without_cache


@dataclass(frozen=True, slots=True)
class Format:
    """A name for `--to`, the edition it shows, and the function that makes its bytes.

    The file tells formats apart: editions may be made in one format. Its name is the edition's, its ending
    the format's.

    `prepare` imports what rendering needs; it may run in a thread while the article is read.
    `render` raises DossierError when the file would lack something; findings that do not stop it are
    diagnostics of the artifact.
    """

    name: str
    edition: str
    render: Callable[[Edition, Setting], Artifact]
    prepare: Callable[[], object] = lambda: None

    @property
    def file(self) -> str:
        """The name of the file, the same for every article."""
        return f"{self.edition}.{self.name}"
