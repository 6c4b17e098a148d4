"""A small paper of kinds that failed for strangers: an article, with the words that its editions show.

It holds several kinds; a row of `shown` is one of them. Pictures are made by the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HEAD = "---\ntitle: The mill\nauthor: Ann Miller\ndate: 3 May 2024\n"


@dataclass(frozen=True)
class Paper:
    """A paper: its text, the files beside it, what each kind shows, and the codes that are told, sorted."""

    text: str
    files: Mapping[str, str] = field(default_factory=dict)
    words_by_kind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words_of_whole: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden_words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
