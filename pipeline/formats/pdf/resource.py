"""The resources of a page: bytes by URL."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field

# A host that never resolves (RFC 2606): these URLs are only keys of resources.
BASE = "https://article.invalid/"
_DATA = re.compile(r"data:(image/(?:png|jpeg|gif));base64,")


@dataclass(frozen=True, slots=True)
class Resource:
    """The bytes of a URL and their media type."""

    media_type: str
    data: bytes = field(repr=False)


def read_data_url(url: str) -> Resource | None:
    """Decode the picture of a data URL in the form that loading writes; return None for any other URL."""
    match = _DATA.match(url)
    return Resource(match.group(1), base64.b64decode(url[match.end() :])) if match else None
