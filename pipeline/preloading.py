"""The import of what formats need, while an article is read."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from pipeline.formats.format import Format
from pipeline.timing import StageTime, begin_beside


class Imports:
    """The import of the modules of formats, in a thread while the article is read.

    Processes that render have them at once. None is forked while it goes on: a lock that this thread has
    would be locked in them for ever.
    """

    def __init__(self, formats: Sequence[Format], pool: ThreadPoolExecutor) -> None:
        """Import the modules of these formats with a pool of one thread."""
        self._formats, self._pool = formats, pool
        self._future: Future[StageTime] | None = None

    def start(self) -> Future[StageTime]:
        """Begin the import, unless it has begun."""
        if self._future is None:
            self._future = self._pool.submit(_prepare, self._formats)
        return self._future

    def finish(self) -> StageTime:
        """Wait for the end of the import, and return what it took."""
        return self.start().result()


def _prepare(formats: Sequence[Format]) -> StageTime:
    start = begin_beside()
    for each in formats:
        each.prepare()
    return start.stage_time("import")
