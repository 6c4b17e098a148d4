"""Hints for names that are wrong: the nearest name that is right, or those there are."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator

SHOWN = 8
# Of more names than this only those are compared that share letters with the wrong one: the nearest of them.
FEW = 200
# How many names a pair of letters is looked up for, all in all.
MOST = 1_000
_LONGEST = 100


class Names:
    """The names that are right, for hints about many that are wrong."""

    def __init__(self, known: Iterable[str]) -> None:
        """Keep the names."""
        self.names = sorted(set(known))
        self.pairs: dict[str, list[str]] = {}
        self.hints: dict[str, str] = {}
        if len(self.names) > FEW:
            for name in self.names:
                for pair in set(_pairs(name)):
                    self.pairs.setdefault(pair, []).append(name)

    def hint(self, name: str, *, otherwise: str = "") -> str:
        """Return a hint for a wrong name; `otherwise` is the hint where no known name is near."""
        if name not in self.hints:
            self.hints[name] = self._nearest(name)
        if close := self.hints[name]:
            return f"did you mean `{close}`?"
        if otherwise or not self.names:
            return otherwise
        return f"known: {self.shown()}"

    def shown(self) -> str:
        """Return the names in a line, the first of many."""
        return ", ".join(self.names[:SHOWN]) + (", …" if len(self.names) > SHOWN else "")

    def _nearest(self, name: str) -> str:
        if len(name) > _LONGEST:
            return ""
        close = difflib.get_close_matches(name, self._candidates(name), n=1, cutoff=0.6)
        return close[0] if close else ""

    def _candidates(self, name: str) -> list[str]:
        if len(self.names) <= FEW:
            return self.names
        shared: Counter[str] = Counter()
        looked = 0
        # The rarest pairs first: those that every name has tell nothing.
        for found in sorted((self.pairs.get(pair, []) for pair in set(_pairs(name))), key=len):
            if shared and looked + len(found) > MOST:
                break
            looked += len(found)
            shared.update(found[:MOST])
        return [each for each, _ in shared.most_common(FEW)]


def _pairs(name: str) -> Iterator[str]:
    """Yield the pairs of letters of a name, its ends among them."""
    framed = f"\n{name[:_LONGEST]}\n"
    return (framed[at : at + 2] for at in range(len(framed) - 1))


def suggestion(name: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Return a hint for one wrong name; see `Names` for many."""
    return Names(known).hint(name, otherwise=otherwise)
