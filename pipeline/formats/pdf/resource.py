"""What a page may ask for: bytes by URL, and nothing else."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field

# Not a place: names that never resolve, so that a URL says what is meant and leads nowhere.
BASE = "https://article.invalid/"
_DATA = re.compile(r"data:(image/(?:png|jpeg|gif));base64,")


@dataclass(frozen=True, slots=True)
class Resource:
    """Bytes that a page asks for by URL, and their media type."""

    media_type: str
    data: bytes = field(repr=False)


def embedded(url: str) -> Resource | None:
    """Return the picture that an address of data is, as loading writes it; None for any other address."""
    match = _DATA.match(url)
    return Resource(match.group(1), base64.b64decode(url[match.end() :])) if match else None
