"""Scripts without spaces between words: the places where their lines may break.

Browsers and e-book readers find them by themselves. For Khmer there is the package khmercut.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import util

from pipeline.wording.scripts import script

EXTRA, SCRIPT = "khmer", "Khmer"
# A run shorter than this fits on one line well enough; looking for words in it is not worth the time.
LONG = 12
ZERO_WIDTH_SPACE = "\u200b"
_RUN = re.compile(f"[{script('Khmr').ranges}\u200b]+")


def divide(text: str) -> str:
    """Return a text with zero-width spaces between words of a long run; unchanged without the package."""
    if text.isascii() or not is_installed():
        return text
    return _RUN.sub(lambda run: _divide(run.group()), text)


def long_run(text: str) -> re.Match[str] | None:
    """Find the first run of a text that has to be divided."""
    runs = () if text.isascii() else _RUN.finditer(text)
    return next((run for run in runs if _is_long(run.group())), None)


@cache
def is_installed() -> bool:
    """Return whether the package that knows the words is installed."""
    return util.find_spec("khmercut") is not None


def _divide(run: str) -> str:
    if not _is_long(run):
        return run
    from khmercut import tokenize

    return ZERO_WIDTH_SPACE.join(tokenize(run))


def _is_long(run: str) -> bool:
    return len(run) >= LONG and ZERO_WIDTH_SPACE not in run
