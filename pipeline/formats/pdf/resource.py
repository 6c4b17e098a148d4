"""What a page may ask for: bytes by URL, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

# Not a place: names that never resolve, so that a URL says what is meant and leads nowhere.
BASE = "https://article.invalid/"


@dataclass(frozen=True, slots=True)
class Resource:
    """Bytes that a page asks for by URL, and their media type."""

    media_type: str
    data: bytes = field(repr=False)
