"""Links: faults of an address, and whether two addresses are the same."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

from pipeline.model.links import parts_of

SHORTENERS = frozenset(
    [
        "bit.ly",
        "buff.ly",
        "cutt.ly",
        "dlvr.it",
        "fb.me",
        "goo.gl",
        "ift.tt",
        "is.gd",
        "j.mp",
        "lnkd.in",
        "ow.ly",
        "rb.gy",
        "rebrand.ly",
        "shorturl.at",
        "t.co",
        "t.ly",
        "tiny.cc",
        "tinyurl.com",
        "trib.al",
        "v.gd",
    ]
)
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|_hsmi|mkt_tok|ref_src)"
)
_PRIVATE = re.compile(
    r"localhost|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|0\.0\.0\.0"
    r"|::1|.*\.(?:local|localhost|internal|test|invalid|lan)"
)
_LINK_TEXT = re.compile(r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#].*)?", re.IGNORECASE)
_ENDINGS = re.compile(
    r"\.(?:md|py|json|ya?ml|txt|pdf|html?|csv|js|sh|exe|png|jpe?g|toml|rs|tex)$", re.IGNORECASE
)


def suspicion(url: str, link_text: str = "") -> tuple[str, str] | None:
    """Return the fault of a link and its hint, or None; `link_text` is the text of the link."""
    parts = parts_of(url)
    if parts.scheme not in ("http", "https"):
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if not host:
        return f"no host in {url!r}", "write the whole address: `https://host/page`"
    if _PRIVATE.fullmatch(host):
        return f"private host {host!r}", "link to the public page"
    if host in SHORTENERS:
        return f"shortened link through {host}", "link to the page itself"
    tracking = [key for key, _ in parse_qsl(parts.query, keep_blank_values=True) if _TRACKING.fullmatch(key)]
    if tracking:
        return (
            f"tracking parameter `{tracking[0]}` in the address",
            "leave out what follows the question mark",
        )
    text_match = _LINK_TEXT.fullmatch(link_text.strip())
    if (
        text_match
        and not _ENDINGS.search(text_match.group(1))
        and not _same_site(text_match.group(1).lower(), host)
    ):
        return f"the text says {text_match.group(1)}, the link leads to {host}", "let both say the same"
    return None


def _same_site(a: str, b: str) -> bool:
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")


def address(url: str) -> str:
    """Return an address without scheme, `www`, tracking parameters and the last slash, for comparison."""
    parts = parts_of(url)
    host = (parts.hostname or "").removeprefix("www.")
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(key)])
    path = parts.path.rstrip("/")
    return f"{host}{path}{'?' + query if query else ''}"
