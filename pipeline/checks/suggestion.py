"""Hints for wrong names: the nearest valid name, or a list of the valid ones."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator

MAX_LISTED = 8
# Of more names than this only those are compared that share letters with the wrong one: the nearest of them.
FEW = 200
# How many names a pair of letters is looked up for, all in all.
MOST = 1_000
_LONGEST = 100


class Names:
    """The valid names, for hints about many wrong ones."""

    def __init__(self, names: Iterable[str]) -> None:
        """Keep the names."""
        self.names = sorted(set(names))
        self.pairs: dict[str, list[str]] = {}
        self.hints: dict[str, str] = {}
        if len(self.names) > FEW:
            for name in self.names:
                for pair in set(_pairs(name)):
                    self.pairs.setdefault(pair, []).append(name)

    def hint(self, name: str, *, otherwise: str = "") -> str:
        """Return a hint for a wrong name; `otherwise` is the hint if no known name is near."""
        if name not in self.hints:
            self.hints[name] = self._nearest(name)
        if close := self.hints[name]:
            return f"did you mean `{close}`?"
        if otherwise or not self.names:
            return otherwise
        return f"known: {self.listing()}"

    def listing(self) -> str:
        """Return the names in a line, the first of many."""
        return ", ".join(self.names[:MAX_LISTED]) + (", …" if len(self.names) > MAX_LISTED else "")

    def _nearest(self, name: str) -> str:
        if len(name) > _LONGEST:
            return ""
        close = difflib.get_close_matches(name, self._candidates(name), n=1, cutoff=0.6)
        return close[0] if close else ""

    def _candidates(self, name: str) -> list[str]:
        if len(self.names) <= FEW:
            return self.names
        counts: Counter[str] = Counter()
        total = 0
        # The rarest pairs first: those that every name has distinguish nothing.
        for names_with_pair in sorted((self.pairs.get(pair, []) for pair in set(_pairs(name))), key=len):
            if counts and total + len(names_with_pair) > MOST:
                break
            total += len(names_with_pair)
            counts.update(names_with_pair[:MOST])
        return [each for each, _ in counts.most_common(FEW)]


def _pairs(name: str) -> Iterator[str]:
    """Yield the pairs of adjacent letters of a name, its ends included."""
    padded_name = f"\n{name[:_LONGEST]}\n"
    return (padded_name[at : at + 2] for at in range(len(padded_name) - 1))


def suggestion(name: str, names: Iterable[str], *, otherwise: str = "") -> str:
    """Return a hint for one wrong name; see `Names` for many."""
    return Names(names).hint(name, otherwise=otherwise)
