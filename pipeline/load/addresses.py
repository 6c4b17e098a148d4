"""Addresses of works: DOIs in whatever form they were copied, addresses percent-encoded once."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from pipeline.model.links import link_problem

RESOLVER = "https://doi.org/"
_DOI_PREFIX = re.compile(r"(?:https?://)?(?:www\.)?(?:dx\.)?doi\.org/|doi:\s*|doi\s+", re.IGNORECASE)
_DOI = re.compile(r"10\.\d+(?:\.\d+)*/\S")
_PERCENT_CODE = re.compile(r"%[0-9A-Fa-f]{2}")
# Characters that RFC 3986 allows in a path, a query or a fragment.
_PLAIN = "/:@!$&'()*+,;=~?%"
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
# Hosts that are not names of files: `www.scipy.org`, `hal.science/hal-01`, `numpy.org`; not `paper.pdf`.
_HOST = re.compile(
    r"(?=www\.|[\w.-]+(?::\d+)?/|[\w.-]+\.(?:org|com|net|edu|gov|int|io)(?:[:?#]|$))"
    r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)
_FIELDS = ("URL", "DOI", "PMCID", "PMID")


def encode(url: str) -> str:
    """Percent-encode the characters that an address must not contain; keep percent-encoded characters."""
    if url.startswith(RESOLVER + "10."):
        return RESOLVER + quote(unquote(url.removeprefix(RESOLVER)), safe="/:;()!$'*,.-_~@+=")
    try:
        parts = urlsplit(_BARE_PERCENT.sub("%25", url.strip()))
    except ValueError:  # brackets that are no IPv6 address
        return quote(url, safe=_PLAIN + "#")
    if not parts.scheme or not parts.netloc:
        return quote(_BARE_PERCENT.sub("%25", url.strip()), safe=_PLAIN + "#")
    return urlunsplit(
        (
            parts.scheme,
            quote(parts.netloc, safe="[]:@%"),
            quote(parts.path, safe=_PLAIN),
            quote(parts.query, safe=_PLAIN),
            quote(parts.fragment, safe=_PLAIN),
        )
    )


def doi(text: str) -> str:
    """Return a DOI without the resolver, `doi:` or the percent signs it was copied with."""
    text = remove_braces(text)
    bare = _DOI_PREFIX.sub("", text, count=1) if _DOI_PREFIX.match(text) else text
    return unquote(bare) if _PERCENT_CODE.search(bare) else bare


def remove_braces(text: str) -> str:
    """Return an address without the braces of BibTeX around it: databases write `doi = {{10.1000/x}}`."""
    text = text.strip()
    while text.startswith("{") and text.endswith("}"):
        text = text[1:-1].strip()
    return text


def with_scheme(text: str) -> str:
    """Add `https://` to an address without a scheme, as citeproc does; return any other text unchanged."""
    return f"https://{text}" if _HOST.fullmatch(text) else text


def normalize(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry with its DOI bare, and its address with a scheme and no entities.

    An address as DOI becomes the address.
    """
    result = dict(fields)
    if isinstance(result.get("URL"), str):
        result["URL"] = with_scheme(remove_braces(html.unescape(result["URL"])))
    if isinstance(result.get("DOI"), str):
        name = doi(html.unescape(result["DOI"]))
        if _DOI.match(name):
            result["DOI"] = name
        elif name.startswith(("http://", "https://")):
            del result["DOI"]
            result.setdefault("URL", name)
    return {name: value for name, value in result.items() if value != "" or name not in _FIELDS}


@dataclass(frozen=True, slots=True)
class RefusedAddress:
    """An address that must not be followed, and why."""

    address: str
    problem: str


def refused_addresses(fields: Mapping[str, Any]) -> Iterator[RefusedAddress]:
    """Yield the addresses of an entry that citeproc would link but that are unsafe."""
    for name in _FIELDS:
        value = fields.get(name)
        if not isinstance(value, str) or (name == "DOI" and _DOI.match(value)):
            continue
        # Citeproc puts its resolver before a value that is no address.
        if name == "URL" or _SCHEME.match(value):
            problem = link_problem(value)
            if problem:
                yield RefusedAddress(value, problem)
