"""Where a link may lead: a page, a mail address, a place in the article; nothing runs, no file is opened."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

SCHEMES = ("http", "https", "mailto")
_IGNORED = re.compile("[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")


def link_problem(url: str) -> str | None:
    """Return why a link must not be followed, or None for http, https, mailto and places in the article."""
    plain = _IGNORED.sub("", unquote(url))
    if plain.startswith("#"):
        return None
    scheme, colon, rest = plain.partition(":")
    if colon and _SCHEME.fullmatch(scheme):
        if scheme.lower() not in SCHEMES:
            return f"a link of the scheme `{scheme}` is not allowed"
        # Some programs take `http:\\host\share` for a folder of another machine.
        return "the address has backslashes" if rest.startswith("\\") else None
    return "a link to a file leads nowhere in the finished editions"


def parts_of(url: str) -> SplitResult:
    """Return the parts of an address; one that cannot be taken apart has no host, only scheme and path.

    `urlsplit` raises where a bracket stands that is no part of an IPv6 address, or a sign that means a slash.
    """
    try:
        return urlsplit(url.strip())
    except ValueError:
        scheme, _, rest = url.strip().partition(":")
        return SplitResult(scheme.lower(), "", rest, "", "")
