"""A difference: the part of a file, and what each of two files has there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

MOST = 50
_AROUND, _LONGEST = 12, 60


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that differs: `ppt/slides/slide1.xml, /p:sld/p:cSld: @name`, and what either file has there."""

    part: str
    one: str
    other: str

    def inside(self, name: str) -> Difference:
        """Return it as one of a part with a name."""
        return replace(self, part=f"{name}, {self.part}" if self.part else name)

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.part}: {self.one} / {self.other}"


FileDifferences = Callable[[str, bytes, bytes], tuple[Difference, ...]]


def of_values(part: str, one: object, other: object) -> Difference:
    """Return a difference of two values, long ones cut down to where they begin to differ."""
    texts = [each if isinstance(each, str) else repr(each) for each in (one, other)]
    start = max(first_unlike(*texts) - _AROUND, 0)
    return Difference(part, *(_cut(each, start) for each in texts))


def first_unlike(one: str | bytes, other: str | bytes) -> int:
    """Return the offset at which two texts begin to differ."""
    low, high = 0, min(len(one), len(other))
    # To compare pieces is much faster than to compare letters.
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, start: int) -> str:
    start = 0 if len(text) <= _LONGEST else start
    piece = text[start : start + _LONGEST]
    before, after = "…" * (start > 0), "…" * (start + _LONGEST < len(text))
    return f"{before}{piece!r}{after}"
