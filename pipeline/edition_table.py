"""The editions of a document, each edited when it is first asked for, while others are rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.editions import EDITIONS
from pipeline.isolation import isolate
from pipeline.model.diagnostics import DossierError
from pipeline.model.stages import Document, Edition
from pipeline.timing import StageTime, begin_beside

# The document of a text of more characters goes before its formats are rendered: it takes much memory.
_LONG = 500_000


class Editions(Mapping[str, Edition | DossierError]):
    """Editions by name, or the errors that prevent them; `times` tells what the editing has taken so far."""

    def __init__(self, document: Document, names: tuple[str, ...]) -> None:
        """Edit the first edition, and all of a long text."""
        self._document: Document | None = document
        self._names = names
        self._editions: dict[str, Edition | DossierError] = {}
        self._times: dict[str, StageTime] = {}
        for name in names if len(document.source.text) > _LONG else names[:1]:
            self[name]

    def __getitem__(self, name: str) -> Edition | DossierError:
        """Return an edition, or the error that prevents it."""
        if name in self._names and name not in self._editions and self._document is not None:
            start = begin_beside()
            self._editions[name] = _edition(name, self._document)
            self._times[name] = start.stage_time(f"edit {name}")
            if len(self._editions) == len(self._names):
                self._document = None
        return self._editions[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return the number of editions."""
        return len(self._names)

    def times(self) -> tuple[StageTime, ...]:
        """Return what each edition that was asked for has taken, in their order."""
        return tuple(self._times[name] for name in self._names if name in self._times)


def _edition(name: str, document: Document) -> Edition | DossierError:
    try:
        with isolate("render-failed", f"the {name} cannot be made", document.source):
            return EDITIONS[name].edit(document)
    except DossierError as failure:
        return failure
