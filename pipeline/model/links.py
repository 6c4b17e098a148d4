"""Allowed targets of links: a page, a mail address, a place in the article; no programs, no files."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, unquote, urlsplit

SCHEMES = ("http", "https", "mailto")
_IGNORED_CHARACTERS = re.compile("[\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# Characters that no name of a host has; an IPv6 address is in brackets.
_NO_HOST = re.compile(r"[\s\"#%/:<>?@\[\\\]^`{|}]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")


def link_problem(url: str) -> str | None:
    """Return why a link must not be followed, or None for http, https, mailto and places in the article."""
    plain = _IGNORED_CHARACTERS.sub("", unquote(url))
    if not plain:
        return "a link has no address"
    if plain.startswith("#"):
        return None
    scheme, colon, rest = plain.partition(":")
    if colon and _SCHEME.fullmatch(scheme):
        if scheme.lower() not in SCHEMES:
            return f"a link of the scheme `{scheme}` is not allowed"
        # Some programs take `http:\\host\share` for a folder of another machine.
        if rest.startswith("\\"):
            return "the address has backslashes"
        return (
            None
            if scheme.lower() == "mailto" or _has_host(unquote(url).strip())
            else "the address has no valid host"
        )
    return "a link to a file leads nowhere in the finished editions"


def _has_host(url: str) -> bool:
    """Return whether a web address has a valid host and port (WHATWG URL, 4.4)."""
    try:
        parts = urlsplit(url)
        has_valid_port = parts.port is None or parts.port >= 0
    except ValueError:  # a bracket, or a port that is no number
        return False
    host = parts.hostname or ""
    return has_valid_port and host != "" and ("[" in parts.netloc or not _NO_HOST.search(host))


def parts_of(url: str) -> SplitResult:
    """Return the parts of an address; an invalid one has no host, only scheme and path.

    `urlsplit` raises for a bracket outside an IPv6 address, and for a character of a host that means a slash.
    """
    try:
        return urlsplit(url.strip())
    except ValueError:
        scheme, _, rest = url.strip().partition(":")
        return SplitResult(scheme.lower(), "", rest, "", "")
