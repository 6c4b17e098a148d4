"""How much of a costly family is tried: some of it by `make test`, all of it by `make prove`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
PROVE = bool(os.environ.get("DOSSIER_PROVE"))


def some(members: Sequence[T], count: int) -> Sequence[T]:
    """Return the first members of a family, or all of them where everything is proved."""
    return members if PROVE else members[:count]


def seeds(count: int) -> range:
    """Return the seeds of articles made at random: so many, or three hundred where everything is proved."""
    return range(300 if PROVE else count)
